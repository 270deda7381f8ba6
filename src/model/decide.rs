//! Deciding between two versions that do not go together: in a map that was merged, and in an option whose map has changed
//! since.

use std::collections::BTreeMap;

use super::diff::{Clash, Conflict};
use super::edit::{Edit, removal_of_node};
use super::unknown::{fields_of, parts_of, record_of, text_of};
use super::{Change, DesignOption, Entry, EntryKind, Id, Map, RawJson, Stance, Undecided, merge};

/// Which of the two versions is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Ours; of an option and its map, the map's.
    Ours,
    /// Theirs; of an option and its map, the option's.
    Theirs,
}

/// The edits that put what one side has in its place, so that it is undecided no more. None where the map holds no such
/// place any more; then it can only be left.
pub fn decided(map: &Map, one: &Undecided, side: Side) -> Option<Vec<Edit>> {
    let value = match side {
        Side::Ours => &one.ours,
        Side::Theirs => &one.theirs,
    };
    let kind = one.kind()?;
    let mut edits = match (&one.field, &one.id) {
        (Some(field), _) => vec![with_value(map, kind, one.id.as_ref(), (field, one.part.as_deref()), value.as_ref())?],
        (None, None) => return None,
        (None, Some(id)) => match value {
            Some(value) => vec![put(kind, value)?],
            None if !map.contains(kind, id) => Vec::new(),
            None if kind == EntryKind::Node => removal_of_node(map, id),
            None => vec![Edit::Remove(kind, id.clone())],
        },
    };
    edits.push(Edit::Decide(one.clone()));
    Some(edits)
}

/// What the map has now at such a place; none for nothing.
pub fn now(map: &Map, one: &Undecided) -> Option<RawJson> {
    let (kind, id) = (one.kind()?, one.id.as_ref());
    let option = id.filter(|_| kind == EntryKind::Option).map(|id| map.options.get(id.as_str()));
    let text = match option {
        Some(option) => text_of(option?.as_ref()),
        None => map.entry(kind, id)?.text(),
    };
    let Some(field) = &one.field else { return Some(text) };
    let value = parts_of(&text).remove(field)?;
    match (&one.part, kind, field.as_str()) {
        (None, ..) => Some(value),
        (Some(part), EntryKind::Option, "changes") => {
            let changes = &option??.changes;
            changes.iter().find(|change| part_of_change(change).as_deref() == Some(part)).map(text_of)
        }
        (Some(part), EntryKind::Option, "stances") => option??.stances.get(part).map(|stance| text_of(&**stance)),
        (Some(part), ..) => {
            let mut parts = parts_of(&value);
            parts.remove(part).or_else(|| {
                let (outer, inner) = part.split_once(' ').filter(|_| HAVE_PARTS.contains(&field.as_str()))?;
                if outer == "unknown" { parts.remove(inner) } else { parts_of(parts.get(outer)?).remove(inner) }
            })
        }
    }
}

/// The edit that gives a record another value at one place.
fn with_value(
    map: &Map,
    kind: EntryKind,
    id: Option<&Id>,
    (field, part): (&String, Option<&str>),
    value: Option<&RawJson>,
) -> Option<Edit> {
    if kind == EntryKind::Option {
        let option = map.options.get(id?.as_str())?;
        if let ("changes", Some(part)) = (field.as_str(), part) {
            return with_change(option, part, value);
        }
        if let ("stances", Some(part)) = (field.as_str(), part) {
            return with_stance(option, part, value);
        }
        let mut fields = fields_of(&**option);
        put_at(&mut fields, field, part, value);
        return put(kind, &text_of(&fields));
    }
    let mut fields = map.entry(kind, id)?.fields();
    put_at(&mut fields, field, part, value);
    put(kind, &text_of(&fields))
}

/// The part of an option that a change is: "node board".
fn part_of_change(change: &Change) -> Option<String> {
    change.subject().map(|(kind, id)| match id {
        Some(id) => format!("{} {id}", kind.word()),
        None => kind.word().to_owned(),
    })
}

/// An option with another change of the record that a part names: "node board".
fn with_change(option: &DesignOption, part: &str, value: Option<&RawJson>) -> Option<Edit> {
    let is_meant = |change: &Change| part_of_change(change).as_deref() == Some(part);
    let new: Option<Change> = match value {
        Some(value) => Some(record_of(value)?),
        None => None,
    };
    let mut changes = option.changes.clone();
    match (changes.iter().position(is_meant), new) {
        (Some(place), Some(new)) => changes[place] = new,
        (Some(place), None) => drop(changes.remove(place)),
        (None, new) => changes.extend(new),
    }
    Some(Edit::PutOption(DesignOption { changes, ..option.clone() }))
}

/// An option with another stance on the expectation that a part names.
fn with_stance(option: &DesignOption, part: &str, value: Option<&RawJson>) -> Option<Edit> {
    let mut option = option.clone();
    match value {
        Some(value) => drop(option.stances.put(record_of::<Stance>(value)?)),
        None => drop(option.stances.remove(part)),
    }
    Some(Edit::PutOption(option))
}

/// The edit that puts a record which is written as a file holds it.
fn put(kind: EntryKind, text: &RawJson) -> Option<Edit> {
    if kind == EntryKind::Option {
        return record_of(text).map(Edit::PutOption);
    }
    let entry = RawJson(format!("{{\"{}\":{}}}", format!("{kind:?}").to_lowercase(), text.0));
    record_of(&entry).map(Edit::Put)
}

/// The fields that are of several fields themselves.
const HAVE_PARTS: [&str; 2] = ["settings", "meets"];

/// Puts a value at a field, or at a part of it, or of a part of it: "thresholds keystone.bodies".
fn put_at(fields: &mut BTreeMap<String, RawJson>, field: &str, part: Option<&str>, value: Option<&RawJson>) {
    match part {
        Some(part) => {
            let mut parts = fields.get(field).map(parts_of).unwrap_or_default();
            // Elsewhere parts are called as people like, with blanks in between.
            match part.split_once(' ').filter(|_| HAVE_PARTS.contains(&field)) {
                Some(("unknown", inner)) => put_at(&mut parts, inner, None, value),
                Some((outer, inner)) => put_at(&mut parts, outer, Some(inner), value),
                None => put_at(&mut parts, part, None, value),
            }
            match parts.is_empty() {
                true => drop(fields.remove(field)),
                false => drop(fields.insert(field.to_owned(), text_of(&parts))),
            }
        }
        None => match value {
            Some(value) => drop(fields.insert(field.to_owned(), value.clone())),
            None => drop(fields.remove(field)),
        },
    }
}

/// The option with one of its clashes decided, as a whole or in one field. What is right in the map is no change of the
/// option any more; what is right in the option is a change of what the map has now.
pub fn decided_within(option: &DesignOption, conflict: &Conflict, field: Option<&str>, side: Side) -> DesignOption {
    let Some(place) = option.changes.iter().position(|change| *change == conflict.change) else {
        return option.clone();
    };
    // Of two changes of one record the first is made.
    let place = match conflict.clash {
        Clash::Twice => option.changes.iter().rposition(|change| *change == conflict.change).unwrap_or(place),
        _ => place,
    };
    let old = &option.changes[place];
    let as_now = |after: Option<Entry>| Change { before: conflict.now.clone(), after, ..old.clone() };
    let new = match (&conflict.clash, side, field) {
        (Clash::Fields(_), side, Some(field)) => in_one_field(old, conflict.now.as_ref(), field, side),
        (Clash::Fields(_) | Clash::Edited | Clash::Removed | Clash::Added, Side::Theirs, _) => {
            Some(as_now(old.after.clone()))
        }
        _ => None,
    };
    let mut changes = option.changes.clone();
    match new.filter(|change| change.before != change.after) {
        Some(new) => changes[place] = new,
        None => drop(changes.remove(place)),
    }
    DesignOption { changes, ..option.clone() }
}

fn in_one_field(old: &Change, now: Option<&Entry>, field: &str, side: Side) -> Option<Change> {
    let (before, after, now) = (old.before.as_ref()?, old.after.as_ref()?, now?.fields());
    let alone = [field];
    let decided = merge::together(field).unwrap_or(&alone);
    let with_now = |entry: &Entry| {
        let mut fields = entry.fields();
        decided.iter().for_each(|field| put_at(&mut fields, field, None, now.get(*field)));
        match put(entry.kind(), &text_of(&fields)) {
            Some(Edit::Put(entry)) => Some(entry),
            _ => None,
        }
    };
    let after = match side {
        Side::Ours => with_now(after)?,
        Side::Theirs => after.clone(),
    };
    Some(Change { before: Some(with_now(before)?), after: Some(after), ..old.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::diff::{apply, between};
    use crate::model::{Fulfilment, Link, LinkKind, Meets, Node, NodeKind, NodeStatus, Position, edit, three_way};

    fn made(map: &Map, edits: &[Edit]) -> Map {
        edit::apply(map, edits).expect("edits that fit the map")
    }

    fn board(change: impl FnOnce(&mut Node)) -> Edit {
        let mut board = Node::new("board", NodeKind::Board, "Board");
        change(&mut board);
        Edit::put(board)
    }

    fn base() -> Map {
        made(&Map::default(), &[board(|_| {}), Edit::put(Node::new("group", NodeKind::Group, "Group"))])
    }

    #[test]
    fn a_field_a_part_and_a_removal_are_decided_either_way() {
        let up = Link::new("up", LinkKind::ReportsTo, "group", "board");
        let base = made(&base(), &[Edit::put(up.clone())]);
        let ours = made(
            &base,
            &[
                board(|board| {
                    board.status = NodeStatus::Dormant;
                    board.fields.insert("colour".into(), "red".into());
                }),
                Edit::Remove(EntryKind::Link, "up".into()),
            ],
        );
        let theirs = made(
            &base,
            &[
                board(|board| {
                    board.status = NodeStatus::Ended;
                    board.fields.insert("colour".into(), "blue".into());
                }),
                Edit::put(Link { note: Some("by law".into()), ..up }),
            ],
        );
        let merged = three_way::merge(&base, &ours, &theirs).map;
        assert_eq!(merged.undecided.len(), 3);
        for (side, wanted) in [(Side::Ours, &ours), (Side::Theirs, &theirs)] {
            let mut map = merged.clone();
            for one in merged.undecided.clone() {
                map = made(&map, &decided(&map, &one, side).expect("it is there"));
            }
            assert_eq!(&map, wanted);
        }
    }

    #[test]
    fn what_clashes_in_an_option_is_decided_field_by_field_or_as_a_whole() {
        let base = base();
        let wanted = [board(|board| (board.name, board.status) = ("Wanted".into(), NodeStatus::Ended))];
        let changes = between(&base, &made(&base, &wanted));
        let option = DesignOption { changes, ..DesignOption::new("o", "O") };
        let since = made(&base, &[board(|board| (board.name, board.status) = ("Since".into(), NodeStatus::Dormant))]);
        let conflict = &apply(&since, &option).conflicts[0];
        let half = decided_within(&option, conflict, Some("name"), Side::Theirs);
        let applied = apply(&since, &half);
        assert_eq!(applied.map.name("board"), "Wanted");
        assert_eq!(applied.conflicts.len(), 1, "the status is still to be decided");
        let whole = decided_within(&half, &applied.conflicts[0], Some("status"), Side::Ours);
        let applied = apply(&since, &whole);
        assert_eq!((applied.map.name("board"), applied.conflicts.len()), ("Wanted", 0));
        assert_eq!(applied.map.nodes.get("board").map(|board| board.status), Some(NodeStatus::Dormant));
        let gone = made(&base, &[Edit::Remove(EntryKind::Node, "board".into())]);
        let conflict = &apply(&gone, &option).conflicts[0];
        assert_eq!(decided_within(&option, conflict, None, Side::Ours).changes, []);
        let back = decided_within(&option, conflict, None, Side::Theirs);
        assert_eq!(apply(&gone, &back).map.name("board"), "Wanted");
    }

    #[test]
    fn either_side_of_a_stance_can_be_taken_and_no_other_is_lost() {
        let with = |stances: &[(&str, Fulfilment)]| {
            let mut option = DesignOption::new("lean", "Lean");
            stances.iter().for_each(|(id, stance)| drop(option.stances.put(Stance::new(*id, *stance))));
            made(&base(), &[Edit::PutOption(option)])
        };
        let (met, partly, not) = (Fulfilment::Met, Fulfilment::Partly, Fulfilment::Not);
        let before = with(&[("a", not), ("b", not), ("c", not), ("d", met)]);
        let ours = with(&[("a", met), ("b", met), ("d", met), ("new", met), ("ours", not)]);
        let theirs = with(&[("a", partly), ("c", partly), ("d", not), ("new", partly)]);
        let merged = three_way::merge(&before, &ours, &theirs).map;
        let places: Vec<_> = merged.undecided.iter().filter_map(|one| one.part.as_deref()).collect();
        assert_eq!(places, ["a", "b", "c", "new"]);
        let wanted = [
            (Side::Ours, with(&[("a", met), ("b", met), ("d", not), ("new", met), ("ours", not)])),
            (Side::Theirs, with(&[("a", partly), ("c", partly), ("d", not), ("new", partly), ("ours", not)])),
        ];
        for (side, wanted) in wanted {
            let decide = |map: Map, one: &Undecided| made(&map, &decided(&map, one, side).expect("it is there"));
            assert_eq!(merged.undecided.iter().fold(merged.clone(), decide), wanted);
            assert_eq!(merged.undecided.iter().rev().fold(merged.clone(), decide), wanted);
        }
    }

    #[test]
    fn parts_of_parts_are_decided_where_nothing_was_before_and_names_may_have_blanks() {
        let with = |number: u32, text: &str| {
            let mut header = base().header();
            header.settings.thresholds.insert("keystone.bodies".into(), number.into());
            header.settings.unknown.insert("of later".into(), RawJson(format!("\"{text}\"")));
            header.unknown.insert("number".into(), RawJson("1e999".into()));
            let board = board(|board| {
                board.meets = Some(Meets { times_a_year: Some(number.into()), ..Meets::default() });
                board.fields.insert("colour".into(), "red".into());
                board.fields.insert("colour of roof".into(), text.into());
                board.unknown.insert("of later".into(), RawJson("{\"a\": [1, \"12\"]}".into()));
            });
            made(&base(), &[Edit::put(header), board])
        };
        let colour = [board(|board| drop(board.fields.insert("colour".into(), "red".into())))];
        let [ours, theirs] = [with(3, "ours"), with(4, "theirs")];
        let merged = three_way::merge(&made(&base(), &colour), &ours, &theirs).map;
        assert_eq!(merged.undecided.len(), 4, "{:?}", merged.undecided);
        for (side, wanted) in [(Side::Ours, ours), (Side::Theirs, theirs)] {
            let decide = |map: Map, one: &Undecided| made(&map, &decided(&map, one, side).expect("it is there"));
            assert_eq!(merged.undecided.iter().fold(merged.clone(), decide), wanted);
        }
    }

    #[test]
    fn what_is_one_value_is_decided_as_one() {
        let placed = |x: i32, y: i32| [Edit::put(Position { id: "board".into(), x, y, unknown: Default::default() })];
        let base = made(&base(), &placed(0, 0));
        let option =
            DesignOption { changes: between(&base, &made(&base, &placed(9, 0))), ..DesignOption::new("o", "O") };
        let since = made(&base, &placed(0, 7));
        let conflict = &apply(&since, &option).conflicts[0];
        assert_eq!(conflict.clash, Clash::Fields(vec!["x", "y"]));
        for (field, side, wanted) in [
            ("x", Side::Theirs, (9, 0)),
            ("y", Side::Theirs, (9, 0)),
            ("x", Side::Ours, (0, 7)),
            ("y", Side::Ours, (0, 7)),
        ] {
            let applied = apply(&since, &decided_within(&option, conflict, Some(field), side));
            let place = applied.map.placement.get("board").map(|place| (place.x, place.y));
            assert_eq!((place, applied.conflicts.len()), (Some(wanted), 0), "{field} {side:?}");
        }
    }
}
