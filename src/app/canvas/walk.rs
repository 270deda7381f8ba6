//! Walking: where an arrow key leads from a card, and in which order the lines of a card are gone through.

use std::collections::BTreeSet;

use egui::{Rect, Vec2};

use super::paint::{pos, rect};
use crate::drawing::{Card, Line, Scene};
use crate::model::Id;

/// How much nearer a card seems if a line leads there.
const ALONG_A_LINE: f32 = 0.5;

/// The lines of a card, clockwise from the top by where they leave it.
pub(super) fn lines_around<'a>(scene: &'a Scene, card: &Card) -> Vec<&'a Line> {
    let middle = rect(card.rect).center();
    let angle = |line: &Line| {
        let tip = if line.from == card.id { line.points.first() } else { line.points.last() };
        let way = tip.map_or(Vec2::ZERO, |&tip| pos(tip) - middle);
        way.x.atan2(-way.y).rem_euclid(std::f32::consts::TAU)
    };
    let mut lines: Vec<&Line> = scene.lines.iter().filter(|line| line.from == card.id || line.to == card.id).collect();
    lines.sort_by(|one, two| angle(one).total_cmp(&angle(two)));
    lines
}

/// The card that an arrow key leads to: near, rather straight ahead, and gladly along a line.
pub(super) fn neighbour(scene: &Scene, from: &Id, way: Vec2) -> Option<Id> {
    let start = rect(scene.card(from.as_str())?.rect);
    let joined: BTreeSet<&Id> = scene
        .lines
        .iter()
        .filter_map(|line| match (line.from == *from, line.to == *from) {
            (true, _) => Some(&line.to),
            (_, true) => Some(&line.from),
            _ => None,
        })
        .collect();
    let effort = |card: &Card| {
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
    use egui::{pos2, vec2};

    #[test]
    fn gaps_are_measured_between_borders() {
        let one = Rect::from_min_size(pos2(0.0, 0.0), vec2(20.0, 10.0));
        let two = Rect::from_min_size(pos2(50.0, 40.0), vec2(20.0, 10.0));
        assert_eq!(gap(one, two, vec2(1.0, 0.0)), 30.0);
        assert_eq!(gap(one, two, vec2(0.0, 1.0)), 30.0);
        assert_eq!(gap(one, two, vec2(-1.0, 0.0)), -70.0);
    }
}
