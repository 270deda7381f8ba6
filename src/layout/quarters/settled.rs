//! How quarters stand, for the next layout to go on from: what stood in its quarter stays in its row there.

use std::collections::BTreeMap;

use super::Filled;
use super::sorting::Sorting;
use crate::layout::forest::Forest;
use crate::layout::form::Form;
use crate::layout::geometry::{Point, Rect};
use crate::layout::ground::{Ground, Settled};

impl Settled {
    pub(super) fn of(forest: &Forest, filled: &Filled, cards: &[Rect], form: Form) -> Self {
        let stretches = filled.cards.iter().enumerate();
        let stood = stretches.flat_map(|(stretch, members)| members.iter().map(move |&card| (card, stretch)));
        let stood = stood.map(|(card, stretch)| (forest.nodes[card].id.clone(), (stretch, cards[card].centre())));
        Self { form, ground: filled.ground.clone(), stood: stood.collect() }
    }

    /// These quarters with these cards, if every one of them stood here.
    pub(super) fn gone_back_to(&self, forest: &Forest, sorting: &Sorting) -> Option<Filled> {
        let (filled, loose) = self.with(forest, sorting)?;
        (loose.is_empty() && self.stood.len() == forest.len()).then_some(filled)
    }

    /// These quarters with these cards: what is new comes where there is room in its quarter, as near as can be to what it
    /// is tied to; where there is no room its quarter grows. None if it cannot, or if too little of it stood here.
    pub(super) fn gone_on(&self, forest: &Forest, sorting: &Sorting) -> Option<Filled> {
        let (mut filled, loose) = self.with(forest, sorting)?;
        if 2 * loose.len() > forest.len() {
            return None;
        }
        let mut at: Vec<Option<Point>> = (0..forest.len()).map(|card| self.stood(&forest.nodes[card].id)).collect();
        let mut ties: BTreeMap<usize, Vec<usize>> = loose.iter().map(|card| (*card, Vec::new())).collect();
        for line in &forest.lines {
            for (card, other) in [(line.from, line.to), (line.to, line.from)] {
                if let Some(ties) = ties.get_mut(&card) {
                    ties.push(other);
                }
            }
        }
        for card in loose {
            let tied: Vec<Point> = ties[&card].iter().filter_map(|other| at[*other]).collect();
            let count = tied.len() as f32;
            let middle = |along: fn(&Point) -> f32| tied.iter().map(along).sum::<f32>() / count;
            let wanted = (count > 0.0).then(|| Point::new(middle(|point| point.x), middle(|point| point.y)));
            let wanted = wanted.or(at[card]);
            let (quarter, height) = (sorting.of[card], forest.sizes[card].height);
            let ground = &mut filled.ground;
            let nearest = match nearest(ground, quarter, height, wanted) {
                Some(nearest) => nearest,
                None => {
                    ground.grow(quarter, height)?;
                    filled.cards.resize(ground.stretches.len(), Vec::new());
                    nearest(ground, quarter, height, wanted)?
                }
            };
            let x = wanted.map_or(f32::INFINITY, |wanted| wanted.x);
            let members = &mut filled.cards[nearest];
            let is_left = |member: &usize| !ground.is_spread || at[*member].is_some_and(|at| at.x <= x);
            let place = members.partition_point(is_left);
            members.insert(place, card);
            ground.stretches[nearest].count += 1;
            let [top, bottom] = ground.rows[ground.stretches[nearest].row];
            let stretch = &ground.stretches[nearest];
            at[card] = Some(Point::new(x.clamp(stretch.low, stretch.high), f32::midpoint(top, bottom)));
        }
        Some(filled)
    }

    /// These quarters, or more of them, with what of these cards stood in them, and the cards that did not.
    fn with(&self, forest: &Forest, sorting: &Sorting) -> Option<(Filled, Vec<usize>)> {
        if forest.sizes.iter().any(|size| size.width > self.ground.cell + 0.01) {
            return None;
        }
        let mut ground = self.ground.clone();
        ground.with_heads(&sorting.heads)?;
        let mut members: Vec<Vec<(f32, usize)>> = vec![Vec::new(); ground.stretches.len()];
        let mut loose = Vec::new();
        for card in 0..forest.len() {
            let stays = |(stretch, _): &&(usize, Point)| {
                let stretch = &ground.stretches[*stretch];
                let [top, bottom] = ground.rows[stretch.row];
                stretch.quarter == sorting.of[card] && bottom - top >= forest.sizes[card].height - 0.01
            };
            match self.stood.get(&forest.nodes[card].id).filter(stays) {
                Some((stretch, at)) => members[*stretch].push((at.x, card)),
                None => loose.push(card),
            }
        }
        for (stretch, members) in ground.stretches.iter_mut().zip(&mut members) {
            members.sort_by(|one, other| one.0.total_cmp(&other.0));
            stretch.count = members.len();
        }
        let cards = members.into_iter().map(|members| members.into_iter().map(|(_, card)| card).collect()).collect();
        Some((Filled { ground, cards }, loose))
    }
}

/// The stretch of a quarter with room for a card that is so high, nearest to where it is wanted.
fn nearest(ground: &Ground, quarter: usize, height: f32, wanted: Option<Point>) -> Option<usize> {
    let far = |number: usize| {
        let stretch = &ground.stretches[number];
        let [top, bottom] = ground.rows[stretch.row];
        let wanted = wanted.unwrap_or(Point::new(f32::midpoint(stretch.low, stretch.high), 0.0));
        let x = wanted.x - wanted.x.clamp(stretch.low, stretch.high);
        x.abs() + (f32::midpoint(top, bottom) - wanted.y).abs()
    };
    let free = ground.stretches.iter().enumerate().filter(|(_, stretch)| {
        let [top, bottom] = ground.rows[stretch.row];
        stretch.quarter == quarter && stretch.count < stretch.room && bottom - top >= height - 0.01
    });
    free.map(|(number, _)| number).min_by(|one, other| far(*one).total_cmp(&far(*other)))
}
