//! `boardwalk compare-maps`: many maps by their figures, one row a map.

mod csv;
mod text;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use clap::Args;
use rust_decimal::Decimal;
use serde::Serialize;

use super::console::json_text;
use super::files::{Trouble, maps_in, open, warn_of_later_version};
use super::format::TableFormat;
use super::in_order::in_order;
use super::{Console, Verdict};
use crate::analysis::{Family, Metrics, Severity, analyse};

/// Compare maps by their figures: one row a map
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps to compare; a folder stands for the maps in it
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to print the table
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk compare-maps councils/
  boardwalk compare-maps solihull.boardwalk middlesbrough.boardwalk
  boardwalk compare-maps councils/ --format csv > councils.csv

Exit status: 0 if all maps are in the table, 2 if one could not be read.";

/// One map in figures.
#[derive(Debug, Clone, Serialize)]
struct Row {
    file: String,
    title: String,
    live_bodies: u32,
    strands_owned: u32,
    strands_stranded: u32,
    strands_unowned: u32,
    routes_expected: u32,
    routes_sound: u32,
    /// The share of sound routes, 0 to 1; none where none is expected.
    sound_share: Option<f64>,
    errors: u32,
    warnings: u32,
    notes: u32,
    /// Findings that are accepted, and counted nowhere else.
    accepted: u32,
    findings: BTreeMap<Family, BTreeMap<Severity, u32>>,
    /// None where they are known of no seat.
    attendance_hours: Option<Decimal>,
    seats_of_unknown_hours: u32,
    /// By currency; the empty text stands for lines that name none.
    money_mapped: BTreeMap<String, Decimal>,
    money_lines_of_unknown_amount: u32,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let mut verdict = Verdict::Clean;
    let mut rows: Vec<Row> = Vec::new();
    let measure = |file: &Result<PathBuf, Trouble>| {
        let opened = open(file.as_ref().map_err(Trouble::clone)?)?;
        let row = Row::of(opened.path.display().to_string(), &opened.map.title, analyse(&opened.map).metrics);
        Ok((row, opened.path, opened.read_only))
    };
    in_order(&maps_in(&arguments.files), measure, |measured: Result<_, Trouble>| -> io::Result<()> {
        match measured {
            Ok((row, file, read_only)) => {
                warn_of_later_version(&file, read_only, console);
                rows.push(row);
            }
            Err(trouble) => {
                trouble.complaints.iter().for_each(|what| console.complain(what));
                verdict = Verdict::Failed;
            }
        }
        Ok(())
    })?;
    let table = match arguments.format {
        TableFormat::Text => text::table(&rows, console.table_width()),
        TableFormat::Json => json_text(&rows)?,
        TableFormat::Csv => csv::table(&rows),
    };
    console.print(&table)?;
    Ok(verdict)
}

impl Row {
    fn of(file: String, title: &str, metrics: Metrics) -> Self {
        let of_severity = |severity| metrics.findings.by_severity.get(&severity).copied().unwrap_or_default();
        let with_amount = metrics.money.iter().filter(|(_, money)| money.lines > 0);
        Self {
            file,
            title: title.to_owned(),
            live_bodies: metrics.bodies.live,
            strands_owned: metrics.strands.owned,
            strands_stranded: metrics.strands.stranded,
            strands_unowned: metrics.strands.unowned,
            routes_expected: metrics.routes.expected,
            routes_sound: metrics.routes.sound,
            sound_share: metrics.routes.share,
            errors: of_severity(Severity::Error),
            warnings: of_severity(Severity::Warning),
            notes: of_severity(Severity::Note),
            accepted: metrics.findings.accepted,
            money_mapped: with_amount.map(|(currency, money)| (currency.clone(), money.mapped)).collect(),
            money_lines_of_unknown_amount: metrics.money.values().map(|money| money.lines_of_unknown_amount).sum(),
            findings: metrics.findings.by_family,
            attendance_hours: metrics.attendance.known_hours(),
            seats_of_unknown_hours: metrics.attendance.seats_of_unknown_hours,
        }
    }

    /// A row of noughts, as of a map in which nothing stands.
    fn blank() -> Self {
        Self::of(String::new(), "", Metrics::default())
    }

    /// How many findings of a family are so grave.
    fn found(&self, family: Family, severity: Severity) -> u32 {
        self.findings.get(&family).and_then(|numbers| numbers.get(&severity)).copied().unwrap_or_default()
    }
}
