//! What becomes of copies.

use super::super::test_map::{done, ids, lines, map, refusal};
use super::*;
use crate::model::RawJson;

fn evidence(source: &str) -> Evidence {
    Evidence::new(source)
}

fn source(id: &str, title: &str) -> Source {
    Source { id: id.into(), title: title.into(), publisher: None, date: None, unknown: Unknown::new() }
}

fn theme(id: &str, name: &str) -> Theme {
    Theme { id: id.into(), name: name.into(), evidence: vec![evidence("review")], unknown: Unknown::new() }
}

fn total() -> Total {
    Total {
        id: "budget".into(),
        name: "Budget".into(),
        amount: 5.into(),
        currency: None,
        period: None,
        note: None,
        evidence: Vec::new(),
        unknown: Unknown::new(),
    }
}

/// Two groups under a board; one carries a theme and rests on a source, and is paid for by the other.
fn town() -> Map {
    let mut map =
        map("board Board, group A, group B", "A reports_to Board, B reports_to Board, A informs B, B funds A");
    map.sources.put(source("review", "The review"));
    map.themes.put(theme("healthy", "Be healthy"));
    map.totals.put(total());
    let mut a = Node::clone(map.nodes.get("a").expect("a node"));
    a.themes.insert("healthy".into());
    a.evidence.push(evidence("review"));
    a.unknown.insert("x-own".into(), RawJson("1e999".into()));
    map.nodes.put(a);
    let mut funds = Link::clone(map.links.get("b-funds-a").expect("a link"));
    funds.totals.insert("budget".into());
    map.links.put(funds);
    for (id, x) in [("a", 100), ("b", 300)] {
        map.placement.put(Position { id: id.into(), x, y: 50, unknown: Unknown::new() });
    }
    map
}

fn place(map: &Map, id: &str) -> Option<(i32, i32)> {
    map.placement.get(id).map(|place| (place.x, place.y))
}

#[test]
fn a_clip_is_a_sound_map_of_what_is_needed() {
    let clip = clip(&town(), &ids("a, b, a-reports-to-board"));
    assert_eq!(crate::model::invariants::problems(&clip), []);
    assert_eq!(lines(&clip), ["A informs B", "B funds A"], "a line of which an end stays behind stays too");
    assert_eq!((clip.themes.len(), clip.sources.len(), clip.totals.len(), clip.placement.len()), (1, 1, 1, 2));
    let alone = super::clip(&town(), &ids("b"));
    assert_eq!((alone.themes.len(), alone.sources.len(), alone.links.len()), (0, 0, 0));
}

#[test]
fn pasting_into_an_empty_map_brings_everything_along() {
    let clip = clip(&town(), &ids("a, b"));
    let step = paste(&Map::default(), &clip, None).expect("a step");
    assert_eq!((step.label.as_str(), step.chosen.as_slice()), ("paste 2 bodies", ids("a, b").as_slice()));
    let pasted = done(&Map::default(), Ok(step));
    assert_eq!((&pasted.nodes, &pasted.links), (&clip.nodes, &clip.links), "with the ids, which are free there");
    assert_eq!((&pasted.sources, &pasted.themes, &pasted.totals), (&clip.sources, &clip.themes, &clip.totals));
    assert_eq!(place(&pasted, "a"), Some((132, 82)));
}

#[test]
fn pasting_beside_the_originals_makes_others_of_the_same_name() {
    let pasted = done(&town(), paste(&town(), &clip(&town(), &ids("a, b")), Some((0, 0))));
    assert_eq!((pasted.nodes.len(), pasted.themes.len(), pasted.sources.len()), (5, 1, 1));
    let copy = pasted.nodes.get("a-2").expect("a copy");
    assert_eq!((copy.name.as_str(), copy.unknown.len(), copy.themes.len()), ("A", 1, 1));
    assert_eq!((place(&pasted, "a-2"), place(&pasted, "b-2")), (Some((-100, 0)), Some((100, 0))));
    let original = pasted.links.get("b-funds-a").expect("the original");
    let copy = pasted.links.get("b-2-funds-a-2").expect("a copy");
    assert_eq!((original.totals.len(), copy.totals.len()), (1, 0), "the source has not counted the copy");
}

#[test]
fn what_was_cut_comes_back_as_it_was() {
    let clip = clip(&town(), &ids("a, b"));
    let without = done(&town(), Ok(super::super::remove::consequences(&town(), &ids("a, b")).step));
    let back = done(&without, paste(&without, &clip, None));
    assert_eq!(back.nodes, town().nodes);
    assert_eq!(back.links.get("b-funds-a"), town().links.get("b-funds-a"));
}

#[test]
fn what_the_other_map_has_already_serves_there() {
    let mut other = Map::default();
    other.sources.put(source("review", "Another review"));
    other.sources.put(source("r11", "The review"));
    other.themes.put(Theme { evidence: Vec::new(), ..theme("eat", "Be healthy") });
    let clip = clip(&town(), &ids("a"));
    let pasted = done(&other, paste(&other, &clip, Some((7, 8))));
    let node = pasted.nodes.get("a").expect("a copy");
    assert_eq!((node.evidence[0].source.as_str(), node.themes.first().map(Id::as_str)), ("r11", Some("eat")));
    assert_eq!((pasted.sources.len(), pasted.themes.len(), place(&pasted, "a")), (2, 1, Some((7, 8))));

    let mut stranger = Map::default();
    stranger.sources.put(source("review", "Another review"));
    let pasted = done(&stranger, paste(&stranger, &clip, None));
    assert_eq!(pasted.name("review-2"), "The review");
    assert_eq!(pasted.nodes.get("a").map(|node| node.evidence[0].source.as_str()), Some("review-2"));
    assert_eq!(pasted.themes.get("healthy").map(|theme| theme.evidence[0].source.as_str()), Some("review-2"));
}

#[test]
fn areas_go_along_with_what_they_lie_within_and_are_not_made_twice() {
    let mut map = town();
    let area =
        |id: &str, name: &str, within: Option<&str>| Area { within: within.map(Id::from), ..Area::new(id, name) };
    for one in [area("kent", "Kent", None), area("north", "North", Some("kent")), area("wales", "Wales", None)] {
        map.areas.put(one);
    }
    map.nodes.put(Node { area: Some("north".into()), ..Node::clone(map.nodes.get("a").expect("a node")) });
    let clip = clip(&map, &ids("a, b"));
    assert_eq!(crate::model::invariants::problems(&clip), []);
    assert_eq!(clip.areas.ids().map(Id::as_str).collect::<Vec<_>>(), ["kent", "north"]);
    let mut other = Map::default();
    for one in [area("k", "Kent", None), area("north", "North", None)] {
        other.areas.put(one);
    }
    let pasted = done(&other, paste(&other, &clip, None));
    assert_eq!(pasted.nodes.get("a").and_then(|node| node.area.as_ref()).map(Id::as_str), Some("north-2"));
    let within = pasted.areas.get("north-2").and_then(|area| area.within.as_ref()).map(Id::as_str);
    assert_eq!(within, Some("k"), "another North, within the Kent that is there");
    let again = done(&pasted, paste(&pasted, &clip, None));
    assert_eq!(again.areas.len(), 3);
}

#[test]
fn places_at_the_end_of_the_world_and_none_at_all_are_borne() {
    let mut far = clip(&town(), &ids("a, b"));
    far.placement.put(Position { id: "a".into(), x: i32::MIN, y: 0, unknown: Unknown::new() });
    far.placement.put(Position { id: "b".into(), x: i32::MAX, y: 0, unknown: Unknown::new() });
    let pasted = done(&Map::default(), paste(&Map::default(), &far, Some((i32::MAX, i32::MIN))));
    assert_eq!(place(&pasted, "b"), Some((i32::MAX, i32::MIN)));
    let unplaced = clip(&map("group A", ""), &ids("a"));
    let pasted = done(&Map::default(), paste(&Map::default(), &unplaced, Some((7, 8))));
    assert_eq!(place(&pasted, "a"), Some((7, 8)), "a single card goes where it is wanted");
    assert!(refusal(paste(&town(), &Map::default(), None)).starts_with("there are no cards to paste"));
}

#[test]
fn a_duplicate_stands_beside_its_original_and_takes_nothing_from_others() {
    let town = map(
        "board Board, group A, group B, strand Play, partner Police",
        "A reports_to Board, B reports_to A, A owns Play, Police member_of A, A informs B",
    );
    let step = duplicate(&town, &ids("a")).expect("a step");
    assert_eq!((step.label.as_str(), step.chosen.as_slice()), ("duplicate A", ids("a-copy").as_slice()));
    let once = done(&town, Ok(step));
    assert_eq!(once.name("a-copy"), "A (copy)");
    let new: Vec<String> = lines(&once).into_iter().filter(|line| line.contains("copy")).collect();
    assert_eq!(new, ["A (copy) reports to Board"]);
    let twice = done(&once, duplicate(&once, &ids("a, b")));
    assert_eq!(twice.name("a-copy-2"), "A (copy 2)");
    let new: Vec<String> =
        lines(&twice).into_iter().filter(|line| line.contains("copy 2") || line.contains("B (")).collect();
    let expected = ["A (copy 2) informs B (copy)", "A (copy 2) reports to Board", "B (copy) reports to A (copy 2)"];
    assert_eq!(new, expected);
}
