//! Presenting on the screen that everybody sees: no slip of a hand changes the map, what is meant does, and Escape leaves.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, Command};
use boardwalk::app::command;
use boardwalk::session::panels::Panel;
use egui::{Key, Modifiers};
use egui_kittest::Harness;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

fn is_presenting(harness: &Harness<'_, App>) -> bool {
    harness.state().session().panels.presenting
}

#[test]
fn a_key_alone_changes_nothing_that_is_presented_and_says_how_it_is_meant() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Present(true));
    let before = text(&harness);
    let mut tried = 0;
    for entry in command::entries().iter().filter(|entry| entry.changes_the_map() && entry.command != Command::Capture)
    {
        let alone = [entry.keys, entry.also].into_iter().flatten();
        for keys in alone.filter(|keys| !keys.modifiers.command && !keys.modifiers.alt) {
            // Something of each kind is chosen, so that it could be done.
            for chosen in [&["board"][..], &["group", "board"], &["up"]] {
                select(&mut harness, chosen);
                press(&mut harness, keys.modifiers, keys.logical_key);
                assert!(is_presenting(&harness) && text(&harness) == before, "{:?}", entry.command);
                assert!(harness.state().session().panels.below == Some(Panel::Findings), "{:?}", entry.command);
                assert!(!harness.state().is_asking(), "{:?} asks", entry.command);
            }
            tried += 1;
        }
    }
    assert!(tried > 10, "{tried} keys");
    select(&mut harness, &["group"]);
    press(&mut harness, NONE, Key::Delete);
    assert!(says(&harness, "alone changes nothing that is presented: “Delete” is among all commands"));
}

#[test]
fn what_is_meant_is_done_told_and_taken_back_while_the_map_is_presented() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Present(true));
    let before = text(&harness);
    select(&mut harness, &["group"]);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    type_text(&mut harness, "rename");
    press(&mut harness, NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    enter(&mut harness, "Sport Group");
    assert_eq!(names(&harness), ["Town Board", "Sport Group"]);
    assert!(is_presenting(&harness) && says(&harness, "Undo"), "it is seen, with the way back");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(is_presenting(&harness) && text(&harness) == before);
    // What people say is noted by one key.
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "So be it");
    assert!(says(&harness, "Escape") || is_presenting(&harness));
    press(&mut harness, NONE, Key::Enter);
    assert!(text(&harness).contains("So be it"));
}

/// What somebody does while presenting: what it is called, and how often Escape is pressed then until it ends.
type State = (&'static str, fn(&mut Harness<'_, App>), usize);

#[test]
fn escape_leaves_from_every_state() {
    let states: [State; 9] = [
        ("at the start", |_| (), 1),
        ("with something chosen", |harness| select(harness, &["board"]), 1),
        ("with a finding lit", |harness| go_to_finding(harness, 0), 1),
        (
            "in focus",
            |harness| {
                select(harness, &["board"]);
                press(harness, NONE, Key::Num2);
            },
            1,
        ),
        ("at a black screen", |harness| press(harness, NONE, Key::B), 1),
        ("with the notes", |harness| press(harness, NONE, Key::N), 1),
        ("with the large pointer", |harness| act(harness, Act::Command(Command::PointOut)), 1),
        // What stands in front goes first.
        ("with a dialog in front", |harness| act(harness, Act::Ask(Ask::Palette)), 2),
        ("while something is noted", |harness| press(harness, NONE, Key::C), 2),
    ];
    for (state, reach, presses) in states {
        let home = home();
        let mut harness = window_with(home.path(), TOWN);
        // Whatever had the keyboard before.
        act(&mut harness, Act::Open(Panel::Register, true));
        click(&mut harness, "Name of Play Group: Play Group");
        act(&mut harness, Act::Present(true));
        assert!(says(&harness, "Escape ends the presentation"), "{state}: it is said");
        reach(&mut harness);
        assert!(is_presenting(&harness), "{state}");
        for press_number in 1..=presses {
            assert!(is_presenting(&harness), "{state}: not before press {press_number}");
            press(&mut harness, NONE, Key::Escape);
        }
        assert!(!is_presenting(&harness), "{state}");
    }
}
