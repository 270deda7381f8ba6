//! Bodies, posts and strands as arguments: by id, or by name.

use super::Console;
use crate::model::quote::shortened;
use crate::model::{Map, Node};

/// How many nodes of a like name are offered.
const MOST_OFFERED: usize = 5;

/// The node with that id or, in any case, that name; or says that there is none, and what is like it.
pub(super) fn named<'a>(map: &'a Map, asked: &str, console: &mut Console) -> Option<&'a Node> {
    if let Some(node) = map.nodes.get(asked) {
        return Some(node.as_ref());
    }
    let lower = asked.to_lowercase();
    let names = || map.nodes.iter().map(AsRef::as_ref).map(|node: &Node| (node, node.name.to_lowercase()));
    let same: Vec<&Node> = names().filter(|(_, name)| *name == lower).map(|(node, _)| node).collect();
    if let [node] = same.as_slice() {
        return Some(*node);
    }
    let alike = names().filter(|(node, name)| name.contains(&lower) || node.id.as_str().contains(&lower));
    let offered: Vec<&str> = alike.map(|(node, _)| node.id.as_str()).take(MOST_OFFERED).collect();
    let what = if same.len() > 1 { "more than one body, post or strand is" } else { "no body, post or strand is" };
    let advice = match offered.as_slice() {
        [] => "boardwalk check lists what is on the map".to_owned(),
        ids => format!("give an id, such as {}", ids.join(", ")),
    };
    console.complain(format_args!("{what} called \"{}\"; {advice}", shortened(asked)));
    None
}

/// "Trust Board (board, on hold)".
pub(super) fn introduced(node: &Node) -> String {
    format!("{} ({}, {})", node.name, node.kind.word(), node.status.word())
}
