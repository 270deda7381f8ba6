//! The ways of the lines between cards.

use std::collections::BTreeMap;

use super::channel::Channels;
use super::forest::{Forest, Line};
use super::geometry::{Point, Rect, straightened};
use super::gutter::{Gutters, Streets};
use super::hung::{Stand, Tie};
use crate::model::{End, Id};

/// How far below the top of its card the first line to itself or off the map begins: below the badge.
const LOOP_TOP: f32 = 10.0;
/// How far such lines reach: farther than an arrow is long, and not to the next card.
const LOOP_REACH: f32 = 12.0;

/// What lines run over and around.
pub(super) struct Ground<'a> {
    pub(super) stand: &'a Stand,
    /// Which cards do not stand where their trees have them.
    pub(super) moved: &'a [bool],
    /// Which stand with all that hangs below them, but not on the bus that they hang by.
    pub(super) astray: &'a [bool],
    /// Which cards do, but may stand where a line along a bus runs.
    pub(super) shifted: &'a [bool],
    /// What else lines should keep off.
    pub(super) titles: &'a [Rect],
    /// The ways between trees.
    pub(super) streets: &'a Streets,
    /// Between cards that hang in one column.
    pub(super) card_gap: f32,
}

impl Ground<'_> {
    /// The way of every line of the forest, from its `from` to its `to`, around what lies in between.
    /// The budget is how many states all searches together may open.
    pub(super) fn routes(&self, forest: &Forest, budget: usize) -> BTreeMap<Id, Vec<Point>> {
        let may_be_in_the_way = |&card: &usize| self.moved[card] || self.astray[card] || self.shifted[card];
        let astray = (0..forest.len()).filter(may_be_in_the_way).map(|card| &self.stand.card[card]);
        let astray: Vec<&Rect> = astray.collect();
        let mut loops: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for line in forest.lines.iter().filter(|line| line.from == line.to) {
            loops.entry(line.from).or_default().1 += 1;
        }
        let mut hung = |line: &Line| {
            if line.from != line.to {
                return self.hung(line, &astray);
            }
            let (drawn, all) = loops.entry(line.from).or_default();
            *drawn += 1;
            let off = line.link.off_map().map(|(end, _)| end);
            Some(beside_itself(&self.stand.card[line.from], off, *drawn - 1, *all))
        };
        let mut ways: Vec<Option<Vec<Point>>> = forest.lines.iter().map(&mut hung).collect();
        let mut others: Vec<(u32, usize)> = Vec::new();
        let mut ending: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, line) in forest.lines.iter().enumerate().filter(|(index, _)| ways[*index].is_none()) {
            let (from, to) = (self.stand.card[line.from].centre(), self.stand.card[line.to].centre());
            others.push((((from.x - to.x).abs() + (from.y - to.y).abs()) as u32, index));
            for card in [line.from, line.to] {
                *ending.entry(card).or_default() += 1;
            }
        }
        if !others.is_empty() {
            // Short lines first: they have the least choice.
            others.sort_unstable();
            let obstacles: Vec<Rect> = self.stand.card.iter().chain(self.titles).copied().collect();
            let ends = ending.iter().map(|(&card, &lines)| (&self.stand.card[card], lines));
            let drawn = ways.iter().flatten().map(Vec::as_slice);
            let mut channels = Channels::new(&obstacles, ends, drawn, self.card_gap, budget);
            let gutters = Gutters::new(forest, self.stand, self.streets);
            for &(_, index) in &others {
                let line = &forest.lines[index];
                let (from, to) = (&self.stand.card[line.from], &self.stand.card[line.to]);
                let way = channels
                    .as_mut()
                    .and_then(|channels| channels.route((from, ending[&line.from]), (to, ending[&line.to])));
                let way = way.unwrap_or_else(|| {
                    let is_free = |card: usize| self.moved[card] || self.astray[card];
                    if is_free(line.from) || is_free(line.to) {
                        dog_leg(from, to)
                    } else {
                        gutters.route(line.from, line.to)
                    }
                });
                ways[index] = Some(way);
            }
        }
        forest.lines.iter().map(|line| line.link.id.clone()).zip(ways.into_iter().flatten()).collect()
    }

    /// The way of a line by which a card hangs, unless a card that was moved is in its way.
    fn hung(&self, line: &Line, astray: &[&Rect]) -> Option<Vec<Point>> {
        let (child, parent) = line.upward();
        if !line.hangs || self.moved[child] || self.astray[child] || self.moved[parent] {
            return None;
        }
        let mut way = along_bus(self.stand, child, parent);
        if astray.iter().any(|card| way.windows(2).any(|ends| card.is_crossed(ends[0], ends[1]))) {
            return None;
        }
        if line.from != child {
            way.reverse();
        }
        Some(way)
    }
}

/// Out at the right side of a card and back in below, as the so-manieth of all such lines of the card: they stand one
/// below the other in the gap between cards, where neither a title nor a badge is. A line that leads off the map does not
/// come back.
pub(super) fn beside_itself(card: &Rect, off: Option<End>, which: usize, all: usize) -> Vec<Point> {
    let (top, bottom) = (card.min.y + LOOP_TOP.min(card.height() / 4.0), card.max.y - 3.0);
    let step = (bottom - top) / all.max(1) as f32;
    let (out, back) = (top + step * which as f32, top + step * (which as f32 + 0.7));
    let (x, reach) = (card.max.x, card.max.x + LOOP_REACH);
    match off {
        Some(End::To) => vec![Point::new(x, out), Point::new(reach, out)],
        Some(End::From) => vec![Point::new(reach, out), Point::new(x, out)],
        None => vec![Point::new(x, out), Point::new(reach, out), Point::new(reach, back), Point::new(x, back)],
    }
}

/// From a card up the bus of the one that it hangs under.
pub(super) fn along_bus(stand: &Stand, child: usize, parent: usize) -> Vec<Point> {
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

/// From one card to another by three pieces, whatever is in between.
pub(super) fn dog_leg(from: &Rect, to: &Rect) -> Vec<Point> {
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
