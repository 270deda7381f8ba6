//! Exporting: in which format, with what in it, and where to.

use std::path::{Path, PathBuf};

use egui::{Align, Key, Layout, Ui, Vec2};

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::choosing::Choosing;
use crate::app::widgets::{spelling, theme};
use crate::drawing::Palette;
use crate::exchange::export::{self, FORMATS, Format, Paper, Topic};
use crate::model::words::capitalised;
use crate::session::Session;
use crate::session::export::{Around, Exported, Refusal, Wanted, What};
use crate::session::task::{Poll, Task};
use crate::session::tour::TourAct;
use crate::storage;
use crate::storage::recovery::Draft;

/// How wide the dialog is, how wide the list in it, and how high both, points.
const WIDTH: f32 = 680.0;
const LIST: f32 = 210.0;
const HEIGHT: f32 = 330.0;
/// What the rest of the dialog takes of the window's height, and how high the list is at least, points.
const AROUND: f32 = 210.0;
const LEAST: f32 = 120.0;
/// How many pixels to a point are offered.
const SCALES: [f32; 4] = [1.0, 2.0, 3.0, 4.0];

/// The room of what is typed here, and the field.
pub(super) const ROOM: &str = "export";
const PATH: &str = "Where the export goes";

/// The papers of which printers have most.
const TILES: [Paper; 2] = [Paper::A4, Paper::A3];

/// What of the map is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Whole,
    InView,
    Views,
}

/// What is chosen, and stays chosen for the next time.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    format: &'static Format,
    topic: Topic,
    scope: Scope,
    around: Around,
    palette: Palette,
    scale: f32,
    paper: Option<Paper>,
    tiles: Option<Paper>,
    folder: Option<PathBuf>,
    /// The path that was typed and not written to yet.
    path: Option<String>,
}

impl Chosen {
    /// Forgets what was typed for another map.
    pub(super) fn forget_path(&mut self) {
        self.path = None;
    }
}

impl Default for Chosen {
    fn default() -> Self {
        let (format, topic) = (FORMATS[0], Topic::default());
        Self {
            format,
            topic,
            scope: Scope::Whole,
            around: Around::default(),
            palette: Palette::default(),
            scale: 2.0,
            paper: None,
            tiles: None,
            folder: None,
            path: None,
        }
    }
}

/// The dialog.
pub(super) struct Export {
    chosen: Chosen,
    path: String,
    /// The path if nobody says otherwise.
    usual: String,
    /// What the file is called where only a folder is given, without an end.
    name: String,
    /// Of which file it was said that it is there already.
    there: Option<String>,
    refusal: Option<String>,
    task: Option<Task<Exported>>,
    /// The files that it writes.
    files: Vec<PathBuf>,
    /// The system's own dialog for a path, where that may be used.
    choosing: Option<Choosing>,
    /// The file of which the system's own dialog has asked already whether it is to be replaced.
    agreed: Option<PathBuf>,
    /// Whether the file has been written.
    is_done: bool,
}

impl Export {
    /// With what was chosen last.
    pub(super) fn new(session: &Session, mut chosen: Chosen, choosing: Option<Choosing>) -> Self {
        let stem = session.export_stem();
        let name = stem.file_name().unwrap_or_default().to_owned();
        let stem = chosen.folder.as_ref().map_or_else(|| stem.clone(), |folder| folder.join(&name));
        let usual = format!("{}.{}", stem.display(), chosen.format.extensions[0]);
        let path = chosen.path.take().unwrap_or_else(|| usual.clone());
        Self {
            chosen,
            path,
            usual,
            name: name.to_string_lossy().into_owned(),
            there: None,
            refusal: None,
            task: None,
            files: Vec::new(),
            choosing,
            agreed: None,
            is_done: false,
        }
    }

    /// What is chosen now.
    pub(super) fn chosen(self) -> Chosen {
        let path = self.typed().map(|draft| draft.text);
        Chosen { path, ..self.chosen }
    }

    /// The path, if it was typed and nothing is written there yet.
    pub(super) fn typed(&self) -> Option<Draft> {
        let is_typed = self.path.trim() != self.usual && !self.path.trim().is_empty() && !self.is_done;
        is_typed.then(|| Draft { what: PATH.to_owned(), place: vec![ROOM.to_owned()], text: self.path.clone() })
    }

    /// The dialog with the path that was typed, and its format.
    pub(super) fn put_back(draft: &Draft, session: &Session, chosen: Chosen, choosing: Option<Choosing>) -> Self {
        let mut export = Self::new(session, chosen, choosing);
        export.takes(draft);
        export
    }

    /// Takes the path if it was typed here.
    pub(super) fn takes(&mut self, draft: &Draft) -> bool {
        let is_of_this = draft.place.first().is_some_and(|room| room == ROOM);
        if is_of_this {
            self.path.clone_from(&draft.text);
            self.follow_name();
        }
        is_of_this
    }

    /// Shows it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        if self.is_done(acts) {
            return false;
        }
        self.follow_choosing();
        let (mut is_wanted, mut is_left) = (false, false);
        let modal = theme::modal(ctx, "export").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            theme::heading_ui(ui, "Export the map");
            ui.add_space(theme::GAP / 2.0);
            let is_busy = self.task.is_some();
            ui.add_enabled_ui(!is_busy, |ui| {
                let height = HEIGHT.min((ctx.content_rect().height() - AROUND).max(LEAST));
                ui.allocate_ui_with_layout(
                    Vec2::new(ui.available_width(), height),
                    Layout::left_to_right(Align::Min),
                    |ui| {
                        ui.set_min_height(height);
                        // Within a row whatever is allocated would be a row itself.
                        let downwards = Layout::top_down(Align::Min);
                        ui.allocate_ui_with_layout(Vec2::new(LIST, height), downwards, |ui| self.formats_ui(ui));
                        // The bar of the list is a line already.
                        ui.add_space(theme::GAP);
                        ui.vertical(|ui| self.options_ui(ui, seen));
                    },
                );
                ui.add_space(theme::GAP / 2.0);
                is_wanted = self.path_ui(ui, is_new);
            });
            ui.add_space(theme::GAP / 2.0);
            let there = match self.files.len() {
                0 | 1 => "There is a file of that name already.",
                _ => "One of the files is there already.",
            };
            let told = self.refusal.clone().or_else(|| self.is_there().then(|| there.to_owned()));
            // A name that gets an end says so before it is written.
            if told.is_none() && self.file() != self.typed_file() {
                let name = self.file().file_name().unwrap_or_default().display().to_string();
                ui.label(theme::small(ui, format!("It is written as {name}")));
            }
            if let Some(told) = told {
                let label = ui.label(egui::RichText::new(told).color(theme::colours(ui).error));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
            ui.horizontal(|ui| {
                let verb = if self.is_there() { "Replace it" } else { "Export" };
                let is_ready = !is_busy && !self.path.trim().is_empty();
                is_wanted |= theme::main_button_ui(ui, verb, is_ready).clicked();
                is_wanted &= is_ready;
                is_left = ui.button("Cancel").clicked();
                if is_busy {
                    ui.spinner();
                    ui.label(theme::small(ui, "Drawing and writing it …"));
                }
            });
        });
        if is_wanted {
            self.begin(seen);
        }
        !(is_left || modal.should_close())
    }

    /// Whether the file has been written, which is told.
    fn is_done(&mut self, acts: &mut Vec<Act>) -> bool {
        let result = match self.task.as_ref().map(Task::poll) {
            None | Some(Poll::Pending) => return false,
            Some(Poll::Done(result)) => result,
            Some(Poll::Broken) => Err(Refusal::Failed("The export broke off.".to_owned())),
        };
        self.task = None;
        match result {
            Ok(doubt) => {
                let path = self.file();
                let name = |path: &Path| path.file_name().unwrap_or_default().display().to_string();
                let names = match &self.files[..] {
                    [first, .., last] => format!("{} to {}", name(first), name(last)),
                    [only] => name(only),
                    [] => name(&path),
                };
                let told = format!("Exported as {names} in {}", storage::folder_of(&path));
                acts.push(Act::Say(doubt.map_or(told.clone(), |doubt| format!("{told}; but {doubt}"))));
                acts.push(Act::Tour(TourAct::NoteExported));
                self.chosen.folder = path.parent().map(Path::to_owned);
                self.is_done = true;
                return true;
            }
            Err(Refusal::IsThere) => self.there = Some(self.path.clone()),
            Err(Refusal::Failed(why)) => self.refusal = Some(capitalised(&why)),
        }
        false
    }

    /// Takes the path that was chosen in the system's own dialog.
    fn follow_choosing(&mut self) {
        let Some(path) = self.choosing.as_mut().and_then(Choosing::chosen) else { return };
        self.path = path.display().to_string();
        (self.refusal, self.there) = (None, None);
        self.follow_name();
        // That dialog has asked whether this file is to be replaced; one with another end is another.
        self.agreed = Some(path);
    }

    /// The file as it is typed.
    fn typed_file(&self) -> PathBuf {
        storage::typed_file(&self.path, &format!("{}.{}", self.name, self.chosen.format.extensions[0]))
    }

    /// The file to write; the end of its name is that of the format, whatever else stands there.
    fn file(&self) -> PathBuf {
        let (path, extensions) = (self.typed_file(), self.chosen.format.extensions);
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let has_end = extensions.iter().any(|end| name.ends_with(&format!(".{end}")));
        if has_end || name.is_empty() {
            return path;
        }
        let mut path = path.into_os_string();
        path.push(format!(".{}", extensions[0]));
        path.into()
    }

    fn is_there(&self) -> bool {
        self.there.as_ref() == Some(&self.path)
    }

    fn replaces(&self) -> bool {
        self.is_there() || self.agreed.as_ref() == Some(&self.file())
    }

    /// What is exported: a map without views has none to show.
    fn scope(&self, seen: &Seen<'_>) -> Scope {
        let has_views = !seen.session.document.baseline().views.is_empty();
        if self.chosen.scope == Scope::Views && !has_views { Scope::Whole } else { self.chosen.scope }
    }

    fn begin(&mut self, seen: &Seen<'_>) {
        self.refusal = None;
        let Chosen { format, topic, around, palette, scale, paper, tiles, .. } = self.chosen.clone();
        let what = match self.scope(seen) {
            Scope::InView if format.is_picture() => What::Part(seen.canvas.in_view()),
            Scope::Views if format.is_picture() => What::Views,
            Scope::Whole | Scope::InView | Scope::Views => What::Whole,
        };
        let are_several = what == What::Views && !format.is_paged();
        let wanted = Wanted {
            format,
            path: self.file(),
            typed: self.typed_file(),
            // The system's own dialog has asked about none of the files with numbers.
            replaces: if are_several { self.is_there() } else { self.replaces() },
            topic,
            what,
            around,
            palette,
            scale,
            paper,
            tiles: tiles.filter(|_| what != What::Views),
        };
        self.files = wanted.files(seen.session.document.baseline().views.len());
        self.task = seen.session.export(wanted);
        if self.task.is_none() {
            self.refusal = Some("There is no picture of the map yet. Wait until it is drawn.".to_owned());
        }
    }

    /// The formats, pictures first.
    fn formats_ui(&mut self, ui: &mut Ui) {
        let mut wanted = self.chosen.format;
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for (title, is_picture) in [("Pictures", true), ("Data", false)] {
                theme::section_ui(ui, title);
                for format in FORMATS.iter().copied().filter(|format| format.is_picture() == is_picture) {
                    let is_chosen = format.name == self.chosen.format.name;
                    if ui.selectable_label(is_chosen, format.title).clicked() {
                        wanted = format;
                    }
                }
            }
        });
        self.take(wanted);
    }

    /// Takes a format, and gives the file the end that belongs to it.
    fn take(&mut self, format: &'static Format) {
        if format.name == self.chosen.format.name {
            return;
        }
        // In a folder that is named alone, the file of another format is another file.
        (self.refusal, self.there) = (None, None);
        let path = self.path.trim();
        let known = export::of_file(path).into_iter().flat_map(|format| format.extensions);
        let end = known.filter(|end| path.to_lowercase().ends_with(&format!(".{end}"))).max_by_key(|end| end.len());
        let stem = end.and_then(|end| path.get(..path.len() - end.len() - 1)).unwrap_or(path);
        if !path.ends_with(std::path::is_separator) {
            let is_usual = self.path == self.usual;
            self.path = format!("{stem}.{}", format.extensions[0]);
            if is_usual {
                self.usual.clone_from(&self.path);
            }
        }
        self.chosen.format = format;
    }

    /// What the format holds, and what is chosen of it.
    fn options_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>) {
        let format = self.chosen.format;
        theme::section_ui(ui, format.title);
        ui.label(format!("It holds {}.", format.holds));
        ui.add_space(4.0);
        ui.label(theme::small(ui, format!("It leaves out {}.", format.loses)));
        ui.add_space(theme::GAP);
        if format.is_table() {
            row_ui(ui, "Table", |ui| {
                let shown = capitalised(self.chosen.topic.word());
                egui::ComboBox::from_id_salt("table").selected_text(shown).show_ui(ui, |ui| {
                    for topic in Topic::ALL {
                        let name = capitalised(topic.word());
                        ui.selectable_value(&mut self.chosen.topic, topic, name).on_hover_text(topic.words());
                    }
                });
            });
            ui.label(theme::small(ui, self.chosen.topic.words()));
        }
        if !format.is_picture() {
            return;
        }
        let mut scope = self.scope(seen);
        let has_views = !seen.session.document.baseline().views.is_empty();
        row_ui(ui, "What", |ui| {
            ui.radio_value(&mut scope, Scope::Whole, "The whole map");
            ui.radio_value(&mut scope, Scope::InView, "As it is in view");
            ui.add_enabled_ui(has_views, |ui| {
                let views = ui.radio_value(&mut scope, Scope::Views, "Each view of the talk");
                views.on_disabled_hover_text("This map has no views: they are made in the panel of the talk");
            });
        });
        if scope != self.scope(seen) {
            self.chosen.scope = scope;
            // Other files are written then, of which nobody was asked.
            (self.refusal, self.there) = (None, None);
        }
        if scope == Scope::Views && !format.is_paged() {
            ui.label(theme::small(ui, "Each view becomes a file of its own, with its number in its name."));
        }
        row_ui(ui, "Around it", |ui| {
            ui.checkbox(&mut self.chosen.around.title, "Title and date");
            ui.checkbox(&mut self.chosen.around.legend, "Legend");
            ui.checkbox(&mut self.chosen.around.source, "Sources");
        });
        row_ui(ui, "Colours", |ui| {
            for palette in Palette::ALL {
                ui.radio_value(&mut self.chosen.palette, palette, palette.title());
            }
        });
        if format.has_pixels() {
            row_ui(ui, "Size", |ui| {
                for scale in SCALES {
                    ui.radio_value(&mut self.chosen.scale, scale, format!("{scale}×"));
                }
            });
        }
        if format.is_paged() {
            row_ui(ui, "Paper", |ui| {
                ui.radio_value(&mut self.chosen.paper, None, "As needed");
                for paper in Paper::ALL {
                    ui.radio_value(&mut self.chosen.paper, Some(paper), paper.word());
                }
            });
            if scope != Scope::Views {
                row_ui(ui, "Put together of", |ui| {
                    ui.radio_value(&mut self.chosen.tiles, None, "One sheet");
                    for paper in TILES {
                        ui.radio_value(&mut self.chosen.tiles, Some(paper), format!("Pages of {}", paper.word()));
                    }
                });
            }
        }
    }

    /// Where to; whether it was entered.
    fn path_ui(&mut self, ui: &mut Ui, is_new: bool) -> bool {
        let label = ui.label("Where to");
        let id = egui::Id::new("path of the export");
        let field = ui.horizontal(|ui| {
            let room = self.choosing.as_ref().map_or(0.0, |_| Choosing::ROOM);
            let width = ui.available_width() - room;
            let field = spelling::field_ui(ui, id, &mut self.path, |field| field.desired_width(width));
            let path = self.file();
            if let Some(choosing) = &mut self.choosing {
                choosing.button_ui(ui, &path, (self.chosen.format.title, self.chosen.format.extensions));
            }
            field.labelled_by(label.id)
        });
        let field = field.inner;
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        // Nobody else has it after a click, or when the disk has answered.
        let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
        if is_new || (is_free && ui.is_enabled() && !is_entered) {
            field.request_focus();
        }
        if field.changed() {
            self.refusal = None;
            self.follow_name();
        }
        is_entered
    }

    /// Takes the format from the end of the name, where it has one and that does not fit yet.
    fn follow_name(&mut self) {
        let fits =
            |format: &&'static Format| !self.chosen.format.extensions.iter().any(|end| format.extensions[0] == *end);
        if let Some(format) = export::of_file(self.path.trim()).filter(fits) {
            self.chosen.format = format;
        }
    }
}

/// A choice with its name before it.
fn row_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(ui, format!("{name}:")));
        content(ui);
    });
}
