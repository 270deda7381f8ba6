//! One sheet of an XLSX, cell by cell.

use std::io::BufRead;
use std::sync::Arc;

use super::parts::{Format, decoded, rich_text};
use crate::exchange::import::book::{Cell, CellKind, CellName, Flaw, Merged, Sheet};
use crate::exchange::import::values::{self, Shown};
use crate::exchange::import::xml::{Element, Met, Xml};
use crate::exchange::import::{Tally, Unreadable, bounded};

/// As many areas of merged cells are read, and as many hidden columns.
const MOST_AREAS: usize = 50_000;
/// The last row and column that a sheet can have, from 1 and from 0.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_383;

/// Reads one sheet.
pub(super) struct SheetReader<'a, R: BufRead> {
    xml: Xml<R>,
    strings: &'a [Arc<str>],
    formats: &'a [Format],
    is_1904: bool,
}

/// What a cell element says.
#[derive(Default)]
struct Written {
    kind: String,
    format: usize,
    value: Option<String>,
    inline: Option<String>,
    has_formula: bool,
}

impl<'a, R: BufRead> SheetReader<'a, R> {
    pub(super) fn new(part: R, strings: &'a [Arc<str>], formats: &'a [Format], is_1904: bool) -> Self {
        Self { xml: Xml::new(part), strings, formats, is_1904 }
    }

    /// Reads all its cells.
    pub(super) fn read(&mut self, tally: &mut Tally) -> Result<Sheet, Unreadable> {
        let mut sheet = Sheet::default();
        let (mut row, mut column, mut is_hidden) = (0, 0, false);
        loop {
            match self.xml.next()? {
                Met::Start(element) => match element.name.as_str() {
                    "row" => {
                        row = element.number("r").unwrap_or(row + 1);
                        is_hidden = element.says("hidden");
                        column = 0;
                    }
                    "c" => {
                        let name = element.attribute("r").and_then(|name| CellName::parse(&name));
                        let at = name.unwrap_or(CellName { row: row.max(1), column });
                        let written = Written {
                            kind: element.attribute("t").unwrap_or_default(),
                            format: element.number("s").unwrap_or(0) as usize,
                            ..Written::default()
                        };
                        column = at.column.saturating_add(1);
                        let written = self.written(written)?;
                        if at.row > LAST_ROW || at.column > LAST_COLUMN {
                            continue;
                        }
                        if let Some(cell) = self.cell(at.column, written) {
                            tally.add(cell.text.len())?;
                            sheet.put(at.row, is_hidden, cell);
                        }
                    }
                    "mergeCell" if sheet.merged.len() < MOST_AREAS => sheet.merged.extend(merged(&element)),
                    "col" if element.says("hidden") => {
                        let first = element.number("min").unwrap_or(1).max(1) - 1;
                        let last = element.number("max").unwrap_or(first + 1).min(LAST_COLUMN + 1);
                        // To the right of the last column nothing can be missed.
                        let last = last.min(first.saturating_add(256));
                        if sheet.hidden_columns.len() < MOST_AREAS {
                            sheet.hidden_columns.extend(first..last);
                        }
                    }
                    _ => {}
                },
                Met::Nothing => break,
                Met::End(_) | Met::Text(_) => {}
            }
        }
        Ok(sheet)
    }

    /// Reads what a cell element holds.
    fn written(&mut self, mut written: Written) -> Result<Written, Unreadable> {
        loop {
            match self.xml.next()? {
                Met::Start(element) => match element.name.as_str() {
                    "v" => written.value = Some(self.xml.text()?),
                    "is" => written.inline = Some(rich_text(&mut self.xml)?),
                    "f" => {
                        written.has_formula = true;
                        self.xml.pass()?;
                    }
                    _ => self.xml.pass()?,
                },
                Met::End(name) if name == "c" => return Ok(written),
                Met::Nothing => return Ok(written),
                Met::End(_) | Met::Text(_) => {}
            }
        }
    }

    /// The cell, if it holds anything or should.
    fn cell(&self, column: u32, written: Written) -> Option<Cell> {
        let format = self.formats.get(written.format).copied();
        let format = format.unwrap_or(Format { shown: Shown::Plain, indent: 0 });
        let value = written.value.filter(|value| !value.is_empty());
        let text = |text: String| {
            let (text, is_cut) = bounded(text);
            Cell { flaw: is_cut.then_some(Flaw::Cut), ..Cell::text(column, text) }
        };
        let cell = match (written.kind.as_str(), value) {
            ("inlineStr", _) => text(decoded(&written.inline.unwrap_or_default())),
            (_, None) if written.has_formula && written.kind != "str" => {
                Cell { flaw: Some(Flaw::NoResult), ..Cell::text(column, "") }
            }
            (_, None) => text(decoded(&written.inline?)),
            ("s", Some(value)) => match value.trim().parse::<usize>().ok().and_then(|place| self.strings.get(place)) {
                Some(string) => text(string.to_string()),
                None => Cell { flaw: Some(Flaw::NoText), ..Cell::text(column, "") },
            },
            ("str", Some(value)) => text(decoded(&value)),
            ("b", Some(value)) => {
                let is_so = matches!(value.trim(), "1" | "true");
                let said = if is_so { "yes" } else { "no" };
                Cell { kind: CellKind::YesNo, ..Cell::text(column, said) }
            }
            ("e", Some(value)) => Cell { flaw: Some(Flaw::Error), ..Cell::text(column, value.trim()) },
            ("d", Some(value)) => values::written_day(column, &value),
            (_, Some(value)) => values::number(column, &value, format.shown, self.is_1904),
        };
        let holds = !cell.text.trim().is_empty() || cell.flaw.is_some();
        holds.then_some(Cell { indent: format.indent, ..cell })
    }
}

fn merged(element: &Element<'_>) -> Option<Merged> {
    let area = element.attribute("ref")?;
    let (first, last) = area.split_once(':')?;
    let (first, last) = (CellName::parse(first)?, CellName::parse(last)?);
    let is_area = last.row >= first.row && last.column >= first.column;
    let merged = Merged { top: first.row, left: first.column, bottom: last.row, right: last.column };
    is_area.then_some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::book::Book;
    use crate::exchange::import::phrases::Phrases;
    use crate::exchange::import::{draft, guess};

    #[test]
    fn a_text_that_the_file_does_not_hold_is_told() {
        let part = r#"<worksheet><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
            <row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>9</v></c></row>
            <row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>x</v></c></row></sheetData></worksheet>"#;
        let strings = ["Name", "Remit", "Play Group", "Trust Board"].map(Arc::from);
        let sheet = SheetReader::new(part.as_bytes(), &strings, &[], false).read(&mut Tally::default());
        let book = Book { sheets: vec![sheet.expect("read")], ..Book::default() };
        let draft = draft(&book, &guess(&book), &Phrases::default());
        assert_eq!(draft.incoming.read.nodes.len(), 2);
        let told: Vec<String> = draft.doubts.iter().map(|doubt| doubt.sentence(&book)).collect();
        let lost = |at: &str| told.iter().any(|told| told.contains(at) && told.contains("does not hold the text"));
        assert!(lost("B2") && lost("B3"), "{told:?}");
    }
}
