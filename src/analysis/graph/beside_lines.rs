//! What the graph knows beside the lines between nodes: for which areas these work, and what is off the map.

use super::{Graph, NodeIndex, is_step};
use crate::model::area::Ground;
use crate::model::{End, Link, LinkKind, LinkStatus, NodeStatus};

impl<'a> Graph<'a> {
    /// Where a node works among the map's areas, if that is known.
    pub fn ground(&self, at: NodeIndex) -> Option<Ground> {
        self.card(at).node.area.as_ref().and_then(|area| self.areas.ground(area))
    }

    /// Whether two nodes work for areas that are known and have no ground in common.
    pub fn differ_in_area(&self, one: NodeIndex, other: NodeIndex) -> bool {
        self.ground(one).zip(self.ground(other)).is_some_and(|(one, other)| !one.overlaps(other))
    }

    /// The lines of a node whose other end is off the map, whatever their status, with the end that is.
    pub fn off_map(&self, at: NodeIndex) -> impl Iterator<Item = (&'a Link, End)> {
        self.log.touch(at.index());
        self.off_map.list(at.index()).iter().copied()
    }

    /// The steps up from a node to what is off the map, whatever their status.
    pub fn up_off_map(&self, at: NodeIndex) -> impl Iterator<Item = &'a Link> {
        // What is off the map has no kind: it is taken for one of the node's own.
        let kind = self.kind(at);
        let is_up = move |(link, end): &(&Link, End)| *end == End::To && is_step(link.kind, kind, kind);
        self.off_map(at).filter(is_up).map(|(link, _)| link)
    }

    /// The line by which a live node answers to what is off the map: a known end of its route.
    pub fn answers_off_map(&self, at: NodeIndex) -> Option<&'a Link> {
        self.up_off_map(at).find(|link| link.status == LinkStatus::Active).filter(|_| self.is_live(at))
    }

    /// Whether somebody off the map owns a strand: an owner that is known.
    pub fn is_owned_off_map(&self, strand: NodeIndex) -> bool {
        let mut lines = self.off_map(strand);
        lines.any(|(link, end)| end == End::From && link.kind == LinkKind::Owns && link.status == LinkStatus::Active)
    }

    /// Whether nobody owns a strand that has not ended: one that is to come may have an owner to come.
    pub fn belongs_to_nobody(&self, strand: NodeIndex) -> bool {
        let has_owner = |status| self.onto(strand, LinkKind::Owns).any(|owner| owner.link.status == status);
        let is_planned = self.status(strand) == NodeStatus::Proposed && has_owner(LinkStatus::Proposed);
        let is_owned = has_owner(LinkStatus::Active) || self.is_owned_off_map(strand);
        !is_owned && !is_planned && self.status(strand) != NodeStatus::Ended
    }

    /// What a sentence calls an end of a line: a node, or what is off the map.
    pub fn called_at(&self, link: &'a Link, end: End) -> String {
        let node = if end == End::From { &link.from } else { &link.to };
        match link.off_map_at(end) {
            Some(name) => name.to_owned(),
            None => self.at(node.as_str()).map_or_else(|| node.to_string(), |at| self.called(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::Graph;
    use crate::analysis::test_map::map;

    #[test]
    fn nodes_differ_in_area_where_both_are_known_and_neither_lies_within_the_other() {
        let map = map("Town: area\nNorth: area, within Town\nSouth: area, within Town\n\
             A: group, in North\nB: group, in South\nC: group, in Town\nD: group");
        let graph = Graph::of(&map);
        let at = |id: &str| graph.at(id).expect("a node");
        let differ = |one: &str, other: &str| graph.differ_in_area(at(one), at(other));
        assert!(differ("a", "b") && differ("b", "a"));
        for (one, other) in [("a", "a"), ("a", "c"), ("c", "b"), ("a", "d"), ("d", "b")] {
            assert!(!differ(one, other), "{one} and {other}");
        }
    }
}
