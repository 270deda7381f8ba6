//! Accepted findings, and how grave a map takes the findings of each rule to be.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Id, Unknown, When};

/// A finding that the map's people know of and live with. It holds as long as the facts are what they were.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Accepted {
    /// The code of the rule, such as `BW302`.
    pub rule: String,
    /// What the finding is about, in the order in which it names them. They need not be there any more.
    pub subjects: Vec<Id>,
    /// Why it is accepted.
    pub reason: String,
    /// When it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// What the finding said when it was accepted; a finding that says something else is open again. Left out: whatever
    /// it says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facts: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Accepted {
    /// What it accepts: one map accepts each of these once.
    pub fn key(&self) -> (&str, &[Id]) {
        (&self.rule, &self.subjects)
    }
}

/// How grave a map takes the findings of a rule to be, whatever the rule itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// They are errors.
    Error,
    /// They are warnings.
    Warning,
    /// They are notes.
    Note,
    /// The rule is switched off.
    Off,
}

impl Grade {
    /// Every grade, the gravest first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Warning, Self::Note, Self::Off];

    /// The grade in a word, as a file has it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Off => "off",
        }
    }
}

/// Puts accepted findings into the order of a file: by rule, then by subjects.
pub(super) fn sort(accepted: &mut [Accepted]) {
    accepted.sort_by(|one, other| one.key().cmp(&other.key()));
}

/// Reads accepted findings in any order.
pub(super) fn sorted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Accepted>, D::Error> {
    let mut accepted = Vec::deserialize(deserializer)?;
    sort(&mut accepted);
    Ok(accepted)
}
