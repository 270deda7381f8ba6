//! Lines that lie on one another anywhere: each stretch of a way is drawn once. Edges of strokes on one another add up, and a
//! way that thirty light lines share would be a dark bar.

use std::collections::BTreeMap;

use super::bus::street;
use super::line::{BEND, Direction};
use crate::layout::Point;

/// Less than this of a way is not worth a stroke of its own.
const LEAST: f32 = 1.0;
/// How far a line reaches into a stretch that is drawn already, so that its bend is seen there.
const JOIN: f32 = 2.0 * BEND;
/// Stretches are told apart by quarters of a point.
const PARTS: f32 = 4.0;

/// What is drawn already: for every level and every upright the stretches, by where each begins, to where it ends.
#[derive(Default)]
pub(super) struct Paved(BTreeMap<(bool, i32), BTreeMap<i32, i32>>);

impl Paved {
    /// The parts of a course that no line before has drawn, each with the bends by which it joins what is drawn.
    pub(super) fn add(&mut self, course: &[Point]) -> Vec<Vec<Point>> {
        let mut fresh: Vec<(f32, f32)> = Vec::new();
        let mut before = 0.0;
        for piece in course.windows(2) {
            let length = Direction::between(piece[0], piece[1]).length;
            for (from, to) in self.add_piece(piece[0], piece[1], length) {
                match fresh.last_mut().filter(|last| before + from - last.1 < LEAST) {
                    Some(last) => last.1 = before + to,
                    None => fresh.push((before + from, before + to)),
                }
            }
            before += length;
        }
        fresh.retain(|(from, to)| to - from >= LEAST);
        let mut parts: Vec<(f32, f32)> = Vec::new();
        for (from, to) in fresh.into_iter().map(|(from, to)| ((from - JOIN).max(0.0), (to + JOIN).min(before))) {
            match parts.last_mut().filter(|last| from <= last.1) {
                Some(last) => last.1 = to,
                None => parts.push((from, to)),
            }
        }
        parts.into_iter().map(|(from, to)| part(course, from, to)).collect()
    }

    /// From where to where along a piece nothing is drawn yet, in the order in which the piece is gone along.
    fn add_piece(&mut self, from: Point, to: Point, length: f32) -> Vec<(f32, f32)> {
        let Some((street, low, high)) = street(from, to) else { return vec![(0.0, length)] };
        let paved = self.0.entry(street).or_default();
        let (low, high) = ((low * PARTS).round() as i32, (high * PARTS).round() as i32);
        if low == high {
            return vec![(0.0, length)];
        }
        let mut fresh = Vec::new();
        let (mut begin, mut end, mut at) = (low, high, low);
        // The last one that begins before, and all that begin on the way.
        let met: Vec<(i32, i32)> = paved
            .range(..=low)
            .next_back()
            .into_iter()
            .chain(paved.range(low + 1..=high))
            .filter(|(_, stop)| **stop >= low)
            .map(|(start, stop)| (*start, *stop))
            .collect();
        for (start, stop) in met {
            if start > at {
                fresh.push((at, start));
            }
            (begin, end, at) = (begin.min(start), end.max(stop), at.max(stop));
            paved.remove(&start);
        }
        if at < high {
            fresh.push((at, high));
        }
        paved.insert(begin, end);
        let is_backward = (to.x - from.x) + (to.y - from.y) < 0.0;
        let along = |at: i32| (if is_backward { high - at } else { at - low }) as f32 / PARTS;
        let mut fresh: Vec<(f32, f32)> = fresh.into_iter().map(|(one, other)| (along(one), along(other))).collect();
        if is_backward {
            fresh.reverse();
            fresh.iter_mut().for_each(|part| *part = (part.1, part.0));
        }
        fresh
    }
}

/// The part of a course between two distances from its beginning.
fn part(course: &[Point], from: f32, to: f32) -> Vec<Point> {
    let mut part = Vec::new();
    let mut before = 0.0;
    for piece in course.windows(2) {
        let way = Direction::between(piece[0], piece[1]);
        let (begin, end) = ((from - before).max(0.0), (to - before).min(way.length));
        if begin < end {
            if part.is_empty() {
                part.push(way.from(piece[0], begin, 0.0));
            }
            part.push(way.from(piece[0], end, 0.0));
        }
        before += way.length;
    }
    part
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn course(points: &[(f32, f32)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point::new(x, y)).collect()
    }

    #[test]
    fn a_line_on_another_is_drawn_where_it_is_alone_with_its_bends() {
        let mut paved = Paved::default();
        let one = course(&[(0.0, 0.0), (0.0, 100.0), (200.0, 100.0)]);
        assert_eq!(paved.add(&one), std::slice::from_ref(&one), "the first one is drawn whole");
        let other = course(&[(50.0, 0.0), (50.0, 100.0), (150.0, 100.0), (150.0, 300.0)]);
        let parts = paved.add(&other);
        assert_eq!(parts[0], course(&[(50.0, 0.0), (50.0, 100.0), (50.0 + JOIN, 100.0)]));
        assert_eq!(parts[1], course(&[(150.0 - JOIN, 100.0), (150.0, 100.0), (150.0, 300.0)]));
        let back: Vec<Point> = other.iter().rev().copied().collect();
        assert!(paved.add(&back).is_empty() && paved.add(&one).is_empty(), "all of it is there");
        assert_eq!(paved.add(&[]), Vec::<Vec<Point>>::new());
    }

    proptest! {
        /// Whatever lines lie on one another, all of each is seen, and no stretch is drawn twice but where lines join.
        #[test]
        fn all_of_every_line_is_seen(
            turns in prop::collection::vec(prop::collection::vec((0..6_i32, 0..6_i32), 1..6), 1..12)
        ) {
            let mut paved = Paved::default();
            let (mut seen, mut drawn) = (std::collections::BTreeSet::new(), 0.0);
            let cells = |course: &[Point]| -> Vec<(i32, i32, bool)> {
                let cells = course.windows(2).flat_map(|piece| {
                    let is_level = piece[0].y == piece[1].y;
                    let along = |point: Point| if is_level { point.x } else { point.y };
                    let across = (if is_level { piece[0].y } else { piece[0].x }) as i32;
                    let (one, other) = (along(piece[0]).min(along(piece[1])), along(piece[0]).max(along(piece[1])));
                    (one.ceil() as i32..other.floor() as i32).map(move |at| (at, across, is_level))
                });
                cells.collect()
            };
            let mut wanted = std::collections::BTreeSet::new();
            let mut pieces = 0;
            for turns in turns {
                let mut points: Vec<Point> = Vec::new();
                let mut at = (0, 0);
                for (x, y) in turns {
                    points.push(Point::new(40.0 * at.0 as f32, 40.0 * at.1 as f32));
                    points.push(Point::new(40.0 * x as f32, 40.0 * at.1 as f32));
                    at = (x, y);
                }
                points.push(Point::new(40.0 * at.0 as f32, 40.0 * at.1 as f32));
                points.dedup();
                wanted.extend(cells(&points));
                for part in paved.add(&points) {
                    drawn += part.windows(2).map(|piece| Direction::between(piece[0], piece[1]).length).sum::<f32>();
                    seen.extend(cells(&part));
                    pieces += 1;
                }
            }
            prop_assert!(wanted.is_subset(&seen), "{:?}", wanted.difference(&seen).next());
            // A line that goes back along itself is drawn in both directions; else each part joins at both ends at most.
            prop_assert!(drawn <= 2.0 * wanted.len() as f32 + 2.0 * JOIN * pieces as f32);
        }
    }
}
