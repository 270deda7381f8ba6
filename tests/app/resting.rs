//! A pointer that lies still shows nothing while somebody presents.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::session::talk::TalkAct;
use egui::{Event, Key, Modifiers, Shape, vec2};
use egui_kittest::Harness;

use crate::harness::{act, home, press, settle, window_with};

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

/// The frame of everything that is painted, in its order and as text: what stands out is painted otherwise.
fn painted(harness: &Harness<'_, App>) -> Vec<String> {
    let mut left: Vec<&Shape> = harness.output().shapes.iter().map(|clipped| &clipped.shape).collect();
    let mut painted = Vec::new();
    while let Some(shape) = left.pop() {
        match shape {
            Shape::Vec(shapes) => left.extend(shapes),
            Shape::Text(text) => painted.push(text.galley.text().to_owned()),
            Shape::Noop => {}
            other => painted.push(format!("{other:?}")),
        }
    }
    painted.sort();
    painted
}

/// Where the middle of the line is between the two cards.
fn middle_of_the_line(harness: &Harness<'_, App>) -> egui::Pos2 {
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    let ends: Vec<_> =
        picture.scene.lines[0].points.iter().map(|end| harness.state().canvas().to_screen(*end)).collect();
    ends[0].lerp(ends[1], 0.5)
}

#[test]
fn a_clicker_alone_has_nothing_stand_out_under_a_pointer_that_lies_still() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    for _ in 0..2 {
        act(&mut harness, Act::Talk(TalkAct::Keep));
    }
    act(&mut harness, Act::Command(Command::PresentTalk));
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let (alone, at) = (painted(&harness), middle_of_the_line(&harness));
    let card = harness.state().canvas().card_on_screen(&"group".into()).expect("it is in the picture").center();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    for at in [card, at] {
        harness.hover_at(at);
        settle(&mut harness);
        act(&mut harness, Act::Command(Command::PresentTalk));
        press(&mut harness, Modifiers::NONE, Key::PageDown);
        assert_eq!(painted(&harness), alone, "the pointer has not moved");
        for step in 1..=3 {
            harness.hover_at(at + vec2(0.4 * step as f32, 0.0));
            harness.run_steps(1);
        }
        assert_ne!(painted(&harness), alone, "a hand has moved it");
        settle(&mut harness);
        assert_eq!(painted(&harness), alone, "it lies still again");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    harness.event(Event::PointerGone);
}
