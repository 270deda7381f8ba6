//! Taking in: what sheets say comes onto a map, again and again. What is there is known by its id, its reference or its
//! name, and is brought up to date; where it stands, what it rests on and what the sheets do not speak of stays. What an
//! earlier import brought and the sheets no longer say is listed, to be ended or kept.

mod gone;
mod lines;
mod records;

use std::collections::{BTreeMap, BTreeSet};

use super::bring::{self, Fate, Named};
use super::fields::Fielded as _;
use super::ids::Taken;
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::spelling::key;
use crate::model::words::{count, list};
use crate::model::{Confidence, Entry, Evidence, Id, Link, LinkStatus, Map, Node, NodeStatus, Source, Unknown};
pub use gone::{Earlier, Gone, earlier, gone};
use lines::{on_map, period};
use records::Pointed;

/// What sheets say.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// All of it, as a map of its own.
    pub read: Map,
    /// What is said of each node that has a row.
    pub said: BTreeMap<Id, Said>,
    /// Where each link is said, as people call the place.
    pub places: BTreeMap<Id, String>,
    /// On which words something rests that is not plainly said, by node or link.
    pub rests: BTreeMap<Id, Vec<Rests>>,
    /// The name of the file, which becomes a source; empty for what was pasted.
    pub source: String,
    /// Whether its ids are those of a map: what is new keeps them where they are free, and lines are known by them.
    pub keeps_ids: bool,
    /// Whether what an earlier import of the file brought is known again by its place, before its name is looked at.
    pub by_place: bool,
}

/// What is said of a node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The fields, by their names in a file.
    pub fields: BTreeSet<&'static str>,
    /// The map's own fields.
    pub own: BTreeSet<String>,
    /// What it is known by elsewhere: what the column is called, and what stands in it.
    pub reference: Option<(String, String)>,
    /// Where it is said, as people call the place.
    pub place: String,
}

/// Words on which something rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rests {
    /// The field that they are for; nothing for the whole record.
    pub field: Option<&'static str>,
    /// The words.
    pub words: String,
}

/// So many names are listed in a label.
const MOST_NAMED: usize = 2;

/// What becomes of all that is read, until somebody says otherwise: by id, by reference, by name.
pub fn named(map: &Map, incoming: &Incoming) -> Vec<Named> {
    let mut named = bring::named(map, &incoming.read);
    let mut by_reference: BTreeMap<(&str, &str), &Id> = BTreeMap::new();
    let headings: BTreeSet<&str> = incoming
        .said
        .values()
        .filter_map(|said| said.reference.as_ref())
        .map(|(heading, _)| heading.as_str())
        .collect();
    for node in map.nodes.iter() {
        for heading in &headings {
            if let Some(text) = node.fields.get(*heading) {
                by_reference.entry((heading, text)).or_insert(&node.id);
            }
        }
    }
    for one in &mut named {
        let Some((heading, text)) = incoming.said.get(&one.id).and_then(|said| said.reference.as_ref()) else {
            continue;
        };
        let by_id = map.nodes.get(text.as_str()).map(|node| &node.id);
        let found = by_id.or_else(|| by_reference.get(&(heading.as_str(), text.as_str())).copied());
        if let Some(id) = found {
            one.is_there(id);
        }
    }
    if incoming.by_place {
        by_place(map, incoming, &mut named);
    }
    named
}

/// What an earlier import of the file has brought is known by its place; and of several that are called the same, one at
/// most is the one of the map.
fn by_place(map: &Map, incoming: &Incoming, named: &mut [Named]) {
    let mut places: BTreeMap<&str, &Id> = BTreeMap::new();
    let source = source_of(map, &incoming.source);
    for node in map.nodes.iter() {
        let of_file = node.evidence.iter().filter(|evidence| Some(&evidence.source) == source);
        places.extend(of_file.filter_map(|evidence| Some((evidence.place.as_deref()?, &node.id))));
    }
    let name_of = |id: &Id| incoming.read.nodes.get(id.as_str()).map(|node| key(&node.name)).unwrap_or_default();
    let read: BTreeSet<String> = incoming.read.nodes.iter().map(|node| key(&node.name)).collect();
    let mut claimed: BTreeSet<Id> = BTreeSet::new();
    let (mut by_name, mut renamed) = (Vec::new(), Vec::new());
    for (at, one) in named.iter_mut().enumerate() {
        let said = incoming.said.get(&one.id);
        let known = said.and_then(|said| places.get(said.place.as_str())).copied();
        let is_by_id = said.is_some_and(|said| said.reference.is_some()) && matches!(one.fate, Fate::There(_));
        let names: Vec<String> = known
            .and_then(|id| map.nodes.get(id.as_str()))
            .into_iter()
            .flat_map(|node| node.names())
            .map(key)
            .collect();
        match (known, &one.fate) {
            (_, Fate::There(id)) if is_by_id => drop(claimed.insert(id.clone())),
            (Some(id), _) if names.contains(&name_of(&one.id)) && claimed.insert(id.clone()) => one.is_there(id),
            // A program that numbers its nodes anew has another one at that place now.
            (_, Fate::There(_)) => by_name.push(at),
            (Some(id), _) if !names.iter().any(|name| read.contains(name)) => renamed.push((at, id.clone())),
            _ => {}
        }
    }
    for at in by_name {
        let one = &mut named[at];
        if let Fate::There(id) = one.fate.clone()
            && !claimed.insert(id.clone())
        {
            (one.fate, one.first, one.near) = (Fate::New, Fate::New, Some(Fate::There(id)));
        }
    }
    for (at, id) in renamed {
        if claimed.insert(id.clone()) {
            named[at].is_there(&id);
        }
    }
}

/// The source that a file is on a map already.
fn source_of<'a>(map: &'a Map, file: &str) -> Option<&'a Id> {
    let is_it = |source: &&std::sync::Arc<Source>| !file.is_empty() && source.title == file;
    map.sources.iter().find(is_it).map(|source| &source.id)
}

/// Where each node of what is read stands on the map.
fn meant(named: &[Named]) -> BTreeMap<&Id, &Id> {
    let there = named.iter().filter_map(|named| match &named.fate {
        Fate::There(id) => Some((&named.id, id)),
        _ => None,
    });
    let mut meant: BTreeMap<&Id, &Id> = there.collect();
    for named in named {
        if let Fate::Same(other) = &named.fate
            && let Some(id) = meant.get(other).copied()
        {
            meant.insert(&named.id, id);
        }
    }
    meant
}

/// Brings a map up to date with what is read.
///
/// # Errors
/// When nothing comes of it, because the map says all of it already.
pub fn step(map: &Map, incoming: &Incoming, named: &[Named], gone: &[Gone]) -> Outcome {
    let mut taking = Taking::new(map, incoming);
    taking.records();
    taking.nodes(named)?;
    taking.links(named);
    taking.places();
    taking.expectations();
    taking.heading();
    taking.gone(gone);
    taking.step()
}

struct Taking<'a> {
    map: &'a Map,
    incoming: &'a Incoming,
    taken: Taken<'a>,
    /// The map as it becomes.
    after: Map,
    edits: Vec<Edit>,
    source: Option<Id>,
    /// What nodes and links point to.
    pointed: Pointed,
    /// The ids that nodes and lines of a file keep, where it is a map.
    held: BTreeSet<Id>,
    /// The ids that nodes of what is read have on the map.
    ids: BTreeMap<Id, Id>,
    new: Vec<Id>,
    changed: BTreeSet<Id>,
    lines: usize,
    ended: usize,
}

impl<'a> Taking<'a> {
    fn new(map: &'a Map, incoming: &'a Incoming) -> Self {
        let mut taking = Self {
            map,
            incoming,
            taken: Taken::of(map),
            after: map.clone(),
            edits: Vec::new(),
            source: source_of(map, &incoming.source).cloned(),
            pointed: Pointed::default(),
            held: BTreeSet::new(),
            ids: BTreeMap::new(),
            new: Vec::new(),
            changed: BTreeSet::new(),
            lines: 0,
            ended: 0,
        };
        taking.hold();
        if taking.source.is_none() && !incoming.source.is_empty() {
            let id = taking.taken.node(&incoming.source);
            let title = incoming.source.clone();
            let source = Source { id: id.clone(), title, publisher: None, date: None, unknown: Unknown::new() };
            taking.edits.push(Edit::put(source));
            taking.source = Some(id);
        }
        taking
    }

    fn nodes(&mut self, named: &[Named]) -> Result<(), Refusal> {
        // Those of another name come last, so that they fill in what the others do not say.
        let (same, own): (Vec<&Named>, Vec<&Named>) =
            named.iter().partition(|named| matches!(named.fate, Fate::Same(_)));
        for one in own {
            let Some(node) = self.incoming.read.nodes.get(one.id.as_str()) else { continue };
            let to = match &one.fate {
                Fate::Left | Fate::Same(_) => continue,
                Fate::New => {
                    let known = self.incoming.known_as(node);
                    let id = self.fresh(&known, &node.name);
                    self.new.push(id.clone());
                    // By their ids: a name may be that of several themes of the map.
                    let themes = node.themes.iter().filter_map(|id| self.pointed.themes.get(id)).cloned().collect();
                    let area = node.area.as_ref().and_then(|id| self.pointed.areas.get(id)).cloned();
                    Node { id, themes, area, evidence: Vec::new(), ..(**node).clone() }
                }
                Fate::There(id) => match self.after.nodes.get(id.as_str()) {
                    Some(there) => (**there).clone(),
                    None => return Refusal::because("one of the bodies is not on the map any more; import again"),
                },
            };
            self.node(one, node, to);
        }
        for one in same {
            let Fate::Same(meant) = &one.fate else { continue };
            let Some(id) = self.ids.get(meant).cloned() else { continue };
            let there = self.after.nodes.get(id.as_str()).cloned();
            if let (Some(node), Some(there)) = (self.incoming.read.nodes.get(one.id.as_str()), there) {
                let mut to = (*there).clone();
                if key(&node.name) != key(&to.name) {
                    to.aliases.insert(node.name.clone());
                }
                self.node(one, node, to);
            }
        }
        Ok(())
    }

    /// Writes what is said of a node into the one that it is on the map.
    fn node(&mut self, one: &Named, node: &Node, mut to: Node) {
        let is_new = matches!(one.fate, Fate::New);
        let said = self.incoming.said.get(&one.id);
        self.ids.insert(one.id.clone(), to.id.clone());
        let is_same = matches!(one.fate, Fate::Same(_));
        // What is new has all of it already.
        for field in Node::fields().iter().filter(|_| !is_new) {
            let is_said = said.is_some_and(|said| said.fields.contains(field.name));
            let text = field.read(node, &self.incoming.read);
            match field.name {
                // Other names are added, and so are tags.
                "aliases" => to.aliases.extend(node.aliases.iter().filter(|it| key(it) != key(&to.name)).cloned()),
                "tags" => to.tags.extend(node.tags.iter().cloned()),
                "name" => {
                    let is_known = to.names().any(|name| key(name) == key(&node.name));
                    if !is_known && one.near.is_some() {
                        // Typed otherwise, it is found the next time.
                        to.aliases.insert(node.name.clone());
                    } else if !is_known && is_said && !is_same {
                        let was = std::mem::replace(&mut to.name, node.name.clone());
                        to.aliases.insert(was);
                    }
                }
                // Of a post as of a board: "vacant" is a word for posts alone.
                "status" if is_said && !is_same => to.status = node.status,
                // By their ids: a name may be that of several themes of the map.
                "themes" if !node.themes.is_empty() && ((is_said && !is_same) || to.themes.is_empty()) => {
                    to.themes = node.themes.iter().filter_map(|id| self.pointed.themes.get(id)).cloned().collect();
                }
                "area" if node.area.is_some() && ((is_said && !is_same) || to.area.is_none()) => {
                    to.area = node.area.as_ref().and_then(|id| self.pointed.areas.get(id)).cloned();
                }
                "themes" | "area" => {}
                // A cell that says nothing takes nothing away. What cannot stand there, such as a name that is none of the
                // map, is kept beside it.
                _ if !text.is_empty()
                    && ((is_said && !is_same) || field.read(&to, &self.after).is_empty())
                    && field.write(&mut to, &text, &self.after).is_err() =>
                {
                    to.fields.entry(field.label.to_owned()).or_insert(text);
                }
                _ => {}
            }
        }
        for (name, text) in &node.fields {
            if said.is_some_and(|said| said.own.contains(name)) {
                to.fields.insert(name.clone(), text.clone());
            } else {
                to.fields.entry(name.clone()).or_insert_with(|| text.clone());
            }
        }
        if let Some((heading, text)) = said.and_then(|said| said.reference.as_ref())
            && text != to.id.as_str()
            && !self.incoming.keeps_ids
        {
            to.fields.insert(heading.clone(), text.clone());
        }
        self.pointed.add_evidence(&mut to.evidence, &node.evidence);
        let place = said.map(|said| said.place.as_str()).filter(|place| !place.is_empty());
        self.rests(&mut to.evidence, &one.id, place);
        let there = self.after.nodes.get(to.id.as_str());
        if there.is_none_or(|there| **there != to) {
            // That a file says what is known already is no change that anybody would look for.
            let before = self.map.nodes.get(to.id.as_str());
            if before.is_some_and(|before| Node { evidence: before.evidence.clone(), ..to.clone() } != **before) {
                self.changed.insert(to.id.clone());
            }
            self.after.nodes.put(to.clone());
            self.edits.push(Edit::put(to));
        }
    }

    /// Adds where something is said, and on which words it rests; where that is known, only its place is brought up to date.
    fn rests(&self, evidence: &mut Vec<Evidence>, id: &Id, place: Option<&str>) {
        let Some(source) = &self.source else { return };
        let own = |evidence: &&mut Evidence| {
            evidence.source == *source && evidence.about.is_none() && evidence.note.is_none()
        };
        if let Some(place) = place {
            match evidence.iter_mut().find(own) {
                Some(known) => known.place = Some(place.to_owned()),
                None => evidence.push(Evidence { place: Some(place.to_owned()), ..Evidence::new(source.clone()) }),
            }
        }
        for rests in self.incoming.rests.get(id).into_iter().flatten() {
            let about = rests.field.map(str::to_owned);
            let is_known = |known: &&mut Evidence| {
                known.source == *source && known.about == about && known.confidence == Confidence::Inferred
            };
            let fresh = Evidence {
                place: place.map(str::to_owned),
                confidence: Confidence::Inferred,
                about: about.clone(),
                note: Some(format!("“{}”", rests.words)),
                ..Evidence::new(source.clone())
            };
            match evidence.iter_mut().find(is_known) {
                Some(known) => (known.place, known.note) = (fresh.place, fresh.note),
                None => evidence.push(fresh),
            }
        }
    }

    fn links(&mut self, named: &[Named]) {
        let mut drawn = BTreeSet::new();
        let keeps_ids = self.incoming.keeps_ids;
        let meant = meant(named);
        let known = on_map(self.map, self.incoming, |id| meant.get(id).copied());
        for link in &self.incoming.read.links {
            let (Some(from), Some(to)) = (self.ids.get(&link.from).cloned(), self.ids.get(&link.to).cloned()) else {
                continue;
            };
            // Sheets say a line as often as it is convenient; what a graph has twice is there twice.
            let mut is_again = || !drawn.insert((link.kind, from.clone(), to.clone(), period(link)));
            if (from == to && !keeps_ids) || (!self.incoming.by_place && is_again()) {
                continue;
            }
            let place = self.incoming.places.get(&link.id).map(String::as_str);
            let totals = link.totals.iter().filter_map(|id| self.pointed.totals.get(id)).cloned().collect();
            let on_behalf_of = link.on_behalf_of.as_ref().and_then(|id| self.ids.get(id)).cloned();
            let Some(there) = known.get(&link.id).copied().cloned() else {
                let id = self.kept(&link.id);
                let id = id.unwrap_or_else(|| self.taken.link(link.kind, &from, &to));
                let evidence = self.pointed.evidence(&link.evidence);
                let mut new = Link { id, from, to, on_behalf_of, totals, evidence, ..(**link).clone() };
                self.rests(&mut new.evidence, &link.id, place);
                self.edits.push(Edit::put(new));
                self.lines += 1;
                continue;
            };
            let mut after = there.clone();
            let plain = Link::new(link.id.clone(), link.kind, link.from.clone(), link.to.clone());
            for field in Link::fields() {
                let text = field.read(link, &self.incoming.read);
                let is_said = text != field.read(&plain, &self.incoming.read);
                let is_plain = !["from", "to", "kind", "on_behalf_of", "totals"].contains(&field.name);
                if is_said && is_plain && field.write(&mut after, &text, &self.after).is_err() {
                    let told = format!("{}: {text}", field.label);
                    let said = after.note.iter().flat_map(|note| note.split("; ")).any(|part| part == told);
                    let both = after.note.iter().cloned().chain((!said).then_some(told));
                    after.note = Some(both.collect::<Vec<_>>().join("; "));
                }
            }
            after.on_behalf_of = on_behalf_of.or(after.on_behalf_of);
            after.totals.extend(totals);
            self.pointed.add_evidence(&mut after.evidence, &link.evidence);
            self.rests(&mut after.evidence, &link.id, place);
            if after != there {
                self.lines += usize::from(after != Link { evidence: after.evidence.clone(), ..there });
                self.edits.push(Edit::put(after));
            }
        }
    }

    fn gone(&mut self, gone: &[Gone]) {
        for one in gone.iter().filter(|gone| gone.is_ended) {
            if one.is_link {
                if let Some(link) = self.map.links.get(one.id.as_str()) {
                    self.edits.push(Edit::put(Link { status: LinkStatus::Lapsed, ..Link::clone(link) }));
                    self.ended += 1;
                }
            } else if let Some(node) = self.after.nodes.get(one.id.as_str()) {
                self.edits.push(Edit::put(Node { status: NodeStatus::Ended, ..Node::clone(node) }));
                self.ended += 1;
            }
        }
    }

    fn step(mut self) -> Outcome {
        self.drop_what_nothing_points_to();
        let is_bare = self.edits.iter().all(|edit| matches!(edit, Edit::Put(Entry::Source(_))));
        if is_bare {
            return Refusal::because("nothing was imported: the map says all of it already");
        }
        let names: Vec<String> = self.new.iter().map(|id| self.after.name(id.as_str()).to_owned()).collect();
        let mut parts = Vec::new();
        if !names.is_empty() {
            let many = || count(names.len(), "card", "cards");
            parts.push(if names.len() <= MOST_NAMED { list(&names, MOST_NAMED) } else { many() });
        }
        let changed = self.changed.len();
        parts.extend((changed > 0).then(|| count(changed, "change", "changes")));
        parts.extend((self.lines > 0).then(|| count(self.lines, "line", "lines")));
        parts.extend((self.ended > 0).then(|| format!("{} ended", self.ended)));
        let what = if parts.is_empty() { "where it is said".to_owned() } else { list(&parts, parts.len()) };
        let from =
            if self.incoming.source.is_empty() { String::new() } else { format!(" from {}", self.incoming.source) };
        Ok(Step { label: format!("import {what}{from}"), edits: self.edits, chosen: self.new })
    }
}
