//! The block that says what goes if the chosen node stops.

use egui::Ui;

use super::impact_words::{Entry, ImpactWords};
use super::{Desk, go_to_ui};
use crate::app::act::Act;
use crate::app::widgets::{folding, theme};
use crate::drawing::Ink;
use crate::model::{Id, Node};
use crate::session::spotlight::Spotlight;

/// How many of a list are shown before the rest is counted.
const MOST_LISTED: usize = 40;

/// Shows what goes if a node stops; nothing if nothing hangs on it.
pub(super) fn impact_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    let known = desk.known;
    let Some(words) = known.words.as_ref().filter(|_| known.impact.as_ref().is_some_and(|impact| impact.id == node.id))
    else {
        return;
    };
    let colours = theme::colours(ui);
    let is_live = known.impact.as_ref().is_some_and(|impact| impact.is_live);
    let tint = if is_live && words.is_grave { colours.error } else { colours.muted };
    let ground = colours.panel.lerp_to_gamma(tint, 0.08);
    ui.add_space(theme::GAP / 2.0);
    egui::Frame::new().fill(ground).corner_radius(6).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(theme::strong(words.title.as_str(), theme::BODY).color(tint));
        ui.label(words.summary.as_str());
        if words.lit.len() > 1 {
            let ink = if is_live && words.is_grave { Ink::Error } else { Ink::Accent };
            let (title, text) = (words.title.clone(), words.summary.clone());
            let spotlight =
                Spotlight { at: vec![node.id.clone()], title, text, ids: words.lit.clone(), gaps: Vec::new(), ink };
            show_ui(ui, desk, "Show on the map", spotlight);
        }
        let title = theme::small(ui, "Everything that hangs on it");
        folding::told(
            egui::CollapsingHeader::new(title).id_salt(("hangs on", &node.id)).show(ui, |ui| parts_ui(ui, desk, words)),
        );
    });
}

/// A button that lights something on the map, and puts the light out again.
pub(super) fn show_ui(ui: &mut Ui, desk: &mut Desk<'_>, called: &str, spotlight: Spotlight) {
    let is_on = desk.session.spotlight() == Some(&spotlight);
    let words = if is_on { "Stop showing it" } else { "Show on the map" };
    let response = ui.button(words);
    let accessible = if is_on { "Stop showing it".to_owned() } else { called.to_owned() };
    let info = || egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &accessible);
    response.widget_info(info);
    if response.on_hover_text("Light it up on the map, and dim the rest; Escape puts the light out").clicked() {
        desk.acts.push(Act::Spotlight((!is_on).then_some(spotlight)));
    }
}

fn parts_ui(ui: &mut Ui, desk: &mut Desk<'_>, words: &ImpactWords) {
    ui.spacing_mut().interact_size.y = 16.0;
    for part in &words.parts {
        ui.add_space(4.0);
        let heading = format!("{}: {}", part.heading, part.entries.len());
        ui.label(theme::strong(heading, theme::SMALL).color(theme::colours(ui).muted));
        for entry in part.entries.iter().take(MOST_LISTED) {
            entry_ui(ui, desk, entry);
        }
        if part.entries.len() > MOST_LISTED {
            ui.label(theme::small(ui, format!("and {} more", part.entries.len() - MOST_LISTED)));
        }
    }
}

fn entry_ui(ui: &mut Ui, desk: &mut Desk<'_>, entry: &Entry) {
    match &entry.id {
        Some(id) => noted_ui(ui, desk, id, &entry.note),
        None => {
            ui.label(entry.note.as_str());
        }
    }
}

/// A name to go to, and in small print what there is to add.
pub(super) fn noted_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: &Id, note: &str) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        go_to_ui(ui, desk.map.name(id.as_str()), id, desk.acts);
        if !note.is_empty() {
            ui.label(theme::small(ui, note));
        }
    });
}
