//! How a layout stands, for the next one to go on from.

use std::collections::BTreeMap;

use super::forest::Forest;
use super::geometry::Rect;
use super::hung::{Stand, Tie};
use super::section::{Framed, Section};
use crate::model::Id;

/// How a layout stands, before the cards that somebody has put elsewhere leave their places in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    pub(super) cards: BTreeMap<Id, Stood>,
    pub(super) areas: Vec<(Section, Rect)>,
    /// How high the street below the trees runs.
    pub(super) street: f32,
}

/// How a card stands, and how it is tied to the one that it hangs under.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stood {
    pub(super) card: Rect,
    pub(super) tie: Tie,
    pub(super) port: f32,
    pub(super) bus: f32,
    pub(super) parent: Option<Id>,
    /// Whether it hangs by no line along a bus.
    pub(super) is_astray: bool,
    /// Whether it may stand where a line along a bus runs.
    pub(super) is_shifted: bool,
    /// The area that it stands in as the root of a tree.
    pub(super) section: Option<Section>,
}

impl Standing {
    /// The same where other cards stand in the place of some. What `stays` below those hangs under the others; all else
    /// goes with what it hung under.
    #[must_use]
    pub fn with_others(&self, others: &BTreeMap<Id, Id>, stays: impl Fn(&Id) -> bool) -> Self {
        let mut standing = self.clone();
        for (id, stood) in &self.cards {
            let other = others.get(id);
            if other.is_none() && !stays(id) {
                continue;
            }
            let parent = stood.parent.as_ref().map(|parent| others.get(parent).unwrap_or(parent).clone());
            standing.cards.remove(id);
            standing.cards.insert(other.unwrap_or(id).clone(), Stood { parent, ..stood.clone() });
        }
        standing
    }

    /// What stands here, but where a card hangs otherwise and hung as in `forest` when that was last seen, as it stood then.
    pub(super) fn returning(&self, earlier: &Self, forest: &Forest) -> Self {
        let mut cards = self.cards.clone();
        for node in 0..forest.len() {
            let id = &forest.nodes[node].id;
            let parent = forest.parent[node].map(|parent| &forest.nodes[parent].id);
            let hangs_so = |stood: &&Stood| stood.parent.as_ref() == parent;
            if self.cards.get(id).filter(hangs_so).is_none() {
                let stood =
                    earlier.cards.get(id).filter(hangs_so).or_else(|| self.cards.get(id).or(earlier.cards.get(id)));
                cards.extend(stood.map(|stood| (id.clone(), stood.clone())));
            }
        }
        let mut areas = earlier.areas.clone();
        for (section, rect) in &self.areas {
            let stands_out = |frame: &Rect| {
                let mut roots = cards.values().filter(|stood| stood.section == Some(*section));
                roots.any(|stood| frame.union(&stood.card) != *frame)
            };
            match areas.iter_mut().find(|(known, _)| known == section) {
                Some((_, frame)) if stands_out(frame) => *frame = frame.union(rect),
                Some(_) => {}
                None => areas.push((*section, *rect)),
            }
        }
        Self { cards, areas, street: self.street }
    }

    pub(super) fn of(
        forest: &Forest,
        stand: &Stand,
        areas: &[Framed],
        street: f32,
        [astray, shifted]: [&[bool]; 2],
    ) -> Self {
        let mut sections = vec![None; forest.len()];
        for area in areas {
            for &root in &area.roots {
                sections[root] = Some(area.section);
            }
        }
        let stood = |node: usize| Stood {
            card: stand.card[node],
            tie: stand.tie[node],
            port: stand.port[node],
            bus: stand.bus[node],
            parent: forest.parent[node].map(|parent| forest.nodes[parent].id.clone()),
            is_astray: astray[node],
            is_shifted: shifted[node],
            section: sections[node],
        };
        Self {
            cards: (0..forest.len()).map(|node| (forest.nodes[node].id.clone(), stood(node))).collect(),
            areas: areas.iter().map(|area| (area.section, area.rect)).collect(),
            street,
        }
    }
}
