//! What is folded: it stays so over a glance at another option or date, and over edits.

use std::collections::{BTreeMap, BTreeSet};

use super::options::{open, with_option};
use super::*;
use crate::session::folding::FoldAct;

/// A council above two boards, each with three groups.
fn tree() -> Map {
    let mut map = Map::default();
    let mut council = Node::new("council", NodeKind::Partner, "Council");
    council.accountable_body = Some(true);
    map.nodes.put(council);
    for board in ["east", "west"] {
        map.nodes.put(Node::new(board, NodeKind::Board, format!("{board} Board")));
        map.links.put(Link::new(format!("{board}-up"), LinkKind::ReportsTo, board, "council"));
        for number in 0..3 {
            let group = format!("{board}-{number}");
            map.nodes.put(Node::new(group.as_str(), NodeKind::Group, format!("{board} Group {number}")));
            map.links.put(Link::new(format!("{group}-up"), LinkKind::ReportsTo, group, board));
        }
    }
    map
}

fn folded(stage: &Stage) -> BTreeSet<Id> {
    let plan = &stage.session.picture.as_ref().expect("a picture").plan;
    plan.folded.iter().flat_map(|folded| folded.packs.keys()).cloned().collect()
}

fn fold(stage: &mut Stage, ids: &[&str]) {
    stage.session.fold(FoldAct::Fold(ids.iter().map(|id| Id::from(*id)).collect()));
    stage.settle();
}

#[test]
fn a_glance_at_another_option_forgets_no_fold() {
    let mut stage = with_option(tree(), "Lean");
    let removal = remove::consequences(stage.session.document.map(), &["east".into()]).step;
    stage.session.make(Ok(removal));
    open(&mut stage, None);
    fold(&mut stage, &["east", "west"]);
    assert_eq!(folded(&stage), ids(["east", "west"]));
    open(&mut stage, Some("lean"));
    assert_eq!(folded(&stage), ids(["west"]), "the other board is not there");
    assert_eq!(stage.session.folding().folded, ids(["west"]), "and nothing of it is looked for");
    stage.rename("west", "West");
    stage.settle();
    open(&mut stage, None);
    assert_eq!(folded(&stage), ids(["east", "west"]));
}

#[test]
fn a_glance_at_another_date_forgets_no_fold_and_nothing_that_was_looked_at() {
    let mut map = tree();
    for id in ["east", "east-0", "east-1", "east-2"] {
        let since = Some("2010".parse().expect("a year"));
        map.nodes.put(Node { since, ..Node::clone(map.nodes.get(id).expect("a body")) });
    }
    let since = Some("2010".parse().expect("a year"));
    map.nodes.put(Node { since, ..Node::new("play", NodeKind::Strand, "Play") });
    let mut stage = Stage::new(map);
    stage.session.go_to("play".into());
    fold(&mut stage, &["east"]);
    stage.session.look_at(Some("2005".parse().expect("a year")));
    stage.settle();
    assert_eq!(folded(&stage), ids([]));
    stage.session.look_at(None);
    stage.settle();
    assert_eq!(folded(&stage), ids(["east"]));
    assert_eq!(stage.session.view.extra, ids(["play"]));
}

#[test]
fn what_is_undone_is_folded_as_it_was() {
    let mut stage = Stage::new(tree());
    fold(&mut stage, &["east"]);
    let removal = remove::consequences(stage.session.document.map(), &["east".into()]).step;
    stage.session.make(Ok(removal));
    stage.settle();
    assert_eq!(folded(&stage), ids([]));
    stage.session.undo();
    stage.settle();
    assert_eq!(folded(&stage), ids(["east"]));
}

fn centres(stage: &Stage) -> BTreeMap<Id, crate::layout::Rect> {
    stage.session.picture.as_ref().expect("a picture").plan.placement.cards.clone()
}

fn moved(stage: &mut Stage, id: &str, at: (i32, i32)) {
    let outcome = crate::editing::place::move_to(stage.session.document.map(), &[(id.into(), at)]);
    stage.session.make(stage.session.placed(outcome));
    stage.settle();
}

#[test]
fn what_is_folded_goes_where_its_card_is_put_and_unfolds_there_while_nothing_else_moves() {
    let mut stage = Stage::new(tree());
    stage.session.view.form = crate::layout::Form::Free;
    fold(&mut stage, &["east", "west"]);
    moved(&mut stage, "west", (1_000, 700));
    let map = Arc::clone(stage.session.document.map());
    let place = |map: &Map, id: &str| map.place_in("free", &id.into());
    for id in ["council", "east", "east-0", "east-2", "west", "west-1"] {
        assert!(place(&map, id).is_some(), "{id} stays where it is from now on");
    }
    let before = centres(&stage);
    stage.session.fold(FoldAct::UnfoldAll);
    stage.settle();
    let after = centres(&stage);
    assert_eq!(after.len(), 9);
    for (id, rect) in &before {
        assert_eq!(after[id].centre(), rect.centre(), "{id} has not moved");
    }
    let all: Vec<_> = after.values().collect();
    for (at, one) in all.iter().enumerate() {
        assert!(all[at + 1..].iter().all(|other| !one.overlaps(other)), "nothing stands over anything");
    }
    let far = |id: &str, card: &str| {
        let (one, other) = (after[&Id::from(id)].centre(), after[&Id::from(card)].centre());
        (one.x - other.x).abs() + (one.y - other.y).abs()
    };
    assert!(far("west-1", "west") < far("west-1", "east"), "it came along with its card");
    fold(&mut stage, &["west"]);
    let (from, one) = (place(stage.session.document.map(), "west"), place(stage.session.document.map(), "west-1"));
    moved(&mut stage, "west", (1_400, 100));
    let (to, other) = (place(stage.session.document.map(), "west"), place(stage.session.document.map(), "west-1"));
    let way = |from: Option<crate::model::Spot>, to: Option<crate::model::Spot>| {
        let (from, to) = (from.expect("a place"), to.expect("a place"));
        (to.x - from.x, to.y - from.y)
    };
    assert_eq!(way(from, to), way(one, other), "and comes along again");
}

#[test]
fn a_fold_that_was_found_is_kept_over_an_edit_that_it_does_not_rest_on() {
    let mut map = Map::default();
    let id = |number: usize| format!("body-{number}");
    for number in 0..300 {
        map.nodes.put(Node::new(id(number), NodeKind::Group, format!("Group {number}")));
        if number > 0 {
            let up = Link::new(format!("up-{number}"), LinkKind::ReportsTo, id(number), id((number - 1) / 6));
            map.links.put(up);
        }
    }
    let mut stage = Stage::new(map);
    let plan = |stage: &Stage| Arc::clone(&stage.session.picture.as_ref().expect("a picture").plan);
    let before = plan(&stage);
    let packs = &before.folded.as_ref().expect("too many to be read").packs;
    let hidden = packs.values().find_map(|pack| pack.members.first()).expect("something is hidden").clone();
    let seen = packs.keys().find(|id| id.as_str().starts_with("body-")).expect("a card").clone();
    for id in [&hidden, &seen] {
        let name = stage.session.document.map().name(id.as_str()).replace("Group", "Panel");
        stage.rename(id.as_str(), &name);
        stage.settle();
        // Naming what is hidden unfolds it, so that it is looked at as it was.
        stage.session.view.folding.open.clear();
        stage.settle();
    }
    let after = plan(&stage);
    let names: Vec<String> = {
        let scene = &stage.session.picture.as_ref().expect("a picture").scene;
        scene.cards.iter().filter(|card| card.id == seen).map(|card| card.name.clone()).collect()
    };
    assert!(names.iter().all(|name| name.starts_with("Panel")) && names.len() == 1, "{names:?}");
    assert_eq!(after.folded.as_ref().map(|it| &it.packs), before.folded.as_ref().map(|it| &it.packs));
    let notes = |stage: &mut Stage, id: &Id| {
        let node = stage.session.document.map().nodes.get(id.as_str()).expect("a body").clone();
        let remit = Some("Looks after the parks".to_owned());
        let edits = vec![crate::model::edit::Edit::put(Node { remit, ..Node::clone(&node) })];
        stage.session.make(Ok(crate::editing::Step { label: "note".into(), edits, chosen: Vec::new() }));
        stage.settle();
    };
    notes(&mut stage, &hidden);
    assert!(Arc::ptr_eq(&plan(&stage).placement, &after.placement), "nothing is looked for again");
    stage.draw(LinkKind::ReportsTo, seen.as_str(), "body-0");
    assert!(!Arc::ptr_eq(&plan(&stage).placement, &after.placement), "another line changes the picture");
}
