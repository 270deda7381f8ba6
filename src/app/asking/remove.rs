//! Before something is removed: what goes with it.

use egui::Ui;

use super::{Answer, buttons_ui, sentences_ui};
use crate::app::theme;
use crate::editing::remove::Removal;
use crate::model::words::capitalised;

/// How many consequences are named before the rest is counted.
const MOST: usize = 10;

pub(super) fn remove_ui(ui: &mut Ui, removal: &Removal) -> Answer {
    theme::heading_ui(ui, &format!("{}?", capitalised(&removal.step.label)));
    sentences_ui(ui, &removal.sentences, MOST);
    ui.add_space(4.0);
    ui.label(theme::small(ui, "Undo brings all of it back."));
    match buttons_ui(ui, "Remove", true) {
        Some(true) => Answer::Given(Ok(removal.step.clone())),
        Some(false) => Answer::Cancelled,
        None => Answer::Pending,
    }
}
