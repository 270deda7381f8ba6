//! The analysis: what is duplicated, circular, missing, strained or unsupported in a map, and the map in figures.
//!
//! A rule is one `.rs` file and one `.md` file in `rules`, and one line in `rules/mod.rs`. It is a pure function of the
//! [`Context`], which is built once a run. Findings are derived, never saved.

mod acceptance;
mod cause;
mod change;
mod circles;
mod cuts;
#[cfg(test)]
mod explanations;
mod finding;
mod graph;
mod impact;
mod metrics;
mod names;
mod overlap;
mod overlaps;
mod pattern;
mod remits;
mod routes;
mod rule;
mod rules;
mod shortcuts;
#[cfg(test)]
mod sketch;
mod sums;
#[cfg(test)]
mod tests;
mod themes;
mod ways_up;
mod words;

pub use acceptance::Acceptance;
pub use cause::{Cause, ENOUGH_TO_FOLD, by_cause};
pub use change::Changes;
pub use cuts::{Cut, Dependants, cuts, dependants};
pub use finding::{Family, Finding, Fix, Severity, Subject, SubjectKind};
pub use graph::{At, Context, Hop};
pub use impact::{Impact, Loss, Seat, Sum, impact};
pub use metrics::Metrics;
pub use overlap::{Likeness, alike};
pub use overlaps::{Ground, MOST_OVERLAPPING, Overlap, Overlaps, overlaps};
pub use pattern::{Gap, Leg, Pattern, SharedGround, pattern};
pub use remits::{Item, Piece, Remits};
pub use routes::{Break, Place, Routes, Sound, components};
pub use rule::{Rule, rule};
pub use ways_up::{Fault, MOST_ROUTES, Route, Step, routes};

use crate::model::Map;

/// What a run finds.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// What is wrong: the gravest first, then that on which most depends, then by code and subjects. What was accepted
    /// comes after all that was not, in the same order.
    pub findings: Vec<Finding>,
    /// The codes of the rules that the map switches off, in order.
    pub switched_off: Vec<&'static str>,
    /// What the map settles about rules that there are not, in sentences without full stops.
    pub unknown_rules: Vec<String>,
    /// The map in figures.
    pub metrics: Metrics,
}

impl Report {
    /// The findings that nobody has accepted: those that count.
    pub fn open(&self) -> &[Finding] {
        self.findings.split_at(self.first_accepted()).0
    }

    /// The findings that were accepted, and whose facts are what they were.
    pub fn accepted(&self) -> &[Finding] {
        self.findings.split_at(self.first_accepted()).1
    }

    fn first_accepted(&self) -> usize {
        self.findings.partition_point(|finding| !finding.is_accepted())
    }
}

/// Runs every rule over a map but those that it switches off. The same map gives the same report.
pub fn analyse(map: &Map) -> Report {
    let context = Context::new(map);
    let (mut findings, mut switched_off) = (Vec::new(), Vec::new());
    for rule in rules() {
        match acceptance::grade(map, rule).map(acceptance::severity) {
            None => findings.extend((rule.check)(&context)),
            Some(None) => switched_off.push(rule.code),
            Some(Some(severity)) => {
                findings.extend((rule.check)(&context).into_iter().map(|finding| Finding { severity, ..finding }));
            }
        }
    }
    acceptance::mark(map, &mut findings);
    findings.sort_by_cached_key(Finding::place);
    let metrics = Metrics::of(&context, &findings);
    Report { findings, switched_off, unknown_rules: acceptance::unknown_rules(map), metrics }
}

/// Every rule, in the order of the codes.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}
