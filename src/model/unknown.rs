//! What a file holds that this version does not know: kept as it was, at every level.

use std::collections::BTreeMap;

/// A JSON value as compact text, kept without being understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawJson(pub String);

/// Fields that this version does not know, by name. They survive open and save.
pub type Unknown = BTreeMap<String, RawJson>;
