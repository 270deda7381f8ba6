//! The toolbar above the canvas: what colour means, what is shown, how near.

use std::collections::BTreeSet;

use egui::{RichText, Ui};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::drawing::Lens;
use crate::layout::Form;
use crate::model::Id;
use crate::session::Session;
use crate::session::panels::Panel;

/// In less room than this the switches stand in a menu, points.
const ROOM_FOR_SWITCHES: f32 = 1020.0;
/// How much of that is taken where more is in the picture than they show, points.
const ROOM_FOR_EXTRA: f32 = 60.0;
/// In less room than this they stand closer together, points.
const ROOM_TO_BREATHE: f32 = 1110.0;
/// In less room than this what colour means is a list, points.
const ROOM_FOR_LENSES: f32 = 640.0;

/// Shows the toolbar.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let session = seen.session;
    let extra = session.view.extra_on(session.document.map());
    let room = ui.available_width() - if extra.is_empty() { 0.0 } else { ROOM_FOR_EXTRA };
    let (is_roomy, is_tight) = (room >= ROOM_FOR_SWITCHES, room < ROOM_TO_BREATHE);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = if is_tight { 6.0 } else { 8.0 };
        if is_roomy && !session.panels.is_open(Panel::Outline) {
            let entry = command::entry(Command::Toggle(Panel::Outline));
            let text = RichText::new(entry.label).size(theme::SMALL);
            if ui.button(text).on_hover_text(entry.tooltip).clicked() {
                acts.push(Act::Command(entry.command));
            }
            ui.separator();
        }
        form_ui(ui, session.view.form, acts);
        ui.separator();
        if !is_tight {
            ui.label(theme::small(ui, "Colour"));
            ui.add_space(2.0);
        }
        if ui.available_width() < ROOM_FOR_LENSES {
            let words = format!("{} ⏷", session.view.lens.word());
            ui.menu_button(RichText::new(words).size(theme::SMALL), |ui| lenses_ui(ui, session, acts));
        } else {
            lenses_ui(ui, session, acts);
        }
        ui.separator();
        if is_roomy {
            ui.label(theme::small(ui, "Show"));
            ui.add_space(2.0);
            switches_ui(ui, session, acts);
        } else {
            ui.menu_button(RichText::new("Show ⏷").size(theme::SMALL), |ui| switches_ui(ui, session, acts));
        }
        if !extra.is_empty() {
            extra_ui(ui, session, &extra, is_tight, acts);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (text, command) in [("+", Command::ZoomIn), ("−", Command::ZoomOut)] {
                if ui.button(text).on_hover_text(command::entry(command).label).clicked() {
                    acts.push(Act::Command(command));
                }
            }
            let percent = RichText::new(format!("{:.0} %", seen.canvas.zoom() * 100.0)).size(theme::SMALL);
            if ui.button(percent).on_hover_text(command::entry(Command::ActualSize).tooltip).clicked() {
                acts.push(Act::Command(Command::ActualSize));
            }
            if ui.button(RichText::new("Fit").size(theme::SMALL)).on_hover_text("Show the whole map (F)").clicked() {
                acts.push(Act::Command(Command::Fit));
            }
        });
    });
}

/// How cards are laid out, and the short list of how else they may be.
fn form_ui(ui: &mut Ui, now: Form, acts: &mut Vec<Act>) {
    let button = ui.menu_button(RichText::new(format!("{} ⏷", now.label())).size(theme::SMALL), |ui| {
        for form in Form::ALL {
            let text = RichText::new(form.label()).size(theme::SMALL);
            if ui.selectable_label(form == now, text).on_hover_text(form.words()).clicked() {
                acts.push(Act::LayOut(form));
                ui.close();
            }
        }
    });
    let label = format!("Layout: {}", now.label());
    button.response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label.as_str()));
    button.response.on_hover_text(now.words());
}

/// What is in the picture beside what the switches show: how much, what and why, and the way to let go of it.
fn extra_ui(ui: &mut Ui, session: &Session, extra: &BTreeSet<Id>, is_tight: bool, acts: &mut Vec<Act>) {
    let (map, view) = (session.document.map(), &session.view);
    let count = extra.len();
    ui.spacing_mut().item_spacing.x = 0.0;
    let words = format!("and {count} more ⏷");
    let text = RichText::new(if is_tight { format!("+{count} ⏷") } else { words.clone() }).size(theme::SMALL);
    let button = ui.menu_button(text, |ui| {
        ui.set_max_width(420.0);
        ui.label(theme::small(ui, "In the picture because you looked at them or changed them. A click lets one go."));
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for id in extra {
                let name = match map.links.get(id.as_str()) {
                    Some(link) => map.sentence(link),
                    None => map.name(id.as_str()).to_owned(),
                };
                let why = if view.edited.contains(id) { "changed" } else { "looked at" };
                let text = RichText::new(format!("{name} · {why}")).size(theme::SMALL);
                if ui.add(egui::Button::new(text).frame_when_inactive(false).truncate()).clicked() {
                    acts.push(Act::LetGo(Some(id.clone())));
                }
            }
        });
    });
    button.response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, words.as_str()));
    let all = ui.button(RichText::new("×").size(theme::SMALL)).on_hover_text("Let all of them go");
    all.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("Let go of {count} more")));
    if all.clicked() {
        acts.push(Act::LetGo(None));
    }
    ui.spacing_mut().item_spacing.x = 3.0;
}

fn lenses_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    for lens in Lens::ALL {
        let text = RichText::new(lens.word()).size(theme::SMALL);
        if ui.selectable_label(session.view.lens == lens, text).clicked() {
            acts.push(Act::Lens(lens));
        }
    }
}

fn switches_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let mut wanted = session.view.shown;
    // Marks are switched on where they are listed.
    for switch in wanted.switches().into_iter().filter(|switch| !switch.is_mark) {
        let text = RichText::new(switch.label).size(theme::SMALL);
        if ui.selectable_label(*switch.is_on, text).on_hover_text(switch.hint).clicked() {
            *switch.is_on = !*switch.is_on;
        }
    }
    if wanted != session.view.shown {
        acts.push(Act::Show(wanted));
    }
}
