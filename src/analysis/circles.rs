//! Circles of accountability: the shortest one of a group of bodies, and how many run through each line.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::graph::{Graph, Neighbour, NodeIndex};
use crate::model::{Id, Link};

/// How many steps a search takes at most, so that no map holds up a run. Real circles have three or four lines.
const MOST_STEPS: usize = 200_000;
/// How many circles are counted at most.
const MOST_CIRCLES: usize = 1_000;

/// The lines upward within a strongly connected group of nodes.
pub(super) struct Component<'a> {
    lines: BTreeMap<NodeIndex, Vec<Neighbour<'a>>>,
}

/// How many circles run through each line of a knot.
pub(super) struct Count {
    /// By the line's id.
    pub by_line: BTreeMap<Id, usize>,
    /// All circles that were counted.
    pub all: usize,
    /// Whether there are more.
    pub cut_short: bool,
}

impl<'a> Component<'a> {
    /// The knot of `nodes` by the steps up that `counts`.
    pub(super) fn new(
        graph: &Graph<'a>,
        nodes: &[NodeIndex],
        counts: impl Fn(NodeIndex, &Neighbour<'a>) -> bool,
    ) -> Self {
        let inside: HashSet<NodeIndex> = nodes.iter().copied().collect();
        let within = |at: NodeIndex| graph.up(at).filter(|hop| inside.contains(&hop.node) && counts(at, hop)).collect();
        Self { lines: nodes.iter().map(|&at| (at, within(at))).collect() }
    }

    fn up(&self, at: NodeIndex) -> &[Neighbour<'a>] {
        self.lines.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The lines of the shortest circle, in their order; of equally short ones the first by ids.
    pub(super) fn shortest(&self) -> Vec<&'a Link> {
        let mut best: Vec<&'a Link> = Vec::new();
        let mut steps = 0;
        for &start in self.lines.keys() {
            if let Some(circle) = self.shortest_through(start, best.len(), &mut steps) {
                best = circle;
            }
            // The first search always ends, so that there is a circle; the rest only make it shorter.
            if best.len() == 1 || steps > MOST_STEPS {
                break;
            }
        }
        best
    }

    /// The shortest circle through each line in turn, from the first of its nodes by id on; within a bound of steps.
    pub(super) fn through_lines(&self) -> Vec<Vec<&'a Link>> {
        let mut circles = Vec::new();
        let mut steps = 0;
        for (&from, hops) in &self.lines {
            for &first in hops {
                if steps > MOST_STEPS {
                    return circles;
                }
                circles.extend(self.way_back(first, from, &mut steps).map(|circle| self.rotated_to_the_first(circle)));
            }
        }
        circles
    }

    /// The shortest circle that begins with a line, and comes back to where that leads from.
    fn way_back(&self, first: Neighbour<'a>, from: NodeIndex, steps: &mut usize) -> Option<Vec<&'a Link>> {
        let mut came: HashMap<NodeIndex, Neighbour<'a>> =
            HashMap::from([(first.node, Neighbour { node: from, ..first })]);
        let mut queue = VecDeque::from([first.node]);
        while !came.contains_key(&from) {
            let here = queue.pop_front()?;
            for &Neighbour { node: to, link } in self.up(here) {
                *steps += 1;
                if let Entry::Vacant(unseen) = came.entry(to) {
                    unseen.insert(Neighbour { node: here, link });
                    queue.push_back(to);
                }
            }
        }
        let mut circle = Vec::new();
        let mut at = from;
        while circle.is_empty() || at != from {
            let Neighbour { node: below, link } = came[&at];
            circle.push(link);
            at = below;
        }
        circle.reverse();
        Some(circle)
    }

    /// A circle from the first of its nodes by id on.
    fn rotated_to_the_first(&self, mut circle: Vec<&'a Link>) -> Vec<&'a Link> {
        let place = (0..circle.len()).min_by_key(|&place| &circle[place].from).unwrap_or(0);
        circle.rotate_left(place);
        circle
    }

    /// The shortest circle through `start` if it has fewer lines than `limit`, which is 0 for no limit.
    fn shortest_through(&self, start: NodeIndex, limit: usize, steps: &mut usize) -> Option<Vec<&'a Link>> {
        let mut came: HashMap<NodeIndex, Neighbour<'a>> = HashMap::new();
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((here, depth)) = queue.pop_front() {
            if limit > 0 && depth + 1 >= limit {
                return None;
            }
            for &Neighbour { node: to, link } in self.up(here) {
                *steps += 1;
                if to == start {
                    let mut circle = vec![link];
                    let mut at = here;
                    while at != start {
                        let Neighbour { node: below, link: line } = came[&at];
                        circle.push(line);
                        at = below;
                    }
                    circle.reverse();
                    return Some(circle);
                }
                if let Entry::Vacant(unseen) = came.entry(to) {
                    unseen.insert(Neighbour { node: here, link });
                    queue.push_back((to, depth + 1));
                }
            }
        }
        None
    }

    /// Counts the circles through each line, up to a bound: a walk from each node over nodes that come after it.
    pub(super) fn count(&self) -> Count {
        let mut count = Count { by_line: BTreeMap::new(), all: 0, cut_short: false };
        let mut steps = 0;
        for &start in self.lines.keys() {
            let mut way: Vec<&'a Link> = Vec::new();
            let mut on_way = HashSet::from([start]);
            let mut open = vec![(start, self.up(start).iter())];
            while let Some((here, rest)) = open.last_mut() {
                let here = *here;
                steps += 1;
                if steps > MOST_STEPS || count.all == MOST_CIRCLES {
                    count.cut_short = true;
                    return count;
                }
                match rest.next() {
                    Some(&Neighbour { node: to, link }) if to == start => {
                        count.all += 1;
                        for line in way.iter().copied().chain([link]) {
                            *count.by_line.entry(line.id.clone()).or_default() += 1;
                        }
                    }
                    Some(&Neighbour { node: to, link }) if to > start && on_way.insert(to) => {
                        way.push(link);
                        open.push((to, self.up(to).iter()));
                    }
                    Some(_) => {}
                    None => {
                        on_way.remove(&here);
                        way.pop();
                        open.pop();
                    }
                }
            }
        }
        count
    }
}
