//! Where somebody tries to change a map that is open for reading only: why that cannot be, and a copy that can be changed.

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::model::words::capitalised;
use crate::session::file_acts::FileAct;
use crate::storage;

/// What is told, with the reason.
pub(super) struct ReadOnly(pub(super) storage::ReadOnly);

impl ReadOnly {
    /// Tells it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let text = format!("{}.", capitalised(&self.0.to_string()));
        let choices: &[(&str, bool)] = match self.0 {
            storage::ReadOnly::Protected => &[("Save a copy…", true), ("Not now", false)],
            storage::ReadOnly::LaterVersion(_) => &[("Close", false)],
        };
        match prompt_ui(ctx, is_new, "Open for reading only", &text, choices) {
            Answer::Pending => return true,
            Answer::Given(true) => acts.push(Act::File(FileAct::SaveAs(None))),
            Answer::Given(false) | Answer::Cancelled => {}
        }
        false
    }
}
