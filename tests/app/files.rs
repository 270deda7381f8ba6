//! Files, as people meet them in the window: what other programs do to them, what may not be changed, what is dropped.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask};
use boardwalk::session::file_acts::{FileQuestion, Losing};
use boardwalk::session::samples::SAMPLES;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

/// A file that falls onto the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Has files fall onto the window.
pub(crate) fn drop_files(harness: &mut Harness<'_, App>, paths: &[&Path]) {
    let dropped = paths.iter().map(|path| Arc::new(Dropped(path.to_path_buf())) as egui::DroppedFileHandle);
    harness.input_mut().dropped_files = dropped.collect();
    harness.step();
    harness.input_mut().dropped_files.clear();
    settle(harness);
}

#[test]
fn a_change_by_another_program_is_told_above_the_canvas_and_can_be_looked_at() {
    let home = home();
    let path = home.path().join("shared.boardwalk");
    let first_steps = SAMPLES[2].text;
    std::fs::write(&path, first_steps).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    assert!(!says(&harness, "Another program has changed"));
    std::fs::write(&path, first_steps.replacen("\"title\": \"", "\"title\": \"Theirs: ", 1)).expect("a file");
    let start = std::time::Instant::now();
    while !says(&harness, "Another program has changed shared.boardwalk") {
        assert!(start.elapsed().as_secs() < 60, "nothing is told");
        std::thread::sleep(std::time::Duration::from_millis(20));
        harness.run_steps(1);
    }
    click(&mut harness, "See what changed…");
    assert!(says(&harness, "What the map says of itself changes"));
    press(&mut harness, NONE, Key::Escape);
    click(&mut harness, "Keep mine");
    assert!(!says(&harness, "Another program has changed"));
    std::fs::remove_file(&path).expect("removed");
    harness.state_mut().session_mut().notice_change_on_disk();
    settle(&mut harness);
    assert!(says(&harness, "shared.boardwalk is not in"));
    click(&mut harness, "Save it there again");
    assert!(path.exists() && !says(&harness, "is not in"));
}

/// Waits until it is told, as somebody does who does nothing.
fn wait_for(harness: &mut Harness<'_, App>, words: &str) {
    let start = std::time::Instant::now();
    while !says(harness, words) {
        assert!(start.elapsed().as_secs() < 60, "it is not told: {words}");
        std::thread::sleep(std::time::Duration::from_millis(20));
        harness.run_steps(1);
    }
}

#[test]
fn where_a_file_went_and_what_a_sync_program_put_beside_it_is_told_above_the_canvas() {
    let home = home();
    let (path, there) = (home.path().join("shared.boardwalk"), home.path().join("agreed.boardwalk"));
    let first_steps = SAMPLES[2].text;
    std::fs::write(&path, first_steps).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    std::fs::rename(&path, &there).expect("renamed");
    wait_for(&mut harness, "is called agreed.boardwalk now");
    click(&mut harness, "Go on there");
    assert_eq!(harness.state().session().document.path(), Some(there.as_path()));
    assert!(!says(&harness, "is called agreed.boardwalk now"));
    let copy = home.path().join("agreed-DESKTOP-1A2B3C4.boardwalk");
    std::fs::write(&copy, first_steps.replacen("\"title\": \"", "\"title\": \"Theirs: ", 1)).expect("a file");
    wait_for(&mut harness, ": agreed-DESKTOP-1A2B3C4.boardwalk.");
    click(&mut harness, "See what is different…");
    assert!(says(&harness, "What is different in the other version") && says(&harness, "it has 1 change:"));
    click_foremost(&mut harness, "Open that one");
    assert_eq!(title(&harness), format!("Theirs: {}", first_steps.split('"').nth(9).expect("a title")));
}

#[test]
fn what_a_save_takes_from_a_file_is_asked_before() {
    let home = home();
    let path = home.path().join("shared.boardwalk");
    std::fs::write(&path, SAMPLES[2].text).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    let (losses, next) = (vec![boardwalk::storage::Loss::Owner], None);
    let losing = Losing { path: path.clone(), losses, overwrites: false, next };
    act(&mut harness, Act::Ask(Ask::File(FileQuestion::Losing(losing))));
    assert!(says(&harness, "saving would make you the owner of the file"));
    press(&mut harness, NONE, Key::Escape);
    assert!(!says(&harness, "saving would"));
}

#[test]
fn a_map_for_reading_only_says_so_where_somebody_tries_to_change_it() {
    let home = home();
    let path = home.path().join("old.boardwalk");
    std::fs::write(&path, SAMPLES[2].text).expect("a file");
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("rights");
    let mut harness = window(home.path(), Some(&path));
    assert!(says(&harness, "This file is write-protected"), "it is told from the start");
    let before = text(&harness);
    press(&mut harness, NONE, Key::N);
    assert!(harness.query_by_label("Open for reading only").is_some());
    assert_eq!(harness.query_all_by_label("Save a copy…").count(), 2, "above the canvas, and here");
    press(&mut harness, NONE, Key::Escape);
    assert!(harness.query_by_label("Open for reading only").is_none());
    assert_eq!(text(&harness), before);
}

#[test]
fn a_dropped_file_is_opened_and_of_several_one_is_asked_for() {
    let home = home();
    let paths = ["one", "two"].map(|name| {
        let path = home.path().join(format!("{name}.boardwalk"));
        let map = format!("{{\"format\": \"boardwalk\", \"version\": 1, \"title\": \"{name}\"}}");
        std::fs::write(&path, map).expect("a file");
        path
    });
    let mut harness = window(home.path(), None);
    drop_files(&mut harness, &[&paths[0]]);
    assert_eq!(title(&harness), "one");
    drop_files(&mut harness, &[&paths[0], &paths[1]]);
    assert_eq!(title(&harness), "one", "nothing is opened before it is answered");
    enter(&mut harness, "two");
    assert_eq!(title(&harness), "two");
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Board");
    drop_files(&mut harness, &[&paths[0]]);
    assert!(harness.query_by_label("Save your changes?").is_some());
    assert_eq!(title(&harness), "two");
}

/// What is typed in the field of the chooser.
fn typed(harness: &Harness<'_, App>) -> Option<String> {
    harness.query_by_label("Path of the file").and_then(|field| field.accesskit_node().value())
}

/// Types over what stands in the field of the chooser, and has the folder read.
fn type_path(harness: &mut Harness<'_, App>, path: &str) {
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, path);
    while says(harness, "Reading the folder …") {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
}

#[test]
fn a_map_is_found_in_its_folder_and_what_was_typed_stays_after_an_error() {
    let home = home();
    let maps = home.path().join("maps");
    std::fs::create_dir(&maps).expect("a folder");
    std::fs::write(maps.join("town.boardwalk"), SAMPLES[2].text).expect("a file");
    std::fs::write(maps.join("broken.boardwalk"), "{").expect("a file");
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    type_path(&mut harness, &format!("{}/ma", home.path().display()));
    assert!(says(&harness, "maps, folder"));
    press(&mut harness, NONE, Key::Tab);
    type_path(&mut harness, &format!("{}/", maps.display()));
    assert!(says(&harness, "town.boardwalk, map") && says(&harness, "broken.boardwalk, map"));
    let nothing = format!("{}/nothing", maps.display());
    type_path(&mut harness, &nothing);
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "There is no “nothing” in "));
    assert_eq!(typed(&harness), Some(nothing));
    let broken = format!("{}/broken", maps.display());
    type_path(&mut harness, &broken);
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.query_by_label("The file could not be opened").is_some());
    press(&mut harness, NONE, Key::Escape);
    assert_eq!(typed(&harness), Some(broken), "it can be mended");
    type_path(&mut harness, &format!("{}/", maps.display()));
    for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
        press(&mut harness, NONE, key);
    }
    assert_eq!(typed(&harness), None, "the map is open");
    assert_eq!(harness.state().session().document.path(), Some(maps.join("town.boardwalk").as_path()));
    // Saved under a name that is there already: another one can be typed.
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    type_path(&mut harness, &format!("{}/broken", maps.display()));
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.query_by_label("Replace the file?").is_some());
    press(&mut harness, NONE, Key::Escape);
    type_path(&mut harness, &format!("{}/copy v1.2", maps.display()));
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(typed(&harness), None);
    assert!(maps.join("copy v1.2.boardwalk").exists());
}

/// Presses twice on what stands there, as fast as hands do.
fn double_click(harness: &mut Harness<'_, App>, label: &str) {
    let pos = harness.query_all_by_label_contains(label).next().expect("a row").rect().center();
    harness.hover_at(pos);
    harness.run_steps(1);
    let button =
        |pressed| egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: NONE };
    harness.input_mut().events.extend([true, false, true, false].map(button));
    settle(harness);
    settle(harness);
}

#[test]
fn a_click_in_the_list_of_files_marks_and_two_take() {
    let home = home();
    let maps = home.path().join("all").join("maps");
    std::fs::create_dir_all(&maps).expect("a folder");
    std::fs::write(maps.join("first.boardwalk"), "{").expect("a file");
    std::fs::write(maps.join("town.boardwalk"), SAMPLES[2].text).expect("a file");
    for letter in 'a'..='t' {
        std::fs::write(home.path().join(format!("all/z-{letter}.boardwalk")), "{").expect("a file");
    }
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    let (all, inside) = (format!("{}/all/", home.path().display()), format!("{}/", maps.display()));
    type_path(&mut harness, &all);
    let place = |harness: &Harness<'_, App>| harness.get_by_label("z-f.boardwalk, map").rect();
    let before = place(&harness);
    click(&mut harness, "z-f.boardwalk, map");
    assert_eq!(place(&harness), before, "a second click meets the same row");
    click(&mut harness, "maps, folder");
    assert_eq!(typed(&harness), Some(all.clone()), "nothing is another under the pointer");
    click(&mut harness, "Open");
    assert_eq!(typed(&harness), Some(inside.clone()), "the button goes into the folder that is marked");
    type_path(&mut harness, &all);
    double_click(&mut harness, "maps, folder");
    assert_eq!(typed(&harness), Some(inside), "and no further");
    double_click(&mut harness, "town.boardwalk, map");
    assert_eq!(harness.state().session().document.path(), Some(maps.join("town.boardwalk").as_path()));
}

#[test]
fn what_is_typed_goes_on_in_the_folder_that_the_keys_have_entered() {
    let home = home();
    let maps = home.path().join("all").join("maps");
    std::fs::create_dir_all(&maps).expect("a folder");
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::COMMAND, Key::O);
    type_path(&mut harness, &format!("{}/all/", home.path().display()));
    press(&mut harness, NONE, Key::ArrowDown);
    press(&mut harness, NONE, Key::Enter);
    type_text(&mut harness, "to");
    assert_eq!(typed(&harness), Some(format!("{}/to", maps.display())));
}

/// Presses the button of that name that stands foremost: the strip above the canvas may have the same.
fn click_foremost(harness: &mut Harness<'_, App>, label: &str) {
    harness.query_all_by_label(label).last().expect("a button").click();
    settle(harness);
}

#[test]
fn whoever_looks_at_what_changed_while_saving_is_asked_again_and_closes_after_it() {
    let home = home();
    let path = home.path().join("shared.boardwalk");
    std::fs::write(&path, SAMPLES[2].text).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Night Board");
    std::fs::write(&path, SAMPLES[2].text.replacen("\"title\": \"", "\"title\": \"Theirs: ", 1)).expect("a file");
    assert!(!harness.state_mut().session_mut().on_close_requested());
    settle(&mut harness);
    click(&mut harness, "Save");
    for answer in ["Keep mine", "Close"] {
        assert!(says(&harness, "Another program changed this file"), "before {answer}");
        click_foremost(&mut harness, "See what changed…");
        assert!(says(&harness, "What changed in the file"));
        click_foremost(&mut harness, answer);
    }
    click(&mut harness, "Overwrite");
    assert!(std::fs::read_to_string(&path).expect("a file").contains("Night Board"));
    assert!(harness.state_mut().session_mut().on_close_requested(), "the window was to be closed");
}

#[test]
fn a_map_without_a_title_is_called_untitled_where_it_may_be_lost() {
    let home = home();
    let path = home.path().join("untitled.boardwalk");
    std::fs::write(&path, "{\"format\": \"boardwalk\", \"version\": 1, \"title\": \"\"}").expect("a file");
    let mut harness = window(home.path(), Some(&path));
    press(&mut harness, NONE, Key::N);
    enter(&mut harness, "Night Board");
    press(&mut harness, Modifiers::COMMAND, Key::O);
    assert!(says(&harness, "“Untitled map”, in "));
}
