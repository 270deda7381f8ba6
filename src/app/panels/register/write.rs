//! Writing: texts that are typed, pasted or cleared in a table become one step, or a reason why not.

use std::collections::BTreeMap;

use super::column::Column;
use super::sheet::Sheet;
use super::table::Table;
use crate::app::grid::{Block, CellAt};
use crate::editing::ends::make;
use crate::editing::fields::{self, Fielded as _};
use crate::editing::{Outcome, Refusal, Step, add};
use crate::model::edit::{self, Edit};
use crate::model::{EntryKind, Id, Link, Map, Node, words};

/// What is typed into the row for new records, by the key of the column, as long as it is not enough for a record.
pub(super) type Draft = BTreeMap<&'static str, String>;

/// The step that writes a text into a record.
pub(super) fn cell(map: &Map, id: &Id, column: Column, text: &str) -> Outcome {
    let name = name(map, id);
    let edits = column.write(&mut map.clone(), id, text).map_err(Refusal)?;
    checked(map, Step { label: column.label(&name, text), edits, chosen: Vec::new() })
}

/// What a record is called.
pub(super) fn name(map: &Map, id: &Id) -> String {
    let line = map.links.get(id.as_str()).map(|link| link.title(map));
    line.unwrap_or_else(|| map.name(id.as_str()).to_owned())
}

/// The step that adds a record from the texts of its columns, and the record's id.
pub(super) fn record(map: &Map, sheet: Sheet, texts: &[(Column, &str)]) -> Result<(Step, Id), Refusal> {
    let mut after = map.clone();
    let texts = filled(texts);
    let (id, mut edits) = begin(&mut after, sheet, &texts).map_err(Refusal)?;
    let written = fill(&mut after, &id, &texts);
    edits.extend(
        written.map_err(|reasons| Refusal(reasons.into_iter().map(|(_, reason)| reason).next().unwrap_or_default()))?,
    );
    let label = format!("add {}", name(&after, &id));
    Ok((checked(map, Step { label, edits, chosen: Vec::new() })?, id))
}

/// The step that writes a pasted block from a cell on: all of it, or none. Rows beyond the last add records.
///
/// # Errors
/// All that stands against it, a sentence each.
pub(super) fn block(
    map: &Map,
    sheet: Sheet,
    table: &Table,
    at: CellAt,
    texts: &[Vec<String>],
) -> Result<Step, Vec<String>> {
    let columns = table.columns();
    let room = columns.len() - at.column;
    let widest = texts.iter().map(Vec::len).max().unwrap_or_default();
    if widest > room {
        let title = columns[at.column].title();
        return Err(vec![format!(
            "the block has {}, but there are only {room} from {title} on; paste further to the left, or show more columns",
            words::count(widest, "column", "columns"),
        )]);
    }
    let mut after = map.clone();
    let mut edits = Vec::new();
    let mut added = 0;
    let mut rows = Vec::new();
    let mut against = Vec::new();
    let said = |row: usize, place: Option<Column>, reason: String| {
        let column = place.map(|column| format!(", {}", column.title())).unwrap_or_default();
        format!("row {}{column}: {reason}", row + 1)
    };
    // New records come first, so that rows may speak of one another, in whatever order they stand.
    for (offset, texts) in texts.iter().enumerate() {
        let row = at.row + offset;
        let texts: Vec<(Column, &str)> =
            columns[at.column..].iter().copied().zip(texts.iter().map(String::as_str)).collect();
        if let Some(known) = table.row(row) {
            rows.push((row, known.id.clone(), texts));
            continue;
        }
        let texts = filled(&texts);
        if !texts.is_empty() {
            match begin(&mut after, sheet, &texts) {
                Ok((id, new)) => {
                    edits.extend(new);
                    added += 1;
                    rows.push((row, id, texts));
                }
                Err(reason) => against.push(said(row, None, reason)),
            }
        }
    }
    for (row, id, texts) in &rows {
        match fill(&mut after, id, texts) {
            Ok(new) => edits.extend(new),
            Err(reasons) => {
                against.extend(reasons.into_iter().map(|(column, reason)| said(*row, Some(column), reason)));
            }
        }
    }
    if !against.is_empty() {
        return Err(against);
    }
    let label = match added {
        0 => format!("paste {}", words::count(texts.iter().map(Vec::len).sum(), "cell", "cells")),
        added => format!("paste {}", words::count(added, sheet.nouns().0, sheet.nouns().1)),
    };
    checked(map, Step { label, edits, chosen: Vec::new() }).map_err(|refusal| vec![refusal.0])
}

/// The step that empties the cells of a block that are not empty: all of them, or none.
pub(super) fn clear(map: &Map, table: &Table, block: &Block) -> Outcome {
    let mut after = map.clone();
    let mut edits = Vec::new();
    let mut count = 0;
    for CellAt { row, column } in block.cells() {
        let Some(known) = table.row(row) else { continue };
        let place = table.columns()[column];
        if known.texts[column].is_empty() || matches!(place, Column::Findings) {
            continue;
        }
        let written = place.write(&mut after, &known.id, "");
        edits.extend(
            written.map_err(|reason| {
                Refusal(format!("nothing was cleared: row {}, {}: {reason}", row + 1, place.title()))
            })?,
        );
        count += 1;
    }
    let label = match (block.cells().next().and_then(|at| table.row(at.row)), block.len()) {
        (Some(row), 1) => table.columns()[*block.columns.start()].label(&name(map, &row.id), ""),
        _ => format!("clear {}", words::count(count, "cell", "cells")),
    };
    checked(map, Step { label, edits, chosen: Vec::new() })
}

/// Adds the record that texts speak of, with nothing but what it cannot be without.
fn begin(map: &mut Map, sheet: Sheet, texts: &[(Column, &str)]) -> Result<(Id, Vec<Edit>), String> {
    let text = |key: &str| texts.iter().find(|(column, _)| column.key() == key).map_or("", |(_, text)| text.trim());
    let step = if sheet.is_of_lines() {
        let end = |key: &str, what: &str| match text(key) {
            "" => Err(format!("a {} needs both its ends: write {what}", sheet.nouns().0)),
            name => fields::find(map, EntryKind::Node, name),
        };
        let from = end("from", "where it begins")?;
        let to = end("to", "where it leads")?;
        let mut line = Link::new("line", sheet.line_kind(), from, to);
        if let Some(field) = fields::field::<Link>("kind").filter(|_| !text("kind").is_empty()) {
            field.write(&mut line, text("kind"), map)?;
        }
        add::line(map, line.kind, &line.from, &line.to)
    } else {
        let mut node = Node::new("node", sheet.node_kind(), "");
        if let Some(field) = fields::field::<Node>("kind").filter(|_| !text("kind").is_empty()) {
            field.write(&mut node, text("kind"), map)?;
        }
        add::node(map, node.kind, text("name"), None)
    };
    let step = step.map_err(|refusal| refusal.to_string())?;
    let id = step.chosen.last().cloned().ok_or("nothing was added")?;
    Ok((id, make(map, step.edits)?))
}

/// The texts that say something: of a new record, an empty cell says nothing.
fn filled<'a>(texts: &[(Column, &'a str)]) -> Vec<(Column, &'a str)> {
    texts.iter().copied().filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// Writes texts into a record; what stands there already is left alone. Or all that stands against it.
fn fill(map: &mut Map, id: &Id, texts: &[(Column, &str)]) -> Result<Vec<Edit>, Vec<(Column, String)>> {
    let (mut edits, mut against) = (Vec::new(), Vec::new());
    for (column, text) in texts {
        let is_read_only = matches!(column, Column::Findings);
        // A row copied whole brings its findings along: they are no wish to write them.
        if !is_read_only {
            match column.write(map, id, text) {
                Ok(new) => edits.extend(new),
                Err(reason) => against.push((*column, reason)),
            }
        }
    }
    if against.is_empty() { Ok(edits) } else { Err(against) }
}

/// The step, if a sound map comes of it.
fn checked(map: &Map, step: Step) -> Outcome {
    edit::apply(map, &step.edits).map_err(|error| Refusal(error.to_string()))?;
    Ok(step)
}
