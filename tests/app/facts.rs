//! What is told is no more than what is known: facts first, notices short, an empty map unpraised, no box of losses without
//! any.

use boardwalk::app::act::Act;
use boardwalk::drawing::Ink;
use boardwalk::editing::add;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Link, LinkKind, Map, Node, NodeKind};
use boardwalk::session::panels::Panel;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

#[test]
fn facts_stand_above_findings_and_those_that_say_the_same_are_folded() {
    let home = home();
    let mut harness = window(home.path(), None);
    select(&mut harness, &["trust-board"]);
    // The list below the map has a tab of the same name.
    let inspector = harness.state().canvas().screen().right();
    let top = |label: &str| {
        let nodes = harness.query_all_by_label(label).map(|node| node.rect()).filter(|rect| rect.left() > inspector);
        nodes.map(|rect| rect.top()).fold(f32::INFINITY, f32::min)
    };
    let group = "9 strands have lost their owner with Trust Board";
    assert!(top("Remit") < top("Findings") && top("Owns") < top("Findings"), "facts come first");
    assert!(top("Findings") < top(group));
    assert!(
        harness.query_all_by_label_contains("Go to finding: “Local vision and shared priorities”").next().is_none()
    );
    assert!(says(&harness, "18 findings below"), "and yet one sees at once that there are some");
    let header = harness.query_all_by_label(group).find(|node| node.rect().left() > 1000.0).expect("a fold");
    header.click_accesskit();
    settle(&mut harness);
    assert!(
        harness.query_all_by_label_contains("Go to finding: “Local vision and shared priorities”").next().is_some()
    );
}

#[test]
fn a_notice_stays_within_the_picture_and_undo_in_reach() {
    let home = home();
    let mut harness = window_with(home.path(), &boardwalk_file::write(&Map { title: "Town".into(), ..Map::default() }));
    let name = "A board whose name is very long, as they are in public services ".repeat(6);
    let step = add::node(harness.state().session().document.map(), NodeKind::Board, name.trim(), None);
    act(&mut harness, Act::Make(step));
    let canvas = harness.state().canvas().screen();
    let undo = harness.get_by_label("Undo").rect();
    assert!(canvas.contains_rect(undo), "{undo:?} in {canvas:?}");
    let news: Vec<_> = harness.query_all_by_label_contains("new: ").map(|node| node.rect()).collect();
    assert!(!news.is_empty(), "what is new is told");
    for rect in news {
        assert!(canvas.contains_rect(rect) && rect.bottom() - undo.top() < 60.0, "two lines: {rect:?}, {undo:?}");
    }
    harness.get_by_label("Undo").click();
    settle(&mut harness);
    assert!(harness.state().session().document.map().nodes.is_empty());
}

#[test]
fn an_empty_map_is_not_praised() {
    let home = home();
    let mut harness = window_with(home.path(), &boardwalk_file::write(&Map { title: "Town".into(), ..Map::default() }));
    act(&mut harness, Act::Open(Panel::Findings, true));
    assert!(says(&harness, "There is nothing on the map yet"));
    assert!(
        !says(&harness, "every live body answers") && !says(&harness, "0 of 0") && !says(&harness, "There are none")
    );
}

#[test]
fn no_losses_are_no_alarm() {
    let home = home();
    let mut map = Map { title: "Town".into(), ..Map::default() };
    for (id, name) in [("board", "Board"), ("panel", "Panel"), ("group", "Group")] {
        map.nodes.put(Node::new(id, NodeKind::Group, name));
    }
    map.links.put(Link::new("up", LinkKind::ReportsTo, "group", "board"));
    map.links.put(Link::new("owner", LinkKind::Scrutinises, "board", "group"));
    map.links.put(Link::new("other", LinkKind::Scrutinises, "panel", "group"));
    let mut harness = window_with(home.path(), &boardwalk_file::write(&map));
    select(&mut harness, &["board"]);
    assert!(says(&harness, "Nobody is left without a route"));
    click_anywhere(&mut harness, "Show on the map");
    assert_eq!(harness.state().session().spotlight().map(|light| light.ink), Some(Ink::Accent));
}
