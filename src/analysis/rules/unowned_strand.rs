//! BW304: nobody owns a strand.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW304",
    name: "unowned-strand",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "a strand that is not ended has no owner",
    explanation: include_str!("unowned_strand.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the strand",
    together: Together { alone: "strands have no owner", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.of_kind(NodeKind::Strand), |strand| {
        if !context.belongs_to_nobody(strand) {
            return None;
        }
        let mut delivering: Vec<NodeIndex> = context
            .onto(strand, LinkKind::Delivers)
            .filter(|at| at.link.status != LinkStatus::Lapsed && context.is_live(at.node))
            .map(|at| at.node)
            .collect();
        delivering.sort_unstable();
        delivering.dedup();
        let (severity, idle) = context.severity_of_strand(RULE.severity, strand);
        // What nobody has decided on yet may still find its owner: somebody is to be named with the decision.
        let is_idea = context.status(strand) == NodeStatus::Proposed && !context.is_live(strand);
        let severity = if is_idea { severity.lowered() } else { severity };
        let mut message = format!("Nobody is accountable for {}", context.called(strand));
        if let Some(Neighbour { node: owner, link }) = context.onto(strand, LinkKind::Owns).next() {
            message += &format!(": that {} owns it {}", context.name(owner), words::line_state(link.status));
        } else if !delivering.is_empty() {
            let verb = if delivering.len() == 1 { "delivers" } else { "deliver" };
            message += &format!(", though {} {verb} it", words::list(&context.names(&delivering), 3));
        }
        message += &idle;
        let hint = match delivering.as_slice() {
            [] => "Name the one body or post that answers for it, or bring it to an end.".to_owned(),
            [one] => format!(
                "Name the one body or post that answers for it, {} or whoever it answers to; or bring it to an end.",
                context.name(*one)
            ),
            _ => "Name the one body or post that answers for it, one of those that deliver it or whoever they answer to; or \
                  bring it to an end."
                .to_owned(),
        };
        Some(Finding {
            severity,
            path: context.around(strand).flat_map(|at| [at.link.id.clone(), context.id(at.node).clone()]).collect(),
            ..RULE.finding([Subject::node(context.id(strand))], message, hint)
        })
    })
}
