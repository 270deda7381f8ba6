//! Asking for a path: in the system's own dialog, off the window's thread, or in a chooser in the window where there is none.

mod looking;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use egui::{Key, Modifiers, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::{spelling, theme};
use crate::exchange::import;
use crate::model::words::ago;
use crate::session::Session;
use crate::session::file_acts::{FileAct, PathWish};
use crate::session::files::EXTENSION;
use crate::session::task::{Poll, Task, Wake};
use crate::storage;
use crate::storage::folder::FolderEntry;
use crate::storage::recovery::Draft;
use looking::{Looking, Target, with_extension};

/// How wide the chooser is, points.
const WIDTH: f32 = 620.0;
/// How many rows are in view at once.
const IN_VIEW: usize = 9;
/// How many folders are offered beside the list.
const MOST_PLACES: usize = 7;

/// The room of what is typed here, and the field.
pub(super) const ROOM: &str = "save as";
const PATH: &str = "Path to save the map to";

/// A path that is asked for.
pub(super) struct PathDialog {
    wish: PathWish,
    /// The system's own dialog, while it is open.
    native: Option<Task<Option<PathBuf>>>,
    /// Whether the window had the keyboard when the system's dialog was asked for, and has it no more: so it was shown.
    had_focus: bool,
    has_lost_focus: bool,
    looking: Looking,
    /// The path that is proposed.
    proposed: String,
    /// Why what was typed cannot be used.
    refusal: Option<String>,
    /// The path that was given, until the map is open or saved: if that fails, what was typed is still there.
    given: Option<PathBuf>,
    has_keyboard: bool,
    /// Whether the row that is marked is to come into view: keys move it, and under the pointer nothing moves.
    shows_chosen: bool,
    wake: Wake,
}

/// The field in which the path is typed.
fn path_field() -> egui::Id {
    egui::Id::new("path of the file")
}

impl PathDialog {
    /// Asks in the system's dialog if `is_native`, else in the window.
    pub(super) fn new(wish: PathWish, folder: Option<PathBuf>, is_native: bool, wake: &Wake) -> Self {
        let native = is_native.then(|| ask_natively(&wish, folder.as_ref(), wake));
        let folder = folder.unwrap_or_else(|| storage::absolute(Path::new("~")));
        let name = match &wish {
            PathWish::SaveAs { name, .. } => name,
            PathWish::Open | PathWish::Import | PathWish::Merge | PathWish::Base(_) => "",
        };
        let proposed = Looking::path_in(&folder, name);
        let looking = Looking::new(proposed.clone(), extensions(&wish));
        Self {
            wish,
            native,
            had_focus: false,
            has_lost_focus: false,
            looking,
            proposed,
            refusal: None,
            given: None,
            has_keyboard: false,
            shows_chosen: false,
            wake: wake.clone(),
        }
    }

    /// The path to save to, if one was typed and is not used yet. What is looked for is no work of anybody's.
    pub(super) fn typed(&self) -> Option<Draft> {
        let is_typed = self.looking.typed != self.proposed && self.given.is_none() && !self.is_for_reading();
        is_typed.then(|| Draft {
            what: PATH.to_owned(),
            place: vec![ROOM.to_owned()],
            text: self.looking.typed.clone(),
        })
    }

    /// The question in which a path was typed, with it.
    pub(super) fn put_back(draft: &Draft, wake: &Wake) -> Self {
        let wish = PathWish::SaveAs { name: storage::name_of(Path::new(&draft.text)), next: None };
        let mut dialog = Self::new(wish, None, false, wake);
        dialog.looking.typed.clone_from(&draft.text);
        dialog
    }

    /// Whether a map is to be opened, whichever is open now.
    pub(super) fn outlives_the_map(&self) -> bool {
        matches!(self.wish, PathWish::Open | PathWish::Import)
    }

    /// Whether a file is wanted that is there.
    fn is_for_reading(&self) -> bool {
        !matches!(self.wish, PathWish::SaveAs { .. })
    }

    /// Whether nothing more comes of it here once the path is given.
    fn is_done_when_given(&self) -> bool {
        matches!(self.wish, PathWish::Import | PathWish::Merge | PathWish::Base(_))
    }

    /// Whether the path has been given, so that all is done once the map of that path is open.
    pub(super) fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Looks for the answer, and shows the chooser where there is no dialog of the system; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let Some(task) = &self.native else { return self.chooser_ui(ctx, seen.session, acts) };
        let has_focus = ctx.input(|input| input.focused);
        self.had_focus |= has_focus;
        self.has_lost_focus |= self.had_focus && !has_focus;
        match task.poll() {
            Poll::Pending => true,
            Poll::Done(Some(path)) => {
                acts.push(self.answer(path));
                false
            }
            // The answer is the same where the system has no such dialog, and where it was left.
            Poll::Done(None) | Poll::Broken if !self.has_lost_focus => {
                self.native = None;
                ctx.request_repaint();
                true
            }
            Poll::Done(None) | Poll::Broken => false,
        }
    }

    fn chooser_ui(&mut self, ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) -> bool {
        let is_busy = session.files.opening().is_some() || session.files.saving().is_some();
        if let Some(given) = self.given.take_if(|_| !is_busy) {
            if !self.is_for_reading() && session.document.path() == Some(&given) {
                return false;
            }
            self.has_keyboard = false;
        }
        let is_reading = self.looking.follow(&self.wake);
        let (title, verb) = match self.wish {
            PathWish::Open => ("Open a map", "Open"),
            PathWish::Import => ("Import a spreadsheet or a graph", "Read it"),
            PathWish::Merge => ("Merge which version into this map?", "Look at it"),
            PathWish::Base(_) => ("From which map do both versions come?", "Choose"),
            PathWish::SaveAs { .. } => ("Save the map as", "Save"),
        };
        let (mut is_wanted, mut is_pressed, mut is_left) = (false, false, false);
        let modal = theme::modal(ctx, "path-dialog").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            theme::heading_ui(ui, title);
            let entered = self.field_ui(ui);
            ui.add_space(theme::GAP / 2.0);
            let mut is_opened = false;
            // Always of one height, however much fits what is typed: nothing moves under the pointer.
            let room = Vec2::new(ui.available_width(), theme::ROW * IN_VIEW as f32);
            ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Min), |ui| {
                ui.set_min_height(room.y);
                ui.allocate_ui(Vec2::new(170.0, room.y), |ui| self.places_ui(ui, session));
                ui.separator();
                is_opened = ui.vertical(|ui| self.list_ui(ui, is_reading)).inner;
            });
            ui.add_space(theme::GAP / 2.0);
            if let Some(refusal) = &self.refusal {
                let label = ui.label(egui::RichText::new(refusal.as_str()).color(theme::colours(ui).error));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
            ui.horizontal(|ui| {
                let is_ready = !is_busy && !self.looking.typed.trim().is_empty();
                is_pressed = theme::main_button_ui(ui, verb, is_ready).clicked();
                is_wanted = (is_pressed || entered || is_opened) && is_ready;
                is_left = ui.button("Cancel").clicked();
                if is_busy {
                    ui.spinner();
                }
            });
        });
        // The button means the row that is marked, and goes into it if it is a folder.
        let marked = self.marked().filter(|_| is_pressed);
        if let Some(entry) = &marked {
            self.take(entry);
        }
        if is_wanted && !marked.is_some_and(|entry| entry.is_folder) {
            self.use_typed(ctx, is_reading, acts);
        }
        let is_done = self.given.is_some() && self.is_done_when_given();
        !(is_done || is_left || modal.should_close())
    }

    /// Uses what is typed: looks into a folder, opens or writes a file, or says why that cannot be.
    fn use_typed(&mut self, ctx: &egui::Context, is_reading: bool, acts: &mut Vec<Act>) {
        self.has_keyboard = false;
        let typed = storage::absolute(Path::new(self.looking.typed.trim()));
        // A slow disk is not waited for: if there is no such file, that is said later.
        let target = if is_reading { Target::File(typed.clone()) } else { self.looking.target() };
        self.refusal = None;
        let path = match (target, self.is_for_reading()) {
            (Target::Folder, _) => {
                let is_named = !self.looking.name().is_empty();
                if is_named {
                    self.looking.typed = Looking::path_in(&typed, "");
                } else {
                    self.refusal = Some("Type the name of a file, or choose one below the folder.".to_owned());
                }
                return ctx.request_repaint();
            }
            (Target::Unreadable(why), _) => {
                self.refusal = Some(format!("{}: {why}", storage::folder_in_words(&self.looking.folder())));
                return;
            }
            (Target::Nothing(path), true) => {
                let folder = storage::folder_of(&path);
                self.refusal = Some(format!("There is no “{}” in {folder}.", self.looking.name()));
                return;
            }
            (Target::File(path), true) => path,
            (Target::File(_) | Target::Nothing(_), false) => with_extension(typed),
        };
        self.given = Some(path.clone());
        acts.push(self.answer(path));
    }

    /// The field; whether it was entered. The arrow keys go through the list, and Tab completes what is typed.
    fn field_ui(&mut self, ui: &mut Ui) -> bool {
        let label = ui.label("Path of the file");
        let keeps_name = !self.is_for_reading();
        let has_focus = ui.memory(|memory| memory.has_focus(path_field()));
        if has_focus {
            let (steps, completes) = ui.input_mut(|input| {
                let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
                (presses(Key::ArrowDown) - presses(Key::ArrowUp), presses(Key::Tab) > 0)
            });
            let rows = self.looking.rows(keeps_name).len();
            if steps != 0 && rows > 0 {
                // One place before the first stands for none.
                let place = self.looking.chosen.map_or(0, |place| place + 1);
                self.looking.chosen = place.saturating_add_signed(steps).min(rows).checked_sub(1);
                self.shows_chosen = true;
            }
            if completes {
                self.looking.complete();
                self.put_cursor_at_end(ui);
            }
        }
        let entered = self.entered_row(ui, has_focus);
        if let Some(entry) = &entered {
            self.take(entry);
        }
        // Shown in any case: a field that is left out of a frame loses the keyboard.
        let typed = &mut self.looking.typed;
        let field = spelling::field_ui(ui, path_field(), typed, |field| field.desired_width(f32::INFINITY));
        let field = field.labelled_by(label.id);
        let filter = egui::EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(path_field(), filter));
        if !std::mem::replace(&mut self.has_keyboard, true) {
            self.put_cursor_at_end(ui);
            field.request_focus();
        }
        if field.changed() {
            (self.refusal, self.looking.chosen) = (None, None);
        }
        entered.is_some_and(|entry| !entry.is_folder)
            || (field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)))
    }

    /// The row that is marked, once it is entered.
    fn entered_row(&self, ui: &Ui, has_focus: bool) -> Option<FolderEntry> {
        let entry = self.marked().filter(|_| has_focus)?;
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)).then_some(entry)
    }

    /// The row that is marked.
    fn marked(&self) -> Option<FolderEntry> {
        let row = self.looking.chosen?;
        self.looking.rows(!self.is_for_reading()).get(row).map(|entry| (*entry).clone())
    }

    /// Takes a row, and goes on in the field.
    fn take(&mut self, entry: &FolderEntry) {
        self.looking.take(entry, !self.is_for_reading());
        (self.refusal, self.has_keyboard) = (None, false);
    }

    fn put_cursor_at_end(&self, ui: &Ui) {
        let end = egui::text::CCursor::new(self.looking.typed.chars().count());
        let mut state = egui::text_edit::TextEditState::load(ui.ctx(), path_field()).unwrap_or_default();
        state.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
        state.store(ui.ctx(), path_field());
        ui.ctx().request_repaint();
    }

    /// The folders that people come back to: their own, the ones of recent maps, and the one above.
    fn places_ui(&mut self, ui: &mut Ui, session: &Session) {
        let folder = self.looking.folder();
        let mut places: Vec<(String, PathBuf)> = Vec::new();
        places.extend(folder.parent().map(|above| ("One folder up".to_owned(), above.to_owned())));
        places.push(("My folder".to_owned(), storage::absolute(Path::new("~"))));
        for recent in session.files.recent.files().iter().filter_map(|file| file.parent()) {
            if places.iter().skip(1).all(|(_, place)| place != recent) {
                let name = recent.file_name().unwrap_or(recent.as_os_str()).display().to_string();
                places.push((name, recent.to_owned()));
            }
        }
        ui.vertical(|ui| {
            ui.set_width(164.0);
            for (name, place) in places.into_iter().take(MOST_PLACES) {
                let row = ui.add(egui::Button::selectable(place == folder, name).truncate());
                if row.on_hover_text(storage::folder_in_words(&place)).clicked() {
                    self.looking.go_to(&place, !self.is_for_reading());
                    self.has_keyboard = false;
                }
            }
        });
    }

    /// What lies in the folder; whether a file was opened there by a double-click. One click only marks a row: the second
    /// one must not meet another list.
    fn list_ui(&mut self, ui: &mut Ui, is_reading: bool) -> bool {
        let height = theme::ROW * IN_VIEW as f32;
        let rows = self.looking.rows(!self.is_for_reading());
        let told = match (is_reading, self.looking.trouble()) {
            (true, _) => Some("Reading the folder …"),
            (false, Some(trouble)) => Some(trouble),
            (false, None) if rows.is_empty() && self.wish == PathWish::Import => {
                Some("No folder and no table here fits.")
            }
            (false, None) if rows.is_empty() => Some("No folder and no map here fits."),
            (false, None) => None,
        };
        if let Some(told) = told {
            ui.set_min_height(height);
            ui.label(theme::small(ui, told));
            return false;
        }
        let (mut marked, mut taken) = (None, None);
        let mut area = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink(false);
        let shows_chosen = std::mem::take(&mut self.shows_chosen);
        if let Some(chosen) = self.looking.chosen.filter(|_| shows_chosen) {
            area = area.vertical_scroll_offset((chosen as f32 * theme::ROW - height / 2.0).max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, theme::ROW, rows.len(), |ui, range| {
            for place in range {
                let row = row_ui(ui, rows[place], self.looking.chosen == Some(place));
                if row.double_clicked() {
                    taken = Some(rows[place].clone());
                } else if row.clicked() {
                    marked = Some(place);
                }
            }
        });
        if let Some(entry) = &taken {
            self.take(entry);
        } else if marked.is_some() {
            (self.looking.chosen, self.has_keyboard) = (marked, false);
        }
        taken.is_some_and(|entry| !entry.is_folder)
    }

    /// What is done with the path; some systems' dialogs leave the extension out when writing.
    fn answer(&self, path: PathBuf) -> Act {
        let path = match self.wish {
            PathWish::SaveAs { .. } => with_extension(path),
            PathWish::Open | PathWish::Import | PathWish::Merge | PathWish::Base(_) => path,
        };
        Act::File(FileAct::Use(self.wish.clone(), path))
    }
}

/// The extensions of the files that are looked for.
fn extensions(wish: &PathWish) -> &'static [&'static str] {
    match wish {
        PathWish::Import => &import::EXTENSIONS,
        PathWish::Open | PathWish::Merge | PathWish::Base(_) | PathWish::SaveAs { .. } => &[EXTENSION],
    }
}

/// A folder or a map, and when it was written.
fn row_ui(ui: &mut Ui, entry: &FolderEntry, is_chosen: bool) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    let what = match entry.is_folder {
        true => "folder",
        false if entry.name.ends_with(&format!(".{EXTENSION}")) => "map",
        false => "file",
    };
    response.widget_info(|| {
        WidgetInfo::selected(WidgetType::SelectableLabel, true, is_chosen, format!("{}, {what}", entry.name))
    });
    if is_chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if is_chosen { colours.chosen } else { colours.canvas });
    }
    let since = entry.modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
    let detail = if entry.is_folder { "folder".to_owned() } else { since.map(ago).unwrap_or_default() };
    let small = egui::FontId::proportional(theme::SMALL);
    let right = egui::pos2(rect.right() - 8.0, rect.center().y);
    let detail = ui.painter().text(right, egui::Align2::RIGHT_CENTER, detail, small, colours.muted);
    let font = if entry.is_folder {
        egui::FontId::new(theme::BODY, egui::FontFamily::Name(theme::SEMIBOLD.into()))
    } else {
        egui::FontId::proportional(theme::BODY)
    };
    let mut job = egui::text::LayoutJob::simple_singleline(entry.name.clone(), font, colours.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(detail.left() - rect.left() - 20.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(egui::pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0), galley, colours.ink);
    response
}

fn ask_natively(wish: &PathWish, folder: Option<&PathBuf>, wake: &Wake) -> Task<Option<PathBuf>> {
    let what = if *wish == PathWish::Import { "Spreadsheets and tables" } else { "Boardwalk map" };
    let mut dialog = rfd::AsyncFileDialog::new().add_filter(what, extensions(wish));
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let path = |handle: Option<rfd::FileHandle>| handle.map(|handle| handle.path().to_owned());
    // Some systems want the dialog made on the window's thread; only its answer is waited for elsewhere.
    match wish {
        PathWish::Open | PathWish::Import | PathWish::Merge | PathWish::Base(_) => {
            let choice = dialog.pick_file();
            Task::start(wake, move |_| path(pollster::block_on(choice)))
        }
        PathWish::SaveAs { name, .. } => {
            let choice = dialog.set_file_name(name).save_file();
            Task::start(wake, move |_| path(pollster::block_on(choice)))
        }
    }
}
