//! How the picture comes from one scene, and from one part of it, to another.

use std::time::Duration;

use egui::{Shape, ViewportId};

use super::*;

/// The frames that a glide takes at most, at 60 a second.
const FRAMES: usize = 18;

/// The same scene in which Right Group stands elsewhere, Far Group is no more, and New Group has come.
fn other() -> Scene {
    let mut other = scene();
    let mut new = other.cards.remove(1);
    (new.id, new.name) = ("new".into(), "New Group".to_owned());
    let by = |card: &mut Card, x: f32, y: f32| card.rect = card.rect.moved(x, y);
    by(&mut new, -100.0, -40.0);
    by(&mut other.cards[2], 200.0, 90.0);
    other.cards.insert(2, new);
    let mut lines = Vec::clone(&other.lines);
    let course = [(460.0, 210.0), (460.0, 100.0), (160.0, 100.0), (160.0, 40.0)];
    lines[1].points = course.map(|(x, y)| Point { x, y }).to_vec();
    lines[1].marks = vec![Mark::Path { points: lines[1].points.clone(), pen: Pen::solid(Ink::Line, 1.5) }];
    other.lines = Arc::new(lines);
    other
}

fn moving() -> Harness<'static, Stage> {
    let mut harness = harness();
    harness.state_mut().state.reduced_motion = false;
    harness.run_steps(2);
    harness
}

/// Where a card is drawn, and how strong its border is.
fn drawn(harness: &Harness<'_, Stage>, id: &str) -> (Rect, f32) {
    let mut sheet = harness.state().canvas.shared.borrow_mut();
    let place = card_place(&sheet.look.scene, &id.into()).expect("the card is in the scene");
    outlined(&sheet.card_shapes(place)).expect("it is in view")
}

fn outlined(shapes: &[Shape]) -> Option<(Rect, f32)> {
    shapes.iter().find_map(|shape| match shape {
        Shape::Rect(card) => Some((card.rect, f32::from(card.stroke.color.a()) / 255.0)),
        _ => None,
    })
}

fn leaving(harness: &Harness<'_, Stage>) -> Option<(Rect, f32)> {
    outlined(&harness.state().canvas.shared.borrow_mut().leaving_shapes())
}

/// The course of a line as it is drawn.
fn course(harness: &Harness<'_, Stage>, place: usize) -> Vec<Pos2> {
    let shapes = harness.state().canvas.shared.borrow_mut().line_shapes(place);
    let points = shapes.iter().find_map(|shape| match shape {
        Shape::Path(path) if !path.closed => Some(path.points.clone()),
        Shape::LineSegment { points, .. } => Some(points.to_vec()),
        _ => None,
    });
    points.expect("a line")
}

fn waits(harness: &Harness<'_, Stage>) -> Duration {
    harness.output().viewport_output[&ViewportId::ROOT].repaint_delay
}

#[test]
fn what_stands_elsewhere_glides_there_what_is_new_fades_in_and_what_goes_fades_out() {
    let mut harness = moving();
    let (was, _) = drawn(&harness, "right");
    let gone = drawn(&harness, "far").0;
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    harness.step();
    assert!((drawn(&harness, "right").0.min - was.min).length() < 0.5, "it sets out from where it stood");
    assert_eq!(drawn(&harness, "new").1, 0.0);
    assert_eq!(leaving(&harness), Some((gone, 1.0)));
    // Whoever asks is told where things are to be.
    let right = card(&harness, "right");
    assert!((right.min - was.min).length() > 50.0);
    assert!((harness.get_by_label(RIGHT).rect().min - right.min).length() < 0.5);
    assert!(harness.query_by_label(FAR).is_none());
    let mut before = (was, 0.0, 1.0);
    for _ in 0..10 {
        harness.step();
        let now = (drawn(&harness, "right").0, drawn(&harness, "new").1, leaving(&harness).expect("going").1);
        assert!((now.0.min - right.min).length() < (before.0.min - right.min).length(), "{now:?} after {before:?}");
        assert!(now.1 > before.1 && now.2 < before.2, "{now:?} after {before:?}");
        assert_eq!(drawn(&harness, "left"), (card(&harness, "left"), 1.0), "what stands where it stood does not move");
        // The line follows its card.
        let end = course(&harness, 1)[0];
        assert!((end - now.0.center_top()).length() < 2.5, "{end:?} at {:?}", now.0);
        before = now;
    }
    harness.run_steps(FRAMES - 10);
    assert_eq!((drawn(&harness, "right").0, drawn(&harness, "new").1), (right, 1.0));
    assert_eq!(leaving(&harness), None);
    let drawn_so_far = harness.state().canvas.recording.times;
    harness.run_steps(3);
    assert_eq!(harness.state().canvas.recording.times, drawn_so_far);
    assert_eq!(waits(&harness), Duration::MAX, "nothing goes on any more");
}

#[test]
fn a_second_switch_sets_out_from_where_things_are() {
    let mut harness = moving();
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    harness.run_steps(5);
    let (right, new, gone) = (drawn(&harness, "right").0, drawn(&harness, "new"), leaving(&harness).expect("going"));
    assert!(new.1 > 0.2 && new.1 < 0.95 && gone.1 < 0.8, "{new:?} {gone:?}");
    harness.state_mut().canvas.glide_to(Arc::new(scene()));
    harness.step();
    assert!((drawn(&harness, "right").0.min - right.min).length() < 0.5);
    let close = |one: f32, other: f32| (one - other).abs() < 0.02;
    let (back, went) = (drawn(&harness, "far"), leaving(&harness).expect("new one going"));
    assert!(back.0 == gone.0 && close(back.1, gone.1), "{back:?} after {gone:?}");
    assert!(went.0 == new.0 && close(went.1, new.1), "{went:?} after {new:?}");
    let end = course(&harness, 1)[0];
    assert!((end - right.center_top()).length() < 2.5, "{end:?} at {right:?}");
    harness.run_steps(FRAMES + 2);
    assert_eq!(drawn(&harness, "right"), (card(&harness, "right"), 1.0));
    assert_eq!((leaving(&harness), waits(&harness)), (None, Duration::MAX));
}

#[test]
fn texts_are_not_laid_out_anew_for_a_glide() {
    let mut harness = moving();
    let galley = |harness: &Harness<'_, Stage>| {
        let mut sheet = harness.state().canvas.shared.borrow_mut();
        let place = card_place(&sheet.look.scene, &"right".into()).expect("a card");
        let shapes = sheet.card_shapes(place);
        let text =
            shapes.iter().find_map(|shape| if let Shape::Text(text) = shape { Some(&text.galley) } else { None });
        Arc::clone(text.expect("its name"))
    };
    let first = galley(&harness);
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    for _ in 0..FRAMES {
        harness.step();
        assert!(Arc::ptr_eq(&galley(&harness), &first));
    }
}

#[test]
fn without_motion_and_where_somebody_works_on_the_map_all_is_there_at_once() {
    let mut harness = moving();
    harness.state_mut().state.reduced_motion = true;
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    harness.step();
    assert_eq!(drawn(&harness, "right"), (card(&harness, "right"), 1.0));
    assert_eq!((leaving(&harness), drawn(&harness, "new").1), (None, 1.0));
    harness.state_mut().state.reduced_motion = false;
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.step();
    assert_eq!(drawn(&harness, "right"), (card(&harness, "right"), 1.0));
    // A scene in which all stands where it stood ends no glide; one in which it does not ends it.
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    harness.run_steps(3);
    harness.state_mut().canvas.set_scene(Arc::new(other()));
    harness.step();
    assert_ne!(drawn(&harness, "right").0, card(&harness, "right"));
    harness.state_mut().canvas.set_scene(Arc::new(scene()));
    harness.step();
    assert_eq!(drawn(&harness, "right"), (card(&harness, "right"), 1.0));
}

#[test]
fn in_a_small_picture_sketches_glide_too() {
    let mut harness = moving();
    harness.set_size(vec2(190.0, 140.0));
    harness.run_steps(FRAMES);
    assert!(paint::is_sketched(harness.state().canvas.zoom()));
    let corners = |harness: &Harness<'_, Stage>| {
        let shapes = harness.state().canvas.shared.borrow_mut().sketched();
        let corners = shapes.iter().filter_map(|shape| match shape {
            Shape::Mesh(mesh) => Some(mesh.vertices.iter().map(|vertex| vertex.pos).collect::<Vec<Pos2>>()),
            _ => None,
        });
        corners.collect::<Vec<_>>()
    };
    let before = corners(&harness);
    harness.state_mut().canvas.glide_to(Arc::new(other()));
    harness.run_steps(4);
    let midway = corners(&harness);
    harness.run_steps(FRAMES);
    let after = corners(&harness);
    assert!(before != midway && midway != after && before != after);
    harness.step();
    assert_eq!((corners(&harness), waits(&harness)), (after, Duration::MAX));
}

#[test]
fn the_view_rises_on_its_way_to_what_is_out_of_sight() {
    let mut harness = moving();
    harness.state_mut().canvas.zoom_to(&["left".into()]);
    harness.state_mut().canvas.set_zoom(4.0);
    harness.run_steps(60);
    let start = harness.state().canvas.view;
    harness.state_mut().canvas.zoom_to(&["far".into()]);
    let mut lowest = start.zoom;
    for _ in 0..60 {
        harness.step();
        lowest = lowest.min(harness.state().canvas.view.zoom);
    }
    let end = harness.state().canvas.view;
    assert!((end.centre - Pos2::new(580.0, 420.0)).length() < 1.0);
    assert!(lowest < 0.9 * start.zoom.min(end.zoom), "{lowest} between {start:?} and {end:?}");
    assert_eq!(waits(&harness), Duration::MAX);
}

#[test]
fn what_folds_goes_onto_its_card_and_comes_out_of_it_again() {
    let mut harness = moving();
    let (far, board) = (drawn(&harness, "far").0, card(&harness, "board"));
    let mut folded = scene();
    folded.cards.retain(|card| card.id.as_str() != "far");
    let pack = crate::drawing::fold::Pack { members: ["far".into()].into(), ..Default::default() };
    folded.cards[0].fold = crate::drawing::Fold::Closed(Arc::new(pack));
    harness.state_mut().canvas.glide_to(Arc::new(folded));
    harness.step();
    assert_eq!(leaving(&harness).map(|(at, _)| at), Some(far));
    harness.run_steps(FRAMES / 2);
    let (on_its_way, _) = leaving(&harness).expect("it is under way");
    let distance = |at: Rect| (at.center() - board.center()).length();
    assert!(distance(on_its_way) < distance(far), "{on_its_way:?} goes to {board:?}");
    harness.run_steps(FRAMES);
    assert_eq!(leaving(&harness), None);
    harness.state_mut().canvas.glide_to(Arc::new(scene()));
    harness.step();
    let (begins, strength) = drawn(&harness, "far");
    assert!((begins.center() - board.center()).length() < 1.0 && strength == 0.0, "{begins:?}");
}
