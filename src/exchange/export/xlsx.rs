//! A workbook: the tables of a map, a sheet each, for Excel and LibreOffice.

use std::collections::BTreeSet;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
    XlsxError,
};

use super::clean::on_one_line;
use super::tables::{Cell, Column, Table, Topic};
use super::{Facts, Format, Made, Writer};
use crate::model::When;
use crate::model::words::{capitalised, count, list};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    title: "Excel workbook",
    extensions: &["xlsx"],
    holds: "register, links, seats, matrices, money, findings, expectations, ledger, decisions, captures and sources, a sheet each",
    loses: "the picture, views, settings and areas within areas; of texts, what is beyond 32,767 letters; of amounts, digits beyond 15",
    writer: Writer::Facts(|facts| write(facts).map_err(|error| format!("the workbook cannot be made: {error}"))),
};

/// What a sheet can hold.
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const LONGEST_TEXT: usize = 32_767;
/// The first day of which spreadsheets agree what number it has.
const FIRST_DAY: jiff::civil::Date = jiff::civil::date(1900, 3, 1);
/// The colours of headings.
const INK: u32 = 0x1F_29_37;
const GROUND: u32 = 0xE5_E7_EB;

/// How cells look.
struct Looks {
    heading: Look,
    text: Look,
    number: Look,
    money: Look,
    year: Look,
    day: Look,
    title: Look,
}

impl Looks {
    fn new() -> Self {
        let plain = || Look::new().set_align(FormatAlign::Top);
        let left = || plain().set_align(FormatAlign::Left);
        let heading = left().set_bold().set_text_wrap().set_font_color(INK).set_background_color(GROUND);
        Self {
            heading: heading.set_border_bottom(FormatBorder::Thin),
            text: left().set_text_wrap(),
            number: plain(),
            money: plain().set_num_format("#,##0.00"),
            year: left().set_num_format("0"),
            day: left().set_num_format("yyyy-mm-dd"),
            title: left().set_bold().set_font_size(14),
        }
    }
}

fn write(facts: &Facts<'_>) -> Result<Made, XlsxError> {
    let (mut workbook, looks) = (Workbook::new(), Looks::new());
    // Of the same map the same bytes, whenever it is written.
    let no_day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = on_one_line(facts.map.called());
    workbook.set_properties(&DocProperties::new().set_title(cut(&title, 255)).set_creation_datetime(&no_day));
    let (mut told, mut too_large) = (Vec::new(), Vec::new());
    let mut sheets = Vec::new();
    for topic in Topic::ALL {
        let table = Table::of(facts, topic);
        let fits = fits(table.columns.len(), table.rows.len());
        let rows = count(table.rows.len(), "row", "rows");
        let columns = count(table.columns.len(), "column", "columns");
        told.push(match (table.rows.is_empty() && topic != Topic::Register, fits) {
            (true, _) => (topic, "nothing to tell".to_owned()),
            (false, true) => (topic, rows),
            (false, false) => (topic, format!("left out: {rows} and {columns} are more than a sheet holds")),
        });
        too_large.extend((!fits).then_some(topic));
        if fits && (topic == Topic::Register || !table.rows.is_empty()) {
            sheets.push((topic, table));
        }
    }
    about(workbook.add_worksheet(), facts, &title, &told, &looks)?;
    for (topic, table) in sheets {
        fill(workbook.add_worksheet(), topic, &table, &looks)?;
    }
    if let Ok(register) = workbook.worksheet_from_index(1) {
        register.set_active(true);
    }
    Ok(Made { bytes: workbook.save_to_buffer()?, left_out: left_out(&too_large) })
}

/// Whether a sheet holds so many columns and rows, and headings above them.
fn fits(columns: usize, rows: usize) -> bool {
    columns <= MOST_COLUMNS && rows < MOST_ROWS
}

/// What is told of sheets that were left out.
fn left_out(too_large: &[Topic]) -> Option<String> {
    let names: Vec<String> = too_large.iter().map(|topic| format!("“{}”", capitalised(topic.word()))).collect();
    let (noun, is) = if names.len() == 1 { ("the sheet", "is") } else { ("the sheets", "are") };
    (!names.is_empty()).then(|| {
        format!("{noun} {} {is} left out, with more rows or columns than a sheet holds", list(&names, names.len()))
    })
}

/// The first sheet: which map this is, and what is in the others.
fn about(
    sheet: &mut Worksheet,
    facts: &Facts<'_>,
    title: &str,
    told: &[(Topic, String)],
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name("About")?.set_column_width(0, 18)?.set_column_width(1, 64)?.set_column_width(2, 40)?;
    sheet.write_string_with_format(0, 0, cut(title, LONGEST_TEXT), &looks.title)?;
    let map = facts.map;
    let routes = facts.report.metrics.routes.sentence();
    let findings = count(facts.report.open().len(), "finding", "findings");
    let lines = [
        ("Place", map.place.clone()),
        ("As of", map.as_of.map(|date| date.to_string())),
        ("Summary", map.summary.clone()),
        ("Routes", routes),
        ("Findings", Some(findings)),
        ("Made by", Some(format!("Boardwalk {}", env!("CARGO_PKG_VERSION")))),
    ];
    let mut row = 2;
    for (name, text) in lines {
        let Some(text) = text else { continue };
        sheet.write_string_with_format(row, 0, name, &looks.text)?;
        let text = super::clean::clean(&text).into_owned();
        sheet.write_string_with_format(row, 1, cut(&text, LONGEST_TEXT), &looks.text)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in ["Sheet", "What it holds", "How much"].into_iter().enumerate() {
        sheet.write_string_with_format(row, narrow(column), heading, &looks.heading)?;
    }
    for (topic, how_much) in told {
        row += 1;
        let cells = [capitalised(topic.word()), topic.words().to_owned(), how_much.clone()];
        for (column, text) in cells.into_iter().enumerate() {
            sheet.write_string_with_format(row, narrow(column), text, &looks.text)?;
        }
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, topic: Topic, table: &Table, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(capitalised(topic.word()))?;
    let is_grid = matches!(topic, Topic::Matrix | Topic::Work);
    let mut taken = BTreeSet::new();
    for (column, Column { title, width }) in table.columns.iter().enumerate() {
        let column = narrow(column);
        sheet.set_column_width(column, f64::from(*width))?;
        sheet.write_string_with_format(0, column, cut(&apart(title, &mut taken), LONGEST_TEXT), &looks.heading)?;
    }
    for (place, row) in table.rows.iter().enumerate() {
        let at = u32::try_from(place + 1).unwrap_or(u32::MAX);
        for (column, cell) in row {
            put(sheet, at, narrow(*column), cell, looks)?;
        }
    }
    let (last_row, last_column) =
        (u32::try_from(table.rows.len()).unwrap_or(u32::MAX), narrow(table.columns.len() - 1));
    // The name stays in sight, whatever else is looked at.
    let name = table.columns.iter().position(|column| column.title == "Name").map_or(0, |place| place + 1);
    sheet.set_freeze_panes(1, if is_grid { 1 } else { narrow(name) })?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(text, LONGEST_TEXT), &looks.text)?,
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, number.to_f64().unwrap_or_default(), &looks.number)?
        }
        Cell::Money(amount) => {
            sheet.write_number_with_format(row, column, amount.to_f64().unwrap_or_default(), &looks.money)?
        }
        Cell::Date(date) => return put_date(sheet, row, column, *date, looks),
    };
    Ok(())
}

/// A day as a date that can be reckoned with, a year as a number; a month, and what was before spreadsheets began to count,
/// in words.
fn put_date(sheet: &mut Worksheet, row: u32, column: u16, date: When, looks: &Looks) -> Result<(), XlsxError> {
    let (written, day) = (date.to_string(), date.earliest());
    match written.len() {
        4 => sheet.write_number_with_format(row, column, date.year(), &looks.year)?,
        10 if day >= FIRST_DAY => {
            let parts = (day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs());
            let day = ExcelDateTime::from_ymd(parts.0, parts.1, parts.2)?;
            sheet.write_datetime_with_format(row, column, &day, &looks.day)?
        }
        _ => sheet.write_string_with_format(row, column, written, &looks.text)?,
    };
    Ok(())
}

/// A heading that no other column has, whatever its case.
fn apart(title: &str, taken: &mut BTreeSet<String>) -> String {
    let mut heading = title.to_owned();
    let mut number = 1;
    while !taken.insert(heading.to_lowercase()) {
        number += 1;
        heading = format!("{title} ({number})");
    }
    heading
}

/// What a cell can hold of a text.
fn cut(text: &str, most: usize) -> String {
    let units: usize = text.chars().map(char::len_utf16).sum();
    if units <= most {
        return text.to_owned();
    }
    let mut left = most - 1;
    let kept = text.chars().take_while(|letter| {
        let fits = letter.len_utf16() <= left;
        left = left.saturating_sub(letter.len_utf16());
        fits
    });
    kept.chain(['…']).collect()
}

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_that_were_left_out_are_told() {
        assert!(fits(MOST_COLUMNS, MOST_ROWS - 1) && !fits(MOST_COLUMNS + 1, 1) && !fits(1, MOST_ROWS));
        assert_eq!(left_out(&[]), None);
        let told = left_out(&[Topic::Matrix, Topic::Work]).expect("a sentence");
        assert_eq!(told, "the sheets “Matrix” and “Work” are left out, with more rows or columns than a sheet holds");
    }
}
