//! The register in the real window: which keys are its own there, and what it shares with the rest.

use boardwalk::app::App;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// The first sample with the register open, filtered to what fits some words.
fn register<'a>(home: &std::path::Path, words: &str) -> Harness<'a, App> {
    let mut harness = window(home, None);
    click(&mut harness, "Register");
    click(&mut harness, "Filter the bodies");
    type_text(&mut harness, words);
    harness
}

fn type_text(harness: &mut Harness<'_, App>, words: &str) {
    for letter in words.chars() {
        // A keyboard gives the key as well as the letter.
        if let Some(key) = Key::from_name(&letter.to_uppercase().to_string()) {
            harness.key_press(key);
        }
        harness.event(Event::Text(letter.to_string()));
    }
    settle(harness);
}

#[test]
fn letters_typed_into_a_table_are_no_commands_and_undo_takes_a_cell_back() {
    let home = home();
    let mut harness = register(home.path(), "be healthy outcome");
    let before = text(&harness);
    click(&mut harness, "Status of Be Healthy Outcome Group: active");
    // N would add a body, F fit the map, L draw a line.
    type_text(&mut harness, "on h");
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "Status of Be Healthy Outcome Group: on hold"));
    assert!(says(&harness, "Be Healthy Outcome Group, group, on hold"), "the card says so too");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before);
    assert!(says(&harness, "Status of Be Healthy Outcome Group: active"));
    press(&mut harness, NONE, Key::ArrowUp);
    type_text(&mut harness, "prop");
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "Status of Be Healthy Outcome Group: proposed"), "the keyboard is still in the table");
}

#[test]
fn the_clipboard_is_the_tables_while_the_keyboard_is_there() {
    let home = home();
    let mut harness = register(home.path(), "be healthy outcome");
    let bodies = harness.state().session().document.map().nodes.len();
    click(&mut harness, "Kind of Be Healthy Outcome Group: group");
    harness.event(Event::Paste("board\tended".to_owned()));
    settle(&mut harness);
    assert!(says(&harness, "Kind of Be Healthy Outcome Group: board"));
    assert!(says(&harness, "Status of Be Healthy Outcome Group: ended"));
    let map = harness.state().session().document.map();
    assert_eq!(map.nodes.len(), bodies, "nothing else was pasted onto the map");
    assert_eq!(harness.state().session().document.undo_label(), Some("paste 2 cells"));
}

#[test]
fn a_row_is_removed_after_the_question_that_names_what_goes() {
    let home = home();
    let mut harness = register(home.path(), "be healthy outcome");
    click(&mut harness, "Row 1: Be Healthy Outcome Group");
    assert!(harness.state().session().selection.ids.contains("be-healthy-outcome-group"));
    press(&mut harness, NONE, Key::Delete);
    assert!(harness.state().session().document.map().nodes.contains("be-healthy-outcome-group"), "it is asked first");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.state().session().document.map().nodes.contains("be-healthy-outcome-group"));
    assert_eq!(harness.state().session().document.undo_label(), None);
}

#[test]
fn what_is_found_on_the_map_is_shown_in_the_register() {
    let home = home();
    let mut harness = window(home.path(), None);
    click(&mut harness, "Register");
    let name = "Name of Young Carers Strategy Group: Young Carers Strategy Group";
    assert!(harness.query_by_label(name).is_none(), "the last row but one is out of view");
    find(&mut harness, "young carers strategy group");
    assert!(harness.query_by_label(name).is_some(), "it is scrolled to");
}

/// Presses a cell as long as a hand does.
fn hold(harness: &mut Harness<'_, App>, name: &str) {
    let place = harness.get_by_label(name).rect().center();
    harness.hover_at(place);
    harness.run_steps(2);
    harness.drag_at(place);
    harness.run_steps(2);
    harness.drop_at(place);
    harness.run_steps(1);
}

#[test]
fn a_cell_that_a_hand_presses_takes_what_is_typed_and_the_map_nothing() {
    let home = home();
    let mut harness = register(home.path(), "be healthy outcome");
    let bodies = harness.state().session().document.map().nodes.len();
    hold(&mut harness, "Name of Be Healthy Outcome Group: Be Healthy Outcome Group");
    type_text(&mut harness, "Night");
    press(&mut harness, NONE, Key::Enter);
    let map = harness.state().session().document.map().clone();
    assert_eq!(map.name("be-healthy-outcome-group"), "Night");
    assert_eq!(map.nodes.len(), bodies, "no new body is called ight");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    hold(&mut harness, "Answers to of Be Healthy Outcome Group: Performance & Commissioning Group");
    press(&mut harness, NONE, Key::Delete);
    assert!(
        says(&harness, "Answers to of Be Healthy Outcome Group: empty"),
        "Delete empties the cell and asks nothing"
    );
    assert_eq!(harness.state().session().document.map().nodes.len(), bodies);
}

#[test]
fn an_empty_table_takes_what_is_typed_after_a_hands_press() {
    let home = home();
    let file = home.path().join("empty.boardwalk");
    std::fs::write(&file, r#"{"format": "boardwalk", "version": 1, "title": "Empty"}"#).expect("a file");
    let mut harness = window(home.path(), Some(&file));
    click(&mut harness, "Register");
    hold(&mut harness, "Name of new body: empty");
    type_text(&mut harness, "Night");
    press(&mut harness, NONE, Key::Enter);
    type_text(&mut harness, "Lamp");
    press(&mut harness, NONE, Key::Enter);
    let map = harness.state().session().document.map().clone();
    assert_eq!(map.nodes.iter().map(|node| node.name.as_str()).collect::<Vec<_>>(), ["Lamp", "Night"]);
}
