//! Edits: the one way in which a map changes.

use super::diff::DesignOption;
use super::invariants::{self, Problem};
use super::{Entry, EntryKind, Header, Id, Link, Map, Node, Position, Record, Source, Table, Theme, Total};

/// One change of a map. Putting a record adds it, or takes the place of the one with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what it does and to what")]
pub enum Edit {
    PutNode(Node),
    RemoveNode(Id),
    PutLink(Link),
    RemoveLink(Id),
    PutTheme(Theme),
    RemoveTheme(Id),
    PutSource(Source),
    RemoveSource(Id),
    PutTotal(Total),
    RemoveTotal(Id),
    Place(Position),
    Unplace(Id),
    PutOption(DesignOption),
    RemoveOption(Id),
    PutHeader(Header),
}

/// Why edits were not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// What is to be removed is not there.
    #[error("there is no {} \"{id}\" to remove", .kind.word())]
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

/// What is wrong and what to do, of the first problem in full and of the others in short.
fn sentence(problems: &[Problem]) -> String {
    let Some(first) = problems.first() else { return String::new() };
    let place = format!("{} \"{}\": {}; {}", first.kind.word(), first.id, first.message, first.advice);
    match problems.iter().skip(1).map(|other| format!("\"{}\"", other.id)).collect::<Vec<_>>().as_slice() {
        [] => place,
        others => format!("{place} (and so on for {})", others.join(", ")),
    }
}

/// The map after all the edits, or none of them.
pub fn apply(map: &Map, edits: &[Edit]) -> Result<Map, EditError> {
    let mut changed = map.clone();
    edits.iter().try_for_each(|edit| make(&mut changed, edit))?;
    let problems = invariants::problems(&changed);
    if problems.is_empty() { Ok(changed) } else { Err(EditError::Unsound(problems)) }
}

fn make(map: &mut Map, edit: &Edit) -> Result<(), EditError> {
    match edit {
        Edit::PutNode(node) => put(&mut map.nodes, node),
        Edit::PutLink(link) => put(&mut map.links, link),
        Edit::PutTheme(theme) => put(&mut map.themes, theme),
        Edit::PutSource(source) => put(&mut map.sources, source),
        Edit::PutTotal(total) => put(&mut map.totals, total),
        Edit::Place(position) => put(&mut map.placement, position),
        Edit::PutOption(option) => put(&mut map.options, option),
        Edit::PutHeader(header) => map.put_header(header),
        Edit::RemoveNode(id) => return remove(map, EntryKind::Node, id),
        Edit::RemoveLink(id) => return remove(map, EntryKind::Link, id),
        Edit::RemoveTheme(id) => return remove(map, EntryKind::Theme, id),
        Edit::RemoveSource(id) => return remove(map, EntryKind::Source, id),
        Edit::RemoveTotal(id) => return remove(map, EntryKind::Total, id),
        Edit::Unplace(id) => return remove(map, EntryKind::Position, id),
        Edit::RemoveOption(id) => return remove(map, EntryKind::Option, id),
    }
    Ok(())
}

fn put<T: Record + Clone>(table: &mut Table<T>, record: &T) {
    table.put(record.clone());
}

fn remove(map: &mut Map, kind: EntryKind, id: &Id) -> Result<(), EditError> {
    if !invariants::contains(map, kind, id) {
        return Err(EditError::Missing { kind, id: id.clone() });
    }
    take_out(map, kind, id);
    Ok(())
}

/// Takes a record out of a map, if it is there. The heading stays.
pub(super) fn take_out(map: &mut Map, kind: EntryKind, id: &Id) {
    let id = id.as_str();
    match kind {
        EntryKind::Map => {}
        EntryKind::Source => drop(map.sources.remove(id)),
        EntryKind::Theme => drop(map.themes.remove(id)),
        EntryKind::Node => drop(map.nodes.remove(id)),
        EntryKind::Link => drop(map.links.remove(id)),
        EntryKind::Total => drop(map.totals.remove(id)),
        EntryKind::Position => drop(map.placement.remove(id)),
        EntryKind::Option => drop(map.options.remove(id)),
    }
}

/// The edits that remove a node with all that rests on it: its links and the place of its card.
pub fn removal_of_node(map: &Map, id: &Id) -> Vec<Edit> {
    let links = map.links_of(id.as_str()).map(|link| Edit::RemoveLink(link.id.clone()));
    let place = map.placement.get(id.as_str()).map(|position| Edit::Unplace(position.id.clone()));
    links.chain(place).chain([Edit::RemoveNode(id.clone())]).collect()
}

/// The edit that puts an entry.
impl From<&Entry> for Edit {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Map(header) => Self::PutHeader(Header::clone(header)),
            Entry::Source(record) => Self::PutSource(Source::clone(record)),
            Entry::Theme(record) => Self::PutTheme(Theme::clone(record)),
            Entry::Node(record) => Self::PutNode(Node::clone(record)),
            Entry::Link(record) => Self::PutLink(Link::clone(record)),
            Entry::Total(record) => Self::PutTotal(Total::clone(record)),
            Entry::Position(record) => Self::Place(Position::clone(record)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LinkKind, NodeKind};

    fn map() -> Map {
        let put = [
            Edit::PutNode(Node::new("board", NodeKind::Board, "Board")),
            Edit::PutNode(Node::new("group", NodeKind::Group, "Group")),
            Edit::PutLink(Link::new("group-to-board", LinkKind::ReportsTo, "group", "board")),
        ];
        apply(&Map::default(), &put).expect("a sound map")
    }

    #[test]
    fn edits_are_made_together_or_not_at_all() {
        let map = map();
        let bad = [
            Edit::RemoveLink("group-to-board".into()),
            Edit::PutLink(Link::new("x", LinkKind::Informs, "group", "nowhere")),
        ];
        let error = apply(&map, &bad).expect_err("an end is missing").to_string();
        assert_eq!(error, "link \"x\": there is no node \"nowhere\"; correct \"to\", or add the node");
        assert!(map.links.contains("group-to-board"));
    }

    #[test]
    fn the_order_of_edits_within_a_step_does_not_matter() {
        let step = [Edit::RemoveNode("board".into()), Edit::RemoveLink("group-to-board".into())];
        assert_eq!(apply(&map(), &step).map(|map| map.nodes.len()), Ok(1));
    }

    #[test]
    fn a_node_with_links_stays_unless_they_go_with_it() {
        let map = map();
        let board = Id::from("board");
        let error = apply(&map, &[Edit::RemoveNode(board.clone())]).expect_err("a link rests on it").to_string();
        assert!(error.contains("group-to-board"), "{error}");
        let without = apply(&map, &removal_of_node(&map, &board)).expect("nothing rests on it any more");
        assert_eq!((without.nodes.len(), without.links.len()), (1, 0));
    }

    #[test]
    fn only_what_is_there_can_be_removed() {
        let error = apply(&map(), &[Edit::RemoveTheme("be-healthy".into())]).expect_err("no such theme");
        assert_eq!(error.to_string(), "there is no theme \"be-healthy\" to remove");
    }

    #[test]
    fn ids_are_slugs_and_what_is_named_is_declared() {
        let mut node = Node::new("group", NodeKind::Group, "Group");
        node.themes.insert("nowhere".into());
        for edit in [Edit::PutNode(Node::new("No Slug", NodeKind::Group, "x")), Edit::PutNode(node)] {
            assert!(matches!(apply(&map(), &[edit]), Err(EditError::Unsound(problems)) if problems.len() == 1));
        }
    }
}
