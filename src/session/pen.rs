//! The pen: what whoever presents draws over the picture for the room to see. It fades by itself.

use crate::layout::Point;

/// How long a stroke stays after its last point, and how long it then takes to fade, seconds.
const STAYS: f64 = 4.0;
const FADES: f64 = 1.5;

/// What was drawn and is still seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pen {
    strokes: Vec<Stroke>,
}

/// One line drawn without lifting the pen, in points of the canvas.
#[derive(Debug, Clone, PartialEq)]
struct Stroke {
    points: Vec<Point>,
    /// When it was drawn on last, seconds.
    at: f64,
}

/// What the pen does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inked {
    /// Where on the canvas.
    pub to: Point,
    /// Whether it is put down there, and does not come from where it was before.
    pub begins: bool,
    /// When, seconds.
    pub at: f64,
}

impl Pen {
    /// Draws to a point.
    pub fn draw(&mut self, Inked { to, begins, at: now }: Inked) {
        self.strokes.retain(|stroke| stroke.strength(now) > 0.0);
        match self.strokes.last_mut().filter(|_| !begins) {
            Some(stroke) => {
                if stroke.points.last() != Some(&to) {
                    stroke.points.push(to);
                }
                stroke.at = now;
            }
            None => self.strokes.push(Stroke { points: vec![to], at: now }),
        }
    }

    /// Takes all of it away.
    pub fn wipe(&mut self) {
        self.strokes.clear();
    }

    /// The strokes that are seen at a time, each with how strong it is: from 1, as it was drawn, down to nothing.
    pub fn seen(&self, now: f64) -> impl Iterator<Item = (&[Point], f32)> {
        let seen = self.strokes.iter().map(move |stroke| (stroke.points.as_slice(), stroke.strength(now)));
        seen.filter(|(_, strength)| *strength > 0.0)
    }

    /// In how many seconds it looks different by itself; none if there is nothing to be seen.
    pub fn changes_in(&self, now: f64) -> Option<f64> {
        let seen = self.strokes.iter().filter(|stroke| stroke.strength(now) > 0.0);
        seen.map(|stroke| (stroke.at + STAYS - now).max(0.0)).min_by(f64::total_cmp)
    }
}

impl Stroke {
    fn strength(&self, now: f64) -> f32 {
        (1.0 - (now - self.at - STAYS) / FADES).clamp(0.0, 1.0) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, begins: bool, at: f64) -> Inked {
        Inked { to: Point::new(x, 0.0), begins, at }
    }

    #[test]
    fn what_is_drawn_stays_a_while_and_fades() {
        let mut pen = Pen::default();
        pen.draw(at(0.0, true, 10.0));
        pen.draw(at(5.0, false, 11.0));
        pen.draw(at(5.0, false, 12.0));
        let seen =
            |pen: &Pen, now| pen.seen(now).map(|(points, strength)| (points.len(), strength)).collect::<Vec<_>>();
        assert_eq!(seen(&pen, 12.0), [(2, 1.0)]);
        assert_eq!(pen.changes_in(13.0), Some(3.0), "nothing is drawn anew while it stays");
        assert_eq!(seen(&pen, 16.75), [(2, 0.5)]);
        assert_eq!(pen.changes_in(16.75), Some(0.0));
        assert!(seen(&pen, 17.5).is_empty());
        assert_eq!(pen.changes_in(17.5), None);
    }

    #[test]
    fn a_pen_put_down_anew_begins_another_stroke_and_what_has_faded_is_forgotten() {
        let mut pen = Pen::default();
        pen.draw(at(0.0, true, 0.0));
        pen.draw(at(1.0, true, 1.0));
        assert_eq!(pen.seen(1.0).count(), 2);
        pen.draw(at(2.0, false, 6.0));
        assert_eq!(pen.strokes.len(), 1);
        pen.draw(at(9.0, false, 20.0));
        assert_eq!(pen.seen(20.0).map(|(points, _)| points.len()).sum::<usize>(), 1, "the one before is gone");
        pen.wipe();
        assert_eq!(pen.seen(20.0).count(), 0);
    }
}
