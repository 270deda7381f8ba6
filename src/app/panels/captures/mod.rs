//! What was noted in the room: decisions, questions, actions and objections, and what was changed since the workshop began.

mod form;
mod row;

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, Vec2};

use crate::app::act::{Act, Command, Native};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::app::widgets::uneven::Heights;
use crate::editing::capture::Noted;
use crate::exchange::captures::{self as export, Told};
use crate::model::{CaptureKind, Id, Map};
use crate::session::Session;
use crate::session::capture::CaptureAct;
use crate::storage::recovery::Draft;
use form::FormState;

/// The first word of the places of drafts, and what stands between the parts of one.
const PLACE: &str = "capture";
const BETWEEN: char = '\u{1f}';

/// The panel's own state.
#[derive(Default)]
pub(super) struct Captures {
    form: FormState,
    list: List,
    heights: Heights,
}

/// What was noted in words, and the map that it follows from.
#[derive(Default)]
struct List {
    map: Option<Arc<Map>>,
    all: Vec<Told>,
}

impl List {
    fn follow(&mut self, map: &Arc<Map>) {
        if !self.map.as_ref().is_some_and(|known| Arc::ptr_eq(known, map)) {
            self.all = export::told(map, false);
            self.map = Some(Arc::clone(map));
        }
    }
}

impl Captures {
    /// Whether the form is open and has not been shown yet.
    pub(super) fn is_form_opening(&self, session: &Session) -> bool {
        self.form.is_opening(session)
    }

    /// Shows the form, while it is open.
    pub(super) fn form_ui(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        self.form.show(ui, session, acts);
    }

    /// Shows what was noted.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        // What is not there yet on the date that is looked at is not gone.
        self.list.follow(session.document.now());
        let (all, only_open) = (&self.list.all, session.talk.workshop.only_open);
        bar_ui(ui, session, (all.len(), all.iter().filter(|told| told.open).count()), acts);
        ui.add_space(4.0);
        // While people talk, what was noted last is looked at first.
        let shown: Vec<&Told> = all.iter().rev().filter(|told| !only_open || told.open).collect();
        if shown.is_empty() {
            empty_ui(ui, all.is_empty());
            return;
        }
        ScrollArea::vertical().id_salt("captures").auto_shrink(false).show_viewport(ui, |ui, seen| {
            self.heights.show(ui, seen, shown.iter().map(|told| &told.id), |ui, place| {
                row::show(ui, session, shown[place], acts);
                ui.separator();
            });
        });
    }
}

fn empty_ui(ui: &mut Ui, is_nothing: bool) {
    if is_nothing {
        ui.label(theme::strong("Nothing is noted yet", theme::BODY));
    }
    let words = match is_nothing {
        true => {
            "Press C while people talk, and type what is decided, asked, to be done or objected to: it is kept with what is \
             chosen on the map, goes into the board paper, and is exported."
        }
        false => "Nothing is open any more.",
    };
    ui.add(egui::Label::new(theme::small(ui, words)).wrap());
}

/// What is listed, what can be done with all of it, and what was changed meanwhile.
fn bar_ui(ui: &mut Ui, session: &Session, (all, open): (usize, usize), acts: &mut Vec<Act>) {
    let only_open = session.talk.workshop.only_open;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
        for (is_only, label, number) in [(false, "All", all), (true, "Open", open)] {
            let text = RichText::new(format!("{label} {number}")).size(theme::SMALL);
            if ui.selectable_label(only_open == is_only, text).on_hover_text("List only these").clicked() {
                acts.push(Act::Capture(CaptureAct::OnlyOpen(is_only)));
            }
        }
        ui.add_space(8.0);
        let entry = command::entry(Command::Capture);
        if button_ui(ui, "Note…", entry.is_enabled(session), entry.tooltip) {
            acts.push(Act::Command(Command::Capture));
        }
        let text = RichText::new("Marks on the cards").size(theme::SMALL);
        let hint = command::entry(Command::MarkCaptures).tooltip;
        if ui.selectable_label(session.view.shown.captures, text).on_hover_text(hint).clicked() {
            acts.push(Act::Command(Command::MarkCaptures));
        }
        for (label, hint, told, copy) in [
            ("Copy as text", "Copy what is listed, a line each", "as text", export::text as fn(&Map, bool) -> String),
            ("Copy as CSV", "Copy what is listed, for a spreadsheet", "as comma-separated values", export::csv),
        ] {
            if button_ui(ui, label, if only_open { open > 0 } else { all > 0 }, hint) {
                acts.push(Act::Native(Native::CopyText(copy(session.document.now(), only_open))));
                acts.push(Act::Say(format!("What is listed was copied {told}")));
            }
        }
        ui.add_space(8.0);
        workshop_ui(ui, session, acts);
    });
}

/// Begins a workshop, or tells what was changed since it began.
fn workshop_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let Some(words) = session.changes_in_words() else {
        let hint = "Count from now on what is changed. Presenting and noting something begin it too";
        if button_ui(ui, "Begin the workshop", true, hint) {
            acts.push(Act::Capture(CaptureAct::BeginWorkshop));
        }
        return;
    };
    let entry = command::entry(Command::ChangesSince);
    if !entry.is_enabled(session) {
        ui.label(theme::small(ui, words));
    } else if button_ui(ui, &words, true, entry.tooltip) {
        acts.push(Act::Command(Command::ChangesSince));
    }
    if button_ui(ui, "End", true, "End the workshop: count no more what is changed") {
        acts.push(Act::Capture(CaptureAct::EndWorkshop));
    }
}

fn button_ui(ui: &mut Ui, label: &str, is_enabled: bool, hint: &str) -> bool {
    let button = egui::Button::new(RichText::new(label).size(theme::SMALL));
    ui.add_enabled(is_enabled, button).on_hover_text(hint).clicked()
}

/// What is being typed, and is not on the map yet.
pub(super) fn typed(session: &Session) -> Vec<Draft> {
    let workshop = &session.talk.workshop;
    let form = workshop.form.as_ref().map(|form| (&form.noted, form.of.as_ref()));
    let all = form.into_iter().chain(workshop.aside().map(|noted| (noted, None)));
    all.filter(|(noted, _)| !noted.is_empty()).map(|(noted, of)| draft(noted, of)).collect()
}

fn draft(noted: &Noted, of: Option<&Id>) -> Draft {
    let Noted { kind, text, about, who, until, option, as_of, .. } = noted;
    let id = |id: Option<&Id>| id.map(ToString::to_string).unwrap_or_default();
    let about = about.iter().map(|(id, called)| format!("{id}{BETWEEN}{called}"));
    let place = [PLACE, kind.word(), who, until].map(str::to_owned).into_iter();
    let place =
        place.chain([id(of), id(option.as_ref())]).chain(as_of.map(|date| date.to_string())).chain(about).collect();
    Draft { what: format!("What was said: {}", kind.word()), place, text: text.clone() }
}

/// Puts a text back into the form; whether it came from there.
pub(super) fn put_back(draft: &Draft, acts: &mut Vec<Act>) -> bool {
    let [place, kind, who, until, of, option, about @ ..] = draft.place.as_slice() else { return false };
    let Some(kind) = CaptureKind::of_word(kind).filter(|_| place == PLACE) else { return false };
    let id = |text: &String| (!text.is_empty()).then(|| Id::from(text.as_str()));
    // The date comes before what it is about, if there is one: alone of these it is in one part.
    let as_of = about.first().filter(|first| !first.contains(BETWEEN)).and_then(|date| date.parse().ok());
    let about = about.iter().filter_map(|one| one.split_once(BETWEEN));
    let noted = Noted {
        kind,
        text: draft.text.clone(),
        about: about.map(|(id, called)| (Id::from(id), called.to_owned())).collect(),
        who: who.clone(),
        until: until.clone(),
        option: id(option),
        as_of,
        ..Noted::default()
    };
    acts.push(Act::Capture(CaptureAct::PutBack(noted, id(of))));
    true
}
