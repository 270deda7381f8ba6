//! How one answers to another, drawn on the map; the line that a finding asks for; and all that a group is about.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Link, LinkKind, Map, Node, NodeKind, NodeStatus};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

/// A council, a board on hold, a group below it that breaks there, and two others that answer to nobody.
fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut map = Map { title: "Town".into(), ..Map::default() };
    let mut council = Node::new("council", NodeKind::Partner, "Council");
    council.accountable_body = Some(true);
    map.nodes.put(council);
    let mut old = Node::new("old", NodeKind::Board, "Old Board");
    old.status = NodeStatus::Dormant;
    map.nodes.put(old);
    for (id, name) in [("play", "Play Group"), ("park", "Park Group"), ("pond", "Pond Group"), ("pier", "Pier Group")] {
        map.nodes.put(Node::new(id, NodeKind::Group, name));
    }
    map.links.put(Link::new("up", LinkKind::ReportsTo, "old", "council"));
    map.links.put(Link::new("below", LinkKind::ReportsTo, "play", "old"));
    map.links.put(Link::new("tells", LinkKind::Informs, "play", "council"));
    map.links.put(Link::new("meets", LinkKind::Informs, "park", "play"));
    window_with(home.path(), &boardwalk_file::write(&map))
}

fn lit(harness: &Harness<'_, App>) -> Vec<String> {
    harness.state().session().lit().iter().map(|id| id.as_str().to_owned()).collect()
}

#[test]
fn a_command_shows_how_one_answers_to_another_and_where_that_breaks() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["play"]);
    click_anywhere(&mut harness, "Show how it answers to another");
    assert!(says(&harness, "How does Play Group answer to …"));
    enter(&mut harness, "council");
    assert_eq!(lit(&harness), ["below", "council", "old", "play", "up"]);
    assert!(harness.query_by_label("How does Play Group answer to Council?").is_some());
    assert!(harness.query_by_label("What else ties the two").is_some());
    assert!(harness.query_by_label("Play Group informs Council").is_some());
    assert!(says(&harness, "Broken route. Breaks at Old Board, which is on hold"), "it is said beside the card");
    let depiction = harness.state().session().spotlight().expect("a light").gaps.len();
    assert_eq!(depiction, 1, "the break is drawn");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(lit(&harness).is_empty());

    select(&mut harness, &["council", "park"]);
    act(&mut harness, Act::Command(Command::Answer));
    assert!(harness.query_by_label("What ties the two instead").is_some());
    assert!(says(&harness, "No line upward leads from"));
    assert_eq!(lit(&harness), ["council", "meets", "park", "play", "tells"], "they are tied through the play group");
}

#[test]
fn a_finding_that_needs_a_line_offers_to_draw_it() {
    let home = home();
    let mut harness = town(&home);
    let key = |harness: &Harness<'_, App>| {
        let findings = harness.state().session().findings();
        let found =
            findings.iter().find(|finding| finding.rule == "no-route" && finding.subjects[0].id.as_str() == "park");
        found.map(|finding| finding.key())
    };
    let found = key(&harness).expect("it answers to nobody");
    act(&mut harness, Act::GoTo(boardwalk::app::act::Target::Finding(found)));
    click_anywhere(&mut harness, "Draw the line…");
    assert!(says(&harness, "Park Group reports to …"));
    assert!(harness.query_by_label("Old Board, board · on hold").is_none(), "what is on hold holds nobody to account");
    enter(&mut harness, "council");
    let map = harness.state().session().document.map();
    assert!(map.links.iter().any(|link| link.from.as_str() == "park" && link.to.as_str() == "council"));
    assert_eq!(key(&harness), None);
}

#[test]
fn a_group_of_findings_lights_all_that_it_is_about() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Open(boardwalk::session::panels::Panel::Findings, true));
    let group = "3 bodies at work answer to nobody";
    click_anywhere(&mut harness, group);
    assert_eq!(lit(&harness), ["park", "pier", "pond"]);
    click_anywhere(&mut harness, group);
    assert!(lit(&harness).is_empty(), "folded again, it is dark");
}
