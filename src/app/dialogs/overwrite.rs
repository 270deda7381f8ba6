//! Before a file is replaced that is there already.

use std::path::PathBuf;

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::session::file_acts::{FileAct, Next};

/// The question, with the file and what is to be done afterwards.
pub(super) struct Overwrite {
    pub(super) path: PathBuf,
    pub(super) next: Option<Next>,
}

impl Overwrite {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let text = format!("{} is there already. Replacing it loses what is in it.", self.path.display());
        match prompt_ui(ctx, is_new, "Replace the file?", &text, &[("Cancel", false), ("Replace", true)]) {
            Answer::Pending => return true,
            Answer::Given(true) => acts.push(Act::File(FileAct::Overwrite(self.path.clone(), self.next.clone()))),
            Answer::Given(false) | Answer::Cancelled => {}
        }
        false
    }
}
