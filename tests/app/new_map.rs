//! The page that makes a new map, as people use it: through the accessibility tree, with the real application behind it.

use boardwalk::app::App;
use boardwalk::app::dialogs::new_map::templates::TEMPLATES;
use boardwalk::exchange::{boardwalk_file, pasted_text};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run_steps(2);
    harness.get_by_label(field).type_text(text);
    settle(harness);
}

/// Whether a button cannot be pressed, and says so in its name.
fn is_disabled(harness: &Harness<'_, App>, label: &str) -> bool {
    let told = format!("{label}, not available");
    let button = harness.query_by_label(&told);
    button.is_some_and(|button| button.accesskit_node().is_disabled())
}

/// Changes the open map, so that there is something to lose.
fn change(harness: &mut Harness<'_, App>) {
    use boardwalk::app::act::Act;
    let map = harness.state().session().document.map().clone();
    let id = map.nodes.ids().next().expect("a node").clone();
    let moved = boardwalk::editing::place::move_to(&map, &[(id, (40, 40))]);
    act(harness, Act::Make(moved));
    assert!(harness.state().session().document.is_dirty());
}

#[test]
fn an_empty_map_takes_its_title_and_nothing_else() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_into(&mut harness, "Title", "Marlhaven");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(text(&harness), "{\n  \"format\": \"boardwalk\",\n  \"version\": 1,\n  \"title\": \"Marlhaven\"\n}\n");
    let session = harness.state().session();
    assert!(!session.document.is_dirty(), "nothing would be lost yet");
    assert_eq!(session.document.path(), None, "saving asks for a name");
    assert!(harness.query_by_label("New map").is_none(), "the page is gone");
}

#[test]
fn a_template_becomes_a_map_by_keyboard_alone() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    harness.get_by_label("From a template").focus();
    press(&mut harness, Modifiers::NONE, Key::Space);
    let card = harness.get_by_label_contains("Community safety partnership, The five responsible authorities");
    assert!(
        card.accesskit_node().label().expect("a name").ends_with("10 bodies, 9 strands, 24 lines"),
        "{:?}",
        card.accesskit_node().label()
    );
    card.focus();
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert!(says(&harness, "Check the law in force"), "the page says whose law it is, and of when");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let template = TEMPLATES.iter().find(|template| template.file.starts_with("community")).expect("a template");
    assert_eq!(text(&harness), template.text);
    let session = harness.state().session();
    assert!(!session.document.is_dirty(), "the template is still there");
    assert_eq!(session.document.path(), None);
}

#[test]
fn a_template_takes_the_title_that_was_typed() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    click(&mut harness, "From a template");
    type_into(&mut harness, "Title", "Marlhaven");
    click(&mut harness, "Make the map");
    let map = harness.state().session().document.map();
    assert_eq!((map.title.as_str(), map.nodes.len()), ("Marlhaven", TEMPLATES[0].map().expect("a map").nodes.len()));
}

#[test]
fn pasted_text_is_shown_as_what_it_will_be_and_becomes_it() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_into(&mut harness, "Title", "Workshop");
    click(&mut harness, "From pasted text");
    assert!(says(&harness, "What the text is read as is shown here"));
    assert!(is_disabled(&harness, "Make the map"));
    let text = "Name; reports to; chair; status\n\
                Youth Council Forum; Trust Board; Lead Member; ?\n\
                Trust Board; The council\n";
    harness.get_by_label_contains("Text, one body a line").focus();
    harness.event(egui::Event::Paste(text.to_owned()));
    settle(&mut harness);
    assert!(says(&harness, "3 bodies, 1 post, 3 lines"));
    assert!(says(&harness, "line 2: \"?\" under status is not known; taken as active"));
    click(&mut harness, "Make the map");
    let (mut map, _) = pasted_text::read(text).expect("a map");
    map.title = "Workshop".to_owned();
    assert_eq!(crate::harness::text(&harness), boardwalk_file::write(&map));
    let lines: Vec<String> = map.links.iter().map(|link| link.id.to_string()).collect();
    assert_eq!(
        lines,
        [
            "lead-member-chairs-youth-council-forum",
            "trust-board-reports-to-the-council",
            "youth-council-forum-reports-to-trust-board"
        ]
    );
    assert!(harness.state().session().document.is_dirty(), "it is in no file");
}

#[test]
fn a_text_that_cannot_be_read_says_where_and_makes_no_map() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    click(&mut harness, "From pasted text");
    harness.get_by_label_contains("Text, one body a line").focus();
    harness.event(egui::Event::Paste("; Trust Board\nTrust Board; The council".to_owned()));
    settle(&mut harness);
    assert!(says(&harness, "line 1: the name is missing"));
    assert!(is_disabled(&harness, "Make the map"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(text(&harness), before);
    assert!(harness.query_by_label("New map").is_some());
}

#[test]
fn unsaved_changes_are_asked_about_before_a_new_map_takes_their_place() {
    let home = home();
    let mut harness = window(home.path(), None);
    change(&mut harness);
    let before = text(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_into(&mut harness, "Title", "Marlhaven");
    click(&mut harness, "Make the map");
    assert!(harness.query_by_label("Save your changes?").is_some());
    click(&mut harness, "Cancel");
    assert_eq!(text(&harness), before, "nothing is replaced");
    assert!(harness.query_by_label("New map").is_some(), "what was typed is still there");
    click(&mut harness, "Make the map");
    click(&mut harness, "Don’t save");
    assert_eq!(harness.state().session().document.map().title, "Marlhaven");
}

#[test]
fn the_page_fits_the_smallest_window_in_every_way() {
    let home = home();
    let mut harness = window(home.path(), None);
    let smallest = egui::vec2(900.0, 600.0);
    harness.set_size(smallest);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, smallest);
    for way in ["Empty map", "From a template", "From pasted text"] {
        click(&mut harness, way);
        if way == "From pasted text" {
            harness.get_by_label_contains("Text, one body a line").focus();
            harness.event(egui::Event::Paste("AIM; Board; ; ?\n".repeat(30)));
            settle(&mut harness);
        }
        for part in ["New map", "Make the map", "Cancel"] {
            let rect = harness.get_by_label(part).rect();
            assert!(screen.contains_rect(rect), "{way}: {part} is at {rect:?}");
        }
    }
}

#[test]
fn leaving_the_page_changes_nothing_and_keeps_what_was_typed() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_into(&mut harness, "Title", "Marlhaven");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    if harness.query_by_label("New map").is_some() {
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    assert!(harness.query_by_label("New map").is_none());
    assert_eq!(text(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session().document.map().title, "Marlhaven");
}

#[test]
fn a_new_map_is_saved_under_a_name_that_is_asked_for() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::N);
    type_into(&mut harness, "Title", "Marlhaven");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(says(&harness, "Save the map as"));
}
