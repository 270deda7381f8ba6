//! `boardwalk check`: what is wrong with maps.

mod json;
mod text;

use std::io;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::files::looked_into;
use super::rules::rule_parser;
use super::{Console, Verdict};
use crate::analysis::{Finding, Metrics, Rule, Severity, Subject, SubjectKind, analyse};
use crate::model::Map;

/// Check maps for duplication, circles, gaps, strain and weak evidence
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps to check
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Only findings of this rule, by its code or name; may be given more than once
    #[arg(long = "rule", value_name = "CODE", value_parser = rule_parser(), hide_possible_values = true, ignore_case = true)]
    rules: Vec<&'static Rule>,

    /// Only findings that are at least as grave as this
    #[arg(long, value_parser = severity_parser(), default_value = "note")]
    severity: Severity,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk check town.boardwalk
  boardwalk check town.boardwalk --severity error
  boardwalk check town.boardwalk --rule BW302     (with what to do about each finding)
  boardwalk check *.boardwalk --format json > findings.json

Exit status: 0 if no error or warning is shown, 1 if one is, 2 if a map could not be checked.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences, for people
    Text,
    /// For programs: one object for one file, a list of them for several
    Json,
}

/// A map that has been checked, with the findings that were asked for.
struct Checked {
    file: PathBuf,
    map: Map,
    findings: Vec<Finding>,
    /// How many findings there are, shown or not.
    found: usize,
    metrics: Metrics,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let mut verdict = Verdict::Clean;
    let mut all_checked = Vec::new();
    for file in &arguments.files {
        let Some(map) = looked_into(file, console) else {
            verdict = Verdict::Failed;
            continue;
        };
        let checked = arguments.checked(file.clone(), map);
        if checked.findings.iter().any(|finding| finding.severity >= Severity::Warning) {
            verdict = verdict.max(Verdict::Found);
        }
        match arguments.format {
            Format::Text => {
                let gap = if all_checked.is_empty() { "" } else { "\n\n" };
                console
                    .print(&format!("{gap}{}", text::page(&checked, console.width(), !arguments.rules.is_empty())))?;
            }
            Format::Json => {}
        }
        all_checked.push(checked);
    }
    if arguments.format == Format::Json {
        let of_one = arguments.files.len() == 1;
        console.print(&json::document(&all_checked, of_one)?)?;
    }
    Ok(verdict)
}

impl Arguments {
    fn checked(&self, file: PathBuf, map: Map) -> Checked {
        let report = analyse(&map);
        let found = report.findings.len();
        let mut findings = report.findings;
        findings.retain(|finding| {
            let asked = self.rules.is_empty() || self.rules.iter().any(|rule| rule.code == finding.code);
            asked && finding.severity >= self.severity
        });
        Checked { file, map, findings, found, metrics: report.metrics }
    }
}

fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::word))
        .map(|word| Severity::ALL.into_iter().find(|severity| severity.word() == word).unwrap_or(Severity::Note))
}

/// A subject as people say it; a link by its ends: "A reports to B".
fn subject_name(subject: &Subject, map: &Map) -> String {
    match (subject.kind, map.links.get(subject.id.as_str())) {
        (SubjectKind::Link, Some(link)) => {
            format!("{} {} {}", map.name(link.from.as_str()), link.kind.word(), map.name(link.to.as_str()))
        }
        _ => map.name(subject.id.as_str()).to_owned(),
    }
}
