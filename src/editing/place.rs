//! Where cards stand: moving, pinning, aligning, spreading.

use std::collections::{BTreeMap, BTreeSet};

use super::phrases::{self, chosen_nodes};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::places::LAYERS;
use crate::model::{Entry, EntryKind, Id, Map, Position, Spot, Spots, Unknown};

/// The least gap that is left between cards which are spread, in points.
const LEAST_GAP: f32 = 16.0;

/// Where a card stands on the screen, in points at 100 %, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its node.
    pub id: Id,
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// What cards have in common once they are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Their left edges.
    Left,
    /// The vertical line through their middles.
    Centre,
    /// Their right edges.
    Right,
    /// Their upper edges.
    Top,
    /// The horizontal line through their middles.
    Middle,
    /// Their lower edges.
    Bottom,
}

/// The way along which cards are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// Puts cards where they were dragged: their centres, in points at 100 %. They stay there until they are unpinned.
pub fn move_to(map: &Map, places: &[(Id, (i32, i32))]) -> Outcome {
    put(map, "move", places)
}

/// Keeps cards where the layout has put them.
pub fn pin(map: &Map, places: &[(Id, (i32, i32))]) -> Outcome {
    put(map, "pin", places)
}

/// Leaves it to a layout again where the chosen cards stand in it.
pub fn unpin(map: &Map, layout: &str, chosen: &[Id]) -> Outcome {
    let mut nodes = chosen_nodes(map, chosen)?;
    nodes.retain(|node| map.place_in(layout, &node.id).is_some());
    if nodes.is_empty() {
        return Refusal::because("none of these cards is pinned; the layout places them already");
    }
    let edits = nodes.iter().map(|node| let_go(map, layout, &node.id)).collect();
    Ok(Step { label: format!("unpin {}", phrases::nodes(&nodes)), edits, chosen: Vec::new() })
}

/// Brings cards back that were put too far away to be drawn with the others: the layout places them again.
pub fn bring_back(map: &Map, layout: &str, far: &[Id]) -> Outcome {
    let step = unpin(map, layout, far)?;
    Ok(Step { label: format!("bring back {}", phrases::nodes(&chosen_nodes(map, far)?)), chosen: far.to_vec(), ..step })
}

/// Which card an edit puts somewhere, and where.
pub fn put_by(edit: &Edit) -> Option<(Id, (i32, i32))> {
    match edit {
        Edit::Put(Entry::Position(at)) => Some((at.id.clone(), (at.x, at.y))),
        _ => None,
    }
}

/// What moves those of these nodes that somebody has put somewhere in a layout so far along.
pub fn carried<'a>(map: &Map, layout: &str, nodes: impl IntoIterator<Item = &'a Id>, (x, y): (i32, i32)) -> Vec<Edit> {
    let moved = |id: &Id| {
        let at = map.place_in(layout, id).filter(|_| (x, y) != (0, 0))?;
        Some(Edit::put(placed(map, id, (at.x.saturating_add(x), at.y.saturating_add(y)))))
    };
    nodes.into_iter().filter_map(moved).collect()
}

/// A step that puts cards somewhere, in another layout than the layers: there they are put, and nowhere else. All of `others`
/// that nobody has put anywhere in it are put where they stand.
pub fn in_layout(map: &Map, layout: &str, others: &[(Id, (i32, i32))], outcome: Outcome) -> Outcome {
    let step = outcome?;
    if layout == LAYERS || !step.edits.iter().any(|edit| matches!(edit, Edit::Put(Entry::Position(_)))) {
        return Ok(step);
    }
    let mut put = BTreeSet::new();
    let mut edits: Vec<Edit> = step
        .edits
        .into_iter()
        .map(|edit| match edit {
            Edit::Put(Entry::Position(at)) => {
                put.insert(at.id.clone());
                in_spot(map, layout, &at.id, (at.x, at.y))
            }
            edit => edit,
        })
        .collect();
    let is_loose = |id: &Id| !put.contains(id) && map.nodes.contains(id.as_str()) && map.place_in(layout, id).is_none();
    edits.extend(others.iter().filter(|(id, _)| is_loose(id)).map(|(id, at)| in_spot(map, layout, id, *at)));
    Ok(Step { edits, ..step })
}

fn in_spot(map: &Map, layout: &str, id: &Id, (x, y): (i32, i32)) -> Edit {
    let known = map.spots.get(id.as_str()).map(|spots| Spots::clone(spots));
    let mut spots = known.unwrap_or_else(|| Spots { id: id.clone(), at: BTreeMap::new(), unknown: Unknown::new() });
    spots.at.insert(layout.to_owned(), Spot { x, y });
    Edit::put(spots)
}

/// Takes away the place that a card has in a layout.
fn let_go(map: &Map, layout: &str, id: &Id) -> Edit {
    let Some(spots) = map.spots.get(id.as_str()).filter(|_| layout != LAYERS) else {
        return Edit::Remove(EntryKind::Position, id.clone());
    };
    let mut spots = Spots::clone(spots);
    spots.at.remove(layout);
    match spots.at.is_empty() && spots.unknown.is_empty() {
        true => Edit::Remove(EntryKind::Spots, id.clone()),
        false => Edit::put(spots),
    }
}

/// Brings cards into one line. They are pinned there, also those that stood in it already.
pub fn align(map: &Map, cards: &[Card], alignment: Alignment) -> Outcome {
    let cards = known(map, cards);
    if cards.len() < 2 {
        return Refusal::because("aligning needs at least two cards; choose another one as well");
    }
    let (left, right) = extent(&cards, Axis::Horizontal);
    let (top, bottom) = extent(&cards, Axis::Vertical);
    let aligned = |card: &Card| {
        let (x, y) = (card.left + card.width / 2.0, card.top + card.height / 2.0);
        match alignment {
            Alignment::Left => (left + card.width / 2.0, y),
            Alignment::Centre => (f32::midpoint(left, right), y),
            Alignment::Right => (right - card.width / 2.0, y),
            Alignment::Top => (x, top + card.height / 2.0),
            Alignment::Middle => (x, f32::midpoint(top, bottom)),
            Alignment::Bottom => (x, bottom - card.height / 2.0),
        }
    };
    let places: Vec<_> = cards.iter().map(|card| (card.id.clone(), whole(aligned(card)))).collect();
    put(map, "align", &places)
}

/// Spreads cards so that the gaps between them are equal; the outermost stay where they are, unless there is no room.
pub fn distribute(map: &Map, cards: &[Card], axis: Axis) -> Outcome {
    let mut cards = known(map, cards);
    if cards.len() < 3 {
        return Refusal::because("spreading needs at least three cards; choose more of them");
    }
    let middle = |card: &Card| card.start(axis) + card.length(axis) / 2.0;
    cards.sort_by(|one, other| middle(one).total_cmp(&middle(other)).then_with(|| one.id.cmp(&other.id)));
    let (start, end) = extent(&cards, axis);
    let taken: f32 = cards.iter().map(|card| card.length(axis)).sum();
    let gaps = cards.len() - 1;
    let gap = ((end - start - taken) / gaps as f32).max(LEAST_GAP);
    let mut next = start;
    let mut places = Vec::new();
    for card in cards {
        let along = next + card.length(axis) / 2.0;
        next += card.length(axis) + gap;
        let place = match axis {
            Axis::Horizontal => (along, card.top + card.height / 2.0),
            Axis::Vertical => (card.left + card.width / 2.0, along),
        };
        places.push((card.id.clone(), whole(place)));
    }
    put(map, "spread", &places)
}

impl Card {
    /// The point in its middle, in whole points.
    pub fn middle(&self) -> (i32, i32) {
        let middle = |low: f32, length: f32| (low + length / 2.0).round() as i32;
        (middle(self.left, self.width), middle(self.top, self.height))
    }

    fn start(&self, axis: Axis) -> f32 {
        match axis {
            Axis::Horizontal => self.left,
            Axis::Vertical => self.top,
        }
    }

    fn length(&self, axis: Axis) -> f32 {
        match axis {
            Axis::Horizontal => self.width,
            Axis::Vertical => self.height,
        }
    }
}

/// The cards of nodes that are there, each once, by id.
fn known<'a>(map: &Map, cards: &'a [Card]) -> Vec<&'a Card> {
    let cards: BTreeMap<&Id, &Card> = cards.iter().map(|card| (&card.id, card)).collect();
    cards.into_values().filter(|card| map.nodes.contains(card.id.as_str())).collect()
}

/// The nearest and the furthest edge of all cards.
fn extent(cards: &[&Card], axis: Axis) -> (f32, f32) {
    let start = cards.iter().map(|card| card.start(axis)).fold(f32::INFINITY, f32::min);
    let end = cards.iter().map(|card| card.start(axis) + card.length(axis)).fold(f32::NEG_INFINITY, f32::max);
    (start, end)
}

fn whole((x, y): (f32, f32)) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn put(map: &Map, verb: &str, places: &[(Id, (i32, i32))]) -> Outcome {
    let nodes = chosen_nodes(map, &places.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>())?;
    let there = places.iter().filter(|(id, _)| map.nodes.contains(id.as_str()));
    let edits = there.map(|(id, at)| Edit::put(placed(map, id, *at))).collect();
    Ok(Step { label: format!("{verb} {}", phrases::nodes(&nodes)), edits, chosen: Vec::new() })
}

/// A card's place, with what a newer version may have written about it.
fn placed(map: &Map, id: &Id, (x, y): (i32, i32)) -> Position {
    let unknown = map.placement.get(id.as_str()).map_or_else(Unknown::new, |position| position.unknown.clone());
    Position { id: id.clone(), x, y, unknown }
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, ids, map, refusal};
    use super::*;
    use crate::model::RawJson;

    fn town() -> Map {
        map("group A, group B, group C", "")
    }

    fn card(id: &str, left: f32, top: f32, width: f32) -> Card {
        Card { id: id.into(), left, top, width, height: 40.0 }
    }

    fn centres(map: &Map) -> Vec<(i32, i32)> {
        map.placement.iter().map(|place| (place.x, place.y)).collect()
    }

    #[test]
    fn cards_are_moved_and_let_go() {
        let mut before = town();
        let own = [("x-own".to_owned(), RawJson("1".to_owned()))].into();
        before.placement.put(Position { id: "a".into(), x: 0, y: 0, unknown: own });
        let step = move_to(&before, &[("a".into(), (1, 2)), ("b".into(), (3, 4)), ("gone".into(), (5, 6))]);
        assert_eq!(step.as_ref().map(|step| step.label.as_str()), Ok("move 2 bodies"));
        let after = done(&before, step);
        assert_eq!(centres(&after), [(1, 2), (3, 4)]);
        assert!(after.placement.get("a").is_some_and(|place| place.unknown.contains_key("x-own")));
        let free = done(&after, unpin(&after, LAYERS, &ids("a, b, c")));
        assert!(free.placement.is_empty());
        assert!(refusal(unpin(&free, LAYERS, &ids("a"))).starts_with("none of these cards is pinned"));
        assert_eq!(pin(&town(), &[("c".into(), (0, 0))]).expect("a step").label, "pin C");
    }

    #[test]
    fn cards_are_aligned_at_their_edges_and_middles() {
        let cards = [card("a", 0.0, 10.0, 100.0), card("b", 50.0, 100.0, 200.0)];
        let aligned = |alignment| centres(&done(&town(), align(&town(), &cards, alignment)));
        assert_eq!(aligned(Alignment::Left), [(50, 30), (100, 120)]);
        assert_eq!(aligned(Alignment::Right), [(200, 30), (150, 120)]);
        assert_eq!(aligned(Alignment::Centre), [(125, 30), (125, 120)]);
        assert_eq!(aligned(Alignment::Top), [(50, 30), (150, 30)]);
        assert_eq!(aligned(Alignment::Middle), [(50, 75), (150, 75)]);
        assert_eq!(aligned(Alignment::Bottom), [(50, 120), (150, 120)]);
        assert!(align(&town(), &cards[..1], Alignment::Left).is_err());
    }

    #[test]
    fn gaps_are_made_equal_and_never_too_small() {
        let cards = [card("a", 0.0, 0.0, 100.0), card("c", 300.0, 0.0, 100.0), card("b", 120.0, 9.0, 50.0)];
        let spread = done(&town(), distribute(&town(), &cards, Axis::Horizontal));
        assert_eq!(centres(&spread), [(50, 20), (200, 29), (350, 20)], "75 points between each two");
        let close = [card("a", 0.0, 0.0, 100.0), card("b", 1.0, 9.0, 100.0), card("c", 2.0, 0.0, 100.0)];
        let spread = done(&town(), distribute(&town(), &close, Axis::Vertical));
        assert_eq!(centres(&spread), [(50, 20), (51, 132), (52, 76)], "one below the other, and none on another");
        assert!(distribute(&town(), &cards[..2], Axis::Horizontal).is_err());
    }
}
