//! The board paper, as people choose, order and write it in the window.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::storage::Home;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"}, {"id": "forum", "kind": "group", "name": "Forum"}],
    "options": [{"id": "a", "name": "A plan", "changes": []}]}"#;

fn asked(home: &std::path::Path) -> Harness<'static, App> {
    let mut harness = window_with(home, TOWN);
    act(&mut harness, Act::Command(Command::Report));
    wait_until(&mut harness, |harness| !says(harness, "Write the paper, not available"));
    harness
}

/// What is read and written meanwhile is on a thread of its own.
fn wait_until(harness: &mut Harness<'_, App>, is_so: impl Fn(&Harness<'_, App>) -> bool) {
    let start = std::time::Instant::now();
    while !is_so(harness) {
        assert!(start.elapsed().as_secs() < 60, "it never comes to it");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

fn write(harness: &mut Harness<'_, App>, button: &str) {
    harness.get_by_label(button).click();
    harness.run_steps(3);
    // While it is written there is no such button.
    wait_until(harness, |harness| says(harness, "Write the paper") || says(harness, "Replace it"));
}

#[test]
fn a_paper_is_written_with_the_sections_that_are_ticked_in_their_order() {
    let home = home();
    let mut harness = asked(home.path());
    for section in ["The picture", "Findings", "Sources"] {
        harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, section).click();
        harness.run_steps(3);
    }
    click(&mut harness, "Move “Register of boards and groups” earlier");
    click(&mut harness, "Markdown");
    write(&mut harness, "Write the paper");
    assert!(says(&harness, "town.md is written, in "), "it is said");
    let paper = std::fs::read_to_string(home.path().join("town.md")).expect("a paper");
    let headings: Vec<&str> = paper.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(headings.first(), Some(&"1 Summary"));
    assert!(headings.iter().any(|heading| heading.contains("Register")), "{headings:?}");
    assert!(!headings.iter().any(|heading| heading.contains("Findings")), "{headings:?}");

    write(&mut harness, "Write the paper");
    assert!(says(&harness, "There is a file called town.md already."), "nothing is replaced unasked");
    write(&mut harness, "Replace it");
    assert!(says(&harness, "town.md is written, in "));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "House style"), "Escape leaves it");
    assert!(!harness.state().session().document.is_dirty(), "the map is as it was");
}

#[test]
fn the_house_style_is_set_once_and_a_colour_that_is_none_is_told() {
    let home = home();
    let mut harness = asked(home.path());
    let field = |harness: &mut Harness<'_, App>, label: &str, text: &str| {
        harness.get_by_label(label).focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_steps(1);
        type_text(harness, text);
    };
    field(&mut harness, "House style: Headings", "red");
    assert!(says(&harness, "“red” is no colour") && says(&harness, "Write the paper, not available"));
    field(&mut harness, "House style: Headings", "#112233");
    field(&mut harness, "House style: Organisation", "Town Council");
    click(&mut harness, "Web page");
    write(&mut harness, "Write the paper");
    let paper = std::fs::read_to_string(home.path().join("town.html")).expect("a paper");
    assert!(paper.contains("Town Council") && paper.contains("--first:#112233"));
    let kept = Home::at(home.path()).house_style().expect("kept");
    assert_eq!(
        (kept.style.organisation.as_str(), kept.style.first_colour.to_string()),
        ("Town Council", "#112233".into())
    );

    let again = asked(home.path());
    assert!(again.query_all_by_value("Town Council").next().is_some(), "it is remembered");
}

#[test]
fn a_paper_is_about_the_option_that_is_chosen_and_trouble_is_told() {
    let home = home();
    let mut harness = asked(home.path());
    assert!(says(&harness, "The paper is about: Option “A plan”"), "the only one is meant");
    click(&mut harness, "The paper is about: Option “A plan”");
    click(&mut harness, "All options, as they compare");
    assert!(says(&harness, "The paper is about: All options, as they compare"));
    let path = harness.get_by_label("Path of the paper");
    path.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    type_text(&mut harness, &home.path().join("nowhere").join("a.docx").display().to_string());
    write(&mut harness, "Write the paper");
    assert!(says(&harness, "the folder is not there"), "it is said why");
}

#[test]
fn what_is_typed_for_a_paper_outlasts_closing_and_a_paper_in_which_nothing_stands_is_not_written() {
    let home = home();
    let mut harness = asked(home.path());
    let field = |harness: &mut Harness<'_, App>, label: &str, text: &str| {
        harness.get_by_label(label).focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_steps(1);
        type_text(harness, text);
    };
    field(&mut harness, "House style: Organisation", "Town Council");
    let folder = home.path().join("papers");
    std::fs::create_dir(&folder).expect("a folder");
    field(&mut harness, "Path of the paper", &format!("{}/", folder.display()));
    click(&mut harness, "Markdown");
    let typed: Vec<&str> = harness.state().session().drafts().iter().map(|draft| draft.what.as_str()).collect();
    assert_eq!(typed, ["Where the paper goes", "Organisation"], "they are kept over a crash");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "House style"));
    act(&mut harness, Act::Command(Command::Report));
    assert!(harness.query_all_by_value("Town Council").next().is_some(), "and over closing");
    write(&mut harness, "Write the paper");
    assert!(folder.join("town.md").is_file(), "a folder means a file in it");
    for section in
        boardwalk::report::Section::ALL.iter().filter(|section| **section != boardwalk::report::Section::Accepted)
    {
        let row = harness.query_by_role_and_label(egui::accesskit::Role::CheckBox, section.title());
        if let Some(row) = row {
            row.click();
            harness.run_steps(3);
        }
    }
    std::fs::remove_file(folder.join("town.md")).expect("it goes");
    write(&mut harness, "Write the paper");
    assert!(says(&harness, "No paper is written: none of its sections has anything to tell"));
    assert!(!folder.join("town.md").exists());
}
