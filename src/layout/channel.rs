//! Ways through the channels between cards: the shortest ones with few bends and crossings, by A* on a grid of lanes.
//!
//! Lanes run beside every card and through the places where lines may end. A piece of lane that would touch a card is
//! closed. What a line uses or crosses becomes dearer for those after it, so that lines do not lie on one another.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::geometry::{Point, Rect, straightened};

/// How far lanes keep from cards, which is also the least length of a line's last piece.
pub(super) const CLEAR: f32 = 9.0;
/// Nearer to a card than this no line runs along it.
const TIGHT: f32 = 4.0;
/// The least distance between two lanes beside cards.
const APART: f32 = 3.5;
/// Steps aside that are shorter are taken out where they can be.
const JOG: f32 = 8.0;
/// Costs are in tenths of a point, and none is higher than numbers go: of a bend, of crossing a line, of sharing a port, of each point along another line.
const BEND: u32 = 300;
const CROSSING: u32 = 350;
const SHARED_PORT: u32 = 500;
const ALONG: u32 = 4;

/// The lanes between cards, and what runs on them.
pub(super) struct Channels {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// For each crossing of lanes, whether the piece to its right, or below it, is closed.
    closed: [Vec<bool>; 2],
    /// How many lines run along that piece.
    used: [Vec<u16>; 2],
    /// How many lines cross it.
    crossed: [Vec<u16>; 2],
    /// The bundle that ran along it last, where lines are bundled; none is 0.
    bundle: Option<[Vec<u32>; 2]>,
    /// Where lines end already.
    taken: BTreeSet<(i32, i32)>,
    obstacles: Vec<Rect>,
    search: Search,
}

/// The state of a search, kept to save its memory from one to the next.
struct Search {
    /// The search that a state was last seen in.
    seen: Vec<u32>,
    cost: Vec<u32>,
    before: Vec<u32>,
    turn: u32,
    /// How many states may still be opened, in all searches together.
    budget: usize,
}

/// Where a line may leave a card, and the crossing of lanes that it reaches first.
#[derive(Clone, Copy)]
struct Port {
    border: Point,
    at: usize,
    upright: bool,
    extra: u32,
}

const NOWHERE: u32 = u32::MAX;
const LEVEL: usize = 0;
const UPRIGHT: usize = 1;

impl Channels {
    /// Lanes among obstacles, for lines that begin or end at the given cards, beside the ways already drawn.
    /// None if there would be too many lanes for the work to end soon.
    pub(super) fn new<'a>(
        obstacles: &[Rect],
        ends: impl Iterator<Item = (&'a Rect, usize)>,
        drawn: impl Iterator<Item = &'a [Point]>,
        card_gap: f32,
        budget: usize,
    ) -> Option<Self> {
        let (mut xs, mut ys, mut end_xs, mut end_ys) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for card in obstacles {
            // Beside cards there is often room for two lanes, between cards in a column at most for half of one.
            xs.extend([card.min.x - CLEAR, card.max.x + CLEAR, card.max.x + 2.0 * CLEAR]);
            ys.extend([card.min.y - CLEAR, card.max.y + CLEAR, card.max.y + card_gap / 2.0]);
        }
        for (card, lines) in ends {
            end_xs.extend(places(card.min.x, card.max.x, lines).map(|place| place.0));
            end_ys.extend(places(card.min.y, card.max.y, lines).map(|place| place.0));
        }
        let (xs, ys) = (lanes(end_xs, xs), lanes(end_ys, ys));
        let count = xs.len() * ys.len();
        if count > 1_000_000 {
            return None;
        }
        let search =
            Search { seen: vec![0; 2 * count], cost: vec![0; 2 * count], before: vec![0; 2 * count], turn: 0, budget };
        let mut channels = Self {
            closed: [vec![false; count], vec![false; count]],
            used: [vec![0; count], vec![0; count]],
            crossed: [vec![0; count], vec![0; count]],
            bundle: None,
            taken: BTreeSet::new(),
            obstacles: obstacles.to_vec(),
            xs,
            ys,
            search,
        };
        for card in obstacles {
            channels.close(&card.grown(TIGHT));
        }
        for way in drawn {
            channels.mark(way);
        }
        Some(channels)
    }

    /// The best way from one card to another, and marks it as used. None if there is none, or the budget is spent.
    pub(super) fn route(&mut self, from: (&Rect, usize), to: (&Rect, usize)) -> Option<Vec<Point>> {
        self.route_in_bundle([from, to], 0)
    }

    /// The same channels for lines in bundles: along others of their own bundle they run for less.
    pub(super) fn bundling(mut self) -> Self {
        let count = self.xs.len() * self.ys.len();
        self.bundle = Some([vec![0; count], vec![0; count]]);
        self
    }

    /// The best way of a line of a bundle, beginning with 1, or of none.
    pub(super) fn route_in_bundle(&mut self, ends: [(&Rect, usize); 2], bundle: u32) -> Option<Vec<Point>> {
        let [from, to] = ends;
        let ports = |channels: &Self, card: &Rect, lines: usize| {
            let mut ports = channels.ports(card, lines);
            for port in &mut ports {
                // Where its own bundle runs into a card, a line does too.
                if channels.runs_along(port.at, bundle) && channels.taken.contains(&rounded(port.border)) {
                    port.extra = 0;
                }
            }
            ports
        };
        let (starts, goals) = (ports(self, from.0, from.1), ports(self, to.0, to.1));
        let way = without_jogs(straightened(self.search(&starts, &goals, to.0, bundle)?), &self.obstacles);
        self.mark_bundle(&way, bundle);
        self.mark(&way);
        Some(way)
    }

    /// Whether a bundle runs through a crossing of lanes.
    fn runs_along(&self, at: usize, bundle: u32) -> bool {
        let Some(known) = self.bundle.as_ref().filter(|_| bundle > 0) else { return false };
        let before = [at.checked_sub(1), at.checked_sub(self.xs.len())];
        (0..2).any(|axis| known[axis][at] == bundle || before[axis].is_some_and(|before| known[axis][before] == bundle))
    }

    /// Notes that a bundle runs along these lanes.
    fn mark_bundle(&mut self, way: &[Point], bundle: u32) {
        let (width, Some(known)) = (self.xs.len(), self.bundle.as_mut().filter(|_| bundle > 0)) else { return };
        for ends in way.windows(2) {
            let axis = usize::from((ends[0].x - ends[1].x).abs() < (ends[0].y - ends[1].y).abs());
            let place = |lanes: &[f32], at: f32| lanes.partition_point(|lane| *lane < at - 0.3);
            let (x, y) = (|point: Point| place(&self.xs, point.x), |point: Point| place(&self.ys, point.y));
            let (from, to) = ((x(ends[0]), y(ends[0])), (x(ends[1]), y(ends[1])));
            if axis == LEVEL {
                (from.0.min(to.0)..from.0.max(to.0))
                    .for_each(|x| known[LEVEL][from.1.min(self.ys.len() - 1) * width + x] = bundle);
            } else {
                let column = from.0.min(width - 1);
                (from.1.min(to.1)..from.1.max(to.1)).for_each(|y| known[UPRIGHT][y * width + column] = bundle);
            }
        }
    }

    fn search(&mut self, starts: &[Port], goals: &[Port], target: &Rect, bundle: u32) -> Option<Vec<Point>> {
        self.search.turn += 1;
        let turn = self.search.turn;
        let mut open = BinaryHeap::new();
        for port in starts {
            let state = 2 * port.at + usize::from(port.upright);
            let cost = port.extra;
            if self.search.seen[state] != turn || cost < self.search.cost[state] {
                self.search.seen[state] = turn;
                self.search.cost[state] = cost;
                self.search.before[state] = NOWHERE;
                open.push(Reverse((cost.saturating_add(self.distance(port.at, target)), cost, state)));
            }
        }
        let mut best: Option<(u32, usize, Port)> = None;
        while let Some(Reverse((estimate, cost, state))) = open.pop() {
            if best.is_some_and(|(least, ..)| least <= estimate) {
                break;
            }
            if cost > self.search.cost[state] {
                continue;
            }
            self.search.budget = self.search.budget.checked_sub(1)?;
            let (at, axis) = (state / 2, state % 2);
            for goal in goals.iter().filter(|goal| goal.at == at) {
                let turned = if usize::from(goal.upright) == axis { 0 } else { BEND };
                let total = cost.saturating_add(goal.extra + turned);
                if best.is_none_or(|(least, ..)| total < least) {
                    best = Some((total, state, *goal));
                }
            }
            for next_axis in [LEVEL, UPRIGHT] {
                for forward in [true, false] {
                    let Some((next, piece)) = self.step(at, next_axis, forward) else { continue };
                    let turned = if next_axis == axis { 0 } else { BEND };
                    let next_cost =
                        cost.saturating_add(turned).saturating_add(self.piece_cost(piece, next_axis, bundle));
                    let next_state = 2 * next + next_axis;
                    if self.search.seen[next_state] != turn || next_cost < self.search.cost[next_state] {
                        self.search.seen[next_state] = turn;
                        self.search.cost[next_state] = next_cost;
                        self.search.before[next_state] = u32::try_from(state).unwrap_or(NOWHERE);
                        let estimate = next_cost.saturating_add(self.distance(next, target));
                        open.push(Reverse((estimate, next_cost, next_state)));
                    }
                }
            }
        }
        let (_, mut state, goal) = best?;
        let mut way = vec![goal.border, self.point(state / 2)];
        while self.search.before[state] != NOWHERE {
            state = self.search.before[state] as usize;
            way.push(self.point(state / 2));
        }
        let begin = starts.iter().filter(|port| 2 * port.at + usize::from(port.upright) == state);
        way.push(begin.min_by_key(|port| port.extra)?.border);
        way.reverse();
        Some(way)
    }

    fn point(&self, at: usize) -> Point {
        Point::new(self.xs[at % self.xs.len()], self.ys[at / self.xs.len()])
    }

    /// The neighbouring crossing of lanes in a direction, and the piece of lane between, unless that is closed.
    fn step(&self, at: usize, axis: usize, forward: bool) -> Option<(usize, usize)> {
        let (width, x, y) = (self.xs.len(), at % self.xs.len(), at / self.xs.len());
        let (next, piece) = match (axis, forward) {
            (LEVEL, true) if x + 1 < width => (at + 1, at),
            (LEVEL, false) if x > 0 => (at - 1, at - 1),
            (UPRIGHT, true) if y + 1 < self.ys.len() => (at + width, at),
            (UPRIGHT, false) if y > 0 => (at - width, at - width),
            _ => return None,
        };
        (!self.closed[axis][piece]).then_some((next, piece))
    }

    fn piece_cost(&self, piece: usize, axis: usize, bundle: u32) -> u32 {
        let (x, y) = (piece % self.xs.len(), piece / self.xs.len());
        let length = if axis == LEVEL { self.xs[x + 1] - self.xs[x] } else { self.ys[y + 1] - self.ys[y] };
        let length = (length * 10.0) as u32;
        let is_own = bundle > 0 && self.bundle.as_ref().is_some_and(|known| known[axis][piece] == bundle);
        if is_own {
            return length / 3;
        }
        let along = if self.used[axis][piece] > 0 { ALONG.saturating_mul(length).saturating_add(40) } else { 0 };
        length.saturating_add(along).saturating_add(CROSSING * u32::from(self.crossed[axis][piece]))
    }

    /// About what is left to the target. A little more than that at times, which keeps the search from straying.
    fn distance(&self, at: usize, target: &Rect) -> u32 {
        let point = self.point(at);
        let x = (target.min.x - CLEAR - point.x).max(point.x - target.max.x - CLEAR).max(0.0);
        let y = (target.min.y - CLEAR - point.y).max(point.y - target.max.y - CLEAR).max(0.0);
        (((x + y) * 12.0) as u32).saturating_add(if x > 0.0 && y > 0.0 { BEND } else { 0 })
    }

    fn ports(&self, card: &Rect, lines: usize) -> Vec<Port> {
        let mut ports = Vec::new();
        let lane = |lanes: &[f32], at: f32| lanes.partition_point(|lane| *lane < at - 0.5);
        let before = |lanes: &[f32], at: f32| lane(lanes, at - TIGHT).checked_sub(1);
        let after = |lanes: &[f32], at: f32| Some(lane(lanes, at + TIGHT)).filter(|lane| *lane < lanes.len());
        let width = self.xs.len();
        for (x, off) in places(card.min.x, card.max.x, lines) {
            let column = lane(&self.xs, x);
            let rows = [(before(&self.ys, card.min.y), card.min.y), (after(&self.ys, card.max.y), card.max.y)];
            for (row, y) in rows {
                let Some(row) = row else { continue };
                let border = Point::new(self.xs[column], y);
                ports.push(Port { border, at: row * width + column, upright: true, extra: off });
            }
        }
        for (y, off) in places(card.min.y, card.max.y, lines) {
            let row = lane(&self.ys, y);
            let columns = [(before(&self.xs, card.min.x), card.min.x), (after(&self.xs, card.max.x), card.max.x)];
            for (column, x) in columns {
                let Some(column) = column else { continue };
                let border = Point::new(x, self.ys[row]);
                ports.push(Port { border, at: row * width + column, upright: false, extra: off });
            }
        }
        for port in &mut ports {
            if self.taken.contains(&rounded(port.border)) {
                port.extra += SHARED_PORT;
            }
        }
        ports
    }

    /// Closes every piece of lane that runs through the inside of an obstacle.
    fn close(&mut self, obstacle: &Rect) {
        let width = self.xs.len();
        let inside = |lanes: &[f32], low: f32, high: f32| {
            lanes.partition_point(|lane| *lane <= low)..lanes.partition_point(|lane| *lane < high)
        };
        let columns = inside(&self.xs, obstacle.min.x, obstacle.max.x);
        let rows = inside(&self.ys, obstacle.min.y, obstacle.max.y);
        for y in rows.clone() {
            for x in columns.start.saturating_sub(1)..columns.end.min(width - 1) {
                self.closed[LEVEL][y * width + x] = true;
            }
        }
        for x in columns {
            for y in rows.start.saturating_sub(1)..rows.end.min(self.ys.len() - 1) {
                self.closed[UPRIGHT][y * width + x] = true;
            }
        }
    }

    /// Notes that a way runs along its lanes.
    fn mark(&mut self, way: &[Point]) {
        self.taken.extend([way.first(), way.last()].into_iter().flatten().copied().map(rounded));
        let width = self.xs.len();
        for ends in way.windows(2) {
            let axis = usize::from((ends[0].x - ends[1].x).abs() < (ends[0].y - ends[1].y).abs());
            // Along the line, and across it.
            let (along, across, low, high, at) = match axis {
                LEVEL => (&self.xs, &self.ys, ends[0].x.min(ends[1].x), ends[0].x.max(ends[1].x), ends[0].y),
                _ => (&self.ys, &self.xs, ends[0].y.min(ends[1].y), ends[0].y.max(ends[1].y), ends[0].x),
            };
            let index = |along: usize, across: usize| {
                if axis == LEVEL { across * width + along } else { along * width + across }
            };
            let first = along.partition_point(|lane| *lane < low - 0.6);
            let last = along.partition_point(|lane| *lane < high - 0.6);
            let near =
                across.partition_point(|lane| *lane < at - 3.0)..across.partition_point(|lane| *lane <= at + 3.0);
            for lane in near {
                for piece in first..last.min(along.len() - 1) {
                    let used = &mut self.used[axis][index(piece, lane)];
                    *used = used.saturating_add(1);
                }
            }
            let Some(before) = across.partition_point(|lane| *lane <= at).checked_sub(1) else { continue };
            for lane in first..along.partition_point(|lane| *lane <= high) {
                let crossed = &mut self.crossed[1 - axis][index(lane, before)];
                *crossed = crossed.saturating_add(1);
            }
        }
    }
}

/// The same way without its small steps aside, where nothing stands in the way of going straight.
fn without_jogs(mut way: Vec<Point>, obstacles: &[Rect]) -> Vec<Point> {
    let mut at = 1;
    while at + 2 < way.len() {
        let (before, from, to, after) = (way[at - 1], way[at], way[at + 1], way[at + 2]);
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x.abs() + y.abs();
        let goes_on = (from.x - before.x) * (after.x - to.x) + (from.y - before.y) * (after.y - to.y) > 0.0;
        // The piece before is moved to the line of the piece after, or the other way round; ends of the way stay.
        let tried = [(at > 1, [at - 1, at], (x, y)), (at + 3 < way.len(), [at + 1, at + 2], (-x, -y))];
        let straight = tried.into_iter().filter(|(possible, ..)| *possible && goes_on && length < JOG).find_map(
            |(_, moved, (x, y))| {
                let mut tried = way.clone();
                for point in moved {
                    tried[point] = tried[point].moved(x, y);
                }
                let piece = &tried[at.saturating_sub(2)..(at + 4).min(tried.len())];
                let old = &way[at.saturating_sub(2)..(at + 4).min(way.len())];
                let touches = |way: &[Point], card: &Rect| {
                    way.windows(2).any(|ends| card.grown(TIGHT - 1.0).is_crossed(ends[0], ends[1]))
                };
                let is_free = obstacles.iter().all(|card| !touches(piece, card) || touches(old, card));
                is_free.then_some(tried)
            },
        );
        match straight {
            Some(straight) => {
                way = straightened(straight);
                at = 1;
            }
            None => at += 1,
        }
    }
    way
}

/// Lanes through all the places where lines end, and through those beside cards that are not too near to another.
fn lanes(mut ends: Vec<f32>, mut beside: Vec<f32>) -> Vec<f32> {
    ends.sort_by(f32::total_cmp);
    ends.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    beside.sort_by(f32::total_cmp);
    beside.dedup_by(|a, b| *a - *b < APART);
    beside.retain(|lane| {
        let next = ends.partition_point(|end| end < lane);
        let is_near = |end: Option<&f32>| end.is_some_and(|end| (end - lane).abs() < APART);
        !is_near(ends.get(next)) && !is_near(next.checked_sub(1).and_then(|before| ends.get(before)))
    });
    ends.extend(beside);
    ends.sort_by(f32::total_cmp);
    ends
}

fn rounded(point: Point) -> (i32, i32) {
    (point.x.round() as i32, point.y.round() as i32)
}

/// Where so many lines may leave a side of a card, and how much dearer each place is than the middle.
fn places(low: f32, high: f32, lines: usize) -> impl Iterator<Item = (f32, u32)> {
    const PARTS: [(f32, u32); 7] = [(0.5, 0), (0.35, 40), (0.65, 40), (0.2, 80), (0.8, 80), (0.27, 90), (0.73, 90)];
    let length = high - low;
    let count = if lines < 3 || length < 100.0 { 3 } else { 7 };
    PARTS.iter().take(count).map(move |&(part, off)| ((low + length * part).round(), off))
}

#[cfg(test)]
mod tests {
    use super::{Channels, Point, Rect};
    use crate::layout::Size;

    #[test]
    fn neither_ways_without_end_nor_lines_without_number_are_too_much() {
        let card = |at: f32| Rect::at(Point::new(at, at), Size::new(100.0, 50.0));
        let route = |cards: &[Rect; 2], drawn: usize| {
            let ways = [cards[0].max, Point::new(cards[1].min.x, cards[0].max.y), cards[1].min];
            let ends = cards.iter().map(|card| (card, 1));
            let drawn = std::iter::repeat_n(ways.as_slice(), drawn);
            let mut channels = Channels::new(cards, ends, drawn, 10.0, 10_000).expect("few lanes");
            channels.route((&cards[0], 1), (&cards[1], 1))
        };
        assert!(route(&[card(0.0), card(400.0)], 70_000).is_some());
        for far in [1e6, 4e8, 1e12] {
            route(&[card(-far), card(far)], 1);
        }
    }
}
