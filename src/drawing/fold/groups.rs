//! What is put together on one card: by hand, or so that no more than so many cards are left.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Sort, Tree};
use crate::layout::OWN_TREE;
use crate::model::Id;

/// By which card a node is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Its own.
    Itself,
    /// That of another one under which it hangs, directly or along the line.
    Under(usize),
    /// One for several that hang side by side, by its place among these.
    Among(usize),
}

/// What is put together.
pub(super) struct Groups {
    /// By which card each node is seen.
    pub(super) stands: Vec<Stand>,
    /// Those that hang side by side and share a card: what they hang under, and why they are together.
    pub(super) rests: Vec<(Option<usize>, Sort)>,
}

/// Of those that hang side by side a part is shown by itself if that is half of them, or a third of all there is room for.
const WORTH_A_PART: usize = 2;
const MUCH_LEFT: usize = 3;

impl Groups {
    /// What people have folded by hand, but for what is to be seen whatever they have.
    pub(super) fn by_hand(tree: &Tree<'_>, folded: &BTreeSet<Id>, open: &BTreeSet<Id>) -> Self {
        let is_open = tree.with_all_above(open);
        let is_folded = |node: usize| {
            folded.contains(&tree.nodes[node].id) && !tree.children[node].iter().any(|&child| is_open[child])
        };
        let is_loose = Self::loose(tree, folded, &is_open);
        let mut shown = vec![true; tree.nodes.len()];
        for &node in &tree.top_down {
            shown[node] = tree.parent[node].map_or(!is_loose[node], |parent| shown[parent] && !is_folded(parent));
        }
        Seen { shown }.into_groups(tree)
    }

    /// What hangs under nothing and is put together: what is folded and bears nothing, and small trees that are folded
    /// beside it. Others are folded to cards of their own.
    fn loose(tree: &Tree<'_>, folded: &BTreeSet<Id>, is_open: &[bool]) -> Vec<bool> {
        let is_folded = |node: usize| !is_open[node] && folded.contains(&tree.nodes[node].id);
        let roots: Vec<usize> = tree.roots.iter().copied().filter(|&root| is_folded(root)).collect();
        let bears = |root: usize| !tree.children[root].is_empty();
        let alone: BTreeSet<Sort> = roots.iter().filter(|&&root| !bears(root)).map(|&root| tree.sort(root)).collect();
        let mut is_loose = vec![false; tree.nodes.len()];
        if !alone.is_empty() {
            let bodies = tree.bodies();
            for root in roots {
                is_loose[root] = !bears(root) || bodies[root] < OWN_TREE && alone.contains(&tree.sort(root));
            }
        }
        is_loose
    }

    /// All that is not among these, nor above any of them.
    pub(super) fn but(tree: &Tree<'_>, ids: &BTreeSet<Id>) -> Self {
        Seen { shown: tree.with_all_above(ids) }.into_groups(tree)
    }

    /// What is put together so that `most` cards are left, if that can be: whole trees, then many that hang side by side.
    /// What is to be `open` is seen in any case, and what is folded by hand stays folded.
    pub(super) fn within(most: usize, tree: &Tree<'_>, folded: &BTreeSet<Id>, open: &BTreeSet<Id>) -> Self {
        let tree = &*tree.sorted_by_few((most / 2).max(1));
        let is_open = tree.with_all_above(open);
        let by_hand = Self::by_hand(tree, folded, open);
        let may_show = |node: usize| by_hand.stands[node] == Stand::Itself;
        let mut seen = Seen { shown: is_open };
        let mut left = most.saturating_sub(seen.shown.iter().filter(|shown| **shown).count());
        // Half of the room is for what hangs under nothing, so that some of it is left for what hangs there.
        let roots: Vec<usize> = tree.roots.iter().copied().filter(|&root| may_show(root)).collect();
        left = left.saturating_sub(by_hand.rests.iter().filter(|(parent, _)| parent.is_none()).count());
        let half = if roots.len() <= most { left } else { (most / 2).min(left) };
        left -= seen.show(&roots, half, tree);
        let mut level: Vec<usize> = tree.roots.clone();
        let mut closed: Vec<usize> = Vec::new();
        while !level.is_empty() {
            level.retain(|&node| seen.shown[node] && !tree.children[node].is_empty());
            level.sort_by_key(|&node| (tree.children[node].len(), node));
            let mut next = Vec::new();
            for node in level {
                let children = &tree.children[node];
                let new: Vec<usize> = children.iter().copied().filter(|&child| !seen.shown[child]).collect();
                if !children.iter().any(|&child| may_show(child)) {
                    continue;
                }
                if new.len() <= left {
                    left -= new.len();
                    new.iter().for_each(|&child| seen.shown[child] = true);
                } else {
                    closed.push(node);
                }
                next.extend(children);
            }
            level = next;
        }
        left -= seen.show(&roots, left, tree);
        for node in closed {
            let children = &tree.children[node];
            if left * WORTH_A_PART >= children.len() || left * MUCH_LEFT >= most {
                left -= seen.show(children, left, tree);
            }
        }
        seen.into_groups(tree)
    }

    /// How many cards are left.
    pub(super) fn cards(&self) -> usize {
        self.stands.iter().filter(|stand| **stand == Stand::Itself).count() + self.rests.len()
    }
}

/// What is seen by itself.
struct Seen {
    shown: Vec<bool>,
}

impl Seen {
    /// Shows of those that hang side by side as many as there is room for, with a card for each sort of the rest; how much
    /// room that took.
    fn show(&mut self, beside: &[usize], room: usize, tree: &Tree<'_>) -> usize {
        let hidden: Vec<usize> = beside.iter().copied().filter(|&node| !self.shown[node]).collect();
        if hidden.len() <= room {
            hidden.iter().for_each(|&node| self.shown[node] = true);
            return hidden.len();
        }
        let sorts = |nodes: &[usize]| nodes.iter().map(|&node| tree.sort(node)).collect::<BTreeSet<Sort>>().len();
        let shown = room.saturating_sub(sorts(&hidden)).min(hidden.len());
        let (first, rest) = hidden.split_at(shown);
        first.iter().for_each(|&node| self.shown[node] = true);
        (first.len() + sorts(rest)).min(room)
    }

    fn into_groups(self, tree: &Tree<'_>) -> Groups {
        let Self { mut shown } = self;
        let key = |node: usize| (tree.parent[node], tree.sort(node));
        let mut bears_shown = vec![false; tree.nodes.len()];
        for (parent, _) in tree.parent.iter().zip(&shown).filter(|(_, shown)| **shown) {
            parent.iter().for_each(|parent| bears_shown[*parent] = true);
        }
        let is_beside = |node: usize| tree.parent[node].is_none_or(|parent| bears_shown[parent]);
        // One alone takes no less room on a card for the rest than on its own.
        let mut rests: BTreeMap<(Option<usize>, Sort), Vec<usize>> = BTreeMap::new();
        for node in 0..tree.nodes.len() {
            let is_reached = tree.parent[node].is_none_or(|parent| shown[parent]);
            if !shown[node] && is_reached && is_beside(node) {
                rests.entry(key(node)).or_default().push(node);
            }
        }
        rests.retain(|_, members| match members.as_slice() {
            [one] => {
                shown[*one] = true;
                false
            }
            _ => true,
        });
        let places: BTreeMap<&(Option<usize>, Sort), usize> = rests.keys().zip(0..).collect();
        let mut stands = vec![Stand::Itself; tree.nodes.len()];
        for &node in &tree.top_down {
            stands[node] = match tree.parent[node].map(|parent| (parent, stands[parent])) {
                _ if shown[node] => Stand::Itself,
                Some((_, Stand::Under(card))) => Stand::Under(card),
                Some((_, Stand::Among(rest))) => Stand::Among(rest),
                above => match (places.get(&key(node)), above) {
                    (Some(&rest), _) => Stand::Among(rest),
                    (None, Some((parent, _))) => Stand::Under(parent),
                    (None, None) => Stand::Itself,
                },
            };
        }
        Groups { stands, rests: rests.into_keys().collect() }
    }
}
