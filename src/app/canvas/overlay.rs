//! The overlay: what a gesture shows on top of the picture while it lasts, and where the keyboard stands. It is drawn
//! anew in each frame, so that the picture below need not be.

use egui::{Color32, CornerRadius, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, vec2};

use super::access::{card_widget, line_widget};
use super::drag::{Held, HeldLine, inside};
use super::gestures::TARGET;
use super::handles::{RADIUS, Spot};
use super::keyboard::into;
use super::paint::{colour, pos, rect};
use super::places::{fold_rect, tray_rect};
use super::sheet::border;
use super::{Canvas, CanvasState, LineTip, SelectHow, Side};
use crate::drawing::{Area, Fold, Ink, Palette, Scene};
use crate::model::{Id, words};

/// How far the ring around the card that would be dropped on, or around the focus, stands from it, in screen points.
const RING: f32 = 6.0;
/// How wide words at the pointer run before they wrap.
const WIDEST: f32 = 280.0;

/// A painter with the colours that gestures are shown in.
struct Brush<'a> {
    painter: &'a Painter,
    palette: Palette,
    accent: Color32,
}

impl Brush<'_> {
    fn ink(&self, ink: Ink) -> Color32 {
        colour(self.palette.colour(ink))
    }

    fn ring(&self, around: Rect, width: f32, fill: f32) {
        let radius = CornerRadius::same(8);
        let stroke = Stroke::new(width, self.accent);
        self.painter.rect(around, radius, self.accent.gamma_multiply(fill), stroke, StrokeKind::Middle);
    }

    fn spot(&self, at: Pos2, is_near: bool) {
        let (fill, radius) = if is_near { (self.accent, RADIUS + 1.5) } else { (self.ink(Ink::Panel), RADIUS) };
        self.painter.circle(at, radius, fill, Stroke::new(1.5, self.accent));
    }

    /// The mark by which a card or a tray folds.
    fn minus(&self, mark: Rect) {
        let (centre, radius) = (mark.center(), mark.width() / 2.0);
        let stroke = Stroke::new(1.5, self.accent);
        self.painter.circle(centre, radius, self.ink(Ink::Card), stroke);
        let arm = vec2(radius * 0.5, 0.0);
        self.painter.line_segment([centre - arm, centre + arm], stroke);
    }

    /// A few words beside the pointer, within `screen`.
    fn words(&self, at: Pos2, screen: Rect, words: String) {
        let galley = self.painter.layout(words, FontId::proportional(12.5), self.ink(Ink::Text), WIDEST);
        let size = galley.size() + vec2(16.0, 10.0);
        let place = Rect::from_min_size(at + vec2(14.0, 18.0), size);
        let place = place.translate(into(place, screen.shrink(4.0)));
        let hairline = Stroke::new(1.0, self.ink(Ink::Hairline));
        self.painter.rect(place, CornerRadius::same(5), self.ink(Ink::Panel), hairline, StrokeKind::Inside);
        self.painter.galley(place.min + vec2(8.0, 5.0), galley, self.ink(Ink::Text));
    }
}

impl Canvas {
    /// Shows what is held, what can be taken hold of, and where the keyboard stands.
    pub(super) fn overlay_ui(&self, ui: &Ui, ground: egui::Id, scene: &Scene, palette: Palette, state: &CanvasState) {
        let painter = ui.painter_at(self.screen);
        let brush = Brush { painter: &painter, palette, accent: colour(palette.colour(Ink::Accent)) };
        match &self.held {
            Some(held) => self.show_held(scene, held, &brush),
            None => {
                self.focus_ring(ui, ground, scene, state, &brush);
                // Neither the pen nor a pointer that lies still before a room would fold anything.
                if !state.pen && (!state.presenting || self.rest.is_over(ui)) {
                    self.show_fold_mark(scene, &brush);
                }
                for (at, spot) in self.spots(scene, state) {
                    brush.spot(at, self.spot.as_ref() == Some(&spot) && self.is_under_pointer(at));
                }
                let words = self.spot.as_ref().map(|spot| match spot {
                    Spot::Handle(_, Side::Bottom) => "Drag to add one that reports to this, or to draw a line",
                    Spot::Handle(_, Side::Top) => "Drag to add one that this reports to, or to draw a line",
                    Spot::Handle(_, Side::Left | Side::Right) => "Drag to draw a line",
                    Spot::Grip(..) => "Drag to another card",
                });
                if let Some((words, at)) = words.zip(self.pointer) {
                    brush.words(self.view.to_screen(self.screen, at), self.screen, words.to_owned());
                }
            }
        }
    }

    /// The mark by which the card under the pointer folds; of one that is folded it is part of the picture.
    fn show_fold_mark(&self, scene: &Scene, brush: &Brush<'_>) {
        let card = self.hovered.as_ref().and_then(|id| scene.card(id.as_str()));
        if card.is_none() {
            self.show_tray_mark(scene, brush);
        }
        let Some((card, mark)) = card.and_then(|card| Some((card, fold_rect(card)?))) else { return };
        let shown = self.view.rect_to_screen(self.screen, mark);
        if shown.height() < TARGET {
            return;
        }
        if card.fold == Fold::Open {
            brush.minus(shown);
        }
        if let Some(at) = self.pointer.filter(|at| mark.expand(2.0).contains(*at) && self.spot.is_none()) {
            let words = match &card.fold {
                Fold::Closed(pack) if !pack.words.is_empty() => format!("Unfold {}", pack.words),
                Fold::Closed(_) => "Unfold".to_owned(),
                Fold::Open | Fold::Nothing => "Fold what hangs here".to_owned(),
            };
            brush.words(self.view.to_screen(self.screen, at), self.screen, words);
        }
    }

    /// The mark by which the tray under the pointer folds.
    fn show_tray_mark(&self, scene: &Scene, brush: &Brush<'_>) {
        let Some(point) = self.pointer.filter(|_| self.spot.is_none()) else { return };
        let under = |(area, mark): &(&Area, Rect)| rect(area.rect).union(mark.expand(2.0)).contains(point);
        let mut marked = scene.areas.iter().filter_map(|area| Some((area, tray_rect(area)?)));
        let Some((_, mark)) = marked.find(under) else { return };
        let shown = self.view.rect_to_screen(self.screen, mark);
        if shown.height() < TARGET {
            return;
        }
        brush.minus(shown);
        if mark.expand(2.0).contains(point) {
            brush.words(self.view.to_screen(self.screen, point), self.screen, "Fold what stands here".to_owned());
        }
    }

    fn is_under_pointer(&self, spot: Pos2) -> bool {
        self.pointer.is_some_and(|at| self.view.to_screen(self.screen, at).distance(spot) <= 2.0 * RADIUS)
    }

    /// Where a card is on the screen, one that was just put down where it is now.
    pub(super) fn shown(&self, scene: &Scene, id: &Id) -> Option<Rect> {
        let by = self.dropped.as_ref().filter(|dropped| dropped.ids.contains(id)).map(|dropped| dropped.by);
        let place = rect(scene.card(id.as_str())?.rect).translate(by.unwrap_or_default());
        Some(self.view.rect_to_screen(self.screen, place))
    }

    fn show_held(&self, scene: &Scene, held: &Held, brush: &Brush<'_>) {
        match held {
            Held::Picture => {}
            Held::Cards { grip, moved, guides, onto, .. } => {
                let stroke = Stroke::new(1.0, brush.accent);
                for guide in guides {
                    brush.painter.line_segment(guide.map(|end| self.view.to_screen(self.screen, end)), stroke);
                }
                if let Some(card) = onto.as_ref().and_then(|onto| scene.card(onto.as_str())) {
                    brush.ring(self.view.rect_to_screen(self.screen, rect(card.rect)).expand(RING), 3.0, 0.15);
                    let at = self.view.to_screen(self.screen, *grip + moved.by);
                    brush.words(at, self.screen, format!("Move under {}", card.name));
                }
            }
            Held::Loose { line, at, onto } => self.show_loose(scene, line, *at, onto.as_ref(), brush),
            Held::Frame { start, end, how } => {
                let frame = Rect::from_two_pos(*start, *end);
                let shown = self.view.rect_to_screen(self.screen, frame);
                let stroke = Stroke::new(1.0, brush.accent);
                let fill = brush.accent.gamma_multiply(0.08);
                brush.painter.rect(shown, CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
                let ids = inside(scene, frame);
                let cards: Vec<Rect> = ids.iter().filter_map(|id| self.shown(scene, id)).collect();
                cards.iter().for_each(|card| brush.ring(card.expand(3.0), 1.5, 0.0));
                if !ids.is_empty() {
                    let words = count(cards.len(), ids.len() - cards.len());
                    let words = if *how == SelectHow::Take { format!("Let go of {words}") } else { words };
                    brush.words(self.view.to_screen(self.screen, *end), self.screen, words);
                }
            }
        }
    }

    /// A line of which one end is held, and what would become of it here.
    fn show_loose(&self, scene: &Scene, line: &HeldLine, at: Pos2, onto: Option<&Id>, brush: &Brush<'_>) {
        let pointer = self.view.to_screen(self.screen, at);
        let target = onto.filter(|onto| line.may_end_at(scene, onto)).and_then(|onto| scene.card(onto.as_str()));
        let target_shown = target.map(|card| self.view.rect_to_screen(self.screen, rect(card.rect)));
        let towards = target_shown.map_or(pointer, |card| card.center());
        let start = match line {
            HeldLine::New(from, _) => self.shown(scene, from).map(|card| border(card, towards)),
            HeldLine::Known(link, tip) => scene.line(link.as_str()).and_then(|line| {
                let fixed = if *tip == LineTip::From { line.points.last() } else { line.points.first() };
                Some(self.view.to_screen(self.screen, pos(*fixed?)))
            }),
        };
        let Some(start) = start else { return };
        let is_at_home = onto.is_some() && target.is_none();
        if let Some(card) = target_shown {
            brush.ring(card.expand(RING), 3.0, 0.15);
        }
        if !is_at_home || matches!(line, HeldLine::Known(..)) {
            let end = target_shown.map_or(pointer, |card| border(card, start));
            brush.painter.line_segment([start, end], Stroke::new(2.0, brush.accent));
            brush.spot(end, true);
        }
        let words = match (line, target) {
            (HeldLine::New(..) | HeldLine::Known(_, LineTip::To), Some(card)) => format!("Line to {}", card.name),
            (HeldLine::Known(_, LineTip::From), Some(card)) => format!("Line from {}", card.name),
            (HeldLine::New(..), None) if is_at_home => "No line: it would end where it begins".to_owned(),
            (HeldLine::New(_, Side::Bottom), None) => "New one that reports to this".to_owned(),
            (HeldLine::New(_, Side::Top), None) => "New one that this reports to".to_owned(),
            (HeldLine::New(..), None) => "New one here".to_owned(),
            (HeldLine::Known(..), None) => "The line stays as it is".to_owned(),
        };
        brush.words(pointer, self.screen, words);
    }

    /// The ring around what has the keyboard. A card that was clicked is ringed already, because it is chosen.
    fn focus_ring(&self, ui: &Ui, ground: egui::Id, scene: &Scene, state: &CanvasState, brush: &Brush<'_>) {
        let focused = ui.memory(egui::Memory::focused);
        let is_shown = |id: &Id| self.shows_focus || !state.selected.contains(id);
        let card = self.current.as_ref().filter(|id| focused == Some(card_widget(ground, id)) && is_shown(id));
        if let Some(card) = card.and_then(|id| self.shown(scene, id)) {
            brush.ring(card.expand(RING), 2.0, 0.0);
        }
        let line = self.current_line.as_ref().filter(|id| focused == Some(line_widget(ground, id)) && is_shown(id));
        if let Some(line) = line.and_then(|id| scene.line(id.as_str())) {
            let points: Vec<Pos2> =
                line.points.iter().map(|&point| self.view.to_screen(self.screen, pos(point))).collect();
            let width = line.pen.width * self.view.zoom;
            // A tube around the line: wide, hollowed out, and the line in it.
            for (width, ink) in [(width + 9.0, Ink::Accent), (width + 5.0, Ink::Canvas), (width + 1.0, Ink::Accent)] {
                brush.painter.line(points.clone(), Stroke::new(width, brush.ink(ink)));
            }
        }
    }
}

/// So many cards and lines, in words.
fn count(cards: usize, lines: usize) -> String {
    let cards = (cards > 0).then(|| words::count(cards, "card", "cards"));
    let lines = (lines > 0).then(|| words::count(lines, "line", "lines"));
    cards.into_iter().chain(lines).collect::<Vec<_>>().join(" and ")
}
