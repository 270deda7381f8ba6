//! Before findings are accepted: why people live with them.

use egui::{Ui, WidgetInfo, WidgetType};

use super::{Answer, buttons_ui};
use crate::analysis::Finding;
use crate::app::theme;
use crate::editing::accept::{Found, accept};
use crate::model::{Map, When};

/// How many findings are told in full before the rest is counted.
const MOST: usize = 5;

/// Findings on their way to be accepted.
pub struct Accept {
    found: Vec<Found>,
    reason: String,
    has_keyboard: bool,
}

impl Accept {
    /// A reason that was given before stands there again: often it still holds.
    pub(super) fn new(findings: &[&Finding]) -> Self {
        let given = findings.iter().filter_map(|finding| finding.acceptance.as_ref()).next();
        let reason = given.map(|acceptance| acceptance.reason.clone()).unwrap_or_default();
        Self { found: findings.iter().copied().map(Found::from).collect(), reason, has_keyboard: false }
    }

    pub(super) fn accept_ui(&mut self, ui: &mut Ui, map: &Map) -> Answer {
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
        ui.label(theme::small(
            ui,
            if is_one {
                "It stays in the file and in reports, greyed and counted apart, and opens again when its facts change."
            } else {
                "They stay in the file and in reports, greyed and counted apart; each opens again when its facts change."
            },
        ));
        match buttons_ui(ui, "Accept", !self.reason.trim().is_empty()) {
            Some(true) => Answer::Given(accept(map, &self.found, &self.reason, today())),
            Some(false) => Answer::Cancelled,
            None => Answer::Pending,
        }
    }
}

/// The day that it is, in universal time.
fn today() -> Option<When> {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
    now.date().to_string().parse().ok()
}
