//! Merging two maps of which nobody has the one from which they come: nothing of either is lost.

use std::collections::BTreeMap;

use super::{Merged, Merging};
use crate::model::decide::{self, Side};
use crate::model::edit::Edit;
use crate::model::merge::{self, Meanwhile};
use crate::model::{EntryKind, Map};

/// One map with all that two have, where nobody has the one from which they come.
///
/// - What only one of them has is there: records, fields, elements of sets and lists, changes of options.
/// - A field that both have, each in its own way, holds what it holds in `ours`, and is undecided.
/// - Cards stand where they stand in `ours`; those that only `theirs` has placed, where they stand there.
pub fn merge_apart(ours: &Map, theirs: &Map) -> Merged {
    let nothing = Map::default();
    let mut merging = Merging { base: &nothing, ours, theirs, map: ours.clone(), found: BTreeMap::new() };
    merging.records_apart();
    merging.options();
    merging.take_options_of_ours();
    // What does not go together with what theirs has is as ours has it.
    let mut merging = Merging { base: ours, ..merging };
    merging.mend();
    let mut merged = merging.done(Vec::new());
    merged.map.undecided.extend_from_slice(&ours.undecided);
    merged.map.undecided.sort();
    merged.map.undecided.dedup();
    merged
}

impl Merging<'_> {
    fn records_apart(&mut self) {
        for (here, there) in self.ours.differences(self.theirs) {
            let Some(there) = there else { continue };
            let subject = (there.kind(), there.id().cloned());
            match here {
                None => self.map.put(&there),
                Some(_) if subject.0.is_place() => {}
                Some(here) => {
                    let (merged, clashes) = merge::merge(&here, &there, &here, Meanwhile::Apart);
                    self.leave_fields(&subject, &clashes, [None, Some(&here), Some(&there)]);
                    self.map.put(&merged);
                }
            }
        }
    }

    /// Puts what ours has wherever options are undecided.
    fn take_options_of_ours(&mut self) {
        for one in self.found.values().filter(|one| one.kind() == Some(EntryKind::Option)) {
            for edit in decide::decided(&self.map, one, Side::Ours).into_iter().flatten() {
                if let Edit::PutOption(option) = edit {
                    self.map.options.put(option);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit;
    use crate::model::invariants::problems;
    use crate::model::{
        Area, DesignOption, Fulfilment, Link, LinkKind, Node, NodeKind, NodeStatus, Position, Quantity, Stance, Total,
    };

    fn made(edits: &[Edit]) -> Map {
        edit::apply(&Map::default(), edits).expect("a sound map")
    }

    fn board(change: impl FnOnce(&mut Node)) -> Edit {
        let mut board = Node::new("board", NodeKind::Board, "Board");
        change(&mut board);
        Edit::put(board)
    }

    fn total(amount: i64, currency: Option<&str>) -> Edit {
        Edit::put(Total {
            id: "all".into(),
            name: "All".into(),
            amount: amount.into(),
            currency: currency.map(str::to_owned),
            period: None,
            note: None,
            evidence: Vec::new(),
            unknown: BTreeMap::new(),
        })
    }

    fn said(merged: &Merged) -> Vec<String> {
        assert_eq!(problems(&merged.map), vec![]);
        let place = |one: &crate::model::Undecided| format!("{:?} {:?}", one.field.clone(), one.part.clone());
        merged.map.undecided.iter().map(place).collect()
    }

    #[test]
    fn what_only_one_has_stays_and_what_both_have_otherwise_is_as_in_ours_and_undecided() {
        let ours = made(&[
            board(|board| {
                board.remit = Some("Decides".into());
                board.status_note = Some("Since May".into());
                board.tags = ["a".into(), "b".into()].into();
                board.fields = [("colour".into(), "red".into()), ("floor".into(), "2".into())].into();
            }),
            Edit::put(Node::new("forum", NodeKind::Group, "Forum")),
            Edit::put(Link::new("line", LinkKind::ReportsTo, "forum", "board")),
            total(5, Some("GBP")),
        ]);
        let theirs = made(&[
            board(|board| {
                (board.name, board.status) = ("The Board".into(), NodeStatus::Dormant);
                board.status_note = Some("Since June".into());
                board.powers = Some("None".into());
                board.tags = ["b".into(), "c".into()].into();
                board.fields = [("colour".into(), "blue".into()), ("door".into(), "9".into())].into();
            }),
            Edit::put(Node::new("panel", NodeKind::Group, "Panel")),
            total(6, Some("EUR")),
        ]);
        let merged = merge_apart(&ours, &theirs);
        let wanted = ["name", "status", "status_note", "amount", "currency"];
        let mut wanted: Vec<String> = wanted.iter().map(|field| format!("{:?} None", Some(field))).collect();
        wanted.push(format!("{:?} {:?}", Some("fields"), Some("colour")));
        let mut told = said(&merged);
        told.sort();
        wanted.sort();
        assert_eq!(told, wanted);
        let board = merged.map.nodes.get("board").expect("it is there");
        assert_eq!((board.name.as_str(), board.status), ("Board", NodeStatus::Active));
        assert_eq!((board.remit.as_deref(), board.powers.as_deref()), (Some("Decides"), Some("None")));
        assert_eq!(board.tags.iter().cloned().collect::<String>(), "abc");
        assert_eq!(board.fields.values().cloned().collect::<Vec<_>>(), ["red", "9", "2"]);
        assert_eq!((merged.map.nodes.len(), merged.map.links.len()), (3, 1));
        // Deciding for theirs everywhere gives what theirs has there, and loses nothing else.
        let decide = |map: Map, one: &crate::model::Undecided| {
            edit::apply(&map, &decide::decided(&map, one, Side::Theirs).expect("it is there")).expect("sound")
        };
        let all_theirs = merged.map.undecided.iter().fold(merged.map.clone(), decide);
        let board = all_theirs.nodes.get("board").expect("it is there");
        assert_eq!((board.name.as_str(), board.status), ("The Board", NodeStatus::Dormant));
        assert_eq!(all_theirs.totals.get("all"), theirs.totals.get("all"));
    }

    #[test]
    fn with_itself_nothing_changes_and_places_are_nothing_to_decide_on() {
        let at = |x| Edit::put(Position { id: "board".into(), x, y: 0, unknown: BTreeMap::new() });
        let (ours, theirs) = (made(&[board(|_| {}), at(1)]), made(&[board(|_| {}), at(2)]));
        assert_eq!(merge_apart(&ours, &ours).map, ours);
        assert_eq!(merge_apart(&ours, &theirs).map, ours);
    }

    #[test]
    fn settings_go_by_name_options_by_change_and_areas_make_no_ring() {
        let with = |number: u32, other: &str, name: &str, stance: Fulfilment, ring: [&str; 2]| {
            let mut header = Map::default().header();
            header.settings.thresholds.insert("keystone.bodies".into(), Quantity::from(number));
            header.settings.thresholds.insert(other.into(), Quantity::from(1));
            let mut option = DesignOption::new("lean", name);
            option.stances.put(Stance::new("first", stance));
            option.stances.put(Stance::new(other.replace('.', "-"), stance));
            let [outer, inner] = ring.map(|id| Area::new(id, id));
            let inner = Area { within: Some(outer.id.clone()), ..inner };
            made(&[Edit::put(header), Edit::PutOption(option), Edit::put(outer), Edit::put(inner)])
        };
        let ours = with(3, "wide-span.bodies", "Lean", Fulfilment::Met, ["east", "west"]);
        let theirs = with(4, "deep-chain.layers", "A leaner one", Fulfilment::Not, ["west", "east"]);
        let merged = merge_apart(&ours, &theirs);
        assert_eq!(merged.map.settings.thresholds.len(), 3);
        let option = merged.map.options.get("lean").expect("it is there");
        assert_eq!((option.name.as_str(), option.stances.len()), ("Lean", 3));
        assert_eq!(option.stances.get("first").map(|one| one.stance), Some(Fulfilment::Met));
        let told = said(&merged);
        let place = |field: &str, part: Option<&str>| format!("{:?} {part:?}", Some(field));
        assert!(told.contains(&place("settings", Some("thresholds keystone.bodies"))), "{told:?}");
        assert!(told.contains(&place("name", None)) && told.contains(&place("stances", Some("first"))), "{told:?}");
        assert_eq!(merged.map.areas, ours.areas, "a ring is not made");
    }
}
