//! How the changes of an option meet later edits.

use super::*;
use crate::model::edit::{self, Edit};
use crate::model::{EntryKind, Link, LinkKind, Node, NodeKind};

fn option(changes: Vec<Change>) -> DesignOption {
    DesignOption { changes, ..DesignOption::new("option", "Option") }
}

fn edited(map: &Map, edits: &[Edit]) -> Map {
    edit::apply(map, edits).expect("edits that fit the map")
}

fn base() -> Map {
    let put = [
        Edit::put(Node::new("board", NodeKind::Board, "Board")),
        Edit::put(Node::new("group", NodeKind::Group, "Group")),
        Edit::put(Node::new("forum", NodeKind::Group, "Forum")),
        Edit::put(Link::new("group-to-board", LinkKind::ReportsTo, "group", "board")),
    ];
    edited(&Map::default(), &put)
}

fn board(change: impl FnOnce(&mut Node)) -> Edit {
    let mut node = Node::new("board", NodeKind::Board, "Board");
    change(&mut node);
    Edit::put(node)
}

/// Applies the option that makes `wanted` of the base, after `since` was made of the base, and gives the map and what is
/// said of conflicts.
fn meet(wanted: &[Edit], since: &[Edit]) -> (Map, Vec<String>) {
    let base = base();
    let changes = between(&base, &edited(&base, wanted));
    let applied = apply(&edited(&base, since), &option(changes));
    (applied.map, applied.conflicts.iter().map(Conflict::to_string).collect())
}

#[test]
fn changes_of_different_fields_go_together() {
    let wanted = board(|node| {
        node.name = "New Board".into();
        node.tags.insert("option".into());
        node.fields.insert("a".into(), "1".into());
    });
    let since = board(|node| {
        node.remit = Some("Decides".into());
        node.tags.insert("since".into());
        node.fields.insert("b".into(), "2".into());
    });
    let (map, conflicts) = meet(&[wanted], &[since]);
    let both = board(|node| {
        node.name = "New Board".into();
        node.remit = Some("Decides".into());
        node.tags = ["option", "since"].map(str::to_owned).into();
        node.fields = [("a", "1"), ("b", "2")].map(|(name, text)| (name.to_owned(), text.to_owned())).into();
    });
    assert_eq!((map, conflicts), (edited(&base(), &[both]), vec![]));
}

#[test]
fn two_values_for_one_field_are_a_conflict_and_the_rest_is_changed() {
    let wanted = board(|node| {
        node.name = "A".into();
        node.size = Some(5);
    });
    let (map, conflicts) = meet(&[wanted], &[board(|node| node.name = "B".into())]);
    let board = map.nodes.get("board").expect("still there");
    assert_eq!((board.name.as_str(), board.size), ("B", Some(5)));
    assert_eq!(conflicts, ["node \"board\": the option and the map have both changed name; the map's value stays"]);
}

#[test]
fn what_was_edited_since_is_not_removed() {
    let removal = edit::removal_of_node(&base(), &"forum".into());
    let mut forum = Node::new("forum", NodeKind::Group, "Forum");
    forum.remit = Some("Talks".into());
    let (map, conflicts) = meet(&removal, &[Edit::put(forum)]);
    assert!(map.nodes.contains("forum"));
    assert_eq!(conflicts, ["node \"forum\": the option removes it, and it has been edited since; it stays"]);
}

#[test]
fn what_was_removed_since_stays_away() {
    let since = edit::removal_of_node(&base(), &"board".into());
    let (map, conflicts) = meet(&[board(|node| node.size = Some(5))], &since);
    assert!(!map.nodes.contains("board"));
    assert_eq!(conflicts, ["node \"board\": the option changes it, and it has been removed since; it stays away"]);
}

#[test]
fn nothing_is_left_pointing_nowhere() {
    let removal = edit::removal_of_node(&base(), &"forum".into());
    let since = Edit::put(Link::new("forum-to-board", LinkKind::ReportsTo, "forum", "board"));
    let (map, conflicts) = meet(&removal, &[since]);
    assert!(map.nodes.contains("forum") && map.links.contains("forum-to-board"));
    let expected = "node \"forum\": this change is left out, or for the link \"forum-to-board\" it would be that there is no node \"forum\"";
    assert_eq!(conflicts, [expected]);

    let wanted = Edit::put(Link::new("forum-to-board", LinkKind::ReportsTo, "forum", "board"));
    let since = edit::removal_of_node(&base(), &"forum".into());
    let (map, conflicts) = meet(&[wanted], &since);
    assert!(!map.links.contains("forum-to-board"));
    assert_eq!(conflicts.len(), 1);
}

#[test]
fn the_same_change_on_both_sides_is_no_conflict() {
    let change = || [board(|node| node.size = Some(5)), Edit::Remove(EntryKind::Link, "group-to-board".into())];
    let (map, conflicts) = meet(&change(), &change());
    assert_eq!((map, conflicts), (edited(&base(), &change()), vec![]));
}

#[test]
fn an_option_brings_to_life_the_proposed_bodies_that_it_adds_or_changes() {
    let mut new = Node::new("new", NodeKind::Group, "New");
    new.status = NodeStatus::Proposed;
    let (map, _) = meet(&[Edit::put(new.clone())], &[]);
    assert!(map.is_live(&new));
    assert!(!edited(&base(), &[Edit::put(new.clone())]).is_live(&new), "a proposal without an option is no body");
}

#[test]
fn what_an_option_leaves_as_it_is_or_cannot_change_is_not_brought_to_life() {
    let mut new = Node::new("new", NodeKind::Group, "New");
    new.status = NodeStatus::Proposed;
    let with = edited(&base(), &[Edit::put(new.clone())]);
    let edited_since = edited(&with, &[Edit::put(Node { size: Some(5), ..new.clone() })]);
    let entry = || Some(crate::model::Entry::from(new.clone()));
    let change = |before, after| Change { before, after, reason: Some("agreed".into()), unknown: Default::default() };
    let adopted = |map: &Map, change: Change| !apply(map, &option(vec![change])).map.adopted.is_empty();
    assert!(!adopted(&with, change(entry(), entry())), "the reason why it stays a proposal");
    assert!(!adopted(&edited_since, change(entry(), None)), "it was to go, and stays for now");
    assert!(!adopted(&edited_since, change(None, entry())), "another proposal of that id");
    assert!(adopted(&edited_since, change(None, Some(Node { size: Some(5), ..new.clone() }.into()))));
}
