//! Tables of two sides: members by bodies, strands by bodies.

use std::collections::BTreeMap;

use super::{Cell, Column, Table};
use crate::editing::matrix::{Matrix, Topic};
use crate::exchange::export::Facts;

/// The matrix of a topic, in words; without the rows and columns in which nothing stands.
pub(super) fn grid(facts: &Facts<'_>, topic: Topic) -> Table {
    let matrix = Matrix::new(facts.map, topic);
    let side = if topic == Topic::Work { "Work" } else { "Member" };
    let used = matrix.columns.iter().enumerate().filter(|(_, heading)| heading.marks > 0);
    let places: BTreeMap<usize, usize> = used.clone().enumerate().map(|(to, (from, _))| (from, to)).collect();
    let mut table = Table::new(&[(side, 40), ("Kind", 12)]);
    let first = table.columns.len();
    table.columns.extend(used.map(|(_, heading)| {
        let title = crate::exchange::export::clean::on_one_line(&heading.name);
        Column { title, width: 16 }
    }));
    let mut cells = matrix.cells().peekable();
    for (at, heading) in matrix.rows.iter().enumerate() {
        let kind = heading.kind.and_then(|kind| Cell::text(kind.word()));
        let mut row: Vec<(usize, Cell)> = Cell::text(&heading.name).into_iter().map(|name| (0, name)).collect();
        row.extend(kind.map(|kind| (1, kind)));
        while let Some((_, column, cell)) = cells.next_if(|(row, ..)| *row == at) {
            row.extend(places.get(&column).zip(Cell::text(cell.words())).map(|(place, words)| (first + place, words)));
        }
        if heading.marks > 0 {
            table.rows.push(row);
        }
    }
    table
}
