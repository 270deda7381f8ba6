//! What nodes and links point to: themes, areas, sources and totals, each the one of the map that is called so, or a new
//! one; and what a file that is a map holds beside them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Incoming, Taking};
use crate::editing::fields::Fielded as _;
use crate::model::edit::Edit;
use crate::model::spelling::key;
use crate::model::{
    Area, Entry, Evidence, Expectation, Header, Id, Map, Node, Position, Record, Source, Table, Theme, Total,
};

/// The ids that such records of what is read have on the map.
#[derive(Debug, Default)]
pub(super) struct Pointed {
    pub(super) themes: BTreeMap<Id, Id>,
    pub(super) areas: BTreeMap<Id, Id>,
    pub(super) sources: BTreeMap<Id, Id>,
    pub(super) totals: BTreeMap<Id, Id>,
}

impl Pointed {
    /// Evidence as the map has it; none that rests on nothing.
    pub(super) fn evidence(&self, evidence: &[Evidence]) -> Vec<Evidence> {
        let one = |evidence: &Evidence| {
            let source = self.sources.get(&evidence.source)?.clone();
            Some(Evidence { source, ..evidence.clone() })
        };
        evidence.iter().filter_map(one).collect()
    }

    /// Adds evidence that is not there yet.
    pub(super) fn add_evidence(&self, there: &mut Vec<Evidence>, read: &[Evidence]) {
        for evidence in self.evidence(read) {
            if !there.contains(&evidence) {
                there.push(evidence);
            }
        }
    }
}

/// The records of the map by their names, of several that are called the same the first.
fn called<R: Record>(table: &Table<R>, name: impl Fn(&R) -> &str) -> BTreeMap<String, Id> {
    let mut called = BTreeMap::new();
    for record in table {
        called.entry(key(name(record))).or_insert_with(|| record.id().clone());
    }
    called
}

impl Incoming {
    /// The id of a node: in a sheet what it is known by.
    pub(super) fn known_as(&self, node: &Node) -> Id {
        let reference = self.said.get(&node.id).and_then(|said| said.reference.as_ref());
        reference.map_or_else(|| node.id.clone(), |(_, text)| Id::from(text.as_str()))
    }
}

impl Taking<'_> {
    /// Brings them onto the map.
    pub(super) fn records(&mut self) {
        let (map, read) = (self.map, &self.incoming.read);
        let of_sources = called(&map.sources, |source: &Source| &source.title);
        for source in &read.sources {
            let known = of_sources.get(&key(&source.title)).cloned();
            let (id, is_new) = self.on_map(known, &source.id, &source.title);
            if is_new {
                self.edits.push(Edit::put(Source { id: id.clone(), ..(**source).clone() }));
            }
            self.pointed.sources.insert(source.id.clone(), id);
        }
        let mut of_themes = called(&map.themes, |theme: &Theme| &theme.name);
        for theme in &read.themes {
            let known = of_themes.get(&key(&theme.name)).cloned();
            let (id, is_new) = self.on_map(known, &theme.id, &theme.name);
            if is_new {
                // Another one of the file may be called so too.
                of_themes.entry(key(&theme.name)).or_insert_with(|| id.clone());
                let new =
                    Theme { id: id.clone(), evidence: self.pointed.evidence(&theme.evidence), ..(**theme).clone() };
                self.after.themes.put(new.clone());
                self.edits.push(Edit::put(new));
            }
            self.pointed.themes.insert(theme.id.clone(), id);
        }
        let mut of_areas = called(&map.areas, |area: &Area| &area.name);
        let mut new_areas = Vec::new();
        for area in &read.areas {
            let known = of_areas.get(&key(&area.name)).cloned();
            let (id, is_new) = self.on_map(known, &area.id, &area.name);
            if is_new {
                of_areas.entry(key(&area.name)).or_insert_with(|| id.clone());
                new_areas.push(area);
            }
            self.pointed.areas.insert(area.id.clone(), id);
        }
        for area in new_areas {
            let within = area.within.as_ref().and_then(|id| self.pointed.areas.get(id)).cloned();
            let (id, evidence) = (self.pointed.areas[&area.id].clone(), self.pointed.evidence(&area.evidence));
            let new = Area { id, within, evidence, ..(**area).clone() };
            self.after.areas.put(new.clone());
            self.edits.push(Edit::put(new));
        }
        let of_totals = called(&map.totals, |total: &Total| &total.name);
        for total in &read.totals {
            let known = of_totals.get(&key(&total.name)).cloned();
            let (id, is_new) = self.on_map(known, &total.id, &total.name);
            if is_new {
                let new =
                    Total { id: id.clone(), evidence: self.pointed.evidence(&total.evidence), ..(**total).clone() };
                self.edits.push(Edit::put(new));
            }
            self.pointed.totals.insert(total.id.clone(), id);
        }
    }

    /// A theme or an area comes with a body that carries it, unless the file is a map.
    pub(super) fn drop_what_nothing_points_to(&mut self) {
        if self.incoming.keeps_ids {
            return;
        }
        let mut carried: BTreeSet<Id> = self.after.nodes.iter().flat_map(|node| node.themes.iter().cloned()).collect();
        for node in self.after.nodes.iter() {
            let mut outer = node.area.as_ref();
            while let Some(id) = outer.filter(|id| carried.insert((*id).clone())) {
                outer = self.after.areas.get(id.as_str()).and_then(|area| area.within.as_ref());
            }
        }
        self.edits.retain(|edit| {
            !matches!(edit, Edit::Put(Entry::Theme(theme)) if !carried.contains(&theme.id))
                && !matches!(edit, Edit::Put(Entry::Area(area)) if !carried.contains(&area.id))
        });
    }

    /// The id that a record has on the map, and whether it is new there. What a file knows by ids of a map is told apart by
    /// them, even where two are called the same.
    fn on_map(&mut self, known: Option<Id>, id: &Id, name: &str) -> (Id, bool) {
        let is_by_id = self.incoming.keeps_ids && self.map.nodes.is_empty();
        match known.filter(|_| !is_by_id) {
            Some(known) => (known, false),
            None => (self.fresh(id, name), true),
        }
    }

    /// An id for something new: its own where it is of a map and free.
    pub(super) fn fresh(&mut self, id: &Id, name: &str) -> Id {
        self.kept(id).unwrap_or_else(|| self.taken.node(name))
    }

    /// Holds the ids of the nodes and lines of a map, so that nothing else is called so before they come.
    pub(super) fn hold(&mut self) {
        if self.incoming.keeps_ids {
            let Map { nodes, links, .. } = &self.incoming.read;
            let nodes = nodes.iter().map(|node| self.incoming.known_as(node));
            let all = nodes.chain(links.iter().map(|link| link.id.clone()));
            self.held = all.filter_map(|id| self.taken.kept(&id)).collect();
        }
    }

    /// Its own id, where it is of a map and free.
    pub(super) fn kept(&mut self, id: &Id) -> Option<Id> {
        let held = self.held.take(id);
        held.or_else(|| self.incoming.keeps_ids.then(|| self.taken.kept(id)).flatten())
    }

    /// Where what has no place yet is to stand.
    pub(super) fn places(&mut self) {
        for position in &self.incoming.read.placement {
            let Some(id) = self.ids.get(&position.id) else { continue };
            if !self.map.placement.contains(id.as_str()) {
                self.edits.push(Edit::put(Position { id: id.clone(), ..(**position).clone() }));
            }
        }
    }

    /// What partners expect, and is not on the map yet.
    pub(super) fn expectations(&mut self) {
        let there = self.map.expectations.iter().map(|there| (&there.partner, there.text.as_str()));
        let there: BTreeSet<(&Id, &str)> = there.collect();
        for expectation in &self.incoming.read.expectations {
            let Some(partner) = self.ids.get(&expectation.partner).cloned() else { continue };
            if there.contains(&(&partner, expectation.text.as_str())) {
                continue;
            }
            let theme = expectation.theme.as_ref().and_then(|id| self.pointed.themes.get(id)).cloned();
            let evidence = self.pointed.evidence(&expectation.evidence);
            let id = self.fresh(&expectation.id, &expectation.text);
            self.edits.push(Edit::put(Expectation { id, partner, theme, evidence, ..(**expectation).clone() }));
        }
    }

    /// What a new map is about.
    pub(super) fn heading(&mut self) {
        let Map { place, as_of, summary, .. } = &self.incoming.read;
        if !self.map.nodes.is_empty() || (place.is_none() && as_of.is_none() && summary.is_none()) {
            return;
        }
        if let Some(header) = Header::of(self.map, &Id::from("map")) {
            let before = (*header).clone();
            let header = Header {
                place: before.place.clone().or_else(|| place.clone()),
                as_of: before.as_of.or(*as_of),
                summary: before.summary.clone().or_else(|| summary.clone()),
                ..before
            };
            self.edits.push(Edit::put(header));
        }
    }
}
