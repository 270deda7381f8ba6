//! Whereabouts: where on a map the things are that captures are about, and in which order people spoke.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::words::list;
use super::{Capture, CaptureKind, Id, Map};

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
