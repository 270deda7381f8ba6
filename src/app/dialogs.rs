//! Asking for a path: in the system's own dialog, off the window's thread, or in a plain field where there is none.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use super::theme;

/// The extension of map files, without the dot.
pub const EXTENSION: &str = "boardwalk";

/// A dialog that is gone sooner than this was never shown: there is no portal on this system.
const SOONEST_ANSWER: Duration = Duration::from_millis(400);

/// What a path is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// The map file to open.
    Open,
    /// The file to write to; the name that is proposed.
    SaveAs(String),
}

/// A question that waits for its answer.
pub struct PathDialog {
    question: Question,
    folder: Option<PathBuf>,
    asked: Instant,
    native: Option<Receiver<Option<PathBuf>>>,
    typed: String,
    has_keyboard: bool,
}

/// How a question ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has not ended yet.
    Pending,
    /// The person changed their mind.
    Cancelled,
    /// The path that was chosen.
    Path(PathBuf),
}

impl PathDialog {
    /// Asks in the system's dialog if `native`, else in a field in the window.
    pub fn ask(question: Question, folder: Option<&Path>, native: bool, ctx: &egui::Context) -> Self {
        let typed = match (&question, folder) {
            (Question::SaveAs(name), Some(folder)) => folder.join(name).display().to_string(),
            (Question::SaveAs(name), None) => name.clone(),
            (Question::Open, _) => String::new(),
        };
        let native = native.then(|| ask_natively(&question, folder, ctx));
        Self { question, folder: folder.map(Path::to_owned), asked: Instant::now(), native, typed, has_keyboard: false }
    }

    /// Looks for the answer, and shows the field where there is no dialog of the system.
    pub fn poll_ui(&mut self, ctx: &egui::Context) -> Answer {
        let Some(receiver) = &self.native else { return self.field_ui(ctx) };
        match receiver.try_recv() {
            Ok(Some(path)) => Answer::Path(self.with_extension(path)),
            Ok(None) | Err(TryRecvError::Disconnected) if self.asked.elapsed() < SOONEST_ANSWER => {
                self.native = None;
                ctx.request_repaint();
                Answer::Pending
            }
            Ok(None) | Err(TryRecvError::Disconnected) => Answer::Cancelled,
            Err(TryRecvError::Empty) => Answer::Pending,
        }
    }

    /// What is asked.
    pub fn question(&self) -> &Question {
        &self.question
    }

    fn field_ui(&mut self, ctx: &egui::Context) -> Answer {
        let (title, verb) = match self.question {
            Question::Open => ("Open a map", "Open"),
            Question::SaveAs(_) => ("Save the map as", "Save"),
        };
        let mut answer = Answer::Pending;
        let modal = theme::modal(ctx, "path-dialog").show(ctx, |ui| {
            ui.set_width(520.0);
            theme::heading_ui(ui, title);
            let label = ui.label("Path of the file");
            let field =
                ui.add(egui::TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY)).labelled_by(label.id);
            if !std::mem::replace(&mut self.has_keyboard, true) {
                field.request_focus();
            }
            ui.add_space(theme::GAP);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            ui.horizontal(|ui| {
                let ready = !self.typed.trim().is_empty();
                if (theme::main_button_ui(ui, verb, ready).clicked() || entered) && ready {
                    answer = Answer::Path(self.with_extension(self.typed_path()));
                }
                if ui.button("Cancel").clicked() {
                    answer = Answer::Cancelled;
                }
            });
        });
        if modal.should_close() && answer == Answer::Pending { Answer::Cancelled } else { answer }
    }

    fn typed_path(&self) -> PathBuf {
        let path = PathBuf::from(self.typed.trim());
        match &self.folder {
            Some(folder) if path.is_relative() => folder.join(path),
            _ => path,
        }
    }

    /// Adds the extension that some systems' dialogs leave out, when writing.
    fn with_extension(&self, path: PathBuf) -> PathBuf {
        match self.question {
            Question::SaveAs(_) if path.extension().is_none() => path.with_extension(EXTENSION),
            _ => path,
        }
    }
}

fn ask_natively(question: &Question, folder: Option<&Path>, ctx: &egui::Context) -> Receiver<Option<PathBuf>> {
    let mut dialog = rfd::AsyncFileDialog::new().add_filter("Boardwalk map", &[EXTENSION]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let (sender, receiver) = channel();
    let ctx = ctx.clone();
    let answered = move |handle: Option<rfd::FileHandle>| {
        // The window may be gone by now, and then nobody waits for the answer.
        sender.send(handle.map(|handle| handle.path().to_owned())).ok();
        ctx.request_repaint();
    };
    match question {
        Question::Open => {
            let choice = dialog.pick_file();
            std::thread::spawn(move || answered(pollster::block_on(choice)));
        }
        Question::SaveAs(name) => {
            let choice = dialog.set_file_name(name).save_file();
            std::thread::spawn(move || answered(pollster::block_on(choice)));
        }
    }
    receiver
}
