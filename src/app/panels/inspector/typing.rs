//! Typing: text that is read in place and edited where it stands, with proposals below it.

use egui::{FontId, Key, Margin, Modifiers, Response, TextEdit, Ui};

use super::Desk;
use super::drafts::Draft;
use super::slot::Slot;
use crate::app::act::Act;
use crate::app::act::Command;
use crate::app::command;
use crate::app::widgets::{lookup, spelling, theme};
use crate::model::spelling::Wanted;

/// How far the ground of a text reaches beyond it, points.
pub(super) const PAD: i8 = 4;
/// How many proposals are listed.
const MOST_PROPOSED: usize = 6;

/// How a text looks.
pub(super) struct Typed<'a> {
    /// What it holds on the map.
    pub(super) value: &'a str,
    /// What stands there while it is empty.
    pub(super) hint: &'a str,
    /// Whether the return key begins a new line.
    pub(super) is_paragraph: bool,
    /// The letters.
    pub(super) font: FontId,
    /// What belongs into it.
    pub(super) help: &'a str,
    /// Its accessible name; the label that stands before it, if it has one.
    pub(super) label: Name<'a>,
}

/// What a control is called.
#[derive(Clone, Copy)]
pub(super) enum Name<'a> {
    /// A label on the screen.
    Label(egui::Id),
    /// Words that are not on the screen.
    Words(&'a str),
}

/// Gives a control its accessible name.
pub(super) fn name(response: Response, name: Name<'_>) -> Response {
    match name {
        Name::Label(id) => response.labelled_by(id),
        Name::Words(words) => {
            response.ctx.accesskit_node_builder(response.id, |node| node.set_label(words));
            response
        }
    }
}

/// What a person chose among the proposals.
enum Chosen {
    Word(String),
    New(String),
}

/// Text that can be typed over. What is typed becomes a step with the return key, or when the keyboard goes elsewhere.
pub(super) fn typing_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: &Slot, typed: &Typed<'_>) {
    if desk.is_read_only {
        if !typed.value.is_empty() {
            let label = ui.label(egui::RichText::new(typed.value).font(typed.font.clone()));
            name(label, typed.label);
        }
        return;
    }
    let widget = slot.widget();
    let had_focus = ui.memory(|memory| memory.has_focus(widget));
    let draft = desk.drafts.at(slot).cloned();
    let mut text = draft.as_ref().map_or_else(|| typed.value.to_owned(), |draft| draft.text.clone());
    let mut picked = draft.as_ref().and_then(|draft| draft.picked);
    let (proposals, only_these) =
        if had_focus { desk.proposals(slot, &text, typed.value) } else { (Vec::new(), false) };
    if had_focus && !proposals.is_empty() {
        picked = step_through(ui, picked, proposals.len());
    }
    if had_focus && draft.is_none() {
        history(ui, desk);
    }
    let response = text_ui(ui, widget, &mut text, typed);
    lookup::note(&response, slot.topic());
    if desk.focus.as_ref() == Some(slot) {
        response.request_focus();
        response.scroll_to_me(None);
        *desk.focus = None;
    }
    let has_changed = response.changed();
    if has_changed
        || draft.as_ref().is_some_and(|draft| draft.picked != picked)
        || (draft.is_none() && picked.is_some())
    {
        let kept = draft.clone().filter(|_| !has_changed);
        let refusal = kept.as_ref().and_then(|draft| draft.refusal.clone());
        let is_fresh = has_changed || kept.is_some_and(|draft| draft.is_fresh);
        let picked = picked.filter(|_| !has_changed);
        desk.drafts.put(slot.clone(), Draft { text: text.clone(), refusal, is_fresh, picked });
    }
    if let Some(reason) = desk.drafts.at(slot).and_then(|draft| draft.refusal.clone()) {
        let colour = theme::colours(ui).error;
        let label =
            ui.label(egui::RichText::new(crate::model::words::capitalised(&reason)).size(theme::SMALL).color(colour));
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
    let chosen = if had_focus { proposals_ui(ui, desk, slot, &proposals, &text, picked) } else { None };
    if let Some(chosen) = chosen {
        return take(desk, slot, chosen);
    }
    // The same key would let go of what is chosen on the canvas.
    if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        desk.drafts.drop(slot);
        desk.close(slot);
        return;
    }
    if !had_focus {
        return;
    }
    let modifiers = if typed.is_paragraph { Modifiers::COMMAND } else { Modifiers::NONE };
    if ui.input_mut(|input| input.consume_key(modifiers, Key::Enter)) {
        let word = picked.and_then(|index| proposals.get(index)).or_else(|| {
            let is_meant = only_these && !text.trim().is_empty() && slot.make(desk.map, &text).is_err();
            proposals.first().filter(|_| is_meant)
        });
        if let Some(word) = word {
            take(desk, slot, Chosen::Word(word.clone()));
        } else if desk.enter(slot) && !slot.adds() {
            response.surrender_focus();
        }
    }
}

/// While nothing has been typed yet, there is nothing of the field's own to take back: the keys mean the map.
fn history(ui: &Ui, desk: &mut Desk<'_>) {
    for command in [Command::Redo, Command::Undo] {
        let shortcut =
            Some(command::entry(command)).filter(|entry| entry.is_enabled(desk.session)).and_then(|entry| entry.keys);
        if shortcut.is_some_and(|shortcut| ui.input_mut(|input| input.consume_shortcut(&shortcut))) {
            desk.acts.push(Act::Command(command));
        }
    }
}

fn take(desk: &mut Desk<'_>, slot: &Slot, chosen: Chosen) {
    match chosen {
        Chosen::Word(text) => {
            desk.drafts.put(slot.clone(), Draft { text, is_fresh: true, ..Draft::default() });
            desk.enter(slot);
        }
        Chosen::New(text) => {
            if let Some(outcome) = slot.make_new(desk.map, &text) {
                desk.drafts.drop(slot);
                desk.acts.push(Act::Make(outcome));
            }
        }
    }
    if matches!(slot, Slot::Word(..)) {
        *desk.focus = Some(slot.clone());
    }
}

/// Follows the arrow keys through the proposals.
fn step_through(ui: &Ui, picked: Option<usize>, count: usize) -> Option<usize> {
    let (down, up) = ui.input_mut(|input| {
        let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
        (presses(Key::ArrowDown), presses(Key::ArrowUp))
    });
    // One place before the first stands for none.
    let place = picked.filter(|index| *index < count).map_or(0, |index| index + 1);
    (place + down).min(count).saturating_sub(up).checked_sub(1)
}

/// The text itself: no frame until the pointer or the keyboard comes to it.
fn text_ui(ui: &mut Ui, widget: egui::Id, text: &mut String, typed: &Typed<'_>) -> Response {
    let colours = theme::colours(ui);
    let ground = ui.painter().add(egui::Shape::Noop);
    let return_key = typed.is_paragraph.then_some(egui::KeyboardShortcut::new(Modifiers::NONE, Key::Enter));
    let is_spelled = spelling::is_spelled(ui, widget, text);
    let mut layouter = spelling::layouter(typed.font.clone(), true);
    let mut edit = TextEdit::multiline(text)
        .id(widget)
        .font(typed.font.clone())
        .hint_text(egui::RichText::new(typed.hint).font(typed.font.clone()))
        .frame(egui::Frame::NONE.inner_margin(Margin::symmetric(PAD, 2)))
        .desired_width(f32::INFINITY)
        .desired_rows(1)
        .return_key(return_key);
    if is_spelled {
        edit = edit.layouter(&mut layouter);
    }
    let response = ui.add(edit);
    spelling::told_ui(ui, &response, text, is_spelled);
    let shape =
        |stroke| egui::epaint::RectShape::new(response.rect, 4, colours.canvas, stroke, egui::StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().set(ground, shape(egui::Stroke::new(1.5, colours.accent)));
    } else if response.hovered() {
        ui.painter().set(ground, shape(egui::Stroke::new(1.0, colours.hairline)));
    }
    let response = name(response, typed.label);
    if typed.help.is_empty() || response.has_focus() { response } else { response.on_hover_text(typed.help) }
}

/// The list of proposals below a text.
fn proposals_ui(
    ui: &mut Ui,
    desk: &Desk<'_>,
    slot: &Slot,
    proposals: &[String],
    text: &str,
    picked: Option<usize>,
) -> Option<Chosen> {
    let mut chosen = None;
    for (index, word) in proposals.iter().enumerate() {
        if proposal_ui(ui, word, picked == Some(index)).clicked() {
            chosen = Some(Chosen::Word(word.clone()));
        }
    }
    let typed = text.trim();
    if !typed.is_empty() && slot.make_new(desk.map, typed).is_some_and(|outcome| outcome.is_ok()) {
        let noun = match slot {
            Slot::NewEvidence(_) => "source",
            Slot::Field(..) => "area",
            _ => "theme",
        };
        let words = format!("New {noun} “{typed}”");
        if proposal_ui(ui, &words, false).clicked() {
            chosen = Some(Chosen::New(typed.to_owned()));
        }
    }
    chosen
}

fn proposal_ui(ui: &mut Ui, words: &str, is_picked: bool) -> Response {
    let layout = egui::Layout::top_down_justified(egui::Align::LEFT);
    let button = egui::Button::new(words).selected(is_picked).frame_when_inactive(is_picked).wrap();
    ui.with_layout(layout, |ui| {
        ui.spacing_mut().button_padding = egui::Vec2::new(f32::from(PAD) + 4.0, 1.0);
        ui.add(button)
    })
    .inner
}

impl Desk<'_> {
    /// The proposals that fit what is typed, those that begin with it first; and whether only they will do.
    fn proposals(&self, slot: &Slot, text: &str, value: &str) -> (Vec<String>, bool) {
        let (all, only_these) = slot.proposals(self.map);
        if !slot.adds() && (text == value || all.iter().any(|word| word == text)) && !text.is_empty() {
            return (Vec::new(), only_these);
        }
        let known = self.words_of(slot);
        let fitting = Wanted::new(text).best(all, String::as_str).into_iter().filter(|word| !known.contains(word));
        (fitting.take(MOST_PROPOSED).collect(), only_these)
    }
}
