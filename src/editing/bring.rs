//! Bringing in: what a text says comes onto a map that may know some of it already. Nothing comes there twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hasher as _};
use std::sync::Arc;

use super::abbreviated::written_out;
use super::carried::Carried;
use super::fields::Fielded as _;
use super::ids::Taken;
use super::{Outcome, Refusal, Step, phrases};
use crate::model::edit::Edit;
use crate::model::spelling::{is_nearly, key, may_slip};
use crate::model::words::{count, list};
use crate::model::{Id, Link, LinkStatus, Map, Node, Position, Unknown};

/// Fields that are not filled in where a body is on the map already, since what it is and whether it is at work is known
/// there; and those that name others, which are filled in by ids.
const KEPT: [&str; 6] = ["name", "kind", "strand_kind", "status", "themes", "area"];

/// So many names are listed in a label.
const MOST_NAMED: usize = 2;
/// Nobody types a longer name twice, bytes.
const LONGEST_TYPED: usize = 400;

/// What becomes of a body, post or strand that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is that one of the map.
    There(Id),
    /// It is that other one of the text.
    Same(Id),
    /// It is new.
    New,
    /// It is left out, with its lines.
    Left,
}

/// A body, post or strand that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its id in what was read.
    pub id: Id,
    /// What becomes of it.
    pub fate: Fate,
    /// What becomes of it unless somebody says otherwise.
    pub first: Fate,
    /// What it is if it is one that is called nearly so, of the map or of the text.
    pub near: Option<Fate>,
}

impl Named {
    /// It is that one of the map, unless somebody says otherwise.
    pub(super) fn is_there(&mut self, id: &Id) {
        self.fate = Fate::There(id.clone());
        self.first = self.fate.clone();
        self.near = None;
    }
}

/// What becomes of all that a text names, until somebody says otherwise: whoever is on the map by that name is that one.
pub fn named(map: &Map, read: &Map) -> Vec<Named> {
    let mut there: BTreeMap<String, &Node> = BTreeMap::new();
    for node in map.nodes.iter().map(AsRef::as_ref) {
        let known = there.entry(key(&node.name)).or_insert(node);
        // Of two that are called the same, the one that is at work is meant.
        if map.is_live(node) && !map.is_live(known) {
            *known = node;
        }
    }
    // A former name means whoever bore it, unless somebody is called so now.
    for node in map.nodes.iter().map(AsRef::as_ref) {
        for alias in &node.aliases {
            there.entry(key(alias)).or_insert(node);
        }
    }
    let mut alike = Alike::default();
    for (key, known) in &there {
        alike.add(key, Fate::There(known.id.clone()));
    }
    // Of two new names, the one of which the text says more is the one that is meant.
    let mut nodes: Vec<&Node> = read.nodes.iter().map(AsRef::as_ref).collect();
    let mut said: BTreeMap<&Id, usize> = BTreeMap::new();
    read.links.iter().for_each(|link| *said.entry(&link.from).or_default() += 1);
    nodes.sort_by_key(|node| std::cmp::Reverse(said.get(&node.id).copied().unwrap_or(0)));
    let mut named: BTreeMap<&Id, Named> = BTreeMap::new();
    for node in nodes {
        let (id, key) = (&node.id, key(&node.name));
        let (fate, near) = match there.get(&key) {
            Some(known) => (Fate::There(known.id.clone()), None),
            None => (Fate::New, alike.find(&key).cloned()),
        };
        if fate == Fate::New && near.is_none() {
            alike.add(&key, Fate::Same(id.clone()));
        }
        named.insert(id, Named { id: id.clone(), first: fate.clone(), fate, near });
    }
    read.nodes.iter().filter_map(|node| named.remove(&node.id)).collect()
}

/// Names, found by others that are nearly the same without comparing each with each.
#[derive(Default)]
struct Alike {
    names: Vec<(String, Fate)>,
    /// The first and the last of those that share something, by its number.
    ends: HashMap<u64, (usize, usize)>,
    /// The places of names, each with the next one that shares the same.
    sharing: Vec<(usize, Option<usize>)>,
}

impl Alike {
    fn add(&mut self, key: &str, fate: Fate) {
        shared(key, |shared| {
            let at = self.sharing.len();
            let (_, last) = self.ends.entry(shared).or_insert((at, at));
            if *last != at {
                self.sharing[*last].1 = Some(at);
                *last = at;
            }
            self.sharing.push((self.names.len(), None));
        });
        self.names.push((key.to_owned(), fate));
    }

    fn find(&self, key: &str) -> Option<&Fate> {
        let mut found = None;
        shared(key, |shared| {
            let mut next = self.ends.get(&shared).map(|(first, _)| *first);
            while let (None, Some(at)) = (found, next) {
                let (place, after) = self.sharing[at];
                let other = &self.names[place].0;
                found = (other == key || is_nearly(other, key) || is_short_for(other, key)).then_some(place);
                next = after;
            }
        });
        found.map(|place| &self.names[place].1)
    }
}

/// Whether two names are the same once their words are written out.
fn is_short_for(one: &str, other: &str) -> bool {
    let (first, second) = (written_out(one), written_out(other));
    let is_short = first.is_some() || second.is_some();
    is_short && first.as_deref().unwrap_or(one) == second.as_deref().unwrap_or(other)
}

/// Tells what a name shares with one that is nearly the same: all letters, or all but one of a single word that may have a
/// slip. A number stands for them: what only has the same number is no harm, since the names are compared.
fn shared(key: &str, mut tell: impl FnMut(u64)) {
    let number = |parts: &[&str]| {
        let mut hasher = DefaultHasher::new();
        parts.iter().for_each(|part| hasher.write(part.as_bytes()));
        hasher.finish()
    };
    let letters: Vec<&str> = key.split(' ').collect();
    tell(number(&letters));
    if let Some(whole) = written_out(key) {
        tell(number(&whole.split(' ').collect::<Vec<_>>()));
    }
    if key.len() > LONGEST_TYPED {
        return;
    }
    let mut start = 0;
    for word in letters {
        let end = start + word.len();
        if may_slip(word) {
            let (before, after) = (&key[..start], &key[end..]);
            for (at, letter) in word.char_indices() {
                tell(number(&[before, "_", &word[..at], &word[at + letter.len_utf8()..], "_", after]));
            }
            tell(number(&[before, "_", word, "_", after]));
        }
        start = end + 1;
    }
}

/// What a text says of a body under several names, under the one that is meant.
fn together(read: &Map, named: &[Named]) -> Map {
    let mut whole = read.clone();
    for named in named {
        let Fate::Same(meant) = &named.fate else { continue };
        if let (Some(node), Some(meant)) = (read.nodes.get(named.id.as_str()), whole.nodes.get(meant.as_str())) {
            let mut meant = (**meant).clone();
            fill(&mut meant, node, read, read, None);
            whole.nodes.put(meant);
        }
    }
    whole
}

/// Puts what was read onto a map. A single card that nothing ties to another stands `at` the place, others where the layout
/// puts them.
///
/// # Errors
/// When nothing comes of it, because all of it is there already.
pub fn step(map: &Map, read: &Map, named: &[Named], at: Option<(i32, i32)>) -> Outcome {
    let read = &together(read, named);
    let mut taken = Taken::of(map);
    let mut edits: Vec<Edit> = Vec::new();
    let mut after = map.clone();
    let carried = Carried::of(map, read, &mut taken);
    carried.put(&mut after);
    let (mut ids, mut new, mut known) = (BTreeMap::new(), Vec::new(), Vec::new());
    for named in named {
        let Some(node) = read.nodes.get(named.id.as_str()) else { continue };
        let (mut to, is_new) = match &named.fate {
            Fate::Left | Fate::Same(_) => continue,
            Fate::New => {
                let id = taken.node(&node.name);
                (Node { themes: BTreeSet::new(), area: None, id, ..(**node).clone() }, true)
            }
            Fate::There(id) => match after.nodes.get(id.as_str()) {
                Some(there) => ((**there).clone(), false),
                None => return Refusal::because("one of the bodies is not on the map any more; paste again"),
            },
        };
        fill(&mut to, node, read, &after, Some(&carried));
        ids.insert(named.id.clone(), to.id.clone());
        let is_same = after.nodes.get(to.id.as_str()).is_some_and(|there| **there == to);
        if !is_same {
            // Another name of the text may be the same one, and says more of it.
            after.nodes.put(to.clone());
            edits.push(Edit::put(to.clone()));
        }
        match is_new {
            true => new.push(Arc::new(to)),
            false if !known.contains(&to.name) => known.push(to.name),
            false => {}
        }
    }
    for named in named {
        if let Fate::Same(meant) = &named.fate
            && let Some(id) = ids.get(meant).cloned()
        {
            ids.insert(named.id.clone(), id);
        }
    }
    let (mut lines, mut drawn) = (0, BTreeMap::new());
    let open = map.links.iter().filter(|link| link.status != LinkStatus::Lapsed);
    let there: BTreeSet<_> = open.map(|link| (link.kind, &link.from, &link.to)).collect();
    for link in &read.links {
        let (Some(from), Some(to)) = (ids.get(&link.from), ids.get(&link.to)) else { continue };
        let is_there = there.contains(&(link.kind, from, to));
        // A line that the text says under two names is one; two under the same names are two.
        let said = (&link.from, &link.to);
        if !is_there && from != to && *drawn.entry((link.kind, from, to)).or_insert(said) == said {
            let id = taken.link(link.kind, from, to);
            edits.push(Edit::put(Link { id, from: from.clone(), to: to.clone(), ..(**link).clone() }));
            lines += 1;
        }
    }
    // They come first, since bodies name them.
    edits.splice(0..0, carried.edits(&after));
    if edits.is_empty() {
        return Refusal::because(format!("nothing was pasted: {} there already", is_or_are(&known)));
    }
    if let ([only], 0, Some((x, y))) = (new.as_slice(), lines, at) {
        edits.push(Edit::put(Position { id: only.id.clone(), x, y, unknown: Unknown::new() }));
    }
    let what = match (new.as_slice(), lines) {
        ([], 0) => format!("what is known of {}", list(&known, MOST_NAMED)),
        ([], lines) => count(lines, "line", "lines"),
        (new, _) => phrases::nodes(new),
    };
    let beside = if known.is_empty() { String::new() } else { format!("; {} there already", is_or_are(&known)) };
    Ok(Step { label: format!("paste {what}{beside}"), edits, chosen: new.iter().map(|node| node.id.clone()).collect() })
}

/// "Trust Board is", "Trust Board and Youth Group are".
fn is_or_are(names: &[String]) -> String {
    format!("{} {}", list(names, MOST_NAMED), if names.len() == 1 { "is" } else { "are" })
}

/// Writes what is read of a node into one of the map, where nothing is written yet; or into another one that is read, where
/// nothing else is called otherwise.
fn fill(to: &mut Node, node: &Node, read: &Map, map: &Map, carried: Option<&Carried>) {
    if to.themes.is_empty() {
        to.themes = carried.map_or_else(|| node.themes.clone(), |carried| carried.themes(node));
    }
    if to.area.is_none() {
        to.area = carried.map_or_else(|| node.area.clone(), |carried| carried.area(node));
    }
    for field in Node::fields().iter().filter(|field| !KEPT.contains(&field.name)) {
        let (there, said) = (field.read(to, map), field.read(node, read));
        if there.is_empty() && !said.is_empty() {
            // What one map holds another can.
            let _ = field.write(to, &said, map);
        }
    }
    for (name, said) in &node.fields {
        to.fields.entry(name.clone()).or_insert_with(|| said.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::test_map::{done, map};
    use crate::model::NodeKind;

    #[test]
    fn what_is_there_is_not_put_there_twice() {
        let map = map("board Trust Board, group Play Group", "Play Group reports_to Trust Board");
        let mut read = Map::default();
        read.nodes.put(Node::new("one", NodeKind::Group, "the TRUST Board"));
        let mut bus = Node::new("bus", NodeKind::Group, "Night Bus Group");
        bus.remit = Some("Runs at night".into());
        read.nodes.put(bus);
        read.links.put(Link::new("line", crate::model::LinkKind::ReportsTo, "bus", "one"));
        let all = named(&map, &read);
        let after = done(&map, step(&map, &read, &all, None));
        assert_eq!(after.nodes.len(), map.nodes.len() + 1);
        let tied = after.links_of("night-bus-group").any(|link| link.to.as_str() == "trust-board");
        assert!(tied, "to the one that is there");
        assert_eq!(after.nodes.get("night-bus-group").and_then(|node| node.remit.as_deref()), Some("Runs at night"));
        let again = named(&after, &read);
        assert!(again.iter().all(|named| matches!(named.fate, Fate::There(_))));
        assert!(step(&after, &read, &again, None).is_err(), "a second time, nothing comes of it");
    }

    #[test]
    fn themes_are_not_lost_whatever_they_are_called() {
        let mut map = Map::default();
        for (id, name) in [("a", "Safe"), ("b", "Safe"), ("c", "Enjoy; achieve")] {
            map.themes.put(crate::model::Theme {
                id: id.into(),
                name: name.into(),
                evidence: Vec::new(),
                unknown: Unknown::new(),
            });
        }
        map.nodes.put(Node::new("play-group", NodeKind::Group, "Play Group"));
        let mut read = Map::default();
        read.nodes.put(Node::new("one", NodeKind::Group, "Play Group"));
        read.nodes.put(Node::new("two", NodeKind::Group, "Youth Forum"));
        let themes = [("x", "SAFE"), ("y", "Enjoy; achieve"), ("z", "Be healthy; stay so")];
        for (id, name) in themes {
            read.themes.put(crate::model::Theme {
                id: id.into(),
                name: name.into(),
                evidence: Vec::new(),
                unknown: Unknown::new(),
            });
        }
        for id in ["one", "two"] {
            let mut node = Node::clone(read.nodes.get(id).expect("there"));
            node.themes = themes.iter().map(|(id, _)| Id::from(*id)).collect();
            read.nodes.put(node);
        }
        let after = done(&map, step(&map, &read, &named(&map, &read), None));
        for id in ["play-group", "youth-forum"] {
            let themes = &after.nodes.get(id).expect("there").themes;
            let wanted: BTreeSet<Id> = ["a", "c", "be-healthy-stay-so"].map(Id::from).into();
            assert_eq!(*themes, wanted, "{id}");
        }
    }

    #[test]
    fn whoever_is_pasted_under_a_former_name_is_the_one_who_bore_it() {
        let mut map = Map::default();
        for (id, name, alias) in [("a", "Children's Board", "Youth Board"), ("b", "Play Group", "Children's Board")] {
            let mut node = Node::new(id, NodeKind::Board, name);
            node.aliases.insert(alias.into());
            map.nodes.put(node);
        }
        let mut read = Map::default();
        read.nodes.put(Node::new("x", NodeKind::Board, "The youth board"));
        read.nodes.put(Node::new("y", NodeKind::Board, "Children's Board"));
        let fates: Vec<Fate> = named(&map, &read).into_iter().map(|named| named.fate).collect();
        assert_eq!(fates, [Fate::There("a".into()), Fate::There("a".into())], "a name of today comes first");
    }

    #[test]
    fn a_name_that_is_nearly_known_is_told_and_what_is_left_out_takes_its_lines_along() {
        let mut map = Map::default();
        map.nodes.put(Node::new("a", NodeKind::Board, "Safeguarding Board"));
        let mut read = Map::default();
        read.nodes.put(Node::new("x", NodeKind::Board, "Safegaurding Board"));
        read.nodes.put(Node::new("y", NodeKind::Group, "Play Group"));
        read.links.put(Link::new("line", crate::model::LinkKind::ReportsTo, "y", "x"));
        let mut all = named(&map, &read);
        assert_eq!((&all[0].fate, all[0].near.as_ref()), (&Fate::New, Some(&Fate::There("a".into()))));
        all[0].fate = Fate::Left;
        let step = step(&map, &read, &all, Some((4, 8))).expect("a step");
        let after = done(&map, Ok(step.clone()));
        assert_eq!((after.nodes.len(), after.links.len(), after.placement.len()), (2, 0, 1));
        assert_eq!(step.label, "paste Play Group");
    }

    #[test]
    fn two_names_of_a_text_that_are_nearly_the_same_may_be_one() {
        let map = map("board Trust Board", "");
        let mut read = Map::default();
        read.nodes.put(Node::new("health", NodeKind::Board, "Health Board"));
        let mut helth = Node::new("helth", NodeKind::Board, "Helth Board");
        helth.remit = Some("Keeps people well".into());
        read.nodes.put(helth);
        read.nodes.put(Node::new("panel", NodeKind::Group, "Youth Panel"));
        read.nodes.put(Node::new("trust", NodeKind::Board, "Trust Board"));
        for (id, from, to) in [("1", "health", "trust"), ("2", "panel", "helth"), ("3", "panel", "health")] {
            read.links.put(Link::new(id, crate::model::LinkKind::ReportsTo, from, to));
        }
        let mut all = named(&map, &read);
        let near: Vec<Option<Fate>> = all.iter().map(|named| named.near.clone()).collect();
        assert_eq!(
            near,
            [None, Some(Fate::Same("health".into())), None, None],
            "the one that only is named is the other"
        );
        assert_eq!(done(&map, step(&map, &read, &all, None)).nodes.len(), 4, "unless somebody says so, both come");
        all[1].fate = Fate::Same("health".into());
        let after = done(&map, step(&map, &read, &all, None));
        assert_eq!((after.nodes.len(), after.links.len()), (3, 2), "no line twice either");
        let remit = after.nodes.get("health-board").and_then(|node| node.remit.as_deref());
        assert_eq!(remit, Some("Keeps people well"), "what is said under either name is said of it");
    }

    #[test]
    fn what_two_names_say_of_one_body_is_kept_and_themes_come_with_whom_they_are_of() {
        let map = map("board Trust Board", "");
        let mut read = Map::default();
        read.themes.put(crate::model::Theme {
            id: "play".into(),
            name: "Play".into(),
            evidence: Vec::new(),
            unknown: Default::default(),
        });
        let mut one = Node::new("one", NodeKind::Board, "Trust Board");
        one.remit = Some("Leads".into());
        let mut other = Node::new("other", NodeKind::Board, "Trsut Board");
        other.notes = Some("Met twice".into());
        other.themes = ["play".into()].into();
        read.nodes.put(one);
        read.nodes.put(other);
        let mut all = named(&map, &read);
        all[1].fate = all[1].near.clone().expect("a name that is nearly known");
        let after = done(&map, step(&map, &read, &all, None));
        let board = after.nodes.get("trust-board").expect("a board");
        assert_eq!((board.remit.as_deref(), board.notes.as_deref()), (Some("Leads"), Some("Met twice")));
        assert_eq!(after.themes.len(), 1);
        all[0].fate = Fate::Left;
        all[1].fate = Fate::Left;
        assert!(step(&map, &read, &all, None).is_err(), "nothing comes of it, no theme either");
    }
}
