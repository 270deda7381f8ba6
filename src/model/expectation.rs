//! Expectations: what a partner wants of the partnership to come.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Unknown};

/// What somebody who takes part expects of the partnership to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// Names the expectation for ever.
    pub id: Id,
    /// The node whose expectation it is.
    pub partner: Id,
    /// How it is meant.
    #[serde(default)]
    pub kind: ExpectationKind,
    /// What is expected, as a person would say it.
    pub text: String,
    /// The declared theme that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Id>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// How an expectation is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpectationKind {
    /// It would be good.
    #[default]
    Wants,
    /// There is no doing without.
    Needs,
    /// It must not happen.
    Fears,
}

impl ExpectationKind {
    /// Every kind, in the order in which screens list them.
    pub const ALL: [Self; 3] = [Self::Wants, Self::Needs, Self::Fears];

    /// The kind as the word after the partner's name: "Police *wants*".
    pub fn word(self) -> &'static str {
        match self {
            Self::Wants => "wants",
            Self::Needs => "needs",
            Self::Fears => "fears",
        }
    }
}
