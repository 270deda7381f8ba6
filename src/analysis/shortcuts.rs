//! Shortcuts: lines upward that a longer route implies, and nodes that answer in two directions.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::{Hash, Hasher};

use super::context::Context;
use super::graph::{Neighbour, NodeIndex};
use crate::model::{Id, Link};

/// How many nodes the walk up from one node visits at most: no real line is longer, and no map makes a run quadratic.
const LONGEST_WALK: usize = 256;

/// Where the lines upward of every node part and meet again. Only lines that hold count.
pub(super) struct Shortcuts {
    circle_of: Vec<usize>,
}

/// The lines upward of one node that has several.
pub(super) struct Parting<'a> {
    /// The nodes to which it answers directly, none of which is in a circle with it, by id.
    pub direct: BTreeSet<NodeIndex>,
    /// Those of them above which another leads there too, each with the links of that longer route, from the bottom up.
    pub longer: BTreeMap<NodeIndex, Vec<&'a Link>>,
}

impl Shortcuts {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut circle_of = vec![0; context.len()];
        for (number, circle) in context.routes().circles().iter().enumerate() {
            for at in circle {
                circle_of[at.index()] = number;
            }
        }
        Self { circle_of }
    }

    /// What is told of circles by all of them: a look at one node goes by it, too.
    pub(super) fn facts(&self, context: &Context<'_>) -> u64 {
        let circles = context.routes().circles().iter().filter(|circle| circle.len() > 1);
        let mut circles: Vec<Vec<&Id>> =
            circles.map(|circle| circle.iter().map(|&at| context.id(at)).collect()).collect();
        circles.iter_mut().for_each(|circle| circle.sort_unstable());
        circles.sort_unstable();
        let mut hasher = DefaultHasher::new();
        circles.hash(&mut hasher);
        hasher.finish()
    }

    /// Whether each of two nodes answers to the other.
    pub(super) fn is_in_one_circle(&self, one: NodeIndex, other: NodeIndex) -> bool {
        self.circle_of[one.index()] == self.circle_of[other.index()]
    }

    /// The lines upward of a node that answers to two others or more; none where it does not, or only in a circle.
    pub(super) fn parting<'a>(&self, context: &Context<'a>, from: NodeIndex) -> Option<Parting<'a>> {
        let outside = |at: NodeIndex| !self.is_in_one_circle(from, at);
        let direct: BTreeSet<NodeIndex> = context.up_firmly(from).map(|to| to.node).filter(|&to| outside(to)).collect();
        if direct.len() < 2 {
            return None;
        }
        // From a node on a lower layer than all the targets no line leads to one of them.
        let lowest = direct.iter().map(|&at| context.routes().layers(at)).min().unwrap_or(0);
        let mut came: HashMap<NodeIndex, Neighbour<'a>> = HashMap::new();
        let mut queue = VecDeque::from([from]);
        let mut longer: BTreeMap<NodeIndex, Vec<&'a Link>> = BTreeMap::new();
        while let Some(here) = queue.pop_front() {
            let further = context.up_firmly(here).filter(|to| outside(to.node) && to.node != here);
            for Neighbour { node: to, link } in further {
                if here != from && direct.contains(&to) {
                    longer.entry(to).or_insert_with(|| way(from, Neighbour { node: here, link }, &came));
                }
                if came.len() < LONGEST_WALK && context.routes().layers(to) >= lowest && !came.contains_key(&to) {
                    came.insert(to, Neighbour { node: here, link });
                    queue.push_back(to);
                }
            }
        }
        Some(Parting { direct, longer })
    }
}

/// The links from the bottom up to the one that leads on from a node.
fn way<'a>(from: NodeIndex, last: Neighbour<'a>, came: &HashMap<NodeIndex, Neighbour<'a>>) -> Vec<&'a Link> {
    let Neighbour { node: mut here, link } = last;
    let mut way = vec![link];
    while here != from {
        let Some(&Neighbour { node: below, link }) = came.get(&here) else { break };
        way.push(link);
        here = below;
    }
    way.reverse();
    way
}
