//! Rows into a map: every name once, then the lines between them.

use std::collections::BTreeMap;

use super::headings::Column;
use super::table::{Row, Table};
use super::{LONGEST_NAME, MOST_NAMES, Note, PastedError, words};
use crate::editing::fields::{self, Control};
use crate::editing::ids::{fresh_link_id, fresh_node_id};
use crate::model::spelling::{joined, key};
use crate::model::{Area, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, Theme};

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
    /// Names by what is left of them without spaces and hyphens, to tell of those that are nearly the same.
    runs: BTreeMap<String, String>,
    /// Themes, the same way.
    themes: BTreeMap<String, Id>,
    /// Areas, the same way.
    areas: BTreeMap<String, Id>,
    /// How many names have come down to the same id. Names in other scripts all do, and trying one number after the
    /// other for each would take long.
    same: BTreeMap<Id, usize>,
    /// Whether several names stand between semicolons and nothing else parts them, as this program writes them.
    pub(in crate::exchange) parts_plainly: bool,
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
        let kind = meant.or_else(|| words::kind(name)).unwrap_or(NodeKind::Group);
        if let (Some(said), None) = (said, meant) {
            self.note(row.line, format!("\"{said}\" under kind is not known; {name} is taken as a {}", kind.word()));
        } else if said.is_none() && words::kind(name).is_none() {
            let text = format!("no word of \"{name}\" says what it is; taken as a group");
            self.notes.push(Note { is_doubt: false, ..Note::new(Some(row.line), text) });
        }
        let id = self.add(name, kind, row.line)?;
        self.fill(&id, row, row.line)
    }

    /// Adds a node of a name that is not there yet.
    fn add(&mut self, name: &str, kind: NodeKind, line: usize) -> Result<Id, PastedError> {
        self.measure(name, line)?;
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let id = self.fresh(&name);
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

    fn fresh(&mut self, name: &str) -> Id {
        let plain = fresh_node_id(&Map::default(), name);
        let count = self.same.entry(plain.clone()).or_default();
        *count += 1;
        let wanted = if *count == 1 { name.to_owned() } else { format!("{plain} {count}") };
        fresh_node_id(&self.map, &wanted)
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
                    for name in self.names(column, cell, row.line) {
                        let theme = self.theme(&name, row.line)?;
                        node.themes.insert(theme);
                    }
                    true
                }
                Column::Aliases => {
                    let name = key(&node.name);
                    node.aliases.extend(self.names(column, cell, row.line).into_iter().filter(|it| key(it) != name));
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
            return is_new;
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
        let id = self.fresh(name);
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
                let id = self.fresh(&name);
                self.areas.insert(key(said), id.clone());
                self.map.areas.put(Area::new(id.clone(), name));
                id
            }
        };
        Ok(*node.area.get_or_insert_with(|| id.clone()) == id)
    }

    /// Draws the row's lines, and adds whom they name and no row is about.
    pub(in crate::exchange) fn lines(&mut self, row: &Row) -> Result<(), PastedError> {
        let name = row.cells.iter().find(|(column, _)| *column == Column::Name).map_or("", |(_, name)| name.as_str());
        let Some((id, _)) = self.nodes.get(&key(name)).cloned() else { return Ok(()) };
        let is_strand = self.kind(&id) == Some(NodeKind::Strand);
        for (place, (column, cell)) in row.cells.iter().enumerate() {
            self.column = row.places.get(place).copied();
            let ties = [Column::ReportsTo, Column::Chair, Column::Members, Column::PartOf, Column::Owns];
            if !ties.contains(column) {
                continue;
            }
            for other in self.names(column, cell, row.line) {
                let (link, usual) = match (column, is_strand) {
                    (Column::PartOf, _) => (LinkKind::PartOf, NodeKind::Board),
                    (Column::ReportsTo, false) => (LinkKind::ReportsTo, NodeKind::Board),
                    (Column::Chair, false) => (LinkKind::Chairs, NodeKind::Post),
                    (Column::Members, false) => (LinkKind::MemberOf, NodeKind::Partner),
                    (Column::Owns, false) => (LinkKind::Owns, NodeKind::Strand),
                    (Column::ReportsTo, true) => (LinkKind::Owns, NodeKind::Board),
                    (Column::Members, true) => (LinkKind::Delivers, NodeKind::Partner),
                    (Column::Chair, true) => (LinkKind::Delivers, NodeKind::Post),
                    (Column::Owns, true) => {
                        self.note(
                            row.line,
                            format!("{name} is a strand, which owns nothing; \"{other}\" was left out"),
                        );
                        continue;
                    }
                    _ => continue,
                };
                let other = self.named(&other, usual, row.line)?;
                self.line(link, &id, &other, row.line, is_strand);
            }
        }
        self.column = None;
        Ok(())
    }

    pub(in crate::exchange) fn kind(&self, id: &Id) -> Option<NodeKind> {
        self.map.nodes.get(id.as_str()).map(|node| node.kind)
    }

    /// The node of a name; where there is none it is added, as what its words say or else as what is usual there.
    pub(in crate::exchange) fn named(&mut self, name: &str, usual: NodeKind, line: usize) -> Result<Id, PastedError> {
        if let Some((id, _)) = self.nodes.get(&key(name)) {
            return Ok(id.clone());
        }
        let fits = |kind: &NodeKind| match usual {
            NodeKind::Post => matches!(kind, NodeKind::Post | NodeKind::Partner),
            NodeKind::Strand => *kind == NodeKind::Strand,
            _ => *kind != NodeKind::Strand,
        };
        self.add(name, words::kind(name).filter(fits).unwrap_or(usual), line)
    }

    /// The names in a cell. They are parted by bars, semicolons and line ends; by slashes where a cell may have many, or
    /// spaces stand round the slash; by commas where the parts are names by themselves; and never within the name of a row.
    fn names(&mut self, column: &Column, cell: &str, line: usize) -> Vec<String> {
        if self.parts_plainly {
            return fields::text::split(cell);
        }
        let many = matches!(column, Column::Members | Column::Owns | Column::Themes);
        let is_known = |name: &str| self.nodes.contains_key(&key(words::without_mark(name)));
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        for part in cell.split(['|', ';', '\n']) {
            let slashed: Vec<&str> = match many {
                _ if is_known(part) => vec![part],
                true => part.split('/').collect(),
                false => part.split(" / ").collect(),
            };
            for part in slashed.into_iter().map(str::trim) {
                let is_one = is_known(part) || !part.contains(',');
                let names = if is_one { vec![part] } else { by_commas(part, column, is_known) };
                let taken = match names.len() {
                    _ if is_one => None,
                    1 => Some("as one name: put semicolons between them if they are several".to_owned()),
                    many => Some(format!("as {many} names: give it a line of its own if it is one")),
                };
                notes.extend(taken.map(|taken| format!("\"{part}\" under {} is taken {taken}", column.word())));
                found.extend(names);
            }
        }
        let mut names = Vec::new();
        for name in found {
            let plain = if self.nodes.contains_key(&key(name)) { name.trim() } else { words::without_mark(name) };
            if plain.is_empty() {
                continue;
            }
            if words::says_nothing(plain) {
                notes.push(format!("\"{plain}\" under {} names nobody; it was left out", column.word()));
            } else {
                names.push(plain.to_owned());
            }
        }
        notes.into_iter().for_each(|text| self.note(line, text));
        names
    }

    /// Draws one line between the row's body and another.
    fn line(&mut self, link: LinkKind, row: &Id, other: &Id, line: usize, is_strand: bool) {
        let name = |id: &Id| self.map.name(id.as_str()).to_owned();
        if row == other {
            return self.note(line, format!("{} cannot be in a line with itself; the line was left out", name(row)));
        }
        if is_strand && link != LinkKind::PartOf {
            let text = match link {
                LinkKind::Owns => format!("{} is a strand: {} is taken as its owner", name(row), name(other)),
                _ => format!("{} is a strand: {} is taken as one who delivers it", name(row), name(other)),
            };
            self.note(line, text);
        } else if link == LinkKind::Owns && self.kind(other) != Some(NodeKind::Strand) {
            return self
                .note(line, format!("{} is no strand, so that nobody owns it; the line was left out", name(other)));
        }
        let row_is_first = match link {
            LinkKind::PartOf => true,
            LinkKind::ReportsTo | LinkKind::Owns => !is_strand,
            _ => false,
        };
        let (from, to) = if row_is_first { (row, other) } else { (other, row) };
        self.draw(link, from, to);
    }

    /// Draws one line, unless it is there.
    pub(in crate::exchange) fn draw(&mut self, link: LinkKind, from: &Id, to: &Id) {
        self.draw_in(link, from, to, None);
    }

    /// Draws one line of a period, unless it is there; its id, and whether it is new.
    pub(in crate::exchange) fn draw_in(
        &mut self,
        link: LinkKind,
        from: &Id,
        to: &Id,
        period: Option<String>,
    ) -> (Id, bool) {
        let line = (link, from.clone(), to.clone(), period);
        if let Some(id) = self.drawn.get(&line) {
            return (id.clone(), false);
        }
        let id = fresh_link_id(&self.map, link, from, to);
        self.map.links.put(Link::new(id.clone(), link, from.clone(), to.clone()));
        self.fresh.push(id.clone());
        self.drawn.insert(line, id.clone());
        (id, true)
    }
}

/// Writes a text where there is none; tells whether that is what stands there now.
fn write(field: &mut Option<String>, text: &str) -> bool {
    field.get_or_insert_with(|| text.to_owned()) == text
}

/// The names that people part by commas, if they are several; a name may have commas too, as in "Children, Families and
/// Learning Board".
fn by_commas<'a>(part: &'a str, column: &Column, is_known: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let names: Vec<&str> = part.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let are_known = names.iter().all(|name| is_known(name));
    let tell = |names: &[&str]| names.iter().all(|name| words::kind(name).is_some());
    let are_several = match column {
        Column::Chair => are_known,
        Column::ReportsTo | Column::PartOf => are_known || tell(&names),
        Column::Themes => true,
        // The last words of a long name follow "and", and what stands before them is nothing by itself.
        _ => are_known || tell(&names) || (names.len() > 2 && !names[names.len() - 1].contains(" and ")),
    };
    if names.len() > 1 && are_several { names } else { vec![part] }
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
