//! The remaining records of a map.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Grade, Id, Quantity, Unknown, When};

/// A declared outcome or priority that bodies and strands carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Theme {
    /// Names the theme for ever.
    pub id: Id,
    /// Its name, as the plan prints it.
    pub name: String,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A document that evidence points into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Names the source for ever.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What a source gives as the sum of the `funds` links that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Total {
    /// Names the total for ever.
    pub id: Id,
    /// What it is the total of.
    pub name: String,
    /// The stated sum, exact, as text in the file.
    #[serde(with = "super::amount")]
    #[schemars(with = "super::amount::Amount")]
    pub amount: Decimal,
    /// The currency of the amount, three letters (ISO 4217).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The period of the amount, such as 2008/09.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// What else is worth knowing, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Where the user put a card: the centre, in points at 100 %, y downwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// The node.
    pub id: Id,
    /// Points to the right.
    pub x: i32,
    /// Points downwards.
    pub y: i32,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Where the user put a card in other layouts than the layers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spots {
    /// The node.
    pub id: Id,
    /// The places, by the layout, such as `onion`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub at: BTreeMap<String, Spot>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A place for a card: the centre, in points at 100 %, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spot {
    /// Points to the right.
    pub x: i32,
    /// Points downwards.
    pub y: i32,
}

/// What the map's people have settled about how it is checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Thresholds of rules that differ from their defaults, by name such as `keystone.bodies`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub thresholds: BTreeMap<String, Quantity>,
    /// How grave the findings of a rule are in this map, where it is not for the rule to say, by code such as `BW302`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub severities: BTreeMap<String, Grade>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Settings {
    /// Whether nothing is settled, so that a file leaves them out.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A record that has an id.
pub trait Record {
    /// The id, unique in its table.
    fn id(&self) -> &Id;
}
