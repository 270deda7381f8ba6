//! The register: every board and group that has not ended, with what it is for and how it stands.

use rust_decimal::Decimal;

use super::block::{Block, Run, Table, cell, sentence, told};
use super::facts::Facts;
use crate::drawing::words::date;
use crate::model::alphabet::place;
use crate::model::words::{capitalised, count, grouped, list};
use crate::model::{End, Link, LinkKind, LinkStatus, Meets, Node, NodeStatus, SeatRole};

/// The section; nothing where there are no boards and groups.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let mut bodies = facts.boards_and_groups();
    if bodies.is_empty() {
        return Vec::new();
    }
    // A review lists its groups in an order that its readers know: that of the source, where one states them.
    let stands = |node: &Node| {
        let of = node.evidence.iter().find(|one| one.about.is_none());
        let known = of.map(|one| (one.source.clone(), place(one.place.as_deref().unwrap_or_default())));
        (known.is_none(), known, place(&node.name))
    };
    bodies.sort_by_cached_key(|node| stands(node));
    let mut table = Table::new(
        "The boards and groups, each with its role and its current position",
        &[("No", 1), ("Group", 5), ("Role", 6), ("Current position", 8), ("Evidence", 3)],
    );
    table.columns[0].is_number = true;
    for (number, body) in bodies.iter().enumerate() {
        let role = body.remit.as_deref().map_or_else(|| "Not stated.".to_owned(), sentence);
        let evidence = facts.sources.cited(body.evidence.iter().filter(|one| one.about.is_none()));
        let name = vec![Run::strong(&body.name)];
        table.row([cell(&(number + 1).to_string()), name, cell(&role), cell(&position(facts, body)), evidence]);
    }
    let number = |status: NodeStatus| bodies.iter().filter(|body| body.status == status).count();
    let parts: Vec<String> =
        [(NodeStatus::Active, "at work"), (NodeStatus::Dormant, "on hold"), (NodeStatus::Proposed, "proposed")]
            .into_iter()
            .filter(|(status, _)| number(*status) > 0)
            .map(|(status, word)| format!("{} {word}", number(status)))
            .collect();
    let words =
        format!("{}: {}.", count(bodies.len(), "board or group", "boards and groups"), list(&parts, parts.len()));
    vec![Block::Landscape(vec![Block::paragraph(&words), Block::Table(table)])]
}

/// How a body stands: whether it is at work, how often it meets, to whom it answers, who chairs it and what becomes of it.
fn position(facts: &Facts<'_>, body: &Node) -> String {
    let lines = facts.lines(&body.id);
    let mut parts = Vec::new();
    parts.extend(body.meets.as_ref().and_then(meets));
    for kind in [LinkKind::ReportsTo, LinkKind::PartOf] {
        parts.extend(upward(facts, &lines.from, kind));
    }
    let leads = |link: &&Link| {
        let leads = link.kind == LinkKind::Chairs
            || (link.kind == LinkKind::MemberOf && link.role.is_some_and(SeatRole::leads));
        leads && link.status == LinkStatus::Active
    };
    let chairs: Vec<String> = lines.to.iter().copied().filter(leads).map(|link| chair(facts, link)).collect();
    if !chairs.is_empty() {
        parts.push(format!("Chaired by {}.", list(&chairs, chairs.len())));
    }
    for (status, words) in [(LinkStatus::Active, "Absorbed into"), (LinkStatus::Proposed, "To be absorbed into")] {
        let into = names(facts, &lines.from, |link| link.kind == LinkKind::AbsorbedInto && link.status == status);
        if !into.is_empty() {
            parts.push(format!("{words} {}.", list(&into, into.len())));
        }
    }
    if body.status != NodeStatus::Ended
        && let Some(until) = body.until
    {
        parts.push(format!("Until {}.", date(until)));
    }
    // What the note of its status says already is not said again.
    let note = body.status_note.as_deref().unwrap_or_default().to_lowercase();
    let is_said = |part: &str| {
        let words = part.trim_end_matches('.').to_lowercase();
        note.contains(&words) || (words.contains("absorbed") && note.contains("absorbed"))
    };
    parts.retain(|part| !is_said(part));
    parts.insert(0, status(body));
    parts.join(" ")
}

/// "On hold. Extended meeting of another board": the note by itself where it says as much.
fn status(body: &Node) -> String {
    let note = body
        .status_note
        .as_deref()
        .map(|note| sentence(&capitalised(told(note).trim())))
        .filter(|note| !note.is_empty());
    let word = capitalised(body.status_word());
    match note {
        None => format!("{word}."),
        Some(note) if body.status == NodeStatus::Active || note.to_lowercase().starts_with(&word.to_lowercase()) => {
            note
        }
        Some(note) => format!("{word}. {note}"),
    }
}

/// "Meets every 2 months, for 2 hours."
fn meets(meets: &Meets) -> Option<String> {
    let times = meets.times_a_year?.value();
    let often = match times {
        times if times.is_zero() => return Some("Does not meet.".to_owned()),
        times if times == Decimal::ONE => "once a year".to_owned(),
        times if times == Decimal::TWO => "twice a year".to_owned(),
        times if times == Decimal::from(3) => "three times a year".to_owned(),
        times if times == Decimal::from(4) => "quarterly".to_owned(),
        times if times == Decimal::from(6) => "every 2 months".to_owned(),
        times if times == Decimal::from(12) => "monthly".to_owned(),
        times if times == Decimal::from(52) => "weekly".to_owned(),
        times => match (Decimal::from(52).checked_div(times)).map(|weeks| (weeks.round(), weeks)) {
            // Every six weeks is 8.67 times a year.
            Some((whole, weeks)) if whole > Decimal::ONE && (whole - weeks).abs() < Decimal::new(2, 2) => {
                format!("every {} weeks", whole.normalize())
            }
            _ => format!("{} times a year", grouped(&times.normalize().to_string())),
        },
    };
    let hours = meets.hours.map(|hours| hours.value()).filter(|hours| !hours.is_zero());
    let long = hours.map_or_else(String::new, |hours| {
        let one = if hours == Decimal::ONE { "hour" } else { "hours" };
        format!(", for {} {one}", hours.normalize())
    });
    Some(format!("Meets {often}{long}."))
}

/// The lines upward of one kind, by whether they hold.
fn upward(facts: &Facts<'_>, lines: &[&Link], kind: LinkKind) -> Vec<String> {
    let told = |status: LinkStatus| {
        let names = names(facts, lines, |link| link.kind == kind && link.status == status);
        let whom = list(&names, names.len());
        let words = match (kind, status) {
            (LinkKind::ReportsTo, LinkStatus::Active) => format!("Reports to {whom}."),
            (LinkKind::ReportsTo, LinkStatus::Proposed) => format!("To report to {whom}."),
            (_, LinkStatus::Active) => format!("Part of {whom}."),
            (_, LinkStatus::Proposed) => format!("To become part of {whom}."),
            (LinkKind::ReportsTo, _) => format!("Whether it reports to {whom} is unclear."),
            (..) => format!("Whether it is part of {whom} is unclear."),
        };
        (!names.is_empty()).then_some(words)
    };
    [LinkStatus::Active, LinkStatus::Proposed, LinkStatus::Unclear].into_iter().filter_map(told).collect()
}

/// The names at the far ends of some lines, in the order of the alphabet.
fn names(facts: &Facts<'_>, lines: &[&Link], is: impl Fn(&Link) -> bool) -> Vec<String> {
    let mut names: Vec<String> =
        lines.iter().filter(|link| is(link)).map(|link| told(facts.map.end(link, End::To))).collect();
    names.sort_by_cached_key(|name| place(name));
    names.dedup();
    names
}

/// Who chairs, and that nobody is there where the post is vacant.
fn chair(facts: &Facts<'_>, link: &Link) -> String {
    let name = told(facts.map.end(link, End::From));
    let node = facts.map.nodes.get(link.from.as_str()).filter(|_| link.off_map().is_none());
    match node.filter(|node| !facts.map.is_live(node)) {
        Some(node) if node.status == NodeStatus::Ended => format!("{name}, which has ended"),
        Some(node) => format!("{name}, which is {}", node.status_word()),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Quantity, Unknown};

    #[test]
    fn meetings_are_told_as_people_say_it() {
        let told = |times: &str, hours: Option<u32>| {
            let times = times.parse().ok().and_then(Quantity::new);
            meets(&Meets { times_a_year: times, hours: hours.map(Quantity::from), unknown: Unknown::new() })
        };
        for (times, words) in [
            ("1", "Meets once a year."),
            ("6", "Meets every 2 months."),
            ("8.67", "Meets every 6 weeks."),
            ("26", "Meets every 2 weeks."),
            ("10", "Meets 10 times a year."),
            ("0", "Does not meet."),
        ] {
            assert_eq!(told(times, None).as_deref(), Some(words));
        }
        assert_eq!(told("12", Some(1)).as_deref(), Some("Meets monthly, for 1 hour."));
        assert_eq!(told("4", Some(2)).as_deref(), Some("Meets quarterly, for 2 hours."));
    }
}
