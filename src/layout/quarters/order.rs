//! Which card stands at which place of its quarter: near to those that lines tie it to.

use super::sorting::Sorting;
use crate::layout::forest::Forest;
use crate::layout::geometry::Point;
use crate::layout::ground::Slot;

/// How often all cards are looked at, to find better places for them.
const PASSES: usize = 12;
/// How many places are tried for a card at most: those nearest to it in its quarter.
const TRIED: usize = 160;
/// How many lengths of lines are worked out at most in all.
const BUDGET: usize = 40_000_000;
/// A step down counts as so many steps aside: cards are wider than high.
const DOWN: f32 = 1.8;

/// Cards and places, as they are brought together.
pub(super) struct Order<'a> {
    forest: &'a Forest<'a>,
    sorting: &'a Sorting,
    slots: &'a [Slot],
    /// The places of each quarter, in the order in which they are filled.
    places: Vec<Vec<usize>>,
    /// What each card is tied to, and how firmly.
    ties: Vec<Vec<(usize, f32)>>,
    /// Whether what answers is to stand below what it answers to.
    is_downward: bool,
    /// The place of each card.
    slot_of: Vec<usize>,
    card_at: Vec<Option<usize>>,
}

impl<'a> Order<'a> {
    pub(super) fn new(forest: &'a Forest<'a>, sorting: &'a Sorting, slots: &'a [Slot]) -> Self {
        let mut ties = vec![Vec::new(); forest.len()];
        for line in forest.lines.iter().filter(|line| line.from != line.to) {
            let firm = if line.hangs { 2.0 } else { 1.0 };
            ties[line.from].push((line.to, firm));
            ties[line.to].push((line.from, firm));
        }
        let mut places = vec![Vec::new(); sorting.heads.len()];
        slots.iter().enumerate().for_each(|(number, slot)| places[slot.quarter].push(number));
        let is_downward = sorting.rings == 0;
        if !is_downward {
            let middle = middle_of(slots);
            for places in &mut places[..sorting.rings] {
                places.sort_by(|&one, &other| angle(slots[one].at, middle).total_cmp(&angle(slots[other].at, middle)));
            }
        }
        let (slot_of, card_at) = (vec![usize::MAX; forest.len()], vec![None; slots.len()]);
        Self { forest, sorting, slots, places, ties, is_downward, slot_of, card_at }
    }

    /// The place of each card, as good as it can be found. Where cards have stood elsewhere, in the order in which they stood.
    pub(super) fn found(mut self, stood: impl Fn(usize) -> Option<Point>) -> Vec<usize> {
        let has_stood = (0..self.forest.len()).any(|card| stood(card).is_some());
        self.begin(stood);
        if !has_stood {
            self.improve();
        }
        self.slot_of
    }

    /// Fills the quarters one after the other, each in the order of what its cards are tied to in those before.
    fn begin(&mut self, stood: impl Fn(usize) -> Option<Point>) {
        let mut rank = vec![0; self.forest.len()];
        self.walk().into_iter().enumerate().for_each(|(place, card)| rank[card] = place);
        let middle = middle_of(self.slots);
        let mut cards = vec![Vec::new(); self.places.len()];
        (0..self.forest.len()).for_each(|card| cards[self.sorting.of[card]].push(card));
        let rings = 0..self.sorting.rings;
        let others = self.sorting.rings..self.places.len();
        for quarter in rings.rev().chain(others) {
            let mut cards = std::mem::take(&mut cards[quarter]);
            cards.sort_by_key(|card| rank[*card]);
            let is_ring = quarter < self.sorting.rings;
            let mut last = f32::NEG_INFINITY;
            let mut keyed: Vec<(f32, usize)> = Vec::with_capacity(cards.len());
            for card in cards {
                let wanted = stood(card).or_else(|| self.wanted(card));
                let key = match wanted {
                    Some(point) if is_ring => angle(point, middle),
                    Some(point) => point.y * 4.0 + point.x / 4.0,
                    // What nothing ties to the rings without stays beside its fellows.
                    None => last,
                };
                last = key;
                keyed.push((key, card));
            }
            if is_ring || keyed.iter().any(|(_, card)| stood(*card).is_some()) {
                keyed.sort_by(|one, other| one.0.total_cmp(&other.0).then(rank[one.1].cmp(&rank[other.1])));
            }
            let places = std::mem::take(&mut self.places[quarter]);
            let shift = if is_ring { self.best_shift(&keyed, &places) } else { 0 };
            for (number, (_, card)) in keyed.iter().enumerate() {
                let slot = places[(number + shift) % places.len()];
                self.slot_of[*card] = slot;
                self.card_at[slot] = Some(*card);
            }
            self.places[quarter] = places;
        }
    }

    /// All cards, each followed by what hangs below it.
    fn walk(&self) -> Vec<usize> {
        let mut open: Vec<usize> = self.forest.roots.iter().rev().copied().collect();
        let mut walk = Vec::with_capacity(self.forest.len());
        while let Some(card) = open.pop() {
            walk.push(card);
            open.extend(self.forest.children[card].iter().rev());
        }
        walk
    }

    /// Where a card would stand in the middle of what it is tied to and stands already.
    fn wanted(&self, card: usize) -> Option<Point> {
        let (mut x, mut y, mut all) = (0.0, 0.0, 0.0);
        for (other, firm) in &self.ties[card] {
            if let Some(slot) = self.slots.get(self.slot_of[*other]) {
                x += firm * slot.at.x;
                y += firm * slot.at.y;
                all += firm;
            }
        }
        (all > 0.0).then(|| Point::new(x / all, y / all))
    }

    /// By how many places cards are best turned around the ring.
    fn best_shift(&self, cards: &[(f32, usize)], places: &[usize]) -> usize {
        let count = places.len().max(1);
        let step = count.div_ceil(64);
        let wanted: Vec<Option<Point>> = cards.iter().map(|(_, card)| self.wanted(*card)).collect();
        let cost = |shift: &usize| {
            let far = wanted.iter().enumerate().filter_map(|(number, wanted)| {
                Some(length(self.slots[places[(number + shift) % count]].at, (*wanted)?))
            });
            far.sum::<f32>()
        };
        let shifts = (0..count).step_by(step).map(|shift| (cost(&shift), shift));
        shifts.min_by(|one, other| one.0.total_cmp(&other.0)).map_or(0, |(_, shift)| shift)
    }

    /// Moves cards to better places, or has two of them change places, until there is nothing to gain.
    fn improve(&mut self) {
        let mut budget = BUDGET;
        let mut place_of = vec![0; self.slots.len()];
        for places in &self.places {
            places.iter().enumerate().for_each(|(place, slot)| place_of[*slot] = place);
        }
        for _ in 0..PASSES {
            let mut is_better = false;
            for card in 0..self.forest.len() {
                let here = self.slot_of[card];
                let places = &self.places[self.slots[here].quarter];
                let at = place_of[here];
                let first = at.saturating_sub(TRIED / 2);
                let tried: Vec<usize> = places[first..(first + TRIED).min(places.len())].to_vec();
                let mut best = (-0.5, here);
                for there in tried.into_iter().filter(|there| *there != here) {
                    let other = self.card_at[there];
                    let ties = self.ties[card].len() + other.map_or(0, |other| self.ties[other].len());
                    let Some(left) = budget.checked_sub(2 * ties + 1) else { return };
                    budget = left;
                    let before = self.cost(card, other) + other.map_or(0.0, |other| self.cost(other, Some(card)));
                    self.swap(here, there);
                    let after = self.cost(card, other) + other.map_or(0.0, |other| self.cost(other, Some(card)));
                    self.swap(here, there);
                    if after - before < best.0 {
                        best = (after - before, there);
                    }
                }
                if best.1 != here {
                    self.swap(here, best.1);
                    is_better = true;
                }
            }
            if !is_better {
                break;
            }
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.card_at.swap(one, other);
        for slot in [one, other] {
            if let Some(card) = self.card_at[slot] {
                self.slot_of[card] = slot;
            }
        }
    }

    /// How long the lines of a card are, but for those to another one.
    fn cost(&self, card: usize, but: Option<usize>) -> f32 {
        let at = self.slots[self.slot_of[card]].at;
        let far = |(other, firm): &(usize, f32)| firm * length(at, self.slots[self.slot_of[*other]].at);
        let lines: f32 = self.ties[card].iter().filter(|(other, _)| Some(*other) != but).map(far).sum();
        if !self.is_downward {
            return lines;
        }
        let height = |card: usize| self.slots[self.slot_of[card]].at.y;
        let below = |above: usize, below: usize| (height(above) - height(below)).max(0.0) * 3.0;
        let up = self.forest.parent[card].map_or(0.0, |parent| below(parent, card));
        // Far down a lane nobody looks first.
        lines + up + self.forest.children[card].iter().map(|child| below(card, *child)).sum::<f32>() + at.y / 100.0
    }
}

/// How long a line between two places is, about.
fn length(one: Point, other: Point) -> f32 {
    (one.x - other.x).abs() + DOWN * (one.y - other.y).abs()
}

/// The middle of all places.
fn middle_of(slots: &[Slot]) -> Point {
    let mut all = slots.iter().map(|slot| slot.at);
    let Some(first) = all.next() else { return Point::default() };
    let (low, high) = all.fold((first, first), |(low, high), at| {
        (Point::new(low.x.min(at.x), low.y.min(at.y)), Point::new(high.x.max(at.x), high.y.max(at.y)))
    });
    Point::new(f32::midpoint(low.x, high.x), f32::midpoint(low.y, high.y))
}

/// In which direction a place lies from the middle, once around from below.
fn angle(at: Point, middle: Point) -> f32 {
    (at.x - middle.x).atan2(-DOWN * (at.y - middle.y))
}
