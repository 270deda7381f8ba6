//! Findings: what is wrong, the gravest and that on which most depends first, with evidence and what could be done.

use std::collections::{BTreeSet, HashMap};

use super::at_risk::TOLD_AT_RISK;
use super::block::{Block, Run, Table, cell, sentence, with_emphasis};
use super::facts::Facts;
use super::headings::heading;
use super::section::Section;
use super::summary::severities;
use crate::analysis::{Cause, ENOUGH_TO_FOLD, Finding, Subject, SubjectKind, by_cause, rule, without_names};
use crate::model::words::{capitalised, list};
use crate::model::{Evidence, Id};

/// The section. `lists_risk` says that the work at risk has a section of its own, so that it is not listed here too.
pub(super) fn blocks(facts: &Facts<'_>, lists_risk: bool) -> Vec<Block> {
    let report = facts.report();
    if facts.map.nodes.is_empty() {
        return Vec::new();
    }
    if report.open().is_empty() {
        return vec![Block::paragraph("Nothing was found to be wrong.")];
    }
    let mut blocks = Vec::new();
    if facts.sources.are_several() {
        blocks.push(Block::Paragraph(vec![Run::plain(
            "Evidence is given as the number of a source in square brackets, and the place in it.",
        )]));
    } else if let Some(source) = facts.map.sources.iter().next() {
        blocks.push(Block::Paragraph(vec![
            Run::plain("Evidence is given as the place in "),
            facts.sources.link(&source.title, 1),
            Run::plain("."),
        ]));
    }
    for (number, (code, findings)) in by_rule(report.open()).into_iter().enumerate() {
        blocks.extend(of_rule(facts, code, &findings, lists_risk, number));
    }
    blocks
}

/// Findings by their rules, each where the first of its findings stands.
fn by_rule(findings: &[Finding]) -> Vec<(&'static str, Vec<&Finding>)> {
    let mut groups: Vec<(&'static str, Vec<&Finding>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for finding in findings {
        let place = *places.entry(finding.code).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(finding),
            None => groups.push((finding.code, vec![finding])),
        }
    }
    groups
}

fn of_rule(facts: &Facts<'_>, code: &str, findings: &[&Finding], lists_risk: bool, number: usize) -> Vec<Block> {
    let name = findings.first().map_or("", |finding| finding.rule);
    let words = heading(name).map_or_else(|| capitalised(&name.replace('-', " ")), str::to_owned);
    let mut blocks = vec![Block::heading(2, &words, &format!("finding-{}", number + 1))];
    if let Some(rule) = rule(code) {
        let gravity = severities(|severity| findings.iter().filter(|finding| finding.severity == severity).count());
        blocks.push(Block::Paragraph(
            vec![Run::strong(&sentence(&capitalised(&gravity))), Run::plain(" ")]
                .into_iter()
                .chain(with_emphasis(&why(rule.explanation)))
                .collect(),
        ));
    }
    if lists_risk && TOLD_AT_RISK.contains(&name) {
        blocks.extend(counted(facts, findings));
        return blocks;
    }
    let mut singly = Vec::new();
    for (cause, findings) in by_cause(findings.iter().copied(), |finding| finding) {
        if findings.len() < ENOUGH_TO_FOLD {
            singly.extend(findings);
            continue;
        }
        let advice = Advice::of(facts, &findings);
        blocks.push(Block::Paragraph(as_one(facts, &cause, &findings)));
        blocks.push(Block::Table(each(facts, &findings, &advice)));
        blocks.extend(advice.for_all());
    }
    if !singly.is_empty() {
        let advice = Advice::of(facts, &singly);
        blocks.push(Block::List(
            singly.iter().enumerate().map(|(place, finding)| told(facts, finding, advice.of_one(place))).collect(),
        ));
        blocks.extend(advice.for_all());
    }
    blocks
}

/// Findings that are listed among the work at risk: only how many go back to what.
fn counted(facts: &Facts<'_>, findings: &[&Finding]) -> Vec<Block> {
    let mut items = Vec::new();
    for (cause, findings) in by_cause(findings.iter().copied(), |finding| finding) {
        match findings.len() {
            ..ENOUGH_TO_FOLD => {
                items.extend(findings.iter().map(|finding| vec![Run::plain(&sentence(&finding.message))]))
            }
            _ => items.push(as_one(facts, &cause, &findings)),
        }
    }
    let listed = vec![
        Run::plain("Each is listed, with its evidence and what could be done, in "),
        Run::link(Section::WorkAtRisk.title(), Section::WorkAtRisk.word()),
        Run::plain("."),
    ];
    vec![Block::List(items), Block::Paragraph(listed)]
}

/// Why it matters, as the explanation of a rule has it: one paragraph.
fn why(explanation: &str) -> String {
    let lines = explanation.lines().skip_while(|line| *line != "## Why it matters").skip(1);
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("## ")).map(str::trim).collect();
    lines.join(" ").trim().to_owned()
}

/// Findings of one cause in a sentence, with what depends on it.
fn as_one(facts: &Facts<'_>, cause: &Cause, findings: &[&Finding]) -> Vec<Run> {
    let stakes = &facts.report().stakes;
    let stake = stakes.of(cause);
    let mut runs = vec![Run::strong(&sentence(&cause.sentence(findings.len(), 0, facts.map)))];
    // That three strands depend on three strands need not be said.
    if stake.bodies.saturating_add(stake.strands) as usize > findings.len() || !stake.money.is_zero() {
        let words = stake.words(stakes.currency.as_deref());
        let parts: Vec<&str> = words.split(", ").collect();
        runs.push(Run::plain(&format!(" {} depend on this.", capitalised(&list(&parts, parts.len())))));
    }
    runs
}

/// What findings of one cause are about, each with its evidence, and with what could be done where that differs.
fn each(facts: &Facts<'_>, findings: &[&Finding], advice: &Advice<'_>) -> Table {
    let mut columns = vec![("What this is found of", 4), ("Evidence", 3)];
    if !advice.own.is_empty() {
        columns.push((DONE, 6));
    }
    let mut table = Table::new("What this is found of", &columns);
    for (place, finding) in findings.iter().enumerate() {
        let mut cells = vec![cell(&Cause::each(finding, &facts.graph)), facts.sources.cited(evidence(facts, finding))];
        if !advice.own.is_empty() {
            cells.push(cell(advice.of_one(place).unwrap_or_default()));
        }
        table.row(cells);
    }
    table
}

/// A finding by itself: what was seen, where that stands, and what could be done where that is not said of all.
fn told(facts: &Facts<'_>, finding: &Finding, advice: Option<&str>) -> Vec<Run> {
    let mut runs = vec![Run::plain(&sentence(&finding.message))];
    let evidence = facts.sources.cited(evidence(facts, finding));
    if !evidence.is_empty() {
        runs.push(Run::plain(" ("));
        // A bracket within brackets is read with pains.
        runs.extend(evidence.into_iter().map(|run| {
            match run.text.strip_prefix(" (").and_then(|doubt| doubt.strip_suffix(')')) {
                Some(doubt) => Run::plain(&format!(", {doubt}")),
                None => run,
            }
        }));
        runs.push(Run::plain(")"));
    }
    if let Some(acceptance) = &finding.acceptance {
        runs.push(Run::plain(&format!(" {}", sentence(&acceptance.words()))));
    }
    if let Some(hint) = advice {
        runs.extend([Run::plain(" "), Run::strong(&format!("{DONE}:")), Run::plain(&format!(" {hint}"))]);
    }
    runs
}

/// The heading over what could be done.
const DONE: &str = "What could be done";

/// What could be done about findings that are told together: what is said of most of them is said once.
struct Advice<'a> {
    /// The hint of the first of those of which most is said, and how many say the same.
    common: Option<(&'a str, usize)>,
    /// What is said of the others, by their places.
    own: HashMap<usize, &'a str>,
    /// Whether the common hint names others in each case.
    names_others: bool,
}

impl<'a> Advice<'a> {
    fn of(facts: &Facts<'_>, findings: &[&'a Finding]) -> Self {
        let nameless: Vec<String> =
            findings.iter().map(|finding| without_names(&finding.hint, finding, &facts.graph)).collect();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        nameless.iter().for_each(|hint| *numbers.entry(hint).or_default() += 1);
        // Of several as common the first.
        let most = nameless.iter().rev().max_by_key(|hint| numbers[hint.as_str()]);
        let most = most.filter(|hint| 2 * numbers[hint.as_str()] > findings.len());
        let same = |place: usize| most == Some(&nameless[place]);
        let first = (0..findings.len()).find(|place| same(*place)).map(|place| findings[place].hint.as_str());
        let common = first.zip(most.map(|hint| numbers[hint.as_str()]));
        let places = 0..findings.len();
        let names_others = places.clone().any(|place| same(place) && Some(findings[place].hint.as_str()) != first);
        let own = places.filter(|place| !same(*place) && !findings[*place].hint.is_empty());
        Self { common, own: own.map(|place| (place, findings[place].hint.as_str())).collect(), names_others }
    }

    /// What is said of one alone.
    fn of_one(&self, place: usize) -> Option<&'a str> {
        self.own.get(&place).copied()
    }

    /// What is said of all of them, or of all of which nothing else is said.
    fn for_all(&self) -> Option<Block> {
        let (hint, number) = self.common.filter(|(hint, _)| !hint.is_empty())?;
        let lead = if self.own.is_empty() { format!("{DONE}:") } else { format!("{DONE} about the others:") };
        let others = match (self.names_others, number) {
            (false, _) => "",
            (true, 2) => " The same goes for the other.",
            (true, _) => " The same goes for the rest.",
        };
        Some(Block::Paragraph(vec![Run::strong(&lead), Run::plain(&format!(" {hint}{others}"))]))
    }
}

/// What a finding rests on: the evidence of the lines that it is about or follows; where it has none, that of its subjects.
fn evidence<'a>(facts: &Facts<'a>, finding: &Finding) -> Vec<&'a Evidence> {
    let map = facts.map;
    let of_line = |id: &Id| map.links.get(id.as_str()).map(|link| link.evidence.as_slice()).unwrap_or_default();
    let lines: BTreeSet<&Id> = finding.subjects.iter().map(|subject| &subject.id).chain(&finding.path).collect();
    let mut all: Vec<&Evidence> = lines.into_iter().flat_map(of_line).collect();
    if all.is_empty() {
        all = finding.subjects.iter().flat_map(|subject| of_subject(facts, subject)).collect();
    }
    all.retain(|one| one.about.is_none());
    all
}

fn of_subject<'a>(facts: &Facts<'a>, subject: &Subject) -> &'a [Evidence] {
    let (map, id) = (facts.map, subject.id.as_str());
    let known = match subject.kind {
        SubjectKind::Node => map.nodes.get(id).map(|node| node.evidence.as_slice()),
        SubjectKind::Link => map.links.get(id).map(|link| link.evidence.as_slice()),
        SubjectKind::Theme => map.themes.get(id).map(|theme| theme.evidence.as_slice()),
        SubjectKind::Total => map.totals.get(id).map(|total| total.evidence.as_slice()),
    };
    known.unwrap_or_default()
}
