//! What holds for every map, tried on random ones.

mod arbitrary;
mod closing;
mod dates;
mod edits;
mod exchange;
mod figures;
mod findings;
mod focus;
mod ledger;
mod merging;
mod pages;
mod workshop;

use std::collections::BTreeSet;

use boardwalk::exchange::boardwalk_file::{read, write};
use boardwalk::model::diff::{apply, between};
use boardwalk::model::*;
use proptest::prelude::*;

fn option(changes: Vec<Change>) -> DesignOption {
    DesignOption { changes, ..DesignOption::new("option", "Option") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_difference_turns_the_one_map_into_the_other(base in arbitrary::map(), other in arbitrary::map()) {
        let applied = apply(&base, &option(between(&base, &other)));
        prop_assert_eq!(applied.conflicts, vec![]);
        prop_assert_eq!(Map { adopted: BTreeSet::new(), ..applied.map }, other);
    }

    #[test]
    fn a_map_does_not_differ_from_itself(map in arbitrary::map()) {
        prop_assert_eq!(between(&map, &map.clone()), vec![]);
    }

    #[test]
    fn an_applied_option_leaves_a_sound_map(base in arbitrary::map(), other in arbitrary::map(), later in arbitrary::map()) {
        let applied = apply(&later, &option(between(&base, &other)));
        prop_assert_eq!(invariants::problems(&applied.map), vec![]);
    }

    #[test]
    fn what_was_edited_since_is_kept_or_named(base in arbitrary::map(), other in arbitrary::map(), later in arbitrary::map()) {
        let wanted = option(between(&base, &other));
        let applied = apply(&later, &wanted);
        for change in between(&base, &later) {
            let (kind, id) = change.subject().expect("a change is about something");
            let touched = wanted.changes.iter().any(|wanted| wanted.subject() == Some((kind, id)));
            let named = applied.conflicts.iter().any(|conflict| conflict.change.subject() == Some((kind, id)));
            if !touched {
                prop_assert_eq!(applied.map.entry(kind, id), change.after.clone());
            }
            if change.after.is_some() && applied.map.entry(kind, id).is_none() {
                prop_assert!(named, "{:?} was edited and is gone without a word", id);
            }
        }
    }

    #[test]
    fn reading_gives_back_what_was_written(mut map in arbitrary::map(), other in arbitrary::map()) {
        map.options.put(option(between(&map, &other)));
        let text = write(&map);
        let again = read(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&again, &map);
        prop_assert_eq!(write(&again), text);
    }
}
