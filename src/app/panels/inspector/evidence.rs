//! What a record rests on: each source with its place, and more of them.

use std::sync::Arc;

use egui::{FontId, Ui};

use super::Desk;
use super::controls::{cross_ui, outdented_ui, quiet, small_button_ui, with_buttons_ui};
use super::drafts::Draft;
use super::rows::{Row, row};
use super::slot::{Slot, Subject};
use super::typing::{Name, Typed, name, typing_ui};
use crate::app::act::Act;
use crate::app::widgets::{list, theme};
use crate::editing::fields::{Control, EVIDENCE};
use crate::model::Evidence;

/// Shows the evidence of a record.
pub(super) fn evidence_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, evidence: &[Evidence]) {
    theme::section_ui(ui, "Evidence");
    let adder = Slot::NewEvidence(subject.clone());
    if evidence.is_empty() && !desk.is_open(&adder) {
        ui.label(theme::small(ui, "None is given."));
    }
    for (index, one) in evidence.iter().enumerate() {
        if index > 0 {
            ui.add_space(6.0);
        }
        one_ui(ui, desk, subject, index, one);
    }
    if desk.is_read_only {
        return;
    }
    if desk.is_open(&adder) {
        let typed = Typed {
            value: "",
            hint: "which source?",
            is_paragraph: false,
            font: FontId::proportional(theme::BODY),
            help: "Take one of the map's sources, or write the title of a new one",
            label: Name::Words("Source of new evidence"),
        };
        outdented_ui(ui, |ui| typing_ui(ui, desk, &adder, &typed));
    } else if outdented_ui(ui, |ui| small_button_ui(ui, "add evidence", "Add evidence")).clicked() {
        desk.open(adder);
    }
}

fn one_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, index: usize, evidence: &Evidence) {
    let records = [Arc::new(evidence.clone())];
    let rows: Vec<Row> = EVIDENCE.iter().map(|field| row(field, desk.map, &records)).collect();
    for row in &rows {
        let slot = Slot::Evidence(subject.clone(), index, row.name);
        let called = called(row, index);
        let is_source = row.name == "source";
        let typed = Typed {
            value: row.value.as_deref().unwrap_or_default(),
            hint: if row.name == "place" { "page, paragraph …" } else { "note …" },
            is_paragraph: row.control == Control::Paragraph,
            font: FontId::proportional(if is_source { theme::BODY } else { theme::SMALL }),
            help: row.help,
            label: Name::Words(&called),
        };
        let buttons = |ui: &mut Ui, desk: &mut Desk<'_>| match row.name {
            "source" if cross_ui(ui, &format!("Remove evidence {}", index + 1)).clicked() => {
                desk.acts.push(Act::Make(subject.remove_evidence(desk.map, index)));
            }
            // How sure it is stands at the end of the line that says where.
            "place" => confidence_ui(ui, desk, subject, index, &rows),
            _ => {}
        };
        match row.control {
            Control::Choice(_) if desk.is_read_only => {
                ui.label(theme::small(ui, typed.value));
            }
            Control::Choice(_) => {}
            _ => {
                with_buttons_ui(ui, desk, buttons, |ui, desk| {
                    outdented_ui(ui, |ui| typing_ui(ui, desk, &slot, &typed))
                });
            }
        }
    }
}

fn confidence_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, index: usize, rows: &[Row]) {
    let Some(row) = rows.iter().find(|row| row.name == "confidence") else { return };
    let Control::Choice(words) = row.control else { return };
    let slot = Slot::Evidence(subject.clone(), index, row.name);
    let value = row.value.as_deref().unwrap_or_default();
    let text = theme::small(ui, value);
    let before = ui.style().clone();
    quiet(ui);
    let combo = egui::ComboBox::from_id_salt(&slot).selected_text(text).width(0.0);
    let words = words.iter().map(|word| (*word, (*word).to_owned()));
    let (response, taken) = list::choice_ui(ui, combo, value, Some(value), words);
    ui.set_style(before);
    name(response, Name::Words(&called(row, index))).on_hover_text(row.help);
    if let Some(word) = taken {
        desk.drafts.put(slot.clone(), Draft { text: word.to_owned(), is_fresh: true, ..Draft::default() });
        desk.enter(&slot);
    }
}

/// What a control of a piece of evidence is called, counted as people count.
fn called(row: &Row, index: usize) -> String {
    format!("{} of evidence {}", row.label, index + 1)
}
