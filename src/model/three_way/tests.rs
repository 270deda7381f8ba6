//! How two versions of a map become one.

use super::*;
use crate::model::edit::{self, Edit};
use crate::model::invariants::problems;
use crate::model::{Confidence, Evidence, Fulfilment, LinkKind, Meets, Node, NodeKind, NodeStatus, Quantity};

fn edited(map: &Map, edits: &[Edit]) -> Map {
    edit::apply(map, edits).expect("edits that fit the map")
}

fn base() -> Map {
    let source =
        Source { id: "report".into(), title: "Report".into(), publisher: None, date: None, unknown: Unknown::new() };
    let put = [
        Edit::put(source),
        Edit::put(Node::new("board", NodeKind::Board, "Board")),
        Edit::put(Node::new("forum", NodeKind::Group, "Forum")),
        Edit::put(Link::new("line", LinkKind::ReportsTo, "forum", "board")),
    ];
    edited(&Map::default(), &put)
}

fn with(map: &Map, id: &str, change: impl FnOnce(&mut Node)) -> Map {
    let mut node = Node::clone(map.nodes.get(id).expect("a node"));
    change(&mut node);
    edited(map, &[Edit::put(node)])
}

fn said(merged: &Merged) -> Vec<String> {
    assert_eq!(problems(&merged.map), vec![]);
    merged.map.undecided.iter().map(ToString::to_string).collect()
}

#[test]
fn different_fields_of_one_body_go_together() {
    let ours = with(&base(), "board", |board| board.remit = Some("Decides".into()));
    let theirs = with(&base(), "board", |board| board.status = NodeStatus::Dormant);
    let merged = merge(&base(), &ours, &theirs);
    let board = merged.map.nodes.get("board").expect("it stays");
    assert_eq!((board.remit.as_deref(), board.status), (Some("Decides"), NodeStatus::Dormant));
    assert_eq!(said(&merged), Vec::<String>::new());
}

#[test]
fn parts_of_meetings_and_single_pieces_of_evidence_go_by_themselves() {
    let quantity = |number: i64| Quantity::new(number.into());
    let evidence = |place: &str| Evidence {
        about: None,
        source: "report".into(),
        place: Some(place.into()),
        confidence: Confidence::Stated,
        note: None,
        unknown: Unknown::new(),
    };
    let base = with(&base(), "board", |board| board.evidence = vec![evidence("2"), evidence("1")]);
    let ours = with(&base, "board", |board| {
        board.meets = Some(Meets { times_a_year: quantity(4), ..Meets::default() });
        board.evidence = vec![evidence("2"), evidence("1"), evidence("3")];
    });
    let theirs = with(&base, "board", |board| {
        board.meets = Some(Meets { hours: quantity(2), ..Meets::default() });
        board.evidence = vec![evidence("1"), evidence("0")];
    });
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(said(&merged), Vec::<String>::new());
    let board = merged.map.nodes.get("board").expect("it stays");
    let meets = board.meets.as_ref().expect("both say so");
    assert_eq!((meets.times_a_year, meets.hours), (quantity(4), quantity(2)));
    assert_eq!(board.evidence, [evidence("1"), evidence("0"), evidence("3")]);
}

#[test]
fn a_field_that_both_change_stays_as_it_was_until_somebody_decides() {
    let ours = with(&base(), "board", |board| board.name = "Cabinet".into());
    let theirs = with(&base(), "board", |board| board.name = "Executive".into());
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(merged.map.name("board"), "Board");
    let expected =
        "node \"board\", name: \"Cabinet\" on our side, \"Executive\" on theirs; for now \"Board\", as it was before";
    assert_eq!(said(&merged), [expected]);
    assert_eq!(merge_as_base(&base(), &ours, &theirs), base());
}

#[test]
fn a_removal_against_an_edit_is_left_to_be_decided() {
    let ours = edited(&base(), &edit::removal_of_node(&base(), &"forum".into()));
    let theirs = with(&base(), "forum", |forum| forum.remit = Some("Talks".into()));
    let merged = merge(&base(), &ours, &theirs);
    let forum = merged.map.nodes.get("forum").expect("it stays");
    assert_eq!(forum.remit.as_deref(), Some("Talks"));
    let expected = "node \"forum\": removed on our side, changed or still needed on theirs; it stays for now";
    assert_eq!(said(&merged), [expected]);
    assert!(merged.map.undecided[0].is_removal());
}

#[test]
fn a_line_to_a_body_that_the_other_removed_brings_it_back() {
    let ours = edited(&base(), &edit::removal_of_node(&base(), &"forum".into()));
    let theirs = edited(&base(), &[Edit::put(Link::new("told", LinkKind::Informs, "board", "forum"))]);
    for merged in [merge(&base(), &ours, &theirs), merge(&base(), &theirs, &ours)] {
        assert!(merged.map.nodes.contains("forum") && merged.map.links.contains("told"));
        assert!(!merged.map.links.contains("line"), "nobody needs that one");
        assert_eq!(said(&merged).len(), 1);
    }
}

#[test]
fn two_new_bodies_with_one_id_both_stay_with_their_lines() {
    let new = |name: &str, kind| {
        let node = Node::new("panel", NodeKind::Group, name);
        edited(&base(), &[Edit::put(node), Edit::put(Link::new("panel-line", kind, "panel", "board"))])
    };
    let (ours, theirs) = (new("Youth Panel", LinkKind::ReportsTo), new("Parents Panel", LinkKind::Informs));
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(said(&merged), Vec::<String>::new());
    let of = |id: &str| merged.map.nodes.get(id).map(|node| node.name.as_str());
    assert_eq!([of("panel"), of("panel-2")], [Some("Parents Panel"), Some("Youth Panel")]);
    let line = |from: &str| merged.map.links_of(from).map(|link| link.kind).collect::<Vec<_>>();
    assert_eq!((line("panel"), line("panel-2")), (vec![LinkKind::Informs], vec![LinkKind::ReportsTo]));
    assert_eq!(merged.renamed.len(), 2);
}

#[test]
fn one_line_that_both_add_is_one_line() {
    let seats = |seats: Option<u32>, note: Option<&str>| {
        let seat = Link::new("seat", LinkKind::MemberOf, "forum", "board");
        edited(&base(), &[Edit::put(Link { seats, note: note.map(str::to_owned), ..seat })])
    };
    let merged = merge(&base(), &seats(Some(2), None), &seats(None, Some("since May")));
    let seat = merged.map.links.get("seat").expect("one");
    assert_eq!((seat.seats, seat.note.as_deref(), merged.map.links.len()), (Some(2), Some("since May"), 2));
    let merged = merge(&base(), &seats(Some(2), None), &seats(Some(3), None));
    assert_eq!(said(&merged), ["link \"seat\", seats: 2 on our side, 3 on theirs; for now nothing, as it was before"]);
}

#[test]
fn options_merge_stance_by_stance() {
    let with = |stances: &[(&str, Fulfilment)]| {
        let mut option = DesignOption::new("lean", "Lean");
        stances.iter().for_each(|(id, stance)| drop(option.stances.put(Stance::new(*id, *stance))));
        edited(&base(), &[Edit::PutOption(option)])
    };
    let before = with(&[("a", Fulfilment::Unknown), ("b", Fulfilment::Not)]);
    let ours = with(&[("a", Fulfilment::Met), ("c", Fulfilment::Partly)]);
    let theirs = with(&[("a", Fulfilment::Partly), ("b", Fulfilment::Not), ("d", Fulfilment::Not)]);
    let merged = merge(&before, &ours, &theirs);
    let option = merged.map.options.get("lean").expect("one");
    let stances: Vec<_> = option.stances.iter().map(|one| (one.expectation.as_str(), one.stance)).collect();
    assert_eq!(stances, [("a", Fulfilment::Unknown), ("c", Fulfilment::Partly), ("d", Fulfilment::Not)]);
    let said = said(&merged);
    assert!(matches!(said.as_slice(), [one] if one.starts_with("option \"lean\", stances \"a\": ")), "{said:?}");
}

#[test]
fn options_merge_change_by_change() {
    let option = |changes| DesignOption { changes, ..DesignOption::new("lean", "Lean") };
    let put = |map: &Map, option: DesignOption| edited(map, &[Edit::PutOption(option)]);
    let ended =
        |id: &str| crate::model::diff::between(&base(), &with(&base(), id, |node| node.status = NodeStatus::Ended));
    let before = put(&base(), option(Vec::new()));
    let merged = merge(&before, &put(&before, option(ended("board"))), &put(&before, option(ended("forum"))));
    let lean = merged.map.options.get("lean").expect("it stays");
    assert_eq!((lean.changes.len(), said(&merged).len()), (2, 0));
    let named = |name: &str| DesignOption { name: name.into(), ..option(Vec::new()) };
    let merged = merge(&before, &put(&before, named("A")), &put(&before, named("B")));
    assert_eq!(
        said(&merged),
        ["option \"lean\", name: \"A\" on our side, \"B\" on theirs; for now \"Lean\", as it was before"]
    );
    let merged = merge(&base(), &put(&base(), named("A")), &put(&base(), named("B")));
    let names: Vec<&str> = merged.map.options.iter().map(|option| option.name.as_str()).collect();
    assert_eq!(names, ["A", "B"], "two new options of one id both stay");
}

#[test]
fn a_sum_and_its_currency_are_one_thing() {
    let mut base = Map::default();
    for id in ["payer", "paid"] {
        base.nodes.put(Node::new(id, NodeKind::Partner, id));
    }
    let pays = Link {
        amount: Some(100.into()),
        currency: Some("GBP".into()),
        ..Link::new("pays", LinkKind::Funds, "payer", "paid")
    };
    base.links.put(pays.clone());
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.links.put(Link { amount: Some(90.into()), ..pays.clone() });
    theirs.links.put(Link { currency: Some("EUR".into()), ..pays.clone() });
    let Merged { map, .. } = merge(&base, &ours, &theirs);
    assert_eq!(map.links.get("pays").map(|link| &**link), Some(&pays));
    let fields: Vec<_> = map.undecided.iter().map(|one| one.field.as_deref()).collect();
    assert_eq!(fields, [Some("amount"), Some("currency")]);
}
