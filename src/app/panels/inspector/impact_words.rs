//! What goes if something stops, in words: a line of counts, and lists of all that it is about.

use std::collections::BTreeSet;

use crate::analysis::{Impact, Loss, Seat, Sum};
use crate::model::words::{count, list, money};
use crate::model::{Id, Map};

/// What goes if a node stops, or would be there if one that is not at work were.
pub(super) struct ImpactWords {
    /// "If this board stops".
    pub(super) title: String,
    /// "19 bodies lose their route, 8 strands their owner; 15 seats go."
    pub(super) summary: String,
    /// Whether anybody is left without something, or would be there for it alone.
    pub(super) is_grave: bool,
    /// All that goes.
    pub(super) parts: Vec<Part>,
    /// The node, everything that loses something, its own lines there and the lines upward among them.
    pub(super) lit: BTreeSet<Id>,
}

/// One of the lists.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) entries: Vec<Entry>,
}

/// One line of a list: something to go to, and what there is to add; or the latter alone.
pub(super) struct Entry {
    pub(super) id: Option<Id>,
    pub(super) note: String,
}

impl ImpactWords {
    /// What an impact says; none if nothing hangs on the node.
    pub(super) fn of(map: &Map, impact: &Impact) -> Option<Self> {
        let node = map.nodes.get(impact.id.as_str())?;
        let parts = parts(map, impact);
        if parts.is_empty() {
            return None;
        }
        let kind = node.kind.word();
        let title =
            if impact.is_live { format!("If this {kind} stops") } else { format!("If this {kind} were at work") };
        let (summary, is_grave) = match impact.summary(map) {
            Some(summary) => (summary, true),
            None if impact.is_live => {
                ("Nobody is left without a route, an owner or a chair; the list says what else goes.".to_owned(), false)
            }
            None => {
                let text = "Nobody is without a route, an owner or a chair for it; the list says what hangs on it.";
                (text.to_owned(), false)
            }
        };
        Some(Self { title, summary, is_grave, parts, lit: lit(map, impact) })
    }
}

fn parts(map: &Map, impact: &Impact) -> Vec<Part> {
    let plain = |ids: &[Id]| ids.iter().map(|id| Entry { id: Some(id.clone()), note: String::new() }).collect();
    let words = |ids: &[Id]| {
        ids.iter().map(|id| Entry { id: None, note: map.name(id.as_str()).to_owned() }).collect::<Vec<_>>()
    };
    let live = |live: &str, idle: &str| if impact.is_live { live.to_owned() } else { idle.to_owned() };
    let mut parts: Vec<(String, Vec<Entry>)> = vec![
        (live("Lose their only route upward", "Would have a route upward"), plain(&impact.routes)),
        ("Answer to it, or are part of it".to_owned(), plain(&impact.answering)),
        ("Strands that are part of it".to_owned(), plain(&impact.parts)),
    ];
    for (what, _, still, losses) in impact.losses() {
        let entry = |loss: &Loss| {
            let names: Vec<&str> = loss.left.iter().map(|id| map.name(id.as_str())).collect();
            let note = if names.is_empty() { String::new() } else { format!("{still} {}", list(&names, 4)) };
            Entry { id: Some(loss.id.clone()), note }
        };
        let (alone, shared): (Vec<&Loss>, Vec<&Loss>) = losses.iter().partition(|loss| loss.left.is_empty());
        let headings = [
            live(&format!("Lose their only {what}"), &format!("Would have it as their only {what}")),
            live(&format!("Lose it as {what}, and have another"), &format!("Would have it as {what}, beside another")),
        ];
        for (heading, losses) in headings.into_iter().zip([alone, shared]) {
            parts.push((heading, losses.into_iter().map(entry).collect()));
        }
    }
    for (heading, seats) in [("Seats that it holds", &impact.seats), ("Seats on it", &impact.members)] {
        let entry = |seat: &Seat| {
            let required = if seat.is_required { ", required" } else { "" };
            let note = format!("{}{required}", count(seat.seats as usize, "seat", "seats"));
            Entry { id: Some(seat.id.clone()), note }
        };
        parts.push((heading.to_owned(), seats.iter().map(entry).collect()));
    }
    for (heading, sums) in [("Money that it pays", &impact.pays), ("Money that is paid to it", &impact.receives)] {
        parts.push((heading.to_owned(), sums.iter().map(|sum| Entry { id: None, note: money_line(sum) }).collect()));
    }
    parts.push((live("Themes that nobody else carries", "Themes that it alone would carry"), words(&impact.themes)));
    parts.push(("Whose work passed to it alone".to_owned(), plain(&impact.absorbed)));
    parts.retain(|(_, entries)| !entries.is_empty());
    if !parts.is_empty() {
        parts.push(("Who chairs it".to_owned(), plain(&impact.chairs)));
        parts.push(("Who owns or delivers it".to_owned(), plain(&impact.workers)));
        parts.push(("Who takes over from it".to_owned(), plain(&impact.heirs)));
        parts.retain(|(_, entries)| !entries.is_empty());
    }
    parts.into_iter().map(|(heading, entries)| Part { heading, entries }).collect()
}

/// "£24,383,000 in 2008/09 by 3 lines, and 1 line of unknown amount".
pub(super) fn money_line(sum: &Sum) -> String {
    let period = sum.period.as_ref().map(|period| format!(" in {period}")).unwrap_or_default();
    let unknown = count(sum.lines_of_unknown_amount, "line", "lines");
    match (sum.lines, sum.lines_of_unknown_amount) {
        (0, _) => format!("{unknown} of unknown amount{period}"),
        (lines, hidden) => {
            let known = money(sum.amount, sum.currency.as_deref());
            let and = if hidden > 0 { format!(", and {unknown} of unknown amount") } else { String::new() };
            format!("{known}{period} by {}{and}", count(lines, "line", "lines"))
        }
    }
}

/// All that an impact touches, cards and lines alike.
fn lit(map: &Map, impact: &Impact) -> BTreeSet<Id> {
    let (nodes, links) = impact.touched(map);
    nodes.into_iter().chain(links).collect()
}
