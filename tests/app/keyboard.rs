//! The keyboard: where it is can be seen everywhere, it gets everywhere, and the map needs no click before it.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::model::Id;
use boardwalk::session::panels::Panel;
use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers, Rect, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

/// The frames that are painted in a colour.
fn frames(harness: &Harness<'_, App>, colour: Color32) -> Vec<Rect> {
    let mut left: Vec<&Shape> = harness.output().shapes.iter().map(|clipped| &clipped.shape).collect();
    let mut frames = Vec::new();
    while let Some(shape) = left.pop() {
        match shape {
            Shape::Vec(shapes) => left.extend(shapes),
            Shape::Rect(rect) if rect.stroke.width >= 1.5 && rect.stroke.color == colour => frames.push(rect.rect),
            _ => {}
        }
    }
    frames
}

fn has_keyboard(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label_contains(label).any(|node| node.accesskit_node().is_focused())
}

/// What has the keyboard, and where it is.
fn focused(harness: &Harness<'_, App>) -> Option<(egui::Id, Rect)> {
    let id = harness.ctx.memory(egui::Memory::focused)?;
    Some((id, harness.ctx.read_response(id)?.rect))
}

fn chosen(harness: &Harness<'_, App>) -> Vec<Id> {
    harness.state().session().selection.ids.iter().cloned().collect()
}

#[test]
fn whatever_has_the_keyboard_is_framed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Open(Panel::Findings, false));
    let accent = harness.ctx.global_style().visuals.selection.stroke.color;
    let (mut seen, mut hidden) = (std::collections::HashSet::new(), Vec::new());
    for _ in 0..150 {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        let Some((id, rect)) = focused(&harness) else { continue };
        if !seen.insert(id) {
            break;
        }
        // The map and tables are framed within, controls around.
        let is_around = |frame: &Rect| frame.expand(8.0).contains_rect(rect) && rect.expand(8.0).contains_rect(*frame);
        let is_shown = frames(&harness, accent).iter().any(is_around) || harness.ctx.text_edit_focused();
        if !is_shown {
            let names = harness.query_all(By::new().predicate(|node| node.is_focused()));
            hidden.extend(names.map(|node| format!("{:?} at {rect:?}", node.accesskit_node().label())));
        }
    }
    assert!(seen.len() > 30, "only {} stops", seen.len());
    assert!(hidden.is_empty(), "of {} stops these cannot be seen: {hidden:#?}", seen.len());
}

#[test]
fn arrow_keys_move_the_map_that_was_just_opened_and_go_along_the_lines_from_what_was_found() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let place = |harness: &Harness<'_, App>| harness.state().canvas().card_on_screen(&"board".into());
    let before = place(&harness);
    press(&mut harness, NONE, Key::ArrowRight);
    assert_ne!(place(&harness), before, "with none chosen, the picture moves");
    find(&mut harness, "play group");
    assert_eq!(chosen(&harness), ["group".into()]);
    press(&mut harness, NONE, Key::ArrowUp);
    assert_eq!(chosen(&harness), ["board".into()]);
    press(&mut harness, NONE, Key::ArrowDown);
    assert_eq!(chosen(&harness), ["group".into()]);
}

#[test]
fn the_menu_of_what_was_found_opens_at_its_card() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    find(&mut harness, "play group");
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    let row = harness.get_by_label("Rename").rect();
    let card = harness.state().canvas().card_on_screen(&"group".into()).expect("it is in the picture");
    assert!((row.left() - card.left()).abs() < 60.0, "{row:?} beside {card:?}");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.query_by_label("Rename").is_none());
    assert_eq!(chosen(&harness), ["group".into()]);
}

#[test]
fn f10_leads_to_the_menus_and_arrow_keys_go_on_from_there() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    press(&mut harness, NONE, Key::F10);
    assert!(has_keyboard(&harness, "File"));
    press(&mut harness, NONE, Key::ArrowRight);
    assert!(has_keyboard(&harness, "Edit"));
    press(&mut harness, NONE, Key::ArrowDown);
    let row = By::new().predicate(|node| node.role() == Role::MenuItem && node.is_focused());
    assert!(harness.query_all(row).next().is_some(), "the first that can be given");
    assert!(says(&harness, "Choose everything"));
    press(&mut harness, NONE, Key::Escape);
    assert!(!says(&harness, "Choose everything"));
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_with_shift_back() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let mut stops = Vec::new();
    for _ in 0..7 {
        press(&mut harness, NONE, Key::F6);
        stops.push(focused(&harness).expect("something has the keyboard").0);
    }
    assert_eq!(stops[0], stops[6], "six parts: inspector, below, menus, toolbar, outline, map");
    assert_eq!(stops.iter().collect::<std::collections::HashSet<_>>().len(), 6);
    press(&mut harness, Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&harness).map(|(id, _)| id), Some(stops[5]));
    assert!(has_keyboard(&harness, "Map, 2 cards"));
}
