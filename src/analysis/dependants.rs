//! Dependants: which bodies lose their route without another.

use super::dominators::Walk;
use super::graph::{Graph, NodeIndex};
use super::sparse_rows::SparseRows;

/// On whom the routes of live bodies depend.
pub struct Dependants {
    counts: Vec<usize>,
    /// Whose routes come through each node next: bodies, and posts through which the routes of others come.
    below: SparseRows<NodeIndex>,
    is_body: Vec<bool>,
    /// The place of each node among all, those that depend on it right behind it, and the place behind the last of these; nought
    /// and nought for a node without a route.
    within: Vec<(usize, usize)>,
}

impl Dependants {
    /// Whether a node has no sound route but through another.
    pub fn depends(&self, at: NodeIndex, on: NodeIndex) -> bool {
        let (first, behind) = self.within[on.index()];
        at != on && (first..behind).contains(&self.within[at.index()].0)
    }

    /// How many other live bodies have no sound route but through a node.
    pub fn bodies(&self, at: NodeIndex) -> usize {
        self.counts[at.index()]
    }

    /// Those of them whose routes come through it next, by id.
    pub fn nearest(&self, at: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        self.below.list(at.index()).iter().copied().filter(|below| self.is_body[below.index()])
    }

    /// All of them, by id: the live bodies that lose their last sound route with the node.
    pub fn all(&self, at: NodeIndex) -> Vec<NodeIndex> {
        let mut all = self.below.list(at.index()).to_vec();
        let mut seen = 0;
        while let Some(&below) = all.get(seen) {
            all.extend(self.below.list(below.index()));
            seen += 1;
        }
        all.retain(|below| self.is_body[below.index()]);
        all.sort_unstable();
        all
    }
}

/// A node dominates another in the walk down from all accountable bodies at once if every sound route of the other
/// passes through it.
pub fn dependants(graph: &Graph<'_>) -> Dependants {
    let is_top = |at: NodeIndex| graph.ends_routes(at);
    let down = |at: NodeIndex| graph.down_firmly(at).map(|below| below.node);
    let up = |at: NodeIndex| graph.up_firmly(at).map(|above| above.node);
    let walk = Walk::new(graph.len(), graph.nodes().filter(|&at| is_top(at)), down);
    let is_body: Vec<bool> = graph.nodes().map(|at| graph.kind(at).is_body()).collect();
    let mut counts = vec![0; graph.len()];
    let mut sizes = vec![1; graph.len()];
    let mut below = Vec::new();
    // Nodes come after their dominators, so that one pass from the last one sums what is below, and one back gives places.
    let dominators = walk.dominators(up, is_top);
    for &(at, dominator) in dominators.iter().rev() {
        if let Some(above) = dominator {
            counts[above.index()] += counts[at.index()] + usize::from(is_body[at.index()]);
            sizes[above.index()] += sizes[at.index()];
            below.push((above.index(), at));
        }
    }
    let mut within = vec![(0, 0); graph.len()];
    let mut free = vec![0; graph.len()];
    let mut next = 1;
    for &(at, dominator) in &dominators {
        let place = dominator.map_or(&mut next, |above| &mut free[above.index()]);
        let (first, behind) = (*place, *place + sizes[at.index()]);
        *place = behind;
        within[at.index()] = (first, behind);
        free[at.index()] = first + 1;
    }
    below.sort_unstable_by_key(|(_, at)| *at);
    Dependants { counts, below: SparseRows::of(graph.len(), below.iter().copied()), is_body, within }
}
