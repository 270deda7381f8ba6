//! The keyboard: arrow keys move the picture, or walk from card to card once one is chosen.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{EventFilter, Key, Modifiers, Pos2, Rect, Ui, Vec2, vec2};

use super::access::{card_widget, line_widget};
use super::paint::{layout_point, pos, rect};
use super::sheet::Moved;
use super::view::Flight;
use super::walk::{lines_around, neighbour};
use super::{Canvas, CanvasEvent, CanvasState, MenuOn};
use crate::drawing::{Card, Scene};
use crate::model::Id;

/// How far an arrow key moves the picture, in screen points.
const STRIDE: f32 = 80.0;
/// How far Ctrl with an arrow key moves the chosen cards, in canvas points.
const NUDGE: f32 = 8.0;
/// How far it moves them with Shift as well.
const LITTLE: f32 = 1.0;
/// Room that stays between a card that was walked to and the border of the screen.
const ROOM: f32 = 48.0;

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowUp, vec2(0.0, -1.0)),
    (Key::ArrowDown, vec2(0.0, 1.0)),
    (Key::ArrowLeft, vec2(-1.0, 0.0)),
    (Key::ArrowRight, vec2(1.0, 0.0)),
];

/// Where the keyboard stands.
#[derive(Debug, Clone, PartialEq)]
enum Place {
    Ground,
    Card(Id),
    Line(Id),
}

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
        self.follow_choice(ui, ground, scene, state);
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
        let place = match focused {
            Some(focused) => self.place(ground, focused),
            None => self.place_of_free_keys(ui, ground, state),
        };
        let Some(place) = place else { return false };
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(focused.unwrap_or(ground), filter));

        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        for (key, way) in ARROWS {
            if pressed(Modifiers::COMMAND | Modifiers::SHIFT, key) {
                self.nudge(scene, state, way * LITTLE, events);
            } else if pressed(Modifiers::COMMAND, key) {
                self.nudge(scene, state, way * NUDGE, events);
            } else if pressed(Modifiers::SHIFT, key) {
                self.stride(way);
            } else if pressed(Modifiers::NONE, key) {
                match self.current.clone().filter(|_| place != Place::Ground) {
                    Some(from) => {
                        if let Some(to) = neighbour(scene, &from, way) {
                            self.choose(ground, scene, state, to.clone(), events);
                        }
                    }
                    None => self.stride(way),
                }
            }
        }
        for (key, step) in [(Key::Period, 1), (Key::Comma, -1)] {
            if pressed(Modifiers::NONE, key) {
                self.step_along_lines(ground, scene, state, step, events);
            }
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            match &place {
                Place::Card(id) => events.push(CanvasEvent::Activated(id.clone())),
                Place::Line(id) => {
                    if let Some(to) = self.other_end(scene, id) {
                        self.choose(ground, scene, state, to, events);
                    }
                }
                Place::Ground => {
                    if let Some(id) = self.current.clone().or_else(|| self.nearest_to_middle(scene)) {
                        self.choose(ground, scene, state, id, events);
                    }
                }
            }
        }
        if pressed(Modifiers::SHIFT, Key::F10) {
            self.ask_for_menu(scene, state, &place, events);
        }
        let has_something = !state.selected.is_empty() || self.current.is_some() || self.current_line.is_some();
        if self.held.is_none() && has_something && pressed(Modifiers::NONE, Key::Escape) {
            events.push(CanvasEvent::Selected { id: None, add: false });
            self.current = None;
            self.current_line = None;
            self.focus = Some(ground);
        }
        true
    }

    /// The keyboard goes on from what was chosen elsewhere, once: then it goes its own ways.
    fn follow_choice(&mut self, ui: &Ui, ground: egui::Id, scene: &Scene, state: &CanvasState) {
        if self.followed == state.selected {
            return;
        }
        let is_known = |id: &Id| scene.card(id.as_str()).is_some() || scene.line(id.as_str()).is_some();
        if state.selected.is_empty() || state.selected.iter().any(is_known) {
            self.followed.clone_from(&state.selected);
        }
        let chosen = |is_known: &dyn Fn(&str) -> bool| state.selected.iter().find(|id| is_known(id.as_str())).cloned();
        if let Some(card) = chosen(&|id| scene.card(id).is_some()) {
            if self.current.as_ref().is_none_or(|current| !state.selected.contains(current)) {
                self.current = Some(card);
            }
        } else if let Some(line) = chosen(&|id| scene.line(id).is_some())
            && self.current_line.as_ref().is_none_or(|current| !state.selected.contains(current))
        {
            self.stand_on_line(ground, scene, line);
        }
        // A line that was let go is no stop of its own any more, unless the keyboard is there.
        let focused = ui.memory(egui::Memory::focused);
        let stays = |line: &Id| state.selected.contains(line) || focused == Some(line_widget(ground, line));
        self.current_line = self.current_line.take().filter(stays);
    }

    /// Where the keyboard stands, if it is on the canvas at all.
    fn place(&self, ground: egui::Id, focused: egui::Id) -> Option<Place> {
        let card = self.current.as_ref().filter(|id| focused == card_widget(ground, id));
        let line = self.current_line.as_ref().filter(|id| focused == line_widget(ground, id));
        match (card, line) {
            (Some(card), _) => Some(Place::Card(card.clone())),
            (None, Some(line)) => Some(Place::Line(line.clone())),
            (None, None) => (focused == ground).then_some(Place::Ground),
        }
    }

    /// Where keys act that nobody has: at what is chosen, or on the picture as a whole. From then on the keyboard is there.
    fn place_of_free_keys(&mut self, ui: &Ui, ground: egui::Id, state: &CanvasState) -> Option<Place> {
        let is_meant = |event: &egui::Event| match event {
            egui::Event::Key { key, pressed: true, modifiers, .. } => {
                let is_arrow = ARROWS.iter().any(|(arrow, _)| arrow == key) && !modifiers.alt;
                let is_along = matches!(key, Key::Period | Key::Comma) && modifiers.is_none();
                is_arrow || is_along || (*key == Key::F10 && modifiers.shift)
            }
            _ => false,
        };
        if !state.has_free_keys || !ui.input(|input| input.events.iter().any(is_meant)) {
            return None;
        }
        // Or else egui would go one further at the end of the frame.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        let is_chosen = |id: &Id| state.selected.contains(id);
        let line = self.current_line.clone().filter(is_chosen).map(Place::Line);
        let card = self.current.clone().filter(is_chosen).map(Place::Card);
        let place = line.or(card).unwrap_or(Place::Ground);
        self.focus = Some(match &place {
            Place::Line(id) => line_widget(ground, id),
            Place::Card(id) => card_widget(ground, id),
            Place::Ground => ground,
        });
        Some(place)
    }

    /// Goes to a card, and chooses it.
    fn choose(&mut self, ground: egui::Id, scene: &Scene, state: &CanvasState, id: Id, events: &mut Vec<CanvasEvent>) {
        self.step_to(ground, scene, id.clone(), state.reduced_motion);
        events.push(CanvasEvent::Selected { id: Some(id), add: false });
    }

    /// Moves the chosen cards by so many canvas points, or the current one if none is chosen.
    fn nudge(&mut self, scene: &Scene, state: &CanvasState, by: Vec2, events: &mut Vec<CanvasEvent>) {
        let is_card = |id: &&Id| scene.card(id.as_str()).is_some_and(|card| !card.is_of_several());
        let mut ids: BTreeSet<Id> = state.selected.iter().filter(is_card).cloned().collect();
        if ids.is_empty() {
            ids.extend(self.current.iter().filter(is_card).cloned());
        }
        if !state.movable || self.held.is_some() || ids.is_empty() {
            return;
        }
        // The scene may not yet have them where the press before has put them.
        let before = self.dropped.take().filter(|dropped| *dropped.ids == ids).map_or(Vec2::ZERO, |dropped| dropped.by);
        let moved = Moved { ids: Arc::new(ids), by: before + by };
        events.push(CanvasEvent::Moved(moved.places(scene)));
        self.is_fitted = false;
        self.dropped = Some(moved);
    }

    /// Goes to the next line of the current card, clockwise by where it leaves the card, or to the one before.
    fn step_along_lines(
        &mut self,
        ground: egui::Id,
        scene: &Scene,
        state: &CanvasState,
        step: isize,
        events: &mut Vec<CanvasEvent>,
    ) {
        let Some(card) = self.current.as_ref().and_then(|id| scene.card(id.as_str())) else { return };
        let lines = lines_around(scene, card);
        let known = lines.iter().position(|line| Some(&line.id) == self.current_line.as_ref());
        let next = match known {
            Some(known) => known as isize + step,
            None if step > 0 => 0,
            None => -1,
        };
        let Some(line) = lines.get(next.rem_euclid(lines.len().max(1) as isize) as usize) else { return };
        self.focus = Some(self.stand_on_line(ground, scene, line.id.clone()));
        let course = Rect::from_points(&line.points.iter().map(|&point| pos(point)).collect::<Vec<_>>());
        if course.size().max_elem() * self.destination().zoom < self.screen.size().min_elem() - 2.0 * ROOM {
            self.bring_in(course, state.reduced_motion);
        }
        events.push(CanvasEvent::Selected { id: Some(line.id.clone()), add: false });
    }

    /// The card at the end of a line that is not the current one.
    fn other_end(&self, scene: &Scene, line: &Id) -> Option<Id> {
        let line = scene.line(line.as_str())?;
        let other = if self.current.as_ref() == Some(&line.to) { &line.from } else { &line.to };
        scene.card(other.as_str()).map(|card| card.id.clone())
    }

    /// Asks what can be done with what the keyboard stands on.
    fn ask_for_menu(&mut self, scene: &Scene, state: &CanvasState, place: &Place, events: &mut Vec<CanvasEvent>) {
        let shown = |point: Pos2| self.view.to_screen(self.screen, point);
        let middle = self.view.centre;
        let (id, at, on) = match place {
            Place::Card(id) => {
                let Some(card) = scene.card(id.as_str()) else { return };
                (Some(id), shown(rect(card.rect).left_bottom()), MenuOn::Card(id.clone()))
            }
            Place::Line(id) => {
                let Some(line) = scene.line(id.as_str()) else { return };
                let at = line.points.get(line.points.len() / 2).map_or(middle, |&point| pos(point));
                (Some(id), shown(at), MenuOn::Line(id.clone()))
            }
            Place::Ground => (None, shown(middle), MenuOn::Ground(layout_point(middle))),
        };
        if let Some(id) = id.filter(|id| !state.selected.contains(*id)) {
            events.push(CanvasEvent::Selected { id: Some(id.clone()), add: false });
        }
        events.push(CanvasEvent::Menu { at: self.screen.clamp(at), on });
    }

    /// Moves the picture, so that what lies that way comes into view.
    fn stride(&mut self, way: Vec2) {
        self.flight = None;
        self.move_to(self.view.panned(-way * STRIDE));
    }

    /// Goes to a card with the focus, and brings it into view.
    pub(super) fn step_to(&mut self, ground: egui::Id, scene: &Scene, id: Id, jumps: bool) {
        if let Some(card) = scene.card(id.as_str()) {
            self.bring_in(rect(card.rect), jumps);
        }
        self.focus = Some(self.stand_on_card(ground, id));
    }

    /// Moves the picture by no more than it takes to have that part of the canvas in view.
    fn bring_in(&mut self, part: Rect, jumps: bool) {
        let shown = self.destination().rect_to_screen(self.screen, part);
        let by = into(shown, self.screen.shrink(ROOM.min(self.screen.width() / 8.0)));
        if by == Vec2::ZERO {
            return;
        }
        let to = self.destination().panned(by);
        self.is_fitted = false;
        if jumps {
            (self.view, self.flight) = (to, None);
        } else {
            self.flight = Some(Flight::new(self.view, to, self.screen));
        }
    }

    fn nearest_to_middle(&self, scene: &Scene) -> Option<Id> {
        let distance = |card: &&Card| rect(card.rect).center().distance_sq(self.view.centre);
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
}
