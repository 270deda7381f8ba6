//! The ways of the lines between cards.

use std::collections::BTreeMap;

use super::channel::Channels;
use super::forest::Forest;
use super::geometry::{Point, Rect};
use super::gutter::Gutters;
use super::hung::{Stand, Tie};
use crate::model::Id;

/// How many states all searches for ways between cards may open: a bound on the time that lines take.
const BUDGET: usize = 3_000_000;

/// The way of every line of the forest, from its `from` to its `to`, around what lies in between.
///
/// `moved` cards do not stand where their trees have them; `titles` is what else lines should keep off, and `street` the
/// height of the way between trees.
pub(super) fn routes(
    forest: &Forest,
    stand: &Stand,
    moved: &[bool],
    titles: &[Rect],
    street: f32,
) -> BTreeMap<Id, Vec<Point>> {
    let mut ways: Vec<Vec<Point>> = vec![Vec::new(); forest.lines.len()];
    let mut others = Vec::new();
    let astray: Vec<&Rect> = stand.card.iter().zip(moved).filter(|(_, moved)| **moved).map(|(card, _)| card).collect();
    for (line, way) in forest.lines.iter().zip(&mut ways) {
        let (child, parent) = line.upward();
        if line.from == line.to {
            *way = around_corner(&stand.card[line.from]);
        } else if line.hangs && !moved[child] && !moved[parent] {
            let bus = along_bus(stand, child, parent);
            if astray.iter().any(|card| bus.windows(2).any(|ends| card.is_crossed(ends[0], ends[1]))) {
                continue;
            }
            *way = bus;
            if line.from != child {
                way.reverse();
            }
        }
    }
    for (index, line) in forest.lines.iter().enumerate() {
        if ways[index].is_empty() {
            let (from, to) = (stand.card[line.from].centre(), stand.card[line.to].centre());
            others.push((((from.x - to.x).abs() + (from.y - to.y).abs()) as u32, index));
        }
    }
    others.sort_unstable();
    if !others.is_empty() {
        let obstacles: Vec<Rect> = stand.card.iter().chain(titles).copied().collect();
        let mut ending: BTreeMap<usize, usize> = BTreeMap::new();
        for &(_, line) in &others {
            for card in [forest.lines[line].from, forest.lines[line].to] {
                *ending.entry(card).or_default() += 1;
            }
        }
        let ends = ending.iter().map(|(&card, &lines)| (&stand.card[card], lines));
        let drawn = ways.iter().filter(|way| !way.is_empty()).map(Vec::as_slice);
        let mut channels = Channels::new(&obstacles, ends, drawn, BUDGET);
        let gutters = Gutters::new(forest, stand, street);
        for (lane, &(_, index)) in others.iter().enumerate() {
            let line = &forest.lines[index];
            let (from, to) = (&stand.card[line.from], &stand.card[line.to]);
            let way = channels
                .as_mut()
                .and_then(|channels| channels.route((from, ending[&line.from]), (to, ending[&line.to])));
            ways[index] = way.unwrap_or_else(|| {
                if moved[line.from] || moved[line.to] {
                    dog_leg(from, to)
                } else {
                    gutters.route(line.from, line.to, lane)
                }
            });
        }
    }
    forest.lines.iter().map(|line| line.link.id.clone()).zip(ways).collect()
}

/// From a card up the bus of the one that it hangs under.
fn along_bus(stand: &Stand, child: usize, parent: usize) -> Vec<Point> {
    let (below, above) = (&stand.card[child], &stand.card[parent]);
    let (port, bus) = (stand.port[parent], stand.bus[parent]);
    let (middle, centre) = (below.centre().y, below.centre().x);
    let way = match stand.tie[child] {
        Tie::None => vec![below.min, above.max],
        Tie::Beside => vec![Point::new(below.min.x, middle), Point::new(above.max.x, middle)],
        Tie::Drop => vec![
            Point::new(centre, below.min.y),
            Point::new(centre, bus),
            Point::new(port, bus),
            Point::new(port, above.max.y),
        ],
        Tie::Stub(trunk) => vec![
            Point::new(below.min.x, middle),
            Point::new(trunk, middle),
            Point::new(trunk, bus),
            Point::new(port, bus),
            Point::new(port, above.max.y),
        ],
    };
    straightened(way)
}

/// Out at the right side and back in at the top.
pub(super) fn around_corner(card: &Rect) -> Vec<Point> {
    let (x, y) = (card.max.x, card.min.y);
    let reach = 14.0;
    let side = y + card.height().min(44.0) / 2.0;
    let top = x - card.width().min(60.0) / 2.0;
    vec![
        Point::new(x, side),
        Point::new(x + reach, side),
        Point::new(x + reach, y - reach),
        Point::new(top, y - reach),
        Point::new(top, y),
    ]
}

/// From one card to another by three pieces, whatever is in between.
fn dog_leg(from: &Rect, to: &Rect) -> Vec<Point> {
    let (a, b) = (from.centre(), to.centre());
    let is_above = from.max.y <= to.min.y;
    let way = if is_above || to.max.y <= from.min.y {
        let (out, into) = if is_above { (from.max.y, to.min.y) } else { (from.min.y, to.max.y) };
        let middle = (out + into) / 2.0;
        [Point::new(a.x, out), Point::new(a.x, middle), Point::new(b.x, middle), Point::new(b.x, into)]
    } else {
        let (out, into) = if a.x <= b.x { (from.max.x, to.min.x) } else { (from.min.x, to.max.x) };
        let middle = (out + into) / 2.0;
        [Point::new(out, a.y), Point::new(middle, a.y), Point::new(middle, b.y), Point::new(into, b.y)]
    };
    straightened(way.to_vec())
}

/// The same way without pieces of no length, and without points in the middle of a piece.
pub(super) fn straightened(way: Vec<Point>) -> Vec<Point> {
    let mut straight: Vec<Point> = Vec::with_capacity(way.len());
    for point in way {
        if straight.last().is_some_and(|last| (last.x - point.x).abs() < 0.05 && (last.y - point.y).abs() < 0.05) {
            continue;
        }
        if let [.., before, last] = straight[..] {
            let level = (before.y - last.y).abs() < 0.05 && (last.y - point.y).abs() < 0.05;
            let upright = (before.x - last.x).abs() < 0.05 && (last.x - point.x).abs() < 0.05;
            if level || upright {
                straight.pop();
            }
        }
        straight.push(point);
    }
    straight
}
