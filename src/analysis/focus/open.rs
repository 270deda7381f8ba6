//! What is open: what is nobody's, what an option changes, and what would go with a body.

use std::collections::BTreeSet;

use super::super::graph::{Graph, NodeIndex};
use super::super::impact::impact;
use super::super::words::{count, list};
use super::{Gathered, InFocus, counted, verb};
use crate::model::diff::{apply, between};
use crate::model::quote::shortened;
use crate::model::{Change, Entry, EntryKind, Id, Map, NodeKind};

pub(super) fn nobodys(graph: &Graph<'_>) -> InFocus {
    let strands: Vec<NodeIndex> =
        graph.of_kind(NodeKind::Strand).filter(|strand| graph.belongs_to_nobody(*strand)).collect();
    let bodies: Vec<NodeIndex> = graph.nodes().filter(|at| graph.answers_to_nobody(*at)).collect();
    let mut found = Gathered::new(graph, strands.iter().chain(&bodies).copied());
    found.add_lines_between(|_| true);
    let (unowned, lone) = (strands.len(), bodies.len());
    let unowned = match unowned {
        0 => "Every strand of work belongs to somebody".to_owned(),
        many => format!("{} {} to nobody", counted(graph, strands), verb(many, "belongs", "belong")),
    };
    let lone = match lone {
        0 => "every body answers to somebody".to_owned(),
        many => format!("{} {} to nobody", counted(graph, bodies), verb(many, "answers", "answer")),
    };
    found.told("What is nobody’s".to_owned(), format!("{unowned}, and {lone}."))
}

pub(super) fn changes(map: &Map, baseline: &Map, option: &Id) -> Option<InFocus> {
    let option = baseline.options.get(option.as_str())?;
    let applied = apply(baseline, option);
    let changes = between(baseline, &applied.map);
    let (mut nodes, mut links) = (BTreeSet::new(), BTreeSet::new());
    let mut cards = [0_usize; 3];
    let mut lines = [0_usize; 3];
    let mut settle = |id: &Id| nodes.insert(id.clone());
    for change in &changes {
        let Some((kind, Some(id))) = change.subject() else { continue };
        let how = how(change);
        match kind {
            EntryKind::Node => {
                settle(id);
                cards[how] += 1;
            }
            EntryKind::Link => {
                links.insert(id.clone());
                lines[how] += 1;
                for entry in [&change.before, &change.after].into_iter().flatten() {
                    if let Entry::Link(link) = entry {
                        settle(&link.from);
                        settle(&link.to);
                    }
                }
            }
            _ => {}
        }
    }
    let is_node = |id: &Id| map.nodes.contains(id.as_str()) || baseline.nodes.contains(id.as_str());
    nodes.retain(is_node);
    let name = shortened(&option.name);
    let told = [told(cards, "card", "cards"), told(lines, "line", "lines")];
    let told: Vec<String> = told.into_iter().flatten().collect();
    let text = match told.is_empty() {
        true => format!("Option “{name}” changes no body and no line."),
        false => format!("Option “{name}” {}.", told.join("; ")),
    };
    Some(InFocus { title: format!("What option “{name}” changes"), text, nodes, links, gaps: Vec::new() })
}

/// Whether a change adds (0), changes (1) or removes (2).
fn how(change: &Change) -> usize {
    match (&change.before, &change.after) {
        (None, _) => 0,
        (Some(_), Some(_)) => 1,
        (Some(_), None) => 2,
    }
}

/// "adds 3 cards, changes 2 and removes 1"; none if nothing of it.
fn told(numbers: [usize; 3], one: &str, many: &str) -> Option<String> {
    let parts = ["adds", "changes", "removes"].into_iter().zip(numbers).filter(|(_, number)| *number > 0);
    let parts: Vec<String> = parts.map(|(does, number)| format!("{does} {}", count(number, one, many))).collect();
    (!parts.is_empty()).then(|| list(&parts, 3))
}

pub(super) fn closing(map: &Map, id: &Id) -> Option<InFocus> {
    let impact = impact(map, id)?;
    let (nodes, links) = impact.touched(map);
    let name = map.name(id.as_str());
    let (title, nobody) = match impact.is_live {
        true => (format!("If {name} closes"), "nobody is left without a route, an owner or a chair."),
        false => (format!("If {name} were at work"), "nobody is without a route, an owner or a chair for it."),
    };
    let text = format!("{title}: {}", impact.summary(map).as_deref().unwrap_or(nobody));
    Some(InFocus { title, text, nodes, links, gaps: Vec::new() })
}
