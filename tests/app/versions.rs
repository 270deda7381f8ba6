//! Earlier versions of a map, as people see them, compare them and bring them back; and a home that takes nothing.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"}]}"#;

/// A map that was saved twice: with a forum, and then with a panel too.
fn saved_twice(home: &std::path::Path) -> Harness<'static, App> {
    let mut harness = window_with(home, TOWN);
    for name in ["Forum", "Panel"] {
        press(&mut harness, Modifiers::NONE, Key::N);
        enter(&mut harness, name);
        press(&mut harness, Modifiers::COMMAND, Key::S);
    }
    harness
}

fn open_versions(harness: &mut Harness<'_, App>) {
    act(harness, Act::Command(Command::Versions));
    let start = std::time::Instant::now();
    while says(harness, "Reading them") {
        assert!(start.elapsed().as_secs() < 60, "they are never read");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

#[test]
fn a_version_is_listed_looked_into_and_brought_back_as_one_step() {
    let home = home();
    let mut harness = saved_twice(home.path());
    open_versions(&mut harness);
    assert!(says(&harness, "What is open here, since the latest: New board: Panel, and 1 more change."), "the present");

    assert!(says(&harness, ": New group: Forum") && says(&harness, ": The oldest that is kept"));
    let oldest = harness.query_all_by_label_contains("The oldest that is kept").next().expect("a row");
    oldest.click();
    harness.run_steps(3);
    click(&mut harness, "See the difference…");
    assert!(says(&harness, "Bringing it back would make 3 changes here:"));
    assert!(says(&harness, "Forum goes") && says(&harness, "Panel goes"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(says(&harness, "Earlier versions"), "Escape leads back to the list");
    click(&mut harness, "Bring it back");
    assert_eq!(names(&harness), ["Council"]);
    assert!(harness.state().session().document.is_dirty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), ["Council", "Forum", "Panel"], "it was one step");
    open_versions(&mut harness);
    assert!(says(&harness, "What is open here, since the latest: Nothing that the map says."), "the present was kept");
}

#[test]
fn a_version_is_opened_as_a_copy_beside_the_map() {
    let home = home();
    let mut harness = saved_twice(home.path());
    open_versions(&mut harness);
    click(&mut harness, "Open a copy beside it");
    let copy = home.path().join("town version 2.boardwalk");
    assert_eq!(harness.state().session().document.path(), Some(copy.as_path()));
    assert_eq!(names(&harness), ["Council", "Forum"]);
}

#[test]
fn without_versions_it_is_said_how_they_come_about_and_nothing_can_be_pressed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    open_versions(&mut harness);
    assert!(says(&harness, "None yet."));
    assert!(harness.get_by_label("Bring it back, not available").accesskit_node().is_disabled());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "None yet."));
}

#[test]
fn a_home_that_takes_nothing_is_told_once_above_the_map_and_maps_are_saved() {
    let folder = home();
    let path = folder.path().join("town.boardwalk");
    std::fs::write(&path, TOWN).expect("written");
    let blocked = folder.path().join("blocked");
    std::fs::write(&blocked, "no folder").expect("written");
    let mut harness = window(&blocked, Some(&path));
    let told = "Boardwalk’s own folder does not take it";
    assert!(says(&harness, told), "from the start");
    click(&mut harness, "Close");
    for name in ["Forum", "Panel"] {
        press(&mut harness, Modifiers::NONE, Key::N);
        enter(&mut harness, name);
        press(&mut harness, Modifiers::COMMAND, Key::S);
    }
    assert!(!says(&harness, told), "it was told");
    assert!(std::fs::read_to_string(&path).expect("a file").contains("Panel"));
    assert!(!harness.state().session().document.is_dirty());
}
