//! What the columns of each sheet hold: guessed, and changed here.

use std::sync::Arc;

use egui::{ComboBox, Grid, Label, ScrollArea, Ui};

use super::work::{MOST_COLUMNS, Sheets};
use crate::app::widgets::{list, theme};
use crate::exchange::import::book::{Sheet, column_letters};
use crate::exchange::import::graph::of_format;
use crate::exchange::import::guess_again;
use crate::exchange::import::mapping::{Holds, SheetMapping, choices};
use crate::model::quote::shortened;
use crate::model::words::count;

/// What a row can be, in words.
const HOLDS: [(Holds, &str); 3] = [
    (Holds::Bodies, "one body, post or strand"),
    (Holds::Links, "one link"),
    (Holds::Nothing, "nothing: leave the sheet out"),
];
/// Among so many rows the headings are chosen.
const MOST_HEADINGS: usize = 15;

/// Shows the columns.
pub(super) fn show(ui: &mut Ui, sheets: &mut Sheets) {
    if graph_ui(ui, sheets) {
        return;
    }
    if sheets.book.sheets.len() > 1 {
        sheets_ui(ui, sheets);
    }
    let at = sheets.looked_at;
    let book = Arc::clone(&sheets.book);
    let Some(sheet) = book.sheets.get(at) else { return };
    rows_are_ui(ui, sheets, sheet, at);
    if sheets.mapping.sheets[at].holds == Holds::Nothing {
        return;
    }
    ui.add_space(theme::GAP / 2.0);
    let width = sheets.samples().width;
    ScrollArea::vertical().id_salt("columns").auto_shrink(false).show(ui, |ui| {
        Grid::new(("columns of", at)).num_columns(4).spacing([14.0, 5.0]).striped(true).show(ui, |ui| {
            for heading in ["", "Called", "Holds", "Says, for example"] {
                ui.label(theme::strong(heading, theme::SMALL));
            }
            ui.end_row();
            for column in 0..width.min(MOST_COLUMNS) {
                column_ui(ui, sheets, sheet, column);
            }
        });
        let more = width.saturating_sub(MOST_COLUMNS);
        if more > 0 {
            ui.label(theme::small(ui, format!("and {} to the right", count(more as usize, "column", "columns"))));
        }
    });
}

/// What becomes of a graph of that format, and whether its cards stand as it draws them; whether there is nothing else to
/// choose.
fn graph_ui(ui: &mut Ui, sheets: &mut Sheets) -> bool {
    let book = Arc::clone(&sheets.book);
    let Some(origin) = &book.graph else { return false };
    if origin.is_whole() {
        ui.label("It holds all records as this program writes them: there is nothing to choose.");
        return true;
    }
    if let Some(becomes) = of_format(origin.format).filter(|_| !origin.is_own) {
        let told = [("Cards", becomes.nodes), ("Lines", becomes.lines), ("Beside them", becomes.rest)];
        for (what, text) in told {
            ui.add(Label::new(theme::small(ui, format!("{what}: {text}."))).wrap());
        }
        ui.add_space(theme::GAP / 2.0);
    }
    if origin.has_places() {
        let label = "Cards stand where the file draws them, where they have no place yet";
        sheets.is_changed |= ui.checkbox(&mut sheets.mapping.takes_places, label).changed();
    }
    false
}

fn sheets_ui(ui: &mut Ui, sheets: &mut Sheets) {
    ui.horizontal_wrapped(|ui| {
        ui.label("Sheet");
        for (place, sheet) in sheets.book.sheets.iter().enumerate() {
            let left = if sheets.mapping.sheets[place].holds == Holds::Nothing { " (left out)" } else { "" };
            let label = format!("{}{left}", shortened(&sheet.name));
            ui.selectable_value(&mut sheets.looked_at, place, label);
        }
    });
}

/// What each row is, and where the headings are.
fn rows_are_ui(ui: &mut Ui, sheets: &mut Sheets, sheet: &Sheet, at: usize) {
    let mapping = sheets.mapping.sheets[at].clone();
    ui.horizontal_wrapped(|ui| {
        ui.label("Each row is");
        let words = |holds: Holds| HOLDS.iter().find(|(other, _)| *other == holds).map_or("", |(_, words)| words);
        let shown = words(mapping.holds);
        let combo = ComboBox::from_id_salt(("holds", at)).selected_text(shown).width(0.0);
        let other = if at == 0 { Holds::Links } else { Holds::Bodies };
        let fitting = HOLDS.iter().filter(|(holds, _)| !sheet.is_made() || *holds != other);
        let all = fitting.map(|(holds, words)| (*holds, (*words).to_owned()));
        let (response, taken) = list::choice_ui(ui, combo, shown, Some(mapping.holds), all);
        list::name_choice(&response, "Each row is");
        if let Some(holds) = taken {
            sheets.mapping.sheets[at] = match sheet.is_made() {
                true => SheetMapping { holds, ..mapping.clone() },
                false => guess_again(sheet, holds, mapping.heading_row),
            };
            sheets.is_changed = true;
        }
        if mapping.holds == Holds::Nothing || sheet.is_made() {
            return;
        }
        ui.label("and the columns are called in");
        let none = "no row".to_owned();
        let shown = mapping.heading_row.map_or(none.clone(), |row| format!("row {row}"));
        let combo = ComboBox::from_id_salt(("headings", at)).selected_text(shown.as_str()).width(0.0);
        let rows = sheet.rows.iter().take(MOST_HEADINGS).map(|row| {
            let said: Vec<&str> = row.cells.iter().take(4).map(|cell| cell.text.trim()).collect();
            (Some(row.number), format!("row {}: {}", row.number, shortened(&said.join(", "))))
        });
        let all = std::iter::once((None, none)).chain(rows);
        let (response, taken) = list::choice_ui(ui, combo, &shown, Some(mapping.heading_row), all);
        list::name_choice(&response, "The columns are called in");
        if let Some(row) = taken {
            sheets.mapping.sheets[at] = guess_again(sheet, mapping.holds, row);
            sheets.is_changed = true;
        }
    });
    let hidden = sheets.samples().hidden;
    let mapping = &mut sheets.mapping.sheets[at];
    ui.horizontal_wrapped(|ui| {
        let mut is_changed = false;
        if mapping.holds == Holds::Bodies && !sheet.is_made() {
            let label = "Names that are set in hang under the one above";
            is_changed |= ui.checkbox(&mut mapping.is_indented, label).changed();
        }
        if hidden > 0 {
            let label = format!("Take the rows that are hidden or filtered out too ({hidden})");
            is_changed |= ui.checkbox(&mut mapping.takes_hidden, label).changed();
        }
        sheets.is_changed |= is_changed;
    });
}

/// One column: its letters, what it is called, what it holds, and what it says.
fn column_ui(ui: &mut Ui, sheets: &mut Sheets, sheet: &Sheet, column: u32) {
    let (at, place) = (sheets.looked_at, column as usize);
    let samples = sheets.samples().columns.get(place).cloned().unwrap_or_default();
    let mapping = &sheets.mapping.sheets[at];
    let Some(now) = mapping.columns.get(place).cloned() else { return };
    let heading = mapping.heading(sheet, column).split_whitespace().collect::<Vec<_>>().join(" ");
    if samples.is_empty() && (heading.is_empty() || sheet.is_made()) {
        return;
    }
    let letters = column_letters(column);
    ui.label(theme::small(ui, if sheet.is_made() { "" } else { letters.as_str() }));
    ui.scope(|ui| {
        ui.set_max_width(170.0);
        ui.add(Label::new(theme::strong(shortened(&heading), theme::BODY)).truncate());
    });
    let all = choices(mapping.holds, &heading);
    let chosen = all.iter().position(|(column, _)| *column == now);
    let shown = chosen.map_or_else(|| crate::model::words::capitalised(now.word()), |place| all[place].1.clone());
    let combo = ComboBox::from_id_salt(("column", at, column)).selected_text(shown.as_str()).width(210.0).height(330.0);
    let words = all.iter().enumerate().map(|(place, (_, words))| (place, words.clone()));
    let (response, taken) = list::choice_ui(ui, combo, &shown, chosen, words);
    let name =
        if sheet.is_made() { format!("\"{}\" holds", shortened(&heading)) } else { format!("Column {letters} holds") };
    list::name_choice(&response, &name);
    if let Some(taken) = taken {
        sheets.mapping.sheets[at].columns[place] = all[taken].0.clone();
        sheets.is_changed = true;
    }
    ui.scope(|ui| {
        ui.set_max_width((ui.available_width()).max(120.0));
        ui.add(Label::new(samples.join("  ·  ")).truncate());
    });
    ui.end_row();
}
