//! Maps by their figures, for spreadsheets.

use std::collections::BTreeSet;

use super::Row;
use crate::analysis::{Family, Severity};
use crate::exchange::csv_table::{self, Cell};

/// A heading and a row a map. Money has a column for each currency that any of the maps names.
pub(super) fn table(rows: &[Row]) -> String {
    let currencies: BTreeSet<&String> = rows.iter().flat_map(|row| row.money_mapped.keys()).collect();
    let headings = columns(&Row::blank(), &currencies).into_iter().map(|(heading, _)| Cell::Text(heading)).collect();
    let line = |row: &Row| columns(row, &currencies).into_iter().map(|(_, cell)| cell).collect();
    let lines: Vec<Vec<Cell>> = std::iter::once(headings).chain(rows.iter().map(line)).collect();
    csv_table::write(&lines)
}

/// A map's cells under their headings.
fn columns(row: &Row, currencies: &BTreeSet<&String>) -> Vec<(String, Cell)> {
    let number = |heading: &str, number: u32| (heading.to_owned(), Cell::Number(number.to_string()));
    let text = |heading: &str, text: &str| (heading.to_owned(), Cell::Text(text.to_owned()));
    let share = row.sound_share.map(|share| format!("{share:.4}")).unwrap_or_default();
    let mut columns = vec![
        text("title", &row.title),
        number("live_bodies", row.live_bodies),
        number("strands_owned", row.strands_owned),
        number("strands_stranded", row.strands_stranded),
        number("strands_unowned", row.strands_unowned),
        number("routes_expected", row.routes_expected),
        number("routes_sound", row.routes_sound),
        ("sound_share".to_owned(), Cell::Number(share)),
        number("errors", row.errors),
        number("warnings", row.warnings),
        number("notes", row.notes),
        number("accepted", row.accepted),
    ];
    let hours = row.attendance_hours.map(|hours| hours.to_string()).unwrap_or_default();
    for family in Family::ALL {
        for severity in Severity::ALL {
            let heading = format!("{}_{}s", family.word().to_lowercase(), severity.word());
            columns.push(number(&heading, row.found(family, severity)));
        }
    }
    columns.push(("attendance_hours".to_owned(), Cell::Number(hours)));
    columns.push(number("seats_of_unknown_hours", row.seats_of_unknown_hours));
    for currency in currencies {
        let heading = if currency.is_empty() { "money".to_owned() } else { format!("money_{currency}") };
        let amount = row.money_mapped.get(*currency).map(ToString::to_string).unwrap_or_default();
        columns.push((heading, Cell::Number(amount)));
    }
    columns.push(number("money_lines_of_unknown_amount", row.money_lines_of_unknown_amount));
    columns.push(text("file", &row.file));
    columns
}
