//! BW315: nobody has said what a body is there for.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, Node, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW315",
    name: "no-remit",
    family: Family::Gaps,
    severity: Severity::Note,
    summary: "a live board or group has neither a remit nor themes",
    explanation: include_str!("no_remit.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body",
    together: Together { alone: "bodies at work have neither a remit nor themes", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let is_group = |node: &Node| matches!(node.kind, NodeKind::Board | NodeKind::Group);
    // A map that says of nobody what they are there for has not been told of remits.
    if !context.map().nodes.iter().any(|node| is_group(node) && has_remit(node)) {
        return Vec::new();
    }
    let silent = context.live_bodies().filter(|&at| is_group(context.node(at)) && !has_remit(context.node(at)));
    silent.map(|at| finding(context, at)).collect()
}

fn has_remit(node: &Node) -> bool {
    !node.themes.is_empty() || node.remit.as_ref().is_some_and(|remit| !remit.trim().is_empty())
}

fn finding(context: &Context<'_>, at: NodeIndex) -> Finding {
    let name = context.name(at);
    let mut work: Vec<NodeIndex> = [LinkKind::Owns, LinkKind::Delivers]
        .into_iter()
        .flat_map(|kind| context.out(at, kind))
        .filter(|neighbour| neighbour.link.status == LinkStatus::Active)
        .map(|strand| strand.node)
        .collect();
    work.sort_unstable();
    work.dedup();
    let does = match work.as_slice() {
        [] => ", and no work of its own".to_owned(),
        work => format!(", though it has work: {}", words::list(&context.names(work), 3)),
    };
    let message = format!("{name} is at work, and has neither a remit nor a theme on this map{does}");
    let hint = format!(
        "Ask the chair of {name} for its terms of reference, and write down what it is there for in one sentence; if \
         nobody can say, ask whether it is needed."
    );
    RULE.finding([Subject::node(context.id(at))], message, hint)
}
