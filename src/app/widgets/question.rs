//! Questions: what stands in front of the whole window until it is answered.

use egui::{Context, Key, Modifiers, Ui};

use super::theme;
use crate::model::quote::message;

/// How wide a question is, points.
pub const WIDTH: f32 = 460.0;

/// What became of a question in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<T> {
    /// It still waits.
    Pending,
    /// People changed their mind.
    Cancelled,
    /// This is the answer.
    Given(T),
}

/// Shows a question; Escape and a click beside it leave it.
pub fn question_ui<T>(ctx: &Context, id: &str, content: impl FnOnce(&mut Ui) -> Answer<T>) -> Answer<T> {
    let modal = theme::modal(ctx, id).show(ctx, |ui| {
        theme::set_dialog_width(ui, WIDTH);
        content(ui)
    });
    let is_left = modal.should_close();
    match modal.inner {
        Answer::Pending if is_left => Answer::Cancelled,
        answer => answer,
    }
}

/// Shows a question with a button for each answer, the likeliest first: that one gets the keyboard.
pub fn prompt_ui<T: Copy>(ctx: &Context, is_new: bool, title: &str, text: &str, choices: &[(&str, T)]) -> Answer<T> {
    question_ui(ctx, "prompt", |ui| {
        theme::heading_ui(ui, title);
        // Names of files may hold anything, and are to be seen as they are.
        let lines: Vec<_> = text.lines().map(message).collect();
        egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| ui.label(lines.join("\n")));
        ui.add_space(theme::GAP);
        let mut answer = Answer::Pending;
        ui.horizontal(|ui| {
            for (index, (label, choice)) in choices.iter().enumerate() {
                let button = if index == 0 { theme::main_button_ui(ui, label, true) } else { ui.button(*label) };
                if index == 0 && is_new {
                    button.request_focus();
                }
                if button.clicked() {
                    answer = Answer::Given(*choice);
                }
            }
        });
        answer
    })
}

/// Sentences as a list: the first few, and how many more there are.
pub fn sentences_ui(ui: &mut Ui, sentences: &[String], most: usize) {
    for sentence in sentences.iter().take(most) {
        ui.horizontal_top(|ui| {
            ui.label("•");
            ui.add(egui::Label::new(sentence.as_str()).wrap());
        });
    }
    if sentences.len() > most {
        ui.label(theme::small(ui, format!("and {} more", sentences.len() - most)));
    }
}

/// The buttons at the end of a question: to do it, which Enter does too, and to leave it.
pub fn buttons_ui<T>(ui: &mut Ui, to_do: &str, enabled: bool, given: impl FnOnce() -> T) -> Answer<T> {
    ui.add_space(theme::GAP);
    let (mut is_wanted, mut is_left) = (false, false);
    ui.horizontal(|ui| {
        is_wanted = theme::main_button_ui(ui, to_do, enabled).clicked();
        is_left = ui.button("Cancel").clicked();
    });
    let has_entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if is_left {
        Answer::Cancelled
    } else if is_wanted || (enabled && has_entered) {
        Answer::Given(given())
    } else {
        Answer::Pending
    }
}
