//! What stands folded on a card, as it would stand below that card: who puts cards somewhere puts what is in them there too.

use std::collections::BTreeMap;

use super::words::Surroundings;
use super::{Plan, Shown, card, placing};
use crate::layout::{self, CardBox, Form, Parameters, Point, Rect};
use crate::model::{Id, Map};

/// Between a card and what comes out of it below.
const GAP: f32 = 34.0;

/// What is in each folded card of a picture, with where it would stand, seen from the middle of that card.
#[derive(Debug, Default)]
pub struct Inside(BTreeMap<Id, Vec<(Id, Rect)>>);

impl Inside {
    /// What is in the folded cards of a picture.
    pub fn of(plan: &Plan, map: &Map, shown: Shown) -> Self {
        let Some(folded) = &plan.folded else { return Self::default() };
        let surroundings = Surroundings::of(map);
        let mut links: BTreeMap<&Id, Vec<Id>> = BTreeMap::new();
        for link in plan.choice.links.iter().filter_map(|id| map.links.get(id.as_str())) {
            let (from, to) = (folded.shown_by(&link.from), folded.shown_by(&link.to));
            if from == to {
                links.entry(from).or_default().push(link.id.clone());
            }
        }
        let parameters =
            Parameters { pinned: BTreeMap::new(), only_cards: true, ..placing::parameters(map, Form::Layers) };
        let of_card = |card: &Id| {
            let pack = folded.packs.get(card)?;
            let own = plan.placement.cards.get(card)?;
            let nodes = pack.members.iter().chain(std::iter::once(card).filter(|_| !pack.is_rest));
            let nodes = nodes.filter_map(|id| map.nodes.get(id.as_str()));
            let size = |node| card::card_text(map, node, &surroundings, shown.strands).size;
            let mut boxes: Vec<CardBox> = nodes.map(|node| CardBox { id: node.id.clone(), size: size(node) }).collect();
            boxes.sort_by(|one, other| one.id.cmp(&other.id));
            let links = links.get(card).map(Vec::as_slice).unwrap_or_default();
            let placed = layout::layers(map, &boxes, links, &parameters).cards;
            let members: Vec<(&Id, &Rect)> = placed.iter().filter(|(id, _)| *id != card).collect();
            let all = members.iter().map(|(_, rect)| **rect).reduce(|one, other| one.union(&other))?;
            let middle = placed.get(card).map_or_else(|| all.centre().x, |card| card.centre().x);
            let (x, y) = (-middle, own.height() / 2.0 + GAP - all.min.y);
            Some(members.into_iter().map(|(id, rect)| (id.clone(), rect.moved(x, y))).collect())
        };
        Self(folded.packs.keys().filter_map(|card| Some((card.clone(), of_card(card)?))).collect())
    }

    /// Where all of it would stand around cards that stand so: each tree in its shape, and nothing over anything.
    pub fn around(&self, cards: &BTreeMap<Id, Rect>) -> Vec<(Id, Point)> {
        let mut standing: Vec<Rect> = cards.values().copied().collect();
        let mut places = Vec::new();
        for (card, members) in &self.0 {
            let Some(middle) = cards.get(card).map(Rect::centre) else { continue };
            let tree = members.iter().map(|(_, rect)| *rect).reduce(|one, other| one.union(&other));
            let Some(tree) = tree.map(|tree| tree.moved(middle.x, middle.y)) else { continue };
            let (x, y) = layout::way_to_room(&[tree], &standing);
            standing.push(tree.moved(x, y));
            let there = |rect: &Rect| rect.moved(middle.x + x, middle.y + y).centre();
            places.extend(members.iter().map(|(id, rect)| (id.clone(), there(rect))));
        }
        places
    }
}
