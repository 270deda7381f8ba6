//! Areas: the grounds on which cards stand together, with their titles.

use super::{Anchor, Dash, Ink, Mark, Outline, Pen, TextRun, Weight, text};
use crate::layout::{AreaKind, Point};

const RADIUS: f32 = 10.0;
const TITLE_SIZE: f32 = 12.5;
const NOTE_SIZE: f32 = 11.0;
/// Where the title begins: its baseline, from the upper left corner.
const TITLE_AT: Point = Point::new(14.0, 19.0);
/// Between the title and its note.
const NOTE_GAP: f32 = 12.0;

/// Draws an area that the layout has made, with a note beside its title, smaller; it may be empty.
pub fn draw(area: &crate::layout::Area, note: &str) -> Vec<Mark> {
    let (fill, pen, title_ink, note_ink) = match area.kind {
        AreaKind::NoRoute => {
            (Ink::TrayFill, Pen::solid(Ink::TrayLine, 1.2).dashed(Dash::Dashed), Ink::TrayText, Ink::TrayText)
        }
        AreaKind::Ended | AreaKind::Unconnected => {
            (Ink::Canvas, Pen::solid(Ink::Hairline, 1.2).dashed(Dash::Short), Ink::Muted, Ink::Muted)
        }
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
