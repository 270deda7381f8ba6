//! Overlaps: which bodies have how much in common, in an order in which those that overlap stand together.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::graph::NodeIndex;
use super::overlap::{Likeness, alike};
use super::remits::{Item, Piece, common};
use crate::model::{Id, LinkKind, LinkStatus, Map, NodeKind, NodeStatus};

/// How many bodies are compared with each other at most: more fit on no screen.
pub const MOST_OVERLAPPING: usize = 200;
/// How many pairs are looked at to find them.
const MOST_PAIRS: usize = 200_000;

/// What bodies have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// Themes that they carry, and strands that they own, deliver or scrutinise.
    #[default]
    Remit,
    /// Those who sit on them or chair them.
    Members,
}

/// The boards and groups, not ended, that overlap with another one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlaps {
    /// The bodies, clusters together.
    pub bodies: Vec<Id>,
    /// Whether more bodies overlap than there is room for.
    pub is_cut: bool,
    /// By the places of two bodies, the smaller place first.
    cells: BTreeMap<(usize, usize), Overlap>,
}

/// What two bodies have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The share of what both have among all that either has, above 0 to 1: Jaccard's coefficient.
    pub share: f64,
    /// The themes and strands, or the members.
    pub shared: Vec<Id>,
}

impl Overlaps {
    /// What the bodies at two places have in common, if they have anything.
    pub fn cell(&self, one: usize, other: usize) -> Option<&Overlap> {
        self.cells.get(&(one.min(other), one.max(other)))
    }
}

/// Compares the boards and groups of a map that have not ended. The same map gives the same order.
pub fn overlaps(map: &Map, ground: Ground) -> Overlaps {
    let context = Context::new(map);
    let is_compared = |at: &NodeIndex| {
        let node = context.node(*at);
        matches!(node.kind, NodeKind::Board | NodeKind::Group) && node.status != NodeStatus::Ended
    };
    let bodies = context.nodes().filter(is_compared).map(|at| (at, items(&context, at, ground)));
    let bodies: Vec<(NodeIndex, Vec<Item>)> = bodies.filter(|(_, items)| !items.is_empty()).collect();
    let sets: Vec<&[Item]> = bodies.iter().map(|(_, items)| items.as_slice()).collect();
    // One item in common is enough.
    let anything = Likeness { jaccard: 0.0, overlap: Likeness::NOT_ASKED, least: 1 };
    let pairs = alike(&sets, &anything, MOST_PAIRS);
    let share = |one: usize, other: usize| {
        let shared = common(sets[one], sets[other]).len();
        shared as f64 / (sets[one].len() + sets[other].len() - shared) as f64
    };
    let mut weights: BTreeMap<usize, f64> = BTreeMap::new();
    for &(one, other) in &pairs {
        for place in [one, other] {
            *weights.entry(place).or_default() += share(one, other);
        }
    }
    let mut heaviest: Vec<(usize, f64)> = weights.into_iter().collect();
    heaviest.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
    let is_cut = heaviest.len() > MOST_OVERLAPPING;
    let kept: BTreeSet<usize> = heaviest.into_iter().take(MOST_OVERLAPPING).map(|(place, _)| place).collect();
    let kept: Vec<usize> = kept.into_iter().collect();
    let alikeness: Vec<Vec<f64>> =
        kept.iter().map(|&one| kept.iter().map(|&other| share(one, other)).collect()).collect();
    let order: Vec<usize> = clustered(&alikeness).into_iter().map(|place| kept[place]).collect();
    let mut cells = BTreeMap::new();
    for (row, &one) in order.iter().enumerate() {
        for (column, &other) in order.iter().enumerate().skip(row + 1) {
            let shared = common(sets[one], sets[other]);
            if !shared.is_empty() {
                let shared = shared.into_iter().map(|item| id_of(&context, item, ground)).collect();
                cells.insert((row, column), Overlap { share: share(one, other), shared });
            }
        }
    }
    Overlaps { bodies: order.into_iter().map(|place| context.id(bodies[place].0).clone()).collect(), is_cut, cells }
}

/// What is compared of a body, ascending.
fn items(context: &Context<'_>, body: NodeIndex, ground: Ground) -> Vec<Item> {
    if ground == Ground::Remit {
        return context.remits().items(body).to_vec();
    }
    let seats = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.onto(body, kind));
    let members = seats.filter(|seat| seat.link.status != LinkStatus::Lapsed);
    let members: BTreeSet<Item> = members.map(|seat| Item::try_from(seat.node.index()).unwrap_or(Item::MAX)).collect();
    members.into_iter().collect()
}

fn id_of(context: &Context<'_>, item: Item, ground: Ground) -> Id {
    match ground {
        Ground::Remit => match context.remits().piece(item) {
            Piece::Theme(place) => context.theme(place).id.clone(),
            Piece::Strand(strand) => context.id(strand).clone(),
        },
        Ground::Members => context.id(NodeIndex::new(item as usize)).clone(),
    }
}

/// An order in which what is alike stands together: the two clusters that are most alike on average are joined until none
/// are alike (average linkage: Sokal and Michener, "A statistical method for evaluating systematic relationships",
/// 1958). Large clusters come first.
fn clustered(alikeness: &[Vec<f64>]) -> Vec<usize> {
    let mut between = alikeness.to_vec();
    let mut clusters: Vec<Vec<usize>> = (0..alikeness.len()).map(|place| vec![place]).collect();
    loop {
        let mut best = (0.0, 0, 0);
        for (one, row) in between.iter().enumerate() {
            for (other, &alike) in row.iter().enumerate().skip(one + 1) {
                if alike > best.0 {
                    best = (alike, one, other);
                }
            }
        }
        let (alike, one, other) = best;
        if alike <= 0.0 {
            break;
        }
        let (many, few) = (clusters[one].len() as f64, clusters[other].len() as f64);
        let both = between[one].iter().zip(&between[other]);
        let means: Vec<f64> = both.map(|(a, b)| (many * a + few * b) / (many + few)).collect();
        for (row, &mean) in between.iter_mut().zip(&means) {
            row[one] = mean;
        }
        between[one] = means;
        between.remove(other);
        for row in &mut between {
            row.remove(other);
        }
        let joined = clusters.remove(other);
        clusters[one] = end_to_end(&clusters[one], joined, alikeness);
    }
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.len()));
    clusters.concat()
}

/// Two clusters one behind the other, each turned so that the ends that meet are as alike as can be.
fn end_to_end(one: &[usize], other: Vec<usize>, alikeness: &[Vec<f64>]) -> Vec<usize> {
    let turned = |cluster: &[usize]| cluster.iter().rev().copied().collect::<Vec<usize>>();
    let ways = [
        [one.to_vec(), other.clone()],
        [one.to_vec(), turned(&other)],
        [turned(one), other.clone()],
        [turned(one), turned(&other)],
    ];
    let meeting = |way: &[Vec<usize>; 2]| match (way[0].last(), way[1].first()) {
        (Some(&end), Some(&start)) => alikeness[end][start],
        _ => 0.0,
    };
    // Of equal ways the first one, so that the same map gives the same order.
    let best = ways.into_iter().rev().max_by(|a, b| meeting(a).total_cmp(&meeting(b)));
    best.map_or(other, |way| way.concat())
}

#[cfg(test)]
mod tests {
    use super::super::test_map;
    use super::{Ground, MOST_OVERLAPPING, clustered, overlaps};
    use crate::model::{Map, Node, NodeKind};

    const TOWN: &str = "
        Safe: theme
        Well: theme
        Play: strand
        Board: board
        Group: group
        Forum: group
        Alone: group
        Old: group, ended
        Police: partner
        School: partner
        Board carries Safe, Well
        Group carries Safe
        Old carries Safe
        Police carries Safe
        Forum owns Play
        Alone delivers Play (lapsed)
        Police is a member of Group
        Police is a member of Forum
        School is a member of Forum
        School is a member of Alone (lapsed)";

    fn ids(map: &Map, ground: Ground) -> Vec<String> {
        overlaps(map, ground).bodies.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn bodies_that_are_no_more_partners_and_lapsed_lines_do_not_overlap() {
        let map = test_map::map(TOWN);
        let found = overlaps(&map, Ground::Remit);
        assert_eq!(ids(&map, Ground::Remit), ["board", "group"]);
        let cell = found.cell(1, 0).expect("an overlap");
        assert_eq!((cell.share, cell.shared.as_slice()), (0.5, ["safe".into()].as_slice()));
        assert!(found.cell(0, 0).is_none() && !found.is_cut);
    }

    #[test]
    fn members_are_another_ground() {
        let map = test_map::map(TOWN);
        assert_eq!(ids(&map, Ground::Members), ["forum", "group"]);
        let found = overlaps(&map, Ground::Members);
        let cell = found.cell(0, 1).expect("an overlap");
        assert_eq!((cell.share, cell.shared.as_slice()), (0.5, ["police".into()].as_slice()));
    }

    #[test]
    fn what_is_alike_stands_together_and_large_clusters_first() {
        let mut alikeness = vec![vec![0.0; 6]; 6];
        for (one, other, share) in [(0, 3, 0.4), (1, 4, 0.9), (4, 5, 0.5), (1, 5, 0.3)] {
            (alikeness[one][other], alikeness[other][one]) = (share, share);
        }
        assert_eq!(clustered(&alikeness), [1, 4, 5, 0, 3, 2]);
        assert!(clustered(&[]).is_empty());

        // A chain stays a chain: clusters are turned so that their ends meet.
        let mut alikeness = vec![vec![0.0; 3]; 3];
        for (one, other, share) in [(1, 2, 0.9), (0, 2, 0.5)] {
            (alikeness[one][other], alikeness[other][one]) = (share, share);
        }
        assert_eq!(clustered(&alikeness), [0, 2, 1]);
    }

    #[test]
    fn of_very_many_bodies_those_that_overlap_most_are_compared() {
        let mut map = test_map::map(TOWN);
        for number in 0..MOST_OVERLAPPING {
            let mut group = Node::new(format!("g{number:03}").as_str(), NodeKind::Group, "Group");
            group.themes = ["safe".into()].into();
            map.nodes.put(group);
        }
        let found = overlaps(&map, Ground::Remit);
        assert!(found.is_cut);
        assert_eq!(found.bodies.len(), MOST_OVERLAPPING);
        assert!(!found.bodies.contains(&"board".into()), "it has only half in common with each");
    }
}
