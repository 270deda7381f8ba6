//! What holds of any three maps that become one.

use std::collections::{BTreeMap, BTreeSet};

use boardwalk::exchange::boardwalk_file::{read, write};
use boardwalk::model::diff::{apply, between};
use boardwalk::model::three_way::{merge, merge_as_base};
use boardwalk::model::unknown::fields_of;
use boardwalk::model::*;
use proptest::prelude::*;

use crate::{arbitrary, option};

/// A map with the options that make two others of it.
fn with_options(map: Map, others: [&Map; 2]) -> Map {
    let mut with = map.clone();
    for (id, other) in ["b", "first"].into_iter().zip(others) {
        with.options.put(DesignOption { id: id.into(), ..option(between(&map, other)) });
    }
    with
}

/// Random maps, of which two come of the third by a part of what differs, as two people leave most of a map alone.
fn three() -> impl Strategy<Value = (Map, Map, Map)> {
    let chosen = proptest::collection::vec(any::<bool>(), 40);
    (arbitrary::map(), arbitrary::map(), arbitrary::map(), [chosen.clone(), chosen]).prop_map(
        |(base, ours, theirs, chosen)| {
            let options = with_options(base.clone(), [&ours, &theirs]);
            let some = |other: &Map, chosen: &[bool]| {
                let changes = between(&base, other).into_iter().zip(chosen).filter(|(_, is)| **is);
                let map = apply(&base, &option(changes.map(|(change, _)| change).collect())).map;
                Map { adopted: BTreeSet::new(), ..map }
            };
            let ours = Map { options: options.options.clone(), ..some(&ours, &chosen[0]) };
            let theirs = some(&theirs, &chosen[1]);
            (base, ours, theirs)
        },
    )
}

fn turned(map: Map) -> Map {
    let mut undecided: Vec<Undecided> = map.undecided.into_iter().map(Undecided::turned).collect();
    undecided.sort();
    Map { undecided, ..map }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn it_does_not_matter_which_is_which((base, ours, theirs) in three()) {
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(one.map, turned(other.map));
        prop_assert_eq!(one.renamed, other.renamed);
        prop_assert_eq!(merge_as_base(&base, &ours, &theirs), merge_as_base(&base, &theirs, &ours));
    }

    #[test]
    fn what_only_one_has_changed_is_as_that_one_has_it((base, ours, _) in three()) {
        for merged in [merge(&base, &ours, &ours), merge(&base, &ours, &base), merge(&base, &base, &ours)] {
            prop_assert_eq!(&merged.map, &ours);
            prop_assert_eq!(merged.renamed, vec![]);
        }
    }

    #[test]
    fn a_merged_map_is_sound_and_is_read_as_it_was_written((base, ours, theirs) in three()) {
        let map = merge(&base, &ours, &theirs).map;
        prop_assert_eq!(invariants::problems(&map), vec![]);
        let text = write(&map);
        let again = read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&again, &map);
        prop_assert_eq!(write(&again), text);
    }

    #[test]
    fn no_record_is_ever_lost((base, ours, theirs) in three()) {
        let merged = merge(&base, &ours, &theirs);
        for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for change in between(&Map::default(), one) {
                let (kind, Some(id)) = change.subject().expect("a change is about something") else { continue };
                let (before, there) = (base.entry(kind, Some(id)), other.entry(kind, Some(id)));
                let is_removed = before.is_some() && there.is_none() && before == change.after;
                // A card has the id of its body; records of other kinds may have had the same.
                let mut renamed = merged.renamed.iter().filter(|one| one.old == *id);
                let is_there = merged.map.contains(kind, id) || renamed.any(|one| merged.map.contains(kind, &one.new));
                // What nobody has touched but one who took it out may yet come back, where something points to it.
                prop_assert!(is_there || is_removed, "{kind:?} {id} is lost");
            }
            for option in &one.options {
                prop_assert!(merged.map.options.contains(option.id.as_str()));
            }
        }
        // What either has in a field is in the map, or is told.
        for (kind, id) in ours.nodes.ids().map(|id| (EntryKind::Node, id)) {
            let (before, here, there) =
                (base.entry(kind, Some(id)), ours.entry(kind, Some(id)), theirs.entry(kind, Some(id)));
            let is_told = merged.map.undecided.iter().any(|one| one.id.as_ref() == Some(id));
            let merged_renamed = &merged.renamed;
            let is_renamed = merged.renamed.iter().any(|one| one.kind == kind && one.old == *id);
            if let (Some(Entry::Node(before)), Some(Entry::Node(here)), Some(Entry::Node(there))) = (before, here, there)
                && !is_told && !is_renamed
            {
                let merged = merged.map.nodes.get(id.as_str()).expect("it stays");
                let of = |node: &Node| {
                    let mut fields = fields_of(node);
                    // Of these, elements go by themselves.
                    ["themes", "tags", "evidence", "fields", "meets"].iter().for_each(|field| drop(fields.remove(*field)));
                    fields
                };
                let (was, one, other, now) = (of(&before), of(&here), of(&there), of(merged));
                let fields = was.keys().chain(one.keys()).chain(other.keys());
                // What it names may have got another id.
                for field in fields.filter(|field| *field != "area" || merged_renamed.is_empty()) {
                    let of = |fields: &BTreeMap<String, RawJson>| fields.get(field).cloned();
                    let (was, one, other, now) = (of(&was), of(&one), of(&other), of(&now));
                    prop_assert!(now == one || one == was, "what we changed in {} is there", field);
                    prop_assert!(now == other || other == was, "what they changed in {} is there", field);
                }
            }
        }
    }
}
