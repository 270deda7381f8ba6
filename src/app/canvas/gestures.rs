//! Gestures: what pointer, wheel and fingers do to the view, to cards and to lines.

use egui::{CursorIcon, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Response, Ui, Vec2};

use super::access::card_widget;
use super::paint::{layout_point, rect};
use super::places::{badge_rect, card_reach};
use super::{Canvas, CanvasEvent, CanvasState};
use crate::drawing::Scene;
use crate::model::Id;

/// How many points of wheel travel enlarge the picture e times.
const WHEEL: f32 = 260.0;
/// How near to a line the pointer must come, in screen points.
const NEAR: f32 = 6.0;
/// Badges smaller than this, in screen points, are no target of their own.
const TARGET: f32 = 8.0;

/// What the pointer has taken hold of.
pub(super) enum Held {
    /// The whole picture.
    Picture,
    /// A card, and how far it has been moved, in canvas points.
    Card { id: Id, grip: Pos2, by: Vec2 },
}

impl Held {
    /// The card that is being moved, and how far.
    pub(super) fn moved(&self) -> Option<(Id, Vec2)> {
        match self {
            Self::Card { id, by, .. } => Some((id.clone(), *by)),
            Self::Picture => None,
        }
    }
}

/// What lies under a point.
pub(super) enum Hit {
    Card(Id),
    Badge(Id),
    Line(Id),
}

impl Hit {
    fn id(&self) -> &Id {
        match self {
            Self::Card(id) | Self::Badge(id) | Self::Line(id) => id,
        }
    }
}

impl Canvas {
    /// Lets the pointer act.
    pub(super) fn gestures(
        &mut self,
        ui: &Ui,
        ground: &Response,
        scene: &Scene,
        state: &CanvasState,
        events: &mut Vec<CanvasEvent>,
    ) {
        self.scroll(ui, ground, scene);
        self.drag(ui, ground, scene, state, events);
        self.click(ui, ground, scene, events);
        self.hover(ui, ground, scene);
    }

    /// A wheel zooms at the pointer, as do pinching and Ctrl with either; two fingers move the picture.
    fn scroll(&mut self, ui: &Ui, ground: &Response, scene: &Scene) {
        let Some(at) = ground.hover_pos() else { return };
        let (zoom, scroll) = ui.input(|input| {
            for event in &input.events {
                if let Event::MouseWheel { unit, delta, modifiers, .. } = event {
                    // A wheel turns by whole notches; what comes in points or parts of lines is a touchpad.
                    self.wheel_zooms =
                        *unit != MouseWheelUnit::Point && delta.x == 0.0 && delta.y.fract() == 0.0 && !modifiers.shift;
                }
            }
            (input.zoom_delta(), input.smooth_scroll_delta())
        });
        let factor = if self.wheel_zooms { zoom * (scroll.y / WHEEL).exp() } else { zoom };
        if factor != 1.0 {
            self.flight = None;
            self.move_to(self.view.zoomed(self.screen, at, factor, self.least_zoom(scene)));
        } else if !self.wheel_zooms && scroll != Vec2::ZERO {
            self.flight = None;
            self.move_to(self.view.panned(scroll));
        }
    }

    fn drag(&mut self, ui: &Ui, ground: &Response, scene: &Scene, state: &CanvasState, events: &mut Vec<CanvasEvent>) {
        if ground.drag_started_by(PointerButton::Primary) || ground.drag_started_by(PointerButton::Middle) {
            let grip = ui.input(|input| input.pointer.press_origin()).unwrap_or(self.screen.center());
            let card = match self.hit(scene, grip) {
                Some(Hit::Card(id) | Hit::Badge(id))
                    if state.movable && ground.drag_started_by(PointerButton::Primary) =>
                {
                    Some(id)
                }
                _ => None,
            };
            if let Some(id) = &card {
                self.current = Some(id.clone());
            }
            self.focus = Some(self.current.as_ref().map_or(ground.id, |id| card_widget(ground.id, id)));
            let grip = self.view.to_canvas(self.screen, grip);
            self.held = Some(card.map_or(Held::Picture, |id| Held::Card { id, grip, by: Vec2::ZERO }));
            self.flight = None;
        }
        if self.held.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.held = None;
        }
        let pointer = ground.interact_pointer_pos().map(|at| self.view.to_canvas(self.screen, at));
        match &mut self.held {
            None => return,
            Some(Held::Picture) => {
                if ground.drag_delta() != Vec2::ZERO {
                    self.move_to(self.view.panned(ground.drag_delta()));
                }
            }
            Some(Held::Card { grip, by, .. }) => {
                if let Some(pointer) = pointer {
                    *by = pointer - *grip;
                }
            }
        }
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if ground.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
            let moved = self.held.take().and_then(|held| held.moved());
            if let Some((id, by)) = moved
                && let Some(card) = scene.card(id.as_str())
                && by.length() * self.view.zoom >= 1.0
            {
                let centre = rect(card.rect).center() + by;
                self.dropped = Some((id.clone(), by));
                events.push(CanvasEvent::Moved(vec![(id, layout_point(centre))]));
            }
        }
    }

    fn click(&mut self, ui: &Ui, ground: &Response, scene: &Scene, events: &mut Vec<CanvasEvent>) {
        // Space and Enter count as clicks too, to egui: only the button itself has a place.
        let is_click = ground.clicked() && ui.input(|input| input.pointer.button_released(PointerButton::Primary));
        let Some(at) = ground.interact_pointer_pos().filter(|_| is_click) else { return };
        let hit = self.hit(scene, at);
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        match &hit {
            Some(Hit::Badge(id)) => events.push(CanvasEvent::BadgeClicked(id.clone())),
            Some(Hit::Card(id)) if ground.double_clicked() => events.push(CanvasEvent::Activated(id.clone())),
            _ => {
                if hit.is_some() || !add {
                    events.push(CanvasEvent::Selected { id: hit.as_ref().map(|hit| hit.id().clone()), add });
                }
            }
        }
        self.focus = Some(match hit {
            Some(Hit::Card(id) | Hit::Badge(id)) => {
                let widget = card_widget(ground.id, &id);
                self.current = Some(id);
                widget
            }
            _ => ground.id,
        });
    }

    fn hover(&mut self, ui: &Ui, ground: &Response, scene: &Scene) {
        if self.held.is_some() {
            return;
        }
        let at = ground.hover_pos().filter(|_| self.flight.is_none());
        let hit = at.and_then(|at| self.hit(scene, at));
        if hit.is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        let hovered = hit.map(|hit| hit.id().clone());
        self.hovered = hovered;
    }

    /// What lies under a screen point: badges before cards, cards before lines.
    fn hit(&self, scene: &Scene, at: Pos2) -> Option<Hit> {
        let point = self.view.to_canvas(self.screen, at);
        for place in self.index.cards_at(point) {
            let card = &scene.cards[place];
            let (body, reach) = (rect(card.rect), card_reach(card));
            if !reach.contains(point) {
                continue;
            }
            let badge = badge_rect(card).filter(|badge| badge.height() * self.view.zoom >= TARGET);
            if badge.is_some_and(|badge| badge.expand(2.0).contains(point)) {
                return Some(Hit::Badge(card.id.clone()));
            }
            if body.contains(point) {
                return Some(Hit::Card(card.id.clone()));
            }
        }
        let line = self.index.line_at(scene, point, NEAR / self.view.zoom);
        line.map(|place| Hit::Line(scene.lines[place].id.clone()))
    }
}
