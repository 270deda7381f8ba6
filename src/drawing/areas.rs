//! The areas of a plan: what is said of each, and what of it folds.

use std::collections::BTreeSet;

use super::placing::upward;
use super::{Area, Plan, area};
use crate::analysis::Report;
use crate::layout::{self, AreaKind, Rect};
use crate::model::{Id, Map};

impl Plan {
    /// The areas of what was placed; the map is as the picture has it.
    pub(super) fn areas(&self, seen: &Map, report: Option<&Report>) -> Vec<Area> {
        let hung = self.placement.hung.iter().filter_map(|id| seen.links.get(id.as_str()));
        let hanging: BTreeSet<&Id> = hung.map(|link| upward(link).1).collect();
        let area = |placed: &layout::Area| {
            let note = match placed.kind {
                AreaKind::NoRoute => report.map(|report| self.note_of_tray(&placed.rect, report)).unwrap_or_default(),
                AreaKind::Lane => self.number_in(placed).unwrap_or_else(|| placed.note.clone()),
                AreaKind::Ended | AreaKind::Unconnected | AreaKind::Ring(_) => placed.note.clone(),
            };
            let marks = area::draw(placed, &note);
            let folds = self.loose_in(placed, &hanging);
            Area { kind: placed.kind.clone(), rect: placed.rect, title: placed.title.clone(), note, folds, marks }
        };
        self.placement.areas.iter().map(area).collect()
    }

    /// What stands in a tray and hangs under nothing, but for cards that stand for several already; nothing if that is one.
    fn loose_in(&self, tray: &layout::Area, hanging: &BTreeSet<&Id>) -> Vec<Id> {
        if matches!(tray.kind, AreaKind::Ring(_) | AreaKind::Lane) {
            return Vec::new();
        }
        let is_rest =
            |id: &Id| self.folded.as_ref().and_then(|folded| folded.packs.get(id)).is_some_and(|pack| pack.is_rest);
        let cards = self
            .placement
            .cards
            .iter()
            .filter(|(id, card)| tray.rect.contains(card.centre()) && !hanging.contains(id) && !is_rest(id));
        let loose: Vec<Id> = cards.map(|(id, _)| id.clone()).collect();
        if loose.len() > 1 { loose } else { Vec::new() }
    }

    /// How many stand in a lane where some of its cards stand for others, these included; none where no card does.
    fn number_in(&self, lane: &layout::Area) -> Option<String> {
        let folded = self.folded.as_ref()?;
        let number_on = |id: &Id| match folded.packs.get(id) {
            Some(pack) => pack.members.len() + usize::from(!pack.is_rest),
            None => 1,
        };
        let cards = self.placement.cards.iter().filter(|(_, card)| lane.rect.contains(card.centre()));
        Some(cards.map(|(id, _)| number_on(id)).sum::<usize>().to_string())
    }

    /// How many of those that answer to nobody stand in the tray: not all do, some have a tree of their own, or are not in
    /// the picture.
    fn note_of_tray(&self, tray: &Rect, report: &Report) -> String {
        let all = report.answering_to_nobody.len();
        let stands =
            |id: &&Id| self.placement.cards.get(self.shown_by(id)).is_some_and(|card| tray.contains(card.centre()));
        match report.answering_to_nobody.iter().filter(stands).count() {
            0 => String::new(),
            1 if all == 1 => "1 live body answers to nobody on this map".to_owned(),
            some if some == all => format!("{all} live bodies answer to nobody on this map"),
            some => format!("{some} of the {all} live bodies that answer to nobody on this map"),
        }
    }
}
