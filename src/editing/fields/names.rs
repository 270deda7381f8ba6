//! Records by their names: what a field that points to a record reads as, and whom a name means.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::text::{join, one_of, split};
use crate::model::quote::shortened;
use crate::model::spelling::{Fit, Wanted};
use crate::model::{EntryKind, Id, Map, alphabet};

/// How many similar names a refusal proposes.
const MOST_PROPOSED: usize = 3;

/// The ids and names of the records of a kind, by id.
fn records(map: &Map, kind: EntryKind) -> Box<dyn Iterator<Item = (&Id, &str)> + '_> {
    match kind {
        EntryKind::Node => Box::new(map.nodes.iter().map(|node| (&node.id, node.name.as_str()))),
        EntryKind::Theme => Box::new(map.themes.iter().map(|theme| (&theme.id, theme.name.as_str()))),
        EntryKind::Area => Box::new(map.areas.iter().map(|area| (&area.id, area.name.as_str()))),
        EntryKind::Source => Box::new(map.sources.iter().map(|source| (&source.id, source.title.as_str()))),
        EntryKind::Total => Box::new(map.totals.iter().map(|total| (&total.id, total.name.as_str()))),
        EntryKind::View => Box::new(map.views.iter().map(|view| (&view.id, view.name.as_str()))),
        EntryKind::Capture => Box::new(map.captures.iter().map(|capture| (&capture.id, capture.text.as_str()))),
        EntryKind::Map
        | EntryKind::Link
        | EntryKind::Expectation
        | EntryKind::Position
        | EntryKind::Spots
        | EntryKind::Option => Box::new(std::iter::empty()),
    }
}

/// The name of a record, if there is one of that kind with that id.
fn named<'a>(map: &'a Map, kind: EntryKind, id: &str) -> Option<&'a str> {
    match kind {
        EntryKind::Node => map.nodes.get(id).map(|node| node.name.as_str()),
        EntryKind::Theme => map.themes.get(id).map(|theme| theme.name.as_str()),
        EntryKind::Area => map.areas.get(id).map(|area| area.name.as_str()),
        EntryKind::Source => map.sources.get(id).map(|source| source.title.as_str()),
        EntryKind::Total => map.totals.get(id).map(|total| total.name.as_str()),
        EntryKind::View => map.views.get(id).map(|view| view.name.as_str()),
        EntryKind::Capture => map.captures.get(id).map(|capture| capture.text.as_str()),
        EntryKind::Map
        | EntryKind::Link
        | EntryKind::Expectation
        | EntryKind::Position
        | EntryKind::Spots
        | EntryKind::Option => None,
    }
}

fn contains(map: &Map, kind: EntryKind, id: &str) -> bool {
    named(map, kind, id).is_some()
}

/// What a record is called where it is pointed to: its name if no other record of its kind has the same one, else name and
/// id: "Parenting Group (parenting-group-2)".
pub fn name(map: &Map, kind: EntryKind, id: &Id) -> String {
    let name = named(map, kind, id.as_str()).unwrap_or(id.as_str());
    let others = records(map, kind).filter(|(other, called)| *other != id && *called == name).take(1).count();
    told_apart(map, kind, id, name, others == 0)
}

fn told_apart(map: &Map, kind: EntryKind, id: &Id, name: &str, is_unique: bool) -> String {
    let is_plain = name.split_whitespace().collect::<Vec<_>>().join(" ") == name && !name.is_empty();
    let is_another_id = name != id.as_str() && contains(map, kind, name);
    if is_unique && is_plain && !is_another_id { name.to_owned() } else { format!("{name} ({id})") }
}

/// The records of a map by what they are called, for whoever asks of many: as [`name`], and sooner.
pub struct Names<'a> {
    map: &'a Map,
    counts: HashMap<(EntryKind, &'a str), usize>,
}

impl<'a> Names<'a> {
    /// The records that are pointed to.
    pub fn of(map: &'a Map) -> Self {
        let kinds = [EntryKind::Node, EntryKind::Theme, EntryKind::Area, EntryKind::Source, EntryKind::Total];
        let mut counts = HashMap::new();
        for (kind, name) in kinds.into_iter().flat_map(|kind| records(map, kind).map(move |(_, name)| (kind, name))) {
            *counts.entry((kind, name)).or_default() += 1;
        }
        Self { map, counts }
    }

    /// What a record is called where it is pointed to.
    pub fn name(&self, kind: EntryKind, id: &Id) -> String {
        let name = named(self.map, kind, id.as_str()).unwrap_or(id.as_str());
        let is_unique = self.counts.get(&(kind, name)).is_none_or(|count| *count <= 1);
        told_apart(self.map, kind, id, name, is_unique)
    }
}

/// What every record of a kind is called, in the order of the alphabet.
pub fn all(map: &Map, kind: EntryKind) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in records(map, kind) {
        *counts.entry(name).or_default() += 1;
    }
    let names = records(map, kind).map(|(id, name)| told_apart(map, kind, id, name, counts.get(name) == Some(&1)));
    let mut names: Vec<String> = names.collect();
    names.sort_by_cached_key(|name| alphabet::place(name));
    names.dedup();
    names
}

/// The record that a person means by an id, a name, or a name with its id: "Parenting Group (parenting-group-2)".
///
/// # Errors
/// When there is none or more than one, with what to write instead.
pub fn find(map: &Map, kind: EntryKind, text: &str) -> Result<Id, String> {
    let text = text.trim();
    if contains(map, kind, text) {
        return Ok(text.into());
    }
    let wanted = Wanted::new(text);
    let exact: Vec<&Id> = records(map, kind).filter(|(_, name)| *name == text).map(|(id, _)| id).collect();
    let similar =
        || records(map, kind).filter(|(_, name)| wanted.fit(name) == Some(Fit::Same)).map(|(id, _)| id).collect();
    let found: Vec<&Id> = if exact.is_empty() { similar() } else { exact };
    let former = || {
        let called = |alias: &String| wanted.fit(alias) == Some(Fit::Same);
        let nodes = map.nodes.iter().filter(|node| kind == EntryKind::Node && node.aliases.iter().any(called));
        nodes.map(|node| &node.id).collect::<Vec<&Id>>()
    };
    let found = if found.is_empty() { former() } else { found };
    match found.as_slice() {
        [one] => return Ok((*one).clone()),
        [] => {}
        several => {
            let ids: Vec<&str> = several.iter().map(|id| id.as_str()).collect();
            return Err(format!(
                "{} are called \"{}\": write the id, {}",
                several.len(),
                shortened(text),
                one_of(&ids)
            ));
        }
    }
    let with_id = text.strip_suffix(')').and_then(|text| Some(text.rsplit_once('(')?.1));
    if let Some(id) = with_id.filter(|id| contains(map, kind, id)) {
        return Ok(id.into());
    }
    let noun = match kind {
        EntryKind::Node => "body, post or strand",
        other => other.word(),
    };
    let mut near: Vec<(Fit, &Id)> = records(map, kind).filter_map(|(id, name)| Some((wanted.fit(name)?, id))).collect();
    near.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    let near: Vec<String> = near.iter().take(MOST_PROPOSED).map(|(_, id)| self::name(map, kind, id)).collect();
    let advice =
        if near.is_empty() { "write a name that is on the map".to_owned() } else { format!("write {}", one_of(&near)) };
    Err(format!("there is no {noun} called \"{}\": {advice}", shortened(text)))
}

/// The name of a record, if one is meant.
pub(super) fn one(map: &Map, kind: EntryKind, id: &Option<Id>) -> String {
    id.as_ref().map(|id| name(map, kind, id)).unwrap_or_default()
}

/// The record that a name means; none if nothing is written.
pub(super) fn one_if_any(map: &Map, kind: EntryKind, text: &str) -> Result<Option<Id>, String> {
    if text.is_empty() { Ok(None) } else { find(map, kind, text).map(Some) }
}

/// The names of some records, with "; " between, in the order of their ids.
pub(super) fn list(map: &Map, kind: EntryKind, ids: &BTreeSet<Id>) -> String {
    join(ids.iter().map(|id| name(map, kind, id)))
}

/// The records that a list of names means.
pub(super) fn listed(map: &Map, kind: EntryKind, text: &str) -> Result<BTreeSet<Id>, String> {
    split(text).iter().map(|name| find(map, kind, name)).collect()
}
