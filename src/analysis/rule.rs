//! Rules: what a check is, and what it says of itself.

use super::context::Context;
use super::finding::{Family, Finding, Pattern, Severity, Stake, Subject};
use crate::model::{Map, Settings};

/// One check, with all that a person may ask about it.
#[derive(Debug)]
pub struct Rule {
    /// `BW` and three digits; the first is the family's.
    pub code: &'static str,
    /// The defect in kebab case, so that "accept shared-remit because ..." reads well.
    pub name: &'static str,
    /// The kind of defect.
    pub family: Family,
    /// The gravest that a finding of this rule can be.
    pub severity: Severity,
    /// When it fires, in a line.
    pub summary: &'static str,
    /// What it checks, why it matters, an example, what to do and its limits, as Markdown; its maps run as tests.
    pub explanation: &'static str,
    /// The borders that a map may draw elsewhere.
    pub thresholds: &'static [Threshold],
    /// How several findings of it that go back to one thing are told as one, where it has words of its own for that.
    pub together: Option<Together>,
    /// What a finding of it is on a map, where that is more than its subjects and its path.
    pub pattern: Option<fn(&Map, &Finding) -> Option<Pattern>>,
    /// The check itself: pure, without panics, and linear or nearly so in the size of the map.
    pub check: fn(&Context<'_>) -> Vec<Finding>,
}

/// How several findings of one cause are told as one.
#[derive(Debug, Clone, Copy)]
pub enum Together {
    /// With what they go back to: "18 strands have lost their owner with Trust Board".
    With(&'static str),
    /// Where they go back to nothing further: "23 bodies at work answer to nobody".
    Alone(&'static str),
}

/// A border beyond which a rule fires.
#[derive(Debug)]
pub struct Threshold {
    /// Its name in the settings of a map: the rule's, a dot, and what is counted.
    pub name: &'static str,
    /// What it bounds, as a label.
    pub label: &'static str,
    /// What it is where the map says nothing.
    pub default: f64,
}

impl Rule {
    /// A finding of the rule with the rule's own severity, and nothing to light up.
    pub(super) fn finding(
        &self,
        subjects: impl IntoIterator<Item = Subject>,
        message: String,
        hint: String,
    ) -> Finding {
        Finding {
            code: self.code,
            rule: self.name,
            family: self.family,
            severity: self.severity,
            subjects: subjects.into_iter().collect(),
            path: Vec::new(),
            message,
            hint,
            stake: Stake::default(),
            acceptance: None,
            fixes: Vec::new(),
        }
    }
}

impl Threshold {
    /// What it is under the settings of a map: the map's own, else the default.
    pub(super) fn of(&self, settings: &Settings) -> f64 {
        let own = settings.thresholds.get(self.name);
        own.map_or(self.default, |quantity| quantity.to_f64())
    }
}
