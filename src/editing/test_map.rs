//! Small maps for tests, and what comes of steps on them.

use super::Outcome;
use super::ids::slug;
use crate::model::edit::{Edit, apply};
use crate::model::{Id, Link, LinkKind, Map, Node, NodeKind};

/// A map of cards, "board Board, group Youth Council", and lines, "Youth Council reports_to Board". The ids are those that
/// the product gives.
pub(super) fn map(cards: &str, lines: &str) -> Map {
    let node = |text: &str| {
        let (kind, name) = text.split_once(' ').expect("a kind and a name");
        let kind = NodeKind::ALL.into_iter().find(|known| known.word() == kind).expect("a kind of card");
        Edit::put(Node::new(slug(name), kind, name))
    };
    let link = |text: &str| {
        let line = |kind| Some((kind, text.split_once(&format!(" {} ", kind_in_file(kind)))?));
        let (kind, (from, to)) = LinkKind::ALL.into_iter().find_map(line).expect("a kind of line between two names");
        let (from, to) = (slug(from), slug(to));
        Edit::put(Link::new(format!("{from}-{}-{to}", kind_in_file(kind).replace('_', "-")), kind, from, to))
    };
    let edits: Vec<Edit> = listed(cards).map(node).chain(listed(lines).map(link)).collect();
    apply(&Map::default(), &edits).expect("a sound map")
}

fn kind_in_file(kind: LinkKind) -> String {
    kind.word().trim_start_matches("is ").trim_start_matches("a ").replace(' ', "_")
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(", ").filter(|part| !part.is_empty())
}

/// Ids from a list with commas.
pub(super) fn ids(text: &str) -> Vec<Id> {
    listed(text).map(Id::from).collect()
}

/// The map after a step, which must be possible and leave it sound.
pub(super) fn done(map: &Map, outcome: Outcome) -> Map {
    apply(map, &outcome.expect("a step").edits).expect("a sound map")
}

/// Why a step is refused, which it must be.
pub(super) fn refusal(outcome: Outcome) -> String {
    outcome.expect_err("a refusal").to_string()
}

/// The lines of a map in words, by id: "Group reports to Board".
pub(super) fn lines(map: &Map) -> Vec<String> {
    map.links.iter().map(|link| super::phrases::line(map, link)).collect()
}
