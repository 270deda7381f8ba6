//! Areas: the grounds on which cards stand together, with their titles.

use super::{Anchor, Dash, Ink, Mark, Outline, Pen, TextRun, Weight, text};
use crate::layout::{AreaKind, Point, ring_outline};

const RADIUS: f32 = 10.0;
const TITLE_SIZE: f32 = 12.5;
const NOTE_SIZE: f32 = 11.0;
/// Where the title begins: its baseline, from the upper left corner.
const TITLE_AT: Point = Point::new(14.0, 19.0);
/// Between the title and its note.
const NOTE_GAP: f32 = 12.0;

/// How large the heading of a ring or a lane is, and what is said beside it.
const HEADING_SIZE: f32 = 15.0;
const HEADING_NOTE_SIZE: f32 = 11.5;
/// The same of a heading that is too long for its lane: how large, how much higher it begins on two lines, and how far apart
/// these are.
const LONG_HEADING_SIZE: f32 = 12.5;
const LONG_HEADING_UP: f32 = -7.0;
const LONG_HEADING_STEP: f32 = 15.0;
/// Where it stands: its baseline, from the upper edge.
const RING_HEADING_AT: f32 = 24.0;
const LANE_HEADING_AT: Point = Point::new(16.0, 27.0);

/// Draws an area that the layout has made, with a note beside its title, smaller; it may be empty.
pub fn draw(area: &crate::layout::Area, note: &str) -> Vec<Mark> {
    match area.kind {
        AreaKind::Ring(number) => return ring(area, note, number),
        AreaKind::Lane => return lane(area, note),
        AreaKind::NoRoute | AreaKind::Ended | AreaKind::Unconnected => {}
    }
    let (fill, pen, title_ink, note_ink) = match area.kind {
        AreaKind::NoRoute => {
            (Ink::TrayFill, Pen::solid(Ink::TrayLine, 1.2).dashed(Dash::Dashed), Ink::TrayText, Ink::TrayText)
        }
        _ => (Ink::Canvas, Pen::solid(Ink::Hairline, 1.2).dashed(Dash::Short), Ink::Muted, Ink::Muted),
    };
    let outline = Outline::Rounded(area.rect, RADIUS);
    let mut marks = vec![Mark::Shape { outline, fill: Some(fill), pen: Some(pen) }];
    let at = area.rect.min.moved(TITLE_AT.x, TITLE_AT.y);
    let room = area.rect.max.x - TITLE_AT.x - at.x;
    let mut write = |at: Point, size: f32, weight: Weight, ink: Ink, words: &str, room: f32| {
        let line = text::wrap_to(words, size, weight, room, 1).into_iter().next()?;
        let width = text::width(&line, size, weight);
        marks.push(Mark::Text(TextRun { at, anchor: Anchor::Start, size, weight, ink, text: line }));
        Some(width)
    };
    let width = write(at, TITLE_SIZE, Weight::SemiBold, title_ink, &area.title, room).unwrap_or_default();
    let left = room - width - NOTE_GAP;
    if left > 40.0 {
        write(at.moved(width + NOTE_GAP, 0.0), NOTE_SIZE, Weight::Regular, note_ink, note, left);
    }
    marks
}

/// A ring with its heading in the middle of its upper edge.
fn ring(area: &crate::layout::Area, note: &str, number: u8) -> Vec<Mark> {
    let outline = Outline::Polygon(ring_outline(&area.rect));
    let mut marks =
        vec![Mark::Shape { outline, fill: Some(Ink::Ring(number)), pen: Some(Pen::solid(Ink::RingLine, 1.2)) }];
    let title_width = text::width(&area.title, HEADING_SIZE, Weight::SemiBold);
    let note_width =
        if note.is_empty() { 0.0 } else { NOTE_GAP + text::width(note, HEADING_NOTE_SIZE, Weight::Regular) };
    let centre = area.rect.centre().x;
    let at = Point::new(centre - (title_width + note_width) / 2.0, area.rect.min.y + RING_HEADING_AT);
    heading(&[area.title.as_str()], note, (at, HEADING_SIZE), &mut marks);
    marks
}

/// A lane with its heading.
fn lane(area: &crate::layout::Area, note: &str) -> Vec<Mark> {
    let outline = Outline::Rounded(area.rect, RADIUS);
    let mut marks = vec![Mark::Shape { outline, fill: Some(Ink::LaneFill), pen: Some(Pen::solid(Ink::Hairline, 1.0)) }];
    let at = area.rect.min.moved(LANE_HEADING_AT.x, LANE_HEADING_AT.y);
    let room = area.rect.width() - 2.0 * LANE_HEADING_AT.x;
    let note_width = NOTE_GAP + text::width(note, HEADING_NOTE_SIZE, Weight::Regular);
    let room = (room - note_width).max(60.0);
    if text::width(&area.title, HEADING_SIZE, Weight::SemiBold) <= room {
        heading(&[area.title.as_str()], note, (at, HEADING_SIZE), &mut marks);
        return marks;
    }
    let lines = text::wrap_to(&area.title, LONG_HEADING_SIZE, Weight::SemiBold, room, 2);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let at = if lines.len() > 1 { at.moved(0.0, LONG_HEADING_UP) } else { at };
    heading(&lines, note, (at, LONG_HEADING_SIZE), &mut marks);
    marks
}

/// Writes the lines of a heading, so large, with a note after the last one.
fn heading(lines: &[&str], note: &str, (mut at, size): (Point, f32), marks: &mut Vec<Mark>) {
    let mut write = |at: Point, size: f32, weight: Weight, text: &str| {
        if !text.is_empty() {
            let (anchor, ink, text) = (Anchor::Start, Ink::RingText, text.to_owned());
            marks.push(Mark::Text(TextRun { at, anchor, size, weight, ink, text }));
        }
    };
    for (number, line) in lines.iter().enumerate() {
        at.y += if number > 0 { LONG_HEADING_STEP } else { 0.0 };
        write(at, size, Weight::SemiBold, line);
    }
    let width = lines.last().map_or(0.0, |line| text::width(line, size, Weight::SemiBold));
    write(at.moved(width + NOTE_GAP, 0.0), HEADING_NOTE_SIZE, Weight::Regular, note);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Area, Rect};

    #[test]
    fn a_long_heading_is_wrapped_and_not_cut() {
        let title = "Children and young people's emotional wellbeing";
        for (width, lines) in [(500.0, 1), (240.0, 2)] {
            let rect = Rect { min: Point::new(10.0, 10.0), max: Point::new(10.0 + width, 400.0) };
            let area = Area { kind: AreaKind::Lane, rect, title: title.to_owned(), note: String::new() };
            let marks = draw(&area, "12");
            let texts: Vec<&TextRun> =
                marks.iter().filter_map(|mark| if let Mark::Text(run) = mark { Some(run) } else { None }).collect();
            let written: Vec<&str> = texts.iter().map(|run| run.text.as_str()).collect();
            assert_eq!(written.len(), lines + 1, "{written:?}");
            assert_eq!(written[..lines].join(" "), title);
            for run in texts {
                assert!(run.at.x + text::width(&run.text, run.size, run.weight) <= rect.max.x, "{}", run.text);
                assert!((rect.min.y + 10.0..rect.min.y + 44.0).contains(&run.at.y), "above the cards");
            }
        }
    }
}
