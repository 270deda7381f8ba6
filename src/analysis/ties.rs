//! Ties: what else ties two nodes than that one answers to the other.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::graph::{Graph, NodeIndex, is_step};
use crate::model::{Id, Link, Map};

/// Through how many lines two are looked for at most: what is farther apart has little to do with each other.
const LONGEST_CHAIN: usize = 3;

/// All that answers to a node, directly or along the line, whatever the status of the lines.
pub fn below(map: &Map, at: &Id) -> BTreeSet<Id> {
    let graph = Graph::of(map);
    let Some(start) = graph.at(at.as_str()) else { return BTreeSet::new() };
    let mut below = BTreeSet::new();
    let mut open = vec![start];
    while let Some(here) = open.pop() {
        for lower in graph.down(here).filter(|lower| lower.node != start) {
            if below.insert(graph.id(lower.node).clone()) {
                open.push(lower.node);
            }
        }
    }
    below
}

/// The lines between two nodes, either way, that are no steps upward: by kind, then by id.
pub fn ties(map: &Map, one: &Id, other: &Id) -> Vec<Id> {
    let ends = [(one, other), (other, one)];
    let kind = |id: &Id| map.nodes.get(id.as_str()).map(|node| node.kind);
    let is_step_up = |link: &Link| match (kind(&link.from), kind(&link.to)) {
        (Some(lower), Some(upper)) => is_step(link.kind, lower, upper),
        _ => false,
    };
    let ties = map.links_of(one.as_str()).filter(|link| ends.contains(&(&link.from, &link.to)) && !is_step_up(link));
    let mut ties: Vec<&Link> = ties.collect();
    ties.sort_by_key(|link| (link.kind, &link.id));
    ties.into_iter().map(|link| link.id.clone()).collect()
}

/// The shortest chain of lines that hold, whichever way they read, from one node to another through others; empty if they
/// are tied directly, or not at all.
pub fn chain(map: &Map, one: &Id, other: &Id) -> Vec<Id> {
    let graph = Graph::of(map);
    let (Some(start), Some(end)) = (graph.at(one.as_str()), graph.at(other.as_str())) else { return Vec::new() };
    let mut came: HashMap<NodeIndex, (NodeIndex, &Link, usize)> = HashMap::new();
    let mut queue = VecDeque::from([(start, 0)]);
    while let Some((here, far)) = queue.pop_front().filter(|(here, _)| *here != end) {
        for next in graph.around(here).filter(|next| graph.holds(here, next)) {
            if far < LONGEST_CHAIN && next.node != start && !came.contains_key(&next.node) {
                came.insert(next.node, (here, next.link, far + 1));
                queue.push_back((next.node, far + 1));
            }
        }
    }
    let mut chain = Vec::new();
    let mut here = end;
    while let Some((before, link, _)) = came.get(&here) {
        chain.push(link.id.clone());
        here = *before;
    }
    chain.reverse();
    if chain.len() > 1 { chain } else { Vec::new() }
}

/// What ties two of which neither answers to the other: directly, else through others.
pub fn instead(map: &Map, one: &Id, other: &Id) -> Vec<Id> {
    let ties = ties(map, one, other);
    if ties.is_empty() { chain(map, one, other) } else { ties }
}

#[cfg(test)]
mod tests {
    use super::{chain, ties};
    use crate::analysis::test_map;
    use crate::model::Id;

    fn sentences(of: &str, find: fn(&crate::model::Map, &Id, &Id) -> Vec<Id>, one: &str, other: &str) -> Vec<String> {
        let map = test_map::map(of);
        let sentence = |id: &Id| map.sentence(map.links.get(id.as_str()).expect("a line of the map"));
        find(&map, &one.into(), &other.into()).iter().map(sentence).collect()
    }

    const TOWN: &str = "
        Council: partner
        Board: board
        Panel: board
        Forum: group
        Stranger: group
        Board reports to Council
        Council informs Board
        Board is absorbed into Panel (proposed)
        Forum informs Panel
        Panel is a member of Council";

    #[test]
    fn what_is_no_step_upward_ties_two_either_way() {
        assert_eq!(sentences(TOWN, ties, "board", "council"), ["Council informs Board"]);
        assert_eq!(sentences(TOWN, ties, "panel", "board"), ["Board is absorbed into Panel"]);
        assert!(sentences(TOWN, ties, "forum", "council").is_empty());
    }

    #[test]
    fn those_who_are_tied_through_others_are_tied_by_the_shortest_chain() {
        let chained = ["Forum informs Panel", "Panel is a member of Council"];
        assert_eq!(sentences(TOWN, chain, "forum", "council"), chained);
        assert!(sentences(TOWN, chain, "board", "council").is_empty(), "they are tied directly");
        assert!(sentences(TOWN, chain, "forum", "stranger").is_empty());
    }
}
