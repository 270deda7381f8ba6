//! The fields of what is chosen, with those that are empty offered in a line.

use egui::Ui;

use super::Desk;
use super::controls::{field_ui, outdented_ui, small_button_ui};
use super::rows::Row;
use super::slot::{Slot, Subject};
use crate::app::widgets::theme;
use crate::editing::fields;
use crate::model::{EntryKind, Map};

/// Shows the fields that hold something or were asked for, and gives back the others.
pub(super) fn fields_ui<'a>(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    subject: &Subject,
    rows: impl IntoIterator<Item = &'a Row>,
) -> Vec<&'a Row> {
    let mut empty = Vec::new();
    for row in rows {
        if row.is_empty() && !desk.is_open(&slot(subject, row)) {
            empty.push(row);
        } else {
            field_ui(ui, desk, subject, row);
        }
    }
    empty
}

/// The place in which a field is typed.
fn slot(subject: &Subject, row: &Row) -> Slot {
    if row.is_list() { Slot::Word(subject.clone(), row.name) } else { Slot::Field(subject.clone(), row.name) }
}

/// Offers what could be added: empty fields, by name, and what else there is.
pub(super) fn offer_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, empty: &[&Row], others: &[(&str, Slot)]) {
    if desk.is_read_only || (empty.is_empty() && others.is_empty()) {
        return;
    }
    theme::section_ui(ui, "Add");
    let of_rows = empty.iter().map(|row| (row.label.to_lowercase(), slot(subject, row)));
    let of_others = others.iter().map(|(words, slot)| ((*words).to_owned(), slot.clone()));
    outdented_ui(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::new(2.0, 2.0);
            for (words, slot) in of_rows.chain(of_others) {
                if small_button_ui(ui, &words, &format!("Add {words}")).clicked() {
                    desk.open(slot);
                }
            }
        });
    });
}

/// Offers what could be added to a record that is one of several, in a line below it.
pub(super) fn offer_line_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, empty: &[&Row]) {
    if desk.is_read_only {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for row in empty {
            let words = format!("add {}", row.label.to_lowercase());
            let accessible = format!("{words} of {}", title(desk.map, subject));
            if small_button_ui(ui, &words, &accessible).clicked() {
                desk.open(Slot::Field(subject.clone(), row.name));
            }
        }
    });
}

/// What the record is called. A body may have the same id.
pub(super) fn title(map: &Map, subject: &Subject) -> String {
    let (kind, id) = match subject {
        Subject::Theme(id) => (EntryKind::Theme, id),
        Subject::Area(id) => (EntryKind::Area, id),
        Subject::Source(id) => (EntryKind::Source, id),
        Subject::Total(id) => (EntryKind::Total, id),
        Subject::Expectation(id) => {
            return map.expectations.get(id.as_str()).map_or_else(String::new, |one| one.text.clone());
        }
        Subject::Map | Subject::Nodes(_) | Subject::Links(_) => return map.title.clone(),
    };
    fields::name(map, kind, id)
}
