//! Pasting: what a text becomes on a map that knows some of it, what is asked before, and what a field is given.

use boardwalk::app::App;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// A map of a board that answers to an executive.
fn opened(home: &std::path::Path) -> Harness<'static, App> {
    let text = r#"{"format": "boardwalk", "version": 1, "title": "Paste into", "nodes": [
        {"id": "exec", "kind": "board", "name": "Borough Executive", "status": "active", "accountable_body": true},
        {"id": "tb", "kind": "board", "name": "Trust Board", "status": "active"}
      ], "links": [{"id": "l", "kind": "reports_to", "from": "tb", "to": "exec", "status": "active"}]}"#;
    window_with(home, text)
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

#[test]
fn a_text_is_tied_to_what_is_on_the_map_and_nothing_comes_twice() {
    let home = home();
    let mut harness = opened(home.path());
    let text = "Name\tReports to\nNight Bus Group\tTrust Board\nTrust Board\tBorough Executive\n";
    paste(&mut harness, text);
    let map = harness.state().session().document.map().clone();
    assert_eq!(names(&harness), ["Borough Executive", "Night Bus Group", "Trust Board"]);
    assert_eq!(map.links.len(), 2);
    assert!(map.links_of("night-bus-group").any(|link| link.to.as_str() == "tb"), "tied to the board that is there");
    paste(&mut harness, text);
    assert_eq!(harness.state().session().document.map(), &map, "a second time, nothing comes of it");
}

#[test]
fn what_is_not_clear_is_shown_before_it_comes_onto_the_map() {
    let home = home();
    let mut harness = opened(home.path());
    paste(&mut harness, "Name; Reports to; Chair\nPlay Group; Trsut Board; TBC\nYouth Group; Trust Board; \n");
    assert_eq!(names(&harness).len(), 2, "nothing has come yet");
    assert!(says(&harness, "Play Group  –  new group · reports to Trsut Board"));
    assert!(says(&harness, "Trust Board  –  is on the map already"));
    assert!(says(&harness, "\"TBC\" under chair names nobody"));
    click(&mut harness, "It is Trust Board, typed otherwise");
    harness.query_all_by_label_contains("Youth Group  –  new group").next().expect("a row").click();
    settle(&mut harness);
    assert!(says(&harness, "Youth Group  –  left out"));
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(names(&harness), ["Borough Executive", "Play Group", "Trust Board"]);
    let map = harness.state().session().document.map().clone();
    assert!(map.links_of("play-group").any(|link| link.to.as_str() == "tb"));
}

#[test]
fn a_card_that_was_copied_gives_a_field_its_name() {
    let home = home();
    let mut harness = opened(home.path());
    let clip = boardwalk::exchange::boardwalk_file::write(harness.state().session().document.map());
    press(&mut harness, Modifiers::COMMAND, Key::F);
    paste(&mut harness, &clip);
    let value = egui_kittest::kittest::NodeT::accesskit_node(&harness.get_by_label("Find")).value();
    assert_eq!(value.as_deref(), Some("Borough Executive; Trust Board"));
    press(&mut harness, NONE, Key::Escape);
    press(&mut harness, NONE, Key::Escape);
    click(&mut harness, "Register");
    click(&mut harness, "Name of new body: empty");
    let before = names(&harness);
    paste(&mut harness, &clip);
    assert_eq!(names(&harness).len(), before.len() + 2, "into a table, each in a row");
}

#[test]
fn a_block_with_headings_or_with_unknown_names_is_shown_before_it_comes() {
    let home = home();
    let mut harness = opened(home.path());
    click(&mut harness, "Register");
    click(&mut harness, "Name of new body: empty");
    paste(&mut harness, "Name\tAnswers to\tKind\nNight Bus Group\tTrust Board\tgroup\n");
    assert!(says(&harness, "Night Bus Group  –  new group · reports to Trust Board"), "headings are no names");
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.state().session().document.map().nodes.contains("night-bus-group"));
    click(&mut harness, "Name of new body: empty");
    paste(&mut harness, "Ferry Group\tgroup\tactive\tHarbour Board\n");
    assert!(says(&harness, "Harbour Board  –  new board"), "whom it names is made, if that is confirmed");
    press(&mut harness, NONE, Key::Escape);
    assert_eq!(names(&harness).len(), 3);
    click(&mut harness, "Kind of Trust Board: board");
    paste(&mut harness, "thing\tasleep\tNobody Known\n");
    for reason in ["Kind: \"thing\"", "Status: \"asleep\"", "Answers to: there is no body"] {
        assert!(says(&harness, reason), "{reason}: all is told at once");
    }
}
