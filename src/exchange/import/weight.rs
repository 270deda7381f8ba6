//! How much something matters that was not clear.

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something was left out that should be there.
    Error,
    /// It may have been taken wrong.
    Doubt,
    /// It is only told.
    Note,
}

impl Weight {
    /// It in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Doubt => "doubt",
            Self::Note => "note",
        }
    }
}
