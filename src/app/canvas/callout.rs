//! The callout: a few words beside a card that say what is wrong there.

use std::collections::BTreeSet;

use egui::{
    Align, CornerRadius, FontFamily, FontId, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, text::LayoutJob,
    text::TextFormat, vec2,
};

use super::CanvasState;
use super::lettering::semi_bold;
use super::paint::{colour, rect};
use super::view::View;
use crate::drawing::{Ink, Palette, Scene};
use crate::model::Id;

/// A few words that point at a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// The card or the line that they are about.
    pub at: Id,
    /// What is the matter, in two or three words.
    pub title: String,
    /// What that means, in a sentence or two.
    pub text: String,
    /// The ink of the finding's family or severity.
    pub ink: Ink,
}

const WIDTH: f32 = 210.0;
const PADDING: Vec2 = vec2(12.0, 10.0);
/// How far the words stand from their card, in screen points.
const DISTANCE: f32 = 22.0;

/// How much worse it is to cover a card that is lit than another.
const LIT: f32 = 20.0;

/// Draws the callout where it covers least.
pub(super) fn callout_ui(ui: &Ui, state: &CanvasState, scene: &Scene, palette: Palette, view: View, screen: Rect) {
    let Some(callout) = &state.callout else { return };
    let Some(target) = super::places::extent(scene, std::slice::from_ref(&callout.at)) else { return };
    let target = view.rect_to_screen(screen, target);
    if !target.intersects(screen) {
        return;
    }
    let mut job =
        LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(WIDTH - 2.0 * PADDING.x), ..LayoutJob::default() };
    let format = |family, ink, size| TextFormat {
        font_id: FontId::new(size, family),
        color: colour(palette.colour(ink)),
        line_height: Some(size * 1.4),
        valign: Align::BOTTOM,
        ..TextFormat::default()
    };
    job.append(&format!("{}\n", callout.title), 0.0, format(semi_bold(ui.ctx()), callout.ink, 13.0));
    job.append(&callout.text, 0.0, format(FontFamily::Proportional, Ink::Text, 12.5));
    let galley = ui.painter().layout_job(job);
    let size = vec2(WIDTH, galley.size().y + 2.0 * PADDING.y);
    let place = least_covering(scene, &state.lit, view, screen, target, size);

    let stroke = Stroke::new(1.5, colour(palette.colour(callout.ink)));
    let from = nearest(place, target.center());
    ui.painter().line_segment([from, nearest(target.expand(2.0), from)], stroke);
    let ground = colour(palette.colour(Ink::Panel));
    ui.painter().rect(place, CornerRadius::same(6), ground, stroke, StrokeKind::Middle);
    ui.painter().galley(place.min + PADDING, galley, colour(palette.colour(Ink::Text)));
}

/// The place around `target` where a box of that size covers the least of the cards, and of the lit ones least of all.
pub(super) fn least_covering(
    scene: &Scene,
    lit: &BTreeSet<Id>,
    view: View,
    screen: Rect,
    target: Rect,
    size: Vec2,
) -> Rect {
    let room = screen.shrink(8.0);
    let reach = (target.size() + size) / 2.0 + Vec2::splat(DISTANCE);
    let ways = [
        vec2(1.0, 1.0),
        vec2(1.0, 0.0),
        vec2(-1.0, 1.0),
        vec2(-1.0, 0.0),
        vec2(0.0, 1.0),
        vec2(1.0, -1.0),
        vec2(-1.0, -1.0),
        vec2(0.0, -1.0),
    ];
    let cards: Vec<(Rect, f32)> = scene
        .cards
        .iter()
        .map(|card| (view.rect_to_screen(screen, rect(card.rect)), if lit.contains(&card.id) { LIT } else { 1.0 }))
        .filter(|(card, _)| card.intersects(screen))
        .collect();
    let covered = |place: Rect| {
        let area = |other: Rect| {
            let common = place.intersect(other);
            common.width().max(0.0) * common.height().max(0.0)
        };
        // Covering what it points at is worst of all.
        cards.iter().map(|&(card, weight)| weight * area(card)).sum::<f32>() + LIT * area(target)
    };
    let places = [1.0, 2.4].into_iter().flat_map(|far| ways.map(|way| (far, way)));
    let boxed = places.map(|(far, way)| {
        let centre = target.center() + way * (reach + Vec2::splat(DISTANCE * (far - 1.0)));
        let inside = Rect::from_center_size(centre, size);
        inside.translate(super::keyboard::into(inside, room))
    });
    boxed.min_by(|&one, &two| covered(one).total_cmp(&covered(two))).unwrap_or(Rect::from_min_size(target.max, size))
}

/// The point of a rectangle that is nearest to another point.
fn nearest(rect: Rect, point: Pos2) -> Pos2 {
    rect.clamp(point)
}
