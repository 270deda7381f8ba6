//! Drawing and redrawing a map by hand: bodies, lines, names, the clipboard, undo, and what each did to the findings.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};
use boardwalk::session::file_acts::{FileAct, Next};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

fn lines_between(harness: &Harness<'_, App>, from: &str, to: &str) -> Vec<LinkKind> {
    let map = harness.state().session().document.map();
    let is_wanted = |link: &&std::sync::Arc<boardwalk::model::Link>| {
        map.name(link.from.as_str()) == from && map.name(link.to.as_str()) == to
    };
    map.links.iter().filter(is_wanted).map(|link| link.kind).collect()
}

fn node(harness: &Harness<'_, App>, name: &str) -> Option<std::sync::Arc<boardwalk::model::Node>> {
    harness.state().session().document.map().nodes.iter().find(|node| node.name == name).cloned()
}

#[test]
fn what_somebody_says_is_drawn_before_the_next_sentence() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    // "And then there is the Youth Council, it advises Active Involvement, and nobody chairs it."
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Youth Council Group");
    let youth = node(&harness, "Youth Council Group").expect("it was added");
    assert_eq!((youth.kind, youth.status), (NodeKind::Group, NodeStatus::Active));
    assert!(says(&harness, "Youth Council Group, group, active"), "its card is there");
    assert!(says(&harness, "no route at Youth Council Group"), "what it caused is told");
    press(&mut harness, NONE, Key::L);
    enter(&mut harness, "active involvement");
    enter(&mut harness, "informs");
    assert_eq!(
        lines_between(&harness, "Youth Council Group", "Active Involvement Management Group"),
        [LinkKind::Informs]
    );
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before, "each was one step");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(node(&harness, "Youth Council Group").is_some());
}

#[test]
fn a_name_that_is_missing_is_asked_for_again_and_esc_gives_it_up() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    press(&mut harness, NONE, Key::N);
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "needs a name"));
    assert!(harness.query_by_label("Name").is_some(), "the field is still open");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.query_by_label("Name").is_none());
    assert_eq!(text(&harness), before);
}

#[test]
fn kind_status_and_name_change_in_place() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    press(&mut harness, NONE, Key::F2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    enter(&mut harness, "Healthy Lives Group");
    press(&mut harness, NONE, Key::K);
    enter(&mut harness, "board");
    press(&mut harness, NONE, Key::S);
    enter(&mut harness, "on hold");
    let changed = node(&harness, "Healthy Lives Group").expect("renamed");
    assert_eq!((changed.kind, changed.status), (NodeKind::Board, NodeStatus::Dormant));
    let undo = |harness: &Harness<'_, App>| harness.state().session().document.undo_label().map(str::to_owned);
    assert!(undo(&harness).is_some_and(|label| label.contains("Healthy Lives Group")), "{:?}", undo(&harness));
}

#[test]
fn deleting_names_what_goes_with_it_and_undo_brings_it_back() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    find(&mut harness, "performance & comm");
    press(&mut harness, NONE, Key::Delete);
    assert!(says(&harness, "Undo brings all of it back"));
    assert!(says(&harness, BE_HEALTHY), "what answers to it is named");
    assert_eq!(text(&harness), before, "nothing is gone before it is answered");
    press(&mut harness, NONE, Key::Enter);
    assert!(node(&harness, "Performance & Commissioning Group").is_none());
    harness.get_by_label("Undo").click();
    settle(&mut harness);
    assert_eq!(text(&harness), before);
}

#[test]
fn the_palette_finds_a_command_and_the_same_line_is_drawn_again() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    enter(&mut harness, "draw a line");
    enter(&mut harness, "health and wellbeing board");
    enter(&mut harness, "informs");
    assert_eq!(lines_between(&harness, BE_HEALTHY, "Health and Wellbeing Board"), [LinkKind::Informs]);
    press(&mut harness, NONE, Key::R);
    enter(&mut harness, "parents forum");
    assert_eq!(lines_between(&harness, BE_HEALTHY, "Parents Forum"), [LinkKind::Informs]);
}

#[test]
fn bodies_are_copied_to_another_map_and_text_becomes_bodies() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let is_copy = |command: &egui::OutputCommand| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    };
    let copied = harness.output().platform_output.commands.iter().find_map(is_copy);
    let copied = copied.expect("a text on the clipboard");
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    harness.event(egui::Event::Paste(copied));
    settle(&mut harness);
    let pasted = node(&harness, BE_HEALTHY).expect("it came along");
    assert!(!pasted.evidence.is_empty(), "with its evidence");
    harness.event(egui::Event::Paste("Youth Parliament; ; \nYouth Forum; Youth Parliament; ".into()));
    settle(&mut harness);
    assert_eq!(lines_between(&harness, "Youth Forum", "Youth Parliament"), [LinkKind::ReportsTo]);
    let before = text(&harness);
    harness.event(egui::Event::Paste("{\"format\": \"something else\"}".into()));
    settle(&mut harness);
    assert!(says(&harness, "The clipboard holds nothing that can be put on the map"));
    assert_eq!(text(&harness), before);
}

#[test]
fn two_bodies_become_one_and_one_becomes_two() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    press(&mut harness, Modifiers::COMMAND, Key::M);
    enter(&mut harness, "sexual health strategy group");
    assert!(says(&harness, "Merge Sexual Health Strategy Group into Be Healthy Outcome Group?"));
    press(&mut harness, NONE, Key::Enter);
    assert!(node(&harness, "Sexual Health Strategy Group").is_none());
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    enter(&mut harness, "Be Healthy Task Group");
    assert!(node(&harness, "Be Healthy Task Group").is_some());
}

#[test]
fn lines_are_turned_round_put_on_hold_and_removed() {
    let home = home();
    let mut harness = window(home.path(), None);
    let id = {
        let map = harness.state().session().document.map();
        let from = node(&harness, "Sexual Health Strategy Group").expect("a group").id.clone();
        map.links.iter().find(|link| link.from == from && link.kind == LinkKind::ReportsTo).expect("a line").id.clone()
    };
    act(&mut harness, Act::go_to(id.clone()));
    press(&mut harness, NONE, Key::S);
    enter(&mut harness, "unclear");
    let link = |harness: &Harness<'_, App>| harness.state().session().document.map().links.get(id.as_str()).cloned();
    assert_eq!(link(&harness).map(|link| link.status), Some(LinkStatus::Unclear));
    let ends = link(&harness).map(|link| (link.from.clone(), link.to.clone())).expect("a line");
    press(&mut harness, NONE, Key::X);
    assert_eq!(link(&harness).map(|link| (link.to.clone(), link.from.clone())), Some(ends));
    press(&mut harness, NONE, Key::Delete);
    assert!(link(&harness).is_none(), "a line goes at once; undo is offered");
    assert!(harness.query_by_label("Undo").is_some());
}

#[test]
fn people_go_back_and_forward_through_what_they_looked_at() {
    let home = home();
    let mut harness = window(home.path(), None);
    let chosen = |harness: &Harness<'_, App>| {
        let session = harness.state().session();
        session.selection.ids.iter().map(|id| session.document.map().name(id.as_str()).to_owned()).collect::<Vec<_>>()
    };
    find(&mut harness, "be healthy outc");
    find(&mut harness, "parents forum");
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(chosen(&harness), [BE_HEALTHY]);
    press(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(chosen(&harness), ["Parents Forum"]);
}

#[test]
fn a_fix_is_an_ordinary_step() {
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    let before = text(&harness);
    let findings = harness.state().session().findings();
    let circle = findings.iter().position(|finding| !finding.fixes.is_empty()).expect("first-steps has a circle");
    let rule = findings[circle].rule;
    go_to_finding(&mut harness, circle);
    press(&mut harness, Modifiers::COMMAND, Key::Period);
    assert!(says(&harness, "The line goes by which Seafront Group reports to Festival Committee"));
    assert!(says(&harness, "Solves 1 finding"));
    assert_eq!(text(&harness), before, "nothing is done before it is seen");
    click(&mut harness, "Cancel");
    assert_eq!(text(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::Period);
    click(&mut harness, "Do it");
    assert!(says(&harness, "solved 1 finding"));
    assert!(harness.state().session().findings().iter().all(|finding| finding.rule != rule));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before);
    assert!(!harness.state().session().document.is_dirty(), "undone to what was saved");
}

#[test]
fn a_stranded_strand_is_given_to_whom_one_chooses() {
    let home = home();
    let mut harness = window(home.path(), None);
    let place = |harness: &Harness<'_, App>| {
        let findings = harness.state().session().findings();
        findings.iter().position(|found| found.code == "BW305" && found.fixes.len() > 1).expect("a choice of takers")
    };
    let index = place(&harness);
    let found = harness.state().session().findings()[index].clone();
    fix_finding(&mut harness, index);
    let second = &found.fixes[1].label;
    click(&mut harness, second);
    assert!(says(&harness, "New line: ") && says(&harness, "Status changes from active to lapsed"));
    click(&mut harness, "Do it");
    assert!(harness.state().session().document.undo_label().is_some_and(|label| label[1..] == second[1..]));
    let left = harness.state().session().findings().iter();
    assert!(left.filter(|other| other.code == found.code).all(|other| other.subjects != found.subjects));
}

#[test]
fn twins_are_merged_from_their_finding() {
    let folder = home();
    let twins = ["Health Panel", "Health Panels"].map(|name| {
        let id = name.to_lowercase().replace(' ', "-");
        format!(r#"{{"id": "{id}", "kind": "group", "name": "{name}", "status": "active"}}"#)
    });
    let map = format!(r#"{{"format": "boardwalk", "version": 1, "title": "Twins", "nodes": [{}]}}"#, twins.join(", "));
    let mut harness = window_with(folder.path(), &map);
    let findings = harness.state().session().findings();
    let twin = findings.iter().position(|found| found.code == "BW104").expect("twins");
    fix_finding(&mut harness, twin);
    click(&mut harness, "Merge");
    assert_eq!(harness.state().session().document.map().nodes.iter().count(), 1);
}

#[test]
fn whoever_types_faster_than_frames_are_drawn_gets_the_same() {
    let home = home();
    let mut harness = window(home.path(), None);
    let event = |key, pressed| egui::Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: NONE };
    let key = |key| event(key, true);
    let let_go = |key| event(key, false);
    let text = |words: &str| egui::Event::Text(words.to_owned());
    for event in [
        key(Key::N),
        text("n"),
        text("Safe Schools Group"),
        key(Key::Enter),
        let_go(Key::Enter),
        key(Key::K),
        text("k"),
        text("board"),
        key(Key::Enter),
        let_go(Key::Enter),
        key(Key::L),
        text("l"),
        text("parents forum"),
        key(Key::Enter),
        let_go(Key::Enter),
        text("informs"),
        key(Key::Enter),
        let_go(Key::Enter),
    ] {
        harness.input_mut().events.push(event);
    }
    settle(&mut harness);
    settle(&mut harness);
    assert_eq!(node(&harness, "Safe Schools Group").map(|node| node.kind), Some(NodeKind::Board));
    assert_eq!(lines_between(&harness, "Safe Schools Group", "Parents Forum"), [LinkKind::Informs]);
}

#[test]
fn a_line_off_the_map_is_drawn_to_a_name_and_read_where_the_lines_are() {
    let home = home();
    let town = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "board", "kind": "board", "name": "Board"}, {"id": "forum", "kind": "group", "name": "Forum"}]}"#;
    let mut harness = window_with(home.path(), town);
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::L);
    enter(&mut harness, "off the map");
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "What is off the map needs a name; type one"), "an empty name is asked for again");
    enter(&mut harness, "Home Office");
    enter(&mut harness, "reports to");
    let map = || harness.state().session().document.map().clone();
    let drawn = map();
    let line = drawn.links.iter().next().expect("a line");
    assert_eq!(drawn.sentence(line), "Board reports to Home Office");
    assert_eq!(drawn.nodes.len(), 2, "no card came with it");
    select(&mut harness, &["forum"]);
    click_anywhere(&mut harness, "Add a line off the map");
    enter(&mut harness, "Ofsted");
    enter(&mut harness, "scrutinises Forum");
    let map = harness.state().session().document.map();
    let told: Vec<String> = map.links.iter().map(|link| map.sentence(link)).collect();
    assert!(told.contains(&"Ofsted scrutinises Forum".to_owned()), "{told:?}");
}

#[test]
fn a_post_on_hold_is_vacant_where_its_status_is_chosen() {
    let home = home();
    let town = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "chief", "kind": "post", "name": "Chief"}, {"id": "forum", "kind": "group", "name": "Forum"}]}"#;
    let mut harness = window_with(home.path(), town);
    select(&mut harness, &["chief"]);
    act(&mut harness, Act::Command(boardwalk::app::act::Command::ChangeStatus));
    enter(&mut harness, "vacant");
    let status = |harness: &Harness<'_, App>, name: &str| node(harness, name).expect("a node").status;
    assert_eq!(status(&harness, "Chief"), NodeStatus::Dormant);
    select(&mut harness, &["chief", "forum"]);
    act(&mut harness, Act::Command(boardwalk::app::act::Command::ChangeStatus));
    enter(&mut harness, "on hold");
    assert_eq!(status(&harness, "Forum"), NodeStatus::Dormant, "of several kinds it is called on hold");
}
