//! BW404: much of the map hangs on one body.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::cuts::{Cut, cuts};
use super::super::dependants::{Dependants, dependants};
use super::super::finding::{Family, Finding, Pattern, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use super::wide_span;
use crate::model::{LinkKind, Map, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW404",
    name: "keystone",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "a quarter of all routes depend on one body that does not look it, or its end would split the map",
    explanation: include_str!("keystone.md"),
    thresholds: &[LEAST, SHARE],
    known_by: KnownBy::First(1),
    known_as: "the body; what hangs on it may change",
    together: Together { alone: "bodies have much hanging on them", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: Some(pattern),
    check,
};

const LEAST: Threshold = Threshold { name: "keystone.bodies", label: "Fewest routes that depend on one", default: 5.0 };
const SHARE: Threshold =
    Threshold { name: "keystone.share", label: "Least share of all routes that depend on one, 0 to 1", default: 0.25 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let settings = context.beside_nodes().settings;
    let (least, share) = (LEAST.of(settings).max(1.0), SHARE.of(settings));
    let dependants = dependants(context);
    let cuts = cuts(context);
    // Whoever ends a route of others needs none.
    let has_route = |&body: &NodeIndex| context.routes().sound(body).is_some_and(|sound| sound.lines > 0);
    let enough = |of: usize| least.max(share * of as f64);
    let of_routes = enough(context.live_bodies().filter(has_route).count());
    let of_bodies = enough(context.live_bodies().count());
    let mut left = MOST_PARTS;
    let mut findings = Vec::new();
    for at in context.nodes().filter(|&at| may_be_keystone(context, at)) {
        let depending = dependants.bodies(at);
        // A part that is too small to matter is not a split: most lone partners hang on one body.
        let cut = &cuts[at.index()];
        // A person who sits on two boards does not hold them together, and that those below a body meet in it is plain.
        let splits = cut.second as f64 >= of_bodies
            && context.kind(at) != NodeKind::Post
            && context.down_firmly(at).filter(|below| below.node != at).nth(1).is_none();
        // Nor is it news that the parts of a whole answer through it, or what a wide span says.
        let routes = if depending as f64 >= of_routes {
            let told = plainly_below(context, &dependants, at, &mut left);
            told.map_or(0, |told| depending.saturating_sub(told))
        } else {
            0
        };
        let is_strained = routes as f64 >= of_routes;
        if !is_strained && !splits {
            continue;
        }
        let name = context.name(at);
        let mut reasons = Vec::new();
        if is_strained {
            let through = if context.kind(at) == NodeKind::Post { "this one person" } else { "it" };
            reasons.push(format!(
                "the routes of {} to an accountable body all pass through {through}",
                words::count(depending, "live body", "live bodies")
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
        let hint = match context.kind(at) {
            NodeKind::Post => format!(
                "See that {name} has a deputy who may decide, and that decisions are kept where others find them; before the \
                 post is left empty or ends, give what hangs on it another line upward."
            ),
            _ => format!(
                "Before {name} is changed or closed, give what hangs on it another line upward; meanwhile make sure that it \
                 meets, has a chair and a deputy, and keeps its decisions where others find them."
            ),
        };
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

/// How many of those whose routes come through a node do so plainly: its parts, with parts of its parts, and all that answer
/// to it directly where `wide-span` counts them; none where there are more than are `left` to be looked at.
fn plainly_below(context: &Context<'_>, dependants: &Dependants, node: NodeIndex, left: &mut usize) -> Option<usize> {
    let mut plain = HashSet::new();
    let mut open = vec![node];
    while let Some(here) = open.pop() {
        for part in context.onto(here, LinkKind::PartOf).filter(|part| context.holds(here, part)) {
            *left = left.checked_sub(1)?;
            if dependants.depends(part.node, node) && plain.insert(part.node) {
                open.push(part.node);
            }
        }
    }
    if wide_span::is_too_wide(context, node) {
        plain.extend(context.span(node).into_iter().filter(|&below| dependants.depends(below, node)));
    }
    Some(plain.iter().filter(|&&below| context.kind(below).is_body()).count())
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
