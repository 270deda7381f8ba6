//! What the grid shows of a sheet: headings, marks, gaps, and the row and the column that are pointed at.

use std::collections::BTreeSet;
use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontFamily, FontId, Galley, Pos2, Rect, Stroke, Ui};

use super::sheet::{HEADINGS, Sheet};
use crate::app::grid::{Cell, CellAt, Column, Content, Side, Sorted, Use};
use crate::app::widgets::theme::{self, Colours};
use crate::editing::matrix::{Heading, Order, Topic};
use crate::model::{Id, NodeStatus, words};

/// The width of a column of marks: two lines of its title and what it lacks stand side by side in it, points.
const COLUMN: f32 = 46.0;
/// The widths of the headings, points.
const NAMES: f32 = 250.0;
const MARKS: f32 = 134.0;
/// The space below and above a title that reads upwards, points.
pub(super) const ROOM: f32 = 8.0;
/// The height of the titles, at least and at most, points.
const TITLES: (f32, f32) = (96.0, 180.0);
/// So many rows are left below the titles, with the bar that scrolls them, if there is room for that.
const ROWS_LEFT: f32 = 8.6;
/// About how wide a letter of a title is, points.
const LETTER: f32 = 6.3;

/// How high titles must be for all of them to be read, as far as there is room; points.
pub(super) fn height_of_titles(sheet: &Sheet, room: f32) -> f32 {
    let longest = (0..sheet.columns())
        .filter_map(|column| sheet.column(column + HEADINGS))
        .map(|heading| titled(heading).chars().count())
        .max()
        .unwrap_or_default();
    // Two lines of unequal length; a word is seldom longer than the half of what is spared so.
    (longest as f32 * 0.6 * LETTER + 2.0 * ROOM).min(room - ROWS_LEFT * theme::ROW).clamp(TITLES.0, TITLES.1)
}

/// A sheet as a grid shows it.
pub(super) struct Marks<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) order: Order,
    pub(super) selected: &'a BTreeSet<Id>,
    pub(super) colours: Colours,
    /// The cell that has the keyboard, or had it last.
    pub(super) current: CellAt,
    /// Where the pointer is, if it is over the grid.
    pub(super) pointer: Option<Pos2>,
    pub(super) is_read_only: bool,
}

impl Marks<'_> {
    fn is_selected(&self, heading: &Heading) -> bool {
        self.selected.contains(&heading.id)
    }

    fn cell_of_marks(&self, at: CellAt) -> Cell {
        let Some((row, column)) = self.sheet.ends(at) else { return Cell::default() };
        if row.id == column.id {
            return Cell { text: "–".to_owned(), ink: Some(self.colours.muted), ..Cell::default() };
        }
        let use_as = if self.is_read_only { Use::Read } else { Use::Mark };
        let Some(cell) = self.sheet.cell(at) else { return Cell { use_as, ..Cell::default() } };
        Cell {
            text: cell.short(),
            use_as,
            ink: (!cell.holds()).then_some(self.colours.muted),
            is_strong: cell.holds(),
            note: self.sheet.cell_name(at),
        }
    }

    /// How much stands in a row, or what it lacks.
    fn sum(&self, row: &Heading) -> Cell {
        match row.gap {
            Some(gap) => {
                Cell { text: gap.to_owned(), ink: Some(self.colours.ink), note: row.full_name(), ..Cell::default() }
            }
            None => Cell { text: row.marks.to_string(), ink: Some(self.colours.muted), ..Cell::default() },
        }
    }

    /// Whether the pointer is over the row, and over the column, of what is painted there.
    fn pointed(&self, ui: &Ui, rect: Rect) -> (bool, bool) {
        let Some(pointer) = self.pointer else { return (false, false) };
        // What is scrolled away lies behind the headings.
        let seen = ui.clip_rect();
        let row = rect.y_range().contains(pointer.y) && seen.y_range().contains(pointer.y);
        (row, rect.x_range().contains(pointer.x) && seen.x_range().contains(pointer.x))
    }

    /// The ground of a heading: a gap stands out, and so does what is chosen or pointed at.
    fn ground(&self, heading: &Heading, is_lit: bool) -> Color32 {
        let Colours { canvas, chosen, warning, ink, .. } = self.colours;
        let ground = if self.is_selected(heading) {
            chosen
        } else if heading.gap.is_some() {
            canvas.lerp_to_gamma(warning, 0.12)
        } else {
            canvas
        };
        if is_lit { ground.lerp_to_gamma(ink, 0.07) } else { ground }
    }
}

impl Content for Marks<'_> {
    fn columns(&self) -> usize {
        HEADINGS + self.sheet.columns()
    }

    fn rows(&self) -> usize {
        self.sheet.rows()
    }

    fn column(&self, column: usize) -> Column {
        let sorted = |order| (self.order == order).then_some(order);
        match column {
            0 => Column {
                title: rows_title(self.sheet.matrix.topic).to_owned(),
                help: "Click to sort by kind and name".to_owned(),
                width: NAMES,
                sorted: sorted(Order::Name).map(|_| Sorted::Upwards),
                ..Column::default()
            },
            1 => Column {
                title: "Marks".to_owned(),
                help: "In how many columns something stands, or what is missing. Click to put the fullest first"
                    .to_owned(),
                width: MARKS,
                sorted: sorted(Order::Marks).map(|_| Sorted::Downwards),
                ..Column::default()
            },
            _ => {
                let heading = self.sheet.column(column);
                Column {
                    title: heading.map(|heading| heading.name.clone()).unwrap_or_default(),
                    help: heading.map(Heading::full_name).unwrap_or_default(),
                    width: COLUMN,
                    side: Side::Middle,
                    ..Column::default()
                }
            }
        }
    }

    fn cell(&self, at: CellAt) -> Cell {
        let Some(row) = self.sheet.row(at.row) else { return Cell::default() };
        match at.column {
            0 => Cell {
                text: titled(row),
                ink: (row.status != NodeStatus::Active).then_some(self.colours.muted),
                note: row.full_name(),
                ..Cell::default()
            },
            1 => self.sum(row),
            _ => self.cell_of_marks(at),
        }
    }

    fn row_name(&self, row: usize) -> String {
        self.sheet.row(row).map(|row| row.name.clone()).unwrap_or_default()
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(self.sheet.row(row).map(|row| row.id.as_str()))
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.sheet.row(row).is_some_and(|row| self.is_selected(row))
    }

    fn cell_name(&self, at: CellAt) -> String {
        let Some(row) = self.sheet.row(at.row) else { return String::new() };
        match at.column {
            0 => row.full_name(),
            1 => match row.gap {
                Some(gap) => format!("{}: {gap}", row.name),
                None => format!("{}: {}", row.name, words::count(row.marks, "mark", "marks")),
            },
            _ => self.sheet.cell_name(at),
        }
    }

    fn column_name(&self, column: usize) -> String {
        self.sheet.column(column).map_or_else(|| self.column(column).title, Heading::full_name)
    }

    fn paint(&self, ui: &Ui, rect: Rect, at: CellAt) {
        let (over_row, over_column) = self.pointed(ui, rect);
        let Some(row) = self.sheet.row(at.row) else { return };
        let Some(column) = self.sheet.column(at.column) else {
            let fill = self.ground(row, over_row || at.row == self.current.row);
            ui.painter().rect_filled(rect, 0.0, fill);
            return;
        };
        let painter = ui.painter();
        if self.is_selected(column) {
            painter.rect_filled(rect, 0.0, self.colours.accent.gamma_multiply(0.10));
        }
        if let Some(cell) = self.sheet.cell(at) {
            let strength = if cell.holds() { 0.16 } else { 0.06 };
            painter.rect_filled(rect, 0.0, self.colours.accent.gamma_multiply(strength));
            if cell.placed.iter().any(|placed| placed.link.as_ref().is_some_and(|link| self.selected.contains(link))) {
                let stroke = Stroke::new(1.5, self.colours.accent);
                painter.rect_stroke(rect.shrink(2.0), 3.0, stroke, egui::StrokeKind::Inside);
            }
        }
        let is_crossed = at.row == self.current.row || at.column == self.current.column;
        if is_crossed || over_row || over_column {
            painter.rect_filled(rect, 0.0, self.colours.ink.gamma_multiply(0.05));
        }
    }

    fn paint_title(&self, ui: &Ui, rect: Rect, column: usize) -> bool {
        let is_lit = column == self.current.column || self.pointed(ui, rect).1;
        let Some(column) = self.sheet.column(column) else { return false };
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, self.ground(column, is_lit));
        painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, self.colours.hairline));
        let is_live = column.status == NodeStatus::Active;
        let ink = if is_live { self.colours.ink } else { self.colours.muted };
        let font = FontId::new(theme::SMALL, FontFamily::Name(theme::SEMIBOLD.into()));
        let name = upward(ui, &titled(column), font, ink, rect, 2);
        let gap = column.gap.map(|gap| upward(ui, gap, FontId::proportional(theme::SMALL), self.colours.ink, rect, 1));
        let width = name.size().y + gap.as_ref().map_or(0.0, |gap| gap.size().y);
        let mut left = rect.center().x - width / 2.0;
        for (galley, ink) in [(Some(name), ink), (gap, self.colours.ink)] {
            let Some(galley) = galley else { continue };
            let beside = galley.size().y;
            let start = egui::pos2(left, rect.bottom() - ROOM);
            painter.add(TextShape::new(start, galley, ink).with_angle(-FRAC_PI_2));
            left += beside;
        }
        true
    }
}

/// A text that is to be read upwards within a rectangle, in so many lines.
pub(super) fn upward(ui: &Ui, text: &str, font: FontId, ink: Color32, rect: Rect, lines: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, ink));
    job.wrap = TextWrapping { max_width: rect.height() - 2.0 * ROOM, max_rows: lines, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A name, with what it is if it is not at work.
fn titled(heading: &Heading) -> String {
    match heading.status {
        NodeStatus::Active => heading.name.clone(),
        _ => format!("{} ({})", heading.name, heading.status_word()),
    }
}

fn rows_title(topic: Topic) -> &'static str {
    match topic {
        Topic::Seats => "Partners and posts",
        Topic::Work => "Strands",
        Topic::Themes => "Bodies",
    }
}
