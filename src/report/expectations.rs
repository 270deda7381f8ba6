//! What partners expect, and how the options stand to each of it.

use super::block::{Block, Run, Table, cell, sentence, told};
use super::facts::Facts;
use super::options::letter;
use crate::model::alphabet::place;
use crate::model::words::capitalised;
use crate::model::{Expectation, Fulfilment};
use crate::options::{Outlook, quoted};

/// With more columns than this a table stands on a wide page.
const MOST_UPRIGHT: usize = 5;

/// The section; nothing where nobody expects anything.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    match (&facts.in_full, facts.chosen) {
        (Some(_), Some(place)) => of_one(facts, place),
        (Some(_), None) => of_all(facts),
        (None, _) => of_nobody(facts),
    }
}

fn expected(partner: &str, verb: &str, text: &str) -> [Vec<Run>; 2] {
    [cell(partner), cell(&format!("{}: {}", capitalised(verb), sentence(text)))]
}

/// Where there are no options: what is expected, and where that stands.
fn of_nobody(facts: &Facts<'_>) -> Vec<Block> {
    let mut all: Vec<&Expectation> = facts.map.expectations.iter().map(AsRef::as_ref).collect();
    if all.is_empty() {
        return Vec::new();
    }
    all.sort_by_cached_key(|one| (place(facts.map.name(one.partner.as_str())), one.kind));
    let mut table = Table::new("What partners expect", &[("Partner", 3), ("What it expects", 7), ("Evidence", 2)]);
    for one in all {
        let [partner, text] = expected(facts.map.name(one.partner.as_str()), one.kind.word(), &one.text);
        table.row([partner, text, facts.sources.cited(&one.evidence)]);
    }
    vec![Block::Table(table)]
}

/// How the option of the paper stands, with the reasons.
fn of_one(facts: &Facts<'_>, place: usize) -> Vec<Block> {
    let Some(in_full) = &facts.in_full else { return Vec::new() };
    let all = &in_full.comparison.options[place].expectations;
    if all.is_empty() {
        return Vec::new();
    }
    let title = format!("How option {} stands to it", quoted(facts.options[place]));
    let columns = [("Partner", 3), ("What it expects", 5), (title.as_str(), 2), ("Why", 5)];
    let mut table = Table::new("What partners expect, and how the option stands to it", &columns);
    for one in all {
        let [partner, text] = expected(&one.partner_name, one.kind.word(), &one.text);
        let mut why = Vec::new();
        if let Some(reason) = one.reason.as_deref().or(one.proposed.as_ref().map(|proposal| proposal.why.as_str())) {
            why.push(Run::plain(&sentence(&told(reason))));
        }
        let evidence = facts.sources.cited(&one.evidence);
        if !evidence.is_empty() {
            why.push(Run::plain(" ("));
            why.extend(evidence);
            why.push(Run::plain(")"));
        }
        table.row([partner, text, cell(&one.word()), why]);
    }
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(of_question_marks(all.iter()));
    blocks
}

/// How every option stands.
fn of_all(facts: &Facts<'_>) -> Vec<Block> {
    let Some(in_full) = &facts.in_full else { return Vec::new() };
    let all = in_full.comparison.expectations();
    if all.is_empty() {
        return Vec::new();
    }
    let letters: Vec<String> = (0..facts.options.len()).map(|place| letter(place).to_string()).collect();
    let mut columns = vec![("Partner", 4), ("What it expects", 8)];
    columns.extend(letters.iter().map(|letter| (letter.as_str(), 2)));
    let mut table = Table::new("What partners expect, and how each option stands to it", &columns);
    for (one, outlooks) in &all {
        let [partner, text] = expected(&one.partner_name, one.kind.word(), &one.text);
        let words = outlooks.iter().map(|one| cell(&one.map(Outlook::word).unwrap_or_default()));
        table.row([partner, text].into_iter().chain(words));
    }
    let is_wide = columns.len() > MOST_UPRIGHT;
    let mut blocks = vec![if is_wide { Block::Landscape(vec![Block::Table(table)]) } else { Block::Table(table) }];
    blocks.extend(of_question_marks(all.iter().flat_map(|(_, outlooks)| outlooks.iter().flatten().copied())));
    blocks
}

/// What a question mark means, where there is one.
fn of_question_marks<'a>(mut outlooks: impl Iterator<Item = &'a Outlook>) -> Option<Block> {
    let is_proposed = |one: &Outlook| one.stance == Fulfilment::Unknown && one.proposed.is_some();
    let words = "A question mark stands where nobody has judged yet, and the map suggests an answer.";
    outlooks.any(is_proposed).then(|| Block::paragraph(words))
}
