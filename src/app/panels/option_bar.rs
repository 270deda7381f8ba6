//! The bar of options above the canvas: the baseline and its options as tabs, of which one is worked on.

use egui::{ComboBox, RichText, Ui, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::{list, theme};
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{DesignOption, Id, Table};
use crate::session::options::OptionAct;

/// How wide a tab is at least and at most, points. Where there is less room for each, the options are a list.
const TAB: std::ops::RangeInclusive<f32> = 72.0..=210.0;
/// What stands behind the tabs has this room, points.
const BEHIND: f32 = 140.0;

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
        // The map has the room.
        ui.spacing_mut().button_padding = egui::vec2(8.0, 1.0);
        ui.spacing_mut().interact_size.y = 18.0;
        if tab_ui(ui, "Baseline", "The map as it is", open.is_none()).clicked() && open.is_some() {
            acts.push(Act::Option(OptionAct::Open(None)));
        }
        let options = &document.baseline().options;
        // Every tab has its room, or else they share what there is; the whole name is told on hovering.
        let room = (ui.available_width() - BEHIND).max(0.0) / options.len() as f32 - 3.0;
        let mut taken = None;
        if room < *TAB.start() {
            taken = ui.scope(|ui| list_ui(ui, options, open)).inner;
        } else {
            for option in options {
                let tab = ui.scope(|ui| option_ui(ui, room.min(*TAB.end()), option, open));
                taken = taken.or(tab.inner);
            }
        }
        acts.extend(taken.map(|id| Act::Option(OptionAct::Open(Some(id.clone())))));
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

/// What an option is called in the bar.
fn name(option: &DesignOption) -> std::borrow::Cow<'_, str> {
    shortened(if option.name.trim().is_empty() { option.id.as_str() } else { &option.name })
}

/// Shows the tab of an option; the option, if it is to be opened.
fn option_ui<'a>(ui: &mut Ui, width: f32, option: &'a DesignOption, open: Option<&Id>) -> Option<&'a Id> {
    ui.set_max_width(width);
    let (name, is_open) = (name(option), open == Some(&option.id));
    let words = option.summary.as_ref().map_or_else(|| name.to_string(), |summary| format!("{name}\n{summary}"));
    (tab_ui(ui, &name, &words, is_open).clicked() && !is_open).then_some(&option.id)
}

/// Shows more options than there is room for tabs, as a list; the one that is to be opened.
fn list_ui<'a>(ui: &mut Ui, options: &'a Table<DesignOption>, open: Option<&Id>) -> Option<&'a Id> {
    ui.set_max_width(*TAB.end());
    let now = open.and_then(|id| options.get(id.as_str()));
    let shown = now.map_or_else(|| count(options.len(), "option", "options"), |option| name(option).into_owned());
    let combo = ComboBox::from_id_salt("options").width(*TAB.end()).truncate().selected_text(&shown);
    let all = options.iter().map(|option| (&option.id, name(option).into_owned()));
    let (response, taken) = list::choice_ui(ui, combo, &shown, now.map(|option| &option.id), all);
    list::name_choice(&response, "Option");
    taken
}

fn tab_ui(ui: &mut Ui, name: &str, words: &str, is_open: bool) -> egui::Response {
    let text = RichText::new(name).size(theme::SMALL);
    let tab = ui.add(egui::Button::selectable(is_open, text).truncate());
    tab.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_open, name));
    tab.on_hover_text(words)
}
