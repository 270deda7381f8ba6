//! The record of decisions: what one option changes, in its order, and why.

use super::block::{Block, Table, cell, sentence};
use super::facts::Facts;
use crate::model::words::capitalised;
use crate::options::{decisions, quoted};

/// The section; nothing where the paper is about no option.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let Some((option, _)) = facts.option() else { return Vec::new() };
    let decisions = decisions(facts.map, option);
    if decisions.made.is_empty() {
        return vec![Block::paragraph(&format!("Option {} changes nothing.", quoted(option)))];
    }
    let mut table = Table::new("What the option changes, and why", &[("No", 1), ("Decision", 8), ("Reason", 6)]);
    table.columns[0].is_number = true;
    for (number, decision) in decisions.made.iter().enumerate() {
        let reason = decision.reason.as_deref().map_or_else(|| "No reason is recorded.".to_owned(), sentence);
        table.row([cell(&(number + 1).to_string()), cell(&sentence(&decision.change.sentence)), cell(&reason)]);
    }
    let mut blocks = Vec::new();
    if decisions.without_reason > 0 {
        blocks.push(Block::paragraph(&sentence(&capitalised(&decisions.sentence()))));
    }
    blocks.push(Block::Table(table));
    blocks
}
