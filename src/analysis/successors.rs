//! Successors: who took over from a body that is not at work any more.

use std::collections::{HashSet, VecDeque};

use super::graph::{Graph, NodeIndex};
use crate::model::{Link, LinkKind};

/// How many nodes of a chain of successors are looked at, at most.
const LONGEST_CHAIN: usize = 256;

/// Whoever is at work and took over from a node, by lines that `counts`: to the end of a chain of successors.
pub(super) fn heir(graph: &Graph<'_>, of: NodeIndex, counts: impl Fn(&Link) -> bool) -> Option<NodeIndex> {
    let mut seen = HashSet::from([of]);
    let mut open = VecDeque::from([of]);
    while let Some(at) = open.pop_front().filter(|_| seen.len() < LONGEST_CHAIN) {
        for heir in graph.out(at, LinkKind::AbsorbedInto).filter(|heir| counts(heir.link)) {
            if seen.insert(heir.node) {
                if graph.is_live(heir.node) {
                    return Some(heir.node);
                }
                open.push_back(heir.node);
            }
        }
    }
    None
}
