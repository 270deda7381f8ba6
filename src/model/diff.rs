//! Differences between maps: how an option comes of two, how it is applied, where it conflicts.

use std::fmt;

use super::invariants::{self, Problem};
use super::quote::shortened;
use super::{Change, DesignOption, Entry, EntryKind, Id, Map, NodeStatus, Unknown, merge};

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
    /// Something would point to a record that is not there.
    Dangling(Box<Problem>),
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.change.subject() {
            Some((kind, Some(id))) => write!(f, "{} \"{}\": ", kind.word(), shortened(id.as_str()))?,
            _ => write!(f, "the map: ")?,
        }
        match &self.clash {
            Clash::Fields(fields) => write!(
                f,
                "the option and the map have both changed {}; the map's value stays",
                fields.join(", ").replace('_', " ")
            ),
            Clash::Edited => write!(f, "the option removes it, and it has been edited since; it stays"),
            Clash::Removed => write!(f, "the option changes it, and it has been removed since; it stays away"),
            Clash::Added => {
                write!(f, "the option adds it, and another of that id has been added since; that one stays")
            }
            Clash::Dangling(problem) => {
                let (word, id) = (problem.kind.word(), shortened(problem.id.as_str()));
                write!(f, "this change is left out, or for the {word} \"{id}\" it would be that {}", problem.message)
            }
        }
    }
}

/// The map as the option wants it. What has changed in the map since the option was made is kept: changes of different
/// fields of a record go together, and what does not go together is a conflict, never a silent loss.
pub fn apply(map: &Map, option: &DesignOption) -> Applied {
    let mut left_out: Vec<(usize, Problem)> = Vec::new();
    loop {
        let applied = make(map, option, &left_out);
        let culprits = invariants::problems(&applied.map).into_iter().filter_map(|problem| {
            let index = culprit(option, &problem, &left_out)?;
            Some((index, problem))
        });
        let before = left_out.len();
        for (index, problem) in culprits.collect::<Vec<_>>() {
            if left_out.iter().all(|(other, _)| *other != index) {
                left_out.push((index, problem));
            }
        }
        // Each round leaves out at least one change more, so that there is an end.
        if left_out.len() == before {
            return applied;
        }
    }
}

/// The change that makes a map unsound: the one that takes away what is pointed to, or else the one that points.
fn culprit(option: &DesignOption, problem: &Problem, left_out: &[(usize, Problem)]) -> Option<usize> {
    let made = |index: &usize| left_out.iter().all(|(other, _)| other != index);
    let position = |kind: EntryKind, id: &Id, removal: bool| {
        let mut changes = option.changes.iter().enumerate().filter(|(index, _)| made(index));
        let wanted = |change: &Change| change.after.is_none() == removal && change.subject() == Some((kind, Some(id)));
        changes.find(|(_, change)| wanted(change)).map(|(index, _)| index)
    };
    let taken_away = problem.missing.zip(problem.value.as_ref()).and_then(|(kind, id)| position(kind, id, true));
    taken_away.or_else(|| position(problem.kind, &problem.id, false))
}

/// Makes all changes but those that are left out.
fn make(map: &Map, option: &DesignOption, left_out: &[(usize, Problem)]) -> Applied {
    let mut changed = map.clone();
    let mut conflicts = Vec::new();
    for (index, change) in option.changes.iter().enumerate() {
        let Some((kind, id)) = change.subject() else { continue };
        let now = map.entry(kind, id);
        let left_out = left_out.iter().find(|(other, _)| *other == index);
        let (settled, clash) = match left_out {
            Some((_, problem)) => (now.clone(), Some(Clash::Dangling(Box::new(problem.clone())))),
            None => settle(change, now.clone()),
        };
        match (&settled, id) {
            (Some(entry), _) => changed.put(entry),
            (None, Some(id)) => changed.take_out(kind, id),
            (None, None) => {}
        }
        if let (None, Some(Entry::Node(node))) = (left_out, &settled)
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

/// What becomes of a record that a change is about.
fn settle(change: &Change, now: Option<Entry>) -> (Option<Entry>, Option<Clash>) {
    let (before, after) = (&change.before, &change.after);
    if now == *before || now == *after {
        return (after.clone(), None);
    }
    match (before, after, now) {
        (Some(before), Some(after), Some(now)) => {
            let (entry, fields) = merge::merge(before, after, &now);
            (Some(entry), (!fields.is_empty()).then_some(Clash::Fields(fields)))
        }
        (_, Some(_), None) => (None, Some(Clash::Removed)),
        (None, Some(_), now) => (now, Some(Clash::Added)),
        (_, None, now) => (now, Some(Clash::Edited)),
    }
}

#[cfg(test)]
mod tests;
