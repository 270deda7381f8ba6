//! The sources: what the map rests on, and how much of it rests on each.

use std::collections::HashMap;

use super::block::{Block, Table, cell};
use super::facts::Facts;
use crate::drawing::words::date;
use crate::model::words::count;
use crate::model::{Confidence, Evidence, Id};

/// The section; nothing where no source is declared.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let map = facts.map;
    if map.sources.is_empty() {
        return Vec::new();
    }
    let of_nodes = map.nodes.iter().flat_map(|node| &node.evidence);
    let of_marks = map.themes.iter().flat_map(|theme| &theme.evidence);
    let of_marks = of_marks.chain(map.areas.iter().flat_map(|area| &area.evidence));
    let of_claims = map.totals.iter().flat_map(|total| &total.evidence);
    let of_claims = of_claims.chain(map.expectations.iter().flat_map(|expectation| &expectation.evidence));
    let of_records = of_nodes.chain(map.links.iter().flat_map(|link| &link.evidence));
    let evidence: Vec<&Evidence> = of_records.chain(of_marks).chain(of_claims).collect();
    let mut cited: HashMap<&Id, usize> = HashMap::new();
    evidence.iter().for_each(|one| *cited.entry(&one.source).or_default() += 1);
    let columns = [("No", 1), ("Source", 8), ("Published by", 4), ("When", 2), ("Cited", 2)];
    let mut table = Table::new("The sources of the map", &columns);
    table.columns[0].is_number = true;
    for (number, source) in (1..).zip(&map.sources) {
        let times = cited.get(&source.id).copied().unwrap_or_default();
        let times = if times == 0 { "not cited".to_owned() } else { count(times, "time", "times") };
        table.row([
            cell(&number.to_string()),
            cell(&source.title),
            cell(source.publisher.as_deref().unwrap_or_default()),
            cell(&source.date.map(date).unwrap_or_default()),
            cell(&times),
        ]);
        table.anchors.push(super::cite::anchor(number));
    }
    let sure = |confidence| evidence.iter().filter(|one| one.confidence == confidence).count();
    let (inferred, assumed) = (sure(Confidence::Inferred), sure(Confidence::Assumed));
    let mut words = String::new();
    if inferred + assumed > 0 {
        let is_or_are = |number: usize| if number == 1 { "is" } else { "are" };
        let number = count(evidence.len(), "piece of evidence", "pieces of evidence");
        words = format!("Of {number}, {inferred} {} inferred from what a source says", is_or_are(inferred));
        if assumed > 0 {
            words += &format!(", and {assumed} {} assumed until somebody knows better", is_or_are(assumed));
        }
        words += ".";
    }
    let words = (!words.is_empty()).then(|| Block::paragraph(&words));
    std::iter::once(Block::Table(table)).chain(words).collect()
}
