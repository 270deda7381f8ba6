//! Places: what stands where in a scene.

use std::sync::Arc;

use egui::{Pos2, Rect, Vec2, vec2};

use super::paint::{pos, rect};
use crate::drawing::packed::{MARK, MARK_AT};
use crate::drawing::{Area, Card, Fold, Lens, Line, Mark, Scene};
use crate::model::Id;

/// A picture of nothing.
pub(super) fn nothing() -> Scene {
    Scene {
        title: String::new(),
        subtitle: String::new(),
        lens: Lens::default(),
        categories: Vec::new(),
        areas: Vec::new(),
        lines: Default::default(),
        cards: Vec::new(),
        bounds: Default::default(),
        hidden: None,
        note: String::new(),
        is_for_room: false,
        focus: None,
    }
}

/// The place of a card among those of a scene.
pub(super) fn card_place(scene: &Scene, id: &Id) -> Option<usize> {
    scene.cards.binary_search_by(|card| card.id.cmp(id)).ok()
}

/// The place of a line among those of a scene.
pub(super) fn line_place(scene: &Scene, id: &Id) -> Option<usize> {
    scene.lines.binary_search_by(|line| line.id.cmp(id)).ok()
}

/// Where the badge of a card lies, if it has one.
pub(super) fn badge_rect(card: &Card) -> Option<Rect> {
    let shapes = card.badge.iter().filter_map(|mark| match mark {
        Mark::Shape { outline, .. } => Some(rect(outline.bounds())),
        _ => None,
    });
    shapes.reduce(|one, two| one.union(two)).map(|badge| badge.translate(rect(card.rect).min.to_vec2()))
}

/// Where the mark lies by which a card folds or unfolds, if it can.
pub(super) fn fold_rect(card: &Card) -> Option<Rect> {
    (card.fold != Fold::Nothing).then(|| {
        let corner = rect(card.rect).max + vec2(MARK_AT.x, MARK_AT.y);
        Rect::from_center_size(corner, Vec2::splat(2.0 * MARK))
    })
}

/// Where the mark lies by which a tray folds, if it can.
pub(super) fn tray_rect(area: &Area) -> Option<Rect> {
    (!area.folds.is_empty()).then(|| {
        let corner = rect(area.rect).max + vec2(MARK_AT.x, MARK_AT.y);
        Rect::from_center_size(corner, Vec2::splat(2.0 * MARK))
    })
}

/// The part of the canvas that a card covers with its badge and its mark.
pub(super) fn card_reach(card: &Card) -> Rect {
    let marks = badge_rect(card).into_iter().chain(fold_rect(card));
    marks.fold(rect(card.rect), |reach, mark| reach.union(mark))
}

/// Whether the same cards stand and the same lines run in the same places of two scenes, however they look.
pub(super) fn is_one_ground(one: &Scene, other: &Scene) -> bool {
    let stands = |card: &Card| (card.rect, badge_rect(card));
    let is_one_card = |(one, other): (&Card, &Card)| one.id == other.id && stands(one) == stands(other);
    let is_one_line = |(one, other): (&Line, &Line)| {
        (&one.id, &one.from, &one.to) == (&other.id, &other.from, &other.to) && one.points == other.points
    };
    one.cards.len() == other.cards.len()
        && one.lines.len() == other.lines.len()
        && one.bounds == other.bounds
        && one.cards.iter().zip(&other.cards).all(is_one_card)
        && (Arc::ptr_eq(&one.lines, &other.lines) || one.lines.iter().zip(other.lines.iter()).all(is_one_line))
}

/// The rectangle around cards and lines, if any of them is in the scene.
pub(super) fn extent(scene: &Scene, ids: &[Id]) -> Option<Rect> {
    let card = |id: &Id| scene.card(id.as_str()).map(|card| rect(card.rect));
    let line = |id: &Id| {
        scene.line(id.as_str()).map(|line| line.points.iter().map(|&point| pos(point)).collect::<Vec<Pos2>>())
    };
    ids.iter()
        .filter_map(|id| card(id).or_else(|| line(id).map(|points| Rect::from_points(&points))))
        .reduce(|one, two| one.union(two))
}
