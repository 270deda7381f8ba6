//! Merging: one record that two have changed, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{
    Area, Capture, Entry, Expectation, Header, Link, Meets, Node, Position, Settings, Source, Spots, Theme, Total, View,
};

/// What a field holds that both have changed, each in its own way, until somebody decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meanwhile {
    /// What it held before, so that neither has got its way.
    Before,
    /// What it holds now.
    Now,
    /// The same, where nobody knows what was before: what only one of the two has stays.
    Apart,
}

/// A field, or a part of one, that both have changed, each in its own way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clash {
    /// The field, as a file names it; a field that this version does not know is a part of `unknown`.
    pub field: &'static str,
    /// The part of it, if it is of parts.
    pub part: Option<String>,
}

/// What is held against each other, and what comes of it.
struct Sides<'c> {
    meanwhile: Meanwhile,
    clashes: &'c mut Vec<Clash>,
}

/// Writes how entries are merged. The compiler sees to it that every field is listed: `whole` fields are settled each as one
/// value, those of `together` as one value with each other, `sets`, `lists` and `maps` element by element, and `parts` field by
/// field again.
macro_rules! merges {
    ($($entry:ident($type:ident) {
        whole: $($whole:ident)*; $(together: $($one:ident)*;)? sets: $($set:ident)*; lists: $($list:ident)*; maps: $($map:ident)*; parts: $($part:ident)*;
    })*) => {
        /// The record with what `after` changes of `before` changed in `now` too, and the fields that both have changed,
        /// each in its own way. The three are of one kind, or else `now` stays as it is.
        pub(super) fn merge(before: &Entry, after: &Entry, now: &Entry, meanwhile: Meanwhile) -> (Entry, Vec<Clash>) {
            let mut clashes = Vec::new();
            let mut sides = Sides { meanwhile, clashes: &mut clashes };
            let merged = match (before, after, now) {
                $((Entry::$entry(before), Entry::$entry(after), Entry::$entry(now)) => {
                    before.merge(after, now, &mut sides).into()
                })*
                _ => {
                    sides.clash("kind", None);
                    now.clone()
                }
            };
            (merged, clashes)
        }

        /// Fields that are one value with each other.
        const TOGETHER: &[&[&str]] = &[$($(&[$(stringify!($one)),*],)?)*];

        $(impl $type {
            fn merge(&self, after: &Self, now: &Self, sides: &mut Sides<'_>) -> Self {
                // Whoever gave an amount did not give it in the currency that somebody else gave meanwhile.
                $(let ($($one,)*) = sides.settled(
                    &($(&self.$one,)*),
                    &($(&after.$one,)*),
                    &($(&now.$one,)*),
                    |sides| {
                        $(if self.$one != after.$one || self.$one != now.$one {
                            sides.clash(stringify!($one), None);
                        })*
                    },
                );)?
                Self {
                    $($($one: Clone::clone($one),)*)?
                    $($whole: sides.whole(stringify!($whole), &self.$whole, &after.$whole, &now.$whole),)*
                    $($set: sides.set(&self.$set, &after.$set, &now.$set),)*
                    $($list: sides.list(&self.$list, &after.$list, &now.$list),)*
                    $($map: sides.map(stringify!($map), &self.$map, &after.$map, &now.$map),)*
                    $($part: sides.parts(stringify!($part), &self.$part, &after.$part, &now.$part),)*
                }
            }
        })*
    };
}

merges! {
    Map(Header) {
        whole: title place as_of summary views;
        sets: ;
        lists: accepted;
        maps: unknown;
        parts: settings;
    }
    Source(Source) {
        whole: id title publisher date;
        sets: ;
        lists: ;
        maps: unknown;
        parts: ;
    }
    Theme(Theme) {
        whole: id name;
        sets: ;
        lists: evidence;
        maps: unknown;
        parts: ;
    }
    Area(Area) {
        whole: id name within;
        sets: ;
        lists: evidence;
        maps: unknown;
        parts: ;
    }
    Node(Node) {
        whole: id kind name strand_kind status status_note statutory accountable_body remit powers quorum area
            sector tier size holders size_questioned resourcing since until cycle notes;
        sets: aliases themes merged tags;
        lists: evidence;
        maps: fields unknown;
        parts: meets;
    }
    Link(Link) {
        whole: id kind from to to_off_map from_off_map status role voting on_behalf_of joint seats required arrangement since until periods note;
        together: amount currency period;
        sets: totals;
        lists: evidence;
        maps: unknown;
        parts: ;
    }
    Total(Total) {
        whole: id name note;
        together: amount currency period;
        sets: ;
        lists: evidence;
        maps: unknown;
        parts: ;
    }
    Expectation(Expectation) {
        whole: id partner kind text theme;
        sets: ;
        lists: evidence;
        maps: unknown;
        parts: ;
    }
    Position(Position) {
        whole: id;
        together: x y;
        sets: ;
        lists: ;
        maps: unknown;
        parts: ;
    }
    Spots(Spots) {
        whole: id;
        sets: ;
        lists: ;
        maps: at unknown;
        parts: ;
    }
    View(View) {
        whole: id name caption notes order option as_of lens layout focus fold_to finding;
        sets: shows also folded unfolded near;
        lists: ;
        maps: unknown;
        parts: ;
    }
    Capture(Capture) {
        whole: id kind text who until noted option as_of done;
        sets: ;
        lists: ;
        maps: about unknown;
        parts: ;
    }
}

/// The fields that are one value with that one, itself among them; none where it is one by itself.
pub(super) fn together(field: &str) -> Option<&'static [&'static str]> {
    TOGETHER.iter().copied().find(|fields| fields.contains(&field))
}

impl Sides<'_> {
    fn clash(&mut self, field: &'static str, part: Option<String>) {
        self.clashes.push(Clash { field, part });
    }

    fn whole<T: Clone + PartialEq + Serialize>(&mut self, field: &'static str, before: &T, after: &T, now: &T) -> T {
        self.settled(before, after, now, |sides| sides.clash(field, None))
    }

    /// One value, whatever it is; notes it if both have changed it, each in its own way.
    fn settled<T: Clone + PartialEq + Serialize>(
        &mut self,
        before: &T,
        after: &T,
        now: &T,
        note: impl FnOnce(&mut Self),
    ) -> T {
        let is_apart = self.meanwhile == Meanwhile::Apart;
        let is_as_before = |value: &T| if is_apart { is_nothing(value) } else { value == before };
        if after == now || is_as_before(after) {
            return now.clone();
        }
        if is_as_before(now) {
            return after.clone();
        }
        note(self);
        if self.meanwhile == Meanwhile::Before { before.clone() } else { now.clone() }
    }

    fn set<T: Clone + Ord>(&self, before: &BTreeSet<T>, after: &BTreeSet<T>, now: &BTreeSet<T>) -> BTreeSet<T> {
        match self.meanwhile {
            Meanwhile::Apart => after.union(now).cloned().collect(),
            Meanwhile::Before | Meanwhile::Now => set(before, after, now),
        }
    }

    fn list<T: Clone + PartialEq + Serialize>(&self, before: &[T], after: &[T], now: &[T]) -> Vec<T> {
        match self.meanwhile {
            Meanwhile::Apart => {
                let others = after.iter().filter(|element| !now.contains(element));
                now.iter().chain(others).cloned().collect()
            }
            Meanwhile::Before | Meanwhile::Now => list(before, after, now),
        }
    }

    fn map<K: Clone + Ord + ToString, V: Clone + PartialEq + Serialize>(
        &mut self,
        field: &'static str,
        before: &BTreeMap<K, V>,
        after: &BTreeMap<K, V>,
        now: &BTreeMap<K, V>,
    ) -> BTreeMap<K, V> {
        let keys: BTreeSet<&K> = before.keys().chain(after.keys()).chain(now.keys()).collect();
        let value = |key: &K| {
            let part = |sides: &mut Self| sides.clash(field, Some(key.to_string()));
            self.settled(&before.get(key), &after.get(key), &now.get(key), part).cloned()
        };
        let values: Vec<Option<V>> = keys.iter().copied().map(value).collect();
        keys.into_iter().zip(values).filter_map(|(key, value)| Some((key.clone(), value?))).collect()
    }

    /// A value of several fields, each of which is settled by itself.
    fn parts<T: Parts>(&mut self, field: &'static str, before: &T, after: &T, now: &T) -> T {
        let is_apart = self.meanwhile == Meanwhile::Apart;
        if after == now || (!is_apart && (after == before || now == before)) {
            return self.whole(field, before, after, now);
        }
        let mut clashes = Vec::new();
        let mut within = Sides { meanwhile: self.meanwhile, clashes: &mut clashes };
        let merged = T::of_parts(before, after, now, &mut within);
        for Clash { field: part, part: key } in clashes {
            let key = key.map_or_else(String::new, |key| format!(" {key}"));
            self.clash(field, Some(format!("{part}{key}")));
        }
        merged
    }
}

/// A value of several fields.
trait Parts: Clone + PartialEq + Serialize {
    /// It, put together of its fields.
    fn of_parts(before: &Self, after: &Self, now: &Self, sides: &mut Sides<'_>) -> Self;
}

impl Parts for Settings {
    fn of_parts(before: &Self, after: &Self, now: &Self, sides: &mut Sides<'_>) -> Self {
        Self {
            thresholds: sides.map("thresholds", &before.thresholds, &after.thresholds, &now.thresholds),
            severities: sides.map("severities", &before.severities, &after.severities, &now.severities),
            unknown: sides.map("unknown", &before.unknown, &after.unknown, &now.unknown),
        }
    }
}

impl Parts for Option<Meets> {
    fn of_parts(before: &Self, after: &Self, now: &Self, sides: &mut Sides<'_>) -> Self {
        let of = |meets: &Self| meets.clone().unwrap_or_default();
        let (before, after, now) = (of(before), of(after), of(now));
        let merged = Meets {
            times_a_year: sides.whole("times_a_year", &before.times_a_year, &after.times_a_year, &now.times_a_year),
            hours: sides.whole("hours", &before.hours, &after.hours, &now.hours),
            unknown: sides.map("unknown", &before.unknown, &after.unknown, &now.unknown),
        };
        (merged != Meets::default()).then_some(merged)
    }
}

/// Whether a value says nothing, so that a file leaves it out; of several, whether none says anything.
fn is_nothing(value: &impl Serialize) -> bool {
    match serde_json::to_value(value) {
        Ok(Value::Null) => true,
        Ok(Value::Array(values)) => values.iter().all(Value::is_null),
        _ => false,
    }
}

/// What two have done to a set never clashes: an element was put in, was taken out, or was left alone.
fn set<T: Clone + Ord>(before: &BTreeSet<T>, after: &BTreeSet<T>, now: &BTreeSet<T>) -> BTreeSet<T> {
    let added = after.difference(before);
    let kept = now.iter().filter(|element| after.contains(element) || !before.contains(element));
    added.chain(kept).cloned().collect()
}

/// The same of a list, in which an element may stand twice. What only one has changed is as that one has it; of what both
/// have changed, what was there comes first, and what was added after it in an order that does not ask who added it.
pub(super) fn list<T: Clone + PartialEq + Serialize>(before: &[T], after: &[T], now: &[T]) -> Vec<T> {
    if after == before || after == now {
        return now.to_vec();
    }
    if now == before {
        return after.to_vec();
    }
    let key = |element: &T| serde_json::to_string(element).expect("the model has no value without a form in JSON");
    let mut counts: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (side, list) in [before, after, now].into_iter().enumerate() {
        list.iter().for_each(|element| counts.entry(key(element)).or_default()[side] += 1);
    }
    let mut left: BTreeMap<String, usize> = counts
        .into_iter()
        .map(|(key, [before, after, now])| {
            let number = match (before == after, before == now) {
                (true, _) => now,
                (_, true) => after,
                _ => after.max(now),
            };
            (key, number)
        })
        .collect();
    let mut merged = Vec::new();
    for element in before {
        if let Some(number) = left.get_mut(&key(element)).filter(|number| **number > 0) {
            *number -= 1;
            merged.push(element.clone());
        }
    }
    let mut added: BTreeMap<String, &T> = BTreeMap::new();
    added.extend(after.iter().chain(now).map(|element| (key(element), element)));
    for (key, element) in added {
        let number = left.get(&key).copied().unwrap_or_default();
        merged.extend(std::iter::repeat_n(element, number).cloned());
    }
    merged
}
