//! What is told of a view: its name, its caption for the room and the notes for whoever presents it, typed in place.

use std::collections::BTreeMap;

use egui::{FontId, Key, Modifiers, TextEdit, TextStyle, Ui};

use crate::app::act::Act;
use crate::app::widgets::{spelling, theme};
use crate::editing::view::{ViewText, describe};
use crate::model::{Id, View};
use crate::session::Session;
use crate::storage::recovery::Draft;

/// What this panel calls itself where drafts are kept.
const PLACE: &str = "talk";

/// What is being typed, by the view and the text of it.
#[derive(Default)]
pub(super) struct Texts {
    drafts: BTreeMap<(Id, ViewText), String>,
}

impl Texts {
    /// Makes acts of what is being typed.
    pub(super) fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        let map = session.document.baseline();
        for ((id, text), typed) in std::mem::take(&mut self.drafts) {
            if map.views.get(id.as_str()).is_some_and(|view| text.of(view) != typed) {
                acts.push(Act::Make(describe(map, &id, text, &typed)));
            }
        }
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self, session: &Session) -> Vec<Draft> {
        let map = session.document.baseline();
        let draft = |((id, text), typed): (&(Id, ViewText), &String)| Draft {
            what: format!("{} of view {}", text.label(), map.name(id.as_str())),
            place: vec![PLACE.to_owned(), id.to_string(), text.label().to_owned()],
            text: typed.clone(),
        };
        self.drafts.iter().map(draft).collect()
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &Draft, session: &Session) -> bool {
        let [place, id, label] = draft.place.as_slice() else { return false };
        let text = ViewText::ALL.into_iter().find(|text| text.label() == label);
        let Some(text) = text.filter(|_| place == PLACE) else { return false };
        let is_there = session.document.baseline().views.contains(id);
        if is_there {
            self.drafts.insert((id.as_str().into(), text), draft.text.clone());
        }
        is_there
    }

    /// Shows the texts of a view.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, view: &View, acts: &mut Vec<Act>) {
        // What was typed of another view is entered before this one is shown.
        let others: Vec<_> = self.drafts.keys().filter(|(id, _)| *id != view.id).cloned().collect();
        for key in others {
            self.enter(session, &key, acts);
        }
        for text in ViewText::ALL {
            let hint = match text {
                ViewText::Name => "What the view is called",
                ViewText::Caption => "What the room reads: one short sentence",
                ViewText::Notes => "What only you read",
            };
            let label = ui.label(theme::small(ui, text.label()));
            if session.document.is_protected() {
                ui.label(text.of(view)).labelled_by(label.id);
                continue;
            }
            self.field_ui(ui, session, view, (text, hint, label.id), acts);
            ui.add_space(4.0);
        }
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        view: &View,
        (text, hint, label): (ViewText, &str, egui::Id),
        acts: &mut Vec<Act>,
    ) {
        let key = (view.id.clone(), text);
        let widget = egui::Id::new(("text of view", &view.id, text));
        let mut typed = self.drafts.get(&key).cloned().unwrap_or_else(|| text.of(view).to_owned());
        let had_focus = ui.memory(|memory| memory.has_focus(widget));
        let font: FontId = match text {
            ViewText::Name => theme::strong_font(theme::BODY + 1.0),
            ViewText::Caption | ViewText::Notes => TextStyle::Body.resolve(ui.style()),
        };
        let is_spelled = spelling::is_spelled(ui, widget, &typed);
        let mut layouter = spelling::layouter(font.clone(), true);
        let return_key = (text == ViewText::Notes).then_some(egui::KeyboardShortcut::new(Modifiers::NONE, Key::Enter));
        let mut edit = TextEdit::multiline(&mut typed)
            .id(widget)
            .font(font)
            .hint_text(hint)
            .desired_width(f32::INFINITY)
            .desired_rows(if text == ViewText::Notes { 4 } else { 1 })
            .return_key(return_key);
        if is_spelled {
            edit = edit.layouter(&mut layouter);
        }
        let field = ui.add(edit).labelled_by(label);
        spelling::told_ui(ui, &field, &typed, is_spelled);
        if field.changed() {
            self.drafts.insert(key.clone(), typed);
        }
        if field.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.drafts.remove(&key);
            return;
        }
        let is_entered = had_focus
            && text != ViewText::Notes
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if is_entered {
            field.surrender_focus();
        }
        if is_entered || (had_focus && !field.has_focus()) {
            self.enter(session, &key, acts);
        }
    }

    /// Makes a step of what was typed.
    fn enter(&mut self, session: &Session, key: &(Id, ViewText), acts: &mut Vec<Act>) {
        let map = session.document.baseline();
        let Some(typed) = self.drafts.remove(key) else { return };
        if map.views.get(key.0.as_str()).is_some_and(|view| key.1.of(view) != typed) {
            acts.push(Act::Make(describe(map, &key.0, key.1, &typed)));
        }
    }
}
