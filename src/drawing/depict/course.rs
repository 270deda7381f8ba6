//! Courses: places along a line, and room for marks there.

use crate::drawing::line::Direction;
use crate::layout::{Point, Rect, Size};

/// The course of a line, walked from one end to the other.
pub(super) struct Course {
    points: Vec<Point>,
}

/// How finely room is looked for.
const STEP: f32 = 4.0;

impl Course {
    /// The course through points, or back through them.
    pub(super) fn new(points: &[Point], is_forward: bool) -> Self {
        let mut points = points.to_vec();
        if !is_forward {
            points.reverse();
        }
        Self { points }
    }

    pub(super) fn length(&self) -> f32 {
        self.points.windows(2).map(|piece| Direction::between(piece[0], piece[1]).length).sum()
    }

    /// The point so far along, and the direction there.
    pub(super) fn at(&self, distance: f32) -> Option<(Point, Direction)> {
        let mut left = distance;
        let mut found = None;
        for piece in self.points.windows(2) {
            let way = Direction::between(piece[0], piece[1]);
            found = Some((way.from(piece[0], left.min(way.length), 0.0), way));
            if left <= way.length {
                break;
            }
            left -= way.length;
        }
        found
    }

    /// How far along there is room for a mark that reaches `half` to every side, as near as may be to where it is wanted.
    pub(super) fn room(&self, wanted: f32, half: f32, taken: &[Rect]) -> Option<f32> {
        let is_free = |distance: &f32| {
            let centre = self.at(*distance).map(|(point, _)| point);
            centre.is_some_and(|centre| {
                let mark = Rect::around(centre, Size::new(2.0 * half, 2.0 * half));
                taken.iter().all(|rect| !rect.overlaps(&mark))
            })
        };
        let length = self.length();
        let steps = (0_u16..400).map(|step| STEP * f32::from(step)).take_while(|far| *far <= length);
        let places = steps.flat_map(|far| [wanted - far, wanted + far]);
        places.filter(|distance| (0.0..=length).contains(distance)).find(is_free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_found_beside_what_is_in_the_way() {
        let course = Course::new(&[Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(100.0, 50.0)], true);
        assert_eq!(course.length(), 150.0);
        assert_eq!(course.at(120.0).map(|(point, _)| point), Some(Point::new(100.0, 20.0)));
        let card = Rect::around(Point::new(50.0, 0.0), Size::new(30.0, 30.0));
        let free = course.room(50.0, 8.0, &[card]).expect("there is room");
        assert!((free - 50.0).abs() >= 23.0 && (free - 50.0).abs() < 30.0, "{free}");
        let everywhere = Rect::around(Point::new(50.0, 0.0), Size::new(900.0, 900.0));
        assert_eq!(course.room(50.0, 8.0, &[everywhere]), None);
        let back = Course::new(&[Point::new(0.0, 0.0), Point::new(100.0, 0.0)], false);
        assert_eq!(back.at(10.0).map(|(point, way)| (point, way.x)), Some((Point::new(90.0, 0.0), -1.0)));
    }
}
