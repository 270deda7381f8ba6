//! What is being typed when the program ends without a word: it is kept, and stands again where it was.

use std::path::Path;
use std::time::Duration;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, Command};
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Board", "remit": "Play"},
              {"id": "forum", "kind": "group", "name": "Forum"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "board"}]}"#;

/// What is typed everywhere.
pub(crate) const TYPED: &str = "Half a thou";

/// Lets the safety copy be kept, and ends the program as a crash does: unasked.
fn crash(mut harness: Harness<'_, App>) {
    std::thread::sleep(Duration::from_millis(1100));
    harness.run_steps(3);
    assert!(!harness.state().session().drafts().is_empty(), "what is typed is kept");
    drop(harness);
}

fn start_again(home: &Path) -> Harness<'static, App> {
    let mut harness = window(home, Some(&home.join("town.boardwalk")));
    assert!(says(&harness, "So was what was being typed"), "it is offered");
    click(&mut harness, "Take it up");
    harness
}

/// What stands in the fields of that label: what is typed, if it is in one of them.
fn value(harness: &Harness<'_, App>, label: &str) -> Option<String> {
    let mut values = harness.query_all_by_label(label).filter_map(|field| field.accesskit_node().value());
    values.find(|value| value == TYPED)
}

/// Types at some place, crashes, and gives what stands in the field of that label afterwards.
pub(crate) fn typed_over_a_crash(begin: impl Fn(&mut Harness<'_, App>), label: &str) -> Option<String> {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    begin(&mut harness);
    type_text(&mut harness, TYPED);
    let before = text(&harness);
    assert_eq!(value(&harness, label).as_deref(), Some(TYPED), "it is typed there");
    crash(harness);
    let harness = start_again(home.path());
    assert_eq!(text(&harness), before, "it is not on the map yet");
    value(&harness, label)
}

fn over(harness: &mut Harness<'_, App>, label: &str) {
    click_anywhere(harness, label);
    harness.get_by_label(label).focus();
    settle(harness);
    press(harness, Modifiers::COMMAND, Key::A);
}

#[test]
fn a_text_in_the_inspector_stands_there_again() {
    let begin = |harness: &mut Harness<'_, App>| {
        select(harness, &["board"]);
        over(harness, "Remit");
    };
    assert_eq!(typed_over_a_crash(begin, "Remit").as_deref(), Some(TYPED));
}

#[test]
fn a_name_on_the_canvas_stands_there_again() {
    let new = |harness: &mut Harness<'_, App>| press(harness, NONE, Key::N);
    assert_eq!(typed_over_a_crash(new, "Name").as_deref(), Some(TYPED));
    let another = |harness: &mut Harness<'_, App>| {
        select(harness, &["forum"]);
        act(harness, Act::Command(Command::Rename));
    };
    assert_eq!(typed_over_a_crash(another, "Name").as_deref(), Some(TYPED));
}

#[test]
fn a_reason_and_the_name_of_what_is_split_off_stand_there_again() {
    let accept = |harness: &mut Harness<'_, App>| {
        let keys = vec![harness.state().session().findings()[0].key()];
        act(harness, Act::Ask(Ask::Accept(keys)));
    };
    assert_eq!(typed_over_a_crash(accept, "Reason").as_deref(), Some(TYPED));
    let split = |harness: &mut Harness<'_, App>| act(harness, Act::Ask(Ask::Split("forum".into())));
    assert_eq!(typed_over_a_crash(split, "Name of the new one").as_deref(), Some(TYPED));
    let close = |harness: &mut Harness<'_, App>| act(harness, Act::Ask(Ask::Close("forum".into())));
    assert_eq!(typed_over_a_crash(close, "Why").as_deref(), Some(TYPED));
}

#[test]
fn a_title_on_the_page_for_a_new_map_stands_there_again_and_making_it_asks_nothing() {
    let new_map = |harness: &mut Harness<'_, App>| act(harness, Act::Ask(Ask::NewMap));
    assert_eq!(typed_over_a_crash(new_map, "Title").as_deref(), Some(TYPED));
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    new_map(&mut harness);
    type_text(&mut harness, "Another");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(title(&harness), "Another");
}

#[test]
fn a_cell_of_the_register_is_written_on() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let begin = |harness: &mut Harness<'_, App>| {
        click(harness, "Register");
        click(harness, "Name of Forum: Forum");
        type_text(harness, TYPED);
    };
    begin(&mut harness);
    crash(harness);
    let mut harness = start_again(home.path());
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(names(&harness), ["Board", TYPED], "it was still being written");
}

#[test]
fn what_is_typed_for_a_new_record_and_in_a_column_that_is_hidden_at_first_comes_back() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    click(&mut harness, "Register");
    click(&mut harness, "Columns");
    click_anywhere(&mut harness, "Remit");
    press(&mut harness, NONE, Key::Escape);
    click(&mut harness, "Remit of Forum: empty");
    type_text(&mut harness, TYPED);
    crash(harness);
    let mut harness = start_again(home.path());
    press(&mut harness, NONE, Key::Enter);
    assert!(text(&harness).contains(TYPED), "it was still being written");
}

#[test]
fn the_name_of_an_option_stands_there_again_and_the_option_that_was_open_is() {
    let new = |harness: &mut Harness<'_, App>| act(harness, Act::Command(Command::NewOption));
    assert_eq!(typed_over_a_crash(new, "Name of the option").as_deref(), Some(TYPED));
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    new(&mut harness);
    type_text(&mut harness, "Lean");
    press(&mut harness, NONE, Key::Enter);
    select(&mut harness, &["board"]);
    over(&mut harness, "Remit");
    type_text(&mut harness, TYPED);
    crash(harness);
    let harness = start_again(home.path());
    let document = &harness.state().session().document;
    assert_eq!(document.option().map(|option| document.baseline().name(option.as_str())), Some("Lean"));
    assert_eq!(value(&harness, "Remit").as_deref(), Some(TYPED), "for the option, not for the baseline");
}

#[test]
fn a_reason_in_the_record_of_decisions_is_shown_to_be_copied() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Command(Command::NewOption));
    type_text(&mut harness, "Lean");
    press(&mut harness, NONE, Key::Enter);
    press(&mut harness, NONE, Key::N);
    type_text(&mut harness, "Panel");
    press(&mut harness, NONE, Key::Enter);
    act(&mut harness, Act::Open(Panel::Decisions, true));
    harness.query_all_by_label_contains("Reason of ").next().expect("a cell").click();
    settle(&mut harness);
    type_text(&mut harness, TYPED);
    crash(harness);
    let harness = start_again(home.path());
    assert!(says(&harness, "What was being typed") && says(&harness, "Copy Reason of "));
}

#[test]
fn a_text_whose_place_is_gone_is_shown_to_be_copied() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let keys = vec![harness.state().session().findings()[0].key()];
    act(&mut harness, Act::Ask(Ask::Accept(keys)));
    type_text(&mut harness, TYPED);
    // The finding goes, as if the map had been kept a moment later than what was typed.
    harness.state_mut().session_mut().file(FileAct::UnlessUnsaved(Next::AskToOpen));
    settle(&mut harness);
    assert!(says(&harness, "Leave what is being typed?"));
    click(&mut harness, "Go on typing");
    std::thread::sleep(Duration::from_millis(1100));
    harness.run_steps(3);
    drop(harness);
    let folder = home.path().join("state").join("recovery");
    let copies = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let copy = copies.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "json")).expect("a copy");
    let kept = std::fs::read_to_string(&copy).expect("a copy");
    std::fs::write(&copy, kept.replace("\"place\":[\"accept\",\"BW", "\"place\":[\"accept\",\"gone")).expect("written");
    let mut harness = start_again(home.path());
    assert!(says(&harness, "What was being typed") && says(&harness, "Reason to live with a finding"));
    assert_eq!(value(&harness, "Reason to live with a finding").as_deref(), Some(TYPED));
    click(&mut harness, "Copy Reason to live with a finding");
    press(&mut harness, NONE, Key::Escape);
    assert!(says(&harness, "What was being typed"), "it is not lost by a key");
    click(&mut harness, "Close");
    assert!(!says(&harness, "What was being typed"));
}

#[test]
fn the_map_that_was_open_comes_back_after_a_crash() {
    let folder = home();
    let path = folder.path().join("town.boardwalk");
    std::fs::write(&path, TOWN).expect("written");
    drop(window(folder.path(), Some(&path)));
    let home = boardwalk::storage::Home::at(folder.path());
    let mut harness =
        Harness::builder().build_eframe(move |context| App::new(&context.egui_ctx, None, home.clone(), false));
    settle(&mut harness);
    assert_eq!(title(&harness), "Town");
}

/// The town with an option that has the same bodies.
const TWO_WAYS: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Board", "remit": "Play"},
              {"id": "forum", "kind": "group", "name": "Forum"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "board"}],
    "options": [{"id": "lean", "name": "Lean", "changes": []}]}"#;

fn work_on(harness: &mut Harness<'_, App>, option: Option<&str>) {
    act(harness, Act::Option(OptionAct::Open(option.map(Into::into))));
}

#[test]
fn what_was_answered_of_a_body_in_an_option_comes_back_in_that_option_alone() {
    let home = home();
    let mut harness = window_with(home.path(), TWO_WAYS);
    work_on(&mut harness, Some("lean"));
    act(&mut harness, Act::Ask(Ask::Close("forum".into())));
    type_text(&mut harness, TYPED);
    press(&mut harness, NONE, Key::Escape);
    work_on(&mut harness, None);
    crash(harness);
    let mut harness = start_again(home.path());
    assert_eq!(harness.state().session().document.option(), None);
    assert!(!harness.state().is_asking(), "in the baseline nothing was answered");
    act(&mut harness, Act::Ask(Ask::Close("forum".into())));
    assert_eq!(value(&harness, "Why"), None);
    press(&mut harness, NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    settle(&mut harness);
    harness.state_mut().session_mut().on_close_requested();
    settle(&mut harness);
    assert!(says(&harness, "hangs on Forum in “Lean”"));
    click(&mut harness, "Go on typing");
    assert_eq!(harness.state().session().document.option(), Some(&"lean".into()));
    assert_eq!(value(&harness, "Why").as_deref(), Some(TYPED));
}

#[test]
fn a_cell_that_is_being_written_is_neither_written_in_another_option_nor_lost() {
    let home = home();
    let mut harness = window_with(home.path(), TWO_WAYS);
    click(&mut harness, "Register");
    click(&mut harness, "Name of Forum: Forum");
    type_text(&mut harness, TYPED);
    work_on(&mut harness, Some("lean"));
    assert!(says(&harness, "What was being typed"));
    assert_eq!(value(&harness, "Name of Forum").as_deref(), Some(TYPED), "to be copied");
    assert_eq!(harness.state().session().drafts().len(), 1);
    click(&mut harness, "Close");
    press(&mut harness, NONE, Key::Enter);
    for option in [None, Some("lean")] {
        work_on(&mut harness, option);
        assert_eq!(names(&harness), ["Board", "Forum"]);
    }
}

#[test]
fn what_was_typed_for_one_map_and_given_up_is_not_typed_for_another() {
    let home = home();
    let mut harness = window_with(home.path(), TWO_WAYS);
    let twin = home.path().join("twin.boardwalk");
    std::fs::write(&twin, TWO_WAYS.replace("\"Town\"", "\"Twin\"")).expect("written");
    open_seats(&mut harness);
    click(&mut harness, "Who of new seat: empty");
    type_text(&mut harness, TYPED);
    press(&mut harness, NONE, Key::Tab);
    harness.state_mut().session_mut().file(FileAct::UnlessUnsaved(Next::OpenPath(twin)));
    settle(&mut harness);
    click(&mut harness, "Lose it");
    settle(&mut harness);
    assert_eq!(title(&harness), "Twin");
    assert_eq!((harness.state().session().drafts().len(), harness.state().session().is_dirty()), (0, false));
}

#[test]
fn which_lines_go_with_what_is_split_off_comes_back_too() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Ask(Ask::Split("forum".into())));
    type_text(&mut harness, TYPED);
    click(&mut harness, "Forum reports to Board");
    crash(harness);
    let mut harness = start_again(home.path());
    click(&mut harness, "Split");
    let session = harness.state().session();
    let up = session.document.map().links.get("up").expect("it is there");
    assert_eq!(session.document.map().name(up.from.as_str()), TYPED);
}
