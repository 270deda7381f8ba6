//! Asking: what has a choice in it, or takes more with it than people may know, is asked before it is done.

mod accept;
mod fix;
mod merge;
mod move_under;
mod remove;
mod split;

use egui::Ui;

use super::theme;
use super::workbench::Workbench;
use crate::editing::{Outcome, merge as merging, remove as removing, reparent};
use crate::model::Id;

/// What is to be asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Whether these nodes and links are to go, with all that depends on them.
    Remove(Vec<Id>),
    /// What becomes of those that answer to the bodies which are put under another.
    MoveUnder {
        /// The bodies.
        ids: Vec<Id>,
        /// What they are to answer to.
        parent: Id,
    },
    /// Which of two bodies is right where they differ.
    Merge {
        /// The one that stays.
        keep: Id,
        /// The one that goes into it.
        other: Id,
    },
    /// Why people live with findings, by their places in the report.
    Accept(Vec<usize>),
    /// Whether a finding is mended, and how, by its place in the report.
    Fix(usize),
    /// What a new body is called that is split off, and which lines it takes along.
    Split(Id),
    /// What a line between two nodes says.
    LineKind {
        /// The node that it reads from.
        from: Id,
        /// The node that it reads to.
        to: Id,
        /// Where on the screen the list opens, if not in the middle.
        at: Option<egui::Pos2>,
    },
}

/// A question that stands in front of the window.
pub enum Asking {
    /// See [`Question::Remove`].
    Remove(removing::Removal),
    /// See [`Question::MoveUnder`].
    MoveUnder(move_under::MoveUnder),
    /// See [`Question::Accept`].
    Accept(accept::Accept),
    /// See [`Question::Fix`].
    Fix(fix::FixIt),
    /// See [`Question::Merge`].
    Merge(Box<merge::Merge>),
    /// See [`Question::Split`].
    Split(split::Split),
}

/// What became of a question in a frame.
enum Answer {
    Pending,
    Cancelled,
    Given(Outcome),
}

impl Workbench {
    /// Asks, or does what is asked at once where there is nothing to choose and nothing else goes with it.
    pub fn ask(&mut self, question: Question, ctx: &egui::Context) {
        let map = self.document.map().clone();
        match question {
            Question::Remove(ids) if ids.is_empty() => {}
            Question::Remove(ids) => {
                let removal = removing::consequences(&map, &ids);
                // A line that was removed by mistake is one undo away; a body takes along what nobody may think of.
                let are_lines = ids.iter().all(|id| map.links.contains(id.as_str()));
                if are_lines || removal.sentences.is_empty() {
                    self.make(Ok(removal.step), ctx);
                } else {
                    self.asking = Some(Asking::Remove(removal));
                }
            }
            Question::MoveUnder { ids, parent } => {
                if reparent::is_choice_needed(&map, &ids) {
                    self.asking = Some(Asking::MoveUnder(move_under::MoveUnder::new(ids, parent)));
                } else {
                    self.make(reparent::under(&map, &ids, &parent, reparent::Children::Follow), ctx);
                }
            }
            Question::Merge { keep, other } => match merging::preview(&map, &keep, &other) {
                Ok(preview) => self.asking = Some(Asking::Merge(Box::new(merge::Merge::new(keep, other, preview)))),
                Err(refusal) => self.make(Err(refusal), ctx),
            },
            Question::Accept(indices) => {
                let findings: Vec<_> = indices.iter().filter_map(|index| self.findings().get(*index)).collect();
                if !findings.is_empty() {
                    self.asking = Some(Asking::Accept(accept::Accept::new(&findings)));
                }
            }
            Question::Fix(index) => {
                self.asking = self.findings().get(index).and_then(fix::FixIt::new).map(Asking::Fix);
            }
            Question::Split(id) => self.asking = Some(Asking::Split(split::Split::new(&map, id))),
            Question::LineKind { from, to, at } => self.choose_line_kind(&from, &to, at),
        }
    }

    /// Shows the question that is open, and does what is answered.
    pub(super) fn asking_ui(&mut self, ctx: &egui::Context) {
        let Some(mut asking) = self.asking.take() else { return };
        let map = self.document.map().clone();
        let report = self.picture.as_ref().map(|picture| picture.report.clone());
        let modal = theme::modal(ctx, "asking").show(ctx, |ui| {
            ui.set_width(460.0);
            match &mut asking {
                Asking::Remove(removal) => remove::remove_ui(ui, removal),
                Asking::MoveUnder(question) => question.move_under_ui(ui, &map),
                Asking::Accept(question) => question.accept_ui(ui, &map),
                Asking::Fix(question) => question.fix_ui(ui, &map, report.as_deref()),
                Asking::Merge(question) => question.merge_ui(ui, &map),
                Asking::Split(question) => question.split_ui(ui, &map),
            }
        });
        match modal.inner {
            Answer::Given(outcome) => {
                if outcome.is_err() {
                    // What was chosen stays, so that it can be mended.
                    self.asking = Some(asking);
                }
                self.make(outcome, ctx);
            }
            Answer::Cancelled => {}
            Answer::Pending if modal.should_close() => {}
            Answer::Pending => self.asking = Some(asking),
        }
    }
}

/// Sentences as a list: the first few, and how many more there are.
fn sentences_ui(ui: &mut Ui, sentences: &[String], most: usize) {
    for sentence in sentences.iter().take(most) {
        ui.horizontal_top(|ui| {
            ui.label("•");
            ui.add(egui::Label::new(sentence.as_str()).wrap());
        });
    }
    if sentences.len() > most {
        ui.label(theme::small(ui, format!("and {} more", sentences.len() - most)));
    }
}

/// The buttons at the end of a question: to do it, which Enter does too, and to leave it.
fn buttons_ui(ui: &mut Ui, to_do: &str, enabled: bool) -> Option<bool> {
    ui.add_space(theme::GAP);
    let mut answer = None;
    ui.horizontal(|ui| {
        if theme::main_button_ui(ui, to_do, enabled).clicked() {
            answer = Some(true);
        }
        if ui.button("Cancel").clicked() {
            answer = Some(false);
        }
    });
    let has_entered = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    answer.or_else(|| (enabled && has_entered).then_some(true))
}
