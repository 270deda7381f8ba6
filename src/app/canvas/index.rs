//! The index: which card or line lies under a point, found without walking all of them.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use egui::{Pos2, Rect};

use super::paint::{pos, rect};
use crate::drawing::Scene;

/// Cells are at least this many canvas points wide.
const SMALLEST_CELL: f32 = 160.0;

/// What lies where on a scene, in a grid of square cells, which is made when somebody first asks.
#[derive(Default)]
pub(super) struct Index(OnceCell<Cells>);

impl Index {
    /// The cells of the scene, which is the same one until another index is taken.
    pub(super) fn of(&self, scene: &Scene) -> &Cells {
        self.0.get_or_init(|| Cells::new(scene))
    }
}

/// What lies in each cell.
#[derive(Default)]
pub(super) struct Cells {
    cell: f32,
    cards: HashMap<(i32, i32), Vec<u32>>,
    lines: HashMap<(i32, i32), Vec<u32>>,
}

impl Cells {
    fn new(scene: &Scene) -> Self {
        let bounds = rect(scene.bounds);
        // About one cell for each card, so that neither long lines nor crowded cells cost much.
        let cell = (bounds.area() / (scene.cards.len().max(1) as f32)).sqrt().max(SMALLEST_CELL);
        let mut index = Self { cell, ..Self::default() };
        for (place, card) in scene.cards.iter().enumerate() {
            let reach = super::places::card_reach(card);
            for key in index.cells(reach) {
                index.cards.entry(key).or_default().push(place as u32);
            }
        }
        for (place, line) in scene.lines.iter().enumerate() {
            let mut keys = BTreeSet::new();
            for pair in line.points.windows(2) {
                keys.extend(index.cells(Rect::from_two_pos(pos(pair[0]), pos(pair[1]))));
            }
            for key in keys {
                index.lines.entry(key).or_default().push(place as u32);
            }
        }
        index
    }

    /// The cards that may lie at a point, those drawn last first.
    pub(super) fn cards_at(&self, point: Pos2) -> impl Iterator<Item = usize> {
        let key = (self.number(point.x), self.number(point.y));
        self.cards.get(&key).into_iter().flatten().rev().map(|&place| place as usize)
    }

    /// The line nearest to a point, if one is within `reach`.
    pub(super) fn line_at(&self, scene: &Scene, point: Pos2, reach: f32) -> Option<usize> {
        let near = Rect::from_center_size(point, egui::Vec2::splat(2.0 * reach));
        let found: BTreeSet<u32> = self.cells(near).filter_map(|key| self.lines.get(&key)).flatten().copied().collect();
        let distance = |place: usize| {
            let segments = scene.lines[place].points.windows(2);
            segments.map(|pair| to_segment(point, pos(pair[0]), pos(pair[1]))).fold(f32::INFINITY, f32::min)
        };
        let measured = found.into_iter().map(|place| (distance(place as usize), place as usize));
        measured
            .filter(|(distance, _)| *distance <= reach)
            .min_by(|one, two| one.0.total_cmp(&two.0))
            .map(|(_, place)| place)
    }

    fn number(&self, along: f32) -> i32 {
        (along / self.cell).floor() as i32
    }

    fn cells(&self, area: Rect) -> impl Iterator<Item = (i32, i32)> + use<> {
        let (left, right) = (self.number(area.min.x), self.number(area.max.x));
        let (top, bottom) = (self.number(area.min.y), self.number(area.max.y));
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }
}

/// The distance of a point from a segment.
fn to_segment(point: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let part =
        if along.length_sq() > 0.0 { ((point - from).dot(along) / along.length_sq()).clamp(0.0, 1.0) } else { 0.0 };
    point.distance(from + along * part)
}

#[cfg(test)]
mod tests {
    use super::to_segment;
    use egui::pos2;

    #[test]
    fn the_distance_from_a_segment_counts_its_ends() {
        let (from, to) = (pos2(0.0, 0.0), pos2(10.0, 0.0));
        assert_eq!(to_segment(pos2(5.0, 3.0), from, to), 3.0);
        assert_eq!(to_segment(pos2(13.0, 4.0), from, to), 5.0);
        assert_eq!(to_segment(pos2(3.0, 4.0), from, from), 5.0);
    }
}
