//! What partners expect, in the inspector, and how options stand to it.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::model::{Expectation, ExpectationKind, Fulfilment, Map, Stance};
use boardwalk::session::options::OptionAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const POLICE: &str = "west-midlands-police";

fn map<'a>(harness: &'a Harness<'_, App>) -> &'a Map {
    harness.state().session().document.map()
}

fn only(harness: &Harness<'_, App>) -> Expectation {
    Expectation::clone(map(harness).expectations.iter().next().expect("an expectation"))
}

fn stance(harness: &Harness<'_, App>) -> Stance {
    let option = map(harness).options.get("board-founded-anew").expect("an option");
    Stance::clone(option.stances.get("police-want-direction").expect("a stance"))
}

/// Takes a word of the list that is open.
fn choose(harness: &mut Harness<'_, App>, word: &str) {
    harness.get_all_by_label(word).last().expect("a word of the list").click();
    settle(harness);
}

#[test]
fn what_a_partner_expects_is_read_added_changed_and_taken_away() {
    let home = home();
    let mut harness = window_with(
        home.path(),
        r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "police", "kind": "partner", "name": "Police"}]}"#,
    );
    select(&mut harness, &["police"]);
    assert!(harness.query_by_label("Expects of the partnership to come").is_none(), "nothing is expected yet");
    click_anywhere(&mut harness, "Add what it expects");
    enter(&mut harness, "needs: A board that unblocks");
    assert_eq!((only(&harness).kind, only(&harness).text.as_str()), (ExpectationKind::Needs, "A board that unblocks"));
    assert_eq!(only(&harness).partner.as_str(), "police");
    assert!(harness.query_by_label("Expects of the partnership to come").is_some());
    harness.get_by_label("Expectation A board that unblocks").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "A board that decides");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(only(&harness).text, "A board that decides");
    click_anywhere(&mut harness, "Remove expectation A board that decides");
    assert!(map(&harness).expectations.is_empty());
}

#[test]
fn an_option_is_judged_beside_what_is_expected_and_says_why() {
    let home = home();
    let mut harness = window(home.path(), None);
    select(&mut harness, &[POLICE]);
    let told = "Direction, and confidence for those who are to change things";
    assert!(harness.query_by_label(&format!("Expectation {told}")).is_some());
    let option = "A small board, founded anew";
    assert_eq!(stance(&harness).stance, Fulfilment::Partly);
    assert!(says(&harness, "inferred · 4.5.1") && says(&harness, "assumed · 3.5.1"), "on what each rests is told");
    click_anywhere(&mut harness, &format!("How {option} stands to {told}"));
    choose(&mut harness, "not known");
    assert_eq!(stance(&harness).stance, Fulfilment::Unknown);
    assert!(stance(&harness).reason.is_some(), "the reason stays");
    click_anywhere(&mut harness, &format!("How {option} stands to {told}"));
    choose(&mut harness, "met");
    assert_eq!(stance(&harness).stance, Fulfilment::Met);
    harness.get_by_label(&format!("Why {option} stands so to {told}")).focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "As the plan says");
    press(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert_eq!(stance(&harness).reason.as_deref(), Some("As the plan says"));
}

#[test]
fn all_that_is_expected_stands_with_the_map_itself() {
    let home = home();
    let mut harness = window(home.path(), None);
    select(&mut harness, &[]);
    click_anywhere(&mut harness, "This map");
    assert!(says(&harness, "Expectations"));
    assert!(harness.query_by_label("Expectation Papers in time to consult other parents before a meeting").is_some());
}

#[test]
fn of_many_options_those_that_are_judged_stand_beside_what_is_expected_and_the_open_one_first() {
    let home = home();
    let option = |number: usize| {
        let stances = if number == 30 { r#"[{"expectation": "focus", "stance": "met"}]"# } else { "[]" };
        format!(r#"{{"id": "o{number}", "name": "Plan {number}", "changes": [], "stances": {stances}}}"#)
    };
    let options: Vec<String> = (0..40).map(option).collect();
    let town = format!(
        r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {{"id": "police", "kind": "partner", "name": "Police"}}], "expectations": [
        {{"id": "focus", "partner": "police", "kind": "needs", "text": "Focus"}}], "options": [{}]}}"#,
        options.join(",")
    );
    let mut harness = window_with(home.path(), &town);
    act(&mut harness, Act::Option(OptionAct::Open(Some("o20".into()))));
    select(&mut harness, &["police"]);
    let top = |option: &str| {
        let label = format!("How {option} stands to Focus");
        harness.query_by_label(&label).map(|node| node.rect().top())
    };
    assert!(top("Plan 20").expect("the open one") < top("Plan 30").expect("the one that is judged"));
    assert_eq!((0..40).filter(|number| top(&format!("Plan {number}")).is_some()).count(), 8);
    assert!(says(&harness, "32 other options: open one to judge it"));
}
