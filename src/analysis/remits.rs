//! Remits: what each body is there for, as a set that can be compared, and who carries what.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

use super::graph::{Graph, Log, Moved, NodeIndex};
use super::sparse_rows::SparseRows;
use crate::model::{Id, LinkKind, LinkStatus, NodeKind};

/// A piece of a remit: a theme or a strand, numbered.
pub type Item = u32;

/// What every body is there for.
#[derive(Debug, Default)]
pub struct Remits {
    /// The declared themes of each node, ascending.
    themes: SparseRows<Item>,
    /// The strands of each declared theme, by id.
    strands: SparseRows<NodeIndex>,
    /// The items of each node, ascending; empty where it is no body.
    of: SparseRows<Item>,
    /// The bodies that carry each item, by id.
    carriers: SparseRows<NodeIndex>,
    /// How many themes are declared.
    declared: usize,
    /// Of pieces it is noted, behind the nodes, who asks who carries them.
    log: Rc<Log>,
    nodes: usize,
}

/// What an item of a remit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A declared theme, by its place among the map's themes.
    Theme(usize),
    /// A strand that is owned, delivered or scrutinised.
    Strand(NodeIndex),
}

impl Remits {
    pub(super) fn of(graph: &Graph<'_>) -> Self {
        let numbers: HashMap<&Id, Item> = graph.beside_nodes().themes.ids().zip(0..).collect();
        let declared = numbers.len();
        let number = |place: usize| Item::try_from(place).unwrap_or(Item::MAX);
        let (mut themes, mut entries, mut items) = (Vec::new(), Vec::new(), Vec::new());
        for at in graph.nodes() {
            let own = graph.themes_of(at).iter().filter_map(|theme| numbers.get(theme).copied());
            items.clear();
            items.extend(own);
            themes.extend(items.iter().map(|&item| (at.index(), item)));
            if !graph.kind(at).is_body() {
                continue;
            }
            let strands = [LinkKind::Owns, LinkKind::Delivers, LinkKind::Scrutinises]
                .into_iter()
                .flat_map(|kind| graph.out(at, kind))
                .filter(|strand| {
                    graph.kind(strand.node) == NodeKind::Strand && strand.link.status != LinkStatus::Lapsed
                });
            items.extend(strands.map(|strand| number(declared + strand.node.index())));
            items.sort_unstable();
            items.dedup();
            entries.extend(items.iter().map(|&item| (at.index(), item)));
        }
        let strands = themes.iter().map(|&(at, theme)| (theme as usize, NodeIndex::new(at)));
        let strands = strands.filter(|(_, at)| graph.kind(*at) == NodeKind::Strand);
        let carriers = entries.iter().map(|&(at, item)| (item as usize, NodeIndex::new(at)));
        Self {
            themes: SparseRows::of(graph.len(), themes.iter().copied()),
            strands: SparseRows::of(declared, strands),
            carriers: SparseRows::of(declared + graph.len(), carriers),
            of: SparseRows::of(graph.len(), entries.iter().copied()),
            declared,
            log: Rc::clone(graph.log()),
            nodes: graph.len(),
        }
    }

    /// The declared themes of a body or a strand, ascending.
    pub fn themes(&self, at: NodeIndex) -> &[Item] {
        self.log.touch(at.index());
        self.themes.list(at.index())
    }

    /// The strands that serve a declared theme, by id, whatever their status.
    pub fn strands(&self, theme: usize) -> &[NodeIndex] {
        self.log.touch_all();
        self.strands.list(theme)
    }

    /// The items of a body's remit, ascending: first the themes, then the strands.
    pub fn items(&self, at: NodeIndex) -> &[Item] {
        self.log.touch(at.index());
        self.of.list(at.index())
    }

    /// The bodies that carry an item, by id.
    pub fn carriers(&self, item: Item) -> &[NodeIndex] {
        self.log.touch(self.nodes + item as usize);
        self.carriers.list(item as usize)
    }

    /// Whether the remit of a node, by its number here and there, is the same in a later state with the same themes.
    pub(super) fn is_same(&self, at: NodeIndex, later: &Self, now: NodeIndex, moved: &Moved) -> bool {
        let alike = |was: &[Item], is: &[Item]| {
            was.len() == is.len() && was.iter().zip(is).all(|(was, is)| self.later(*was, moved) == Some(*is))
        };
        let (at, now) = (at.index(), now.index());
        alike(self.of.list(at), later.of.list(now)) && alike(self.themes.list(at), later.themes.list(now))
    }

    /// By the number of each piece, whether others carry it in a later state with the same themes.
    pub(super) fn changed_pieces<'r>(&'r self, later: &'r Self, moved: &'r Moved) -> impl Iterator<Item = bool> + 'r {
        let is_same = |was: &[NodeIndex], is: &[NodeIndex]| {
            was.len() == is.len() && was.iter().zip(is).all(|(was, is)| moved.later[was.index()] == Some(*is))
        };
        let all = 0..self.pieces();
        all.map(move |item| {
            let now = Item::try_from(item).ok().and_then(|item| self.later(item, moved));
            !now.is_some_and(|now| is_same(self.carriers.list(item), later.carriers.list(now as usize)))
        })
    }

    /// The number of a piece in a later state with the same themes.
    fn later(&self, item: Item, moved: &Moved) -> Option<Item> {
        match self.piece(item) {
            Piece::Theme(_) => Some(item),
            Piece::Strand(at) => Item::try_from(self.declared + moved.later[at.index()]?.index()).ok(),
        }
    }

    /// How many numbers there are for items.
    pub(super) fn pieces(&self) -> usize {
        self.declared + self.nodes
    }

    /// What an item is.
    pub fn piece(&self, item: Item) -> Piece {
        let place = item as usize;
        if place < self.declared { Piece::Theme(place) } else { Piece::Strand(NodeIndex::new(place - self.declared)) }
    }
}

/// The items that two ascending lists have in common.
pub(super) fn common(one: &[Item], other: &[Item]) -> Vec<Item> {
    in_both(one, other).collect()
}

/// The items that two ascending lists have in common, one by one. Much of a long list is leapt over.
pub(super) fn in_both(mut one: &[Item], mut other: &[Item]) -> impl Iterator<Item = Item> {
    std::iter::from_fn(move || {
        loop {
            let (a, b) = (*one.first()?, *other.first()?);
            match a.cmp(&b) {
                Ordering::Less => one = from(one, b),
                Ordering::Greater => other = from(other, a),
                Ordering::Equal => {
                    (one, other) = (&one[1..], &other[1..]);
                    return Some(a);
                }
            }
        }
    })
}

/// The part of an ascending list that is not less than `least`, by leaps that grow (Bentley and Yao, "An Almost Optimal
/// Algorithm for Unbounded Searching", 1976).
fn from(list: &[Item], least: Item) -> &[Item] {
    let mut leap = 1;
    while list.get(leap).is_some_and(|item| *item < least) {
        leap *= 2;
    }
    let end = list.len().min(leap);
    let start = leap / 2;
    &list[start + list[start..end].partition_point(|item| *item < least)..]
}
