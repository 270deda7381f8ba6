//! Accepted findings: what people live with, and why.

use super::block::{Block, Table, cell, sentence};
use super::facts::Facts;
use crate::drawing::words::date;

/// The section; nothing where nothing is accepted.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let accepted = facts.report().accepted();
    if accepted.is_empty() {
        return Vec::new();
    }
    let has_dates = accepted.iter().any(|finding| finding.acceptance.as_ref().is_some_and(|one| one.date.is_some()));
    let mut columns = vec![("Finding", 5), ("Why it is accepted", 4)];
    if has_dates {
        columns.push(("When", 2));
    }
    let mut table = Table::new("Findings that are accepted", &columns);
    for finding in accepted {
        let acceptance = finding.acceptance.as_ref();
        let reason = acceptance.map_or("", |one| one.reason.as_str());
        let mut cells = vec![cell(&sentence(&finding.message)), cell(&sentence(reason))];
        if has_dates {
            cells.push(cell(&acceptance.and_then(|one| one.date).map(date).unwrap_or_default()));
        }
        table.row(cells);
    }
    vec![Block::paragraph("These are known and lived with; they count in no figure."), Block::Table(table)]
}
