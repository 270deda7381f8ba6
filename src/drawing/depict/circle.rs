//! A circle: one ring through cards and along lines, with the steps round it numbered and, where all lines read the same
//! way, with arrows.

use super::Stage;
use super::course::Course;
use crate::analysis::Leg;
use crate::drawing::entry::SAMPLE;
use crate::drawing::line::Direction;
use crate::drawing::{Anchor, Ink, Mark, Outline, Pen, TextRun, Weight};
use crate::layout::{Point, Rect, Size};

const DISC: f32 = 7.5;
const DIGITS: f32 = 10.5;
/// How far before and behind a number the arrows stand, and how long they are.
const ARROW_AT: f32 = 18.0;
const ARROW: f32 = 8.0;
/// A line shorter than this has its number beside it, with so much between the two.
const SHORT: f32 = 60.0;
const ASIDE: f32 = 5.5;
/// Signs of a line that are larger than this are not to be covered.
const SIGN: f32 = 4.0;

pub(super) fn draw(stage: &mut Stage<'_>, steps: &[Leg]) {
    let is_one_way = steps.iter().all(|step| step.is_forward);
    for step in steps {
        stage.band(&step.line);
        let ends = stage.scene.line(step.line.as_str()).map(|line| [line.from.clone(), line.to.clone()]);
        for end in ends.into_iter().flatten() {
            stage.halo(&end);
            stage.depiction.lit.insert(end.clone());
            if !stage.callout.at.contains(&end) {
                stage.callout.at.push(end);
            }
        }
    }
    for (step, number) in steps.iter().zip(1_u16..) {
        let Some(line) = stage.scene.line(step.line.as_str()) else { continue };
        stage.taken.extend(line.marks.iter().filter_map(|mark| match mark {
            Mark::Shape { outline: Outline::Circle(_, radius), .. } if *radius > SIGN => Some(mark.bounds()),
            _ => None,
        }));
        let course = Course::new(&line.points, step.is_forward);
        let Some(Place { at, centre, size }) = place(&course, stage) else { continue };
        stage.taken.push(around(centre, size));
        stage.depiction.over.extend(disc(number, centre, stage.depiction.ink, size));
        if is_one_way && course.at(at).is_some_and(|(on_line, _)| on_line == centre) {
            for along in [at - ARROW_AT * size, at + ARROW_AT * size] {
                // The line's own head is direction enough near its end.
                if along > ARROW && along < course.length() - 2.0 * ARROW {
                    let place = course.at(along);
                    stage.depiction.over.extend(place.map(|(point, way)| arrow(point, way, stage.depiction.ink)));
                }
            }
        }
    }
    let steps = super::count(steps.len(), "step", "steps");
    stage.callout.fact = format!("Back at the start in {steps}");
    let middle = Point::new(DISC + 0.5, SAMPLE.height / 2.0);
    let sample = disc(1, middle, stage.depiction.ink, 1.0);
    stage.sign(sample, "step round the circle");
}

/// Where a number stands.
struct Place {
    /// How far along its line.
    at: f32,
    centre: Point,
    size: f32,
}

/// Where there is room for a number, on its line or beside it, as large as is wanted or at least at its own size.
fn place(course: &Course, stage: &Stage<'_>) -> Option<Place> {
    let middle = course.length() / 2.0;
    let of_size = |size: f32| {
        let at = course.room(middle, size * DISC + 1.0, &stage.taken).unwrap_or(middle);
        let (on_line, way) = course.at(at)?;
        let aside = size * DISC + ASIDE;
        // A short line would vanish under its number.
        let asides = if course.length() < SHORT * size { [aside, -aside, 0.0] } else { [0.0, aside, -aside] };
        let is_free = |centre: &Point| {
            let mark = around(*centre, size).grown(0.5);
            stage.taken.iter().all(|taken| !taken.overlaps(&mark))
        };
        let centre = asides.into_iter().map(|aside| way.from(on_line, 0.0, aside)).find(is_free)?;
        Some(Place { at, centre, size })
    };
    of_size(stage.size).or_else(|| of_size(1.0))
}

fn around(centre: Point, size: f32) -> Rect {
    Rect::around(centre, Size::new(2.0 * DISC * size, 2.0 * DISC * size))
}

fn disc(number: u16, centre: Point, ink: Ink, size: f32) -> Vec<Mark> {
    let outline = Outline::Circle(centre, DISC * size);
    let text = TextRun {
        at: centre.moved(0.0, DIGITS * size * 0.36),
        anchor: Anchor::Middle,
        size: DIGITS * size,
        weight: Weight::SemiBold,
        ink: Ink::OnSeverity,
        text: number.to_string(),
    };
    vec![Mark::Shape { outline, fill: Some(ink), pen: Some(Pen::solid(Ink::Canvas, 1.0)) }, Mark::Text(text)]
}

fn arrow(point: Point, way: Direction, ink: Ink) -> Mark {
    let half = ARROW / 2.0;
    let points = vec![way.from(point, half, 0.0), way.from(point, -half, half), way.from(point, -half, -half)];
    Mark::Shape { outline: Outline::Polygon(points), fill: Some(ink), pen: None }
}
