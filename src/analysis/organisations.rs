//! Organisations: what a post is part of, and what it is called with that.

use super::graph::{Graph, NodeIndex};
use crate::model::{LinkKind, LinkStatus, NodeKind};

/// How many wholes are looked at, one within the other.
const MOST_WHOLES: usize = 32;

/// What a sentence calls a node of which there may be many of one name: a post with its organisation, "Chief Executive
/// (Health Trust)".
pub fn in_full(graph: &Graph<'_>, at: NodeIndex) -> String {
    match organisation(graph, at).filter(|_| graph.kind(at) == NodeKind::Post) {
        Some(organisation) => format!("{} ({})", graph.name(at), graph.name(organisation)),
        None => graph.called(at),
    }
}

/// The outermost organisation of which a node is part; the nearest whole where none of them is an organisation.
fn organisation(graph: &Graph<'_>, at: NodeIndex) -> Option<NodeIndex> {
    let mut wholes: Vec<NodeIndex> = Vec::new();
    let whole = |at: NodeIndex| {
        let mut wholes = graph.out(at, LinkKind::PartOf).filter(|whole| whole.link.status != LinkStatus::Lapsed);
        wholes.next().map(|whole| whole.node)
    };
    while let Some(next) = whole(wholes.last().copied().unwrap_or(at)).filter(|next| !wholes.contains(next)) {
        if wholes.len() == MOST_WHOLES {
            break;
        }
        wholes.push(next);
    }
    let organisations = wholes.iter().rev().find(|&&whole| graph.kind(whole) == NodeKind::Partner);
    organisations.or(wholes.first()).copied()
}
