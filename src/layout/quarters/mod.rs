//! Quarters: cards that stand in rings or lanes.
//!
//! - `sorting` says which quarter each card stands in, and what is written at its top.
//! - `rings` and `lanes` make the `ground`: rows that run through all quarters, and what of each row belongs to which.
//! - `order` finds for each card the place nearest to those that lines tie it to.
//! - `settled` goes on from a layout that people know: what stood there stays. Where there is no room the ground has `grown`.
//! - `ways` draws the lines: by a search among the lanes between cards, and by `streets` where they are too many for that.

mod grown;
mod lanes;
mod order;
mod rings;
mod settled;
mod sorting;
mod streets;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::forest::Forest;
use super::form::{By, Form};
use super::geometry::{Point, Rect, Size};
use super::ground::{Ground, Head, Quarter, Settled};
use super::pins::{self, Pinned};
use super::standing::Standing;
use super::{Area, AreaKind, Parameters, Placement};
use crate::model::{Id, Map};
use lanes::Lanes;
use order::Order;
use rings::Rings;
pub use rings::outline as ring_outline;
use sorting::Sorting;

/// The part of all cards that are no higher than rows are as a rule.
const USUAL: f32 = 0.8;
/// The wanted width by the height.
const SHAPE: f32 = 1.7;
/// Between cards and the edges of their quarter.
const MARGIN: f32 = 16.0;

/// Rings by tier.
pub(super) fn onion(forest: &Forest, parameters: &Parameters) -> Placement {
    placed(forest, &Sorting::by_tier(forest), Form::Onion, parameters)
}

/// Columns by what cards have in common.
pub(super) fn lanes(map: &Map, forest: &Forest, by: By, parameters: &Parameters) -> Placement {
    placed(forest, &Sorting::by(map, forest, by), Form::Lanes(by), parameters)
}

/// Quarters as they are made: rings with something beside them, or lanes.
enum Made {
    Rings(Rings),
    Lanes(Lanes),
}

impl Made {
    fn of(sorting: &Sorting, cell: f32, height: f32) -> Self {
        let counts = sorting.counts();
        match sorting.rings {
            0 => Self::Lanes(Lanes::of(&counts, cell, height)),
            rings => {
                let beside = counts[rings..].iter().sum();
                Self::Rings(Rings::of(&counts[..rings], beside, cell, height))
            }
        }
    }

    fn rows(&self) -> usize {
        match self {
            Self::Rings(rings) => rings.rows(),
            Self::Lanes(lanes) => lanes.rows(),
        }
    }

    fn ground(&self, heads: &[Head], height: impl Fn(usize) -> f32) -> Ground {
        match self {
            Self::Rings(rings) => rings.ground(heads, height),
            Self::Lanes(lanes) => lanes.ground(heads, height),
        }
    }
}

/// Cards in their quarters.
struct Filled {
    ground: Ground,
    /// The cards of each stretch, from the left.
    cards: Vec<Vec<usize>>,
}

impl Filled {
    /// Quarters that are just large enough, their cards where lines are short; or in the order in which they stood.
    fn anew(forest: &Forest, sorting: &Sorting, stood: impl Fn(usize) -> Option<Point>) -> Self {
        let cell = forest.sizes.iter().map(|size| size.width).fold(1.0, f32::max);
        let usual = usual_height(&forest.sizes);
        let made = Made::of(sorting, cell, usual);
        let ground = made.ground(&sorting.heads, |_| usual);
        let slots = ground.slots();
        let slot_of = Order::new(forest, sorting, &slots).found(stood);
        let mut heights = vec![usual; made.rows().max(ground.rows.len())];
        let mut cards = vec![Vec::new(); ground.stretches.len()];
        let mut by_slot: Vec<(usize, usize)> = slot_of.iter().enumerate().map(|(card, &slot)| (slot, card)).collect();
        by_slot.sort_unstable();
        for (slot, card) in by_slot {
            let stretch = slots[slot].stretch;
            let height = &mut heights[ground.stretches[stretch].row];
            *height = height.max(forest.sizes[card].height);
            cards[stretch].push(card);
        }
        // Rows become as high as their highest card; nothing else changes.
        let ground = made.ground(&sorting.heads, |row| heights.get(row).copied().unwrap_or(usual));
        Self { ground, cards }
    }

    /// Where every card stands.
    fn stand(&self, forest: &Forest) -> Vec<Rect> {
        let mut stand = vec![Rect::default(); forest.len()];
        let cards = self.cards.iter().flatten();
        for (card, slot) in cards.zip(self.ground.slots()) {
            stand[*card] = Rect::around(slot.at, forest.sizes[*card]);
        }
        stand
    }
}

/// How high most cards are at most.
fn usual_height(sizes: &[Size]) -> f32 {
    let mut heights: Vec<f32> = sizes.iter().map(|size| size.height).collect();
    heights.sort_by(f32::total_cmp);
    let place = (heights.len() as f32 * USUAL) as usize;
    heights.get(place.min(heights.len().saturating_sub(1))).copied().unwrap_or(1.0)
}

fn placed(forest: &Forest, sorting: &Sorting, form: Form, parameters: &Parameters) -> Placement {
    let settled = |standing: &Option<Arc<Standing>>| {
        standing.as_ref().and_then(|standing| standing.settled.clone()).filter(|settled| settled.form == form)
    };
    let (kept, earlier) = (settled(&parameters.kept), settled(&parameters.returns));
    let back = earlier.as_ref().and_then(|earlier| earlier.gone_back_to(forest, sorting));
    let filled = back.or_else(|| kept.as_ref()?.gone_on(forest, sorting));
    let is_in_place = filled.is_some();
    let mut filled = filled.unwrap_or_else(|| {
        let stood = |card: usize| kept.as_ref()?.stood(&forest.nodes[card].id);
        Filled::anew(forest, sorting, stood)
    });
    let mut cards = filled.stand(forest);
    let anchor = parameters.anchor.as_ref().filter(|(id, _)| !is_in_place && !parameters.pinned.contains_key(id));
    if let Some((id, point)) = anchor
        && let Some(card) = forest.nodes.iter().position(|node| node.id == *id)
    {
        let (x, y) = (point.x - cards[card].centre().x, point.y - cards[card].centre().y);
        if x.is_finite() && y.is_finite() {
            filled.ground.shift(x, y);
            cards = filled.stand(forest);
        }
    }
    let settled = Settled::of(forest, &filled, &cards, form);
    let standing = Arc::new(Standing::of_settled(forest, &cards, settled));
    let Pinned { moved, far } = pins::apply(forest, parameters, &mut cards);
    let areas: Vec<Area> = filled.ground.quarters.iter().map(Quarter::area).collect();
    // Rings lie in one another: what they grew from is undermost last.
    let areas: Vec<Area> = match sorting.rings {
        0 => areas,
        rings => areas[..rings].iter().rev().chain(&areas[rings..]).cloned().collect(),
    };
    let titles: Vec<Rect> = areas.iter().map(Area::heading).collect();
    let routes = match parameters.only_cards {
        true => BTreeMap::new(),
        false => ways::ways(forest, &filled, &cards, &moved, &titles),
    };
    let placed: BTreeMap<Id, Rect> =
        forest.nodes.iter().zip(&cards).map(|(node, card)| (node.id.clone(), *card)).collect();
    let everything = placed.values().copied().chain(areas.iter().map(|area| area.rect));
    let bounds = everything.reduce(|all, next| all.union(&next)).unwrap_or_default();
    Placement {
        routes,
        hung: forest.lines.iter().filter(|line| line.hangs).map(|line| line.link.id.clone()).collect(),
        areas,
        bounds,
        far: far.into_iter().map(|card| forest.nodes[card].id.clone()).collect(),
        standing,
        cards: placed,
    }
}

impl Area {
    /// About the room that the heading of a ring or a lane takes.
    fn heading(&self) -> Rect {
        let letters = self.title.chars().count() as f32 * 9.0 + self.note.chars().count() as f32 * 7.0 + 16.0;
        // A heading that is too long for its lane has two lines.
        let height = if letters > self.rect.width() { 34.0 } else { 30.0 };
        let size = Size::new(letters.min(self.rect.width()), height);
        match self.kind {
            AreaKind::Ring(_) => Rect::around(Point::new(self.rect.centre().x, self.rect.min.y + 19.0), size),
            _ => Rect::at(self.rect.min.moved(8.0, 6.0), size),
        }
    }
}
