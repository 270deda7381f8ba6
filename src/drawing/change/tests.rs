//! What becomes of one map in another, as it is drawn.

use std::collections::BTreeMap;

use super::*;
use crate::drawing::{legend, parameters};
use crate::layout::Form;
use crate::model::{Link, LinkKind, LinkStatus, Node, NodeKind, NodeStatus};

/// A council with two boards below it, and groups below those.
fn before() -> Map {
    let mut map = Map::default();
    let kinds = [("council", NodeKind::Partner), ("board", NodeKind::Board), ("other", NodeKind::Board)];
    let groups = ["forum", "panel", "team", "stays"].map(|id| (id, NodeKind::Group));
    for (id, kind) in kinds.into_iter().chain(groups) {
        map.nodes.put(Node::new(id, kind, id));
    }
    for (from, to) in [
        ("board", "council"),
        ("other", "council"),
        ("forum", "board"),
        ("panel", "board"),
        ("team", "board"),
        ("stays", "other"),
    ] {
        map.links.put(Link::new(format!("{from}-{to}"), LinkKind::ReportsTo, from, to));
    }
    map
}

/// The forum moves to the other board, the panel goes into it, the team ends, and a hub is new.
fn after() -> Map {
    let mut map = before();
    map.links.remove("forum-board");
    map.links.put(Link::new("forum-other", LinkKind::ReportsTo, "forum", "other"));
    for id in ["panel", "team"] {
        map.nodes.put(Node { status: NodeStatus::Ended, ..Node::new(id, NodeKind::Group, id) });
        let line = Link::new(format!("{id}-board"), LinkKind::ReportsTo, id, "board");
        map.links.put(Link { status: LinkStatus::Lapsed, ..line });
    }
    map.links.put(Link::new("panel-into", LinkKind::AbsorbedInto, "panel", "forum"));
    map.nodes.put(Node::new("hub", NodeKind::Group, "hub"));
    map.links.put(Link::new("hub-other", LinkKind::ReportsTo, "hub", "other"));
    map.nodes.put(Node { name: "Council of all".to_owned(), ..Node::new("council", NodeKind::Partner, "council") });
    map
}

fn picture(before: &Map, after: &Map) -> (Plan, Plan, Scene) {
    let stood = Plan::of(before, Shown::default(), &BTreeSet::new(), &parameters(before, Form::Layers));
    let difference = Difference::between(before, after);
    let plan = difference.plan(Shown::default(), &BTreeSet::new(), &stood.placement.standing, Form::Layers);
    let scene = difference.draw(&plan);
    (stood, plan, scene)
}

fn told(scene: &Scene) -> BTreeMap<String, (Change, bool, String)> {
    let cards = scene.cards.iter();
    let told = cards.filter_map(|card| Some((card.id.to_string(), card.changed.clone()?)));
    told.map(|(id, changed)| (id, (changed.how, changed.is_ghost, changed.words))).collect()
}

#[test]
fn each_card_says_what_becomes_of_it() {
    let (_, _, scene) = picture(&before(), &after());
    let expected = [
        ("council", Change::Changed, false, "was called council"),
        ("forum", Change::Moved, false, "was under board"),
        ("forum~was", Change::Moved, true, "moves to other"),
        ("hub", Change::New, false, "new"),
        ("panel", Change::Merged, true, "goes into forum"),
        ("team", Change::Gone, true, "ends"),
    ];
    let expected = expected.map(|(id, how, is_ghost, words)| (id.to_owned(), (how, is_ghost, words.to_owned())));
    assert_eq!(told(&scene), BTreeMap::from(expected));
    let line =
        |id: &str| scene.line(id).map(|line| line.changed.as_ref().map(|changed| (changed.how, changed.is_ghost)));
    assert_eq!(line("forum~moves"), Some(Some((Change::Moved, false))), "an arrow from where it stood");
    assert_eq!(line("forum-other"), Some(Some((Change::Moved, false))));
    assert_eq!(line("panel-into"), Some(Some((Change::Merged, false))));
    assert_eq!(line("team-board"), Some(Some((Change::Gone, true))));
    assert_eq!(line("stays-other"), Some(None));
    assert_eq!(line("hub-other"), Some(Some((Change::New, false))));
}

#[test]
fn what_stays_stands_where_it_stood_and_ghosts_where_that_stood_which_goes() {
    let (stood, plan, scene) = picture(&before(), &after());
    for id in ["council", "board", "other", "panel", "team"] {
        let at = |plan: &Plan| plan.placement.cards[&Id::from(id)].min;
        assert_eq!(at(&plan), at(&stood), "{id}");
    }
    assert_eq!(plan.placement.cards[&Id::from("forum~was")].min, stood.placement.cards[&Id::from("forum")].min);
    for (place, one) in scene.cards.iter().enumerate() {
        for other in &scene.cards[..place] {
            assert!(!one.rect.overlaps(&other.rect), "{} and {}", one.id, other.id);
        }
    }
}

#[test]
fn what_stands_where_it_moves_to_stays_there_and_only_its_ghost_comes_in() {
    let difference = Difference::between(&before(), &after());
    let above = |map: &Map| {
        let plan = Plan::of(map, Shown::default(), &BTreeSet::new(), &parameters(map, Form::Layers));
        let standing = difference.standing(&plan.placement.standing);
        ["forum", "forum~was"].map(|id| standing.parent(&Id::from(id)).cloned())
    };
    assert_eq!(above(&before()), [None, Some(Id::from("board"))], "its ghost stands in its place");
    assert_eq!(above(&after()), [Some(Id::from("other")), None]);
}

#[test]
fn the_legend_counts_what_changes_and_no_two_changes_look_the_same_without_colour() {
    let (_, _, scene) = picture(&before(), &after());
    let legend = legend(&scene, None);
    let labels: Vec<&str> = legend.groups[0].entries.iter().map(|entry| entry.label.as_str()).collect();
    let counted = ["1 new", "1 changed", "1 moved", "1 merged", "1 gone", "where it stood"];
    assert_eq!(&labels[..6], counted);
    let shapes = Change::ALL.map(|change| {
        let marks: Vec<Mark> = change.sign(Point::default()).iter().map(|mark| inked(mark, |_| Ink::Text)).collect();
        format!("{marks:?}")
    });
    assert_eq!(BTreeSet::from(shapes).len(), Change::ALL.len());
}

#[test]
fn a_map_is_no_other_than_itself() {
    let (stood, plan, scene) = picture(&before(), &before());
    assert_eq!(plan.placement.cards, stood.placement.cards);
    assert!(scene.cards.iter().all(|card| card.changed.is_none()));
    assert!(scene.lines.iter().all(|line| line.changed.is_none()));
}

#[test]
fn all_that_is_below_what_goes_and_moves_stays_to_be_seen() {
    let mut after = before();
    // The board and one below it go to another council, and the forum goes for good.
    after.nodes.put(Node::new("county", NodeKind::Partner, "county"));
    after.links.put(Link::new("board-council", LinkKind::ReportsTo, "board", "county"));
    after.links.put(Link::new("panel-board", LinkKind::ReportsTo, "panel", "county"));
    after.nodes.remove("forum");
    after.links.remove("forum-board");
    let (_, _, scene) = picture(&before(), &after);
    let told = told(&scene);
    for (id, how, is_ghost) in [
        ("board~was", Change::Moved, true),
        ("board", Change::Moved, false),
        ("panel~was", Change::Moved, true),
        ("forum", Change::Gone, true),
        ("county", Change::New, false),
    ] {
        assert_eq!(told.get(id).map(|(how, is_ghost, _)| (*how, *is_ghost)), Some((how, is_ghost)), "{id}");
    }
    let above = |id: &str| scene.line(id).map(|line| (line.from.to_string(), line.to.to_string()));
    let two = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    assert_eq!(above("forum-board"), two("forum", "board~was"), "it stays below where the board stood");
    assert_eq!(above("panel-board~was"), two("panel~was", "board~was"));
    assert_eq!(above("team-board"), two("team", "board"), "what stays below goes with it");
}
