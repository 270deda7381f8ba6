//! Edits: the one way in which a map changes.

use std::collections::BTreeSet;

use super::invariants::{self, Problem};
use super::quote::shortened;
use super::words::list;
use super::{DesignOption, Entry, EntryKind, Id, Map, Undecided};

/// One change of a map. Putting a record adds it, or takes the place of the one with its id. A reason changes no record: where
/// an option is worked on, it becomes that of the option's change of this record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what it does and to what")]
pub enum Edit {
    Put(Entry),
    Remove(EntryKind, Id),
    PutOption(DesignOption),
    Reason(EntryKind, Id, String),
    /// Takes one thing off the list of what is undecided.
    Decide(Undecided),
}

impl Edit {
    /// The edit that puts a record.
    pub fn put(record: impl Into<Entry>) -> Self {
        Self::Put(record.into())
    }

    /// Whether it is about a view or something noted: of the map, whichever option is worked on and whatever date is
    /// looked at.
    pub fn is_of_the_talk(&self) -> bool {
        matches!(
            self,
            Self::Put(Entry::View(_) | Entry::Capture(_)) | Self::Remove(EntryKind::View | EntryKind::Capture, _)
        )
    }

    /// What it says about why a record is changed: of which record, and the reason.
    pub fn reason(&self) -> Option<(EntryKind, Id, String)> {
        match self {
            Self::Reason(kind, id, reason) => Some((*kind, id.clone(), reason.clone())),
            Self::Put(_) | Self::Remove(..) | Self::PutOption(_) | Self::Decide(_) => None,
        }
    }
}

/// Why edits were not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// What is to be removed is not there.
    #[error("there is no {} \"{}\" to remove", .kind.word(), shortened(.id.as_str()))]
    Missing {
        /// What was to be removed.
        kind: EntryKind,
        /// Its id.
        id: Id,
    },
    /// The map would break what must hold in every map.
    #[error("{}", sentence(.0))]
    Unsound(Vec<Problem>),
}

/// Of how many others a sentence gives the ids.
const MOST_NAMED: usize = 5;

/// What is wrong and what to do, of the first problem in full and of the others in short.
fn sentence(problems: &[Problem]) -> String {
    let Some(first) = problems.first() else { return String::new() };
    let place =
        format!("{} \"{}\": {}; {}", first.kind.word(), shortened(first.id.as_str()), first.message, first.advice);
    match problems
        .iter()
        .skip(1)
        .map(|other| format!("\"{}\"", shortened(other.id.as_str())))
        .collect::<Vec<_>>()
        .as_slice()
    {
        [] => place,
        others => format!("{place} (and so on for {})", list(others, MOST_NAMED)),
    }
}

/// The map after all the edits, or none of them. The map itself is sound, as every map is that was read or edited.
pub fn apply(map: &Map, edits: &[Edit]) -> Result<Map, EditError> {
    let mut changed = map.clone();
    edits.iter().try_for_each(|edit| make(&mut changed, edit))?;
    // All at once: there may be thousands of either.
    let decided: BTreeSet<&Undecided> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Decide(one) => Some(one),
            _ => None,
        })
        .collect();
    if !decided.is_empty() {
        changed.undecided.retain(|one| !decided.contains(one));
    }
    let problems = invariants::problems_since(map, &changed);
    if problems.is_empty() { Ok(changed) } else { Err(EditError::Unsound(problems)) }
}

fn make(map: &mut Map, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::Put(entry) => map.put(entry),
        Edit::PutOption(option) => drop(map.options.put(option.clone())),
        Edit::Remove(kind, id) if !map.contains(*kind, id) => {
            return Err(EditError::Missing { kind: *kind, id: id.clone() });
        }
        Edit::Remove(kind, id) => map.take_out(*kind, id),
        Edit::Reason(..) | Edit::Decide(_) => {}
    }
    Ok(())
}

/// The edits that leave it to the layouts again where the card of a node stands, in each of them.
pub fn removal_of_places<'a>(map: &Map, id: &'a Id) -> impl Iterator<Item = Edit> + use<'a> {
    let kinds = [EntryKind::Position, EntryKind::Spots].map(|kind| map.contains(kind, id).then_some(kind));
    kinds.into_iter().flatten().map(move |kind| Edit::Remove(kind, id.clone()))
}

/// The edits that remove a node with all that rests on it: its links, what it expects and the place of its card.
pub fn removal_of_node(map: &Map, id: &Id) -> Vec<Edit> {
    let links = map.links_of(id.as_str()).map(|link| Edit::Remove(EntryKind::Link, link.id.clone()));
    let place = removal_of_places(map, id);
    let speaks = |link: &&std::sync::Arc<super::Link>| {
        link.on_behalf_of.as_ref() == Some(id) && link.from != *id && link.to != *id
    };
    let spoken = map.links.iter().filter(speaks);
    let spoken = spoken.map(|link| Edit::put(super::Link { on_behalf_of: None, ..super::Link::clone(link) }));
    let expected = map.expectations.iter().filter(|expectation| expectation.partner == *id);
    let expected = expected.map(|expectation| Edit::Remove(EntryKind::Expectation, expectation.id.clone()));
    links.chain(spoken).chain(expected).chain(place).chain([Edit::Remove(EntryKind::Node, id.clone())]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Link, LinkKind, Node, NodeKind};

    fn map() -> Map {
        let put = [
            Edit::put(Node::new("board", NodeKind::Board, "Board")),
            Edit::put(Node::new("group", NodeKind::Group, "Group")),
            Edit::put(Link::new("group-to-board", LinkKind::ReportsTo, "group", "board")),
        ];
        apply(&Map::default(), &put).expect("a sound map")
    }

    #[test]
    fn edits_are_made_together_or_not_at_all() {
        let map = map();
        let bad = [
            Edit::Remove(EntryKind::Link, "group-to-board".into()),
            Edit::put(Link::new("x", LinkKind::Informs, "group", "nowhere")),
        ];
        let error = apply(&map, &bad).expect_err("an end is missing").to_string();
        assert_eq!(error, "link \"x\": there is no node \"nowhere\"; correct \"to\", or add the node");
        assert!(map.links.contains("group-to-board"));
    }

    #[test]
    fn the_order_of_edits_within_a_step_does_not_matter() {
        let step =
            [Edit::Remove(EntryKind::Node, "board".into()), Edit::Remove(EntryKind::Link, "group-to-board".into())];
        assert_eq!(apply(&map(), &step).map(|map| map.nodes.len()), Ok(1));
    }

    #[test]
    fn a_node_with_links_stays_unless_they_go_with_it() {
        let map = map();
        let board = Id::from("board");
        let error =
            apply(&map, &[Edit::Remove(EntryKind::Node, board.clone())]).expect_err("a link rests on it").to_string();
        assert!(error.contains("group-to-board"), "{error}");
        let without = apply(&map, &removal_of_node(&map, &board)).expect("nothing rests on it any more");
        assert_eq!((without.nodes.len(), without.links.len()), (1, 0));
    }

    #[test]
    fn only_what_is_there_can_be_removed() {
        let error = apply(&map(), &[Edit::Remove(EntryKind::Theme, "be-healthy".into())]).expect_err("no such theme");
        assert_eq!(error.to_string(), "there is no theme \"be-healthy\" to remove");
    }

    #[test]
    fn an_edit_that_lets_an_area_lie_within_itself_is_refused() {
        let within = |id: &str, outer: &str| crate::model::Area {
            within: Some(outer.into()),
            ..crate::model::Area::new(id, id)
        };
        let areas = apply(&map(), &[Edit::put(crate::model::Area::new("a", "A")), Edit::put(within("b", "a"))]);
        let error = apply(&areas.expect("a sound map"), &[Edit::put(within("a", "b"))]).expect_err("a ring");
        assert!(error.to_string().contains("it lies within itself by way of \"b\""), "{error}");
    }

    #[test]
    fn ids_are_slugs_and_what_is_named_is_declared() {
        let mut node = Node::new("group", NodeKind::Group, "Group");
        node.themes.insert("nowhere".into());
        for edit in [Edit::put(Node::new("No Slug", NodeKind::Group, "x")), Edit::put(node)] {
            assert!(matches!(apply(&map(), &[edit]), Err(EditError::Unsound(problems)) if problems.len() == 1));
        }
    }
}
