//! What was found, for programs.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Checked;
use super::baseline::Compared;
use crate::analysis::{Acceptance, Family, Finding, Metrics, Severity, Stake, Subject, SubjectKind};
use crate::cli::console::json_text;
use crate::model::Map;

#[derive(Serialize)]
struct Document<'a> {
    map: MapHead<'a>,
    findings: Vec<Entry<'a>>,
    counts: Counts,
    switched_off: Vec<RuleName>,
    metrics: &'a Metrics,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'a Compared>,
}

#[derive(Serialize)]
struct MapHead<'a> {
    title: &'a str,
    file: String,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    rule: &'a str,
    severity: Severity,
    subjects: Vec<Named<'a>>,
    message: &'a str,
    hint: &'a str,
    /// What depends on it.
    stake: &'a Stake,
    /// What would mend it, as people are asked.
    fixes: Vec<&'a str>,
    /// Whether the map's people live with it. Then it is not among the counts, unless all are to count.
    accepted: bool,
    /// Why and when it was accepted; with changed facts it is not accepted any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptance: Option<&'a Acceptance>,
}

#[derive(Serialize)]
struct RuleName {
    code: &'static str,
    rule: &'static str,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "type")]
    kind: SubjectKind,
    id: &'a str,
    name: String,
}

/// The findings in the document that count, counted.
#[derive(Serialize)]
struct Counts {
    all: usize,
    /// How many more are accepted.
    accepted: usize,
    by_severity: BTreeMap<Severity, usize>,
    by_family: BTreeMap<Family, usize>,
}

/// One object if only one map was asked for, else a list of them, with a newline at the end.
pub(super) fn document(all_checked: &[Checked], of_one: bool) -> io::Result<String> {
    let documents: Vec<Document<'_>> = all_checked.iter().map(Document::of).collect();
    match documents.as_slice() {
        [] if of_one => Ok(String::new()),
        [one] if of_one => json_text(one),
        several => json_text(&several),
    }
}

impl<'a> Document<'a> {
    fn of(checked: &'a Checked) -> Self {
        let shown = checked.findings.iter().chain(&checked.accepted);
        let off = checked.switched_off.iter();
        Self {
            map: MapHead { title: &checked.map.title, file: checked.file.display().to_string() },
            findings: shown.map(|finding| Entry::of(finding, &checked.map)).collect(),
            counts: Counts::of(checked),
            switched_off: off.map(|rule| RuleName { code: rule.code, rule: rule.name }).collect(),
            metrics: &checked.metrics,
            baseline: checked.compared.as_ref(),
        }
    }
}

impl<'a> Entry<'a> {
    fn of(finding: &'a Finding, map: &'a Map) -> Self {
        Self {
            code: finding.code,
            rule: finding.rule,
            severity: finding.severity,
            subjects: finding.subjects.iter().map(|subject| Named::of(subject, map)).collect(),
            message: &finding.message,
            hint: &finding.hint,
            stake: &finding.stake,
            fixes: finding.fixes.iter().map(|fix| fix.label.as_str()).collect(),
            accepted: finding.is_accepted(),
            acceptance: finding.acceptance.as_ref(),
        }
    }
}

impl<'a> Named<'a> {
    fn of(subject: &'a Subject, map: &'a Map) -> Self {
        Self { kind: subject.kind, id: subject.id.as_str(), name: super::subject_name(subject, map) }
    }
}

impl Counts {
    fn of(checked: &Checked) -> Self {
        let findings = &checked.findings;
        let number = |is_counted: &dyn Fn(&Finding) -> bool| findings.iter().filter(|found| is_counted(found)).count();
        Self {
            all: findings.len(),
            accepted: checked.accepted.len(),
            by_severity: Severity::ALL.map(|severity| (severity, number(&|found| found.severity == severity))).into(),
            by_family: Family::ALL.map(|family| (family, number(&|found| found.family == family))).into(),
        }
    }
}
