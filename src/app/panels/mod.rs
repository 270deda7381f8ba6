//! Panels: what stands around the canvas. Each has a file of its own, and none knows another.

mod findings;
mod inspector;
mod matrix;
pub mod notice;
mod outline;
mod register;
mod status_bar;
mod toolbar;
pub mod top_bar;

use egui::Ui;

use super::act::Act;
use super::seen::Seen;
use super::widgets::theme;
use crate::session::Session;
use crate::session::panels::Panel;
use findings::Findings;
use inspector::Inspector;
use matrix::Matrix;
use outline::Outline;
use register::Register;
use top_bar::TopBar;

/// The panels, each with a state of its own.
#[derive(Default)]
pub struct Panels {
    top_bar: TopBar,
    outline: Outline,
    inspector: Inspector,
    findings: Findings,
    register: Register,
    matrix: Matrix,
}

impl Panels {
    /// Shows all that are open, from the outside inwards; what is left in the middle is the canvas's.
    pub fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let frame = theme::panel_frame(ui);
        egui::Panel::top("top").frame(frame.inner_margin(egui::Margin::symmetric(12, 8))).show(ui, |ui| {
            self.top_bar.show(ui, seen, acts);
        });
        let quiet = frame.fill(theme::colours(ui).canvas).inner_margin(egui::Margin::symmetric(theme::MARGIN, 3));
        egui::Panel::bottom("status").frame(quiet).show(ui, |ui| status_bar::show(ui, seen));
        if session.panels.is_open(Panel::Outline) {
            egui::Panel::left("outline").default_size(236.0).size_range(160.0..=420.0).frame(frame).show(ui, |ui| {
                self.outline.show(ui, seen, acts);
            });
        }
        if session.panels.is_open(Panel::Inspector) {
            egui::Panel::right("inspector").default_size(272.0).size_range(220.0..=520.0).frame(frame).show(ui, |ui| {
                self.inspector.show(ui, seen, acts);
            });
        }
        if let Some(open) = session.panels.below
            && let Some(height) = open.height()
        {
            // Each keeps the height that it has been given.
            let height = (ui.available_height() * height.share).clamp(height.least, height.most);
            let panel = egui::Panel::bottom(open.label()).resizable(true).default_size(height).min_size(90.0);
            panel.frame(frame).show(ui, |ui| self.below_ui(ui, open, seen, acts));
        }
        let bar = frame.inner_margin(egui::Margin::symmetric(10, 4));
        egui::Panel::top("toolbar").frame(bar).show(ui, |ui| toolbar::show(ui, seen, acts));
    }

    /// Makes acts of what is being typed, for a command that is about to be carried out, or a window about to close.
    pub fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        self.inspector.settle(session, acts);
    }

    /// Shows the tabs below the canvas, and the panel that is open there.
    fn below_ui(&mut self, ui: &mut Ui, open: Panel, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        ui.horizontal_wrapped(|ui| {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                ui.spacing_mut().button_padding.x = 0.0;
                for panel in Panel::below() {
                    if tab_ui(ui, panel.label(), panel == open).clicked() && panel != open {
                        acts.push(Act::Open(panel, true));
                    }
                }
            });
            if open == Panel::Findings {
                ui.add_space(18.0);
                self.findings.filter_ui(ui, seen.session);
            }
        });
        ui.add_space(4.0);
        match open {
            Panel::Findings => self.findings.show(ui, seen, acts),
            Panel::Register => self.register.show(ui, seen, acts),
            Panel::Matrix => self.matrix.show(ui, seen, acts),
            Panel::Outline | Panel::Inspector | Panel::Minimap | Panel::Legend => {}
        }
    }
}

fn tab_ui(ui: &mut Ui, label: &str, is_chosen: bool) -> egui::Response {
    let text = theme::strong(label, theme::BODY);
    let colours = theme::colours(ui);
    let text = if is_chosen { text } else { text.color(colours.muted) };
    let tab = ui.add(egui::Button::selectable(false, text).frame(false));
    tab.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_chosen, label));
    if is_chosen {
        let line = egui::Rect::from_min_max(tab.rect.left_bottom(), tab.rect.right_bottom());
        ui.painter().rect_filled(line.expand2(egui::vec2(0.0, 1.0)), 1.0, colours.accent);
    }
    tab
}
