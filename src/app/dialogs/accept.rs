//! Before findings are accepted: why people live with them.

use egui::{Ui, WidgetInfo, WidgetType};

use super::make_unless_refused;
use crate::analysis::Finding;
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{buttons_ui, question_ui};
use crate::app::widgets::{spelling, theme};
use crate::editing::accept::{Found, accept};
use crate::model::When;
use crate::session::Session;
use crate::storage::recovery::Draft;

/// How many findings are told in full before the rest is counted.
const MOST: usize = 5;

/// The first word of the place, as a safety copy names it, and what stands between the words of a finding.
pub(super) const ROOM: &str = "accept";
const BETWEEN: &str = "\u{1f}";

/// Findings on their way to be accepted.
pub(super) struct Accept {
    found: Vec<Found>,
    reason: String,
}

impl Accept {
    /// A reason that was given before stands there again: often it still holds. None if there are no findings.
    pub(super) fn new(findings: Vec<&Finding>) -> Option<Self> {
        let given = findings.iter().filter_map(|finding| finding.acceptance.as_ref()).next();
        let reason = given.map(|acceptance| acceptance.reason.clone()).unwrap_or_default();
        let found: Vec<Found> = findings.into_iter().map(Found::from).collect();
        (!found.is_empty()).then_some(Self { found, reason })
    }

    /// What is being typed.
    pub(super) fn typed(&self) -> Option<Draft> {
        let of_one = |found: &Found| {
            let subjects = found.subjects.iter().map(|id| id.as_str());
            std::iter::once(found.code).chain(subjects).collect::<Vec<_>>().join(BETWEEN)
        };
        let place = std::iter::once(ROOM.to_owned()).chain(self.found.iter().map(of_one)).collect();
        let what = "Reason to live with a finding".to_owned();
        (!self.reason.is_empty()).then(|| Draft { what, place, text: self.reason.clone() })
    }

    /// The question with what was being typed; none if what it was about is not found any more.
    pub(super) fn put_back(draft: &Draft, session: &Session) -> Option<Self> {
        let wanted = |finding: &&Finding| {
            let subjects = finding.subjects.iter().map(|subject| subject.id.as_str());
            let name = std::iter::once(finding.code).chain(subjects).collect::<Vec<_>>().join(BETWEEN);
            draft.place.iter().skip(1).any(|place| *place == name)
        };
        let question = Self::new(session.findings().iter().filter(wanted).collect())?;
        Some(Self { reason: draft.text.clone(), ..question })
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let answer = question_ui(ctx, "asking", |ui| {
            self.contents_ui(ui, is_new);
            let has_reason = !self.reason.trim().is_empty();
            buttons_ui(ui, "Accept", has_reason, || accept(map, &self.found, &self.reason, today()))
        });
        make_unless_refused(answer, acts)
    }

    fn contents_ui(&mut self, ui: &mut Ui, is_new: bool) {
        let is_one = self.found.len() == 1;
        match self.found.len() {
            1 => theme::heading_ui(ui, "Accept this finding?"),
            count => theme::heading_ui(ui, &format!("Accept these {count} findings?")),
        }
        for found in self.found.iter().take(MOST) {
            ui.label(&found.facts);
        }
        if self.found.len() > MOST {
            ui.label(theme::small(ui, format!("and {} more", self.found.len() - MOST)));
        }
        ui.add_space(theme::GAP);
        ui.label(if is_one { "Why do you live with it?" } else { "Why do you live with them?" });
        let id = egui::Id::new("reason to live with a finding");
        let response = spelling::field_ui(ui, id, &mut self.reason, |field| field.desired_width(f32::INFINITY));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Reason"));
        let has_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        // With no reason nothing was accepted: there is still something to be written.
        if is_new || (has_entered && self.reason.trim().is_empty()) {
            response.request_focus();
        }
        ui.add_space(4.0);
        ui.label(theme::small(
            ui,
            if is_one {
                "It stays in the file and in reports, greyed and counted apart, and opens again when its facts change."
            } else {
                "They stay in the file and in reports, greyed and counted apart; each opens again when its facts change."
            },
        ));
    }
}

/// The day that it is, in universal time.
fn today() -> Option<When> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    now.date().to_string().parse().ok()
}
