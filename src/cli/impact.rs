//! `boardwalk impact`: what happens if a body, a post or a strand stops.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::console::{FAINT, STRONG, counted, json_text, painted, paragraph};
use super::files::{legible, looked_into};
use super::format::Format;
use super::in_option::InOption;
use super::nodes::{introduced, named};
use super::{Console, Verdict};
use crate::analysis::{self, Impact, Loss, Seat, Sum};
use crate::model::words::{grouped, list};
use crate::model::{Id, Map};

/// Say what happens if a body, post or strand stops: who loses a route, an owner, a chair, money
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boardwalk impact town.boardwalk trust-board\n  boardwalk impact town.boardwalk \
                        \"Trust Board\" --format json")]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// The body, post or strand that stops, by its id or name
    node: String,

    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    option: InOption,
}

#[derive(Serialize)]
struct Document<'a> {
    title: &'a str,
    file: String,
    impact: &'a Impact,
    /// The names of all that the impact names.
    names: BTreeMap<&'a str, &'a str>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let Some(map) = looked_into(&arguments.file, &arguments.option, console) else { return Ok(Verdict::Failed) };
    let map = if arguments.format == Format::Text { legible(map) } else { map };
    let Some(node) = named(&map, &arguments.node, console) else { return Ok(Verdict::Failed) };
    let Some(impact) = analysis::impact(&map, &node.id) else { return Ok(Verdict::Failed) };
    let text = match arguments.format {
        Format::Text => {
            let heading = painted(introduced(node), STRONG);
            let lead = match impact.is_live {
                true => "What goes if it stops:",
                false => "It is not at work. What hung on it, by lines that still stand:",
            };
            format!("{heading}\n{}\n{}", painted(lead, FAINT), page(&map, &impact, console.width()))
        }
        Format::Json => {
            let (title, file) = (map.title.as_str(), arguments.file.display().to_string());
            let document = Document { title, file, impact: &impact, names: names(&map, &impact) };
            json_text(&document)?
        }
    };
    console.print(&text)?;
    Ok(Verdict::Clean)
}

/// The losses with two headings, as a person would say each: for what has nobody left, and for what has.
fn losses(impact: &Impact) -> [([&'static str; 2], &'static str, &[Loss]); 6] {
    [
        (["Strands that lose their owner", "Strands that keep another owner"], "owned by", &impact.owned),
        (
            ["Strands that lose who delivers them", "Strands that others still deliver"],
            "delivered by",
            &impact.delivered,
        ),
        (
            ["Bodies and strands that lose their scrutiny", "Bodies and strands that others still scrutinise"],
            "scrutinised by",
            &impact.scrutinised,
        ),
        (["Bodies that lose their chair", "Bodies that keep another chair"], "chaired by", &impact.chaired),
        (
            ["Bodies and strands that lose all their money", "Bodies and strands that lose some of their money"],
            "paid for by",
            &impact.funded,
        ),
        (["Who is informed no longer", "Who is still informed by others"], "informed by", &impact.informed),
    ]
}

/// The plain lists with their headings.
fn lists(impact: &Impact) -> [(&'static str, &[Id]); 8] {
    [
        ("Bodies that lose their only route to an accountable body", &impact.routes),
        ("Who answers to it, or is part of it", &impact.answering),
        ("Themes that nobody at work would carry", &impact.themes),
        ("Who chairs it", &impact.chairs),
        ("Who owns or delivers it", &impact.workers),
        ("Strands that are part of it", &impact.parts),
        ("Whose work it took over", &impact.absorbed),
        ("Who takes over from it", &impact.heirs),
    ]
}

fn page(map: &Map, impact: &Impact, width: usize) -> String {
    let name = |id: &Id| map.name(id.as_str()).to_owned();
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    let mut plain =
        lists(impact).into_iter().map(|(heading, ids)| (heading.to_owned(), ids.iter().map(name).collect()));
    sections.extend(plain.by_ref().take(3));
    for ([lost, kept], by, losses) in losses(impact) {
        let line = |loss: &Loss| match loss.left.as_slice() {
            [] => name(&loss.id),
            left => {
                let left: Vec<String> = left.iter().map(name).collect();
                format!("{} (still {by} {})", name(&loss.id), list(&left, left.len()))
            }
        };
        let (alone, shared): (Vec<&Loss>, Vec<&Loss>) = losses.iter().partition(|loss| loss.left.is_empty());
        sections.push((lost.to_owned(), alone.into_iter().map(line).collect()));
        sections.push((kept.to_owned(), shared.into_iter().map(line).collect()));
    }
    for (heading, seats) in [("Seats that it holds", &impact.seats), ("Seats on it", &impact.members)] {
        let number: usize = seats.iter().map(|seat| seat.seats as usize).sum();
        sections.push((format!("{heading}: {number}"), seats.iter().map(|seat| seat_line(map, seat)).collect()));
    }
    for (heading, sums) in [("Money that it pays", &impact.pays), ("Money that is paid to it", &impact.receives)] {
        sections.push((heading.to_owned(), sums.iter().map(money_line).collect()));
    }
    sections.extend(plain);
    sections.retain(|(_, lines)| !lines.is_empty());
    if sections.is_empty() {
        return "\nNothing on this map hangs on it.\n".to_owned();
    }
    let mut page = String::new();
    for (heading, lines) in sections {
        let count = if heading.contains(':') { String::new() } else { format!(": {}", lines.len()) };
        page += &format!("\n{}\n", painted(format!("{heading}{count}"), STRONG));
        for line in lines {
            page += &paragraph(&line, "  ", width);
        }
    }
    page
}

fn seat_line(map: &Map, seat: &Seat) -> String {
    let required = if seat.is_required { ", required" } else { "" };
    format!("{} ({}{required})", map.name(seat.id.as_str()), counted(seat.seats as usize, "seat"))
}

/// "24,383,000 GBP in 2008/09 by 3 lines, and 1 line of unknown amount".
fn money_line(sum: &Sum) -> String {
    let mut line = String::new();
    if sum.lines > 0 {
        line += &grouped(&sum.amount.normalize().to_string());
        line += &sum.currency.as_ref().map(|currency| format!(" {currency}")).unwrap_or_default();
        line += &format!(" by {}", counted(sum.lines, "line"));
    }
    if sum.lines_of_unknown_amount > 0 {
        let and = if sum.lines > 0 { ", and " } else { "" };
        line += &format!("{and}{} of unknown amount", counted(sum.lines_of_unknown_amount, "line"));
    }
    line + &sum.period.as_ref().map(|period| format!(", {period}")).unwrap_or_default()
}

fn names<'a>(map: &'a Map, impact: &'a Impact) -> BTreeMap<&'a str, &'a str> {
    let mut ids: Vec<&Id> = vec![&impact.id];
    ids.extend(lists(impact).into_iter().flat_map(|(_, ids)| ids));
    ids.extend(
        losses(impact)
            .into_iter()
            .flat_map(|(_, _, losses)| losses)
            .flat_map(|loss| std::iter::once(&loss.id).chain(&loss.left)),
    );
    ids.extend(impact.seats.iter().chain(&impact.members).map(|seat| &seat.id));
    ids.into_iter().map(|id| (id.as_str(), map.name(id.as_str()))).collect()
}
