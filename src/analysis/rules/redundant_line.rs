//! BW105: a line upward says nothing that a longer route does not say.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::Neighbour;
use super::super::mending::take_out;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::shortcuts::Shortcuts;
use super::super::words;
use crate::model::{Id, LinkKind, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW105",
    name: "redundant-line",
    family: Family::Duplication,
    severity: Severity::Note,
    summary: "a line upward that a longer route already implies",
    explanation: include_str!("redundant_line.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the line; the longer route may change",
    together: Together { alone: "lines upward add nothing to a longer route", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let shortcuts = Shortcuts::of(context);
    let facts = shortcuts.facts(context);
    let nodes = context.nodes().filter(|&at| context.kind(at) != NodeKind::Strand).map(|at| (at, facts));
    context.each_with(nodes, |lower| {
        let mut findings = Vec::new();
        let Some(parting) = shortcuts.parting(context, lower) else { return findings };
        for Neighbour { node: upper, link: line } in
            context.up_firmly(lower).filter(|neighbour| neighbour.link.kind == LinkKind::ReportsTo)
        {
            let Some(way) = parting.longer.get(&upper) else { continue };
            // Of two that answer to each other each implies the other: no line of the two is the longer one.
            let last = way.last().and_then(|link| context.at(link.from.as_str()));
            if last.is_some_and(|last| shortcuts.is_in_one_circle(last, upper)) {
                continue;
            }
            let between: Vec<&Id> = way.iter().skip(1).map(|link| &link.from).collect();
            let named: Vec<&str> = between.iter().map(|id| context.name_of(id)).collect();
            let (from, to, through) =
                (context.name(lower), context.name(upper), words::list(&words::told_apart(named), 3));
            let message =
                format!("The line from {from} to {to} adds nothing: {from} answers to {to} through {through}");
            let hint = format!(
                "Take the line out, so that it is plain through whom {from} answers. If it may go to {to} over the head of \
                 {through}, write down for what, and accept this finding with that reason."
            );
            let mut subjects = vec![Subject::link(&line.id)];
            subjects.extend(between.first().map(|id| Subject::node(id)));
            findings.push(Finding {
                path: way.iter().flat_map(|link| [link.id.clone(), link.to.clone()]).collect(),
                fixes: vec![take_out(context, line)],
                ..RULE.finding(subjects, message, hint)
            });
        }
        findings
    })
}
