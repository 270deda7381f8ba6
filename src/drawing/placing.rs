//! Where cards stand: what a map's layout is asked for, and what bears what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Choice;
use super::card::CardText;
use crate::layout::{self, CardBox, Form, Parameters, Placement, Point};
use crate::model::{Id, Link, LinkKind, Map};

/// The gaps of the layout: as narrow as badges, arrowheads and bends allow, so that names stay large when a whole map
/// is fitted to a screen.
const COLUMN_GAP: f32 = 20.0;
const CARD_GAP: f32 = 10.0;
const RANK_GAP: f32 = 34.0;
const AREA_GAP: f32 = 24.0;

/// The parameters that a map is laid out by in a form: gaps that suit the cards, and its cards stay where its user put them.
pub fn parameters(map: &Map, form: Form) -> Parameters {
    let place = |value: i32| value as f32;
    let pinned =
        map.placed_in(form.word()).map(|(id, at)| (id.clone(), Point::new(place(at.x), place(at.y)))).collect();
    Parameters {
        form,
        pinned,
        column_gap: COLUMN_GAP,
        card_gap: CARD_GAP,
        rank_gap: RANK_GAP,
        area_gap: AREA_GAP,
        ..Parameters::default()
    }
}

/// Lays out the cards of what was chosen.
pub(super) fn place(
    map: &Map,
    choice: &Choice,
    texts: &BTreeMap<Id, Arc<CardText>>,
    parameters: &Parameters,
) -> Placement {
    let boxes: Vec<CardBox> = texts.iter().map(|(id, text)| CardBox { id: id.clone(), size: text.size }).collect();
    layout::laid_out(map, &boxes, &choice.links, parameters)
}

/// What is above and what below, where one hangs under the other by a line.
pub(super) fn upward(link: &Link) -> (&Id, &Id) {
    if link.kind == LinkKind::Owns { (&link.from, &link.to) } else { (&link.to, &link.from) }
}

/// The cards under which others hang.
pub(super) fn bearing(map: &Map, placement: &Placement) -> BTreeSet<Id> {
    let hung = placement.hung.iter().filter_map(|id| map.links.get(id.as_str()));
    hung.map(|link| upward(link).0.clone()).collect()
}
