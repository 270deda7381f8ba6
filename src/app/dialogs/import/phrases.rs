//! The phrases by which words of a column are understood: those that come along, to be read, and those of one's own file,
//! which is remembered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{CollapsingHeader, Label, ScrollArea, Ui};

use crate::app::widgets::{folding, spelling, theme};
use crate::exchange::import::phrase_table::{PhraseRow, rows};
use crate::exchange::import::phrases::{Phrases, TABLE};
use crate::model::quote::message;
use crate::model::words::count;
use crate::session::task::{Poll, Task, Wake};
use crate::storage::{self, Home, foreign};

/// The largest file of phrases that is read, bytes.
const MOST_BYTES: usize = 1 << 20;
/// How high the table is, points.
const HEIGHT: f32 = 170.0;
/// More rows of it are not shown.
const MOST: usize = 400;

/// What a file of phrases holds.
type Read = Result<(Arc<Phrases>, Vec<PhraseRow>), String>;

/// The phrases, and the file with those of one's own.
pub(super) struct Own {
    path: String,
    /// The file whose phrases are heard before the others.
    used: Option<PathBuf>,
    trouble: Option<String>,
    /// The rows of that file, and of the table that comes along.
    rows: [Vec<PhraseRow>; 2],
    reading: Option<(PathBuf, Task<Read>)>,
    choosing: Option<Task<Option<PathBuf>>>,
}

impl Own {
    /// Those that were used the last time, with the phrases that are heard.
    pub(super) fn kept(home: &Home) -> (Self, Arc<Phrases>) {
        let used = foreign::phrases(home);
        let path = used.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
        let rows = [Vec::new(), rows(TABLE)];
        let mut own = Self { path, used: None, trouble: None, rows, reading: None, choosing: None };
        let phrases = match used.as_deref().map(read) {
            Some(Ok((phrases, rows))) => {
                (own.used, own.rows[0]) = (used, rows);
                phrases
            }
            Some(Err(why)) => {
                own.trouble = Some(why);
                Arc::default()
            }
            None => Arc::default(),
        };
        (own, phrases)
    }

    /// Takes what was read; the phrases that are heard from now on, if they are others.
    pub(super) fn follow(&mut self, home: &Home, wake: &Wake) -> Option<Arc<Phrases>> {
        match self.choosing.as_ref().map(Task::poll) {
            Some(Poll::Done(Some(path))) => {
                (self.path, self.choosing) = (path.display().to_string(), None);
                self.begin(wake);
            }
            Some(Poll::Done(None) | Poll::Broken) => self.choosing = None,
            Some(Poll::Pending) | None => {}
        }
        let (path, result) = match self.reading.as_ref().map(|(path, task)| (path, task.poll())) {
            None | Some((_, Poll::Pending)) => return None,
            Some((path, Poll::Done(result))) => (path.clone(), result),
            Some((path, Poll::Broken)) => (path.clone(), Err("the reading broke off".to_owned())),
        };
        self.reading = None;
        match result {
            Ok((phrases, rows)) => {
                (self.rows[0], self.trouble) = (rows, None);
                self.keep(Some(path), home, wake);
                Some(phrases)
            }
            Err(why) => {
                self.trouble = Some(why);
                None
            }
        }
    }

    fn begin(&mut self, wake: &Wake) {
        let path = storage::absolute(Path::new(self.path.trim()));
        let wanted = path.clone();
        self.reading = Some((path, Task::start(wake, move |_| read(&wanted))));
    }

    /// Remembers the file for the next time.
    fn keep(&mut self, path: Option<PathBuf>, home: &Home, wake: &Wake) {
        self.used.clone_from(&path);
        let home = home.clone();
        // That it cannot be kept costs a few clicks the next time.
        drop(Task::start(wake, move |_| foreign::keep_phrases(&home, path.as_deref()).ok()));
    }

    /// Shows them; the phrases that are heard from now on, if they are others.
    pub(super) fn show(&mut self, ui: &mut Ui, is_native: bool, home: &Home, wake: &Wake) -> Option<Arc<Phrases>> {
        let mut heard = None;
        ui.horizontal(|ui| {
            let label = ui.label(theme::small(ui, "More phrases from"));
            let room = (ui.available_width() - 240.0).max(120.0);
            let hint = "A file of phrases, such as the table below, changed";
            let id = egui::Id::new("path of the phrases");
            let field = spelling::field_ui(ui, id, &mut self.path, |field| field.hint_text(hint).desired_width(room));
            field.labelled_by(label.id);
            if is_native && ui.add_enabled(self.choosing.is_none(), egui::Button::new("Choose…")).clicked() {
                self.choosing = Some(ask_natively(wake));
            }
            let can_use = !self.path.trim().is_empty() && self.reading.is_none();
            if ui.add_enabled(can_use, egui::Button::new("Use them")).clicked() {
                self.begin(wake);
            }
            if self.used.is_some() && ui.button("Leave them").clicked() {
                self.rows[0].clear();
                self.path.clear();
                self.keep(None, home, wake);
                heard = Some(Arc::default());
            }
        });
        if let Some(trouble) = &self.trouble {
            let text = egui::RichText::new(format!("{trouble}.")).color(theme::colours(ui).error);
            let label = ui.add(Label::new(text).wrap());
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        }
        let number = count(self.rows.iter().map(Vec::len).sum(), "row", "rows");
        folding::told(CollapsingHeader::new(format!("The table of phrases ({number})")).id_salt("phrases").show(
            ui,
            |ui| {
                if ui.small_button("Copy the table").on_hover_text("To change it, and use it as a file").clicked() {
                    ui.ctx().copy_text(TABLE.to_owned());
                }
                ScrollArea::vertical().id_salt("table of phrases").max_height(HEIGHT).show(ui, |ui| {
                    for row in self.rows.iter().flatten().take(MOST) {
                        let told = format!("{}: {}", row.says, row.words.join("; "));
                        ui.add(Label::new(theme::small(ui, message(&told))).wrap());
                    }
                });
            },
        ));
        heard
    }
}

/// Reads a file of phrases, which are heard before those that come along.
fn read(path: &Path) -> Read {
    let named = |why: String| format!("{}: {why}", storage::name_of(path));
    let bytes = foreign::read(path, MOST_BYTES).map_err(named)?;
    let text = String::from_utf8(bytes).map_err(|_| named("it is no text".to_owned()))?;
    let own = Phrases::read(&text).map_err(named)?;
    Ok((Arc::new(Phrases::default().extended(own)), rows(&text)))
}

fn ask_natively(wake: &Wake) -> Task<Option<PathBuf>> {
    // Some systems want the dialog made on the window's thread; only its answer is waited for elsewhere.
    let choice = rfd::AsyncFileDialog::new().add_filter("Phrases", &["json"]).pick_file();
    let path = |handle: Option<rfd::FileHandle>| handle.map(|handle| handle.path().to_owned());
    Task::start(wake, move |_| path(pollster::block_on(choice)))
}
