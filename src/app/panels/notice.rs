//! The notice: what the last step did to the findings, at the foot of the canvas, with the way back.

use crate::app::act::{Act, Ask, Command};
use crate::app::seen::Seen;
use crate::app::widgets::theme;

/// How wide it is at most and at least, points; and how far it stays from the borders of the canvas.
const MOST: f32 = 560.0;
const LEAST: f32 = 160.0;
const MARGIN: f32 = 24.0;
/// The room of its buttons.
const BUTTONS: f32 = 96.0;

/// Shows the notice, while it is fresh: what was done in one line, with the way back, and what came of it in another.
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
    let most = (screen.width() - 2.0 * MARGIN).clamp(LEAST, MOST);
    area.show(ctx, |ui| {
        let colours = theme::colours(ui);
        egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(12, 7)).show(ui, |ui| {
            let title = theme::strong(notice.title.as_str(), theme::BODY);
            let left = notice.left_words().map(|words| (words, colours.warning));
            let news = [
                left,
                notice.solved_words().map(|words| (words, colours.accent)),
                notice.changed_words().map(|words| (words, colours.muted)),
                notice
                    .new_words()
                    .map(|words| (words, notice.worst().map_or(colours.muted, |worst| colours.severity(worst)))),
            ];
            let news: Vec<_> = news.into_iter().flatten().collect();
            let told: Vec<&str> = news.iter().map(|(words, _)| words.as_str()).collect();
            let width = |text: egui::WidgetText| {
                text.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, egui::TextStyle::Body).size().x
            };
            let buttons = if notice.left_open().is_some() { 2.0 * BUTTONS } else { BUTTONS };
            let wanted =
                (width(title.clone().into()) + buttons).max(width(theme::small(ui, told.join("  ·  ")).into()));
            let width = wanted.min(most);
            ui.set_width(width);
            let buttons_first = egui::Layout::right_to_left(egui::Align::Center);
            ui.allocate_ui_with_layout(egui::vec2(width, theme::ROW), buttons_first, |ui| {
                if ui.add(egui::Button::new("×").frame(false)).on_hover_text("Close").clicked() {
                    acts.push(Act::CloseNotice);
                }
                if notice.is_made && ui.button("Undo").clicked() {
                    acts.push(Act::Command(Command::Undo));
                }
                if let Some(left) = notice.left_open()
                    && ui.button("Answer…").on_hover_text("Say what becomes of what still hangs on it").clicked()
                {
                    acts.push(Act::Ask(Ask::Close(left.body.clone())));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let title = ui.add(egui::Label::new(title).truncate());
                    ui.ctx().accesskit_node_builder(title.id, |node| {
                        node.set_label(notice.words());
                        node.set_live(egui::accesskit::Live::Polite);
                    });
                });
            });
            if !news.is_empty() {
                let mut line = egui::text::LayoutJob::default();
                for (place, (words, colour)) in news.into_iter().enumerate() {
                    let font = egui::FontId::proportional(theme::SMALL);
                    if place > 0 {
                        line.append("  ·  ", 0.0, egui::TextFormat::simple(font.clone(), colours.muted));
                    }
                    line.append(&words, 0.0, egui::TextFormat::simple(font, colour));
                }
                ui.add(egui::Label::new(line).truncate());
            }
        });
    });
}
