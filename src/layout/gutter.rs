//! Ways for when lines are too many to search the channels: along the gutters that every tree keeps free.
//!
//! From a card up beside its column to the bus above it, past the card that the bus hangs from, and so on to where the
//! way down to the other card begins; between trees, along the street below the main ones. No card stands in any of these.
//! Ways that run along one gutter lie on one another: so many lines side by side would be a dark bar.

use super::forest::Forest;
use super::geometry::{Point, straightened};
use super::hung::{Stand, Tie};

/// How far from cards a way runs beside a column.
const BESIDE: f32 = 6.0;

/// The ways between trees, below each row of them.
#[derive(Debug, Clone)]
pub(super) struct Streets {
    /// How high the street runs below the row in which a tree stands, by its root; none for the last one.
    pub(super) own: Vec<Option<f32>>,
    /// How high the street runs below the last row.
    pub(super) last: f32,
    /// Where the way runs, to the left of all trees, that joins the streets.
    pub(super) side: f32,
}

impl Streets {
    /// Moves all of them by so much.
    pub(super) fn shift(&mut self, x: f32, y: f32) {
        for street in self.own.iter_mut().flatten().chain([&mut self.last]) {
            *street += y;
        }
        self.side += x;
    }

    /// How high the street of a tree runs.
    fn of(&self, root: usize) -> f32 {
        self.own[root].unwrap_or(self.last)
    }
}

/// The gutters of a page.
pub(super) struct Gutters<'a> {
    forest: &'a Forest<'a>,
    stand: &'a Stand,
    streets: &'a Streets,
}

impl<'a> Gutters<'a> {
    /// The gutters of trees that those streets join.
    pub(super) fn new(forest: &'a Forest<'a>, stand: &'a Stand, streets: &'a Streets) -> Self {
        Self { forest, stand, streets }
    }

    /// A way from one card to another.
    pub(super) fn route(&self, from: usize, to: usize) -> Vec<Point> {
        let (mut up, mut down) = (self.ancestors(from), self.ancestors(to));
        // Leave out what both have in common above the tree, or the card, where the two ways meet.
        let mut meeting = None;
        while up.len() > 1 && down.len() > 1 && up[up.len() - 2] == down[down.len() - 2] {
            up.pop();
            down.pop();
        }
        if up.last() == down.last() {
            meeting = up.pop();
            down.pop();
        }
        let mut way = self.climb(&up, meeting, from);
        let mut back = self.climb(&down, meeting, to);
        back.reverse();
        if let (None, Some(end), Some(begin)) = (meeting, way.last().copied(), back.first())
            && (end.y - begin.y).abs() > 0.5
        {
            let side = self.streets.side;
            way.extend([Point::new(side, end.y), Point::new(side, begin.y)]);
        }
        way.append(&mut back);
        straightened(way)
    }

    /// The card and all above it.
    fn ancestors(&self, card: usize) -> Vec<usize> {
        std::iter::successors(Some(card), |&card| self.forest.parent[card]).collect()
    }

    /// From a card to the height where the ways meet: the bus of `meeting`, or the street.
    fn climb(&self, cards: &[usize], meeting: Option<usize>, end: usize) -> Vec<Point> {
        let Some((&first, _)) = cards.split_first() else {
            // The card itself is where the ways meet: the other comes up to its lower side, or to its right one.
            let card = &self.stand.card[end];
            let bus = self.level(end);
            let x = (card.centre().x + card.width() * 0.3).min(card.max.x);
            return vec![Point::new(x, card.max.y), Point::new(x, bus)];
        };
        let mut way = Vec::new();
        let card = &self.stand.card[first];
        let mut at = match self.stand.tie[first] {
            Tie::Drop => Point::new(card.centre().x - 12.0, card.min.y),
            _ => Point::new(card.min.x, card.centre().y + 8.0),
        };
        way.push(at);
        for (step, &node) in cards.iter().enumerate() {
            let card = &self.stand.card[node];
            let parent = self.forest.parent[node];
            let level = match parent {
                Some(parent) => self.level(parent),
                None => self.streets.of(node),
            };
            let gutter = match self.stand.tie[node] {
                Tie::Stub(trunk) => trunk + BESIDE,
                Tie::Drop if step == 0 => at.x,
                Tie::None => self.stand.block[node].min.x - BESIDE,
                Tie::Drop | Tie::Beside => card.min.x - BESIDE,
            };
            at.x = gutter;
            way.push(at);
            at.y = level;
            way.push(at);
            if parent == meeting && parent.is_some() {
                break;
            }
        }
        way
    }

    /// Just below the bus under a card.
    fn level(&self, card: usize) -> f32 {
        self.stand.bus[card].max(self.stand.card[card].max.y + 2.0) + 3.0
    }
}
