//! What two bodies become together.

use super::super::test_map::{done, lines, map, refusal};
use super::*;
use crate::editing::fields::field;
use crate::model::{Area, Evidence, LinkStatus, Meets, NodeStatus, Position, Quantity, RawJson, Source, Tier, Unknown};

fn evidence(place: &str) -> Evidence {
    let place = Some(place.to_owned());
    Evidence { place, ..Evidence::new("review") }
}

/// A town in which the Safety Group and the Safety Forum are the same body twice over.
fn town() -> Map {
    let mut map = map(
        "board Board, group Safety Group, group Safety Forum, strand Play, partner Police",
        "Safety Group reports_to Board, Safety Forum reports_to Board, Safety Forum reports_to Safety Group, \
         Safety Forum owns Play, Police funds Safety Group, Police funds Safety Forum",
    );
    let (publisher, date) = (None, None);
    map.sources.put(Source { id: "review".into(), title: "R".into(), publisher, date, unknown: Unknown::new() });
    change(&mut map, "safety-group", |node| {
        node.remit = Some("Keeps safe".into());
        node.evidence = vec![evidence("1")];
        node.tags = ["a".to_owned()].into();
        node.sector = Some("council".into());
        node.fields = [("row".to_owned(), "4".to_owned())].into();
    });
    change(&mut map, "safety-forum", |node| {
        node.remit = Some("Talks of safety".into());
        node.evidence = vec![evidence("1"), evidence("2")];
        node.tags = ["b".to_owned()].into();
        node.sector = Some("health".into());
        node.tier = Some(Tier::Delivery);
        node.status = NodeStatus::Dormant;
        node.status_note = Some("never met".into());
        node.meets = Some(Meets { times_a_year: Some(Quantity::from(4)), ..Meets::default() });
        node.fields = [("row".to_owned(), "5".to_owned()), ("page".to_owned(), "9".to_owned())].into();
        node.unknown = [("x-own".to_owned(), RawJson("1e999".into()))].into();
    });
    for (id, place) in [("safety-group-reports-to-board", "3"), ("safety-forum-reports-to-board", "4")] {
        let mut link = Link::clone(map.links.get(id).expect("a link"));
        link.evidence = vec![evidence(place)];
        map.links.put(link);
    }
    map.placement.put(Position { id: "safety-forum".into(), x: 1, y: 2, unknown: Unknown::new() });
    map
}

fn change(map: &mut Map, id: &str, change: impl FnOnce(&mut Node)) {
    let mut node = Node::clone(map.nodes.get(id).expect("a node"));
    change(&mut node);
    map.nodes.put(node);
}

fn merged(map: &Map, take_other: &[&'static str]) -> Map {
    done(map, step(map, &"safety-group".into(), &"safety-forum".into(), &take_other.iter().copied().collect()))
}

#[test]
fn everything_that_both_say_is_in_the_one() {
    let after = merged(&town(), &[]);
    assert!(!after.nodes.contains("safety-forum") && after.placement.is_empty());
    let node = after.nodes.get("safety-group").expect("the one that stays");
    assert_eq!(node.remit.as_deref(), Some("Keeps safe\n\nTalks of safety"));
    assert_eq!(node.evidence, [evidence("1"), evidence("2")]);
    assert_eq!((node.tags.len(), node.tier, node.fields.len(), node.unknown.len()), (2, Some(Tier::Delivery), 2, 1));
    assert_eq!(node.meets.as_ref().and_then(|meets| meets.times_a_year), Some(Quantity::from(4)));
    assert_eq!(Vec::from_iter(&node.aliases), ["Safety Forum"], "it is found by the name that it had");
    let expected = "Also: status on hold, status note never met, sector health, row 5 (from Safety Forum)\n\
        Before they were merged: Safety Forum reports to Safety Group";
    assert_eq!(node.notes.as_deref(), Some(expected));
    assert_eq!((node.status, node.status_note.as_deref()), (NodeStatus::Active, None));
}

#[test]
fn lines_are_led_to_the_one_and_doubles_are_joined() {
    let after = merged(&town(), &[]);
    let expected = ["Police funds Safety Group", "Safety Group owns “Play”", "Safety Group reports to Board"];
    assert_eq!(lines(&after), expected);
    let line = after.links.get("safety-group-reports-to-board").expect("the line that was there");
    assert_eq!(line.evidence, [evidence("3"), evidence("4")]);
}

#[test]
fn two_sums_of_money_stay_two() {
    let mut town = town();
    for (id, amount) in [("police-funds-safety-group", 100), ("police-funds-safety-forum", 200)] {
        let mut link = Link::clone(town.links.get(id).expect("a link"));
        link.amount = Some(amount.into());
        town.links.put(link);
    }
    let paid = merged(&town, &[]).links.iter().filter_map(|link| link.amount).sum::<rust_decimal::Decimal>();
    assert_eq!(paid, 300.into());
}

#[test]
fn of_two_lines_that_differ_the_firmer_status_holds_and_the_rest_is_noted() {
    let mut town = town();
    for (id, status, since) in [
        ("safety-group-reports-to-board", LinkStatus::Lapsed, "2008"),
        ("safety-forum-reports-to-board", LinkStatus::Active, "2010"),
    ] {
        let mut link = Link::clone(town.links.get(id).expect("a link"));
        (link.status, link.since) = (status, Some(since.parse().expect("a date")));
        town.links.put(link);
    }
    let after = merged(&town, &[]);
    let line = after.links.get("safety-group-reports-to-board").expect("the line that was there");
    assert_eq!((line.status, line.note.as_deref()), (LinkStatus::Active, Some("Also: lapsed, since 2010")));
}

#[test]
fn conflicts_are_listed_and_settled_as_wished() {
    let preview = preview(&town(), &"safety-group".into(), &"safety-forum".into()).expect("a merge");
    let fields: Vec<_> = preview.conflicts.iter().map(|conflict| conflict.field).collect();
    assert_eq!(fields, ["name", "status", "sector"]);
    let sector = &preview.conflicts[2];
    assert_eq!((sector.label, sector.kept.as_str(), sector.other.as_str()), ("Sector", "council", "health"));
    assert_eq!(Some(&preview.node), merged(&town(), &[]).nodes.get("safety-group").map(|node| node.as_ref()));

    let after = merged(&town(), &["name", "status"]);
    let node = after.nodes.get("safety-group").expect("the one that stays");
    assert_eq!((node.name.as_str(), node.status), ("Safety Forum", NodeStatus::Dormant));
    assert_eq!(node.status_note.as_deref(), Some("never met"), "the note goes with its status");
    let notes = node.notes.as_deref().unwrap_or_default();
    assert_eq!(Vec::from_iter(&node.aliases), ["Safety Group"]);
    assert!(notes.starts_with("Also: status active (from Safety Group)\n"), "{notes}");
}

#[test]
fn only_what_is_of_a_kind_becomes_one() {
    let name = step(&town(), &"safety-group".into(), &"board".into(), &BTreeSet::new()).expect("a step").label;
    assert_eq!(name, "merge Board into Safety Group");
    let of = |keep: &str, other: &str| refusal(step(&town(), &keep.into(), &other.into(), &BTreeSet::new()));
    assert!(of("board", "play").starts_with("a board and a strand cannot become one"));
    assert!(of("board", "board").contains("with itself"));
    assert!(of("board", "gone").contains("not on the map any more"));
}

#[test]
fn every_field_of_a_node_is_either_joined_or_settled() {
    let joined = ["remit", "aliases", "powers", "themes", "tags", "notes"];
    let mut full = Node::new("full", NodeKind::Group, "Full");
    let mut other = Node::new("other", NodeKind::Board, "Other");
    let text = |name: &str, first: bool| -> &'static str {
        match (name, first) {
            ("strand_kind", _) => ["plan", "project"][usize::from(first)],
            ("kind", _) => ["board", "group"][usize::from(first)],
            ("status", _) => ["ended", "on hold"][usize::from(first)],
            ("statutory" | "accountable_body" | "size_questioned", _) => ["no", "yes"][usize::from(first)],
            ("area", _) => ["north", "south"][usize::from(first)],
            ("tier", _) => ["strategy", "process"][usize::from(first)],
            ("resourcing", _) => ["funded", "unfunded"][usize::from(first)],
            ("since" | "until", _) => ["2010", "2011"][usize::from(first)],
            (name, _) if name.starts_with("meets") || ["size", "holders", "cycle"].contains(&name) => {
                ["3", "4"][usize::from(first)]
            }
            _ => ["words", "other words"][usize::from(first)],
        }
    };
    let mut map = Map::default();
    ["north", "south"].into_iter().for_each(|id| drop(map.areas.put(Area::new(id, id))));
    let settled = || crate::editing::fields::NODE.iter().filter(|field| !joined.contains(&field.name));
    for known in settled() {
        let field = field::<Node>(known.name).expect("a field");
        field.write(&mut full, text(known.name, true), &map).expect("a value");
        field.write(&mut other, text(known.name, false), &map).expect("a value");
    }
    other.status = full.status;
    let all: BTreeSet<&'static str> = settled().map(|field| field.name).collect();
    let (node, conflicts) = join::nodes(&map, &full, &other, &all);
    assert_eq!(conflicts.len() + 1, all.len(), "all but the status differ");
    for field in settled() {
        assert_eq!(field.read(&node, &map), field.read(&other, &map), "{}", field.name);
    }
}
