//! Reasons: why an option changes something, or leaves it as it is: who agreed, when, on what condition.

use std::collections::BTreeSet;

use super::phrases::called;
use super::{Outcome, Refusal, Step};
use crate::model::edit::{self, Edit};
use crate::model::words::count;
use crate::model::{Change, DesignOption, EntryKind, Id, Map, Unknown};

/// What a reason is of: the kind and the id of a record; the heading of the map has no id.
pub type Subject = (EntryKind, Option<Id>);

/// Says why an option changes these records, in place of what was said before; an empty text takes the reason away. Of a
/// record that the option does not change it says why that stays as it is: a change that changes nothing bears it.
///
/// # Errors
/// When there is no such option, or nothing to give a reason to.
pub fn set(map: &Map, option: &Id, of: &[Subject], reason: &str) -> Outcome {
    let Some(option) = map.options.get(option.as_str()) else {
        return Refusal::because("that option is not in the map any more; choose another one");
    };
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    let mut changed = DesignOption::clone(option);
    let mut left: BTreeSet<&Subject> = of.iter().collect();
    for change in &mut changed.changes {
        let subject = change.subject().map(|(kind, id)| (kind, id.cloned()));
        if subject.is_some_and(|subject| left.remove(&subject)) {
            change.reason = reason.map(str::to_owned);
        }
    }
    // What stays as it is for no reason is no change.
    changed
        .changes
        .retain(|change| change.reason.is_some() || change.before.is_none() || change.before != change.after);
    for (kind, id) in left {
        let Some(entry) = map.entry(*kind, id.as_ref()) else {
            return Refusal::because("what the reason is for is not in the map any more; choose something else");
        };
        let Some(reason) = reason else { continue };
        let (before, after, reason) = (Some(entry.clone()), Some(entry), Some(reason.to_owned()));
        let change = Change { before, after, reason, unknown: Unknown::new() };
        let comes_before = |other: &Change| other.subject().is_some_and(|other| other <= (*kind, id.as_ref()));
        let place = changed.changes.iter().rposition(comes_before).map_or(0, |place| place + 1);
        changed.changes.insert(place, change);
    }
    let what = match of {
        [] => return Refusal::because("nothing is chosen to give a reason to; choose a change first"),
        [(EntryKind::Node, Some(id))] => match map.nodes.get(id.as_str()) {
            Some(node) => called(node),
            None => map.name(id.as_str()).to_owned(),
        },
        [_] => "a change".to_owned(),
        several => count(several.len(), "change", "changes"),
    };
    let label =
        if reason.is_some() { format!("give the reason of {what}") } else { format!("take away the reason of {what}") };
    Ok(Step { label, edits: vec![Edit::PutOption(changed)], chosen: Vec::new() })
}

/// The records that an option changes and does not say why, in its order. Where cards stand needs no reason.
pub fn missing(option: &DesignOption) -> Vec<Subject> {
    let has_none = |change: &&Change| change.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
    let subjects = option.changes.iter().filter(has_none).filter_map(Change::subject);
    subjects.filter(|(kind, _)| !kind.is_place()).map(|(kind, id)| (kind, id.cloned())).collect()
}

/// "12 changes without a reason"; nothing where each has one.
pub fn missing_words(option: &DesignOption) -> Option<String> {
    let missing = missing(option).len();
    (missing > 0).then(|| format!("{} without a reason", count(missing, "change", "changes")))
}

/// The step that gives the reasons of rows, each to what bears it.
pub fn set_each(map: &Map, option: &Id, given: &[(Vec<Subject>, &str)], nouns: [&str; 2]) -> Outcome {
    let mut map = map.clone();
    let mut label = String::new();
    // Rows that say the same are written at once: a column may be thousands of them, all to be cleared.
    for rows in given.chunk_by(|one, other| one.1 == other.1) {
        let of: Vec<Subject> = rows.iter().flat_map(|(of, _)| of).cloned().collect();
        let step = set(&map, option, &of, rows[0].1)?;
        map = edit::apply(&map, &step.edits).map_err(|error| Refusal(error.to_string()))?;
        label = step.label;
    }
    if given.len() > 1 {
        label = format!("say why of {}", count(given.len(), nouns[0], nouns[1]));
    }
    let Some(option) = map.options.get(option.as_str()).filter(|_| !given.is_empty()) else {
        return Err(Refusal("nothing was written".to_owned()));
    };
    Ok(Step { label, edits: vec![Edit::PutOption(DesignOption::clone(option))], chosen: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, map, refusal};
    use super::*;
    use crate::model::diff::{apply, between};
    use crate::model::edit::apply as make;
    use crate::model::{Node, NodeKind, Position};

    fn town() -> Map {
        let before = map("board Board, group Group, group Forum", "Group reports_to Board");
        let renamed = Node::new("group", NodeKind::Group, "Club");
        let place = Position { id: "board".into(), x: 1, y: 1, unknown: Unknown::new() };
        let edits =
            [Edit::put(renamed), Edit::put(place), Edit::Remove(EntryKind::Link, "group-reports-to-board".into())];
        let changes = between(&before, &make(&before, &edits).expect("a sound map"));
        let option = DesignOption { changes, ..DesignOption::new("lean", "Lean") };
        make(&before, &[Edit::PutOption(option)]).expect("a sound map")
    }

    fn lean(map: &Map) -> &DesignOption {
        map.options.get("lean").expect("the option")
    }

    fn node(id: &str) -> Subject {
        (EntryKind::Node, Some(id.into()))
    }

    #[test]
    fn changes_get_reasons_and_those_without_are_found() {
        let town = town();
        let line: Subject = (EntryKind::Link, Some("group-reports-to-board".into()));
        assert_eq!(missing(lean(&town)), [node("group"), line.clone()], "where cards stand needs none");
        assert_eq!(missing_words(lean(&town)).as_deref(), Some("2 changes without a reason"));
        let step = set(&town, &"lean".into(), &[node("group")], " Agreed in May ").expect("a step");
        assert_eq!(step.label, "give the reason of Group");
        let one = done(&town, Ok(step));
        assert_eq!(missing(lean(&one)), std::slice::from_ref(&line));
        let both = done(&one, set(&one, &"lean".into(), &[node("group"), line], "The board asked for it"));
        assert_eq!(missing_words(lean(&both)), None);
        let reasons: Vec<_> = lean(&both).changes.iter().filter_map(|change| change.reason.as_deref()).collect();
        assert_eq!(reasons, ["The board asked for it"; 2], "in place of what was said before");
        let none = done(&both, set(&both, &"lean".into(), &[node("group")], " "));
        assert_eq!(missing(lean(&none)), [node("group")]);
    }

    #[test]
    fn what_stays_as_it_is_can_have_a_reason_too_and_conflicts_with_nothing() {
        let town = town();
        let kept = done(&town, set(&town, &"lean".into(), &[node("forum")], "It does good work"));
        assert_eq!(lean(&kept).changes.len(), lean(&town).changes.len() + 1);
        assert_eq!(apply(&kept, lean(&kept)), apply(&town, lean(&town)).map_with_options(&kept));
        let without = make(&kept, &[Edit::Remove(EntryKind::Node, "forum".into())]).expect("a sound map");
        assert_eq!(apply(&without, lean(&without)).conflicts, []);
        let again = done(&kept, set(&kept, &"lean".into(), &[node("forum")], ""));
        assert_eq!(lean(&again), lean(&town), "without a reason nothing is left of it");
    }

    #[test]
    fn what_is_not_there_is_refused() {
        let town = town();
        assert!(refusal(set(&town, &"fat".into(), &[node("group")], "x")).contains("option is not in the map"));
        assert!(refusal(set(&town, &"lean".into(), &[node("gone")], "x")).contains("not in the map any more"));
        assert!(refusal(set(&town, &"lean".into(), &[], "x")).contains("choose a change first"));
    }

    trait WithOptions {
        fn map_with_options(self, of: &Map) -> Self;
    }

    impl WithOptions for crate::model::diff::Applied {
        fn map_with_options(mut self, of: &Map) -> Self {
            self.map.options = of.options.clone();
            self
        }
    }
}
