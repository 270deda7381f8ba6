//! Accepting findings for a reason, opening them again, and rules that a map grades or switches off.

use std::path::PathBuf;

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::editing::Step;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::edit::Edit;
use boardwalk::model::{Grade, Link, LinkKind, Map, Node, NodeKind};
use boardwalk::session::file_acts::{FileAct, Next};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

/// A copy of a sample map in a folder of its own, that can be saved.
fn a_file(folder: &tempfile::TempDir) -> PathBuf {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_maps/first-steps.boardwalk");
    let path = folder.path().join("town.boardwalk");
    std::fs::copy(sample, &path).expect("a copy");
    path
}

fn saved(path: &PathBuf) -> Map {
    boardwalk_file::read(&std::fs::read(path).expect("the file")).expect("a map")
}

/// How many findings count, and how many are accepted.
fn counts(harness: &Harness<'_, App>) -> (usize, usize) {
    let session = harness.state().session();
    (session.open_findings().len(), session.findings().len() - session.open_findings().len())
}

#[test]
fn a_finding_is_accepted_for_a_reason_counted_apart_saved_and_opened_again() {
    let (home, folder) = (home(), tempfile::tempdir().expect("a folder"));
    let path = a_file(&folder);
    let mut harness = window(home.path(), Some(&path));
    let (open, _) = counts(&harness);
    go_to_finding(&mut harness, 0);
    let message = harness.state().session().findings()[0].message.clone();

    click(&mut harness, &format!("Accept: {message}"));
    assert!(says(&harness, "Why do you live with it?"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(says(&harness, "Why do you live with it?"), "without a reason nothing is accepted");
    assert_eq!(counts(&harness), (open, 0));
    enter(&mut harness, "The board knows of it");

    assert!(!says(&harness, "Why do you live with it?"));
    assert_eq!(counts(&harness), (open - 1, 1));
    assert!(says(&harness, "and 1 accepted"), "counted apart");
    assert!(says(&harness, "Accepted, 1"), "a section of its own");
    assert!(says(&harness, &format!("accepted error: {message}")), "it stays in the list");
    assert!(!says(&harness, "solved 1 finding"), "it is not solved");
    let chosen = harness.state().session().chosen_finding().expect("it stays chosen");
    assert!(chosen.is_accepted() && chosen.message == message);
    press(&mut harness, Modifiers::COMMAND, Key::S);
    let [accepted] = <[_; 1]>::try_from(saved(&path).accepted).expect("one acceptance in the file");
    assert_eq!((accepted.reason.as_str(), accepted.facts.as_str()), ("The board knows of it", message.as_str()));
    assert!(accepted.date.is_some());

    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(counts(&harness), (open, 0), "undo opens it");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(counts(&harness), (open - 1, 1));
    click(&mut harness, &format!("Open again: {message}"));
    assert_eq!(counts(&harness), (open, 0));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Period);
    assert!(says(&harness, "Why do you live with it?"), "from the keyboard too");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session().document.map().accepted.is_empty());
}

#[test]
fn findings_of_one_cause_are_accepted_together_and_each_opens_when_it_changes() {
    let home = home();
    let mut harness = window(home.path(), None);
    let (open, _) = counts(&harness);
    let link = harness.query_all_by_label_contains("Accept all: ").next().expect("a cause of several findings");
    link.click();
    settle(&mut harness);
    enter(&mut harness, "All of them go with the review");
    let (left, accepted) = counts(&harness);
    assert!(accepted >= 3 && left + accepted == open, "{left} and {accepted} of {open}");
    let session = harness.state().session();
    assert!(
        session.document.undo_label().is_some_and(|label| label.starts_with(&format!("accept {accepted} findings")))
    );

    let one = session.findings()[left].clone();
    let subject = one.subjects[0].id.clone();
    assert!(one.message.contains(session.document.map().name(subject.as_str())), "{}", one.message);
    let renamed = boardwalk::editing::change::rename(session.document.map(), &subject, "Something Quite Else");
    act(&mut harness, Act::Make(renamed));
    assert_eq!(counts(&harness).1, accepted, "another name opens nothing");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let panel = Edit::put(Node::new("zz-panel", NodeKind::Group, "Panel"));
    let line = Edit::put(Link::new("zz-panel-up", LinkKind::ReportsTo, "zz-panel", subject));
    let below = Step { label: "add a panel".to_owned(), edits: vec![panel, line], chosen: Vec::new() };
    act(&mut harness, Act::Make(Ok(below)));
    let session = harness.state().session();
    let is_it = |finding: &&boardwalk::analysis::Finding| finding.code == one.code && finding.subjects == one.subjects;
    let index = session.findings().iter().position(|finding| is_it(&finding)).expect("it is still found");
    assert!(!session.findings()[index].is_accepted());
    go_to_finding(&mut harness, index);
    assert!(says(&harness, "once accepted "), "the list says so");
    assert!(says(&harness, "its facts have changed. The reason was: All of them go with the review"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(counts(&harness), (left, accepted));
}

#[test]
fn a_rule_counts_as_this_map_says_and_is_named_when_it_is_off() {
    let home = home();
    let mut harness = window(home.path(), None);
    let (code, rule) = {
        let first = &harness.state().session().findings()[0];
        (first.code, first.rule)
    };
    let of_rule = |harness: &Harness<'_, App>| {
        let findings = harness.state().session().findings().iter();
        findings.filter(|finding| finding.code == code).map(|finding| finding.severity.word()).collect::<Vec<_>>()
    };
    let before = of_rule(&harness);
    act(&mut harness, Act::Explain(Some(code)));
    let choose = |harness: &mut Harness<'_, App>, words: &str| {
        harness.get_by_label_contains("In this map it counts as").click();
        settle(harness);
        click(harness, words);
    };
    choose(&mut harness, "as a note");
    let after = of_rule(&harness);
    assert!(after.len() == before.len() && after.iter().all(|word| *word == "note"), "{after:?}");
    choose(&mut harness, "not at all: switched off");
    assert_eq!(of_rule(&harness), [""; 0]);
    let map = harness.state().session().document.map().clone();
    assert_eq!(map.settings.severities.get(code), Some(&Grade::Off));
    let label = harness.state().session().document.undo_label().map(str::to_owned);
    assert_eq!(label, Some(format!("switch off {rule}")));

    // The foot of the list is there whatever the filter hides.
    harness.get_by_label("Filter the findings").click();
    settle(&mut harness);
    type_text(&mut harness, "no finding says this");
    assert!(says(&harness, "Switched off, 1"));
    click(&mut harness, &format!("Switch on {rule}"));
    assert_eq!(of_rule(&harness), before);
}

#[test]
fn a_border_is_drawn_elsewhere_for_a_map_and_back_again() {
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    let keystones = |harness: &Harness<'_, App>| {
        harness.state().session().findings().iter().filter(|finding| finding.code == "BW404").count()
    };
    assert_eq!(keystones(&harness), 1);
    act(&mut harness, Act::Explain(Some("BW404")));
    let label = "Fewest routes that depend on one";
    let set = |harness: &mut Harness<'_, App>, text: &str| {
        harness.get_all_by_label(label).last().expect("a field").focus();
        settle(harness);
        enter(harness, text);
    };
    set(&mut harness, "some");
    assert_eq!(harness.state().session().document.undo_label(), None, "that is no number");
    set(&mut harness, "9");
    assert_eq!(keystones(&harness), 0);
    let undo = harness.state().session().document.undo_label().map(str::to_owned);
    assert_eq!(undo, Some(format!("set “{label}” to 9")));
    harness.get_all_by_label("as the catalogue says").next().expect("the way back").click();
    settle(&mut harness);
    assert_eq!(keystones(&harness), 1);
    assert!(harness.state().session().document.map().settings.thresholds.is_empty());
}
