//! Maps by their figures, for people.

use textwrap::core::display_width;

use super::Row;
use crate::analysis::{Family, Severity};
use crate::cli::console::{FAINT, STRONG, painted};
use crate::model::words::grouped;

/// Titles are wrapped beyond this many columns.
const WIDEST_TITLE: usize = 26;
/// What stands between two columns.
const GAP: usize = 2;

/// A column of figures: a heading of two lines, and a cell for each map.
struct Column {
    heading: [&'static str; 2],
    cells: Vec<String>,
    width: usize,
}

/// A row a map. What does not fit beside the titles goes below, beside the titles again.
pub(super) fn table(rows: &[Row], width: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let titles: Vec<Vec<String>> = rows.iter().map(|row| wrapped(&row.title)).collect();
    let title_width =
        titles.iter().flatten().map(|line| display_width(line)).max().unwrap_or_default().max("Map".len());
    let mut table = String::new();
    let columns = columns(rows);
    let mut rest = columns.as_slice();
    while !rest.is_empty() {
        let mut end = title_width;
        let fitting = rest.iter().take_while(|column| {
            end += GAP + column.width;
            end <= width
        });
        let (block, after) = rest.split_at(fitting.count().max(1));
        if !table.is_empty() {
            table.push('\n');
        }
        table += &written(block, &titles, title_width);
        rest = after;
    }
    table + &painted("\nFindings of each family: errors/warnings/notes. Not known is never taken for nought.\n", FAINT)
}

fn wrapped(title: &str) -> Vec<String> {
    textwrap::wrap(title, WIDEST_TITLE).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn written(block: &[Column], titles: &[Vec<String>], title_width: usize) -> String {
    let line = |title: &str, cells: &mut dyn Iterator<Item = (&str, usize)>| {
        let mut line = padded_right(title, title_width);
        for (cell, width) in cells {
            line += &" ".repeat(GAP + width.saturating_sub(display_width(cell)));
            line += cell;
        }
        line.trim_end().to_owned()
    };
    let mut text = String::new();
    for (place, title) in ["", "Map"].into_iter().enumerate() {
        let mut cells = block.iter().map(|column| (column.heading[place], column.width));
        text += &painted(line(title, &mut cells), STRONG);
        text.push('\n');
    }
    for (place, title) in titles.iter().enumerate() {
        let mut cells = block.iter().map(|column| (column.cells[place].as_str(), column.width));
        let (first, others) = title.split_first().map_or(("", &[][..]), |(first, others)| (first.as_str(), others));
        text += &line(first, &mut cells);
        text.push('\n');
        for other in others {
            text += other;
            text.push('\n');
        }
    }
    text
}

fn padded_right(text: &str, width: usize) -> String {
    text.to_owned() + &" ".repeat(width.saturating_sub(display_width(text)))
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let column = |heading: [&'static str; 2], cell: &dyn Fn(&Row) -> String| {
        let cells: Vec<String> = rows.iter().map(cell).collect();
        let width = cells.iter().map(String::as_str).chain(heading).map(display_width).max().unwrap_or_default();
        Column { heading, cells, width }
    };
    let mut columns = vec![
        column(["live", "bodies"], &|row| row.live_bodies.to_string()),
        column(["strands", "owned"], &|row| row.strands_owned.to_string()),
        column(["", "stranded"], &|row| row.strands_stranded.to_string()),
        column(["", "unowned"], &|row| row.strands_unowned.to_string()),
        column(["sound", "routes"], &|row| match row.sound_share {
            Some(share) => format!("{:.0} %", share * 100.0),
            None => "none".to_owned(),
        }),
        column(["", "errors"], &|row| row.errors.to_string()),
        column(["", "warnings"], &|row| row.warnings.to_string()),
        column(["", "notes"], &|row| row.notes.to_string()),
    ];
    if rows.iter().any(|row| row.accepted > 0) {
        columns.push(column(["", "accepted"], &|row| row.accepted.to_string()));
    }
    for family in Family::ALL {
        let heading = ["", family.word()];
        columns.push(column(heading, &|row| {
            Severity::ALL.map(|severity| row.found(family, severity).to_string()).join("/")
        }));
    }
    columns.push(column(["hours", "a year"], &hours));
    columns.push(column(["money", "mapped"], &money));
    columns
}

fn hours(row: &Row) -> String {
    match (row.attendance_hours, row.seats_of_unknown_hours) {
        (Some(hours), _) => grouped(&hours.to_string()),
        (None, 0) => "none".to_owned(),
        (None, _) => "not known".to_owned(),
    }
}

fn money(row: &Row) -> String {
    let sums = row.money_mapped.iter().map(|(currency, amount)| format!("{currency} {}", grouped(&amount.to_string())));
    let sums: Vec<String> = sums.map(|sum| sum.trim_start().to_owned()).collect();
    match (sums.is_empty(), row.money_lines_of_unknown_amount) {
        (false, _) => sums.join(", "),
        (true, 0) => "none".to_owned(),
        (true, _) => "not known".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, table};

    fn row(title: &str, live_bodies: u32) -> Row {
        Row { title: title.to_owned(), live_bodies, attendance_hours: Some(1234.into()), ..Row::blank() }
    }

    #[test]
    fn figures_stand_under_their_headings_at_any_width() {
        let rows = [row("Short", 5), row("A council whose title is longer than a column may ever be", 12_345)];
        for width in [48, 80, 100, 200] {
            let text = anstream::adapter::strip_str(&table(&rows, width)).to_string();
            let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("Findings")).collect();
            assert!(lines.iter().all(|line| line.chars().count() <= width), "{width}\n{text}");
            let blocks = lines.iter().filter(|line| line.starts_with("Map")).count();
            let short = lines.iter().filter(|line| line.starts_with("Short")).count();
            assert_eq!(blocks, short, "each block has its row\n{text}");
            assert_eq!(blocks == 1, width == 200, "{text}");
            let end = |of: &str, word: &str| {
                let line = lines.iter().find(|line| line.starts_with(of)).expect("the line");
                line.find(word).expect("the word") + word.len()
            };
            assert_eq!(end("Map", "bodies"), end("Short", " 5"), "{text}");
            assert_eq!(end("Map", "bodies"), end("A council", " 12345"), "{text}");
        }
    }

    #[test]
    fn no_maps_no_table() {
        assert_eq!(table(&[], 80), "");
    }

    #[test]
    fn accepted_findings_have_a_column_where_there_are_any() {
        let accepting = Row { accepted: 3, ..row("Short", 5) };
        assert!(!table(&[row("Short", 5)], 300).contains("accepted"));
        assert!(table(&[row("Long", 5), accepting], 300).contains("accepted"));
    }
}
