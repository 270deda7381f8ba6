//! The map: a whole partnership landscape.

use std::collections::BTreeSet;

use super::diff::DesignOption;
use super::{Id, Link, Node, NodeStatus, Position, RawJson, Settings, Source, Table, Theme, Total, Unknown, When};

/// A partnership landscape, as one file holds it. Clones share their records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    /// What people call the map.
    pub title: String,
    /// Where the partnership is.
    pub place: Option<String>,
    /// The date for which the map holds.
    pub as_of: Option<When>,
    /// What a reader should know first.
    pub summary: Option<String>,
    /// What evidence points into.
    pub sources: Table<Source>,
    /// Declared outcomes and priorities.
    pub themes: Table<Theme>,
    /// Bodies, posts and strands.
    pub nodes: Table<Node>,
    /// The lines between them.
    pub links: Table<Link>,
    /// What sources give as sums.
    pub totals: Table<Total>,
    /// Where the user put cards.
    pub placement: Table<Position>,
    /// Redesigns, each as its difference from this map.
    pub options: Table<DesignOption>,
    /// Named looks; not understood yet, kept.
    pub views: Option<RawJson>,
    /// Accepted findings; not understood yet, kept.
    pub accepted: Option<RawJson>,
    /// How the map is checked.
    pub settings: Settings,
    /// Fields that this version does not know.
    pub unknown: Unknown,
    /// Proposed nodes that the option applied to this map adopts. Never saved.
    pub adopted: BTreeSet<Id>,
}

impl Map {
    /// Whether a node is at work: active, or proposed and adopted by the option that is applied.
    pub fn is_live(&self, node: &Node) -> bool {
        match node.status {
            NodeStatus::Active => true,
            NodeStatus::Proposed => self.adopted.contains(&node.id),
            NodeStatus::Dormant | NodeStatus::Ended => false,
        }
    }

    /// The name of a node, theme, source, total or option, or the id itself if there is none.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let node = self.nodes.get(id).map(|node| node.name.as_str());
        let theme = || self.themes.get(id).map(|theme| theme.name.as_str());
        let source = || self.sources.get(id).map(|source| source.title.as_str());
        let total = || self.totals.get(id).map(|total| total.name.as_str());
        node.or_else(theme).or_else(source).or_else(total).unwrap_or(id)
    }

    /// The links that touch a node, either way, by id. Walks all links.
    pub fn links_of<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a Link> {
        self.links.iter().map(AsRef::as_ref).filter(move |link| link.from.as_str() == node || link.to.as_str() == node)
    }
}
