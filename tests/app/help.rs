//! The help: every rule, field, key and word in it, found by a few letters and by F1 from what is looked at.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// Writes over what is searched for.
fn search(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_label("Search the help").focus();
    settle(harness);
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, words);
}

/// Whether a page of that title is read.
fn reads(harness: &Harness<'_, App>, title: &str) -> bool {
    harness.query_all_by_role_and_label(Role::Heading, title).next().is_some()
}

#[test]
fn rules_fields_commands_and_words_are_found_by_what_they_are_called() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, NONE, Key::F1);
    assert!(harness.query_by_role_and_label(Role::Dialog, "Help").is_some());
    for (typed, title, says_so) in [
        ("BW302", "broken-route", "Why it matters"),
        ("shared remit", "shared-remit", "What to do"),
        ("quorum", "Quorum", "In the file: "),
        ("on behalf", "On behalf of", "Lines"),
        ("draw a line", "Draw a line", "or in the menu "),
        ("accountable body", "Accountable body", ""),
        ("stances", "stances", "How it stands to what partners expect"),
    ] {
        search(&mut harness, typed);
        assert!(reads(&harness, title), "{typed}");
        assert!(says(&harness, says_so), "{typed}: {says_so}");
    }
}

#[test]
fn what_is_searched_for_is_gone_through_with_the_arrows() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, NONE, Key::F1);
    assert!(reads(&harness, "Find your way"), "it begins with the guide");
    search(&mut harness, "scrutiny");
    assert!(reads(&harness, "Scrutiny"), "what is called so comes first");
    press(&mut harness, NONE, Key::ArrowDown);
    assert!(!reads(&harness, "Scrutiny"));
    press(&mut harness, NONE, Key::ArrowUp);
    assert!(reads(&harness, "Scrutiny"));
    search(&mut harness, "zzyzx");
    assert!(says(&harness, "Nothing here has these words"));
    click(&mut harness, "Words");
    assert!(says(&harness, "What stands for a body, a post or a strand on the map."));
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.query_by_role_and_label(Role::Dialog, "Help").is_none());
}

#[test]
fn f1_leads_to_what_has_the_keyboard_or_is_chosen() {
    let home = home();
    let mut harness = window(home.path(), None);
    go_to_finding(&mut harness, 0);
    let rule = harness.state().session().findings()[0].rule;
    press(&mut harness, NONE, Key::F1);
    assert!(reads(&harness, rule), "{rule}");
    press(&mut harness, NONE, Key::Escape);

    find(&mut harness, BE_HEALTHY);
    harness.query_all_by_role(Role::MultilineTextInput).next().expect("the name can be typed over").focus();
    settle(&mut harness);
    press(&mut harness, NONE, Key::F1);
    assert!(reads(&harness, "Name") && says(&harness, "Its full name, as people say it."));
    press(&mut harness, NONE, Key::Escape);

    let list = harness
        .query_all_by_role(Role::ComboBox)
        .find(|node| node.accesskit_node().value().as_deref() == Some("active"));
    list.expect("the list of statuses").focus();
    settle(&mut harness);
    press(&mut harness, NONE, Key::F1);
    assert!(says(&harness, "Filled in with one of these"));
    press(&mut harness, NONE, Key::Escape);

    click(&mut harness, "Register");
    click(&mut harness, "Filter the bodies");
    type_text(&mut harness, "be healthy outcome");
    click(&mut harness, "Status of Be Healthy Outcome Group: active");
    press(&mut harness, NONE, Key::F1);
    assert!(reads(&harness, "Status"), "a cell of a table leads to its column");
}

#[test]
fn all_shortcuts_are_on_one_page() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::SHIFT, Key::F1);
    assert!(reads(&harness, "Keyboard shortcuts"));
    assert!(says(&harness, "Drop a card on another") && says(&harness, "Ctrl+Z"));
    press(&mut harness, NONE, Key::Escape);
    act(&mut harness, Act::Command(Command::Shortcuts));
    assert!(reads(&harness, "Keyboard shortcuts"));
}
