//! The remaining records of a map, and the table that holds records of one type.

use std::cmp::Ordering;
use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::quote::shortened;
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

/// Records of one type, in the order of their ids. Clones share the records, and cost nothing until they change.
#[derive(Debug, Clone)]
pub struct Table<T>(Arc<BTreeMap<Id, Arc<T>>>);

/// A record that is not the same in two states of a table; none where it is not there.
#[derive(Debug)]
pub struct Difference<'a, T> {
    /// What was there.
    pub before: Option<&'a Arc<T>>,
    /// What is there.
    pub after: Option<&'a Arc<T>>,
}

/// What is shared is equal without a look at it, and ids need none, since each record has its own.
impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<T>, &Arc<T>)| Arc::ptr_eq(one, other) || one == other;
        Arc::ptr_eq(&self.0, &other.0)
            || self.0.len() == other.0.len() && self.0.values().zip(other.0.values()).all(same)
    }
}

impl<T: Eq> Eq for Table<T> {}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Record> Table<T> {
    /// The record with that id.
    pub fn get(&self, id: &str) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    /// Whether there is a record with that id.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// Puts a record in the place of the one with its id, which is returned.
    pub fn put(&mut self, record: impl Into<Arc<T>>) -> Option<Arc<T>> {
        let record = record.into();
        Arc::make_mut(&mut self.0).insert(record.id().clone(), record)
    }

    /// Takes out the record with that id.
    pub fn remove(&mut self, id: &str) -> Option<Arc<T>> {
        Arc::make_mut(&mut self.0).remove(id)
    }

    /// The records, by id.
    pub fn iter(&self) -> btree_map::Values<'_, Id, Arc<T>> {
        self.0.values()
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.0.keys()
    }

    /// The records that are not the same in another state of the table, by id: what was there and what is. Records that
    /// both share are passed over without a look at them, and so are tables.
    pub fn differences<'a>(&'a self, after: &'a Self) -> Vec<Difference<'a, T>>
    where
        T: PartialEq,
    {
        let mut differences = Vec::new();
        if Arc::ptr_eq(&self.0, &after.0) {
            return differences;
        }
        let (mut old, mut new) = (self.0.values().peekable(), after.0.values().peekable());
        loop {
            let (before, after) = match (old.peek(), new.peek()) {
                (None, None) => return differences,
                (Some(before), Some(after)) if Arc::ptr_eq(before, after) => {
                    old.next();
                    new.next();
                    continue;
                }
                (before, after) => {
                    let order = before.zip(after).map(|(before, after)| before.id().cmp(after.id()));
                    let is_old = before.is_some() && order.is_none_or(Ordering::is_le);
                    let is_new = after.is_some() && order.is_none_or(Ordering::is_ge);
                    (if is_old { old.next() } else { None }, if is_new { new.next() } else { None })
                }
            };
            if before != after {
                differences.push(Difference { before, after });
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a Arc<T>;
    type IntoIter = btree_map::Values<'a, Id, Arc<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.values()
    }
}

impl<T: Serialize> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Record + Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Record + Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut records: A) -> Result<Table<T>, A::Error> {
                let mut table = Table::default();
                while let Some(record) = records.next_element::<T>()? {
                    if let Some(first) = table.put(record) {
                        return Err(de::Error::custom(format_args!(
                            "the id \"{}\" stands here twice",
                            shortened(first.id().as_str())
                        )));
                    }
                }
                Ok(table)
            }
        }
        deserializer.deserialize_seq(Visitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Table<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("TableOf{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Vec<T>>::json_schema(generator)
    }
}

impl<T: Record> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(Arc::new(records.into_iter().map(|record| (record.id().clone(), Arc::new(record))).collect()))
    }
}
