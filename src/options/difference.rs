//! What differs between two maps, in plain English and field by field.

use serde::Serialize;
use std::collections::BTreeSet;

use crate::editing::describe::describe;
use crate::model::diff::between;
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::unknown::fields_of;
use crate::model::words::list;
use crate::model::{Change, DesignOption, Entry, EntryKind, Id, Map, RawJson};

/// One record in which two maps differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differs {
    /// The list that holds the record, such as `nodes`; none for the map itself.
    pub list: Option<&'static str>,
    /// The record.
    pub id: Option<Id>,
    /// What happens to it, as a sentence without a full stop.
    pub sentence: String,
    /// The fields in which it differs, or all of them if it is only in one of the two.
    pub fields: Vec<FieldDiffers>,
    /// What it is.
    #[serde(skip)]
    pub kind: EntryKind,
}

/// One field in which a record differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDiffers {
    /// The field, as files name it.
    pub field: String,
    /// What it was; none where it was not there.
    pub before: Option<RawJson>,
    /// What it is; none where it is not there.
    pub after: Option<RawJson>,
}

/// Everything in which two maps differ, in the order of a file, the options and what is undecided, too.
pub fn differences(before: &Map, after: &Map) -> Vec<Differs> {
    let mut differences = of_changes(before, after, &between(before, after));
    differences.extend(before.options.differences(&after.options).map(|two| {
        let (was, is) = (two.before.map(AsRef::as_ref), two.after.map(AsRef::as_ref));
        of_option(was, is)
    }));
    if before.undecided != after.undecided {
        let (was, is) = (before.undecided.len(), after.undecided.len());
        let sentence = format!("Undecided between two versions: {was} before, {is} after");
        differences.push(Differs {
            list: Some("undecided"),
            id: None,
            sentence,
            fields: Vec::new(),
            kind: EntryKind::Map,
        });
    }
    differences
}

/// Some changes of a map, in their order.
pub(super) fn of_changes(before: &Map, after: &Map, changes: &[Change]) -> Vec<Differs> {
    // A new line is told by the names of bodies that are new, too.
    let mut both = before.clone();
    for node in after.nodes.iter().filter(|node| !before.nodes.contains(node.id.as_str())) {
        both.nodes.put(node.clone());
    }
    let known = changes.iter().filter_map(|change| Some((change, change.entry()?)));
    known.map(|(change, entry)| of_change(before, &both, change, entry)).collect()
}

fn of_change(before: &Map, both: &Map, change: &Change, entry: &Entry) -> Differs {
    let fields = field_differences(change.before.as_ref(), change.after.as_ref());
    let sentence = match (entry.kind(), entry.id()) {
        (kind @ (EntryKind::Node | EntryKind::Link), Some(id)) if change.before == change.after => {
            let link = both.links.get(id.as_str()).filter(|_| kind == EntryKind::Link);
            let what = link.map_or_else(|| both.name(id.as_str()).to_owned(), |link| both.sentence(link));
            shown_at_most(&format!("{what}: it stays as it is"))
        }
        (EntryKind::Node, Some(id)) => edit_sentence(before, change, EntryKind::Node, id),
        (
            kind @ (EntryKind::Link
            | EntryKind::Expectation
            | EntryKind::Position
            | EntryKind::Spots
            | EntryKind::Capture),
            Some(id),
        ) => edit_sentence(both, change, kind, id),
        (kind, id) => {
            let name =
                id.map_or("", |id| if before.contains(kind, id) { before.name(id.as_str()) } else { name_of(entry) });
            let what = if id.is_none() {
                "The map".to_owned()
            } else {
                format!("The {} “{}”", kind.word(), shortened(name))
            };
            told(&what, change.before.is_some(), change.after.is_some(), &fields)
        }
    };
    Differs { list: entry.kind().table(), id: entry.id().cloned(), sentence, fields, kind: entry.kind() }
}

fn edit_sentence(map: &Map, change: &Change, kind: EntryKind, id: &Id) -> String {
    let edit = match &change.after {
        Some(after) => Edit::Put(after.clone()),
        None => Edit::Remove(kind, id.clone()),
    };
    let sentence = describe(map, &[edit]).pop().unwrap_or_default();
    shown_at_most(&sentence)
}

/// A sentence that ends after a few lines, whatever it quotes.
fn shown_at_most(sentence: &str) -> String {
    crate::model::quote::message(sentence).into_owned()
}

fn name_of(entry: &Entry) -> &str {
    match entry {
        Entry::Map(header) => &header.title,
        Entry::Source(source) => &source.title,
        Entry::Theme(theme) => &theme.name,
        Entry::Area(area) => &area.name,
        Entry::Node(node) => &node.name,
        Entry::Total(total) => &total.name,
        Entry::Expectation(expectation) => &expectation.text,
        Entry::Link(link) => link.id.as_str(),
        Entry::Position(position) => position.id.as_str(),
        Entry::Spots(spots) => spots.id.as_str(),
        Entry::View(view) => &view.name,
        Entry::Capture(capture) => &capture.text,
    }
}

fn of_option(was: Option<&DesignOption>, is: Option<&DesignOption>) -> Differs {
    let name = is.or(was).map(super::quoted).unwrap_or_default();
    let of = |option: Option<&DesignOption>| option.map(fields_of).unwrap_or_default();
    let fields = of_fields(&of(was), &of(is));
    let sentence = match (was, is) {
        (Some(was), Some(is)) if was.changes != is.changes || was.stances != is.stances => {
            let changes = |option: &DesignOption| -> BTreeSet<String> {
                option.changes.iter().map(|change| format!("{change:?}")).collect()
            };
            let stances = |option: &DesignOption| option.stances.iter().map(|stance| format!("{stance:?}")).collect();
            let both = [("changes", changes(was), changes(is)), ("stances", stances(was), stances(is))];
            let counted = both.into_iter().filter(|(_, was, is)| was != is).map(|(what, was, is)| {
                let (gone, come) = (was.difference(&is).count(), is.difference(&was).count());
                let is_or_are = |number: usize| if number == 1 { "is" } else { "are" };
                let was_or_were = if gone == 1 { "was" } else { "were" };
                let (come_is, gone_is) = (is_or_are(come), is_or_are(gone));
                format!("{come} of its {what} {come_is} new or other, {gone} {gone_is} gone or {was_or_were} otherwise")
            });
            let counted: Vec<String> = counted.collect();
            let others: Vec<FieldDiffers> =
                fields.iter().filter(|one| !["changes", "stances"].contains(&one.field.as_str())).cloned().collect();
            let rest = if others.is_empty() { String::new() } else { format!("; {}", told("", true, true, &others)) };
            format!("The option {name}: {}{rest}", counted.join("; "))
        }
        _ => told(&format!("The option {name}"), was.is_some(), is.is_some(), &fields),
    };
    Differs {
        list: Some("options"),
        id: is.or(was).map(|option| option.id.clone()),
        sentence,
        fields,
        kind: EntryKind::Option,
    }
}

/// "The theme “Play”: name changes from “Play” to “Playing”".
fn told(what: &str, was: bool, is: bool, fields: &[FieldDiffers]) -> String {
    match (was, is) {
        (false, _) => format!("{what} is new"),
        (_, false) => format!("{what} goes"),
        _ if fields.is_empty() && !what.is_empty() => format!("{what} stays as it is"),
        _ => {
            let value = |value: &Option<RawJson>| value.as_ref().map_or_else(|| "nothing".to_owned(), in_words);
            let one = |one: &FieldDiffers| {
                let field = one.field.replace('_', " ");
                match (list_of(&one.before), list_of(&one.after)) {
                    (Some(old), Some(new)) => format!("{field} {}", elements(&old, &new)),
                    _ => format!("{field} changes from {} to {}", value(&one.before), value(&one.after)),
                }
            };
            let told: Vec<String> = fields.iter().map(one).collect();
            let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
            format!("{what}{}", told.join(", "))
        }
    }
}

/// "gains “a”, loses “b”".
fn elements(old: &[String], new: &[String]) -> String {
    let only = |one: &[String], other: &[String]| {
        let other: BTreeSet<&String> = other.iter().collect();
        one.iter().filter(|element| !other.contains(element)).map(|element| shortened(element).into_owned()).collect()
    };
    let (gains, loses): (Vec<String>, Vec<String>) = (only(new, old), only(old, new));
    let told = [("gains", gains), ("loses", loses)].into_iter().filter(|(_, elements)| !elements.is_empty());
    let told: Vec<String> = told.map(|(verb, elements)| format!("{verb} {}", list(&elements, 5))).collect();
    if told.is_empty() { "stands in another order".to_owned() } else { told.join(" and ") }
}

/// The elements of a list; none of what is no list. What is not there is an empty one, but two of those are none.
fn list_of(value: &Option<RawJson>) -> Option<Vec<String>> {
    let Some(value) = value else { return Some(Vec::new()) };
    let elements: Vec<Box<serde_json::value::RawValue>> = serde_json::from_str(&value.0).ok()?;
    Some(elements.iter().map(|element| in_words(&RawJson(element.get().to_owned()))).collect())
}

fn in_words(value: &RawJson) -> String {
    match serde_json::from_str::<String>(&value.0) {
        Ok(text) => format!("“{}”", shortened(&text)),
        Err(_) => shortened(&value.0).into_owned(),
    }
}

fn field_differences(before: Option<&Entry>, after: Option<&Entry>) -> Vec<FieldDiffers> {
    let of = |entry: Option<&Entry>| entry.map(Entry::fields).unwrap_or_default();
    of_fields(&of(before), &of(after))
}

type Fields = std::collections::BTreeMap<String, RawJson>;

fn of_fields(before: &Fields, after: &Fields) -> Vec<FieldDiffers> {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let differs = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let of = |name: &String| FieldDiffers {
        field: name.clone(),
        before: before.get(name).cloned(),
        after: after.get(name).cloned(),
    };
    differs.map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::model::edit::{Edit, apply};
    use crate::model::{DesignOption, EntryKind, Link, LinkKind, Map, Node, NodeKind, NodeStatus, Theme, Unknown};

    fn theme(name: &str) -> Theme {
        Theme { id: "play".into(), name: name.into(), evidence: Vec::new(), unknown: Unknown::new() }
    }

    #[test]
    fn differences_are_told_in_sentences() {
        let put = [
            Edit::put(theme("Play")),
            Edit::put(Node::new("board", NodeKind::Board, "Board")),
            Edit::put(Node::new("forum", NodeKind::Group, "Forum")),
            Edit::put(Link::new("line", LinkKind::ReportsTo, "forum", "board")),
        ];
        let before = apply(&Map::default(), &put).expect("a sound map");
        let mut board = Node::new("board", NodeKind::Board, "Board");
        board.status = NodeStatus::Ended;
        let edits = [
            Edit::put(theme("Playing")),
            Edit::put(board),
            Edit::put(Node::new("panel", NodeKind::Group, "Panel")),
            Edit::put(Link::new("new-line", LinkKind::ReportsTo, "forum", "panel")),
            Edit::Remove(EntryKind::Link, "line".into()),
        ];
        let mut after = apply(&before, &edits).expect("a sound map");
        let changes = crate::model::diff::between(&before, &after);
        let option = DesignOption { changes, ..DesignOption::new("lean", "Lean") };
        after.options.put(option);
        let told: Vec<String> = differences(&before, &after).into_iter().map(|one| one.sentence).collect();
        let expected = [
            "The theme “Play”: name changes from “Play” to “Playing”",
            "Board: Status changes from active to ended",
            "New group: Panel",
            "The line goes by which Forum reports to Board",
            "New line: Forum reports to Panel",
            "The option “Lean” is new",
        ];
        assert_eq!(told, expected);
        assert!(differences(&after, &after).is_empty());
        let mut without = after.clone();
        without.options.put(DesignOption::new("lean", "Lean"));
        let told: Vec<String> = differences(&after, &without).into_iter().map(|one| one.sentence).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("The option “Lean”: 0 of its changes are new or other, "), "{told:?}");
        let mut less = after.clone();
        let mut option = DesignOption::clone(after.options.get("lean").expect("an option"));
        option.changes.pop();
        less.options.put(option);
        let told: Vec<String> = differences(&less, &after).into_iter().map(|one| one.sentence).collect();
        assert_eq!(told, ["The option “Lean”: 1 of its changes is new or other, 0 are gone or were otherwise"]);
        let back: Vec<String> = differences(&after, &before).into_iter().map(|one| one.sentence).collect();
        assert!(
            back.contains(&"Panel goes".to_owned()) && back.contains(&"The option “Lean” goes".to_owned()),
            "{back:?}"
        );
    }
}
