//! What people do on the canvas with the keyboard alone.

use super::*;

#[test]
fn the_keyboard_walks_along_lines_and_to_neighbours() {
    let mut harness = harness();
    harness.get_by_label(LEFT).focus();
    harness.run();
    for (key, id) in
        [(Key::ArrowUp, "board"), (Key::ArrowDown, "left"), (Key::ArrowRight, "right"), (Key::ArrowDown, "far")]
    {
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().events.last(), Some(&chosen(id)), "{key:?}");
    }
    assert!(harness.get_by_label(FAR).is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::Activated("far".into())));
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().events.last(), Some(&CanvasEvent::Selected { id: None, add: false }));
}

#[test]
fn tab_stops_at_the_picture_and_enter_steps_into_it() {
    let mut harness = harness();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label_contains("Map, 4 cards and 2 lines").is_focused());
    assert!(harness.state().canvas.shows_focus, "who uses the keyboard sees where it is");
    let before = harness.state().canvas.view;
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(harness.state().canvas.view.centre.x > before.centre.x, "arrow keys pan");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(harness.state().events.last(), Some(CanvasEvent::Selected { id: Some(_), add: false })));
}

fn arrow(harness: &mut Harness<'_, Stage>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn press(harness: &mut Harness<'_, Stage>, key: Key) {
    arrow(harness, Modifiers::NONE, key);
}

#[test]
fn ctrl_and_an_arrow_nudge_the_chosen_cards() {
    let mut harness = harness();
    harness.get_by_label(LEFT).click();
    harness.run();
    harness.state_mut().state.selected.insert("right".into());
    events(&mut harness);
    let moved = |left: (f32, f32), right: (f32, f32)| {
        let at = |id: &str, (x, y)| (Id::from(id), Point { x, y });
        CanvasEvent::Moved(vec![at("left", left), at("right", right)])
    };
    arrow(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    arrow(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowUp);
    let expected = [moved((68.0, 140.0), (268.0, 140.0)), moved((68.0, 139.0), (268.0, 139.0))];
    assert_eq!(events(&mut harness), expected, "each press goes on from the one before");
    assert_eq!(card(&harness, "left").left_top(), Pos2::new(88.0, 199.0), "it is shown where it is now");
    harness.state_mut().state.movable = false;
    arrow(&mut harness, Modifiers::COMMAND, Key::ArrowRight);
    assert!(events(&mut harness).is_empty(), "read-only");
}

#[test]
fn stops_and_commas_step_through_the_lines_of_a_card_and_enter_follows_one() {
    let mut harness = harness();
    harness.get_by_label(BOARD).focus();
    harness.run();
    // Both meet the board below; the one that comes by id first is the first.
    for (key, line) in [(Key::Period, "l"), (Key::Period, "r"), (Key::Period, "l"), (Key::Comma, "r")] {
        press(&mut harness, key);
        assert_eq!(events(&mut harness), [chosen(line)], "{key:?}");
    }
    assert!(harness.get_by_label("Right Group reports to Trust Board, lapsed").is_focused());
    press(&mut harness, Key::Enter);
    assert_eq!(events(&mut harness), [chosen("right")]);
    assert!(harness.get_by_label(RIGHT).is_focused());
    press(&mut harness, Key::Comma);
    press(&mut harness, Key::Enter);
    assert_eq!(events(&mut harness), [chosen("r"), chosen("board")], "and back");
    press(&mut harness, Key::Escape);
    assert_eq!(events(&mut harness), [CanvasEvent::Selected { id: None, add: false }]);
    assert_eq!(harness.state().canvas.current_line, None);
    harness.get_by_label(FAR).focus();
    harness.run();
    press(&mut harness, Key::Period);
    assert!(events(&mut harness).is_empty(), "no line leads there");
}

#[test]
fn enter_follows_a_line_that_was_clicked_or_chosen_elsewhere() {
    let mut harness = harness();
    let on_line = card(&harness, "left").center_top() - vec2(0.0, 20.0);
    click(&mut harness, on_line, PointerButton::Primary);
    press(&mut harness, Key::Enter);
    assert_eq!(events(&mut harness), [chosen("l"), chosen("board")]);
    harness.state_mut().state.selected = ["r".into()].into();
    harness.run();
    assert_eq!(harness.state().canvas.current_line, Some("r".into()));
}

#[test]
fn shift_and_f10_ask_for_the_menu_of_where_the_keyboard_is() {
    let mut harness = harness();
    let ask = |harness: &mut Harness<'_, Stage>| {
        arrow(harness, Modifiers::SHIFT, Key::F10);
        events(harness)
    };
    harness.get_by_label(LEFT).focus();
    harness.run();
    let at = card(&harness, "left").left_bottom();
    let menu = CanvasEvent::Menu { at, on: MenuOn::Card("left".into()) };
    assert_eq!(ask(&mut harness), [chosen("left"), menu.clone()]);
    assert_eq!(ask(&mut harness), [menu], "it is chosen now");
    press(&mut harness, Key::Period);
    events(&mut harness);
    let asked = ask(&mut harness);
    assert!(matches!(asked.as_slice(), [CanvasEvent::Menu { on: MenuOn::Line(line), .. }] if line.as_str() == "l"));
    press(&mut harness, Key::Escape);
    events(&mut harness);
    assert!(matches!(ask(&mut harness).as_slice(), [CanvasEvent::Menu { on: MenuOn::Ground(_), .. }]));
    assert_eq!(harness.key_press(Key::F10), ());
    harness.run();
    assert!(events(&mut harness).is_empty(), "F10 alone is something else");
}

#[test]
fn the_application_gives_the_keyboard_to_a_card_as_soon_as_it_is_there() {
    let mut harness = harness();
    let mut without = scene();
    without.cards.retain(|card| card.id.as_str() != "far");
    harness.state_mut().canvas.set_scene(Arc::new(without));
    harness.state_mut().canvas.set_zoom(3.0);
    harness.state_mut().canvas.focus_card(&"far".into());
    harness.run();
    assert!(harness.query_by_label(FAR).is_none());
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.run();
    assert!(harness.get_by_label(FAR).is_focused());
    let shown = card(&harness, "far");
    assert!(harness.state().canvas.screen.contains_rect(shown), "and brings it into view: {shown:?}");
    assert!(events(&mut harness).is_empty());
}
