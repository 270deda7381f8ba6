//! ODS: the sheets of LibreOffice, and of all who write as it does; packed, or as one flat file.

use std::collections::BTreeSet;
use std::io::BufRead;

use super::archive::Archive;
use super::book::{Book, Cell, CellKind, Flaw, Merged, Sheet};
use super::values;
use super::xml::{Element, Met, Xml, push};
use super::{MOST_SHEETS, Tally, Unreadable, bounded};

/// The last row and column that a sheet can have, from 1 and from 0.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_383;
/// Of many equal rows or cells beside each other, so many are taken: a longer run is a colour, and no list.
const MOST_REPEATED: u32 = 10_000;

/// Reads a packed file.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Book, Unreadable> {
    if let Some(part) = archive.part("META-INF/manifest.xml")? {
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Met::Start(element) if element.name == "encryption-data" => {
                    return Err(Unreadable("the file has a password: save it without one".to_owned()));
                }
                Met::Nothing => break,
                Met::Start(_) | Met::End(_) | Met::Text(_) => {}
            }
        }
    }
    match archive.part("content.xml")? {
        Some(part) => Reader::new(part).read(),
        None => Err(Unreadable("it is no spreadsheet: there are no sheets in it".to_owned())),
    }
}

/// Whether a text is a spreadsheet in one flat file.
pub(super) fn is_flat(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2000)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    head.starts_with('<') && head.contains("office:document") && head.contains("opendocument")
}

/// Reads a flat file.
pub(super) fn read_flat(bytes: &[u8]) -> Result<Book, Unreadable> {
    Reader::new(bytes).read()
}

struct Reader<R: BufRead> {
    xml: Xml<R>,
    /// Styles of sheets that are not shown.
    hiding: BTreeSet<String>,
    book: Book,
    tally: Tally,
}

/// What a cell element says of its value.
#[derive(Default)]
struct Value {
    kind: String,
    value: String,
    has_formula: bool,
    is_covered: bool,
}

impl Value {
    fn of(element: &Element<'_>) -> Self {
        let kind = element.attribute("value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => element.attribute("date-value"),
            "time" => element.attribute("time-value"),
            "boolean" => element.attribute("boolean-value"),
            "string" => element.attribute("string-value"),
            _ => element.attribute("value"),
        };
        Self {
            kind,
            value: value.unwrap_or_default(),
            has_formula: element.attribute("formula").is_some(),
            is_covered: element.name == "covered-table-cell",
        }
    }
}

impl<R: BufRead> Reader<R> {
    fn new(part: R) -> Self {
        Self { xml: Xml::new(part), hiding: BTreeSet::new(), book: Book::default(), tally: Tally::default() }
    }

    fn read(mut self) -> Result<Book, Unreadable> {
        let mut style = String::new();
        loop {
            match self.xml.next()? {
                Met::Start(element) => match element.name.as_str() {
                    "style" => style = element.attribute("name").unwrap_or_default(),
                    "table-properties" if element.attribute("display").is_some_and(|said| said == "false") => {
                        self.hiding.insert(style.clone());
                    }
                    "table" => {
                        let style = element.attribute("style-name").unwrap_or_default();
                        let sheet = Sheet {
                            name: element.attribute("name").unwrap_or_default(),
                            is_hidden: self.hiding.contains(&style),
                            ..Sheet::default()
                        };
                        if self.book.sheets.len() >= MOST_SHEETS {
                            return Err(Unreadable(format!(
                                "the file has more than {MOST_SHEETS} sheets, which is the most that is read"
                            )));
                        }
                        let sheet = self.sheet(sheet)?;
                        self.book.sheets.push(sheet);
                    }
                    "tracked-changes" | "shapes" | "forms" => self.xml.pass()?,
                    _ => {}
                },
                Met::Nothing => return Ok(self.book),
                Met::End(_) | Met::Text(_) => {}
            }
        }
    }

    fn sheet(&mut self, mut sheet: Sheet) -> Result<Sheet, Unreadable> {
        let (mut number, mut column) = (1_u32, 0_u32);
        loop {
            match self.xml.next()? {
                Met::Start(element) => match element.name.as_str() {
                    "table-column" => {
                        let repeated = element.number("number-columns-repeated").unwrap_or(1).max(1);
                        let is_hidden = element.attribute("visibility").is_some_and(|said| said != "visible");
                        if is_hidden {
                            sheet.hidden_columns.extend(column..column.saturating_add(repeated.min(256)));
                        }
                        column = column.saturating_add(repeated);
                    }
                    "table-row" => {
                        let repeated = element.number("number-rows-repeated").unwrap_or(1).max(1);
                        let is_hidden = element.attribute("visibility").is_some_and(|said| said != "visible");
                        self.row(&mut sheet, number, is_hidden, repeated)?;
                        number = number.saturating_add(repeated);
                    }
                    // What stands in a cell, a drawing or a note may have tables of its own.
                    "shapes" | "forms" | "table" => self.xml.pass()?,
                    _ => {}
                },
                Met::End(name) if name == "table" => return Ok(sheet),
                Met::Nothing => return Ok(sheet),
                Met::End(_) | Met::Text(_) => {}
            }
        }
    }

    /// Reads a row, and puts it there as often as it is repeated.
    fn row(&mut self, sheet: &mut Sheet, number: u32, is_hidden: bool, repeated: u32) -> Result<(), Unreadable> {
        let mut column = 0_u32;
        let mut cells: Vec<Cell> = Vec::new();
        loop {
            match self.xml.next()? {
                Met::Start(element) if element.name.ends_with("table-cell") => {
                    let times = element.number("number-columns-repeated").unwrap_or(1).max(1);
                    let (rows, columns) =
                        (element.number("number-rows-spanned"), element.number("number-columns-spanned"));
                    let (rows, columns) = (rows.unwrap_or(1).max(1), columns.unwrap_or(1).max(1));
                    if (rows, columns) != (1, 1) && sheet.merged.len() < 50_000 {
                        let (bottom, right) = (number.saturating_add(rows - 1), column.saturating_add(columns - 1));
                        sheet.merged.push(Merged { top: number, left: column, bottom, right });
                    }
                    let value = Value::of(&element);
                    let text = self.text()?;
                    if let Some(cell) = cell(column, &value, text) {
                        for place in 0..times.min(MOST_REPEATED) {
                            let at = column.saturating_add(place);
                            if at <= LAST_COLUMN {
                                self.tally.add(cell.text.len())?;
                                cells.push(Cell { column: at, ..cell.clone() });
                            }
                        }
                    }
                    column = column.saturating_add(times);
                }
                Met::End(name) if name == "table-row" => break,
                Met::Nothing => break,
                Met::Start(_) | Met::End(_) | Met::Text(_) => {}
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        for place in 0..repeated.min(MOST_REPEATED) {
            let number = number.saturating_add(place);
            if number > LAST_ROW {
                break;
            }
            for cell in &cells {
                if place > 0 {
                    self.tally.add(cell.text.len())?;
                }
                sheet.put(number, is_hidden, cell.clone());
            }
        }
        Ok(())
    }

    /// The text of a cell as it is shown: its paragraphs as lines, without notes and drawings.
    fn text(&mut self) -> Result<String, Unreadable> {
        let (mut said, mut depth, mut paragraphs) = (String::new(), 1_usize, 0_usize);
        while depth > 0 {
            match self.xml.next()? {
                Met::Start(element) => {
                    let times = element.number("c").unwrap_or(1).min(1_000) as usize;
                    match element.name.as_str() {
                        "annotation" | "frame" | "custom-shape" | "line" | "g" | "control" => {
                            self.xml.pass()?;
                            continue;
                        }
                        "p" | "h" => {
                            if paragraphs > 0 {
                                push(&mut said, "\n");
                            }
                            paragraphs += 1;
                        }
                        "s" => push(&mut said, &" ".repeat(times)),
                        "tab" => push(&mut said, "\t"),
                        "line-break" => push(&mut said, "\n"),
                        _ => {}
                    }
                    depth += 1;
                }
                Met::End(_) => depth -= 1,
                // Between paragraphs stands what only sets the file out.
                Met::Text(text) if depth > 1 => push(&mut said, &text),
                Met::Text(_) => {}
                Met::Nothing => break,
            }
        }
        Ok(said)
    }
}

/// The cell, if it holds anything or should. `shown` is its text on the screen.
fn cell(column: u32, value: &Value, shown: String) -> Option<Cell> {
    let (shown, is_cut) = bounded(shown);
    let mut cell = match value.kind.as_str() {
        "float" | "currency" => {
            let cell = values::number(column, &value.value, values::Shown::Plain, false);
            // A number of digits alone is an id, whose zeros count.
            let is_id = shown.starts_with('0') && shown.len() > 1 && shown.bytes().all(|byte| byte.is_ascii_digit());
            if is_id { Cell { text: shown.clone(), ..cell } } else { cell }
        }
        "percentage" => values::number(column, &value.value, values::Shown::Percent, false),
        "date" => values::written_day(column, &value.value),
        "time" => Cell::text(column, values::written_length(&value.value).unwrap_or_else(|| shown.clone())),
        "boolean" => {
            let said = if value.value == "true" { "yes" } else { "no" };
            Cell { kind: CellKind::YesNo, ..Cell::text(column, said) }
        }
        _ if shown.trim().is_empty() => Cell::text(column, bounded(value.value.clone()).0),
        _ => Cell::text(column, shown.clone()),
    };
    let is_error = value.has_formula && (shown.starts_with('#') || shown.starts_with("Err:"));
    if is_error {
        cell = Cell::text(column, shown);
    }
    cell.flaw = match () {
        () if is_error => Some(Flaw::Error),
        () if value.has_formula && value.kind.is_empty() => Some(Flaw::NoResult),
        () if value.is_covered && !cell.text.trim().is_empty() => Some(Flaw::Covered),
        () if is_cut => Some(Flaw::Cut),
        () => cell.flaw,
    };
    (!cell.text.trim().is_empty() || cell.flaw.is_some()).then_some(cell)
}
