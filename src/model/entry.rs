//! Entries: any record of a map, whatever its type, and the map's own heading.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Accepted, Id, Link, Map, Node, Position, RawJson, Settings, Source, Theme, Total, Unknown, When};

/// What a map says about itself, as one record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
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
}

impl Map {
    /// What the map says about itself.
    pub fn header(&self) -> Header {
        Header {
            title: self.title.clone(),
            place: self.place.clone(),
            as_of: self.as_of,
            summary: self.summary.clone(),
            views: self.views.clone(),
            accepted: self.accepted.clone(),
            settings: self.settings.clone(),
            unknown: self.unknown.clone(),
        }
    }

    /// Makes the map say this about itself.
    pub(super) fn put_header(&mut self, header: &Header) {
        let Header { title, place, as_of, summary, views, accepted, settings, unknown } = header.clone();
        self.title = title;
        self.place = place;
        self.as_of = as_of;
        self.summary = summary;
        self.views = views;
        self.accepted = accepted;
        super::accepted::sort(&mut self.accepted);
        self.settings = settings;
        self.unknown = unknown;
    }
}

/// What an entry is; the order is that of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// The map's heading.
    Map,
    /// A source.
    Source,
    /// A theme.
    Theme,
    /// A node.
    Node,
    /// A link.
    Link,
    /// A stated total.
    Total,
    /// The place of a card.
    Position,
    /// An option.
    Option,
}

impl EntryKind {
    /// The kind in a word, lower case, singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Source => "source",
            Self::Theme => "theme",
            Self::Node => "node",
            Self::Link => "link",
            Self::Total => "total",
            Self::Position => "placement",
            Self::Option => "option",
        }
    }

    /// The name of the list in a map file that holds such records; none for the map itself.
    pub fn table(self) -> Option<&'static str> {
        match self {
            Self::Map => None,
            Self::Source => Some("sources"),
            Self::Theme => Some("themes"),
            Self::Node => Some("nodes"),
            Self::Link => Some("links"),
            Self::Total => Some("totals"),
            Self::Position => Some("placement"),
            Self::Option => Some("options"),
        }
    }

    /// The kind whose records a list of a map file holds.
    pub fn of_table(table: &str) -> Option<Self> {
        let all = [Self::Source, Self::Theme, Self::Node, Self::Link, Self::Total, Self::Position, Self::Option];
        all.into_iter().find(|kind| kind.table() == Some(table))
    }
}

/// A record of a map, or its heading. Clones share the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// The map's heading.
    Map(Arc<Header>),
    /// A source.
    Source(Arc<Source>),
    /// A theme.
    Theme(Arc<Theme>),
    /// A node.
    Node(Arc<Node>),
    /// A link.
    Link(Arc<Link>),
    /// A stated total.
    Total(Arc<Total>),
    /// The place of a card.
    Position(Arc<Position>),
}

impl Entry {
    /// What it is.
    pub fn kind(&self) -> EntryKind {
        match self {
            Self::Map(_) => EntryKind::Map,
            Self::Source(_) => EntryKind::Source,
            Self::Theme(_) => EntryKind::Theme,
            Self::Node(_) => EntryKind::Node,
            Self::Link(_) => EntryKind::Link,
            Self::Total(_) => EntryKind::Total,
            Self::Position(_) => EntryKind::Position,
        }
    }

    /// Its id; the map's heading has none.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Map(_) => None,
            Self::Source(record) => Some(&record.id),
            Self::Theme(record) => Some(&record.id),
            Self::Node(record) => Some(&record.id),
            Self::Link(record) => Some(&record.id),
            Self::Total(record) => Some(&record.id),
            Self::Position(record) => Some(&record.id),
        }
    }

    /// The entry of that kind and id that a map has. Options are no entries.
    pub fn of(map: &Map, kind: EntryKind, id: Option<&Id>) -> Option<Self> {
        let id = id.map_or("", Id::as_str);
        match kind {
            EntryKind::Map => Some(Self::Map(map.header().into())),
            EntryKind::Source => map.sources.get(id).cloned().map(Self::Source),
            EntryKind::Theme => map.themes.get(id).cloned().map(Self::Theme),
            EntryKind::Node => map.nodes.get(id).cloned().map(Self::Node),
            EntryKind::Link => map.links.get(id).cloned().map(Self::Link),
            EntryKind::Total => map.totals.get(id).cloned().map(Self::Total),
            EntryKind::Position => map.placement.get(id).cloned().map(Self::Position),
            EntryKind::Option => None,
        }
    }

    /// Puts it into a map, in the place of the one with its id.
    pub(super) fn put_into(&self, map: &mut Map) {
        match self {
            Self::Map(header) => map.put_header(header),
            Self::Source(record) => drop(map.sources.put(Arc::clone(record))),
            Self::Theme(record) => drop(map.themes.put(Arc::clone(record))),
            Self::Node(record) => drop(map.nodes.put(Arc::clone(record))),
            Self::Link(record) => drop(map.links.put(Arc::clone(record))),
            Self::Total(record) => drop(map.totals.put(Arc::clone(record))),
            Self::Position(record) => drop(map.placement.put(Arc::clone(record))),
        }
    }
}
