//! The analysis: what is duplicated, circular, missing, strained or unsupported in a map, and the map in figures.
//!
//! A rule is one `.rs` file and one `.md` file in `rules`, and its two lines in `rules/mod.rs`. It is a pure function of
//! the [`Context`], which is built once a run. Findings are derived, never saved. A rule that looks at one node after the other
//! does so by `Context::each`: on a map much like one that is known, most of these looks need not be taken again.
//!
//! The floors, each of which knows only those below it: [`finding`](Finding) is what is found, as data; [`graph`](Graph)
//! the nodes and lines; `routes`, `remits` and `stake` what follows from them; [`context`](Context) holds them all;
//! [`rule`](Rule) is what a check is, and [`rules`](rules()) are the checks. Above them stands what is made of findings:
//! `cause`, `order`, `acceptance` and `change`.

mod acceptance;
mod attendance;
mod cause;
mod change;
mod circles;
mod context;
mod cuts;
mod dependants;
mod dominators;
#[cfg(test)]
mod explanations;
mod finding;
mod focus;
mod graph;
mod identity;
mod impact;
mod impact_told;
mod memory;
mod mending;
mod metrics;
mod names;
mod order;
mod organisations;
mod overlap;
mod overlaps;
mod patterns;
mod remits;
mod retelling;
mod routes;
mod rule;
mod rules;
mod run;
#[cfg(test)]
mod sameness;
mod shortcuts;
mod sparse_rows;
mod stake;
mod successors;
mod sums;
#[cfg(test)]
mod test_map;
#[cfg(test)]
mod tests;
mod themes;
mod ties;
mod units;
mod ways_up;
mod words;

pub use cause::{Cause, ENOUGH_TO_FOLD, by_cause, without_names};
pub use change::Changes;
pub use context::Context;
pub use cuts::{Cut, cuts};
pub use dependants::{Dependants, dependants};
pub use finding::{
    Acceptance, Family, Finding, FindingKey, Fix, Gap, Leg, Mend, Pattern, Severity, SharedGround, Stake, Subject,
    SubjectKind,
};
pub use focus::{InFocus, in_focus};
pub use graph::{Graph, Neighbour, NodeIndex};
pub use identity::{Same, Spoken, Trace, known_by, same};
pub use impact::{Impact, Loss, Seat, Sum, impact};
pub use memory::Memory;
pub use metrics::Metrics;

pub use order::Stakes;
pub use organisations::in_full;
pub use overlap::{Likeness, alike};
pub use overlaps::{Ground, MOST_OVERLAPPING, Overlap, Overlaps, overlaps};
pub use remits::{Item, Piece, Remits};
pub use routes::{Break, Place, Routes, Sound, components};
pub use rule::{Each, KnownBy, Rule, Threshold, Together};
pub use rules::{needs_line, pattern, rule, rules};
pub use run::Run;
pub use ties::{below, chain, instead, ties};
pub use ways_up::{Fault, MOST_ROUTES, Route, Step, routes};

use crate::model::{Id, Map, quote};

/// What a run finds.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Report {
    /// What is wrong: the gravest first, then that on whose cause most depends. What was accepted comes after all that
    /// was not, in the same order.
    pub findings: Vec<Finding>,
    /// What depends on the causes.
    #[serde(skip)]
    pub stakes: Stakes,
    /// The codes of the rules that the map switches off, in order.
    pub switched_off: Vec<&'static str>,
    /// What the map settles about rules that there are not, in sentences without full stops.
    pub unknown_rules: Vec<String>,
    /// The map in figures.
    pub metrics: Metrics,
    /// The live boards and groups that answer to nobody, and should, by id.
    #[serde(skip)]
    pub answering_to_nobody: Vec<Id>,
    /// What the map says of what became of records, so that its findings can be known again.
    #[serde(skip)]
    pub trace: Trace,
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

    /// The finding of that key.
    pub fn find(&self, key: &FindingKey) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.is(key))
    }

    fn first_accepted(&self) -> usize {
        self.findings.partition_point(|finding| !finding.is_accepted())
    }
}

/// Runs every rule over a map but those that it switches off. The same map gives the same report.
pub fn analyse(map: &Map) -> Report {
    analyse_again(map, &mut Memory::default())
}

/// The finding with names of at most a line each: a text that was pasted for a name is not told again and again.
fn shortened(mut finding: Finding, map: &Map) -> Finding {
    const MOST: usize = 2_000;
    if finding.message.len() <= MOST && finding.hint.len() <= MOST {
        return finding;
    }
    let named = finding.named();
    for text in [&mut finding.message, &mut finding.hint] {
        for name in named.iter().map(|id| map.name(id.as_str())).filter(|name| name.len() > MOST / 4) {
            *text = text.replace(name, &quote::shortened(name));
        }
        *text = quote::message(text).into_owned();
    }
    finding
}

/// The same report, sooner where a map is much like that of the last run.
pub fn analyse_again(map: &Map, memory: &mut Memory) -> Report {
    analyse_in_context(map, memory).0
}

/// The same, with the context of the run, for whoever asks more of the map.
pub fn analyse_in_context<'a>(map: &'a Map, memory: &mut Memory) -> (Report, Context<'a>) {
    let context = memory.context(map);
    let by_rule = memory.run(&context, map, rules(), |rule| acceptance::is_off(map, rule));
    let report = report_of(map, &context, by_rule.iter().map(|known| known.findings.clone()).collect());
    memory.keep(&context);
    (report, context)
}

/// The report of a run, of what each rule has found.
fn report_of(map: &Map, context: &Context<'_>, by_rule: Vec<Vec<Finding>>) -> Report {
    let mut findings = Vec::with_capacity(by_rule.iter().map(Vec::len).sum());
    for (rule, found) in rules().iter().zip(by_rule) {
        let severity = acceptance::grade(map, rule).and_then(acceptance::severity);
        findings.extend(found.into_iter().map(|finding| {
            let severity = severity.unwrap_or(finding.severity);
            shortened(Finding { severity, ..finding }, map)
        }));
    }
    let off = rules().iter().filter(|rule| acceptance::is_off(map, rule));
    let switched_off = off.map(|rule| rule.code).collect();
    let trace = Trace::of(map, &findings);
    acceptance::mark(map, &trace, &mut findings);
    let stakes = Stakes::settle(context, &mut findings);
    let metrics = Metrics::of(context, &findings);
    let lone = context.nodes().filter(|&at| context.answers_to_nobody(at));
    let answering_to_nobody = lone.map(|at| context.id(at).clone()).collect();
    let unknown_rules = acceptance::unknown_rules(map);
    Report { findings, stakes, switched_off, unknown_rules, metrics, answering_to_nobody, trace }
}
