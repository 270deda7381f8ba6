//! Searching and comparing names, wherever the window does so.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
/// Further left than this, nothing begins but rows of the outline and of tables, points.
const IN_OUTLINE: f32 = 100.0;

/// A map whose names are typed as people type them.
fn opened(home: &std::path::Path) -> egui_kittest::Harness<'static, boardwalk::app::App> {
    let node = |id: &str, name: &str, status: &str| {
        format!(r#"{{"id": "{id}", "kind": "board", "name": "{name}", "status": "{status}"}}"#)
    };
    let nodes = [
        node("a", "Health Boards", "active"),
        node("b", "E\u{301}quipe\u{a0}Nord", "active"),
        node("c", "Children’s Sub‑Group & Forum", "active"),
        node("d", "Health Board", "ended"),
        node("e", "Group 10", "active"),
        node("f", "Group 2", "active"),
    ];
    let text = format!(r#"{{"format": "boardwalk", "version": 1, "title": "Names", "nodes": [{}]}}"#, nodes.join(", "));
    window_with(home, &text)
}

fn value(harness: &egui_kittest::Harness<'_, boardwalk::app::App>) -> String {
    harness.get_by_label("Find").value().unwrap_or_default()
}

#[test]
fn opening_the_search_chooses_the_old_words_and_escape_clears_them() {
    let home = home();
    let mut harness = opened(home.path());
    find(&mut harness, "childrens sub-group and");
    assert!(harness.state().session().selection.ids.contains("c"), "apostrophe, hyphen and & are no difference");
    for words in ["nord EQUIPE", "équipe nord"] {
        find(&mut harness, words);
        assert!(harness.state().session().selection.ids.contains("b"), "{words}");
        assert_eq!(value(&harness), words, "what was looked for before is written over");
    }
    press(&mut harness, Modifiers::COMMAND, Key::F);
    press(&mut harness, NONE, Key::Escape);
    assert_eq!(value(&harness), "", "Escape clears");
    assert!(harness.get_by_label("Find").accesskit_node().is_focused(), "and one can type on");
    press(&mut harness, NONE, Key::Escape);
    assert!(!harness.get_by_label("Find").accesskit_node().is_focused(), "then it leaves");
}

#[test]
fn what_is_just_that_comes_first_and_commands_are_found_too() {
    let home = home();
    let mut harness = opened(home.path());
    find(&mut harness, "health board");
    assert!(harness.state().session().selection.ids.contains("d"), "exact before partial, though it has ended");
    find(&mut harness, "health");
    assert!(harness.state().session().selection.ids.contains("a"), "else what is live comes first");
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "zoom in");
    let width = |harness: &egui_kittest::Harness<'_, boardwalk::app::App>, label: &str| {
        harness.query_all_by_label_contains(label).next().expect("a hit").rect().width()
    };
    let before = width(&harness, "Zoom in, command in the menu View");
    let zoom = harness.state().canvas().zoom();
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.state().canvas().zoom() > zoom, "the command is given");
    press(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "group");
    assert_eq!(width(&harness, "Group 2, board · active"), before, "the list keeps its width");
}

#[test]
fn lists_and_filters_compare_and_sort_as_the_search_does() {
    let home = home();
    let mut harness = opened(home.path());
    let top = |harness: &egui_kittest::Harness<'_, boardwalk::app::App>, name: &str| {
        let rows = harness.query_all_by_label_contains(name).map(|node| node.rect());
        rows.filter(|rect| rect.left() < IN_OUTLINE).map(|rect| rect.top()).fold(f32::INFINITY, f32::min)
    };
    assert!(top(&harness, "Group 10, ").is_finite(), "it is in the outline");
    assert!(top(&harness, "Group 2, ") < top(&harness, "Group 10, "), "Group 2 before Group 10");
    click(&mut harness, "Register");
    let cell = |name: &str| format!("Name of {name}: {name}");
    let row = |name: &str| harness.get_by_label(&cell(name)).rect().top();
    assert!(row("Group 2") < row("Group 10"), "in tables too");
    click(&mut harness, "Filter the bodies");
    type_text(&mut harness, "FORUM sub-group childrens");
    assert!(harness.query_by_label(&cell("Children’s Sub‑Group & Forum")).is_some());
    assert!(harness.query_by_label(&cell("Group 2")).is_none());
}
