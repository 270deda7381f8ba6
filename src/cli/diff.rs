//! `boardwalk diff`: what differs between two maps.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::{STRONG, json_text, painted, paragraph};
use super::files::looked_into;
use super::format::Format;
use super::in_option::InOption;
use super::{Console, Verdict};
use crate::model::EntryKind;
use crate::model::words::count;
use crate::options::{Differs, differences};

/// Say what differs between two maps, in plain English
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map as it was
    before: PathBuf,

    /// The map as it is
    after: PathBuf,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk diff april.boardwalk may.boardwalk
  boardwalk diff april.boardwalk may.boardwalk --format json

Exit status: 0 if the maps say the same, 1 if they differ, 2 if one could not be read.";

#[derive(Serialize)]
struct Document {
    before: String,
    after: String,
    differences: Vec<Differs>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let none = InOption::default();
    let maps = (looked_into(&arguments.before, &none, console), looked_into(&arguments.after, &none, console));
    let (Some(before), Some(after)) = maps else { return Ok(Verdict::Failed) };
    let differences = differences(&before, &after);
    let verdict = if differences.is_empty() { Verdict::Clean } else { Verdict::Found };
    let text = match arguments.format {
        Format::Text => page(&differences, console.width()),
        Format::Json => {
            let name = |path: &PathBuf| path.display().to_string();
            json_text(&Document { before: name(&arguments.before), after: name(&arguments.after), differences })?
        }
    };
    console.print(&text)?;
    Ok(verdict)
}

fn page(differences: &[Differs], width: usize) -> String {
    if differences.is_empty() {
        return "The two maps say the same.\n".to_owned();
    }
    let is_place = |one: &&Differs| one.kind == EntryKind::Position;
    let places = differences.iter().filter(is_place).count();
    let mut page = painted(count(differences.len() - places, "difference", "differences"), STRONG) + "\n";
    for one in differences.iter().filter(|one| !is_place(one)) {
        page += &paragraph(&one.sentence, "  ", width);
    }
    if places > 0 {
        let what = count(places, "card stands", "cards stand");
        page += &paragraph(&format!("{what} elsewhere"), "  ", width);
    }
    page
}
