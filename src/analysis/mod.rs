//! The analysis: what is duplicated, circular, missing, strained or unsupported in a map, and the map in figures.
//!
//! A rule is one `.rs` file and one `.md` file in `rules`, and one line in `rules/mod.rs`. It is a pure function of the
//! [`Context`], which is built once a run. Findings are derived, never saved.

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

pub use cause::{Cause, ENOUGH_TO_FOLD, by_cause};
pub use change::Changes;
pub use cuts::{Cut, Dependants, cuts, dependants};
pub use finding::{Family, Finding, Fix, Severity, Subject, SubjectKind};
pub use graph::{At, Context, Hop};
pub use impact::{Impact, Loss, Seat, Sum, impact};
pub use metrics::Metrics;
pub use overlap::{Likeness, alike};
pub use remits::{Item, Piece, Remits};
pub use routes::{Break, Place, Routes, Sound, components};
pub use rule::{Rule, rule};
pub use ways_up::{Fault, MOST_ROUTES, Route, Step, routes};

use crate::model::Map;

/// What a run finds.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// What is wrong: the gravest first, then that on which most depends, then by code and subjects.
    pub findings: Vec<Finding>,
    /// The map in figures.
    pub metrics: Metrics,
}

/// Runs every rule over a map. The same map gives the same report.
pub fn analyse(map: &Map) -> Report {
    let context = Context::new(map);
    let mut findings: Vec<Finding> = rules().iter().flat_map(|rule| (rule.check)(&context)).collect();
    findings.sort_by_cached_key(Finding::place);
    let metrics = Metrics::of(&context, &findings);
    Report { findings, metrics }
}

/// Every rule, in the order of the codes.
pub fn rules() -> &'static [Rule] {
    rules::ALL
}
