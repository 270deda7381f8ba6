//! Buses: lines that run into one end together are drawn once there, so that a bus is no bolder than a single line and
//! its dashes do not fill each other's gaps.

use super::line::{BEND, Direction};
use crate::layout::Point;

/// Pieces that point the same way, by the cosine of the angle between them.
const ALIKE: f32 = 0.9999;
const NEAR: f32 = 0.01;

/// The part of a course before it joins one of those that are drawn already, with the bend by which it joins; nothing
/// if it joins none of them.
pub(super) fn own_part(course: &[Point], drawn: &[Vec<Point>]) -> Option<Vec<Point>> {
    let shared = drawn.iter().map(|other| shared_end(course, other)).fold(0.0, f32::max);
    (shared > 2.0 * BEND).then(|| start(course, length(course) - shared + 2.0 * BEND))
}

/// The part of a course that it shares with no other of these; nothing if it is alone all the way, or hardly anywhere.
pub(super) fn part_alone(course: &[Point], all: &[Vec<Point>]) -> Option<Vec<Point>> {
    let others = all.iter().filter(|other| other.as_slice() != course);
    let shared = others.map(|other| shared_end(course, other)).fold(0.0, f32::max);
    let alone = length(course) - shared;
    (shared > 0.0 && alone > 2.0 * BEND).then(|| start(course, alone))
}

/// How far two courses run together before their common end.
fn shared_end(one: &[Point], other: &[Point]) -> f32 {
    let ([one_before @ .., last], [other_before @ .., end]) = (one, other) else { return 0.0 };
    let mut at = *last;
    if (at.x - end.x).abs() > NEAR || (at.y - end.y).abs() > NEAR {
        return 0.0;
    }
    let (mut one_left, mut other_left) = (one_before.iter().rev().peekable(), other_before.iter().rev().peekable());
    let mut shared = 0.0;
    while let (Some(next), Some(other_next)) = (one_left.peek(), other_left.peek()) {
        let (way, other_way) = (Direction::between(at, **next), Direction::between(at, **other_next));
        if way.x * other_way.x + way.y * other_way.y < ALIKE {
            break;
        }
        let step = way.length.min(other_way.length);
        if way.length < step + NEAR {
            one_left.next();
        }
        if other_way.length < step + NEAR {
            other_left.next();
        }
        shared += step;
        at = way.from(at, step, 0.0);
    }
    shared
}

fn length(course: &[Point]) -> f32 {
    course.windows(2).map(|piece| Direction::between(piece[0], piece[1]).length).sum()
}

/// The first so many points of length of a course.
fn start(course: &[Point], mut length: f32) -> Vec<Point> {
    let mut part: Vec<Point> = course.first().copied().into_iter().collect();
    for piece in course.windows(2) {
        let way = Direction::between(piece[0], piece[1]);
        part.push(way.from(piece[0], way.length.min(length), 0.0));
        length -= way.length;
        if length <= 0.0 {
            break;
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hung(y: f32) -> Vec<Point> {
        [(20.0, y), (0.0, y), (0.0, 10.0), (50.0, 10.0), (50.0, 0.0)].map(|(x, y)| Point::new(x, y)).to_vec()
    }

    #[test]
    fn a_line_that_joins_a_bus_is_drawn_up_to_its_bend() {
        let part = own_part(&hung(60.0), &[hung(100.0)]).expect("a common end");
        assert_eq!(part, [Point::new(20.0, 60.0), Point::new(0.0, 60.0), Point::new(0.0, 60.0 - 2.0 * BEND)]);
        let longer = own_part(&hung(100.0), &[hung(60.0)]).expect("a common end");
        assert_eq!(longer.last(), Some(&Point::new(0.0, 60.0 - 2.0 * BEND)));
    }

    #[test]
    fn lines_of_their_own_stay_whole() {
        let elsewhere: Vec<Point> = hung(60.0).iter().map(|point| point.moved(1.0, 0.0)).collect();
        assert_eq!(own_part(&elsewhere, &[hung(100.0)]), None);
        let from_the_other_side = vec![Point::new(80.0, 40.0), Point::new(50.0, 40.0), Point::new(50.0, 0.0)];
        assert_eq!(own_part(&from_the_other_side, &[hung(60.0)]), None, "they meet in the arrowhead only");
        assert_eq!(own_part(&hung(60.0), &[]), None);
        assert_eq!(own_part(&[], &[hung(60.0)]), None);
    }
}
