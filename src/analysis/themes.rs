//! Themes: who stands behind each declared theme, and what work serves it.

use super::graph::{Graph, NodeIndex};
use super::remits::Remits;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

/// Who and what stands behind one declared theme.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// The live bodies that carry it, and who is live and owns or delivers a strand of it, by id.
    pub carried_by: Vec<NodeIndex>,
    /// The bodies that carry it and are not live, by id.
    pub idle: Vec<NodeIndex>,
    /// The strands that serve it and have not ended, by id.
    pub strands: Vec<NodeIndex>,
    /// Whether one of the strands has a live owner.
    pub is_owned: bool,
}

/// What stands behind each declared theme, in the order of the themes.
pub(super) fn covers(graph: &Graph<'_>, remits: &Remits) -> Vec<Cover> {
    let mut covers: Vec<Cover> = graph.beside_nodes().themes.iter().map(|_| Cover::default()).collect();
    for at in graph.nodes() {
        let themes = remits.themes(at).iter().map(|&theme| theme as usize);
        if graph.kind(at).is_body() {
            for theme in themes {
                let cover = &mut covers[theme];
                if graph.is_live(at) { cover.carried_by.push(at) } else { cover.idle.push(at) }
            }
        } else if graph.kind(at) == NodeKind::Strand && graph.status(at) != NodeStatus::Ended && themes.len() > 0 {
            let live = |kind| {
                let lines = graph.onto(at, kind).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
                lines.map(|other| other.node).filter(|&other| graph.is_live(other)).collect::<Vec<NodeIndex>>()
            };
            let (owners, doers) = (live(LinkKind::Owns), live(LinkKind::Delivers));
            for theme in themes {
                let cover = &mut covers[theme];
                cover.strands.push(at);
                cover.is_owned |= !owners.is_empty();
                cover.carried_by.extend(owners.iter().chain(&doers));
            }
        }
    }
    for cover in &mut covers {
        cover.carried_by.sort_unstable();
        cover.carried_by.dedup();
    }
    covers
}
