//! BW103: two or more own one strand.

use super::super::{At, Context, Family, Finding, Rule, Severity, Subject, words};
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW103",
    name: "contested-strand",
    family: Family::Duplication,
    severity: Severity::Error,
    summary: "a strand has two or more live owners",
    explanation: include_str!("contested_strand.md"),
    thresholds: &[],
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for strand in context.of_kind(NodeKind::Strand) {
        if context.status(strand) == NodeStatus::Ended {
            continue;
        }
        let lines: Vec<_> = context
            .into(strand, LinkKind::Owns)
            .filter(|(owner, link)| link.status == LinkStatus::Active && context.is_live(*owner))
            .collect();
        let mut owners: Vec<At> = lines.iter().map(|(owner, _)| *owner).collect();
        owners.sort_unstable();
        owners.dedup();
        let organisations = owners.clone();
        owners.retain(|&owner| !is_voice_of_one(context, owner, &organisations));
        if owners.len() < 2 {
            continue;
        }
        let (severity, idle) = context.severity_of_strand(RULE.severity, strand);
        let names = context.names(&owners);
        let all = if owners.len() == 2 { "both own it, neither" } else { "all own it, none of them" };
        let message = format!(
            "{} has {} owners: because {} {all} alone answers for it{idle}",
            context.called(strand),
            owners.len(),
            words::list(&names, 5)
        );
        let leading = owners.iter().copied().find(|&owner| context.routes().sound(owner).is_some());
        let start = leading.map_or_else(
            || "Agree which one answers for it".to_owned(),
            |owner| {
                format!("Agree which one answers for it; {} has a route to an accountable body", context.name(owner))
            },
        );
        let hint = format!("{start}. Let the others deliver it, or split it into strands that have one owner each.");
        let subjects = std::iter::once(strand).chain(owners.iter().copied()).map(|at| Subject::node(context.id(at)));
        findings.push(Finding {
            severity,
            path: lines.iter().map(|(_, link)| link.id.clone()).collect(),
            ..Finding::new(&RULE, subjects, message, hint)
        });
    }
    findings
}

/// Whether a post sits within another of the owners: then it is the person by whom that one answers.
fn is_voice_of_one(context: &Context<'_>, owner: At, owners: &[At]) -> bool {
    context.kind(owner) == NodeKind::Post
        && context.out(owner, LinkKind::PartOf).any(|(whole, link)| {
            whole != owner && link.status == LinkStatus::Active && owners.binary_search(&whole).is_ok()
        })
}
