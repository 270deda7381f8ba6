//! The table that holds a map's records of one type.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::slice;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::quote::shortened;
use super::{Id, Record};

/// So many records are kept in one part at most.
const MOST: usize = 128;

/// Records of one type, in the order of their ids. Clones share the records, and the parts of the table that have not been
/// changed since: an edit of a table of thousands costs one part of it, and so does finding out what differs.
#[derive(Debug, Clone)]
pub struct Table<T> {
    parts: Arc<Vec<Part<T>>>,
    len: usize,
}

/// A run of records, never empty.
#[derive(Debug)]
struct Part<T> {
    /// The id of the first of them, beside the list, so that a search need not look into every part that it passes.
    first: Id,
    records: Arc<Vec<Kept<T>>>,
}

/// A record and its id.
#[derive(Debug)]
struct Kept<T> {
    id: Id,
    record: Arc<T>,
}

/// A record that is not the same in two states of a table; none where it is not there.
#[derive(Debug)]
pub struct Difference<'a, T> {
    /// What was there.
    pub before: Option<&'a Arc<T>>,
    /// What is there.
    pub after: Option<&'a Arc<T>>,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        Self { first: self.first.clone(), records: Arc::clone(&self.records) }
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), record: Arc::clone(&self.record) }
    }
}

impl<T> Part<T> {
    fn of(records: Vec<Kept<T>>) -> Option<Self> {
        Some(Self { first: records.first()?.id.clone(), records: Arc::new(records) })
    }

    /// The place of the record with that id, or the place where it would stand.
    fn find(&self, id: &str) -> Result<usize, usize> {
        self.records.binary_search_by(|kept| kept.id.as_str().cmp(id))
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { parts: Arc::default(), len: 0 }
    }
}

impl<T> Table<T> {
    /// The place of the part in which a record with that id stands or would stand.
    fn part_of(&self, id: &str) -> usize {
        self.parts.partition_point(|part| part.first.as_str() <= id).saturating_sub(1)
    }

    /// The record with that id.
    pub fn get(&self, id: &str) -> Option<&Arc<T>> {
        let part = self.parts.get(self.part_of(id))?;
        part.find(id).ok().map(|place| &part.records[place].record)
    }

    /// Whether there is a record with that id.
    pub fn contains(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Takes out the record with that id.
    pub fn remove(&mut self, id: &str) -> Option<Arc<T>> {
        let place = self.part_of(id);
        let at = self.parts.get(place)?.find(id).ok()?;
        let parts = Arc::make_mut(&mut self.parts);
        let part = &mut parts[place];
        let removed = Arc::make_mut(&mut part.records).remove(at);
        match part.records.first() {
            Some(first) => part.first = first.id.clone(),
            None => drop(parts.remove(place)),
        }
        self.len -= 1;
        Some(removed.record)
    }

    /// How many bytes its parts take that another state of it has not, beside what the records hold.
    pub(super) fn own_bytes(&self, other: &Self) -> usize {
        if Arc::ptr_eq(&self.parts, &other.parts) {
            return 0;
        }
        let theirs: BTreeSet<_> = other.parts.iter().map(|part| Arc::as_ptr(&part.records)).collect();
        let own = self.parts.iter().filter(|part| !theirs.contains(&Arc::as_ptr(&part.records)));
        let records: usize = own.map(|part| part.records.len() * size_of::<Kept<T>>()).sum();
        self.parts.len() * size_of::<Part<T>>() + records
    }

    /// The records, by id.
    pub fn iter(&self) -> Records<'_, T> {
        Records { parts: self.parts.iter(), part: Default::default(), left: self.len }
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        self.parts.iter().flat_map(|part| part.records.iter()).map(|kept| &kept.id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<T: Record> Table<T> {
    /// Puts a record in the place of the one with its id, which is returned.
    pub fn put(&mut self, record: impl Into<Arc<T>>) -> Option<Arc<T>> {
        let record = record.into();
        let id = record.id().clone();
        let place = self.part_of(id.as_str());
        let parts = Arc::make_mut(&mut self.parts);
        let Some(part) = parts.get_mut(place) else {
            parts.extend(Part::of(vec![Kept { id, record }]));
            self.len += 1;
            return None;
        };
        let at = part.find(id.as_str());
        let records = Arc::make_mut(&mut part.records);
        match at {
            Ok(at) => return Some(std::mem::replace(&mut records[at].record, record)),
            Err(at) => records.insert(at, Kept { id, record }),
        }
        let rest = if records.len() > MOST { Part::of(records.split_off(MOST / 2)) } else { None };
        part.first = records[0].id.clone();
        if let Some(rest) = rest {
            parts.insert(place + 1, rest);
        }
        self.len += 1;
        None
    }
}

impl<T: PartialEq> Table<T> {
    /// The records that are not the same in another state of the table, by id: what was there and what is. What both share,
    /// parts and records, is passed over without a look at it.
    pub fn differences<'a>(&'a self, after: &'a Self) -> Differences<'a, T> {
        Differences { before: Cursor::of(self), after: Cursor::of(after) }
    }
}

/// What is shared is equal without a look at it.
impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.differences(other).next().is_none()
    }
}

impl<T: Eq> Eq for Table<T> {}

/// The records of a table, by id.
#[derive(Debug)]
pub struct Records<'a, T> {
    parts: slice::Iter<'a, Part<T>>,
    part: slice::Iter<'a, Kept<T>>,
    left: usize,
}

impl<T> Clone for Records<'_, T> {
    fn clone(&self) -> Self {
        Self { parts: self.parts.clone(), part: self.part.clone(), left: self.left }
    }
}

impl<'a, T> Iterator for Records<'a, T> {
    type Item = &'a Arc<T>;

    fn next(&mut self) -> Option<Self::Item> {
        let kept = match self.part.next() {
            Some(kept) => kept,
            None => {
                self.part = self.parts.next()?.records.iter();
                self.part.next()?
            }
        };
        self.left -= 1;
        Some(&kept.record)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T> ExactSizeIterator for Records<'_, T> {}
impl<T> FusedIterator for Records<'_, T> {}

/// A place in a table that is walked along another.
#[derive(Debug)]
struct Cursor<'a, T> {
    parts: &'a [Part<T>],
    at: usize,
}

impl<'a, T> Cursor<'a, T> {
    fn of(table: &'a Table<T>) -> Self {
        Self { parts: &table.parts, at: 0 }
    }

    fn kept(&self) -> Option<&'a Kept<T>> {
        self.parts.first().map(|part| &part.records[self.at])
    }

    fn step(&mut self) {
        self.at += 1;
        if self.parts.first().is_some_and(|part| part.records.len() == self.at) {
            self.pass_part();
        }
    }

    fn pass_part(&mut self) {
        (self.parts, self.at) = (&self.parts[1..], 0);
    }

    /// Whether both stand where a part begins that both have.
    fn shares_part(&self, other: &Self) -> bool {
        let same = |one: &Part<T>, other: &Part<T>| Arc::ptr_eq(&one.records, &other.records);
        (self.at, other.at) == (0, 0)
            && self.parts.first().zip(other.parts.first()).is_some_and(|(one, other)| same(one, other))
    }
}

/// The records in which two states of a table differ, by id.
#[derive(Debug)]
pub struct Differences<'a, T> {
    before: Cursor<'a, T>,
    after: Cursor<'a, T>,
}

impl<'a, T: PartialEq> Iterator for Differences<'a, T> {
    type Item = Difference<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.before.shares_part(&self.after) {
                self.before.pass_part();
                self.after.pass_part();
                continue;
            }
            let (before, after) = (self.before.kept(), self.after.kept());
            let order = match (before, after) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(before), Some(after)) => before.id.cmp(&after.id),
            };
            let before = before.filter(|_| order.is_le()).map(|kept| &kept.record);
            let after = after.filter(|_| order.is_ge()).map(|kept| &kept.record);
            if order.is_le() {
                self.before.step();
            }
            if order.is_ge() {
                self.after.step();
            }
            let is_same = before.zip(after).is_some_and(|(one, other)| Arc::ptr_eq(one, other) || one == other);
            if !is_same {
                return Some(Difference { before, after });
            }
        }
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a Arc<T>;
    type IntoIter = Records<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
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
        let mut table = Self::default();
        records.into_iter().for_each(|record| drop(table.put(record)));
        table
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::model::Theme;

    fn theme(id: u16, name: u8) -> Theme {
        let (id, name) = (format!("theme-{id}").as_str().into(), name.to_string());
        Theme { id, name, evidence: Vec::new(), unknown: Default::default() }
    }

    /// What is done to a table: a record put, or taken out.
    fn act() -> impl Strategy<Value = (u16, Option<u8>)> {
        (0_u16..2_000, prop_oneof![4 => any::<u8>().prop_map(Some), 1 => Just(None)])
    }

    fn carry_out(table: &mut Table<Theme>, plain: &mut BTreeMap<Id, Theme>, (id, name): (u16, Option<u8>)) {
        let theme = theme(id, name.unwrap_or_default());
        let (was, is_known) = match name {
            Some(_) => (plain.insert(theme.id.clone(), theme.clone()), table.put(theme.clone())),
            None => (plain.remove(&theme.id), table.remove(theme.id.as_str())),
        };
        assert_eq!(was.as_ref(), is_known.as_deref());
        assert_eq!(plain.get(&theme.id), table.get(theme.id.as_str()).map(AsRef::as_ref));
    }

    fn assert_same(table: &Table<Theme>, plain: &BTreeMap<Id, Theme>) {
        assert_eq!((table.len(), table.is_empty(), table.iter().len()), (plain.len(), plain.is_empty(), plain.len()));
        assert!(table.iter().map(AsRef::as_ref).eq(plain.values()) && table.ids().eq(plain.keys()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn a_table_of_many_parts_is_like_a_plain_one(
            acts in vec(act(), 0..1_500),
            later in vec(act(), 0..40),
            many in 0_u16..1_000,
        ) {
            let (mut table, mut plain) = (Table::default(), BTreeMap::new());
            let all = (0..many).map(|id| (id, Some(0))).chain(acts);
            all.for_each(|act| carry_out(&mut table, &mut plain, act));
            assert_same(&table, &plain);
            let (before, plain_before) = (table.clone(), plain.clone());
            later.into_iter().for_each(|act| carry_out(&mut table, &mut plain, act));
            assert_same(&table, &plain);
            assert_same(&before, &plain_before);

            let ids: std::collections::BTreeSet<&Id> = plain.keys().chain(plain_before.keys()).collect();
            let both = ids.into_iter().map(|id| (plain_before.get(id), plain.get(id)));
            let expected: Vec<_> = both.filter(|(one, other)| one != other).collect();
            let found: Vec<_> = before.differences(&table).collect();
            let found: Vec<_> =
                found.iter().map(|it| (it.before.map(AsRef::as_ref), it.after.map(AsRef::as_ref))).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(before == table, expected.is_empty());
            let anew: Table<Theme> = plain.into_values().collect();
            prop_assert!(anew == table, "whatever parts it is in");
        }
    }

    #[test]
    fn an_edit_copies_one_part_and_shares_the_others() {
        let before: Table<Theme> = (0..2_000).map(|id| theme(id, 0)).collect();
        let mut after = before.clone();
        after.put(theme(700, 1));
        let is_shared =
            |part: &Part<Theme>| before.parts.iter().any(|known| Arc::ptr_eq(&known.records, &part.records));
        assert_eq!(after.parts.iter().filter(|part| !is_shared(part)).count(), 1);
        assert!(after.parts.len() > 10 && after.parts.iter().all(|part| part.records.len() <= MOST));
    }
}
