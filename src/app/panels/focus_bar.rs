//! The bar of the focus above the map: what is looked at, and how much of it.

use egui::{RichText, Ui, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::words::count;
use crate::model::{Focus, LinkKind, Question, Rest};
use crate::session::Session;

/// The room of the buttons, without and with those of neighbours, points.
const BUTTONS: f32 = 216.0;
const OF_NEIGHBOURS: f32 = 190.0;

/// Whether something is in focus, so that there is a bar.
pub(super) fn is_there(seen: &Seen<'_>) -> bool {
    seen.session.view.focus.is_some()
}

/// Shows the bar.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let session = seen.session;
    let Some(focus) = &session.view.focus else { return };
    let gone = "What was in focus is not on this map.";
    let text = session.in_focus().map_or(gone, |seen| seen.text.as_str());
    let is_about_neighbours = matches!(focus.question, Question::Neighbours { .. });
    let buttons = if is_about_neighbours { BUTTONS + OF_NEIGHBOURS } else { BUTTONS };
    ui.horizontal(|ui| {
        let room = (ui.available_width() - buttons).max(160.0);
        ui.allocate_ui(egui::vec2(room, theme::ROW), |ui| {
            ui.set_width(room);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(theme::strong("In focus", theme::SMALL).color(theme::colours(ui).accent));
                let told = ui.add(egui::Label::new(RichText::new(text).size(theme::BODY)).wrap());
                ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            ui.spacing_mut().button_padding.x = 7.0;
            if button_ui(ui, session, "×", Command::LeaveFocus).clicked() {
                acts.push(Act::Focus(None));
            }
            rest_ui(ui, focus, acts);
            if let Question::Neighbours { steps, .. } = &focus.question {
                ui.separator();
                steps_ui(ui, session, *steps, acts);
                kinds_ui(ui, focus, acts);
            }
        });
    });
}

/// A button that gives a command, called as that is.
fn button_ui(ui: &mut Ui, session: &Session, text: &str, command: Command) -> egui::Response {
    let entry = command::entry(command);
    let is_enabled = entry.is_enabled(session);
    let button = ui.add_enabled(is_enabled, egui::Button::new(RichText::new(text).size(theme::SMALL)));
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_enabled, entry.label));
    button.on_hover_text(entry.tooltip)
}

/// What becomes of the rest.
fn rest_ui(ui: &mut Ui, focus: &Focus, acts: &mut Vec<Act>) {
    for (rest, words, hint) in [
        (Rest::Folds, "Fold", "Fold the trees that are not in focus to a card each (G)"),
        (Rest::IsLeftOut, "Leave out", "Leave out what is not in focus (G)"),
        (Rest::Fades, "Fade", "Have what is not in focus fade (G)"),
    ] {
        let text = RichText::new(words).size(theme::SMALL);
        if ui.selectable_label(focus.rest == rest, text).on_hover_text(hint).clicked() && focus.rest != rest {
            acts.push(Act::Focus(Some(Focus { rest, ..focus.clone() })));
        }
    }
}

/// Through how many lines neighbours are looked for; from right to left.
fn steps_ui(ui: &mut Ui, session: &Session, steps: u8, acts: &mut Vec<Act>) {
    if button_ui(ui, session, "+", Command::MoreSteps).clicked() {
        acts.push(Act::Command(Command::MoreSteps));
    }
    ui.label(theme::small(ui, count(steps.into(), "step", "steps")));
    if button_ui(ui, session, "−", Command::FewerSteps).clicked() {
        acts.push(Act::Command(Command::FewerSteps));
    }
}

/// Along which kinds of line.
fn kinds_ui(ui: &mut Ui, focus: &Focus, acts: &mut Vec<Act>) {
    let Question::Neighbours { of, steps, kinds } = &focus.question else { return };
    let shown = if kinds.is_empty() { "Every line".to_owned() } else { count(kinds.len(), "kind", "kinds") };
    ui.menu_button(RichText::new(format!("{shown} ⏷")).size(theme::SMALL), |ui| {
        ui.label(theme::small(ui, "Neighbours along lines that say"));
        let mut wanted = kinds.clone();
        for kind in LinkKind::ALL {
            let mut is_on = wanted.contains(&kind);
            if ui.checkbox(&mut is_on, kind.word()).changed() {
                if is_on {
                    wanted.insert(kind)
                } else {
                    wanted.remove(&kind)
                };
            }
        }
        if ui.add_enabled(!wanted.is_empty(), egui::Button::new("Every line")).clicked() {
            wanted.clear();
        }
        if wanted != *kinds {
            let question = Question::Neighbours { of: of.clone(), steps: *steps, kinds: wanted };
            acts.push(Act::Focus(Some(Focus { question, rest: focus.rest })));
        }
    })
    .response
    .on_hover_text("Along which kinds of line neighbours are looked for");
}
