//! The map file, `*.boardwalk`: canonical JSON out, and JSON in with errors that say where and what to do.
//!
//! Reading takes two passes. [`scan`] looks at every byte: syntax, depth, keys and ids that stand twice, format and
//! version. [`typed`] then lets serde build the map, and every mistake is placed by the path on which it was met.

mod fault;
mod lines;
mod scan;
mod typed;
mod writer;

pub use fault::ReadError;
pub use lines::lines_of_records;
pub(super) use writer::MapFile;
pub use writer::write;

use crate::model::Map;
use crate::model::invariants::{self, Problem};
use crate::model::quote::shortened;
use crate::model::words::count;
use fault::Trail;

/// What the `format` field of each map file says.
pub const FORMAT: &str = "boardwalk";

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// The largest file that is read, in bytes. A map of 10,000 bodies takes about a third of it.
pub const MOST_BYTES: usize = 32 << 20;

/// The deepest nesting of lists and records that is read. The format itself needs 9 levels; the rest is for what later
/// versions may add.
pub const MOST_LEVELS: usize = 128;

/// The most mistakes that one error lists; whoever has more gets the next ones after mending these.
const MOST_LISTED: usize = 20;

/// A map as a file holds it, and whether the file is of a later version.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The map.
    pub map: Map,
    /// The version of the file, if it is later than [`VERSION`]: the map can be looked at, and must not be written back,
    /// because what this version does not understand may depend on what it would change.
    pub later_version: Option<u64>,
}

/// Whether a file begins with a byte-order mark, which is read past.
pub fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with(fault::BYTE_ORDER_MARK)
}

/// A map as [`write`] writes it, with a byte-order mark before it if the file had one.
pub fn write_marked(map: &Map, has_mark: bool) -> String {
    let text = write(map);
    if has_mark { format!("\u{feff}{text}") } else { text }
}

/// Reads a map, of this version or a later one; see [`read_versioned`].
pub fn read(bytes: &[u8]) -> Result<Map, ReadError> {
    read_versioned(bytes).map(|reading| reading.map)
}

/// Reads a map and says whether it is of a later version.
///
/// A later version opens if everything in it that this version knows still has the form that it knows; fields that it
/// does not know are kept. If a known field has an unknown form, such as a new kind of link, that is an error whose
/// advice is to get a newer Boardwalk: a map without its new kinds of link would be a wrong map.
pub fn read_versioned(bytes: &[u8]) -> Result<Reading, ReadError> {
    let text = fault::text_of(bytes)?;
    let version = scan::scan(text)?;
    let later_version = (version > VERSION).then_some(version);
    let map = understand(text).map_err(|error| error.advising_newer_program(later_version))?;
    Ok(Reading { map, later_version })
}

fn understand(text: &str) -> Result<Map, ReadError> {
    let mut map = typed::map(text)?;
    for head in ["format", "version"] {
        map.unknown.remove(head);
    }
    let problems = invariants::problems(&map);
    of_problems(text, &problems).map_or(Ok(map), Err)
}

/// The problems of a map that was read from the text, as one error; none if there are none.
fn of_problems(text: &str, problems: &[Problem]) -> Option<ReadError> {
    let (listed, others) = problems.split_at(problems.len().min(MOST_LISTED));
    let more = others.first().map(|problem| {
        let message =
            format!("{} not listed", count(others.len(), "more error from here on is", "more errors from here on are"));
        let advice = "mend the ones above first".to_owned();
        ReadError::at(text, lines::offset_of(text, problem), &Trail::default(), message, advice)
    });
    let mut errors = listed.iter().map(|problem| {
        let (message, advice) = (problem.message.clone(), problem.advice.clone());
        ReadError {
            record: Some(format!("{} \"{}\"", problem.kind.word(), shortened(problem.id.as_str()))),
            field: Some(problem.field.to_owned()),
            ..ReadError::at(text, lines::offset_of(text, problem), &Trail::default(), message, advice)
        }
    });
    let mut first = errors.next()?;
    first.others = errors.chain(more).collect();
    Some(first)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_views;
