//! The context menu: what can be done with a card, a line or an empty place, where the pointer is.

use egui::{Pos2, Ui};

use super::canvas::MenuOn;
use super::command::Command;
use super::naming::Naming;
use super::workbench::{Act, Workbench};
use crate::model::NodeKind;

/// A menu that is open.
pub struct ContextMenu {
    on: MenuOn,
    at: Pos2,
    is_new: bool,
}

const ON_CARD: &[&[Command]] = &[
    &[Command::DrawLine, Command::RepeatLine, Command::Rename, Command::ChangeKind, Command::ChangeStatus],
    &[Command::MoveUnder, Command::Merge, Command::Split],
    &[Command::Cut, Command::Copy, Command::Duplicate, Command::Delete],
    &[Command::Pin, Command::TidySelection, Command::ZoomToSelection],
];
const ON_CARDS: &[&[Command]] = &[
    &[Command::DrawLine, Command::ChangeKind, Command::ChangeStatus, Command::MoveUnder, Command::Merge],
    &[Command::AlignLeft, Command::AlignCentre, Command::AlignTop, Command::AlignMiddle],
    &[Command::DistributeAcross, Command::DistributeDown, Command::Pin, Command::TidySelection],
    &[Command::Cut, Command::Copy, Command::Duplicate, Command::Delete],
];
const ON_LINE: &[&[Command]] =
    &[&[Command::ChangeKind, Command::ChangeStatus, Command::Reverse], &[Command::Copy, Command::Delete]];
const ON_GROUND: &[&[Command]] = &[&[Command::Paste, Command::SelectAll], &[Command::Fit, Command::TidyCards]];

impl ContextMenu {
    /// A menu of what lies there.
    pub fn new(on: MenuOn, at: Pos2) -> Self {
        Self { on, at, is_new: true }
    }
}

impl Workbench {
    /// Shows the menu that is open.
    pub(super) fn context_menu_ui(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) {
        let Some(mut menu) = self.context_menu.take() else { return };
        let is_new = std::mem::take(&mut menu.is_new);
        let before = acts.len();
        let area = egui::Area::new(egui::Id::new("context menu")).order(egui::Order::Foreground).constrain(true);
        let shown = area.fixed_pos(menu.at).show(ctx, |ui| {
            egui::Frame::menu(ui.style()).show(ui, |ui| {
                ui.set_width(230.0);
                ui.style_mut().visuals.widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
                ui.style_mut().visuals.widgets.inactive.bg_stroke = egui::Stroke::NONE;
                ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
                    self.entries_ui(ui, &menu, is_new, acts);
                });
            });
        });
        let is_left = ctx.input_mut(|input| {
            let at = input.pointer.interact_pos();
            let outside = input.pointer.any_pressed() && at.is_some_and(|at| !shown.response.rect.contains(at));
            (outside && !is_new) || input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)
        });
        if acts.len() == before && !is_left {
            self.context_menu = Some(menu);
        }
    }

    fn entries_ui(&self, ui: &mut Ui, menu: &ContextMenu, is_new: bool, acts: &mut Vec<Act>) {
        let mut is_first = is_new;
        let mut entry = |ui: &mut Ui, label: &str, keys: String, enabled: bool| {
            let button = egui::Button::new(label).shortcut_text(keys).wrap_mode(egui::TextWrapMode::Extend);
            let response = ui.add_enabled(enabled, button);
            if enabled && std::mem::take(&mut is_first) {
                response.request_focus();
            }
            response
        };
        if let MenuOn::Ground(point) = &menu.on {
            for kind in NodeKind::ALL {
                let label = format!("Add a {}", kind.word());
                if entry(ui, &label, String::new(), !self.document.is_read_only()).clicked() {
                    let at = (point.x.round() as i32, point.y.round() as i32);
                    acts.push(Act::Name(Naming::new(Some(at), None, kind).with_kind_chosen()));
                }
            }
            ui.separator();
        }
        let blocks = match &menu.on {
            MenuOn::Card(_) if self.selected.len() > 1 => ON_CARDS,
            MenuOn::Card(_) => ON_CARD,
            MenuOn::Line(_) => ON_LINE,
            MenuOn::Ground(_) => ON_GROUND,
        };
        for (place, block) in blocks.iter().enumerate() {
            if place > 0 {
                ui.separator();
            }
            for &command in *block {
                let keys = command.entry().shortcut.map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                let response = entry(ui, &self.label(command), keys, self.is_enabled(command));
                if response.on_hover_text(command.entry().tooltip).clicked() {
                    acts.push(Act::Command(command));
                }
            }
        }
    }
}
