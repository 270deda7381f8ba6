//! BW201: bodies answer to each other in a circle.

use std::collections::HashSet;

use super::super::circles::{Component, Count};
use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::mending::take_out;
use super::super::patterns::circle;
use super::super::routes::components;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Confidence, Id, Link, LinkKind, LinkStatus, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW201",
    name: "accountability-loop",
    family: Family::Circles,
    severity: Severity::Error,
    summary: "bodies answer to each other in a circle",
    explanation: include_str!("accountability_loop.md"),
    thresholds: &[],
    known_by: KnownBy::Together,
    known_as: "the bodies in the circle, all together; one more or one fewer is a change of it, and another circle through one of them is another finding",
    together: Together { alone: "circles come back to where they began", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: Some(circle),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let holds = |at: NodeIndex, hop: &Neighbour<'_>| context.holds(at, hop);
    let standing = |at: NodeIndex| context.status(at) != NodeStatus::Ended;
    let may_hold =
        |at: NodeIndex, to: &Neighbour<'_>| to.link.status != LinkStatus::Lapsed && standing(at) && standing(to.node);
    let live = knots(context, context.routes().circles(), holds);
    // A line to oneself hides no circle beside it.
    let caught: HashSet<NodeIndex> = live.iter().filter(|knot| knot.len() > 1).flatten().copied().collect();
    // Where something at work already goes round, the circle with what is on hold adds nothing.
    let wider = if context.goes_round() { components(context, may_hold) } else { Vec::new() };
    let wider = if context.goes_round() { &wider } else { context.routes().circles() };
    let idle = knots(context, wider, may_hold).into_iter().filter(|knot| !knot.iter().any(|at| caught.contains(at)));
    let mut findings: Vec<Finding> = live.iter().flat_map(|knot| of_knot(context, knot, holds)).collect();
    let told: HashSet<&[Subject]> = findings.iter().map(|finding| finding.subjects.as_slice()).collect();
    let idle = idle.flat_map(|knot| of_knot(context, &knot, may_hold));
    let idle: Vec<Finding> = idle.filter(|finding| !told.contains(finding.subjects.as_slice())).collect();
    findings.extend(idle);
    findings
}

/// How many circles of one knot are told of at most.
const MOST_TOLD: usize = 24;

/// The shortest circle of a knot, and the shortest through each of its other lines, so that none hides behind another.
fn of_knot<'a>(
    context: &Context<'a>,
    nodes: &[NodeIndex],
    counts: impl Fn(NodeIndex, &Neighbour<'a>) -> bool,
) -> Vec<Finding> {
    let knot = Component::new(context, nodes, counts);
    let count = knot.count();
    // Of a tangle with more circles than can be counted a list says no more than one of them.
    let others = if count.cut_short { Vec::new() } else { knot.through_lines() };
    let circles = std::iter::once(knot.shortest()).chain(others);
    let mut told: HashSet<Vec<&Id>> = HashSet::new();
    let mut findings = Vec::new();
    for circle in circles {
        let is_new = told.insert(circle.iter().map(|link| &link.from).collect());
        if is_new && findings.len() < MOST_TOLD {
            findings.push(finding(context, nodes, &circle, &count));
        }
    }
    findings
}

/// The groups of nodes that lie on circles, each by id.
fn knots<'a>(
    context: &Context<'a>,
    components: &[Vec<NodeIndex>],
    counts: impl Fn(NodeIndex, &Neighbour<'a>) -> bool,
) -> Vec<Vec<NodeIndex>> {
    let to_itself = |at: NodeIndex| context.up(at).any(|hop| hop.node == at && counts(at, &hop));
    let is_knot = |component: &&Vec<NodeIndex>| component.len() > 1 || component.iter().any(|&at| to_itself(at));
    let mut knots: Vec<Vec<NodeIndex>> = components.iter().filter(is_knot).cloned().collect();
    for knot in &mut knots {
        knot.sort_unstable();
    }
    knots
}

fn finding(context: &Context<'_>, nodes: &[NodeIndex], circle: &[&Link], count: &Count) -> Finding {
    let bodies: Vec<NodeIndex> = circle.iter().filter_map(|link| context.at(link.from.as_str())).collect();
    let (severity, idle) = context.severity(RULE.severity, &bodies);
    let unsettled = circle.iter().find(|link| link.status != LinkStatus::Active);
    let (severity, idle) = match unsettled {
        Some(link) if idle.is_empty() => {
            (severity.lowered(), format!("; the line from {} is {}", context.name_of(&link.from), link.status.word()))
        }
        _ => (severity, idle),
    };
    let names = context.all_in_full(&bodies);
    let verbs: Vec<&str> = circle.iter().map(|link| verb(link)).collect();
    let mut message = match (names.as_slice(), verbs.as_slice()) {
        ([one], [verb]) => format!("{one} {verb} itself"),
        ([first, rest @ ..], [up, ups @ ..]) => {
            let shown = rest.len().min(5);
            let skipped = rest.len() - shown;
            let steps: Vec<String> = rest
                .iter()
                .zip(std::iter::once(up).chain(ups))
                .take(shown)
                .map(|(name, verb)| format!("{verb} {name}"))
                .collect();
            let left_out = match skipped {
                0 => String::new(),
                skipped => format!(", and on through {}", words::count(skipped, "other", "others")),
            };
            let last = ups.last().unwrap_or(up);
            format!("{first} {}{left_out}, which {last} {first} again", steps.join(", which "))
        }
        _ => String::new(),
    };
    if nodes.len() > bodies.len() {
        message += &format!(
            "; {} caught in circles with them",
            words::count(nodes.len() - bodies.len(), "more body is", "more bodies are")
        );
    }
    message += &idle;
    let (hint, fix) = way_out(context, count, circle, nodes);
    Finding {
        severity,
        path: circle.iter().map(|link| link.id.clone()).collect(),
        fixes: fix.into_iter().collect(),
        ..RULE.finding(bodies.iter().map(|&at| Subject::node(context.id(at))), message, hint)
    }
}

/// How a line leads up: a part does not answer.
fn verb(link: &Link) -> &'static str {
    if link.kind == LinkKind::PartOf { "is part of" } else { "answers to" }
}

/// The line of the circle, or of a tangle, whose removal breaks most circles; of equal ones that whose body keeps another line out of the knot, then
/// that with the weakest evidence.
fn way_out(context: &Context<'_>, count: &Count, circle: &[&Link], nodes: &[NodeIndex]) -> (String, Option<Fix>) {
    let keeps_a_line = |link: &Link| {
        let from = context.at(link.from.as_str());
        from.is_some_and(|from| context.up_firmly(from).any(|to| nodes.binary_search(&to.node).is_err()))
    };
    let doubt =
        |link: &Link| link.evidence.iter().map(|evidence| evidence.confidence).min().unwrap_or(Confidence::Assumed);
    let through = |link: &Link| count.by_line.get(&link.id).copied().unwrap_or(0);
    let of_the_map = count.by_line.keys().filter_map(|id| context.all_links().get(id.as_str())).map(AsRef::as_ref);
    // Of several lines by which one answers to itself, each is a circle: the one that is told of is to go.
    let candidates = of_the_map.filter(|_| count.cut_short && nodes.len() > 1).chain(circle.iter().copied());
    let Some(line) =
        candidates.max_by_key(|link| (through(link), keeps_a_line(link), doubt(link), std::cmp::Reverse(&link.id)))
    else {
        return (String::new(), None);
    };
    let (from, to) = (context.name_of(&line.from), context.name_of(&line.to));
    let share = match (through(line), count.all, count.cut_short) {
        (_, 0 | 1, false) => "That breaks the circle".to_owned(),
        (some, all, false) if some == all => format!("That breaks all {all} circles"),
        (some, all, false) => format!("That breaks {some} of {all} circles"),
        (_, _, true) => "That breaks more circles than any other".to_owned(),
    };
    let instead = if keeps_a_line(line) {
        format!("{from} keeps its other line upward.")
    } else {
        format!("Then give {from} a line to a body outside the circle.")
    };
    let itself = if line.from == line.to { "itself" } else { to };
    let hint =
        format!("Take out the line from {from} to {itself}, or make it one of information only. {share}. {instead}");
    (hint, Some(take_out(context, line)))
}
