//! What two people have changed differently, and nobody has decided yet.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::quote::shortened;
use super::unknown::present;
use super::{EntryKind, Id, RawJson, Unknown};

/// One place at which two versions of a map do not go together, with what each of them has there. It is kept in the map
/// until somebody decides; meanwhile a field holds what it held before, and a record stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Undecided {
    /// The list that holds the record, such as `nodes`; absent for the map itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The record; absent for the map itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The field; absent where it is about the record as a whole, which one has removed and the other still needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The part of that field, where it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What was there before either changed it; absent where nothing was.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub base: Option<RawJson>,
    /// What the one has there; absent where it has nothing.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub ours: Option<RawJson>,
    /// What the other has there.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub theirs: Option<RawJson>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Undecided {
    /// What kind of record it is about, if that is known.
    pub fn kind(&self) -> Option<EntryKind> {
        match &self.list {
            None => Some(EntryKind::Map),
            Some(list) => EntryKind::of_table(list),
        }
    }

    /// Whether a record is removed by the one and still needed by the other.
    pub fn is_removal(&self) -> bool {
        self.field.is_none() && (self.ours.is_none() || self.theirs.is_none())
    }

    /// It with the sides exchanged.
    pub fn turned(self) -> Self {
        Self { ours: self.theirs, theirs: self.ours, ..self }
    }
}

/// "node "board", status: "active" here, "ended" there, "dormant" before".
impl fmt::Display for Undecided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.kind().map_or("record", EntryKind::word);
        match &self.id {
            Some(id) => write!(f, "{word} \"{}\"", shortened(id.as_str()))?,
            None => write!(f, "the {word}")?,
        }
        let Some(field) = &self.field else {
            return match (&self.ours, &self.theirs) {
                (None, _) => write!(f, ": removed on our side, changed or still needed on theirs; it stays for now"),
                (_, None) => write!(f, ": removed on their side, changed or still needed on ours; it stays for now"),
                _ => write!(f, ": not the same on both sides"),
            };
        };
        write!(f, ", {}", shortened(&field.replace('_', " ")))?;
        if let Some(part) = &self.part {
            write!(f, " \"{}\"", shortened(part))?;
        }
        let value = |value: &Option<RawJson>| match value {
            Some(value) => shortened(&value.0).into_owned(),
            None => "nothing".to_owned(),
        };
        let (ours, theirs, base) = (value(&self.ours), value(&self.theirs), value(&self.base));
        write!(f, ": {ours} on our side, {theirs} on theirs; for now {base}, as it was before")
    }
}

/// Reads a list of them, and puts it in order.
pub(super) fn sorted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Undecided>, D::Error> {
    let mut undecided = Vec::deserialize(deserializer)?;
    undecided.sort();
    Ok(undecided)
}
