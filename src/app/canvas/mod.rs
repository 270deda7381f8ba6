//! The canvas: shows a scene, and lets people move about in it, choose in it and move its cards.
//!
//! Reading order: `view` is where it looks, `sheet` what things look like there, `paint` how their marks become egui
//! shapes or, in small pictures, a `sketch`, `adapter` how egui_graphs draws them; `travel` is how it comes from one picture
//! or part of it to another, by a `journey`; `navigation`, `gestures` and
//! `keyboard` are how people move about (`walk` from card to card), `handles` what they can take, `drag` what comes of it, `guides` what it falls in
//! line with, `events` what the application hears of it all; `access` is how those who do not see the picture read it;
//! `overlay`, `minimap`, `legend` and `callout` lie on top, and `rest` says when the pointer does not count.

mod access;
mod adapter;
mod atlas;
mod callout;
mod dash;
mod drag;
mod events;
mod framing;
mod gestures;
mod glyph;
mod guides;
mod handles;
mod index;
mod journey;
mod keyboard;
mod legend;
mod lettering;
mod minimap;
mod navigation;
mod overlay;
mod paint;
mod places;
mod rest;
mod sheet;
#[cfg(test)]
mod tests;
mod together;
mod travel;
mod view;
mod walk;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use egui::{Pos2, Rect, Sense, Ui, UiBuilder};

pub use events::{CanvasEvent, LineEnd, LineTip, MenuOn, SelectHow, Side};
pub use glyph::{Easel, family_chip_ui};
pub use lettering::SEMI_BOLD_FAMILY;

use crate::drawing::{Depiction, Ink, Palette, Scene};
use crate::layout::Point;
use crate::model::Id;
use adapter::{Recording, Shared, graph_ui};
use drag::Held;
use handles::Spot;
use index::Index;
use navigation::Wish;
use paint::{colour, layout_point};
use places::{is_one_ground, nothing};
use rest::Rest;
use sheet::{Emphasis, Look, Moved, Sheet};
use travel::Travel;
use view::{Brought, Flight, View};

/// What the canvas is to show beside the scene.
#[derive(Debug, Clone, PartialEq)]
pub struct CanvasState {
    /// The cards and lines that are chosen.
    pub selected: BTreeSet<Id>,
    /// What stands out, such as what a finding is about, and what is drawn and said of it.
    pub depiction: Option<Arc<Depiction>>,
    /// Whether the minimap is shown, as soon as not everything is in view.
    pub show_minimap: bool,
    /// Whether the legend is shown.
    pub show_legend: bool,
    /// Whether cards can be moved.
    pub movable: bool,
    /// Whether people look at it from further away, who are to see all of it and cannot point at anything.
    pub presenting: bool,
    /// Whether the mouse draws over the picture, and neither moves nor chooses anything.
    pub pen: bool,
    /// Whether the arrow keys are its own while nothing else has the keyboard.
    pub has_free_keys: bool,
    /// Whether the view jumps instead of flying, and cards stand at once where they are to stand.
    pub reduced_motion: bool,
}

impl Default for CanvasState {
    fn default() -> Self {
        Self {
            selected: BTreeSet::new(),
            depiction: None,
            show_minimap: true,
            show_legend: true,
            movable: false,
            presenting: false,
            pen: false,
            has_free_keys: false,
            reduced_motion: false,
        }
    }
}

/// Where what lies on top of the picture may stand, and how much larger than usual it is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Front {
    screen: Rect,
    scale: f32,
}

/// From this width on, what lies on top of a picture grows with the screen on which it is presented, points.
const PRESENTED: f32 = 1100.0;
/// How many times as large at most a callout becomes where the picture is enlarged.
const MOST_WITH_PICTURE: f32 = 1.6;

/// The canvas: the state of its view, and what is kept of the last frame.
pub struct Canvas {
    view: View,
    flight: Option<Flight>,
    wishes: Vec<Wish>,
    /// What another picture covers that is looked at together with this one.
    beside: Option<Rect>,
    /// The view shows everything, and does so again when the window changes its size.
    is_fitted: bool,
    /// The part that is looked at because there is no room for everything, until there is or somebody looks elsewhere.
    squeezed: Option<View>,
    /// Where the application has brought it last.
    brought: Option<Brought>,
    presenting: bool,
    screen: Rect,
    shared: Shared,
    index: Index,
    recording: Recording,
    recorded: Option<Look>,
    hovered: Option<Id>,
    held: Option<Held>,
    /// What is held has been away from the border since it was taken: from now on the picture moves when it gets there.
    pans_at_border: bool,
    /// Cards that were put down, until the scene that has them there arrives.
    dropped: Option<Moved>,
    /// How what stood elsewhere comes to stand where it does.
    travel: Option<Travel>,
    /// The card whose handles are shown, because the pointer is on it or near.
    handled: Option<Id>,
    /// The handle or the grip under the pointer.
    spot: Option<Spot>,
    /// The canvas point under the pointer.
    pointer: Option<Pos2>,
    /// Whether that lies still.
    rest: Rest,
    wheel_zooms: bool,
    /// The card that the keyboard stands on.
    current: Option<Id>,
    /// The line that the keyboard stands on, or stood on last: it leads to the current card.
    current_line: Option<Id>,
    /// What was chosen when the keyboard last followed.
    followed: BTreeSet<Id>,
    /// The widget that gets the focus once all are registered: a press takes it from whatever has it.
    focus: Option<egui::Id>,
    /// The card that the application wants the keyboard to stand on, until the scene that has it arrives.
    wanted: Option<Id>,
    /// The keyboard was used last, not the pointer: the focus is worth showing.
    shows_focus: bool,
    minimap: minimap::Minimap,
    legend: legend::LegendBox,
    callout: callout::CalloutBox,
}

impl Default for Canvas {
    fn default() -> Self {
        Self::new()
    }
}

impl Canvas {
    /// A canvas that shows nothing yet.
    pub fn new() -> Self {
        let look = Look {
            scene: Arc::new(nothing()),
            palette: Palette::default(),
            screen: Rect::ZERO,
            view: View::default(),
            emphasis: Emphasis::default(),
            passage: None,
            pixels_per_point: 1.0,
        };
        let shared = Rc::new(RefCell::new(Sheet::new(look)));
        Self {
            view: View::default(),
            flight: None,
            wishes: vec![Wish::Fit],
            beside: None,
            is_fitted: true,
            squeezed: None,
            brought: None,
            presenting: false,
            screen: Rect::ZERO,
            index: Index::default(),
            shared,
            recording: Recording::default(),
            recorded: None,
            hovered: None,
            held: None,
            pans_at_border: false,
            dropped: None,
            travel: None,
            handled: None,
            spot: None,
            pointer: None,
            rest: Rest::default(),
            wheel_zooms: false,
            current: None,
            current_line: None,
            followed: BTreeSet::new(),
            focus: None,
            wanted: None,
            shows_focus: false,
            minimap: Default::default(),
            legend: Default::default(),
            callout: Default::default(),
        }
    }

    /// Shows another scene. The view stays where it is, unless it showed everything and does so no more, or from too far
    /// away, or all that it showed has gone elsewhere: then it shows everything again.
    pub fn set_scene(&mut self, scene: Arc<Scene>) {
        let mut sheet = self.shared.borrow_mut();
        if Arc::ptr_eq(&sheet.look.scene, &scene) {
            return;
        }
        let before = std::mem::replace(&mut sheet.look.scene, Arc::clone(&scene));
        let is_one_ground = is_one_ground(&before, &scene);
        if !is_one_ground {
            sheet.look.passage = None;
            self.travel = None;
        }
        sheet.forget_texts(&before);
        drop(sheet);
        if !is_one_ground {
            self.index = Index::default();
        }
        self.dropped = None;
        let is_card = |id: &Id| scene.card(id.as_str()).is_some();
        let is_known = |id: &Id| is_card(id) || scene.line(id.as_str()).is_some();
        self.held = self.held.take().filter(|held| held.is_in(&scene));
        self.spot = None;
        self.current = self.current.take().filter(is_card);
        self.handled = self.handled.take().filter(is_card);
        self.current_line = self.current_line.take().filter(|id| scene.line(id.as_str()).is_some());
        self.hovered = self.hovered.take().filter(is_known);
        let part = self.destination().visible(self.screen);
        let is_seen = |scene: &Scene| scene.cards.iter().any(|card| part.intersects(paint::rect(card.rect)));
        let is_lost = self.wishes.is_empty() && is_seen(&before) && !is_seen(&scene);
        if is_lost || (self.is_fitted && !self.is_fitting(&scene)) {
            self.wishes.push(Wish::Fit);
        }
    }

    /// Shows everything.
    pub fn fit(&mut self) {
        self.wishes.push(Wish::Fit);
    }

    /// Shows those cards and lines, as large as is comfortable.
    pub fn zoom_to(&mut self, ids: &[Id]) {
        self.wishes.push(Wish::ZoomTo(ids.to_vec()));
    }

    /// Shows those cards and lines too; the view stays where it is if they can all be seen and read there.
    pub fn bring_into_view(&mut self, ids: &[Id]) {
        self.wishes.push(Wish::Show(ids.to_vec()));
    }

    /// Enlarges by a factor, at the pointer if it is on the canvas, else in the middle.
    pub fn zoom_by(&mut self, factor: f32) {
        self.wishes.push(Wish::ZoomBy(factor));
    }

    /// Enlarges to that zoom, 1 being 100 %.
    pub fn set_zoom(&mut self, zoom: f32) {
        self.wishes.push(Wish::Zoom(zoom));
    }

    /// The present zoom, 1 being 100 %; during a flight the one it leads to.
    pub fn zoom(&self) -> f32 {
        self.destination().zoom
    }

    /// Where the card of a node is on the screen, in screen points, if it is in the picture. It may be out of view.
    pub fn card_on_screen(&self, id: &Id) -> Option<Rect> {
        let scene = Arc::clone(&self.shared.borrow().look.scene);
        self.shown(&scene, id)
    }

    /// The screen point of a canvas point.
    pub fn to_screen(&self, point: Point) -> Pos2 {
        self.view.to_screen(self.screen, paint::pos(point))
    }

    /// The canvas point of a screen point.
    pub fn to_canvas(&self, point: Pos2) -> Point {
        layout_point(self.view.to_canvas(self.screen, point))
    }

    /// The canvas point under the pointer, if it is on the canvas.
    pub fn pointer(&self) -> Option<Point> {
        self.pointer.map(layout_point)
    }

    /// Gives the keyboard to the card of a node and brings it into view, as soon as it is in the picture.
    pub fn focus_card(&mut self, id: &Id) {
        self.wanted = Some(id.clone());
    }

    /// The part of the window that the picture fills, in screen points; empty before the first frame.
    pub fn screen(&self) -> Rect {
        self.screen
    }

    /// Shows the canvas in all the room that is left, and says what people did.
    pub fn canvas_ui(&mut self, ui: &mut Ui, palette: Palette, state: &CanvasState) -> Vec<CanvasEvent> {
        let screen = ui.available_rect_before_wrap();
        // A child of its own keeps the ids of what follows the same, whether egui_graphs runs in a frame or not.
        let builder = UiBuilder::new().id_salt("canvas").max_rect(screen);
        let events = ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(screen));
            self.contents_ui(ui, screen, palette, state)
        });
        ui.advance_cursor_after_rect(screen);
        events.inner
    }

    fn contents_ui(&mut self, ui: &mut Ui, screen: Rect, palette: Palette, state: &CanvasState) -> Vec<CanvasEvent> {
        let mut events = Vec::new();
        let id = ui.id().with("ground");
        let scene = Arc::clone(&self.shared.borrow().look.scene);
        self.presenting = state.presenting;
        let scale = if state.presenting { (screen.width() / PRESENTED).max(1.0) } else { 1.0 };
        let legend_height = if state.show_legend { self.legend.height(&scene, state, screen, scale) } else { 0.0 };
        let (screen, strip) = screen.split_top_bottom_at_y(screen.max.y - legend_height);
        self.follow_screen(&scene, screen, &state.selected);
        if let Some(wanted) = self.wanted.take_if(|id| scene.card(id.as_str()).is_some()) {
            self.step_to(id, &scene, wanted, state.reduced_motion);
        }
        let is_focused = self.keyboard(ui, id, &scene, state, &mut events);
        self.rest.follow(ui);
        // What egui knows of the last frame is enough to act before anything is drawn: nothing lags behind the pointer.
        if let Some(response) = ui.ctx().read_response(id) {
            self.gestures(ui, &response, &scene, state, &mut events);
        }
        self.grant_wishes(ui, &scene, state);
        self.advance_flight(ui);

        let passage = self.passage(ui, state);
        let mut look = Look { passage, ..self.look(ui, &scene, palette, state) };
        if is_focused && self.shows_focus && look.emphasis.hovered.is_none() {
            let focused = ui.memory(egui::Memory::focused);
            let card = self.current.clone().filter(|card| focused == Some(access::card_widget(id, card)));
            let line = self.current_line.clone().filter(|line| focused == Some(access::line_widget(id, line)));
            look.emphasis.hovered = card.or(line);
        }
        let is_new_atlas = self.shared.borrow_mut().lettering.begin(ui.ctx(), look.view.zoom);
        ui.painter().rect_filled(screen, 0.0, colour(palette.colour(Ink::Canvas)));
        if is_new_atlas || self.recorded.as_ref() != Some(&look) {
            self.draw(ui, look);
        } else {
            self.recording.replay(ui);
        }

        let ground = ui.interact(screen, id, Sense::click_and_drag());
        self.access(ui, &ground, &scene, &state.selected, &mut events);
        if let Some(widget) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(widget));
        }
        if is_focused && self.shows_focus && ground.has_focus() {
            let stroke = egui::Stroke::new(2.0, colour(palette.colour(Ink::Accent)));
            ui.painter().rect_stroke(screen.shrink(1.0), 0.0, stroke, egui::StrokeKind::Inside);
        }
        self.pointer = ground.hover_pos().map(|at| self.view.to_canvas(self.screen, at));
        if state.presenting {
            self.rest.hide(&ground, ui);
        }
        self.hints(&ground, &scene);
        self.overlay_ui(ui, id, &scene, palette, state);
        self.front_ui(ui, &scene, palette, state, scale);
        if state.show_legend {
            self.legend.legend_ui(ui, palette, strip);
        }
        events
    }

    /// Everything that the picture depends on, as it is now.
    fn look(&self, ui: &Ui, scene: &Arc<Scene>, palette: Palette, state: &CanvasState) -> Look {
        let moved = self.held.as_ref().and_then(Held::moved).or(self.dropped.as_ref()).cloned();
        Look {
            scene: Arc::clone(scene),
            palette,
            screen: self.screen,
            view: self.view,
            emphasis: Emphasis {
                selected: state.selected.clone(),
                depiction: state.depiction.clone(),
                hovered: self.hovered.clone(),
                moved,
            },
            passage: None,
            pixels_per_point: ui.ctx().pixels_per_point(),
        }
    }

    /// Draws the picture, and keeps its shapes for the frames in which nothing changes.
    fn draw(&mut self, ui: &mut Ui, look: Look) {
        self.shared.borrow_mut().turn_to(look.clone());
        let Self { recording, shared, .. } = self;
        recording.record(ui, |ui| {
            let painter = ui.painter_at(look.screen);
            painter.extend(shared.borrow_mut().area_shapes());
            painter.extend(shared.borrow_mut().leaving_shapes());
            painter.extend(shared.borrow_mut().shapes_under());
            let opacity = ui.opacity();
            let mut drawn = ui.new_child(UiBuilder::new().id_salt("graph").max_rect(look.screen));
            // Disabled, so that the widget of egui_graphs takes neither clicks nor the focus; but not pale.
            drawn.set_clip_rect(look.screen.intersect(drawn.clip_rect()));
            drawn.disable();
            drawn.set_opacity(opacity);
            graph_ui(&mut drawn, shared);
            painter.extend(shared.borrow_mut().shapes_over());
        });
        self.recorded = Some(look);
    }

    /// What stands in front of the picture.
    fn front_ui(&mut self, ui: &mut Ui, scene: &Arc<Scene>, palette: Palette, state: &CanvasState, scale: f32) {
        if state.show_minimap
            && let Some(centre) = self.minimap.minimap_ui(ui, scene, palette, self.view, self.screen)
        {
            self.flight = None;
            self.move_to(View { centre, ..self.view });
        }
        if let Some(depiction) = &state.depiction {
            // It grows with what it is about, as far as that leaves the picture its room.
            let scale = if state.presenting { scale * self.view.zoom.clamp(1.0, MOST_WITH_PICTURE) } else { scale };
            let front = Front { screen: self.screen, scale };
            self.callout.callout_ui(ui, depiction, scene, palette, self.view, front);
        }
    }

    /// Names what the pointer rests on, where the picture itself cannot.
    fn hints(&self, ground: &egui::Response, scene: &Scene) {
        let Some(id) = &self.hovered else { return };
        if self.held.is_some() || self.spot.is_some() {
            return;
        }
        if let Some(card) = scene.card(id.as_str()) {
            if self.view.zoom * 12.0 < paint::LEGIBLE {
                ground.clone().on_hover_text_at_pointer(&card.name);
            }
        } else if let Some(line) = scene.line(id.as_str()) {
            ground.clone().on_hover_text_at_pointer(access::line_name(scene, line));
        }
    }
}
