//! `boardwalk diff`: what differs between two maps, or between two dates of one.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::{STRONG, json_text, painted, paragraph};
use super::files::looked_into;
use super::format::Format;
use super::in_option::InOption;
use super::{Console, Verdict};
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{Map, Table, When, as_of};
use crate::options::{Differs, differences};

/// Say what differs between two maps, or between two dates of one, in plain English
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map as it was
    before: PathBuf,

    /// The map as it is; not with --between
    #[arg(required_unless_present = "between", conflicts_with = "between")]
    after: Option<PathBuf>,

    /// What one map says of two dates instead: what began and what ended in between
    #[arg(long, num_args = 2, value_names = ["DATE", "DATE"])]
    between: Option<Vec<When>>,

    /// The maps as this option wants them, by its name or id
    #[arg(long, value_name = "NAME")]
    option: Option<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk diff april.boardwalk may.boardwalk
  boardwalk diff april.boardwalk may.boardwalk --format json
  boardwalk diff town.boardwalk --between 2007 2011

Exit status: 0 if the maps say the same, 1 if they differ, 2 if a map could not be read.";

#[derive(Serialize)]
struct Document {
    before: String,
    after: String,
    differences: Vec<Differs>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let option = InOption::of_name(arguments.option.clone());
    let named = arguments.before.display().to_string();
    let Some(before) = looked_into(&arguments.before, &option, console) else { return Ok(Verdict::Failed) };
    let (before, after, names) = match (&arguments.between, &arguments.after) {
        (Some(dates), _) if let [from, to] = dates[..] => {
            let title = shortened(&before.title).into_owned();
            let names = [from, to].map(|date| format!("{title} as of {date}"));
            (on(&before, from), on(&before, to), names)
        }
        (_, Some(file)) => {
            let Some(after) = looked_into(file, &option, console) else { return Ok(Verdict::Failed) };
            (before, after, [named, file.display().to_string()])
        }
        _ => return Ok(Verdict::Failed),
    };
    let differences = differences(&before, &after);
    let verdict = if differences.is_empty() { Verdict::Clean } else { Verdict::Found };
    let text = match arguments.format {
        Format::Text => page(&differences, &names, arguments.between.is_some(), console.width()),
        Format::Json => {
            let [before, after] = names;
            json_text(&Document { before, after, differences })?
        }
    };
    console.print(&text)?;
    Ok(verdict)
}

/// What a map says of a date, without the date itself and where its cards stand.
fn on(map: &Map, date: When) -> Map {
    Map { as_of: map.as_of, placement: Table::default(), spots: Table::default(), ..as_of(map, date) }
}

fn page(differences: &[Differs], names: &[String; 2], are_dates: bool, width: usize) -> String {
    let [from, to] = names;
    let of = if are_dates { format!(" between {from} and {to}") } else { String::new() };
    if differences.is_empty() && are_dates {
        return paragraph(&format!("Nothing is known to differ{of}."), "", width);
    } else if differences.is_empty() {
        return "The two maps say the same.\n".to_owned();
    }
    let is_place = |one: &&Differs| one.kind.is_place();
    let places = differences.iter().filter(is_place).count();
    let mut page = painted(count(differences.len() - places, "difference", "differences") + &of, STRONG) + "\n";
    for one in differences.iter().filter(|one| !is_place(one)) {
        page += &paragraph(&one.sentence, "  ", width);
    }
    if places > 0 {
        let what = count(places, "card stands", "cards stand");
        page += &paragraph(&format!("{what} elsewhere"), "  ", width);
    }
    page
}
