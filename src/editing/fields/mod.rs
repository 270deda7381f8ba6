//! Fields: every part of every record that a person may read and write, as data, and the steps that write them.
//!
//! [`NODE`], [`LINK`], [`THEME`], [`AREA`], [`SOURCE`], [`TOTAL`], [`EXPECTATION`], [`HEADER`] and [`EVIDENCE`] list the fields; [`Fielded`] is what
//! their records have in common. A field reads as people write: names instead of ids, "on hold" instead of a code.

mod declared;
mod expectation;
mod link;
mod money;
mod names;
mod node;
mod set;
#[cfg(test)]
mod tests;
pub mod text;

use std::collections::BTreeSet;
use std::sync::Arc;

pub use declared::{AREA, EVIDENCE, HEADER, SOURCE, THEME, TOTAL};
pub use expectation::EXPECTATION;
pub use link::LINK;
pub use names::{Names, all as names, find, name};
pub use node::NODE;
pub(super) use set::change;
pub use set::{add_own, exclude, include, set, set_header, set_links, set_nodes, set_own};

use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Map};

/// One field of the records of type `R`.
pub struct Field<R: 'static> {
    /// Its name as in the file, dotted for parts: "meets.hours".
    pub name: &'static str,
    /// What people call it, as a sentence begins.
    pub label: &'static str,
    /// What belongs into it.
    pub help: &'static str,
    /// How it is edited.
    pub control: Control,
    /// Whether it makes sense for a record; see [`Field::is_shown`].
    pub applies: fn(&R) -> bool,
    /// Whether what other records have in it is worth proposing.
    suggests: bool,
    read: fn(&R, &Map) -> String,
    write: fn(&mut R, &str, &Map) -> Result<(), String>,
}

/// How a field is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// A few words in one line.
    Line,
    /// Text of any length.
    Paragraph,
    /// One of these words; the empty one says that it is not known.
    Choice(&'static [&'static str]),
    /// "yes", "no", or empty when not known.
    Tick,
    /// A plain number.
    Number,
    /// A year, a month or a day.
    Date,
    /// An amount of money.
    Money,
    /// Words, with "; " between.
    Tags,
    /// The name of one record of that kind.
    One(EntryKind),
    /// The names of records of that kind, with "; " between.
    Many(EntryKind),
}

impl<R> Field<R> {
    /// What a record has in it, as people write it; empty for nothing.
    pub fn read(&self, record: &R, map: &Map) -> String {
        (self.read)(record, map)
    }

    /// Writes a text into a record. What reads the same already is left as it is, whatever its form.
    ///
    /// # Errors
    /// What is wrong with the text and what to write instead, as one sentence; the record is then as it was.
    pub fn write(&self, record: &mut R, text: &str, map: &Map) -> Result<(), String>
    where
        R: Clone,
    {
        if text == self.read(record, map) {
            return Ok(());
        }
        self.write_anew(record, text, map)
    }

    fn write_anew(&self, record: &mut R, text: &str, map: &Map) -> Result<(), String>
    where
        R: Clone,
    {
        let mut changed = record.clone();
        let text = match self.control {
            Control::Paragraph => text.trim().to_owned(),
            Control::Tags | Control::Many(_) => text.to_owned(),
            _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        (self.write)(&mut changed, &text, map)?;
        *record = changed;
        Ok(())
    }

    /// Whether screens show it for a record: it makes sense there, or something stands in it.
    pub fn is_shown(&self, record: &R, map: &Map) -> bool {
        (self.applies)(record) || !self.read(record, map).is_empty()
    }
}

/// A record whose fields people edit.
pub trait Fielded: Clone + PartialEq + 'static {
    /// Its fields, in the order in which screens list them.
    fn fields() -> &'static [Field<Self>];
    /// All such records of a map, by id.
    fn all(map: &Map) -> Vec<Arc<Self>>;
    /// The record with that id. The heading is there whatever the id.
    fn of(map: &Map, id: &Id) -> Option<Arc<Self>>;
    /// The edit that puts it into the map.
    fn put(self) -> Edit;
    /// What people call it.
    fn title(&self, map: &Map) -> String;
    /// The words of a choice, where they are others for this record than the field has.
    fn choices(&self, _: &Field<Self>) -> Option<&'static [&'static str]> {
        None
    }
    /// The noun for one such record, and for several.
    fn noun(&self) -> (&'static str, &'static str);
}

/// The field with that name.
pub fn field<R: Fielded>(name: &str) -> Option<&'static Field<R>> {
    R::fields().iter().find(|field| field.name == name)
}

/// What may be proposed while a field is filled in: its choices, the names it may hold, or what other records have in it.
/// In the order of the choices, else of the alphabet.
pub fn completions<R: Fielded>(map: &Map, field: &Field<R>) -> Vec<String> {
    let in_use = || R::all(map).into_iter().map(|record| field.read(&record, map));
    let sorted = |words: BTreeSet<String>| words.into_iter().filter(|word| !word.is_empty()).collect();
    match field.control {
        Control::Choice(words) => words.iter().filter(|word| !word.is_empty()).map(|word| (*word).to_owned()).collect(),
        Control::Tick => vec!["yes".to_owned(), "no".to_owned()],
        Control::One(kind) | Control::Many(kind) => names(map, kind),
        Control::Tags => sorted(in_use().flat_map(|words| text::split(&words)).collect()),
        _ if field.suggests => sorted(in_use().collect()),
        _ => Vec::new(),
    }
}
