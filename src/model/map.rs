//! The map: a whole partnership landscape.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::diff::DesignOption;
use super::{
    Accepted, Id, Link, Node, NodeStatus, Position, RawJson, Settings, Source, Table, Theme, Total, Unknown, When,
};

/// A partnership landscape, as one file holds it. Clones share their records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Map {
    /// What people call the map.
    pub title: String,
    /// Where the partnership is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The date for which the map holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// What a reader should know first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What evidence points into.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub sources: Table<Source>,
    /// Declared outcomes and priorities.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub themes: Table<Theme>,
    /// Bodies, posts and strands.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub nodes: Table<Node>,
    /// The lines between them.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub links: Table<Link>,
    /// What sources give as sums.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub totals: Table<Total>,
    /// Where the user put cards.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub placement: Table<Position>,
    /// Redesigns, each as its difference from this map.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub options: Table<DesignOption>,
    /// Named looks; not understood yet, kept.
    #[serde(default, deserialize_with = "super::unknown::present", skip_serializing_if = "Option::is_none")]
    pub views: Option<RawJson>,
    /// Accepted findings, by rule and subjects.
    #[serde(default, deserialize_with = "super::accepted::sorted", skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    /// How the map is checked.
    #[serde(default, skip_serializing_if = "Settings::is_default")]
    pub settings: Settings,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
    /// Proposed nodes that the option applied to this map adopts. Never saved.
    #[serde(skip)]
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
        let option = || self.options.get(id).map(|option| option.name.as_str());
        node.or_else(theme).or_else(source).or_else(total).or_else(option).unwrap_or(id)
    }

    /// A link as a sentence without a full stop: "A reports to B".
    pub fn sentence(&self, link: &Link) -> String {
        format!("{} {} {}", self.name(link.from.as_str()), link.kind.word(), self.name(link.to.as_str()))
    }

    /// The links that touch a node, either way, by id. Walks all links.
    pub fn links_of<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a Link> {
        self.links.iter().map(AsRef::as_ref).filter(move |link| link.from.as_str() == node || link.to.as_str() == node)
    }
}
