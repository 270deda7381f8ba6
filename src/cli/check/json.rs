//! What was found, for programs.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::Checked;
use super::baseline::Compared;
use crate::analysis::{Family, Finding, Metrics, Severity, Subject, SubjectKind};
use crate::model::Map;

#[derive(Serialize)]
struct Document<'a> {
    map: MapHead<'a>,
    findings: Vec<Entry<'a>>,
    counts: Counts,
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
    /// Whether the map's people have accepted it. No finding is accepted yet: the map keeps what a later version
    /// wrote about that, and this one does not read it.
    accepted: bool,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "type")]
    kind: SubjectKind,
    id: &'a str,
    name: String,
}

/// The findings in the document, counted.
#[derive(Serialize)]
struct Counts {
    all: usize,
    by_severity: BTreeMap<Severity, usize>,
    by_family: BTreeMap<Family, usize>,
}

/// One object if only one map was asked for, else a list of them, with a newline at the end.
pub(super) fn document(all_checked: &[Checked], of_one: bool) -> io::Result<String> {
    let documents: Vec<Document<'_>> = all_checked.iter().map(Document::of).collect();
    let json = match documents.as_slice() {
        [] if of_one => return Ok(String::new()),
        [one] if of_one => serde_json::to_string_pretty(one)?,
        several => serde_json::to_string_pretty(several)?,
    };
    Ok(json + "\n")
}

impl<'a> Document<'a> {
    fn of(checked: &'a Checked) -> Self {
        Self {
            map: MapHead { title: &checked.map.title, file: checked.file.display().to_string() },
            findings: checked.findings.iter().map(|finding| Entry::of(finding, &checked.map)).collect(),
            counts: Counts::of(&checked.findings),
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
            accepted: false,
        }
    }
}

impl<'a> Named<'a> {
    fn of(subject: &'a Subject, map: &'a Map) -> Self {
        Self { kind: subject.kind, id: subject.id.as_str(), name: super::subject_name(subject, map) }
    }
}

impl Counts {
    fn of(findings: &[Finding]) -> Self {
        let number = |is_counted: &dyn Fn(&Finding) -> bool| findings.iter().filter(|found| is_counted(found)).count();
        Self {
            all: findings.len(),
            by_severity: Severity::ALL.map(|severity| (severity, number(&|found| found.severity == severity))).into(),
            by_family: Family::ALL.map(|family| (family, number(&|found| found.family == family))).into(),
        }
    }
}
