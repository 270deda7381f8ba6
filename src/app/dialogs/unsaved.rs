//! Before changes that are not saved are lost: what about them.

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::model::quote::shortened;
use crate::model::words::list;
use crate::session::file_acts::{FileAct, Next};
use crate::storage::recovery::Draft;

/// The question, with what is to be done afterwards.
pub(super) struct Unsaved(pub(super) Next);

impl Unsaved {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let document = &seen.session.document;
        if !document.is_dirty() {
            return self.typing_ui(ctx, seen, is_new, acts);
        }
        let file = document.path().map_or_else(|| "in no file yet".to_owned(), |path| format!("in {}", path.display()));
        let typed = match seen.session.drafts_lost_by(&self.0) {
            [] => String::new(),
            typed => format!("\nWhat is typed in {} is neither on the map nor in a file.", named(typed)),
        };
        let text = format!("“{}”, {file}, has changes that are not saved.{typed}", shortened(document.map().called()));
        let choices = [("Save", Some(true)), ("Don’t save", Some(false)), ("Cancel", None)];
        match prompt_ui(ctx, is_new, "Save your changes?", &text, &choices) {
            Answer::Pending => return true,
            Answer::Given(Some(true)) => acts.push(Act::File(FileAct::Save(Some(self.0.clone())))),
            Answer::Given(Some(false)) => acts.push(Act::File(FileAct::Discard(self.0.clone()))),
            Answer::Given(None) | Answer::Cancelled => {}
        }
        false
    }

    /// Nothing can be saved of what is only being typed.
    fn typing_ui(&self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let typed = seen.session.drafts_lost_by(&self.0);
        let text = format!("What is typed in {} is neither on the map nor in a file, and would be lost.", named(typed));
        let choices = [("Go on typing", false), ("Lose it", true)];
        match prompt_ui(ctx, is_new, "Leave what is being typed?", &text, &choices) {
            Answer::Pending => return true,
            Answer::Given(true) => acts.push(Act::File(FileAct::Discard(self.0.clone()))),
            Answer::Given(false) => acts.push(Act::TypeOn(typed.to_vec())),
            Answer::Cancelled => {}
        }
        false
    }
}

/// The places of texts, as people call them.
fn named(typed: &[Draft]) -> String {
    let what: Vec<String> = typed.iter().map(|draft| format!("“{}”", shortened(&draft.what))).collect();
    list(&what, 3)
}
