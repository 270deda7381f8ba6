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
    /// Which of its subjects a finding of it is known by: that is what makes it the same in another state of the map.
    pub known_by: KnownBy,
    /// The same in words, after "a finding is known by"; the explanation says so too.
    pub known_as: &'static str,
    /// How several findings of it are told as one.
    pub together: Together,
    /// The place of the subject that needs a line upward, where that is what is wrong.
    pub needs_line: Option<usize>,
    /// What a finding of it is on a map, where that is more than its subjects and its path.
    pub pattern: Option<fn(&Map, &Finding) -> Option<Pattern>>,
    /// The check itself: pure, without panics, and linear or nearly so in the size of the map.
    pub check: fn(&Context<'_>) -> Vec<Finding>,
}

/// Which of its subjects a finding is known by. What else it says of others may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// So many of the first, in their order. By none: there is one such finding at most.
    First(usize),
    /// The last.
    Last,
    /// The first and the last.
    FirstAndLast,
    /// All together, in any order; with one more, or one fewer, it is the same and has changed.
    Together,
}

impl KnownBy {
    /// Those of its subjects by which a finding is known.
    pub(super) fn of<T: Clone + Ord>(self, subjects: &[T]) -> Vec<T> {
        match (self, subjects) {
            (Self::First(number), _) => subjects.iter().take(number).cloned().collect(),
            (Self::Last, _) => subjects.last().into_iter().cloned().collect(),
            (Self::FirstAndLast, [first, .., last]) => vec![first.clone(), last.clone()],
            (Self::FirstAndLast, _) => subjects.to_vec(),
            (Self::Together, _) => {
                let mut all = subjects.to_vec();
                all.sort_unstable();
                all
            }
        }
    }
}

/// How several findings are told as one: after their number, so that it is a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Together {
    /// Where they go back to nothing further: "bodies at work answer to nobody".
    pub alone: &'static str,
    /// Before the name of what they go back to, their second subject: "strands have lost their owner with". None for a
    /// rule that knows no further cause.
    pub with: Option<&'static str>,
    /// What stands for each of them in the list below.
    pub each: Each,
}

/// What stands for a finding in a list of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// The subject at that place.
    Subject(usize),
    /// The last subject.
    Last,
    /// All subjects from that place on.
    From(usize),
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
