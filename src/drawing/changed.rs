//! What becomes of a card or a line from one map to another, and the marks that tell it apart without colour.

use super::{Ink, Mark, Outline, Pen};
use crate::layout::Point;
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
