//! What `boardwalk check` says of findings that it knows: they are known by what they say, through other names, merged
//! bodies, lines that are drawn anew and maps that have got another file name.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

fn said_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_boardwalk")).args(arguments).current_dir(folder).output();
    let output = output.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn group(id: &str, name: &str) -> Value {
    json!({"id": id, "kind": "group", "name": name, "remit": format!("All of {id}.")})
}

fn line(id: &str, kind: &str, from: &str, to: &str) -> Value {
    json!({"id": id, "kind": kind, "from": from, "to": to})
}

/// A map with a council to which its groups answer, and these lines beside.
fn town(groups: &[Value], lines: &[Value]) -> String {
    let council = json!({"id": "council", "kind": "partner", "name": "Council", "accountable_body": true});
    let nodes: Vec<&Value> = std::iter::once(&council).chain(groups).collect();
    json!({"format": "boardwalk", "version": 1, "title": "Town", "nodes": nodes, "links": lines}).to_string()
}

fn up(id: &str) -> Value {
    line(&format!("{id}-up"), "reports_to", id, "council")
}

/// A folder with a map and a baseline of it.
fn known(map: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("town.boardwalk"), map).expect("written");
    let (_, _, complaints) = said_in(folder.path(), &["check", "town.boardwalk", "--write-baseline", "known.json"]);
    assert!(complaints.contains("known from now on"), "{complaints}");
    folder
}

/// What of the next map is new, changed and solved: the subjects of what is new, and the other two as they are told.
fn against(folder: &tempfile::TempDir, map: &str) -> (Vec<String>, Vec<Value>, Vec<Value>) {
    fs::write(folder.path().join("town.boardwalk"), map).expect("written");
    told(folder, "town.boardwalk")
}

fn told(folder: &tempfile::TempDir, file: &str) -> (Vec<String>, Vec<Value>, Vec<Value>) {
    let (_, printed, complaints) =
        said_in(folder.path(), &["check", file, "--baseline", "known.json", "--format", "json"]);
    let told: Value = serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{complaints}"));
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let subjects = |finding: &Value| {
        let ids = list(&finding["subjects"]);
        let ids: Vec<&str> = ids.iter().map(|subject| subject["id"].as_str().expect("an id")).collect();
        format!("{} {}", finding["code"].as_str().expect("a code"), ids.join(" "))
    };
    let new = list(&told["findings"]).iter().map(subjects).collect();
    (new, list(&told["baseline"]["changed"]), list(&told["baseline"]["solved"]))
}

#[test]
fn a_second_circle_through_a_body_is_new_and_the_known_one_is_not_solved() {
    let groups: Vec<Value> = ["ash", "birch", "acer", "willow"].map(|id| group(id, id)).into();
    let (to, back) = (line("1", "reports_to", "ash", "birch"), line("2", "reports_to", "birch", "ash"));
    let ups: Vec<Value> = ["ash", "birch", "acer", "willow"].map(up).into();
    let folder = known(&town(&groups, &[ups.clone(), vec![to.clone(), back.clone()]].concat()));
    for other in ["acer", "willow"] {
        let second = vec![line("3", "reports_to", "ash", other), line("4", "reports_to", other, "ash")];
        let (new, changed, solved) =
            against(&folder, &town(&groups, &[ups.clone(), vec![to.clone(), back.clone()], second].concat()));
        let (first, last) = if other < "ash" { (other, "ash") } else { ("ash", other) };
        assert_eq!(
            new.iter().filter(|new| new.starts_with("BW201")).collect::<Vec<_>>(),
            [&format!("BW201 {first} {last}")]
        );
        assert!(changed.is_empty() && solved.is_empty(), "{changed:?} {solved:?}");
    }
}

#[test]
fn a_fifth_in_a_circle_of_four_is_a_change_of_it_and_told_as_one() {
    let circle = |ids: &[&str]| {
        let groups: Vec<Value> = ids.iter().map(|id| group(id, id)).collect();
        let lines = ids.iter().zip(ids.iter().cycle().skip(1));
        let lines = lines.map(|(from, to)| line(&format!("{from}-{to}"), "reports_to", from, to));
        town(&groups, &lines.collect::<Vec<_>>())
    };
    let folder = known(&circle(&["a", "b", "c", "d"]));
    let (new, changed, solved) = against(&folder, &circle(&["a", "b", "c", "d", "e"]));
    assert!(new.iter().all(|new| !new.starts_with("BW201")) && solved.is_empty(), "{new:?} {solved:?}");
    let [change] = changed.as_slice() else { panic!("{changed:?}") };
    assert_eq!(change["was"], json!(["BW201", "node:a", "node:b", "node:c", "node:d"]));
    assert_eq!(change["now"], json!(["BW201", "node:a", "node:b", "node:c", "node:d", "node:e"]));
    let (_, printed, _) = said_in(folder.path(), &["check", "town.boardwalk", "--baseline", "known.json"]);
    assert!(printed.contains("CHANGED SINCE THE BASELINE  1\n") && printed.contains("has changed"), "{printed}");
}

#[test]
fn the_owners_of_a_contested_strand_may_change_and_it_is_still_the_same() {
    let strand = json!({"id": "play", "kind": "strand", "name": "Play"});
    let ids = ["a", "b", "c", "d", "e"];
    let groups: Vec<Value> = ids.iter().map(|id| group(id, id)).chain([strand]).collect();
    let owned = |owners: &[&str]| {
        let owns = owners.iter().map(|id| line(&format!("{id}-owns"), "owns", id, "play"));
        town(&groups, &ids.iter().map(|id| up(id)).chain(owns).collect::<Vec<_>>())
    };
    let folder = known(&owned(&["a", "b", "c", "d"]));
    for owners in [&["a", "b", "c", "d", "e"][..], &["a", "b"], &["b", "e"]] {
        let (new, changed, solved) = against(&folder, &owned(owners));
        assert!(new.is_empty() && solved.is_empty(), "{owners:?}: {new:?} {solved:?}");
        let changed = changed.iter().filter(|change| change["rule"] == "contested-strand").count();
        assert_eq!(changed, 1, "{owners:?}");
    }
    let solved = against(&folder, &owned(&["a"])).2;
    assert_eq!(solved, [json!(["BW103", "node:play", "node:a", "node:b", "node:c", "node:d"])]);
}

#[test]
fn what_was_merged_or_replaced_is_followed() {
    let folder = known(&town(&[group("forum", "Forum")], &[]));
    let mut heir = group("parents", "Parents Forum");
    heir["merged"] = json!(["forum"]);
    let (new, changed, solved) = against(&folder, &town(&[heir], &[]));
    assert!(new.is_empty() && changed.is_empty() && solved.is_empty(), "merged: {new:?} {changed:?} {solved:?}");
    let mut gone = group("forum", "Forum");
    gone["status"] = "ended".into();
    let into = line("into", "absorbed_into", "forum", "parents");
    let (new, changed, solved) =
        against(&folder, &town(&[gone, group("parents", "Parents Forum")], std::slice::from_ref(&into)));
    assert!(new.is_empty() && changed.is_empty() && solved.is_empty(), "replaced: {new:?} {changed:?} {solved:?}");
    let (new, _, solved) = against(&folder, &town(&[group("parents", "Parents Forum")], &[]));
    assert_eq!((new.len(), solved.len()), (1, 1), "without a word of it on the map they are two");
}

#[test]
fn a_line_that_is_drawn_anew_is_the_same_line() {
    let unclear = |id: &str| {
        let mut line = line(id, "scrutinises", "board", "forum");
        line["status"] = "unclear".into();
        town(&[group("board", "Board"), group("forum", "Forum")], &[up("board"), up("forum"), line])
    };
    let folder = known(&unclear("first"));
    let (new, changed, solved) = against(&folder, &unclear("second"));
    assert!(new.is_empty() && changed.is_empty() && solved.is_empty(), "{new:?} {changed:?} {solved:?}");
}

#[test]
fn a_renamed_map_file_is_compared_with_what_is_known_of_it_and_says_so() {
    let map = town(&[group("a", "A"), group("b", "B"), group("c", "C")], &[]);
    let folder = known(&map);
    let file = |name: &str| folder.path().join(name);
    fs::copy(file("town.boardwalk"), file("copy.boardwalk")).expect("copied");
    let (_, _, notes) = said_in(folder.path(), &["check", "copy.boardwalk", "--baseline", "known.json"]);
    assert!(notes.contains("of town.boardwalk, of which most is found here (3 of 3)"), "{notes}");
    assert!(told(&folder, "copy.boardwalk").0.is_empty());
    fs::rename(file("town.boardwalk"), file("borough.boardwalk")).expect("renamed");
    let (status, _, notes) = said_in(folder.path(), &["check", "borough.boardwalk", "--baseline", "known.json"]);
    assert!(status == 0 && notes.contains("of town.boardwalk, which is not there any more"), "{notes}");
    fs::write(file("other.boardwalk"), town(&[group("z", "Z")], &[])).expect("written");
    let (status, _, notes) = said_in(folder.path(), &["check", "other.boardwalk", "--baseline", "known.json"]);
    assert!(status == 1 && notes.contains("it knows town.boardwalk (3 findings)"), "{notes}");
}

#[test]
fn a_baseline_of_an_earlier_version_is_read_as_it_was() {
    let folder = known(&town(&[group("a", "A"), group("b", "B")], &[]));
    let earlier = r#"{"format": "boardwalk-baseline", "version": 1,
        "maps": {"town.boardwalk": [["BW301", "node:a"], ["BW302", "node:b", "node:gone"]]}}"#;
    fs::write(folder.path().join("known.json"), earlier).expect("written");
    let (new, changed, solved) = told(&folder, "town.boardwalk");
    assert_eq!(new, ["BW301 b"]);
    assert!(changed.is_empty());
    assert_eq!(solved, [json!(["BW302", "node:b", "node:gone"])]);
}

#[test]
fn an_acceptance_outlives_other_names_and_not_other_facts() {
    let accepting = |groups: &[Value], lines: &[Value]| {
        let mut map: Value = serde_json::from_str(&town(groups, lines)).expect("JSON");
        map["accepted"] = json!([{"rule": "BW301", "subjects": ["forum"], "reason": "It only advises",
            "facts": "Forum is at work but answers to nobody on this map"}]);
        map.to_string()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let open = |map: String| {
        fs::write(folder.path().join("town.boardwalk"), map).expect("written");
        let (_, printed, _) =
            said_in(folder.path(), &["check", "town.boardwalk", "--format", "json", "--rule", "BW301"]);
        let told: Value = serde_json::from_str(&printed).expect("JSON");
        told["counts"]["all"].as_u64().expect("a number")
    };
    assert_eq!(open(accepting(&[group("forum", "Forum")], &[])), 0);
    assert_eq!(open(accepting(&[group("forum", "Forum of Parents, Carers and Children")], &[])), 0);
    let arm = line("arm-up", "reports_to", "arm", "forum");
    assert_eq!(open(accepting(&[group("forum", "Forum"), group("arm", "Arm")], std::slice::from_ref(&arm))), 1);
    let mut heir = group("panel", "Panel");
    heir["merged"] = json!(["forum"]);
    assert_eq!(open(accepting(&[heir], &[])), 0, "of what the forum was merged into");
}
