//! What does not go together and has to be decided, one by one: what two versions of a map that were merged say
//! differently, and what the open option and its baseline do.

use egui::{RichText, Ui};

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, question_ui};
use crate::app::widgets::theme;
use crate::editing::decide::{self, Side, subject};
use crate::model::diff::{Clash, Conflict};
use crate::model::quote::shortened;
use crate::model::words::{capitalised, count};
use crate::model::{Entry, Map, RawJson, Undecided};
use crate::session::Session;

/// How many are shown at a time; the others come up as these are decided.
const MOST: usize = 60;

/// The list of what is to be decided.
pub(super) struct Conflicts;

impl Conflicts {
    /// Whether there is anything to decide.
    pub(super) fn are_there(session: &Session) -> bool {
        !undecided(session).is_empty() || !session.document.conflicts().is_empty()
    }

    /// Shows the list; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let document = &seen.session.document;
        let (baseline, clashes) = (document.baseline(), document.conflicts());
        let undecided = undecided(seen.session);
        if !Self::are_there(seen.session) {
            return false;
        }
        let answer = question_ui(ctx, "conflicts", |ui| {
            theme::heading_ui(ui, "To be decided");
            let number = count(undecided.len() + clashes.len(), "thing", "things");
            let why = match clashes.is_empty() {
                true => "Two versions of this map were merged. Each of them changed these in its own way:",
                false => "The baseline has changed since this option was made, and both have changed these:",
            };
            ui.label(format!("{why} {number}. A decision is a step that can be undone."));
            ui.add_space(theme::GAP / 2.0);
            egui::ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
                for one in undecided.iter().take(MOST) {
                    undecided_ui(ui, baseline, one, acts);
                }
                for conflict in clashes.iter().take(MOST) {
                    clash_ui(ui, seen, conflict, acts);
                }
            });
            ui.add_space(theme::GAP);
            match ui.button("Close").on_hover_text("What is left stays to be decided").clicked() {
                true => Answer::Given(()),
                false => Answer::Pending,
            }
        });
        answer == Answer::Pending
    }
}

/// What is undecided in the baseline, while that is worked on: what is decided within an option is a change of it.
fn undecided(session: &Session) -> &[Undecided] {
    match session.document.option() {
        None => &session.document.baseline().undecided,
        Some(_) => &[],
    }
}

/// The name of what it is about and of the field, and a button for each answer.
fn row_ui(ui: &mut Ui, name: &str, field: Option<&str>, answers: Vec<(String, Act)>, acts: &mut Vec<Act>) {
    ui.add_space(theme::GAP / 2.0);
    let title = match field {
        Some(field) => format!("{}: {}", capitalised(name), field.replace('_', " ")),
        None => capitalised(name),
    };
    ui.label(theme::strong(&title, theme::BODY));
    ui.horizontal_wrapped(|ui| {
        for (words, act) in answers {
            if ui.button(RichText::new(words)).clicked() {
                acts.push(act);
            }
        }
    });
}

fn undecided_ui(ui: &mut Ui, map: &Map, one: &Undecided, acts: &mut Vec<Act>) {
    let name = subject(map, one.kind(), one.id.as_ref());
    let words = |side: &str, value: &Option<RawJson>| match (value, &one.field) {
        (None, None) => format!("{side}: gone"),
        (Some(_), None) => format!("{side}: stays"),
        (value, Some(_)) => format!("{side}: {}", value_words(value.as_ref())),
    };
    let step = |side| Act::Make(decide::undecided(map, one, side));
    let answers = vec![
        (words("Ours", &one.ours), step(Side::Ours)),
        (words("Theirs", &one.theirs), step(Side::Theirs)),
        ("As it is now".to_owned(), Act::Make(Ok(decide::leave(map, one)))),
    ];
    let field = one.field.as_deref().map(|field| match &one.part {
        Some(part) => format!("{field}, {part}"),
        None => field.to_owned(),
    });
    row_ui(ui, &name, field.as_deref(), answers, acts);
}

fn clash_ui(ui: &mut Ui, seen: &Seen<'_>, conflict: &Conflict, acts: &mut Vec<Act>) {
    let document = &seen.session.document;
    let (Some(option), map) = (document.option(), document.baseline()) else { return };
    let (kind, id) = conflict.change.subject().unzip();
    let name = subject(map, kind, id.flatten());
    let step = |field: Option<&str>, side| Act::Make(decide::clash(map, option, conflict, field, side));
    let Clash::Fields(fields) = &conflict.clash else {
        ui.add_space(theme::GAP / 2.0);
        let text = conflict.to_string();
        let why = text.split_once(": ").map_or(text.as_str(), |(_, why)| why);
        let answers = match conflict.clash {
            Clash::Edited | Clash::Removed | Clash::Added => vec![
                ("As in the baseline".to_owned(), step(None, Side::Ours)),
                ("As the option wants it".to_owned(), step(None, Side::Theirs)),
            ],
            _ => vec![("Leave this change out".to_owned(), step(None, Side::Ours))],
        };
        row_ui(ui, &format!("{name}: {why}"), None, answers, acts);
        return;
    };
    let value = |entry: Option<&Entry>, field: &str| {
        let fields = entry.map(Entry::fields).unwrap_or_default();
        value_words(fields.get(field))
    };
    for field in fields {
        let answers = vec![
            (format!("Baseline: {}", value(conflict.now.as_ref(), field)), step(Some(field), Side::Ours)),
            (format!("Option: {}", value(conflict.change.after.as_ref(), field)), step(Some(field), Side::Theirs)),
        ];
        row_ui(ui, &name, Some(field), answers, acts);
    }
}

/// A value of a file as people read it.
fn value_words(value: Option<&RawJson>) -> String {
    let Some(RawJson(text)) = value else { return "nothing".to_owned() };
    let plain = serde_json::from_str::<String>(text).unwrap_or_else(|_| text.replace('"', ""));
    format!("“{}”", shortened(&plain.replace('_', " ")))
}
