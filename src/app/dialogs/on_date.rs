//! Where somebody tries to change a map that is shown as of a date: back to now first, so that nothing is changed unseen.

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::model::When;

/// What is asked, with the date that is looked at.
pub(super) struct OnDate(pub(super) When);

impl OnDate {
    /// Asks it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let date = self.0;
        let text = format!("This is the map as of {date}. What you change, you change in the map as it is now.");
        match prompt_ui(ctx, is_new, "Go back to now?", &text, &[("Go back to now", true), ("Stay there", false)]) {
            Answer::Pending => return true,
            Answer::Given(true) => acts.push(Act::Date(None)),
            Answer::Given(false) | Answer::Cancelled => {}
        }
        false
    }
}
