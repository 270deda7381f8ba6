//! Doubts: what was not clear in the sheets, and where, as the spreadsheet program shows it.

use super::book::{Book, CellName, Sheet, column_letters};
pub use super::weight::Weight;
use crate::model::quote::{message, shortened};

/// What was not clear, or is worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The sheet, by its place in the book.
    pub sheet: usize,
    /// The number of the row; nothing for the whole sheet.
    pub row: Option<u32>,
    /// The column, from 0; nothing for the whole row.
    pub column: Option<u32>,
    /// How much it matters.
    pub weight: Weight,
    /// What was not clear, and how it was taken.
    pub text: String,
}

impl Doubt {
    /// Something that is only told.
    pub(super) fn note(sheet: usize, row: Option<u32>, column: Option<u32>, text: impl Into<String>) -> Self {
        Self { sheet, row, column, weight: Weight::Note, text: text.into() }
    }

    /// Where it is, as the spreadsheet program says it: "Groups!B7", "row 7", "Groups".
    pub fn place(&self, book: &Book) -> String {
        place(book, self.sheet, self.row, self.column)
    }

    /// The whole sentence with its place.
    pub fn sentence(&self, book: &Book) -> String {
        match self.place(book).as_str() {
            "" => message(&self.text).into_owned(),
            place => format!("{place}: {}", message(&self.text)),
        }
    }
}

/// A place in a sheet that is made of something else: "node n7, line 12, \"colour\"".
fn made_place(sheet: &Sheet, row: Option<u32>, column: Option<u32>) -> String {
    let name = match row.and_then(|row| sheet.name_of(row)) {
        Some((name, line)) => format!("{name}{line}"),
        None => sheet.name.clone(),
    };
    let heading = column.and_then(|column| sheet.rows.first()?.cell(column));
    let heading = heading.map(|cell| format!(", \"{}\"", shortened(&cell.text))).unwrap_or_default();
    message(&format!("{name}{heading}")).into_owned()
}

/// A place in a book, as the spreadsheet program says it.
pub fn place(book: &Book, sheet: usize, row: Option<u32>, column: Option<u32>) -> String {
    let sheet = book.sheets.get(sheet);
    if let Some(sheet) = sheet.filter(|sheet| sheet.is_made()) {
        return made_place(sheet, row, column);
    }
    // As the spreadsheet program has them.
    let (row, column) = match sheet.is_some_and(|sheet| sheet.is_turned) {
        true => (column.map(|column| column + 1), row.map(|row| row.saturating_sub(1))),
        false => (row, column),
    };
    let name = message(sheet.map_or("", |sheet| sheet.name.as_str()));
    let at = match (row, column) {
        (Some(row), Some(column)) => CellName { row, column }.to_string(),
        (Some(row), None) => format!("row {row}"),
        (None, Some(column)) => format!("column {}", column_letters(column)),
        (None, None) => String::new(),
    };
    match (name.is_empty(), at.is_empty()) {
        (true, _) => at,
        (false, true) => name.into_owned(),
        // As formulas name a cell of another sheet.
        (false, false) if row.is_some() && column.is_some() => format!("{name}!{at}"),
        (false, false) => format!("{name}, {at}"),
    }
}
