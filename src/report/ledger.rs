//! The ledger of one option: what becomes of each body and strand, what is open first.

use super::block::{Block, Run, Table, cell, sentence, told};
use super::facts::Facts;
use crate::model::words::{capitalised, count, list};
use crate::options::{About, FateKind, Line};

/// The section; nothing where the paper is about no option.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let (Some((_, side)), Some(place), Some(in_full)) = (facts.option(), facts.chosen, &facts.in_full) else {
        return Vec::new();
    };
    let ledger = &in_full.comparison.options[place].ledger;
    if ledger.lines.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::paragraph(&sentence(&capitalised(&ledger.sentence())))];
    for (number, fate) in FateKind::ALL.into_iter().enumerate() {
        let lines: Vec<&Line> = ledger.lines.iter().filter(|line| line.fate.kind() == fate).collect();
        // What stays as it was need not be listed, unless it has lost its way up.
        let (counted, listed): (Vec<&Line>, Vec<&Line>) = lines
            .into_iter()
            .partition(|line| matches!(fate, FateKind::Kept) && !line.cut_off && line.new_name.is_none());
        if !listed.is_empty() {
            blocks.push(Block::heading(2, fate.label(), &format!("fate-{}", number + 1)));
            let has_reasons = listed.iter().any(|line| reason(line).is_some());
            let mut columns = vec![("Body or strand", 4), ("What becomes of it", 6)];
            if has_reasons {
                columns.push(("Why", 5));
            }
            let mut table = Table::new(fate.label(), &columns);
            for line in listed {
                let words = capitalised(&told(&line.words(facts.map, &side.map)));
                let mut cells = vec![what(line), cell(&sentence(&words))];
                if has_reasons {
                    cells.push(cell(&reason(line).map(sentence).unwrap_or_default()));
                }
                table.row(cells);
            }
            blocks.push(Block::Table(table));
        }
        if !counted.is_empty() {
            blocks.push(Block::paragraph(&stay(&counted)));
        }
    }
    blocks
}

/// What a line is about. Bodies and strands are told apart by their kind.
fn what(line: &Line) -> Vec<Run> {
    let kind = match line.about {
        About::Body => "",
        About::Strand => " (strand)",
        About::LastSeat => " (its last seat)",
        About::LastCarrier => " (theme)",
    };
    vec![Run::strong(&line.name), Run::plain(kind)]
}

/// Why, where the words of the fate do not say so already.
fn reason(line: &Line) -> Option<&str> {
    let reason = line.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    reason.filter(|_| line.fate.kind() != FateKind::Ended)
}

/// "12 bodies and 30 strands stay as they are."
fn stay(lines: &[&Line]) -> String {
    let number = |about: About| lines.iter().filter(|line| line.about == about).count();
    let parts: Vec<String> = [(number(About::Body), "body", "bodies"), (number(About::Strand), "strand", "strands")]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    let stays = if lines.len() == 1 { "stays as it is" } else { "stay as they are" };
    format!("{} {stays}.", capitalised(&list(&parts, parts.len())))
}
