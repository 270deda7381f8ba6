//! A graph of a map that is much like another one: what both have is taken over.

use std::collections::HashMap;

use super::{Card, Graph, Line, NodeIndex, SparseRows};
use crate::model::{LinkStatus, Map};

/// Which nodes of one graph are which of another, by their ids.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Moved {
    /// By the earlier number, the later one.
    pub(in crate::analysis) later: Vec<Option<NodeIndex>>,
    /// By the later number, the earlier one.
    pub(in crate::analysis) earlier: Vec<Option<NodeIndex>>,
    /// Whether both have the same nodes.
    pub(in crate::analysis) is_one: bool,
}

impl Moved {
    fn between(earlier: &Graph<'_>, map: &Map) -> Self {
        let mut moved = Self { later: vec![None; earlier.len()], ..Self::default() };
        let mut left = earlier.nodes.iter().enumerate().peekable();
        for (at, node) in map.nodes.iter().enumerate() {
            let is_before = |card: &Card<'_>| !std::ptr::eq(card.node, &**node) && card.node.id < node.id;
            while left.next_if(|(_, card)| is_before(card)).is_some() {}
            let same = left.next_if(|(_, card)| std::ptr::eq(card.node, &**node) || card.node.id == node.id);
            if let Some((place, _)) = same {
                moved.later[place] = Some(NodeIndex::new(at));
            }
            moved.earlier.push(same.map(|(place, _)| NodeIndex::new(place)));
        }
        moved.is_one = moved.later.iter().chain(&moved.earlier).all(Option::is_some);
        moved
    }
}

impl<'a> Graph<'a> {
    /// The graph of `map`, which is much like that of an earlier one, and which node of that is which.
    pub(in crate::analysis) fn like(map: &'a Map, earlier: &Self) -> (Self, Moved) {
        let moved = Moved::between(earlier, map);
        if !moved.is_one {
            return (Self::of(map), moved);
        }
        let nodes: Vec<Card<'a>> = map.nodes.iter().map(|node| Card::of(map, node)).collect();
        let by_id: HashMap<&'a str, NodeIndex> = earlier.by_id.clone();
        let changed: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let mut new =
            changed.iter().filter_map(|link| link.after).filter_map(|link| Line::of(&nodes, &by_id, link)).peekable();
        let mut gone = changed.iter().filter_map(|link| link.before).peekable();
        let mut links = Vec::with_capacity(map.links.len());
        for (from, line) in &earlier.links {
            while let Some(first) = new.next_if(|(_, new)| new.link.id < line.link.id) {
                links.push(first);
            }
            while gone.next_if(|gone| gone.id < line.link.id).is_some() {}
            if gone.peek().is_none_or(|gone| gone.id != line.link.id) {
                links.push((*from, line.between(&nodes[from.index()], &nodes[line.other.index()])));
            }
        }
        links.extend(new);
        let is_one_edge =
            changed.iter().flat_map(|link| [link.before, link.after]).flatten().all(|link| link.off_map().is_none());
        let off_map = if is_one_edge { earlier.off_map.clone() } else { Self::beyond(map, &by_id) };
        (Self::built(map, nodes, links, by_id, off_map), moved)
    }

    /// Whether a node, known here by the one number and there by the other, has the same lines in both, and the same
    /// of them hold.
    fn has_same_lines(&self, at: NodeIndex, later: &Self, now: NodeIndex, moved: &Moved) -> bool {
        let same = |one: &Line<'_>, other: &Line<'_>| {
            std::ptr::eq(one.link, other.link)
                && (one.kind, one.holds, one.is_step) == (other.kind, other.holds, other.is_step)
                && moved.later[one.other.index()] == Some(other.other)
        };
        let alike = |was: &SparseRows<Line<'_>>, is: &SparseRows<Line<'_>>| {
            let (was, is) = (was.list(at.index()), is.list(now.index()));
            was.len() == is.len() && was.iter().zip(is).all(|(one, other)| same(one, other))
        };
        self.lines.iter().zip(&later.lines).all(|(was, is)| alike(was, is))
    }

    /// By the number of each node of this graph, whether anything that a later one says of it is otherwise.
    pub(in crate::analysis) fn changed(&self, later: &Self, moved: &Moved) -> Vec<bool> {
        let is_same = |at: NodeIndex, now: NodeIndex| {
            let (was, is) = (&self.nodes[at.index()], &later.nodes[now.index()]);
            let beyond = |graph: &Self, at: NodeIndex| {
                graph.off_map.list(at.index()).iter().map(|(link, _)| std::ptr::from_ref(*link)).collect::<Vec<_>>()
            };
            (std::ptr::eq(was.node, is.node) || was.node == is.node)
                && was.is_live == is.is_live
                && self.has_same_lines(at, later, now, moved)
                && beyond(self, at) == beyond(later, now)
        };
        self.nodes().map(|at| !moved.later[at.index()].is_some_and(|now| is_same(at, now))).collect()
    }

    /// By the number of each node of this graph, its number in a later one where the node, its lines and whether those at their
    /// other ends are at work is what it was.
    pub fn same_in(&self, later: &Self) -> Vec<Option<NodeIndex>> {
        let moved = Moved::between(self, later.map);
        let changed = self.changed(later, &moved);
        let is_as_live = |line: &Line<'_>| {
            let is_live = |now: NodeIndex| later.nodes[now.index()].is_live;
            moved.later[line.other.index()].map(is_live) == Some(self.nodes[line.other.index()].is_live)
        };
        let is_same = |at: &NodeIndex| self.lines.iter().flat_map(|lines| lines.list(at.index())).all(is_as_live);
        let now = |at: NodeIndex| moved.later[at.index()].filter(|_| !changed[at.index()] && is_same(&at));
        self.nodes().map(now).collect()
    }

    /// Whether no step up leads from one node to another that did not before, where both have the same nodes, among those
    /// that count.
    pub(in crate::analysis) fn adds_no_step(&self, later: &Self, counts: Counts) -> bool {
        let counts = |line: &&Line<'_>| match counts {
            Counts::Holding => line.holds,
            Counts::NotLapsed => line.link.status != LinkStatus::Lapsed,
        };
        let steps = |graph: &Self, at: NodeIndex| {
            let mut to: Vec<NodeIndex> =
                graph.steps[super::OUT].list(at.index()).iter().filter(counts).map(|line| line.other).collect();
            to.sort_unstable();
            to
        };
        later.nodes().all(|at| {
            let to = steps(later, at);
            to.is_empty() || {
                let before = steps(self, at);
                to.iter().all(|to| before.binary_search(to).is_ok())
            }
        })
    }
}

/// Which steps up count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) enum Counts {
    /// Those that hold.
    Holding,
    /// Those that have not lapsed.
    NotLapsed,
}
