//! Drawing with the mouse: from the gesture on the canvas to the map that comes of it.

use std::sync::Arc;

use boardwalk::app::App;
use boardwalk::app::workbench::Act;
use boardwalk::model::{Link, LinkKind, Map, Node, NodeKind};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// The window with the invented town, all of it in view.
fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut harness = window(home.path(), None);
    let ctx = harness.ctx.clone();
    let bench = harness.state_mut().workbench_mut();
    bench.act(Act::OpenSample(2), &ctx);
    bench.parts.lower = None;
    settle(&mut harness);
    harness
}

fn map(harness: &Harness<'_, App>) -> Arc<Map> {
    harness.state().workbench().document.map().clone()
}

fn node(harness: &Harness<'_, App>, name: &str) -> Arc<Node> {
    map(harness).nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name} is on the map")).clone()
}

fn lines(harness: &Harness<'_, App>, from: &str, to: &str) -> Vec<Arc<Link>> {
    let (from, to) = (node(harness, from).id.clone(), node(harness, to).id.clone());
    map(harness).links.iter().filter(|link| link.from == from && link.to == to).cloned().collect()
}

fn card(harness: &Harness<'_, App>, name: &str) -> Rect {
    let id = node(harness, name).id.clone();
    harness.state().workbench().canvas.card_on_screen(&id).expect("its card is in the picture")
}

/// A point of the canvas with nothing near it.
fn ground(harness: &Harness<'_, App>) -> Pos2 {
    let bench = harness.state().workbench();
    let scene = &bench.picture.as_ref().expect("a picture").scene;
    let screen = bench.canvas.screen();
    let cards: Vec<Rect> = scene
        .cards
        .iter()
        .filter_map(|card| bench.canvas.card_on_screen(&card.id))
        .map(|card| card.expand(60.0))
        .collect();
    let point = |line: &boardwalk::layout::Point| bench.canvas.to_screen(*line);
    let is_free = |at: &Pos2| {
        cards.iter().all(|card| !card.contains(*at))
            && scene
                .lines
                .iter()
                .flat_map(|line| line.points.windows(2))
                .all(|pair| !Rect::from_two_pos(point(&pair[0]), point(&pair[1])).expand(20.0).contains(*at))
    };
    let steps = |from: f32, to: f32| (1..30).map(move |step| from + (to - from) * step as f32 / 30.0);
    let mut points = steps(screen.top(), screen.bottom())
        .flat_map(|y| steps(screen.left(), screen.right()).map(move |x| Pos2::new(x, y)));
    points.find(is_free).expect("free ground")
}

fn button(harness: &mut Harness<'_, App>, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    harness.run_steps(1);
}

fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.hover_at(from);
    harness.run_steps(2);
    button(harness, from, PointerButton::Primary, true, modifiers);
    for part in [0.2, 0.6, 1.0, 1.0] {
        harness.hover_at(from.lerp(to, part));
        harness.run_steps(1);
    }
    button(harness, to, PointerButton::Primary, false, modifiers);
    harness.event(Event::ModifiersChanged(NONE));
    settle(harness);
}

/// The way from a card's right handle.
fn draw_from(harness: &mut Harness<'_, App>, name: &str, to: Pos2) {
    let card = card(harness, name);
    harness.hover_at(card.right_center() - vec2(4.0, 0.0));
    harness.run_steps(2);
    drag(harness, card.right_center() + vec2(11.0, 0.0), to, NONE);
}

#[test]
fn a_double_click_adds_a_body_where_the_pointer_is() {
    let home = home();
    let mut harness = town(&home);
    let at = ground(&harness);
    let point = harness.state().workbench().canvas.to_canvas(at);
    harness.hover_at(at);
    harness.run_steps(1);
    for pressed in [true, false, true, false] {
        let event = Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: NONE };
        harness.event(event);
    }
    settle(&mut harness);
    type_text(&mut harness, "Harbour Board");
    press(&mut harness, NONE, Key::Enter);
    let added = node(&harness, "Harbour Board");
    assert_eq!(added.kind, NodeKind::Board, "the name tells what it is");
    let place = map(&harness).placement.get(added.id.as_str()).cloned().expect("it stands where it was put");
    assert!((place.x as f32 - point.x).abs() <= 1.0 && (place.y as f32 - point.y).abs() <= 1.0, "{place:?} {point:?}");
    let undo = harness.state().workbench().document.undo_label();
    assert_eq!(undo, Some("add Harbour Board"));
}

#[test]
fn a_line_is_drawn_from_a_handle_to_a_card() {
    let home = home();
    let mut harness = town(&home);
    let to = card(&harness, "Ageing Well Group").center();
    draw_from(&mut harness, "Good Work Group", to);
    type_text(&mut harness, "informs");
    press(&mut harness, NONE, Key::Enter);
    let drawn = lines(&harness, "Good Work Group", "Ageing Well Group");
    assert_eq!(drawn.iter().map(|link| link.kind).collect::<Vec<_>>(), [LinkKind::Informs]);
    // The kind used last is the first of the next list: Enter repeats it.
    let to = card(&harness, "Green Places Group").center();
    draw_from(&mut harness, "Good Work Group", to);
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(lines(&harness, "Good Work Group", "Green Places Group").len(), 1);
}

#[test]
fn a_line_into_the_empty_adds_what_is_at_its_end() {
    let home = home();
    let mut harness = town(&home);
    let before = text(&harness);
    let at = ground(&harness);
    draw_from(&mut harness, "Good Work Group", at);
    type_text(&mut harness, "Apprentices' Forum");
    press(&mut harness, NONE, Key::Enter);
    type_text(&mut harness, "informs");
    press(&mut harness, NONE, Key::Enter);
    let drawn = lines(&harness, "Good Work Group", "Apprentices' Forum");
    assert_eq!(drawn.iter().map(|link| link.kind).collect::<Vec<_>>(), [LinkKind::Informs]);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before, "body and line are one step");
}

#[test]
fn a_card_dropped_on_another_answers_to_it() {
    let home = home();
    let mut harness = town(&home);
    let (from, to) = (card(&harness, "Good Work Group").center(), card(&harness, "Ageing Well Group").center());
    drag(&mut harness, from, to, NONE);
    let up: Vec<LinkKind> =
        lines(&harness, "Good Work Group", "Ageing Well Group").iter().map(|link| link.kind).collect();
    assert_eq!(up, [LinkKind::ReportsTo]);
    assert!(lines(&harness, "Good Work Group", "Town Partnership Board").is_empty(), "the old line was moved");
}

#[test]
fn what_becomes_of_those_below_is_asked() {
    let home = home();
    let mut harness = town(&home);
    let drop = |harness: &mut Harness<'_, App>, name: &str, onto: &str| {
        let (from, to) = (card(harness, name).center(), card(harness, onto).center());
        drag(harness, from, to, NONE);
    };
    drop(&mut harness, "Ageing Well Group", "Good Work Group");
    let before = text(&harness);
    drop(&mut harness, "Good Work Group", "Green Places Group");
    assert!(says(&harness, "What becomes of them?"));
    assert_eq!(text(&harness), before, "nothing moves before it is answered");
    click(&mut harness, "They answer to what it answered to before");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(lines(&harness, "Good Work Group", "Green Places Group").len(), 1);
    assert_eq!(lines(&harness, "Ageing Well Group", "Town Partnership Board").len(), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), before, "it is one step");
}

#[test]
fn a_box_chooses_cards_that_are_then_aligned_and_tidied() {
    let home = home();
    let mut harness = town(&home);
    let screen = harness.state().workbench().canvas.screen();
    drag(&mut harness, screen.left_top() + vec2(3.0, 3.0), screen.right_bottom() - vec2(3.0, 3.0), Modifiers::SHIFT);
    let chosen = harness.state().workbench().chosen();
    let cards: Vec<_> = chosen.iter().filter(|id| map(&harness).nodes.contains(id.as_str())).cloned().collect();
    assert!(cards.len() > 5, "{cards:?}");
    let two = cards.iter().take(2).cloned().collect();
    let ctx = harness.ctx.clone();
    harness.state_mut().workbench_mut().act(Act::SelectAll(two), &ctx);
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    let left = |harness: &Harness<'_, App>, place: usize| {
        let picture = harness.state().workbench().picture.as_ref().expect("a picture");
        picture.scene.card(cards[place].as_str()).expect("a card").rect.min.x
    };
    assert!((left(&harness, 0) - left(&harness, 1)).abs() <= 1.0);
    assert!(!map(&harness).placement.is_empty());
    press(&mut harness, NONE, Key::T);
    assert!(map(&harness).placement.is_empty(), "tidied cards go back to where the layout puts them");
}

#[test]
fn the_right_button_offers_what_can_be_done() {
    let home = home();
    let mut harness = town(&home);
    let at = card(&harness, "Good Work Group").center();
    harness.hover_at(at);
    harness.run_steps(1);
    button(&mut harness, at, PointerButton::Secondary, true, NONE);
    button(&mut harness, at, PointerButton::Secondary, false, NONE);
    settle(&mut harness);
    harness.get_by_label_contains("Rename").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Decent Work Group");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(node(&harness, "Decent Work Group").id.as_str(), "good-work-group", "the id stays");
}

#[test]
fn the_end_of_a_chosen_line_is_taken_elsewhere() {
    let home = home();
    let mut harness = town(&home);
    let line = lines(&harness, "Good Work Group", "Town Partnership Board")[0].id.clone();
    let ctx = harness.ctx.clone();
    harness.state_mut().workbench_mut().act(Act::Select(line.clone()), &ctx);
    settle(&mut harness);
    let end = {
        let bench = harness.state().workbench();
        let scene = &bench.picture.as_ref().expect("a picture").scene;
        bench.canvas.to_screen(*scene.line(line.as_str()).expect("a line").points.last().expect("an end"))
    };
    let to = card(&harness, "Ageing Well Group").center();
    drag(&mut harness, end, to, NONE);
    let link = map(&harness).links.get(line.as_str()).cloned().expect("the line is still there");
    assert_eq!(map(&harness).name(link.to.as_str()), "Ageing Well Group");
}
