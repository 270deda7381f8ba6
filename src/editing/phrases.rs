//! What labels and sentences call records, and the records that a wish is about.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Refusal;
use crate::model::words::count;
use crate::model::{End, Id, Link, LinkKind, Map, Node, NodeKind};

/// The node with that id.
pub(super) fn node<'a>(map: &'a Map, id: &Id) -> Result<&'a Arc<Node>, Refusal> {
    let gone = || Refusal("that card is not on the map any more; choose another one".to_owned());
    map.nodes.get(id.as_str()).ok_or_else(gone)
}

/// The link with that id.
pub(super) fn link<'a>(map: &'a Map, id: &Id) -> Result<&'a Arc<Link>, Refusal> {
    let gone = || Refusal("that line is not on the map any more; choose another one".to_owned());
    map.links.get(id.as_str()).ok_or_else(gone)
}

/// The nodes among what is chosen, by id and each once; refused if there are none.
pub(super) fn chosen_nodes<'a>(map: &'a Map, chosen: &[Id]) -> Result<Vec<&'a Arc<Node>>, Refusal> {
    let chosen: BTreeSet<&Id> = chosen.iter().collect();
    let nodes: Vec<_> = chosen.into_iter().filter_map(|id| map.nodes.get(id.as_str())).collect();
    if nodes.is_empty() { Refusal::because("no card is chosen; choose one first") } else { Ok(nodes) }
}

/// The links among what is chosen, by id and each once; refused if there are none.
pub(super) fn chosen_links<'a>(map: &'a Map, chosen: &[Id]) -> Result<Vec<&'a Arc<Link>>, Refusal> {
    let chosen: BTreeSet<&Id> = chosen.iter().collect();
    let links: Vec<_> = chosen.into_iter().filter_map(|id| map.links.get(id.as_str())).collect();
    if links.is_empty() { Refusal::because("no line is chosen; choose one first") } else { Ok(links) }
}

/// What a sentence calls a node: its name, in quotation marks where it is a strand, since those are often phrases.
pub(super) fn called(node: &Node) -> String {
    let name = match node.name.trim() {
        "" => node.id.as_str(),
        name => name,
    };
    if node.kind == NodeKind::Strand { format!("“{name}”") } else { name.to_owned() }
}

/// "X reports to Y".
pub(super) fn line(map: &Map, link: &Link) -> String {
    let end = |end: End, id: &Id| match link.off_map_at(end) {
        Some(name) => name.to_owned(),
        None => map.nodes.get(id.as_str()).map_or_else(|| id.to_string(), |node| called(node)),
    };
    format!("{} {} {}", end(End::From, &link.from), link.kind.word(), end(End::To, &link.to))
}

/// Whether a line is a step of accountability: `reports_to`, or `part_of` between bodies.
pub(super) fn is_upward(map: &Map, link: &Link) -> bool {
    let is_body = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| node.is_body());
    link.kind == LinkKind::ReportsTo || (link.kind == LinkKind::PartOf && is_body(&link.from) && is_body(&link.to))
}

/// The name of the only node, or how many there are of what: "3 bodies", "2 posts", "4 cards".
pub(super) fn nodes<N: AsRef<Node>>(nodes: &[N]) -> String {
    if let [node] = nodes {
        return called(node.as_ref());
    }
    count_of_nodes(nodes)
}

/// How many nodes there are of what, even of one: "1 post", "3 bodies".
pub(super) fn count_of_nodes<N: AsRef<Node>>(nodes: &[N]) -> String {
    let nodes: Vec<&Node> = nodes.iter().map(AsRef::as_ref).collect();
    let all = |test: fn(&Node) -> bool| nodes.iter().all(|node| test(node));
    let (one, many) = if all(Node::is_body) {
        ("body", "bodies")
    } else if all(|node| node.kind == NodeKind::Post) {
        ("post", "posts")
    } else if all(|node| node.kind == NodeKind::Strand) {
        ("strand", "strands")
    } else {
        ("card", "cards")
    };
    count(nodes.len(), one, many)
}

/// How many lines: "1 line", "6 lines".
pub(super) fn lines(number: usize) -> String {
    count(number, "line", "lines")
}

/// A name as it was typed, on one line and without spaces around it; none if nothing is left.
pub(super) fn tidy_name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
