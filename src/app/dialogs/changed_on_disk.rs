//! Before the change of another program is lost: where to save.

use std::path::PathBuf;

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::session::file_acts::{FileAct, FileQuestion, Next};

/// The question, with the file and what is to be done afterwards.
pub(super) struct ChangedOnDisk {
    pub(super) path: PathBuf,
    pub(super) next: Option<Next>,
}

#[derive(Clone, Copy)]
enum Way {
    Elsewhere,
    Overwrite,
    Look,
    Leave,
}

impl ChangedOnDisk {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let text = format!(
            "{} is no longer as it was when it was opened. Saving over it would lose what was changed there.",
            self.path.display()
        );
        let choices = [
            ("Save as…", Way::Elsewhere),
            ("See what changed…", Way::Look),
            ("Overwrite", Way::Overwrite),
            ("Cancel", Way::Leave),
        ];
        match prompt_ui(ctx, is_new, "Another program changed this file", &text, &choices) {
            Answer::Pending => return true,
            Answer::Given(Way::Elsewhere) => acts.push(Act::File(FileAct::SaveAs(self.next.clone()))),
            Answer::Given(Way::Overwrite) => {
                acts.push(Act::File(FileAct::Overwrite(self.path.clone(), self.next.clone())));
            }
            Answer::Given(Way::Look) => {
                let again = FileQuestion::ChangedOnDisk(self.path.clone(), self.next.clone());
                acts.push(Act::File(FileAct::Compare(Some(Box::new(again)))));
            }
            Answer::Given(Way::Leave) | Answer::Cancelled => {}
        }
        false
    }
}
