//! `boardwalk ledger`: what becomes of each body and strand under an option.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::{ERROR, FAINT, STRONG, json_text, painted, paragraph};
use super::files::{legible, looked_into};
use super::format::TableFormat;
use super::in_option::{InOption, OnDate, of_file, option_of};
use super::{Console, Verdict};
use crate::exchange::csv_table::{self, Cell};
use crate::model::Map;
use crate::model::quote::shortened;
use crate::options::{About, Fate, Ledger, Line, in_option, ledger, quoted};

/// Say what becomes of each body and strand under an option, and what is not accounted for
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// The option, by its name or id
    #[arg(long, value_name = "NAME")]
    option: String,

    #[command(flatten)]
    date: OnDate,

    /// Only what is not accounted for
    #[arg(long)]
    open: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk ledger town.boardwalk --option \"A small board\"
  boardwalk ledger town.boardwalk --option small --open
  boardwalk ledger town.boardwalk --option small --format csv > ledger.csv

Exit status: 0 if everything is accounted for, 1 if something is not, 2 if the map or the option could not be found.";

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    option: &'a str,
    unaccounted: usize,
    #[serde(flatten)]
    ledger: &'a Ledger,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &InOption::default(), console) else { return Ok(Verdict::Failed) };
    let Some(option) = option_of(&map, &arguments.option, &arguments.file, console) else { return Ok(Verdict::Failed) };
    let applied = in_option(&map, option);
    if !applied.conflicts.is_empty() {
        let what = format!("{} of the changes of option {} could not be made", applied.conflicts.len(), quoted(option));
        console.warn(of_file(&arguments.file, &what));
    }
    let (map, applied) = (arguments.date.of(map.clone()), arguments.date.of(applied.map));
    let mut ledger = ledger(&map, &applied, &option.changes);
    let unaccounted = ledger.unaccounted();
    let sentence = ledger.sentence();
    if arguments.open {
        ledger.lines.retain(Line::is_unaccounted);
    }
    let (before, after) = (legible(map.clone()), legible(applied));
    let text = match arguments.format {
        TableFormat::Text => page(&ledger, &sentence, &before, &after, console.width()),
        TableFormat::Csv => table(&ledger, &map, &after),
        TableFormat::Json => {
            let (title, option) = (map.title.as_str(), option.name.as_str());
            json_text(&Document { title, option, unaccounted, ledger: &ledger })?
        }
    };
    console.print(&text)?;
    Ok(if unaccounted == 0 { Verdict::Clean } else { Verdict::Found })
}

fn heading(about: About) -> &'static str {
    match about {
        About::Body => "Bodies",
        About::Strand => "Strands",
        About::LastSeat => "Partners that lose their last seat",
        About::LastCarrier => "Themes that lose their last carrier",
    }
}

fn page(ledger: &Ledger, sentence: &str, before: &Map, after: &Map, width: usize) -> String {
    let mut page = format!("{}\n{}.\n", painted(&after.title, STRONG), sentence);
    for about in [About::Body, About::Strand, About::LastSeat, About::LastCarrier] {
        let mut lines: Vec<&Line> = ledger.lines.iter().filter(|line| line.about == about).collect();
        if lines.is_empty() {
            continue;
        }
        // What is open comes first.
        lines.sort_by_key(|line| !line.is_unaccounted());
        page += &format!("\n{}\n", painted(heading(about), STRONG));
        for line in lines {
            let name = shortened(&line.name);
            let mark = if line.is_unaccounted() { "! " } else { "  " };
            let mut words = format!("{name} {}", line.words(before, after));
            if let Some(reason) = line.reason.as_deref().filter(|_| !matches!(line.fate, Fate::Ended { .. })) {
                words += &format!(" ({})", shortened(reason));
            }
            let words = if line.is_unaccounted() { painted(words, ERROR) } else { words };
            page += &paragraph(&words, mark, width);
        }
    }
    page + &painted("\nWhat is marked with ! is not accounted for.\n", FAINT)
}

/// A row a line. Texts that people wrote are no formulas.
fn table(ledger: &Ledger, before: &Map, after: &Map) -> String {
    let text = |text: &str| Cell::Text(text.to_owned());
    let headings =
        ["about", "id", "name", "accounted_for", "fate", "what", "new_name", "cut_off", "inherited", "reason"];
    let mut rows = vec![headings.map(text).to_vec()];
    let yes = |is: bool| text(if is { "yes" } else { "no" });
    for line in &ledger.lines {
        let open = if line.fate == Fate::Inherited { text("nobody's before") } else { yes(!line.is_unaccounted()) };
        rows.push(vec![
            text(line.about.word()),
            text(line.id.as_str()),
            text(&line.name),
            open,
            text(line.fate.kind().word()),
            text(&line.words(before, after)),
            text(line.new_name.as_deref().unwrap_or_default()),
            yes(line.cut_off),
            yes(line.inherited),
            text(line.reason.as_deref().unwrap_or_default()),
        ]);
    }
    csv_table::write(&rows)
}
