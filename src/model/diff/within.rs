//! Edits within an option: what becomes of its changes.

use std::collections::BTreeMap;

use super::{Applied, Clash, adopts, apply};
use crate::model::unknown::{parts_of, record_of, text_of};
use crate::model::{Change, DesignOption, Entry, EntryKind, Id, Map, NodeStatus, RawJson, Unknown, merge};

/// The option after somebody has made `after` of the map as the option wanted it, and the map as it wants it now.
///
/// The change of a record that the edit left alone stays as it is, with whatever of it could not be made. That of a record
/// which the edit touched says what the record is in `map` and what it is to be, and bears the reason that it bore. What
/// could not be made goes on to be wanted: fields that clashed, unless the edit touched them, and whole changes, which then
/// stand behind the new one.
pub fn edited(map: &Map, option: &DesignOption, applied: &Applied, after: &Map) -> (DesignOption, Applied) {
    let mut touched: BTreeMap<(EntryKind, Option<Id>), [Option<Entry>; 2]> = BTreeMap::new();
    for (was, is) in applied.map.differences(after) {
        if let Some(entry) = is.as_ref().or(was.as_ref()) {
            touched.insert((entry.kind(), entry.id().cloned()), [was, is]);
        }
    }
    let clash_of = |change: &Change| {
        let of_change = |conflict: &&super::Conflict| conflict.change == *change && conflict.clash != Clash::Twice;
        applied.conflicts.iter().find(of_change).map(|conflict| &conflict.clash)
    };
    let mut changes: Vec<Change> = Vec::with_capacity(option.changes.len() + touched.len());
    let mut replaced: BTreeMap<(EntryKind, Option<Id>), Vec<Change>> = BTreeMap::new();
    for old in &option.changes {
        let subject = old.subject().map(|(kind, id)| (kind, id.cloned()));
        let Some((subject, edit)) = subject.and_then(|subject| touched.remove_entry(&subject)) else { continue };
        let clash = clash_of(old);
        let mut new: Vec<Change> = change(map, &subject, edit, Some(old), clash).into_iter().collect();
        if !matches!(clash, None | Some(Clash::Fields(_) | Clash::Edited)) {
            new.push(old.clone());
        }
        replaced.insert(subject, new);
    }
    // What is left of them the option had not changed before: it comes in in the order of the file.
    let mut new = touched.into_iter().filter_map(|(subject, edit)| {
        let change = change(map, &subject, edit, None, None)?;
        Some((subject, change))
    });
    let mut next = new.next();
    for old in &option.changes {
        let subject = old.subject().map(|(kind, id)| (kind, id.cloned()));
        while let Some((_, change)) = next.take_if(|(at, _)| subject.as_ref().is_some_and(|subject| *at < *subject)) {
            changes.push(change);
            next = new.next();
        }
        match subject.and_then(|subject| replaced.remove(&subject)) {
            Some(new) => changes.extend(new),
            None => changes.push(old.clone()),
        }
    }
    changes.extend(next.into_iter().chain(new).map(|(_, change)| change));
    let option = DesignOption { changes, ..option.clone() };
    let applied = match applied.conflicts.is_empty() {
        true => Applied { map: adopting(after, &option), conflicts: Vec::new() },
        false => apply(map, &option),
    };
    (option, applied)
}

/// The change of a record that an edit has touched; none if the option does not change it any more.
fn change(
    map: &Map,
    subject: &(EntryKind, Option<Id>),
    edit: [Option<Entry>; 2],
    old: Option<&Change>,
    clash: Option<&Clash>,
) -> Option<Change> {
    let now = map.entry(subject.0, subject.1.as_ref());
    let [was, is] = edit;
    let composed = match (clash, old, &now, &was, &is) {
        (
            Some(Clash::Fields(_)),
            Some(Change { before: Some(before), after: Some(after), .. }),
            Some(now),
            Some(was),
            Some(is),
        ) => composed([before, after], now, was, is),
        _ => None,
    };
    let (before, after) = composed.map_or((now, is), |[before, after]| (Some(before), Some(after)));
    let (reason, unknown) = old.map_or((None, Unknown::new()), |old| (old.reason.clone(), old.unknown.clone()));
    (before != after).then_some(Change { before, after, reason, unknown })
}

/// What was before and what is to be, of a record some fields of which clash: field by field, those that the edit touched
/// as they are now and are to be, all others as the option had them. What is one value with a field that it touched goes
/// with that one.
fn composed([before, after]: [&Entry; 2], now: &Entry, was: &Entry, is: &Entry) -> Option<[Entry; 2]> {
    let (was, is, now) = (was.fields(), is.fields(), now.fields());
    let differs = |field: &str| was.get(field) != is.get(field);
    let touches = |field: &String| match merge::together(field) {
        Some(together) => together.iter().any(|field| differs(field)),
        None => differs(field),
    };
    let compose = |old: &Entry, new: &BTreeMap<String, RawJson>| {
        let kept = old.fields().into_iter().filter(|(field, _)| !touches(field));
        let put = new.iter().filter(|(field, _)| touches(field)).map(|(field, value)| (field.clone(), value.clone()));
        let fields: BTreeMap<String, _> = kept.chain(put).collect();
        let (kind, _) = parts_of(&text_of(old)).pop_first()?;
        record_of(&text_of(&BTreeMap::from([(kind, fields)])))
    };
    Some([compose(before, &now)?, compose(after, &is)?])
}

/// A map in which every change of an option was made, with the proposed nodes among them adopted.
fn adopting(map: &Map, option: &DesignOption) -> Map {
    let changed = option.changes.iter().filter(|change| adopts(change)).filter_map(Change::subject);
    let is_proposed = |id: &&Id| map.nodes.get(id.as_str()).is_some_and(|node| node.status == NodeStatus::Proposed);
    let nodes = changed.filter(|(kind, _)| *kind == EntryKind::Node).filter_map(|(_, id)| id);
    Map { adopted: nodes.filter(is_proposed).cloned().collect(), ..map.clone() }
}

#[cfg(test)]
mod tests {
    use super::edited;
    use crate::model::diff::{apply, between};
    use crate::model::edit::{self, Edit};
    use crate::model::{DesignOption, Link, LinkKind, Map, Node, NodeKind, NodeStatus};

    fn made(map: &Map, edits: &[Edit]) -> Map {
        edit::apply(map, edits).expect("edits that fit the map")
    }

    fn node(id: &str, change: impl FnOnce(&mut Node)) -> Edit {
        let mut node = Node::new(id, NodeKind::Group, id);
        change(&mut node);
        Edit::put(node)
    }

    fn base() -> Map {
        let link = Edit::put(Link::new("up", LinkKind::ReportsTo, "group", "board"));
        made(&Map::default(), &[node("board", |_| {}), node("group", |_| {}), node("forum", |_| {}), link])
    }

    fn option(base: &Map, wanted: &[Edit]) -> DesignOption {
        let mut changes = between(base, &made(base, wanted));
        changes.iter_mut().for_each(|change| change.reason = Some("agreed".to_owned()));
        DesignOption { changes, ..DesignOption::new("o", "O") }
    }

    /// Makes an edit within an option over a map, and holds it against applying the option afresh.
    fn edit_within(map: &Map, option: &DesignOption, edits: &[Edit]) -> DesignOption {
        let applied = apply(map, option);
        let after = made(&applied.map, edits);
        let (option, now) = edited(map, option, &applied, &after);
        assert_eq!(now, apply(map, &option));
        option
    }

    #[test]
    fn an_edit_within_an_option_is_a_change_of_it_and_undone_it_is_none() {
        let base = base();
        let wanted = option(&base, &[node("board", |board| board.remit = Some("Decides".into()))]);
        let more = edit_within(&base, &wanted, &[node("council", |council| council.status = NodeStatus::Proposed)]);
        let told: Vec<_> = more.changes.iter().map(|change| (change.subject(), change.reason.as_deref())).collect();
        let of = |id: &'static str| Some((crate::model::EntryKind::Node, Some(id.into())));
        let (board, council) = (of("board"), of("council"));
        let same = |wanted: &Option<(_, Option<crate::model::Id>)>, told: Option<(_, Option<&crate::model::Id>)>| {
            wanted.as_ref().map(|(kind, id)| (*kind, id.as_ref())) == told
        };
        assert!(same(&board, told[0].0) && told[0].1 == Some("agreed"));
        assert!(same(&council, told[1].0) && told[1].1.is_none());
        assert!(apply(&base, &more).map.adopted.contains("council"));
        let back = edit_within(&base, &more, &[node("board", |_| {})]);
        assert_eq!(back.changes.len(), 1, "the board is as it is in the map");
    }

    #[test]
    fn what_clashes_goes_on_to_be_wanted_while_other_fields_are_edited() {
        let base = base();
        let wanted = option(&base, &[node("board", |board| board.name = "Wanted".into())]);
        let since = made(&base, &[node("board", |board| board.name = "Since".into())]);
        let edited = edit_within(
            &since,
            &wanted,
            &[node("board", |board| {
                board.name = "Since".into();
                board.remit = Some("Decides".into());
            })],
        );
        let applied = apply(&since, &edited);
        let board = applied.map.nodes.get("board").expect("there");
        assert_eq!((board.name.as_str(), board.remit.as_deref()), ("Since", Some("Decides")));
        assert_eq!(applied.conflicts.len(), 1, "the name is still to be decided");
        // Whoever types the name within the option has decided.
        let decided = edit_within(
            &since,
            &edited,
            &[node("board", |board| {
                board.name = "Mine".into();
                board.remit = Some("Decides".into());
            })],
        );
        let applied = apply(&since, &decided);
        assert_eq!(applied.map.nodes.get("board").map(|board| board.name.as_str()), Some("Mine"));
        assert_eq!(applied.conflicts, []);
    }

    #[test]
    fn a_change_that_could_not_be_made_is_kept_behind_the_new_one() {
        let base = base();
        let wanted = option(&base, &[Edit::put(Link::new("up", LinkKind::ReportsTo, "group", "forum"))]);
        let gone = edit::removal_of_node(&base, &"forum".into());
        let since = made(&base, &gone);
        let note = Link { note: Some("by law".into()), ..Link::new("up", LinkKind::ReportsTo, "group", "board") };
        let edited = edit_within(&since, &wanted, &[Edit::put(note)]);
        assert_eq!(edited.changes.len(), 2);
        assert_eq!(edited.changes[1], wanted.changes[0], "nothing that was wanted is lost");
    }

    #[test]
    fn what_is_typed_of_a_sum_whose_currency_clashes_is_what_the_option_wants() {
        let sum = |amount: u32, currency: &str| Link {
            amount: Some(amount.into()),
            currency: Some(currency.into()),
            ..Link::new("up", LinkKind::Funds, "group", "board")
        };
        let base = made(&base(), &[Edit::put(sum(100, "GBP"))]);
        let wanted = option(&base, &[Edit::put(sum(90, "GBP"))]);
        let since = made(&base, &[Edit::put(sum(100, "EUR"))]);
        assert_eq!(apply(&since, &wanted).conflicts.len(), 1);
        let typed = edit_within(&since, &wanted, &[Edit::put(sum(80, "EUR"))]);
        let applied = apply(&since, &typed);
        assert_eq!(applied.map.links.get("up").map(|up| (**up).clone()), Some(sum(80, "EUR")));
        assert_eq!(applied.conflicts, []);
    }
}
