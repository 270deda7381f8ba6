//! Pasted text: a list of bodies, one a line, read as a map.
//!
//! "Name; reports to; chair" is enough; with a heading row the columns may be more, and in any order. [`cells`] finds
//! the separator and the cells, [`headings`] what the columns are called, [`table`] the rows, [`words`] tells a board from
//! a post by its name, [`build`] makes the map. What is named as a parent, a chair or a member only is added too, and the
//! same name, however it is typed, is always the same body.

pub(super) mod build;
mod cells;
pub(super) mod headings;
mod merged;
pub(super) mod table;
#[cfg(test)]
mod tests;
pub(super) mod words;

use std::fmt;

pub use headings::Column;

use crate::model::Map;
use crate::model::quote::message;

/// The longest text that is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// The most lines that are read.
pub const MOST_LINES: usize = 2_000;

/// The most bodies, posts, strands and themes that one text may name.
pub const MOST_NAMES: usize = 2_000;

/// The longest name, in letters.
pub const LONGEST_NAME: usize = 300;

/// Something in the text that was not clear, and how it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line, from 1; nothing if it is about the whole text.
    pub line: Option<usize>,
    /// The column of a sheet that it is about, from 0; nothing for a text.
    pub column: Option<u32>,
    /// What was not clear, and how it was taken.
    pub text: String,
    /// Whether it may have been taken wrong, so that people should see it before anything comes of it.
    pub is_doubt: bool,
}

impl Note {
    /// A note that people should see before anything comes of it.
    pub(super) fn new(line: Option<usize>, text: impl Into<String>) -> Self {
        Self { line, column: None, text: message(&text.into()).into_owned(), is_doubt: true }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// Why no map can be made of a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PastedError {
    /// There is no name in it.
    #[error("there is nothing to read yet: write one body a line, such as: Parenting Group; Trust Board; Lead Member")]
    Empty,
    /// It is longer than [`MOST_BYTES`].
    #[error("the text has {0} bytes, and {MOST_BYTES} is the most that can be read: paste it in parts")]
    TooLong(usize),
    /// It has more than [`MOST_LINES`].
    #[error("the text has {0} lines, and {MOST_LINES} is the most that can be read: paste it in parts")]
    TooManyLines(usize),
    /// It names more than [`MOST_NAMES`].
    #[error(
        "line {line}: up to here the text names more than {MOST_NAMES} bodies, posts, strands and themes: paste it in parts"
    )]
    TooManyNames {
        /// The line.
        line: usize,
    },
    /// A row has something in it, but no name.
    #[error("line {line}: the name is missing: write it into the {column} column, or take the line out")]
    NoName {
        /// The line.
        line: usize,
        /// Which column that is, "first" and so on.
        column: String,
    },
    /// A name is longer than [`LONGEST_NAME`].
    #[error(
        "line {line}: a name has {letters} letters, and {LONGEST_NAME} is the most: put the rest under remit or notes"
    )]
    NameTooLong {
        /// The line.
        line: usize,
        /// How long it is.
        letters: usize,
    },
    /// The heading row names no column for names.
    #[error("line {line}: this is a heading row, but none of its columns is called name: call one so")]
    NoNameColumn {
        /// The line.
        line: usize,
    },
}

/// Reads a text as a map without title or evidence, and tells what in it was not clear, in the order of the lines.
///
/// # Errors
/// When there is nothing in it, too much, or a row of which nothing can be made.
pub fn read(text: &str) -> Result<(Map, Vec<Note>), PastedError> {
    let mut table = table::read(text)?;
    merged::fill(&mut table);
    build::map(table)
}

/// Whether the columns of a text are called something.
pub fn has_headings(text: &str) -> bool {
    let text = table::in_lines(text);
    let rows = cells::part(&text, cells::separator(&text), &mut Vec::new());
    headings::head(&rows, &mut Vec::new()).is_ok_and(|head| head.columns.is_some())
}

/// A block of cells as a text that [`read`] takes apart again.
pub fn joined(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        let is_plain = !text.contains(['\t', '\n', '\r']) && !text.starts_with('"');
        if is_plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n").collect()
}
