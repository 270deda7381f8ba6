//! The talk: views kept, ordered and told of in their panel, and presented with the keys of a clicker.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::session::panels::Panel;
use boardwalk::session::talk::TalkAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::{act, click, drag, home, press, says, settle, text, type_text, window, window_with};

const NONE: Modifiers = Modifiers::NONE;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Open(Panel::Talk, true));
    harness
}

fn names(harness: &Harness<'_, App>) -> Vec<String> {
    harness.state().session().views().iter().map(|view| view.name.clone()).collect()
}

fn shown(harness: &Harness<'_, App>) -> Option<usize> {
    harness.state().session().place_in_talk().map(|(place, _)| place)
}

#[test]
fn the_panel_invites_and_a_talk_makes_itself_at_one_click() {
    let home = home();
    let mut harness = town(&home);
    assert!(says(&harness, "Nothing to present yet"));
    click(&mut harness, "Make a talk of what is found");
    settle(&mut harness);
    assert!(names(&harness).len() > 1, "{:?}", names(&harness));
    assert!(says(&harness, "View 1: Town"), "{}", text(&harness));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(says(&harness, "Nothing to present yet"), "one step takes all of it back");
}

#[test]
fn a_view_is_kept_named_and_captioned_where_it_stands() {
    let home = home();
    let mut harness = town(&home);
    click(&mut harness, "Keep what I see now");
    assert_eq!(names(&harness), ["View"]);
    harness.get_by_label("Caption").focus();
    settle(&mut harness);
    type_text(&mut harness, "Nobody is above the Board");
    press(&mut harness, NONE, Key::Enter);
    harness.get_by_label("Notes").focus();
    settle(&mut harness);
    type_text(&mut harness, "Ask the chair");
    // What is being typed is part of the map before a command is carried out.
    act(&mut harness, Act::Command(Command::KeepView));
    let views = harness.state().session().views();
    assert_eq!(views[0].caption.as_deref(), Some("Nobody is above the Board"));
    assert_eq!(views[0].notes.as_deref(), Some("Ask the chair"));
    assert_eq!(views.len(), 2);
}

#[test]
fn views_are_put_in_another_order_by_dragging_and_by_keys() {
    let home = home();
    let mut harness = town(&home);
    for _ in 0..3 {
        act(&mut harness, Act::Talk(TalkAct::Keep));
    }
    assert_eq!(names(&harness), ["View", "View 2", "View 3"]);
    let [first, last] = ["View 1: View", "View 3: View 3"].map(|row| harness.get_by_label(row).rect());
    drag(&mut harness, first.center(), last.center_bottom());
    settle(&mut harness);
    assert_eq!(names(&harness), ["View 2", "View 3", "View"]);
    harness.get_by_label("View 3: View").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&harness), ["View 2", "View", "View 3"]);
}

#[test]
fn a_view_that_has_changed_says_so_and_keeps_it_at_a_click() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Talk(TalkAct::Keep));
    assert!(!says(&harness, "The view has changed: keep"));
    act(&mut harness, Act::Lens(boardwalk::drawing::Lens::Findings));
    click(&mut harness, "The view has changed: keep");
    assert!(!says(&harness, "The view has changed: keep"));
    assert_eq!(harness.state().session().views()[0].lens.as_deref(), Some("findings"));
    act(&mut harness, Act::Lens(boardwalk::drawing::Lens::Status));
    click(&mut harness, "Back to it");
    assert_eq!(harness.state().session().view.lens, boardwalk::drawing::Lens::Findings);
}

#[test]
fn the_keys_of_a_clicker_are_enough_for_the_whole_talk() {
    let home = home();
    let mut harness = window(home.path(), None);
    let all = names(&harness).len();
    assert!((6..=10).contains(&all), "the sample has a talk");
    press(&mut harness, NONE, Key::F5);
    assert!(harness.state().session().panels.presenting);
    assert_eq!(shown(&harness), Some(0));
    let first = harness.state().session().views()[0].caption.clone().expect("a caption");
    assert!(says(&harness, &first), "{}", text(&harness));
    for place in 1..all {
        press(&mut harness, NONE, Key::PageDown);
        assert_eq!(shown(&harness), Some(place));
    }
    press(&mut harness, NONE, Key::PageDown);
    assert_eq!(shown(&harness), Some(all - 1), "it stays at the end");
    for (key, place) in [
        (Key::PageUp, all - 2),
        (Key::Home, 0),
        (Key::ArrowRight, 1),
        (Key::Space, 2),
        (Key::ArrowLeft, 1),
        (Key::End, all - 1),
    ] {
        press(&mut harness, NONE, key);
        assert_eq!(shown(&harness), Some(place), "{key:?}");
    }
    press(&mut harness, NONE, Key::Period);
    assert!(says(&harness, "The screen is black: B shows the view again"));
    press(&mut harness, NONE, Key::B);
    assert!(!says(&harness, "The screen is black: B shows the view again"));
    press(&mut harness, NONE, Key::N);
    let notes = harness.state().session().view_shown().and_then(|view| view.notes.clone()).expect("notes");
    assert!(says(&harness, &notes));
    press(&mut harness, NONE, Key::Escape);
    assert!(!harness.state().session().panels.presenting);
    assert!(!harness.state().session().document.is_dirty(), "giving a talk changes nothing");
}

#[test]
fn what_the_room_sees_is_told_to_whoever_presents() {
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::Command(Command::Audience));
    assert!(says(&harness, "The room sees the map as you do"), "{}", text(&harness));
    press(&mut harness, NONE, Key::PageDown);
    let view = harness.state().session().views()[0].clone();
    let caption = view.caption.expect("a caption");
    let all = names(&harness).len();
    let told = format!("The room sees view 1 of {all}, “{}”: {caption}", view.name);
    assert!(says(&harness, &told), "{}", text(&harness));
    press(&mut harness, NONE, Key::B);
    assert!(says(&harness, "The room sees a black screen"));
    // N in the window for the room: the notes are shown where only who presents sees them.
    assert!(!says(&harness, "N in the window for the room hides this"));
    act(&mut harness, Act::Talk(TalkAct::Notes(true)));
    assert!(says(&harness, "N in the window for the room hides this"));
    act(&mut harness, Act::Talk(TalkAct::Notes(false)));
    assert!(!says(&harness, "N in the window for the room hides this"));
    act(&mut harness, Act::Command(Command::Audience));
    assert!(!says(&harness, "The room sees"));
}

#[test]
fn the_pen_draws_over_what_is_presented_and_what_it_drew_fades() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, NONE, Key::F5);
    press(&mut harness, Modifiers::SHIFT, Key::P);
    assert!(harness.state().session().talk.stage.draws);
    let middle = harness.state().canvas().screen().center();
    let looked_at = harness.state().canvas().to_canvas(middle);
    harness.hover_at(middle);
    harness.drag_at(middle);
    harness.run_steps(1);
    for step in 1..=5 {
        harness.hover_at(middle + egui::vec2(20.0 * step as f32, 8.0 * step as f32));
        harness.run_steps(1);
    }
    let strokes = |harness: &Harness<'_, App>| -> Vec<usize> {
        let now = harness.ctx.input(|input| input.time);
        harness.state().session().talk.stage.pen.seen(now).map(|(points, _)| points.len()).collect()
    };
    assert_eq!(strokes(&harness), [6]);
    harness.drop_at(middle + egui::vec2(100.0, 40.0));
    harness.run_steps(2);
    assert_eq!(harness.state().canvas().to_canvas(middle), looked_at, "the picture stays where it is");
    assert!(harness.state().session().selection.ids.is_empty(), "and nothing is chosen");
    harness.run_steps(40);
    assert!(strokes(&harness).is_empty(), "it has faded");
    // One hand holds one thing.
    press(&mut harness, Modifiers::SHIFT, Key::D);
    assert!(harness.state().session().talk.stage.points && !harness.state().session().talk.stage.draws);
    press(&mut harness, Modifiers::SHIFT, Key::P);
    assert!(!harness.state().session().talk.stage.points && harness.state().session().talk.stage.draws);
    press(&mut harness, NONE, Key::Escape);
    assert!(!harness.state().session().talk.stage.draws, "it is put down with the talk");
}

#[test]
fn the_screen_for_the_room_is_chosen_by_its_name_and_remembered() {
    use boardwalk::layout::{Point, Rect, Size};
    use boardwalk::session::screens::{Heard, Screen};
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::Command(Command::RoomScreen));
    assert!(!says(&harness, "Whichever I am not on"), "there is none to choose");
    let screen = |name: &str, x: f32| Screen {
        name: name.to_owned(),
        rect: Rect::at(Point::new(x, 0.0), Size::new(1920.0, 1080.0)),
    };
    let heard = Heard::default();
    *heard.lock().expect("nobody else") = vec![screen("eDP-1", 0.0), screen("HDMI-1", 1920.0)];
    harness.state_mut().hear_of_screens(heard);
    settle(&mut harness);
    act(&mut harness, Act::Command(Command::RoomScreen));
    assert!(says(&harness, "Whichever I am not on") && says(&harness, "1920 by 1080 pixels"), "{}", text(&harness));
    type_text(&mut harness, "HDMI");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(harness.state().preferences().screen_of_room.as_deref(), Some("HDMI-1"));
    assert_eq!(harness.state().session().talk.screens.for_room(None), Some(1));
}
