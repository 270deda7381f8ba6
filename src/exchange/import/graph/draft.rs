//! Drafts of graphs: ids tell one node from another, names are as they are written, and what has no field becomes one.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::book::{Book, Cell, Row};
use super::super::doubt::{Doubt, Weight, place};
use super::super::draft::{Becomes, Draft, field_of};
use super::super::facts;
use super::super::mapping::{Holds, Mapping};
use super::super::origin::Origin;
use super::super::rows::Place;
use super::evidence;
use super::own_names::OFF_MAP;
use super::sheets::place_of;
use crate::editing::fields::text::split;
use crate::editing::kinds;
use crate::editing::take_in::Said;
use crate::exchange::pasted_text::{Column, LONGEST_NAME, words};
use crate::model::quote::shortened;
use crate::model::spelling::key;
use crate::model::{Area, Id, Link, LinkKind, Map, Node, NodeKind, Position, Source, Theme, Unknown};

/// What is drafted of a graph.
pub(super) struct Drafter<'a> {
    pub(super) book: &'a Book,
    pub(super) origin: &'a Origin,
    pub(super) mapping: &'a Mapping,
    pub(super) read: Map,
    pub(super) draft: Draft,
    /// The nodes, by the ids of the file.
    ids: HashMap<String, Id>,
    /// The nodes by their names; nothing where several are called so.
    called: HashMap<String, Option<Id>>,
    /// The same by what fields that point to them call them, in a file of this program.
    exact: HashMap<String, Option<Id>>,
    /// What is off the map, by the ids of the file.
    off_map: HashMap<String, String>,
    /// Records that are only named, by kind and name.
    named: HashMap<(&'static str, String), Id>,
    taken: HashSet<Id>,
}

/// What stands at the end of an edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Foot {
    /// A node.
    Node(Id),
    /// A body off the map, by name.
    OffMap(String),
}

impl<'a> Drafter<'a> {
    pub(super) fn new(book: &'a Book, origin: &'a Origin, mapping: &'a Mapping) -> Self {
        Self {
            book,
            origin,
            mapping,
            read: Map::default(),
            draft: Draft::default(),
            ids: HashMap::new(),
            called: HashMap::new(),
            exact: HashMap::new(),
            off_map: HashMap::new(),
            named: HashMap::new(),
            taken: HashSet::new(),
        }
    }

    pub(super) fn doubt(&mut self, at: Place, column: Option<u32>, weight: Weight, text: impl Into<String>) {
        let Place { sheet, row } = at;
        self.draft.doubts.push(Doubt { sheet, row: Some(row), column, weight, text: text.into() });
    }

    pub(super) fn becomes(&mut self, at: Place, becomes: Becomes) {
        self.draft.rows.push((at, becomes));
    }

    /// The rows of a sheet below what its columns are called, with what each cell holds.
    pub(super) fn rows(&self, sheet: usize) -> (&'a [Row], &'a [Column]) {
        let book = self.book;
        match (book.sheets.get(sheet), self.mapping.sheets.get(sheet)) {
            (Some(held), Some(mapping)) if mapping.holds != Holds::Nothing => {
                (held.rows.get(1..).unwrap_or_default(), &mapping.columns)
            }
            _ => (&[], &[]),
        }
    }

    /// An id that the file gives and that can be kept, or one that no map has.
    pub(super) fn id(&mut self, said: &str, kind: &str, number: usize) -> Id {
        let wanted = Id::from(said);
        let keeps = self.origin.is_own && Id::is_slug(said) && !self.taken.contains(&wanted);
        let id = if keeps { wanted } else { Id::from(format!("{kind}--{number}")) };
        self.taken.insert(id.clone());
        id
    }

    pub(super) fn nodes(&mut self) {
        let (rows, columns) = self.rows(0);
        for row in rows {
            let at = Place { sheet: 0, row: row.number };
            let said = |wanted: &Column| {
                let cells = row.cells.iter().filter(|cell| columns.get(cell.column as usize) == Some(wanted));
                cells.map(|cell| cell.text.as_str()).find(|text| !text.is_empty()).unwrap_or_default()
            };
            let reference = row.cell(0).map_or("", |cell| cell.text.as_str());
            let kind = said(&Column::Kind);
            if self.origin.is_own && kind == OFF_MAP {
                let name = [said(&Column::Name), row.said(1)].into_iter().find(|name| !name.is_empty());
                self.off_map.insert(reference.to_owned(), name.unwrap_or_default().to_owned());
                self.becomes(at, Becomes::Nothing("it is off the map, where its lines name it".to_owned()));
                continue;
            }
            let Some((name, whole)) = self.name(at, said(&Column::Name), row, reference) else { continue };
            let id = self.id(reference, "node", at.row as usize);
            if !reference.is_empty() && self.ids.contains_key(reference) {
                let told = format!("two nodes have the id \"{}\": lines lead to the first", shortened(reference));
                self.doubt(at, Some(0), Weight::Doubt, told);
            } else if !reference.is_empty() {
                self.ids.insert(reference.to_owned(), id.clone());
            }
            let mut node = Node::new(id.clone(), words::kind(&name).unwrap_or(NodeKind::Group), name);
            node.notes = whole;
            self.node(at, row, columns, &mut node);
            self.called.entry(key(&node.name)).and_modify(|known| *known = None).or_insert(Some(id.clone()));
            if self.origin.is_own {
                self.exact.entry(node.name.clone()).and_modify(|known| *known = None).or_insert(Some(id.clone()));
                // Where another has its name, its id is said as well.
                self.exact.insert(format!("{} ({id})", node.name), Some(id.clone()));
            }
            let place = place_of(row.number);
            if let Some((x, y)) =
                place.and_then(|place| *self.origin.at.get(place)?).filter(|_| self.mapping.takes_places)
            {
                let whole = |number: f64| number.round().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32;
                self.read.placement.put(Position { id: id.clone(), x: whole(x), y: whole(y), unknown: Unknown::new() });
            }
            let sources = place.and_then(|place| self.origin.sources_of_things.get(place));
            node.evidence = self.evidence(sources.map(String::as_str).unwrap_or_default());
            self.read.nodes.put(node);
            self.becomes(at, Becomes::Node(id));
        }
    }

    /// What a node is called: what is written on it, else its id; and the whole of it where it is no name any more.
    fn name(&mut self, at: Place, said: &str, row: &Row, reference: &str) -> Option<(String, Option<String>)> {
        if self.origin.is_own {
            return Some((said.to_owned(), None));
        }
        let name = [said, row.said(1), reference].into_iter().find(|name| !name.trim().is_empty());
        let Some(name) = name else {
            self.doubt(at, None, Weight::Error, "it has neither a label nor an id: it is left out");
            self.becomes(at, Becomes::Nothing("it has neither a label nor an id".to_owned()));
            return None;
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() <= LONGEST_NAME {
            return Some((name, None));
        }
        let told =
            format!("its label has more than {LONGEST_NAME} letters: so many are its name, and all are in its notes");
        self.doubt(at, None, Weight::Doubt, told);
        Some((name.chars().take(LONGEST_NAME).collect(), Some(name)))
    }

    /// What the cells of a row say of a node.
    fn node(&mut self, at: Place, row: &Row, columns: &[Column], node: &mut Node) {
        let place = self.book.sheets.get(at.sheet).map(|sheet| sheet.known_as(at.row).to_owned()).unwrap_or_default();
        let mut said = Said { place, ..Said::default() };
        // What it is decides how its status is called.
        let is_kind = |cell: &&Cell| columns.get(cell.column as usize) == Some(&Column::Kind);
        let (first, rest): (Vec<&Cell>, Vec<&Cell>) = row.cells.iter().partition(is_kind);
        for cell in first.into_iter().chain(rest) {
            let Some(column) = columns.get(cell.column as usize) else { continue };
            let text = cell.text.as_str();
            let done = match column {
                Column::Kind => self.kind(node, text),
                Column::Themes => {
                    node.themes = split(text).iter().map(|name| self.theme(name)).collect();
                    Ok(())
                }
                Column::Field("area") => {
                    node.area = Some(self.area(text));
                    Ok(())
                }
                Column::Own(name) => {
                    said.own.insert(name.clone());
                    node.fields.insert(name.clone(), text.to_owned());
                    continue;
                }
                Column::Reference => {
                    if self.origin.is_own && !text.is_empty() {
                        said.reference = Some(("id".to_owned(), text.to_owned()));
                    }
                    continue;
                }
                Column::Name | Column::Nothing | Column::PartOf => {
                    said.fields.extend(field_of(column));
                    continue;
                }
                Column::ReportsTo | Column::Chair | Column::Members | Column::Owns => continue,
                Column::Notes => {
                    let both = node.notes.take().into_iter().chain([text.to_owned()]);
                    node.notes = Some(both.collect::<Vec<_>>().join("\n"));
                    Ok(())
                }
                column => match field_of(column) {
                    Some(name) => facts::of_node(node, name, text, &self.read),
                    None => continue,
                },
            };
            match done {
                Ok(()) => said.fields.extend(field_of(column)),
                Err(_) if text.trim().is_empty() => {}
                Err(reason) => {
                    // What does not fit is kept under what it was called.
                    let called = self.heading(at.sheet, cell.column);
                    said.own.insert(called.clone());
                    let told = format!("{reason}: it is kept as a field of its own");
                    self.doubt(at, Some(cell.column), Weight::Doubt, told);
                    node.fields.insert(called, text.to_owned());
                }
            }
        }
        if !self.origin.is_own && node.kind == NodeKind::Strand && node.strand_kind.is_none() {
            node.strand_kind = words::strand_kind(&node.name);
        }
        self.draft.incoming.said.insert(node.id.clone(), said);
    }

    pub(super) fn heading(&self, sheet: usize, column: u32) -> String {
        let row = self.book.sheets.get(sheet).and_then(|sheet| sheet.rows.first());
        row.and_then(|row| row.cell(column)).map(|cell| cell.text.clone()).unwrap_or_default()
    }

    fn kind(&self, node: &mut Node, text: &str) -> Result<(), String> {
        let said = text.trim();
        let exact = NodeKind::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(said));
        let of_archimate = match said {
            "BusinessCollaboration" => Some(words::kind(&node.name).unwrap_or(NodeKind::Group)),
            "BusinessActor" => Some(words::kind(&node.name).unwrap_or(NodeKind::Partner)),
            "BusinessRole" => Some(NodeKind::Post),
            "BusinessFunction" | "BusinessProcess" | "BusinessService" | "CourseOfAction" | "WorkPackage" | "Goal" => {
                Some(NodeKind::Strand)
            }
            _ => None,
        };
        let meant = exact.or(of_archimate).or_else(|| words::said_kind(said));
        node.kind = meant.ok_or_else(|| {
            let kind = node.kind.word();
            format!("\"{}\" is no kind that is known, and the node is taken as a {kind}", shortened(said))
        })?;
        Ok(())
    }

    /// The record of that name, which is made if there is none.
    fn record(&mut self, kind: &'static str, name: &str, number: usize) -> (Id, Option<String>) {
        if let Some(known) = self.named.get(&(kind, name.to_owned())) {
            return (known.clone(), None);
        }
        // Exports call one that has no plain name by its id as well.
        let with_id = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
        let is_plain = |name: &str| !name.is_empty() && name.split_whitespace().collect::<Vec<_>>().join(" ") == name;
        let (called, said) = match with_id.filter(|(name, id)| self.origin.is_own && Id::is_slug(id) && !is_plain(name))
        {
            Some((called, id)) => (called, id),
            None => (name, ""),
        };
        let id = self.id(said, kind, number);
        self.named.insert((kind, name.to_owned()), id.clone());
        (id, Some(called.to_owned()))
    }

    fn theme(&mut self, name: &str) -> Id {
        let (id, new) = self.record("theme", name, self.read.themes.len());
        if let Some(name) = new {
            self.read.themes.put(Theme { id: id.clone(), name, evidence: Vec::new(), unknown: Unknown::new() });
        }
        id
    }

    fn area(&mut self, name: &str) -> Id {
        let (id, new) = self.record("area", name, self.read.areas.len());
        if let Some(name) = new {
            self.read.areas.put(Area::new(id.clone(), name));
        }
        id
    }

    /// What something rests on, as exports tell it.
    pub(super) fn evidence(&mut self, told: &str) -> Vec<crate::model::Evidence> {
        let lines = split(told);
        let evidence = lines.iter().map(|line| {
            let (title, mut evidence) = evidence::read(line);
            let (id, new) = self.record("source", title, self.read.sources.len());
            if let Some(title) = new {
                let unknown = Unknown::new();
                self.read.sources.put(Source { id: id.clone(), title, publisher: None, date: None, unknown });
            }
            evidence.source = id;
            evidence
        });
        evidence.collect()
    }

    /// What stands at an end of an edge, by id, else by a name that only one has.
    pub(super) fn foot(&self, text: &str) -> Option<Foot> {
        if let Some(id) = self.ids.get(text) {
            return Some(Foot::Node(id.clone()));
        }
        if let Some(name) = self.off_map.get(text) {
            return Some(Foot::OffMap(name.clone()));
        }
        self.by_name(text).map(Foot::Node)
    }

    /// Whom a name means.
    pub(super) fn by_name(&self, text: &str) -> Option<Id> {
        self.exact.get(text).or_else(|| self.called.get(&key(text))).cloned().flatten()
    }

    /// What is within another is part of it, and what columns name is tied to it.
    pub(super) fn within(&mut self) {
        let (rows, columns) = self.rows(0);
        for row in rows {
            let at = Place { sheet: 0, row: row.number };
            let Some(Becomes::Node(below)) = self.draft.rows.get(row.number as usize - 2).map(|(_, it)| it.clone())
            else {
                continue;
            };
            for cell in &row.cells {
                let Some(column) = columns.get(cell.column as usize) else { continue };
                let ties: &[Column] =
                    &[Column::PartOf, Column::ReportsTo, Column::Chair, Column::Members, Column::Owns];
                if !ties.contains(column) {
                    continue;
                }
                // Ids are whole, names may stand beside each other.
                let several =
                    if self.ids.contains_key(&cell.text) { vec![cell.text.clone()] } else { split(&cell.text) };
                for text in several {
                    let Some(Foot::Node(other)) = self.foot(&text) else {
                        let told =
                            format!("\"{}\" is no node of the file: the line to it is left out", shortened(&text));
                        self.doubt(at, Some(cell.column), Weight::Error, told);
                        continue;
                    };
                    self.hang(column, &below, &other, at);
                }
            }
        }
    }

    fn hang(&mut self, column: &Column, node: &Id, other: &Id, at: Place) {
        if node == other {
            self.doubt(at, None, Weight::Error, "it stands within itself: the line is left out");
            return;
        }
        let kind = |id: &Id| self.read.nodes.get(id.as_str()).map(|node| node.kind);
        let (kind, from, to) = match column {
            Column::ReportsTo => (LinkKind::ReportsTo, node, other),
            Column::Chair => (LinkKind::Chairs, other, node),
            Column::Members => (LinkKind::MemberOf, other, node),
            Column::Owns => (LinkKind::Owns, node, other),
            _ => match kind(node).zip(kind(other)) {
                Some((below, above)) if below.is_body() && above.is_body() => (LinkKind::PartOf, node, other),
                Some((below, above)) => match kinds::hanging(below, above) {
                    Some((kind, true)) => (kind, node, other),
                    Some((kind, false)) => (kind, other, node),
                    None => (LinkKind::Informs, node, other),
                },
                None => return,
            },
        };
        let id = self.id("", "within", self.read.links.len());
        let place = place(self.book, at.sheet, Some(at.row), None);
        self.draft.incoming.places.insert(id.clone(), place);
        self.read.links.put(Link::new(id, kind, from.clone(), to.clone()));
    }

    /// A file that is a whole map.
    pub(super) fn whole(&mut self, map: &Map) {
        self.read = map.clone();
        let all: BTreeSet<&'static str> = crate::editing::fields::NODE.iter().map(|field| field.name).collect();
        for (place, node) in map.nodes.iter().enumerate() {
            let said = Said {
                fields: all.clone(),
                own: node.fields.keys().cloned().collect(),
                reference: Some(("id".to_owned(), node.id.to_string())),
                place: format!("node {}", node.id),
            };
            self.draft.incoming.said.insert(node.id.clone(), said);
            let row = u32::try_from(place).unwrap_or(u32::MAX - 2) + 2;
            self.becomes(Place { sheet: 0, row }, Becomes::Node(node.id.clone()));
        }
        for (place, link) in map.links.iter().enumerate() {
            self.draft.incoming.places.insert(link.id.clone(), format!("link {}", link.id));
            let row = u32::try_from(place).unwrap_or(u32::MAX - 2) + 2;
            self.becomes(Place { sheet: 1, row }, Becomes::Link(link.id.clone()));
        }
    }

    pub(super) fn done(mut self) -> Draft {
        let of_origin = self.origin.remarks.iter().map(|remark| {
            let (sheet, row) = remark.at.map_or((usize::MAX, None), |(sheet, row)| (sheet, Some(row)));
            Doubt { sheet, row, column: None, weight: remark.weight, text: remark.text.clone() }
        });
        let mut doubts: Vec<Doubt> = of_origin.collect();
        doubts.append(&mut self.draft.doubts);
        if !self.mapping.takes_places && self.origin.has_places() && !self.origin.is_own {
            let told = "where nodes are drawn is left out, so that the map is laid out anew, unless it is asked for";
            doubts.push(Doubt::note(usize::MAX, None, None, told));
        }
        // What is of the whole file comes first.
        doubts.sort_by_key(|doubt| (doubt.sheet != usize::MAX, doubt.sheet, doubt.row, doubt.column, doubt.weight));
        doubts.dedup();
        self.draft.doubts = doubts;
        self.draft.title.clone_from(&self.origin.title);
        let incoming = &mut self.draft.incoming;
        incoming.source.clone_from(&self.book.name);
        incoming.keeps_ids = self.origin.is_own;
        incoming.by_place = true;
        incoming.read = self.read;
        if self.origin.summary.is_some() {
            incoming.read.summary.clone_from(&self.origin.summary);
        }
        self.draft
    }
}
