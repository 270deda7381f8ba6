//! The ground that quarters lie on: rows that run through all of them, and the stretches of rows that are theirs.

use std::collections::BTreeMap;

use super::form::Form;
use super::geometry::{Point, Rect};
use super::{Area, AreaKind};
use crate::model::Id;

/// Between rows: room for three lines side by side.
pub(super) const ROW_GAP: f32 = 30.0;
/// The least room between cards of a row: as much.
pub(super) const CELL_GAP: f32 = 30.0;

/// A ring or a lane.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quarter {
    pub(super) head: Head,
    pub(super) rect: Rect,
}

impl Quarter {
    /// The area as others see it.
    pub(super) fn area(&self) -> Area {
        let Head { kind, title, note } = self.head.clone();
        Area { kind, rect: self.rect, title, note }
    }
}

/// What is written at the top of a quarter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) kind: AreaKind,
    pub(super) title: String,
    pub(super) note: String,
}

/// A part of a row that belongs to a quarter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) quarter: usize,
    pub(super) row: usize,
    pub(super) low: f32,
    pub(super) high: f32,
    /// How many cards there is room for.
    pub(super) room: usize,
    /// How many stand there.
    pub(super) count: usize,
}

/// Rows, quarters, and what of the ones belongs to the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ground {
    /// The upper and the lower edge of each row, from above.
    pub(super) rows: Vec<[f32; 2]>,
    pub(super) quarters: Vec<Quarter>,
    pub(super) stretches: Vec<Stretch>,
    /// How wide the widest card is.
    pub(super) cell: f32,
    /// Whether cards are spread over their stretch; else they stand below those of the row above, from the left.
    pub(super) is_spread: bool,
}

/// A place for a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slot {
    pub(super) stretch: usize,
    pub(super) quarter: usize,
    pub(super) at: Point,
}

/// Quarters, and where each card stood in them: for the next layout to go on from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settled {
    pub(super) form: Form,
    pub(super) ground: Ground,
    /// The stretch of each card, and the middle of its place.
    pub(super) stood: BTreeMap<Id, (usize, Point)>,
}

impl Settled {
    /// Where a card stood.
    pub(super) fn stood(&self, id: &Id) -> Option<Point> {
        self.stood.get(id).map(|(_, at)| *at)
    }

    /// The same where other cards stand in the place of some.
    #[must_use]
    pub(super) fn with_others(&self, others: &BTreeMap<Id, Id>) -> Self {
        let other = |id: &Id| others.get(id).unwrap_or(id).clone();
        let stood = self.stood.iter().map(|(id, stood)| (other(id), *stood)).collect();
        Self { stood, ..self.clone() }
    }
}

impl Ground {
    /// The places for the cards of each stretch, from the left.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let slots = self.stretches.iter().enumerate().flat_map(|(number, stretch)| {
            (0..stretch.count).map(move |place| Slot {
                stretch: number,
                quarter: stretch.quarter,
                at: self.place(number, place),
            })
        });
        slots.collect()
    }

    /// Where the card at a place of a stretch has its middle.
    fn place(&self, number: usize, place: usize) -> Point {
        let stretch = &self.stretches[number];
        let [top, bottom] = self.rows[stretch.row];
        let y = f32::midpoint(top, bottom);
        if !self.is_spread {
            return Point::new(stretch.low + self.cell / 2.0 + place as f32 * (self.cell + CELL_GAP), y);
        }
        // What is to spare goes to both ends and between the cards alike, but cards of one row do not stray apart.
        let spare = (stretch.high - stretch.low - stretch.count as f32 * self.cell).max(0.0);
        let gap = (spare / stretch.count as f32).clamp(CELL_GAP, 2.0 * CELL_GAP);
        let step = self.cell + gap;
        let middle = f32::midpoint(stretch.low, stretch.high);
        Point::new((middle + step * (place as f32 - (stretch.count as f32 - 1.0) / 2.0)).round(), y)
    }

    /// Moves everything by so much.
    pub(super) fn shift(&mut self, x: f32, y: f32) {
        self.rows.iter_mut().flatten().for_each(|edge| *edge += y);
        for stretch in &mut self.stretches {
            stretch.low += x;
            stretch.high += x;
        }
        for quarter in &mut self.quarters {
            quarter.rect = quarter.rect.moved(x, y);
        }
    }
}

/// How many cards of such a width stand side by side on such a length.
pub(super) fn fitting(length: f32, cell: f32) -> usize {
    ((length + CELL_GAP + 0.01) / (cell + CELL_GAP)).max(0.0) as usize
}

/// How long so many cards are side by side.
pub(super) fn length_of(count: usize, cell: f32) -> f32 {
    if count == 0 { 0.0 } else { count as f32 * (cell + CELL_GAP) - CELL_GAP }
}
