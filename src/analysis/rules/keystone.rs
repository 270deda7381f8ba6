//! BW404: much of the map hangs on one body.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::cuts::{Cut, cuts};
use super::super::dependants::{Dependants, dependants};
use super::super::finding::{Family, Finding, Pattern, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Rule, Threshold};
use super::super::words;
use crate::model::{LinkKind, Map, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW404",
    name: "keystone",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "5 or more live bodies' routes all depend on one body, or its end would split the map",
    explanation: include_str!("keystone.md"),
    thresholds: &[LEAST],
    together: None,
    pattern: Some(pattern),
    check,
};

const LEAST: Threshold = Threshold { name: "keystone.bodies", label: "Fewest routes that depend on one", default: 5.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most = LEAST.of(context.beside_nodes().settings).max(1.0);
    let dependants = dependants(context);
    let cuts = cuts(context);
    let mut left = MOST_PARTS;
    let mut findings = Vec::new();
    for at in context.nodes().filter(|&at| may_be_keystone(context, at)) {
        let routes = dependants.bodies(at);
        // A part that is too small to matter is not a split: most lone partners hang on one body.
        let cut = &cuts[at.index()];
        // A person who sits on two boards does not hold them together.
        let splits = cut.second as f64 >= most && context.kind(at) != NodeKind::Post;
        // That the parts of a whole answer through it is what a whole is.
        let other = |own: usize| routes.saturating_sub(own) as f64;
        let is_strained = routes as f64 >= most
            && own_parts(context, &dependants, at, &mut left).is_some_and(|own| other(own) >= most);
        if !is_strained && !splits {
            continue;
        }
        let name = context.name(at);
        let mut reasons = Vec::new();
        if is_strained {
            reasons.push(format!(
                "the routes of {} to an accountable body all pass through it",
                words::count(routes, "live body", "live bodies")
            ));
        }
        if splits {
            reasons.push(split(cut));
        }
        let hanging: Vec<NodeIndex> = dependants.nearest(at).take(5).collect();
        let for_instance = match hanging.as_slice() {
            [] => String::new(),
            some => format!(" (among them {})", words::list(&context.names(some), some.len())),
        };
        let message = format!("Much hangs on {name}: {}{for_instance}", words::list(&reasons, 2));
        let meanwhile = match context.kind(at) {
            NodeKind::Post => "it is filled and has a deputy, and that its decisions are kept where others find them",
            _ => "it meets, has a chair and a deputy, and keeps its decisions where others find them",
        };
        let hint = format!(
            "Before {name} is changed or closed, give what hangs on it another line upward; meanwhile make sure that \
             {meanwhile}."
        );
        let path = context.down_firmly(at).map(|neighbour| neighbour.link.id.clone()).collect();
        findings.push(Finding { path, ..RULE.finding([Subject::node(context.id(at))], message, hint) });
    }
    findings
}

/// Live boards, groups and posts. That routes end at an accountable body is what it is there for, and no review of a
/// partnership closes a partner.
fn may_be_keystone(context: &Context<'_>, at: NodeIndex) -> bool {
    let kind = matches!(context.kind(at), NodeKind::Board | NodeKind::Group | NodeKind::Post);
    kind && context.is_live(at) && !context.ends_routes(at)
}

/// How many parts are looked at in a run, so that no nest of wholes makes it quadratic.
const MOST_PARTS: usize = 100_000;

/// How many of those whose routes come through a whole are its parts, or parts of its parts; none where there are more than
/// are `left` to be looked at.
fn own_parts(context: &Context<'_>, dependants: &Dependants, whole: NodeIndex, left: &mut usize) -> Option<usize> {
    let mut parts = HashSet::new();
    let mut own = 0;
    let mut open = vec![whole];
    while let Some(here) = open.pop() {
        for part in context.onto(here, LinkKind::PartOf).filter(|part| context.holds(here, part)) {
            *left = left.checked_sub(1)?;
            if dependants.depends(part.node, whole) && parts.insert(part.node) {
                own += usize::from(context.kind(part.node).is_body());
                open.push(part.node);
            }
        }
    }
    Some(own)
}

fn split(cut: &Cut) -> String {
    let bodies = |number| words::count(number, "body", "bodies");
    format!(
        "without it the map falls apart, with {} and {} in parts that no line joins",
        bodies(cut.largest),
        bodies(cut.second)
    )
}

fn pattern(map: &Map, finding: &Finding) -> Option<Pattern> {
    let context = Context::new(map);
    let on = context.at(finding.subjects.first()?.id.as_str())?;
    let bodies = dependants(&context).all(on);
    let is_part = |at: &NodeIndex| *at == on || bodies.binary_search(at).is_ok();
    let lines = bodies.iter().flat_map(|&body| context.up_firmly(body)).filter(|to| is_part(&to.node));
    Some(Pattern::Hanging {
        on: context.id(on).clone(),
        lines: lines.map(|neighbour| neighbour.link.id.clone()).collect(),
        bodies: bodies.iter().map(|&body| context.id(body).clone()).collect(),
    })
}
