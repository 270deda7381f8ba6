//! BW406: a body answers in two directions that do not meet.

use super::super::shortcuts::Shortcuts;
use super::super::{At, Context, Family, Finding, Rule, Severity, Subject, words};
use crate::model::{Link, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW406",
    name: "dual-reporting",
    family: Family::Strain,
    severity: Severity::Note,
    summary: "more than one formal line upward, to bodies that do not themselves lie on one route",
    explanation: include_str!("dual_reporting.md"),
    thresholds: &[],
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let shortcuts = Shortcuts::of(context);
    let mut findings = Vec::new();
    let two_masters = |at: At| matches!(context.kind(at), NodeKind::Board | NodeKind::Group | NodeKind::Post);
    for lower in context.nodes().filter(|&at| two_masters(at)) {
        let Some(parting) = shortcuts.parting(context, lower) else { continue };
        let uppers: Vec<At> = parting.direct.iter().copied().filter(|at| !parting.longer.contains_key(at)).collect();
        if uppers.len() < 2 {
            continue;
        }
        let lines: Vec<&Link> =
            context.up_firmly(lower).filter(|(to, _)| uppers.contains(to)).map(|(_, line)| line).collect();
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
        findings.push(Finding {
            path: lines.iter().map(|line| line.id.clone()).collect(),
            ..Finding::new(&RULE, subjects, message, hint)
        });
    }
    findings
}
