//! The notice: what the last step did to the findings, at the foot of the canvas, with the way back.

use crate::app::act::{Act, Command};
use crate::app::seen::Seen;
use crate::app::widgets::theme;

/// Shows the notice, while it is fresh.
pub fn show(ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let Some((notice, left)) = seen.session.notice.as_ref().and_then(|notice| Some((notice, notice.left()?))) else {
        return;
    };
    ctx.request_repaint_after(left);
    let screen = seen.canvas.screen();
    let area = egui::Area::new(egui::Id::new("notice"))
        .order(egui::Order::Middle)
        .pivot(egui::Align2::CENTER_BOTTOM)
        .fixed_pos(screen.center_bottom() - egui::vec2(0.0, 14.0));
    area.show(ctx, |ui| {
        let colours = theme::colours(ui);
        egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(12, 7)).show(ui, |ui| {
            ui.horizontal(|ui| {
                let title = ui.label(theme::strong(notice.title.as_str(), theme::BODY));
                ui.ctx().accesskit_node_builder(title.id, |node| {
                    node.set_label(notice.words());
                    node.set_live(egui::accesskit::Live::Polite);
                });
                if let Some(solved) = notice.solved_words() {
                    ui.label(theme::small(ui, "·"));
                    ui.label(egui::RichText::new(solved).size(theme::SMALL).color(colours.accent));
                }
                if let Some(new) = notice.new_words() {
                    ui.label(theme::small(ui, "·"));
                    let colour = notice.worst().map_or(colours.muted, |worst| colours.severity(worst));
                    ui.label(egui::RichText::new(new).size(theme::SMALL).color(colour));
                }
                if notice.is_made && ui.button("Undo").clicked() {
                    acts.push(Act::Command(Command::Undo));
                }
                if ui.add(egui::Button::new("×").frame(false)).on_hover_text("Close").clicked() {
                    acts.push(Act::CloseNotice);
                }
            });
        });
    });
}
