//! The ways of the lines between cards.

use std::collections::BTreeMap;

use super::forest::Forest;
use super::geometry::{Point, Rect};
use super::hung::{Stand, Tie};
use crate::model::Id;

/// The way of every line of the forest, from its `from` to its `to`.
pub(super) fn routes(forest: &Forest, stand: &Stand) -> BTreeMap<Id, Vec<Point>> {
    let mut routes = BTreeMap::new();
    for line in &forest.lines {
        let upward = line.hangs && forest.parent[line.from] == Some(line.to);
        let (child, parent) = if upward { (line.from, line.to) } else { (line.to, line.from) };
        let mut way = if line.from == line.to {
            around_corner(&stand.card[line.from])
        } else if line.hangs {
            along_bus(stand, child, parent)
        } else {
            dog_leg(&stand.card[child], &stand.card[parent])
        };
        if !upward {
            way.reverse();
        }
        routes.insert(line.link.id.clone(), way);
    }
    routes
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
fn around_corner(card: &Rect) -> Vec<Point> {
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

/// From one card to another by three pieces.
fn dog_leg(from: &Rect, to: &Rect) -> Vec<Point> {
    let (a, b) = (from.centre(), to.centre());
    if from.min.y >= to.max.y || to.min.y >= from.max.y {
        let (out, into) = if from.min.y >= to.max.y { (from.min.y, to.max.y) } else { (from.max.y, to.min.y) };
        let middle = (out + into) / 2.0;
        straightened(vec![
            Point::new(a.x, out),
            Point::new(a.x, middle),
            Point::new(b.x, middle),
            Point::new(b.x, into),
        ])
    } else {
        let (out, into) = if from.min.x >= to.max.x { (from.min.x, to.max.x) } else { (from.max.x, to.min.x) };
        let middle = (out + into) / 2.0;
        straightened(vec![
            Point::new(out, a.y),
            Point::new(middle, a.y),
            Point::new(middle, b.y),
            Point::new(into, b.y),
        ])
    }
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
