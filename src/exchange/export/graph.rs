//! A map as other graph tools know graphs: things and ties with attributes, flat, each id there once.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Facts;
use super::clean::{clean, on_one_line};
use super::told::{Teller, Told, Value};
use crate::model::{End, EntryKind, Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// What stands before the numbers of bodies that are off the map. No id of a map has a low line.
const OFF_MAP: &str = "off_map_";

/// A graph.
pub(super) struct Graph {
    /// What the map is called.
    pub(super) title: String,
    /// What it says of itself.
    pub(super) summary: String,
    /// The bodies, posts and strands, by id, then what is off the map.
    pub(super) things: Vec<Thing>,
    /// The lines between them, by id.
    pub(super) ties: Vec<Tie>,
}

/// A body, post or strand.
pub(super) struct Thing {
    /// Its id, unique among all things.
    pub(super) id: String,
    /// Its name on one line; its id if it has none.
    pub(super) label: String,
    /// The same, with its id if it is not the only one of that name; no two are called the same.
    pub(super) called: String,
    /// What it is; nothing if it is off the map.
    pub(super) kind: Option<NodeKind>,
    /// Whether it is at work.
    pub(super) status: NodeStatus,
    /// All that is told of it, its name and its kind too.
    pub(super) told: Vec<Told>,
}

/// A line between two things.
pub(super) struct Tie {
    /// Its id, unique among all ties.
    pub(super) id: String,
    /// What it says.
    pub(super) kind: LinkKind,
    /// Whether it holds.
    pub(super) status: LinkStatus,
    /// The id of the thing that it reads from.
    pub(super) from: String,
    /// The id of the thing that it reads to.
    pub(super) to: String,
    /// All that is told of it but its ends, its kind and its id too.
    pub(super) told: Vec<Told>,
}

impl Graph {
    /// The graph of what is exported.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let (map, teller) = (facts.map, Teller::of(facts));
        let mut things: Vec<Thing> = map
            .nodes
            .iter()
            .map(|node| {
                let name = on_one_line(&node.name);
                let label = if name.is_empty() { node.id.to_string() } else { name };
                let (called, told) = (on_one_line(&teller.name(EntryKind::Node, &node.id)), teller.node(node));
                Thing { id: node.id.to_string(), label, called, kind: Some(node.kind), status: node.status, told }
            })
            .collect();
        let mut off_map: BTreeMap<String, String> = BTreeMap::new();
        let ties = map.links.iter().map(|link| tie(link, &teller, &mut off_map)).collect();
        things.extend(off_map.into_iter().map(|(name, id)| {
            let label = on_one_line(&name);
            let told = vec![text("name", "Name", name), text("kind", "Kind", "off the map".to_owned())];
            let called = format!("{label} (off the map)");
            Thing { id, label, called, kind: None, status: NodeStatus::Active, told }
        }));
        tell_apart(&mut things);
        let summary = map.summary.as_deref().map(|summary| clean(summary).into_owned()).unwrap_or_default();
        Self { title: on_one_line(map.called()), summary, things, ties }
    }
}

/// Gives those that are called the same, whatever their case, their ids too: formats name ends of lines so.
fn tell_apart(things: &mut [Thing]) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for thing in things.iter() {
        *counts.entry(thing.called.to_lowercase()).or_default() += 1;
    }
    let is_alone = |called: &str| counts.get(&called.to_lowercase()) == Some(&1);
    let mut taken: HashSet<String> =
        things.iter().map(|thing| thing.called.to_lowercase()).filter(|called| is_alone(called)).collect();
    for thing in things.iter_mut().filter(|thing| !is_alone(&thing.called)) {
        let wanted = format!("{} ({})", thing.called, thing.id);
        let numbered = (2..).map(|number| format!("{wanted} {number}"));
        let free = std::iter::once(wanted.clone()).chain(numbered).find(|called| taken.insert(called.to_lowercase()));
        thing.called = free.unwrap_or(wanted);
    }
}

fn tie(link: &Link, teller: &Teller<'_>, off_map: &mut BTreeMap<String, String>) -> Tie {
    let mut end = |end: End| match link.off_map_at(end) {
        Some(name) => {
            let next = off_map.len() + 1;
            off_map.entry(clean(name).into_owned()).or_insert_with(|| format!("{OFF_MAP}{next}")).clone()
        }
        None => (if end == End::From { &link.from } else { &link.to }).to_string(),
    };
    let (from, to) = (end(End::From), end(End::To));
    let mut told = vec![text("link_id", "Link", link.id.to_string())];
    told.extend(teller.link(link));
    // Money is exact as a text; for whoever adds up it is a number too.
    told.extend(link.amount.map(|amount| {
        let (name, label) = ("amount_number".to_owned(), "Amount as a number".to_owned());
        Told { name, label, value: Value::Number(amount) }
    }));
    Tie { id: link.id.to_string(), kind: link.kind, status: link.status, from, to, told }
}

fn text(name: &str, label: &str, text: String) -> Told {
    Told { name: name.to_owned(), label: label.to_owned(), value: Value::Text(text) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_are_called_the_same_whatever_else_they_are_called() {
        let called = [
            ("a", "Forum"),
            ("b", "FORUM"),
            ("c", "Forum (a)"),
            ("d", "Board (off the map)"),
            ("off_map_1", "Board (off the map)"),
            ("e", "Panel"),
        ];
        let mut things: Vec<Thing> = called
            .iter()
            .map(|(id, called)| Thing {
                id: (*id).to_owned(),
                label: String::new(),
                called: (*called).to_owned(),
                kind: None,
                status: NodeStatus::Active,
                told: Vec::new(),
            })
            .collect();
        tell_apart(&mut things);
        let labels: BTreeSet<String> = things.iter().map(|thing| thing.called.to_lowercase()).collect();
        assert_eq!(labels.len(), things.len());
        let labels: Vec<&str> = things.iter().map(|thing| thing.called.as_str()).collect();
        assert_eq!(labels[0], "Forum (a) 2", "one is called Forum (a) already");
        assert_eq!((labels[1], labels[2], labels[5]), ("FORUM (b)", "Forum (a)", "Panel"), "others are as they were");
    }
}
