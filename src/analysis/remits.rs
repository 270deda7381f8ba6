//! Remits: what each body is there for, as a set that can be compared, and who carries what.

use std::collections::HashMap;

use super::graph::{At, Context};
use crate::model::{Id, LinkKind, LinkStatus, NodeKind};

/// A piece of a remit: a theme or a strand, numbered.
pub type Item = u32;

/// What every body is there for.
#[derive(Debug, Default)]
pub struct Remits {
    /// The items of each node, ascending; empty where it is no body.
    of: Vec<Vec<Item>>,
    /// The bodies that carry each item, by id.
    carriers: Vec<Vec<At>>,
    by_theme: HashMap<Id, Item>,
}

/// What an item of a remit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A declared theme, by its place among the map's themes.
    Theme(usize),
    /// A strand that is owned, delivered or scrutinised.
    Strand(At),
}

impl Remits {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let by_theme: HashMap<Id, Item> = context.map.themes.ids().cloned().zip(0..).collect();
        let count = by_theme.len();
        let number = |place: usize| Item::try_from(place).unwrap_or(Item::MAX);
        let mut of = vec![Vec::new(); context.len()];
        let mut carriers = vec![Vec::new(); count + context.len()];
        for at in context.nodes().filter(|&at| context.kind(at).is_body()) {
            let declared = context.node(at).themes.iter().filter_map(|theme| by_theme.get(theme.as_str()).copied());
            let strands = [LinkKind::Owns, LinkKind::Delivers, LinkKind::Scrutinises]
                .into_iter()
                .flat_map(|kind| context.out(at, kind))
                .filter(|(_, link)| link.status != LinkStatus::Lapsed)
                .map(|(strand, _)| strand)
                .filter(|&strand| context.kind(strand) == NodeKind::Strand);
            let mut items: Vec<Item> = declared.chain(strands.map(|strand| number(count + strand.index()))).collect();
            items.sort_unstable();
            items.dedup();
            for &item in &items {
                carriers[item as usize].push(at);
            }
            of[at.index()] = items;
        }
        Self { of, carriers, by_theme }
    }

    /// The items of a body's remit, ascending: first the themes, then the strands.
    pub fn items(&self, at: At) -> &[Item] {
        &self.of[at.index()]
    }

    /// The bodies that carry an item, by id.
    pub fn carriers(&self, item: Item) -> &[At] {
        &self.carriers[item as usize]
    }

    /// The item that stands for a declared theme.
    pub fn theme(&self, id: &str) -> Option<Item> {
        self.by_theme.get(id).copied()
    }

    /// What an item is.
    pub fn piece(&self, item: Item) -> Piece {
        let place = item as usize;
        if place < self.by_theme.len() {
            Piece::Theme(place)
        } else {
            Piece::Strand(At::new(place - self.by_theme.len()))
        }
    }
}

/// The items that two ascending lists have in common.
pub(super) fn common(one: &[Item], other: &[Item]) -> Vec<Item> {
    in_both(one, other).collect()
}

/// The items that two ascending lists have in common, one by one. Of a long list most is skipped.
pub(super) fn in_both(mut one: &[Item], mut other: &[Item]) -> impl Iterator<Item = Item> {
    std::iter::from_fn(move || {
        loop {
            let (&a, &b) = (one.first()?, other.first()?);
            one = &one[one.partition_point(|item| *item < b + u32::from(a == b))..];
            other = &other[other.partition_point(|item| *item < a)..];
            if a == b {
                return Some(a);
            }
        }
    })
}
