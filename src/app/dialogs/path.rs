//! Asking for a path: in the system's own dialog, off the window's thread, or in a plain field where there is none.

use std::path::PathBuf;
use std::time::Duration;

use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::session::file_acts::{FileAct, PathWish};
use crate::session::files::EXTENSION;
use crate::session::task::{Poll, Task, Wake};

/// A dialog that is gone sooner than this was never shown: there is no portal on this system.
const SOONEST_ANSWER: Duration = Duration::from_millis(400);

/// A path that is asked for.
pub(super) struct PathDialog {
    wish: PathWish,
    folder: Option<PathBuf>,
    /// The system's own dialog, while it is open.
    native: Option<Task<Option<PathBuf>>>,
    typed: String,
    has_keyboard: bool,
}

impl PathDialog {
    /// Asks in the system's dialog if `is_native`, else in a field in the window.
    pub(super) fn new(wish: PathWish, folder: Option<PathBuf>, is_native: bool, wake: &Wake) -> Self {
        let typed = match (&wish, &folder) {
            (PathWish::SaveAs { name, .. }, Some(folder)) => folder.join(name).display().to_string(),
            (PathWish::SaveAs { name, .. }, None) => name.clone(),
            (PathWish::Open, _) => String::new(),
        };
        let native = is_native.then(|| ask_natively(&wish, folder.as_ref(), wake));
        Self { wish, folder, native, typed, has_keyboard: false }
    }

    /// Whether a map is to be opened, whichever is open now.
    pub(super) fn is_for_opening(&self) -> bool {
        self.wish == PathWish::Open
    }

    /// Looks for the answer, and shows the field where there is no dialog of the system; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) -> bool {
        let Some(task) = &self.native else { return self.field_ui(ctx, acts) };
        match task.poll() {
            Poll::Pending => true,
            Poll::Done(Some(path)) => {
                acts.push(self.answer(path));
                false
            }
            Poll::Done(None) | Poll::Broken if task.lasts() < SOONEST_ANSWER => {
                self.native = None;
                ctx.request_repaint();
                true
            }
            Poll::Done(None) | Poll::Broken => false,
        }
    }

    fn field_ui(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) -> bool {
        let (title, verb) = match self.wish {
            PathWish::Open => ("Open a map", "Open"),
            PathWish::SaveAs { .. } => ("Save the map as", "Save"),
        };
        let (mut is_given, mut is_left) = (false, false);
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
                is_given = (theme::main_button_ui(ui, verb, ready).clicked() || entered) && ready;
                is_left = ui.button("Cancel").clicked();
            });
        });
        if is_given {
            acts.push(self.answer(self.typed_path()));
        }
        !(is_given || is_left || modal.should_close())
    }

    fn typed_path(&self) -> PathBuf {
        let path = PathBuf::from(self.typed.trim());
        match &self.folder {
            Some(folder) if path.is_relative() => folder.join(path),
            _ => path,
        }
    }

    /// What is done with the path; some systems' dialogs leave the extension out when writing.
    fn answer(&self, path: PathBuf) -> Act {
        let path = match self.wish {
            PathWish::SaveAs { .. } if path.extension().is_none() => path.with_extension(EXTENSION),
            _ => path,
        };
        Act::File(FileAct::Use(self.wish.clone(), path))
    }
}

fn ask_natively(wish: &PathWish, folder: Option<&PathBuf>, wake: &Wake) -> Task<Option<PathBuf>> {
    let mut dialog = rfd::AsyncFileDialog::new().add_filter("Boardwalk map", &[EXTENSION]);
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let path = |handle: Option<rfd::FileHandle>| handle.map(|handle| handle.path().to_owned());
    // Some systems want the dialog made on the window's thread; only its answer is waited for elsewhere.
    match wish {
        PathWish::Open => {
            let choice = dialog.pick_file();
            Task::start(wake, move |_| path(pollster::block_on(choice)))
        }
        PathWish::SaveAs { name, .. } => {
            let choice = dialog.set_file_name(name).save_file();
            Task::start(wake, move |_| path(pollster::block_on(choice)))
        }
    }
}
