//! Marks: the few plain shapes that every picture is made of, on the screen and in every export.

use super::Ink;
use super::text::{self, Weight};
use crate::layout::{Point, Rect};

/// One shape, in points at 100 %, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A closed shape, filled, outlined or both.
    Shape {
        /// Its border.
        outline: Outline,
        /// What it is filled with, if anything.
        fill: Option<Ink>,
        /// How its border is drawn, if it is.
        pen: Option<Pen>,
    },
    /// An open line through points.
    Path {
        /// At least two points.
        points: Vec<Point>,
        /// How it is drawn.
        pen: Pen,
    },
    /// Parallel strokes that shade a shape: detail, to be left out when the picture is small.
    Hatch {
        /// The strokes, already clipped to the shape.
        strokes: Vec<[Point; 2]>,
        /// How they are drawn.
        pen: Pen,
    },
    /// One line of text.
    Text(TextRun),
}

/// The border of a closed shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Outline {
    /// A rectangle whose corners have that radius.
    Rounded(Rect, f32),
    /// A circle: centre and radius.
    Circle(Point, f32),
    /// A convex polygon, clockwise on the screen.
    Polygon(Vec<Point>),
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// In which ink.
    pub ink: Ink,
    /// How wide, in points.
    pub width: f32,
    /// In which pattern.
    pub dash: Dash,
}

impl Pen {
    /// A pen that draws without gaps.
    pub const fn solid(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Solid }
    }

    /// The same pen with another pattern.
    pub const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }
}

/// The pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// No gaps.
    Solid,
    /// Long dashes: delivers.
    Long,
    /// Middling dashes: on hold, lapsed.
    Dashed,
    /// Short dashes: proposed.
    Short,
    /// Dots: informs.
    Dotted,
    /// Dashes far apart: nobody can say.
    Sparse,
}

impl Dash {
    /// The lengths of a dash and of the gap after it, in points; none for a line without gaps.
    pub const fn lengths(self) -> Option<(f32, f32)> {
        match self {
            Self::Solid => None,
            Self::Long => Some((9.0, 3.0)),
            Self::Dashed => Some((5.0, 4.0)),
            Self::Short => Some((2.5, 2.5)),
            Self::Dotted => Some((1.2, 3.2)),
            Self::Sparse => Some((6.0, 8.0)),
        }
    }
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Where its baseline begins, is centred or ends.
    pub at: Point,
    /// Which of these three.
    pub anchor: Anchor,
    /// The size of the type, in points.
    pub size: f32,
    /// The weight of the type.
    pub weight: Weight,
    /// In which ink.
    pub ink: Ink,
    /// What it says.
    pub text: String,
}

/// Which part of a text stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// How many points stand for a rounded corner.
const CORNER_STEPS: u16 = 6;

impl Outline {
    /// The border as a closed polygon, for painters that dash, clip or test it; the first point is not repeated.
    pub fn points(&self) -> Vec<Point> {
        match self {
            Self::Polygon(points) => points.clone(),
            Self::Circle(centre, radius) => arc(*centre, *radius, 0.0, std::f32::consts::TAU, 4 * CORNER_STEPS),
            Self::Rounded(rect, radius) => {
                let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
                if radius <= 0.0 {
                    let (min, max) = (rect.min, rect.max);
                    return vec![min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
                }
                let quarter = std::f32::consts::FRAC_PI_2;
                let (left, right) = (rect.min.x + radius, rect.max.x - radius);
                let (top, bottom) = (rect.min.y + radius, rect.max.y - radius);
                [(left, top, 2.0), (right, top, 3.0), (right, bottom, 0.0), (left, bottom, 1.0)]
                    .into_iter()
                    .flat_map(|(x, y, turn)| {
                        let start = turn * quarter;
                        let mut corner = arc(Point::new(x, y), radius, start, start + quarter, CORNER_STEPS);
                        corner.push(on_circle(Point::new(x, y), radius, start + quarter));
                        corner
                    })
                    .collect()
            }
        }
    }

    /// The rectangle that holds it.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Rounded(rect, _) => *rect,
            Self::Circle(centre, radius) => Rect {
                min: Point::new(centre.x - radius, centre.y - radius),
                max: Point::new(centre.x + radius, centre.y + radius),
            },
            Self::Polygon(points) => bounds_of(points),
        }
    }
}

impl Mark {
    /// The same mark elsewhere.
    pub fn moved(&self, x: f32, y: f32) -> Self {
        let move_all = |points: &[Point]| points.iter().map(|point| point.moved(x, y)).collect();
        match self {
            Self::Shape { outline, fill, pen } => {
                let outline = match outline {
                    Outline::Rounded(rect, radius) => Outline::Rounded(rect.moved(x, y), *radius),
                    Outline::Circle(centre, radius) => Outline::Circle(centre.moved(x, y), *radius),
                    Outline::Polygon(points) => Outline::Polygon(move_all(points)),
                };
                Self::Shape { outline, fill: *fill, pen: *pen }
            }
            Self::Path { points, pen } => Self::Path { points: move_all(points), pen: *pen },
            Self::Hatch { strokes, pen } => {
                let strokes = strokes.iter().map(|[from, to]| [from.moved(x, y), to.moved(x, y)]).collect();
                Self::Hatch { strokes, pen: *pen }
            }
            Self::Text(run) => Self::Text(TextRun { at: run.at.moved(x, y), ..run.clone() }),
        }
    }

    /// The rectangle that holds it, the width of pens left out.
    pub fn bounds(&self) -> Rect {
        match self {
            Self::Shape { outline, .. } => outline.bounds(),
            Self::Path { points, .. } => bounds_of(points),
            Self::Hatch { strokes, .. } => bounds_of(strokes.as_flattened()),
            Self::Text(run) => {
                let width = text::width(&run.text, run.size, run.weight);
                let before = match run.anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
                let min = run.at.moved(-before, -run.size);
                Rect { min, max: min.moved(width, run.size * 1.25) }
            }
        }
    }
}

/// The smallest rectangle around points; empty at the origin if there are none.
pub fn bounds_of(points: &[Point]) -> Rect {
    let Some(&first) = points.first() else { return Rect { min: Point::new(0.0, 0.0), max: Point::new(0.0, 0.0) } };
    points.iter().fold(Rect { min: first, max: first }, |rect, point| Rect {
        min: Point::new(rect.min.x.min(point.x), rect.min.y.min(point.y)),
        max: Point::new(rect.max.x.max(point.x), rect.max.y.max(point.y)),
    })
}

fn on_circle(centre: Point, radius: f32, angle: f32) -> Point {
    Point::new(centre.x + radius * angle.cos(), centre.y + radius * angle.sin())
}

/// Points on a circle from one angle towards another, the last one left out.
fn arc(centre: Point, radius: f32, from: f32, to: f32, steps: u16) -> Vec<Point> {
    (0..steps).map(|step| on_circle(centre, radius, from + (to - from) * f32::from(step) / f32::from(steps))).collect()
}
