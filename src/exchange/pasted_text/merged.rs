//! Merged cells: pasted, what stands in them is in their first row alone.
//!
//! A text does not say which of its cells were merged, and an empty one may mean that there is nobody. They are filled
//! where people would have had to write the same name again, which is told of every row.

use std::collections::BTreeSet;

use super::Note;
use super::headings::Column;
use super::table::{Row, Table};
use super::words;
use crate::model::spelling::key;

/// The columns in which people merge cells that say the same.
const MERGED: [Column; 2] = [Column::ReportsTo, Column::PartOf];

/// Fills the cells that were merged with those above.
pub(super) fn fill(table: &mut Table) {
    let Table { named, rows, notes, .. } = table;
    for column in MERGED.iter().filter(|merged| named.contains(merged)) {
        if !are_merged(rows, column) {
            continue;
        }
        let mut above = String::new();
        for row in rows.iter_mut().filter(|row| !row.goes_on) {
            match said(row, column) {
                Some(said) => above = said.to_owned(),
                None => {
                    let text = format!(
                        "nothing stands under {} here: taken as \"{above}\", which stands above, as in merged cells",
                        column.word()
                    );
                    notes.push(Note::new(Some(row.line), text));
                    row.cells.push((column.clone(), above.clone()));
                }
            }
        }
    }
}

fn said<'r>(row: &'r Row, column: &Column) -> Option<&'r str> {
    row.cells.iter().find(|(known, _)| known == column).map(|(_, cell)| cell.as_str())
}

fn name(row: &Row) -> &str {
    said(row, &Column::Name).unwrap_or_default()
}

/// Whether the empty cells of a column were merged with those above: it begins with a name, no name is written twice, most
/// of them have empty cells below them, and none of these belongs to a body that others answer to, or to the one above it.
fn are_merged(rows: &[Row], column: &Column) -> bool {
    let written: Vec<&str> = rows.iter().filter_map(|row| said(row, column)).collect();
    let known: BTreeSet<String> = written.iter().map(|name| key(name)).collect();
    let begins = rows.first().is_some_and(|row| said(row, column).is_some());
    if written.len() < 2 || known.len() < written.len() || !begins {
        return false;
    }
    if written.iter().any(|said| words::says_nothing(said) || said.contains([';', '\n'])) {
        return false;
    }
    let with_more = rows.windows(2).filter(|pair| said(&pair[0], column).is_some() && said(&pair[1], column).is_none());
    let is_free = |row: &Row| said(row, column).is_some() || !known.contains(&key(name(row)));
    2 * with_more.count() > written.len() && rows.iter().all(is_free)
}

#[cfg(test)]
mod tests {
    use crate::exchange::pasted_text::read;

    fn lines(text: &str) -> (Vec<String>, usize) {
        let (map, notes) = read(text).expect("a map");
        let told = notes.iter().filter(|note| note.text.contains("merged cells")).count();
        (map.links.iter().map(|link| map.sentence(link)).collect(), told)
    }

    #[test]
    fn what_stands_in_merged_cells_holds_for_all_their_rows_and_is_told() {
        let text = "Name\tReports to\nPlay Group\tTrust Board\nSport Group\t\nYouth Group\t\nRoads Group\tTown Board\n\
                    Bridges Group\t\n";
        let (lines, told) = lines(text);
        assert_eq!(
            lines,
            [
                "Bridges Group reports to Town Board",
                "Play Group reports to Trust Board",
                "Roads Group reports to Town Board",
                "Sport Group reports to Trust Board",
                "Youth Group reports to Trust Board"
            ]
        );
        assert_eq!(told, 3);
    }

    #[test]
    fn an_empty_cell_that_may_mean_nobody_stays_empty() {
        for text in [
            // The ones at the top stand first, or anywhere.
            "Name\tReports to\nTrust Board\t\nPlay Group\tTrust Board\nTown Board\t\nRoads Group\tTown Board\n",
            "Name\tReports to\nPlay Group\tTrust Board\nTrust Board\t\nRoads Group\tTown Board\nTown Board\t\n",
            // Who merges cells does not write a name twice.
            "Name\tReports to\nPlay Group\tTrust Board\nSport Group\tTrust Board\nForum\t\nRoads Group\tTown Board\nPanel\t\n",
            // One name alone tells nothing.
            "Name\tReports to\nPlay Group\tTrust Board\nSport Group\t\n",
        ] {
            assert_eq!(lines(text).1, 0, "{text}");
        }
    }
}
