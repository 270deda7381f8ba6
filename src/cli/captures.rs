//! `boardwalk captures`: what a room decided, asked, wants done and objects to.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::console::{FAINT, STRONG, json_text, painted, paragraph};
use super::files::looked_into;
use super::format::TableFormat;
use super::in_option::InOption;
use super::{Console, Verdict};
use crate::exchange::captures::{self, Told};
use crate::model::Map;
use crate::model::quote::shortened;
use crate::model::words::{capitalised, count};

/// List what was noted while people talked: decisions, questions, actions and objections
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  boardwalk captures town.boardwalk
  boardwalk captures town.boardwalk --open --format csv > actions.csv

Exit status: 0 if nothing is open, 1 if something is, 2 if the map could not be read.")]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// Only what is still to be done, answered or settled
    #[arg(long)]
    open: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &InOption::default(), console) else { return Ok(Verdict::Failed) };
    let told = captures::told(&map, arguments.open);
    let text = match arguments.format {
        TableFormat::Csv => captures::csv(&map, arguments.open),
        TableFormat::Json => json_text(&told)?,
        TableFormat::Text => page(&map, &told, console.width()),
    };
    console.print(&text)?;
    let is_open = map.captures.iter().any(|capture| capture.is_open());
    Ok(if is_open { Verdict::Found } else { Verdict::Clean })
}

fn page(map: &Map, told: &[Told], width: usize) -> String {
    let open = told.iter().filter(|told| told.open).count();
    let sentence = match told.len() {
        0 => "nothing is noted".to_owned(),
        all => format!("{}, {open} open", count(all, "thing noted", "things noted")),
    };
    let title = shortened(map.called());
    let mut page = format!("{}\n{}\n", painted(title, STRONG), painted(sentence, FAINT));
    for told in told {
        page += "\n";
        page += &paragraph(&format!("{}: {}", capitalised(told.kind), told.text), "", width);
        let facts = told.facts();
        if !facts.is_empty() {
            page += &paragraph(&painted(facts, FAINT), "  ", width);
        }
    }
    page
}
