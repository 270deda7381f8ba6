//! The ways of the lines between cards in quarters.

use std::collections::BTreeMap;

use super::Filled;
use super::streets::Streets;
use crate::layout::channel::Channels;
use crate::layout::forest::{Forest, Line};
use crate::layout::geometry::{Point, Rect};
use crate::layout::ground::ROW_GAP;
use crate::layout::route::{beside_itself, dog_leg};
use crate::model::{End, Id, LinkKind};

/// How many states all searches for ways may open: a bound on the time that lines take.
const BUDGET: usize = 3_000_000;

/// The way of every line, around all cards and titles. Lines of one kind that run into one card run together.
pub(super) fn ways(
    forest: &Forest,
    filled: &Filled,
    cards: &[Rect],
    moved: &[bool],
    titles: &[Rect],
) -> BTreeMap<Id, Vec<Point>> {
    let mut loops: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut ending: BTreeMap<usize, usize> = BTreeMap::new();
    let mut others: Vec<(u32, usize)> = Vec::new();
    for (number, line) in forest.lines.iter().enumerate() {
        if line.from == line.to {
            loops.entry(line.from).or_default().1 += 1;
            continue;
        }
        let (from, to) = (cards[line.from].centre(), cards[line.to].centre());
        others.push((((from.x - to.x).abs() + (from.y - to.y).abs()) as u32, number));
        for card in [line.from, line.to] {
            *ending.entry(card).or_default() += 1;
        }
    }
    let mut ways: Vec<Vec<Point>> = vec![Vec::new(); forest.lines.len()];
    for (line, way) in forest.lines.iter().zip(&mut ways).filter(|(line, _)| line.from == line.to) {
        let (drawn, all) = loops.entry(line.from).or_default();
        let off = line.link.off_map().map(|(end, _)| end);
        *way = beside_itself(&cards[line.from], off, *drawn, *all);
        *drawn += 1;
    }
    if others.is_empty() {
        return named(forest, ways);
    }
    // What shows the structure comes first, of that short lines: they have the least choice.
    others.sort_by_key(|(far, number)| (!forest.lines[*number].hangs, *far, *number));
    let obstacles: Vec<Rect> = cards.iter().chain(titles).copied().collect();
    let ends = ending.iter().map(|(&card, &lines)| (&cards[card], lines));
    let drawn: Vec<&[Point]> = ways.iter().filter(|way| !way.is_empty()).map(Vec::as_slice).collect();
    let mut channels = Channels::new(&obstacles, ends, drawn.into_iter(), ROW_GAP, BUDGET).map(Channels::bundling);
    let rows = rows_of(filled, cards.len());
    let in_rows = (0..cards.len()).filter(|&card| !moved[card]).map(|card| (rows[card], cards[card]));
    let streets = Streets::new(&filled.ground.rows, in_rows);
    let bundles = bundles(forest);
    for (_, number) in others {
        let line = &forest.lines[number];
        let (from, to) = (&cards[line.from], &cards[line.to]);
        let ends = [(from, ending[&line.from]), (to, ending[&line.to])];
        let way = channels.as_mut().and_then(|channels| channels.route_in_bundle(ends, bundles[number]));
        ways[number] = way.unwrap_or_else(|| match moved[line.from] || moved[line.to] {
            true => dog_leg(from, to),
            false => streets.route((from, rows[line.from]), (to, rows[line.to])),
        });
    }
    named(forest, ways)
}

fn named(forest: &Forest, ways: Vec<Vec<Point>>) -> BTreeMap<Id, Vec<Point>> {
    forest.lines.iter().map(|line| line.link.id.clone()).zip(ways).collect()
}

/// The row of each card.
pub(super) fn rows_of(filled: &Filled, count: usize) -> Vec<usize> {
    let mut rows = vec![0; count];
    for (stretch, cards) in filled.ground.stretches.iter().zip(&filled.cards) {
        for &card in cards {
            rows[card] = stretch.row;
        }
    }
    rows
}

/// The bundle of each line, counted from 1.
fn bundles(forest: &Forest) -> Vec<u32> {
    let mut known: BTreeMap<(usize, LinkKind, bool), u32> = BTreeMap::new();
    let bundle = |line: &Line| {
        let end = if line.link.kind == LinkKind::Owns { End::From } else { End::To };
        let card = if end == End::From { line.from } else { line.to };
        let next = known.len() as u32 + 1;
        *known.entry((card, line.link.kind, end == End::From)).or_insert(next)
    };
    forest.lines.iter().map(bundle).collect()
}
