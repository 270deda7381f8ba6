//! Opening and saving: what is asked on the way, so that nothing that a person made is lost.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::dialogs::{Answer, EXTENSION, PathDialog, Question};
use super::new_map::{Chosen, NewMap};
use super::samples::SAMPLES;
use super::theme;
use super::workbench::Workbench;
use crate::document::Document;
use crate::exchange::boardwalk_file;
use crate::storage::keeper::Keeper;
use crate::storage::recovery::LeftBehind;
use crate::storage::{self, Home, OpenError, Opened, ReadOnly, SaveError};

/// What is to be done once nothing can be lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Next {
    /// Close the window.
    Quit,
    /// Ask for a file and open it.
    AskToOpen,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open this sample.
    OpenSample(usize),
    /// Put this new map on the workbench.
    PutNew(Box<Chosen>),
}

/// What is asked in front of the window.
enum Prompt {
    /// The map has changes that are not saved: what about them?
    Unsaved(Next),
    /// Another program changed the file meanwhile.
    ChangedOnDisk(PathBuf, Option<Next>),
    /// A file of that name is there already.
    Overwrite(PathBuf, Option<Next>),
    /// Something did not work.
    Failed(String, String),
    /// The program ended without saving: take up what it kept?
    Recover(LeftBehind),
}

/// Where the map came from, and what is on the way.
pub struct Files {
    /// Whether the system's own dialogs may be used.
    native_dialogs: bool,
    dialog: Option<(PathDialog, Option<Next>)>,
    prompt: Option<Prompt>,
    prompt_has_keyboard: bool,
    opening: Option<(PathBuf, Receiver<Result<Opened, OpenError>>)>,
    /// Whether the window may close without asking again.
    may_close: bool,
    /// Why the open map must not be written back to its file, if so.
    read_only: Option<ReadOnly>,
    /// Where the program keeps what is its own.
    home: Home,
    /// Keeps the unsaved work of the open document, in case the program ends without asking.
    keeper: Keeper,
    /// Files opened lately, newest first.
    pub recent: Vec<PathBuf>,
}

impl Files {
    /// Nothing on the way yet.
    pub fn new(home: Home, native_dialogs: bool) -> Self {
        let recent = home.recent_files();
        let (dialog, prompt, opening) = (None, None, None);
        let keeper = Keeper::new(home.clone());
        Self {
            native_dialogs,
            dialog,
            prompt,
            prompt_has_keyboard: false,
            opening,
            may_close: false,
            read_only: None,
            home,
            keeper,
            recent,
        }
    }

    /// Whether something stands in front of the window and takes the keyboard.
    pub fn is_asking(&self) -> bool {
        self.dialog.is_some() || self.prompt.is_some()
    }

    /// The file that is being read just now.
    pub fn opening(&self) -> Option<&Path> {
        self.opening.as_ref().map(|(path, _)| path.as_path())
    }
}

impl Workbench {
    /// Asks for a file and opens it.
    pub fn ask_to_open(&mut self, ctx: &egui::Context) {
        self.unless_unsaved(Next::AskToOpen, ctx);
    }

    /// Opens a file.
    pub fn open_path(&mut self, path: PathBuf, ctx: &egui::Context) {
        self.unless_unsaved(Next::OpenPath(path), ctx);
    }

    /// Opens a map that comes with the program.
    pub fn open_sample(&mut self, index: usize, ctx: &egui::Context) {
        self.unless_unsaved(Next::OpenSample(index), ctx);
    }

    /// Puts a new map on the workbench. Its page stays as it is until nothing stands against that any more.
    pub fn put_new_map(&mut self, chosen: Chosen, ctx: &egui::Context) {
        self.unless_unsaved(Next::PutNew(Box::new(chosen)), ctx);
    }

    /// Writes the map to its file, or asks for one.
    pub fn save(&mut self, ctx: &egui::Context) {
        self.save_then(None, ctx);
    }

    /// Asks for another file and writes the map there.
    pub fn ask_to_save_as(&mut self, ctx: &egui::Context) {
        self.save_as_then(None, ctx);
    }

    /// Offers to take up what an earlier run of the program could not save.
    pub fn offer_recovery(&mut self) {
        self.files.prompt = self.files.home.left_behind().into_iter().next().map(Prompt::Recover);
    }

    /// Keeps a copy of what is not saved yet, or forgets it when there is nothing to save.
    pub fn keep_for_recovery(&mut self) {
        self.files.keeper.keep(&self.document);
    }

    /// What the window calls the map: its title, its file, and a mark if there is something to save.
    pub fn window_title(&self) -> String {
        let map = self.document.map();
        let title = if map.title.is_empty() { "Untitled map" } else { &map.title };
        let mark = if self.document.is_dirty() { "• " } else { "" };
        let file = self.document.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        file.map_or_else(|| format!("{mark}{title} – Boardwalk"), |file| format!("{mark}{title} ({file}) – Boardwalk"))
    }

    /// Goes on with what is on the way, and shows what is asked.
    pub fn files_ui(&mut self, ctx: &egui::Context) {
        self.take_dropped_files(ctx);
        self.look_for_other_hands(ctx);
        self.mind_the_closing_window(ctx);
        self.take_what_was_opened();
        if let Some(trouble) = self.files.keeper.trouble() {
            self.say(trouble);
        }
        self.dialog_ui(ctx);
        self.prompt_ui(ctx);
    }

    fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            self.open_path(path, ctx);
        }
    }

    /// Tells, when people come back to the window, that another program has changed the file meanwhile.
    fn look_for_other_hands(&mut self, ctx: &egui::Context) {
        let has_come_back = |event: &egui::Event| matches!(event, egui::Event::WindowFocused(true));
        if !ctx.input(|input| input.events.iter().any(has_come_back)) {
            return;
        }
        let file = self.document.path().zip(self.document.stamp());
        if file.is_some_and(|(path, stamp)| storage::has_changed(path, stamp)) {
            self.say("Another program has changed this file. Open it again to see what changed; saving asks first.");
        }
    }

    fn mind_the_closing_window(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        if self.document.is_dirty() && !self.files.may_close {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.unless_unsaved(Next::Quit, ctx);
        }
    }

    fn unless_unsaved(&mut self, next: Next, ctx: &egui::Context) {
        if self.document.is_dirty() {
            self.files.prompt = Some(Prompt::Unsaved(next));
            ctx.request_repaint();
        } else {
            self.proceed(next, ctx);
        }
    }

    fn proceed(&mut self, next: Next, ctx: &egui::Context) {
        match next {
            Next::Quit => {
                self.files.may_close = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Next::AskToOpen => {
                let folder = self.folder();
                let dialog = PathDialog::ask(Question::Open, folder.as_deref(), self.files.native_dialogs, ctx);
                self.files.dialog = Some((dialog, None));
            }
            Next::OpenPath(path) => {
                let (sender, receiver) = channel();
                self.files.opening = Some((path.clone(), receiver));
                let ctx = ctx.clone();
                std::thread::spawn(move || {
                    // Another file may have been asked for meanwhile, and then nobody waits for this one.
                    sender.send(storage::open(&path)).ok();
                    ctx.request_repaint();
                });
            }
            Next::OpenSample(index) => match sample_document(index) {
                Ok(document) => {
                    self.files.read_only = None;
                    self.replace(document);
                }
                Err(message) => self.fail("The sample could not be opened", message),
            },
            Next::PutNew(chosen) => {
                self.files.read_only = None;
                // What somebody typed or pasted is nowhere else: it is unsaved from the start.
                self.replace(if chosen.is_work {
                    Document::recovered(chosen.map, None, None)
                } else {
                    Document::new(chosen.map)
                });
                self.keep_for_recovery();
                self.new_map = NewMap::default();
                self.say(chosen.message);
            }
        }
    }

    fn take_what_was_opened(&mut self) {
        let Some((path, receiver)) = &self.files.opening else { return };
        let path = path.clone();
        match receiver.try_recv() {
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => {
                self.fail("The file could not be read", format!("{}: the reading broke off", path.display()));
            }
            Ok(Err(error)) => self.fail("The file could not be opened", error.to_string()),
            Ok(Ok(opened)) => {
                let is_read_only = opened.read_only.is_some();
                self.replace(Document::opened(opened.map, path.clone(), opened.stamp, is_read_only));
                self.remember(&path);
                self.files.read_only = opened.read_only;
                if let Some(why) = opened.read_only {
                    self.fail("Open for reading only", why.to_string());
                }
            }
        }
        self.files.opening = None;
    }

    fn dialog_ui(&mut self, ctx: &egui::Context) {
        let Some((mut dialog, next)) = self.files.dialog.take() else { return };
        match dialog.poll_ui(ctx) {
            Answer::Pending => self.files.dialog = Some((dialog, next)),
            Answer::Cancelled => {}
            Answer::Path(path) => match dialog.question() {
                Question::Open => self.proceed(Next::OpenPath(path), ctx),
                // The system's dialog asks on its own, but not about the extension that was added after it closed.
                Question::SaveAs(_) if path.exists() && self.document.path() != Some(&path) => {
                    self.files.prompt = Some(Prompt::Overwrite(path, next));
                }
                Question::SaveAs(_) => self.write(path, false, next, ctx),
            },
        }
    }

    fn save_then(&mut self, next: Option<Next>, ctx: &egui::Context) {
        match self.document.path() {
            Some(path) if !self.document.is_read_only() => self.write(path.to_owned(), true, next, ctx),
            _ => self.save_as_then(next, ctx),
        }
    }

    fn save_as_then(&mut self, next: Option<Next>, ctx: &egui::Context) {
        if let Some(why @ ReadOnly::LaterVersion(_)) = self.files.read_only {
            return self.fail("The map cannot be saved", why.to_string());
        }
        let name = self.document.path().and_then(Path::file_name).map_or_else(
            || format!("{}.{EXTENSION}", file_stem(&self.document.map().title)),
            |name| name.to_string_lossy().into_owned(),
        );
        let folder = self.folder();
        let dialog = PathDialog::ask(Question::SaveAs(name), folder.as_deref(), self.files.native_dialogs, ctx);
        self.files.dialog = Some((dialog, next));
    }

    /// Writes the map; with `guarded`, only over the file that was opened.
    fn write(&mut self, path: PathBuf, guarded: bool, next: Option<Next>, ctx: &egui::Context) {
        let text = boardwalk_file::write(self.document.map());
        let expected = self.document.stamp().filter(|_| guarded);
        match storage::save(&path, &text, expected) {
            Ok(stamp) => {
                self.document.mark_saved(self.document.revision(), path.clone(), stamp);
                self.files.read_only = None;
                self.say(format!("Saved {}", path.display()));
                self.keep_for_recovery();
                self.remember(&path);
                if let Some(next) = next {
                    self.proceed(next, ctx);
                }
            }
            Err(SaveError::ChangedOnDisk(_)) => self.files.prompt = Some(Prompt::ChangedOnDisk(path, next)),
            Err(error) => self.fail("The map could not be saved", error.to_string()),
        }
    }

    fn fail(&mut self, title: &str, message: String) {
        self.files.prompt = Some(Prompt::Failed(title.to_owned(), message));
    }

    fn folder(&self) -> Option<PathBuf> {
        let recent = self.files.recent.first().map(PathBuf::as_path);
        self.document.path().or(recent).and_then(Path::parent).map(Path::to_owned)
    }

    fn remember(&mut self, path: &Path) {
        match self.files.home.remember_file(path) {
            Ok(()) => self.files.recent = self.files.home.recent_files(),
            Err(error) => self.say(format!("The list of recent files could not be kept: {error}")),
        }
    }

    fn prompt_ui(&mut self, ctx: &egui::Context) {
        let Some(prompt) = self.files.prompt.take() else { return };
        let mut clicked = None;
        let modal = theme::modal(ctx, "prompt").show(ctx, |ui| {
            ui.set_width(460.0);
            let (title, text, choices) = self.wording(&prompt);
            theme::heading_ui(ui, &title);
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| ui.label(text));
            ui.add_space(theme::GAP);
            ui.horizontal(|ui| {
                for (index, choice) in choices.iter().enumerate() {
                    let response =
                        if index == 0 { theme::main_button_ui(ui, choice, true) } else { ui.button(*choice) };
                    if !std::mem::replace(&mut self.files.prompt_has_keyboard, true) {
                        response.request_focus();
                    }
                    if response.clicked() {
                        clicked = Some(*choice);
                    }
                }
            });
        });
        if clicked.is_none() && (!modal.should_close() || matches!(prompt, Prompt::Recover(_))) {
            self.files.prompt = Some(prompt);
            return;
        }
        self.files.prompt_has_keyboard = false;
        if let Some(choice) = clicked {
            self.answer(prompt, choice, ctx);
        }
    }

    /// Title, text and choices of a prompt, the likeliest choice first.
    fn wording(&self, prompt: &Prompt) -> (String, String, &'static [&'static str]) {
        match prompt {
            Prompt::Unsaved(_) => (
                "Save your changes?".into(),
                format!("“{}” has changes that are not saved.", self.document.map().title),
                &["Save", "Don’t save", "Cancel"],
            ),
            Prompt::ChangedOnDisk(path, _) => (
                "Another program changed this file".into(),
                format!(
                    "{} is no longer as it was when it was opened. Saving over it would lose what was changed there.",
                    path.display()
                ),
                &["Save as…", "Overwrite", "Cancel"],
            ),
            Prompt::Overwrite(path, _) => (
                "Replace the file?".into(),
                format!("{} is there already. Replacing it loses what is in it.", path.display()),
                &["Cancel", "Replace"],
            ),
            Prompt::Failed(title, message) => (title.clone(), message.clone(), &["Close"]),
            Prompt::Recover(left) => (
                "Take up unsaved work?".into(),
                match &left.path {
                    Some(path) => {
                        format!("Boardwalk ended before the changes to {} were saved. They were kept.", path.display())
                    }
                    None => "Boardwalk ended before your changes to a map were saved. They were kept.".to_owned(),
                },
                &["Take it up", "Not now", "Throw it away"],
            ),
        }
    }

    fn answer(&mut self, prompt: Prompt, choice: &str, ctx: &egui::Context) {
        match (prompt, choice) {
            (Prompt::Unsaved(next), "Save") => self.save_then(Some(next), ctx),
            (Prompt::Unsaved(next), "Don’t save") => {
                self.files.keeper.forget();
                self.proceed(next, ctx);
            }
            (Prompt::ChangedOnDisk(_, next), "Save as…") => self.save_as_then(next, ctx),
            (Prompt::ChangedOnDisk(path, next), "Overwrite") => self.write(path, false, next, ctx),
            (Prompt::Overwrite(path, next), "Replace") => self.write(path, false, next, ctx),
            (Prompt::Recover(left), "Take it up") => match boardwalk_file::read(left.text.as_bytes()) {
                Ok(map) => {
                    self.replace(Document::recovered(map, left.path.clone(), left.stamp.clone()));
                    self.files.keeper.resume(left.resume());
                }
                Err(error) => self.fail("The kept work could not be read", error.to_string()),
            },
            (Prompt::Recover(left), "Throw it away") => {
                if let Err(error) = left.forget() {
                    self.say(format!("The kept work could not be removed: {error}"));
                }
            }
            _ => {}
        }
    }
}

/// A document of a sample map, which belongs to no file yet.
pub fn sample_document(index: usize) -> Result<Document, String> {
    let sample = SAMPLES.get(index).ok_or_else(|| format!("there is no sample {index}"))?;
    boardwalk_file::read(sample.text.as_bytes()).map(Document::new).map_err(|error| error.to_string())
}

/// A file name made of a title.
fn file_stem(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { "untitled".to_owned() } else { words.join("-") }
}
