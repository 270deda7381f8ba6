//! Rows: what the fields of one or several records show, as the inspector lists it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::slot::Subject;
use crate::editing::fields::{Control, Field, Fielded, text};
use crate::model::{Area, Expectation, Header, Id, Link, Map, Node, Source, Theme, Total};

/// One field of the records that are looked at.
pub(super) struct Row {
    /// Its name as in the file.
    pub(super) name: &'static str,
    /// What people call it.
    pub(super) label: &'static str,
    /// What belongs into it.
    pub(super) help: &'static str,
    /// How it is edited.
    pub(super) control: Control,
    /// What stands in it; nothing where the records differ.
    pub(super) value: Option<String>,
    /// The words of a list, and whether every record has them.
    pub(super) words: Vec<(String, bool)>,
}

impl Row {
    /// Whether no record has anything in it.
    pub(super) fn is_empty(&self) -> bool {
        self.value.as_deref() == Some("")
    }

    /// Whether it is a list of words.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.control, Control::Tags | Control::Many(_))
    }
}

/// The rows of some records; none if one of them is not there.
pub(super) fn rows_of(map: &Map, subject: &Subject) -> Vec<Row> {
    fn of<R: Fielded>(map: &Map, ids: &[Id]) -> Vec<Row> {
        let records: Option<Vec<Arc<R>>> = ids.iter().map(|id| R::of(map, id)).collect();
        records.map(|records| rows(map, &records)).unwrap_or_default()
    }
    match subject {
        Subject::Map => of::<Header>(map, &["map".into()]),
        Subject::Nodes(ids) => of::<Node>(map, ids),
        Subject::Links(ids) => of::<Link>(map, ids),
        Subject::Theme(id) => of::<Theme>(map, std::slice::from_ref(id)),
        Subject::Area(id) => of::<Area>(map, std::slice::from_ref(id)),
        Subject::Source(id) => of::<Source>(map, std::slice::from_ref(id)),
        Subject::Total(id) => of::<Total>(map, std::slice::from_ref(id)),
        Subject::Expectation(id) => of::<Expectation>(map, std::slice::from_ref(id)),
    }
}

/// The fields that the records have in common, in the order of the fields.
fn rows<R: Fielded>(map: &Map, records: &[Arc<R>]) -> Vec<Row> {
    let shown = R::fields().iter().filter(|field| records.iter().all(|record| field.is_shown(record, map)));
    let fitting = |field: &'static Field<R>| {
        let mut row = row(field, map, records);
        let mut choices = records.iter().map(|record| record.choices(field));
        let first = choices.next().flatten();
        if let Some(words) = first.filter(|words| choices.all(|other| other == Some(*words))) {
            row.control = Control::Choice(words);
        }
        row
    };
    shown.map(fitting).collect()
}

/// A field of records.
pub(super) fn row<R>(field: &Field<R>, map: &Map, records: &[Arc<R>]) -> Row {
    let mut values = records.iter().map(|record| field.read(record, map));
    let first = values.next().unwrap_or_default();
    let value = values.all(|value| value == first).then_some(first);
    let mut row = Row {
        name: field.name,
        label: field.label,
        help: field.help,
        control: field.control,
        value,
        words: Vec::new(),
    };
    if row.is_list() {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in records.iter().flat_map(|record| text::split(&field.read(record, map))) {
            *counts.entry(word).or_default() += 1;
        }
        row.words = counts.into_iter().map(|(word, count)| (word, count == records.len())).collect();
    }
    row
}
