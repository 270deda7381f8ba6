//! What those hear who do not see the canvas, and what the keyboard's place looks like.

use super::*;

#[test]
fn every_card_has_its_full_name_in_the_accessibility_tree() {
    let harness = harness();
    for name in ["Trust Board, board, active, 2 findings", "Left Group, group, active", "Far Group, group, active"] {
        harness.get_by_label(name);
    }
}

#[test]
fn assistive_technology_can_choose_a_card() {
    let mut harness = harness();
    harness.get_by_label(RIGHT).click_accesskit();
    harness.run();
    assert_eq!(harness.state().events, [chosen("right")]);
    let toggled = harness.get_by_label(RIGHT).accesskit_node().toggled();
    assert_eq!(toggled, Some(egui::accesskit::Toggled::True));
}

#[test]
fn lines_are_read_by_their_ends_and_can_be_chosen_by_name() {
    let mut harness = harness();
    let name = "Left Group reports to Trust Board, lapsed";
    let toggled = |harness: &Harness<'_, Stage>| harness.get_by_label(name).accesskit_node().toggled();
    assert_eq!(toggled(&harness), Some(egui::accesskit::Toggled::False));
    harness.get_by_label(name).click_accesskit();
    harness.run();
    assert_eq!(harness.state().events, [chosen("l")]);
    assert_eq!(toggled(&harness), Some(egui::accesskit::Toggled::True));
    assert!(harness.get_by_label(name).is_focused());
    let other = "Right Group reports to Trust Board, lapsed";
    harness.get_by_label(other).focus();
    harness.run();
    assert!(harness.get_by_label(other).is_focused(), "it can be gone to without being chosen");
    harness.get_by_label(FAR).focus();
    harness.run();
    assert!(harness.get_by_label(FAR).is_focused(), "and so can a card");
    assert_eq!(harness.state().events.len(), 1);
}

#[test]
fn of_many_lines_only_those_in_view_are_read() {
    let mut harness = harness();
    let mut many = scene();
    let line = many.lines[0].clone();
    let mut lines: Vec<Line> =
        (0..401).map(|number| Line { id: format!("l-{number:03}").into(), ..line.clone() }).collect();
    lines[400].points = vec![Point { x: 9000.0, y: 9000.0 }, Point { x: 9100.0, y: 9000.0 }];
    many.lines = Arc::new(lines);
    harness.state_mut().canvas.set_scene(Arc::new(many));
    harness.run();
    let name = "Left Group reports to Trust Board, lapsed";
    assert_eq!(harness.query_all_by_label(name).count(), 400);
}

#[test]
fn the_focus_is_ringed_in_both_themes_whether_it_is_chosen_or_not() {
    for palette in Palette::ALL {
        let mut harness = harness();
        harness.state_mut().palette = palette;
        harness.run();
        let accent = colour(palette.colour(Ink::Accent));
        let rings = |harness: &Harness<'_, Stage>| {
            let is_ring = |shape: &&egui::epaint::ClippedShape| match &shape.shape {
                egui::Shape::Rect(rect) => rect.stroke.color == accent && rect.stroke.width == 2.0,
                egui::Shape::Path(path) => path.stroke.width == 1.5 + 9.0,
                _ => false,
            };
            harness.output().shapes.iter().filter(is_ring).count()
        };
        assert_eq!(rings(&harness), 0);
        harness.get_by_label(LEFT).focus();
        harness.run();
        assert_eq!(rings(&harness), 1, "a card that is not chosen");
        harness.key_press(Key::ArrowUp);
        harness.run();
        assert_eq!(rings(&harness), 1, "a card that is");
        harness.key_press(Key::Period);
        harness.run();
        assert_eq!(rings(&harness), 1, "a line");
        harness.get_by_label(RIGHT).click();
        harness.run();
        assert_eq!(rings(&harness), 0, "what was clicked is ringed as chosen");
    }
}

#[test]
fn a_card_folds_by_its_mark_and_by_what_a_screen_reader_asks() {
    let mut harness = harness();
    let mut scene = scene();
    scene.cards[0].fold = crate::drawing::Fold::Open;
    harness.state_mut().canvas.set_scene(Arc::new(scene));
    harness.run();
    assert_eq!(harness.get_by_label(BOARD).accesskit_node().data().is_expanded(), Some(true));
    let corner = harness.get_by_label(BOARD).rect().max;
    drag(&mut harness, corner, corner, PointerButton::Primary);
    let folds = |harness: &Harness<'_, Stage>| {
        harness.state().events.iter().filter(|event| **event == CanvasEvent::FoldClicked("board".into())).count()
    };
    assert_eq!(folds(&harness), 1, "{:?}", harness.state().events);
}
