//! Lanes: columns side by side, in as many shelves as leave the picture in the shape of a screen.

use super::{MARGIN, SHAPE};
use crate::layout::geometry::{Point, Rect};
use crate::layout::ground::{Ground, Head, Quarter, ROW_GAP, Stretch, length_of};

/// The room at the top of a lane, for its heading.
pub(super) const HEADING: f32 = 48.0;
/// Between lanes, and between shelves.
pub(super) const GAP: f32 = 22.0;
/// How many heights of lanes are tried.
const TRIED: usize = 60;

/// How lanes are made.
pub(super) struct Lanes {
    counts: Vec<usize>,
    /// The first lane of each shelf.
    shelves: Vec<usize>,
    /// How many cards stand one below the other at most.
    deep: usize,
    cell: f32,
}

impl Lanes {
    /// Lanes for so many cards each that are so wide, and as a rule so high.
    pub(super) fn of(counts: &[usize], cell: f32, height: f32) -> Self {
        let most = counts.iter().copied().max().unwrap_or_default().max(1);
        let step = |deep: &usize| Some(deep + 1 + deep / 12).filter(|deep| *deep <= most);
        let tried = std::iter::successors(Some(1), step).take(TRIED).chain([most]);
        let shelved = tried.flat_map(|deep| {
            let lanes = Self { counts: counts.to_vec(), shelves: vec![0], deep, cell };
            let whole: f32 = (0..counts.len()).map(|lane| lanes.width(lane) + GAP).sum();
            (1..=counts.len().min(12)).map(move |shelves| (deep, whole / shelves as f32))
        });
        let made = shelved.map(|(deep, width)| {
            let mut lanes = Self { counts: counts.to_vec(), shelves: vec![0], deep, cell };
            lanes.shelve(width);
            let size = lanes.size(height);
            ((size.0 / SHAPE).max(size.1) * (1.0 + 0.02 * lanes.shelves.len() as f32), lanes)
        });
        let best = made.min_by(|one, other| one.0.total_cmp(&other.0));
        best.map_or_else(|| Self { counts: Vec::new(), shelves: vec![0], deep: 1, cell }, |(_, lanes)| lanes)
    }

    /// Begins a shelf wherever one more lane would reach farther beyond the width than it stays within it now.
    fn shelve(&mut self, width: f32) {
        let mut reach = 0.0;
        for lane in 0..self.counts.len() {
            let wide = self.width(lane) + GAP;
            if reach > 0.0 && reach + wide / 2.0 > width {
                self.shelves.push(lane);
                reach = 0.0;
            }
            reach += wide;
        }
    }

    fn across(&self, lane: usize) -> usize {
        self.counts[lane].div_ceil(self.deep).max(1)
    }

    fn width(&self, lane: usize) -> f32 {
        length_of(self.across(lane), self.cell) + 2.0 * MARGIN
    }

    /// Which lanes stand on each shelf.
    fn shelved(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let ends = self.shelves.iter().skip(1).copied().chain([self.counts.len()]);
        self.shelves.iter().zip(ends).map(|(&first, end)| first..end)
    }

    /// How many rows a lane has.
    fn rows_of(&self, lane: usize) -> usize {
        self.counts[lane].div_ceil(self.across(lane))
    }

    fn rows_on(&self, shelf: std::ops::Range<usize>) -> usize {
        shelf.map(|lane| self.rows_of(lane)).max().unwrap_or_default()
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.shelved().map(|shelf| self.rows_on(shelf)).sum()
    }

    fn size(&self, height: f32) -> (f32, f32) {
        let (mut width, mut down) = (0.0_f32, 0.0);
        for shelf in self.shelved() {
            width = width.max(shelf.clone().map(|lane| self.width(lane) + GAP).sum::<f32>() - GAP);
            down += HEADING + self.rows_on(shelf) as f32 * (height + ROW_GAP) - ROW_GAP + MARGIN + GAP;
        }
        (width, down - GAP)
    }

    /// The ground of these lanes, whose rows are so high.
    pub(super) fn ground(&self, heads: &[Head], height: impl Fn(usize) -> f32) -> Ground {
        let mut ground = Ground { cell: self.cell, ..Ground::default() };
        let reach = self.size(0.0).0;
        let mut top = 0.0;
        for shelf in self.shelved() {
            let first = ground.rows.len();
            let mut y = top + HEADING;
            for _ in 0..self.rows_on(shelf.clone()) {
                let high = height(ground.rows.len());
                ground.rows.push([y, y + high]);
                y += high + ROW_GAP;
            }
            let bottom = y - ROW_GAP + MARGIN;
            // Lanes share what is left beside the longest shelf.
            let own: f32 = shelf.clone().map(|lane| self.width(lane) + GAP).sum::<f32>() - GAP;
            let spare = ((reach - own) / shelf.len().max(1) as f32).clamp(0.0, self.cell);
            let mut x = 0.0;
            for lane in shelf {
                let width = self.width(lane) + spare;
                let rect = Rect { min: Point::new(x, top), max: Point::new(x + width, bottom) };
                ground.quarters.push(Quarter { head: heads[lane].clone(), rect });
                let across = self.across(lane);
                let low = x + (width - length_of(across, self.cell)) / 2.0;
                let mut left = self.counts[lane];
                let rows = ground.rows.len() - first;
                for row in first..first + rows {
                    let count = left.min(across);
                    left -= count;
                    let high = low + length_of(across, self.cell);
                    ground.stretches.push(Stretch { quarter: lane, row, low, high, room: across, count });
                }
                x += width + GAP;
            }
            top = bottom + GAP;
        }
        ground
    }
}
