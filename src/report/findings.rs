//! Findings: what is wrong, the gravest and that on which most depends first, with evidence and what could be done.

use std::collections::{BTreeSet, HashMap};

use super::block::{Block, Run, Table, cell, sentence, with_emphasis};
use super::facts::Facts;
use super::section::Section;
use super::summary::severities;
use crate::analysis::{Cause, ENOUGH_TO_FOLD, Finding, SubjectKind, by_cause, rule, without_names};
use crate::model::words::capitalised;
use crate::model::{Evidence, Id};

/// The rules whose findings the list of work at risk tells one by one.
const TOLD_AT_RISK: [&str; 2] = ["unowned-strand", "stranded-strand"];

/// The section. `lists_risk` says that the work at risk has a section of its own, so that it is not listed here too.
pub(super) fn blocks(facts: &Facts<'_>, lists_risk: bool) -> Vec<Block> {
    let report = facts.report();
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
            Run::link(&source.title, &super::cite::anchor(1)),
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
    let mut blocks = vec![Block::heading(2, &capitalised(&name.replace('-', " ")), &format!("finding-{}", number + 1))];
    if let Some(rule) = rule(code) {
        let gravity = severities(|severity| findings.iter().filter(|finding| finding.severity == severity).count());
        blocks.push(Block::Paragraph(
            vec![Run::strong(&sentence(&capitalised(&gravity))), Run::plain(" ")]
                .into_iter()
                .chain(with_emphasis(&why(rule.explanation)))
                .collect(),
        ));
    }
    let is_listed = lists_risk && TOLD_AT_RISK.contains(&name);
    let mut singly = Vec::new();
    for (cause, findings) in by_cause(findings.iter().copied(), |finding| finding) {
        if findings.len() < ENOUGH_TO_FOLD {
            singly.extend(findings);
            continue;
        }
        blocks.push(Block::Paragraph(as_one(facts, &cause, &findings)));
        if !is_listed {
            blocks.push(Block::Table(each(facts, &findings)));
        }
        blocks.extend(advice(facts, &findings));
    }
    if is_listed {
        singly.retain(|finding| finding.acceptance.is_some());
    }
    if !singly.is_empty() {
        blocks.push(Block::List(singly.iter().map(|finding| told(facts, finding)).collect()));
        blocks.extend(advice(facts, &singly));
    }
    if is_listed {
        blocks.push(Block::Paragraph(vec![
            Run::plain("Each is listed, with its evidence, in "),
            Run::link(Section::WorkAtRisk.title(), Section::WorkAtRisk.word()),
            Run::plain("."),
        ]));
    }
    blocks
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
        runs.push(Run::plain(&format!(" {words} depend on it.")));
    }
    runs
}

/// What findings of one cause are about, each with its evidence.
fn each(facts: &Facts<'_>, findings: &[&Finding]) -> Table {
    let mut table = Table::new("What this is found of", &[("Found of", 3), ("Evidence", 2)]);
    for finding in findings {
        let evidence = facts.sources.cited(evidence(facts, finding));
        table.row([cell(&Cause::each(finding, &facts.graph)), evidence]);
    }
    table
}

/// A finding by itself: what was seen, and where that stands.
fn told(facts: &Facts<'_>, finding: &Finding) -> Vec<Run> {
    let mut runs = vec![Run::plain(&sentence(&finding.message))];
    let evidence = facts.sources.cited(evidence(facts, finding));
    if !evidence.is_empty() {
        runs.push(Run::plain(" ("));
        runs.extend(evidence);
        runs.push(Run::plain(")"));
    }
    if let Some(acceptance) = &finding.acceptance {
        runs.push(Run::plain(&format!(" {}", sentence(&acceptance.words()))));
    }
    runs
}

/// What could be done. What differs in nothing but names is said once.
fn advice(facts: &Facts<'_>, findings: &[&Finding]) -> Vec<Block> {
    let mut told: Vec<(String, &str, bool)> = Vec::new();
    for finding in findings {
        let nameless = without_names(&finding.hint, finding, &facts.graph);
        match told.iter_mut().find(|(known, ..)| *known == nameless) {
            Some((_, hint, differs)) => *differs |= *hint != finding.hint,
            None if finding.hint.trim().is_empty() => {}
            None => told.push((nameless, &finding.hint, false)),
        }
    }
    let is_one = told.len() == 1;
    let runs = |(_, hint, differs): &(String, &str, bool)| {
        let others = match (differs, is_one) {
            (false, _) => "",
            (true, true) => " The same goes for the others.",
            (true, false) => " The same goes for others like it.",
        };
        vec![Run::strong("What could be done: "), Run::plain(&format!("{hint}{others}"))]
    };
    told.iter().map(runs).map(Block::Paragraph).collect()
}

/// What a finding rests on: the evidence of what it is about, and of the lines that it follows.
fn evidence<'a>(facts: &Facts<'a>, finding: &Finding) -> Vec<&'a Evidence> {
    let map = facts.map;
    let of = |id: &Id| -> &'a [Evidence] {
        let node = || map.nodes.get(id.as_str()).map(|node| node.evidence.as_slice());
        map.links.get(id.as_str()).map(|link| link.evidence.as_slice()).or_else(node).unwrap_or_default()
    };
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for subject in finding.subjects.iter().filter(|subject| seen.insert(&subject.id)) {
        all.extend(match subject.kind {
            SubjectKind::Node | SubjectKind::Link => of(&subject.id),
            SubjectKind::Theme => {
                map.themes.get(subject.id.as_str()).map(|theme| theme.evidence.as_slice()).unwrap_or_default()
            }
            SubjectKind::Total => {
                map.totals.get(subject.id.as_str()).map(|total| total.evidence.as_slice()).unwrap_or_default()
            }
        });
    }
    let lines = finding.path.iter().filter(|id| map.links.contains(id.as_str()));
    all.extend(lines.filter(|id| seen.insert(id)).flat_map(of));
    all.retain(|one| one.about.is_none());
    all
}
