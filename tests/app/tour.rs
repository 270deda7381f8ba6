//! The tour: it notices what is done, is left at any time and found again, and touches nobody's map.

use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::editing::fields;
use boardwalk::model::LinkKind;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::storage::Home;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "My own town", "nodes": [
    {"id": "council", "kind": "board", "name": "Council", "accountable_body": true}]}"#;

/// The application as it starts, on a laptop.
fn started(home: &Path) -> Harness<'static, App> {
    let home = Home::at(home);
    let mut harness = Harness::builder()
        .with_size([1366.0, 731.0])
        .build_eframe(move |context| App::new(&context.egui_ctx, None, home, false));
    settle(&mut harness);
    harness
}

/// Ends it as people do, so that it keeps what is to be remembered.
fn end(mut harness: Harness<'static, App>) {
    eframe::App::on_exit(harness.state_mut(), None);
}

/// Whether the tour is at that step, the first being 1.
fn is_at(harness: &Harness<'_, App>, step: usize) -> bool {
    let headings = harness.query_all_by_role(Role::Heading);
    let begin = format!("Tour, step {step} of 8");
    headings.into_iter().any(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&begin)))
}

fn is_taken(harness: &Harness<'_, App>) -> bool {
    (1..=8).any(|step| is_at(harness, step))
}

/// Goes on once it is noticed that the step was done.
fn next(harness: &mut Harness<'_, App>) {
    assert!(says(harness, "Done. "), "it is noticed");
    click(harness, "Next");
}

#[test]
fn each_step_of_the_tour_notices_what_is_done() {
    let home = home();
    let mut harness = started(home.path());
    click(&mut harness, "Take the tour");
    assert_eq!(title(&harness), "First steps in Marlhaven");
    assert!(is_at(&harness, 1) && !says(&harness, "Done. "));

    select(&mut harness, &["green-places-group"]);
    next(&mut harness);

    assert!(is_at(&harness, 2) && !says(&harness, "Done. "));
    act(
        &mut harness,
        Act::Draw { kind: LinkKind::Informs, from: "green-places-group".into(), to: "festival-committee".into() },
    );
    next(&mut harness);

    assert!(is_at(&harness, 3) && !says(&harness, "Done. "));
    go_to_finding(&mut harness, 0);
    next(&mut harness);

    assert!(is_at(&harness, 4) && !says(&harness, "Done. "));
    let place = (0..).find(|place| !harness.state().session().findings()[*place].fixes.is_empty());
    fix_finding(&mut harness, place.expect("one that can be mended"));
    assert!(!says(&harness, "Done. "), "looking at the way is not yet going it");
    click(&mut harness, "Do it");
    next(&mut harness);

    assert!(is_at(&harness, 5) && !says(&harness, "Done. "));
    act(&mut harness, Act::Command(Command::NewOption));
    enter(&mut harness, "Fewer groups");
    next(&mut harness);

    assert!(is_at(&harness, 6) && !says(&harness, "Done. "));
    press(&mut harness, Modifiers::COMMAND, Key::Num7);
    next(&mut harness);

    assert!(is_at(&harness, 7) && !says(&harness, "Done. "));
    press(&mut harness, NONE, Key::F11);
    assert!(!is_taken(&harness), "a room sees nothing but the map");
    press(&mut harness, NONE, Key::Escape);
    next(&mut harness);

    assert!(is_at(&harness, 8) && !says(&harness, "Done. "));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    harness.get_by_label("Where to").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    enter(&mut harness, &home.path().join("town.svg").to_string_lossy());
    let start = std::time::Instant::now();
    while says(&harness, "Export the map") {
        assert!(start.elapsed().as_secs() < 60, "it is never written");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    settle(&mut harness);
    assert!(says(&harness, "Done. ") && home.path().join("town.svg").exists());
    click(&mut harness, "Finish");
    assert!(!is_taken(&harness));
}

#[test]
fn the_tour_is_left_at_any_time_and_found_again_where_it_was() {
    let home = home();
    let mut harness = started(home.path());
    act(&mut harness, Act::Command(Command::Tour));
    click(&mut harness, "Skip");
    click(&mut harness, "Skip");
    assert!(is_at(&harness, 3));
    click(&mut harness, "Back");
    assert!(is_at(&harness, 2));
    click(&mut harness, "Skip");
    go_to_finding(&mut harness, 0);
    press(&mut harness, NONE, Key::Escape);
    assert!(is_taken(&harness), "Escape first lets go of what is chosen");
    press(&mut harness, NONE, Key::Escape);
    press(&mut harness, NONE, Key::Escape);
    assert!(!is_taken(&harness));
    end(harness);

    let mut harness = started(home.path());
    click(&mut harness, "Go on with the tour, step 3 of 8");
    assert!(is_at(&harness, 3));
    click(&mut harness, "Leave the tour");
    assert!(!is_taken(&harness));
    click(&mut harness, "Help");
    click(&mut harness, "Take the tour");
    assert!(is_at(&harness, 3), "it is found again in the menu");
    for _ in 0..3 {
        click(&mut harness, "Skip");
    }
    assert!(is_at(&harness, 5), "without an option there is nothing to compare");
}

#[test]
fn the_tour_touches_nobodys_map() {
    let home = home();
    let path = home.path().join("town.boardwalk");
    std::fs::write(&path, TOWN).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    act(&mut harness, Act::Command(Command::Tour));
    assert!(is_at(&harness, 1));
    select(&mut harness, &["green-places-group"]);
    act(&mut harness, Act::Command(Command::Delete));
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), TOWN);

    // With work that is not saved it is asked first, and that map stays where it is.
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let mut harness = window(elsewhere.path(), Some(&path));
    let map = harness.state().session().document.map().clone();
    let step = fields::set_header(&map, fields::field("place").expect("a field"), "Here");
    act(&mut harness, Act::Make(step));
    act(&mut harness, Act::Command(Command::Tour));
    assert!(!is_taken(&harness) && title(&harness) == "My own town");
    press(&mut harness, NONE, Key::Escape);
    assert!(!is_taken(&harness) && title(&harness) == "My own town");
    let other = home.path().join("other.boardwalk");
    std::fs::write(&other, TOWN).expect("a file");
    act(&mut harness, Act::File(FileAct::Discard(Next::OpenPath(other))));
    assert!(!is_taken(&harness), "another map is not the tour's");
}

#[test]
fn whoever_keeps_the_other_map_does_not_take_the_tour_later_unasked() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let map = harness.state().session().document.map().clone();
    act(&mut harness, Act::Make(boardwalk::editing::change::rename(&map, &"council".into(), "Town Council")));
    act(&mut harness, Act::Command(Command::Tour));
    click(&mut harness, "Cancel");
    act(&mut harness, Act::Command(Command::Undo));
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    assert_eq!(title(&harness), "First steps in Marlhaven");
    assert!(!is_taken(&harness), "nobody has asked for it this time");
}
