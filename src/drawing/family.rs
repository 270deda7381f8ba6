//! The marks of the families of findings: what kind of defect it is, told by shape, wherever a finding is drawn.

use super::{Ink, Mark, Outline, Pen};
use crate::analysis::Family;
use crate::layout::{Point, Rect, Size};

/// Half the side of the box that a mark fills.
pub const HALF: f32 = 6.0;
const STROKE: f32 = 1.5;
/// How many points the ring of circles has.
const STEPS: u16 = 14;

/// Draws the mark of a family around a centre, within [`HALF`] of it, in one ink; `ground` is what it stands on.
pub fn family_mark(family: Family, centre: Point, ink: Ink, ground: Ink) -> Vec<Mark> {
    let pen = Pen::solid(ink, STROKE);
    let at = |(x, y): (f32, f32)| centre.moved(x, y);
    let path = |points: &[(f32, f32)]| Mark::Path { points: points.iter().map(|&point| at(point)).collect(), pen };
    let filled = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&point| at(point)).collect();
        Mark::Shape { outline: Outline::Polygon(points), fill: Some(ink), pen: None }
    };
    let square = |corner: (f32, f32), side: f32, fill: Option<Ink>| {
        let rect = Rect::at(at(corner), Size::new(side, side));
        Mark::Shape { outline: Outline::Rounded(rect, 1.0), fill, pen: Some(pen) }
    };
    match family {
        // One sheet behind another of the same size.
        Family::Duplication => vec![square((-1.8, -5.2), 7.0, Some(ground)), square((-5.2, -1.8), 7.0, Some(ground))],
        // A ring whose arrow arrives where it set out.
        Family::Circles => {
            let on_ring = |step: u16| {
                let angle = -0.6 + 5.2 * f32::from(step) / f32::from(STEPS);
                (4.6 * angle.cos(), 4.6 * angle.sin())
            };
            let ring: Vec<(f32, f32)> = (0..=STEPS).map(on_ring).collect();
            vec![path(&ring), filled(&[(-0.6, -6.0), (4.0, -3.9), (-0.4, -1.4)])]
        }
        // A line of which the middle is missing.
        Family::Gaps => vec![
            path(&[(-6.0, 0.0), (-2.6, 0.0)]),
            path(&[(-2.6, -4.4), (-2.6, 4.4)]),
            path(&[(2.6, -4.4), (2.6, 4.4)]),
            path(&[(2.6, 0.0), (6.0, 0.0)]),
        ],
        // Many lines, and one dot that they all come to.
        Family::Strain => {
            let dot = Mark::Shape { outline: Outline::Circle(at((0.0, -3.0)), 2.8), fill: Some(ink), pen: None };
            vec![path(&[(-5.2, 5.4), (0.0, -3.0), (5.2, 5.4)]), path(&[(0.0, 5.6), (0.0, -3.0)]), dot]
        }
        // A page with writing.
        Family::Evidence => vec![
            path(&[
                (1.2, -5.4),
                (-4.2, -5.4),
                (-4.2, 5.4),
                (4.2, 5.4),
                (4.2, -2.4),
                (1.2, -5.4),
                (1.2, -2.4),
                (4.2, -2.4),
            ]),
            path(&[(-2.0, 0.4), (2.0, 0.4)]),
            path(&[(-2.0, 2.9), (2.0, 2.9)]),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_families_have_one_mark_and_all_fit_their_box() {
        let marks = Family::ALL.map(|family| family_mark(family, Point::default(), Ink::Text, Ink::Panel));
        for (place, one) in marks.iter().enumerate() {
            assert!(marks[..place].iter().all(|other| other != one), "{:?}", Family::ALL[place]);
            for mark in one {
                let bounds = mark.bounds();
                let reach = [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y].map(f32::abs);
                assert!(reach.into_iter().all(|reach| reach <= HALF), "{:?}: {bounds:?}", Family::ALL[place]);
            }
        }
    }
}
