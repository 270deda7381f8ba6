//! Before something is removed: what goes with it.

use egui::Ui;

use super::{Answer, buttons_ui};
use crate::app::outline::capitalised;
use crate::app::theme;
use crate::editing::remove::Removal;

/// How many consequences are named before the rest is counted.
const MOST: usize = 10;

pub(super) fn remove_ui(ui: &mut Ui, removal: &Removal) -> Answer {
    theme::heading_ui(ui, &format!("{}?", capitalised(&removal.step.label)));
    for sentence in removal.sentences.iter().take(MOST) {
        ui.horizontal_top(|ui| {
            ui.label("•");
            ui.add(egui::Label::new(sentence.as_str()).wrap());
        });
    }
    if removal.sentences.len() > MOST {
        ui.label(theme::small(ui, format!("and {} more", removal.sentences.len() - MOST)));
    }
    ui.add_space(4.0);
    ui.label(theme::small(ui, "Undo brings all of it back."));
    match buttons_ui(ui, "Remove", true) {
        Some(true) => Answer::Given(Ok(removal.step.clone())),
        Some(false) => Answer::Cancelled,
        None => Answer::Pending,
    }
}
