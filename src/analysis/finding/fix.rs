//! Fixes: what would mend a finding, as data.

use crate::model::Id;
use crate::model::edit::Edit;

/// One way to mend what a finding says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is done, in a few words, to stand on a button.
    pub label: String,
    /// How it is done.
    pub mend: Mend,
}

/// How something is mended.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// By these edits, all together.
    Edits(Vec<Edit>),
    /// By making two records one. Where they differ, somebody has to say which is right.
    Merge {
        /// The one that stays.
        keep: Id,
        /// The one that goes into it.
        other: Id,
    },
}
