//! The tour above the map: what is to be done next, whether it was done, and the way out. It takes nothing from what
//! stands below it.

use egui::{RichText, Ui, Vec2};

use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::session::tour::{STEPS, Tour, TourAct};

/// The room of the buttons, points.
const BUTTONS: f32 = 216.0;

/// Shows the step that the tour is at, while it is taken.
pub(super) fn show(ui: &mut Ui, tour: &Tour, acts: &mut Vec<Act>) {
    let Some((step, is_done)) = tour.step() else { return };
    let colours = theme::colours(ui);
    let fill = colours.panel.lerp_to_gamma(colours.accent, 0.10);
    let frame = theme::panel_frame(ui).fill(fill).inner_margin(egui::Margin::symmetric(theme::MARGIN, 8));
    egui::Panel::top("tour").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let room = (ui.available_width() - BUTTONS).max(200.0);
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.horizontal(|ui| {
                    dots_ui(ui, tour.place(), is_done);
                    let words = format!("Tour, step {} of {}: {}", tour.place() + 1, STEPS.len(), step.title);
                    let title = ui.label(theme::strong(format!("{}. {}", tour.place() + 1, step.title), theme::BODY));
                    theme::tell_heading(&title, &words);
                });
                let text = if is_done { format!("✔  Done. {}", step.done) } else { step.task.to_owned() };
                let told = ui.add(egui::Label::new(RichText::new(text).size(theme::BODY)).wrap());
                ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(egui::accesskit::Live::Polite));
            });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let leave = ui.button("Leave").on_hover_text("Leave the tour (Escape); it is found again in Help");
                theme::name_button(&leave, "Leave the tour", true);
                if leave.clicked() {
                    acts.push(Act::Tour(TourAct::Leave));
                }
                let is_last = tour.place() + 1 == STEPS.len();
                let next = match (is_done, is_last) {
                    (true, true) => theme::main_button_ui(ui, "Finish", true),
                    (true, false) => theme::main_button_ui(ui, "Next", true),
                    (false, true) => ui.button("Finish"),
                    (false, false) => ui.button("Skip"),
                };
                if next.clicked() {
                    acts.push(Act::Tour(TourAct::Go(1)));
                }
                let has_before = tour.place() > 0;
                let back = ui.add_enabled(has_before, egui::Button::new("Back"));
                theme::name_button(&back, "Back", has_before);
                if back.clicked() {
                    acts.push(Act::Tour(TourAct::Go(-1)));
                }
            });
        });
    });
}

/// How far the tour has come, as a dot a step.
fn dots_ui(ui: &mut Ui, place: usize, is_done: bool) {
    let colours = theme::colours(ui);
    let step = Vec2::new(11.0, 0.0);
    let size = Vec2::new(step.x * STEPS.len() as f32, theme::BODY);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    let first = rect.left_center() + step / 2.0;
    for at in 0..STEPS.len() {
        let centre = first + step * at as f32;
        if at < place || (at == place && is_done) {
            ui.painter().circle_filled(centre, 3.5, colours.accent);
        } else {
            let colour = if at == place { colours.accent } else { colours.muted };
            ui.painter().circle_stroke(centre, 3.0, egui::Stroke::new(1.2, colour));
        }
    }
}
