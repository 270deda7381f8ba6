//! Sections: what stands apart from the trees that show the structure, and under which title.

use super::forest::Forest;
use super::geometry::Rect;
use super::{Area, AreaKind};
use crate::model::{Node, NodeKind, NodeStatus};

/// A tree of fewer bodies that answers to nobody stands in the tray.
pub const OWN_TREE: usize = 7;

/// Trees that stand in a frame.
pub(super) struct Framed {
    pub(super) section: Section,
    pub(super) roots: Vec<usize>,
    pub(super) rect: Rect,
}

/// What stands together under a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    NoRoute,
    Ended,
    Partners,
    Posts,
    Strands,
}

impl Section {
    /// Where the tree under a root stands; none if it shows the structure.
    pub(super) fn of(forest: &Forest, root: usize) -> Option<Self> {
        let tree = forest.tree(root);
        let bodies: Vec<&Node> = tree.iter().map(|&node| forest.nodes[node]).filter(|node| node.is_body()).collect();
        let node = forest.nodes[root];
        match node.kind {
            NodeKind::Board | NodeKind::Group | NodeKind::Partner
                if bodies.iter().all(|body| body.status == NodeStatus::Ended) =>
            {
                Some(Self::Ended)
            }
            NodeKind::Partner if bodies.len() == 1 && !node.is_accountable_body() => Some(Self::Partners),
            NodeKind::Post if bodies.is_empty() => Some(Self::Posts),
            NodeKind::Strand if bodies.is_empty() => Some(Self::Strands),
            _ if node.is_accountable_body() || forest.answers_off_map(root) || bodies.len() >= OWN_TREE => None,
            _ => Some(Self::NoRoute),
        }
    }

    fn kind(self) -> AreaKind {
        match self {
            Self::NoRoute => AreaKind::NoRoute,
            Self::Ended => AreaKind::Ended,
            Self::Partners | Self::Posts | Self::Strands => AreaKind::Unconnected,
        }
    }

    /// How wide its frame has to be for what stands at its top.
    pub(super) fn title_room(self) -> f32 {
        match self {
            Self::NoRoute => 356.0,
            Self::Ended | Self::Partners | Self::Posts | Self::Strands => 100.0,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::NoRoute => "No line upward",
            Self::Ended => "Ended",
            Self::Partners => "Partners",
            Self::Posts => "Posts",
            Self::Strands => "Strands",
        }
    }
}

impl Framed {
    /// The area as others see it; none if all that belongs in it was put elsewhere.
    pub(super) fn area(&self, forest: &Forest, cards: &[Rect]) -> Option<Area> {
        let stands_in = |node: usize| self.rect.contains(cards[node].centre());
        let is_of_use = self.roots.iter().flat_map(|&root| forest.tree(root)).any(stands_in);
        let area = || Area {
            kind: self.section.kind(),
            rect: self.rect,
            title: self.section.title().to_owned(),
            note: String::new(),
        };
        is_of_use.then(area)
    }
}
