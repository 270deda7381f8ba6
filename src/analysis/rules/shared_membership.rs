//! BW102: the same people sit on two bodies that are there for the same things.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, SharedGround, Subject};
use super::super::graph::NodeIndex;
use super::super::overlap::{Likeness, alike};
use super::super::patterns::shared;
use super::super::remits::Item;
use super::super::remits::common;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use super::shared_remit::evidence;
use crate::model::{Id, LinkKind, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW102",
    name: "shared-membership",
    family: Family::Duplication,
    severity: Severity::Warning,
    summary: "two bodies' members overlap, three or more of them, and their remits touch",
    explanation: include_str!("shared_membership.md"),
    thresholds: &[OVERLAP, LARGER, LEAST_MEMBERS],
    known_by: KnownBy::Together,
    known_as: "the bodies, all together",
    together: Together { alone: "pairs of bodies have much the same members", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: Some(|map, finding| shared(map, finding, SharedGround::Members)),
    check,
};

const OVERLAP: Threshold = Threshold {
    name: "shared-membership.overlap",
    label: "Least share of the smaller one's members, 0 to 1",
    default: 0.6,
};
const LARGER: Threshold = Threshold {
    name: "shared-membership.larger",
    label: "Least share of the larger one's members, 0 to 1",
    default: 0.5,
};
const LEAST_MEMBERS: Threshold =
    Threshold { name: "shared-membership.members", label: "Fewest members in common", default: 3.0 };

/// The least share of all members that sit on both, where nothing is known of what either is for.
const NEARLY_ALL: f64 = 0.8;

/// How many pairs with the same members are looked at, and how many are found, at most.
const MOST_PAIRS: (usize, usize) = (20_000, 2_000);

fn check(context: &Context<'_>) -> Vec<Finding> {
    let likeness = Likeness {
        jaccard: Likeness::NOT_ASKED,
        overlap: OVERLAP.of(context.beside_nodes().settings),
        least: LEAST_MEMBERS.of(context.beside_nodes().settings).ceil().max(1.0) as usize,
    };
    let (mut bodies, mut members): (Vec<NodeIndex>, Vec<Vec<Item>>) = (Vec::new(), Vec::new());
    for body in context.nodes().filter(|&body| is_compared(context, body)) {
        let sitting = members_of(context, body);
        if sitting.len() >= likeness.least {
            bodies.push(body);
            members.push(sitting);
        }
    }
    let sets: Vec<&[Item]> = members.iter().map(Vec::as_slice).collect();
    let pairs = alike(&sets, &likeness, MOST_PAIRS.0).into_iter();
    let of_larger = LARGER.of(context.beside_nodes().settings);
    let touching = pairs.filter_map(|(one, other)| {
        let pair = [bodies[one], bodies[other]];
        // A team that is drawn from a whole is most of itself, and little of the whole.
        let [fewer, more] = [sets[one].len(), sets[other].len()].map(|size| size as f64);
        if context.differ_in_area(pair[0], pair[1])
            || (common(sets[one], sets[other]).len() as f64) < of_larger * fewer.max(more)
        {
            return None;
        }
        let remits = pair.map(|body| context.remits().items(body));
        let remit = common(remits[0], remits[1]);
        // Where nothing is known of what either is for, nearly the same people are worth a question.
        let is_question = || {
            let shared = common(sets[one], sets[other]).len();
            let all = sets[one].len() + sets[other].len() - shared;
            remits.iter().all(|remit| remit.is_empty()) && shared as f64 >= NEARLY_ALL * all as f64
        };
        (!remit.is_empty() || is_question()).then_some((pair, [sets[one], sets[other]], remit))
    });
    touching
        .take(MOST_PAIRS.1)
        .filter(|(pair, ..)| !context.in_one_line(pair[0], pair[1]))
        .map(|(pair, sets, remit)| finding(context, pair, sets, &remit))
        .collect()
}

/// Boards and groups that have not ended.
fn is_compared(context: &Context<'_>, body: NodeIndex) -> bool {
    matches!(context.kind(body), NodeKind::Board | NodeKind::Group) && context.status(body) != NodeStatus::Ended
}

/// Those who sit on a body or chair it, at work, by active lines; the body itself may be on hold.
fn members_of(context: &Context<'_>, body: NodeIndex) -> Vec<Item> {
    let lines = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.onto(body, kind));
    let sitting = lines.filter(|member| member.node != body && context.sits(member.node, member.link));
    let mut members: Vec<Item> = sitting.filter_map(|member| Item::try_from(member.node.index()).ok()).collect();
    members.sort_unstable();
    members.dedup();
    members
}

fn finding(context: &Context<'_>, pair: [NodeIndex; 2], sets: [&[Item]; 2], remit: &[Item]) -> Finding {
    let usual = if remit.is_empty() { Severity::Note } else { RULE.severity };
    let (severity, idle) = context.severity(usual, &pair);
    let shared: Vec<NodeIndex> =
        common(sets[0], sets[1]).into_iter().map(|member| NodeIndex::new(member as usize)).collect();
    let smaller = if sets[1].len() < sets[0].len() { 1 } else { 0 };
    let (one, other) = (context.name(pair[0]), context.name(pair[1]));
    let both = match remit {
        [] => "nothing on this map says what either is there for".to_owned(),
        remit => format!("the two share {}", evidence(context, &pair, remit)),
    };
    let how_many = match (shared.len(), sets[smaller].len()) {
        (shared, all) if shared == all => format!("All {all}"),
        (shared, all) => format!("{shared} of the {all}"),
    };
    let message = format!(
        "{how_many} members of {} also sit on {} ({}), and {both}{idle}",
        context.name(pair[smaller]),
        context.name(pair[1 - smaller]),
        words::list(&context.names(&shared), 4)
    );
    let hint = format!(
        "Ask those who sit on both what the one does that the other could not. Merge {one} and {other}, let one answer to the \
         other, or hold them one after the other on one day."
    );
    let seats = |body: NodeIndex| {
        let lines = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(move |kind| context.onto(body, kind));
        lines.filter(|member| shared.binary_search(&member.node).is_ok() && context.sits(member.node, member.link))
    };
    let path: Vec<Id> = pair.into_iter().flat_map(seats).map(|neighbour| neighbour.link.id.clone()).collect();
    Finding { severity, path, ..RULE.finding(pair.map(|at| Subject::node(context.id(at))), message, hint) }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Context, test_map};
    use super::RULE;

    #[test]
    fn the_seats_of_those_who_sit_on_both_are_lit_up_and_no_others() {
        let map = test_map::map(
            "Play: theme
            First: group
            Second: group
            A: partner
            B: partner
            C: partner
            D: partner
            First carries Play
            Second carries Play
            A is a member of First
            B is a member of First
            C is a member of First
            D is a member of First
            A is a member of Second
            B is a member of Second
            C chairs Second
            C is a member of Second (lapsed)",
        );
        let [found] = (RULE.check)(&Context::new(&map)).try_into().expect("one pair");
        let lit: Vec<&str> = found.path.iter().map(|id| id.as_str()).collect();
        assert_eq!(lit, ["line-000", "line-001", "line-002", "line-004", "line-005", "line-006"]);
    }
}
