//! Leaving the window with something half typed: nothing that was to be opened again goes without a word, and whoever wants
//! to go on stands where it was being typed.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, Command};
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::panels::Panel;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const ASKED: &str = "Leave what is being typed?";
const TYPED: &str = "Half a thou";
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Board"},
              {"id": "forum", "kind": "group", "name": "Forum"},
              {"id": "council", "kind": "partner", "name": "Council"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "board"}]}"#;

fn quit(harness: &mut Harness<'_, App>) {
    harness.state_mut().session_mut().on_close_requested();
    settle(harness);
}

/// What stands in the field of that label.
fn value(harness: &Harness<'_, App>, label: &str) -> String {
    harness.get_by_label(label).accesskit_node().value().unwrap_or_default()
}

/// Goes on typing, and gives what stands in the field of that label when more is typed.
fn typed_on(harness: &mut Harness<'_, App>, label: &str) -> String {
    click(harness, "Go on typing");
    press(harness, NONE, Key::End);
    type_text(harness, "ght");
    value(harness, label)
}

#[test]
fn what_was_answered_of_a_body_is_asked_about_before_it_is_lost() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    for body in ["board", "forum"] {
        act(&mut harness, Act::Ask(Ask::Close(body.into())));
        type_text(&mut harness, TYPED);
        press(&mut harness, NONE, Key::Escape);
    }
    assert!(!says(&harness, "not saved"), "nothing of the map is changed, and nothing is seen of it");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    quit(&mut harness);
    assert!(says(&harness, ASKED) && says(&harness, "hangs on Board") && says(&harness, "hangs on Forum"));
    assert_eq!(typed_on(&mut harness, "Why"), format!("{TYPED}ght"), "of the first of them");
    press(&mut harness, NONE, Key::Escape);
    // Another map would take it away too.
    harness.state_mut().session_mut().file(FileAct::UnlessUnsaved(Next::OpenSample(0)));
    settle(&mut harness);
    assert!(says(&harness, ASKED));
    click(&mut harness, "Lose it");
    assert_ne!(title(&harness), "Town");
    quit(&mut harness);
    assert!(!says(&harness, ASKED), "it is lost, as was said");
}

#[test]
fn what_was_typed_for_another_map_is_asked_about_when_quitting_and_stays_when_one_is_opened() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::NewMap));
    click(&mut harness, "From pasted text");
    harness.get_by_label_contains("Text, one body a line").focus();
    settle(&mut harness);
    type_text(&mut harness, TYPED);
    assert!(!says(&harness, "not saved"), "it is nothing of this map");
    press(&mut harness, NONE, Key::Escape);
    harness.state_mut().session_mut().file(FileAct::UnlessUnsaved(Next::OpenSample(0)));
    settle(&mut harness);
    assert!(!says(&harness, ASKED), "it is not lost by that");
    assert_ne!(title(&harness), "Town");
    quit(&mut harness);
    assert!(says(&harness, ASKED) && !harness.state().session().files.may_close());
    click(&mut harness, "Go on typing");
    assert!(says(&harness, "From pasted text"));
    let text = harness.get_by_label_contains("Text, one body a line").accesskit_node().value();
    assert_eq!(text.as_deref(), Some(TYPED));
}

#[test]
fn a_row_of_the_register_is_gone_on_with_where_it_was_typed_and_looks_like_no_record() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    open_seats(&mut harness);
    click(&mut harness, "Who of new seat: empty");
    type_text(&mut harness, "Council");
    press(&mut harness, NONE, Key::Tab);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(says(&harness, "something is still being typed") && !says(&harness, "not saved"));
    assert!(says(&harness, "new seat (being typed)"));
    act(&mut harness, Act::Open(Panel::Register, false));
    quit(&mut harness);
    assert!(says(&harness, ASKED));
    assert_eq!(typed_on(&mut harness, "Who of new seat (being typed)"), "Councilght");
}

#[test]
fn something_said_is_gone_on_with_though_its_form_was_closed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, TYPED);
    press(&mut harness, NONE, Key::Escape);
    quit(&mut harness);
    assert!(says(&harness, ASKED));
    assert_eq!(typed_on(&mut harness, "What was said"), format!("{TYPED}ght"));
    assert_eq!(harness.state().session().drafts().len(), 1, "it does not stand there twice");
}
