//! Access: cards as nodes of the accessibility tree, for those who read the picture by ear or act on it by name.

use egui::accesskit::Action;
use egui::{Response, Sense, Ui, WidgetInfo, WidgetType};

use super::paint::rect;
use super::{Canvas, CanvasEvent};
use crate::drawing::{Card, Line, Scene};
use crate::model::Id;
use std::collections::BTreeSet;

/// Up to so many cards are always in the tree; of more, only those in view.
const MOST: usize = 400;

/// The widget that stands for a card.
pub(super) fn card_widget(ground: egui::Id, card: &Id) -> egui::Id {
    ground.with(card.as_str())
}

/// What a card is called in full: "Be Healthy Outcome Group, group, active, 2 findings".
pub(super) fn card_name(card: &Card) -> String {
    let findings = match card.findings {
        None | Some((0, _)) => String::new(),
        Some((1, _)) => ", 1 finding".to_owned(),
        Some((count, _)) => format!(", {count} findings"),
    };
    format!("{}, {}, {}{findings}", card.name, card.kind.word(), card.status.word())
}

/// What a line says: "Parents Forum reports to Parenting Strategy Group (lapsed)".
pub(super) fn line_name(scene: &Scene, line: &Line) -> String {
    let name = |id: &Id| scene.card(id.as_str()).map_or_else(|| id.to_string(), |card| card.name.clone());
    let status = match line.status {
        crate::model::LinkStatus::Active => String::new(),
        other => format!(" ({})", other.word()),
    };
    format!("{} {} {}{status}", name(&line.from), line.kind.word(), name(&line.to))
}

impl Canvas {
    /// Puts the cards into the accessibility tree, and does what is asked of them through it.
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
        let is_near = |card: &&Card| scene.cards.len() <= MOST || rect(card.rect).intersects(visible);
        let current = self.current.as_ref();
        let others = scene.cards.iter().filter(|card| is_read && Some(&card.id) != current).filter(is_near).take(MOST);
        for card in current.and_then(|id| scene.card(id.as_str())).into_iter().chain(others) {
            let widget = card_widget(ground.id, &card.id);
            let shown = self.view.rect_to_screen(self.screen, rect(card.rect));
            // Tab stops at one card only, or it would take hundreds of presses to get past the picture.
            let is_current = Some(&card.id) == current;
            let sense = if is_current { Sense::focusable_noninteractive() } else { Sense::hover() };
            let response = ui.interact(shown, widget, sense);
            response.widget_info(|| {
                WidgetInfo::selected(WidgetType::SelectableLabel, true, selected.contains(&card.id), card_name(card))
            });
            ui.ctx().accesskit_node_builder(widget, |node| {
                node.add_action(Action::Focus);
                node.add_action(Action::Click);
            });
        }
    }

    /// What assistive technology asks: to choose a card, or to go there.
    fn asked(&mut self, ui: &Ui, ground: &Response, scene: &Scene, events: &mut Vec<CanvasEvent>) {
        let is_asked =
            ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::AccessKitActionRequest(_))));
        if !is_asked {
            return;
        }
        for card in &scene.cards {
            let widget = card_widget(ground.id, &card.id);
            let has = |action| ui.input(|input| input.has_accesskit_action_request(widget, action));
            let is_chosen = has(Action::Click);
            if is_chosen {
                events.push(CanvasEvent::Selected { id: Some(card.id.clone()), add: false });
            }
            if is_chosen || has(Action::Focus) {
                self.current = Some(card.id.clone());
                self.focus = Some(widget);
            }
        }
    }
}
