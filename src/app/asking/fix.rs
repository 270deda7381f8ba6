//! Before a finding is mended: how, what that changes, and what it does to the findings.

use egui::Ui;

use super::{Answer, buttons_ui, sentences_ui};
use crate::analysis::{Changes, Finding, Fix, Mend, Report, analyse};
use crate::app::theme;
use crate::editing::{Step, describe::describe};
use crate::model::Map;
use crate::model::edit::{Edit, apply};
use crate::model::words::{self, lower_first};

/// How many findings that are solved or new are named before the rest is counted.
const NAMED: usize = 3;

/// The ways to mend a finding, and what the one that is looked at would do.
pub struct FixIt {
    message: String,
    ways: Vec<(String, Vec<Edit>)>,
    looked_at: usize,
    previews: Vec<Option<Preview>>,
}

/// What a way to mend a finding would do.
struct Preview {
    changes: Vec<String>,
    solved: Vec<String>,
    new: Vec<String>,
}

impl FixIt {
    /// The question that a finding leads to; none if nothing can be offered by edits alone.
    pub(super) fn new(finding: &Finding) -> Option<Self> {
        let way = |fix: &Fix| match &fix.mend {
            Mend::Edits(edits) => Some((fix.label.clone(), edits.clone())),
            Mend::Merge { .. } => None,
        };
        let ways: Vec<_> = finding.fixes.iter().filter_map(way).collect();
        let previews = ways.iter().map(|_| None).collect();
        (!ways.is_empty()).then(|| Self { message: finding.message.clone(), ways, looked_at: 0, previews })
    }

    pub(super) fn fix_ui(&mut self, ui: &mut Ui, map: &Map, before: Option<&Report>) -> Answer {
        let Some((label, edits)) = self.ways.get(self.looked_at) else { return Answer::Cancelled };
        let title = if self.ways.len() == 1 { format!("{label}?") } else { "Which way?".to_owned() };
        theme::heading_ui(ui, &title);
        ui.label(theme::small(ui, format!("Found: {}.", self.message)));
        ui.add_space(4.0);
        let mut looked_at = self.looked_at;
        if self.ways.len() > 1 {
            for (place, (label, _)) in self.ways.iter().enumerate() {
                ui.radio_value(&mut looked_at, place, label);
            }
        }
        let preview = self.previews[self.looked_at].get_or_insert_with(|| Preview::of(map, edits, before));
        preview.preview_ui(ui);
        let answer = match buttons_ui(ui, "Do it", true) {
            Some(true) => {
                Answer::Given(Ok(Step { label: lower_first(label), edits: edits.clone(), chosen: Vec::new() }))
            }
            Some(false) => Answer::Cancelled,
            None => Answer::Pending,
        };
        self.looked_at = looked_at;
        answer
    }
}

impl Preview {
    fn of(map: &Map, edits: &[Edit], before: Option<&Report>) -> Self {
        let changes = describe(map, edits);
        let Some((before, after)) = before.zip(apply(map, edits).ok().map(|map| analyse(&map))) else {
            return Self { changes, solved: Vec::new(), new: Vec::new() };
        };
        let difference = Changes::between(before, &after);
        let messages = |findings: &[&Finding]| findings.iter().map(|finding| finding.message.clone()).collect();
        Self { changes, solved: messages(&difference.solved), new: messages(&difference.new) }
    }

    fn preview_ui(&self, ui: &mut Ui) {
        theme::section_ui(ui, "What changes");
        sentences_ui(ui, &self.changes, usize::MAX);
        let findings = |count| words::count(count, "finding", "findings");
        named_ui(ui, &format!("Solves {}", findings(self.solved.len())), &self.solved);
        named_ui(ui, &format!("Causes {}", findings(self.new.len())), &self.new);
        ui.add_space(4.0);
        ui.label(theme::small(ui, "Undo takes it back."));
    }
}

/// What is solved or caused: the first few in their words, the rest counted.
fn named_ui(ui: &mut Ui, title: &str, messages: &[String]) {
    if messages.is_empty() {
        return;
    }
    theme::section_ui(ui, title);
    sentences_ui(ui, messages, NAMED);
}
