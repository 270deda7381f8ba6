//! Points, sizes, rectangles and ways between them, in points at 100 %, y downwards.

/// A place on the canvas.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// Width and height of something.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// The top left corner.
    pub min: Point,
    /// The bottom right corner.
    pub max: Point,
}

impl Point {
    /// The point at these coordinates.
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point so far to the right and down.
    pub fn moved(self, x: f32, y: f32) -> Self {
        Self::new(self.x + x, self.y + y)
    }
}

impl Size {
    /// A size of this width and height.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }
}

impl Rect {
    /// The rectangle with this top left corner and size.
    pub fn at(min: Point, size: Size) -> Self {
        Self { min, max: min.moved(size.width, size.height) }
    }

    /// The rectangle of that size around a centre.
    pub fn around(centre: Point, size: Size) -> Self {
        Self::at(centre.moved(-size.width / 2.0, -size.height / 2.0), size)
    }

    /// From left to right.
    pub fn width(&self) -> f32 {
        self.max.x - self.min.x
    }

    /// From top to bottom.
    pub fn height(&self) -> f32 {
        self.max.y - self.min.y
    }

    /// How much of the area it has in common with another one.
    pub fn shared(&self, other: &Self) -> f32 {
        let across = self.max.x.min(other.max.x) - self.min.x.max(other.min.x);
        let down = self.max.y.min(other.max.y) - self.min.y.max(other.min.y);
        across.max(0.0) * down.max(0.0)
    }

    /// The size.
    pub fn size(&self) -> Size {
        Size::new(self.width(), self.height())
    }

    /// The middle.
    pub fn centre(&self) -> Point {
        Point::new((self.min.x + self.max.x) / 2.0, (self.min.y + self.max.y) / 2.0)
    }

    /// The rectangle so far to the right and down.
    pub fn moved(&self, x: f32, y: f32) -> Self {
        Self { min: self.min.moved(x, y), max: self.max.moved(x, y) }
    }

    /// The rectangle grown by `by` on every side, or shrunk if that is negative.
    pub fn grown(&self, by: f32) -> Self {
        Self { min: self.min.moved(-by, -by), max: self.max.moved(by, by) }
    }

    /// Whether the two share more than a border.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.min.x < other.max.x && other.min.x < self.max.x && self.min.y < other.max.y && other.min.y < self.max.y
    }

    /// Whether the point lies inside or on the border.
    pub fn contains(&self, point: Point) -> bool {
        point.x >= self.min.x && point.x <= self.max.x && point.y >= self.min.y && point.y <= self.max.y
    }

    /// The smallest rectangle around both.
    pub fn union(&self, other: &Self) -> Self {
        Self {
            min: Point::new(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: Point::new(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// Whether the straight line from `a` to `b` passes through the inside (Liang and Barsky's clipping).
    pub fn is_crossed(&self, a: Point, b: Point) -> bool {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
        for (p, q) in [(-dx, a.x - self.min.x), (dx, self.max.x - a.x), (-dy, a.y - self.min.y), (dy, self.max.y - a.y)]
        {
            if p == 0.0 {
                if q <= 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                enter = enter.max(q / p);
            } else {
                leave = leave.min(q / p);
            }
        }
        enter < leave
    }
}

/// Out at the right side and back in at the top.
pub(super) fn around_corner(card: &Rect) -> Vec<Point> {
    let (x, y) = (card.max.x, card.min.y);
    let reach = 14.0;
    let side = y + card.height().min(44.0) / 2.0;
    let top = x - card.width().min(60.0) / 2.0;
    vec![
        Point::new(x, side),
        Point::new(x + reach, side),
        Point::new(x + reach, y - reach),
        Point::new(top, y - reach),
        Point::new(top, y),
    ]
}

/// The same way without pieces of no length, and without points in the middle of a piece.
pub(super) fn straightened(way: Vec<Point>) -> Vec<Point> {
    let mut straight: Vec<Point> = Vec::with_capacity(way.len());
    for point in way {
        if straight.last().is_some_and(|last| (last.x - point.x).abs() < 0.05 && (last.y - point.y).abs() < 0.05) {
            continue;
        }
        if let [.., before, last] = straight[..] {
            let level = (before.y - last.y).abs() < 0.05 && (last.y - point.y).abs() < 0.05;
            let upright = (before.x - last.x).abs() < 0.05 && (last.x - point.x).abs() < 0.05;
            if level || upright {
                straight.pop();
            }
        }
        straight.push(point);
    }
    straight
}

#[cfg(test)]
mod tests {
    use super::{Point, Rect, Size};

    #[test]
    fn lines_along_a_border_do_not_cross_and_lines_through_do() {
        let card = Rect::at(Point::new(10.0, 10.0), Size::new(20.0, 10.0));
        assert!(card.is_crossed(Point::new(0.0, 15.0), Point::new(50.0, 15.0)));
        assert!(card.is_crossed(Point::new(12.0, 0.0), Point::new(25.0, 40.0)));
        assert!(card.is_crossed(Point::new(15.0, 15.0), Point::new(15.0, 60.0)), "it begins inside");
        assert!(!card.is_crossed(Point::new(0.0, 10.0), Point::new(50.0, 10.0)), "along the top");
        assert!(!card.is_crossed(Point::new(0.0, 15.0), Point::new(10.0, 15.0)), "it ends on the border");
        assert!(!card.is_crossed(Point::new(0.0, 0.0), Point::new(50.0, 5.0)));
    }

    #[test]
    fn neighbours_that_touch_do_not_overlap() {
        let card = Rect::at(Point::default(), Size::new(10.0, 10.0));
        assert!(!card.overlaps(&card.moved(10.0, 0.0)));
        assert!(card.overlaps(&card.moved(9.0, 9.0)));
        assert_eq!(card.union(&card.moved(5.0, 0.0)).size(), Size::new(15.0, 10.0));
    }
}
