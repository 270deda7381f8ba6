//! Differences between maps: what an option is, how it is applied, where it conflicts.

use super::{Id, Record, Unknown};

/// An option: a named redesign, held as its difference from the map that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignOption {
    /// Names the option for ever.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Fields that this version does not know.
    pub unknown: Unknown,
}

impl Record for DesignOption {
    fn id(&self) -> &Id {
        &self.id
    }
}
