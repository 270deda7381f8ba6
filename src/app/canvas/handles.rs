//! Handles: the small spots around a card from which a line is drawn, and those at the ends of a chosen line.

use egui::{Pos2, Rect, Vec2, vec2};

use super::paint::is_sketched;
use super::paint::{pos, rect};
use super::{Canvas, CanvasState, LineTip, Side};
use crate::drawing::Scene;
use crate::model::Id;

/// The radius of a spot, in screen points.
pub(super) const RADIUS: f32 = 4.5;
/// How near the pointer must come to a spot.
const NEAR: f32 = 8.0;
/// How far handles stand from the border of their card.
const DISTANCE: f32 = 11.0;
/// How far inside its card a handle stands that has no room outside.
const INSIDE: f32 = 1.0;
/// How far from a card the pointer may go before its handles leave.
const REACH: f32 = DISTANCE + NEAR;
/// Cards lower than this, in screen points, have no handles: there would be no room for them.
const LOWEST: f32 = 14.0;

/// Something small that can be dragged.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spot {
    /// A handle of a card, at one of its sides: a new line begins there.
    Handle(Id, Side),
    /// The end of a line.
    Grip(Id, LineTip),
}

impl Canvas {
    /// The spots that can be dragged just now, with their screen points. No handle lies on another card: a card can always
    /// be taken by whatever is seen of it.
    pub(super) fn spots(&self, scene: &Scene, state: &CanvasState) -> Vec<(Pos2, Spot)> {
        let mut spots = Vec::new();
        if !state.movable || state.presenting || is_sketched(self.view.zoom) {
            return spots;
        }
        let single = state.selected.first().filter(|_| state.selected.len() == 1);
        if let Some(line) = single.and_then(|id| scene.line(id.as_str())) {
            for (point, tip) in [(line.points.first(), LineTip::From), (line.points.last(), LineTip::To)] {
                let at = point.map(|&point| self.view.to_screen(self.screen, pos(point)));
                spots.extend(at.map(|at| (at, Spot::Grip(line.id.clone(), tip))));
            }
        }
        let second = single.filter(|id| self.handled.as_ref() != Some(id));
        for card in self.handled.iter().chain(second).filter_map(|id| scene.card(id.as_str())) {
            if card.is_of_several() {
                continue;
            }
            let shown = self.view.rect_to_screen(self.screen, rect(card.rect));
            if shown.height() < LOWEST {
                continue;
            }
            let on_others = |at: Pos2| self.card_at(scene, at).is_some_and(|other| other != card.id);
            for side in [Side::Top, Side::Right, Side::Bottom, Side::Left] {
                // In a tight stack a handle stands on the border of its own card.
                let places = [DISTANCE, -INSIDE].map(|distance| beside(shown, side, distance));
                let free = places.into_iter().find(|&at| !on_others(at));
                spots.extend(free.map(|at| (at, Spot::Handle(card.id.clone(), side))));
            }
        }
        spots
    }

    /// The spot under a screen point.
    pub(super) fn spot_at(&self, scene: &Scene, state: &CanvasState, at: Pos2) -> Option<Spot> {
        let near = self.spots(scene, state).into_iter().map(|(spot, what)| (spot.distance(at), what));
        near.filter(|(distance, _)| *distance <= NEAR).min_by(|one, two| one.0.total_cmp(&two.0)).map(|(_, what)| what)
    }

    /// Whether a screen point is so near to a card that its handles stay.
    pub(super) fn is_near_card(&self, scene: &Scene, id: &Id, at: Pos2) -> bool {
        let near = |card: &crate::drawing::Card| {
            self.view.rect_to_screen(self.screen, rect(card.rect)).expand(REACH).contains(at)
        };
        scene.card(id.as_str()).is_some_and(near)
    }

    /// The card under a screen point.
    pub(super) fn card_at(&self, scene: &Scene, at: Pos2) -> Option<Id> {
        let point = self.view.to_canvas(self.screen, at);
        let cards = self.index.of(scene).cards_at(point).map(|place| &scene.cards[place]);
        let mut under =
            cards.filter(|card| self.screen.contains(at) && rect(card.rect).contains(point) && !card.is_of_several());
        under.next().map(|card| card.id.clone())
    }
}

/// The point so far outside of the middle of a side of a card.
fn beside(card: Rect, side: Side, distance: f32) -> Pos2 {
    let way = match side {
        Side::Top => vec2(0.0, -1.0),
        Side::Right => vec2(1.0, 0.0),
        Side::Bottom => vec2(0.0, 1.0),
        Side::Left => vec2(-1.0, 0.0),
    };
    card.center() + way * (card.size() / 2.0 + Vec2::splat(distance))
}
