//! BW303: a live body's lines upward are unbroken, and none ends at an accountable body.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Gap, Pattern, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::Map;

pub(super) const RULE: Rule = Rule {
    code: "BW303",
    name: "ungrounded",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a live body has lines upward, unbroken, and none ends at an accountable body",
    explanation: include_str!("ungrounded.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body; where its lines end may change",
    together: Together {
        alone: "bodies have a line upward that ends at no accountable body",
        with: Some("bodies have a line upward that ends at"),
        each: Each::Subject(0),
    },
    needs_line: Some(1),
    pattern: Some(pattern),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let routes = context.routes();
    context.each(context.nodes(), |body| {
        let is_lost = context.expects_route(body) && context.has_line_up(body) && routes.sound(body).is_none();
        if !is_lost || !routes.breaks(body).is_empty() {
            return None;
        }
        let ends: Vec<NodeIndex> = routes.ends(body).iter().map(|end| end.at).collect();
        let name = context.name(body);
        let (message, hint) = if ends.is_empty() {
            (
                format!("The lines upward of {name} run in a circle and reach no accountable body"),
                "Break the circle, and let one of its bodies answer to an accountable body.".to_owned(),
            )
        } else {
            let names = context.names(&ends);
            let ends = words::list(&names, 3);
            let (end, are) = if names.len() == 1 {
                ("ends", "is no accountable body")
            } else {
                ("end", "are no accountable bodies")
            };
            let lines = if names.len() == 1 { "line" } else { "lines" };
            (
                format!("The {lines} upward of {name} {end} at {ends}, which {are}"),
                format!(
                    "Draw a line from {ends} to the body that answers for it; or, if the buck stops there, mark it as an \
                     accountable body."
                ),
            )
        };
        let mut subjects = vec![Subject::node(context.id(body))];
        subjects.extend(ends.first().map(|&end| Subject::node(context.id(end))));
        let path = routes.ends(body).iter().flat_map(|end| routes.way_to_end(body, end)).collect();
        Some(Finding { path, ..RULE.finding(subjects, message, hint) })
    })
}

fn pattern(map: &Map, finding: &Finding) -> Option<Pattern> {
    let context = Context::new(map);
    let body = context.at(finding.subjects.first()?.id.as_str())?;
    let ends = context.routes().ends(body);
    let nearest = ends.first()?.at;
    // Where the lines end is no further than before: what hangs on it is cut off.
    let is_cut_off = |at: &NodeIndex| *at != nearest && context.routes().ends(*at).iter().any(|end| end.at == nearest);
    let cut_off = context.nodes().filter(is_cut_off).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps: ends.iter().map(|end| Gap::After(context.id(end.at).clone())).collect(), cut_off })
}
