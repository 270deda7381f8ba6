//! What people do on the canvas, asked through the accessibility tree.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::places::card_place;
use super::*;
use crate::drawing::{Anchor, Card, Line, Mark, Outline, Pen, TextRun, Weight};
use crate::layout;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

mod editing;
mod keyboard;
mod reading;
mod travel;

const SIZE: Vec2 = vec2(800.0, 600.0);
const BOARD: &str = "Trust Board, board, active, 2 findings";
const LEFT: &str = "Left Group, group, active";
const RIGHT: &str = "Right Group, group, active";
const FAR: &str = "Far Group, group, active";

/// A board with two groups below it, side by side, and one group far away.
fn scene() -> Scene {
    let card = |id: &str, name: &str, kind, x, y| {
        let (width, height) = (120.0, 40.0);
        let at = |x, y| Point { x, y };
        let outline = Outline::Rounded(layout::Rect { min: at(0.0, 0.0), max: at(width, height) }, 6.0);
        let run = TextRun {
            at: at(10.0, 24.0),
            anchor: Anchor::Start,
            size: 12.0,
            weight: Weight::SemiBold,
            ink: Ink::Text,
            text: name.to_owned(),
        };
        let badge = Outline::Circle(at(width, 0.0), 8.0);
        Card {
            id: id.into(),
            kind,
            status: NodeStatus::Active,
            name: name.to_owned(),
            rect: layout::Rect { min: at(x, y), max: at(x + width, y + height) },
            face: [
                Mark::Shape { outline, fill: Some(Ink::Card), pen: Some(Pen::solid(Ink::CardLine, 1.5)) },
                Mark::Text(run),
            ]
            .into(),
            badge: [Mark::Shape { outline: badge, fill: Some(Ink::Error), pen: None }].into(),
            findings: (id == "board").then_some((2, crate::analysis::Severity::Error)),
            noted: 0,
            family: None,
            categories: Vec::new(),
            is_accountable_body: false,
            changed: None,
            fold: Default::default(),
        }
    };
    let line = |id: &str, from: &str, points: &[(f32, f32)]| {
        let points: Vec<Point> = points.iter().map(|&(x, y)| Point { x, y }).collect();
        Line {
            id: id.into(),
            kind: LinkKind::ReportsTo,
            status: LinkStatus::Lapsed,
            from: from.into(),
            to: "board".into(),
            off_map: None,
            pen: Pen::solid(Ink::Line, 1.5),
            is_shared: false,
            bundle: Default::default(),
            marks: vec![Mark::Path { points: points.clone(), pen: Pen::solid(Ink::Line, 1.5) }],
            points,
            changed: None,
        }
    };
    Scene {
        cards: vec![
            card("board", "Trust Board", NodeKind::Board, 100.0, 0.0),
            card("far", "Far Group", NodeKind::Group, 520.0, 400.0),
            card("left", "Left Group", NodeKind::Group, 0.0, 120.0),
            card("right", "Right Group", NodeKind::Group, 200.0, 120.0),
        ],
        lines: Arc::new(vec![
            line("l", "left", &[(60.0, 120.0), (60.0, 80.0), (160.0, 80.0), (160.0, 40.0)]),
            line("r", "right", &[(260.0, 120.0), (260.0, 80.0), (160.0, 80.0), (160.0, 40.0)]),
        ]),
        bounds: layout::Rect { min: Point { x: 0.0, y: 0.0 }, max: Point { x: 640.0, y: 440.0 } },
        ..nothing()
    }
}

/// The canvas in a window of its own, and what people did on it.
struct Stage {
    canvas: Canvas,
    state: CanvasState,
    palette: Palette,
    events: Vec<CanvasEvent>,
}

fn harness() -> Harness<'static, Stage> {
    let mut canvas = Canvas::new();
    canvas.set_scene(Arc::new(scene()));
    let state = CanvasState { movable: true, reduced_motion: true, show_legend: false, ..CanvasState::default() };
    let stage = Stage { canvas, state, palette: Palette::Light, events: Vec::new() };
    let show = |ui: &mut Ui, stage: &mut Stage| {
        for event in stage.canvas.canvas_ui(ui, stage.palette, &stage.state) {
            let selected = &mut stage.state.selected;
            match &event {
                CanvasEvent::Selected { id: Some(id), add: true } if selected.remove(id) => {}
                CanvasEvent::Selected { id: Some(id), add: true } => selected.extend([id.clone()]),
                CanvasEvent::Selected { id, .. } => *selected = id.iter().cloned().collect(),
                CanvasEvent::SelectedMany { ids, how: SelectHow::Take } => selected.retain(|id| !ids.contains(id)),
                CanvasEvent::SelectedMany { ids, .. } => selected.extend(ids.iter().cloned()),
                _ => {}
            }
            stage.events.push(event);
        }
    };
    let mut harness = Harness::builder().with_size(SIZE).with_step_dt(1.0 / 60.0).build_ui_state(show, stage);
    harness.run();
    harness
}

fn chosen(id: &str) -> CanvasEvent {
    CanvasEvent::Selected { id: Some(id.into()), add: false }
}

/// Presses at one point and lets go at another.
fn drag(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2, button: PointerButton) {
    drag_with(harness, from, to, button, Modifiers::NONE);
}

fn drag_with(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2, button: PointerButton, modifiers: Modifiers) {
    take(harness, from, to, button, modifiers);
    let_go(harness, to, button, modifiers);
}

/// Presses at one point, goes to another and stays there.
fn take(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2, button: PointerButton, modifiers: Modifiers) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::PointerMoved(from));
    harness.step();
    harness.event(Event::PointerButton { pos: from, button, pressed: true, modifiers });
    harness.step();
    for part in [0.2, 0.6, 1.0] {
        harness.event(Event::PointerMoved(from.lerp(to, part)));
        harness.step();
    }
}

fn let_go(harness: &mut Harness<'_, Stage>, at: Pos2, button: PointerButton, modifiers: Modifiers) {
    harness.event(Event::PointerButton { pos: at, button, pressed: false, modifiers });
    harness.run();
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
}

/// A click of a button, with the pointer already there.
fn click(harness: &mut Harness<'_, Stage>, at: Pos2, button: PointerButton) {
    drag(harness, at, at, button);
}

/// Where a card is on the screen.
fn card(harness: &Harness<'_, Stage>, id: &str) -> Rect {
    harness.state().canvas.card_on_screen(&id.into()).expect("the card is in the picture")
}

/// What people have done since this was last asked for.
fn events(harness: &mut Harness<'_, Stage>) -> Vec<CanvasEvent> {
    std::mem::take(&mut harness.state_mut().events)
}

fn wheel(harness: &mut Harness<'_, Stage>, unit: MouseWheelUnit, delta: Vec2) {
    let event = Event::MouseWheel { unit, delta, phase: TouchPhase::Move, modifiers: Modifiers::NONE };
    harness.event(event);
    // egui spreads a notch over several frames.
    harness.run_steps(40);
}

#[test]
fn an_idle_canvas_asks_for_no_frame_and_yet_shows_everything() {
    let mut harness = harness();
    let shapes = harness.output().shapes.len();
    assert!(shapes > 8, "{shapes}");
    for _ in 0..3 {
        harness.step();
        let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        assert_eq!(delay, std::time::Duration::MAX);
        assert_eq!(harness.output().shapes.len(), shapes, "replayed whole");
    }
}

#[test]
fn a_click_chooses_a_card_a_line_or_nothing() {
    let mut harness = harness();
    harness.get_by_label(LEFT).click();
    harness.run();
    assert_eq!(harness.state().events, [chosen("left")]);
    let on_line = harness.get_by_label(LEFT).rect().center_top() - vec2(0.0, 20.0);
    drag(&mut harness, on_line, on_line, PointerButton::Primary);
    assert_eq!(harness.state().events.last(), Some(&chosen("l")));
    let nowhere = harness.get_by_label(FAR).rect().center_top() - vec2(0.0, 60.0);
    drag(&mut harness, nowhere, nowhere, PointerButton::Primary);
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::Selected { id: None, add: false }));
}

#[test]
fn ctrl_adds_to_what_is_chosen() {
    let mut harness = harness();
    harness.get_by_label(LEFT).click();
    harness.run();
    harness.get_by_label(RIGHT).click_modifiers(Modifiers::COMMAND);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::Selected { id: Some("right".into()), add: true }));
}

#[test]
fn a_double_click_asks_for_a_name_and_a_badge_has_its_own_click() {
    let mut harness = harness();
    harness.get_by_label(LEFT).click();
    harness.get_by_label(LEFT).click();
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::NameAsked("left".into())));
    let badge = harness.get_by_label(BOARD).rect().right_top();
    drag(&mut harness, badge, badge, PointerButton::Primary);
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::BadgeClicked("board".into())));
}

#[test]
fn a_wheel_zooms_and_two_fingers_pan() {
    let mut harness = harness();
    let start = harness.state().canvas.view;
    harness.hover_at(Pos2::new(400.0, 300.0));
    harness.run();
    wheel(&mut harness, MouseWheelUnit::Line, vec2(0.0, -2.0));
    let zoomed = harness.state().canvas.view;
    assert!(zoomed.zoom < 0.85 * start.zoom, "{zoomed:?} after {start:?}");
    wheel(&mut harness, MouseWheelUnit::Line, vec2(0.0, 1.0));
    let step = harness.state().canvas.view.zoom / zoomed.zoom;
    assert!((1.05..1.13).contains(&step), "one notch is a small step: {step}");
    wheel(&mut harness, MouseWheelUnit::Line, vec2(0.0, -1.0));
    let zoomed = harness.state().canvas.view;
    wheel(&mut harness, MouseWheelUnit::Point, vec2(-30.0, 12.0));
    let panned = harness.state().canvas.view;
    assert_eq!(panned.zoom, zoomed.zoom);
    assert!(panned.centre.x > zoomed.centre.x && panned.centre.y < zoomed.centre.y);
}

#[test]
fn the_application_zooms_fits_and_flies() {
    let mut harness = harness();
    let fitted = harness.state().canvas.view;
    harness.state_mut().canvas.set_zoom(2.0);
    harness.run();
    assert_eq!(harness.state().canvas.zoom(), 2.0);
    harness.state_mut().canvas.zoom_by(1.5);
    harness.run();
    assert!((harness.state().canvas.zoom() - 3.0).abs() < 1e-4);
    harness.state_mut().canvas.zoom_to(&["far".into()]);
    harness.run();
    assert!((harness.state().canvas.view.centre - Pos2::new(580.0, 420.0)).length() < 1.0);
    // With motion it takes several frames, and arrives at the same place.
    harness.state_mut().state.reduced_motion = false;
    harness.state_mut().canvas.fit();
    harness.step();
    harness.step();
    assert_ne!(harness.state().canvas.view, fitted);
    assert_eq!(harness.state().canvas.zoom(), fitted.zoom, "the zoom is that of the destination");
    harness.run_steps(60);
    assert_eq!(harness.state().canvas.view, fitted);
}

#[test]
fn a_new_scene_keeps_the_view_and_what_the_keyboard_stands_on() {
    let mut harness = harness();
    harness.get_by_label(LEFT).click();
    harness.run();
    harness.state_mut().canvas.set_zoom(1.7);
    harness.run();
    let before = harness.state().canvas.view;
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.run();
    assert_eq!(harness.state().canvas.view, before);
    assert!(harness.get_by_label(LEFT).is_focused());
}

#[test]
fn what_is_not_lit_stands_back() {
    let mut harness = harness();
    let ink = |harness: &Harness<'_, Stage>, id: &str| {
        let scene = scene();
        let place = card_place(&scene, &id.into()).expect("the card is in the scene");
        let shapes = harness.state().canvas.shared.borrow_mut().card_shapes(place);
        shapes
            .iter()
            .find_map(|shape| if let egui::Shape::Text(text) = shape { Some(text.fallback_color) } else { None })
    };
    let plain = ink(&harness, "left");
    let lit = ["board".into(), "l".into()].into();
    harness.state_mut().state.depiction = Some(Arc::new(Depiction::plain(lit, Ink::Error, None)));
    harness.run();
    assert_eq!(ink(&harness, "board"), plain);
    assert_ne!(ink(&harness, "left"), plain);
}

#[test]
fn the_minimap_comes_when_something_is_out_of_view_and_leads_there() {
    let mut harness = harness();
    harness.state_mut().canvas.set_zoom(3.0);
    harness.run();
    let before = harness.state().canvas.view;
    let corner = Pos2::ZERO + SIZE - vec2(24.0, 24.0);
    drag(&mut harness, corner, corner, PointerButton::Primary);
    let after = harness.state().canvas.view;
    assert!(after.centre.x > before.centre.x + 100.0 && after.centre.y > before.centre.y + 50.0, "{after:?}");
    assert!(harness.state().events.is_empty(), "a click on the minimap chooses nothing");
}

#[test]
fn the_legend_takes_room_of_its_own_and_begins_as_one_line() {
    let mut harness = harness();
    let whole = harness.state().canvas.screen;
    harness.state_mut().state.show_legend = true;
    harness.run();
    let beside = harness.state().canvas.screen;
    assert!(beside.height() < whole.height() && beside.width() == whole.width());
    let read = harness.get_by_label_contains("Legend.");
    assert!(read.rect().min.y >= beside.max.y, "it covers nothing");
    assert!(
        read.accesskit_node()
            .label()
            .is_some_and(|words| words.contains("board, group") && words.contains("reports to"))
    );
    assert!(whole.height() - beside.height() < 30.0, "it is one line at first");
    harness.set_size(vec2(300.0, SIZE.y));
    harness.run();
    let line = harness.state().canvas.screen;
    assert!(whole.height() - line.height() < 30.0, "and still, where it does not all go into it");
    harness.get_by_label("Show the whole legend").click();
    harness.run();
    assert!(harness.state().canvas.screen.height() < line.height() - 20.0, "all of it is there to be read");
    harness.get_by_label("Show one line of the legend").click();
    harness.run();
    assert_eq!(harness.state().canvas.screen, line);
}

#[test]
fn what_can_be_seen_and_read_is_not_brought_into_view() {
    let mut harness = harness();
    let fitted = harness.state().canvas.view;
    harness.state_mut().canvas.bring_into_view(&["far".into(), "left".into()]);
    harness.run();
    assert_eq!(harness.state().canvas.view, fitted, "everything is there already");
    harness.state_mut().canvas.set_zoom(3.0);
    harness.run();
    harness.state_mut().canvas.bring_into_view(&["far".into()]);
    harness.run();
    assert!((harness.state().canvas.view.centre - Pos2::new(580.0, 420.0)).length() < 1.0, "it was out of view");
    harness.state_mut().canvas.fit();
    harness.set_size(vec2(200.0, 150.0));
    harness.run();
    let small = harness.state().canvas.view;
    assert!(small.zoom < 0.35, "{small:?}");
    harness.state_mut().canvas.bring_into_view(&["far".into()]);
    harness.run();
    assert!(harness.state().canvas.zoom() > small.zoom, "it was too small to read");
}
