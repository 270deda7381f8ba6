//! Successors: who took over from a body that is not at work any more.

use super::graph::{Graph, NodeIndex};
use crate::model::{Link, LinkKind};

/// How many nodes of a chain of successors are looked at, at most.
const LONGEST_CHAIN: usize = 256;

/// Whoever is at work and took over from a node, by lines that `counts`: to the end of a chain of successors.
pub(super) fn heir(graph: &Graph<'_>, of: NodeIndex, counts: impl Fn(&Link) -> bool) -> Option<NodeIndex> {
    let mut chain = vec![of];
    let mut seen = 0;
    while let Some(&at) = chain.get(seen).filter(|_| chain.len() < LONGEST_CHAIN) {
        for heir in graph.out(at, LinkKind::AbsorbedInto).filter(|heir| counts(heir.link)) {
            if !chain.contains(&heir.node) {
                if graph.is_live(heir.node) {
                    return Some(heir.node);
                }
                chain.push(heir.node);
            }
        }
        seen += 1;
    }
    None
}
