//! Bodies, posts and strands as arguments: by id, or by name.

use super::Console;
use crate::model::quote::shortened;
use crate::model::spelling::{Fit, Wanted};
use crate::model::{Map, Node};

/// How many nodes of a like name are offered.
const MOST_OFFERED: usize = 5;

/// The node with that id or that name, however it is typed; or says that there is none, and what is like it.
pub(super) fn named<'a>(map: &'a Map, asked: &str, console: &mut Console) -> Option<&'a Node> {
    if let Some(node) = map.nodes.get(asked) {
        return Some(node.as_ref());
    }
    let nodes = || map.nodes.iter().map(AsRef::as_ref);
    let exact: Vec<&Node> = nodes().filter(|node: &&Node| node.name == asked).collect();
    if let [node] = exact.as_slice() {
        return Some(*node);
    }
    let wanted = Wanted::new(asked);
    let same: Vec<&Node> = nodes().filter(|node: &&Node| wanted.fit(&node.name) == Some(Fit::Same)).collect();
    if let [node] = same.as_slice() {
        return Some(*node);
    }
    // Its own name comes before another body's former one.
    if same.is_empty() {
        let is_alias = |node: &&Node| node.aliases.iter().any(|alias| wanted.fit(alias) == Some(Fit::Same));
        let former: Vec<&Node> = nodes().filter(is_alias).collect();
        if let [node] = former.as_slice() {
            return Some(*node);
        }
    }
    let alike = wanted.best(nodes(), |node: &&Node| &node.name);
    let by_id = nodes().filter(|node: &&Node| wanted.is_in(node.id.as_str()));
    let mut offered: Vec<&str> = Vec::new();
    for node in alike.into_iter().chain(by_id) {
        if !offered.contains(&node.id.as_str()) && offered.len() < MOST_OFFERED {
            offered.push(node.id.as_str());
        }
    }
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
    format!("{} ({}, {})", node.name, node.kind.word(), node.status_word())
}
