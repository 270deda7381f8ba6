//! Options in the window: made, worked on and gone back from.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
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
