//! The bar of what is folded, above the map: how much stands on how many cards, and the way to see all of it.

use egui::Ui;

use crate::app::act::{Act, Command};
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::session::Session;

/// What stands folded in the picture, if anything does.
fn note(session: &Session) -> Option<&str> {
    session.picture.as_ref().map(|picture| picture.scene.note.as_str()).filter(|note| !note.is_empty())
}

/// Whether anything is folded, so that there is a bar.
pub(super) fn is_there(seen: &Seen<'_>) -> bool {
    note(seen.session).is_some()
}

/// Shows the bar.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let Some(note) = note(seen.session) else { return };
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().button_padding.x = 7.0;
            let button = ui.button(egui::RichText::new("Unfold all").size(theme::SMALL));
            if button.on_hover_text("Show every card, however small its name is then").clicked() {
                acts.push(Act::Command(Command::UnfoldAll));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(theme::strong("Folded", theme::SMALL).color(theme::colours(ui).accent));
                ui.add(egui::Label::new(theme::small(ui, note)).truncate());
            });
        });
    });
}
