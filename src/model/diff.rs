//! Differences between maps: how an option comes of two, how it is applied, where it conflicts.

use std::collections::BTreeMap;
use std::fmt;

use super::invariants::{self, Problem};
use super::merge::Meanwhile;
use super::quote::shortened;
use super::{Change, DesignOption, Entry, EntryKind, Id, Map, NodeStatus, Unknown, merge};

mod within;

pub use within::edited;

/// What turns one map into another, in the order of the file. The options of the two are not compared.
pub fn between(base: &Map, other: &Map) -> Vec<Change> {
    let differences = base.differences(other).into_iter();
    differences.map(|(before, after)| Change { before, after, reason: None, unknown: Unknown::new() }).collect()
}

/// A map with an option applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The map, sound, with every change that could be made.
    pub map: Map,
    /// What could not be made, because the map has changed since the option was made.
    pub conflicts: Vec<Conflict>,
}

/// A change that was not made, or not in all its fields. The map keeps what it has; the option keeps what it wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What the option wants.
    pub change: Change,
    /// What the map has now.
    pub now: Option<Entry>,
    /// Why the two do not go together.
    pub clash: Clash,
}

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clash {
    /// Both have changed these fields, each in its own way. The other fields were changed as the option wants.
    Fields(Vec<&'static str>),
    /// The option removes what has been edited since.
    Edited,
    /// The option changes what has been removed since.
    Removed,
    /// The option adds a record with an id that another record has got since.
    Added,
    /// It turns a record into another one, or adds or removes the heading of the map.
    Muddled,
    /// Another change of the option is about the same record, and comes first.
    Twice,
    /// Something would point to a record that is not there.
    Dangling(Box<Problem>),
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.change.subject() {
            Some((kind, Some(id))) => write!(f, "{} \"{}\": {}", kind.word(), shortened(id.as_str()), self.clash),
            _ => write!(f, "the map: {}", self.clash),
        }
    }
}

/// Why, without a word of what it is about.
impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(fields) => write!(
                f,
                "the option and the map have both changed {}; the map's value stays",
                fields.join(", ").replace('_', " ")
            ),
            Self::Edited => write!(f, "the option removes it, and it has been edited since; it stays"),
            Self::Removed => write!(f, "the option changes it, and it has been removed since; it stays away"),
            Self::Added => {
                write!(f, "the option adds it, and another of that id has been added since; that one stays")
            }
            Self::Muddled => {
                write!(f, "the option turns it into something else, which no change can; it stays as it is")
            }
            Self::Twice => write!(f, "the option changes it twice; only the first of the two is made"),
            Self::Dangling(problem) => {
                let (word, id) = (problem.kind.word(), shortened(problem.id.as_str()));
                write!(f, "this change is left out, or for the {word} \"{id}\" it would be that {}", problem.message)
            }
        }
    }
}

/// The map as the option wants it. What has changed in the map since the option was made is kept: changes of different
/// fields of a record go together, and what does not go together is a conflict, never a silent loss.
pub fn apply(map: &Map, option: &DesignOption) -> Applied {
    let places = places(option);
    let mut left_out: BTreeMap<usize, Problem> = BTreeMap::new();
    loop {
        let applied = make(map, option, &places, &left_out);
        let before = left_out.len();
        for problem in invariants::problems_since(map, &applied.map) {
            if let Some(place) = culprit(option, &places, &problem, &left_out) {
                left_out.entry(place).or_insert(problem);
            }
        }
        // Each round leaves out at least one change more, so that there is an end.
        if left_out.len() == before {
            return applied;
        }
    }
}

/// Where the change of each record stands; of what is changed twice, the first.
type Places<'a> = BTreeMap<(EntryKind, Option<&'a Id>), usize>;

fn places(option: &DesignOption) -> Places<'_> {
    let mut places = Places::new();
    for (place, change) in option.changes.iter().enumerate() {
        if let Some(subject) = change.subject() {
            places.entry(subject).or_insert(place);
        }
    }
    places
}

/// The change that makes a map unsound: the one that takes away what is pointed to, or else the one that points.
fn culprit(
    option: &DesignOption,
    places: &Places<'_>,
    problem: &Problem,
    left_out: &BTreeMap<usize, Problem>,
) -> Option<usize> {
    let position = |kind: EntryKind, id: &Id, removal: bool| {
        let place = places.get(&(kind, Some(id))).copied().filter(|place| !left_out.contains_key(place))?;
        (option.changes[place].after.is_none() == removal).then_some(place)
    };
    let taken_away = problem.missing.zip(problem.value.as_ref()).and_then(|(kind, id)| position(kind, id, true));
    taken_away.or_else(|| position(problem.kind, &problem.id, false))
}

/// Makes all changes but those that are left out.
fn make(map: &Map, option: &DesignOption, places: &Places<'_>, left_out: &BTreeMap<usize, Problem>) -> Applied {
    let mut changed = map.clone();
    let mut conflicts = Vec::new();
    for (index, change) in option.changes.iter().enumerate() {
        let Some((kind, id)) = change.subject() else { continue };
        let now = map.entry(kind, id);
        let left_out = left_out.get(&index);
        let (settled, clash) = match left_out {
            Some(problem) => (now.clone(), Some(Clash::Dangling(Box::new(problem.clone())))),
            None if change.is_muddled() => (now.clone(), Some(Clash::Muddled)),
            None if places.get(&(kind, id)) != Some(&index) => {
                conflicts.push(Conflict { change: change.clone(), now, clash: Clash::Twice });
                continue;
            }
            None => settle(change, now.clone()),
        };
        match (&settled, id) {
            (Some(entry), _) => changed.put(entry),
            (None, Some(id)) => changed.take_out(kind, id),
            (None, None) => {}
        }
        if let (None | Some(Clash::Fields(_)), Some(Entry::Node(node))) = (&clash, &settled)
            && adopts(change)
            && node.status == NodeStatus::Proposed
        {
            changed.adopted.insert(node.id.clone());
        }
        if let Some(clash) = clash {
            conflicts.push(Conflict { change: change.clone(), now, clash });
        }
    }
    Applied { map: changed, conflicts }
}

/// Whether a change, once it is made, adopts what is proposed. One that only says why something stays as it is does not.
fn adopts(change: &Change) -> bool {
    change.after.is_some() && change.before != change.after
}

/// What becomes of a record that a change is about.
fn settle(change: &Change, now: Option<Entry>) -> (Option<Entry>, Option<Clash>) {
    let (before, after) = (&change.before, &change.after);
    if now == *before || now == *after {
        return (after.clone(), None);
    }
    // One that changes nothing only says why something stays.
    if before == after {
        return (now, None);
    }
    match (before, after, now) {
        (Some(before), Some(after), Some(now)) => {
            let (entry, clashes) = merge::merge(before, after, &now, Meanwhile::Now);
            let mut fields: Vec<&'static str> = clashes.into_iter().map(|clash| clash.field).collect();
            fields.dedup();
            (Some(entry), (!fields.is_empty()).then_some(Clash::Fields(fields)))
        }
        (_, Some(_), None) => (None, Some(Clash::Removed)),
        (None, Some(_), now) => (now, Some(Clash::Added)),
        (_, None, now) => (now, Some(Clash::Edited)),
    }
}

#[cfg(test)]
mod tests;
