//! The context menu: what can be done with a card, a line or an empty place, where the pointer is.

use egui::{Pos2, Ui};

use crate::app::act::{Act, Ask, Command, MenuFor, NameFor, Tie};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::list;
use crate::app::widgets::popup::{is_pressed_outside, popup_ui};
use crate::model::{Node, NodeKind};

/// A menu that is open.
pub(super) struct ContextMenu {
    on: MenuFor,
    at: Pos2,
}

const ON_CARD: &[&[Command]] = &[
    &[
        Command::DrawLine,
        Command::DrawLineOffMap,
        Command::RepeatLine,
        Command::Rename,
        Command::ChangeKind,
        Command::ChangeStatus,
    ],
    &[Command::Answer, Command::MoveUnder, Command::Merge, Command::Split, Command::Close],
    &[Command::Capture],
    &[Command::Cut, Command::Copy, Command::Duplicate, Command::Delete],
    &[Command::FoldCard, Command::FoldBelow],
    &[Command::Pin, Command::TidySelection, Command::ZoomToSelection],
];
const FOCUS: &[Command] = &[
    Command::FocusNeighbours,
    Command::FocusWayUp,
    Command::FocusAnswering,
    Command::FocusPerspective,
    Command::FocusClosing,
];
const FOCUS_ON_STRAND: &[Command] = &[Command::FocusStrand, Command::FocusNeighbours, Command::FocusClosing];
const ON_CARDS: &[&[Command]] = &[
    &[
        Command::DrawLine,
        Command::Answer,
        Command::ChangeKind,
        Command::ChangeStatus,
        Command::MoveUnder,
        Command::Merge,
    ],
    &[Command::AlignLeft, Command::AlignCentre, Command::AlignTop, Command::AlignMiddle],
    &[Command::FoldCard, Command::FoldBelow],
    &[Command::Capture],
    &[Command::DistributeAcross, Command::DistributeDown, Command::Pin, Command::TidySelection],
    &[Command::Cut, Command::Copy, Command::Duplicate, Command::Delete],
];
const ON_LINE: &[&[Command]] = &[
    &[Command::ChangeKind, Command::ChangeStatus, Command::Reverse],
    &[Command::Capture],
    &[Command::Copy, Command::Delete],
];
const ON_GROUND: &[&[Command]] = &[
    &[Command::Paste, Command::SelectAll],
    &[Command::FoldBelow, Command::UnfoldAll],
    &[Command::Fit, Command::TidyCards],
];

impl ContextMenu {
    /// A menu of what lies there.
    pub(super) fn new(on: MenuFor, at: Pos2) -> Self {
        Self { on, at }
    }

    /// Shows the menu; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let before = acts.len();
        let shown = popup_ui(ctx, "context menu", self.at, |ui| {
            egui::Frame::menu(ui.style()).show(ui, |ui| {
                ui.set_width(230.0);
                list::show_keyboard(ui);
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(egui::accesskit::Role::Menu));
                ui.style_mut().visuals.widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
                ui.style_mut().visuals.widgets.inactive.bg_stroke = egui::Stroke::NONE;
                ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
                    list::rows_ui(ui, |ui| self.entries_ui(ui, seen, is_new, acts));
                });
            });
        });
        let is_left = is_pressed_outside(ctx, &shown.response, is_new)
            || ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        acts.len() == before && !is_left
    }

    fn entries_ui(&self, ui: &mut Ui, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) {
        let session = seen.session;
        let mut is_first = is_new;
        let mut entry = |ui: &mut Ui, label: &str, keys: String, enabled: bool| {
            let response = list::row_ui(ui, list::Row { label, keys, is_enabled: enabled, is_on: None });
            if enabled && std::mem::take(&mut is_first) {
                response.request_focus();
            }
            response
        };
        if let MenuFor::Ground(x, y) = self.on {
            for kind in NodeKind::ALL {
                let label = format!("Add a {}", kind.word());
                if entry(ui, &label, String::new(), !session.document.is_read_only()).clicked() {
                    let name = NameFor::New { at: Some((x, y)), tie: Tie::None, kind, is_kind_chosen: true };
                    acts.push(Act::Ask(Ask::Name(name)));
                }
            }
            ui.separator();
        }
        let blocks = match self.on {
            MenuFor::Card if session.selection.ids.len() > 1 => ON_CARDS,
            MenuFor::Card => ON_CARD,
            MenuFor::Line => ON_LINE,
            MenuFor::Ground(..) => ON_GROUND,
        };
        let about = match (self.on, session.chosen_nodes().as_slice()) {
            (MenuFor::Card, [one]) => {
                let is_strand = |node: &Node| node.kind == NodeKind::Strand;
                let node = session.document.map().nodes.get(one.as_str());
                Some(if node.is_some_and(|node| is_strand(node)) { FOCUS_ON_STRAND } else { FOCUS })
            }
            _ => None,
        };
        for (place, block) in blocks.iter().copied().chain(about).enumerate() {
            if place > 0 {
                ui.separator();
            }
            for &command in block {
                let row = command::entry(command);
                let keys = row.keys.map(|keys| command::keys_in_words(ui.ctx(), &keys)).unwrap_or_default();
                let response = entry(ui, &row.label_in(session), keys, row.is_enabled(session));
                if response.on_hover_text(row.tooltip).clicked() {
                    acts.push(Act::Command(command));
                }
            }
        }
    }
}
