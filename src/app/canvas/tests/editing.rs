//! What people do to cards and lines with the pointer.

use super::*;

#[test]
fn dragging_a_card_moves_it_once_at_the_end() {
    let mut harness = harness();
    let from = harness.get_by_label(FAR).rect().center();
    drag(&mut harness, from, from + vec2(-90.0, -60.0), PointerButton::Primary);
    let zoom = harness.state().canvas.zoom();
    let [CanvasEvent::Moved(moved)] = harness.state().events.as_slice() else {
        panic!("{:?}", harness.state().events);
    };
    let [(id, to)] = moved.as_slice() else { panic!("{moved:?}") };
    assert_eq!(id.as_str(), "far");
    let expected = vec2(580.0, 420.0) + vec2(-90.0, -60.0) / zoom;
    assert!((vec2(to.x, to.y) - expected).length() < 0.5, "{to:?} {expected:?}");
}

#[test]
fn escape_puts_a_dragged_card_back() {
    let mut harness = harness();
    let from = harness.get_by_label(FAR).rect().center();
    harness.get_by_label(FAR).click();
    harness.run();
    let press = |pressed| Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    harness.event(press(true));
    harness.step();
    harness.event(Event::PointerMoved(from + vec2(-50.0, 0.0)));
    harness.step();
    harness.key_press(Key::Escape);
    harness.step();
    harness.event(press(false));
    harness.run();
    assert_eq!(harness.state().events, [chosen("far")]);
}

#[test]
fn cards_that_are_not_movable_pan_the_picture() {
    let mut harness = harness();
    harness.state_mut().state.movable = false;
    let before = harness.state().canvas.view;
    let from = harness.get_by_label(FAR).rect().center();
    drag(&mut harness, from, from + vec2(-90.0, -60.0), PointerButton::Primary);
    assert!(harness.state().events.is_empty());
    assert!(harness.state().canvas.view.centre.x > before.centre.x + 50.0);
}

const PRIMARY: PointerButton = PointerButton::Primary;
/// A spot of the screen where nothing is.
const NOWHERE: Pos2 = Pos2::new(500.0, 300.0);

fn selected(id: Option<&str>) -> CanvasEvent {
    CanvasEvent::Selected { id: id.map(Id::from), add: false }
}

fn read_only() -> Harness<'static, Stage> {
    let mut harness = harness();
    harness.state_mut().state.movable = false;
    harness.run();
    harness
}

/// The handle to the right of a card.
fn handle(harness: &Harness<'_, Stage>, id: &str) -> Pos2 {
    card(harness, id).right_center() + vec2(11.0, 0.0)
}

/// Shows the handles of a card, as the pointer does on its way to them.
fn approach(harness: &mut Harness<'_, Stage>, id: &str) {
    harness.hover_at(card(harness, id).right_center() - vec2(4.0, 0.0));
    harness.run();
}

#[test]
fn a_double_click_on_the_ground_adds_there_unless_the_map_is_read_only() {
    let mut harness = harness();
    for _ in 0..2 {
        click(&mut harness, NOWHERE, PRIMARY);
    }
    let point = harness.state().canvas.to_canvas(NOWHERE);
    assert_eq!(events(&mut harness), [selected(None), CanvasEvent::AddAt(point)]);
    assert_eq!(harness.state().canvas.to_screen(point), NOWHERE);
    assert_eq!(harness.state().canvas.pointer(), Some(point));
    let mut harness = read_only();
    for _ in 0..2 {
        click(&mut harness, NOWHERE, PRIMARY);
    }
    assert_eq!(events(&mut harness), [selected(None)]);
}

#[test]
fn the_right_button_asks_for_a_menu_and_chooses_what_was_not_chosen() {
    let mut harness = harness();
    let menu = |at, on| CanvasEvent::Menu { at, on };
    let left = card(&harness, "left").center();
    click(&mut harness, left, PointerButton::Secondary);
    assert_eq!(events(&mut harness), [selected(Some("left")), menu(left, MenuOn::Card("left".into()))]);
    harness.state_mut().state.selected.insert("right".into());
    harness.run();
    click(&mut harness, left, PointerButton::Secondary);
    assert_eq!(events(&mut harness), [menu(left, MenuOn::Card("left".into()))], "both stay chosen");
    let line = card(&harness, "left").center_top() - vec2(0.0, 20.0);
    click(&mut harness, line, PointerButton::Secondary);
    assert_eq!(events(&mut harness), [selected(Some("l")), menu(line, MenuOn::Line("l".into()))]);
    click(&mut harness, NOWHERE, PointerButton::Secondary);
    let point = harness.state().canvas.to_canvas(NOWHERE);
    assert_eq!(events(&mut harness), [menu(NOWHERE, MenuOn::Ground(point))]);
}

#[test]
fn a_line_is_drawn_from_a_handle_to_a_card_or_to_the_ground() {
    let mut harness = harness();
    let far = card(&harness, "far").center();
    approach(&mut harness, "left");
    let from = handle(&harness, "left");
    drag(&mut harness, from, far, PRIMARY);
    let drawn = |to, at| CanvasEvent::Drawn { from: "left".into(), to, side: Side::Right, at };
    assert_eq!(events(&mut harness), [drawn(LineEnd::Card("far".into()), far)]);
    approach(&mut harness, "left");
    drag(&mut harness, from, NOWHERE, PRIMARY);
    let point = harness.state().canvas.to_canvas(NOWHERE);
    let done = events(&mut harness);
    let [CanvasEvent::Drawn { from, to: LineEnd::Ground(to), at, .. }] = done.as_slice() else { panic!("{done:?}") };
    assert_eq!((from.as_str(), *at), ("left", NOWHERE));
    assert!((to.x - point.x).abs() < 0.1 && (to.y - point.y).abs() < 0.1, "{to:?} {point:?}");
}

#[test]
fn a_line_that_leads_nowhere_is_not_drawn() {
    let mut harness = harness();
    let (from, home) = (handle(&harness, "left"), card(&harness, "left").center());
    approach(&mut harness, "left");
    drag(&mut harness, from, home, PRIMARY);
    assert!(events(&mut harness).is_empty(), "back at its own card");
    approach(&mut harness, "left");
    click(&mut harness, from, PRIMARY);
    assert!(events(&mut harness).is_empty(), "a handle is there to be dragged, not clicked");
    approach(&mut harness, "left");
    take(&mut harness, from, NOWHERE, PRIMARY, Modifiers::NONE);
    assert!(matches!(harness.state().canvas.held, Some(Held::Loose { .. })));
    harness.key_press(Key::Escape);
    harness.step();
    let_go(&mut harness, NOWHERE, PRIMARY, Modifiers::NONE);
    assert!(events(&mut harness).is_empty(), "Esc abandons it, and nothing else");
    let mut harness = read_only();
    let before = harness.state().canvas.view;
    approach(&mut harness, "left");
    drag(&mut harness, from, NOWHERE, PRIMARY);
    assert!(events(&mut harness).is_empty(), "a map that is read-only has no handles");
    assert_ne!(harness.state().canvas.view, before, "the picture was moved instead");
}

#[test]
fn handles_stay_while_the_pointer_is_on_its_way_to_them_and_cost_no_drawing() {
    let mut harness = harness();
    approach(&mut harness, "left");
    let spots = |harness: &Harness<'_, Stage>| {
        let stage = harness.state();
        stage.canvas.spots(&scene(), &stage.state).len()
    };
    assert_eq!(spots(&harness), 4);
    let at = handle(&harness, "left");
    harness.hover_at(at - vec2(2.0, 0.0));
    harness.run();
    assert_eq!(harness.state().canvas.spot, Some(Spot::Handle("left".into(), Side::Right)));
    let drawn = harness.state().canvas.recording.times;
    take(&mut harness, at, NOWHERE, PRIMARY, Modifiers::NONE);
    assert_eq!(harness.state().canvas.recording.times, drawn, "a live line leaves the picture below as it is");
    let_go(&mut harness, NOWHERE, PRIMARY, Modifiers::NONE);
    harness.hover_at(NOWHERE + vec2(0.0, 30.0));
    harness.run();
    assert_eq!(spots(&harness), 0);
    harness.state_mut().state.selected = ["left".into()].into();
    harness.run();
    assert_eq!(spots(&harness), 4, "what alone is chosen keeps them");
    harness.step();
    let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert_eq!(delay, std::time::Duration::MAX, "and they ask for no frame");
    harness.state_mut().state.selected.insert("right".into());
    harness.run();
    assert_eq!(spots(&harness), 0);
}

#[test]
fn handles_are_there_in_a_tight_stack_too() {
    let mut harness = harness();
    let mut stack = scene();
    for (place, card) in stack.cards.iter_mut().enumerate() {
        card.rect = crate::layout::Rect::at(Point::new(0.0, 44.0 * place as f32), card.rect.size());
    }
    Arc::make_mut(&mut stack.lines).clear();
    harness.state_mut().canvas.set_scene(Arc::new(stack.clone()));
    harness.run();
    approach(&mut harness, "far");
    let stage = harness.state();
    let spots = stage.canvas.spots(&stack, &stage.state);
    assert_eq!(spots.len(), 4, "{spots:?}");
    for (at, _) in spots {
        assert!(
            stage.canvas.card_at(&stack, at).is_none_or(|card| card.as_str() == "far"),
            "none lies on another card"
        );
    }
}

#[test]
fn cards_that_are_moved_together_keep_their_shape_beside_what_is_in_the_way() {
    let mut harness = harness();
    harness.state_mut().state.selected = ["left".into(), "right".into()].into();
    harness.run();
    let zoom = harness.state().canvas.zoom();
    let from = card(&harness, "left").center();
    let to = card(&harness, "board").center() - vec2(0.0, 34.0);
    drag_with(&mut harness, from, to, PRIMARY, Modifiers::ALT);
    let done = events(&mut harness);
    let Some(CanvasEvent::Moved(places)) = done.last() else { panic!("{done:?}") };
    let (left, right) = (places[0].1, places[1].1);
    assert!((right.x - left.x - 200.0).abs() < 0.1 && (right.y - left.y).abs() < 0.1, "{places:?}");
    let board = scene().card("board").expect("a card").rect;
    assert!(!board.overlaps(&crate::layout::Rect::around(left, board.size())), "{left:?}");
    assert_eq!(harness.state().canvas.zoom(), zoom);
}

#[test]
fn either_end_of_a_chosen_line_can_be_taken_to_another_card() {
    let mut harness = harness();
    let (low, high) = (card(&harness, "left").center_top(), card(&harness, "board").center_bottom());
    let (far, right) = (card(&harness, "far").center(), card(&harness, "right").center());
    drag(&mut harness, high, far, PRIMARY);
    assert!(!matches!(events(&mut harness).as_slice(), [CanvasEvent::Reattached { .. }]), "it is not chosen");
    harness.state_mut().canvas.dropped = None;
    harness.state_mut().state.selected = ["l".into()].into();
    harness.run();
    let reattached = |tip, to: &str| CanvasEvent::Reattached { link: "l".into(), tip, to: to.into() };
    drag(&mut harness, high, far, PRIMARY);
    assert_eq!(events(&mut harness), [reattached(LineTip::To, "far")]);
    drag(&mut harness, low, right, PRIMARY);
    assert_eq!(events(&mut harness), [reattached(LineTip::From, "right")]);
    for nowhere in [NOWHERE, card(&harness, "board").center(), card(&harness, "left").center()] {
        drag(&mut harness, low, nowhere, PRIMARY);
        assert!(events(&mut harness).is_empty(), "the ground, the other end and its own end leave it as it is");
    }
    take(&mut harness, low, right, PRIMARY, Modifiers::NONE);
    harness.key_press(Key::Escape);
    harness.step();
    let_go(&mut harness, right, PRIMARY, Modifiers::NONE);
    assert!(events(&mut harness).is_empty(), "Esc abandons it");
    harness.state_mut().state.movable = false;
    harness.run();
    drag(&mut harness, low, right, PRIMARY);
    assert!(events(&mut harness).is_empty(), "read-only");
}

#[test]
fn chosen_cards_move_together_and_another_one_alone() {
    let mut harness = harness();
    harness.state_mut().state.selected = ["far".into(), "l".into(), "left".into(), "right".into()].into();
    harness.run();
    let from = card(&harness, "left").center();
    drag_with(&mut harness, from, from + vec2(20.0, 150.0), PRIMARY, Modifiers::ALT);
    let at = |id: &str, x, y| (Id::from(id), Point { x, y });
    let moved = [at("far", 600.0, 570.0), at("left", 80.0, 290.0), at("right", 280.0, 290.0)];
    assert_eq!(events(&mut harness), [CanvasEvent::Moved(moved.to_vec())], "once, and all of them");
    assert_eq!(harness.state().canvas.dropped.as_ref().map(|moved| moved.by), Some(vec2(20.0, 150.0)));
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.run();
    let from = card(&harness, "board").center();
    drag_with(&mut harness, from, from + vec2(30.0, -10.0), PRIMARY, Modifiers::ALT);
    assert_eq!(events(&mut harness), [CanvasEvent::Moved(vec![at("board", 190.0, 10.0)])]);
}

#[test]
fn lines_between_cards_that_move_together_keep_their_course() {
    let mut harness = harness();
    let width = |harness: &Harness<'_, Stage>| {
        let shapes = harness.state().canvas.shared.borrow_mut().line_shapes(0);
        shapes.iter().fold(Rect::NOTHING, |all, shape| all.union(shape.visual_bounding_rect())).size()
    };
    let before = width(&harness);
    harness.state_mut().state.selected = ["board".into(), "left".into()].into();
    harness.run();
    let from = card(&harness, "left").center();
    take(&mut harness, from, from + vec2(0.0, 90.0), PRIMARY, Modifiers::ALT);
    assert!((width(&harness) - before).length() < 10.0, "as before, but for the head");
    harness.key_press(Key::Escape);
    let_go(&mut harness, from, PRIMARY, Modifiers::NONE);
    harness.state_mut().state.selected.clear();
    take(&mut harness, from, from + vec2(0.0, 90.0), PRIMARY, Modifiers::ALT);
    assert!(width(&harness).y > before.y + 50.0, "one end stays");
}

#[test]
fn a_moved_card_falls_in_line_with_others_unless_alt_is_held() {
    let mut harness = harness();
    let from = card(&harness, "far").center();
    // Four points beside the column of the right group, and away from every row.
    let to = Pos2::new(card(&harness, "right").center().x + 4.0, 390.0);
    take(&mut harness, from, to, PRIMARY, Modifiers::NONE);
    assert!(matches!(&harness.state().canvas.held, Some(Held::Cards { guides, .. }) if !guides.is_empty()));
    let_go(&mut harness, to, PRIMARY, Modifiers::NONE);
    let [CanvasEvent::Moved(moved)] = &events(&mut harness)[..] else { panic!() };
    assert_eq!(moved[0].1.x, 260.0);
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.run();
    drag_with(&mut harness, from, to, PRIMARY, Modifiers::ALT);
    let [CanvasEvent::Moved(moved)] = &events(&mut harness)[..] else { panic!() };
    assert_eq!(moved[0].1.x, 264.0);
}

#[test]
fn cards_dropped_on_another_one_go_back_and_say_so() {
    let mut harness = harness();
    harness.state_mut().state.selected = ["left".into(), "right".into()].into();
    harness.run();
    let (from, far) = (card(&harness, "left").center(), card(&harness, "far").center());
    take(&mut harness, from, far, PRIMARY, Modifiers::NONE);
    assert!(
        matches!(&harness.state().canvas.held, Some(Held::Cards { onto: Some(onto), .. }) if onto.as_str() == "far")
    );
    let_go(&mut harness, far, PRIMARY, Modifiers::NONE);
    let ids = vec!["left".into(), "right".into()];
    assert_eq!(events(&mut harness), [CanvasEvent::DroppedOn { ids, onto: "far".into() }]);
    assert_eq!(harness.state().canvas.dropped, None);
    let right = card(&harness, "right").center();
    drag(&mut harness, from, right, PRIMARY);
    assert!(matches!(events(&mut harness).as_slice(), [CanvasEvent::Moved(_)]), "it moves along: nothing to drop on");
}

#[test]
fn a_box_adds_what_is_inside_or_takes_it_out() {
    let mut harness = harness();
    let around = card(&harness, "board").union(card(&harness, "left")).expand(20.0);
    let (from, to) = (around.left_top(), around.right_bottom());
    let many = |ids: &[&str], how| CanvasEvent::SelectedMany { ids: ids.iter().map(|&id| id.into()).collect(), how };
    let before = harness.state().canvas.view;
    drag_with(&mut harness, from, to, PRIMARY, Modifiers::SHIFT);
    // The right group's line is in it but for one end.
    assert_eq!(events(&mut harness), [many(&["board", "l", "left"], SelectHow::Add)]);
    assert_eq!(harness.state().canvas.view, before, "it does not pan");
    for taking in [Modifiers::SHIFT | Modifiers::COMMAND, Modifiers::SHIFT | Modifiers::ALT] {
        drag_with(&mut harness, to, from, PRIMARY, taking);
        assert_eq!(events(&mut harness), [many(&["board", "l", "left"], SelectHow::Take)]);
    }
    drag_with(&mut harness, NOWHERE, NOWHERE + vec2(40.0, 40.0), PRIMARY, Modifiers::SHIFT);
    assert!(events(&mut harness).is_empty(), "an empty box chooses nothing");
    take(&mut harness, from, to, PRIMARY, Modifiers::SHIFT);
    harness.key_press(Key::Escape);
    harness.step();
    let_go(&mut harness, to, PRIMARY, Modifiers::SHIFT);
    assert!(events(&mut harness).is_empty(), "Esc abandons it");
    harness.state_mut().state.movable = false;
    harness.run();
    drag_with(&mut harness, from, to, PRIMARY, Modifiers::SHIFT);
    assert_eq!(events(&mut harness).len(), 1, "choosing changes nothing: it works in a map that is read-only");
}

#[test]
fn a_gesture_ends_when_what_is_held_leaves_the_picture() {
    let mut harness = harness();
    let from = card(&harness, "far").center();
    take(&mut harness, from, NOWHERE, PRIMARY, Modifiers::NONE);
    let mut without = scene();
    without.cards.retain(|card| card.id.as_str() != "far");
    harness.state_mut().canvas.set_scene(Arc::new(without));
    harness.step();
    let_go(&mut harness, NOWHERE, PRIMARY, Modifiers::NONE);
    assert!(events(&mut harness).is_empty());
}

#[test]
fn what_is_held_at_the_border_moves_the_picture_along() {
    let mut harness = harness();
    harness.state_mut().canvas.set_zoom(2.0);
    harness.run();
    let before = harness.state().canvas.view;
    let from = Pos2::new(300.0, 300.0);
    take(&mut harness, from, Pos2::new(790.0, 300.0), PRIMARY, Modifiers::SHIFT);
    harness.run_steps(20);
    let after = harness.state().canvas.view;
    assert!(after.centre.x > before.centre.x + 20.0 && after.zoom == before.zoom, "{after:?}");
    let_go(&mut harness, Pos2::new(790.0, 300.0), PRIMARY, Modifiers::SHIFT);
    let there = harness.state().canvas.view;
    harness.run_steps(5);
    assert_eq!(harness.state().canvas.view, there, "it stops when it is let go");
    // Taken up at the border, it stays until it has been away from there.
    take(&mut harness, Pos2::new(795.0, 300.0), Pos2::new(780.0, 200.0), PRIMARY, Modifiers::SHIFT);
    harness.run_steps(5);
    assert_eq!(harness.state().canvas.view, there);
}

#[test]
fn a_line_that_runs_into_another_is_shown_in_full_when_it_is_chosen_or_left_alone() {
    let mut harness = harness();
    let mut joined = scene();
    // The second line is drawn up to where it meets the first.
    Arc::make_mut(&mut joined.lines)[1].marks = vec![Mark::Path {
        points: vec![Point { x: 260.0, y: 120.0 }, Point { x: 260.0, y: 80.0 }],
        pen: Pen::solid(Ink::Line, 1.5),
    }];
    harness.state_mut().canvas.set_scene(Arc::new(joined));
    harness.run();
    let width = |harness: &Harness<'_, Stage>| {
        let shapes = harness.state().canvas.shared.borrow_mut().line_shapes(1);
        shapes.iter().fold(Rect::NOTHING, |all, shape| all.union(shape.visual_bounding_rect())).width()
    };
    assert!(width(&harness) < 10.0);
    harness.state_mut().state.selected = ["r".into()].into();
    harness.run();
    assert!(width(&harness) > 90.0, "chosen");
    harness.state_mut().state.selected.clear();
    harness.run();
    assert!(width(&harness) < 10.0);
    let from = card(&harness, "left").center();
    take(&mut harness, from, from + vec2(0.0, 90.0), PRIMARY, Modifiers::ALT);
    assert!(width(&harness) > 90.0, "the line that it ran into is elsewhere");
}
