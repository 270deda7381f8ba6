//! Entries: any record of a map, whatever its type, and the map's own heading.
//!
//! A new type of record is a line in `records!` here, a list in [`Map`](super::Map), what must hold of it in
//! [`invariants`](super::invariants) and how it merges in `merge`.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::unknown::{parts_of, text_of};
use super::{
    Accepted, Area, Capture, Expectation, Id, Link, Node, Position, RawJson, Record, Settings, Source, Spots, Theme,
    Total, Unknown, View, When,
};

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
    /// What stands in the place of views and is none, kept as it is.
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

/// Gives `$write` the types of records, in the order of the file: what they are called in a word, and the list of a map
/// that holds them, which has the same name in a file.
macro_rules! records {
    ($write:ident) => {
        $write! {
            /// A source.
            Source "source" sources;
            /// A theme.
            Theme "theme" themes;
            /// An area.
            Area "area" areas;
            /// A node.
            Node "node" nodes;
            /// A link.
            Link "link" links;
            /// A stated total.
            Total "total" totals;
            /// What a partner expects.
            Expectation "expectation" expectations;
            /// The place of a card.
            Position "placement" placement;
            /// The places of a card in other layouts.
            Spots "places" spots;
            /// A view.
            View "view" views;
            /// Something noted in a room.
            Capture "capture" captures;
        }
    };
}
pub(super) use records;

/// Writes what a record of any kind is.
macro_rules! entries {
    ($(#[$doc:meta] $type:ident $word:literal $table:ident;)*) => {
        /// What an entry is; the order is that of the file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EntryKind {
            /// The map's heading.
            Map,
            $(#[$doc] $type,)*
            /// An option.
            Option,
        }

        impl EntryKind {
            /// Every kind, in the order of the file.
            pub const ALL: &[Self] = &[Self::Map, $(Self::$type,)* Self::Option];

            /// The kind in a word, lower case, singular.
            pub fn word(self) -> &'static str {
                match self {
                    Self::Map => "map",
                    $(Self::$type => $word,)*
                    Self::Option => "option",
                }
            }

            /// The name of the list in a map file that holds such records; none for the map itself.
            pub fn table(self) -> Option<&'static str> {
                match self {
                    Self::Map => None,
                    $(Self::$type => Some(stringify!($table)),)*
                    Self::Option => Some("options"),
                }
            }

            /// Whether it says only where a card stands.
            pub const fn is_place(self) -> bool {
                matches!(self, Self::Position | Self::Spots)
            }

            /// The kind whose records a list of a map file holds.
            pub fn of_table(table: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.table() == Some(table))
            }
        }

        /// A record of a map, or its heading. Clones share the record.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Entry {
            /// The map's heading.
            Map(Arc<Header>),
            $(#[$doc] $type(Arc<$type>),)*
        }

        impl Entry {
            /// What it is.
            pub fn kind(&self) -> EntryKind {
                match self {
                    Self::Map(_) => EntryKind::Map,
                    $(Self::$type(_) => EntryKind::$type,)*
                }
            }

            /// It as a file holds it, on one line.
            pub fn text(&self) -> RawJson {
                match self {
                    Self::Map(header) => text_of(&**header),
                    $(Self::$type(record) => text_of(&**record),)*
                }
            }

            /// Its fields by name, each as the text of its value.
            pub fn fields(&self) -> BTreeMap<String, RawJson> {
                parts_of(&self.text())
            }

            /// Its id; the map's heading has none.
            pub fn id(&self) -> Option<&Id> {
                match self {
                    Self::Map(_) => None,
                    $(Self::$type(record) => Some(&record.id),)*
                }
            }
        }

        $(
            impl Record for $type {
                fn id(&self) -> &Id {
                    &self.id
                }
            }

            impl From<$type> for Entry {
                fn from(record: $type) -> Self {
                    Self::$type(Arc::new(record))
                }
            }
        )*
    };
}
records!(entries);

impl From<Header> for Entry {
    fn from(header: Header) -> Self {
        Self::Map(Arc::new(header))
    }
}
