//! The map: a whole partnership landscape.

use std::collections::BTreeSet;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::entry::records;
use super::{
    Accepted, Area, Capture, DesignOption, End, Entry, EntryKind, Expectation, Header, Id, Link, Node, NodeStatus,
    Position, Settings, Source, Spots, Table, Theme, Total, Undecided, Unknown, Views, When,
};

/// Within so many others an area is looked for at most.
const MOST_WITHIN: usize = 32;

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
    /// The parts of the country for which bodies and strands work.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub areas: Table<Area>,
    /// Bodies, posts and strands.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub nodes: Table<Node>,
    /// The lines between them.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub links: Table<Link>,
    /// What sources give as sums.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub totals: Table<Total>,
    /// What partners expect of the partnership to come.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub expectations: Table<Expectation>,
    /// Where the user put cards.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub placement: Table<Position>,
    /// Where the user put cards in other layouts.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub spots: Table<Spots>,
    /// Redesigns, each as its difference from this map.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub options: Table<DesignOption>,
    /// How the map is looked at, in a talk and elsewhere.
    #[serde(default, skip_serializing_if = "Views::are_absent")]
    pub views: Views,
    /// What was noted while people talked.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub captures: Table<Capture>,
    /// Accepted findings, by rule and subjects.
    #[serde(default, deserialize_with = "super::accepted::sorted", skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
    /// How the map is checked.
    #[serde(default, skip_serializing_if = "Settings::is_default")]
    pub settings: Settings,
    /// Where two versions of the map did not go together, and nobody has decided yet.
    #[serde(default, deserialize_with = "super::undecided::sorted", skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<Undecided>,
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

    /// What the map is called where it has no title yet, too.
    pub fn called(&self) -> &str {
        if self.title.is_empty() { "Untitled map" } else { &self.title }
    }

    /// The name of a node, theme, area, source, total, option or view, what is expected or was noted, or the id itself if there is none.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let node = self.nodes.get(id).map(|node| node.name.as_str());
        let theme = || self.themes.get(id).map(|theme| theme.name.as_str());
        let area = || self.areas.get(id).map(|area| area.name.as_str());
        let source = || self.sources.get(id).map(|source| source.title.as_str());
        let total = || self.totals.get(id).map(|total| total.name.as_str());
        let expected = || self.expectations.get(id).map(|expectation| expectation.text.as_str());
        let option = || self.options.get(id).map(|option| option.name.as_str());
        let named = node.or_else(theme).or_else(area).or_else(source).or_else(total);
        let view = || self.views.get(id).map(|view| view.name.as_str());
        let noted = || self.captures.get(id).map(|capture| capture.text.as_str());
        named.or_else(expected).or_else(option).or_else(view).or_else(noted).unwrap_or(id)
    }

    /// What a theme is called. Its id may be that of a body too.
    pub fn name_of_theme<'a>(&'a self, id: &'a Id) -> &'a str {
        self.themes.get(id.as_str()).map_or(id.as_str(), |theme| theme.name.as_str())
    }

    /// What an area is called. Its id may be that of a body too.
    pub fn name_of_area<'a>(&'a self, id: &'a Id) -> &'a str {
        self.areas.get(id.as_str()).map_or(id.as_str(), |area| area.name.as_str())
    }

    /// An area and those that it lies within, from itself outwards; as many as anybody draws.
    pub fn areas_around<'a>(&'a self, area: &'a Id) -> impl Iterator<Item = &'a Area> {
        let known = |id: &Id| self.areas.get(id.as_str()).map(AsRef::as_ref);
        std::iter::successors(known(area), move |area| known(area.within.as_ref()?)).take(MOST_WITHIN)
    }

    /// An expectation as a sentence without a full stop: "Police wants: A board that unblocks".
    pub fn expects(&self, expectation: &Expectation) -> String {
        format!("{} {}: {}", self.name(expectation.partner.as_str()), expectation.kind.word(), expectation.text)
    }

    /// A link as a sentence without a full stop: "A reports to B".
    pub fn sentence(&self, link: &Link) -> String {
        format!("{} {} {}", self.end(link, End::From), link.kind.word(), self.end(link, End::To))
    }

    /// What stands at an end of a link: the name of the node, or that of what is off the map.
    pub fn end<'a>(&'a self, link: &'a Link, end: End) -> &'a str {
        let node = match end {
            End::From => &link.from,
            End::To => &link.to,
        };
        link.off_map_at(end).unwrap_or_else(|| self.name(node.as_str()))
    }

    /// The links that touch a node, either way, by id. Walks all links.
    pub fn links_of<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a Link> {
        self.links.iter().map(AsRef::as_ref).filter(move |link| link.from.as_str() == node || link.to.as_str() == node)
    }

    /// What the map says about itself.
    pub fn header(&self) -> Header {
        Header {
            title: self.title.clone(),
            place: self.place.clone(),
            as_of: self.as_of,
            summary: self.summary.clone(),
            views: self.views.unread.clone(),
            accepted: self.accepted.clone(),
            settings: self.settings.clone(),
            unknown: self.unknown.clone(),
        }
    }

    /// Makes the map say this about itself.
    fn put_header(&mut self, header: &Header) {
        let Header { title, place, as_of, summary, views, accepted, settings, unknown } = header.clone();
        self.title = title;
        self.place = place;
        self.as_of = as_of;
        self.summary = summary;
        self.views.unread = views;
        self.accepted = accepted;
        super::accepted::sort(&mut self.accepted);
        self.settings = settings;
        self.unknown = unknown;
    }
}

/// Writes what a map does with records of any kind.
macro_rules! tables {
    ($(#[$doc:meta] $type:ident $word:literal $table:ident;)*) => {
        impl Map {
            /// Whether there is a record of that kind with that id. The heading is none.
            pub fn contains(&self, kind: EntryKind, id: &Id) -> bool {
                match kind {
                    EntryKind::Map => false,
                    $(EntryKind::$type => self.$table.contains(id.as_str()),)*
                    EntryKind::Option => self.options.contains(id.as_str()),
                }
            }

            /// The entry of that kind and id. Options are no entries.
            pub fn entry(&self, kind: EntryKind, id: Option<&Id>) -> Option<Entry> {
                let id = id.map_or("", Id::as_str);
                match kind {
                    EntryKind::Map => Some(self.header().into()),
                    $(EntryKind::$type => self.$table.get(id).cloned().map(Entry::$type),)*
                    EntryKind::Option => None,
                }
            }

            /// Puts an entry in the place of the one with its id.
            pub(super) fn put(&mut self, entry: &Entry) {
                match entry {
                    Entry::Map(header) => self.put_header(header),
                    $(Entry::$type(record) => drop(self.$table.put(Arc::clone(record))),)*
                }
            }

            /// Takes out the record of that kind and id, if it is there. The heading stays.
            pub(super) fn take_out(&mut self, kind: EntryKind, id: &Id) {
                match kind {
                    EntryKind::Map => {}
                    $(EntryKind::$type => drop(self.$table.remove(id.as_str())),)*
                    EntryKind::Option => drop(self.options.remove(id.as_str())),
                }
            }

            /// The entries in which another map differs, as they are here and there, in the order of the file.
            pub(super) fn differences(&self, other: &Self) -> Vec<(Option<Entry>, Option<Entry>)> {
                let (here, there) = (self.header(), other.header());
                let header = (here != there).then(|| (Some(here.into()), Some(there.into())));
                let mut all: Vec<_> = header.into_iter().collect();
                $(all.extend(differences(&self.$table, &other.$table, Entry::$type));)*
                all
            }
        }
    };
}
records!(tables);

/// The records in which two tables differ, by id.
fn differences<'a, T: PartialEq>(
    here: &'a Table<T>,
    there: &'a Table<T>,
    entry: fn(Arc<T>) -> Entry,
) -> impl Iterator<Item = (Option<Entry>, Option<Entry>)> + use<'a, T> {
    let as_entry = move |record: Option<&Arc<T>>| record.cloned().map(entry);
    here.differences(there).map(move |one| (as_entry(one.before), as_entry(one.after)))
}
