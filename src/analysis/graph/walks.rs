//! Walks up from a node.

use std::collections::{HashMap, VecDeque};

use super::{Graph, Neighbour, NodeIndex};
use crate::model::{Link, LinkKind, LinkStatus};

/// How many nodes a walk for one finding visits at most, so that no map makes a run quadratic.
const LONGEST_WALK: usize = 256;

impl<'a> Graph<'a> {
    /// The nodes above a node by steps that have not lapsed, nearest first, each with the link that leads there.
    /// NodeIndex most a few hundred: no real line is longer.
    pub fn above(&self, at: NodeIndex) -> Vec<Neighbour<'a>> {
        self.walk_up(at, |_, upper| upper.link.status != LinkStatus::Lapsed)
    }

    /// The nodes above a node by steps that hold, nearest first; at most a few hundred.
    pub fn above_firmly(&self, at: NodeIndex) -> Vec<NodeIndex> {
        self.walk_up(at, |here, upper| self.holds(here, upper)).into_iter().map(|upper| upper.node).collect()
    }

    fn walk_up(&self, at: NodeIndex, counts: impl Fn(NodeIndex, &Neighbour<'a>) -> bool) -> Vec<Neighbour<'a>> {
        let mut found: Vec<Neighbour<'a>> = Vec::new();
        let mut seen = std::collections::HashSet::from([at]);
        let mut queue = VecDeque::from([at]);
        while let Some(here) = queue.pop_front() {
            for upper in self.up(here).filter(|upper| counts(here, upper)) {
                if found.len() < LONGEST_WALK && seen.insert(upper.node) {
                    found.push(upper);
                    queue.push_back(upper.node);
                }
            }
        }
        found
    }

    /// Whether one of two bodies answers to the other, directly or along the line, or passes its work to it.
    pub fn in_one_line(&self, one: NodeIndex, other: NodeIndex) -> bool {
        let above = |lower: NodeIndex, upper: NodeIndex| self.above(lower).iter().any(|above| above.node == upper);
        let passes = |from: NodeIndex, to: NodeIndex| {
            let mut heirs = self.out(from, LinkKind::AbsorbedInto);
            heirs.any(|heir| heir.node == to && heir.link.status != LinkStatus::Lapsed)
        };
        above(one, other) || above(other, one) || passes(one, other) || passes(other, one)
    }

    /// The links by which `above` of `from` came to `to`, from the bottom up.
    pub fn way_up(&self, from: NodeIndex, to: NodeIndex) -> Vec<&'a Link> {
        let above: HashMap<NodeIndex, &'a Link> =
            self.above(from).into_iter().map(|above| (above.node, above.link)).collect();
        let mut way = Vec::new();
        let mut here = to;
        while here != from {
            let Some(link) = above.get(&here) else { break };
            way.push(*link);
            let Some(below) = self.at(link.from.as_str()) else { break };
            here = below;
        }
        way.reverse();
        way
    }
}
