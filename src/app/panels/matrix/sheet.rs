//! The sheet: the part of a matrix that is in view, with its filters, and where its rows and columns stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::grid::CellAt;
use crate::editing::matrix::{Cell, Heading, Matrix, Order, Topic, ordered};
use crate::model::{Id, Map, spelling};

/// So many columns at the left are headings: the name, and how much stands in the row.
pub(super) const HEADINGS: usize = 2;

/// What a person wants to see of a matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) topic: Topic,
    pub(super) order: Order,
    /// Words that the names of rows must hold.
    pub(super) row_words: String,
    /// Words that the names of columns must hold.
    pub(super) column_words: String,
    /// The rows that were gaps when only gaps were asked for. One that has been filled since stays, so that nothing
    /// vanishes under the hand that fills it.
    pub(super) row_gaps: Option<BTreeSet<Id>>,
    /// The same of the columns.
    pub(super) column_gaps: Option<BTreeSet<Id>>,
}

/// A matrix, and which of its rows and columns are shown in which order.
pub(super) struct Sheet {
    pub(super) matrix: Matrix,
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Sheet {
    /// The sheet of a map. Where the order follows the number of marks, what was shown before keeps its place: a table
    /// that is sorted anew at each click cannot be clicked.
    pub(super) fn new(map: &Map, wanted: &Wanted, before: Option<&Self>) -> Self {
        let matrix = Matrix::new(map, wanted.topic);
        let before = before.filter(|_| wanted.order == Order::Marks);
        let known = |headings: &[Heading], places: &[usize]| -> Vec<Id> {
            places.iter().map(|place| headings[*place].id.clone()).collect()
        };
        let known_rows = before.map(|sheet| known(&sheet.matrix.rows, &sheet.rows));
        let known_columns = before.map(|sheet| known(&sheet.matrix.columns, &sheet.columns));
        let rows = shown(&matrix.rows, &wanted.row_words, wanted.row_gaps.as_ref(), wanted.order, known_rows);
        let columns =
            shown(&matrix.columns, &wanted.column_words, wanted.column_gaps.as_ref(), wanted.order, known_columns);
        Self { matrix, rows, columns }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The columns, without the headings.
    pub(super) fn columns(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn row(&self, row: usize) -> Option<&Heading> {
        self.matrix.rows.get(*self.rows.get(row)?)
    }

    /// The column at a place of the grid; none for the headings.
    pub(super) fn column(&self, column: usize) -> Option<&Heading> {
        self.matrix.columns.get(*self.columns.get(column.checked_sub(HEADINGS)?)?)
    }

    /// The row and the column that meet in a cell; none in the headings.
    pub(super) fn ends(&self, at: CellAt) -> Option<(&Heading, &Heading)> {
        Some((self.row(at.row)?, self.column(at.column)?))
    }

    /// What stands in a cell.
    pub(super) fn cell(&self, at: CellAt) -> Option<&Cell> {
        let (row, column) = self.places(at)?;
        self.matrix.cell(row, column)
    }

    /// A cell as a sentence.
    pub(super) fn cell_name(&self, at: CellAt) -> String {
        self.places(at).map(|(row, column)| self.matrix.cell_name(row, column)).unwrap_or_default()
    }

    /// The row of a node.
    pub(super) fn row_of(&self, id: &Id) -> Option<usize> {
        self.rows.iter().position(|place| self.matrix.rows[*place].id == *id)
    }

    /// The place in the grid of the column of a node or a theme.
    pub(super) fn column_of(&self, id: &Id) -> Option<usize> {
        Some(self.columns.iter().position(|place| self.matrix.columns[*place].id == *id)? + HEADINGS)
    }

    fn places(&self, at: CellAt) -> Option<(usize, usize)> {
        Some((*self.rows.get(at.row)?, *self.columns.get(at.column.checked_sub(HEADINGS)?)?))
    }
}

/// The headings that are gaps.
pub(super) fn gaps(headings: &[Heading]) -> BTreeSet<Id> {
    headings.iter().filter(|heading| heading.gap.is_some()).map(|heading| heading.id.clone()).collect()
}

/// The places of the headings that fit, in the order that is wanted; those that were there before come as they stood.
fn shown(
    headings: &[Heading],
    words: &str,
    gaps: Option<&BTreeSet<Id>>,
    order: Order,
    before: Option<Vec<Id>>,
) -> Vec<usize> {
    let wanted = spelling::Wanted::new(words);
    let fits = |heading: &Heading| {
        wanted.is_in(&heading.name) && gaps.is_none_or(|gaps| heading.gap.is_some() || gaps.contains(&heading.id))
    };
    let mut places: Vec<usize> = ordered(headings, order).into_iter().filter(|place| fits(&headings[*place])).collect();
    if let Some(before) = before {
        let stood: BTreeMap<&Id, usize> = before.iter().enumerate().map(|(place, id)| (id, place)).collect();
        places.sort_by_key(|place| stood.get(&headings[*place].id).copied().unwrap_or(usize::MAX));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, apply};
    use crate::model::{Link, LinkKind, Node, NodeKind};

    fn map() -> Map {
        let node = |id: &str, kind, name: &str| Edit::put(Node::new(id, kind, name));
        let owns = |from: &str, to: &str| Edit::put(Link::new(format!("{from}-owns-{to}"), LinkKind::Owns, from, to));
        let edits = [
            node("board", NodeKind::Board, "Board"),
            node("group", NodeKind::Group, "Group"),
            node("play", NodeKind::Strand, "Play"),
            node("sport", NodeKind::Strand, "Sport"),
            node("youth", NodeKind::Strand, "Youth work"),
            owns("group", "sport"),
        ];
        apply(&Map::default(), &edits).expect("a sound map")
    }

    fn rows(sheet: &Sheet) -> Vec<&str> {
        (0..sheet.rows()).filter_map(|row| sheet.row(row)).map(|row| row.id.as_str()).collect()
    }

    fn wanted() -> Wanted {
        Wanted { topic: Topic::Work, ..Wanted::default() }
    }

    #[test]
    fn filters_narrow_rows_and_columns() {
        let wanted = Wanted { row_words: " YOUTH".into(), column_words: "gro".into(), ..wanted() };
        let sheet = Sheet::new(&map(), &wanted, None);
        assert_eq!(rows(&sheet), ["youth"]);
        assert_eq!((sheet.columns(), sheet.column_of(&"group".into())), (1, Some(HEADINGS)));
        assert!(sheet.column(0).is_none() && sheet.column(HEADINGS).is_some());
    }

    #[test]
    fn a_gap_that_is_filled_stays_while_only_gaps_are_shown() {
        let before = Sheet::new(&map(), &wanted(), None);
        let wanted = Wanted { row_gaps: Some(gaps(&before.matrix.rows)), ..wanted() };
        assert_eq!(rows(&Sheet::new(&map(), &wanted, None)), ["play", "youth"]);
        let owned = Link::new("x", LinkKind::Owns, "board", "play");
        let map = apply(&map(), &[Edit::put(owned)]).expect("a sound map");
        assert_eq!(rows(&Sheet::new(&map, &wanted, None)), ["play", "youth"]);
    }

    #[test]
    fn the_fullest_come_first_until_the_order_is_asked_for_anew() {
        let wanted = Wanted { order: Order::Marks, ..wanted() };
        let before = Sheet::new(&map(), &wanted, None);
        assert_eq!(rows(&before), ["sport", "play", "youth"]);
        let edits = ["board", "group"].map(|body| Edit::put(Link::new(body, LinkKind::Owns, body, "youth")));
        let map = apply(&map(), &edits).expect("a sound map");
        assert_eq!(rows(&Sheet::new(&map, &wanted, Some(&before))), ["sport", "play", "youth"]);
        assert_eq!(rows(&Sheet::new(&map, &wanted, None)), ["youth", "sport", "play"]);
    }
}
