//! Rows into a map: every name once, then the lines between them.

mod lines;

use std::collections::{BTreeMap, BTreeSet};

use super::headings::Column;
use super::table::{Row, Table};
use super::{LONGEST_NAME, MOST_NAMES, Note, PastedError, words};
use crate::editing::fields::{self, Control};
use crate::editing::ids::FreshIds;
use crate::model::spelling::{joined, key};
use crate::model::{Area, Id, LinkKind, Map, Node, NodeKind, NodeStatus, Theme};

/// Makes the map, and adds to the notes of the table what else was not clear.
pub(super) fn map(table: Table) -> Result<(Map, Vec<Note>), PastedError> {
    let mut builder = Builder::new(MOST_NAMES, Vec::new());
    builder.notes = table.notes;
    builder.map.title = table.title.unwrap_or_default();
    for row in &table.rows {
        builder.body(row)?;
    }
    for row in &table.rows {
        builder.lines(row)?;
    }
    builder.notes.sort_by_key(|note| note.line);
    Ok((builder.map, builder.notes))
}

/// A map on its way, row by row.
#[derive(Default)]
pub(in crate::exchange) struct Builder {
    pub(in crate::exchange) map: Map,
    pub(in crate::exchange) notes: Vec<Note>,
    /// How many names there may be.
    most: usize,
    /// What sentences call each line, from the first; where nothing is given, "line 1".
    called: Vec<String>,
    /// The lines that were drawn since somebody asked.
    pub(in crate::exchange) fresh: Vec<Id>,
    /// The column of the sheet that is just being read.
    column: Option<u32>,
    /// Nodes by their names, as [`key`] makes one of a name, and the line that they stood in first.
    nodes: BTreeMap<String, (Id, usize)>,
    /// What else somebody is known by, a number or a short form; nothing where it may be that of several.
    other_names: BTreeMap<String, Option<Id>>,
    /// Names by what is left of them without spaces and hyphens, to tell of those that are nearly the same.
    runs: BTreeMap<String, String>,
    /// Themes, the same way.
    themes: BTreeMap<String, Id>,
    /// Areas, the same way.
    areas: BTreeMap<String, Id>,
    /// Ids for what is new.
    ids: FreshIds,
    /// Whether several names stand between semicolons and nothing else parts them, as this program writes them.
    pub(in crate::exchange) parts_plainly: bool,
    /// Whether lines are only numbered, since they have other ids on the map onto which they come.
    pub(in crate::exchange) numbers_lines: bool,
    /// What somebody is taken for of whom nothing says what he is, if no group.
    pub(in crate::exchange) usual: Option<NodeKind>,
    /// What is drawn already: by kind, ends and period, since money of another year is another line.
    drawn: BTreeMap<(LinkKind, Id, Id, Option<String>), Id>,
}

impl Builder {
    /// One that knows nothing yet, of so many names at most, for lines that are called so.
    pub(in crate::exchange) fn new(most: usize, called: Vec<String>) -> Self {
        Self { most, called, ..Self::default() }
    }

    fn note(&mut self, line: usize, text: String) {
        self.notes.push(Note { column: self.column, ..Note::new(Some(line), text) });
    }

    /// What a sentence calls a line.
    fn called(&self, line: usize) -> String {
        let called = line.checked_sub(1).and_then(|place| self.called.get(place));
        called.cloned().unwrap_or_else(|| format!("line {line}"))
    }

    /// The node of a name, if there is one.
    pub(in crate::exchange) fn id_of(&self, name: &str) -> Option<Id> {
        self.nodes.get(&key(name)).map(|(id, _)| id.clone())
    }

    /// The node that a line names: by its name, else by its number or its short form.
    fn meant(&self, name: &str) -> Option<&Id> {
        let key = key(name);
        let known = self.nodes.get(&key).map(|(id, _)| id);
        known.or_else(|| self.other_names.get(&key)?.as_ref())
    }

    /// Says what else somebody is known by, for the lines that name him so. What several are known by means none of them.
    pub(in crate::exchange) fn is_known_as(&mut self, id: &Id, other: &str) {
        let key = key(other);
        if !key.is_empty() {
            let known = self.other_names.entry(key).or_insert_with(|| Some(id.clone()));
            if known.as_ref().is_some_and(|known| known != id) {
                *known = None;
            }
        }
    }

    /// Says of all whose names end in their short form, as "Health and Wellbeing Board (HWB)" does, that they are known by
    /// either.
    pub(in crate::exchange) fn know_short_forms(&mut self) {
        let all: BTreeSet<(Id, String)> =
            self.map.nodes.iter().map(|node| (node.id.clone(), node.name.clone())).collect();
        for (id, name) in all {
            if let Some((whole, short)) = words::short_form(&name) {
                self.is_known_as(&id, whole);
                self.is_known_as(&id, short);
            }
        }
    }

    /// Adds the row's own body, with all that concerns it alone.
    pub(in crate::exchange) fn body(&mut self, row: &Row) -> Result<(), PastedError> {
        let cell =
            |wanted: &Column| row.cells.iter().find(|(column, _)| column == wanted).map(|(_, cell)| cell.as_str());
        let name = cell(&Column::Name).unwrap_or_default();
        if let Some((id, first)) = self.nodes.get(&key(name)).cloned() {
            if !row.goes_on {
                let one = self.called(first);
                let both = if self.called.is_empty() { "both lines are" } else { "both are" };
                self.note(row.line, format!("\"{name}\" stands in {one} too: {both} about the same one"));
            }
            return self.fill(&id, row, first);
        }
        let said = cell(&Column::Kind);
        let meant = said.and_then(words::said_kind);
        let usual = self.usual.unwrap_or(NodeKind::Group);
        let kind = meant.or_else(|| words::kind(name)).unwrap_or(usual);
        if let (Some(said), None) = (said, meant) {
            self.note(row.line, format!("\"{said}\" under kind is not known; {name} is taken as a {}", kind.word()));
        } else if said.is_none() && words::kind(name).is_none() {
            let text = format!("no word of \"{name}\" says what it is; taken as a {}", usual.word());
            self.notes.push(Note { is_doubt: false, ..Note::new(Some(row.line), text) });
        }
        let id = self.add(name, kind, row.line)?;
        self.fill(&id, row, row.line)
    }

    /// Adds a node of a name that is not there yet.
    fn add(&mut self, name: &str, kind: NodeKind, line: usize) -> Result<Id, PastedError> {
        self.measure(name, line)?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.ids.node(&self.map, &name);
        self.nodes.insert(key(&name), (id.clone(), line));
        let run = joined(&name).replace(' ', "");
        if let Some(other) = self.runs.insert(run, name.clone()) {
            self.note(line, format!("\"{name}\" is nearly \"{other}\": they are taken as two"));
        }
        let mut node = Node::new(id.clone(), kind, name);
        if kind == NodeKind::Strand {
            node.strand_kind = words::strand_kind(&node.name);
        }
        self.map.nodes.put(node);
        Ok(id)
    }

    fn measure(&self, name: &str, line: usize) -> Result<(), PastedError> {
        let letters = name.chars().count();
        if letters > LONGEST_NAME {
            return Err(PastedError::NameTooLong { line, letters });
        }
        if self.nodes.len() + self.themes.len() + self.areas.len() >= self.most {
            return Err(PastedError::TooManyNames { line });
        }
        Ok(())
    }

    /// Writes what the row says into its node, where nothing else is written yet.
    fn fill(&mut self, id: &Id, row: &Row, first: usize) -> Result<(), PastedError> {
        let Some(node) = self.map.nodes.get(id.as_str()) else { return Ok(()) };
        let mut node = Node::clone(node);
        for (place, (column, cell)) in row.cells.iter().enumerate() {
            self.column = row.places.get(place).copied();
            let is_new = match column {
                Column::Remit => words::says_nothing(cell) || write(&mut node.remit, cell),
                Column::Sector => write(&mut node.sector, cell),
                Column::Notes => write(&mut node.notes, cell),
                Column::Own(field) => *node.fields.entry(field.clone()).or_insert_with(|| cell.clone()) == *cell,
                Column::Status => self.status(&mut node, cell, row.line),
                Column::Field("area") => self.area(&mut node, cell, row.line)?,
                Column::Field(name) => self.field(&mut node, name, column.word(), cell, row.line),
                Column::Themes => {
                    for (name, _) in self.names(column, cell, row.line) {
                        let theme = self.theme(&name, row.line)?;
                        node.themes.insert(theme);
                    }
                    true
                }
                Column::Aliases => {
                    let name = key(&node.name);
                    let names = self.names(column, cell, row.line).into_iter().map(|(other, _)| other);
                    node.aliases.extend(names.filter(|other| key(other) != name));
                    true
                }
                Column::Standing => write(&mut node.status_note, cell),
                Column::Kind => words::said_kind(cell).is_none_or(|kind| kind == node.kind),
                Column::Name
                | Column::ReportsTo
                | Column::Chair
                | Column::Members
                | Column::PartOf
                | Column::Owns
                | Column::SitsOn
                | Column::FundedBy
                | Column::MemberWhereMarked
                | Column::BodyWhereMarked
                | Column::Reference
                | Column::From
                | Column::Relation
                | Column::To
                | Column::OfLink(_)
                | Column::Nothing => true,
            };
            if !is_new {
                let first = self.called(first);
                let text = format!("\"{cell}\" was left out, because {first} says something else of {}", node.name);
                self.note(row.line, text);
            }
        }
        self.column = None;
        self.map.nodes.put(node);
        Ok(())
    }

    fn status(&mut self, node: &mut Node, said: &str, line: usize) -> bool {
        if let Some(status) = words::status(said) {
            let is_new = node.status == NodeStatus::Active || node.status == status;
            node.status = if is_new { status } else { node.status };
            // "Disbanded 2019" says more than its first word.
            return is_new && (words::is_plain_status(said) || write(&mut node.status_note, said));
        }
        self.note(line, format!("\"{said}\" under status is not known; taken as {}", node.status.word()));
        words::says_nothing(said) || write(&mut node.status_note, said)
    }

    /// Writes into a field that every body has; what cannot stand there is kept as a field of the map's own.
    fn field(&mut self, node: &mut Node, name: &str, word: &str, said: &str, line: usize) -> bool {
        let Some(field) = fields::field::<Node>(name) else { return true };
        let says_nothing = words::says_nothing(said);
        // "No" is an answer where yes or no is asked.
        if says_nothing && field.control != Control::Tick {
            return true;
        }
        let there = field.read(node, &self.map);
        let meant = match field.control {
            Control::Tick => words::ticked(said).map(|meant| (meant.to_owned(), false)),
            Control::Date => words::day(said),
            _ => None,
        };
        if let Some((meant, true)) = &meant {
            self.note(line, format!("\"{said}\" is taken as {meant}"));
        }
        let said = meant.as_ref().map_or(said, |(meant, _)| meant.as_str());
        if let Err(reason) = field.write(node, said, &self.map) {
            if says_nothing {
                return true;
            }
            self.note(line, format!("{reason}; kept as a field of its own"));
            return *node.fields.entry(word.to_owned()).or_insert_with(|| said.to_owned()) == said;
        }
        let is_new = there.is_empty() || there == field.read(node, &self.map);
        if !is_new {
            // What was said first stays.
            let _ = field.write(node, &there, &self.map);
        }
        is_new
    }

    fn theme(&mut self, name: &str, line: usize) -> Result<Id, PastedError> {
        if let Some(id) = self.themes.get(&key(name)) {
            return Ok(id.clone());
        }
        self.measure(name, line)?;
        let id = self.ids.node(&self.map, name);
        self.themes.insert(key(name), id.clone());
        self.map.themes.put(Theme {
            id: id.clone(),
            name: name.to_owned(),
            evidence: Vec::new(),
            unknown: Default::default(),
        });
        Ok(id)
    }

    /// Writes the area for which a node works, which comes along where it is new.
    fn area(&mut self, node: &mut Node, said: &str, line: usize) -> Result<bool, PastedError> {
        if words::says_nothing(said) {
            return Ok(true);
        }
        let id = match self.areas.get(&key(said)) {
            Some(id) => id.clone(),
            None => {
                self.measure(said, line)?;
                let name = said.split_whitespace().collect::<Vec<_>>().join(" ");
                let id = self.ids.node(&self.map, &name);
                self.areas.insert(key(said), id.clone());
                self.map.areas.put(Area::new(id.clone(), name));
                id
            }
        };
        Ok(*node.area.get_or_insert_with(|| id.clone()) == id)
    }
}

/// Writes a text where there is none; tells whether that is what stands there now.
fn write(field: &mut Option<String>, text: &str) -> bool {
    field.get_or_insert_with(|| text.to_owned()) == text
}

#[cfg(test)]
mod tests {
    use crate::exchange::pasted_text::read;

    #[test]
    fn no_is_an_answer_where_yes_or_no_is_asked() {
        let text = "Name\tStatutory\tRemit\nA Board\tyes\tno\nB Board\tno\tn/a\nC Board\tn/a\tPlay\n";
        let (map, notes) = read(text).expect("a map");
        let said: Vec<_> = map.nodes.iter().map(|node| (node.statutory, node.remit.as_deref())).collect();
        assert_eq!(said, [(Some(true), None), (Some(false), None), (None, Some("Play"))], "{notes:?}");
    }
}
