//! Captures: what a room decides, asks, wants done and objects to, noted while it talks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::list;
use super::{Id, Map, Unknown, When};

/// What was noted while people talked. It is of the map, whatever option was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    /// Names the capture for ever.
    pub id: Id,
    /// What it is.
    #[serde(default)]
    pub kind: CaptureKind,
    /// What was said, in a sentence or two.
    pub text: String,
    /// The nodes and links that it is about, with what they were called then. They need not be there any more.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<Id, String>,
    /// Whose it is: who is to act, who asks or objects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Until when it is to be done or answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// When it was noted, such as `2011-05-12 10:02`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<String>,
    /// The option that was looked at then; the map itself if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Id>,
    /// The date as of which the map was looked at then; now if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// Whether it is done, answered or settled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What was noted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaptureKind {
    /// Something that was decided.
    #[default]
    Decision,
    /// Something that has to be answered.
    Question,
    /// Something that has to be done.
    Action,
    /// Something that somebody does not agree to.
    Objection,
}

impl CaptureKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Decision, Self::Question, Self::Action, Self::Objection];

    /// The kind in a word, lower case, singular.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Question => "question",
            Self::Action => "action",
            Self::Objection => "objection",
        }
    }

    /// What has become of one that is done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Decision => "carried out",
            Self::Question => "answered",
            Self::Action => "done",
            Self::Objection => "settled",
        }
    }

    /// The kind of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| word.trim().eq_ignore_ascii_case(kind.word()))
    }
}

impl Capture {
    /// A capture of which nothing else is known.
    pub fn new(id: impl Into<Id>, kind: CaptureKind, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            text: text.into(),
            about: BTreeMap::new(),
            who: None,
            until: None,
            noted: None,
            option: None,
            as_of: None,
            done: false,
            unknown: Unknown::new(),
        }
    }

    /// Whether something has to come of it yet: a decision stands by itself.
    pub fn is_open(&self) -> bool {
        self.kind != CaptureKind::Decision && !self.done
    }

    /// How it stands, in a word.
    pub fn state(&self) -> &'static str {
        match (self.done, self.kind) {
            (true, kind) => kind.done(),
            (false, CaptureKind::Decision) => "decided",
            (false, _) => "open",
        }
    }
}

/// Where on a map the things are that captures are about, and what they are called there.
pub struct Whereabouts<'a> {
    map: &'a Map,
    /// Nodes that went into others, with these.
    merged: HashMap<&'a Id, &'a Id>,
}

impl<'a> Whereabouts<'a> {
    /// Of that map.
    pub fn of(map: &'a Map) -> Self {
        let merged = map.nodes.iter().flat_map(|node| node.merged.iter().map(move |gone| (gone, &node.id)));
        Self { map, merged: merged.collect() }
    }

    /// What is there of a node or a link: itself, or the node that it went into.
    pub fn find<'b>(&self, id: &'b Id) -> Option<&'b Id>
    where
        'a: 'b,
    {
        let is_there = |id: &Id| self.map.nodes.contains(id.as_str()) || self.map.links.contains(id.as_str());
        if is_there(id) { Some(id) } else { self.merged.get(id).copied().filter(|id| is_there(id)) }
    }

    /// What a node or a link is called, or was: "Town Board", "Town Board (now Cabinet)", "Town Board (gone)".
    pub fn name(&self, id: &Id, called: &str) -> String {
        let called = if called.trim().is_empty() { id.as_str() } else { called };
        match self.find(id) {
            Some(found) if found == id => called_now(self.map, id),
            Some(found) => format!("{called} (now {})", called_now(self.map, found)),
            None => format!("{called} (gone)"),
        }
    }

    /// What a capture is about, as a list of names; nothing if it is about the map as a whole.
    pub fn names(&self, capture: &Capture) -> String {
        let names: Vec<String> = capture.about.iter().map(|(id, called)| self.name(id, called)).collect();
        list(&names, names.len())
    }

    /// The nodes and links that a capture is about and that are there.
    pub fn there(&self, capture: &Capture) -> BTreeSet<Id> {
        capture.about.keys().filter_map(|id| self.find(id)).cloned().collect()
    }

    /// How much was noted of each node and link that is there, what is settled left out.
    pub fn counts(&self) -> BTreeMap<Id, usize> {
        let mut counts = BTreeMap::new();
        let is_seen =
            |capture: &&Capture| capture.is_open() || (capture.kind == CaptureKind::Decision && !capture.done);
        for capture in self.map.captures.iter().map(AsRef::as_ref).filter(is_seen) {
            self.there(capture).into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
        }
        counts
    }
}

/// What a node or a link is called where captures name it.
pub fn called_now(map: &Map, id: &Id) -> String {
    match map.links.get(id.as_str()).filter(|_| !map.nodes.contains(id.as_str())) {
        Some(link) => map.sentence(link),
        None => map.name(id.as_str()).to_owned(),
    }
}

/// What was noted, the first first; only what is still open, if that is asked for.
pub fn in_order(map: &Map, only_open: bool) -> Vec<&Capture> {
    let wanted = map.captures.iter().map(AsRef::as_ref).filter(|capture: &&Capture| !only_open || capture.is_open());
    let mut captures: Vec<&Capture> = wanted.collect();
    captures.sort_by_key(|capture| (capture.noted.as_deref().unwrap_or_default(), &capture.id));
    captures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Link, LinkKind, Node, NodeKind};

    #[test]
    fn what_a_capture_is_about_is_found_under_its_new_name_and_in_what_it_went_into() {
        let mut map = Map::default();
        let mut board = Node::new("board", NodeKind::Board, "Cabinet");
        board.merged.insert("panel".into());
        map.nodes.put(board);
        map.nodes.put(Node::new("forum", NodeKind::Group, "Forum"));
        map.links.put(Link::new("line", LinkKind::ReportsTo, "forum", "board"));
        let about = [("board", "Board"), ("line", ""), ("panel", "Panel"), ("club", "Club"), ("hall", " ")];
        let about: BTreeMap<Id, String> = about.map(|(id, called)| (id.into(), called.to_owned())).into();
        let capture = Capture { about, ..Capture::new("a", CaptureKind::Question, "Why?") };
        let whereabouts = Whereabouts::of(&map);
        let names = "Cabinet, Club (gone), hall (gone), Forum reports to Cabinet and Panel (now Cabinet)";
        assert_eq!(whereabouts.names(&capture), names);
        assert_eq!(whereabouts.there(&capture), ["board".into(), "line".into()].into());
        map.captures.put(capture.clone());
        map.captures.put(Capture { done: true, ..capture });
        assert!(Whereabouts::of(&map).counts().is_empty(), "what is settled bears no mark");
    }

    #[test]
    fn what_was_noted_stands_in_the_order_in_which_people_spoke() {
        let mut map = Map::default();
        for (id, noted, kind) in [
            ("a", Some("2011-05-12 11:00"), CaptureKind::Action),
            ("b", Some("2011-05-12 10:00"), CaptureKind::Decision),
            ("c", None, CaptureKind::Objection),
        ] {
            map.captures.put(Capture { noted: noted.map(str::to_owned), ..Capture::new(id, kind, "x") });
        }
        let ids = |only_open| in_order(&map, only_open).iter().map(|one| one.id.to_string()).collect::<Vec<_>>();
        assert_eq!(
            (ids(false), ids(true)),
            (vec!["c".to_owned(), "b".into(), "a".into()], vec!["c".into(), "a".into()])
        );
    }
}
