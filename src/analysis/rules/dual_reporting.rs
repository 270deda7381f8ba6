//! BW406: a body answers in two directions that do not meet.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::shortcuts::Shortcuts;
use super::super::words;
use crate::model::{Link, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW406",
    name: "dual-reporting",
    family: Family::Strain,
    severity: Severity::Note,
    summary: "more than one formal line upward, to bodies that do not themselves lie on one route",
    explanation: include_str!("dual_reporting.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body; to whom it answers may change",
    together: Together {
        alone: "bodies answer to several who do not answer to each other",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let shortcuts = Shortcuts::of(context);
    let two_masters = |at: NodeIndex| matches!(context.kind(at), NodeKind::Board | NodeKind::Group | NodeKind::Post);
    let facts = shortcuts.facts(context);
    let nodes = context.nodes().filter(|&at| two_masters(at)).map(|at| (at, facts));
    context.each_with(nodes, |lower| {
        let parting = shortcuts.parting(context, lower)?;
        let uppers: Vec<NodeIndex> =
            parting.direct.iter().copied().filter(|at| !parting.longer.contains_key(at)).collect();
        if uppers.len() < 2 {
            return None;
        }
        let lines: Vec<&Link> =
            context.up_firmly(lower).filter(|to| uppers.contains(&to.node)).map(|line| line.link).collect();
        let (name, names) = (context.name(lower), context.names(&uppers));
        let apart = if uppers.len() == 2 {
            "neither of which answers to the other"
        } else {
            "none of which answers to another"
        };
        let message = format!("{name} answers to {}, {apart}", words::list(&names, 4));
        let hint = format!(
            "Agree which of them directs {name} and which is only told: make the other line one of information, or write \
             down who decides on what."
        );
        let subjects = std::iter::once(lower).chain(uppers.iter().copied()).map(|at| Subject::node(context.id(at)));
        Some(Finding {
            path: lines.iter().map(|line| line.id.clone()).collect(),
            ..RULE.finding(subjects, message, hint)
        })
    })
}
