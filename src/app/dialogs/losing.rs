//! Before a file loses what the one that takes its place cannot be given: its owner, say.

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::session::file_acts::{self, FileAct};
use crate::storage::failure::losses_in_words;

/// The question.
pub(super) struct Losing(pub(super) file_acts::Losing);

#[derive(Clone, Copy)]
enum Way {
    Elsewhere,
    Save,
    Leave,
}

impl Losing {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let losing = &self.0;
        let text = format!(
            "{} is as it was. The system does not let a new file have all that this one has: {}.",
            losing.path.display(),
            losses_in_words(&losing.losses)
        );
        let choices = [("Save as…", Way::Elsewhere), ("Save all the same", Way::Save), ("Cancel", Way::Leave)];
        match prompt_ui(ctx, is_new, "Save, though the file loses something?", &text, &choices) {
            Answer::Pending => return true,
            Answer::Given(Way::Elsewhere) => acts.push(Act::File(FileAct::SaveAs(losing.next.clone()))),
            Answer::Given(Way::Save) => acts.push(Act::File(FileAct::AcceptLosses(losing.clone()))),
            Answer::Given(Way::Leave) | Answer::Cancelled => {}
        }
        false
    }
}
