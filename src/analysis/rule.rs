//! Rules: what a check is, and the registry that lists all of them.

use super::{Context, Family, Finding, Severity};

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
    /// The check itself: pure, without panics, and linear or nearly so in the size of the map.
    pub check: fn(&Context<'_>) -> Vec<Finding>,
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

/// The rule with that code or name, in any case.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    let asked = |text: &str| text.eq_ignore_ascii_case(code_or_name);
    super::rules().iter().find(|rule| asked(rule.code) || asked(rule.name))
}
