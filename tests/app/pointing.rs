//! Drawing and redrawing a map with the pointer: what each gesture on the canvas leaves in the map.

use boardwalk::app::App;
use boardwalk::app::workbench::Act;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, LinkKind};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;

use crate::harness::{home, press, says, settle, window};

const AGEING: &str = "Ageing Well Group";
const FESTIVAL: &str = "Festival Committee";
const GREEN: &str = "Green Places Group";

/// The window with the smallest of the samples.
fn first_steps(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut harness = window(home.path(), None);
    let ctx = harness.ctx.clone();
    harness.state_mut().workbench_mut().act(Act::OpenSample(2), &ctx);
    settle(&mut harness);
    harness
}

fn text(harness: &Harness<'_, App>) -> String {
    boardwalk_file::write(harness.state().workbench().document.map())
}

fn id(harness: &Harness<'_, App>, name: &str) -> Id {
    let map = harness.state().workbench().document.map();
    map.nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name} is in the map")).id.clone()
}

/// Where a card is on the screen.
fn card(harness: &Harness<'_, App>, name: &str) -> Rect {
    harness.state().workbench().canvas.card_on_screen(&id(harness, name)).expect("the card is in the picture")
}

/// A point of the canvas below all cards, where nothing is.
fn free_ground(harness: &Harness<'_, App>) -> Pos2 {
    let lowest = [AGEING, GREEN, "Warm Homes Group"].map(|name| card(harness, name).max.y);
    let at = Pos2::new(card(harness, AGEING).center().x, lowest.into_iter().fold(0.0, f32::max) + 60.0);
    assert!(harness.state().workbench().canvas.screen().contains(at));
    at
}

/// Kinds of the lines from one body to another.
fn lines(harness: &Harness<'_, App>, from: &str, to: &str) -> Vec<LinkKind> {
    let (from, to) = (id(harness, from), id(harness, to));
    let map = harness.state().workbench().document.map();
    map.links.iter().filter(|link| link.from == from && link.to == to).map(|link| link.kind).collect()
}

fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(1);
    for part in [0.2, 0.6, 1.0] {
        harness.hover_at(from.lerp(to, part));
        harness.run_steps(1);
    }
    harness.drop_at(to);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(harness);
}

/// Drags from the handle to the right of a card, which shows once the pointer has been on the card.
fn drag_from_handle(harness: &mut Harness<'_, App>, name: &str, to: Pos2) {
    let side = card(harness, name).right_center();
    harness.hover_at(side - vec2(8.0, 0.0));
    harness.run_steps(2);
    drag(harness, side + vec2(11.0, 0.0), to, Modifiers::NONE);
}

/// Types into what is open, and enters it.
fn choose(harness: &mut Harness<'_, App>, words: &str) {
    harness.event(Event::Text(words.to_owned()));
    settle(harness);
    press(harness, Modifiers::NONE, Key::Enter);
}

fn undo(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND, Key::Z);
}

#[test]
fn a_line_is_drawn_from_card_to_card_and_its_kind_chosen() {
    let home = home();
    let mut harness = first_steps(&home);
    let before = text(&harness);
    let to = card(&harness, FESTIVAL).center();
    drag_from_handle(&mut harness, AGEING, to);
    assert_eq!(text(&harness), before, "nothing is drawn before its kind is chosen");
    choose(&mut harness, "informs");
    assert_eq!(lines(&harness, AGEING, FESTIVAL), [LinkKind::Informs]);
    undo(&mut harness);
    assert_eq!(text(&harness), before);
}

#[test]
fn a_line_drawn_to_the_ground_adds_the_body_it_leads_to_in_one_step() {
    let home = home();
    let mut harness = first_steps(&home);
    let before = text(&harness);
    let to = free_ground(&harness);
    drag_from_handle(&mut harness, AGEING, to);
    choose(&mut harness, "Youth Council");
    assert_eq!(text(&harness), before, "body and line come together");
    choose(&mut harness, "informs");
    assert_eq!(lines(&harness, AGEING, "Youth Council"), [LinkKind::Informs]);
    undo(&mut harness);
    assert_eq!(text(&harness), before);
}

#[test]
fn a_body_dropped_on_another_answers_to_it() {
    let home = home();
    let mut harness = first_steps(&home);
    let before = text(&harness);
    let (from, onto) = (card(&harness, AGEING).center(), card(&harness, FESTIVAL).center());
    drag(&mut harness, from, onto, Modifiers::NONE);
    assert_eq!(lines(&harness, AGEING, FESTIVAL), [LinkKind::ReportsTo]);
    assert!(lines(&harness, AGEING, "Town Partnership Board").is_empty(), "and no longer to the one before");
    undo(&mut harness);
    assert_eq!(text(&harness), before);
}

#[test]
fn a_box_chooses_several_which_move_in_one_step() {
    let home = home();
    let mut harness = first_steps(&home);
    let before = text(&harness);
    let column = card(&harness, AGEING).union(card(&harness, GREEN)).expand(4.0);
    drag(&mut harness, column.left_bottom(), column.right_top(), Modifiers::SHIFT);
    let chosen: Vec<Id> = harness.state().workbench().selected.iter().cloned().collect();
    let expected = [AGEING, "Good Work Group", GREEN].map(|name| id(&harness, name));
    assert!(expected.iter().all(|id| chosen.contains(id)), "{chosen:?}");
    let from = card(&harness, AGEING).center();
    drag(&mut harness, from, from + vec2(-20.0, 130.0), Modifiers::ALT);
    let placed = &harness.state().workbench().document.map().placement;
    assert!(expected.iter().all(|id| placed.contains(id.as_str())));
    undo(&mut harness);
    assert_eq!(text(&harness), before, "one gesture, one step");
}

#[test]
fn the_right_button_opens_a_menu_for_what_is_under_it() {
    let home = home();
    let mut harness = first_steps(&home);
    let at = card(&harness, AGEING).center();
    harness.hover_at(at);
    harness.run_steps(2);
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Secondary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.run_steps(1);
    }
    settle(&mut harness);
    assert_eq!(harness.state().workbench().selected, [id(&harness, AGEING)].into());
    assert!(says(&harness, "Rename"));
}
