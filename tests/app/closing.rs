//! Closing a body: all that hangs on it is answered in one window, and what is left open is not forgotten.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::editing::close::hanging;
use boardwalk::model::{LinkStatus, Map, NodeStatus};
use boardwalk::options::{Fate, ledger};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const TRUST_BOARD: &str = "trust-board";

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [
        {"id": "board", "kind": "board", "name": "Board"},
        {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        {"id": "forum", "kind": "group", "name": "Forum"},
        {"id": "heir", "kind": "board", "name": "Health Panel"},
        {"id": "play", "kind": "strand", "name": "Play"},
        {"id": "sport", "kind": "strand", "name": "Sport"}],
    "links": [
        {"id": "a", "kind": "owns", "from": "board", "to": "play"},
        {"id": "b", "kind": "owns", "from": "board", "to": "sport"},
        {"id": "c", "kind": "reports_to", "from": "forum", "to": "board"},
        {"id": "d", "kind": "reports_to", "from": "board", "to": "council"},
        {"id": "e", "kind": "member_of", "from": "council", "to": "board"}]}"#;

fn map<'a>(harness: &'a Harness<'_, App>) -> &'a Map {
    harness.state().session().document.map()
}

/// Chooses a body and asks to close it, by its key.
fn close(harness: &mut Harness<'_, App>, body: &str) {
    select(harness, &[body]);
    press(harness, Modifiers::NONE, Key::E);
}

/// Goes into the field of a row's answer.
fn go_into(harness: &mut Harness<'_, App>, row: &str) {
    harness.get_by_label(&format!("What becomes of {row}")).focus();
    settle(harness);
}

/// What stands in a field.
fn value(harness: &Harness<'_, App>, label: &str) -> String {
    harness.get_by_label(label).accesskit_node().value().unwrap_or_default()
}

/// Says what becomes of a row by typing.
fn answer(harness: &mut Harness<'_, App>, row: &str, typed: &str) {
    go_into(harness, row);
    enter(harness, typed);
}

#[test]
fn closing_the_trust_board_in_an_option_answers_for_all_that_hangs_on_it() {
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::Command(Command::NewOption));
    harness.run_steps(2);
    enter(&mut harness, "Without the Board");
    harness.run_steps(2);
    let before = harness.state().session().document.baseline().clone();
    close(&mut harness, TRUST_BOARD);
    assert!(says(&harness, "Close Trust Board"));
    let all = hanging(&before, &TRUST_BOARD.into()).len();
    assert!(all > 25 && says(&harness, &format!("0 of {all} answered")));
    type_text(&mut harness, "Government no longer asks for such a board");

    let proposals = harness.get_by_label_contains("proposals").accesskit_node().label().expect("a name");
    click(&mut harness, &proposals);
    // What has no proposal is answered by typing; the keyboard goes from one to the next.
    let open = |harness: &Harness<'_, App>| {
        let rows = hanging(map(harness), &TRUST_BOARD.into());
        let names: Vec<String> = rows.iter().map(|row| row.name(map(harness), &TRUST_BOARD.into())).collect();
        let called = rows.iter().zip(&names).map(|(row, name)| {
            let is_only = names.iter().filter(|other| *other == name).count() == 1;
            if is_only { name.clone() } else { format!("{name}, {}", row.words(map(harness))) }
        });
        called.filter(|name| value(harness, &format!("What becomes of {name}")).is_empty()).collect::<Vec<_>>()
    };
    let mut unanswered = open(&harness);
    assert!(unanswered.len() < all / 2, "{unanswered:?}");
    if let Some(first) = unanswered.first().cloned() {
        go_into(&mut harness, &first);
    }
    while !unanswered.is_empty() {
        enter(&mut harness, "Solihull Council");
        let left = open(&harness);
        assert!(left.len() < unanswered.len(), "each is answered once: {left:?}");
        unanswered = left;
    }
    assert!(says(&harness, &format!("{all} of {all} answered")));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);

    assert!(!says(&harness, &format!("of {all} answered")));
    let document = &harness.state().session().document;
    assert_eq!(document.map().nodes.get(TRUST_BOARD).expect("it").status, NodeStatus::Ended);
    assert_eq!(hanging(document.map(), &TRUST_BOARD.into()), [], "nothing is left open");
    let option = document.baseline().options.get(document.option().expect("an option").as_str()).expect("it");
    assert!(option.changes.iter().all(|change| change.reason.is_some()), "each change bears its reason");
    let ledger = ledger(&before, document.map(), &option.changes);
    assert_eq!(ledger.unaccounted(), 0, "{:?}", ledger.lines.iter().find(|line| line.is_unaccounted()));
    let line = |id: &str| ledger.lines.iter().find(|line| line.id.as_str() == id).expect("a line");
    assert!(matches!(&line(TRUST_BOARD).fate, Fate::Ended { why } if why.starts_with("Government no longer")));
    let vision = line("local-vision-and-priorities");
    assert!(matches!(vision.fate, Fate::Moved { .. }) && vision.reason.is_some(), "{vision:?}");
    // One step, which leads back to the start.
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let document = &harness.state().session().document;
    assert_eq!(document.map().nodes, before.nodes);
    assert_eq!(document.map().links, before.links);
}

#[test]
fn what_is_left_open_is_told_with_a_way_back_and_listed_again() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    close(&mut harness, "board");
    type_text(&mut harness, "Wound up");
    answer(&mut harness, "Play", "health");
    assert!(says(&harness, "1 of 4 answered") && says(&harness, "3 stay open, and are listed afterwards"));
    click(&mut harness, "Close it");
    assert!(map(&harness).links.contains("heir-owns-play"));
    assert_eq!(map(&harness).links.get("d").expect("its own line").status, LinkStatus::Lapsed);
    assert!(says(&harness, "3 things still hang on it"));
    click(&mut harness, "Answer…");
    assert!(says(&harness, "0 of 3 answered"), "what was answered is not asked again");
    assert!(harness.query_by_label("What becomes of Play").is_none());
    answer(&mut harness, "Sport", "end it");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    let sport = map(&harness).nodes.get("sport").expect("it");
    assert_eq!((sport.status, sport.status_note.as_deref()), (NodeStatus::Ended, Some("Wound up")));
    assert!(says(&harness, "2 things still hang on it"));
    // The inspector leads there too, however much later.
    act(&mut harness, Act::CloseNotice);
    harness.get_by_label("Close Board").click();
    settle(&mut harness);
    assert!(says(&harness, "0 of 2 answered"));
    assert!(!says(&harness, "Nothing hangs on it"));
}

#[test]
fn it_is_done_by_the_keyboard_alone_and_enter_takes_what_is_proposed_row_by_row() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    close(&mut harness, "board");
    type_text(&mut harness, "Wound up");
    go_into(&mut harness, "Play");
    // Down the list that opens: what is proposed comes first.
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(value(&harness, "What becomes of Play"), "Council");
    assert_eq!(value(&harness, "Why: Play"), "Board answers to it", "the proposal brings its reason along");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(value(&harness, "What becomes of Sport"), "The work ends", "the keyboard went on to the next row");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(value(&harness, "What becomes of Forum"), "Council");
    type_text(&mut harness, "zebra");
    assert!(says(&harness, "Nothing fits."));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "3 of 4 answered"), "what nobody is called answers nothing");
    // Escape closes the list first, then the window; what was answered is there again.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "Nothing fits.") && says(&harness, "3 of 4 answered"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!says(&harness, "3 of 4 answered"));
    // So it is after something else was done in between.
    let step = boardwalk::editing::change::rename(map(&harness), &"heir".into(), "Health Board");
    act(&mut harness, Act::Make(step));
    close(&mut harness, "board");
    assert!(says(&harness, "3 of 4 answered"));
    click(&mut harness, "Clear: Sport");
    assert!(says(&harness, "2 of 4 answered"));
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(map(&harness).nodes.get("board").expect("it").status, NodeStatus::Ended);
    assert!(map(&harness).links.contains("council-owns-play"));
}

#[test]
fn what_is_typed_and_not_taken_yet_counts_where_it_can_only_be_one() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    close(&mut harness, "board");
    type_text(&mut harness, "Wound up");
    go_into(&mut harness, "Play");
    type_text(&mut harness, "health");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(map(&harness).links.contains("heir-owns-play"), "{:?}", map(&harness).links);
}

#[test]
fn many_rows_get_one_answer_and_an_end_needs_a_reason() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    close(&mut harness, "board");
    click(&mut harness, "Choose all: Work that it owns or delivers");
    click(&mut harness, "Choose Council");
    assert!(says(&harness, "3 rows chosen"));
    harness.get_by_label("One answer for all that are chosen").focus();
    settle(&mut harness);
    enter(&mut harness, "each ends");
    assert_eq!(value(&harness, "What becomes of Sport"), "The work ends");
    assert_eq!(value(&harness, "What becomes of Council"), "The seat ends");
    assert!(says(&harness, "1 of 4 answered"), "only the seat, for which a reason is proposed");
    harness.get_by_label("Why").focus();
    settle(&mut harness);
    type_text(&mut harness, "The grant has ended");
    assert!(says(&harness, "3 of 4 answered"), "the reason of the whole is one for each");
    let title = "Work that it owns or delivers, 2 of 2 answered";
    click(&mut harness, title);
    assert!(harness.query_by_label("What becomes of Sport").is_none(), "folded");
    click(&mut harness, title);
    click(&mut harness, "Close it");
    let status = |id: &str| map(&harness).nodes.get(id).map(|node| (node.status, node.status_note.clone()));
    assert_eq!(status("play"), Some((NodeStatus::Ended, Some("The grant has ended".to_owned()))));
}

#[test]
fn one_that_goes_into_another_or_is_put_on_hold_says_so() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    close(&mut harness, "board");
    click(&mut harness, "It goes into");
    assert!(says(&harness, "Say what it goes into."));
    enter(&mut harness, "health");
    assert_eq!(value(&harness, "What it goes into"), "Health Panel");
    click(&mut harness, "Take 4 proposals");
    assert!(says(&harness, "4 of 4 answered"));
    click(&mut harness, "Close it");
    let lines = ["board-absorbed-into-heir", "heir-owns-play", "forum-reports-to-heir", "council-member-of-heir"];
    assert!(lines.iter().all(|line| map(&harness).links.contains(line)), "{:?}", map(&harness).links);
    assert_eq!(harness.state().session().document.undo_label(), Some("close Board, which goes into Health Panel"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);

    close(&mut harness, "board");
    click(&mut harness, "It is put on hold");
    harness.get_by_label("Since").focus();
    settle(&mut harness);
    type_text(&mut harness, "last summer");
    assert!(says(&harness, "is no date"));
    click(&mut harness, "Put it on hold, not available");
    assert_eq!(map(&harness).nodes.get("board").expect("it").status, NodeStatus::Active);
    harness.get_by_label("Since").focus();
    settle(&mut harness);
    for _ in 0..11 {
        press(&mut harness, Modifiers::NONE, Key::Backspace);
    }
    click(&mut harness, "Take: Council");
    assert_eq!(value(&harness, "What becomes of Council"), "It waits");
    click(&mut harness, "Put it on hold");
    assert_eq!(map(&harness).nodes.get("board").expect("it").status, NodeStatus::Dormant);
    assert_eq!(map(&harness).links.get("e").expect("the seat").status, LinkStatus::Active);
}

#[test]
fn a_status_that_is_changed_by_hand_tells_what_still_hangs_and_a_body_with_nothing_is_closed_too() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let ended = boardwalk::editing::change::status(map(&harness), &["board".into()], NodeStatus::Ended);
    act(&mut harness, Act::Make(ended));
    assert!(says(&harness, "4 things still hang on it"));
    close(&mut harness, "heir");
    assert!(says(&harness, "Nothing hangs on it"));
    click(&mut harness, "Close it");
    assert_eq!(map(&harness).nodes.get("heir").expect("it").status, NodeStatus::Ended);
}
