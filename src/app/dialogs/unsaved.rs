//! Before changes that are not saved are lost: what about them.

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::model::quote::shortened;
use crate::session::file_acts::{FileAct, Next};

/// The question, with what is to be done afterwards.
pub(super) struct Unsaved(pub(super) Next);

impl Unsaved {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let document = &seen.session.document;
        let file = document.path().map_or_else(|| "in no file yet".to_owned(), |path| format!("in {}", path.display()));
        let text = format!("“{}”, {file}, has changes that are not saved.", shortened(document.map().called()));
        let choices = [("Save", Some(true)), ("Don’t save", Some(false)), ("Cancel", None)];
        match prompt_ui(ctx, is_new, "Save your changes?", &text, &choices) {
            Answer::Pending => return true,
            Answer::Given(Some(true)) => acts.push(Act::File(FileAct::Save(Some(self.0.clone())))),
            Answer::Given(Some(false)) => acts.push(Act::File(FileAct::Discard(self.0.clone()))),
            Answer::Given(None) | Answer::Cancelled => {}
        }
        false
    }
}
