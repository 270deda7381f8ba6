//! The keyboard: arrow keys move the picture, or walk from card to card once one is chosen.

use egui::{EventFilter, Key, Modifiers, Rect, Ui, Vec2, vec2};

use super::access::card_widget;
use super::paint::rect;
use super::view::Flight;
use super::{Canvas, CanvasEvent, CanvasState};
use crate::drawing::Scene;
use crate::model::Id;

/// How far an arrow key moves the picture, in screen points.
const STRIDE: f32 = 80.0;
/// How much nearer a card seems if a line leads there.
const ALONG_A_LINE: f32 = 0.5;
/// Room that stays between a card that was walked to and the border of the screen.
const ROOM: f32 = 48.0;

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowUp, vec2(0.0, -1.0)),
    (Key::ArrowDown, vec2(0.0, 1.0)),
    (Key::ArrowLeft, vec2(-1.0, 0.0)),
    (Key::ArrowRight, vec2(1.0, 0.0)),
];

impl Canvas {
    /// Lets the keyboard act; returns whether it does.
    pub(super) fn keyboard(
        &mut self,
        ui: &Ui,
        ground: egui::Id,
        scene: &Scene,
        state: &CanvasState,
        events: &mut Vec<CanvasEvent>,
    ) -> bool {
        // The keyboard goes on from what was chosen elsewhere.
        if let Some(chosen) = state.selected.iter().find(|id| scene.card(id.as_str()).is_some())
            && self.current.as_ref().is_none_or(|current| !state.selected.contains(current))
        {
            self.current = Some(chosen.clone());
        }
        ui.input(|input| {
            for event in &input.events {
                match event {
                    egui::Event::Key { pressed: true, .. } => self.shows_focus = true,
                    egui::Event::PointerButton { pressed: true, .. } => self.shows_focus = false,
                    _ => {}
                }
            }
        });
        let focused = ui.memory(egui::Memory::focused);
        let is_on_ground = focused == Some(ground);
        let card = self.current.clone().filter(|id| focused == Some(card_widget(ground, id)));
        let Some(focused) = focused.filter(|_| is_on_ground || card.is_some()) else { return false };
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));

        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, way) in ARROWS {
            if pressed(Modifiers::SHIFT, key) {
                self.stride(way);
            } else if pressed(Modifiers::NONE, key) {
                match &card {
                    Some(from) => {
                        if let Some(to) = neighbour(scene, from, way) {
                            self.step_to(ui, ground, scene, to.clone(), state.reduced_motion);
                            events.push(CanvasEvent::Selected { id: Some(to), add: false });
                        }
                    }
                    None => self.stride(way),
                }
            }
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            match &card {
                Some(id) => events.push(CanvasEvent::Activated(id.clone())),
                None => {
                    if let Some(id) = self.current.clone().or_else(|| self.nearest_to_middle(scene)) {
                        self.step_to(ui, ground, scene, id.clone(), state.reduced_motion);
                        events.push(CanvasEvent::Selected { id: Some(id), add: false });
                    }
                }
            }
        }
        if self.held.is_none() && pressed(Modifiers::NONE, Key::Escape) {
            events.push(CanvasEvent::Selected { id: None, add: false });
            self.current = None;
            self.focus = Some(ground);
        }
        true
    }

    /// Moves the picture, so that what lies that way comes into view.
    fn stride(&mut self, way: Vec2) {
        self.flight = None;
        self.move_to(self.view.panned(-way * STRIDE));
    }

    /// Goes to a card with the focus, and brings it into view.
    pub(super) fn step_to(&mut self, ui: &Ui, ground: egui::Id, scene: &Scene, id: Id, jumps: bool) {
        self.focus = Some(card_widget(ground, &id));
        if let Some(card) = scene.card(id.as_str()) {
            let shown = self.destination().rect_to_screen(self.screen, rect(card.rect));
            let by = into(shown, self.screen.shrink(ROOM.min(self.screen.width() / 8.0)));
            if by != Vec2::ZERO {
                let to = self.destination().panned(by);
                self.is_fitted = false;
                if jumps {
                    (self.view, self.flight) = (to, None);
                } else {
                    self.flight = Some(Flight::new(self.view, to, ui.input(|input| input.time)));
                }
            }
        }
        self.current = Some(id);
    }

    fn nearest_to_middle(&self, scene: &Scene) -> Option<Id> {
        let distance = |card: &&crate::drawing::Card| rect(card.rect).center().distance_sq(self.view.centre);
        scene.cards.iter().min_by(|one, two| distance(one).total_cmp(&distance(two))).map(|card| card.id.clone())
    }
}

/// How far to move `inner` so that it lies within `outer`, as far as it can.
pub(super) fn into(inner: Rect, outer: Rect) -> Vec2 {
    let shift = |low: f32, high: f32, least: f32, most: f32| {
        if low < least {
            least - low
        } else if high > most {
            (most - high).max(least - low)
        } else {
            0.0
        }
    };
    vec2(
        shift(inner.min.x, inner.max.x, outer.min.x, outer.max.x),
        shift(inner.min.y, inner.max.y, outer.min.y, outer.max.y),
    )
}

/// The card that an arrow key leads to: near, rather straight ahead, and gladly along a line.
fn neighbour(scene: &Scene, from: &Id, way: Vec2) -> Option<Id> {
    let start = rect(scene.card(from.as_str())?.rect);
    let joined: std::collections::BTreeSet<&Id> = scene
        .lines
        .iter()
        .filter_map(|line| match (line.from == *from, line.to == *from) {
            (true, _) => Some(&line.to),
            (_, true) => Some(&line.from),
            _ => None,
        })
        .collect();
    let effort = |card: &crate::drawing::Card| {
        let target = rect(card.rect);
        let ahead = gap(start, target, way);
        let across = (target.center() - start.center()).dot(way.rot90()).abs();
        let aside = across - (start.size() + target.size()).dot(way.rot90().abs()) / 2.0;
        let is_ahead = (target.center() - start.center()).dot(way) > 1.0 && ahead > -1.0;
        // Cards beside the way count only within 60 degrees of it.
        let is_reached = is_ahead && aside.max(0.0) <= 1.8 * (target.center() - start.center()).dot(way);
        let factor = if joined.contains(&card.id) { ALONG_A_LINE } else { 1.0 };
        is_reached.then_some((ahead.max(0.0) + 0.3 * across + 1.5 * aside.max(0.0) + 1.0) * factor)
    };
    let others = scene.cards.iter().filter(|card| card.id != *from);
    let reached = others.filter_map(|card| Some((effort(card)?, &card.id)));
    reached.min_by(|one, two| one.0.total_cmp(&two.0)).map(|(_, id)| id.clone())
}

/// The room between two rectangles along a way; below zero if they overlap in it.
fn gap(from: Rect, to: Rect, way: Vec2) -> f32 {
    let reach = |rect: Rect| rect.size().dot(way.abs()) / 2.0;
    (to.center() - from.center()).dot(way) - reach(from) - reach(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_card_is_brought_into_view_by_the_shortest_way() {
        let screen = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        let card = |x, y| Rect::from_min_size(pos2(x, y), vec2(20.0, 10.0));
        assert_eq!(into(card(40.0, 40.0), screen), Vec2::ZERO);
        assert_eq!(into(card(-30.0, 95.0), screen), vec2(30.0, -5.0));
        assert_eq!(into(Rect::from_min_size(pos2(50.0, 0.0), vec2(200.0, 10.0)), screen), vec2(-50.0, 0.0));
    }

    #[test]
    fn gaps_are_measured_between_borders() {
        let one = Rect::from_min_size(pos2(0.0, 0.0), vec2(20.0, 10.0));
        let two = Rect::from_min_size(pos2(50.0, 40.0), vec2(20.0, 10.0));
        assert_eq!(gap(one, two, vec2(1.0, 0.0)), 30.0);
        assert_eq!(gap(one, two, vec2(0.0, 1.0)), 30.0);
        assert_eq!(gap(one, two, vec2(-1.0, 0.0)), -70.0);
    }
}
