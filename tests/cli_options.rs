//! Options on the command line: as the map to ask, in the ledger, beside each other, and told as differences.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// A town with a board above a group, and the strands of both.
fn town(options: &Value) -> String {
    let node = |id: &str, kind: &str, name: &str| json!({"id": id, "kind": kind, "name": name});
    json!({"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        node("board", "board", "Board"), node("group", "group", "Group"),
        node("play", "strand", "Play"), node("sport", "strand", "Sport")],
        "links": [
            {"id": "up", "kind": "reports_to", "from": "board", "to": "council"},
            {"id": "group-up", "kind": "reports_to", "from": "group", "to": "board"},
            {"id": "plays", "kind": "owns", "from": "board", "to": "play"},
            {"id": "sports", "kind": "owns", "from": "group", "to": "sport"}],
        "options": options})
    .to_string()
}

/// An option that ends the board, with or without all that this asks for.
fn closing(id: &str, name: &str, is_whole: bool) -> Value {
    let node = |status: &str| json!({"node": {"id": "board", "kind": "board", "name": "Board", "status": status}});
    let mut changes = vec![json!({"before": node("active"), "after": node("ended"), "reason": "=1+1 agreed in May"})];
    if is_whole {
        let link = |id: &str, kind: &str, from: &str, to: &str| json!({"link": {"id": id, "kind": kind, "from": from, "to": to}});
        changes.push(json!({"before": link("group-up", "reports_to", "group", "board"), "after": link("group-up", "reports_to", "group", "council")}));
        changes.push(
            json!({"before": link("plays", "owns", "board", "play"), "after": link("plays", "owns", "group", "play")}),
        );
    }
    json!({"id": id, "name": name, "changes": changes})
}

fn said_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_boardwalk")).args(arguments).current_dir(folder).output();
    let output = output.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn folder(options: &Value) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("town.boardwalk"), town(options)).expect("written");
    folder
}

fn two() -> tempfile::TempDir {
    folder(&json!([closing("half", "Half a plan", false), closing("whole", "A whole plan", true)]))
}

#[test]
fn every_question_is_asked_of_the_option_that_is_named() {
    let maps = two();
    let said = |arguments: &[&str]| said_in(maps.path(), arguments);
    let (_, baseline, _) = said(&["metrics", "town.boardwalk", "--format", "json"]);
    let (status, option, _) = said(&["metrics", "town.boardwalk", "--format", "json", "--option", "a whole plan"]);
    let live = |text: &str| serde_json::from_str::<Value>(text).expect("JSON")["bodies"]["live"].clone();
    assert_eq!((status, live(&baseline), live(&option)), (0, json!(3), json!(2)));
    let (status, printed, _) = said(&["route", "town.boardwalk", "group", "council", "--option", "whole"]);
    assert!(status == 0 && printed.contains("1 unbroken") && printed.contains("Group reports to Council"), "{printed}");
    let (status, printed, _) = said(&["route", "town.boardwalk", "group", "council", "--option", "half"]);
    assert_eq!(status, 1, "{printed}");
    let (_, printed, _) = said(&["impact", "town.boardwalk", "board", "--option", "half"]);
    assert!(printed.contains("It is not at work"), "{printed}");
    let (status, printed, _) = said(&["check", "town.boardwalk", "--option", "half"]);
    assert!(status == 1 && printed.contains("Town, option “Half a plan”"), "{printed}");
    let (status, _, complaints) = said(&["screenshot", "town.boardwalk", "town.svg", "--option", "whole"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    let picture = fs::read_to_string(maps.path().join("town.svg")).expect("a picture");
    assert!(picture.contains("A whole plan"), "the picture says what it shows");
}

#[test]
fn what_is_not_there_or_not_clear_is_told_with_what_there_is() {
    let maps = folder(&json!([closing("one", "Same", false), closing("two", "Same", true)]));
    for command in [&["check"][..], &["metrics"], &["impact"], &["route"], &["screenshot"], &["ledger"], &["decisions"]]
    {
        let more: &[&str] = match command[0] {
            "impact" => &["board"],
            "route" => &["group", "council"],
            "screenshot" => &["town.svg"],
            _ => &[],
        };
        let ask =
            |name: &str| said_in(maps.path(), &[&[command[0], "town.boardwalk"], more, &["--option", name]].concat());
        let (status, _, complaints) = ask("none");
        let expected = "town.boardwalk: no option is called “none”; this map has 2 options: “Same” and “Same”";
        assert!(status == 2 && complaints.contains(expected), "{command:?} {complaints}");
        let (status, _, complaints) = ask("Same");
        let expected = "2 options are called “Same”; give the id of one: one and two";
        assert!(status == 2 && complaints.contains(expected), "{command:?} {complaints}");
    }
}

#[test]
fn the_ledger_tells_what_is_not_accounted_for() {
    let maps = two();
    let (status, printed, _) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "whole"]);
    assert_eq!(status, 0, "{printed}");
    for sentence in [
        "3 of 3 bodies and 2 of 2 strands accounted for",
        "Board ends: =1+1 agreed in May",
        "Group moves from Board to Council",
        "Play moves from Board to Group",
        "Sport is kept",
    ] {
        assert!(printed.contains(sentence), "{sentence}: {printed}");
    }
    let (status, printed, _) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "half", "--open"]);
    assert!(
        status == 1 && printed.contains("! Play is unaccounted for: no owner is at work any more: Board"),
        "{printed}"
    );
    assert!(!printed.contains("Sport"), "{printed}");
    let (_, table, _) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "whole", "--format", "csv"]);
    assert!(
        table.contains("body,board,Board,yes,ended,ends: =1+1 agreed in May,,no,no,'=1+1 agreed in May"),
        "{table}"
    );
    let (_, document, _) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "half", "--format", "json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!((&document["unaccounted"], &document["strands"]["accounted"]), (&json!(1), &json!(1)));
    let group = document["lines"].as_array().expect("lines").iter().find(|line| line["id"] == "group").expect("a line");
    assert_eq!((&group["fate"], &group["cut_off"]), (&json!("kept"), &json!(true)));
}

#[test]
fn options_stand_beside_each_other_and_their_decisions_in_order() {
    let maps = two();
    let (status, printed, _) = said_in(maps.path(), &["compare", "town.boardwalk"]);
    assert_eq!(status, 0);
    let row = |label: &str| {
        printed.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("{label}: {printed}"))
    };
    let cells: Vec<&str> = row("Not accounted for").split_whitespace().skip(3).collect();
    assert_eq!(cells, ["1", "-", "0", "+"], "{printed}");
    assert!(printed.contains("A  Option “Half a plan” closes 1 body and causes 2 findings."), "{printed}");
    assert!(printed.contains("B  Option “A whole plan” closes 1 body and gives 1 strand a new owner."), "{printed}");
    let (_, table, _) = said_in(maps.path(), &["compare", "town.boardwalk", "--format", "csv"]);
    assert!(table.starts_with("figure,baseline,Half a plan,A whole plan\nFindings solved,,"), "{table}");
    let (_, document, _) =
        said_in(maps.path(), &["compare", "town.boardwalk", "--option", "whole", "--format", "json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(document["options"].as_array().map(Vec::len), Some(1));

    let (status, printed, _) = said_in(maps.path(), &["decisions", "town.boardwalk", "--option", "whole"]);
    assert_eq!(status, 1, "two have no reason");
    assert!(printed.contains("2 changes of 3 without a reason"), "{printed}");
    assert!(printed.contains("1. Board: Status changes from active to ended\n      =1+1 agreed in May"), "{printed}");
}

#[test]
fn many_options_and_options_that_make_no_sense_open_are_told_and_stay() {
    let many: Vec<Value> =
        (0..200).map(|number| closing(&format!("o{number}"), &format!("Plan {number}"), true)).collect();
    let maps = folder(&Value::Array(many));
    let (status, _, complaints) = said_in(maps.path(), &["compare", "town.boardwalk"]);
    assert!(status == 0 && complaints.contains("the first 6 options are compared; 194 more are not"), "{complaints}");
    let (status, _, _) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "Plan 177"]);
    assert_eq!(status, 0);

    let node = |id: &str| json!({"node": {"id": id, "kind": "group", "name": id}});
    let muddled = json!([{"id": "muddled", "name": "Muddled", "changes": [
        {"before": node("group"), "after": node("other")},
        {"before": node("nowhere"), "after": node("nowhere")},
        {"after": node("new")}, {"after": node("new")},
        {"reason": "nothing"},
        {"after": {"link": {"id": "x", "kind": "owns", "from": "gone", "to": "play"}}}]}]);
    let maps = folder(&muddled);
    let (status, printed, complaints) = said_in(maps.path(), &["metrics", "town.boardwalk", "--option", "muddled"]);
    assert_eq!(status, 0, "{printed}{complaints}");
    for sentence in [
        "a change turns the node \"other\" into another record",
        "the node \"new\" is changed twice, and only the first of the two is made",
        "a change says neither what was before nor what is after",
        "there is no node \"gone\"",
    ] {
        assert!(complaints.contains(sentence), "{sentence}: {complaints}");
    }
    let (status, ..) = said_in(maps.path(), &["fmt", "town.boardwalk"]);
    let kept = fs::read_to_string(maps.path().join("town.boardwalk")).expect("the file");
    assert_eq!((status, kept.matches("\"new\"").count(), kept.matches("\"reason\": \"nothing\"").count()), (0, 4, 1));
    let ring = [("a", "b"), ("b", "a")].map(|(from, to)| json!({"after": {"link": {"id": format!("{from}-{to}"), "kind": "absorbed_into", "from": from, "to": to}}}));
    let ended = |id: &str| json!({"after": {"node": {"id": id, "kind": "group", "name": id, "status": "ended"}}});
    let ring: Vec<Value> = [ended("a"), ended("b")].into_iter().chain(ring).collect();
    let maps = folder(&json!([{"id": "ring", "name": "Ring", "changes": ring}]));
    let (status, ..) = said_in(maps.path(), &["ledger", "town.boardwalk", "--option", "ring"]);
    assert_eq!(status, 0, "what is new and ends is no line of the ledger");
}

#[test]
fn differences_are_told_in_plain_english_and_field_by_field() {
    let maps = two();
    let changed = town(&json!([])).replace("\"name\":\"Group\"", "\"name\":\"Forum\"");
    fs::write(maps.path().join("other.boardwalk"), changed).expect("written");
    let (status, printed, _) = said_in(maps.path(), &["diff", "town.boardwalk", "other.boardwalk"]);
    assert_eq!(status, 1);
    for sentence in ["3 differences", "Group: Name changes from Group to Forum", "The option “Half a plan” goes"] {
        assert!(printed.contains(sentence), "{sentence}: {printed}");
    }
    let (_, document, _) = said_in(maps.path(), &["diff", "town.boardwalk", "other.boardwalk", "--format", "json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let field = &document["differences"][0]["fields"][0];
    assert_eq!(field, &json!({"field": "name", "before": "Group", "after": "Forum"}));
    let (status, printed, _) = said_in(maps.path(), &["diff", "town.boardwalk", "town.boardwalk"]);
    assert_eq!((status, printed.as_str()), (0, "The two maps say the same.\n"));
}

#[test]
fn how_options_stand_to_what_partners_expect_is_told_and_what_is_only_proposed_says_so() {
    let mut half = closing("half", "Half a plan", false);
    half["stances"] = json!([{"expectation": "say", "stance": "not", "reason": "No seat is left"}]);
    let whole = closing("whole", "A whole plan", true);
    let mut town: Value = serde_json::from_str(&town(&json!([half, whole]))).expect("JSON");
    town["themes"] = json!([{"id": "fun", "name": "Fun"}]);
    town["expectations"] = json!([
        {"id": "fun", "partner": "council", "kind": "needs", "text": "Somebody who sees to fun", "theme": "fun"},
        {"id": "say", "partner": "group", "kind": "wants", "text": "A say in what is played"}]);
    let maps = tempfile::tempdir().expect("a folder");
    fs::write(maps.path().join("town.boardwalk"), town.to_string()).expect("written");
    let (status, printed, _) = said_in(maps.path(), &["compare", "town.boardwalk"]);
    assert_eq!(status, 0);
    let cells = |label: &str| -> Vec<&str> {
        let row = printed.lines().find(|line| line.trim_start().starts_with(label));
        let row = row.unwrap_or_else(|| panic!("{label}: {printed}"));
        row.trim_start()[label.len()..].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
    };
    assert_eq!(cells("Expectations not met"), ["1 -", "0 +"]);
    assert_eq!(cells("Expectations not judged"), ["1", "2"]);
    assert_eq!(cells("needs Somebody who sees to fun"), ["not met?", "not met?"], "nobody carries the theme");
    assert_eq!(cells("wants A say in what is played"), ["not met", "not known"]);
    assert!(printed.contains("? is proposed by what the map holds; nobody has judged it yet."), "{printed}");
    let words = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Of 2 expectations, 1 is not met and 1 is not judged yet."), "{printed}");
    let (_, table, _) = said_in(maps.path(), &["compare", "town.boardwalk", "--format", "csv"]);
    assert!(table.contains("Group wants: A say in what is played,,not met,not known\n"), "{table}");
    let (_, document, _) = said_in(maps.path(), &["compare", "town.boardwalk", "--format", "json"]);
    let document: Value = serde_json::from_str(&document).expect("JSON");
    let told = &document["options"][0]["expectations"];
    assert_eq!((&told[1]["stance"], &told[1]["reason"]), (&json!("not"), &json!("No seat is left")));
    assert_eq!(told[0]["proposed"], json!({"stance": "not", "why": "no body at work carries “Fun”"}));
    let (_, told, _) = said_in(maps.path(), &["fmt", "--check", "town.boardwalk"]);
    assert!(!told.contains("expectation"), "{told}");
}

#[test]
fn the_picture_of_changes_shows_what_an_option_or_another_file_makes_of_the_map() {
    let maps = two();
    let said = |arguments: &[&str]| said_in(maps.path(), &[&["screenshot", "town.boardwalk"], arguments].concat());
    let lens = ["changes.svg", "--lens", "change"];
    let (status, _, complaints) = said(&[&lens[..], &["--option", "whole", "--show", "strands"]].concat());
    assert_eq!((status, complaints.as_str()), (0, ""));
    let picture = fs::read_to_string(maps.path().join("changes.svg")).expect("a picture");
    // The board is a ghost, what was below it is told where it comes from, and the legend counts all that.
    for wanted in
        ["was under Board", "moves to Council", "was owned by Board", "ends", "2 moved", "1 gone", "where it stood"]
    {
        assert!(picture.contains(wanted), "{wanted}");
    }
    let (status, _, complaints) = said(&lens);
    assert!(status == 2 && complaints.contains("--option NAME, --since DATE or --from FILE"), "{complaints}");
    let (status, _, complaints) = said(&["plain.svg", "--since", "2007"]);
    assert!(status == 2 && complaints.contains("--lens change only"), "{complaints}");
    let other = town(&json!([])).replace("\"Group\"", "\"Working group\"");
    fs::write(maps.path().join("other.boardwalk"), other).expect("written");
    let (status, _, complaints) = said(&[&lens[..], &["--from", "other.boardwalk"]].concat());
    assert_eq!((status, complaints.as_str()), (0, ""));
    let picture = fs::read_to_string(maps.path().join("changes.svg")).expect("a picture");
    assert!(picture.contains("was called Working group") && picture.contains("1 changed"));
}
