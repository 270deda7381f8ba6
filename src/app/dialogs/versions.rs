//! Earlier versions of the open map: what each was, and what is to become of it.

use egui::{Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::sentences_ui;
use crate::app::widgets::theme;
use crate::model::words::count;
use crate::session::Session;
use crate::session::file_acts::FileAct;
use crate::session::task::{Poll, Task};
use crate::session::versions::{self, Row};
use crate::storage;

/// How wide the list is, and how high, points.
const WIDTH: f32 = 620.0;
const HEIGHT: f32 = 330.0;
/// How high a version is in it, points.
const ROW: f32 = 44.0;
/// How many changes are listed.
const LISTED: usize = 200;

/// The versions, once they are read.
pub(super) struct Versions {
    file: String,
    task: Option<Task<Result<versions::Versions, String>>>,
    found: Result<versions::Versions, String>,
    chosen: usize,
    /// Whether the differences of the chosen one are looked at.
    is_looked_into: bool,
    has_keyboard: bool,
}

impl Versions {
    /// Begins to read them.
    pub(super) fn new(session: &Session) -> Self {
        let name = |path: &std::path::Path| {
            format!("{} in {}", path.file_name().unwrap_or_default().display(), storage::folder_of(path))
        };
        Self {
            file: session.document.path().map(name).unwrap_or_default(),
            task: session.list_versions(),
            found: Ok(versions::Versions { now: String::new(), rows: Vec::new() }),
            chosen: 0,
            is_looked_into: false,
            has_keyboard: false,
        }
    }

    /// Shows them; whether they stay open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        match self.task.as_ref().map(Task::poll) {
            Some(Poll::Done(found)) => (self.found, self.task) = (found, None),
            Some(Poll::Broken) => {
                (self.found, self.task) = (Err("They cannot be read: the reading broke off.".to_owned()), None);
            }
            Some(Poll::Pending) | None => {}
        }
        let mut stays = true;
        let modal = theme::modal(ctx, "versions").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            let row = self.found.as_ref().ok().filter(|_| self.is_looked_into);
            match row.and_then(|found| found.rows.get(self.chosen)).cloned() {
                Some(row) => stays = self.difference_ui(ui, &row, seen, acts),
                None => stays = self.list_ui(ui, seen, acts),
            }
        });
        if !modal.should_close() {
            return stays;
        }
        // Escape leads back to the list first.
        (self.has_keyboard, stays) = (false, self.is_looked_into);
        self.is_looked_into = false;
        stays
    }

    fn list_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        theme::heading_ui(ui, "Earlier versions");
        ui.label(theme::small(ui, self.file.as_str()));
        ui.add_space(theme::GAP / 2.0);
        // Of one height from the start: nothing moves under the pointer when they have been read.
        let room = Vec2::new(ui.available_width(), HEIGHT);
        ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_height(room.y);
            self.rows_ui(ui);
        });
        ui.add_space(theme::GAP);
        let row = self.found.as_ref().ok().and_then(|found| found.rows.get(self.chosen));
        let is_map = row.is_some_and(|row| row.back.is_ok());
        let may_change = !seen.session.document.is_read_only();
        let (mut stays, mut looks) = (true, false);
        ui.horizontal(|ui| {
            if theme::main_button_ui(ui, "Bring it back", is_map && may_change).clicked() {
                acts.extend(row.map(|row| Act::File(FileAct::BringBack(row.number))));
                stays = false;
            }
            let button = ui.add_enabled(is_map, egui::Button::new("See the difference…"));
            theme::name_button(&button, "See the difference…", is_map);
            looks = button.clicked();
            let button = ui.add_enabled(is_map, egui::Button::new("Open a copy beside it"));
            theme::name_button(&button, "Open a copy beside it", is_map);
            if button.on_hover_text("Writes it into a file of its own in the same folder, and opens that one").clicked()
            {
                acts.extend(row.map(|row| Act::File(FileAct::OpenVersion(row.number))));
                stays = false;
            }
            stays &= !ui.button("Close").clicked();
        });
        self.is_looked_into |= looks;
        stays
    }

    fn rows_ui(&mut self, ui: &mut Ui) {
        let found = match &self.found {
            _ if self.task.is_some() => {
                ui.label(theme::small(ui, "Reading them …"));
                return;
            }
            Err(why) => {
                ui.label(egui::RichText::new(why.as_str()).color(theme::colours(ui).error));
                return;
            }
            Ok(found) if found.rows.is_empty() => {
                ui.label("None yet. Each time the map is saved, what the file held before is kept here: the last 20.");
                return;
            }
            Ok(found) => found,
        };
        ui.add(
            egui::Label::new(theme::small(ui, format!("What is open here, since the latest: {}.", found.now)))
                .truncate(),
        )
        .on_hover_text(found.now.as_str());
        ui.add_space(4.0);
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (place, row) in found.rows.iter().enumerate() {
                let button = row_ui(ui, row, place == self.chosen);
                if place == self.chosen && !std::mem::replace(&mut self.has_keyboard, true) {
                    button.request_focus();
                }
                // The arrow keys go from one to the other.
                if button.clicked() || button.gained_focus() {
                    self.chosen = place;
                }
            }
        });
    }

    fn difference_ui(&mut self, ui: &mut Ui, row: &Row, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        theme::heading_ui(ui, &format!("The version of {}", row.written));
        let lines = row.back.as_deref().unwrap_or_default();
        ui.label(match lines.len() {
            0 => "It says the same as the map that is open here.".to_owned(),
            lines => format!("Bringing it back would make {} here:", count(lines, "change", "changes")),
        });
        ui.add_space(theme::GAP / 2.0);
        egui::ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]).show(ui, |ui| {
            sentences_ui(ui, lines, LISTED);
        });
        ui.add_space(theme::GAP / 2.0);
        ui.label(theme::small(ui, "Undo takes it back, and what is open here now is kept as a version."));
        ui.add_space(theme::GAP);
        let mut stays = true;
        ui.horizontal(|ui| {
            let may_change = !seen.session.document.is_read_only() && !lines.is_empty();
            if theme::main_button_ui(ui, "Bring it back", may_change).clicked() {
                acts.push(Act::File(FileAct::BringBack(row.number)));
                stays = false;
            }
            if ui.button("Back to the list").clicked() {
                (self.is_looked_into, self.has_keyboard) = (false, false);
            }
        });
        stays
    }
}

/// A version: when and how long, and below that what had changed in it, both cut where the room ends.
fn row_ui(ui: &mut Ui, row: &Row, is_chosen: bool) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let Row { number, written, size, told, .. } = row;
    let name = format!("{written}, version {number}, {size}: {told}");
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_chosen, name.as_str()));
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if is_chosen { colours.chosen } else { colours.canvas });
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, colours.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    let inner = rect.shrink2(Vec2::new(10.0, 4.0));
    let lay_out = |text: egui::RichText| {
        let text = egui::WidgetText::from(text);
        text.into_galley(ui, Some(egui::TextWrapMode::Truncate), inner.width(), egui::TextStyle::Body)
    };
    let about = lay_out(theme::small(ui, format!("version {number}, {size}")));
    let told_ui = lay_out(egui::RichText::new(told.as_str()));
    let is_cut = told_ui.elided;
    ui.painter().galley(inner.min, lay_out(theme::strong(written.as_str(), theme::BODY)), colours.ink);
    ui.painter().galley(inner.right_top() - Vec2::new(about.size().x, -1.0), about, colours.muted);
    ui.painter().galley(inner.left_bottom() - Vec2::new(0.0, told_ui.size().y), told_ui, colours.ink);
    if is_cut { response.on_hover_text(told) } else { response }
}
