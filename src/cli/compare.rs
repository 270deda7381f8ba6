//! `boardwalk compare`: the options of a map beside each other.

use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;
use textwrap::core::display_width;

use super::console::{FAINT, STRONG, json_text, painted, paragraph};
use super::files::looked_into;
use super::format::TableFormat;
use super::in_option::{InOption, of_file};
use super::{Console, Verdict};
use crate::exchange::csv_table::{self, Cell};
use crate::model::quote::shortened;
use crate::model::{DesignOption, Map};
use crate::options::{Comparison, Figure, MOST_COMPARED, Outlook, Rank, chosen, compare, quoted};

/// Set options of a map beside each other: what they solve, cause and cost
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// An option to compare, by its name or id; may be given up to six times. Without it, the first six
    #[arg(long = "option", value_name = "NAME")]
    options: Vec<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
}

/// The least room for what is expected, columns.
const LEAST_TOLD: usize = 24;

const EXAMPLES: &str = "\
Examples:
  boardwalk compare town.boardwalk
  boardwalk compare town.boardwalk --option small --option none
  boardwalk compare town.boardwalk --format csv > options.csv

Exit status: 0 if the options are compared, 2 if the map or an option could not be found.";

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    #[serde(flatten)]
    comparison: &'a Comparison,
    figures: &'a [Figure],
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &InOption::default(), console) else { return Ok(Verdict::Failed) };
    let options = match arguments.chosen(&map) {
        Ok(options) => options,
        Err(what) => {
            console.complain(of_file(&arguments.file, &what));
            return Ok(Verdict::Failed);
        }
    };
    if arguments.options.is_empty() && map.options.len() > options.len() {
        let left = map.options.len() - options.len();
        let what = format!(
            "the first {MOST_COMPARED} options are compared; {left} more are not: name those that you want with --option"
        );
        console.note(of_file(&arguments.file, &what));
    }
    let comparison = compare(&map, &options);
    let figures = comparison.figures();
    let text = match arguments.format {
        TableFormat::Text => page(&map, &options, &comparison, &figures, console),
        TableFormat::Csv => table(&options, &comparison, &figures),
        TableFormat::Json => json_text(&Document { title: &map.title, comparison: &comparison, figures: &figures })?,
    };
    console.print(&text)?;
    Ok(Verdict::Clean)
}

impl Arguments {
    fn chosen<'a>(&self, map: &'a Map) -> Result<Vec<&'a DesignOption>, String> {
        if map.options.is_empty() {
            return Err("this map has no options to compare".to_owned());
        }
        if self.options.len() > MOST_COMPARED {
            return Err(format!(
                "{} options are too many; at most {MOST_COMPARED} are compared at once",
                self.options.len()
            ));
        }
        if self.options.is_empty() {
            return Ok(map.options.iter().map(AsRef::as_ref).take(MOST_COMPARED).collect());
        }
        let mut options: Vec<&DesignOption> = Vec::new();
        for asked in &self.options {
            let option = chosen(map, asked)?;
            if options.iter().any(|other| other.id == option.id) {
                return Err(format!("option {} is named twice", quoted(option)));
            }
            options.push(option);
        }
        Ok(options)
    }
}

/// The letter by which an option stands over its column.
fn letter(place: usize) -> String {
    char::from(b'A' + u8::try_from(place).unwrap_or_default()).to_string()
}

fn page(
    map: &Map,
    options: &[&DesignOption],
    comparison: &Comparison,
    figures: &[Figure],
    console: &Console,
) -> String {
    let mut page = format!("{}\n\n", painted(shortened(map.called()), STRONG));
    for (place, option) in options.iter().enumerate() {
        page += &paragraph(&shortened(&option.name), &format!("  {}  ", letter(place)), console.width());
    }
    let cell = |figure: &Figure, place: usize| {
        let value = figure.values[place].clone().unwrap_or_default();
        match figure.ranks[place] {
            Some(Rank::Best) => format!("{value} +"),
            Some(Rank::Worst) => format!("{value} -"),
            None => format!("{value}  "),
        }
    };
    let heads: Vec<String> =
        std::iter::once("now  ".to_owned()).chain((0..options.len()).map(|place| letter(place) + "  ")).collect();
    let labels = figures.iter().map(|figure| display_width(&figure.label)).max().unwrap_or_default();
    let widths: Vec<usize> = (0..heads.len())
        .map(|place| {
            figures
                .iter()
                .map(|figure| display_width(&cell(figure, place)))
                .chain([heads[place].len()])
                .max()
                .unwrap_or_default()
        })
        .collect();
    let row = |label: &str, cells: Vec<String>| {
        let mut line = format!("{label}{}", " ".repeat(labels.saturating_sub(display_width(label))));
        for (cell, width) in cells.iter().zip(&widths) {
            line += &" ".repeat(2 + width.saturating_sub(display_width(cell)));
            line += cell;
        }
        line.trim_end().to_owned() + "\n"
    };
    page += &format!("\n{}", painted(row("", heads.clone()), STRONG));
    for figure in figures {
        page += &row(&figure.label, (0..heads.len()).map(|place| cell(figure, place)).collect());
    }
    page += &painted("\n+ is the best of its row and - the worst.\n", FAINT);
    page += &expectations(comparison, &widths[1..], console.width());
    page += "\n";
    for (place, one) in comparison.options.iter().enumerate() {
        page += &paragraph(&one.summary, &format!("{}  ", letter(place)), console.width());
    }
    page
}

/// What partners expect, with how each option stands to it; nothing where nobody expects anything.
fn expectations(comparison: &Comparison, widths: &[usize], width: usize) -> String {
    let all = comparison.expectations();
    if all.is_empty() {
        return String::new();
    }
    let cells = |outlooks: &[Option<&Outlook>]| -> Vec<String> {
        outlooks.iter().map(|one| one.map(Outlook::word).unwrap_or_default()).collect()
    };
    let widest = |place: usize| all.iter().map(|(_, outlooks)| display_width(&cells(outlooks)[place])).max();
    let widths: Vec<usize> =
        widths.iter().enumerate().map(|(place, width)| widest(place).unwrap_or_default().max(*width)).collect();
    let room = width.saturating_sub(widths.iter().map(|width| width + 2).sum()).max(LEAST_TOLD);
    let mut page = format!("\n{}\n", painted("What partners expect", STRONG));
    let mut whose = None;
    for (one, outlooks) in &all {
        if whose.replace(&one.partner_name) != Some(&one.partner_name) {
            page += &paragraph(&shortened(&one.partner_name), "", width);
        }
        let told = paragraph(&shortened(&one.text), &format!("  {} ", one.kind.word()), room);
        for (place, line) in told.lines().enumerate() {
            let mut line = format!("{line}{}", " ".repeat(room.saturating_sub(display_width(line))));
            if place == 0 {
                for (cell, width) in cells(outlooks).iter().zip(&widths) {
                    line += &" ".repeat(2 + width.saturating_sub(display_width(cell)));
                    line += cell;
                }
            }
            page += &(line.trim_end().to_owned() + "\n");
        }
    }
    if all.iter().flat_map(|(_, outlooks)| outlooks).flatten().any(|one| one.proposed.is_some()) {
        page += &painted("\n? is proposed by what the map holds; nobody has judged it yet.\n", FAINT);
    }
    page
}

fn table(options: &[&DesignOption], comparison: &Comparison, figures: &[Figure]) -> String {
    let text = |text: &str| Cell::Text(text.to_owned());
    let names = options.iter().map(|option| text(&option.name));
    let mut rows: Vec<Vec<Cell>> = vec![[text("figure"), text("baseline")].into_iter().chain(names).collect()];
    for figure in figures {
        let cells = figure.values.iter().map(|value| {
            let value = value.as_deref().unwrap_or_default();
            let number = value.replace(',', "");
            match number.parse::<rust_decimal::Decimal>() {
                Ok(_) => Cell::Number(number),
                Err(_) => text(value),
            }
        });
        rows.push(std::iter::once(text(&figure.label)).chain(cells).collect());
    }
    for (one, outlooks) in comparison.expectations() {
        let cells = outlooks.into_iter().map(|one| text(&one.map(Outlook::word).unwrap_or_default()));
        rows.push([text(&one.sentence()), text("")].into_iter().chain(cells).collect());
    }
    csv_table::write(&rows)
}
