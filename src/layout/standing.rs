//! How a layout stands, for the next one to go on from.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::ground::Settled;
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
    /// How rings or lanes stand, if cards stand in those.
    pub(super) settled: Option<Arc<Settled>>,
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

impl Stood {
    /// Whether the card was of that size: as it stands, its sides are rounded.
    pub(super) fn is_of_size(&self, size: Size) -> bool {
        (self.card.width() - size.width).abs() < 0.01 && (self.card.height() - size.height).abs() < 0.01
    }

    /// Where the card stands, and where the line to what hangs below it leaves it and branches.
    fn bus_at(&self) -> (Point, f32, f32) {
        (self.card.min, self.port, self.bus)
    }
}

impl Standing {
    /// What a card hangs under, if it is there and hangs under any.
    pub fn parent(&self, card: &Id) -> Option<&Id> {
        self.cards.get(card)?.parent.as_ref()
    }

    /// The same where other cards stand in the place of some. What `stays` below those hangs under the others; all else
    /// goes with what it hung under.
    #[must_use]
    pub fn with_others(&self, others: &BTreeMap<Id, Id>, stays: impl Fn(&Id) -> bool) -> Self {
        let mut standing = self.clone();
        standing.settled = self.settled.as_ref().map(|settled| Arc::new(settled.with_others(others)));
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

    /// Whether a forest stood so earlier, and nothing that hangs as in it here has come to stand elsewhere since: then all
    /// of it can stand so again.
    pub(super) fn leads_back_to(&self, earlier: &Self, forest: &Forest) -> bool {
        earlier.cards.len() == forest.len()
            && (0..forest.len()).all(|node| {
                let id = &forest.nodes[node].id;
                let parent = forest.parent[node].map(|parent| &forest.nodes[parent].id);
                let hung_so = |standing: &Self| {
                    let stood = standing.cards.get(id).filter(|stood| stood.parent.as_ref() == parent);
                    stood.filter(|stood| stood.is_of_size(forest.sizes[node])).map(|stood| stood.card)
                };
                let (now, then) = (hung_so(self), hung_so(earlier));
                then.is_some() && (now.is_none() || now == then)
            })
    }

    /// What stands here; but what hung otherwise, and as in `forest` when that was last seen, stands as it stood then, if
    /// the bus does by which it hangs.
    pub(super) fn returning(&self, earlier: &Self, forest: &Forest) -> Self {
        let mut cards = self.cards.clone();
        let id = |node: usize| &forest.nodes[node].id;
        let as_now = |standing: &Self, node: usize| {
            let parent = forest.parent[node].map(id);
            standing.cards.get(id(node)).filter(|stood| stood.parent.as_ref() == parent).map(|stood| stood.is_astray)
        };
        let mut returned = false;
        for &node in &forest.top_down {
            let is_bus_as_then = |parent: usize| {
                let stands = |cards: &BTreeMap<Id, Stood>| cards.get(id(parent)).map(Stood::bus_at);
                stands(&cards).is_some() && stands(&cards) == stands(&earlier.cards)
            };
            let Some(then) = earlier.cards.get(id(node)) else { continue };
            if as_now(self, node).is_some() {
                // Of what nothing hung here it is not known where its bus runs.
                let has_bus = forest.children[node].iter().any(|&child| as_now(self, child) == Some(false));
                if let Some(now) = cards.get_mut(id(node)).filter(|now| !has_bus && now.card.min == then.card.min) {
                    (now.port, now.bus) = (then.port, then.bus);
                }
            } else if let Some(is_astray) = as_now(earlier, node)
                && (is_astray || forest.parent[node].is_none_or(is_bus_as_then))
            {
                cards.insert(id(node).clone(), then.clone());
                returned = true;
            }
        }
        // What has come in since may stand where lines ran then.
        for (id, now) in cards.iter_mut().filter(|_| returned) {
            now.is_shifted |= earlier.cards.get(id).is_none_or(|then| then.card.min != now.card.min);
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
        Self { cards, areas, street: self.street, settled: None }
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
            settled: None,
        }
    }

    /// How cards stand in rings or lanes, where none hangs on a bus.
    pub(super) fn of_settled(forest: &Forest, cards: &[Rect], settled: Settled) -> Self {
        let stood = |node: usize| Stood {
            card: cards[node],
            tie: Tie::None,
            port: cards[node].centre().x,
            bus: cards[node].max.y,
            parent: forest.parent[node].map(|parent| forest.nodes[parent].id.clone()),
            is_astray: true,
            is_shifted: false,
            section: None,
        };
        Self {
            cards: (0..forest.len()).map(|node| (forest.nodes[node].id.clone(), stood(node))).collect(),
            areas: Vec::new(),
            street: 0.0,
            settled: Some(Arc::new(settled)),
        }
    }
}
