//! Drawing and redrawing a map with the pointer: what each gesture on the canvas leaves in the map.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::app::act::Command;
use boardwalk::editing::place;
use boardwalk::model::{Id, LinkKind, NodeKind};
use boardwalk::session::file_acts::{FileAct, Next};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;

use crate::harness::*;

const AGEING: &str = "Ageing Well Group";
const FESTIVAL: &str = "Festival Committee";
const GREEN: &str = "Green Places Group";

/// The window with the smallest of the samples.
fn first_steps(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    harness
}

fn id(harness: &Harness<'_, App>, name: &str) -> Id {
    let map = harness.state().session().document.map();
    map.nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name} is in the map")).id.clone()
}

/// Where a card is on the screen.
fn card(harness: &Harness<'_, App>, name: &str) -> Rect {
    harness.state().canvas().card_on_screen(&id(harness, name)).expect("the card is in the picture")
}

/// A point of the canvas below all cards, where nothing is.
fn free_ground(harness: &Harness<'_, App>) -> Pos2 {
    let lowest = [AGEING, GREEN, "Warm Homes Group"].map(|name| card(harness, name).max.y);
    let at = Pos2::new(card(harness, AGEING).center().x, lowest.into_iter().fold(0.0, f32::max) + 60.0);
    assert!(harness.state().canvas().screen().contains(at));
    at
}

/// Kinds of the lines from one body to another.
fn lines(harness: &Harness<'_, App>, from: &str, to: &str) -> Vec<LinkKind> {
    let (from, to) = (id(harness, from), id(harness, to));
    let map = harness.state().session().document.map();
    map.links.iter().filter(|link| link.from == from && link.to == to).map(|link| link.kind).collect()
}

/// Drags while keys are held.
fn drag_with(harness: &mut Harness<'_, App>, modifiers: Modifiers, from: Pos2, to: Pos2) {
    harness.event(Event::ModifiersChanged(modifiers));
    drag(harness, from, to);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(harness);
}

/// Drags from the handle to the right of a card, which shows once the pointer has been on the card.
fn drag_from_handle(harness: &mut Harness<'_, App>, name: &str, to: Pos2) {
    let side = card(harness, name).right_center();
    harness.hover_at(side - vec2(8.0, 0.0));
    harness.run_steps(2);
    drag(harness, side + vec2(11.0, 0.0), to);
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
    enter(&mut harness, "informs");
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
    enter(&mut harness, "Youth Council");
    assert_eq!(text(&harness), before, "body and line come together");
    enter(&mut harness, "informs");
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
    drag(&mut harness, from, onto);
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
    drag_with(&mut harness, Modifiers::SHIFT, column.left_bottom(), column.right_top());
    let chosen: Vec<Id> = harness.state().session().selection.ids.iter().cloned().collect();
    let expected = [AGEING, "Good Work Group", GREEN].map(|name| id(&harness, name));
    assert!(expected.iter().all(|id| chosen.contains(id)), "{chosen:?}");
    let from = card(&harness, AGEING).center();
    drag_with(&mut harness, Modifiers::ALT, from, from + vec2(-20.0, 130.0));
    let placed = &harness.state().session().document.map().placement;
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
    assert_eq!(harness.state().session().selection.ids, [id(&harness, AGEING)].into());
    assert!(says(&harness, "Rename"));
}

#[test]
fn a_double_click_adds_a_body_where_the_pointer_is() {
    let home = home();
    let mut harness = first_steps(&home);
    let at = free_ground(&harness);
    let point = harness.state().canvas().to_canvas(at);
    // A step of the test takes longer than people do.
    harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 9.0);
    harness.hover_at(at);
    harness.run_steps(2);
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        harness.step();
    }
    settle(&mut harness);
    enter(&mut harness, "Harbour Board");
    let added = id(&harness, "Harbour Board");
    let map = harness.state().session().document.map();
    let kind = map.nodes.get(added.as_str()).map(|node| node.kind);
    assert_eq!(kind, Some(NodeKind::Board), "the name tells what it is");
    let place = map.placement.get(added.as_str()).expect("it stands where it was put");
    assert!((place.x as f32 - point.x).abs() <= 1.0 && (place.y as f32 - point.y).abs() <= 1.0, "{place:?} {point:?}");
}

#[test]
fn the_kind_used_last_is_repeated_by_a_key() {
    let home = home();
    let mut harness = first_steps(&home);
    let to = card(&harness, FESTIVAL).center();
    drag_from_handle(&mut harness, AGEING, to);
    enter(&mut harness, "informs");
    let to = card(&harness, GREEN).center();
    drag_from_handle(&mut harness, AGEING, to);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(lines(&harness, AGEING, GREEN), [LinkKind::Informs]);
}

#[test]
fn what_becomes_of_those_below_is_asked() {
    let home = home();
    let mut harness = first_steps(&home);
    let drop = |harness: &mut Harness<'_, App>, name: &str, onto: &str| {
        let (from, to) = (card(harness, name).center(), card(harness, onto).center());
        drag(harness, from, to);
    };
    drop(&mut harness, AGEING, "Good Work Group");
    let before = text(&harness);
    drop(&mut harness, "Good Work Group", GREEN);
    assert!(says(&harness, "What becomes of them?"));
    assert_eq!(text(&harness), before, "nothing moves before it is answered");
    click(&mut harness, "They answer to what it answered to before");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(lines(&harness, "Good Work Group", GREEN), [LinkKind::ReportsTo]);
    assert_eq!(lines(&harness, AGEING, "Town Partnership Board"), [LinkKind::ReportsTo]);
    undo(&mut harness);
    assert_eq!(text(&harness), before, "it is one step");
}

#[test]
fn chosen_cards_are_aligned_spread_pinned_and_tidied() {
    let home = home();
    let mut harness = first_steps(&home);
    let names = [AGEING, "Good Work Group", GREEN];
    let middle = harness.state().canvas().to_canvas(card(&harness, names[1]).center());
    let place = (middle.x.round() as i32 + 30, middle.y.round() as i32 + 7);
    let moved = place::move_to(harness.state().session().document.map(), &[(id(&harness, names[1]), place)]);
    let chosen = names.iter().map(|name| id(&harness, name)).collect();
    act(&mut harness, Act::Make(moved));
    act(&mut harness, Act::Select(chosen));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    let lefts: Vec<f32> = names.iter().map(|name| card(&harness, name).min.x).collect();
    assert!(lefts.iter().all(|left| (left - lefts[0]).abs() <= 1.5), "{lefts:?}");
    act(&mut harness, Act::Command(Command::DistributeDown));
    let mut cards: Vec<Rect> = names.iter().map(|name| card(&harness, name)).collect();
    cards.sort_by(|one, other| one.min.y.total_cmp(&other.min.y));
    let gaps = (cards[1].min.y - cards[0].max.y, cards[2].min.y - cards[1].max.y);
    assert!((gaps.0 - gaps.1).abs() <= 2.0, "{gaps:?}");
    press(&mut harness, Modifiers::NONE, Key::T);
    assert!(harness.state().session().document.map().placement.is_empty(), "the layout has them back");
    press(&mut harness, Modifiers::NONE, Key::P);
    assert_eq!(harness.state().session().document.map().placement.len(), names.len());
}

#[test]
fn the_end_of_a_chosen_line_is_taken_elsewhere() {
    let home = home();
    let mut harness = first_steps(&home);
    let (from, to) = (id(&harness, "Good Work Group"), id(&harness, "Town Partnership Board"));
    let map = harness.state().session().document.map().clone();
    let line = map.links.iter().find(|link| link.from == from && link.to == to).expect("a line").id.clone();
    act(&mut harness, Act::select(line.clone()));
    let end = {
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        harness.state().canvas().to_screen(*scene.line(line.as_str()).expect("a line").points.last().expect("an end"))
    };
    let to = card(&harness, AGEING).center();
    drag(&mut harness, end, to);
    let map = harness.state().session().document.map();
    assert_eq!(map.links.get(line.as_str()).map(|link| map.name(link.to.as_str())), Some(AGEING));
}
