//! Options beside each other: what the panels tell is what the command line tells, and each figure leads to what it counts.

use std::path::{Path, PathBuf};
use std::process::Command as Process;

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use boardwalk::session::reports::ReportAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::{Value, json};

use crate::harness::*;

/// A town with a board above a group, the strands of both, and so many options that end the board: the first with all that
/// this asks for, the others without.
fn town(options: usize) -> String {
    let node = |id: &str, kind: &str, name: &str| json!({"id": id, "kind": kind, "name": name});
    let closing = |number: usize| {
        let board = |status: &str| json!({"node": {"id": "board", "kind": "board", "name": "Board", "status": status}});
        let mut changes = vec![json!({"before": board("active"), "after": board("ended"), "reason": "=1+1 in May"})];
        let link = |id: &str, kind: &str, from: &str, to: &str| json!({"link": {"id": id, "kind": kind, "from": from, "to": to}});
        if number == 0 {
            changes.push(json!({"before": link("group-up", "reports_to", "group", "board"), "after": link("group-up", "reports_to", "group", "council")}));
            changes.push(
                json!({"before": link("plays", "owns", "board", "play"), "after": link("plays", "owns", "group", "play")}),
            );
        }
        json!({"id": format!("option-{number}"), "name": format!("Plan {number}"), "changes": changes})
    };
    json!({"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        node("board", "board", "Board"), node("group", "group", "Group"),
        node("play", "strand", "Play"), node("sport", "strand", "Sport")],
        "links": [
            {"id": "up", "kind": "reports_to", "from": "board", "to": "council"},
            {"id": "group-up", "kind": "reports_to", "from": "group", "to": "board"},
            {"id": "plays", "kind": "owns", "from": "board", "to": "play"},
            {"id": "sports", "kind": "owns", "from": "group", "to": "sport"}],
        "options": (0..options).map(closing).collect::<Vec<Value>>()})
    .to_string()
}

fn solihull(home: &Path) -> PathBuf {
    let path = home.join("solihull.boardwalk");
    std::fs::write(&path, include_str!("../../sample_maps/solihull-2011.boardwalk")).expect("a file");
    path
}

/// What the command line answers, whatever its status.
fn said(arguments: &[&str], file: &Path) -> String {
    let mut process = Process::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = process.arg(arguments[0]).arg(file).args(&arguments[1..]).output().expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn table_of(text: &str) -> Vec<Vec<String>> {
    let rows = text.trim_end().lines();
    rows.map(|row| row.split('\t').map(|cell| cell.trim_start_matches('\'').to_owned()).collect()).collect()
}

/// What pressing a button puts on the clipboard.
fn copied(harness: &mut Harness<'_, App>, button: &str) -> Vec<Vec<String>> {
    harness.get_by_label(button).click();
    for _ in 0..6 {
        harness.step();
        for command in &harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                return table_of(text);
            }
        }
    }
    panic!("nothing was copied");
}

fn show(harness: &mut Harness<'_, App>, panel: Panel) {
    act(harness, Act::Open(panel, true));
}

fn is_there(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_all_by_label(label).next().is_some()
}

/// Writes over a cell of a table.
fn write_into(harness: &mut Harness<'_, App>, cell: &str, text: &str) {
    click(harness, cell);
    press(harness, Modifiers::NONE, Key::F2);
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, text);
    press(harness, Modifiers::NONE, Key::Enter);
}

#[test]
fn every_figure_of_the_comparison_is_the_command_lines() {
    let home = home();
    let file = solihull(home.path());
    let mut harness = window(home.path(), Some(&file));
    show(&mut harness, Panel::Comparison);
    let told: Value = serde_json::from_str(&said(&["compare", "--format", "json"], &file)).expect("JSON");
    let figures = told["figures"].as_array().expect("figures");
    let expected: Vec<Vec<String>> = figures
        .iter()
        .map(|figure| {
            let values = figure["values"].as_array().expect("values").iter();
            let values = values.map(|value| value.as_str().unwrap_or_default().to_owned());
            std::iter::once(figure["label"].as_str().expect("a label").to_owned()).chain(values).collect()
        })
        .collect();
    let table = copied(&mut harness, "Copy table");
    assert_eq!(table[1..=expected.len()], expected[..]);
    let csv = said(&["compare", "--format", "csv"], &file);
    // Below them stands, under a heading, how each option stands to what partners expect.
    let stances = csv.lines().skip(1 + expected.len()).count();
    assert_eq!((table.len() - 2 - expected.len(), stances), (30, 30));
    for (row, line) in table[2 + expected.len()..].iter().zip(csv.lines().skip(1 + expected.len())) {
        assert!(
            line.ends_with(&row[2..].join(",")) && line.contains(row[0].split(',').next().unwrap_or_default()),
            "{line}"
        );
    }
    let options = told["options"].as_array().expect("options");
    for option in options {
        let (name, summary) =
            (option["name"].as_str().expect("a name"), option["summary"].as_str().expect("a summary"));
        assert!(is_there(&harness, &format!("{name}. {summary}")), "the sentence of {name} stands over its column");
    }
    // What is seen says so in words, the best and the worst too.
    let name = options[0]["name"].as_str().expect("a name");
    let solved = &figures[0];
    let rank = |place: usize| match solved["ranks"][place].as_str() {
        Some(rank) => format!(", {rank}"),
        None => String::new(),
    };
    assert!(!is_there(&harness, "Findings solved: gaps"), "the families are told apart once somebody asks");
    click(&mut harness, "Findings solved, folded");
    assert!(is_there(&harness, "Findings solved: gaps") && is_there(&harness, "Findings solved, unfolded"));
    let value = solved["values"][1].as_str().expect("a value");
    assert!(is_there(&harness, &format!("Findings solved, {name}: {value}{}", rank(1))));
}

#[test]
fn every_line_of_the_ledger_and_every_decision_is_the_command_lines() {
    let home = home();
    let file = solihull(home.path());
    let mut harness = window(home.path(), Some(&file));
    for option in ["board-founded-anew", "to-health-and-safeguarding", "to-the-partners"] {
        let asked = |command: &str| said(&[command, "--option", option, "--format", "json"], &file);
        let ledger: Value = serde_json::from_str(&asked("ledger")).expect("JSON");
        let lines = ledger["lines"].as_array().expect("lines");
        act(&mut harness, Act::Report(ReportAct::LookAt(option.into())));
        show(&mut harness, Panel::Ledger);
        let table = copied(&mut harness, "Copy ledger");
        assert_eq!(table.len(), lines.len() + 1, "a row a line, below the headings");
        for (row, line) in table[1..].iter().zip(lines) {
            assert_eq!(Some(row[0].as_str()), line["name"].as_str().map(|name| name.trim_start_matches('\'')));
        }
        let words = said(&["ledger", "--option", option], &file);
        let sentence = words.lines().nth(1).expect("a sentence").trim_end_matches('.');
        assert!(is_there(&harness, sentence), "{sentence}");
        let decisions: Value = serde_json::from_str(&asked("decisions")).expect("JSON");
        let made = decisions["made"].as_array().expect("decisions");
        show(&mut harness, Panel::Decisions);
        let table = copied(&mut harness, "Copy decisions");
        assert_eq!(table.len(), made.len() + 1);
        for (row, decision) in table[1..].iter().zip(made) {
            let sentence = decision["sentence"].as_str().expect("a sentence");
            assert_eq!(row[1].to_lowercase(), sentence.to_lowercase());
        }
    }
}

#[test]
fn each_figure_leads_to_what_it_counts() {
    let home = home();
    let file = home.path().join("town.boardwalk");
    std::fs::write(&file, town(2)).expect("a file");
    let mut harness = window(home.path(), Some(&file));
    show(&mut harness, Panel::Comparison);
    click_anywhere(&mut harness, "Bodies at work, As it is now: 3");
    assert!(is_there(&harness, "Bodies at work: 3"), "the list says what it counts");
    act(&mut harness, Act::Option(OptionAct::Open(Some("option-1".into()))));
    click_anywhere(&mut harness, "Board");
    assert_eq!(harness.state().session().document.option(), None, "the baseline's figure leads to the baseline");
    assert!(harness.state().session().selection.ids.contains("board"));
    act(&mut harness, Act::Report(ReportAct::Count(None)));
    let head = harness.query_all_by_label_contains("Plan 1. Option").next().expect("a heading");
    head.click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().session().document.option().map(|id| id.as_str()), Some("option-1"));
    act(&mut harness, Act::Option(OptionAct::Open(None)));
    click_anywhere(&mut harness, "Not accounted for, Plan 1: 1, worst");
    assert!(harness.state().session().panels.is_open(Panel::Ledger));
    assert!(is_there(&harness, "Fate of Play: Unaccounted for") && !is_there(&harness, "Fate of Sport: Kept"));
    assert!(is_there(&harness, "Unaccounted for 1"), "the filter counts the same");
    assert!(is_there(&harness, "3 of 3 bodies and 1 of 2 strands accounted for"), "and so does the meter");
}

#[test]
fn what_is_left_open_is_answered_where_it_is_listed() {
    let home = home();
    let mut harness = window_with(home.path(), &town(2));
    act(&mut harness, Act::Option(OptionAct::Open(Some("option-1".into()))));
    show(&mut harness, Panel::Ledger);
    assert!(is_there(&harness, "3 of 3 bodies and 1 of 2 strands accounted for"));
    write_into(&mut harness, "Now with of Play: Board", "Group");
    assert!(is_there(&harness, "3 of 3 bodies and 2 of 2 strands accounted for"));
    assert!(is_there(&harness, "Fate of Play: Moved"));
    write_into(&mut harness, "Reason of Play: empty", "The group asked for it");
    let reasons = |harness: &Harness<'_, App>| {
        let option = harness.state().session().document.baseline().options.get("option-1").expect("the option").clone();
        option.changes.iter().filter(|change| change.reason.as_deref() == Some("The group asked for it")).count()
    };
    assert_eq!(reasons(&harness), 2, "the line that goes and the one that comes");
    assert!(is_there(&harness, "Reason of Play: The group asked for it"));
    assert!(!is_there(&harness, "Reason of Sport: The group asked for it"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(reasons(&harness), 0, "a reason is a step like any other");
    // What stays as it is may have a reason, too, and is still kept.
    write_into(&mut harness, "Reason of Sport: empty", "It goes well");
    assert!(is_there(&harness, "Reason of Sport: It goes well") && is_there(&harness, "Fate of Sport: Kept"));
    show(&mut harness, Panel::Decisions);
    assert!(is_there(&harness, "Reason of Sport: it stays as it is: It goes well"));
}

#[test]
fn what_has_no_reason_is_found_and_given_one() {
    let home = home();
    let mut harness = window_with(home.path(), &town(1));
    show(&mut harness, Panel::Decisions);
    assert!(is_there(&harness, "2 changes of 3 without a reason"));
    click(&mut harness, "Without a reason 2");
    let change = "The line by which Board owns Play";
    let open = |harness: &Harness<'_, App>| {
        let cells = harness
            .query_all_by_label_contains("Reason of ")
            .filter(|node| node.accesskit_node().label().is_some_and(|label| label.ends_with(": empty")));
        cells.filter_map(|node| node.accesskit_node().label()).collect::<Vec<String>>()
    };
    let cells = open(&harness);
    assert_eq!(cells.len(), 2, "{cells:?} {change}");
    write_into(&mut harness, &cells[0], "Agreed in June");
    assert!(is_there(&harness, "1 change of 3 without a reason"));
    assert_eq!(open(&harness).len(), 1);
}

#[test]
fn the_reasons_of_many_changes_are_cleared_and_pasted_as_one_step() {
    let home = home();
    let mut harness = window_with(home.path(), &town(1));
    let map = |harness: &Harness<'_, App>| harness.state().session().document.baseline().clone();
    let decision = "Reason of Board: Status changes from active to ended: =1+1 in May";
    for (panel, cell) in [(Panel::Decisions, decision), (Panel::Ledger, "Reason of Board: =1+1 in May")] {
        show(&mut harness, panel);
        let before = map(&harness);
        click(&mut harness, cell);
        press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::End);
        press(&mut harness, Modifiers::NONE, Key::Delete);
        let left = map(&harness)
            .options
            .iter()
            .flat_map(|option| option.changes.clone())
            .filter(|one| one.reason.is_some())
            .count();
        assert_eq!(left, 0, "{panel:?}");
        press(&mut harness, Modifiers::COMMAND, Key::Z);
        assert_eq!(map(&harness), before, "{panel:?}: one step");
    }
}

#[test]
fn options_for_whose_tabs_there_is_no_room_stand_in_a_list() {
    let home = home();
    let mut harness = window_with(home.path(), &town(40));
    assert!(is_there(&harness, "Baseline") && !is_there(&harness, "Plan 39"));
    click(&mut harness, "Option");
    click_anywhere(&mut harness, "Plan 39");
    let open = |harness: &Harness<'_, App>| harness.state().session().document.option().map(ToString::to_string);
    assert_eq!(open(&harness).as_deref(), Some("option-39"));
    let shown = harness.get_by_label("Option").accesskit_node().value();
    assert_eq!(shown.as_deref(), Some("Plan 39"));
    let new = harness.get_by_label("New option…").rect();
    assert!(new.max.x < harness.state().canvas().screen().max.x, "what stands behind it is in sight: {new:?}");
    click(&mut harness, "Baseline");
    assert_eq!(open(&harness), None);
}

#[test]
fn where_there_are_no_options_the_panels_say_what_they_are_and_offer_to_make_one() {
    let home = home();
    let mut harness = window_with(home.path(), &town(0));
    for panel in [Panel::Comparison, Panel::Ledger, Panel::Decisions] {
        show(&mut harness, panel);
        assert!(is_there(&harness, "No options yet"), "{panel:?}");
    }
    click(&mut harness, "New option…");
    enter(&mut harness, "Lean");
    assert!(!is_there(&harness, "No options yet"));
    assert!(says(&harness, "This option changes nothing yet"));
}

#[test]
fn of_many_options_six_are_compared_and_others_can_be_chosen() {
    let home = home();
    let mut harness = window_with(home.path(), &town(8));
    show(&mut harness, Panel::Comparison);
    let columns = |harness: &mut Harness<'_, App>| copied(harness, "Copy table")[0].clone();
    assert_eq!(columns(&mut harness).len(), 8);
    click(&mut harness, "6 of 8 options");
    for option in ["Plan 0", "Plan 7"] {
        harness.get_by_role_and_label(egui::accesskit::Role::CheckBox, option).click();
        settle(&mut harness);
    }
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let columns = columns(&mut harness);
    assert!(columns.contains(&"Plan 7".to_owned()) && !columns.contains(&"Plan 0".to_owned()), "{columns:?}");
}
