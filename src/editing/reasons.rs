//! Reasons: why an option changes something, or leaves it as it is: who agreed, when, on what condition.

use std::collections::BTreeMap;

use super::phrases::called;
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
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
    let changed = with_reasons(map, option, of.iter().map(|subject| (subject, reason)))?;
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

/// An option with these reasons; where one record is given several, the last counts.
fn with_reasons<'a>(
    map: &Map,
    option: &DesignOption,
    given: impl IntoIterator<Item = (&'a Subject, Option<&'a str>)>,
) -> Result<DesignOption, Refusal> {
    let mut changed = DesignOption::clone(option);
    let mut left: BTreeMap<&Subject, Option<&str>> = given.into_iter().collect();
    let all = left.clone();
    for change in &mut changed.changes {
        let subject = change.subject().map(|(kind, id)| (kind, id.cloned()));
        let known = subject.and_then(|subject| all.get_key_value(&subject));
        if let Some((subject, reason)) = known {
            left.remove(*subject);
            change.reason = reason.map(str::to_owned);
        }
    }
    // What stays as it is for no reason is no change.
    changed
        .changes
        .retain(|change| change.reason.is_some() || change.before.is_none() || change.before != change.after);
    let mut new = Vec::new();
    for ((kind, id), reason) in left {
        let Some(entry) = map.entry(*kind, id.as_ref()) else {
            return Err(Refusal("what the reason is for is not in the map any more; choose something else".to_owned()));
        };
        let Some(reason) = reason else { continue };
        let (before, after, reason) = (Some(entry.clone()), Some(entry), Some(reason.to_owned()));
        new.push(Change { before, after, reason, unknown: Unknown::new() });
    }
    put_in_order(&mut changed.changes, new);
    Ok(changed)
}

/// Puts each of some changes, which are in the order of their subjects, behind the last one that comes before it.
fn put_in_order(changes: &mut Vec<Change>, new: Vec<Change>) {
    if new.is_empty() {
        return;
    }
    // The least subject from each place on: the last place whose subject is no greater is the last at which this is not.
    let mut least: Vec<Option<(EntryKind, Option<Id>)>> = Vec::with_capacity(changes.len());
    for change in changes.iter().rev() {
        let own = change.subject().map(|(kind, id)| (kind, id.cloned()));
        let behind = least.last().cloned().flatten();
        least.push(match (own, behind) {
            (Some(own), Some(behind)) => Some(own.min(behind)),
            (own, behind) => own.or(behind),
        });
    }
    least.reverse();
    let mut places: Vec<(usize, Change)> = Vec::with_capacity(new.len());
    for change in new {
        let subject = change.subject().map(|(kind, id)| (kind, id.cloned()));
        let place = least.partition_point(|least| least.is_some() && *least <= subject);
        places.push((place, change));
    }
    let old = std::mem::take(changes);
    let mut places = places.into_iter().peekable();
    for (place, change) in old.into_iter().enumerate() {
        while let Some((_, new)) = places.next_if(|(wanted, _)| *wanted <= place) {
            changes.push(new);
        }
        changes.push(change);
    }
    changes.extend(places.map(|(_, new)| new));
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
    let label = match given {
        [] => return Err(Refusal("nothing was written".to_owned())),
        [(of, reason)] => return set(map, option, of, reason),
        several => format!("say why of {}", count(several.len(), nouns[0], nouns[1])),
    };
    let Some(option) = map.options.get(option.as_str()) else {
        return Refusal::because("that option is not in the map any more; choose another one");
    };
    let rows = given.iter().flat_map(|(of, reason)| {
        let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
        of.iter().map(move |subject| (subject, reason))
    });
    let changed = with_reasons(map, option, rows)?;
    Ok(Step { label, edits: vec![Edit::PutOption(changed)], chosen: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, map, refusal};
    use super::*;
    use crate::model::diff::{apply, between};
    use crate::model::edit::apply as make;
    use crate::model::{Node, NodeKind, Position};

    #[test]
    fn reasons_of_many_rows_are_those_of_each_row_after_the_other() {
        let map = town();
        let node = |id: &str| -> Subject { (EntryKind::Node, Some(id.into())) };
        let given: Vec<(Vec<Subject>, &str)> = vec![
            (vec![node("forum")], "first"),
            (vec![node("group"), (EntryKind::Link, Some("group-reports-to-board".into()))], "agreed"),
            (vec![node("board")], " stays "),
            (vec![node("forum")], "second"),
        ];
        let together = done(&map, set_each(&map, &"lean".into(), &given, ["row", "rows"]));
        let mut each = map.clone();
        for (of, reason) in &given {
            each = done(&each, set(&each, &"lean".into(), of, reason));
        }
        assert_eq!(together.options, each.options);
        let gone = vec![(vec![node("nobody")], "x"), (vec![node("board")], "y")];
        assert!(set_each(&map, &"lean".into(), &gone, ["row", "rows"]).is_err());
    }

    #[test]
    fn ten_thousand_reasons_are_written_in_a_moment() {
        let put: Vec<Edit> =
            (0..10_000).map(|n| Edit::put(Node::new(format!("n{n:05}"), NodeKind::Group, format!("N {n}")))).collect();
        let map = make(&Map::default(), &put).expect("a sound map");
        let map = make(&map, &[Edit::PutOption(DesignOption::new("lean", "Lean"))]).expect("a sound map");
        let texts: Vec<String> = (0..10_000).map(|n| format!("reason {n}")).collect();
        let given: Vec<(Vec<Subject>, &str)> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| (vec![(EntryKind::Node, Some(format!("n{n:05}").into()))], text.as_str()))
            .collect();
        let start = std::time::Instant::now();
        let after = done(&map, set_each(&map, &"lean".into(), &given, ["row", "rows"]));
        let option = after.options.get("lean").expect("there");
        assert_eq!(option.changes.len(), 10_000);
        // One by one it took minutes.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

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
