//! Options: redesigns of a map, each held as its difference from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Entry, EntryKind, Id, Record, Unknown};

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
    /// What it changes, at most once for each record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
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
}
