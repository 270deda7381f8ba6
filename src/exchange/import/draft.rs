//! Drafts: what the sheets of a book say, as a map of its own, with all that was not clear and all that is proposed.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Book, Sheet};
use super::doubt::{Doubt, Weight, place};
use super::guess::{has_about, is_own};
use super::link_rows::{joined, told_by, write_link};
use super::mapping::{Holds, Mapping, SheetMapping};
use super::phrases::{Meaning, Phrases};
use super::proposal::Proposal;
use super::rows::{self, LinkRow, Place, Rows, bands_in_words};
use super::{MOST_NAMES, relation};
use crate::editing::kinds;
use crate::editing::take_in::Incoming;
use crate::exchange::pasted_text::build::Builder;
use crate::exchange::pasted_text::{Column, PastedError, words};
use crate::model::spelling::plain;
use crate::model::{Id, Link, LinkKind, Node, NodeKind};

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
    drafter.bodies(phrases);
    drafter.know_other_names();
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
    /// The sheets whose links are taken for what their other columns tell.
    guessed: BTreeSet<usize>,
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
        builder.numbers_lines = !builder.parts_plainly;
        Self {
            book,
            mapping,
            rows,
            builder,
            draft: Draft::default(),
            nodes: Vec::new(),
            is_full: false,
            guessed: BTreeSet::new(),
        }
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

    fn bodies(&mut self, phrases: &Phrases) {
        let of_persons: Vec<bool> = self.book.sheets.iter().zip(&self.mapping.sheets).map(is_of_persons).collect();
        for index in 0..self.rows.bodies.len() {
            let at = self.rows.bodies[index].place;
            self.meetings(index, phrases);
            let row = self.rows.bodies[index].read.clone();
            self.builder.usual = of_persons.get(at.sheet).is_some_and(|is_so| *is_so).then_some(NodeKind::Post);
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

    /// Writes how often a body meets as a number, where it is said in words: "Quarterly". Where they say more than that,
    /// "Quarterly, on Mondays", they are kept in a field of their own.
    fn meetings(&mut self, index: usize, phrases: &Phrases) {
        let times_a_year = Column::Field("meets.times_a_year");
        let read = &mut self.rows.bodies[index].read;
        let mut more: Vec<(usize, String)> = Vec::new();
        for (place, (column, text)) in read.cells.iter_mut().enumerate() {
            if *column != times_a_year {
                continue;
            }
            let is_said = text.trim_start().get(..4).is_some_and(|start| start.eq_ignore_ascii_case("meet"));
            let found = phrases.find(&if is_said { text.clone() } else { format!("meets {text}") });
            let times = found.into_iter().find_map(|found| match found.meaning {
                Meaning::Meets(times) => Some((times, found.words)),
                _ => None,
            });
            if let Some((times, words)) = times.filter(|_| text.parse::<f64>().is_err()) {
                let words = if is_said { words.as_str() } else { words.trim_start_matches("meets ") };
                if words.split_whitespace().count() < text.split_whitespace().count() {
                    more.push((place, text.clone()));
                }
                *text = times.to_string();
            }
        }
        for (place, text) in more {
            let column = read.places.get(place).copied().unwrap_or(0);
            read.cells.push((Column::Own(times_a_year.word().to_owned()), text));
            read.places.push(column);
        }
    }

    /// Lines may name a body by its number, by a short form, or by what else it is called.
    fn know_other_names(&mut self) {
        for (index, id) in self.nodes.iter().enumerate() {
            let Some(id) = id else { continue };
            let known = [Column::Reference, Column::Aliases];
            let cells = self.rows.bodies[index].read.cells.iter().filter(|(column, _)| known.contains(column));
            for part in cells.flat_map(|(_, text)| text.split([';', '\n', '|'])) {
                self.builder.is_known_as(id, part.trim());
            }
        }
        self.builder.know_short_forms();
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
        let bodies = std::mem::take(&mut self.rows.bodies);
        for (row, id) in bodies.iter().zip(self.nodes.clone()) {
            let (Some(id), at) = (id, row.place) else { continue };
            self.builder.fresh.clear();
            if let Err(error) = self.builder.lines(&row.read) {
                self.left_out(at, &error);
            }
            if let Some(parent) = &row.parent {
                match self.builder.named(parent, NodeKind::Board, row.read.line) {
                    Ok(above) => self.hang(&id, &above),
                    Err(error) => self.left_out(at, &error),
                }
            }
            let place = place(self.book, at.sheet, Some(at.row), None);
            let fresh = self.builder.fresh.drain(..).map(|link| (link, place.clone()));
            self.draft.incoming.places.extend(fresh);
        }
        self.rows.bodies = bodies;
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
            // "funds (£20k)"
            let in_brackets = text.trim().strip_suffix(')').and_then(|text| text.split_once('('));
            let bracketed = || in_brackets.and_then(|(before, more)| Some((relation::meant(before)?, more.to_owned())));
            match relation::meant(text) {
                Some(meant) => (kind, is_turned) = meant,
                None if bracketed().is_some() => {
                    let (meant, more) = bracketed().unwrap_or(((kind, is_turned), String::new()));
                    ((kind, is_turned), left_over) = (meant, Some(more));
                }
                None => {
                    let told = format!(
                        "\"{text}\" is no kind of link that is known: it is taken as informs, with this as its note"
                    );
                    note(Some(*column), Weight::Doubt, told);
                    (kind, left_over) = (LinkKind::Informs, Some(text.clone()));
                }
            }
        } else if let Some(sheet) = self.mapping.sheets.get(at.sheet).filter(|sheet| !sheet.has(&Column::Relation)) {
            kind = told_by(sheet);
            let told = format!("no column says what the links are: they are taken as {}", kind.word());
            if self.guessed.insert(at.sheet) {
                self.draft.doubts.push(Doubt::note(at.sheet, None, None, told));
            }
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
                    named.map(|id| link.on_behalf_of = Some(id)).map_err(|error| format!("{error}: it is left out"))
                }
                name => write_link(&mut link, name, text, &self.builder.map),
            };
            if let Err(reason) = written {
                note(Some(*place), Weight::Doubt, reason);
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
            let is_status =
                |(column, text): &(Column, String)| *column == Column::Status && words::status(text).is_some();
            let says_status = row.read.cells.iter().any(is_status);
            // A status may be followed by more: "on hold, reports to Trust Board".
            let tells = |column: &Column| matches!(column, Column::Standing | Column::Status);
            let cells = row.read.cells.iter().filter(|(column, _)| tells(column));
            for found in cells.flat_map(|(_, text)| phrases.find(text)) {
                let is_said = match &found.meaning {
                    Meaning::Status(_) => says_status,
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
        if has_about(self.book) {
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

/// Whether the rows of a sheet are persons, as what else it says of them tells.
fn is_of_persons((sheet, mapping): (&Sheet, &SheetMapping)) -> bool {
    let words =
        ["post", "job title", "job", "employer", "surname", "forename", "first name", "organisation", "organization"];
    let columns = mapping.columns.iter().enumerate().filter(|(_, column)| matches!(column, Column::Own(_)));
    let mut said = columns.map(|(at, _)| plain(mapping.heading(sheet, u32::try_from(at).unwrap_or(u32::MAX))));
    mapping.holds == Holds::Bodies && said.any(|said| words.contains(&said.as_str()))
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
