//! Expectations: what partners want of the partnership to come, and how an option stands to each of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Record, Unknown};

/// What a partner expects of the partnership to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// Names the expectation for ever.
    pub id: Id,
    /// The node whose expectation it is: a partner, or a body that speaks for others.
    pub partner: Id,
    /// Whether it is wanted, needed or feared.
    #[serde(default)]
    pub kind: ExpectationKind,
    /// What is expected, in a few words.
    pub text: String,
    /// The declared outcome or priority that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Id>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Expectation {
    /// An expectation of which nothing else is known yet.
    pub fn new(id: impl Into<Id>, partner: impl Into<Id>, kind: ExpectationKind, text: impl Into<String>) -> Self {
        let (id, partner, text) = (id.into(), partner.into(), text.into());
        Self { id, partner, kind, text, theme: None, evidence: Vec::new(), unknown: Unknown::new() }
    }
}

/// What a partner has to do with what it expects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpectationKind {
    /// It would like it.
    #[default]
    Wants,
    /// It cannot do without it.
    Needs,
    /// It is afraid of it, so that it is met by what does not come.
    Fears,
}

impl ExpectationKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Wants, Self::Needs, Self::Fears];

    /// The kind as a verb: "wants".
    pub fn word(self) -> &'static str {
        match self {
            Self::Wants => "wants",
            Self::Needs => "needs",
            Self::Fears => "fears",
        }
    }
}

/// How an option stands to one expectation, as people judge it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stance {
    /// The expectation. It need not be there any more; then the stance is kept and says nothing.
    pub expectation: Id,
    /// How far the option meets it.
    pub stance: Fulfilment,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Stance {
    /// A stance without a reason.
    pub fn new(expectation: impl Into<Id>, stance: Fulfilment) -> Self {
        let expectation = expectation.into();
        Self { expectation, stance, reason: None, evidence: Vec::new(), unknown: Unknown::new() }
    }
}

/// An option takes one stance on each expectation.
impl Record for Stance {
    fn id(&self) -> &Id {
        &self.expectation
    }
}

/// How far an expectation is met. What is feared is met where it does not come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fulfilment {
    /// In full.
    Met,
    /// In part.
    Partly,
    /// Not at all.
    Not,
    /// Nobody can say yet.
    #[default]
    Unknown,
}

impl Fulfilment {
    /// Every degree, best first.
    pub const ALL: [Self; 4] = [Self::Met, Self::Partly, Self::Not, Self::Unknown];

    /// The degree in words: "partly met".
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly met",
            Self::Not => "not met",
            Self::Unknown => "not known",
        }
    }
}
