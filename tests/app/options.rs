//! Options in the window: made, worked on and gone back from.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::editing::change;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Map, Node, NodeKind, NodeStatus, three_way};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"}]}"#;

/// Begins an option by the menu's command, as people do.
fn begin(harness: &mut Harness<'_, App>, name: &str) {
    act(harness, Act::Command(Command::NewOption));
    harness.run_steps(2);
    enter(harness, name);
    harness.run_steps(2);
}

fn is_open(harness: &Harness<'_, App>, tab: &str) -> bool {
    let tab = harness.get_by_role_and_label(egui::accesskit::Role::Button, tab);
    tab.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
}

#[test]
fn an_option_is_begun_edited_and_left_and_the_baseline_is_as_it_was() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    assert!(!says(&harness, "Baseline"), "no bar of options where there are none");
    begin(&mut harness, "Lean");
    assert!(is_open(&harness, "Lean") && !is_open(&harness, "Baseline"));
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Forum");
    assert_eq!(names(&harness), ["Council", "Forum"]);
    click(&mut harness, "Baseline");
    assert_eq!(names(&harness), ["Council"]);
    press(&mut harness, Modifiers::COMMAND, Key::PageDown);
    assert_eq!(names(&harness), ["Council", "Forum"]);
    press(&mut harness, Modifiers::COMMAND, Key::PageDown);
    assert!(is_open(&harness, "Baseline"));
    // Undo leads to where the step was made.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(is_open(&harness, "Lean"));
    assert_eq!(names(&harness), ["Council"]);
}

#[test]
fn the_option_that_was_open_is_open_again_and_a_dialog_says_where_a_body_is_closed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    begin(&mut harness, "Lean");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let preferences = harness.state().preferences();
    drop(harness);
    boardwalk::storage::Home::at(home.path()).keep_preferences(&preferences).expect("kept");

    let path = home.path().join("town.boardwalk");
    let mut harness = window(home.path(), Some(&path));
    assert!(is_open(&harness, "Lean"), "as it was left");
    select(&mut harness, &["council"]);
    act(&mut harness, Act::Command(Command::Close));
    assert!(says(&harness, "Close Council in “Lean”"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    click(&mut harness, "Baseline");
    act(&mut harness, Act::Command(Command::Close));
    assert!(says(&harness, "Close Council in the baseline"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().preferences().options.is_empty(), "the baseline is what opens anyway");

    // What is not there any more is not looked for.
    boardwalk::storage::Home::at(home.path()).keep_preferences(&preferences).expect("kept");
    drop(harness);
    let mut harness = window_with(home.path(), TOWN);
    assert!(!says(&harness, "Baseline"));
    settle(&mut harness);
    assert_eq!(names(&harness), ["Council"]);
}

#[test]
fn options_of_one_name_are_refused_where_the_name_is_typed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    begin(&mut harness, "Lean");
    begin(&mut harness, "lean");
    assert!(says(&harness, "There is an option called “lean” already; type another name"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().document.baseline().options.len(), 1);
}

#[test]
fn an_option_is_copied_and_made_the_baseline() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    begin(&mut harness, "Lean");
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Forum");
    act(&mut harness, Act::Command(Command::CopyOption));
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness, "Lean, another way"));
    assert_eq!(names(&harness), ["Council", "Forum"]);
    act(&mut harness, Act::Command(Command::PromoteOption));
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness, "Baseline"));
    assert_eq!(names(&harness), ["Council", "Forum"]);
    click(&mut harness, "Before “Lean, another way”");
    assert_eq!(names(&harness), ["Council"]);
}

#[test]
fn what_a_question_of_options_proposes_is_typed_over_wherever_the_caret_was_before() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    begin(&mut harness, "Lean");
    act(&mut harness, Act::Command(Command::PromoteOption));
    harness.run_steps(2);
    enter(&mut harness, "As it was");
    click(&mut harness, "As it was");
    assert!(is_open(&harness, "As it was"), "{}", text(&harness));
}

#[test]
fn what_two_versions_say_differently_is_told_and_decided_one_by_one() {
    let town = |status, name: &str| {
        let mut map = Map { title: "Town".into(), ..Map::default() };
        map.nodes.put(Node { status, ..Node::new("council", NodeKind::Board, name) });
        map
    };
    let base = town(NodeStatus::Active, "Council");
    let ours = town(NodeStatus::Dormant, "Our Council");
    let merged = three_way::merge(&base, &ours, &town(NodeStatus::Ended, "Their Council")).map;
    let home = home();
    let mut harness = window_with(home.path(), &boardwalk_file::write(&merged));
    assert!(says(&harness, "Two versions of this map were merged, and 2 things are still undecided."));
    click(&mut harness, "Decide…");
    assert!(says(&harness, "Council: name") && says(&harness, "Council: status"));
    click(&mut harness, "Theirs: “Their Council”");
    assert_eq!(names(&harness), ["Their Council"]);
    click(&mut harness, "Ours: “on hold”");
    harness.run_steps(3);
    let document = &harness.state().session().document;
    assert_eq!(document.map().nodes.get("council").map(|node| node.status), Some(NodeStatus::Dormant));
    assert!(document.map().undecided.is_empty());
    assert!(!says(&harness, "still undecided") && !says(&harness, "To be decided"), "all is decided");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "2 things are still undecided"), "each decision was a step");
}

#[test]
fn what_the_baseline_and_an_option_have_both_changed_is_told_and_decided() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let rename = |harness: &mut Harness<'_, App>, name: &str| {
        let step = change::rename(harness.state().session().document.map(), &"council".into(), name);
        act(harness, Act::Make(step));
    };
    begin(&mut harness, "Lean");
    rename(&mut harness, "Lean Council");
    click(&mut harness, "Baseline");
    rename(&mut harness, "Town Council");
    click(&mut harness, "Lean");
    assert_eq!(names(&harness), ["Town Council"], "nobody has to decide before going on");
    click(&mut harness, "1 change not made…");
    assert!(says(&harness, "Town Council: name"));
    click(&mut harness, "Option: “Lean Council”");
    harness.run_steps(3);
    assert_eq!(names(&harness), ["Lean Council"]);
    assert!(!says(&harness, "change not made") && !says(&harness, "To be decided"));
    click(&mut harness, "Baseline");
    assert_eq!(names(&harness), ["Town Council"]);
}
