//! The look of a card that stands for others: further cards peep out behind it, and a plus says that it unfolds.

use std::sync::Arc;

use super::card::{CardText, outline};
use super::fold::Pack;
use super::{Ink, Mark, Outline, Pen};
use crate::layout::{Point, Size};
use crate::model::Node;
use crate::model::words::count;

/// How far each of the cards behind stands out.
const STEP: f32 = 3.0;
const BEHIND: [f32; 2] = [2.0, 1.0];
/// The radius of the mark by which a card folds or unfolds.
pub const MARK: f32 = 7.0;
/// Where its centre lies, from the lower right corner.
pub const MARK_AT: Point = Point::new(-1.0, -1.0);
const ARM: f32 = 3.6;
/// As many findings as take the most room on a card, for which its lines are broken before they are known.
const MANY_FINDINGS: usize = 99;

/// How much room the cards behind take to the right and below.
const ROOM: f32 = 7.0;

/// The texts of a card with room for the cards behind it, as a layout is to have it.
pub(super) fn with_room(text: CardText) -> CardText {
    CardText { size: Size::new(text.size.width + ROOM, text.size.height + ROOM), ..text }
}

/// The same without that room: the card in front.
pub(super) fn front(text: &CardText) -> CardText {
    CardText { size: Size::new(text.size.width - ROOM, text.size.height - ROOM), ..text.clone() }
}

/// What is in a pack, and how many findings there are.
pub(super) fn words(pack: &Pack, findings: usize) -> String {
    let found = (findings > 0).then(|| count(findings, "finding", "findings"));
    let parts = (!pack.words.is_empty()).then(|| pack.words.clone()).into_iter().chain(found);
    parts.collect::<Vec<_>>().join(", ")
}

/// The same with as many findings as there may be.
pub(super) fn longest_words(pack: &Pack) -> String {
    words(pack, MANY_FINDINGS)
}

/// The face of a card with others behind it.
pub(super) fn stacked(node: &Node, size: Size, face: &[Mark]) -> Arc<[Mark]> {
    let pen = face.iter().find_map(|mark| match mark {
        Mark::Shape { pen: Some(pen), .. } => Some(*pen),
        _ => None,
    });
    let pen = pen.unwrap_or(Pen::solid(Ink::CardLine, 1.0));
    let behind = BEHIND.iter().map(|step| {
        let by = step * STEP;
        let shape = Mark::Shape { outline: outline(node.kind, size), fill: Some(Ink::Card), pen: Some(pen) };
        shape.moved(by, by)
    });
    let corner = MARK_AT.moved(size.width, size.height);
    behind.chain(face.iter().cloned()).chain(mark(corner, true)).collect()
}

/// The mark by which a card unfolds, or folds, around a centre.
pub fn mark(centre: Point, unfolds: bool) -> Vec<Mark> {
    let pen = Pen::solid(Ink::Accent, 1.6);
    let arm = |x: f32, y: f32| Mark::Path { points: vec![centre.moved(-x, -y), centre.moved(x, y)], pen };
    let rim = Some(Pen::solid(Ink::Accent, 1.2));
    let ground = Mark::Shape { outline: Outline::Circle(centre, MARK), fill: Some(Ink::Card), pen: rim };
    std::iter::once(ground).chain([arm(ARM, 0.0)]).chain(unfolds.then(|| arm(0.0, ARM))).collect()
}
