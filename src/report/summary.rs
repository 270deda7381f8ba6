//! The summary: what the map is about, what matters most, and the figures.

use rust_decimal::{Decimal, RoundingStrategy};

use super::block::{Block, Run, Table, cell, sentence};
use super::facts::Facts;
use crate::analysis::{ENOUGH_TO_FOLD, Metrics, Severity, by_cause};
use crate::model::words::{count, grouped, list, money};
use crate::model::{Map, NodeKind, NodeStatus};
use crate::options::quoted;

/// So many findings a summary tells.
const MOST_FINDINGS: usize = 5;

/// The section.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(summary) = facts.map.summary.as_deref().filter(|summary| !summary.trim().is_empty()) {
        blocks.push(Block::paragraph(&sentence(summary)));
    }
    blocks.push(Block::paragraph(&what_is_found(facts)));
    let gravest = gravest(facts);
    if !gravest.is_empty() {
        blocks.push(Block::List(gravest));
    }
    if facts.map.nodes.is_empty() {
        return blocks;
    }
    let option = facts.option();
    let mut columns = vec![("Figure", 5), ("Now", 5)];
    let name = option.map(|(option, _)| format!("Option {}", quoted(option)));
    if let Some(name) = &name {
        columns.push((name, 5));
    }
    let mut table = Table::new("The map in figures", &columns);
    let now = figures(facts.map, facts.metrics());
    let then = option.map(|(_, side)| figures(&side.map, &side.report.metrics));
    for (label, value) in &now {
        let under =
            then.as_ref().map(|then| then.iter().find(|(other, _)| other == label).map_or("none", |(_, value)| value));
        table.row([Some(label.as_str()), Some(value), under].into_iter().flatten().map(cell));
    }
    blocks.push(Block::Table(table));
    blocks
}

/// How many findings there are, and of which gravity.
fn what_is_found(facts: &Facts<'_>) -> String {
    let found = &facts.metrics().findings;
    if facts.map.nodes.is_empty() {
        return "There is nothing on the map yet.".to_owned();
    }
    if found.all == 0 {
        return "Nothing was found to be wrong.".to_owned();
    }
    let severities = severities(|severity| found.by_severity.get(&severity).copied().unwrap_or_default() as usize);
    let gravest = if found.all as usize > MOST_FINDINGS { " The gravest:" } else { "" };
    format!(
        "The map was checked against {}, which found {severities}.{gravest}",
        count(rules_run(facts), "rule", "rules")
    )
}

fn rules_run(facts: &Facts<'_>) -> usize {
    crate::analysis::rules().len() - facts.report().switched_off.len()
}

/// "71 errors, 21 warnings and 14 notes".
pub(super) fn severities(number: impl Fn(Severity) -> usize) -> String {
    let told = |severity: Severity| {
        let number = number(severity);
        (number > 0).then(|| count(number, severity.word(), &format!("{}s", severity.word())))
    };
    let parts: Vec<String> = Severity::ALL.into_iter().filter_map(told).collect();
    list(&parts, parts.len())
}

/// The causes on which most depends, each in a sentence.
fn gravest(facts: &Facts<'_>) -> Vec<Vec<Run>> {
    let report = facts.report();
    let causes = by_cause(report.open(), |finding| finding);
    let told = causes.iter().take(MOST_FINDINGS).map(|(cause, findings)| {
        let words = match findings.len() {
            ..ENOUGH_TO_FOLD => findings[0].message.clone(),
            number => cause.sentence(number, 0, facts.map),
        };
        vec![Run::plain(&sentence(&words))]
    });
    told.collect()
}

/// The map in figures, each with its label.
fn figures(map: &Map, metrics: &Metrics) -> Vec<(String, String)> {
    let mut figures = Vec::new();
    let mut row = |label: &str, value: String| figures.push((label.to_owned(), value));
    row("Boards and groups", of_status(metrics, &[NodeKind::Board, NodeKind::Group], "at work"));
    for (label, kind) in [("Partners", NodeKind::Partner), ("Posts", NodeKind::Post)] {
        if map.nodes.iter().any(|node| node.kind == kind) {
            let live = if kind == NodeKind::Post { "held" } else { "at work" };
            row(label, of_status(metrics, &[kind], live));
        }
    }
    let routes = &metrics.routes;
    if routes.expected > 0 {
        row(
            "Boards and groups with a sound route to an accountable body",
            format!("{} of {}", routes.sound, routes.expected),
        );
        row("Bodies that answer to nobody", routes.answering_to_nobody.to_string());
    }
    let strands = &metrics.strands;
    let all = strands.owned + strands.stranded + strands.unowned;
    if all > 0 {
        row("Strands of work", grouped(&all.to_string()));
        row("Strands with an owner at work", grouped(&strands.owned.to_string()));
        row("Strands whose owners are not at work", grouped(&strands.stranded.to_string()));
        row("Strands that nobody owns", grouped(&strands.unowned.to_string()));
    }
    if metrics.layers > 1 {
        row("Longest line upward, in bodies and posts", metrics.layers.to_string());
    }
    let attendance = &metrics.attendance;
    if attendance.seats > 0 {
        row("Seats", grouped(&attendance.seats.to_string()));
        let unsaid =
            count(attendance.meetings_unknown as usize, "board or group does not say", "boards and groups do not say");
        row("Meetings a year", known(attendance.known_meetings(), attendance.meetings_unknown, &unsaid));
        let unknown = count(attendance.seats_of_unknown_hours as usize, "seat", "seats");
        let unsaid = format!("not known of {unknown}");
        row("Hours a year in meetings", known(attendance.known_hours(), attendance.seats_of_unknown_hours, &unsaid));
    }
    for (currency, sums) in metrics.money.iter().filter(|(_, sums)| sums.lines > 0) {
        let currency = Some(currency.as_str()).filter(|currency| !currency.is_empty());
        row("Money on the map", money(sums.mapped, currency));
        row("of which pooled or aligned", money(sums.shared, currency));
    }
    row("Findings", grouped(&metrics.findings.all.to_string()));
    figures
}

fn known(value: Option<Decimal>, unknown: u32, unsaid: &str) -> String {
    let value = value.map(|value| {
        let whole = value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let about = if whole == value { "" } else { "about " };
        format!("{about}{}", grouped(&whole.to_string()))
    });
    match (value, unknown) {
        (Some(value), 0) => value,
        (Some(value), _) => format!("{value}; {unsaid}"),
        (None, 0) => "none".to_owned(),
        (None, _) => "not known".to_owned(),
    }
}

/// "37 at work, 12 on hold and 1 proposed": what has ended is no part of the structure any more.
fn of_status(metrics: &Metrics, kinds: &[NodeKind], live: &str) -> String {
    let number =
        |status: NodeStatus| -> u32 { kinds.iter().filter_map(|kind| metrics.nodes.get(kind)?.get(&status)).sum() };
    let told = NodeStatus::ALL.into_iter().filter(|status| *status != NodeStatus::Ended && number(*status) > 0);
    let parts: Vec<String> = told
        .map(|status| {
            let word = if status == NodeStatus::Active { live } else { status.word_of(kinds[0]) };
            format!("{} {word}", grouped(&number(status).to_string()))
        })
        .collect();
    if parts.is_empty() { "none".to_owned() } else { list(&parts, parts.len()) }
}
