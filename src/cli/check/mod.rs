//! `boardwalk check`: what is wrong with maps.

mod baseline;
mod json;
mod sarif;
mod text;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::files::{Trouble, legible, maps_in, open, save, warn_of_later_version};
use super::in_option::{InOption, of_file, state_of};
use super::in_order::in_order;
use super::rules::rule_parser;
use super::{Console, Verdict};
use crate::analysis::{Cause, Finding, Metrics, Rule, Severity, Stakes, Subject, SubjectKind, analyse, by_cause, rule};
use crate::exchange::boardwalk_file::lines_of_records;
use crate::model::{Id, Map};
use crate::storage::{Opened, Over, ReadOnly, Terms};
use baseline::{Baseline, Compared, Known};

/// Check maps for duplication, circles, gaps, strain and weak evidence
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps to check; a folder stands for the maps in it
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Only findings of this rule, by its code or name; may be given more than once
    #[arg(long = "rule", value_name = "CODE", value_parser = rule_parser(), hide_possible_values = true, ignore_case = true)]
    rules: Vec<&'static Rule>,

    /// Count accepted findings like all others
    #[arg(long)]
    strict: bool,

    /// Only findings that are at least as grave as this
    #[arg(long, value_parser = severity_parser(), default_value = "note")]
    severity: Severity,

    /// Only findings that this file does not know yet; says how many of those that it knows are solved
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all that is found to this file, whatever is shown; without --baseline, all of it counts as known. What the
    /// file knows of other maps stays
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,

    #[command(flatten)]
    option: InOption,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk check town.boardwalk
  boardwalk check town.boardwalk --severity error
  boardwalk check town.boardwalk --rule BW302     (with what to do about each finding)
  boardwalk check town.boardwalk --strict         (accepted findings count again)
  boardwalk check councils/                       (every map in the folder, at once)
  boardwalk check councils/ --write-baseline known.json
  boardwalk check councils/ --baseline known.json (what is new since then, and how much is solved)
  boardwalk check *.boardwalk --format json > findings.json
  boardwalk check *.boardwalk --format sarif > findings.sarif

Accepted findings are shown apart, and do not count unless --strict is given.

Exit status: 0 if no error or warning is shown that counts, 1 if one is or a map is half merged, 2 if a file could not be read or written.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Sentences, for people
    Text,
    /// For programs: one object for one file, a list of them for several or for a folder
    Json,
    /// For programs that show findings beside files: SARIF 2.1.0
    Sarif,
}

/// A map that has been checked, with the findings that were asked for.
struct Checked {
    file: PathBuf,
    read_only: Option<ReadOnly>,
    map: Map,
    findings: Vec<Finding>,
    /// The findings that were accepted, and do not count.
    accepted: Vec<Finding>,
    /// How many findings count, shown or not.
    found: usize,
    /// How many findings there are of each cause, shown or not, and whether or not they count.
    all_of: HashMap<Cause, usize>,
    /// The rules that the map switches off.
    switched_off: Vec<&'static Rule>,
    /// What is worth knowing beside what is found, in sentences: what the map settles about rules that there are not, and
    /// that a baseline does not know it.
    notes: Vec<String>,
    stakes: Stakes,
    metrics: Metrics,
    /// What the baseline says, if there is one.
    compared: Option<Compared>,
    /// All that is found, if it is to be written to a baseline.
    to_write: Option<Known>,
    /// The lines on which the records begin, by table and id, if they are asked for.
    lines: BTreeMap<(&'static str, Id), u32>,
}

/// All that came of the maps so far.
#[derive(Default)]
struct Checks {
    checked: Vec<Checked>,
    troubles: Vec<Trouble>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let (known, mut to_write) = match arguments.baselines() {
        Ok(baselines) => baselines,
        Err(what) => {
            console.complain(what);
            return Ok(Verdict::Failed);
        }
    };
    let files = maps_in(&arguments.files);
    let of_one = arguments.files.len() == 1 && !arguments.files.iter().any(|file| file.is_dir());
    let mut checks = Checks::default();
    let check = |file: &Result<PathBuf, Trouble>| match file {
        Ok(file) => open(file).and_then(|opened| arguments.checked(opened, known.as_ref())),
        Err(trouble) => Err(trouble.clone()),
    };
    in_order(&files, check, |done| -> io::Result<()> {
        match done {
            Err(trouble) => {
                trouble.complaints.iter().for_each(|what| console.complain(what));
                checks.troubles.push(trouble);
            }
            Ok(mut checked) => {
                warn_of_later_version(&checked.file, checked.read_only, console);
                for sentence in &checked.notes {
                    console.note(format!("{}: {sentence}", checked.file.display()));
                }
                if let (Some(baseline), Some(found)) = (&mut to_write, checked.to_write.take()) {
                    baseline.put(&checked.file, found);
                }
                if arguments.format == Format::Text {
                    let gap = if checks.checked.is_empty() { "" } else { "\n\n" };
                    let page = text::page(&checked, console.width(), !arguments.rules.is_empty());
                    console.print(&format!("{gap}{page}"))?;
                }
                checks.checked.push(checked);
            }
        }
        Ok(())
    })?;
    match arguments.format {
        Format::Text if of_one => {}
        Format::Text => console.print(&text::summary_of_all(&checks, console.width()))?,
        Format::Json => console.print(&json::document(&checks.checked, of_one)?)?,
        Format::Sarif => console.print(&sarif::document(&checks)?)?,
    }
    if let (Some(baseline), Some(file)) = (to_write, &arguments.write_baseline) {
        // It names what is in the maps.
        let map = checks.checked.first().map(|checked| checked.file.as_path());
        let terms = Terms::made_of(map, Over::Anything);
        let (is_written, is_certain) = save(file, baseline.text(), terms, console);
        if is_written {
            console.note(format_args!("{}: {baseline}", file.display()));
        }
        if !is_certain {
            return Ok(Verdict::Failed);
        }
    }
    Ok(checks.verdict())
}

impl Arguments {
    /// The baseline to compare with, and the one to fill.
    fn baselines(&self) -> Result<(Option<Baseline>, Option<Baseline>), String> {
        let known = self.baseline.as_deref().map(Baseline::read).transpose()?;
        Ok((known, self.write_baseline.as_deref().map(Baseline::to_fill).transpose()?))
    }

    fn checked(&self, opened: Opened, known: Option<&Baseline>) -> Result<Checked, Trouble> {
        let Opened { map, path: file, stamp, read_only } = opened;
        let mut state = state_of(&map);
        let (map, told) = self
            .option
            .of(map)
            .map_err(|what| Trouble { complaints: vec![of_file(&file, &what)], file: file.clone() })?;
        state.extend(told);
        let map = if self.format == Format::Text { legible(map) } else { map };
        let report = analyse(&map);
        let all_of = by_cause(&report.findings, |finding| finding);
        let all_of = all_of.into_iter().map(|(cause, findings)| (cause, findings.len())).collect();
        let (mut findings, mut metrics) = (report.findings, report.metrics);
        let mut accepted = Vec::new();
        if self.strict {
            // Among all others again, the gravest first.
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        } else {
            (accepted, findings) = findings.into_iter().partition(Finding::is_accepted);
        }
        let trace = &report.trace;
        let to_write: Option<Known> = self.write_baseline.is_some().then(|| Known::of(&findings, trace));
        let known = known.map(|baseline| baseline.of(&file, &findings, trace));
        let (known, about_baseline) = known.map_or((to_write.clone(), None), |(known, note)| (Some(known), note));
        let is_off = |code: &str| report.switched_off.contains(&code);
        let compared = known.map(|known| Compared::new(&mut findings, &accepted, &known, trace, is_off));
        if compared.is_some() {
            metrics.recount(&findings.iter().chain(&accepted).cloned().collect::<Vec<Finding>>());
        }
        let found = findings.len();
        let is_asked = |finding: &Finding| {
            let asked = self.rules.is_empty() || self.rules.iter().any(|rule| rule.code == finding.code);
            asked && finding.severity >= self.severity
        };
        findings.retain(is_asked);
        accepted.retain(is_asked);
        let switched_off = report.switched_off.iter().filter_map(|code| rule(code)).collect();
        let notes = state.into_iter().chain(report.unknown_rules).chain(about_baseline).collect();
        // Lines are told only of the very text that was checked.
        let text = (self.format == Format::Sarif).then(|| std::fs::read_to_string(&file).ok()).flatten();
        let text = text.filter(|text| *blake3::hash(text.as_bytes()).as_bytes() == stamp.hash);
        let lines = text.map(|text| lines_of_records(&text)).unwrap_or_default();
        Ok(Checked {
            file,
            read_only,
            map,
            findings,
            accepted,
            found,
            all_of,
            switched_off,
            notes,
            stakes: report.stakes,
            metrics,
            compared,
            to_write,
            lines,
        })
    }
}

impl Checks {
    fn verdict(&self) -> Verdict {
        let mut findings = self.checked.iter().flat_map(|checked| &checked.findings);
        let is_half_merged = self.checked.iter().any(|checked| !checked.map.undecided.is_empty());
        match is_half_merged || findings.any(|finding| finding.severity >= Severity::Warning) {
            _ if !self.troubles.is_empty() => Verdict::Failed,
            true => Verdict::Found,
            false => Verdict::Clean,
        }
    }
}

fn severity_parser() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::word))
        .map(|word| Severity::ALL.into_iter().find(|severity| severity.word() == word).unwrap_or(Severity::Note))
}

/// A subject as people say it; a link by its ends: "A reports to B".
fn subject_name(subject: &Subject, map: &Map) -> String {
    match (subject.kind, map.links.get(subject.id.as_str())) {
        (SubjectKind::Link, Some(link)) => map.sentence(link),
        _ => map.name(subject.id.as_str()).to_owned(),
    }
}
