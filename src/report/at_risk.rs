//! Work at risk: strands that nobody at work owns, each with who lost it or that nobody had it.

use std::collections::{BTreeMap, HashMap};

use super::block::{Block, Run, Table, cell, sentence, told};
use super::facts::Facts;
use crate::model::alphabet::place;
use crate::model::words::{capitalised, count, list};
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Node, NodeKind, NodeStatus};

/// The rules whose findings are told here one by one.
pub(super) const TOLD_AT_RISK: [&str; 2] = ["unowned-strand", "stranded-strand"];

/// The section; nothing where there is no strand.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let strands = facts.map.nodes.iter().map(AsRef::as_ref);
    let strands = strands.filter(|node| node.kind == NodeKind::Strand && node.status != NodeStatus::Ended);
    let mut stranded: BTreeMap<_, Vec<&Node>> = BTreeMap::new();
    let mut unowned = Vec::new();
    for strand in strands {
        let owners = owners(facts, strand);
        if owners.iter().any(|owner| is_at_work(facts, owner)) {
            continue;
        }
        match owners.is_empty() {
            true => unowned.push(strand),
            false => {
                let mut names: Vec<String> =
                    owners.iter().map(|owner| facts.map.end(owner, End::From).to_owned()).collect();
                names.sort_by_cached_key(|name| place(name));
                stranded.entry(names.iter().map(|name| place(name)).collect::<Vec<_>>()).or_default().push(strand);
            }
        }
    }
    if facts.map.nodes.iter().all(|node| node.kind != NodeKind::Strand) {
        return Vec::new();
    }
    if stranded.is_empty() && unowned.is_empty() {
        return vec![Block::paragraph("Every strand of work has an owner at work.")];
    }
    let hints = hints(facts);
    let mut blocks = Vec::new();
    if !stranded.is_empty() {
        let number: usize = stranded.values().map(Vec::len).sum();
        let has_or_have = if number == 1 { "has" } else { "have" };
        let words = format!("{} {has_or_have} no owner at work any more.", count(number, "strand", "strands"));
        blocks.push(Block::heading(2, "Work that has lost its owners", "owners-not-at-work"));
        blocks.push(Block::paragraph(&words));
        let mut table = Table::new(
            "Strands whose owners are not at work",
            &[("Work", 5), ("Owner", 5), ("Position", 6), ("What could be done", 7), ("Evidence", 3)],
        );
        for strand in stranded.into_values().flatten() {
            table.row([
                work(strand),
                cell(&lost_with(facts, strand)),
                cell(&position(facts, strand)),
                cell(hints.get(&strand.id).copied().unwrap_or_default()),
                evidence(facts, strand),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    if !unowned.is_empty() {
        unowned.sort_by_cached_key(|strand| place(&strand.name));
        blocks.push(Block::heading(2, "Work that nobody owns", "owned-by-nobody"));
        let is_or_are = if unowned.len() == 1 { "is" } else { "are" };
        blocks.push(Block::paragraph(&format!(
            "{} {is_or_are} owned by nobody.",
            count(unowned.len(), "strand", "strands")
        )));
        let mut table = Table::new(
            "Strands that nobody owns",
            &[("Work", 5), ("Position", 8), ("What could be done", 8), ("Evidence", 3)],
        );
        for strand in unowned {
            let hint = hints.get(&strand.id).copied().unwrap_or_default();
            table.row([work(strand), cell(&position(facts, strand)), cell(hint), evidence(facts, strand)]);
        }
        blocks.push(Block::Table(table));
    }
    vec![Block::Landscape(blocks)]
}

/// What could be done about strands, as the rules that look at their owners say.
fn hints<'a>(facts: &'a Facts<'_>) -> HashMap<&'a Id, &'a str> {
    let of_owners = facts.report().open().iter().filter(|finding| TOLD_AT_RISK.contains(&finding.rule));
    of_owners.filter_map(|finding| Some((&finding.subjects.first()?.id, finding.hint.as_str()))).collect()
}

/// The lines of ownership that hold.
fn owners<'a>(facts: &Facts<'a>, strand: &Node) -> Vec<&'a Link> {
    let lines = facts.lines(&strand.id).to.iter().copied();
    let owns = |link: &&Link| link.kind == LinkKind::Owns && link.status == LinkStatus::Active;
    lines.filter(owns).collect()
}

fn is_at_work(facts: &Facts<'_>, owner: &Link) -> bool {
    // Of what is off the map nobody knows better.
    owner.off_map_at(End::From).is_some()
        || facts.map.nodes.get(owner.from.as_str()).is_some_and(|node| facts.map.is_live(node))
}

/// The strand, and what kind of work it is.
fn work(strand: &Node) -> Vec<Run> {
    let mut runs = vec![Run::strong(&strand.name)];
    if let Some(kind) = strand.strand_kind {
        runs.push(Run::plain(&format!(" ({})", kind.word())));
    }
    runs
}

/// "Trust Board (on hold)".
fn lost_with(facts: &Facts<'_>, strand: &Node) -> String {
    let owner = |link: &&Link| {
        let name = facts.map.end(link, End::From);
        match facts.map.nodes.get(link.from.as_str()) {
            Some(node) if node.status == NodeStatus::Ended => format!("{name} (ended)"),
            Some(node) => format!("{name} ({})", node.status_word()),
            None => name.to_owned(),
        }
    };
    let owners: Vec<String> = owners(facts, strand).iter().map(owner).collect();
    owners.join("; ")
}

/// What it is for, how it stands, and who does it.
fn position(facts: &Facts<'_>, strand: &Node) -> String {
    let mut parts: Vec<String> =
        [&strand.remit, &strand.status_note].into_iter().flatten().map(|text| sentence(&told(text))).collect();
    if strand.status != NodeStatus::Active {
        parts.insert(0, format!("{}.", capitalised(strand.status_word())));
    }
    let delivers = facts
        .lines(&strand.id)
        .to
        .iter()
        .filter(|link| link.kind == LinkKind::Delivers && link.status == LinkStatus::Active);
    let names: Vec<&str> = delivers.map(|link| facts.map.end(link, End::From)).collect();
    if !names.is_empty() {
        parts.push(format!("Delivered by {}.", list(&names, names.len())));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn evidence(facts: &Facts<'_>, strand: &Node) -> Vec<Run> {
    facts.sources.cited(strand.evidence.iter().filter(|one| one.about.is_none()))
}
