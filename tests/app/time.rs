//! Time in the window: the map as of a date, plain to see, with nothing changed there.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::session::panels::Panel;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town", "as_of": "2011",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"},
        {"id": "first", "kind": "board", "name": "First Board", "status": "ended", "since": "2004", "until": "2008"},
        {"id": "second", "kind": "board", "name": "Second Board", "since": "2008-06"}],
    "links": [{"id": "a", "kind": "reports_to", "from": "second", "to": "council"},
        {"id": "b", "kind": "absorbed_into", "from": "first", "to": "second"}]}"#;

fn with_timeline(home: &std::path::Path, map: &str) -> Harness<'static, App> {
    let mut harness = window_with(home, map);
    act(&mut harness, Act::Open(Panel::Timeline, true));
    harness.run_steps(2);
    harness
}

fn date(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().session().document.date().map(|date| date.to_string())
}

/// Types into the field for the date, as people do.
fn go_to(harness: &mut Harness<'_, App>, typed: &str) {
    harness.get_by_label("Date to look at").focus();
    harness.run_steps(2);
    press(harness, Modifiers::COMMAND, Key::A);
    enter(harness, typed);
    harness.run_steps(2);
}

#[test]
fn the_map_is_shown_as_of_a_date_and_now_is_one_press_away() {
    let home = home();
    let mut harness = with_timeline(home.path(), TOWN);
    assert!(says(&harness, "First Board, 2004 to 2008") && says(&harness, "Second Board, since 2008-06"));
    go_to(&mut harness, "2006");
    assert_eq!(date(&harness).as_deref(), Some("2006"));
    assert!(says(&harness, "You look at the map as of 2006. Nothing can be changed there."));
    let scene = |harness: &Harness<'_, App>| {
        let picture = harness.state().session().picture.as_ref().expect("a picture");
        picture.scene.cards.iter().map(|card| card.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(scene(&harness), ["Council", "First Board"]);
    assert!(harness.state().session().document.map().nodes.get("second").is_none(), "lists say the same");
    click(&mut harness, "Now");
    assert_eq!(date(&harness), None);
    assert!(scene(&harness).contains(&"Second Board".to_owned()));
    assert!(!says(&harness, "You look at the map as of 2006. Nothing can be changed there."));
}

#[test]
fn arrows_step_from_change_to_change() {
    let home = home();
    let mut harness = with_timeline(home.path(), TOWN);
    harness.get_by_label("As of now").focus();
    harness.run_steps(2);
    let mut seen = Vec::new();
    for _ in 0..6 {
        press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
        seen.push(date(&harness).expect("a date"));
    }
    assert_eq!(seen, ["2011", "2009", "2008-06", "2004", "2004", "2004"], "and it stays at the first");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(date(&harness).as_deref(), Some("2008-06"));
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(date(&harness).as_deref(), Some("2004"));
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(date(&harness), None);
    act(&mut harness, Act::Command(Command::EarlierDate));
    act(&mut harness, Act::Command(Command::EarlierDate));
    assert_eq!(date(&harness).as_deref(), Some("2009"));
    act(&mut harness, Act::Command(Command::LaterDate));
    act(&mut harness, Act::Command(Command::LaterDate));
    assert_eq!(date(&harness), None, "after the last one comes now");
}

#[test]
fn before_the_first_change_earlier_does_not_lead_to_a_later_one() {
    let home = home();
    let mut harness = with_timeline(home.path(), TOWN);
    go_to(&mut harness, "1990");
    act(&mut harness, Act::Command(Command::EarlierDate));
    assert_eq!(date(&harness).as_deref(), Some("1990"));
    assert!(says(&harness, "The map does not tell of anything that changed earlier"));
    act(&mut harness, Act::Command(Command::LaterDate));
    assert_eq!(date(&harness).as_deref(), Some("2004"), "the first change is the next one");
}

#[test]
fn nothing_is_changed_in_the_past() {
    let home = home();
    let mut harness = with_timeline(home.path(), TOWN);
    select(&mut harness, &["council"]);
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Forum");
    let before = harness.state().session().document.revision();
    go_to(&mut harness, "2006");
    for command in [Command::AddBody, Command::Delete, Command::Undo] {
        select(&mut harness, &["council"]);
        act(&mut harness, Act::Command(command));
        harness.run_steps(3);
        assert!(says(&harness, "Go back to now?"), "{command:?}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert_eq!((harness.state().session().document.revision(), date(&harness).as_deref()), (before, Some("2006")));
    }
    act(&mut harness, Act::Command(Command::Undo));
    harness.run_steps(3);
    click(&mut harness, "Go back to now");
    assert_eq!((harness.state().session().document.revision(), date(&harness)), (before, None));
    act(&mut harness, Act::Command(Command::Undo));
    assert_ne!(harness.state().session().document.revision(), before);
}

#[test]
fn what_is_no_date_is_told_and_leaves_the_map_as_it_is() {
    let home = home();
    let mut harness = with_timeline(home.path(), TOWN);
    go_to(&mut harness, "last spring");
    assert_eq!(date(&harness), None);
    assert!(says(&harness, "\"last spring\" is no date: write a year (2010), a month (2010-09) or a day (2010-09-30)"));
    let field = harness.get_by_label("Date to look at");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("now"));
    act(&mut harness, Act::Command(Command::EarlierDate));
    assert!(!says(&harness, "is no date") && says(&harness, "at work, "), "it is over once another date is looked at");
}

#[test]
fn a_map_without_dates_says_how_it_gets_some() {
    let home = home();
    let map = r#"{"format": "boardwalk", "version": 1, "title": "Town",
        "nodes": [{"id": "council", "kind": "board", "name": "Council"}]}"#;
    let harness = with_timeline(home.path(), map);
    let words = "This map does not say when anything began or ended. Since and Until in the inspector say it.";
    assert!(says(&harness, words));
}

#[test]
fn the_map_keeps_its_room_whatever_stands_below_it() {
    let home = home();
    let file = home.path().join("town.boardwalk");
    std::fs::write(&file, TOWN).expect("a file");
    let mut harness = sized([1366.0, 768.0], home.path(), Some(&file));
    act(&mut harness, Act::Open(Panel::Timeline, true));
    for panel in [Panel::Decisions, Panel::Matrix, Panel::Findings] {
        act(&mut harness, Act::Open(panel, true));
        harness.run_steps(3);
        let room = harness.state().canvas().screen();
        assert!(room.height() >= 120.0, "{panel:?} leaves {room:?}");
    }
}
