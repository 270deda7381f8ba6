//! What each pattern draws, and that it covers no card.

use super::*;
use crate::analysis::analyse;
use crate::drawing::{Lens, Plan, Sheet, Shown, parameters};
use crate::layout::Form;
use crate::model::{Link, LinkKind, Node, NodeKind, NodeStatus, Theme};

/// A council above a board, `names` for groups, and `lines` between any of them: the upper one last.
fn town(names: &[&str], lines: &[(&str, &str)]) -> Map {
    let mut map = Map::default();
    let mut council = Node::new("council", NodeKind::Partner, "Council");
    council.accountable_body = Some(true);
    map.nodes.put(council);
    map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
    for name in names {
        map.nodes.put(Node::new(*name, NodeKind::Group, *name));
    }
    for (from, to) in lines {
        map.links.put(Link::new(format!("{from}-{to}"), LinkKind::ReportsTo, *from, *to));
    }
    map
}

fn node(map: &mut Map, id: &str, change: impl FnOnce(&mut Node)) {
    let mut node = map.nodes.get(id).map(|node| node.as_ref().clone()).expect("a node");
    change(&mut node);
    map.nodes.put(node);
}

/// Depicts what a rule finds, and holds that no mark covers a card.
fn depicted(map: &Map, rule: &str) -> (Scene, Depiction) {
    let report = analyse(map);
    let finding = report.findings.iter().find(|finding| finding.rule == rule).expect(rule);
    let scene =
        Plan::of(map, Shown::default(), &finding.named(), &parameters(map, Form::Layers)).draw(map, None, Lens::Status);
    let depiction = depict(&scene, map, finding, 1.0);
    let enlarged = depict(&scene, map, finding, mark_size(0.4));
    assert_eq!((&depiction.lit, &depiction.under), (&enlarged.lit, &enlarged.under));
    for mark in depiction.over.iter().chain(&enlarged.over) {
        let covered = scene.cards.iter().find(|card| card.rect.grown(-1.0).overlaps(&mark.bounds()));
        // The stub of a line that is not there begins at its card's border.
        assert!(covered.is_none(), "{mark:?} covers {covered:?}");
    }
    assert!(depiction.callout.is_some());
    (scene, depiction)
}

fn rect(scene: &Scene, id: &str) -> Rect {
    scene.card(id).map(|card| card.rect).expect(id)
}

/// Whether a ground lies under all of a card.
fn stands_on_ground(depiction: &Depiction, card: Rect) -> bool {
    depiction.under.iter().any(|mark| {
        let is_ground = matches!(mark, Mark::Shape { fill: Some(_), .. });
        is_ground && mark.bounds().contains(card.min) && mark.bounds().contains(card.max)
    })
}

fn said(marks: &[Mark]) -> Vec<&str> {
    let texts = marks.iter().filter_map(|mark| if let Mark::Text(run) = mark { Some(run.text.as_str()) } else { None });
    texts.collect()
}

fn fact(depiction: &Depiction) -> &str {
    depiction.callout.as_ref().map_or("", |callout| callout.fact.as_str())
}

#[test]
fn the_steps_of_a_circle_are_numbered_along_its_lines() {
    let map = town(&["a", "b", "c"], &[("board", "council"), ("a", "b"), ("b", "c"), ("c", "a"), ("a", "board")]);
    let (scene, depiction) = depicted(&map, "accountability-loop");
    assert_eq!(said(&depiction.over), ["1", "2", "3"]);
    for id in ["a", "b", "c"] {
        assert!(depiction.lit.contains(id) && stands_on_ground(&depiction, rect(&scene, id)), "{id}");
    }
    assert!(depiction.is_faded(&"board".into()) && !stands_on_ground(&depiction, rect(&scene, "board")));
    assert_eq!(fact(&depiction), "Back at the start in 3 steps");
}

#[test]
fn a_break_is_drawn_on_the_line_just_below_what_is_not_at_work() {
    let mut map = town(&["a", "b"], &[("board", "council"), ("a", "board"), ("b", "a")]);
    node(&mut map, "board", |board| board.status = NodeStatus::Dormant);
    let (scene, depiction) = depicted(&map, "broken-route");
    let gap = depiction.over.first().map(|mark| mark.bounds().centre()).expect("a gap");
    let (dead, below) = (rect(&scene, "board"), rect(&scene, "a"));
    assert!(gap.y > dead.max.y && gap.y < below.max.y, "{gap:?} between {dead:?} and {below:?}");
    assert!(depiction.is_faded(&"council".into()), "what is above stands back");
    assert!(stands_on_ground(&depiction, below) && stands_on_ground(&depiction, rect(&scene, "b")));
    assert!(!depiction.is_faded(&"b-a".into()) && !depiction.is_faded(&"b".into()));
    assert_eq!(fact(&depiction), "2 bodies are cut off here");
}

#[test]
fn where_no_line_leads_on_a_stub_breaks_off_above_the_card() {
    let map = town(&["a", "b"], &[("board", "council"), ("b", "a")]);
    let (scene, depiction) = depicted(&map, "ungrounded");
    let end = rect(&scene, "a");
    let bounds = bounds_of(&depiction.over.iter().map(|mark| mark.bounds().centre()).collect::<Vec<_>>());
    assert!(bounds.max.y <= end.min.y && bounds.min.x > end.min.x && bounds.max.x < end.max.x, "{bounds:?}");
    assert!(depiction.bounds(&scene).min.y <= bounds.min.y, "there is room for it in the picture");
}

#[test]
fn a_ribbon_ties_what_overlaps_and_says_what_they_share() {
    let mut map = town(&["a", "b"], &[("board", "council"), ("a", "board"), ("b", "board")]);
    for (id, name) in [("safe", "Safe"), ("well", "Well"), ("play", "Play")] {
        map.themes.put(Theme {
            id: id.into(),
            name: name.to_owned(),
            evidence: Vec::new(),
            unknown: Default::default(),
        });
    }
    node(&mut map, "a", |a| a.themes = ["safe", "well"].map(Into::into).into());
    node(&mut map, "b", |b| b.themes = ["safe", "well", "play"].map(Into::into).into());
    let (scene, depiction) = depicted(&map, "shared-remit");
    let ends = [rect(&scene, "a"), rect(&scene, "b")];
    let ties = |mark: &Mark| match mark {
        Mark::Path { points, .. } => {
            let meets = |end: Option<&Point>, card: &Rect| end.is_some_and(|end| card.contains(*end));
            // They stand close together, so that the ribbon goes round.
            let is_seen = points.iter().any(|point| ends.iter().all(|card| !card.grown(10.0).contains(*point)));
            meets(points.first(), &ends[0]) && meets(points.last(), &ends[1]) && is_seen
        }
        _ => false,
    };
    assert!(depiction.under.iter().any(ties), "{:?}", depiction.under);
    let callout = depiction.callout.expect("a callout");
    assert_eq!(callout.fact, "2 of 3 themes and strands in common");
    let halves = callout.halves.expect("two halves");
    assert_eq!((halves.one.items, halves.other.items), (Vec::new(), vec!["Play".to_owned()]));
    assert_eq!(halves.both.items, ["Safe", "Well"]);
}

#[test]
fn all_that_hangs_on_a_keystone_stands_on_a_ground() {
    let leaves = ["a", "b", "c", "d", "e"];
    let mut lines = vec![("board", "council"), ("other", "council")];
    lines.extend(leaves.map(|leaf| (leaf, "board")));
    let map = town(&["a", "b", "c", "d", "e", "other"], &lines);
    let (scene, depiction) = depicted(&map, "keystone");
    assert!(leaves.iter().all(|leaf| stands_on_ground(&depiction, rect(&scene, leaf))));
    assert!(!stands_on_ground(&depiction, rect(&scene, "other")) && depiction.is_faded(&"other".into()));
    assert_eq!(fact(&depiction), "5 bodies hang on this");
}

#[test]
fn every_sign_is_explained_once_and_fits_the_legend() {
    let map = town(&["a", "b"], &[("board", "council"), ("b", "a")]);
    let (_, depiction) = depicted(&map, "ungrounded");
    let labels: Vec<&str> = depiction.signs.iter().map(|sign| sign.label.as_str()).collect();
    assert_eq!(labels, ["gaps", "it breaks here", "cut off"]);
    for sign in &depiction.signs {
        for mark in &sign.sample {
            let bounds = mark.bounds();
            assert!(bounds.min.x >= -1.0 && bounds.max.x <= SAMPLE.width, "{}: {bounds:?}", sign.label);
        }
    }
}

#[test]
fn what_reaches_across_a_large_map_is_drawn_no_smaller_than_the_whole() {
    let names: Vec<String> = (0..400).map(|at| format!("g{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let map = town(&names, &names.iter().map(|name| (*name, "council")).collect::<Vec<_>>());
    let scene = Plan::of(&map, Shown::default(), &BTreeSet::new(), &parameters(&map, Form::Layers)).draw(
        &map,
        None,
        Lens::Status,
    );
    let scale = |lit: &[&str]| {
        let lit = lit.iter().map(|id| Id::from(*id)).collect();
        Sheet::of(&scene, Some(&Depiction::plain(lit, Ink::Error, None)), Size::new(1280.0, 800.0)).scale
    };
    assert!(scale(&["g7"]) > scale(&[]), "it is looked at from near");
    assert_eq!(scale(&names), scale(&[]));
}
