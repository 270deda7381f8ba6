//! The system's own dialog for the file that is to be written.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::session::task::{Poll, Task, Wake};

/// The dialog, while it is open or can be opened.
pub struct Choosing {
    task: Option<Task<Option<PathBuf>>>,
    wake: Wake,
}

impl Choosing {
    /// The room of its button, points.
    pub const ROOM: f32 = 90.0;

    /// Not open yet. None where the system's own dialogs must not be used.
    pub fn new(is_native: bool, wake: &Wake) -> Option<Self> {
        is_native.then(|| Self { task: None, wake: wake.clone() })
    }

    /// The button that opens it, at a path, for files of that title with those ends.
    pub fn button_ui(&mut self, ui: &mut Ui, path: &Path, (title, ends): (&str, &[&str])) {
        if !ui.add_enabled(self.task.is_none(), egui::Button::new("Choose…")).clicked() {
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().add_filter(title, ends);
        if let Some(folder) = path.parent() {
            dialog = dialog.set_directory(folder);
        }
        let name = path.file_name().unwrap_or_default().display().to_string();
        // Some systems want the dialog made on the window's thread; only its answer is waited for elsewhere.
        let choice = dialog.set_file_name(name).save_file();
        let path = |handle: Option<rfd::FileHandle>| handle.map(|handle| handle.path().to_owned());
        self.task = Some(Task::start(&self.wake, move |_| path(pollster::block_on(choice))));
    }

    /// The path that was chosen, once.
    pub fn chosen(&mut self) -> Option<PathBuf> {
        let answer = match self.task.as_ref()?.poll() {
            Poll::Pending => return None,
            Poll::Broken => None,
            Poll::Done(path) => path,
        };
        self.task = None;
        answer
    }
}
