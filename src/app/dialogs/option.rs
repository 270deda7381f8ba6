//! What an option is called and what it is about: of a new one, of one that is there, and of the baseline before another
//! one takes its place.

use egui::{WidgetInfo, WidgetType};

use crate::app::act::{Act, OptionFor};
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, buttons_ui, question_ui};
use crate::app::widgets::{spelling, theme};
use crate::editing::option;
use crate::model::{DesignOption, Id, Map};
use crate::options::quoted;
use crate::session::Session;
use crate::session::options::OptionAct;
use crate::storage::recovery::Draft;

/// The first word of the places, as a safety copy names them, and the two fields.
pub(super) const ROOM: &str = "option";
const NAME: &str = "Name of the option";
const SUMMARY: &str = "What it is about";

/// An option on its way to a name.
pub(super) struct Described {
    what: OptionFor,
    name: String,
    summary: String,
    /// Why the name that was given cannot be taken.
    refusal: Option<String>,
}

impl Described {
    /// The question; none if the option that it is about is not there.
    pub(super) fn new(what: OptionFor, map: &Map) -> Option<Self> {
        let known = |id: &Id| map.options.get(id.as_str()).map(AsRef::as_ref);
        let (name, summary) = match &what {
            OptionFor::New(None) => (String::new(), String::new()),
            OptionFor::New(Some(copied)) => {
                let DesignOption { name, summary, .. } = known(copied)?;
                (format!("{name}, another way"), summary.clone().unwrap_or_default())
            }
            OptionFor::Described(id) => {
                let DesignOption { name, summary, .. } = known(id)?;
                (name.clone(), summary.clone().unwrap_or_default())
            }
            OptionFor::Promoted(id) => (format!("Before “{}”", known(id)?.name), String::new()),
        };
        Some(Self { what, name, summary, refusal: None })
    }

    /// What is being typed, where it is another than at first.
    pub(super) fn typed(&self, map: &Map) -> Vec<Draft> {
        let (kind, id) = match &self.what {
            OptionFor::New(copied) => ("new", copied.as_ref()),
            OptionFor::Described(id) => ("described", Some(id)),
            OptionFor::Promoted(id) => ("promoted", Some(id)),
        };
        let before = Self::new(self.what.clone(), map);
        let (name, summary) = before.map_or_else(Default::default, |before| (before.name, before.summary));
        let texts = [(NAME, &self.name, name), (SUMMARY, &self.summary, summary)].into_iter();
        let draft = |(what, text, _): (&str, &String, String)| Draft {
            what: what.to_owned(),
            place: [ROOM, kind, id.map_or("", |id| id.as_str()), what].map(str::to_owned).to_vec(),
            text: text.clone(),
        };
        texts.filter(|(_, text, before)| *text != before).map(draft).collect()
    }

    /// The question to which a text belongs that was being typed; none if what it was about is not there.
    pub(super) fn put_back(draft: &Draft, session: &Session) -> Option<Self> {
        let [_, kind, id, _] = draft.place.as_slice() else { return None };
        let id = (!id.is_empty()).then(|| Id::from(id.as_str()));
        let what = match kind.as_str() {
            "new" => OptionFor::New(id),
            "described" => OptionFor::Described(id?),
            "promoted" => OptionFor::Promoted(id?),
            _ => return None,
        };
        let mut question = Self::new(what, session.document.baseline())?;
        question.put(draft);
        Some(question)
    }

    /// Whether the text belongs to this question, which then has it.
    pub(super) fn takes(&mut self, draft: &Draft, session: &Session) -> bool {
        let is_of_this = Self::put_back(draft, session).is_some_and(|other| other.what == self.what);
        if is_of_this {
            self.put(draft);
        }
        is_of_this
    }

    fn put(&mut self, draft: &Draft) {
        match draft.place.last().map(String::as_str) {
            Some(SUMMARY) => self.summary.clone_from(&draft.text),
            _ => self.name.clone_from(&draft.text),
        }
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.baseline();
        let called = |id: &Id| map.options.get(id.as_str()).map(|option| quoted(option)).unwrap_or_default();
        let (title, to_do) = match &self.what {
            OptionFor::New(None) => ("New option".to_owned(), "Begin"),
            OptionFor::New(Some(copied)) => (format!("Copy of {}", called(copied)), "Begin"),
            OptionFor::Described(id) => (called(id), "Keep"),
            OptionFor::Promoted(id) => (format!("Make {} the baseline?", called(id)), "Make it the baseline"),
        };
        let answer = question_ui(ctx, "option", |ui| {
            theme::heading_ui(ui, &title);
            match &self.what {
                OptionFor::New(None) => ui.label("It begins as the baseline is, and the baseline stays as it is."),
                OptionFor::New(Some(_)) => ui.label("It begins with all that the other one changes."),
                OptionFor::Described(_) => ui.label("What people call it, and what it is about."),
                OptionFor::Promoted(_) => ui.label(
                    "What it proposes is then at work, and what it changes is changed. The other options stay, and what the \
                     baseline was stays as an option, which is called",
                ),
            };
            ui.add_space(4.0);
            let id = egui::Id::new("name of the option");
            let field = spelling::field_ui(ui, id, &mut self.name, |field| {
                field.hint_text("Name").desired_width(f32::INFINITY)
            });
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, NAME));
            if is_new {
                spelling::begin_field(ui.ctx(), id, &self.name);
            }
            if field.changed() {
                self.refusal = None;
            }
            if !matches!(self.what, OptionFor::Promoted(_)) {
                ui.add_space(4.0);
                let id = egui::Id::new("summary of the option");
                let field = spelling::field_ui(ui, id, &mut self.summary, |field| {
                    field.hint_text("What it is about, in a sentence").desired_width(f32::INFINITY)
                });
                field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, SUMMARY));
            }
            if let Some(refusal) = &self.refusal {
                ui.colored_label(theme::colours(ui).error, refusal);
            }
            buttons_ui(ui, to_do, !self.name.trim().is_empty(), || ())
        });
        match answer {
            Answer::Pending => true,
            Answer::Cancelled => false,
            Answer::Given(()) => self.take(map, acts),
        }
    }

    /// Takes up what was given; whether the question stays, because nothing could be made of it.
    fn take(&mut self, map: &Map, acts: &mut Vec<Act>) -> bool {
        let made = match &self.what {
            OptionFor::New(copied) => option::add(map, &self.name, &self.summary, copied.as_ref())
                .map(|(id, step)| Act::MakeOption(Ok(step), id)),
            OptionFor::Described(id) => {
                option::describe(map, id, &self.name, &self.summary).map(|step| Act::Make(Ok(step)))
            }
            OptionFor::Promoted(id) => option::promoted(map, id, &self.name)
                .map(|_| Act::Option(OptionAct::Promote(id.clone(), self.name.clone()))),
        };
        match made {
            Ok(act) => acts.push(act),
            Err(refusal) => self.refusal = Some(crate::model::words::capitalised(&refusal.to_string())),
        }
        self.refusal.is_some()
    }
}
