//! What is wrong with a map file, where, and what to do about it.

use std::fmt;

use super::lines::id_of_record;
use super::{MOST_BYTES, VERSION};
use crate::model::EntryKind;
use crate::model::quote::shortened;

/// Why a file is no map, or no sound one. Shown as `line 3, column 9, node "a", field "kind": ...; what to do`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The record concerned, such as `node "be-healthy"`.
    pub record: Option<String>,
    /// The field concerned, such as `evidence.source`.
    pub field: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
    /// What else is wrong.
    pub others: Box<[ReadError]>,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if let Some(record) = &self.record {
            write!(f, ", {record}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", field \"{field}\"")?;
        }
        write!(f, ": {}", self.message)?;
        if !self.advice.is_empty() {
            write!(f, "; {}", self.advice)?;
        }
        self.others.iter().try_for_each(|other| write!(f, "\n{other}"))
    }
}

impl ReadError {
    /// An error at a byte of the text, on the trail that was followed to it.
    pub(super) fn at(text: &str, offset: usize, trail: &Trail, message: String, advice: String) -> Self {
        let (line, column) = position(text.as_bytes(), offset);
        let (record, field) = (trail.record(text), trail.field());
        Self { line, column, record, field, message, advice, others: Box::default() }
    }

    /// An error that concerns the file as a whole.
    pub(super) fn of_file(message: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::at("", 0, &Trail::default(), message.into(), advice.into())
    }

    /// The error, or if the file is of a later version, the same error with the advice to get a program of that version.
    pub(super) fn advising_newer_program(mut self, later_version: Option<u64>) -> Self {
        if let Some(version) = later_version {
            self.advice = format!(
                "the file was written by a newer Boardwalk (format version {version}, this one knows {VERSION}): get the newer Boardwalk to open it"
            );
        }
        self
    }
}

/// Where a reader is in the tree of a file: keys and places in lists, from the outside in.
#[derive(Debug, Default)]
pub(super) struct Trail {
    steps: Vec<Step>,
    /// Where the record starts that the trail leads into.
    record_start: usize,
}

#[derive(Debug)]
enum Step {
    Key(String),
    Place(usize),
}

impl Trail {
    pub(super) fn enter_key(&mut self, key: String) {
        self.steps.push(Step::Key(key));
    }

    pub(super) fn enter_place(&mut self, place: usize, start: usize) {
        self.steps.push(Step::Place(place));
        if self.steps.len() == 2 {
            self.record_start = start;
        }
    }

    pub(super) fn leave(&mut self) {
        self.steps.pop();
    }

    /// The kind of the record that the trail leads to, if it ends at its field `id`.
    pub(super) fn ends_at_id(&self) -> Option<EntryKind> {
        match self.steps.as_slice() {
            [Step::Key(table), Step::Place(_), Step::Key(field)] if field == "id" => {
                // What stands in the place of views and is none is kept, whatever it is.
                EntryKind::of_table(table).filter(|kind| *kind != EntryKind::View)
            }
            _ => None,
        }
    }

    fn record(&self, text: &str) -> Option<String> {
        let [Step::Key(table), Step::Place(place), ..] = self.steps.as_slice() else { return None };
        if table == "accepted" {
            return Some(format!("accepted finding number {}", place + 1));
        }
        let word = EntryKind::of_table(table)?.word();
        Some(match id_of_record(text, self.record_start) {
            Some(id) => format!("{word} \"{}\"", shortened(&id)),
            None => format!("{word} number {}", place + 1),
        })
    }

    fn field(&self) -> Option<String> {
        let in_record = matches!(self.steps.get(1), Some(Step::Place(_)));
        let keys = self.steps.iter().skip(if in_record { 2 } else { 0 });
        let keys: Vec<_> =
            keys.filter_map(|step| if let Step::Key(key) = step { Some(key.as_str()) } else { None }).collect();
        (!keys.is_empty()).then(|| shortened(&keys.join(".")).into_owned())
    }
}

/// The line and the column, from 1, of a byte.
fn position(bytes: &[u8], offset: usize) -> (u32, u32) {
    let before = &bytes[..offset.min(bytes.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let column = before[start..].iter().filter(|byte| !is_continuation(**byte)).count() + 1;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(line), number(column))
}

/// Whether the byte continues a UTF-8 character that an earlier byte begins.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// What some editors write at the beginning of a text in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The bytes as text, if they can be the text of a map file.
pub(super) fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MOST_BYTES {
        let message = format!("the file is too big for a map: it has more than {} MB", MOST_BYTES >> 20);
        return Err(ReadError::of_file(message, "check that it is the right file"));
    }
    let advice = "save it as UTF-8, or get a whole copy";
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ReadError::of_file("the file is UTF-16 text, and a map is UTF-8", advice));
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        ReadError { line, column, ..ReadError::of_file("here the file is not UTF-8 text", advice) }
    })?;
    // No line of JSON begins like this.
    if let Some(line) = text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        let message = "git has merged this map as text, and left both sides in it between marks such as <<<<<<<";
        let advice = "run boardwalk git-setup, then git checkout --merge with the name of the file";
        let line = u32::try_from(line + 1).unwrap_or(u32::MAX);
        return Err(ReadError { line, ..ReadError::of_file(message, advice) });
    }
    Ok(text)
}
