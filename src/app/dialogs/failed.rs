//! What did not work, and why.

use crate::app::widgets::question::{Answer, prompt_ui};

/// What is told.
pub(super) struct Failed {
    pub(super) title: String,
    pub(super) message: String,
}

impl Failed {
    /// Tells it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool) -> bool {
        prompt_ui(ctx, is_new, &self.title, &self.message, &[("Close", ())]) == Answer::Pending
    }
}
