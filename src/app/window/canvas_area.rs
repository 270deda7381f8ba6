//! The middle of the window: the canvas, and what stands there while there is nothing to see on it.

use egui::Ui;

use super::Window;
use super::canvas_events::{act_of, whole};
use crate::app::act::{Act, Command};
use crate::app::canvas::CanvasState;
use crate::app::widgets::theme;
use crate::drawing::mark_size;
use crate::session::Session;

impl Window {
    /// Shows the canvas in the room that the panels leave.
    pub(super) fn canvas_ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let palette = theme::palette(ui.visuals().dark_mode);
        let frame = egui::Frame::new().fill(theme::colours(ui).canvas);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let (session, canvas) = (&mut self.session, &mut self.canvas);
            if session.picture.is_none() {
                ui.centered_and_justified(|ui| ui.label(theme::small(ui, "Checking and drawing the map …")));
                return;
            }
            let state = CanvasState {
                selected: session.selection.ids.clone(),
                depiction: session.depiction(mark_size(canvas.zoom())),
                show_minimap: session.panels.minimap && !session.panels.presenting,
                show_legend: session.panels.legend || session.panels.presenting,
                movable: !session.document.is_read_only(),
                ..CanvasState::default()
            };
            let events = canvas.canvas_ui(ui, palette, &state);
            acts.extend(events.into_iter().map(|event| act_of(event, session)));
            session.pointer = canvas.pointer().map(whole);
            if session.document.map().nodes.is_empty() && !self.dialogs.is_open() {
                empty_ui(ui, canvas.screen(), acts);
            }
        });
    }
}

/// The title of the map, above a presentation.
pub(super) fn title_ui(ui: &mut Ui, session: &Session) {
    let frame = theme::panel_frame(ui).fill(theme::colours(ui).canvas);
    egui::Panel::top("title").frame(frame).show_separator_line(false).show(ui, |ui| {
        let map = session.document.map();
        ui.vertical_centered(|ui| {
            ui.label(theme::strong(map.title.as_str(), 24.0));
            let when = map.as_of.map(|when| when.to_string());
            let line: Vec<String> = [map.place.clone(), when].into_iter().flatten().collect();
            ui.label(theme::small(ui, line.join(" · ")));
        });
    });
}

/// What an empty map invites to, in the middle of the canvas.
fn empty_ui(ui: &mut Ui, screen: egui::Rect, acts: &mut Vec<Act>) {
    let room = egui::Rect::from_center_size(screen.center(), egui::vec2(460.0, 140.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(theme::strong("This map is empty", theme::TITLE));
            ui.add_space(theme::GAP / 2.0);
            ui.label(theme::small(ui, "Double-click anywhere, or press N, and type the name of the first board."));
            ui.add_space(theme::GAP);
            if theme::main_button_ui(ui, "Add the first body", true).clicked() {
                acts.push(Act::Command(Command::AddBody));
            }
            ui.add_space(4.0);
            if ui.button("Begin with a template or with text…").clicked() {
                acts.push(Act::Command(Command::NewMap));
            }
        });
    });
}
