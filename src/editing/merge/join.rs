//! One record from two: what is taken from which, and what is left over and written down.

use std::collections::{BTreeMap, BTreeSet};

use super::Conflict;
use crate::editing::fields::{Field, LINK, field};
use crate::editing::phrases;
use crate::model::{Evidence, Link, LinkStatus, Map, Node, Unknown};

/// A field that holds one value, and how a record takes it from another.
type Taking<R> = (&'static str, fn(&mut R, &R));

macro_rules! taking {
    ($($field:ident)*) => {
        [$((stringify!($field), |kept, other| kept.$field.clone_from(&other.$field))),*]
    };
}

const OF_NODE: [Taking<Node>; 18] = taking!(
    name kind strand_kind status status_note statutory accountable_body quorum area sector tier size holders size_questioned resourcing since until
    cycle
);
const OF_MEETINGS: [Taking<Node>; 2] = [
    ("meets.times_a_year", |kept, other| {
        kept.meets.get_or_insert_default().times_a_year = other.meets.as_ref().and_then(|meets| meets.times_a_year);
    }),
    ("meets.hours", |kept, other| {
        kept.meets.get_or_insert_default().hours = other.meets.as_ref().and_then(|meets| meets.hours);
    }),
];
const OF_LINK: [Taking<Link>; 12] =
    taking!(seats role voting on_behalf_of joint required amount currency period arrangement since until);

/// The node that two make, and where they differ.
pub(super) fn nodes(
    map: &Map,
    kept: &Node,
    other: &Node,
    take_other: &BTreeSet<&'static str>,
) -> (Node, Vec<Conflict>) {
    let mut node = kept.clone();
    let (mut left_of_kept, mut left_of_other, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut conflicts = Vec::new();
    for (name, take) in OF_NODE.into_iter().chain(OF_MEETINGS) {
        let Some(field) = field::<Node>(name) else { continue };
        let (ours, theirs) = (field.read(kept, map), field.read(other, map));
        // The note on a status goes with the status that it is about.
        let follows_status = name == "status_note" && kept.status != other.status;
        let is_conflict = !follows_status && !ours.is_empty() && !theirs.is_empty() && ours != theirs;
        if is_conflict {
            let (kept, other) = (ours.clone(), theirs.clone());
            conflicts.push(Conflict { field: name, label: field.label, kept, other });
        }
        let takes = if follows_status {
            take_other.contains("status")
        } else {
            !theirs.is_empty() && (ours.is_empty() || take_other.contains(name))
        };
        if takes {
            take(&mut node, other);
        }
        let (left, all_left) = if takes { (&ours, &mut left_of_kept) } else { (&theirs, &mut left_of_other) };
        if left.is_empty() || ours == theirs {
            continue;
        }
        match name {
            "name" => names.push(left.clone()),
            _ => all_left.push(in_words(field, left)),
        }
    }
    if let Some(meets) = &other.meets
        && !meets.unknown.is_empty()
    {
        add_unknown(&mut node.meets.get_or_insert_default().unknown, &meets.unknown, &mut left_of_other);
    }
    node.themes.extend(other.themes.iter().cloned());
    node.merged.extend(other.merged.iter().chain([&other.id]).cloned());
    node.aliases.extend(other.aliases.iter().cloned());
    node.tags.extend(other.tags.iter().cloned());
    add_all(&mut node.fields, &other.fields, &mut left_of_other, |text| text.clone());
    add_unknown(&mut node.unknown, &other.unknown, &mut left_of_other);
    add_evidence(&mut node.evidence, &other.evidence);
    node.remit = paragraphs(&kept.remit, &other.remit);
    node.powers = paragraphs(&kept.powers, &other.powers);
    node.notes = paragraphs(&kept.notes, &other.notes);
    node.aliases.extend(names);
    node.aliases.remove(&node.name);
    for (left, whose) in [(left_of_kept, kept), (left_of_other, other)] {
        if !left.is_empty() {
            note(&mut node.notes, &format!("Also: {} (from {})", left.join(", "), phrases::called(whose)));
        }
    }
    (node, conflicts)
}

/// The link that two between the same nodes make. It has the firmer of the two statuses; in other fields the first one is
/// right, and what the second one says goes into the note.
pub(in crate::editing) fn links(map: &Map, kept: &Link, other: &Link) -> Link {
    let mut link = kept.clone();
    let mut left = Vec::new();
    if kept.status != other.status {
        link.status = kept.status.min(other.status);
        left.push(kept.status.max(other.status).word().to_owned());
    }
    for (name, take) in OF_LINK {
        let Some(field) = field::<Link>(name) else { continue };
        let (ours, theirs) = (field.read(kept, map), field.read(other, map));
        if ours.is_empty() {
            take(&mut link, other);
        } else if !theirs.is_empty() && ours != theirs {
            left.push(in_words(field, &theirs));
        }
    }
    link.totals.extend(other.totals.iter().cloned());
    add_periods(&mut link, other);
    add_unknown(&mut link.unknown, &other.unknown, &mut left);
    add_evidence(&mut link.evidence, &other.evidence);
    link.note = paragraphs(&kept.note, &other.note);
    if !left.is_empty() {
        note(&mut link.note, &format!("Also: {}", left.join(", ")));
    }
    link
}

/// A link in words, with everything that it says: "Group reports to Board (lapsed, since 2008)".
pub(super) fn in_full(map: &Map, link: &Link) -> String {
    let is_told_anyway = |field: &&Field<Link>| match field.name {
        "from" | "kind" | "to" => true,
        "status" => link.status == LinkStatus::Active,
        _ => false,
    };
    let fields = LINK.iter().filter(|field| !is_told_anyway(field)).map(|field| (field, field.read(link, map)));
    let mut said: Vec<String> =
        fields.filter(|(_, text)| !text.is_empty()).map(|(field, text)| in_words(field, &text)).collect();
    said.extend(link.unknown.iter().map(|(name, value)| format!("{name} {}", value.0)));
    let words = phrases::line(map, link);
    if said.is_empty() { words } else { format!("{words} ({})", said.join(", ")) }
}

/// A seat that was held at several times was held at each of them.
fn add_periods(link: &mut Link, other: &Link) {
    for one in &other.periods {
        if !link.periods.contains(one) {
            link.periods.push(one.clone());
        }
    }
}

/// Adds what is not there yet.
pub(super) fn add_evidence(kept: &mut Vec<Evidence>, other: &[Evidence]) {
    for one in other {
        if !kept.contains(one) {
            kept.push(one.clone());
        }
    }
}

/// Adds a line to notes.
pub(super) fn note(notes: &mut Option<String>, line: &str) {
    match notes {
        Some(notes) if !notes.trim().is_empty() => *notes = format!("{}\n{line}", notes.trim_end()),
        _ => *notes = Some(line.to_owned()),
    }
}

fn add_unknown(kept: &mut Unknown, other: &Unknown, left: &mut Vec<String>) {
    add_all(kept, other, left, |value| value.0.clone());
}

fn add_all<V: Clone + PartialEq>(
    kept: &mut BTreeMap<String, V>,
    other: &BTreeMap<String, V>,
    left: &mut Vec<String>,
    text: impl Fn(&V) -> String,
) {
    for (name, value) in other {
        let there = kept.entry(name.clone()).or_insert_with(|| value.clone());
        if there != value {
            left.push(format!("{name} {}", on_one_line(&text(value))));
        }
    }
}

/// The texts of both, one below the other, unless the one says what the other says.
fn paragraphs(kept: &Option<String>, other: &Option<String>) -> Option<String> {
    match (kept, other) {
        (Some(kept), Some(other)) if !kept.contains(other.as_str()) => {
            let is_part = other.contains(kept.as_str());
            Some(if is_part { other.clone() } else { format!("{}\n\n{other}", kept.trim_end()) })
        }
        (Some(kept), _) => Some(kept.clone()),
        (None, other) => other.clone(),
    }
}

/// A field as part of a note: "sector health".
fn in_words<R>(field: &Field<R>, text: &str) -> String {
    format!("{} {}", field.label.to_lowercase(), on_one_line(text))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
