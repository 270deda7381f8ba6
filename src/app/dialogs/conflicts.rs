//! What does not go together and has to be decided, one by one: what two versions of a map that were merged say
//! differently, and what the open option and its baseline do.

use egui::Ui;

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, question_ui};
use crate::app::widgets::theme;
use crate::editing::decide::{self, Side};
use crate::model::diff::{Clash, Conflict};
use crate::model::quote::shortened;
use crate::model::words::{capitalised, count};
use crate::model::{Id, Map, Undecided};
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
                true => "Two versions of this map were merged, and do not say the same of these:",
                false => "The baseline has changed since this option was made, and both have changed these:",
            };
            ui.label(format!("{why} {number}. A decision is a step that can be undone."));
            ui.add_space(theme::GAP / 2.0);
            egui::ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
                for one in undecided.iter().take(MOST) {
                    undecided_ui(ui, baseline, one, acts);
                }
                if let Some(option) = document.option().and_then(|id| baseline.options.get(id.as_str())) {
                    let named = decide::named(baseline, option);
                    for conflict in clashes.iter().take(MOST) {
                        clash_ui(ui, baseline, &named, &option.id, conflict, acts);
                    }
                }
                if undecided.len().max(clashes.len()) > MOST {
                    ui.add_space(theme::GAP);
                    ui.label(theme::small(
                        ui,
                        format!("These are the first {MOST}: the others come up as they are decided."),
                    ));
                }
            });
            ui.add_space(theme::GAP);
            ui.horizontal(|ui| {
                let is_left = ui.button("Close").on_hover_text("What is left stays to be decided").clicked();
                if undecided.len() > 1 {
                    for (words, side) in
                        [("Ours for all of them", Side::Ours), ("Theirs for all of them", Side::Theirs)]
                    {
                        if ui.button(words).on_hover_text("One step, which can be undone").clicked() {
                            acts.push(Act::Make(decide::all(baseline, side)));
                        }
                    }
                }
                if is_left { Answer::Given(()) } else { Answer::Pending }
            })
            .inner
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

/// What is to be decided, and a button for each answer; the one that was chosen.
fn row_ui(ui: &mut Ui, title: &str, answers: &[String]) -> Option<usize> {
    ui.add_space(theme::GAP / 2.0);
    ui.label(theme::strong(title, theme::BODY));
    ui.horizontal_wrapped(|ui| {
        let clicked = answers.iter().map(|words| ui.button(words).clicked()).collect::<Vec<_>>();
        clicked.into_iter().position(|is_clicked| is_clicked)
    })
    .inner
}

fn undecided_ui(ui: &mut Ui, map: &Map, one: &Undecided, acts: &mut Vec<Act>) {
    let words = |name: &str, value: String| match one.field.is_some() {
        true => format!("{name}: {}", quoted(&value)),
        false => format!("{name}: {value}"),
    };
    let answers = [
        words("Ours", decide::value(map, one, Side::Ours)),
        words("Theirs", decide::value(map, one, Side::Theirs)),
        words("As it is now", decide::now(map, one)),
    ];
    acts.extend(row_ui(ui, &decide::place(map, one), &answers).map(|chosen| {
        Act::Make(match chosen {
            0 => decide::undecided(map, one, Side::Ours),
            1 => decide::undecided(map, one, Side::Theirs),
            _ => Ok(decide::leave(map, one)),
        })
    }));
}

fn clash_ui(ui: &mut Ui, map: &Map, named: &Map, option: &Id, conflict: &Conflict, acts: &mut Vec<Act>) {
    let step = |field: Option<&str>, chosen: usize| {
        let side = if chosen == 0 { Side::Ours } else { Side::Theirs };
        Act::Make(decide::clash(map, option, conflict, field, side))
    };
    let Clash::Fields(fields) = &conflict.clash else {
        let answers: &[&str] = match conflict.clash {
            Clash::Edited | Clash::Removed | Clash::Added => &["As in the baseline", "As the option wants it"],
            _ => &["Leave this change out"],
        };
        let answers: Vec<String> = answers.iter().map(|words| (*words).to_owned()).collect();
        let chosen = row_ui(ui, &decide::sentence(named, conflict), &answers);
        acts.extend(chosen.map(|chosen| step(None, chosen)));
        return;
    };
    let (kind, id) = conflict.change.subject().unzip();
    let about = capitalised(&decide::subject(named, kind, id.flatten()));
    for field in fields {
        let (label, now) = decide::field_of_clash(named, conflict.now.as_ref(), field);
        let (_, wanted) = decide::field_of_clash(named, conflict.change.after.as_ref(), field);
        let answers = [format!("Baseline: {}", quoted(&now)), format!("Option: {}", quoted(&wanted))];
        let chosen = row_ui(ui, &format!("{about}: {label}"), &answers);
        acts.extend(chosen.map(|chosen| step(Some(field), chosen)));
    }
}

fn quoted(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { format!("“{}”", shortened(value)) }
}
