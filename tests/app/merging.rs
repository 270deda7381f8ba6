//! Another version of the map, merged into it: what is told before, what comes of it, and what is refused.

use std::path::{Path, PathBuf};

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::session::file_acts::FileAct;
use boardwalk::session::options::OptionAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "board", "name": "Council", "status": "active"},
              {"id": "forum", "kind": "group", "name": "Forum", "status": "active"}],
    "options": [{"id": "lean", "name": "Lean"}]}"#;

/// The open map, to which a panel was added since the other version was made, saved; and the other version beside it.
fn two_versions(home: &Path, edit_theirs: impl FnOnce(&str) -> String) -> (Harness<'static, App>, PathBuf) {
    let mut harness = window_with(home, TOWN);
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Panel");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    (harness, beside(home, "anna.boardwalk", &edit_theirs(TOWN)))
}

fn beside(home: &Path, name: &str, text: &str) -> PathBuf {
    let path = home.join(name);
    std::fs::write(&path, text).expect("written");
    path
}

/// Looks at a version that is to be merged.
fn look_at(harness: &mut Harness<'_, App>, path: &Path) {
    act(harness, Act::File(FileAct::Merge(path.to_owned())));
    wait(harness);
}

/// Gives a path to the chooser.
fn type_path(harness: &mut Harness<'_, App>, path: &Path) {
    press(harness, Modifiers::COMMAND, Key::A);
    enter(harness, path.to_str().expect("UTF-8"));
}

fn wait(harness: &mut Harness<'_, App>) {
    let start = std::time::Instant::now();
    harness.run_steps(2);
    while says(harness, "Reading it") || says(harness, "Working it out") {
        assert!(start.elapsed().as_secs() < 60, "it never comes to an end");
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

fn with_club(text: &str) -> String {
    text.replace(r#""nodes": ["#, r#""nodes": [{"id": "club", "kind": "group", "name": "Club", "status": "active"}, "#)
}

fn is_enabled(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_by_label(label).is_some_and(|button| !button.accesskit_node().is_disabled())
}

fn choose(harness: &mut Harness<'_, App>, words: &str) {
    harness.query_all_by_label_contains(words).next().expect("it is offered").click();
    wait(harness);
}

#[test]
fn another_version_is_chosen_told_merged_as_one_step_and_what_differs_is_decided() {
    let home = home();
    let (mut harness, theirs) = two_versions(home.path(), |town| {
        with_club(town)
            .replace(r#""name": "Forum", "status": "active""#, r#""name": "Youth Forum", "status": "dormant""#)
    });
    select(&mut harness, &["forum"]);
    press(&mut harness, Modifiers::NONE, Key::F2);
    enter(&mut harness, "Open Forum");
    act(&mut harness, Act::Command(Command::MergeFile));
    assert!(says(&harness, "Merge which version into this map?"));
    type_path(&mut harness, &theirs);
    wait(&mut harness);
    assert!(says(&harness, "anna.boardwalk in "), "the file is named");
    assert!(says(&harness, "version 1 of this map"), "the version from which both come is offered, with its date");
    let summary = "1 body comes in; 1 body is changed. 1 thing that both have differently is left to be decided";
    assert!(says(&harness, summary), "what would come of it is told");
    assert!(says(&harness, "Forum: name") && says(&harness, "New group: Club"));
    assert_eq!(names(&harness), ["Council", "Open Forum", "Panel"], "nothing has happened yet");
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert_eq!(names(&harness), ["Club", "Council", "Forum", "Panel"]);
    assert!(says(&harness, "To be decided"), "the list comes up by itself");
    click(&mut harness, "Theirs: “Youth Forum”");
    assert_eq!(names(&harness), ["Club", "Council", "Youth Forum", "Panel"]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), ["Council", "Open Forum", "Panel"], "merging was one step");
    assert!(harness.state().session().document.baseline().undecided.is_empty());
}

#[test]
fn the_open_map_is_not_taken_for_what_both_come_from_where_no_version_is_kept() {
    let home = home();
    // Both come of an older map that nobody has here: each has gone on with it.
    let mut harness = window_with(home.path(), &with_club(TOWN));
    let theirs = TOWN.replace(r#""name": "Forum""#, r#""name": "Youth Forum""#);
    let theirs = beside(home.path(), "anna.boardwalk", &theirs);
    look_at(&mut harness, &theirs);
    assert!(says(&harness, "Of the versions that are kept, none is known to be one from which both come."));
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert_eq!(names(&harness), ["Club", "Council", "Forum"], "nothing goes");
}

#[test]
fn where_nobody_has_the_base_nothing_is_lost_and_another_file_can_be_given() {
    let home = home();
    let (mut harness, theirs) =
        two_versions(home.path(), |town| with_club(town).replace(r#""name": "Forum""#, r#""name": "Youth Forum""#));
    let base = beside(home.path(), "base.boardwalk", TOWN);
    look_at(&mut harness, &theirs);
    assert!(says(&harness, "1 body comes in; 1 body is changed."));
    choose(&mut harness, "Nobody knows");
    assert!(says(&harness, "1 body comes in. 1 thing that both have differently is left to be decided"));
    click(&mut harness, "Another file…");
    harness.run_steps(3);
    type_path(&mut harness, &base);
    wait(&mut harness);
    assert!(says(&harness, "base.boardwalk in ") && says(&harness, "1 body comes in; 1 body is changed."));
    choose(&mut harness, "Nobody knows");
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert!(says(&harness, "Ours: “Forum”") && says(&harness, "Theirs: “Youth Forum”"));
    assert!(says(&harness, "As it is now: “Forum”"), "what stands there meanwhile is told");
    assert_eq!(names(&harness), ["Club", "Council", "Forum", "Panel"]);
}

#[test]
fn what_cannot_be_merged_is_refused_in_a_sentence() {
    let home = home();
    let (mut harness, _) = two_versions(home.path(), str::to_owned);
    let before = names(&harness);
    let half = TOWN.replace(
        r#""options""#,
        r#""undecided": [{"list": "nodes", "id": "forum", "field": "name", "ours": "A", "theirs": "B"}], "options""#,
    );
    let cases = [
        ("town.boardwalk", None, "town.boardwalk is the file of the map that is open."),
        ("half.boardwalk", Some(half), "half.boardwalk is half merged: 1 thing in it is still undecided."),
        ("new.boardwalk", Some(TOWN.replace(": 1,", ": 2,")), "new.boardwalk was written by a newer Boardwalk."),
        ("torn.boardwalk", Some(TOWN[..60].to_owned()), "torn.boardwalk"),
        ("marked.boardwalk", Some(format!("<<<<<<< ours\n{TOWN}")), "git has merged this map as text"),
        ("missing.boardwalk", None, "missing.boardwalk"),
    ];
    for (name, text, why) in cases {
        let path = text.map_or_else(|| home.path().join(name), |text| beside(home.path(), name, &text));
        look_at(&mut harness, &path);
        assert!(says(&harness, why), "{name}");
        assert!(harness.query_by_label("Merge").is_none(), "{name}");
        click(&mut harness, "Cancel");
        harness.run_steps(2);
    }
    assert_eq!(names(&harness), before);
    let same = beside(home.path(), "same.boardwalk", TOWN);
    look_at(&mut harness, &same);
    assert!(says(&harness, "Nothing of the other map is new here.") && !is_enabled(&harness, "Merge"));
}

#[test]
fn another_map_altogether_is_asked_about() {
    let home = home();
    let (mut harness, _) = two_versions(home.path(), str::to_owned);
    let other = r#"{"format": "boardwalk", "version": 1, "title": "County", "nodes": [
        {"id": "a", "kind": "board", "name": "A", "status": "active"},
        {"id": "b", "kind": "board", "name": "B", "status": "active"},
        {"id": "c", "kind": "board", "name": "C", "status": "active"}]}"#;
    let other = beside(home.path(), "county.boardwalk", other);
    look_at(&mut harness, &other);
    let why = "county.boardwalk seems to be another map altogether, “County”: of its 3 cards, 0 are on this one.";
    assert!(says(&harness, why) && harness.query_by_label("Merge").is_none());
    click(&mut harness, "Merge all the same");
    settle(&mut harness);
    assert_eq!(names(&harness), ["A", "B", "C", "Council", "Forum", "Panel"]);
}

#[test]
fn many_conflicts_are_decided_at_once() {
    let home = home();
    let (mut harness, theirs) = two_versions(home.path(), |town| {
        town.replace(r#""name": "Forum""#, r#""name": "Youth Forum""#)
            .replace(r#""title": "Town""#, r#""title": "City""#)
    });
    look_at(&mut harness, &theirs);
    choose(&mut harness, "Nobody knows");
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert!(says(&harness, "do not say the same of these: 2 things."));
    click(&mut harness, "Theirs for all of them");
    assert_eq!(
        (names(&harness).as_slice(), title(&harness)),
        (["Council", "Youth Forum", "Panel"].map(str::to_owned).as_slice(), "City")
    );
    assert!(!says(&harness, "still undecided"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().session().document.baseline().undecided.len(), 2, "it was one step");
}

#[test]
fn merging_concerns_the_baseline_and_the_open_option_stays_open() {
    let home = home();
    let (mut harness, theirs) = two_versions(home.path(), with_club);
    act(&mut harness, Act::Option(OptionAct::Open(Some("lean".into()))));
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Only in lean");
    look_at(&mut harness, &theirs);
    assert!(says(&harness, "the option “Lean” stays open"));
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert_eq!(names(&harness), ["Club", "Council", "Forum", "Only in lean", "Panel"]);
    let document = &harness.state().session().document;
    assert_eq!(document.option().map(|id| id.as_str()), Some("lean"));
    assert_eq!(document.baseline().nodes.len(), 4, "the baseline has what came in");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&harness), ["Council", "Forum", "Only in lean", "Panel"]);
}

#[test]
fn whoever_sends_their_version_again_merges_with_what_was_merged_before() {
    let home = home();
    let (mut harness, theirs) = two_versions(home.path(), with_club);
    look_at(&mut harness, &theirs);
    click(&mut harness, "Merge");
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    // They have not seen the panel, and go on with the club.
    let again = with_club(TOWN).replace(r#""name": "Club""#, r#""name": "Chess Club""#);
    beside(home.path(), "anna.boardwalk", &again);
    look_at(&mut harness, &theirs);
    assert!(says(&harness, "1 body is changed.") && !says(&harness, "to be decided"));
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert_eq!(names(&harness), ["Chess Club", "Council", "Forum", "Panel"]);
}

#[test]
fn what_another_program_wrote_into_the_file_is_merged_with_what_is_open() {
    let home = home();
    let (mut harness, _) = two_versions(home.path(), str::to_owned);
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Mine");
    let own = home.path().join("town.boardwalk");
    let text = std::fs::read_to_string(&own).expect("a file");
    std::fs::write(&own, text.replace("\"Council\"", "\"City Council\"")).expect("written");
    look_at(&mut harness, &own);
    assert!(says(&harness, "1 body is changed."), "it is compared with what it was when it was saved here");
    click(&mut harness, "Merge");
    settle(&mut harness);
    assert_eq!(names(&harness), ["City Council", "Forum", "Mine", "Panel"]);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    assert!(!harness.state().session().document.is_dirty(), "nothing is lost by saving, so nothing is asked");
    let text = std::fs::read_to_string(&own).expect("a file");
    assert!(text.contains("City Council") && text.contains("Mine"));
}
