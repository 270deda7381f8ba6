//! The matrix of overlap: bodies by bodies, each cell as strongly tinted as the two have much in common.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{FontFamily, FontId, Rect, RichText, Stroke, Ui};

use super::content::upward;
use crate::analysis::{Ground, Overlap, Overlaps, overlaps};
use crate::app::act::Act;
use crate::app::grid::{Cell, CellAt, Column, Content, Grid, GridEvent, Look, Side, Use};
use crate::app::widgets::theme::{self, Colours};
use crate::model::{Id, Map};
use crate::session::Session;

/// The width of a column: "100 %" fits, points.
const COLUMN: f32 = 50.0;
const NAMES: f32 = 250.0;
/// The height of titles that read upwards, points.
const TITLES: f32 = 130.0;

/// The state of the matrix of overlap.
#[derive(Default)]
pub(super) struct OverlapMatrix {
    ground: Ground,
    grid: Grid,
    known: Option<(Arc<Map>, Ground, Arc<Overlaps>)>,
}

impl OverlapMatrix {
    /// Shows it, with what is compared to choose from.
    pub(super) fn overlap_ui(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::small(ui, "Compare:"));
            for (ground, label, help) in [
                (Ground::Remit, "Remits", "Themes that both carry, and strands that both own, deliver or scrutinise"),
                (Ground::Members, "Members", "Partners, posts and bodies that sit on both, or chair them"),
            ] {
                let text = RichText::new(label).size(theme::SMALL);
                if ui.selectable_label(self.ground == ground, text).on_hover_text(help).clicked() {
                    self.ground = ground;
                }
            }
        });
        let map = session.document.map();
        let overlaps = self.overlaps(map);
        if overlaps.is_cut {
            let most = overlaps.bodies.len();
            let text = format!("More bodies overlap than fit here. These are {most} of those that overlap most.");
            ui.label(theme::small(ui, text));
        }
        ui.add_space(2.0);
        if overlaps.bodies.is_empty() {
            ui.add_space(theme::GAP);
            ui.label(match self.ground {
                Ground::Remit => "No two boards or groups have a theme or a strand in common.",
                Ground::Members => "No two boards or groups have a member in common.",
            });
            return;
        }
        let name = "Boards and groups by what they have in common";
        let look = Look { name, frozen: 1, gutter: false, header: TITLES };
        let selected = &session.selection.ids;
        let shades = Shades { map, overlaps: &overlaps, ground: self.ground, selected, colours: theme::colours(ui) };
        for event in self.grid.grid_ui(ui, &look, &shades) {
            acts.extend(shades.act_of(&event));
        }
    }

    /// The overlaps of the map, kept until the map or what is compared changes.
    fn overlaps(&mut self, map: &Arc<Map>) -> Arc<Overlaps> {
        if let Some((known, ground, overlaps)) = &self.known
            && Arc::ptr_eq(known, map)
            && *ground == self.ground
        {
            return overlaps.clone();
        }
        let found = Arc::new(overlaps(map, self.ground));
        self.known = Some((map.clone(), self.ground, found.clone()));
        found
    }
}

/// Overlaps as a grid shows them.
struct Shades<'a> {
    map: &'a Map,
    overlaps: &'a Overlaps,
    ground: Ground,
    selected: &'a BTreeSet<Id>,
    colours: Colours,
}

impl Shades<'_> {
    /// The body of a row, or of a column of the grid.
    fn row(&self, row: usize) -> Option<&Id> {
        self.overlaps.bodies.get(row)
    }

    fn column(&self, column: usize) -> Option<&Id> {
        self.row(column.checked_sub(1)?)
    }

    fn overlap(&self, at: CellAt) -> Option<&Overlap> {
        self.overlaps.cell(at.row, at.column.checked_sub(1)?)
    }

    fn name<'b>(&'b self, id: Option<&'b Id>) -> &'b str {
        id.map_or("", |id| self.map.name(id.as_str()))
    }

    fn act_of(&self, event: &GridEvent) -> Option<Act> {
        match event {
            GridEvent::Activated { at, .. } | GridEvent::Opened(at) if self.overlap(*at).is_some() => {
                let both = [self.row(at.row)?, self.column(at.column)?];
                Some(Act::Select(both.into_iter().cloned().collect()))
            }
            GridEvent::Chosen(block) if *block.columns.end() == 0 && block.rows.start() == block.rows.end() => {
                Some(Act::select(self.row(*block.rows.start())?.clone()))
            }
            GridEvent::Activated { at, .. } if at.column == 0 => Some(Act::go_to(self.row(at.row)?.clone())),
            GridEvent::HeaderClicked(column) => Some(Act::select(self.column(*column)?.clone())),
            _ => None,
        }
    }
}

impl Content for Shades<'_> {
    fn columns(&self) -> usize {
        1 + self.overlaps.bodies.len()
    }

    fn rows(&self) -> usize {
        self.overlaps.bodies.len()
    }

    fn column(&self, column: usize) -> Column {
        if column == 0 {
            let help = "Those that overlap stand together".to_owned();
            return Column { title: "Boards and groups".to_owned(), help, width: NAMES, ..Column::default() };
        }
        let title = self.name(Shades::column(self, column)).to_owned();
        Column { help: title.clone(), title, width: COLUMN, side: Side::Middle, ..Column::default() }
    }

    fn cell(&self, at: CellAt) -> Cell {
        if at.column == 0 {
            return Cell { text: self.row_name(at.row), ..Cell::default() };
        }
        if at.row + 1 == at.column {
            return Cell { text: "–".to_owned(), ink: Some(self.colours.muted), ..Cell::default() };
        }
        let Some(overlap) = self.overlap(at) else { return Cell::default() };
        Cell { text: percentage(overlap), use_as: Use::Mark, note: self.cell_name(at), ..Cell::default() }
    }

    fn row_name(&self, row: usize) -> String {
        self.name(self.row(row)).to_owned()
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(self.row(row).map(Id::as_str))
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.row(row).is_some_and(|id| self.selected.contains(id))
    }

    fn cell_name(&self, at: CellAt) -> String {
        let one = self.row_name(at.row);
        if at.column == 0 {
            return one;
        }
        let other = self.name(Shades::column(self, at.column));
        if at.row + 1 == at.column {
            return format!("{one} with itself");
        }
        let Some(overlap) = self.overlap(at) else { return format!("{one} and {other}: nothing in common") };
        let shared: Vec<&str> = overlap.shared.iter().map(|id| self.map.name(id.as_str())).collect();
        let what = match self.ground {
            Ground::Remit => "of their remits in common",
            Ground::Members => "of their members in common",
        };
        format!("{one} and {other}: {} {what}: {}", percentage(overlap), shared.join("; "))
    }

    fn paint(&self, ui: &Ui, rect: Rect, at: CellAt) {
        if let Some(overlap) = self.overlap(at) {
            let strength = 0.06 + 0.34 * overlap.share as f32;
            ui.painter().rect_filled(rect, 0.0, self.colours.accent.gamma_multiply(strength));
        }
    }

    fn paint_title(&self, ui: &Ui, rect: Rect, column: usize) -> bool {
        let Some(id) = Shades::column(self, column) else { return false };
        let Colours { canvas, chosen, hairline, ink, .. } = self.colours;
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, if self.selected.contains(id) { chosen } else { canvas });
        painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, hairline));
        let font = FontId::new(theme::SMALL, FontFamily::Name(theme::SEMIBOLD.into()));
        let name = upward(ui, self.name(Some(id)), font, ink, rect, 2);
        let start = egui::pos2(rect.center().x - name.size().y / 2.0, rect.bottom() - super::content::ROOM);
        painter.add(TextShape::new(start, name, ink).with_angle(-std::f32::consts::FRAC_PI_2));
        true
    }
}

/// How much two have in common: "50 %".
fn percentage(overlap: &Overlap) -> String {
    format!("{:.0} %", overlap.share * 100.0)
}
