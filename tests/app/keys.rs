//! Keys: typed fast, on other keyboards, in lists that the mouse has opened; what Escape takes back; and what screen
//! readers are told.

use boardwalk::app::App;
use boardwalk::model::NodeKind;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// A key that is pressed, as the system tells it: what it stands for, and where it lies.
fn key(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
    Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers }
}

/// The events of a key that writes a letter.
fn letter(place: Key, text: &str) -> [Event; 3] {
    [key(place, NONE, true), Event::Text(text.into()), key(place, NONE, false)]
}

/// Has all of it happen before the next frame.
fn at_once(harness: &mut Harness<'_, App>, events: impl IntoIterator<Item = Event>) {
    harness.input_mut().events.extend(events);
    settle(harness);
    settle(harness);
}

#[test]
fn the_key_that_opens_a_field_leaves_no_letter_in_it_on_any_keyboard() {
    let home = home();
    let mut harness = window(home.path(), None);
    for (written, name) in [("т", "Совет"), ("ν", "Συμβούλιο"), ("ń", "Łódź"), ("n", "new night nine")]
    {
        let typed = name.chars().flat_map(|written| letter(Key::A, &written.to_string()));
        let enter = [key(Key::Enter, NONE, true), key(Key::Enter, NONE, false)];
        at_once(&mut harness, letter(Key::N, written).into_iter().chain(typed).chain(enter));
        assert!(names(&harness).contains(&name.to_owned()), "{name} is not in {:?}", names(&harness));
    }
}

#[test]
fn no_letter_of_a_name_is_a_command_and_no_command_is_lost() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = names(&harness);
    let mut events = Vec::new();
    let all = "abcdefghijklmnopqrstuvwxyz";
    for number in 0..8 {
        events.extend(letter(Key::N, "n"));
        for written in all.chars().cycle().skip(number).take(26) {
            let key = Key::from_name(&written.to_string()).expect("a letter");
            events.extend(letter(key, &written.to_string()));
        }
        events.extend([key(Key::Enter, NONE, true), key(Key::Enter, NONE, false)]);
    }
    at_once(&mut harness, events);
    (0..6).for_each(|_| settle(&mut harness));
    let mut added: Vec<String> = names(&harness).into_iter().filter(|name| !before.contains(name)).collect();
    added.sort();
    let expected: Vec<String> = (0..8).map(|number| all.chars().cycle().skip(number).take(26).collect()).collect();
    assert_eq!(added, expected);
}

/// Presses all that writes, with Shift and without, a frame each, as a hand does. Gives what was written.
fn write_everything(harness: &mut Harness<'_, App>) -> String {
    let plain = "abcdefghijklmnopqrstuvwxyz0123456789-=[]\\;',./ ";
    let shifted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ)!@#$%^&*(_+{}|:\"<>? ";
    let both = plain.chars().zip(shifted.chars());
    for (plain, shifted) in both.clone() {
        let place = Key::from_name(&plain.to_string()).unwrap_or(Key::Space);
        for (written, modifiers) in [(plain, NONE), (shifted, Modifiers::SHIFT)] {
            // What a key stands for is what it writes: "?" and "+" are keys of their own.
            let meant = Key::from_name(&written.to_string()).unwrap_or(place);
            let [down, up] = [true, false].map(|pressed| Event::Key {
                key: meant,
                physical_key: Some(place),
                pressed,
                repeat: false,
                modifiers,
            });
            harness.input_mut().events.extend([down, Event::Text(written.to_string()), up]);
            settle(harness);
        }
    }
    both.flat_map(|(plain, shifted)| [plain, shifted]).collect()
}

/// Whether that stands in some field, at its end.
fn holds(harness: &Harness<'_, App>, text: &str) -> bool {
    [Role::TextInput, Role::MultilineTextInput].into_iter().any(|role| {
        let mut values = harness.query_all_by_role(role).filter_map(|field| field.accesskit_node().value());
        values.any(|value| value.trim().ends_with(text.trim()))
    })
}

#[test]
fn no_letter_that_is_written_is_a_command_capital_or_not() {
    let home = home();
    let mut harness = window_with(
        home.path(),
        r#"{"format": "boardwalk", "version": 1, "title": "Town",
            "nodes": [{"id": "board", "kind": "board", "name": "Board"}, {"id": "forum", "kind": "group", "name": "Forum"}],
            "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "board"}],
            "views": [{"id": "all", "name": "All of it"}, {"id": "again", "name": "Once more"}]}"#,
    );
    select(&mut harness, &["board"]);
    let (ctrl, capture) = (Modifiers::COMMAND, (NONE, Key::C));
    for (presents, (modifiers, opens)) in [(false, (ctrl, Key::F)), (false, capture), (true, capture)] {
        if presents {
            press(&mut harness, NONE, Key::F5);
        }
        press(&mut harness, modifiers, opens);
        let seen = |harness: &Harness<'_, App>| {
            let session = harness.state().session();
            let looked_at = (format!("{:?}", session.view), format!("{:?}", session.talk.stage));
            (text(harness), looked_at, harness.state().canvas().zoom(), session.panels.presenting)
        };
        let before = seen(&harness);
        let written = write_everything(&mut harness);
        assert_eq!(seen(&harness), before, "{opens:?}, presenting: {presents}");
        assert!(holds(&harness, &written), "all of it is written: {opens:?}, {presents}");
        press(&mut harness, NONE, Key::Escape);
        press(&mut harness, NONE, Key::Escape);
    }
}

#[test]
fn two_steps_in_one_frame_count_twice() {
    let home = home();
    let mut harness = window(home.path(), None);
    at_once(&mut harness, letter(Key::N, "n"));
    type_text(&mut harness, "Something");
    let kinds = |steps: usize| {
        let first = NodeKind::ALL.iter().position(|kind| *kind == NodeKind::Group).expect("a kind");
        NodeKind::ALL[(first + steps) % NodeKind::ALL.len()]
    };
    let down = [key(Key::ArrowDown, NONE, true), key(Key::ArrowDown, NONE, false)];
    at_once(&mut harness, down.iter().chain(&down).cloned());
    press(&mut harness, NONE, Key::Enter);
    let map = harness.state().session().document.map();
    let kind = map.nodes.iter().find(|node| node.name == "Something").map(|node| node.kind);
    assert_eq!(kind, Some(kinds(2)));
}

#[test]
fn ctrl_y_makes_it_again_and_the_equals_sign_zooms() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Youth Council");
    let after = text(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::Y);
    assert_eq!(text(&harness), after);
    let zoom = harness.state().canvas().zoom();
    press(&mut harness, NONE, Key::Equals);
    assert!(harness.state().canvas().zoom() > zoom);
}

#[test]
fn arrow_keys_go_through_a_menu_that_the_mouse_has_opened() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "parents forum");
    let chosen = harness.state().session().selection.clone();
    click(&mut harness, "Edit");
    let has_keyboard = |harness: &Harness<'_, App>, label: &str| {
        harness.query_all_by_label_contains(label).any(|node| node.accesskit_node().is_focused())
    };
    press(&mut harness, NONE, Key::ArrowDown);
    assert!(has_keyboard(&harness, "Cut"), "the first that can be given");
    press(&mut harness, NONE, Key::ArrowDown);
    assert!(has_keyboard(&harness, "Copy"));
    assert_eq!(harness.state().session().selection, chosen, "the canvas behind stays as it is");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.query_by_label_contains("Cut").is_none());
    assert_eq!(harness.state().session().selection, chosen, "Escape has closed the menu, and nothing else");
}

#[test]
fn escape_takes_back_one_thing_at_a_time() {
    let home = home();
    let mut harness = window(home.path(), None);
    go_to_finding(&mut harness, 0);
    let lit = harness.state().session().selection.finding.clone();
    assert!(lit.is_some());
    click(&mut harness, "View");
    press(&mut harness, NONE, Key::Escape);
    assert_eq!(harness.state().session().selection.finding, lit, "the menu");
    let id = harness.state().session().document.map().nodes.iter().next().expect("a node").id.clone();
    harness.state_mut().session_mut().selection.ids.insert(id);
    press(&mut harness, NONE, Key::Escape);
    let selection = harness.state().session().selection.clone();
    assert_eq!((selection.finding, selection.ids.len()), (None, 1), "the finding");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.state().session().selection.ids.is_empty(), "what is chosen");
    press(&mut harness, NONE, Key::F11);
    assert!(harness.state().session().panels.presenting);
    press(&mut harness, NONE, Key::Escape);
    assert!(!harness.state().session().panels.presenting, "the presentation");
}

#[test]
fn search_gets_the_keyboard_only_where_it_is_shown() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, NONE, Key::F11);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    assert!(!harness.state().session().panels.presenting);
    assert!(harness.get_by_label("Find").is_focused(), "a search ends the presentation");
    harness.state_mut().session_mut().panels.start = true;
    press(&mut harness, NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::F);
    press(&mut harness, NONE, Key::F11);
    assert!(!harness.state().session().panels.presenting, "there is nothing to present");
    harness.state_mut().session_mut().panels.start = false;
    settle(&mut harness);
    assert!(!harness.get_by_label("Find").is_focused(), "nothing waits for a search that was not there");
}

#[test]
fn a_screen_reader_is_told_what_cannot_be_done_and_where_it_is() {
    let home = home();
    let mut harness = window(home.path(), None);
    click(&mut harness, "Edit");
    let cut = harness.get_by_role_and_label(Role::MenuItem, "Cut, not available");
    assert!(cut.accesskit_node().is_disabled());
    assert!(harness.query_by_role_and_label(Role::MenuItem, "Find").is_some());
    press(&mut harness, NONE, Key::Escape);
    press(&mut harness, NONE, Key::F1);
    assert!(harness.query_by_role_and_label(Role::Dialog, "Help").is_some());
    assert!(harness.query_by_role_and_label(Role::Heading, "Help").is_some());
    press(&mut harness, NONE, Key::Escape);
    find(&mut harness, "parents forum");
    let list = harness
        .query_all_by_role(Role::ComboBox)
        .find(|node| node.accesskit_node().value().as_deref() == Some("active"));
    assert!(list.is_some(), "the list of statuses tells which one holds");
    let root = harness.root();
    assert!(
        root.accesskit_node().label().is_some_and(|label| label.ends_with("– Boardwalk")),
        "the window has its title"
    );
}

#[test]
fn the_keys_of_the_clipboard_say_why_a_map_cannot_be_changed() {
    let home = home();
    let path = home.path().join("old.boardwalk");
    std::fs::write(&path, boardwalk::session::samples::SAMPLES[2].text).expect("a file");
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("rights");
    let mut harness = window(home.path(), Some(&path));
    let before = text(&harness);
    for event in [Event::Cut, Event::Paste("Night Board".to_owned()), Event::Paste("Name; Chair\nA; TBC".to_owned())] {
        at_once(&mut harness, [event.clone()]);
        assert!(harness.query_by_label("Open for reading only").is_some(), "{event:?}");
        press(&mut harness, NONE, Key::Escape);
    }
    assert_eq!(text(&harness), before);
}
