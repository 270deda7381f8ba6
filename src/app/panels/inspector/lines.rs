//! The lines of a node, one block for each way in which they read.

use egui::Ui;

use super::controls::{cross_ui, outdented_ui, small_button_ui, with_buttons_ui};
use super::{Desk, go_to_ui};
use crate::app::act::Act;
use crate::app::act::Command;
use crate::app::command;
use crate::app::widgets::theme;
use crate::editing::{Step, describe};
use crate::model::edit::Edit;
use crate::model::{End, EntryKind, Link, LinkKind, Node};

/// How many lines of one kind are listed before the rest is counted.
const MOST_LINES: usize = 40;

/// Shows the lines of a node.
pub(super) fn lines_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    let map = desk.map;
    let links: Vec<&Link> = map.links_of(node.id.as_str()).collect();
    for kind in LinkKind::ALL {
        for outward in [true, false] {
            let (near, far) = if outward { (End::From, End::To) } else { (End::To, End::From) };
            let here = |link: &&&Link| {
                let end = if outward { &link.from } else { &link.to };
                link.kind == kind && end == &node.id && link.off_map_at(near).is_none()
            };
            let lines: Vec<&Link> = links.iter().filter(here).copied().collect();
            if lines.is_empty() {
                continue;
            }
            theme::section_ui(ui, kind.seen(outward));
            for link in lines.iter().take(MOST_LINES) {
                line_ui(ui, desk, link, far);
            }
            if lines.len() > MOST_LINES {
                ui.label(theme::small(ui, format!("and {} more", lines.len() - MOST_LINES)));
            }
        }
    }
    ui.add_space(4.0);
    if !desk.is_read_only {
        let can_draw = command::entry(Command::DrawLine).is_enabled(desk.session);
        ui.add_enabled_ui(can_draw, |ui| {
            if outdented_ui(ui, |ui| small_button_ui(ui, "add a line", "Add a line")).clicked() {
                desk.acts.push(Act::Command(Command::DrawLine));
            }
        });
        let off_map = |ui: &mut Ui| small_button_ui(ui, "add a line off the map", "Add a line off the map");
        if outdented_ui(ui, off_map).clicked() {
            desk.acts.push(Act::Command(Command::DrawLineOffMap));
        }
    }
    if outdented_ui(ui, |ui| small_button_ui(ui, "how it answers to…", "Show how it answers to another")).clicked() {
        desk.acts.push(Act::Command(Command::Answer));
    }
}

fn line_ui(ui: &mut Ui, desk: &mut Desk<'_>, link: &Link, far: End) {
    let map = desk.map;
    let other = if far == End::To { &link.to } else { &link.from };
    let line = map.sentence(link);
    let memory = egui::Id::new(("line of a node", &link.id));
    let (row, had_focus) =
        ui.ctx().data(|data| data.get_temp::<(egui::Rect, bool)>(memory)).unwrap_or((egui::Rect::NOTHING, false));
    // The buttons stand back until somebody comes near.
    let opacity = if had_focus || ui.rect_contains_pointer(row) { 1.0 } else { 0.35 };
    let mut has_focus = false;
    let buttons = |ui: &mut Ui, desk: &mut Desk<'_>| {
        ui.scope(|ui| {
            ui.multiply_opacity(opacity);
            let cross = cross_ui(ui, &format!("Remove the line: {line}"));
            let edit = small_button_ui(ui, "edit", &format!("Edit the line: {line}"));
            has_focus = cross.has_focus() || edit.has_focus();
            if edit.clicked() {
                desk.acts.push(Act::select(link.id.clone()));
            }
            if cross.clicked() {
                let edits = vec![Edit::Remove(EntryKind::Link, link.id.clone())];
                desk.acts.push(Act::Make(Ok(Step { label: format!("remove line {line}"), edits, chosen: Vec::new() })));
            }
        });
    };
    let response = with_buttons_ui(ui, desk, buttons, |ui, desk| {
        ui.spacing_mut().interact_size.y = 16.0;
        ui.horizontal_wrapped(|ui| {
            if link.off_map_at(far).is_some() {
                ui.label(map.end(link, far));
            } else {
                go_to_ui(ui, map.end(link, far), other, desk.acts);
            }
            let details = describe::beside(map, link, far);
            if !details.is_empty() {
                ui.label(theme::small(ui, details));
            }
        });
    });
    ui.ctx().data_mut(|data| data.insert_temp(memory, (response.rect, has_focus)));
}
