//! Drafts: what the sheets of a book say, as a map of its own, with all that was not clear and all that is proposed.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::doubt::{Doubt, Weight, place};
use super::guess::is_own;
use super::mapping::Mapping;
use super::phrases::{Meaning, Phrases};
use super::proposal::Proposal;
use super::rows::{self, LinkRow, Place, Rows, bands_in_words};
use super::{MOST_NAMES, relation};
use crate::editing::fields::{self, Control, Fielded as _};
use crate::editing::kinds;
use crate::editing::take_in::Incoming;
use crate::exchange::pasted_text::build::Builder;
use crate::exchange::pasted_text::{Column, PastedError, words};
use crate::model::{Id, Link, LinkKind, Map, Node, NodeKind};

/// What the sheets say.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// All of it but what is proposed.
    pub incoming: Incoming,
    /// What stands above the headings of the first sheet.
    pub title: Option<String>,
    /// What becomes of each row, in the order of the sheets.
    pub rows: Vec<(Place, Becomes)>,
    /// What was not clear, in the order of the sheets.
    pub doubts: Vec<Doubt>,
    /// What words of the sheets seem to say of their bodies.
    pub proposals: Vec<Proposal>,
}

/// What becomes of a row, by ids in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// A body, post or strand.
    Node(Id),
    /// It says more of that one.
    MoreOf(Id),
    /// A link.
    Link(Id),
    /// A heading within the list.
    Heading(String),
    /// Nothing, for that reason.
    Nothing(String),
}

/// Reads the sheets of a book as a mapping has them.
pub(super) fn draft(book: &Book, mapping: &Mapping, phrases: &Phrases) -> Draft {
    let rows = rows::read(&book.sheets, mapping);
    let mut drafter = Drafter::new(book, mapping, rows);
    drafter.bodies();
    drafter.lines();
    drafter.links();
    drafter.proposals(phrases);
    drafter.done()
}

struct Drafter<'a> {
    book: &'a Book,
    mapping: &'a Mapping,
    rows: Rows,
    builder: Builder,
    draft: Draft,
    /// The node of each row of bodies, if any became of it.
    nodes: Vec<Option<Id>>,
    is_full: bool,
}

impl<'a> Drafter<'a> {
    fn new(book: &'a Book, mapping: &'a Mapping, rows: Rows) -> Self {
        let several = book.sheets.len() > 1;
        let called = rows.bodies.iter().map(|row| match book.sheets.get(row.place.sheet) {
            Some(sheet) if several => format!("row {} of {}", row.place.row, sheet.name),
            _ => format!("row {}", row.place.row),
        });
        let mut builder = Builder::new(MOST_NAMES, called.collect());
        builder.parts_plainly = is_own(book);
        Self { book, mapping, rows, builder, draft: Draft::default(), nodes: Vec::new(), is_full: false }
    }

    /// Notes why a row is left out; no row stops another.
    fn left_out(&mut self, at: Place, error: &PastedError) {
        let told = match error {
            PastedError::NameTooLong { letters, .. } => {
                let most = crate::exchange::pasted_text::LONGEST_NAME;
                format!("a name has {letters} letters, and {most} is the most: what it says is left out")
            }
            _ if self.is_full => return,
            _ => {
                self.is_full = true;
                format!(
                    "up to here the sheets name {MOST_NAMES} bodies, posts, strands and themes, which is the most: the \
                         rest is left out"
                )
            }
        };
        let doubt = Doubt { sheet: at.sheet, row: Some(at.row), column: None, weight: Weight::Error, text: told };
        self.draft.doubts.push(doubt);
    }

    fn bodies(&mut self) {
        for index in 0..self.rows.bodies.len() {
            let row = self.rows.bodies[index].read.clone();
            let at = self.rows.bodies[index].place;
            let is_new = |builder: &Builder, name: &str| builder.id_of(name).is_none();
            let name = row.cells.first().map(|(_, name)| name.clone()).unwrap_or_default();
            let is_first = is_new(&self.builder, &name);
            if let Err(error) = self.builder.body(&row) {
                self.left_out(at, &error);
            }
            let id = self.builder.id_of(&name);
            let becomes = match &id {
                Some(id) if is_first => Becomes::Node(id.clone()),
                Some(id) => Becomes::MoreOf(id.clone()),
                None => Becomes::Nothing("it could not be read".to_owned()),
            };
            self.draft.rows.push((at, becomes));
            if let Some(id) = &id {
                self.note_said(index, id);
            }
            self.nodes.push(id);
        }
    }

    /// Remembers what a row says of a node, so that only that is written when it is there already.
    fn note_said(&mut self, index: usize, id: &Id) {
        let row = &self.rows.bodies[index];
        let at = row.place;
        let said = self.draft.incoming.said.entry(id.clone()).or_default();
        if said.place.is_empty() {
            said.place = place(self.book, at.sheet, Some(at.row), None);
        }
        for (place, (column, text)) in row.read.cells.iter().enumerate() {
            match column {
                Column::Own(name) => {
                    said.own.insert(name.clone());
                }
                Column::Reference => {
                    let sheet = self.book.sheets.get(at.sheet).zip(self.mapping.sheets.get(at.sheet));
                    let column = row.read.places.get(place).copied().unwrap_or(0);
                    let heading = sheet.map_or("", |(sheet, mapping)| mapping.heading(sheet, column));
                    let heading = if heading.is_empty() { "reference" } else { heading };
                    said.reference.get_or_insert_with(|| (heading.to_owned(), text.clone()));
                }
                // Words that are not understood change nothing that is known.
                Column::Kind if words::said_kind(text).is_none_or(|kind| self.builder.kind(id) != Some(kind)) => {}
                Column::Status if words::status(text).is_none() => {}
                column => said.fields.extend(field_of(column)),
            }
        }
        if let Some(band) = &row.band {
            said.fields.insert("tags");
            if let Some(node) = self.builder.map.nodes.get(id.as_str()) {
                let mut node = Node::clone(node);
                node.tags.insert(band.clone());
                self.builder.map.nodes.put(node);
            }
        }
    }

    fn lines(&mut self) {
        for index in 0..self.rows.bodies.len() {
            let Some(id) = self.nodes[index].clone() else { continue };
            let (row, at) = (self.rows.bodies[index].read.clone(), self.rows.bodies[index].place);
            self.builder.fresh.clear();
            if let Err(error) = self.builder.lines(&row) {
                self.left_out(at, &error);
            }
            if let Some(parent) = self.rows.bodies[index].parent.clone() {
                match self.builder.named(&parent, NodeKind::Board, row.line) {
                    Ok(above) => self.hang(&id, &above),
                    Err(error) => self.left_out(at, &error),
                }
            }
            let place = place(self.book, at.sheet, Some(at.row), None);
            let fresh = self.builder.fresh.drain(..).map(|link| (link, place.clone()));
            self.draft.incoming.places.extend(fresh);
        }
    }

    fn hang(&mut self, below: &Id, above: &Id) {
        let kinds = self.builder.kind(below).zip(self.builder.kind(above));
        let hanging = kinds.and_then(|(below, above)| kinds::hanging(below, above));
        if let (Some((kind, upward)), true) = (hanging, below != above) {
            let (from, to) = if upward { (below, above) } else { (above, below) };
            self.builder.draw(kind, from, to);
        }
    }

    fn links(&mut self) {
        for row in std::mem::take(&mut self.rows.links) {
            let becomes = match self.link(&row) {
                Ok(Some(id)) => Becomes::Link(id),
                Ok(None) => Becomes::Nothing("the same link stands above".to_owned()),
                Err(why) => Becomes::Nothing(why),
            };
            self.draft.rows.push((row.place, becomes));
        }
    }

    fn link(&mut self, row: &LinkRow) -> Result<Option<Id>, String> {
        let at = row.place;
        let cell = |wanted: &Column| row.cells.iter().find(|(column, ..)| column == wanted);
        let said = |wanted: &Column| cell(wanted).map_or("", |(_, text, _)| text.as_str());
        let mut doubts = Vec::new();
        let mut note = |column: Option<u32>, weight: Weight, text: String| {
            doubts.push(Doubt { sheet: at.sheet, row: Some(at.row), column, weight, text });
        };
        let (mut kind, mut is_turned, mut left_over) = (LinkKind::ReportsTo, false, None);
        if let Some((_, text, column)) = cell(&Column::Relation) {
            match relation::meant(text) {
                Some(meant) => (kind, is_turned) = meant,
                None => {
                    let told = format!(
                        "\"{text}\" is no kind of link that is known: it is taken as informs, with this as its note"
                    );
                    note(Some(*column), Weight::Doubt, told);
                    (kind, left_over) = (LinkKind::Informs, Some(text.clone()));
                }
            }
        } else if self.mapping.sheets.get(at.sheet).is_some_and(|sheet| !sheet.has(&Column::Relation)) {
            note(None, Weight::Note, "nothing says what the link is: it is taken as reports to".to_owned());
        } else {
            note(None, Weight::Doubt, "nothing says here what the link is: it is taken as reports to".to_owned());
        }
        let usual = match kind {
            LinkKind::MemberOf | LinkKind::Funds | LinkKind::Delivers => (NodeKind::Partner, NodeKind::Board),
            LinkKind::Chairs => (NodeKind::Post, NodeKind::Board),
            LinkKind::Owns => (NodeKind::Board, NodeKind::Strand),
            _ => (NodeKind::Group, NodeKind::Board),
        };
        let names = match is_turned {
            true => (said(&Column::To), said(&Column::From)),
            false => (said(&Column::From), said(&Column::To)),
        };
        let line = self.rows.bodies.len() + 1;
        let plain = |name: &str| words::without_mark(name).split_whitespace().collect::<Vec<_>>().join(" ");
        let one = self.builder.named(&plain(names.0), usual.0, line);
        let other = self.builder.named(&plain(names.1), usual.1, line);
        let (from, to) = match (one, other) {
            (Ok(from), Ok(to)) => (from, to),
            (Err(error), _) | (_, Err(error)) => {
                self.left_out(at, &error);
                return Err("a name in it could not be read".to_owned());
            }
        };
        if from == to {
            note(None, Weight::Error, format!("{} cannot be in a line with itself: the row is left out", names.0));
            self.draft.doubts.append(&mut doubts);
            return Err("it leads to where it comes from".to_owned());
        }
        let mut link = Link { note: left_over, ..Link::new("", kind, from.clone(), to.clone()) };
        for (column, text, place) in &row.cells {
            let Column::OfLink(name) = column else { continue };
            let written = match *name {
                // Whom a seat speaks for may stand in no row of its own.
                "on_behalf_of" if kind == LinkKind::MemberOf && !words::says_nothing(text) => {
                    let named = self.builder.named(&plain(text), NodeKind::Partner, line);
                    named.map(|id| link.on_behalf_of = Some(id)).map_err(|error| error.to_string())
                }
                name => write_link(&mut link, name, text, &self.builder.map),
            };
            if let Err(reason) = written {
                note(Some(*place), Weight::Doubt, format!("{reason}: it is left out"));
            }
        }
        let period = link.period.clone().filter(|_| kind == LinkKind::Funds);
        let (id, is_new) = self.builder.draw_in(kind, &from, &to, period);
        link.id = id.clone();
        let there = self.builder.map.links.get(id.as_str()).filter(|_| !is_new).cloned();
        let says_more = match there.map(|there| joined(&there, &link, &self.builder.map)) {
            None => {
                self.draft.incoming.places.insert(id.clone(), place(self.book, at.sheet, Some(at.row), None));
                self.builder.map.links.put(link);
                true
            }
            Some(Ok(Some(both))) => {
                note(None, Weight::Note, "the same link stands above: this row says more of it".to_owned());
                self.builder.map.links.put(both);
                true
            }
            Some(Ok(None)) => {
                note(None, Weight::Note, "the same link stands above".to_owned());
                false
            }
            Some(Err(differs)) => {
                let told = format!(
                    "the same link stands above, and says something else of {differs}: what else this row says of it \
                     is left out"
                );
                note(None, Weight::Doubt, told);
                false
            }
        };
        self.draft.doubts.append(&mut doubts);
        Ok(says_more.then_some(id))
    }

    /// What the words of positions say, of rows that do not say it elsewhere.
    fn proposals(&mut self, phrases: &Phrases) {
        for (row, id) in self.rows.bodies.iter().zip(&self.nodes) {
            let Some(id) = id else { continue };
            let says = |column: &Column| row.read.cells.iter().any(|(other, _)| other == column);
            let cells = row.read.cells.iter().filter(|(column, _)| *column == Column::Standing);
            for found in cells.flat_map(|(_, text)| phrases.find(text)) {
                let is_said = match &found.meaning {
                    Meaning::Status(_) => says(&Column::Status),
                    Meaning::Meets(_) => says(&Column::Field("meets.times_a_year")),
                    Meaning::Since(_) => says(&Column::Field("since")),
                    Meaning::Resourcing(_) => says(&Column::Field("resourcing")),
                    Meaning::Line(..) => false,
                };
                if !is_said {
                    let Place { sheet, row } = row.place;
                    self.draft.proposals.push(Proposal {
                        node: id.clone(),
                        place: row_place(self.book, sheet, row),
                        row: Place { sheet, row },
                        meaning: found.meaning,
                        words: found.words,
                        is_taken: true,
                    });
                }
            }
        }
    }

    fn done(mut self) -> Draft {
        let bodies = &self.rows.bodies;
        let of_text = self.builder.notes.drain(..).filter_map(|note| {
            let at = bodies.get(note.line?.checked_sub(1)?)?.place;
            let weight = if note.is_doubt { Weight::Doubt } else { Weight::Note };
            Some(Doubt { sheet: at.sheet, row: Some(at.row), column: note.column, weight, text: note.text })
        });
        let mut doubts: Vec<Doubt> = of_text.collect();
        doubts.append(&mut self.rows.doubts);
        doubts.append(&mut self.draft.doubts);
        let mut bands: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, name) in &self.rows.bands {
            *bands.entry(place.sheet).or_default() += 1;
            self.draft.rows.push((*place, Becomes::Heading(name.clone())));
        }
        for (sheet, number) in bands {
            let told = format!("{}: what stands below each has it as a tag", bands_in_words(number));
            doubts.push(Doubt::note(sheet, None, None, told));
        }
        for (place, why) in self.rows.left.drain(..) {
            self.draft.rows.push((place, Becomes::Nothing(why)));
        }
        doubts.sort_by_key(|doubt| (doubt.sheet, doubt.row, doubt.column, doubt.weight));
        doubts.dedup();
        self.draft.rows.sort_by_key(|(place, _)| *place);
        self.draft.title = self.rows.title;
        if is_own(self.book) {
            let first = self.book.sheets.first().and_then(|about| about.rows.first());
            self.draft.title = first.map(|row| row.said(0).to_owned()).filter(|title| !title.is_empty());
        }
        self.draft.doubts = doubts;
        self.draft.incoming.source.clone_from(&self.book.name);
        self.draft.incoming.keeps_ids = is_own(self.book);
        self.draft.incoming.read = std::mem::take(&mut self.builder.map);
        self.draft
    }
}

fn row_place(book: &Book, sheet: usize, row: u32) -> String {
    place(book, sheet, Some(row), None)
}

/// The field of a node that a column writes.
pub(super) fn field_of(column: &Column) -> Option<&'static str> {
    Some(match column {
        Column::Name => "name",
        Column::Kind => "kind",
        Column::Status => "status",
        Column::Standing => "status_note",
        Column::Remit => "remit",
        Column::Sector => "sector",
        Column::Themes => "themes",
        Column::Notes => "notes",
        Column::Aliases => "aliases",
        Column::Field(name) => name,
        _ => return None,
    })
}

/// Writes into a field of a link what a cell says.
fn write_link(link: &mut Link, name: &str, text: &str, map: &Map) -> Result<(), String> {
    let Some(field) = fields::field::<Link>(name) else { return Ok(()) };
    let meant = match field.control {
        Control::Tick => words::ticked(text).map(str::to_owned),
        Control::Date => words::day(text).map(|(day, _)| day),
        _ => None,
    };
    let text = meant.unwrap_or_else(|| text.to_owned());
    if field.control == Control::Paragraph || name == "note" {
        let both = [field.read(link, map), text].into_iter().filter(|text| !text.is_empty());
        return field.write(link, &both.collect::<Vec<_>>().join("; "), map);
    }
    field.write(link, &text, map)
}

/// What two rows say of one link, if the second says more of it than the first.
///
/// # Errors
/// What they say differently, in a word.
fn joined(there: &Link, said: &Link, map: &Map) -> Result<Option<Link>, String> {
    let plain = Link::new(said.id.clone(), said.kind, said.from.clone(), said.to.clone());
    let mut both = there.clone();
    for field in Link::fields() {
        let [known, said, plain] = [there, said, &plain].map(|link| field.read(link, map));
        if said == plain || said == known {
            continue;
        }
        if known != plain {
            return Err(crate::model::words::lower_first(field.label));
        }
        field.write(&mut both, &said, map)?;
    }
    Ok((both != *there).then_some(both))
}

impl Draft {
    /// What comes of it with all that is proposed and taken.
    pub fn with_proposals(&self) -> Incoming {
        super::proposal::taken(&self.incoming, &self.proposals)
    }

    /// How many bodies, posts and strands have rows of their own.
    pub fn listed(&self) -> BTreeSet<&Id> {
        let ids = self.rows.iter().filter_map(|(_, becomes)| match becomes {
            Becomes::Node(id) => Some(id),
            _ => None,
        });
        ids.collect()
    }
}
