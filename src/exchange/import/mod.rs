//! Import: spreadsheets, tables and graphs of others, read and laid out as a map.
//!
//! [`read`] makes a [`Book`](book::Book) of any of them, with caps on all that a file can blow up; a
//! [`Mapping`](mapping::Mapping) says what its columns hold, guessed or kept from the last time; and [`draft`] is what then
//! becomes of its rows: a map of its own, with all that was not clear, and with what words of it propose.

mod archive;
pub mod book;
mod column_names;
mod delimited;
pub mod doubt;
mod draft;
mod encoding;
pub mod examples;
mod facts;
pub mod graph;
mod guess;
mod link_rows;
mod looks;
pub mod mapping;
mod ods;
mod origin;
pub mod phrase_table;
pub mod phrases;
mod proposal;
mod relation;
mod rows;
#[cfg(test)]
mod tests;
mod values;
mod weight;
mod work;
mod xlsx;
mod xml;

use book::{Book, Sheet};
pub use draft::{Becomes, Draft};
pub use guess::guess_again;
use mapping::Mapping;
pub use origin::Origin;
use phrases::Phrases;
pub use proposal::Proposal;
pub use rows::Place;
pub use work::{Choices, Worked, work};

use crate::model::quote::message;

/// The largest file that is read, bytes.
pub const MOST_BYTES: usize = 32 << 20;
/// The most that one part of a packed file may inflate to, bytes.
pub const MOST_INFLATED: u64 = 32 << 20;
/// The most cells of a file.
pub const MOST_CELLS: usize = 500_000;
/// The most that the cells of a file may hold together, bytes.
pub const MOST_TEXT: usize = 24 << 20;
/// The most that one cell may hold, bytes; spreadsheets hold 32,767 letters at most.
pub const LONGEST_CELL: usize = 4 * 32_767;
/// The most bodies, posts, strands and themes of a file.
pub const MOST_NAMES: usize = 20_000;
/// The most sheets of a file.
pub const MOST_SHEETS: usize = 500;

/// Why nothing can be read of a file: what is wrong and what to do, as one sentence without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// What a text is parted by, and how it is encoded, where people say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsText {
    /// The character between the columns.
    pub separator: Option<char>,
    /// The encoding.
    pub encoding: Option<encoding::Encoding>,
}

pub use encoding::Encoding;

/// The extensions of what can be read, without the dot.
pub const EXTENSIONS: [&str; 17] = [
    "xlsx",
    "xlsm",
    "ods",
    "fods",
    "csv",
    "tsv",
    "tab",
    "txt",
    "graphml",
    "gexf",
    "dot",
    "gv",
    "drawio",
    "json",
    "jgf",
    "xml",
    "archimate",
];

/// Reads a file of sheets or a table. What it is follows from its bytes; its name is only repeated.
///
/// # Errors
/// When it is too large, damaged, locked, or nothing that is known.
pub fn read(name: &str, bytes: &[u8], as_text: AsText) -> Result<Book, Unreadable> {
    // What is quoted of the file may act unseen.
    read_any(name, bytes, as_text).map_err(|Unreadable(why)| Unreadable(message(&why).into_owned()))
}

fn read_any(name: &str, bytes: &[u8], as_text: AsText) -> Result<Book, Unreadable> {
    if bytes.len() > MOST_BYTES {
        let most = MOST_BYTES >> 20;
        return Err(Unreadable(format!(
            "the file has {} MB, and {most} is the most that is read: split it, or take what is no table out of it",
            bytes.len() >> 20
        )));
    }
    let mut book = if bytes.starts_with(b"PK") {
        let mut archive = archive::Archive::open(bytes)?;
        match () {
            () if archive.has("content.xml") => ods::read(&mut archive)?,
            () if archive.has("[Content_Types].xml") => xlsx::read(&mut archive)?,
            () => return unknown("it is a packed file, but neither a spreadsheet of Excel nor of LibreOffice"),
        }
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return unknown("it is an old Excel file (.xls), or one with a password: save it as .xlsx without a password");
    } else if bytes.starts_with(b"%PDF") {
        return unknown("it is a PDF: copy its table, and paste the cells");
    } else if ods::is_flat(bytes) {
        ods::read_flat(bytes)?
    } else {
        let (text, encoding) = encoding::decode(bytes, as_text.encoding)?;
        let graph = if as_text.separator.is_none() { graph::read(&text)? } else { None };
        if let Some(mut book) = graph {
            book.remarks.extend(encoding.remark());
            book.name = name.to_owned();
            return Ok(book);
        }
        let (sheet, mut remarks) = delimited::read(&text, as_text.separator)?;
        remarks.splice(0..0, encoding.remark());
        Book { sheets: vec![sheet], remarks, ..Book::default() }
    };
    book.name = name.to_owned();
    if book.sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return unknown("there is nothing in it: no cell holds anything");
    }
    book.sheets.retain(|sheet| !sheet.rows.is_empty());
    book.sheets.iter_mut().for_each(Sheet::settle);
    for sheet in book.sheets.iter_mut().filter(|sheet| guess::is_turned(sheet)) {
        *sheet = sheet.turned();
        let name = if sheet.name.is_empty() { "the table" } else { sheet.name.as_str() };
        book.remarks.push(format!("{name} has its headings in the first column: its rows are taken as columns"));
    }
    Ok(book)
}

/// What the sheets of a book seem to hold.
pub fn guess(book: &Book) -> Mapping {
    match &book.graph {
        Some(origin) => graph::guess(book, origin),
        None => guess::guess(book),
    }
}

/// What was kept of the sheets of another time, as it fits this book; what it does not know is guessed.
///
/// # Errors
/// When the text is no mapping, as one sentence without a full stop.
pub fn kept(text: &str, book: &Book) -> Result<Mapping, String> {
    Mapping::read(text, book, guess(book))
}

/// Reads the sheets of a book as a mapping has them.
pub fn draft(book: &Book, mapping: &Mapping, phrases: &Phrases) -> Draft {
    match &book.graph {
        Some(origin) => graph::draft(book, origin, mapping),
        None => draft::draft(book, mapping, phrases),
    }
}

/// Reads a block of cells or lines that was pasted.
///
/// # Errors
/// When it is too large, or nothing stands in it.
pub fn read_pasted(text: &str) -> Result<Book, Unreadable> {
    read("", text.as_bytes(), AsText { encoding: Some(Encoding::Utf8), separator: None })
}

fn unknown<T>(what: &str) -> Result<T, Unreadable> {
    Err(Unreadable(what.to_owned()))
}

/// What is counted while sheets are read, so that no file takes more than it may.
#[derive(Debug, Default)]
struct Tally {
    cells: usize,
    text: usize,
}

impl Tally {
    /// Counts a cell that holds so many bytes.
    fn add(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.cells += 1;
        self.text += bytes;
        if self.cells > MOST_CELLS {
            return Err(Unreadable(format!(
                "the file has more than {MOST_CELLS} cells that hold something: split it, or take out what is no list \
                 of bodies or links"
            )));
        }
        if self.text > MOST_TEXT {
            return Err(Unreadable(format!(
                "the cells of the file hold more than {} MB of text: split it, or take out the long texts",
                MOST_TEXT >> 20
            )));
        }
        Ok(())
    }
}

/// A text that is no longer than a cell may be; whether it was cut.
fn bounded(mut text: String) -> (String, bool) {
    if text.len() <= LONGEST_CELL {
        return (text, false);
    }
    let end = (0..=LONGEST_CELL).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.truncate(end);
    (text, true)
}

impl Sheet {
    /// Adds a cell to a row. Rows and cells mostly come in order; see [`Sheet::settle`].
    fn put(&mut self, number: u32, is_hidden: bool, cell: book::Cell) {
        match self.rows.last_mut() {
            Some(row) if row.number == number => row.cells.push(cell),
            _ => self.rows.push(book::Row { number, is_hidden, cells: vec![cell] }),
        }
    }

    /// Puts rows and cells in order where they did not come so; of a cell that came twice, the later one counts.
    fn settle(&mut self) {
        if !self.rows.is_sorted_by(|one, other| one.number < other.number) {
            self.rows.sort_by_key(|row| row.number);
            let mut rows: Vec<book::Row> = Vec::with_capacity(self.rows.len());
            for row in self.rows.drain(..) {
                match rows.last_mut() {
                    Some(last) if last.number == row.number => last.cells.extend(row.cells),
                    _ => rows.push(row),
                }
            }
            self.rows = rows;
        }
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|one, other| one.column < other.column) {
                row.cells.reverse();
                row.cells.sort_by_key(|cell| cell.column);
                row.cells.dedup_by_key(|cell| cell.column);
            }
        }
        self.merged.sort_by_key(|merged| (merged.top, merged.left));
    }
}
