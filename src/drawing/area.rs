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
    heading(area, note, (at, title_width), &mut marks);
    marks
}

/// A lane with its heading.
fn lane(area: &crate::layout::Area, note: &str) -> Vec<Mark> {
    let outline = Outline::Rounded(area.rect, RADIUS);
    let mut marks = vec![Mark::Shape { outline, fill: Some(Ink::LaneFill), pen: Some(Pen::solid(Ink::Hairline, 1.0)) }];
    let at = area.rect.min.moved(LANE_HEADING_AT.x, LANE_HEADING_AT.y);
    let room = area.rect.width() - 2.0 * LANE_HEADING_AT.x;
    let note_width = NOTE_GAP + text::width(note, HEADING_NOTE_SIZE, Weight::Regular);
    let title = text::wrap_to(&area.title, HEADING_SIZE, Weight::SemiBold, (room - note_width).max(60.0), 1);
    let title = title.into_iter().next().unwrap_or_default();
    let width = text::width(&title, HEADING_SIZE, Weight::SemiBold);
    heading(&crate::layout::Area { title, ..area.clone() }, note, (at, width), &mut marks);
    marks
}

fn heading(area: &crate::layout::Area, note: &str, (at, title_width): (Point, f32), marks: &mut Vec<Mark>) {
    let mut write = |at: Point, size: f32, weight: Weight, text: &str| {
        if !text.is_empty() {
            let (anchor, ink, text) = (Anchor::Start, Ink::RingText, text.to_owned());
            marks.push(Mark::Text(TextRun { at, anchor, size, weight, ink, text }));
        }
    };
    write(at, HEADING_SIZE, Weight::SemiBold, &area.title);
    write(at.moved(title_width + NOTE_GAP, 0.0), HEADING_NOTE_SIZE, Weight::Regular, note);
}
