//! Dominators: through which node of a walk every way to each node comes last.

use super::graph::NodeIndex;

/// A number that no node has.
const NONE: u32 = u32::MAX;

/// A depth-first walk from several nodes, as if one more, the top, stood before them.
///
/// Its nodes are numbered in the order in which it comes to them; the top is 0.
pub(super) struct Walk {
    /// The nodes from number 1 on.
    nodes: Vec<NodeIndex>,
    /// From which number it came to each number; the top comes to itself.
    came: Vec<u32>,
    /// The number of each node; none where it does not come.
    numbers: Vec<u32>,
}

impl Walk {
    /// The walk over some of `nodes` nodes, those that `next` leads to.
    pub(super) fn new<Next: Iterator<Item = NodeIndex>>(
        nodes: usize,
        starts: impl Iterator<Item = NodeIndex>,
        next: impl Fn(NodeIndex) -> Next,
    ) -> Self {
        let mut walk = Self { nodes: Vec::new(), came: vec![0], numbers: vec![NONE; nodes] };
        let mut open: Vec<(NodeIndex, u32)> = starts.map(|at| (at, 0)).collect();
        while let Some((at, from)) = open.pop() {
            let number = &mut walk.numbers[at.index()];
            if *number == NONE {
                *number = walk.came.len() as u32;
                walk.came.push(from);
                walk.nodes.push(at);
                let number = *number;
                open.extend(next(at).filter(|to| walk.numbers[to.index()] == NONE).map(|to| (to, number)));
            }
        }
        walk
    }

    /// The nodes in the order of the walk, each with its immediate dominator; none where that is the top. A node's comes
    /// before it. `before` gives those from which a step of the walk leads to a node, `is_start` whether one from the top
    /// does.
    ///
    /// Lengauer and Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", 1979: the simple version, of which
    /// no graph makes more than n log n steps.
    pub(super) fn dominators<Before: Iterator<Item = NodeIndex>>(
        &self,
        before: impl Fn(NodeIndex) -> Before,
        is_start: impl Fn(NodeIndex) -> bool,
    ) -> Vec<(NodeIndex, Option<NodeIndex>)> {
        let count = self.came.len();
        let mut forest = Forest::new(&self.came);
        let mut dominators = vec![0; count];
        // By number: the nodes whose semidominator that is, as a list that each links on to the next.
        let (mut first, mut next) = (vec![NONE; count], vec![NONE; count]);
        for here in (1..count as u32).rev() {
            let mut waiting = first[here as usize];
            while waiting != NONE {
                let lowest = forest.lowest(waiting, here);
                let is_lower = forest.semi[lowest as usize] < here;
                dominators[waiting as usize] = if is_lower { lowest } else { here };
                waiting = next[waiting as usize];
            }
            let at = self.nodes[here as usize - 1];
            let mut semi = if is_start(at) { 0 } else { here };
            for number in before(at).map(|at| self.numbers[at.index()]).filter(|&number| number != NONE) {
                let lowest = forest.lowest(number, here);
                semi = semi.min(forest.semi[lowest as usize]);
            }
            forest.semi[here as usize] = semi;
            next[here as usize] = std::mem::replace(&mut first[semi as usize], here);
        }
        for here in 1..count {
            if dominators[here] != forest.semi[here] {
                dominators[here] = dominators[dominators[here] as usize];
            }
        }
        let node = |number: u32| number.checked_sub(1).map(|place| self.nodes[place as usize]);
        self.nodes.iter().copied().zip(dominators.into_iter().skip(1).map(node)).collect()
    }
}

/// The part of the walk's tree that was seen from its end on.
struct Forest {
    /// The number from which the walk came, or one further up to which all between were compared.
    above: Vec<u32>,
    /// Of the numbers from each up to but not with `above`: that with the lowest semidominator.
    label: Vec<u32>,
    semi: Vec<u32>,
    way: Vec<u32>,
}

impl Forest {
    fn new(came: &[u32]) -> Self {
        let own: Vec<u32> = (0..came.len() as u32).collect();
        Self { above: came.to_vec(), label: own.clone(), semi: own, way: Vec::new() }
    }

    /// Of the numbers on the way up from `number` that come after `root`, that with the lowest semidominator; `number`
    /// itself if there are none. What lies between is left out of later walks.
    fn lowest(&mut self, number: u32, root: u32) -> u32 {
        let mut at = number;
        while self.above[at as usize] > root {
            self.way.push(at);
            at = self.above[at as usize];
        }
        while let Some(lower) = self.way.pop() {
            let (upper_label, label) = (self.label[at as usize], self.label[lower as usize]);
            if self.semi[upper_label as usize] < self.semi[label as usize] {
                self.label[lower as usize] = upper_label;
            }
            self.above[lower as usize] = self.above[at as usize];
            at = lower;
        }
        self.label[number as usize]
    }
}

#[cfg(test)]
mod tests {
    use petgraph::algo::dominators::simple_fast;
    use petgraph::graph::DiGraph;
    use proptest::prelude::*;

    use super::Walk;
    use crate::analysis::NodeIndex;

    proptest! {
        #[test]
        fn they_are_those_that_petgraph_finds(
            count in 1_usize..16,
            steps in prop::collection::vec((0_usize..16, 0_usize..16), 0..40),
            starts in prop::collection::btree_set(0_usize..16, 1..4),
        ) {
            let steps: Vec<(NodeIndex, NodeIndex)> =
                steps.iter().map(|(from, to)| (NodeIndex::new(from % count), NodeIndex::new(to % count))).collect();
            let is_start = |at: NodeIndex| starts.iter().any(|start| start % count == at.index());
            let next = |at: NodeIndex| steps.iter().filter(move |(from, _)| *from == at).map(|(_, to)| *to);
            let before = |at: NodeIndex| steps.iter().filter(move |(_, to)| *to == at).map(|(from, _)| *from);
            let walk = Walk::new(count, (0..count).map(NodeIndex::new).filter(|&at| is_start(at)), next);
            let mut found = walk.dominators(before, is_start);
            found.sort_unstable();

            let mut graph = DiGraph::<(), ()>::from_edges(&steps);
            while graph.node_count() <= count {
                graph.add_node(());
            }
            let top = NodeIndex::new(count);
            for start in (0..count).map(NodeIndex::new).filter(|&at| is_start(at)) {
                graph.add_edge(top, start, ());
            }
            let tree = simple_fast(&graph, top);
            let expected: Vec<(NodeIndex, Option<NodeIndex>)> = (0..count)
                .map(NodeIndex::new)
                .filter_map(|at| Some((at, tree.immediate_dominator(at)?)))
                .map(|(at, dominator)| (at, Some(dominator).filter(|&at| at != top)))
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
