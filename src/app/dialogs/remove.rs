//! Before something is removed: what goes with it.

use super::make_unless_refused;
use crate::app::act::Act;
use crate::app::widgets::question::{buttons_ui, question_ui, sentences_ui};
use crate::app::widgets::theme;
use crate::editing::remove::{Removal, consequences};
use crate::model::words::capitalised;
use crate::model::{Id, Map};

/// How many consequences are named before the rest is counted.
const MOST: usize = 10;

/// Something on its way off the map.
pub(super) struct Remove(Removal);

impl Remove {
    /// # Errors
    /// Where nothing has to be asked: what is to be done at once.
    pub(super) fn new(map: &Map, ids: &[Id]) -> Result<Self, Vec<Act>> {
        if ids.is_empty() {
            return Err(Vec::new());
        }
        let removal = consequences(map, ids);
        // A line that was removed by mistake is one undo away; a body takes along what nobody may think of.
        let are_lines = ids.iter().all(|id| map.links.contains(id.as_str()));
        if are_lines || removal.sentences.is_empty() {
            Err(vec![Act::Make(Ok(removal.step))])
        } else {
            Ok(Self(removal))
        }
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) -> bool {
        let Self(removal) = self;
        let answer = question_ui(ctx, "asking", |ui| {
            theme::heading_ui(ui, &format!("{}?", capitalised(&removal.step.label)));
            sentences_ui(ui, &removal.sentences, MOST);
            ui.add_space(4.0);
            ui.label(theme::small(ui, "Undo brings all of it back."));
            buttons_ui(ui, "Remove", true, || Ok(removal.step.clone()))
        });
        make_unless_refused(answer, acts)
    }
}
