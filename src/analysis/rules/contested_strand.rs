//! BW103: two or more own one strand.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW103",
    name: "contested-strand",
    family: Family::Duplication,
    severity: Severity::Error,
    summary: "a strand has two or more live owners",
    explanation: include_str!("contested_strand.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the strand; who owns it may change",
    together: Together { alone: "strands have more than one owner", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

/// How many wholes of an owner are looked at, at most.
const MOST_WHOLES: usize = 64;

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.of_kind(NodeKind::Strand), |strand| {
        if context.status(strand) == NodeStatus::Ended {
            return None;
        }
        let lines: Vec<_> = context
            .onto(strand, LinkKind::Owns)
            .filter(|owner| owner.link.status == LinkStatus::Active && context.is_live(owner.node))
            .collect();
        let mut owners: Vec<NodeIndex> = lines.iter().map(|owner| owner.node).collect();
        owners.sort_unstable();
        owners.dedup();
        // Where the law gives the work to several together, no one of those contests it with another.
        let is_joint =
            |owner: &NodeIndex| lines.iter().any(|line| line.node == *owner && line.link.joint == Some(true));
        if owners.iter().all(is_joint) {
            return None;
        }
        let organisations = owners.clone();
        owners.retain(|&owner| !is_voice_of_one(context, owner, &organisations));
        if owners.len() < 2 {
            return None;
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
        let both = if owners.len() == 2 { "Both" } else { "All of them" };
        let start = match common_whole(context, &owners) {
            Some(whole) => format!("{both} are parts of {}, which can settle it. {start}", context.name(whole)),
            None => start,
        };
        let hint = format!("{start}. Let the others deliver it, or split it into strands that have one owner each.");
        let subjects = std::iter::once(strand).chain(owners.iter().copied()).map(|at| Subject::node(context.id(at)));
        Some(Finding {
            severity,
            path: lines.iter().map(|neighbour| neighbour.link.id.clone()).collect(),
            ..RULE.finding(subjects, message, hint)
        })
    })
}

/// The nearest body of which all are parts, or posts of it: whoever it is can settle what they contest.
fn common_whole(context: &Context<'_>, owners: &[NodeIndex]) -> Option<NodeIndex> {
    let wholes = |owner: NodeIndex| -> Vec<NodeIndex> {
        let mut wholes = vec![owner];
        let mut seen = 0;
        while let Some(&at) = wholes.get(seen).filter(|_| wholes.len() < MOST_WHOLES) {
            for whole in context.out(at, LinkKind::PartOf).filter(|whole| context.holds(at, whole)) {
                if !wholes.contains(&whole.node) {
                    wholes.push(whole.node);
                }
            }
            seen += 1;
        }
        wholes
    };
    let (first, rest) = owners.split_first()?;
    let rest: Vec<Vec<NodeIndex>> = rest.iter().map(|&owner| wholes(owner)).collect();
    let common = wholes(*first).into_iter().find(|whole| rest.iter().all(|all| all.contains(whole)));
    common.filter(|whole| !owners.contains(whole))
}

/// Whether a post sits within another of the owners: then it is the person by whom that one answers.
fn is_voice_of_one(context: &Context<'_>, owner: NodeIndex, owners: &[NodeIndex]) -> bool {
    context.kind(owner) == NodeKind::Post
        && context.out(owner, LinkKind::PartOf).any(|whole| {
            whole.node != owner && whole.link.status == LinkStatus::Active && owners.binary_search(&whole.node).is_ok()
        })
}
