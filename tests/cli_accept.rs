//! Accepted findings and rules that a map sets or switches off, as `boardwalk check` tells of them.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};

const FIRST_STEPS: &str = "sample_maps/first-steps.boardwalk";

fn said(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

/// The words of a text, wherever its lines break.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_json(arguments: &[&str]) -> Value {
    let (_, printed, complaints) = said(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {complaints}"))
}

/// A sample map whose file says more, and the folder that holds it.
fn map_with(change: impl FnOnce(&mut Value)) -> (tempfile::TempDir, String) {
    let mut map: Value =
        serde_json::from_slice(&fs::read(format!("{}/{FIRST_STEPS}", env!("CARGO_MANIFEST_DIR"))).expect("the sample"))
            .expect("JSON");
    change(&mut map);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("town.boardwalk");
    fs::write(&path, map.to_string()).expect("written");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

/// Findings as a map file accepts them.
fn accepted(findings: &[Value]) -> Value {
    let one = |finding: &Value| {
        let subjects: Vec<&Value> =
            finding["subjects"].as_array().expect("a list").iter().map(|subject| &subject["id"]).collect();
        json!({"rule": finding["code"], "subjects": subjects, "reason": "The board knows of it",
            "date": "2011-05-12", "facts": finding["message"]})
    };
    findings.iter().map(one).collect()
}

fn findings(document: &Value) -> Vec<Value> {
    document["findings"].as_array().expect("a list").clone()
}

#[test]
fn accepted_findings_stand_apart_and_do_not_count_unless_strict() {
    let before = as_json(&["check", FIRST_STEPS]);
    let first = findings(&before)[0].clone();
    let (_folder, file) = map_with(|map| map["accepted"] = accepted(std::slice::from_ref(&first)));

    let (status, printed, complaints) = said(&["check", &file]);
    assert_eq!((status, complaints.as_str()), (1, ""));
    let apart = printed.split_once("\nACCEPTED  1\n").expect("a section of its own").1;
    let apart = flat(apart);
    assert!(apart.contains(first["message"].as_str().expect("a text")), "{printed}");
    assert!(apart.contains("→ Accepted on 2011-05-12: The board knows of it"), "{printed}");
    assert!(apart.contains("4 findings: ") && apart.contains("1 finding accepted."), "{printed}");
    assert!(printed.lines().all(|line| line.chars().count() <= 100), "a line is too long\n{printed}");

    let after = as_json(&["check", &file]);
    assert_eq!((&after["counts"]["all"], &after["counts"]["accepted"]), (&json!(4), &json!(1)));
    assert_eq!(after["metrics"]["findings"]["accepted"], 1);
    let last = findings(&after).pop().expect("five findings");
    assert_eq!((&last["code"], &last["accepted"]), (&first["code"], &json!(true)));
    assert_eq!(last["acceptance"]["reason"], "The board knows of it");
    assert_eq!(last["acceptance"]["date"], "2011-05-12");

    let strict = as_json(&["check", &file, "--strict"]);
    assert_eq!((&strict["counts"]["all"], &strict["counts"]["accepted"]), (&json!(5), &json!(0)));
    assert!(findings(&strict).iter().any(|finding| finding["accepted"] == true), "it still says so");
    let (_, printed, _) = said(&["check", &file, "--strict"]);
    assert!(printed.contains("\n5 findings: ") && !printed.contains("ACCEPTED"), "{printed}");
    assert!(flat(&printed).contains("→ Accepted on 2011-05-12: The board"), "{printed}");
}

#[test]
fn a_map_whose_findings_are_all_accepted_is_clean_unless_strict() {
    let before = as_json(&["check", FIRST_STEPS]);
    let (_folder, file) = map_with(|map| map["accepted"] = accepted(&findings(&before)));
    let (status, printed, _) = said(&["check", &file]);
    assert_eq!(status, 0, "{printed}");
    assert!(flat(&printed).contains("No findings.") && flat(&printed).contains("5 findings accepted."), "{printed}");
    assert_eq!(said(&["check", &file, "--strict"]).0, 1);
    let (_, figures, _) = said(&["metrics", &file]);
    assert!(figures.contains("0, and 5 accepted"), "{figures}");
}

#[test]
fn changed_facts_open_a_finding_again_and_say_so() {
    let before = as_json(&["check", FIRST_STEPS]);
    let (_folder, file) = map_with(|map| {
        map["accepted"] = accepted(&findings(&before)[..1]);
        map["accepted"][0]["facts"] = json!("It was something else then");
    });
    let after = as_json(&["check", &file]);
    assert_eq!((&after["counts"]["all"], &after["counts"]["accepted"]), (&json!(5), &json!(0)));
    let first = findings(&after)[0].clone();
    assert_eq!((&first["accepted"], &first["acceptance"]["facts_changed"]), (&json!(false), &json!(true)));
    let (status, printed, _) = said(&["check", &file]);
    assert_eq!(status, 1);
    assert!(flat(&printed).contains("→ Was accepted on 2011-05-12: its facts have changed."), "{printed}");
}

#[test]
fn severities_and_switched_off_rules_of_the_map_are_kept_to_and_named() {
    let before = as_json(&["check", FIRST_STEPS]);
    let all = findings(&before);
    let (one, other) = (&all[0], all.iter().find(|other| other["code"] != all[0]["code"]).expect("another rule"));
    let code = |finding: &Value| finding["code"].as_str().expect("a code").to_owned();
    let (_folder, file) = map_with(|map| {
        map["settings"]["severities"] = json!({code(one): "note", code(other): "off", "BW999": "error"});
    });
    let after = as_json(&["check", &file]);
    let of = |asked: &Value| findings(&after).into_iter().filter(|finding| finding["code"] == asked["code"]).collect();
    let (changed, off): (Vec<Value>, Vec<Value>) = (of(one), of(other));
    assert!(!changed.is_empty() && changed.iter().all(|finding| finding["severity"] == "note"), "{changed:?}");
    assert!(off.is_empty(), "{off:?}");
    assert_eq!(after["switched_off"], json!([{"code": other["code"], "rule": other["rule"]}]));
    let (_, printed, complaints) = said(&["check", &file]);
    let name = format!("Switched off in this map: {} {}", other["rule"].as_str().expect("a name"), code(other));
    assert!(flat(&printed).contains(&name), "{printed}");
    assert!(complaints.starts_with("note: ") && complaints.contains("\"BW999\", which is no rule"), "{complaints}");
    let (status, _, complaints) = said(&["fmt", "--check", &file]);
    assert!(status != 2, "a rule that nobody knows is kept: {complaints}");
}

#[test]
fn accepting_neither_solves_what_a_baseline_knows_nor_hides_it_from_sarif() {
    let (folder, file) = map_with(|_| {});
    let baseline = folder.path().join("known.json");
    let baseline = baseline.to_str().expect("UTF-8");
    assert_eq!(said(&["check", &file, "--write-baseline", baseline]).0, 0);
    let before = as_json(&["check", FIRST_STEPS]);
    let (_other, accepting) = map_with(|map| map["accepted"] = accepted(&findings(&before)[..1]));
    fs::copy(&accepting, &file).expect("changed");
    let compared = as_json(&["check", &file, "--baseline", baseline]);
    assert_eq!((&compared["counts"]["all"], &compared["counts"]["accepted"]), (&json!(0), &json!(1)));
    assert_eq!(compared["metrics"]["findings"]["accepted"], 1);
    assert_eq!(compared["baseline"]["solved"], json!([]));

    let sarif: Value = serde_json::from_str(&said(&["check", &file, "--format", "sarif"]).1).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let suppressed: Vec<&Value> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!((results.len(), suppressed.len()), (5, 1));
    assert_eq!(suppressed[0]["ruleId"], findings(&before)[0]["code"]);
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "The board knows of it");
}
