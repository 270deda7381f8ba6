//! Before two bodies become one: which of them is right where they differ.

use std::collections::BTreeSet;

use egui::Ui;

use super::make_unless_refused;
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{buttons_ui, question_ui};
use crate::app::widgets::theme;
use crate::editing::{Refusal, merge as merging};
use crate::model::{Id, Map};

/// Two bodies on their way to become one.
pub(super) struct Merge {
    keep: Id,
    other: Id,
    preview: merging::Merge,
    /// The fields in which the one that goes is right.
    take_other: BTreeSet<&'static str>,
}

impl Merge {
    /// # Errors
    /// When they cannot become one.
    pub(super) fn new(map: &Map, keep: Id, other: Id) -> Result<Self, Refusal> {
        let preview = merging::preview(map, &keep, &other)?;
        Ok(Self { keep, other, preview, take_other: BTreeSet::new() })
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let answer = question_ui(ctx, "asking", |ui| {
            let (keep, other) = (map.name(self.keep.as_str()), map.name(self.other.as_str()));
            theme::heading_ui(ui, &format!("Merge {other} into {keep}?"));
            ui.label("Lines, evidence, remits, themes and tags of both are joined.");
            if !self.preview.conflicts.is_empty() {
                theme::section_ui(ui, "Where they differ, keep");
                egui::ScrollArea::vertical().max_height(280.0).show(ui, |ui| self.conflicts_ui(ui));
                ui.label(theme::small(ui, "What is not kept goes into the notes: nothing is lost."));
            }
            buttons_ui(ui, "Merge", true, || merging::step(map, &self.keep, &self.other, &self.take_other))
        });
        make_unless_refused(answer, acts)
    }

    fn conflicts_ui(&mut self, ui: &mut Ui) {
        egui::Grid::new("conflicts").num_columns(3).spacing([14.0, 6.0]).show(ui, |ui| {
            for conflict in &self.preview.conflicts {
                let is_other = self.take_other.contains(conflict.field);
                ui.label(theme::small(ui, conflict.label));
                let choices = [(false, &conflict.kept), (true, &conflict.other)];
                for (takes_other, value) in choices {
                    let radio = ui.radio(is_other == takes_other, value.as_str());
                    radio.widget_info(|| {
                        let name = format!("{}: {value}", conflict.label);
                        let chosen = is_other == takes_other;
                        egui::WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, name)
                    });
                    if radio.clicked() {
                        if takes_other {
                            self.take_other.insert(conflict.field);
                        } else {
                            self.take_other.remove(conflict.field);
                        }
                    }
                }
                ui.end_row();
            }
        });
    }
}
