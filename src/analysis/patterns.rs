//! Patterns that several rules have: circles, and what is shared.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::context::Context;
use super::finding::{Finding, Leg, Pattern, SharedGround};
use super::graph::NodeIndex;
use super::remits::Piece;
use crate::model::{Id, Link, LinkKind, Map};

/// The shortest walk from the end of the path's first line back to its beginning, by the other lines of the path whichever
/// way they read.
pub(super) fn circle(map: &Map, finding: &Finding) -> Option<Pattern> {
    let lines: Vec<&Link> =
        finding.path.iter().filter_map(|id| map.links.get(id.as_str())).map(AsRef::as_ref).collect();
    let (first, rest) = lines.split_first()?;
    let mut came: BTreeMap<&Id, (&Id, Leg)> = BTreeMap::new();
    let mut queue = VecDeque::from([&first.to]);
    while let Some(here) = queue.pop_front().filter(|here| **here != first.from) {
        for line in rest {
            let (to, is_forward) = match here {
                here if *here == line.from => (&line.to, true),
                here if *here == line.to => (&line.from, false),
                _ => continue,
            };
            if *to != first.to && !came.contains_key(to) {
                came.insert(to, (here, Leg { line: line.id.clone(), is_forward }));
                queue.push_back(to);
            }
        }
    }
    let mut steps = Vec::new();
    let mut here = &first.from;
    while *here != first.to {
        let (before, step) = came.get(here)?;
        steps.push(step.clone());
        here = before;
    }
    steps.push(Leg { line: first.id.clone(), is_forward: true });
    steps.reverse();
    Some(Pattern::Circle(steps))
}

/// What those that a finding is about have in common, and what each has alone.
pub(super) fn shared(map: &Map, finding: &Finding, ground: SharedGround) -> Option<Pattern> {
    let context = &Context::new(map);
    let bodies: Vec<NodeIndex> =
        finding.subjects.iter().filter_map(|subject| context.at(subject.id.as_str())).collect();
    let sets: Vec<Vec<Id>> = bodies.iter().map(|&body| held(context, body, ground)).collect();
    let (first, rest) = sets.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let common: Vec<Id> = first.iter().filter(|id| rest.iter().all(|set| set.contains(id))).cloned().collect();
    let alone = |set: &[Id]| set.iter().filter(|id| !common.contains(id)).cloned().collect();
    let sides = bodies.iter().zip(&sets).map(|(&body, set)| (context.id(body).clone(), alone(set))).collect();
    Some(Pattern::Shared { ground, sides, common })
}

/// What a body or a plan has of what it is compared by.
fn held(context: &Context<'_>, at: NodeIndex, ground: SharedGround) -> Vec<Id> {
    match ground {
        SharedGround::Remit => {
            let items = context.remits().items(at).iter();
            let id = |piece| match piece {
                Piece::Theme(place) => context.theme(place).id.clone(),
                Piece::Strand(strand) => context.id(strand).clone(),
            };
            items.map(|&item| id(context.remits().piece(item))).collect()
        }
        SharedGround::Members => {
            let seats = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.onto(at, kind));
            let sitting = seats.filter(|seat| seat.node != at && context.sits(seat.node, seat.link));
            let members: BTreeSet<Id> = sitting.map(|seat| context.id(seat.node).clone()).collect();
            members.into_iter().collect()
        }
        SharedGround::Themes => context.node(at).themes.iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::Gap;
    use super::super::{analyse, pattern, test_map};
    use super::*;

    fn of(map: &str, rule: &str) -> Pattern {
        let map = test_map::map(map);
        let report = analyse(&map);
        let finding = report.findings.iter().find(|finding| finding.rule == rule);
        pattern(&map, finding.unwrap_or_else(|| panic!("{rule} finds something: {:?}", report.findings)))
    }

    fn ids(of: &[&str]) -> Vec<Id> {
        of.iter().map(|id| (*id).into()).collect()
    }

    #[test]
    fn a_circle_comes_back_to_where_it_began() {
        let loop_ =
            of("A: group\nB: group\nC: group\nA reports to B\nB reports to C\nC reports to A", "accountability-loop");
        let Pattern::Circle(steps) = loop_ else { panic!("{loop_:?}") };
        assert!(steps.len() == 3 && steps.iter().all(|step| step.is_forward), "{steps:?}");

        let scrutiny = of(
            "Care: strand\nPanel: group\nTrust: board\nPanel scrutinises Care\nTrust owns Care\nTrust is a member of Panel",
            "self-scrutiny",
        );
        let Pattern::Circle(steps) = scrutiny else { panic!("{scrutiny:?}") };
        let forward: Vec<bool> = steps.iter().map(|step| step.is_forward).collect();
        assert_eq!(forward, [true, false, true], "from the panel to the strand, its owner, and back to the panel");
    }

    #[test]
    fn a_broken_route_breaks_below_what_is_not_at_work() {
        let town = "Council: partner, accountable body\nTrust: board, on hold\nPlay: group\nPark: group\nTrust reports to Council
            Play reports to Trust\nPark reports to Play";
        let Pattern::Broken { gaps, cut_off } = of(town, "broken-route") else { panic!("no break") };
        assert!(matches!(gaps.as_slice(), [Gap::Beside { node, .. }] if node.as_str() == "trust"), "{gaps:?}");
        assert_eq!(cut_off, ids(&["park", "play"]));
    }

    #[test]
    fn an_overlap_tells_what_each_has_alone() {
        let town = "Safe: theme\nWell: theme\nPlay: theme\nA: group\nB: group\nA carries Safe, Well\nB carries Safe, Well, Play";
        let Pattern::Shared { sides, common, .. } = of(town, "shared-remit") else { panic!("no overlap") };
        assert_eq!(common, ids(&["safe", "well"]));
        assert_eq!(sides, [("a".into(), Vec::new()), ("b".into(), ids(&["play"]))]);
    }

    #[test]
    fn members_overlap_by_those_who_sit_at_work() {
        let mut town = "Play: theme\nFirst: group\nSecond: group\nFirst carries Play\nSecond carries Play".to_owned();
        for member in ["A", "B", "C"] {
            town += &format!("\n{member}: partner\n{member} is a member of First\n{member} is a member of Second");
        }
        town += "\nD: partner\nD is a member of First\nE: partner\nE is a member of Second (lapsed)";
        let Pattern::Shared { ground, sides, common } = of(&town, "shared-membership") else { panic!("no overlap") };
        assert_eq!((ground, common), (SharedGround::Members, ids(&["a", "b", "c"])));
        assert_eq!(sides, [("first".into(), ids(&["d"])), ("second".into(), Vec::new())]);
    }

    #[test]
    fn a_strand_is_cut_off_beside_its_owner_with_all_that_it_left() {
        let town = "Trust: board, on hold\nPlay: strand\nPark: strand\nPond: strand\nClub: group\nTrust owns Play
            Trust owns Park\nTrust owns Pond\nClub owns Pond";
        let Pattern::Broken { gaps, cut_off } = of(town, "stranded-strand") else { panic!("no break") };
        assert!(matches!(gaps.as_slice(), [Gap::Beside { node, .. }] if node.as_str() == "trust"), "{gaps:?}");
        assert_eq!(cut_off, ids(&["park", "play"]), "the pond has another owner");
    }

    #[test]
    fn all_that_hangs_on_a_keystone_is_told() {
        let mut town =
            "Council: partner, accountable body\nHub: board\nHub reports to Council\nArm: group\nArm reports to Hub"
                .to_owned();
        for leaf in ["P", "Q", "R", "S"] {
            town += &format!("\n{leaf}: group\n{leaf} reports to Arm");
        }
        let Pattern::Hanging { on, bodies, lines } = of(&town, "keystone") else { panic!("nothing hangs") };
        assert_eq!((on.as_str(), bodies.len(), lines.len()), ("hub", 5, 5));
    }
}
