//! What becomes of bodies and strands, a case each.

use super::*;
use crate::model::diff::{apply, between};
use crate::model::edit::{self, Edit};
use crate::model::{DesignOption, Link, Theme, Unknown};

fn node(id: &str, kind: NodeKind) -> Node {
    Node::new(id, kind, id)
}

fn with_status(id: &str, kind: NodeKind, status: NodeStatus) -> Edit {
    Edit::put(Node { status, ..node(id, kind) })
}

fn line(kind: LinkKind, from: &str, to: &str) -> Edit {
    Edit::put(Link::new(format!("{from}-{}-{to}", kind.seen(true).to_lowercase().replace(' ', "-")), kind, from, to))
}

fn gone(map: &Map, kind: LinkKind, from: &str) -> Vec<Edit> {
    let lines = map.links_of(from).filter(|link| link.kind == kind && link.from.as_str() == from);
    lines.map(|link| Edit::Remove(EntryKind::Link, link.id.clone())).collect()
}

/// A council, a board that answers to it, a group and a strand below the board, and a partner with a seat.
fn town() -> Map {
    let mut council = node("council", NodeKind::Partner);
    council.accountable_body = Some(true);
    let mut board = node("board", NodeKind::Board);
    board.themes.insert("safe".into());
    let theme = Theme { id: "safe".into(), name: "Safe".into(), evidence: Vec::new(), unknown: Unknown::new() };
    let put = [
        Edit::put(theme),
        Edit::put(council),
        Edit::put(board),
        Edit::put(node("group", NodeKind::Group)),
        Edit::put(node("play", NodeKind::Strand)),
        Edit::put(node("nobodys", NodeKind::Strand)),
        Edit::put(node("school", NodeKind::Partner)),
        line(LinkKind::ReportsTo, "board", "council"),
        line(LinkKind::ReportsTo, "group", "board"),
        line(LinkKind::Owns, "board", "play"),
        line(LinkKind::MemberOf, "school", "board"),
    ];
    edit::apply(&Map::default(), &put).expect("a sound map")
}

/// The ledger of an option that makes these edits of the town, with a reason for the records of these ids.
fn of(edits: &[Edit], reasons: &[&str]) -> Ledger {
    let map = town();
    let mut changes = between(&map, &edit::apply(&map, edits).expect("a sound map"));
    for change in &mut changes {
        let id = change.subject().and_then(|(_, id)| id.map(Id::to_string)).unwrap_or_default();
        change.reason = reasons.contains(&id.as_str()).then(|| "agreed".to_owned());
    }
    let option = DesignOption { changes, ..DesignOption::new("o", "O") };
    let after = apply(&map, &option).map;
    ledger(&map, &after, &option.changes)
}

fn fate<'a>(ledger: &'a Ledger, about: About, id: &str) -> &'a Line {
    ledger.lines.iter().find(|line| line.about == about && line.id.as_str() == id).expect("a line")
}

fn body(ledger: &Ledger, id: &str) -> Fate {
    fate(ledger, About::Body, id).fate.clone()
}

fn strand(ledger: &Ledger, id: &str) -> Fate {
    fate(ledger, About::Strand, id).fate.clone()
}

fn lost(why: Why) -> Fate {
    Fate::Unaccounted { why }
}

fn ids(ids: &[&str]) -> Vec<Id> {
    ids.iter().map(|id| Id::from(*id)).collect()
}

fn ended(id: &str, kind: NodeKind) -> Edit {
    let mut node = node(id, kind);
    if id == "board" {
        node.themes.insert("safe".into());
    }
    Edit::put(Node { status: NodeStatus::Ended, ..node })
}

#[test]
fn what_nobody_touches_is_kept_and_what_was_nobodys_is_inherited() {
    let ledger = of(&[], &[]);
    assert_eq!(ledger.lines.len(), 6);
    assert_eq!((body(&ledger, "board"), strand(&ledger, "play")), (Fate::Kept, Fate::Kept));
    assert_eq!(strand(&ledger, "nobodys"), Fate::Inherited);
    assert_eq!(ledger.strands, Tally { all: 1, accounted: 1, inherited: 1 });
    assert_eq!(ledger.sentence(), "4 of 4 bodies and 1 of 1 strand accounted for; 1 strand was nobody's before");
}

#[test]
fn another_name_is_no_other_fate_and_another_field_is() {
    let renamed = Edit::put(Node { name: "Forum".into(), ..node("group", NodeKind::Group) });
    let ledger = of(&[renamed], &[]);
    let group = fate(&ledger, About::Body, "group");
    assert_eq!((&group.fate, group.new_name.as_deref()), (&Fate::Kept, Some("Forum")));
    let dormant = of(&[with_status("group", NodeKind::Group, NodeStatus::Dormant)], &[]);
    assert_eq!(body(&dormant, "group"), Fate::Changed { what: vec!["status".to_owned()] });
}

#[test]
fn a_strand_whose_owner_is_not_at_work_any_more_is_not_kept() {
    let ledger = of(&[ended("board", NodeKind::Board)], &["board"]);
    assert_eq!(body(&ledger, "board"), Fate::Ended { why: "agreed".into() });
    assert_eq!(strand(&ledger, "play"), lost(Why::OwnersGone(ids(&["board"]))));
    let ledger = of(&gone(&town(), LinkKind::Owns, "board"), &[]);
    assert_eq!(strand(&ledger, "play"), lost(Why::NoOwner));
}

#[test]
fn a_body_whose_every_route_breaks_is_kept_and_cut_off() {
    let ledger = of(&[ended("board", NodeKind::Board)], &["board"]);
    let group = fate(&ledger, About::Body, "group");
    assert_eq!((&group.fate, group.cut_off), (&Fate::Kept, true));
    assert!(group.words(&town(), &town()).contains("cut off"));
    assert!(!fate(&of(&[], &[]), About::Body, "group").cut_off);
}

#[test]
fn what_goes_into_another_follows_the_chain_to_its_end() {
    let chain = [
        ended("board", NodeKind::Board),
        ended("group", NodeKind::Group),
        line(LinkKind::AbsorbedInto, "board", "group"),
        line(LinkKind::AbsorbedInto, "group", "school"),
    ];
    let ledger = of(&chain, &[]);
    assert_eq!(body(&ledger, "board"), Fate::Merged { into: ids(&["school"]) });
    let ends = of(&chain[..3], &["group"]);
    assert_eq!(body(&ends, "board"), Fate::Ended { why: "agreed".into() });
    assert_eq!(body(&of(&chain[..3], &[]), "board"), lost(Why::NoReason));
}

#[test]
fn what_was_made_one_with_another_goes_into_it() {
    let mut edits = edit::removal_of_node(&town(), &"group".into());
    edits.push(Edit::put(Node { merged: ids(&["group"]).into_iter().collect(), ..node("school", NodeKind::Partner) }));
    let ledger = of(&edits, &[]);
    assert_eq!(body(&ledger, "group"), Fate::Merged { into: ids(&["school"]) });
    assert_eq!(body(&ledger, "school"), Fate::Kept);
}

#[test]
fn a_ring_is_no_end() {
    let ring = [
        ended("board", NodeKind::Board),
        ended("group", NodeKind::Group),
        line(LinkKind::AbsorbedInto, "board", "group"),
        line(LinkKind::AbsorbedInto, "group", "board"),
    ];
    let ledger = of(&ring, &["board", "group"]);
    assert_eq!((body(&ledger, "board"), body(&ledger, "group")), (lost(Why::Ring), lost(Why::Ring)));
}

#[test]
fn what_is_split_is_accounted_for_when_each_part_is() {
    let split = [
        ended("board", NodeKind::Board),
        with_status("group", NodeKind::Group, NodeStatus::Dormant),
        line(LinkKind::AbsorbedInto, "board", "school"),
        line(LinkKind::AbsorbedInto, "board", "group"),
    ];
    assert_eq!(body(&of(&split, &["board"]), "board"), lost(Why::NotAtWork("group".into())));
    let split = [split[0].clone(), split[2].clone(), split[3].clone()];
    assert_eq!(body(&of(&split, &[]), "board"), Fate::Merged { into: ids(&["group", "school"]) });
}

#[test]
fn a_body_that_is_only_proposed_counts_when_the_option_adopts_it() {
    let new = with_status("new", NodeKind::Board, NodeStatus::Proposed);
    let mut edits = gone(&town(), LinkKind::Owns, "board");
    edits.extend([new, line(LinkKind::Owns, "new", "play")]);
    assert_eq!(strand(&of(&edits, &[]), "play"), Fate::Moved { from: ids(&["board"]), to: ids(&["new"]) });
    let map = town();
    let after = edit::apply(&map, &edits).expect("a sound map");
    let not_adopted = ledger(&map, &after, &[]);
    assert_eq!(strand(&not_adopted, "play"), lost(Why::OwnersGone(ids(&["new"]))));
}

#[test]
fn what_ends_or_goes_without_a_reason_is_unaccounted_for() {
    let removal = edit::removal_of_node(&town(), &"group".into());
    assert_eq!(body(&of(&removal, &[]), "group"), lost(Why::NoReason));
    assert_eq!(body(&of(&removal, &["group"]), "group"), Fate::Ended { why: "agreed".into() });
    assert_eq!(body(&of(&[ended("group", NodeKind::Group)], &[]), "group"), lost(Why::NoReason));
    let note = Node { status: NodeStatus::Ended, status_note: Some("Done".into()), ..node("group", NodeKind::Group) };
    assert_eq!(body(&of(&[Edit::put(note)], &[]), "group"), Fate::Ended { why: "Done".into() });
    let strand_ends = of(&[ended("nobodys", NodeKind::Strand)], &[]);
    assert_eq!(strand(&strand_ends, "nobodys"), lost(Why::NoReason));
}

#[test]
fn moves_tell_from_whom_and_to_whom() {
    let mut edits = gone(&town(), LinkKind::ReportsTo, "group");
    edits.push(line(LinkKind::ReportsTo, "group", "council"));
    assert_eq!(body(&of(&edits, &[]), "group"), Fate::Moved { from: ids(&["board"]), to: ids(&["council"]) });
    let shared = of(&[line(LinkKind::Owns, "school", "play")], &[]);
    assert_eq!(strand(&shared, "play"), Fate::Changed { what: vec!["owners".to_owned()] });
    let given = of(&[line(LinkKind::Owns, "school", "nobodys")], &[]);
    let line = fate(&given, About::Strand, "nobodys");
    assert_eq!((&line.fate, line.inherited), (&Fate::Moved { from: vec![], to: ids(&["school"]) }, true));
}

#[test]
fn a_last_seat_and_a_last_carrier_are_lines_of_their_own() {
    let ledger = of(&[ended("board", NodeKind::Board)], &["board"]);
    assert_eq!(fate(&ledger, About::LastSeat, "school").fate, lost(Why::NoSeat));
    assert_eq!(fate(&ledger, About::LastCarrier, "safe").fate, lost(Why::NoCarrier));
    assert_eq!((ledger.seats.all, ledger.themes.all, ledger.unaccounted()), (1, 1, 3));
    let seat = gone(&town(), LinkKind::MemberOf, "school");
    let id = town().links_of("school").map(|link| link.id.to_string()).next().expect("a seat");
    let ledger = of(&seat, &[&id]);
    assert_eq!(fate(&ledger, About::LastSeat, "school").fate, Fate::Ended { why: "agreed".into() });
}

#[test]
fn a_chain_of_thousands_is_followed() {
    let mut map = Map::default();
    let id = |number: usize| format!("b{number}");
    for number in 0..20_000 {
        map.nodes.put(node(&id(number), NodeKind::Group));
    }
    let mut after = map.clone();
    for number in 0..19_999 {
        after.nodes.put(Node { status: NodeStatus::Ended, ..node(&id(number), NodeKind::Group) });
        let (from, to) = (id(number), id(number + 1));
        after.links.put(Link::new(format!("l{number}"), LinkKind::AbsorbedInto, from, to));
    }
    let ledger = ledger(&map, &after, &[]);
    assert_eq!((ledger.bodies.all, ledger.bodies.accounted), (20_000, 20_000));
}
