//! Access: cards and lines as nodes of the accessibility tree, for those who read the picture by ear or act on it by name.

use egui::accesskit::Action;
use egui::{Rect, Response, Sense, Ui, WidgetInfo, WidgetType};

use super::paint::{pos, rect};
use super::{Canvas, CanvasEvent};
use crate::drawing::{Area, Card, Fold, Line, Scene};
use crate::model::Id;
use crate::model::words::count;
use std::collections::BTreeSet;

/// Up to so many cards, and so many lines, are always in the tree; of more, only those in view.
const MOST: usize = 400;

/// The widget that stands for a card.
pub(super) fn card_widget(ground: egui::Id, card: &Id) -> egui::Id {
    ground.with(card.as_str())
}

/// The widget that stands for a line. A link may bear the id of a node.
pub(super) fn line_widget(ground: egui::Id, line: &Id) -> egui::Id {
    ground.with(("line", line.as_str()))
}

/// The widget that stands for a tray.
fn tray_widget(ground: egui::Id, tray: &Area) -> egui::Id {
    ground.with(("tray", tray.title.as_str()))
}

/// What a line says in full: "Parents Forum reports to Parenting Strategy Group, lapsed".
pub(super) fn line_name(scene: &Scene, line: &Line) -> String {
    let beyond = if scene.is_faded(&line.id) { ", not in focus" } else { "" };
    format!("{}, {}{beyond}", scene.sentence(line), line.status.word())
}

/// The part of the canvas that a line crosses.
fn course(line: &Line) -> Rect {
    line.points.iter().fold(Rect::NOTHING, |all, &point| all.union(Rect::from_pos(pos(point))))
}

impl Canvas {
    /// Puts the cards and lines into the accessibility tree, and does what is asked of them through it.
    pub(super) fn access(
        &mut self,
        ui: &Ui,
        ground: &Response,
        scene: &Scene,
        selected: &BTreeSet<Id>,
        events: &mut Vec<CanvasEvent>,
    ) {
        ground.widget_info(|| {
            let name = format!(
                "Map, {} cards and {} lines. Press Enter to walk among the cards",
                scene.cards.len(),
                scene.lines.len()
            );
            WidgetInfo::labeled(WidgetType::Other, true, name)
        });
        let is_read = ui.ctx().accesskit_node_builder(ground.id, |_| ()).is_some();
        if is_read {
            self.asked(ui, ground, scene, events);
        }
        let visible = self.view.visible(self.screen);
        let widget_ui =
            |widget: egui::Id, place: Rect, id: &Id, is_current: bool, name: &dyn Fn() -> String, fold: &Fold| {
                let shown = self.view.rect_to_screen(self.screen, place);
                // Tab stops at one card and one line only, or it would take hundreds of presses to get past the picture.
                let sense = if is_current { Sense::focusable_noninteractive() } else { Sense::hover() };
                let response = ui.interact(shown, widget, sense);
                response.widget_info(|| {
                    WidgetInfo::selected(WidgetType::SelectableLabel, true, selected.contains(id), name())
                });
                ui.ctx().accesskit_node_builder(widget, |node| {
                    node.add_action(Action::Focus);
                    node.add_action(Action::Click);
                    if *fold != Fold::Nothing {
                        let is_open = *fold == Fold::Open;
                        node.set_expanded(is_open);
                        node.add_action(if is_open { Action::Collapse } else { Action::Expand });
                    }
                });
            };
        for tray in scene.areas.iter().filter(|tray| is_read && !tray.folds.is_empty()) {
            let shown = self.view.rect_to_screen(self.screen, rect(tray.rect));
            let widget = tray_widget(ground.id, tray);
            let name = || format!("{}, tray of {}", tray.title, count(tray.folds.len(), "card", "cards"));
            let response = ui.interact(shown, widget, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name()));
            ui.ctx().accesskit_node_builder(widget, |node| {
                node.set_expanded(true);
                node.add_action(Action::Collapse);
            });
        }
        let current = self.current.as_ref();
        let is_near = |card: &&Card| scene.cards.len() <= MOST || rect(card.rect).intersects(visible);
        let others = scene.cards.iter().filter(|card| is_read && Some(&card.id) != current).filter(is_near).take(MOST);
        for card in current.and_then(|id| scene.card(id.as_str())).into_iter().chain(others) {
            let (widget, is_current) = (card_widget(ground.id, &card.id), Some(&card.id) == current);
            widget_ui(widget, rect(card.rect), &card.id, is_current, &|| scene.words(card), &card.fold);
        }
        let current = self.current_line.as_ref();
        let is_near = |line: &&Line| scene.lines.len() <= MOST || course(line).intersects(visible);
        let others = scene.lines.iter().filter(|line| is_read && Some(&line.id) != current).filter(is_near).take(MOST);
        for line in current.and_then(|id| scene.line(id.as_str())).into_iter().chain(others) {
            let (widget, is_current) = (line_widget(ground.id, &line.id), Some(&line.id) == current);
            widget_ui(widget, course(line), &line.id, is_current, &|| line_name(scene, line), &Fold::Nothing);
        }
    }

    /// What assistive technology asks: to choose a card or a line, or to go there.
    fn asked(&mut self, ui: &Ui, ground: &Response, scene: &Scene, events: &mut Vec<CanvasEvent>) {
        let is_asked =
            ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::AccessKitActionRequest(_))));
        if !is_asked {
            return;
        }
        let asked = |widget: egui::Id| {
            let has = |action| ui.input(|input| input.has_accesskit_action_request(widget, action));
            let is_chosen = has(Action::Click);
            (is_chosen || has(Action::Focus)).then_some(is_chosen)
        };
        let choose = |id: &Id| CanvasEvent::Selected { id: Some(id.clone()), add: false };
        for card in scene.cards.iter().filter(|card| card.fold != Fold::Nothing) {
            let widget = card_widget(ground.id, &card.id);
            let turns = if card.fold == Fold::Open { Action::Collapse } else { Action::Expand };
            if ui.input(|input| input.has_accesskit_action_request(widget, turns)) {
                events.push(CanvasEvent::FoldClicked(card.id.clone()));
            }
        }
        for tray in scene.areas.iter().filter(|tray| !tray.folds.is_empty()) {
            if ui.input(|input| input.has_accesskit_action_request(tray_widget(ground.id, tray), Action::Collapse)) {
                events.push(CanvasEvent::TrayClicked(tray.folds.clone()));
            }
        }
        for card in &scene.cards {
            if let Some(is_chosen) = asked(card_widget(ground.id, &card.id)) {
                events.extend(is_chosen.then(|| choose(&card.id)));
                self.focus = Some(self.stand_on_card(ground.id, card.id.clone()));
            }
        }
        for line in scene.lines.iter() {
            if let Some(is_chosen) = asked(line_widget(ground.id, &line.id)) {
                events.extend(is_chosen.then(|| choose(&line.id)));
                self.focus = Some(self.stand_on_line(ground.id, scene, line.id.clone()));
            }
        }
    }
}
