//! After the program has ended without saving: what about the work that it kept.

use std::path::PathBuf;

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::session::file_acts::FileAct;

/// The question, with the file that the work belongs to, if it had one.
pub(super) struct Recover(pub(super) Option<PathBuf>);

#[derive(Clone, Copy)]
enum Way {
    TakeUp,
    Later,
    ThrowAway,
}

impl Recover {
    /// Shows the question; whether it stays open. It is not left by Escape: too much hangs on it.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let text = match &self.0 {
            Some(path) => {
                format!("Boardwalk ended before the changes to {} were saved. They were kept.", path.display())
            }
            None => "Boardwalk ended before your changes to a map were saved. They were kept.".to_owned(),
        };
        let choices = [("Take it up", Way::TakeUp), ("Not now", Way::Later), ("Throw it away", Way::ThrowAway)];
        match prompt_ui(ctx, is_new, "Take up unsaved work?", &text, &choices) {
            Answer::Pending | Answer::Cancelled => return true,
            Answer::Given(Way::TakeUp) => acts.push(Act::File(FileAct::TakeUp)),
            Answer::Given(Way::ThrowAway) => acts.push(Act::File(FileAct::ThrowAway)),
            Answer::Given(Way::Later) => {}
        }
        false
    }
}
