//! Options beside each other, and what the one that a paper is about leaves and causes.

use super::block::{Block, Run, Table, cell, sentence, told};
use super::facts::Facts;
use crate::analysis::{ENOUGH_TO_FOLD, Finding, by_cause};
use crate::model::Map;
use crate::options::{Counts, Figure, Rank, quoted};

/// The letter by which an option is known, by its place.
pub(super) fn letter(place: usize) -> char {
    char::from(b'A' + u8::try_from(place.min(25)).unwrap_or_default())
}

/// The section; nothing where there are no options.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let Some(in_full) = &facts.in_full else { return Vec::new() };
    let mut blocks = Vec::new();
    for (place, (option, compared)) in facts.options.iter().zip(&in_full.comparison.options).enumerate() {
        let mut runs = vec![Run::strong(&format!("{}  {}. ", letter(place), option.name))];
        let about = option.summary.as_deref().map(sentence).unwrap_or_default();
        // It has just been named.
        let named = format!("Option {} ", quoted(option));
        let does =
            compared.summary.strip_prefix(&named).map_or_else(|| compared.summary.clone(), |rest| format!("It {rest}"));
        runs.push(Run::plain(format!("{about} {does}").trim_start()));
        blocks.push(Block::Paragraph(runs));
    }
    let left = facts.map.options.len().saturating_sub(facts.options.len());
    if left > 0 {
        let more = crate::model::words::count(left, "further option is", "further options are");
        blocks.push(Block::paragraph(&format!("{} not compared here.", crate::model::words::capitalised(&more))));
    }
    let letters: Vec<String> = (0..facts.options.len()).map(|place| letter(place).to_string()).collect();
    let mut columns = vec![("Figure", 5), ("Now", 2)];
    columns.extend(letters.iter().map(|letter| (letter.as_str(), 2)));
    let mut table = Table::new("The options in figures, beside the map as it is now", &columns);
    table.columns.iter_mut().skip(1).for_each(|column| column.is_number = true);
    let figures = in_full.comparison.figures();
    // A board wants to know how many findings, not of which family; and a row of noughts tells nothing.
    let is_detail = |counts: Counts| {
        matches!(counts, Counts::Solved(Some(_)) | Counts::Caused(Some(_)) | Counts::Unchanged(Some(_)))
    };
    let tells = |value: &String| !["0", "none", "not known"].contains(&value.as_str());
    let is_told = |figure: &&Figure| !is_detail(figure.counts) && figure.values.iter().flatten().any(tells);
    for figure in figures.iter().filter(is_told) {
        let value = |(value, rank): (&Option<String>, &Option<Rank>)| {
            let text = value.as_deref().unwrap_or_default();
            match rank {
                Some(Rank::Best) => vec![Run::strong(text)],
                _ => cell(text),
            }
        };
        let cells = figure.values.iter().zip(&figure.ranks).map(value);
        table.row(std::iter::once(cell(&figure.label)).chain(cells));
    }
    blocks.push(Block::Table(table));
    blocks.push(Block::paragraph("The best of a row is set in bold, where more or less of it is better."));
    blocks.extend(left_and_caused(facts));
    blocks
}

/// What the option that the paper is about does not solve, and what it causes.
fn left_and_caused(facts: &Facts<'_>) -> Vec<Block> {
    let Some((option, side)) = facts.option() else { return Vec::new() };
    let before = facts.report().open();
    let left: Vec<&Finding> = before
        .iter()
        .enumerate()
        .filter(|(place, _)| !side.solved.contains(place))
        .map(|(_, finding)| finding)
        .collect();
    let caused: Vec<&Finding> = side.caused.iter().filter_map(|place| side.report.findings.get(*place)).collect();
    let mut blocks =
        vec![Block::heading(2, &format!("What option {} leaves and causes", quoted(option)), "left-and-caused")];
    for (findings, map, none, some) in [
        (left, facts.map, "It solves every finding of the map as it is now.", "It does not solve:"),
        (
            caused,
            &side.map,
            "It causes no finding that was not there before.",
            "It causes, where nothing was found before:",
        ),
    ] {
        if findings.is_empty() {
            blocks.push(Block::paragraph(none));
        } else {
            blocks.push(Block::paragraph(some));
            blocks.push(Block::List(by_sentence(&findings, map)));
        }
    }
    for what in &side.not_made {
        blocks.push(Block::paragraph(&format!("A change could not be made: {}", sentence(&told(what)))));
    }
    blocks
}

/// Findings as sentences, many of one cause as one.
fn by_sentence(findings: &[&Finding], map: &Map) -> Vec<Vec<Run>> {
    let mut told = Vec::new();
    for (cause, findings) in by_cause(findings.iter().copied(), |finding| finding) {
        match findings.len() {
            ..ENOUGH_TO_FOLD => told.extend(findings.iter().map(|finding| cell(&sentence(&finding.message)))),
            number => told.push(cell(&sentence(&cause.sentence(number, 0, map)))),
        }
    }
    told
}
