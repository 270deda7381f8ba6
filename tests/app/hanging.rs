//! How a new body comes to hang: below what is chosen, and from the handles of a card.

use boardwalk::app::App;
use boardwalk::layout::Rect;
use boardwalk::model::{Id, LinkKind, NodeKind};
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
    {"id": "council", "kind": "partner", "name": "Harbour Council", "accountable_body": true},
    {"id": "board", "kind": "board", "name": "Trust Board"},
    {"id": "group", "kind": "group", "name": "Play Group"}], "links": [
    {"id": "up", "kind": "reports_to", "from": "board", "to": "council"},
    {"id": "below", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    window_with(home.path(), TOWN)
}

fn id_of(harness: &Harness<'_, App>, name: &str) -> Id {
    let map = harness.state().session().document.map();
    map.nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name} is there")).id.clone()
}

/// What a body reports to, by name.
fn superiors(harness: &Harness<'_, App>, name: &str) -> Vec<String> {
    let map = harness.state().session().document.map();
    let id = id_of(harness, name);
    let up = map.links.iter().filter(|link| link.from == id && link.kind == LinkKind::ReportsTo);
    up.map(|link| map.name(link.to.as_str()).to_owned()).collect()
}

fn place(harness: &Harness<'_, App>, name: &str) -> Rect {
    let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
    scene.cards.iter().find(|card| card.name == name).expect("a card").rect
}

#[test]
fn a_new_body_hangs_below_what_is_chosen_and_the_next_one_beside_it() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::N);
    assert!(harness.query_by_label("reports to Trust Board").is_some(), "what Enter does is seen before");
    enter(&mut harness, "Sport Group");
    assert_eq!(superiors(&harness, "Sport Group"), ["Trust Board"]);
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Youth Group");
    assert_eq!(superiors(&harness, "Youth Group"), ["Trust Board"], "one after the other");
    assert!(harness.state().session().document.map().placement.is_empty(), "the layout puts them");
    for group in ["Sport Group", "Youth Group"] {
        assert!(place(&harness, group).min.y > place(&harness, "Trust Board").max.y);
    }
    press(&mut harness, NONE, Key::N);
    press(&mut harness, NONE, Key::Tab);
    enter(&mut harness, "Task Group");
    assert_eq!(superiors(&harness, "Task Group"), ["Youth Group"], "Tab goes on to what is chosen");
    press(&mut harness, NONE, Key::N);
    for _ in 0..2 {
        press(&mut harness, NONE, Key::Tab);
    }
    enter(&mut harness, "Lone Group");
    assert_eq!(superiors(&harness, "Lone Group"), Vec::<String>::new(), "and then to no line");
    let before = text(&harness);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(text(&harness), before, "body and line are one step");
}

/// Drags from a handle of a card, which shows once the pointer has been on the card.
fn drag_from(harness: &mut Harness<'_, App>, id: &str, handle: impl Fn(egui::Rect) -> Pos2, to: Pos2) {
    let card = harness.state().canvas().card_on_screen(&id.into()).expect("a card");
    harness.hover_at(card.center());
    harness.run_steps(2);
    drag(harness, handle(card), to);
}

#[test]
fn a_line_from_the_lower_handle_adds_what_reports_to_a_card_and_from_the_upper_one_what_it_reports_to() {
    let home = home();
    let mut harness = town(&home);
    let ground = harness.state().canvas().screen().left_bottom() + vec2(60.0, -60.0);
    drag_from(&mut harness, "council", |card| card.center_bottom() + vec2(0.0, 11.0), ground);
    enter(&mut harness, "Health Board");
    assert_eq!(superiors(&harness, "Health Board"), ["Harbour Council"]);
    drag_from(&mut harness, "council", |card| card.center_top() - vec2(0.0, 11.0), ground);
    enter(&mut harness, "Region Board");
    assert_eq!(superiors(&harness, "Harbour Council"), ["Region Board"]);
    assert!(place(&harness, "Region Board").max.y < place(&harness, "Harbour Council").min.y, "it stands above");
    assert!(harness.state().session().document.map().placement.is_empty());
}

#[test]
fn a_list_at_a_card_lies_in_the_window_beside_the_card_with_what_is_marked_in_view() {
    let home = home();
    let mut harness = town(&home);
    for id in ["council", "group"] {
        select(&mut harness, &[id]);
        press(&mut harness, NONE, Key::L);
        press(&mut harness, NONE, Key::Escape);
        press(&mut harness, NONE, Key::K);
        let card = harness.state().canvas().card_on_screen(&id.into()).expect("a card");
        let window = egui::Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0));
        for kind in NodeKind::ALL {
            let mut entries = harness.query_all_by_label(kind.word()).map(|entry| entry.rect());
            let entry = entries.find(|rect| rect.width() > 300.0);
            let entry = entry.unwrap_or_else(|| panic!("{kind:?} is in view"));
            assert!(window.contains_rect(entry) && !entry.intersects(card), "{id} {kind:?}: {entry:?}");
        }
        press(&mut harness, NONE, Key::Escape);
    }
}

#[test]
fn a_line_that_was_declined_stays_declined_when_the_name_tells_another_kind() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::N);
    press(&mut harness, NONE, Key::Tab);
    enter(&mut harness, "Night School");
    let map = harness.state().session().document.map();
    assert_eq!(map.links_of(id_of(&harness, "Night School").as_str()).count(), 0);
}
