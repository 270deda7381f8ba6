//! The form in which something is noted while people go on talking: below the map, in front of nothing, so that views are
//! stepped through and cards are chosen meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Key, Label, Margin, Modifiers, Response, RichText, Ui, WidgetInfo, WidgetType};

use crate::app::act::Act;
use crate::app::widgets::{spelling, theme};
use crate::editing::capture::Noted;
use crate::model::whereabouts::Whereabouts;
use crate::model::words::{capitalised, list};
use crate::model::{CaptureKind, Id, Map};
use crate::session::Session;
use crate::session::capture::{CaptureAct, Form};

/// How many names are told of what it is about.
const MOST_NAMED: usize = 3;
/// The widths of the fields beside the text, and of the button behind them, points.
const WHO: f32 = 130.0;
const UNTIL: f32 = 110.0;
const KEEP: f32 = 68.0;

/// The form's own state.
#[derive(Default)]
pub(super) struct FormState {
    /// Which form was shown last, by how many have been opened.
    shown: usize,
    /// The refusal that was told last.
    told: Option<String>,
    about: About,
}

/// What it is about in words, and what these follow from.
#[derive(Default)]
struct About {
    map: Option<Arc<Map>>,
    ids: BTreeMap<Id, String>,
    words: String,
}

impl About {
    fn follow(&mut self, map: &Arc<Map>, noted: &Noted) -> &str {
        let is_same = self.map.as_ref().is_some_and(|known| Arc::ptr_eq(known, map)) && self.ids == noted.about;
        if !is_same {
            *self = Self { map: Some(Arc::clone(map)), ids: noted.about.clone(), words: about(map, noted) };
        }
        &self.words
    }
}

impl FormState {
    /// Whether a form is open that has not been shown yet.
    pub(super) fn is_opening(&self, session: &Session) -> bool {
        session.talk.workshop.form.is_some() && self.shown != session.talk.workshop.opened
    }

    /// Shows the form, while there is one.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        let Some(form) = &session.talk.workshop.form else { return };
        let is_new = std::mem::replace(&mut self.shown, session.talk.workshop.opened) != session.talk.workshop.opened;
        let is_refused = form.refusal.is_some() && form.refusal != self.told;
        self.told.clone_from(&form.refusal);
        let frame = theme::panel_frame(ui).inner_margin(Margin::symmetric(theme::MARGIN, 7));
        egui::Panel::bottom("note what was said").frame(frame).show(ui, |ui| {
            let mut noted = form.noted.clone();
            let mut leaves = false;
            ui.horizontal(|ui| {
                kinds_ui(ui, &mut noted);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let close = ui.button(RichText::new("×").size(theme::SMALL));
                    close.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Close the form"));
                    leaves |= close.on_hover_text("Close the form (Escape)").clicked();
                    room_ui(ui, session, acts);
                    let words = self.about.follow(session.document.now(), &form.noted);
                    about_ui(ui, session, form, words, acts);
                });
            });
            ui.add_space(4.0);
            let entered = fields_ui(ui, &mut noted, form, is_new || is_refused);
            if let Some(refusal) = &form.refusal {
                let label = ui.colored_label(theme::colours(ui).error, refusal);
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
            if noted != form.noted {
                acts.push(Act::Capture(CaptureAct::Write(noted)));
            }
            match entered {
                Entered::Given => acts.push(Act::Capture(CaptureAct::Enter)),
                Entered::Left => leaves = true,
                Entered::Nothing => {}
            }
            if leaves {
                acts.push(Act::Capture(CaptureAct::Leave));
            }
        });
    }
}

/// What was done in the fields.
#[derive(Clone, Copy, PartialEq)]
enum Entered {
    Nothing,
    Given,
    Left,
}

fn kinds_ui(ui: &mut Ui, noted: &mut Noted) {
    ui.spacing_mut().item_spacing.x = 4.0;
    let now = noted.kind_now();
    for kind in CaptureKind::ALL {
        let text = RichText::new(capitalised(kind.word())).size(theme::BODY);
        let button = ui.selectable_label(now == kind, text);
        if button.clicked() {
            noted.take_kind(kind);
        }
    }
}

/// What it is about, and the way to have it be about something else.
fn about_ui(ui: &mut Ui, session: &Session, form: &Form, words: &str, acts: &mut Vec<Act>) {
    let chosen = &session.selection.ids;
    let is_other = !chosen.is_empty() && !form.noted.about.keys().eq(chosen);
    if is_other {
        let button = ui.button(RichText::new("About what is chosen").size(theme::SMALL));
        if button.on_hover_text("Have it be about what is chosen on the map now").clicked() {
            acts.push(Act::Capture(CaptureAct::AboutChosen));
        }
    }
    if !form.noted.about.is_empty() {
        let button = ui.button(RichText::new("About the whole").size(theme::SMALL));
        if button.on_hover_text("Have it be about the map as a whole").clicked() {
            acts.push(Act::Capture(CaptureAct::Write(Noted { about: Default::default(), ..form.noted.clone() })));
        }
    }
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.add_space(8.0);
        ui.add(Label::new(theme::small(ui, words)).truncate());
    });
}

fn about(map: &Map, noted: &Noted) -> String {
    let whereabouts = Whereabouts::of(map);
    let names: Vec<String> = noted.about.iter().map(|(id, called)| whereabouts.name(id, called)).collect();
    match names.is_empty() {
        true => "About the map as a whole: choose a card or a line to note it against that".to_owned(),
        false => format!("About {}", list(&names, MOST_NAMED)),
    }
}

/// Whether the room sees what is being noted, where it has a window of its own.
fn room_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    if session.talk.stage.has_audience {
        let mut sees = session.talk.workshop.room_sees;
        let text = RichText::new("The room sees this").size(theme::SMALL);
        let hint = "Show in the window for the room what is being noted";
        if ui.checkbox(&mut sees, text).on_hover_text(hint).changed() {
            acts.push(Act::Capture(CaptureAct::RoomSees(sees)));
        }
    }
}

fn fields_ui(ui: &mut Ui, noted: &mut Noted, form: &Form, takes_keyboard: bool) -> Entered {
    let mut entered = Entered::Nothing;
    let mut note = |ui: &Ui, field: &Response| {
        if field.lost_focus() {
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            match (pressed(Key::Enter), pressed(Key::Escape)) {
                (true, _) => entered = Entered::Given,
                (_, true) => entered = Entered::Left,
                _ => {}
            }
        }
    };
    let mut is_clicked = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let room = (ui.available_width() - WHO - UNTIL - KEEP - 18.0).max(160.0);
        let hint = "What was said, in a sentence. It may begin with action:, question: or objection:";
        let said = field_ui(ui, "What was said", &mut noted.text, (hint, room));
        if takes_keyboard {
            said.request_focus();
        }
        note(ui, &said);
        let who = field_ui(ui, "Who", &mut noted.who, ("Who", WHO));
        note(ui, &who);
        let until = field_ui(ui, "Until when", &mut noted.until, ("Until 2011-06", UNTIL));
        note(ui, &until);
        let words = if form.of.is_some() { "Keep" } else { "Note" };
        is_clicked = theme::main_button_ui(ui, words, true).on_hover_text("Enter does it too").clicked();
    });
    if is_clicked { Entered::Given } else { entered }
}

fn field_ui(ui: &mut Ui, name: &'static str, text: &mut String, (hint, width): (&str, f32)) -> Response {
    let id = egui::Id::new(("note what was said", name));
    let field = spelling::field_ui(ui, id, text, |field| field.hint_text(hint).desired_width(width));
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name));
    field
}
