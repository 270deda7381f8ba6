//! BW302: every route of a live body to an accountable body breaks.

use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Gap, Mend, Pattern, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::mending::new_line;
use super::super::routes::{Break, Place};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::successors::heir;
use super::super::words;
use crate::model::edit::Edit;
use crate::model::{End, Link, LinkKind, LinkStatus, Map, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW302",
    name: "broken-route",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "every route of a live body to an accountable body breaks",
    explanation: include_str!("broken_route.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body; where its route breaks may change",
    together: Together {
        alone: "routes to an accountable body are broken",
        with: Some("routes break first at"),
        each: Each::Subject(0),
    },
    needs_line: Some(0),
    pattern: Some(pattern),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let routes = context.routes();
    let broken: Vec<_> = context.live_bodies().filter(|&body| !routes.breaks(body).is_empty()).collect();
    let mut breaking: BTreeMap<Place<'_>, usize> = BTreeMap::new();
    for place in broken.iter().flat_map(|&body| routes.breaks(body)).map(|stop| stop.place) {
        *breaking.entry(place).or_default() += 1;
    }
    // How many break at the same places is told of each.
    let facts = |body: NodeIndex| {
        let mut hasher = DefaultHasher::new();
        routes.breaks(body).iter().for_each(|stop| breaking[&stop.place].hash(&mut hasher));
        (body, hasher.finish())
    };
    context.each_with(broken.iter().map(|&body| facts(body)), |body| {
        let name = &context.in_full(body);
        let stops = routes.breaks(body);
        let where_: Vec<String> = stops.iter().map(|stop| place(context, stop, breaking[&stop.place] - 1)).collect();
        let message =
            format!("{name} has no unbroken route to an accountable body: it breaks at {}", where_.join("; and at "));
        let nearest = &stops[0];
        let heir = successor(context, nearest);
        let mut subjects = vec![Subject::node(context.id(body))];
        subjects.push(match nearest.place {
            Place::Node(node) => Subject::node(context.id(node)),
            Place::Line(link) => Subject::link(link),
        });
        Some(Finding {
            fixes: heir.and_then(|heir| to_successor(context, nearest, heir)).into_iter().collect(),
            path: stops.iter().flat_map(|stop| routes.way_to_break(body, stop)).collect(),
            ..RULE.finding(subjects, message, hint(context, name, nearest, heir))
        })
    })
}

fn place(context: &Context<'_>, stop: &Break<'_>, others: usize) -> String {
    let link = stop.line.link;
    let what = match stop.place {
        Place::Node(node) => format!("{}, which {}", context.in_full(node), context.state_words(node)),
        Place::Line(_) => {
            let (from, to) = (context.called_at(link, End::From), context.called_at(link, End::To));
            format!("the line from {from} to {to}, which {}", words::line_state(link.status))
        }
    };
    match others {
        0 => what,
        others => format!("{what} ({} there too)", words::count(others, "other route breaks", "other routes break")),
    }
}

fn hint(context: &Context<'_>, name: &str, nearest: &Break<'_>, heir: Option<NodeIndex>) -> String {
    match nearest.place {
        Place::Node(node) => match heir {
            Some(heir) => format!(
                "{} went into {}: draw the line from {} there.",
                context.name(node),
                context.name(heir),
                context.name_of(&nearest.line.link.from)
            ),
            None if context.kind(node) == NodeKind::Post && context.status(node) != NodeStatus::Ended => {
                format!("Fill {}, or have {name} answer to one who is at work in the meantime.", context.name(node))
            }
            None => format!(
                "Draw the line from {name}, or from the body just below the break, to one that is at work; or bring {} back.",
                context.name(node)
            ),
        },
        Place::Line(_) => format!(
            "Settle the line to {}, or draw another from {name} to a body that can hold it to account.",
            context.called_at(nearest.line.link, End::To)
        ),
    }
}

/// Whoever is at work and took over from where a route breaks, unless it is the one below the break.
fn successor(context: &Context<'_>, stop: &Break<'_>) -> Option<NodeIndex> {
    let Place::Node(node) = stop.place else { return None };
    let heir = heir(context, node, |link| link.status == LinkStatus::Active);
    heir.filter(|&heir| stop.line.link.from != *context.id(heir))
}

/// The line on which a route breaks, led to whoever took over from where it leads, if a route goes on from there.
fn to_successor(context: &Context<'_>, stop: &Break<'_>, heir: NodeIndex) -> Option<Fix> {
    context.routes().sound(heir)?;
    let from = context.at(stop.line.link.from.as_str())?;
    let line = new_line(context, from, LinkKind::ReportsTo, heir, LinkStatus::Active);
    let lapsed = Link { status: LinkStatus::Lapsed, ..Link::clone(stop.line.link) };
    let label = format!("Draw the line from {} to {}", context.name(from), context.name(heir));
    Some(Fix { label, mend: Mend::Edits(vec![Edit::put(line), Edit::put(lapsed)]) })
}

fn pattern(map: &Map, finding: &Finding) -> Option<Pattern> {
    let context = Context::new(map);
    let body = context.at(finding.subjects.first()?.id.as_str())?;
    let stops = context.routes().breaks(body);
    let gap = |stop: &Break<'_>| match stop.place {
        Place::Node(node) => Gap::Beside { line: stop.line.link.id.clone(), node: context.id(node).clone() },
        Place::Line(line) => Gap::On(line.clone()),
    };
    let nearest = stops.first()?.place;
    let is_cut_off = |at: &NodeIndex| context.routes().breaks(*at).iter().any(|stop| stop.place == nearest);
    let cut_off = context.nodes().filter(is_cut_off).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps: stops.iter().map(gap).collect(), cut_off })
}
