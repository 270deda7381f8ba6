//! What an earlier import brought and the sheets no longer say, and which file they are the next version of.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{line, on_map};
use super::{Incoming, meant, source_of};
use crate::editing::bring::{Fate, Named};
use crate::model::{Evidence, Id, LinkStatus, Map};

/// Something that an earlier import of the same file brought, and that the sheets no longer say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The node or the link.
    pub id: Id,
    /// Whether it is a link.
    pub is_link: bool,
    /// Whether it is to be ended; else it is kept as it is.
    pub is_ended: bool,
}

/// The source that an earlier import of a file left on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The source.
    pub source: Id,
    /// Whether it has another name than the file, and only seems to be an earlier version of it.
    pub is_guess: bool,
}

/// What an earlier import of the file left on the map, under its name or, as it seems, under another.
pub fn earlier(map: &Map, incoming: &Incoming, named: &[Named]) -> Option<Earlier> {
    match source_of(map, &incoming.source) {
        Some(source) => Some(Earlier { source: source.clone(), is_guess: false }),
        None => follows(map, incoming, named).map(|source| Earlier { source: source.clone(), is_guess: true }),
    }
}

/// What an earlier import brought, and the file does not say any more; kept until somebody says otherwise.
pub fn gone(map: &Map, incoming: &Incoming, named: &[Named], earlier: Option<&Earlier>) -> Vec<Gone> {
    let Some(Earlier { source, .. }) = earlier else { return Vec::new() };
    let rests = |evidence: &[Evidence]| evidence.iter().any(|evidence| evidence.source == *source);
    let meant = meant(named);
    let there: BTreeSet<&Id> = meant.values().copied().collect();
    // What is left out is in the file all the same.
    let left = named.iter().filter_map(|named| match (&named.fate, &named.first) {
        (Fate::Left, Fate::There(id)) => Some(id),
        _ => None,
    });
    let is_in: BTreeSet<&Id> = there.iter().copied().chain(left).collect();
    let nodes = map.nodes.iter().filter(|node| map.is_live(node) && rests(&node.evidence) && !is_in.contains(&node.id));
    let gone = |id: &Id, is_link| Gone { id: id.clone(), is_link, is_ended: false };
    let mut all: Vec<Gone> = nodes.map(|node| gone(&node.id, false)).collect();
    let said: BTreeSet<_> = on_map(map, incoming, |id| meant.get(id).copied()).into_values().map(line).collect();
    // Lines of a body that is gone go with it; a chair or a superior that was only named is told by its line.
    let is_only_named = |id: &Id| {
        let node = map.nodes.get(id.as_str()).filter(|node| map.is_live(node) && !rests(&node.evidence));
        node.is_some() && !is_in.contains(id)
    };
    let may_be_said = |id: &Id| there.contains(id) || is_only_named(id);
    let links = map.links.iter().filter(|link| {
        let is_open = !matches!(link.status, LinkStatus::Lapsed) && link.off_map().is_none();
        let is_of_file = there.contains(&link.from) || there.contains(&link.to);
        let has_ends = is_of_file && may_be_said(&link.from) && may_be_said(&link.to);
        is_open && has_ends && rests(&link.evidence) && !said.contains(&line(link))
    });
    all.extend(links.map(|link| gone(&link.id, true)));
    all
}

/// The source of which a file of another name seems to be the next version: most of what that brought is in the file, and
/// most of what has a row in the file was brought by it. Of several the latest.
fn follows<'a>(map: &'a Map, incoming: &Incoming, named: &[Named]) -> Option<&'a Id> {
    if incoming.source.is_empty() {
        return None;
    }
    let has_row = |id: &Id| incoming.said.get(id).is_some_and(|said| !said.place.is_empty());
    let rows = incoming.said.values().filter(|said| !said.place.is_empty()).count();
    let there = named.iter().filter_map(|named| match &named.fate {
        Fate::There(id) if has_row(&named.id) => Some(id),
        _ => None,
    });
    let there: BTreeSet<&Id> = there.collect();
    // By source, how much of it is at work, and how much of that is in the file.
    let mut shares: BTreeMap<&Id, (usize, usize)> = BTreeMap::new();
    for node in map.nodes.iter().filter(|node| map.is_live(node)) {
        let sources: BTreeSet<&Id> = node.evidence.iter().map(|evidence| &evidence.source).collect();
        for source in sources {
            let (brought, known) = shares.entry(source).or_default();
            (*brought, *known) = (*brought + 1, *known + usize::from(there.contains(&node.id)));
        }
    }
    let is_most = |part: usize, whole: usize| part * 10 >= whole * 6;
    let likely = map.sources.iter().enumerate().filter_map(|(place, source)| {
        let (brought, known) = shares.get(&source.id).copied()?;
        let is_so = known > 1 && is_most(known, brought) && is_most(known, rows) && is_file(&source.title);
        is_so.then_some((known * 100 / brought, place, &source.id))
    });
    likely.max().map(|(.., id)| id)
}

/// Whether a source is called as files are, "groups.xlsx", and not as reports are.
fn is_file(title: &str) -> bool {
    let ending = title.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..10).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
