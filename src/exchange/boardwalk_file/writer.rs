//! Writing map files: records by id, one field a line, keys in the order of the model.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use super::{FORMAT, VERSION};
use crate::model::Map;

/// A map as its file holds it.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(title = "Boardwalk map")]
pub(crate) struct MapFile<'a> {
    /// Says that the file is a map.
    #[schemars(extend("const" = FORMAT))]
    format: &'a str,
    /// The version of the format.
    #[schemars(range(min = 1))]
    version: u64,
    #[serde(flatten)]
    map: &'a Map,
}

/// The map as the text of its file: the same map always gives the same text.
pub fn write(map: &Map) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Lines::default());
    let written = MapFile { format: FORMAT, version: VERSION, map }.serialize(&mut serializer);
    written.expect("memory takes all that is written, and the model has no value without a form in JSON");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is written as UTF-8")
}

/// The most levels of lists and records that are spread over lines: the map, its lists, their records.
const SPREAD_LEVELS: usize = 3;

/// The same for what an option changes, and how it stands to what partners expect: those lists and each part of them.
const SPREAD_LEVELS_OF_CHANGES: usize = 5;

/// Spreads the upper levels over lines, and keeps each value below them on its one line.
#[derive(Default)]
struct Lines {
    level: usize,
    empty: bool,
    within_key: bool,
    within_changes: bool,
}

impl Lines {
    fn spreads(&self) -> bool {
        self.level <= if self.within_changes { SPREAD_LEVELS_OF_CHANGES } else { SPREAD_LEVELS }
    }

    fn new_line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.level).try_for_each(|_| writer.write_all(b"  "))
    }

    fn open(&mut self) {
        self.level += 1;
        self.empty = true;
    }

    fn close<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let spread = self.spreads() && !self.empty;
        self.level -= 1;
        self.empty = false;
        if spread { self.new_line(writer) } else { Ok(()) }
    }

    fn separate<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.empty = false;
        match (self.spreads(), first) {
            (true, true) => self.new_line(writer),
            (true, false) => writer.write_all(b",").and_then(|()| self.new_line(writer)),
            (false, true) => Ok(()),
            (false, false) => writer.write_all(b", "),
        }
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open();
        CompactFormatter.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer)?;
        CompactFormatter.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.separate(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open();
        CompactFormatter.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer)?;
        CompactFormatter.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.within_key = true;
        self.separate(writer, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.within_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.within_key && self.level == SPREAD_LEVELS {
            self.within_changes = ["changes", "stances"].contains(&fragment);
        }
        writer.write_all(fragment.as_bytes())
    }
}
