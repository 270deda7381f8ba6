//! Gestures: what pointer, wheel and fingers do to the view, to cards and to lines; what is dragged has a file of its own.

use egui::{CursorIcon, Event, MouseWheelUnit, PointerButton, Pos2, Response, Ui, Vec2};

use super::access::{card_widget, line_widget};
use super::handles::Spot;
use super::paint::{layout_point, rect};
use super::places::{badge_rect, card_reach, fold_rect, tray_rect};
use super::{Canvas, CanvasEvent, CanvasState, MenuOn};
use crate::drawing::{Area, Fold, Scene};
use crate::model::Id;
use crate::session::pen::Inked;

/// How many points of wheel travel enlarge the picture e times: a notch, of 40, by a tenth.
const WHEEL: f32 = 420.0;
/// How near to a line the pointer must come, in screen points.
const NEAR: f32 = 6.0;
/// Folded cards unfold where they are enlarged beyond this.
const UNFOLDS: f32 = 1.8;
/// Badges smaller than this, in screen points, are no target of their own.
pub(super) const TARGET: f32 = 8.0;

/// What lies under a point.
pub(super) enum Hit {
    Card(Id),
    Badge(Id),
    Fold(Id),
    Line(Id),
}

impl Hit {
    pub(super) fn id(&self) -> &Id {
        match self {
            Self::Card(id) | Self::Badge(id) | Self::Fold(id) | Self::Line(id) => id,
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
        self.scroll(ui, ground, scene, events);
        if state.pen {
            return self.ink(ui, ground, events);
        }
        self.drag(ui, ground, scene, state, events);
        self.click(ui, ground, scene, state, events);
        self.hover(ui, ground, scene, state);
    }

    /// A wheel zooms at the pointer, as do pinching and Ctrl with either; two fingers move the picture.
    /// A folded card that is looked at from so near unfolds.
    fn scroll(&mut self, ui: &Ui, ground: &Response, scene: &Scene, events: &mut Vec<CanvasEvent>) {
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
            let before = self.view.zoom;
            self.move_to(self.view.zoomed(self.screen, at, factor, self.least_zoom(scene)));
            if before < UNFOLDS && self.view.zoom >= UNFOLDS {
                let under = self.hit(scene, at).map(|hit| hit.id().clone());
                let card =
                    under.filter(|id| scene.card(id.as_str()).is_some_and(|card| matches!(card.fold, Fold::Closed(_))));
                events.extend(card.map(CanvasEvent::FoldClicked));
            }
        } else if !self.wheel_zooms && scroll != Vec2::ZERO {
            self.flight = None;
            self.move_to(self.view.panned(scroll));
        }
    }

    /// The pen draws wherever the pointer goes while its button is down.
    fn ink(&mut self, ui: &Ui, ground: &Response, events: &mut Vec<CanvasEvent>) {
        (self.held, self.hovered, self.spot, self.handled) = (None, None, None, None);
        if ground.contains_pointer() {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        }
        let Some(at) = ground.interact_pointer_pos().filter(|_| ground.is_pointer_button_down_on()) else { return };
        let (now, is_down, begins, moved) = ui.input(|input| {
            let moved = input.events.iter().filter_map(|event| match event {
                Event::PointerMoved(to) => Some(*to),
                _ => None,
            });
            (input.time, input.pointer.primary_down(), input.pointer.primary_pressed(), moved.collect::<Vec<_>>())
        });
        let inked = |at: Pos2| {
            let to = layout_point(self.view.to_canvas(self.screen, at));
            CanvasEvent::Inked(Inked { to, begins, at: now })
        };
        match begins {
            true => events.push(inked(at)),
            false if is_down => events.extend(moved.into_iter().map(inked)),
            false => {}
        }
    }

    fn click(&mut self, ui: &Ui, ground: &Response, scene: &Scene, state: &CanvasState, events: &mut Vec<CanvasEvent>) {
        // Space and Enter count as clicks too, to egui: only the button itself has a place.
        let is_click = ground.clicked() && ui.input(|input| input.pointer.button_released(PointerButton::Primary));
        let asks = ground.secondary_clicked();
        let Some(at) = ground.interact_pointer_pos().filter(|_| is_click || asks) else { return };
        if is_click && self.spot_at(scene, state, at).is_some() {
            return;
        }
        if let Some(tray) = self.tray_at(scene, at).filter(|_| is_click) {
            events.push(CanvasEvent::TrayClicked(tray.folds.clone()));
            return;
        }
        let hit = self.hit(scene, at);
        let point = layout_point(self.view.to_canvas(self.screen, at));
        let add = ui.input(|input| input.modifiers.shift || input.modifiers.command);
        let id = hit.as_ref().map(|hit| hit.id().clone());
        match &hit {
            _ if asks => {
                if id.as_ref().is_some_and(|id| !state.selected.contains(id)) {
                    events.push(CanvasEvent::Selected { id, add: false });
                }
                let on = match &hit {
                    Some(Hit::Card(id) | Hit::Badge(id) | Hit::Fold(id)) => MenuOn::Card(id.clone()),
                    Some(Hit::Line(id)) => MenuOn::Line(id.clone()),
                    None => MenuOn::Ground(point),
                };
                events.push(CanvasEvent::Menu { at, on });
            }
            Some(Hit::Badge(id)) => events.push(CanvasEvent::BadgeClicked(id.clone())),
            Some(Hit::Fold(id)) => events.push(CanvasEvent::FoldClicked(id.clone())),
            Some(Hit::Card(id)) if ground.double_clicked() => events.push(match state.movable {
                true => CanvasEvent::NameAsked(id.clone()),
                false => CanvasEvent::Activated(id.clone()),
            }),
            None if ground.double_clicked() && !add => {
                events.extend(state.movable.then_some(CanvasEvent::AddAt(point)));
            }
            _ if hit.is_some() || !add => events.push(CanvasEvent::Selected { id, add }),
            _ => {}
        }
        self.focus = Some(match hit {
            Some(Hit::Card(id) | Hit::Badge(id) | Hit::Fold(id)) => self.stand_on_card(ground.id, id),
            Some(Hit::Line(id)) => self.stand_on_line(ground.id, scene, id),
            None => ground.id,
        });
    }

    /// Makes a card the one that the keyboard goes on from; returns its widget.
    pub(super) fn stand_on_card(&mut self, ground: egui::Id, card: Id) -> egui::Id {
        let widget = card_widget(ground, &card);
        self.current = Some(card);
        self.current_line = None;
        widget
    }

    /// Makes a line the one that the keyboard goes on from, seen from one of its cards; returns its widget.
    pub(super) fn stand_on_line(&mut self, ground: egui::Id, scene: &Scene, line: Id) -> egui::Id {
        let widget = line_widget(ground, &line);
        if let Some(line) = scene.line(line.as_str())
            && self.current.as_ref().is_none_or(|current| line.from != *current && line.to != *current)
        {
            self.current = [&line.from, &line.to].into_iter().find(|id| scene.card(id.as_str()).is_some()).cloned();
        }
        self.current_line = Some(line);
        widget
    }

    fn hover(&mut self, ui: &Ui, ground: &Response, scene: &Scene, state: &CanvasState) {
        if self.held.is_some() {
            return;
        }
        let counts = !state.presenting || self.rest.is_over(ui);
        let at = ground.hover_pos().filter(|_| self.flight.is_none() && counts);
        self.spot = at.and_then(|at| self.spot_at(scene, state, at));
        let hit = at.and_then(|at| self.hit(scene, at));
        self.hovered = match &self.spot {
            Some(Spot::Handle(id, _) | Spot::Grip(id, _)) => Some(id.clone()),
            None => hit.as_ref().map(|hit| hit.id().clone()),
        };
        match (&self.spot, hit) {
            (Some(Spot::Handle(card, _)), _) => self.handled = Some(card.clone()),
            (None, Some(Hit::Card(card) | Hit::Badge(card) | Hit::Fold(card))) => self.handled = Some(card),
            // The way from a card to its handles leads over the ground, or over lines.
            _ => {
                let known = self.handled.take();
                self.handled = known.filter(|id| at.is_some_and(|at| self.is_near_card(scene, id, at)));
            }
        }
        match &self.spot {
            Some(Spot::Handle(..)) => ui.ctx().set_cursor_icon(CursorIcon::Crosshair),
            Some(Spot::Grip(..)) => ui.ctx().set_cursor_icon(CursorIcon::Grab),
            None if self.hovered.is_some() || at.is_some_and(|at| self.tray_at(scene, at).is_some()) => {
                ui.ctx().set_cursor_icon(CursorIcon::PointingHand)
            }
            None => {}
        }
    }

    /// The tray whose mark lies under a screen point.
    pub(super) fn tray_at<'a>(&self, scene: &'a Scene, at: Pos2) -> Option<&'a Area> {
        let point = self.view.to_canvas(self.screen, at);
        scene.areas.iter().find(|area| {
            let mark = tray_rect(area).filter(|mark| mark.height() * self.view.zoom >= TARGET);
            mark.is_some_and(|mark| mark.expand(2.0).contains(point))
        })
    }

    /// What lies under a screen point: badges before cards, cards before lines.
    pub(super) fn hit(&self, scene: &Scene, at: Pos2) -> Option<Hit> {
        let point = self.view.to_canvas(self.screen, at);
        for place in self.index.of(scene).cards_at(point) {
            let card = &scene.cards[place];
            let (body, reach) = (rect(card.rect), card_reach(card));
            if !reach.contains(point) {
                continue;
            }
            let badge = badge_rect(card).filter(|badge| badge.height() * self.view.zoom >= TARGET);
            if badge.is_some_and(|badge| badge.expand(2.0).contains(point)) {
                return Some(Hit::Badge(card.id.clone()));
            }
            let mark = fold_rect(card).filter(|mark| mark.height() * self.view.zoom >= TARGET);
            if mark.is_some_and(|mark| mark.expand(2.0).contains(point)) {
                return Some(Hit::Fold(card.id.clone()));
            }
            if body.contains(point) {
                return Some(Hit::Card(card.id.clone()));
            }
        }
        let line = self.index.of(scene).line_at(scene, point, NEAR / self.view.zoom);
        line.map(|place| Hit::Line(scene.lines[place].id.clone()))
    }
}
