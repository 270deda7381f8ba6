//! BW402: too many answer to one.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;

pub(super) const RULE: Rule = Rule {
    code: "BW402",
    name: "wide-span",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "more than 12 live bodies or posts answer to one",
    explanation: include_str!("wide_span.md"),
    thresholds: &[MOST],
    known_by: KnownBy::First(1),
    known_as: "the one that they answer to; who they are may change",
    together: Together {
        alone: "bodies or posts have more below them than one can hear",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

const MOST: Threshold =
    Threshold { name: "wide-span.bodies", label: "Most bodies that may answer to one", default: 12.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |upper| {
        if !is_too_wide(context, upper) {
            return None;
        }
        let below = context.span(upper);
        let name = context.in_full(upper);
        let message = format!(
            "{} answer to {name} directly: {}",
            context.counted(&below, ["live body", "live bodies"], ["post", "posts"]),
            words::list(&context.names(&below), 4)
        );
        let hint = format!(
            "Bring those with one theme together under a body of their own that answers to {name}, end those that are no \
             longer needed, or say which of them report by exception only."
        );
        let is_shown = |at: &NodeIndex| below.binary_search(at).is_ok();
        Some(Finding {
            path: context
                .down_firmly(upper)
                .filter(|at| is_shown(&at.node))
                .map(|neighbour| neighbour.link.id.clone())
                .collect(),
            ..RULE.finding([Subject::node(context.id(upper))], message, hint)
        })
    })
}

/// Whether more answer to a node directly than should.
pub(super) fn is_too_wide(context: &Context<'_>, upper: NodeIndex) -> bool {
    let most = MOST.of(context.beside_nodes().settings);
    context.lines_below(upper) as f64 > most && context.span(upper).len() as f64 > most
}
