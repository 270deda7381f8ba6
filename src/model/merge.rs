//! Merging: one record that two have changed, field by field.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Entry, Header, Link, Node, Position, Source, Theme, Total};

/// Writes how entries are merged. The compiler sees to it that every field is listed: `whole` fields are settled as one
/// value, `sets` and `maps` element by element.
macro_rules! merges {
    ($($entry:ident($type:ident) { whole: $($whole:ident)*; sets: $($set:ident)*; maps: $($map:ident)*; })*) => {
        /// The record with what `after` changes of `before` changed in `now` too, and the fields that both have changed,
        /// each in its own way; of those, the value of `now` stays. The three are of one kind, or else `now` stays as it is.
        pub(super) fn merge(before: &Entry, after: &Entry, now: &Entry) -> (Entry, Vec<&'static str>) {
            let mut clashes = Vec::new();
            let merged = match (before, after, now) {
                $((Entry::$entry(before), Entry::$entry(after), Entry::$entry(now)) => {
                    before.merge(after, now, &mut clashes).into()
                })*
                _ => {
                    clashes.push("kind");
                    now.clone()
                }
            };
            (merged, clashes)
        }

        $(impl $type {
            fn merge(&self, after: &Self, now: &Self, clashes: &mut Vec<&'static str>) -> Self {
                Self {
                    $($whole: whole(stringify!($whole), &self.$whole, &after.$whole, &now.$whole, clashes),)*
                    $($set: set(&self.$set, &after.$set, &now.$set),)*
                    $($map: map(stringify!($map), &self.$map, &after.$map, &now.$map, clashes),)*
                }
            }
        })*
    };
}

merges! {
    Map(Header) {
        whole: title place as_of summary views accepted settings;
        sets: ;
        maps: unknown;
    }
    Source(Source) {
        whole: id title publisher date;
        sets: ;
        maps: unknown;
    }
    Theme(Theme) {
        whole: id name evidence;
        sets: ;
        maps: unknown;
    }
    Area(Area) {
        whole: id name within evidence;
        sets: ;
        maps: unknown;
    }
    Node(Node) {
        whole: id kind name strand_kind status status_note statutory accountable_body remit powers quorum area
            sector tier meets size holders size_questioned resourcing since until notes evidence;
        sets: aliases themes merged tags;
        maps: fields unknown;
    }
    Link(Link) {
        whole: id kind from to to_off_map from_off_map status role voting on_behalf_of joint seats required amount currency period arrangement since until periods note evidence;
        sets: totals;
        maps: unknown;
    }
    Total(Total) {
        whole: id name amount currency period note evidence;
        sets: ;
        maps: unknown;
    }
    Position(Position) {
        whole: id x y;
        sets: ;
        maps: unknown;
    }
}

fn whole<T: Clone + PartialEq>(
    name: &'static str,
    before: &T,
    after: &T,
    now: &T,
    clashes: &mut Vec<&'static str>,
) -> T {
    if after == before || after == now {
        now.clone()
    } else if now == before {
        after.clone()
    } else {
        clashes.push(name);
        now.clone()
    }
}

/// What two have done to a set never clashes: an element was put in, was taken out, or was left alone.
fn set<T: Clone + Ord>(before: &BTreeSet<T>, after: &BTreeSet<T>, now: &BTreeSet<T>) -> BTreeSet<T> {
    let added = after.difference(before);
    let kept = now.iter().filter(|element| after.contains(element) || !before.contains(element));
    added.chain(kept).cloned().collect()
}

fn map<K: Clone + Ord, V: Clone + PartialEq>(
    name: &'static str,
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    now: &BTreeMap<K, V>,
    clashes: &mut Vec<&'static str>,
) -> BTreeMap<K, V> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).chain(now.keys()).collect();
    let mut clashes_within = Vec::new();
    let value = |key: &&K| whole(name, &before.get(key), &after.get(key), &now.get(key), &mut clashes_within);
    let values: Vec<_> = keys.iter().map(value).collect();
    clashes.extend(clashes_within.first());
    keys.into_iter().zip(values).filter_map(|(key, value)| Some((key.clone(), value?.clone()))).collect()
}
