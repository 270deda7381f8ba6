//! Exporting from the window: every format from its list, what is chosen of a picture, and a file that is there already.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
    {"id": "council", "kind": "board", "name": "Council", "accountable_body": true},
    {"id": "forum", "kind": "group", "name": "Forum <1>"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "council"}]}"#;

/// Waits until what is being written is there, and told.
fn wait(harness: &mut Harness<'_, App>) {
    let start = std::time::Instant::now();
    while says(harness, "Drawing and writing it") {
        assert!(start.elapsed().as_secs() < 60, "it is never written");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

fn path(harness: &Harness<'_, App>) -> String {
    harness.get_by_label("Where to").accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_map_goes_out_of_the_window_as_a_file_of_the_format_that_is_chosen() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(says(&harness, "Export the map"));
    for (format, end, begins) in [
        ("SVG picture", "svg", &b"<svg"[..]),
        ("PDF page", "pdf", b"%PDF"),
        ("Excel workbook", "xlsx", b"PK\x03\x04"),
        ("Kumu blueprint", "kumu.json", b"{"),
        ("PNG picture", "png", b"\x89PNG"),
    ] {
        if !says(&harness, "Export the map") {
            act(&mut harness, Act::Command(Command::Export));
        }
        click_anywhere(&mut harness, format);
        assert!(path(&harness).ends_with(&format!("town.{end}")), "{}", path(&harness));
        click(&mut harness, "Export");
        wait(&mut harness);
        assert!(says(&harness, &format!("Exported as town.{end} in ")), "{format}");
        let written = std::fs::read(home.path().join(format!("town.{end}"))).expect("a file");
        assert!(written.starts_with(begins), "{format}");
    }
}

#[test]
fn what_was_chosen_stays_chosen_and_a_file_is_replaced_only_when_people_say_so() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let out = home.path().join("town.svg");
    std::fs::write(&out, "mine").expect("a file");
    act(&mut harness, Act::Command(Command::Export));
    click_anywhere(&mut harness, "SVG picture");
    click(&mut harness, "Dark");
    click(&mut harness, "As it is in view");
    click(&mut harness, "Export");
    wait(&mut harness);
    assert!(says(&harness, "There is a file of that name already."));
    assert_eq!(std::fs::read(&out).expect("a file"), b"mine");
    click(&mut harness, "Replace it");
    wait(&mut harness);
    let picture = std::fs::read_to_string(&out).expect("a file");
    assert!(picture.starts_with("<svg") && picture.contains("Forum &lt;1&gt;"));

    act(&mut harness, Act::Command(Command::Export));
    assert!(path(&harness).ends_with("town.svg"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "Export the map"));
}

#[test]
fn why_nothing_was_written_is_told_and_the_dialog_stays() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::Export));
    let field = harness.get_by_label("Where to");
    field.focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let nowhere = home.path().join("no such folder").join("town.dot");
    harness.get_by_label("Where to").type_text(nowhere.to_str().expect("UTF-8"));
    harness.run_steps(3);
    assert!(says(&harness, "Graphviz"), "the format follows the end of the name");
    click(&mut harness, "Export");
    wait(&mut harness);
    assert!(says(&harness, "Export the map") && says(&harness, "no such folder"));
}

/// Types a path in the place of the one that is there.
fn type_path(harness: &mut Harness<'_, App>, path: &std::path::Path) {
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, path.to_str().expect("UTF-8"));
}

#[test]
fn a_folder_and_a_folder_that_is_not_there_are_told_as_such_and_the_keyboard_stays_in_the_path() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::Export));
    let folder = home.path().join("out");
    std::fs::create_dir(&folder).expect("a folder");
    type_path(&mut harness, &folder);
    assert!(!says(&harness, "not saved"), "nothing of the map is changed");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    assert!(says(&harness, "is a folder: add a file name") && !says(&harness, "Replace it"));
    // Nothing is clicked in between: whoever goes on typing writes the path.
    type_path(&mut harness, &folder.join("nowhere").join("town.svg"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    assert!(says(&harness, "There is no folder "));
    let row = harness.get_by_label("PNG picture").rect().center();
    click_at(&mut harness, row);
    type_path(&mut harness, &folder.join("town"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    assert!(says(&harness, "Exported as town.png in "));
    assert!(std::fs::read(folder.join("town.png")).expect("a file").starts_with(b"\x89PNG"));
}

#[test]
fn a_file_gets_the_end_of_its_format_whatever_was_typed() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::Export));
    type_path(&mut harness, &home.path().join("x.docx"));
    assert!(says(&harness, "It is written as x.docx.png"), "it is said beforehand");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    assert!(says(&harness, "Exported as x.docx.png in "));
    assert!(!home.path().join("x.docx").exists());
    // One that is there under that name is asked about.
    act(&mut harness, Act::Command(Command::Export));
    type_path(&mut harness, &home.path().join("x.docx"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    wait(&mut harness);
    assert!(says(&harness, "There is a file of that name already."));
}

#[test]
fn the_file_of_the_map_itself_is_never_written_over() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let own = home.path().join("town.boardwalk");
    let before = std::fs::read(&own).expect("the map");
    act(&mut harness, Act::Command(Command::Export));
    click_anywhere(&mut harness, "JSON");
    harness.get_by_label("Where to").focus();
    harness.run_steps(2);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("Where to").type_text(own.to_str().expect("UTF-8"));
    harness.run_steps(3);
    click(&mut harness, "Export");
    wait(&mut harness);
    assert!(says(&harness, "This is the map itself, which would be lost"));
    assert_eq!(std::fs::read(&own).expect("the map"), before);
}

#[test]
fn a_path_that_was_typed_is_there_when_the_dialog_is_opened_again_and_a_folder_means_a_file_in_it() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let type_path = |harness: &mut Harness<'_, App>, text: &str| {
        harness.get_by_label("Where to").focus();
        harness.run_steps(2);
        press(harness, Modifiers::COMMAND, Key::A);
        harness.get_by_label("Where to").type_text(text);
        harness.run_steps(3);
    };
    act(&mut harness, Act::Command(Command::Export));
    assert!(harness.state().session().drafts().is_empty(), "nothing is typed");
    click_anywhere(&mut harness, "JSON");
    let folder = home.path().join("out");
    std::fs::create_dir(&folder).expect("a folder");
    let typed = format!("{}/", folder.display());
    type_path(&mut harness, &typed);
    assert_eq!(harness.state().session().drafts().len(), 1, "it is kept over a crash");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    act(&mut harness, Act::Command(Command::Export));
    assert_eq!(path(&harness), typed, "and over closing");
    click(&mut harness, "Export");
    wait(&mut harness);
    assert!(says(&harness, "Exported as town.json in "));
    assert!(folder.join("town.json").is_file());
    act(&mut harness, Act::Command(Command::Export));
    assert!(path(&harness).ends_with("town.json"), "it is written, and nothing is typed");
}

#[test]
fn each_view_of_the_talk_and_what_stands_around_the_map_are_chosen_and_stay_chosen() {
    let home = home();
    let talk = TOWN.replacen(
        "\"links\"",
        r#""views": [{"id": "a", "name": "All", "caption": "This is all"}, {"id": "b", "name": "Forum", "near": ["forum"]}], "links""#,
        1,
    );
    let mut harness = window_with(home.path(), &talk);
    act(&mut harness, Act::Command(Command::Export));
    click_anywhere(&mut harness, "SVG picture");
    click(&mut harness, "Each view of the talk");
    click(&mut harness, "Legend");
    click(&mut harness, "Export");
    wait(&mut harness);
    for (name, words) in [("town-1.svg", "This is all"), ("town-2.svg", "Forum")] {
        let picture = std::fs::read_to_string(home.path().join(name)).expect("a file for each");
        assert!(picture.contains(words), "{name}");
    }
    assert!(!home.path().join("town.svg").exists());
    act(&mut harness, Act::Command(Command::Export));
    click_anywhere(&mut harness, "PDF page");
    click(&mut harness, "Export");
    wait(&mut harness);
    let pdf = std::fs::read(home.path().join("town.pdf")).expect("a file");
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("/Count 2") && text.contains("/Outlines"), "what was chosen stays: a page a view");
}

#[test]
fn the_picture_in_view_is_copied_for_other_programs() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::CopyPicture));
    let start = std::time::Instant::now();
    let copied = loop {
        let commands = &harness.output().platform_output.commands;
        let image = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyImage(image) => Some(image.clone()),
            _ => None,
        });
        if let Some(image) = image {
            break image;
        }
        assert!(start.elapsed().as_secs() < 60, "it is never copied");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    };
    assert!(copied.size[0] >= 640 && copied.size[1] >= 240, "{:?}", copied.size);
    let colours: std::collections::BTreeSet<[u8; 4]> = copied.pixels.iter().map(egui::Color32::to_array).collect();
    assert!(colours.len() > 8, "there is something to be seen");
    harness.run_steps(2);
    assert!(says(&harness, "Copied the picture, "));
}
