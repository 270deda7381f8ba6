//! A row of what was noted: what it is, what was said, and what can be done with it.

use egui::{Align, CursorIcon, Label, Layout, RichText, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Ask, Choice, Item};
use crate::app::widgets::theme;
use crate::editing::capture;
use crate::exchange::captures::Told;
use crate::model::quote::message;
use crate::model::words::capitalised;
use crate::model::{CaptureKind, Id};
use crate::session::Session;
use crate::session::capture::CaptureAct;

/// The room of the word for the kind, and that of the buttons, points.
const KIND: f32 = 74.0;
const BUTTONS: f32 = 286.0;

/// Shows the row.
pub(super) fn show(ui: &mut Ui, session: &Session, told: &Told, acts: &mut Vec<Act>) {
    let colours = theme::colours(ui);
    ui.horizontal_top(|ui| {
        let kind = theme::strong(capitalised(told.kind), theme::SMALL);
        let is_settled = !told.open && told.state != "decided";
        let ink = if is_settled { colours.muted } else { colours.accent };
        ui.allocate_ui(Vec2::new(KIND, theme::ROW), |ui| {
            ui.set_min_width(KIND);
            ui.label(kind.color(ink));
        });
        let room = (ui.available_width() - BUTTONS).max(140.0);
        ui.allocate_ui(Vec2::new(room, theme::ROW), |ui| {
            ui.set_width(room);
            ui.vertical(|ui| {
                let text = RichText::new(message(&told.text)).size(theme::BODY);
                let text = if is_settled { text.color(colours.muted) } else { text };
                let label = ui.add(Label::new(text).wrap().selectable(false).sense(Sense::click()));
                let words = format!("{}: {}", capitalised(told.kind), told.text);
                label.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words.as_str()));
                let label = label.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Show what it is about");
                if label.clicked() {
                    acts.push(Act::Capture(CaptureAct::GoTo(told.id.clone())));
                }
                let facts = told.facts();
                if !facts.is_empty() {
                    ui.add(Label::new(theme::small(ui, facts)).wrap());
                }
            });
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| buttons_ui(ui, session, told, acts));
    });
}

fn buttons_ui(ui: &mut Ui, session: &Session, told: &Told, acts: &mut Vec<Act>) {
    ui.spacing_mut().item_spacing.x = 3.0;
    ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
    let map = session.document.baseline();
    let Some(known) = map.captures.get(told.id.as_str()) else { return };
    let may_change = !session.document.is_protected();
    let mut button = |label: &str, what: &str, hint: &str| {
        let button = ui.add_enabled(may_change, egui::Button::new(RichText::new(label).size(theme::SMALL)));
        button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, may_change, format!("{what}: {}", told.text)));
        button.on_hover_text(hint).clicked()
    };
    if button("×", "Delete", "Delete it; undo brings it back") {
        acts.push(Act::Make(capture::remove(map, &known.id)));
    }
    if button("Edit", "Edit", "Change what was noted") {
        acts.push(Act::Capture(CaptureAct::Edit(known.id.clone())));
    }
    let settled = if known.done { "Open again".to_owned() } else { capitalised(known.kind.done()) };
    if button(&settled, &settled, "Say whether something has come of it") {
        acts.push(Act::Make(capture::settle(map, &known.id, !known.done)));
    }
    if known.kind == CaptureKind::Decision && !map.options.is_empty() {
        let hint = "Make it the reason why an option changes what it is about";
        if button("As a reason", "Take as a reason", hint) {
            acts.push(as_reason(session, &known.id));
        }
    }
}

/// Takes a decision for the reason of what the open option changes; of several, where none is open, one is chosen.
fn as_reason(session: &Session, id: &Id) -> Act {
    let map = session.document.baseline();
    let act = |option: &Id| Act::Make(capture::as_reason(map, option, id));
    let only = || map.options.ids().next().filter(|_| map.options.len() == 1);
    if let Some(option) = session.document.option().or_else(only) {
        return act(option);
    }
    let items = map.options.iter().map(|option| Item {
        label: option.name.clone(),
        detail: option.summary.clone().unwrap_or_default(),
        act: act(&option.id),
    });
    Act::Ask(Ask::Choose(Choice::new("In which option is it the reason?", items.collect())))
}
