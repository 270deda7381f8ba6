//! Rows: a table of texts, those of its rows that are to be seen, and the order in which they stand.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Sorted;
use crate::model::alphabet::{self, Place};
use crate::model::spelling::{self, Wanted};

/// The column by which rows are sorted, and which way, if they are.
pub type Sorting = Option<(usize, Sorted)>;

/// The rows of a table that is made of texts.
#[derive(Default)]
pub struct Rows {
    rows: Vec<Row>,
    shown: Vec<usize>,
}

struct Row {
    texts: Vec<String>,
    /// The same as it is compared when something is looked for: once, and not with each letter that is typed.
    searched: String,
}

impl Rows {
    /// Rows with a text for each column, in their own order.
    pub fn of(texts: impl IntoIterator<Item = Vec<String>>) -> Self {
        let row = |texts: Vec<String>| Row { searched: spelling::plain(&texts.join("\n")), texts };
        let rows: Vec<Row> = texts.into_iter().map(row).collect();
        Self { shown: (0..rows.len()).collect(), rows }
    }

    /// Shows the rows in which all the words stand and that are meant, in the order of a column or their own.
    pub fn show(&mut self, words: &str, sorted: Sorting, is_meant: impl Fn(usize) -> bool) {
        let wanted = Wanted::new(words);
        let fits = |row: &Row| wanted.is_empty() || wanted.is_in_all(&row.texts, &row.searched);
        self.shown = (0..self.rows.len()).filter(|&place| is_meant(place) && fits(&self.rows[place])).collect();
        if let Some((column, way)) = sorted {
            let keys: Vec<Option<Key>> = self.rows.iter().map(|row| key_of(&row.texts[column])).collect();
            self.shown.sort_by(|one, other| compare(&keys[*one], &keys[*other], way));
        }
    }

    /// How many rows there are.
    pub fn all(&self) -> usize {
        self.rows.len()
    }

    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// The place, among all rows, of a row that is shown; none beyond the last.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.shown.get(row).copied()
    }

    /// The text of a row that is shown.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.place(row).and_then(|place| self.rows[place].texts.get(column)).map_or("", String::as_str)
    }
}

/// What a text sorts by: numbers before words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Decimal),
    Text(Place),
}

fn key_of(text: &str) -> Option<Key> {
    let number = || text.replace(',', "").parse().ok().map(Key::Number);
    (!text.is_empty()).then(|| number().unwrap_or_else(|| Key::Text(alphabet::place(text))))
}

/// Empty cells come last, whichever way the others are sorted.
fn compare(one: &Option<Key>, other: &Option<Key>, way: Sorted) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if way == Sorted::Upwards => one.cmp(other),
        (Some(one), Some(other)) => other.cmp(one),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// The next way to sort by a column: upwards, downwards, not at all.
pub fn sort_by(sorted: Sorting, column: usize) -> Sorting {
    match sorted {
        Some((known, Sorted::Upwards)) if known == column => Some((column, Sorted::Downwards)),
        Some((known, Sorted::Downwards)) if known == column => None,
        _ => Some((column, Sorted::Upwards)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, sort_by};
    use crate::app::grid::Sorted;

    #[test]
    fn rows_are_filtered_and_sorted_and_come_back_in_their_own_order() {
        let texts = [["10", "Board"], ["9", ""], ["2", "áre"], ["", "Zoo board"]];
        let mut rows = Rows::of(texts.map(|row| row.map(str::to_owned).to_vec()));
        let shown = |rows: &Rows| (0..rows.len()).filter_map(|row| rows.place(row)).collect::<Vec<_>>();
        assert_eq!(shown(&rows), [0, 1, 2, 3]);
        rows.show("", Some((0, Sorted::Upwards)), |_| true);
        assert_eq!(shown(&rows), [2, 1, 0, 3], "as numbers, and what is empty comes last");
        rows.show("", Some((1, Sorted::Downwards)), |_| true);
        assert_eq!(shown(&rows), [3, 0, 2, 1]);
        rows.show("board", None, |_| true);
        assert_eq!(shown(&rows), [0, 3]);
        rows.show("board", None, |place| place > 0);
        assert_eq!((shown(&rows), rows.text(0, 1), rows.text(1, 1)), (vec![3], "Zoo board", ""));
    }

    #[test]
    fn a_column_is_sorted_upwards_then_downwards_then_not_at_all() {
        let once = sort_by(None, 1);
        let twice = sort_by(once, 1);
        assert_eq!((once, twice), (Some((1, Sorted::Upwards)), Some((1, Sorted::Downwards))));
        assert_eq!((sort_by(twice, 1), sort_by(twice, 0)), (None, Some((0, Sorted::Upwards))));
    }
}
