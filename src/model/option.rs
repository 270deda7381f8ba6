//! Options: redesigns of a map, each held as its difference from it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::quote::shortened;
use super::{Entry, EntryKind, Id, Record, Stance, Table, Unknown};

/// An option: a named redesign, held as its difference from the map that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DesignOption {
    /// Names the option for ever.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What it changes, once for each record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// How it stands to what partners expect, once for each expectation.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub stances: Table<Stance>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl DesignOption {
    /// An option that changes nothing yet.
    pub fn new(id: impl Into<Id>, name: impl Into<String>) -> Self {
        let (id, name) = (id.into(), name.into());
        Self { id, name, summary: None, changes: Vec::new(), stances: Table::default(), unknown: Unknown::new() }
    }

    /// What is wrong with its changes, whatever the map; a sentence each, without a full stop. Such a change is not made,
    /// and stays in the option.
    pub fn faults(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut faults = Vec::new();
        for change in &self.changes {
            let Some((kind, id)) = change.subject() else {
                faults.push("a change says neither what was before nor what is after".to_owned());
                continue;
            };
            let name = id.map_or_else(
                || "the map".to_owned(),
                |id| format!("the {} \"{}\"", kind.word(), shortened(id.as_str())),
            );
            if change.is_muddled() {
                faults.push(match kind {
                    EntryKind::Map => "a change adds, removes or replaces the heading of the map".to_owned(),
                    _ => format!("a change turns {name} into another record, or another record into it"),
                });
            } else if !seen.insert((kind, id)) {
                faults.push(format!("{name} is changed twice, and only the first of the two is made"));
            }
        }
        faults
    }

    /// Gives the changes of these records their reasons; an empty one takes the reason away. Whether any was given another.
    pub fn explain(&mut self, reasons: &[(EntryKind, Id, String)]) -> bool {
        let of: BTreeMap<(EntryKind, &Id), &str> =
            reasons.iter().map(|(kind, id, reason)| ((*kind, id), reason.trim())).collect();
        let mut has_changed = false;
        for change in &mut self.changes {
            let reason = match change.subject() {
                Some((kind, Some(id))) => of.get(&(kind, id)).copied(),
                _ => None,
            };
            let Some(reason) = reason else { continue };
            let reason = (!reason.is_empty()).then(|| reason.to_owned());
            has_changed |= change.reason != reason;
            change.reason = reason;
        }
        has_changed
    }
}

impl Record for DesignOption {
    fn id(&self) -> &Id {
        &self.id
    }
}

/// One record as it was and as it is to be; one of the two may be absent, for what is added or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The record in the map that the option was made for; absent when the option adds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Entry>,
    /// The record as the option wants it; absent when the option removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Entry>,
    /// Why: the record of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Change {
    /// The entry that it is about: as it is to be, or if it is to go, as it was.
    pub fn entry(&self) -> Option<&Entry> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// What kind of record it is about, and which; the heading of the map has no id.
    pub fn subject(&self) -> Option<(EntryKind, Option<&Id>)> {
        self.entry().map(|entry| (entry.kind(), entry.id()))
    }

    /// Whether it cannot be made at all: it is about nothing, or turns a record into another one, or adds or removes the
    /// heading of the map.
    pub fn is_muddled(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => (before.kind(), before.id()) != (after.kind(), after.id()),
            (Some(one), None) | (None, Some(one)) => one.kind() == EntryKind::Map,
            (None, None) => true,
        }
    }
}
