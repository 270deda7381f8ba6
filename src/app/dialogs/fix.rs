//! Before a finding is mended: how, what that changes, and what it does to the findings.

use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use super::make_unless_refused;
use crate::analysis::{self, Changes, Finding, Mend, Report, analyse};
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, buttons_ui, question_ui, sentences_ui};
use crate::app::widgets::theme;
use crate::editing::{Step, describe::describe};
use crate::model::Map;
use crate::model::edit::{Edit, apply};
use crate::model::words::{count, lower_first};
use crate::session::task::{Poll, Task, Wake};

/// How many findings that are solved or new are named before the rest is counted.
const NAMED: usize = 3;
/// How long a frame waits for what a way would do, so that it is there at once wherever that is possible.
const GRACE: Duration = Duration::from_millis(25);

/// The ways to mend a finding, and what the one that is looked at would do.
pub(super) struct Fix {
    message: String,
    ways: Vec<Way>,
    looked_at: usize,
    wake: Wake,
}

/// A way to mend a finding.
struct Way {
    label: String,
    edits: Vec<Edit>,
    preview: Preview,
}

/// What a way would do to the findings: worked out once it is looked at.
enum Preview {
    Unknown,
    UnderWay(Task<Effects>),
    Known(Effects),
}

/// The findings that are solved, changed and caused, in their words.
#[derive(Default)]
struct Effects {
    solved: Vec<String>,
    changed: Vec<String>,
    new: Vec<String>,
}

impl Fix {
    /// The question that a finding leads to; none if nothing can be offered by edits alone.
    pub(super) fn new(finding: &Finding, wake: &Wake) -> Option<Self> {
        let way = |fix: &analysis::Fix| match &fix.mend {
            Mend::Edits(edits) => {
                Some(Way { label: fix.label.clone(), edits: edits.clone(), preview: Preview::Unknown })
            }
            Mend::Merge { .. } => None,
        };
        let ways: Vec<_> = finding.fixes.iter().filter_map(way).collect();
        (!ways.is_empty()).then(|| Self { message: finding.message.clone(), ways, looked_at: 0, wake: wake.clone() })
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let before = seen.session.picture.as_ref().map(|picture| &picture.report);
        let answer = question_ui(ctx, "asking", |ui| self.contents_ui(ui, map, before));
        make_unless_refused(answer, acts)
    }

    fn contents_ui(
        &mut self,
        ui: &mut Ui,
        map: &Arc<Map>,
        before: Option<&Arc<Report>>,
    ) -> Answer<crate::editing::Outcome> {
        let title = if self.ways.len() == 1 { format!("{}?", self.ways[0].label) } else { "Which way?".to_owned() };
        theme::heading_ui(ui, &title);
        ui.label(theme::small(ui, format!("Found: {}.", self.message)));
        ui.add_space(4.0);
        let mut looked_at = self.looked_at;
        if self.ways.len() > 1 {
            for (place, way) in self.ways.iter().enumerate() {
                ui.radio_value(&mut looked_at, place, &way.label);
            }
        }
        let way = &mut self.ways[self.looked_at];
        way.preview.follow(map, &way.edits, before, &self.wake);
        theme::section_ui(ui, "What changes");
        sentences_ui(ui, &describe(map, &way.edits), usize::MAX);
        way.preview.preview_ui(ui);
        ui.add_space(4.0);
        ui.label(theme::small(ui, "Undo takes it back."));
        let step = || Step { label: lower_first(&way.label), edits: way.edits.clone(), chosen: Vec::new() };
        let answer = buttons_ui(ui, "Do it", true, || Ok(step()));
        self.looked_at = looked_at;
        answer
    }
}

impl Preview {
    fn follow(&mut self, map: &Arc<Map>, edits: &[Edit], before: Option<&Arc<Report>>, wake: &Wake) {
        if let (Self::Unknown, Some(before)) = (&self, before) {
            let (map, edits, before) = (Arc::clone(map), edits.to_vec(), Arc::clone(before));
            let task = Task::start(wake, move |_| Effects::of(&map, &edits, &before));
            *self = Self::UnderWay(task);
            if let Self::UnderWay(task) = self
                && let Poll::Done(effects) = task.wait(GRACE)
            {
                *self = Self::Known(effects);
            }
        } else if let Self::UnderWay(task) = self {
            match task.poll() {
                Poll::Pending => {}
                Poll::Done(effects) => *self = Self::Known(effects),
                Poll::Broken => *self = Self::Known(Effects::default()),
            }
        }
    }

    fn preview_ui(&self, ui: &mut Ui) {
        match self {
            Self::Unknown => {}
            Self::UnderWay(_) => {
                ui.label(theme::small(ui, "Checking what that does …"));
            }
            Self::Known(effects) => {
                let findings = |number| count(number, "finding", "findings");
                named_ui(ui, &format!("Solves {}", findings(effects.solved.len())), &effects.solved);
                named_ui(ui, &format!("Changes {}", findings(effects.changed.len())), &effects.changed);
                named_ui(ui, &format!("Causes {}", findings(effects.new.len())), &effects.new);
            }
        }
    }
}

impl Effects {
    fn of(map: &Map, edits: &[Edit], before: &Report) -> Self {
        let Ok(edited) = apply(map, edits) else { return Self::default() };
        let after = analyse(&edited);
        let difference = Changes::between(before, &after);
        let messages = |findings: &[&Finding]| findings.iter().map(|finding| finding.message.clone()).collect();
        let changed: Vec<&Finding> = difference.changed.iter().map(|(_, now)| *now).collect();
        let [solved, changed, new] = [&difference.solved, &changed, &difference.new].map(|findings| messages(findings));
        Self { solved, changed, new }
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
