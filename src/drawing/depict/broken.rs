//! A way that breaks off: the gap is drawn as one, and what it cuts off stands on a ground of its own.

use std::collections::BTreeSet;

use super::course::Course;
use super::{Stage, count, extent};
use crate::analysis::Gap;
use crate::drawing::entry::{Entry, SAMPLE};
use crate::drawing::line::Direction;
use crate::drawing::{Depiction, Ink, Mark, Pen, Scene};
use crate::layout::{Point, Rect, Size};
use crate::model::words::list;
use crate::model::{Id, Node, NodeKind};

/// How far a break reaches along its line, and to either side.
const ALONG: f32 = 8.5;
const ASIDE: f32 = 6.5;
const CROSS: f32 = 4.4;
/// How far from the card beside which a line breaks, so that its head stays in sight.
const FROM_CARD: f32 = 20.0;
/// How long the stub is of a line that is not there.
const STUB: f32 = 9.0;

pub(super) fn draw(stage: &mut Stage<'_>, gaps: &[Gap], cut_off: &[Id]) {
    for id in cut_off {
        stage.halo(id);
    }
    let nodes = gaps.iter().filter_map(|gap| match gap {
        Gap::Beside { node, .. } => Some(node),
        Gap::On(_) | Gap::After(_) => None,
    });
    let part: BTreeSet<&Id> = cut_off.iter().chain(nodes.clone()).collect();
    let lines = stage.scene.lines.iter().filter(|line| part.contains(&line.from) && part.contains(&line.to));
    stage.depiction.kept = lines.map(|line| line.id.clone()).chain(cut_off.iter().cloned()).collect();
    stage.depiction.lit.extend(nodes.cloned());
    draw_gaps(stage.scene, gaps, stage.size, &mut stage.depiction, &mut stage.taken);
    let at = gaps.first().map(|gap| match gap {
        Gap::Beside { node: id, .. } | Gap::On(id) | Gap::After(id) => id,
    });
    if let Some(at) = at.filter(|at| extent(stage.scene, at).is_some()) {
        stage.callout.at = vec![at.clone()];
    }
    let number = |test: fn(&Node) -> bool| {
        cut_off.iter().filter_map(|id| stage.map.nodes.get(id.as_str())).filter(|node| test(node)).count()
    };
    let parts = [
        (number(Node::is_body), "body", "bodies"),
        (number(|node| node.kind == NodeKind::Post), "post", "posts"),
        (number(|node| node.kind == NodeKind::Strand), "strand", "strands"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let are = if cut_off.len() == 1 { "is" } else { "are" };
    if !parts.is_empty() {
        stage.callout.fact = format!("{} {are} cut off here", list(&parts, 3));
    }
    let sample = sample(stage.depiction.ink);
    stage.sign(sample.sample, &sample.label);
    if !cut_off.is_empty() {
        stage.sign(stage.ground_sample(), "cut off");
    }
}

/// What the sign of a break means.
pub(super) fn sample(ink: Ink) -> Entry {
    let middle = Point::new(ALONG + 3.0, SAMPLE.height / 2.0);
    let way = Direction::between(middle, middle.moved(1.0, 0.0));
    Entry { sample: break_marks(middle, way, ink, Ink::Panel, 1.0), label: "it breaks here".to_owned() }
}

/// Draws where ways break off, with marks of that size that cover nothing of what is taken.
pub(super) fn draw_gaps(scene: &Scene, gaps: &[Gap], size: f32, depiction: &mut Depiction, taken: &mut Vec<Rect>) {
    for gap in gaps {
        let marks = gap_marks(scene, gap, size, depiction.ink, taken);
        depiction.over.extend(marks);
    }
}

fn gap_marks(scene: &Scene, gap: &Gap, wanted_size: f32, ink: Ink, taken: &mut Vec<Rect>) -> Vec<Mark> {
    let (line, towards) = match gap {
        Gap::After(node) => {
            let marks = scene.card(node.as_str()).map(|card| stub(card.rect, taken, ink, wanted_size));
            return marks.unwrap_or_default();
        }
        Gap::Beside { line, node } => (line, Some(node)),
        Gap::On(line) => (line, None),
    };
    let Some(line) = scene.line(line.as_str()) else { return Vec::new() };
    let course = Course::new(&line.points, towards.is_none_or(|node| line.to == *node));
    let length = course.length();
    let wanted = if towards.is_some() { (length - FROM_CARD).max(length / 2.0) } else { length / 2.0 };
    // As large as is wanted, else at its own size; better close to a card than not to be seen.
    let halves = [(wanted_size, ALONG * wanted_size + 1.0), (1.0, ALONG + 1.0), (1.0, ASIDE), (1.0, 1.0)];
    let place = halves.into_iter().find_map(|(size, half)| Some((size, course.room(wanted, half, taken)?)));
    let (size, at) = place.unwrap_or((1.0, wanted));
    let Some((centre, way)) = course.at(at) else { return Vec::new() };
    taken.push(Rect::around(centre, Size::new(2.0 * ALONG * size, 2.0 * ALONG * size)));
    break_marks(centre, way, ink, Ink::Canvas, size)
}

/// A gap in a line: its two ends, and a cross between them.
fn break_marks(centre: Point, way: Direction, ink: Ink, ground: Ink, size: f32) -> Vec<Mark> {
    let path = |from: (f32, f32), to: (f32, f32), pen: Pen| {
        let points = [from, to].map(|(along, aside)| way.from(centre, along * size, aside * size)).to_vec();
        Mark::Path { points, pen: Pen { width: pen.width * size, ..pen } }
    };
    let (end, cross) = (Pen::solid(ink, 2.0), Pen::solid(ink, 2.6));
    vec![
        path((-ALONG, 0.0), (ALONG, 0.0), Pen::solid(ground, 2.0 * ASIDE + 1.0)),
        path((-ALONG, -ASIDE), (-ALONG, ASIDE), end),
        path((ALONG, -ASIDE), (ALONG, ASIDE), end),
        path((-CROSS, -CROSS), (CROSS, CROSS), cross),
        path((-CROSS, CROSS), (CROSS, -CROSS), cross),
    ]
}

/// The stub of a line upward that is not there, above a card where there is room.
fn stub(card: Rect, taken: &[Rect], ink: Ink, size: f32) -> Vec<Mark> {
    let centre_at =
        |part: f32, size: f32| Point::new(card.min.x + part * card.width(), card.min.y - STUB - ALONG * size);
    let is_free = |(part, size): &(f32, f32)| {
        let mark = Rect::around(centre_at(*part, *size), Size::new(2.0 * ASIDE * size, 2.0 * ALONG * size));
        taken.iter().all(|rect| !rect.overlaps(&mark))
    };
    let parts = |size: f32| [0.5, 0.3, 0.7, 0.15, 0.85].map(|part| (part, size));
    let free = parts(size).into_iter().chain(parts(1.0)).find(is_free);
    let (part, size) = free.unwrap_or((0.5, 1.0));
    let centre = centre_at(part, size);
    let foot = Point::new(centre.x, card.min.y);
    let mut marks = vec![Mark::Path { points: vec![foot, centre], pen: Pen::solid(ink, 1.8) }];
    marks.extend(break_marks(centre, Direction::between(foot, centre), ink, Ink::Canvas, size));
    marks
}
