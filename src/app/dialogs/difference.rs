//! What another program has changed in the file of the open map, before it is reloaded or kept.

use crate::app::act::{Act, Ask};
use crate::app::widgets::question::{Answer, question_ui, sentences_ui};
use crate::app::widgets::theme;
use crate::model::words::count;
use crate::session::file_acts::{self, FileAct, FileQuestion, Next};

/// How many changes are listed.
const LISTED: usize = 200;

/// The changes.
pub(super) struct Difference(pub(super) file_acts::Difference);

#[derive(Clone, Copy)]
enum Way {
    Reload,
    Keep,
    Elsewhere,
}

impl Difference {
    /// Shows the changes; whether they stay open.
    pub(super) fn show(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) -> bool {
        let file_acts::Difference { path, is_beside, lines, again } = &mut self.0;
        let (heading, open) = match is_beside {
            true => ("What is different in the other version", "Open that one"),
            false => ("What changed in the file", "Reload"),
        };
        let answer = question_ui(ctx, "difference", |ui| {
            theme::heading_ui(ui, heading);
            let told = match lines.len() {
                0 => "It says the same as the map that is open here.".to_owned(),
                lines if *is_beside => {
                    format!("Beside the map that is open here, it has {}:", count(lines, "change", "changes"))
                }
                lines => format!("Reloading would make {} here:", count(lines, "change", "changes")),
            };
            ui.label(theme::small(ui, path.display().to_string()));
            ui.label(told);
            ui.add_space(theme::GAP / 2.0);
            egui::ScrollArea::vertical().max_height(320.0).auto_shrink([false, true]).show(ui, |ui| {
                sentences_ui(ui, lines, LISTED);
            });
            ui.add_space(theme::GAP);
            let mut answer = Answer::Pending;
            ui.horizontal(|ui| {
                if theme::main_button_ui(ui, open, true).clicked() {
                    answer = Answer::Given(Way::Reload);
                }
                for (words, way) in [("Keep mine", Way::Keep), ("Save mine as…", Way::Elsewhere)] {
                    if ui.button(words).clicked() {
                        answer = Answer::Given(way);
                    }
                }
                if ui.button("Close").clicked() {
                    answer = Answer::Cancelled;
                }
            });
            answer
        });
        acts.extend(match answer {
            Answer::Pending => return true,
            // Whoever was about to save has looked before answering, and the answer is still to come.
            Answer::Cancelled | Answer::Given(Way::Keep) if again.is_some() => {
                again.take().map(|question| Act::Ask(Ask::File(*question)))
            }
            Answer::Cancelled => None,
            Answer::Given(Way::Reload) => Some(Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path.clone())))),
            Answer::Given(Way::Keep) if *is_beside => Some(Act::File(FileAct::LeaveCopy(path.clone()))),
            Answer::Given(Way::Keep) => Some(Act::File(FileAct::LeaveChange)),
            Answer::Given(Way::Elsewhere) => {
                let next = match again.take().map(|question| *question) {
                    Some(FileQuestion::ChangedOnDisk(_, next)) => next,
                    _ => None,
                };
                Some(Act::File(FileAct::SaveAs(next)))
            }
        });
        false
    }
}
