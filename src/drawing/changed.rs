//! What becomes of a card or a line from one map to another, and the marks that tell it apart without colour.

use super::line::{Direction, rounded};
use super::{Dash, Ink, Mark, Outline, Pen};
use crate::layout::{Point, Rect, Size};
use crate::model::Id;

/// What becomes of something from one map to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It was not there, or was no more than proposed.
    New,
    /// It stays where it is, and is not what it was.
    Changed,
    /// It answers to others, or others own it.
    Moved,
    /// It goes into another.
    Merged,
    /// It ends, or is gone.
    Gone,
}

/// What has become of one card or line of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What becomes of it.
    pub how: Change,
    /// Whether it only shows where something stood or ran.
    pub is_ghost: bool,
    /// What becomes of it in a few words.
    pub words: String,
    /// The record that it shows, whatever the card or the line is called.
    pub of: Id,
}

/// The radius of the sign of a change.
const RADIUS: f32 = 8.5;

impl Change {
    /// Every change, in the order in which legends list them.
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Moved, Self::Merged, Self::Gone];

    /// The change in a word, lower case, to follow a number.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Gone => "gone",
        }
    }

    /// Its ink.
    pub const fn ink(self) -> Ink {
        match self {
            Self::New => Ink::New,
            Self::Changed => Ink::Changed,
            Self::Moved => Ink::Moved,
            Self::Merged => Ink::Merged,
            Self::Gone => Ink::Gone,
        }
    }

    /// Its sign around a centre: a plus, a pencil, an arrow, two ways that become one, a cross.
    pub fn sign(self, centre: Point) -> Vec<Mark> {
        let rim = Some(Pen::solid(Ink::Canvas, 1.5));
        let mut marks =
            vec![Mark::Shape { outline: Outline::Circle(centre, RADIUS), fill: Some(self.ink()), pen: rim }];
        let path = |points: &[(f32, f32)]| Mark::Path {
            points: points.iter().map(|(x, y)| centre.moved(*x, *y)).collect(),
            pen: Pen::solid(Ink::OnSeverity, 1.8),
        };
        marks.extend(match self {
            Self::New => vec![path(&[(-4.5, 0.0), (4.5, 0.0)]), path(&[(0.0, -4.5), (0.0, 4.5)])],
            Self::Changed => {
                vec![path(&[(-2.8, 2.8), (3.6, -3.6)]), path(&[(-4.4, 4.4), (-3.4, 1.6), (-1.6, 3.4), (-4.4, 4.4)])]
            }
            Self::Moved => vec![path(&[(-4.8, 0.0), (4.6, 0.0)]), path(&[(1.2, -3.6), (4.8, 0.0), (1.2, 3.6)])],
            Self::Merged => vec![
                path(&[(-4.0, -4.6), (0.0, -0.6), (4.0, -4.6)]),
                path(&[(0.0, -0.6), (0.0, 4.4)]),
                path(&[(-3.0, 1.6), (0.0, 4.8), (3.0, 1.6)]),
            ],
            Self::Gone => vec![path(&[(-3.4, -3.4), (3.4, 3.4)]), path(&[(-3.4, 3.4), (3.4, -3.4)])],
        });
        marks
    }
}

/// The width of a line that changes.
pub(super) const STROKE: f32 = 2.4;
/// How long the head of an arrow is, and half as wide.
const HEAD: f32 = 9.0;

/// A line that changes, along a course: what is to come with a head, what goes in dashes and without one.
pub(super) fn stroke(how: Change, is_ghost: bool, course: &[Point]) -> Vec<Mark> {
    let [.., before, end] = course else { return Vec::new() };
    let ink = how.ink();
    if is_ghost {
        let pen = Pen::solid(ink, 1.4).dashed(Dash::Dashed);
        return vec![Mark::Path { points: rounded(course), pen }];
    }
    let way = Direction::between(*before, *end);
    let mut points = course.to_vec();
    if let Some(last) = points.last_mut() {
        *last = way.from(*end, -(HEAD - 1.0).min(way.length), 0.0);
    }
    let head = vec![*end, way.from(*end, -HEAD, HEAD / 2.0), way.from(*end, -HEAD, -HEAD / 2.0)];
    vec![
        Mark::Path { points: rounded(&points), pen: Pen::solid(ink, STROKE) },
        Mark::Shape { outline: Outline::Polygon(head), fill: Some(ink), pen: None },
    ]
}

/// The empty card of what stood somewhere, at the origin.
pub(super) fn ghost(size: Size) -> Vec<Mark> {
    let outline = Outline::Rounded(Rect::at(Point::default(), size), 3.0);
    vec![ghostly(outline, Ink::EndedText)]
}

/// The border of a ghost.
pub(super) fn ghostly(outline: Outline, ink: Ink) -> Mark {
    Mark::Shape { outline, fill: Some(Ink::Canvas), pen: Some(Pen::solid(ink, 1.4).dashed(Dash::Dashed)) }
}
