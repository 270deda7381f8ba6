//! What glides to where it is to be when something else is looked at, and that it can be told not to.

use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::session::options::OptionAct;
use boardwalk::storage::Home;
use egui::{Pos2, Rect, Shape, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"},
        {"id": "board", "kind": "board", "name": "Board"},
        {"id": "forum", "kind": "group", "name": "Forum"},
        {"id": "panel", "kind": "group", "name": "Panel"}],
    "links": [{"id": "a", "kind": "reports_to", "from": "board", "to": "council"},
        {"id": "b", "kind": "reports_to", "from": "forum", "to": "board"},
        {"id": "c", "kind": "reports_to", "from": "panel", "to": "council"}],
    "options": [{"id": "lean", "name": "Lean", "changes": [
        {"before": {"link": {"id": "b", "kind": "reports_to", "from": "forum", "to": "board"}},
         "after": {"link": {"id": "b", "kind": "reports_to", "from": "forum", "to": "panel"}}}]}]}"#;

/// The window with that map, in which a frame takes a twentieth of a second.
fn window_by_frames(home: &Path) -> Harness<'static, App> {
    let (path, home) = (home.join("town.boardwalk"), Home::at(home));
    std::fs::write(&path, TOWN).expect("a file");
    let start = |context: &mut eframe::CreationContext<'_>| App::new(&context.egui_ctx, Some(path), home, false);
    let mut harness = Harness::builder().with_size([1600.0, 1000.0]).with_step_dt(0.05).build_eframe(start);
    settle(&mut harness);
    harness
}

/// Where a name is drawn on the canvas.
fn drawn(harness: &Harness<'_, App>, name: &str) -> Pos2 {
    let screen = harness.state().canvas().screen();
    let shapes = harness.output().shapes.iter().map(|clipped| &clipped.shape);
    let mut found = shapes.filter_map(|shape| match shape {
        Shape::Text(text) if text.galley.text() == name && screen.contains(text.pos) => Some(text.pos),
        _ => None,
    });
    found.next_back().expect("it is drawn")
}

/// Where the card of the forum is to be.
fn card(harness: &Harness<'_, App>) -> Rect {
    harness.state().canvas().card_on_screen(&"forum".into()).expect("a card")
}

/// Turns to an option or the baseline, and gives where the forum is drawn in the first frame, in the next one, and after.
fn turn(harness: &mut Harness<'_, App>, option: Option<&str>) -> [Pos2; 3] {
    let ctx = harness.ctx.clone();
    harness.state_mut().act(Act::Option(OptionAct::Open(option.map(Into::into))), &ctx);
    harness.step();
    let first = drawn(harness, "Forum");
    harness.step();
    let next = drawn(harness, "Forum");
    settle(harness);
    [first, next, drawn(harness, "Forum")]
}

#[test]
fn what_hangs_elsewhere_in_an_option_glides_there_and_is_there_at_once_where_motion_is_off() {
    let home = home();
    let mut harness = window_by_frames(home.path());
    let (start, before) = (drawn(&harness, "Forum"), card(&harness));
    let [first, next, there] = turn(&mut harness, Some("lean"));
    let after = card(&harness);
    assert!((after.min - before.min).length() > 20.0, "it hangs elsewhere");
    assert!((first - start).length() < 1.0, "{first:?} instead of {start:?}");
    assert!((next - there).length() < (first - there).length() && (next - there).length() > 1.0);
    assert!(((there - start) - (after.min - before.min)).length() < 1.0);
    let delay = harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_millis(100), "nothing goes on any more: {delay:?}");
    // A screen reader, and whoever clicks, is told at once where it is to be.
    let ctx = harness.ctx.clone();
    harness.state_mut().act(Act::Option(OptionAct::Open(None)), &ctx);
    harness.step();
    let told = harness.get_by_label_contains("Forum, group").rect();
    assert!((told.min - before.min).length() < 1.0 && (drawn(&harness, "Forum") - there).length() < 1.0);
    settle(&mut harness);
    act(&mut harness, Act::Command(Command::Motion));
    let [first, next, there] = turn(&mut harness, Some("lean"));
    assert_eq!((first, next), (there, there));
    // It is remembered.
    eframe::App::on_exit(harness.state_mut(), None);
    assert!(Home::at(home.path()).preferences().expect("kept").still);
    let mut again = window(home.path(), Some(&home.path().join("town.boardwalk")));
    assert!(again.state().session().panels.still);
    act(&mut again, Act::Command(Command::Motion));
    assert!(!again.state().session().panels.still);
}
