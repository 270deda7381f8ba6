//! Ids for what is new: readable, and never one that is in use or is remembered.

use std::collections::{BTreeSet, HashMap};

use crate::model::spelling::plain;
use crate::model::{End, EntryKind, Id, LinkKind, Map};

/// The longest that a name makes an id, in letters; the longest of the sample maps has 57.
const LONGEST: usize = 64;

/// An id for a new node of that name: "Parents' Views" becomes `parents-views`, or `parents-views-2` where that is taken.
///
/// ```
/// use boardwalk::editing::ids::fresh_node_id;
/// use boardwalk::model::Map;
/// assert_eq!(fresh_node_id(&Map::default(), "Enjoy & Achieve Group").as_str(), "enjoy-and-achieve-group");
/// assert_eq!(fresh_node_id(&Map::default(), "Здоровье").as_str(), "node");
/// ```
pub fn fresh_node_id(map: &Map, name: &str) -> Id {
    Taken::of(map).node(name)
}

/// An id for a new link, as the sample maps write them: `group-reports-to-board`.
pub fn fresh_link_id(map: &Map, kind: LinkKind, from: &Id, to: &Id) -> Id {
    Taken::of(map).link(kind, from, to)
}

/// Ids for a map that grows: numbers that were found taken are not tried again, so that a thousand records of one name take
/// no longer than others.
#[derive(Debug, Default)]
pub struct FreshIds {
    next: HashMap<String, u32>,
}

impl FreshIds {
    /// As [`fresh_node_id`].
    pub fn node(&mut self, map: &Map, name: &str) -> Id {
        self.with(map, |taken| taken.node(name))
    }

    /// As [`fresh_link_id`].
    pub fn link(&mut self, map: &Map, kind: LinkKind, from: &Id, to: &Id) -> Id {
        self.with(map, |taken| taken.link(kind, from, to))
    }

    fn with(&mut self, map: &Map, id: impl FnOnce(&mut Taken<'_>) -> Id) -> Id {
        let mut taken = Taken { next: std::mem::take(&mut self.next), ..Taken::of(map) };
        let id = id(&mut taken);
        self.next = taken.next;
        id
    }
}

/// The ids that a new record must not have. What is given out is taken from then on.
///
/// No two records of a map share an id, whatever they are, so that a selection is of one thing only; and ids of removed
/// records that an option, a view, something noted or an accepted finding still speaks of are not given to others.
pub(super) struct Taken<'a> {
    map: &'a Map,
    remembered: BTreeSet<Id>,
    /// From which number on those of a name are looked for: below it all are taken.
    next: HashMap<String, u32>,
}

impl<'a> Taken<'a> {
    pub(super) fn of(map: &'a Map) -> Self {
        let changes = map.options.iter().flat_map(|option| &option.changes);
        let entries = changes.flat_map(|change| change.before.iter().chain(&change.after));
        let of_options = entries.filter_map(|entry| entry.id().cloned());
        let of_views = map.views.iter().flat_map(|view| view.names());
        let of_captures = map.captures.iter().flat_map(|capture| capture.about.keys().chain(&capture.option).cloned());
        let accepted = map.accepted.iter().flat_map(|accepted| accepted.subjects.iter().cloned());
        let remembered = of_options.chain(of_views).chain(of_captures).chain(accepted).collect();
        Self { map, remembered, next: HashMap::new() }
    }

    pub(super) fn node(&mut self, name: &str) -> Id {
        self.fresh(&slug(name), "node")
    }

    pub(super) fn link(&mut self, kind: LinkKind, from: &Id, to: &Id) -> Id {
        let kind = kind.word().trim_start_matches("is ").trim_start_matches("a ").replace(' ', "-");
        self.fresh(&format!("{from}-{kind}-{to}"), "line")
    }

    /// The id of a line whose one end is off the map.
    pub(super) fn line_off_map(&mut self, kind: LinkKind, node: &Id, end: End, name: &str) -> Id {
        let name = Some(slug(name)).filter(|slug| !slug.is_empty()).map_or_else(|| "off-map".into(), Id::from);
        match end {
            End::From => self.link(kind, &name, node),
            End::To => self.link(kind, node, &name),
        }
    }

    /// An id as close to the wanted one as may be, or to the other where nothing is wanted.
    pub(super) fn fresh(&mut self, wanted: &str, otherwise: &str) -> Id {
        let wanted = if wanted.is_empty() { otherwise } else { wanted };
        let from = self.next.get(wanted).copied().unwrap_or(2);
        let numbered = (from..).map(|number| (number, Id::from(format!("{wanted}-{number}"))));
        let plain = (from == 2).then(|| (1, Id::from(wanted)));
        let free = plain.into_iter().chain(numbered).find(|(_, id)| !self.contains(id));
        let (number, id) = free.expect("numbers do not end");
        self.next.insert(wanted.to_owned(), number + 1);
        self.remembered.insert(id.clone());
        id
    }

    /// That very id, if nothing has it.
    pub(super) fn kept(&mut self, id: &Id) -> Option<Id> {
        let is_free = Id::is_slug(id.as_str()) && !self.contains(id);
        is_free.then(|| {
            self.remembered.insert(id.clone());
            id.clone()
        })
    }

    fn contains(&self, id: &Id) -> bool {
        let map = self.map;
        let quoted = || format!("\"{id}\"");
        self.remembered.contains(id)
            || EntryKind::ALL.iter().any(|kind| map.contains(*kind, id))
            || map.options.iter().any(|option| option.stances.contains(id.as_str()))
            || map.views.unread.as_ref().is_some_and(|kept| kept.0.contains(&quoted()))
    }
}

/// A name as the parts of an id: Latin letters without their marks, digits, single hyphens. Empty where none are left.
pub(super) fn slug(name: &str) -> String {
    let slug = plain(name).replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let mut short = String::new();
    for part in slug.split('-').filter(|part| !part.is_empty()) {
        let room = LONGEST.saturating_sub(short.len() + usize::from(!short.is_empty()));
        if part.len() > room && !short.is_empty() {
            break;
        }
        short.extend((!short.is_empty()).then_some('-'));
        short.push_str(&part[..part.len().min(room)]);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::diff::between;
    use crate::model::edit::{Edit, apply, removal_of_node};
    use crate::model::{Accepted, Change, DesignOption, Node, NodeKind, RawJson, View};

    fn id(map: &Map, name: &str) -> String {
        fresh_node_id(map, name).to_string()
    }

    fn map(ids: &[&str]) -> Map {
        let put: Vec<Edit> = ids.iter().map(|id| Edit::put(Node::new(*id, NodeKind::Group, *id))).collect();
        apply(&Map::default(), &put).expect("a sound map")
    }

    #[test]
    fn ids_are_made_as_the_samples_make_them() {
        let empty = Map::default();
        assert_eq!(id(&empty, "Children's Trust Board of 2004"), "childrens-trust-board-of-2004");
        assert_eq!(id(&empty, "Performance & Commissioning Group"), "performance-and-commissioning-group");
        assert_eq!(id(&empty, " 'Early Support'  Implementation Group"), "early-support-implementation-group");
        assert_eq!(id(&empty, "Bwrdd Plant Sîr Fôn (Ynys Môn)"), "bwrdd-plant-sir-fon-ynys-mon");
        assert_eq!(id(&empty, "E\u{301}cole Œuvre Straße ŁÓDŹ"), "ecole-oeuvre-strasse-lodz");
        assert_eq!(id(&empty, "委員会"), "node");
    }

    #[test]
    fn every_text_makes_an_id_of_a_bearable_length() {
        for name in ["", "---", "☃", "a-", &"x".repeat(500), &"long name ".repeat(50), "İstanbul", "ǅ"] {
            let id = id(&map(&["node"]), name);
            assert!(Id::is_slug(&id) && id.len() <= LONGEST + 2, "{name}: {id}");
        }
        assert_eq!(id(&map(&["node"]), ""), "node-2");
    }

    #[test]
    fn an_id_in_use_is_numbered() {
        assert_eq!(id(&map(&["forum", "forum-2"]), "Forum"), "forum-3");
    }

    #[test]
    fn what_options_and_accepted_findings_speak_of_is_not_used_again() {
        let base = map(&["forum", "board"]);
        let without = apply(&base, &removal_of_node(&base, &"forum".into())).expect("a sound map");
        let changes: Vec<Change> = between(&base, &without);
        let option = DesignOption { changes, ..DesignOption::new("option", "Option") };
        let mut map = apply(&without, &[Edit::PutOption(option)]).expect("a sound map");
        map.accepted = vec![Accepted { subjects: vec!["old-group".into()], ..Accepted::default() }];
        map.views.unread = Some(RawJson("[{\"focus\": \"old-board\"}]".to_owned()));
        map.views.put(View { near: ["old-panel".into()].into(), ..View::new("whole", "The whole") });
        assert_eq!(id(&map, "Forum"), "forum-2");
        assert_eq!(id(&map, "Old group"), "old-group-2");
        assert_eq!(id(&map, "Old board"), "old-board-2");
        assert_eq!(id(&map, "Old panel"), "old-panel-2");
        assert_eq!(id(&map, "Old"), "old");
    }

    #[test]
    fn link_ids_say_what_the_link_says() {
        let map = map(&["group", "board"]);
        let id = |kind| fresh_link_id(&map, kind, &"group".into(), &"board".into()).to_string();
        assert_eq!(id(LinkKind::ReportsTo), "group-reports-to-board");
        assert_eq!(id(LinkKind::MemberOf), "group-member-of-board");
        assert_eq!(id(LinkKind::PartOf), "group-part-of-board");
        assert_eq!(id(LinkKind::AbsorbedInto), "group-absorbed-into-board");
        assert_eq!(id(LinkKind::Owns), "group-owns-board");
    }
}
