//! Patterns: what a finding is on the map, so that it can be drawn and not only told. Worked out for one finding at a
//! time, when somebody looks at it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::dependants::dependants;
use super::{At, Break, Context, Finding, Piece, Place};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, NodeStatus};

/// What a finding is on the map, beyond its subjects and its path.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// Nothing more.
    Plain,
    /// Lines that come back to where they began, in the order of a walk round.
    Circle(Vec<Leg>),
    /// Ways that break off.
    Broken {
        /// Where, the nearest first.
        gaps: Vec<Gap>,
        /// The live nodes that are cut off by the nearest, by id.
        cut_off: Vec<Id>,
    },
    /// Two or more that are there for the same, or have the same members.
    Shared {
        /// What is compared.
        ground: SharedGround,
        /// Each of them, with what it has alone.
        sides: Vec<(Id, Vec<Id>)>,
        /// What all of them have.
        common: Vec<Id>,
    },
    /// Bodies whose every route comes through one.
    Hanging {
        /// That one.
        on: Id,
        /// The bodies, by id.
        bodies: Vec<Id>,
        /// The lines upward among them and to it.
        lines: Vec<Id>,
    },
}

/// A step of a walk round a circle.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// The line that is walked.
    pub line: Id,
    /// Whether it is walked as it reads, from its `from` to its `to`.
    pub is_forward: bool,
}

/// A place where a way breaks off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// On a line, beside the node at one of its ends, which is not at work.
    Beside {
        /// The line.
        line: Id,
        /// The node.
        node: Id,
    },
    /// The line itself does not hold.
    On(Id),
    /// No line leads on from a node, where one should.
    After(Id),
}

/// What those that overlap are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedGround {
    /// Themes that they carry, and strands that they own, deliver or scrutinise.
    Remit,
    /// Those who sit on them or chair them.
    Members,
    /// Themes that they cover.
    Themes,
}

impl Finding {
    /// The nodes and links that it names: its subjects and its path.
    pub fn named(&self) -> BTreeSet<Id> {
        self.subjects.iter().map(|subject| subject.id.clone()).chain(self.path.iter().cloned()).collect()
    }
}

/// What a finding of a map is on it. A finding of another map, or of a rule that has no pattern, is plain.
pub fn pattern(map: &Map, finding: &Finding) -> Pattern {
    let found = match finding.rule {
        "accountability-loop" | "self-scrutiny" => circle(map, &finding.path),
        "broken-route" => broken_route(&Context::new(map), finding),
        "ungrounded" => ungrounded(&Context::new(map), finding),
        "stranded-strand" => stranded(&Context::new(map), finding),
        "shared-remit" => shared(&Context::new(map), finding, SharedGround::Remit),
        "shared-membership" => shared(&Context::new(map), finding, SharedGround::Members),
        "rival-plans" => shared(&Context::new(map), finding, SharedGround::Themes),
        "keystone" => hanging(&Context::new(map), finding),
        _ => None,
    };
    found.unwrap_or(Pattern::Plain)
}

/// The shortest walk from the end of the path's first line back to its beginning, by the other lines of the path whichever
/// way they read.
fn circle(map: &Map, path: &[Id]) -> Option<Pattern> {
    let lines: Vec<&Link> = path.iter().filter_map(|id| map.links.get(id.as_str())).map(AsRef::as_ref).collect();
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

fn broken_route(context: &Context<'_>, finding: &Finding) -> Option<Pattern> {
    let body = context.at(finding.subjects.first()?.id.as_str())?;
    let stops = context.routes().breaks(body);
    let gap = |stop: &Break<'_>| match stop.place {
        Place::Node(node) => Gap::Beside { line: stop.line.1.id.clone(), node: context.id(node).clone() },
        Place::Line(line) => Gap::On(line.clone()),
    };
    let nearest = stops.first()?.place;
    let is_cut_off = |at: &At| context.routes().breaks(*at).iter().any(|stop| stop.place == nearest);
    let cut_off = context.nodes().filter(is_cut_off).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps: stops.iter().map(gap).collect(), cut_off })
}

fn ungrounded(context: &Context<'_>, finding: &Finding) -> Option<Pattern> {
    let body = context.at(finding.subjects.first()?.id.as_str())?;
    let ends = context.routes().ends(body);
    let nearest = ends.first()?.at;
    let is_cut_off = |at: &At| context.routes().ends(*at).iter().any(|end| end.at == nearest);
    let cut_off = context.nodes().filter(is_cut_off).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps: ends.iter().map(|end| Gap::After(context.id(end.at).clone())).collect(), cut_off })
}

fn stranded(context: &Context<'_>, finding: &Finding) -> Option<Pattern> {
    let strand = context.at(finding.subjects.first()?.id.as_str())?;
    let owning = |strand: At| context.into(strand, LinkKind::Owns);
    let gaps: Vec<Gap> = owning(strand)
        .map(|(owner, link)| match link.status {
            LinkStatus::Active => Gap::Beside { line: link.id.clone(), node: context.id(owner).clone() },
            _ => Gap::On(link.id.clone()),
        })
        .collect();
    let is_stranded = |strand: &At| {
        let mut owners = owning(*strand).filter(|(_, link)| link.status == LinkStatus::Active);
        context.node(*strand).status != NodeStatus::Ended && owners.all(|(owner, _)| !context.is_live(owner))
    };
    let owners = owning(strand).filter(|(_, link)| link.status == LinkStatus::Active);
    let owned = owners
        .flat_map(|(owner, _)| context.out(owner, LinkKind::Owns))
        .filter(|(_, link)| link.status == LinkStatus::Active);
    let cut_off: BTreeSet<Id> =
        owned.map(|(strand, _)| strand).filter(is_stranded).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps, cut_off: cut_off.into_iter().collect() })
}

fn shared(context: &Context<'_>, finding: &Finding, ground: SharedGround) -> Option<Pattern> {
    let bodies: Vec<At> = finding.subjects.iter().filter_map(|subject| context.at(subject.id.as_str())).collect();
    let sets: Vec<Vec<Id>> = bodies.iter().map(|&body| held(context, body, ground)).collect();
    let (first, rest) = sets.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let common: Vec<Id> = first.iter().filter(|id| rest.iter().all(|set| set.contains(id))).cloned().collect();
    let alone = |set: &[Id]| set.iter().filter(|id| !common.contains(id)).cloned().collect();
    let sides = bodies.iter().zip(&sets).map(|(&body, set)| (context.id(body).clone(), alone(set))).collect();
    Some(Pattern::Shared { ground, sides, common })
}

/// What a body or a plan has of what it is compared by.
fn held(context: &Context<'_>, at: At, ground: SharedGround) -> Vec<Id> {
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
            let seats = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.into(at, kind));
            let sitting = seats.filter(|(member, link)| *member != at && context.sits(*member, link));
            let members: BTreeSet<Id> = sitting.map(|(member, _)| context.id(member).clone()).collect();
            members.into_iter().collect()
        }
        SharedGround::Themes => context.node(at).themes.iter().cloned().collect(),
    }
}

fn hanging(context: &Context<'_>, finding: &Finding) -> Option<Pattern> {
    let on = context.at(finding.subjects.first()?.id.as_str())?;
    let bodies = dependants(context).all(on);
    let is_part = |at: &At| *at == on || bodies.binary_search(at).is_ok();
    let lines = bodies.iter().flat_map(|&body| context.up_firmly(body)).filter(|(to, _)| is_part(to));
    Some(Pattern::Hanging {
        on: context.id(on).clone(),
        lines: lines.map(|(_, link)| link.id.clone()).collect(),
        bodies: bodies.iter().map(|&body| context.id(body).clone()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{analyse, sketch};
    use super::*;

    fn of(map: &str, rule: &str) -> Pattern {
        let map = sketch::map(map);
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
