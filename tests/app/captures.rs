//! What is noted while people talk: by one key, against what is chosen, listed below the map and settled there.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::drawing::Shown;
use boardwalk::model::{Capture, CaptureKind};
use boardwalk::session::capture::CaptureAct;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::panels::Panel;
use boardwalk::session::talk::TalkAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::{act, click, find, home, press, says, select, settle, text, type_text, window, window_with};

const NONE: Modifiers = Modifiers::NONE;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}],
    "options": [{"id": "small", "name": "Small", "changes": [
        {"before": {"node": {"id": "board", "kind": "board", "name": "Town Board"}},
         "after": {"node": {"id": "board", "kind": "board", "name": "Small Board"}}}]}],
    "views": [{"id": "first", "name": "First", "order": "1"}, {"id": "second", "name": "Second", "order": "2"}]}"#;

fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    window_with(home.path(), TOWN)
}

fn rename(harness: &mut Harness<'_, App>, id: &str, name: &str) {
    let renamed = boardwalk::editing::change::rename(harness.state().session().document.map(), &id.into(), name);
    act(harness, Act::Make(renamed));
}

/// The town in the middle of a workshop, with a change that is saved.
fn in_a_workshop(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut harness = town(home);
    act(&mut harness, Act::Capture(CaptureAct::BeginWorkshop));
    rename(&mut harness, "group", "Parents Together");
    act(&mut harness, Act::Command(Command::Save));
    harness
}

fn noted(harness: &Harness<'_, App>) -> Vec<Capture> {
    harness.state().session().document.map().captures.iter().map(|one| Capture::clone(one)).collect()
}

#[test]
fn a_key_notes_what_is_said_and_the_list_settles_it() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["group"]);
    press(&mut harness, NONE, Key::C);
    assert!(says(&harness, "About Play Group"), "{}", text(&harness));
    type_text(&mut harness, "action: Ask the schools");
    press(&mut harness, NONE, Key::Tab);
    type_text(&mut harness, "Chair");
    press(&mut harness, NONE, Key::Tab);
    type_text(&mut harness, "2011-06");
    press(&mut harness, NONE, Key::Enter);
    let kept = noted(&harness).pop().expect("it is kept");
    assert_eq!((kept.kind, kept.text.as_str(), kept.is_open()), (CaptureKind::Action, "Ask the schools", true));
    assert_eq!(
        (kept.who.as_deref(), kept.until.map(|until| until.to_string())),
        (Some("Chair"), Some("2011-06".into()))
    );
    assert!(kept.about.contains_key("group") && kept.noted.is_some());
    assert!(!says(&harness, "About Play Group"), "the form is closed");
    act(&mut harness, Act::Open(Panel::Captures, true));
    assert!(says(&harness, "Ask the schools") && says(&harness, "Open 1"));
    select(&mut harness, &[]);
    click(&mut harness, "Action: Ask the schools");
    assert!(harness.state().session().selection.ids.contains("group"), "a click goes to what it is about");
    click(&mut harness, "Done: Ask the schools");
    assert!(says(&harness, "Open 0") && says(&harness, "Open again: Ask the schools"));
    click(&mut harness, "Open 0");
    assert!(says(&harness, "Nothing is open any more"));
    act(&mut harness, Act::Command(Command::Undo));
    assert!(says(&harness, "Open 1"), "it is a step as others are");
    click(&mut harness, "Delete: Ask the schools");
    assert!(says(&harness, "Nothing is noted yet"));
}

#[test]
fn what_is_typed_stays_when_a_view_is_stepped_to_and_another_card_is_chosen() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Command(Command::PresentTalk));
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "It stays. Really");
    press(&mut harness, NONE, Key::PageDown);
    assert_eq!(harness.state().session().place_in_talk(), Some((1, 2)), "the talk goes on meanwhile");
    assert!(says(&harness, "About Town Board"), "{}", text(&harness));
    act(&mut harness, Act::Select(["group".into()].into()));
    assert!(says(&harness, "About Play Group"));
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(noted(&harness)[0].text, "It stays. Really");
    assert!(harness.state().session().panels.presenting);
    press(&mut harness, NONE, Key::Escape);
    assert!(!harness.state().session().panels.presenting);
}

#[test]
fn escape_closes_the_form_and_what_was_typed_is_there_again() {
    let home = home();
    let mut harness = town(&home);
    press(&mut harness, NONE, Key::C);
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "Write the decision in a few words"));
    type_text(&mut harness, "Half a sent");
    press(&mut harness, NONE, Key::Escape);
    assert!(!says(&harness, "About the map as a whole") && noted(&harness).is_empty());
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "ence");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(noted(&harness)[0].text, "Half a sentence");
    act(&mut harness, Act::Open(Panel::Captures, true));
    click(&mut harness, "Edit: Half a sentence");
    click(&mut harness, "Question");
    press(&mut harness, NONE, Key::Enter);
    harness.get_by_label("Keep").click();
    settle(&mut harness);
    assert_eq!(noted(&harness)[0].kind, CaptureKind::Question);
}

#[test]
fn what_is_noted_in_an_option_is_the_maps_own_and_becomes_its_reason() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Command(Command::NextOption));
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "It shrinks");
    press(&mut harness, NONE, Key::Enter);
    let reasons = |harness: &Harness<'_, App>| -> Vec<Option<String>> {
        let baseline = harness.state().session().document.baseline();
        let option = baseline.options.get("small").expect("the option");
        option.changes.iter().map(|change| change.reason.clone()).collect()
    };
    assert_eq!(reasons(&harness), [None], "the option changes nothing more");
    let kept = noted(&harness).pop().expect("it is kept");
    assert_eq!(kept.option.as_ref().map(|id| id.as_str()), Some("small"));
    assert_eq!(kept.about.get("board").map(String::as_str), Some("Small Board"));
    act(&mut harness, Act::Command(Command::Baseline));
    assert_eq!(noted(&harness).len(), 1);
    act(&mut harness, Act::Open(Panel::Captures, true));
    click(&mut harness, "Take as a reason: It shrinks");
    assert_eq!(reasons(&harness), [Some("It shrinks".to_owned())]);
}

#[test]
fn what_was_changed_since_the_workshop_began_is_one_click_away() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Open(Panel::Captures, true));
    click(&mut harness, "Begin the workshop");
    assert!(says(&harness, "0 changes since"));
    act(&mut harness, Act::Command(Command::ChangesSince));
    assert!(!harness.state().is_asking(), "of nothing there is no list");
    rename(&mut harness, "group", "Parents Together");
    act(&mut harness, Act::Command(Command::NextOption));
    rename(&mut harness, "group", "Parents Apart");
    act(&mut harness, Act::Talk(TalkAct::Keep));
    assert!(says(&harness, "2 changes since"), "a view is no change: {}", text(&harness));
    act(&mut harness, Act::Command(Command::Baseline));
    act(&mut harness, Act::Command(Command::ChangesSince));
    assert!(says(&harness, "Parents Together") && says(&harness, "in option Small"), "{}", text(&harness));
    press(&mut harness, NONE, Key::Enter);
    let session = harness.state().session();
    assert_eq!(session.document.option().map(|id| id.as_str()), Some("small"), "the last one comes first");
    assert!(session.selection.ids.contains("group"));
    act(&mut harness, Act::Command(Command::Undo));
    assert!(says(&harness, "2 changes since") || says(&harness, "1 change since"));
}

#[test]
fn marks_and_search_lead_to_what_was_noted() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "question: Who pays for zebras?");
    press(&mut harness, NONE, Key::Enter);
    assert!(!says(&harness, "1 thing noted"));
    act(&mut harness, Act::Show(Shown { captures: true, ..Shown::default() }));
    assert!(says(&harness, "Town Board, board, active, ") && says(&harness, "1 thing noted"), "{}", text(&harness));
    select(&mut harness, &[]);
    find(&mut harness, "zebras");
    assert!(harness.state().session().selection.ids.contains("board"));
    assert!(harness.state().session().panels.is_open(Panel::Captures));
}

#[test]
fn what_is_being_noted_survives_a_crash_and_is_seen_by_the_room_only_if_wanted() {
    let home = home();
    let mut harness = town(&home);
    act(&mut harness, Act::Talk(TalkAct::Audience(true)));
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "Nobody knows");
    let drafts = harness.state().session().drafts().to_vec();
    let draft = drafts.iter().find(|draft| draft.text == "Nobody knows").expect("it is kept");
    assert_eq!(draft.what, "What was said: decision");
    assert!(draft.place.iter().any(|part| part.contains("Town Board")), "with what it is about: {draft:?}");
    assert!(says(&harness, "The room sees this"));
    assert!(!harness.state().session().talk.workshop.room_sees);
    act(&mut harness, Act::Capture(CaptureAct::RoomSees(true)));
    assert!(says(&harness, "Nobody knows"), "{}", text(&harness));
    act(&mut harness, Act::Capture(CaptureAct::Leave));
    let drafts = harness.state().session().drafts().to_vec();
    assert!(drafts.iter().any(|draft| draft.text == "Nobody knows"), "put aside, it is kept all the same");
    let date = "2010-05".parse().expect("a date");
    act(&mut harness, Act::Date(Some(date)));
    press(&mut harness, NONE, Key::C);
    assert_eq!(harness.state().session().talk.workshop.form.as_ref().and_then(|form| form.noted.as_of), Some(date));
    let draft = harness.state().session().drafts().iter().find(|draft| draft.text == "Nobody knows").cloned();
    let draft = draft.expect("it is kept");
    assert!(draft.place.iter().any(|part| part == "2010-05"), "with the date that is looked at: {draft:?}");
}

#[test]
fn the_sample_takes_what_is_said_too() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, NONE, Key::C);
    type_text(&mut harness, "Caught between two boards");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(noted(&harness).len(), 1);
}

#[test]
fn a_workshop_goes_on_when_its_map_is_opened_again_on_the_same_day_only() {
    let home = home();
    let mut harness = in_a_workshop(&home);
    let since = harness.state().session().talk.workshop.since().expect("a workshop").to_owned();
    // What is not saved is given up.
    rename(&mut harness, "board", "Cabinet");
    assert!(harness.state().session().changes_in_words().is_some_and(|words| words.starts_with("2 changes")));
    eframe::App::on_exit(harness.state_mut(), None);
    drop(harness);
    let again = |home: &tempfile::TempDir| window(home.path(), Some(&home.path().join("town.boardwalk")));
    let mut harness = again(&home);
    let words = format!("1 change since {since}");
    assert_eq!(harness.state().session().changes_in_words(), Some(words));
    act(&mut harness, Act::Command(Command::ChangesSince));
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.state().session().selection.ids.contains("group"), "each leads to where it was changed");
    let mut preferences = harness.state().preferences();
    let kept = preferences.workshops.first_mut().expect("it is kept");
    kept.day = "2011-06-16".to_owned();
    drop(harness);
    boardwalk::storage::Home::at(home.path()).keep_preferences(&preferences).expect("a disk");
    assert_eq!(again(&home).state().session().changes_in_words(), None, "on the next day it is another one");
}

#[test]
fn each_map_has_a_workshop_of_its_own() {
    let home = home();
    let mut harness = town(&home);
    let twin = home.path().join("twin.boardwalk");
    std::fs::write(&twin, TOWN.replace("\"title\": \"Town\"", "\"title\": \"Twin\"")).expect("written");
    let open = |harness: &mut Harness<'_, App>, path: &std::path::Path| {
        act(harness, Act::Command(Command::Save));
        settle(harness);
        act(harness, Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path.to_owned()))));
        settle(harness);
    };
    let changes = |harness: &Harness<'_, App>| harness.state().session().changes_in_words();
    act(&mut harness, Act::Capture(CaptureAct::BeginWorkshop));
    rename(&mut harness, "group", "Parents Together");
    open(&mut harness, &twin);
    assert_eq!(changes(&harness), None, "nothing was begun on this one");
    act(&mut harness, Act::Capture(CaptureAct::BeginWorkshop));
    rename(&mut harness, "board", "Cabinet");
    rename(&mut harness, "group", "Parents Apart");
    open(&mut harness, &home.path().join("town.boardwalk"));
    assert!(changes(&harness).is_some_and(|words| words.starts_with("1 change since")));
    eframe::App::on_exit(harness.state_mut(), None);
    drop(harness);
    let harness = window(home.path(), Some(&twin));
    assert!(changes(&harness).is_some_and(|words| words.starts_with("2 changes since")));
}

#[test]
fn a_workshop_goes_on_after_a_crash() {
    let home = home();
    let mut harness = in_a_workshop(&home);
    settle(&mut harness);
    let words = harness.state().session().changes_in_words();
    assert!(words.as_ref().is_some_and(|words| words.starts_with("1 change since")));
    drop(harness);
    let harness = window(home.path(), Some(&home.path().join("town.boardwalk")));
    assert_eq!(harness.state().session().changes_in_words(), words);
}

#[test]
fn many_things_noted_are_not_all_laid_out() {
    let home = home();
    let mut map: serde_json::Value = serde_json::from_str(TOWN).expect("json");
    let capture = |at: usize| {
        let text = if at.is_multiple_of(3) {
            "Who pays for what the schools have asked for, and until when? ".repeat(9)
        } else {
            format!("Question {at}")
        };
        serde_json::json!({"id": format!("c-{at:04}"), "kind": "question", "text": text, "noted": "2011-06-16 10:00:00"})
    };
    map["captures"] = (0..2000).map(capture).collect();
    let mut harness = window_with(home.path(), &map.to_string());
    act(&mut harness, Act::Open(Panel::Captures, true));
    let rows = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("Question: ").count();
    assert!(says(&harness, "All 2000") && says(&harness, "Question: Question 1999"));
    assert!((3..100).contains(&rows(&harness)), "{}", rows(&harness));
    let over = harness.get_by_label("Question: Question 1999").rect().center();
    harness.hover_at(over);
    for _ in 0..30 {
        let (unit, phase) = (egui::MouseWheelUnit::Page, egui::TouchPhase::Move);
        harness.event(egui::Event::MouseWheel { unit, delta: egui::vec2(0.0, -40.0), phase, modifiers: NONE });
        harness.run_steps(2);
    }
    assert!(!says(&harness, "Question: Question 1999") && rows(&harness) < 100);
}
