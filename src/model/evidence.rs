//! Evidence: where a record comes from, and how sure it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Unknown};

/// One place in one source that a node or a link rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The source, declared in the map.
    pub source: Id,
    /// The place in it: a paragraph, a page, a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How sure it is.
    #[serde(default)]
    pub confidence: Confidence,
    /// The field that it is for, as a file names it, such as `powers`; the whole record where nothing is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// What the place says, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Evidence {
    /// That a source says so, somewhere.
    pub fn new(source: impl Into<Id>) -> Self {
        Self {
            source: source.into(),
            place: None,
            confidence: Confidence::default(),
            about: None,
            note: None,
            unknown: Unknown::new(),
        }
    }
}

/// How a record follows from its source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The source says so.
    #[default]
    Stated,
    /// It follows from what the source says.
    Inferred,
    /// It is taken to be so, until somebody knows better.
    Assumed,
}
