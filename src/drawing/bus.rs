//! Trunks: where lines lie on one another. What stands on a line stands where it runs alone.

use std::collections::BTreeMap;

use super::line::{BEND, Direction};
use crate::layout::Point;

const NEAR: f32 = 0.01;

/// Where lines of any kind lie on one another.
pub(super) struct Trunks {
    /// For every level and every upright, in halves of a point, the stretches that more than one line runs along.
    shared: BTreeMap<(bool, i32), Vec<(f32, f32)>>,
}

/// A part that is shorter than this has no room for a sign.
const ROOM: f32 = 2.0 * BEND;

impl Trunks {
    /// The trunks of these courses.
    pub(super) fn of<'a>(courses: impl Iterator<Item = &'a [Point]>) -> Self {
        let mut pieces: BTreeMap<(bool, i32), Vec<(f32, f32)>> = BTreeMap::new();
        for piece in courses.flat_map(|course| course.windows(2)) {
            if let Some((street, low, high)) = street(piece[0], piece[1]) {
                pieces.entry(street).or_default().push((low, high));
            }
        }
        for pieces in pieces.values_mut() {
            pieces.sort_by(|one, other| one.0.total_cmp(&other.0));
            let mut shared: Vec<(f32, f32)> = Vec::new();
            let mut reach = f32::NEG_INFINITY;
            for &(low, high) in pieces.iter() {
                let end = high.min(reach);
                if end > low + NEAR {
                    match shared.last_mut().filter(|last| last.1 >= low - NEAR) {
                        Some(last) => last.1 = last.1.max(end),
                        None => shared.push((low, end)),
                    }
                }
                reach = reach.max(high);
            }
            *pieces = shared;
        }
        pieces.retain(|_, shared| !shared.is_empty());
        Self { shared: pieces }
    }

    /// The part of a course, which is one of those, that it runs alone: at one of its ends if there is room for a sign,
    /// else wherever there is most; all of it, if there is room nowhere.
    pub(super) fn part_alone(&self, course: &[Point]) -> Vec<Point> {
        let mut parts: Vec<Vec<Point>> = Vec::new();
        let mut part: Vec<Point> = course.first().copied().into_iter().collect();
        for piece in course.windows(2) {
            for (from, to) in self.trunks_on(piece[0], piece[1]) {
                part.push(from);
                parts.push(std::mem::replace(&mut part, vec![to]));
            }
            part.push(piece[1]);
        }
        parts.push(part);
        let is_one = |one: &mut Point, other: &mut Point| Direction::between(*one, *other).length < NEAR;
        parts.iter_mut().for_each(|part| part.dedup_by(is_one));
        let has_room = |part: &&Vec<Point>| length(part) >= ROOM;
        let ends = parts.first().into_iter().chain(parts.last());
        let longest = |one: &&Vec<Point>, other: &&Vec<Point>| length(one).total_cmp(&length(other));
        let own = ends.filter(has_room).max_by(longest);
        let own = own.or_else(|| parts.iter().filter(has_room).max_by(longest));
        own.map_or_else(|| course.to_vec(), Clone::clone)
    }

    /// Where a piece of a course is shared, from its beginning to its end.
    fn trunks_on(&self, from: Point, to: Point) -> Vec<(Point, Point)> {
        let Some((street, low, high)) = street(from, to) else { return Vec::new() };
        let Some(shared) = self.shared.get(&street) else { return Vec::new() };
        let first = shared.partition_point(|trunk| trunk.1 <= low + NEAR);
        let met = shared[first..].iter().take_while(|trunk| trunk.0 < high - NEAR);
        let point = |along: f32| {
            let along = along.clamp(low, high);
            if street.0 { Point::new(along, from.y) } else { Point::new(from.x, along) }
        };
        let mut met: Vec<(Point, Point)> = met.map(|trunk| (point(trunk.0), point(trunk.1))).collect();
        if (to.x - from.x) + (to.y - from.y) < 0.0 {
            met.reverse();
            met.iter_mut().for_each(|(from, to)| std::mem::swap(from, to));
        }
        met
    }
}

/// Along what a piece runs, whether that is a level and where it lies, and from where to where; nothing if it is no piece.
pub(super) fn street(from: Point, to: Point) -> Option<((bool, i32), f32, f32)> {
    let is_level = (from.y - to.y).abs() < NEAR;
    let (at, one, other) = if is_level { (from.y, from.x, to.x) } else { (from.x, from.y, to.y) };
    let is_piece = (is_level || (from.x - to.x).abs() < NEAR) && (one - other).abs() >= NEAR;
    is_piece.then(|| ((is_level, (2.0 * at).round() as i32), one.min(other), one.max(other)))
}

fn length(course: &[Point]) -> f32 {
    course.windows(2).map(|piece| Direction::between(piece[0], piece[1]).length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hung(y: f32) -> Vec<Point> {
        [(20.0, y), (0.0, y), (0.0, 10.0), (50.0, 10.0), (50.0, 0.0)].map(|(x, y)| Point::new(x, y)).to_vec()
    }

    #[test]
    fn a_line_is_alone_at_its_own_end_whatever_shares_its_trunk() {
        let courses: Vec<Vec<Point>> = (0..12).map(|row| hung(60.0 + 40.0 * row as f32)).collect();
        let trunks = Trunks::of(courses.iter().map(Vec::as_slice));
        for course in &courses[..11] {
            assert_eq!(trunks.part_alone(course), course[..2], "from the card to the trunk");
            // A line that reads from above to below has its own end below.
            let back: Vec<Point> = course.iter().rev().copied().collect();
            let trunks = Trunks::of(courses.iter().map(Vec::as_slice).chain([back.as_slice()]));
            assert_eq!(trunks.part_alone(&back).len(), back.len(), "now it lies on another all the way");
        }
        let down: Vec<Vec<Point>> = courses.iter().map(|course| course.iter().rev().copied().collect()).collect();
        let trunks = Trunks::of(down.iter().map(Vec::as_slice));
        assert_eq!(trunks.part_alone(&down[3]), down[3][3..], "from the trunk to the card");
        assert_eq!(Trunks::of([courses[0].as_slice()].into_iter()).part_alone(&courses[0]), courses[0]);
    }
}
