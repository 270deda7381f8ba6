//! The bar of options above the canvas: the baseline and its options as tabs, of which one is worked on.

use egui::{RichText, Ui, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::DesignOption;
use crate::model::words::count;
use crate::session::options::OptionAct;

/// A tab is no wider than this, points.
const WIDEST: f32 = 210.0;

/// Whether the map has options, so that there is a bar.
pub(super) fn is_there(seen: &Seen<'_>) -> bool {
    !seen.session.document.baseline().options.is_empty()
}

/// Shows the bar.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let document = &seen.session.document;
    let open = document.option();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 8.0;
        if tab_ui(ui, "Baseline", "The map as it is", open.is_none()).clicked() && open.is_some() {
            acts.push(Act::Option(OptionAct::Open(None)));
        }
        let options = &document.baseline().options;
        // Every tab has its room, or else they share what there is; the whole name is told on hovering.
        let room = (ui.available_width() - 140.0).max(0.0) / options.len() as f32 - 3.0;
        for option in options {
            let DesignOption { id, name, summary, .. } = option.as_ref();
            let name = if name.trim().is_empty() { id.as_str() } else { name };
            let words = summary.as_ref().map_or_else(|| name.to_owned(), |summary| format!("{name}\n{summary}"));
            let is_open = open == Some(id);
            let tab = ui.scope(|ui| {
                ui.set_max_width(room.clamp(48.0, WIDEST));
                tab_ui(ui, name, &words, is_open)
            });
            if tab.inner.clicked() && !is_open {
                acts.push(Act::Option(OptionAct::Open(Some(id.clone()))));
            }
        }
        let entry = command::entry(Command::NewOption);
        let new = ui.button(RichText::new("+").size(theme::SMALL)).on_hover_text(entry.tooltip);
        new.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, entry.label));
        if new.clicked() {
            acts.push(Act::Command(entry.command));
        }
        if let Some(first) = document.conflicts().first() {
            let number = count(document.conflicts().len(), "change not made", "changes not made");
            let words = format!("The baseline has changed since. {first}");
            let text = RichText::new(format!("{number}…")).size(theme::SMALL).color(theme::colours(ui).warning);
            if ui.button(text).on_hover_text(words).clicked() {
                acts.push(Act::Command(Command::Decide));
            }
        }
    });
}

fn tab_ui(ui: &mut Ui, name: &str, words: &str, is_open: bool) -> egui::Response {
    let text = RichText::new(name).size(theme::SMALL);
    let tab = ui.add(egui::Button::selectable(is_open, text).truncate());
    tab.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_open, name));
    tab.on_hover_text(words)
}
