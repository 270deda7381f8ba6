//! The panel below the canvas: findings, register and matrix, one at a time.

use egui::Ui;

use super::findings::Findings;
use super::matrix::Matrix;
use super::register::Register;
use super::theme;
use super::workbench::{Act, Lower, Workbench};

/// The panels that stand below the canvas, each with a state of its own.
#[derive(Default)]
pub struct LowerPanel {
    findings: Findings,
    register: Register,
    matrix: Matrix,
}

impl LowerPanel {
    /// Shows the tabs, and the panel that is open.
    pub fn lower_ui(&mut self, ui: &mut Ui, open: Lower, bench: &Workbench, acts: &mut Vec<Act>) {
        ui.horizontal_wrapped(|ui| {
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                ui.spacing_mut().button_padding.x = 0.0;
                for lower in Lower::ALL {
                    let text = theme::strong(lower.label(), theme::BODY);
                    let chosen = lower == open;
                    let colours = theme::colours(ui);
                    let text = if chosen { text } else { text.color(colours.muted) };
                    let tab = ui.add(egui::Button::selectable(false, text).frame(false));
                    tab.widget_info(|| {
                        egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, chosen, lower.label())
                    });
                    if chosen {
                        let line = egui::Rect::from_min_max(tab.rect.left_bottom(), tab.rect.right_bottom())
                            .expand2(egui::vec2(0.0, 1.0));
                        ui.painter().rect_filled(line, 1.0, colours.accent);
                    }
                    if tab.clicked() && !chosen {
                        acts.push(Act::Lower(lower));
                    }
                }
            });
            if open == Lower::Findings {
                ui.add_space(18.0);
                self.findings.filter_ui(ui, bench);
            }
        });
        ui.add_space(4.0);
        match open {
            Lower::Findings => self.findings.findings_ui(ui, bench, acts),
            Lower::Register => self.register.register_ui(ui, bench, acts),
            Lower::Matrix => self.matrix.matrix_ui(ui, bench, acts),
        }
    }
}
