//! The text as a table: what its columns are called, and which cell stands on which line.

use super::cells::{self, Parted};
use super::headings::{self, Column};
use super::{MOST_BYTES, MOST_LINES, Note, PastedError, words};
use crate::model::SeatRole;
use crate::model::words::list;

/// Of the cells of a row that no column takes, so many are told.
const MOST_LEFT_OUT: usize = 20;

/// A row, with the line on which it begins.
#[derive(Debug, Clone)]
pub(in crate::exchange) struct Row {
    pub(in crate::exchange) line: usize,
    /// What stands in it, trimmed, column by column, without the empty cells.
    pub(in crate::exchange) cells: Vec<(Column, String)>,
    /// In which column of a sheet each of the cells stands; nothing for a text.
    pub(in crate::exchange) places: Vec<u32>,
    /// Whether it goes on about the body of the row above.
    pub(in crate::exchange) goes_on: bool,
    /// Whom marks in it seat, in a table of bodies by members.
    pub(in crate::exchange) marked: Vec<Marked>,
}

/// A mark in a table of bodies by members: whoever its column is called after has a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) struct Marked {
    /// What the column is called.
    pub(in crate::exchange) name: String,
    /// Whether that sits on the row's body; else that one sits there.
    pub(in crate::exchange) is_member: bool,
    /// As what.
    pub(in crate::exchange) role: Option<SeatRole>,
    pub(in crate::exchange) column: u32,
}

impl Row {
    /// What a column says of the row's seats or lines.
    pub(in crate::exchange) fn of_link(&self, name: &str) -> Option<&str> {
        let is_it = |column: &Column| matches!(column, Column::OfLink(other) if *other == name);
        self.cells.iter().find(|(column, _)| is_it(column)).map(|(_, text)| text.as_str())
    }
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) title: Option<String>,
    /// The columns, if headings name them.
    pub(super) named: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Note>,
}

/// The columns of a text without a heading row.
const PLAIN: [Column; 3] = [Column::Name, Column::ReportsTo, Column::Chair];

/// Reads the rows and sorts their cells by column.
pub(super) fn read(text: &str) -> Result<Table, PastedError> {
    if text.len() > MOST_BYTES {
        return Err(PastedError::TooLong(text.len()));
    }
    let text = in_lines(text);
    let lines = text.lines().count();
    if lines > MOST_LINES {
        return Err(PastedError::TooManyLines(lines));
    }
    let mut notes = Vec::new();
    let separator = cells::separator(&text);
    let parted = cells::part(&text, separator, &mut notes);
    if separator == Some(',') {
        notes.push(Note::new(None, "the columns are parted by commas, since every line has one".to_owned()));
    }
    if parted.is_empty() {
        return Err(PastedError::Empty);
    }
    let head = headings::head(&parted, &mut notes)?;
    let columns = head.columns.unwrap_or_else(|| PLAIN.to_vec());
    let mut rows: Vec<Row> = Vec::new();
    for row in parted.into_iter().skip(head.rows) {
        let above = rows.last().and_then(|row| row.cells.iter().find(|(column, _)| *column == Column::Name));
        let above = above.map(|(_, name)| name.clone());
        rows.extend(sort(row, &columns, above, &mut notes)?);
    }
    if rows.is_empty() {
        return Err(PastedError::Empty);
    }
    take_off_counted(&mut rows);
    Ok(Table { title: head.title, named: if head.rows > 0 { columns } else { Vec::new() }, rows, notes })
}

/// The text without a mark at its beginning, and with one kind of ends of lines.
pub(super) fn in_lines(text: &str) -> String {
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// Sorts the cells of a row by column. Where cells were merged, the name stands in the row `above` alone.
fn sort(
    row: Parted,
    columns: &[Column],
    above: Option<String>,
    notes: &mut Vec<Note>,
) -> Result<Option<Row>, PastedError> {
    let mut note = |text: String| notes.push(Note::new(Some(row.line), text));
    let name_at = columns.iter().position(|column| *column == Column::Name).unwrap_or_default();
    let written = row.cells.get(name_at).map_or("", |name| words::without_mark(name));
    let goes_on = written.is_empty();
    let name = if !written.is_empty() && words::says_nothing(written) {
        note(format!("\"{written}\" is no name; the line was left out"));
        return Ok(None);
    } else if !written.is_empty() {
        written.to_owned()
    } else if let Some(above) = above {
        note(format!("there is no name here: taken as more about {above}, which stands above"));
        above
    } else {
        let column =
            ["first", "second", "third"].get(name_at).map_or_else(|| "name".to_owned(), |word| (*word).to_owned());
        return Err(PastedError::NoName { line: row.line, column });
    };
    let beyond = row.cells.iter().skip(columns.len()).filter(|cell| !cell.is_empty());
    match beyond.map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().as_slice() {
        [] => {}
        [one] => {
            note(format!("{one} stands in a column that has no name, and was left out; a heading row can name it"))
        }
        many => note(format!(
            "{} stand in columns that have no names, and were left out; a heading row can name them",
            list(many, MOST_LEFT_OUT)
        )),
    }
    let cells = columns.iter().cloned().zip(row.cells).filter(|(column, _)| *column != Column::Name);
    let cells = cells.filter(|(_, cell)| !cell.is_empty());
    let cells = std::iter::once((Column::Name, name)).chain(cells).collect();
    Ok(Some(Row { line: row.line, cells, places: Vec::new(), goes_on, marked: Vec::new() }))
}

/// Takes plain numbers off the names where all of them are counted: "1 Trust Board", "2 Youth Group". One alone may belong
/// to its name.
fn take_off_counted(rows: &mut [Row]) {
    let counted = |(place, row): (usize, &Row)| -> bool {
        let name = row.cells.first().map_or("", |(_, name)| name.as_str());
        name.split_once(' ').is_some_and(|(number, _)| number == (place + 1).to_string())
    };
    if rows.len() > 1 && rows.iter().enumerate().all(counted) {
        for (_, name) in rows.iter_mut().filter_map(|row| row.cells.first_mut()) {
            *name = name.split_once(' ').map_or_else(|| name.clone(), |(_, rest)| rest.trim().to_owned());
        }
    }
}
