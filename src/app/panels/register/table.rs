//! The rows of a table: read from the map, filtered and sorted.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::column::{Column, ties};
use super::sheet::Sheet;
use crate::analysis::Report;
use crate::app::grid::Sorted;
use crate::model::alphabet::{self, Place};
use crate::model::spelling::{self, Wanted};
use crate::model::{Areas, Id, Map};
use crate::session::Session;
use crate::session::same::SameValue;

/// A record as a row.
pub(super) struct Row {
    pub(super) id: Id,
    /// What stands in its columns.
    pub(super) texts: Vec<String>,
    /// The same as it is compared when something is looked for: once, and not with each letter that is typed.
    searched: String,
}

/// The rows of a sheet, in the order of the map, and those of them that are shown.
#[derive(Default)]
pub(super) struct Table {
    map: Option<Arc<Map>>,
    /// The findings that were counted.
    report: Option<SameValue<Report>>,
    sheet: Sheet,
    columns: Vec<Column>,
    rows: Vec<Row>,
    words: Option<String>,
    sorted: Option<(&'static str, Sorted)>,
    shown: Vec<usize>,
}

impl Table {
    /// Brings the rows up to date.
    pub(super) fn follow(
        &mut self,
        session: &Session,
        sheet: Sheet,
        columns: &[Column],
        words: &str,
        sorted: Option<(&'static str, Sorted)>,
    ) {
        let map = session.document.map();
        let report = session.picture.as_ref().map(|picture| SameValue::of(&picture.report));
        let keys = |columns: &[Column]| columns.iter().map(|column| column.key()).collect::<Vec<_>>();
        let is_same = self.map.as_ref().is_some_and(|known| Arc::ptr_eq(known, map))
            && self.report == report
            && self.sheet == sheet
            && keys(&self.columns) == keys(columns);
        if !is_same {
            self.rows = rows(session, sheet, columns);
            self.map = Some(map.clone());
            (self.report, self.sheet, self.columns) = (report, sheet, columns.to_vec());
        }
        if !is_same || self.words.as_deref() != Some(words) || self.sorted != sorted {
            (self.words, self.sorted) = (Some(words.to_owned()), sorted);
            self.shown = self.order(words, sorted);
        }
    }

    /// The columns.
    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows there would be without a filter.
    pub(super) fn all(&self) -> usize {
        self.rows.len()
    }

    /// How many rows are shown.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// A row that is shown; none beyond the last.
    pub(super) fn row(&self, row: usize) -> Option<&Row> {
        self.shown.get(row).map(|index| &self.rows[*index])
    }

    /// Where the first record of some is shown.
    pub(super) fn place_of(&self, wanted: impl Fn(&Id) -> bool) -> Option<usize> {
        self.shown.iter().position(|index| wanted(&self.rows[*index].id))
    }

    /// The places of the rows' areas: what lies within an area comes after it.
    fn by_area(&self, map: &Map) -> Vec<Option<Key>> {
        let places: BTreeMap<&Id, usize> =
            Areas::of(&map.areas).in_order().into_iter().enumerate().map(|(place, (id, _))| (id, place)).collect();
        let place = |row: &Row| places.get(map.nodes.get(row.id.as_str())?.area.as_ref()?).copied().map(Key::Choice);
        self.rows.iter().map(place).collect()
    }

    fn order(&self, words: &str, sorted: Option<(&str, Sorted)>) -> Vec<usize> {
        let wanted = Wanted::new(words);
        // The words may stand in several columns: those in force, of the police.
        let fits = |row: &Row| wanted.is_empty() || wanted.is_in_all(&row.texts, &row.searched);
        let mut shown: Vec<usize> = (0..self.rows.len()).filter(|index| fits(&self.rows[*index])).collect();
        let place = sorted.and_then(|(key, way)| Some((self.columns.iter().position(|c| c.key() == key)?, way)));
        if let Some((place, way)) = place {
            let keys: Vec<Option<Key>> = match (self.columns[place].key(), &self.map) {
                ("area", Some(map)) => self.by_area(map),
                _ => self.rows.iter().map(|row| key_of(self.columns[place], &row.texts[place])).collect(),
            };
            shown.sort_by(|one, other| compare(&keys[*one], &keys[*other], way));
        }
        shown
    }
}

/// The names of the areas in which that of a node lies.
fn areas_around(map: &Map, id: &Id) -> impl Iterator<Item = String> {
    let area = map.nodes.get(id.as_str()).and_then(|node| node.area.as_ref());
    area.into_iter().flat_map(|area| map.areas_around(area).skip(1).map(|outer| format!("\n{}", outer.name)))
}

fn rows(session: &Session, sheet: Sheet, columns: &[Column]) -> Vec<Row> {
    let map = session.document.map();
    let ties = ties(map);
    let row = |id: Id| {
        let findings = session.findings_of(id.as_str()).map_or(0, |(count, _)| count);
        let texts: Vec<String> = columns.iter().map(|column| column.read(map, &ties, &id, findings)).collect();
        // Whoever looks for a county looks for its districts too.
        let around: String = areas_around(map, &id).collect();
        let searched = spelling::plain(&(texts.join("\n") + &around));
        Row { id, texts, searched }
    };
    sheet.records(map).into_iter().map(row).collect()
}

/// What a text sorts by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(Decimal),
    Choice(usize),
    Text(Place),
}

fn key_of(column: Column, text: &str) -> Option<Key> {
    if text.is_empty() {
        return None;
    }
    let choice = column.choices().and_then(|words| words.iter().position(|word| *word == text)).map(Key::Choice);
    let digits = || text.chars().filter(|letter| letter.is_ascii_digit() || "-.".contains(*letter)).collect::<String>();
    let number = || column.is_number().then(|| digits().parse().ok()).flatten().map(Key::Number);
    // Dates are written year first, so that they sort as texts.
    Some(choice.or_else(number).unwrap_or_else(|| Key::Text(alphabet::place(text))))
}

/// Empty cells come last, whichever way the others are sorted.
fn compare(one: &Option<Key>, other: &Option<Key>, way: Sorted) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if way == Sorted::Upwards => one.cmp(other),
        (Some(one), Some(other)) => other.cmp(one),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}
