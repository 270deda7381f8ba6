//! Comma-separated values: one table of a map, for every spreadsheet.

use super::tables::{Cell, Table};
use super::{Format, Writer};
use crate::exchange::csv_table;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    title: "CSV table",
    extensions: &["csv"],
    holds: "one table: the register, or with --table another one, for every spreadsheet",
    loses: "all other tables; a spreadsheet may take dates and numbers for what they are not",
    writer: Writer::Facts(|facts| write(&Table::of(facts, facts.topic)).map(Into::into)),
};

/// So many cells are written at most, empty ones too: a matrix of thousands by thousands would fill the disk.
const MOST_CELLS: usize = 20_000_000;

/// Without it spreadsheets take the letters for those of an old code page.
const MARK: &str = "\u{FEFF}";

fn write(table: &Table) -> Result<Vec<u8>, String> {
    if table.columns.len().saturating_mul(table.rows.len()) > MOST_CELLS {
        return Err("this table is too large for a file of comma-separated values; take the workbook".to_owned());
    }
    let headings = table.columns.iter().map(|column| csv_table::Cell::Text(column.title.clone())).collect();
    let mut text = MARK.to_owned() + &csv_table::write(&[headings]);
    for row in &table.rows {
        let mut cells = vec![csv_table::Cell::Number(String::new()); table.columns.len()];
        for (column, cell) in row {
            cells[*column] = match cell {
                Cell::Text(text) => csv_table::Cell::Text(text.clone()),
                Cell::Number(number) | Cell::Money(number) => csv_table::Cell::Number(number.to_string()),
                Cell::Date(date) => csv_table::Cell::Number(date.to_string()),
            };
        }
        text += &csv_table::write(&[cells]);
    }
    Ok(text.into_bytes())
}
