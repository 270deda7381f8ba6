//! Sketches: the small maps of the rules' explanations, written so that a person can read them, and what is found there.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::analyse;
use super::finding::Finding;
use super::rule::Rule;
use crate::model::{
    Area, Arrangement, End, Evidence, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Quantity,
    Resourcing, SeatRole, Source, StrandKind, Theme, Total,
};

/// The example maps of an explanation, in their order: those in `fires` blocks and those in `silent` ones.
pub(super) fn examples(explanation: &str, fence: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = explanation.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("```").filter(|name| !name.is_empty()) else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        if name == fence {
            found.push(body.join("\n"));
        }
    }
    found
}

/// How a line begins that says what is expected, not what is in the map.
const EXPECTED: [&str; 5] = ["finds ", "because ", "advises ", "lights up ", "offers "];

/// Runs the analysis over a sketch and holds what `rule` finds against what the sketch says of it: a `finds` line each,
/// and below it part of the message (`because`), part of the hint (`advises`), the whole path (`lights up`) and the labels
/// of its fixes (`offers`).
pub(super) fn check(rule: &Rule, sketch: &str) {
    let map = map(sketch);
    let mut found: Vec<Finding> = analyse(&map).findings.into_iter().filter(|found| found.code == rule.code).collect();
    let mut expected = 0;
    let mut last: Option<Finding> = None;
    for line in sketch.lines().map(str::trim) {
        if let Some(rest) = line.strip_prefix("finds ") {
            expected += 1;
            let place = found.iter().position(|finding| described(&map, finding) == rest);
            let place = place.unwrap_or_else(|| {
                let actual: Vec<String> = found.iter().map(|finding| described(&map, finding)).collect();
                panic!("{}: in\n{sketch}\nfound not \"{rest}\" but {actual:#?}", rule.code)
            });
            last = Some(found.remove(place));
        } else if EXPECTED.iter().any(|word| line.starts_with(word)) {
            let finding = last.as_ref().expect("what is said of a finding stands below it");
            if let Err(actual) = fits(&map, finding, line) {
                panic!("{}: in\n{sketch}\n\"{line}\" does not fit \"{actual}\"", rule.code);
            }
        }
    }
    assert!(
        found.is_empty(),
        "{}: in\n{sketch}\n{expected} were expected, and beside them was found {found:#?}",
        rule.code
    );
}

/// Whether a line says the truth of a finding; if not, what is true.
fn fits(map: &Map, finding: &Finding, line: &str) -> Result<(), String> {
    let (holds, actual) = if let Some(reason) = line.strip_prefix("because ") {
        (finding.message.contains(reason), finding.message.clone())
    } else if let Some(advice) = line.strip_prefix("advises ") {
        (finding.hint.contains(advice), finding.hint.clone())
    } else if let Some(path) = line.strip_prefix("lights up ") {
        let lit: Vec<String> = finding.path.iter().map(|id| named(map, id)).collect();
        (lit.join(", ") == path, lit.join(", "))
    } else {
        let labels: Vec<&str> = finding.fixes.iter().map(|fix| fix.label.as_str()).collect();
        let labels = if labels.is_empty() { "nothing".to_owned() } else { labels.join("; ") };
        (line.strip_prefix("offers ").is_some_and(|offers| offers == labels), labels)
    };
    if holds { Ok(()) } else { Err(actual) }
}

/// "A reports to B" of a line, else the name.
fn named(map: &Map, id: &Id) -> String {
    map.links.get(id.as_str()).map_or_else(|| map.name(id.as_str()).to_owned(), |link| map.sentence(link))
}

/// "an error: A, B": the severity and the subjects of a finding.
fn described(map: &Map, finding: &Finding) -> String {
    let names: Vec<String> = finding.subjects.iter().map(|subject| named(map, &subject.id)).collect();
    let article = if finding.severity.word() == "error" { "an" } else { "a" };
    format!("{article} {}: {}", finding.severity.word(), names.join(", "))
}

/// The map that a sketch describes; panics where a line cannot be read, so that no typing error passes as silence.
pub(super) fn map(sketch: &str) -> Map {
    let expected = |line: &str| EXPECTED.iter().any(|word| line.starts_with(word));
    let lines = || sketch.lines().map(str::trim).filter(|line| !line.is_empty() && !expected(line));
    let mut map = Map { title: "A sketch".to_owned(), ..Map::default() };
    for (name, description) in lines().filter_map(|line| line.split_once(": ")) {
        declare(&mut map, name, description);
    }
    for line in lines().filter(|line| !line.contains(": ")) {
        if let Some(date) = line.strip_prefix("as of ") {
            map.as_of = Some(date.parse().expect("a date"));
        } else if let Some((name, value)) = line.split_once(" = ") {
            let value = value.parse().ok().and_then(Quantity::new).expect("a threshold is a number");
            map.settings.thresholds.insert(name.to_owned(), value);
        } else if let Some((name, themes)) = line.split_once(" carries ") {
            let mut node = Node::clone(map.nodes.get(&slug(name)).unwrap_or_else(|| panic!("no {name} in {sketch}")));
            for theme in themes.split(", ") {
                assert!(map.themes.contains(&slug(theme)), "no theme {theme} in {sketch}");
                node.themes.insert(slug(theme).into());
            }
            map.nodes.put(node);
        } else {
            let link = link(&map, line).unwrap_or_else(|| panic!("cannot read \"{line}\" in\n{sketch}"));
            map.links.put(link);
        }
    }
    map
}

fn declare(map: &mut Map, name: &str, description: &str) {
    let mut words = description.split(", ");
    let kind = words.next().expect("a kind");
    match kind {
        "theme" => {
            let (evidence, unknown) = (Vec::new(), BTreeMap::new());
            map.themes.put(Theme { id: slug(name).into(), name: name.to_owned(), evidence, unknown });
        }
        "area" => {
            let within = words.next().and_then(|word| word.strip_prefix("within ")).map(|outer| slug(outer).into());
            map.areas.put(Area { within, ..Area::new(slug(name), name) });
        }
        "source" => {
            let (title, unknown) = (name.to_owned(), BTreeMap::new());
            map.sources.put(Source { id: slug(name).into(), title, publisher: None, date: None, unknown });
        }
        "total" => {
            let amount = words.next().and_then(|amount| amount.parse().ok()).expect("a total has an amount");
            map.totals.put(Total {
                id: slug(name).into(),
                name: name.to_owned(),
                amount,
                currency: words.next().map(str::to_owned),
                period: None,
                note: None,
                evidence: Vec::new(),
                unknown: BTreeMap::new(),
            });
        }
        _ => {
            let kind = NodeKind::ALL.into_iter().find(|candidate| candidate.word() == kind).expect("a kind of node");
            let mut node = Node::new(slug(name), kind, name);
            for word in words {
                describe(&mut node, word).unwrap_or_else(|| panic!("cannot read \"{word}\" of {name}"));
            }
            map.nodes.put(node);
        }
    }
}

/// Reads one of the words after the kind of a node.
fn describe(node: &mut Node, word: &str) -> Option<()> {
    const STRANDS: [StrandKind; 7] = [
        StrandKind::Project,
        StrandKind::Plan,
        StrandKind::Priority,
        StrandKind::Function,
        StrandKind::Duty,
        StrandKind::Service,
        StrandKind::Recommendation,
    ];
    let number = |text: &str| text.parse().ok().and_then(Quantity::new);
    if let Some(status) = NodeStatus::ALL.into_iter().find(|status| status.word() == word) {
        node.status = status;
    } else if let Some(kind) = STRANDS.into_iter().find(|kind| kind.word() == word) {
        node.strand_kind = Some(kind);
    } else if let Some(found) =
        [Resourcing::Funded, Resourcing::AtRisk, Resourcing::Unfunded].into_iter().find(|found| found.word() == word)
    {
        node.resourcing = Some(found);
    } else if let Some(area) = word.strip_prefix("in ") {
        node.area = Some(slug(area).into());
    } else if word == "accountable body" {
        node.accountable_body = Some(true);
    } else if word == "statutory" {
        node.statutory = Some(true);
    } else if word == "of questioned size" {
        node.size_questioned = Some(true);
    } else if word == "with a remit" {
        node.remit = Some("To do its work".to_owned());
    } else if let Some(size) = word.strip_suffix(" members") {
        node.size = Some(size.parse().ok()?);
    } else if let Some(times) = word.strip_suffix(" meetings a year") {
        node.meets.get_or_insert_default().times_a_year = Some(number(times)?);
    } else if let Some(hours) = word.strip_suffix(" hours a meeting") {
        node.meets.get_or_insert_default().hours = Some(number(hours)?);
    } else if let Some(months) = word.strip_prefix("every ").and_then(|cycle| cycle.strip_suffix(" months")) {
        node.cycle = Some(months.parse().ok()?);
    } else if let Some(date) = word.strip_prefix("since ") {
        node.since = Some(date.parse().ok()?);
    } else if let Some(date) = word.strip_prefix("until ") {
        node.until = Some(date.parse().ok()?);
    } else {
        node.evidence.push(evidence(word.strip_prefix("rests on ")?));
    }
    Some(())
}

fn evidence(source: &str) -> Evidence {
    Evidence::new(slug(source))
}

/// What stands after a line of which one end is no node of the map.
const OFF_MAP: &str = "off the map";

fn link(map: &Map, line: &str) -> Option<Link> {
    let (sentence, details) = match line.strip_suffix(')').and_then(|line| line.split_once(" (")) {
        Some((sentence, details)) => (sentence, details),
        None => (line, ""),
    };
    let (from, kind, to) = LinkKind::ALL.into_iter().find_map(|kind| {
        let (from, to) = sentence.split_once(&format!(" {} ", kind.word()))?;
        let is_known = |name: &str| map.nodes.contains(&slug(name));
        let known =
            if details.contains(OFF_MAP) { is_known(from) != is_known(to) } else { is_known(from) && is_known(to) };
        known.then_some((from, kind, to))
    })?;
    let mut link = Link::new(format!("line-{:03}", map.links.len()), kind, slug(from), slug(to));
    for detail in details.split(", ").filter(|detail| !detail.is_empty()) {
        let arrangements = [Arrangement::Single, Arrangement::Aligned, Arrangement::Pooled, Arrangement::Grant];
        if let Some(status) = LinkStatus::ALL.into_iter().find(|status| status.word() == detail) {
            link.status = status;
        } else if detail == OFF_MAP {
            link = match map.nodes.contains(&slug(from)) {
                true => link.led_off_map(End::To, to)?,
                false => link.led_off_map(End::From, from)?,
            };
        } else if let Some(role) = SeatRole::ALL.into_iter().find(|role| detail == format!("as {}", role.word())) {
            link.role = Some(role);
        } else if detail == "jointly" {
            link.joint = Some(true);
        } else if let Some(arrangement) = arrangements.into_iter().find(|arrangement| arrangement.word() == detail) {
            link.arrangement = Some(arrangement);
        } else if let Some(total) = detail.strip_prefix("counted in ") {
            assert!(map.totals.contains(&slug(total)), "no total {total}");
            link.totals.insert(slug(total).into());
        } else if let Some(seats) = detail.strip_suffix(" seats") {
            link.seats = Some(seats.parse().ok()?);
        } else if detail.len() == 3 && detail.bytes().all(|byte| byte.is_ascii_uppercase()) {
            link.currency = Some(detail.to_owned());
        } else if detail == "required" {
            link.required = Some(true);
        } else if let Some(date) = detail.strip_prefix("since ") {
            link.since = Some(date.parse().ok()?);
        } else if let Some(date) = detail.strip_prefix("until ") {
            link.until = Some(date.parse().ok()?);
        } else if let Some(source) = detail.strip_prefix("rests on ") {
            link.evidence.push(evidence(source));
        } else {
            link.amount = Some(detail.parse::<Decimal>().ok()?);
        }
    }
    Some(link)
}

fn slug(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(|letter| *letter != '\'').collect();
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
