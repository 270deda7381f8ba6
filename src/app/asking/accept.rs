//! Before a finding is accepted: why people live with it.

use egui::{Ui, WidgetInfo, WidgetType};

use super::{Answer, buttons_ui};
use crate::analysis::Finding;
use crate::app::theme;
use crate::editing::accept::{Found, accept};
use crate::model::{Map, When};

/// A finding on its way to be accepted.
pub struct Accept {
    found: Found,
    reason: String,
    has_keyboard: bool,
}

impl Accept {
    /// A reason that was given before stands there again: often it still holds.
    pub(super) fn new(finding: &Finding) -> Self {
        let reason = finding.acceptance.as_ref().map(|acceptance| acceptance.reason.clone()).unwrap_or_default();
        Self { found: found(finding), reason, has_keyboard: false }
    }

    pub(super) fn accept_ui(&mut self, ui: &mut Ui, map: &Map) -> Answer {
        theme::heading_ui(ui, "Accept this finding?");
        ui.label(&self.found.facts);
        ui.add_space(theme::GAP);
        ui.label("Why do you live with it?");
        let field = egui::TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Reason"));
        if !std::mem::replace(&mut self.has_keyboard, true) {
            response.request_focus();
        }
        let has_entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if has_entered && self.reason.trim().is_empty() {
            // Nothing was accepted: there is still something to be written.
            response.request_focus();
        }
        ui.add_space(4.0);
        let text =
            "It stays in the file and in reports, greyed and counted apart, and opens again when its facts change.";
        ui.label(theme::small(ui, text));
        match buttons_ui(ui, "Accept", !self.reason.trim().is_empty()) {
            Some(true) => Answer::Given(accept(map, &self.found, &self.reason, today())),
            Some(false) => Answer::Cancelled,
            None => Answer::Pending,
        }
    }
}

/// The finding as steps on it know it.
pub fn found(finding: &Finding) -> Found {
    Found {
        code: finding.code,
        rule: finding.rule,
        subjects: finding.subjects.iter().map(|subject| subject.id.clone()).collect(),
        facts: finding.message.clone(),
    }
}

/// The day that it is, in universal time.
fn today() -> Option<When> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    now.date().to_string().parse().ok()
}
