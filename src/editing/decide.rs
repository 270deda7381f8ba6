//! Deciding what two have changed differently: in a map that was merged, and in an option whose map has changed since.

use serde_json::Value;

use super::{Outcome, Refusal, Step, describe, fields};
use crate::model::diff::{Clash, Conflict};
use crate::model::edit::{self, Edit};
use crate::model::quote::shortened;
use crate::model::words::{capitalised, lower_first};
use crate::model::{Change, DesignOption, Entry, EntryKind, Id, Map, RawJson, Stance, Undecided, decide};

pub use crate::model::decide::Side;

/// The step that takes what one side has, at one place of a merged map.
///
/// # Errors
/// When the place is not there any more.
pub fn undecided(map: &Map, one: &Undecided, side: Side) -> Outcome {
    let label = format!("decide on {}", subject(map, one.kind(), one.id.as_ref()));
    match decide::decided(map, one, side) {
        Some(edits) => Ok(Step { label, edits, chosen: Vec::new() }),
        None => Refusal::because("what it was about is not on the map any more; leave it as it is"),
    }
}

/// The step that takes what one side has, wherever a merged map is undecided.
///
/// # Errors
/// When nothing of it can be decided any more.
pub fn all(map: &Map, side: Side) -> Outcome {
    // The list itself is not needed on the way, and would be gone through for each of its places.
    let (mut decided, mut edits) = (Map { undecided: Vec::new(), ..map.clone() }, Vec::new());
    for one in &map.undecided {
        // Of what one needs and another removes, the map stays sound: what cannot be is left to be decided by itself.
        let Some(some) = decide::decided(&decided, one, side) else { continue };
        if let Ok(next) = edit::apply(&decided, &some) {
            decided = next;
            edits.extend(some);
        }
    }
    let whose = if side == Side::Ours { "ours" } else { "theirs" };
    match edits.is_empty() {
        true => Refusal::because("none of it can be decided at once; decide them one by one"),
        false => Ok(Step { label: format!("take {whose} wherever the two differ"), edits, chosen: Vec::new() }),
    }
}

/// The step that leaves a place of a merged map as it is now.
pub fn leave(map: &Map, one: &Undecided) -> Step {
    let label = format!("leave {} as it is", subject(map, one.kind(), one.id.as_ref()));
    Step { label, edits: vec![Edit::Decide(one.clone())], chosen: Vec::new() }
}

/// The step that decides between an option and its map, in one field or as a whole.
///
/// # Errors
/// When there is no such option.
pub fn clash(map: &Map, option: &Id, conflict: &Conflict, field: Option<&str>, side: Side) -> Outcome {
    let Some(known) = map.options.get(option.as_str()) else {
        return Refusal::because("that option is not there any more; choose another");
    };
    let (kind, id) = conflict.change.subject().unzip();
    let label = format!("decide on {}", subject(&named(map, known), kind, id.flatten()));
    let edits = vec![Edit::PutOption(decide::decided_within(known, conflict, field, side))];
    Ok(Step { label, edits, chosen: Vec::new() })
}

/// A map with whatever only an option of it knows by name, or has gone from the map since.
pub fn named(map: &Map, option: &DesignOption) -> Map {
    let mut named = map.clone();
    for entry in option.changes.iter().flat_map(|change| [&change.after, &change.before]).flatten() {
        if entry.id().is_none_or(|id| named.contains(entry.kind(), id)) {
            continue;
        }
        match entry {
            Entry::Source(source) => drop(named.sources.put(source.clone())),
            Entry::Theme(theme) => drop(named.themes.put(theme.clone())),
            Entry::Area(area) => drop(named.areas.put(area.clone())),
            Entry::Node(node) => drop(named.nodes.put(node.clone())),
            Entry::Total(total) => drop(named.totals.put(total.clone())),
            Entry::Expectation(expectation) => drop(named.expectations.put(expectation.clone())),
            Entry::Link(link) => drop(named.links.put(link.clone())),
            Entry::Map(_) | Entry::Position(_) | Entry::Spots(_) | Entry::View(_) | Entry::Capture(_) => {}
        }
    }
    named
}

/// What something is about, by name where it has one: "Town Board", "the line: A reports to B", "the map".
pub fn subject(map: &Map, kind: Option<EntryKind>, id: Option<&Id>) -> String {
    let (Some(kind), Some(id)) = (kind, id) else { return "the map".to_owned() };
    match (kind, map.links.get(id.as_str())) {
        (EntryKind::Link, Some(link)) if [&link.from, &link.to].iter().any(|end| !map.nodes.contains(end.as_str())) => {
            "a line of a card that is gone".to_owned()
        }
        (EntryKind::Link, Some(link)) => format!("the line: {}", map.sentence(link)),
        (EntryKind::Position | EntryKind::Spots, _) if map.nodes.contains(id.as_str()) => {
            format!("the place of {}", map.name(id.as_str()))
        }
        _ if !map.contains(kind, id) => match kind {
            EntryKind::Node | EntryKind::Position | EntryKind::Spots => "a card that is gone".to_owned(),
            EntryKind::Link => "a line that is gone".to_owned(),
            kind => format!("the {} that is gone", kind.word()),
        },
        (EntryKind::Node, _) => map.name(id.as_str()).to_owned(),
        (EntryKind::Option, _) => {
            let option = map.options.get(id.as_str());
            format!("the option {}", option.map(|option| shortened(&option.name)).unwrap_or_default())
        }
        (EntryKind::Expectation, _) => {
            let expectation = map.expectations.get(id.as_str());
            format!("the expectation: {}", expectation.map(|one| map.expects(one)).unwrap_or_default())
        }
        _ => format!("the {} {}", kind.word(), shortened(&fields::name(map, kind, id))),
    }
}

/// Why a change of an option is not made, as a sentence without a full stop: "Town Board: the option removes it, and it has
/// been edited since; it stays". Names are those of [`named`].
pub fn sentence(named: &Map, conflict: &Conflict) -> String {
    let (kind, id) = conflict.change.subject().unzip();
    format!("{}: {}", capitalised(&subject(named, kind, id.flatten())), why(named, &conflict.clash))
}

fn why(named: &Map, clash: &Clash) -> String {
    let Clash::Dangling(problem) = clash else { return clash.to_string() };
    let of = |kind, id| subject(named, Some(kind), Some(id));
    let whose = of(problem.kind, &problem.id);
    match problem.missing.zip(problem.value.as_ref()) {
        Some((kind, id)) => {
            format!("this change is left out, or {} would not be there, which is needed for {whose}", of(kind, id))
        }
        None => format!("this change is left out, or it would be that {}: {whose}", problem.message),
    }
}

/// What people call a field of a record that an option and its map have both changed, and what stands in it.
pub fn field_of_clash(named: &Map, entry: Option<&Entry>, field: &str) -> (String, String) {
    let value = || entry.and_then(|entry| entry.fields().remove(field));
    match entry.and_then(|entry| describe::field(named, entry, field)) {
        Some((label, text)) => (lower_first(label), text),
        None => (field.replace('_', " "), value().map(|value| in_words(named, &value)).unwrap_or_default()),
    }
}

/// Where the two versions of a merged map differ: what it is about, and which field of it.
pub fn place(map: &Map, one: &Undecided) -> String {
    let about = capitalised(&subject(map, one.kind(), one.id.as_ref()));
    let Some(field) = &one.field else { return about };
    match (one.kind(), field.as_str(), &one.part) {
        (Some(EntryKind::Option), "changes", Some(part)) => {
            let (word, id) = part.split_once(' ').unwrap_or((part, ""));
            let kind = EntryKind::ALL.iter().copied().find(|kind| kind.word() == word);
            let id = Id::from(id);
            format!(
                "{about}: what it changes of {}",
                subject(map, kind, Some(&id).filter(|id| !id.as_str().is_empty()))
            )
        }
        (Some(EntryKind::Option), "stances", Some(part)) => {
            format!("{about}: how it stands to “{}”", shortened(map.name(part)))
        }
        (kind, _, part) => {
            let name = name_of_field(one, field);
            let entry = kind.and_then(|kind| map.entry(kind, one.id.as_ref()));
            let label =
                entry.and_then(|entry| describe::field(map, &entry, &name)).map(|(label, _)| lower_first(label));
            let plain = || match part {
                Some(part) => format!("{}, {}", field.replace('_', " "), shortened(map.name(part))),
                None => field.replace('_', " "),
            };
            format!("{about}: {}", label.unwrap_or_else(plain))
        }
    }
}

/// What one side has at a place where two versions of a merged map differ, as people read it; empty for nothing.
pub fn value(map: &Map, one: &Undecided, side: Side) -> String {
    let (ours, theirs) = (one.ours.as_ref(), one.theirs.as_ref());
    let value = if side == Side::Ours { ours } else { theirs };
    let (Some(field), Some(value)) = (&one.field, value) else {
        return match value {
            None if one.field.is_none() => "gone".to_owned(),
            None => String::new(),
            Some(_) if ours.is_none() || theirs.is_none() => "stays".to_owned(),
            Some(value) => in_words(map, value),
        };
    };
    if one.kind() == Some(EntryKind::Option) && one.part.is_some() {
        return of_option(map, field, value).unwrap_or_else(|| in_words(map, value));
    }
    let told = || match decide::decided(map, one, side)?.first()? {
        Edit::Put(entry) => describe::field(map, entry, &name_of_field(one, field)),
        _ => None,
    };
    told().map_or_else(|| in_words(map, value), |(_, text)| text)
}

/// What the map has now at a place where two versions of it differ, as people read it; empty for nothing.
pub fn now(map: &Map, one: &Undecided) -> String {
    value(map, &Undecided { ours: decide::now(map, one), ..one.clone() }, Side::Ours)
}

/// The name of a field with its part, as the tables of fields have it.
fn name_of_field(one: &Undecided, field: &str) -> String {
    one.part.as_ref().map_or_else(|| field.to_owned(), |part| format!("{field}.{part}"))
}

/// A change or a stance of an option in words.
fn of_option(map: &Map, field: &str, value: &RawJson) -> Option<String> {
    let with_reason = |what: String, reason: Option<String>| match reason {
        Some(reason) => format!("{what} ({reason})"),
        None => what,
    };
    if field == "stances" {
        let stance: Stance = serde_json::from_str(&value.0).ok()?;
        return Some(with_reason(stance.stance.word().to_owned(), stance.reason));
    }
    let change: Change = serde_json::from_str(&value.0).ok()?;
    let edit = match (change.after, change.before) {
        (Some(after), _) => Edit::Put(after),
        (None, before) => before.and_then(|before| Some(Edit::Remove(before.kind(), before.id()?.clone())))?,
    };
    Some(with_reason(describe::describe(map, &[edit]).pop()?, change.reason))
}

/// A value of a file as people read it: lists with "; " between, and records by their names.
fn in_words(map: &Map, RawJson(text): &RawJson) -> String {
    fn told(map: &Map, value: &Value, is_within: bool) -> String {
        match value {
            Value::Null => "nothing".to_owned(),
            Value::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) if is_within => map.name(text).to_owned(),
            Value::String(text) => text.clone(),
            Value::Array(all) => all.iter().map(|one| told(map, one, true)).collect::<Vec<_>>().join("; "),
            Value::Object(fields) => {
                let fields = fields.iter().filter(|(name, _)| *name != "id");
                let told = fields.map(|(name, value)| format!("{} {}", name.replace('_', " "), told(map, value, true)));
                told.collect::<Vec<_>>().join(", ")
            }
        }
    }
    serde_json::from_str(text).map_or_else(|_| text.clone(), |value| told(map, &value, false))
}

#[cfg(test)]
mod tests {
    use super::super::test_map::map;
    use super::*;
    use crate::model::diff::{apply, between};
    use crate::model::{LinkKind, LinkStatus, NodeStatus};

    #[test]
    fn what_is_not_made_of_an_option_is_told_by_names() {
        let before = map("board Town Board, group Youth Forum", "Youth Forum reports_to Town Board");
        let gone = edit::apply(&before, &edit::removal_of_node(&before, &"youth-forum".into())).expect("a sound map");
        let option = DesignOption { changes: between(&before, &gone), ..DesignOption::new("lean", "Lean") };
        let line = crate::model::Link::new("informed", LinkKind::Informs, "town-board", "youth-forum");
        let since = edit::apply(&before, &[Edit::put(line)]).expect("a sound map");
        let told = |map: &Map, option: &DesignOption| {
            let named = named(map, option);
            let conflicts = apply(map, option).conflicts;
            conflicts.iter().map(|conflict| sentence(&named, conflict)).collect::<Vec<String>>()
        };
        let why = "Youth Forum: this change is left out, or Youth Forum would not be there, which is needed for the line: \
                   Town Board informs Youth Forum";
        assert_eq!(told(&since, &option), [why]);
        // What has gone from the map is known by its name in the option.
        let mut lapsed = before.links.get("youth-forum-reports-to-town-board").expect("a line").as_ref().clone();
        lapsed.status = LinkStatus::Lapsed;
        let after = edit::apply(&before, &[Edit::put(lapsed)]).expect("a sound map");
        let option = DesignOption { changes: between(&before, &after), ..DesignOption::new("lean", "Lean") };
        let why = "A line of a card that is gone: the option changes it, and it has been removed since; it stays away";
        assert_eq!(told(&gone, &option), [why]);
    }

    #[test]
    fn all_is_decided_at_once_for_either_side_as_one_step() {
        let base = map("board Board, group Forum", "Forum reports_to Board");
        let with = |name: &str, status: NodeStatus| {
            let mut board = base.nodes.get("board").expect("a card").as_ref().clone();
            (board.name, board.status) = (name.to_owned(), status);
            edit::apply(&base, &[Edit::put(board)]).expect("a sound map")
        };
        let (ours, theirs) = (with("Cabinet", NodeStatus::Dormant), with("Executive", NodeStatus::Ended));
        let merged = crate::model::three_way::merge(&base, &ours, &theirs).map;
        assert_eq!(merged.undecided.len(), 2);
        for (side, wanted) in [(Side::Ours, &ours), (Side::Theirs, &theirs)] {
            let step = all(&merged, side).expect("a step");
            assert_eq!(edit::apply(&merged, &step.edits).as_ref(), Ok(wanted));
        }
        assert!(all(&base, Side::Ours).is_err());
    }

    #[test]
    fn values_are_told_as_people_write_them() {
        let map = map("board Town Board, group Youth Forum", "Youth Forum reports_to Town Board");
        let raw = |text: &str| Some(RawJson(text.to_owned()));
        let one = |list: &str, id: &str, field: Option<&str>, values: [&str; 2]| Undecided {
            list: Some(list.to_owned()),
            id: Some(id.into()),
            field: field.map(str::to_owned),
            ours: raw(values[0]),
            theirs: raw(values[1]),
            ..Undecided::default()
        };
        let told = |one: &Undecided| [place(&map, one), value(&map, one, Side::Ours), value(&map, one, Side::Theirs)];
        let status = one("nodes", "town-board", Some("status"), ["\"dormant\"", "\"ended\""]);
        assert_eq!(told(&status), ["Town Board: status", NodeStatus::Dormant.word(), "ended"]);
        assert_eq!(now(&map, &status), "active", "which is neither of the two");
        let tags = one("nodes", "town-board", Some("tags"), [r#"["a_b","c"]"#, "[]"]);
        assert_eq!(told(&tags), ["Town Board: tags", "a_b; c", ""]);
        let line = "youth-forum-reports-to-town-board";
        let to = one("links", line, Some("to"), ["\"town-board\"", "\"youth-forum\""]);
        let place = "The line: Youth Forum reports to Town Board: to";
        assert_eq!(told(&to)[..2], [place.to_owned(), "Town Board".to_owned()]);
        let places = one("placement", "town-board", None, [r#"{"id":"town-board","x":1,"y":2}"#, r#"{"x":3,"y":4}"#]);
        assert_eq!(told(&places), ["The place of Town Board", "x 1, y 2", "x 3, y 4"]);
    }
}
