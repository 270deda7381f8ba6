//! `boardwalk metrics`: a map in figures.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use clap::Args;
use rust_decimal::Decimal;

use super::console::{FAINT, STRONG, counted, json_text, painted};
use super::files::{legible, looked_into};
use super::format::Format;
use super::in_option::InOption;
use super::{Console, Verdict};
use crate::analysis::{Metrics, analyse};
use crate::model::words::{capitalised, grouped};
use crate::model::{Map, NodeStatus};

/// Print a map in figures: bodies, routes, strands, seats, hours, money
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boardwalk metrics town.boardwalk\n  boardwalk metrics town.boardwalk --format json"
)]
pub(super) struct Arguments {
    /// The map to measure
    file: PathBuf,

    /// How to print the figures
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    option: InOption,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &arguments.option, console) else {
        return Ok(Verdict::Failed);
    };
    let map = if arguments.format == Format::Text { legible(map) } else { map };
    let metrics = analyse(&map).metrics;
    let text = match arguments.format {
        Format::Text => table(&map, &metrics),
        Format::Json => json_text(&metrics)?,
    };
    console.print(&text)?;
    Ok(Verdict::Clean)
}

/// How many of those who give most time are named.
const MEMBERS: usize = 8;

fn table(map: &Map, metrics: &Metrics) -> String {
    let mut table = painted(&map.title, STRONG) + "\n\n";
    let mut row = |label: &str, value: String| {
        let _ = writeln!(table, "  {label:28}{value}");
    };
    for (kind, by_status) in &metrics.nodes {
        let all: u32 = by_status.values().sum();
        let not_active = by_status.iter().filter(|(status, number)| **status != NodeStatus::Active && **number > 0);
        let parts: Vec<String> = not_active.map(|(status, number)| format!("{number} {}", status.word())).collect();
        let note = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
        row(&format!("{}s", capitalised(kind.word())), format!("{all}{note}"));
    }
    let strands = &metrics.strands;
    row("Strands owned", strands.owned.to_string());
    row("Strands stranded", strands.stranded.to_string());
    row("Strands unowned", strands.unowned.to_string());
    let routes = &metrics.routes;
    if routes.expected > 0 {
        row("Boards, groups with a route", format!("{} of {}{}", routes.sound, routes.expected, percent(routes.share)));
    }
    if metrics.layers > 0 {
        row("Layers", metrics.layers.to_string());
    }
    if let Some(span) = &metrics.widest_span {
        row("Widest span", format!("{}, to {}", span.bodies, map.name(span.id.as_str())));
    }
    let attendance = &metrics.attendance;
    row("Seats", format!("{}{}", attendance.seats, beside(attendance.unmapped_seats, "known by number only")));
    let unsaid = (attendance.meetings_unknown, "boards and groups do not say");
    if let Some(meetings) = known(attendance.known_meetings(), unsaid) {
        row("Meetings a year", meetings);
    }
    let unknown = (attendance.seats_of_unknown_hours, "seats of which it is not known");
    if let Some(hours) = known(attendance.known_hours(), unknown) {
        row("Attendance hours a year", hours);
    }
    for member in attendance.by_member.iter().take(MEMBERS).filter(|member| !member.hours.is_zero()) {
        row(&format!("  {} hours", member.hours), map.name(member.id.as_str()).to_owned());
    }
    for (currency, money) in &metrics.money {
        if money.lines > 0 {
            row("Money mapped", format!("{currency} {}", grouped(&money.mapped.to_string())));
            row(
                "  pooled or aligned",
                format!("{currency} {}{}", grouped(&money.shared.to_string()), percent(money.share)),
            );
        }
        if money.lines_of_unknown_amount > 0 {
            row("Money of unknown amount", counted(money.lines_of_unknown_amount as usize, "line"));
        }
    }
    let findings = &metrics.findings;
    row("Findings", format!("{}{}", findings.all, beside(findings.accepted, "accepted")));
    for (family, by_severity) in
        findings.by_family.iter().filter(|(_, numbers)| numbers.values().any(|number| *number > 0))
    {
        let parts = by_severity.iter().rev().filter(|(_, number)| **number > 0);
        let parts: Vec<String> = parts.map(|(severity, number)| counted(*number as usize, severity.word())).collect();
        row(&format!("  {}", family.word().to_lowercase()), parts.join(", "));
    }
    table + &painted("\n  Not known is counted apart, and never taken for nought.\n", FAINT)
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(String::new, |share| format!(" ({:.0} %)", share * 100.0))
}

/// What is known, and beside it of how many it is not; none where there is nothing of which it could be known.
fn known(value: Option<Decimal>, (unknown, of): (u32, &str)) -> Option<String> {
    match (value, unknown) {
        (Some(value), _) => Some(format!("{value}{}", beside(unknown, of))),
        (None, 0) => None,
        (None, _) => Some(format!("not known: {unknown} {of}")),
    }
}

fn beside(number: u32, what: &str) -> String {
    if number == 0 { String::new() } else { format!(", and {number} {what}") }
}
