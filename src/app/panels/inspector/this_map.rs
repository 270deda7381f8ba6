//! The map itself: its heading and its figures, and below a fold all that it declares.

use egui::{FontId, Ui};

use super::Desk;
use super::controls::{cross_ui, field_text_ui, field_ui, outdented_ui, with_buttons_ui};
use super::evidence::evidence_ui;
use super::expectations;
use super::figures;
use super::records::{fields_ui, offer_line_ui};
use super::rows::rows_of;
use super::slot::{Slot, Subject};
use super::typing::{Name, Typed, typing_ui};
use crate::app::act::Act;
use crate::app::widgets::{folding, spelling, theme};
use crate::editing::{declared, fields};
use crate::model::words::capitalised;
use crate::model::{EntryKind, Id};

/// Shows the map in figures, and lets its heading, themes, areas, sources, totals and expectations be edited.
pub(super) fn this_map_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    figures::heading_ui(ui, desk.session);
    ui.add_space(4.0);
    let title = theme::strong("This map", theme::BODY);
    folding::told(egui::CollapsingHeader::new(title).id_salt("this map").show_unindented(ui, |ui| {
        for row in rows_of(desk.map, &Subject::Map) {
            field_ui(ui, desk, &Subject::Map, &row);
        }
        themes_ui(ui, desk);
        areas_ui(ui, desk);
        sources_ui(ui, desk);
        totals_ui(ui, desk);
        expectations::all_ui(ui, desk);
        ui.add_space(theme::GAP);
        ui.separator();
    }));
    figures::figures_ui(ui, desk.session, &desk.known.budgets, desk.acts);
}

fn themes_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    theme::section_ui(ui, "Themes");
    let ids: Vec<Id> = desk.map.themes.ids().cloned().collect();
    for id in &ids {
        declared_ui(ui, desk, EntryKind::Theme, id, &Subject::Theme(id.clone()));
    }
    adder_ui(ui, desk, Slot::NewTheme, "add a theme …", "New theme");
}

fn areas_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    theme::section_ui(ui, "Areas");
    let ids: Vec<Id> = desk.map.areas.ids().cloned().collect();
    for id in &ids {
        declared_ui(ui, desk, EntryKind::Area, id, &Subject::Area(id.clone()));
    }
    adder_ui(ui, desk, Slot::NewArea, "add an area …", "New area");
}

fn sources_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    theme::section_ui(ui, "Sources");
    let ids: Vec<Id> = desk.map.sources.ids().cloned().collect();
    for id in &ids {
        declared_ui(ui, desk, EntryKind::Source, id, &Subject::Source(id.clone()));
    }
    adder_ui(ui, desk, Slot::NewSource, "add a source …", "New source");
}

fn totals_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    theme::section_ui(ui, "Stated totals");
    let ids: Vec<Id> = desk.map.totals.ids().cloned().collect();
    for id in &ids {
        declared_ui(ui, desk, EntryKind::Total, id, &Subject::Total(id.clone()));
    }
    if desk.is_read_only {
        return;
    }
    let (name, amount, refusal) = &mut *desk.new_total;
    ui.horizontal(|ui| {
        let width = ui.available_width();
        for (called, text, hint, part) in [
            ("Name of a new total", &mut *name, "total of what?", 0.38),
            ("Amount of a new total", &mut *amount, "24,383,000", 0.26),
        ] {
            let typed = spelling::field_ui(ui, egui::Id::new(called), text, |field| {
                field.hint_text(hint).desired_width(width * part)
            });
            super::typing::name(typed, Name::Words(called));
        }
        let is_ready = !name.trim().is_empty();
        let button = ui.add_enabled(is_ready, egui::Button::new("Add"));
        theme::name_button(&button, "Add stated total", is_ready);
        if button.clicked() {
            match declared::total(desk.map, name, amount) {
                Ok(step) => {
                    desk.acts.push(Act::Make(Ok(step)));
                    (*name, *amount, *refusal) = Default::default();
                }
                Err(reason) => *refusal = Some(reason.to_string()),
            }
        }
    });
    if let Some(reason) = refusal {
        let colour = theme::colours(ui).error;
        ui.label(egui::RichText::new(capitalised(reason)).size(theme::SMALL).color(colour));
    }
}

/// A theme, an area, a source or a total: its name with a cross, and below it what else it says.
fn declared_ui(ui: &mut Ui, desk: &mut Desk<'_>, kind: EntryKind, id: &Id, subject: &Subject) {
    let rows = rows_of(desk.map, subject);
    let Some((first, others)) = rows.split_first() else { return };
    // A body may have the same id.
    let called = fields::name(desk.map, kind, id);
    let buttons = |ui: &mut Ui, desk: &mut Desk<'_>| {
        if cross_ui(ui, &format!("Remove {} {called}", kind.word())).clicked() {
            remove(desk, kind, id);
        }
    };
    with_buttons_ui(ui, desk, buttons, |ui, desk| {
        let words = format!("{} of {} {called}", first.label, kind.word());
        let font = FontId::proportional(theme::BODY);
        let slot = Slot::Field(subject.clone(), first.name);
        field_text_ui(ui, desk, &slot, first, font, Name::Words(&words));
    });
    if *desk.asked == Some((kind, id.clone())) {
        removal_ui(ui, desk, kind, id);
    }
    if !others.is_empty() {
        ui.indent(id, |ui| {
            let empty = fields_ui(ui, desk, subject, others);
            offer_line_ui(ui, desk, subject, &empty);
        });
    }
    if kind != EntryKind::Source {
        let evidence = subject.evidence(desk.map);
        let title = theme::small(ui, format!("evidence: {}", evidence.len()));
        folding::told(egui::CollapsingHeader::new(title).id_salt(("evidence of", id)).show(ui, |ui| {
            evidence_ui(ui, desk, subject, &evidence);
        }));
    }
}

/// Takes away what nothing points to; asks about anything else.
fn remove(desk: &mut Desk<'_>, kind: EntryKind, id: &Id) {
    match declared::removal(desk.map, kind, id) {
        Ok(removal) if removal.uses.is_some() => *desk.asked = Some((kind, id.clone())),
        outcome => desk.acts.push(Act::Make(outcome.map(|removal| removal.step))),
    }
}

/// Says what points to something, and offers to take it away all the same.
fn removal_ui(ui: &mut Ui, desk: &mut Desk<'_>, kind: EntryKind, id: &Id) {
    let Ok(removal) = declared::removal(desk.map, kind, id) else { return };
    let uses = removal.uses.clone().unwrap_or_default();
    ui.label(theme::small(ui, format!("{uses}.")).color(theme::colours(ui).error));
    ui.horizontal_wrapped(|ui| {
        if ui.button("Remove it everywhere").clicked() {
            *desk.asked = None;
            desk.acts.push(Act::Make(Ok(removal.step.clone())));
        }
        if ui.button("Keep it").clicked() {
            *desk.asked = None;
        }
    });
}

fn adder_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: Slot, hint: &str, called: &str) {
    if desk.is_read_only {
        return;
    }
    let typed = Typed {
        value: "",
        hint,
        is_paragraph: false,
        font: FontId::proportional(theme::BODY),
        help: "",
        label: Name::Words(called),
    };
    outdented_ui(ui, |ui| typing_ui(ui, desk, &slot, &typed));
}
