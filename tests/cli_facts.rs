//! That the command line tells facts which agree, and only what is known: on small maps, one of each kind.

use std::path::Path;
use std::process::Command;

/// Runs the program in a folder, and gives its status and what it printed.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = command.args(arguments).current_dir(folder).output().expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code().expect("a status"), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A folder with a map of that name, of these nodes and links.
fn with_map(name: &str, nodes: &[&str], links: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), name, nodes, links);
    folder
}

fn write(folder: &Path, name: &str, nodes: &[&str], links: &[&str]) {
    let (nodes, links) = (nodes.join(","), links.join(","));
    let text =
        format!(r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{nodes}], "links": [{links}]}}"#);
    std::fs::write(folder.join(name), text).expect("written");
}

#[test]
fn impact_tells_strands_that_lose_their_owner_from_those_that_keep_one() {
    let nodes = [
        r#"{"id": "board", "kind": "board", "name": "Board"}"#,
        r#"{"id": "panel", "kind": "board", "name": "Panel"}"#,
        r#"{"id": "plan", "kind": "strand", "name": "Plan"}"#,
        r#"{"id": "play", "kind": "strand", "name": "Play"}"#,
    ];
    let links = [
        r#"{"id": "a", "kind": "owns", "from": "board", "to": "plan"}"#,
        r#"{"id": "b", "kind": "owns", "from": "board", "to": "play"}"#,
        r#"{"id": "c", "kind": "owns", "from": "panel", "to": "play"}"#,
    ];
    let folder = with_map("town.boardwalk", &nodes, &links);
    let (_, printed) = said(folder.path(), &["impact", "town.boardwalk", "board"]);
    let wanted = "Strands that lose their owner: 1 Plan Strands that keep another owner: 1 Play (still owned by Panel)";
    assert!(printed.contains(wanted), "{printed}");
}

#[test]
fn a_filtered_list_says_that_there_are_more() {
    let lone = |id: &str| format!(r#"{{"id": "{id}", "kind": "group", "name": "Group {id}"}}"#);
    let nodes: Vec<String> = ["a", "b", "c", "d", "e", "f"].iter().map(|id| lone(id)).collect();
    let nodes: Vec<&str> = nodes.iter().map(String::as_str).collect();
    let folder = with_map("town.boardwalk", &nodes[..1], &[]);
    let baseline = ["check", "town.boardwalk", "--write-baseline", "known.json"];
    assert_eq!(said(folder.path(), &baseline).0, 0);
    write(folder.path(), "town.boardwalk", &nodes, &[]);
    let (_, printed) = said(folder.path(), &["check", "town.boardwalk", "--baseline", "known.json"]);
    assert!(
        printed.contains("5 bodies at work answer to nobody (and 1 more, not listed here): Group b; Group c"),
        "{printed}"
    );
    assert!(printed.contains("0 of 6 live boards and groups have a sound route"), "{printed}");
}

#[test]
fn route_names_what_ties_two_when_no_line_upward_does() {
    let nodes = [
        r#"{"id": "exec", "kind": "board", "name": "Borough Executive", "accountable_body": true}"#,
        r#"{"id": "inf", "kind": "group", "name": "Informing Group"}"#,
        r#"{"id": "far", "kind": "group", "name": "Far Group"}"#,
    ];
    let links = [
        r#"{"id": "a", "kind": "informs", "from": "inf", "to": "exec"}"#,
        r#"{"id": "b", "kind": "informs", "from": "far", "to": "inf"}"#,
    ];
    let folder = with_map("town.boardwalk", &nodes, &links);
    let (status, printed) = said(folder.path(), &["route", "town.boardwalk", "inf", "exec"]);
    assert_eq!(status, 1);
    assert!(
        printed.ends_with("nor back. What else ties the two Informing Group informs Borough Executive"),
        "{printed}"
    );
    let (_, printed) = said(folder.path(), &["route", "town.boardwalk", "far", "exec"]);
    let chain = "Far Group informs Informing Group Informing Group informs Borough Executive";
    assert!(printed.ends_with(chain), "{printed}");
}

#[test]
fn a_baseline_knows_circles_apart_and_findings_that_have_grown() {
    let group = |id: &str| format!(r#"{{"id": "{id}", "kind": "group", "name": "Group {id}"}}"#);
    let line = |(from, to): (&str, &str)| {
        format!(r#"{{"id": "{from}-{to}", "kind": "reports_to", "from": "{from}", "to": "{to}"}}"#)
    };
    let put = |folder: &Path, name: &str, ids: &[&str], lines: &[(&str, &str)]| {
        let nodes: Vec<String> = ids.iter().map(|id| group(id)).collect();
        let links: Vec<String> = lines.iter().map(|ends| line(*ends)).collect();
        let text = |all: &[String]| all.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        write(folder, name, &[&text(&nodes)], &[&text(&links)]);
    };
    let folder = tempfile::tempdir().expect("a folder");
    let circle = [("b", "c"), ("c", "b")];
    put(folder.path(), "town.boardwalk", &["b", "c"], &circle);
    let rule = ["--rule", "BW201"];
    said(folder.path(), &["check", "town.boardwalk", "--write-baseline", "known.json"]);
    for (other, new) in [("d", "Group b answers to Group d"), ("a", "Group a answers to Group b")] {
        let lines = [circle[0], circle[1], ("b", other), (other, "b")];
        put(folder.path(), "town.boardwalk", &["b", "c", other], &lines);
        let check = [&["check", "town.boardwalk", "--baseline", "known.json"][..], &rule].concat();
        let (status, printed) = said(folder.path(), &check);
        assert_eq!(status, 1, "{printed}");
        assert!(printed.contains(new) && printed.contains("1 new finding"), "{printed}");
        assert!(!printed.contains("solved"), "the other circle is there as before: {printed}");
    }
    std::fs::rename(folder.path().join("town.boardwalk"), folder.path().join("city.boardwalk")).expect("renamed");
    let check = [&["check", "city.boardwalk", "--baseline", "known.json"][..], &rule].concat();
    let (_, printed) = said(folder.path(), &check);
    assert!(printed.contains("1 new finding"), "the rest is known by the old name: {printed}");
}

#[test]
fn what_is_not_known_is_no_nought() {
    let nodes = [
        r#"{"id": "board", "kind": "board", "name": "Board"}"#,
        r#"{"id": "police", "kind": "partner", "name": "Police"}"#,
    ];
    let links = [
        r#"{"id": "sits", "kind": "member_of", "from": "police", "to": "board"}"#,
        r#"{"id": "pays", "kind": "funds", "from": "police", "to": "board"}"#,
    ];
    let folder = with_map("town.boardwalk", &nodes, &links);
    let (_, metrics) = said(folder.path(), &["metrics", "town.boardwalk"]);
    assert!(metrics.contains("Meetings a year not known: 1 boards and groups do not say"), "{metrics}");
    assert!(metrics.contains("Attendance hours a year not known: 1 seats"), "{metrics}");
    let (_, compared) = said(folder.path(), &["compare-maps", "town.boardwalk"]);
    assert_eq!(compared.matches("not known").count(), 2, "hours and money: {compared}");
    let (_, csv) = said(folder.path(), &["compare-maps", "town.boardwalk", "--format", "csv"]);
    let cells: Vec<(&str, &str)> = {
        let (headings, row) = csv.split_once(' ').expect("two lines");
        headings.split(',').zip(row.split(',')).collect()
    };
    assert!(cells.contains(&("attendance_hours", "")), "{cells:?}");
    let (_, json) = said(folder.path(), &["metrics", "town.boardwalk", "--format", "json"]);
    assert!(json.contains(r#""meetings": null"#) && json.contains(r#""hours": null"#), "{json}");

    write(folder.path(), "empty.boardwalk", &[], &[]);
    let (_, metrics) = said(folder.path(), &["metrics", "empty.boardwalk"]);
    for word in ["Layers", "hours", "Meetings", "with a route"] {
        assert!(!metrics.contains(word), "{metrics}");
    }
    assert!(said(folder.path(), &["check", "empty.boardwalk"]).1.contains("There is nothing on the map to check."));
}

#[test]
fn what_was_noted_is_listed_and_says_whether_something_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"{"format": "boardwalk", "version": 1, "title": "Town",
        "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}],
        "captures": [{"id": "a", "kind": "action", "text": "Ask, and wait", "about": {"board": "Board"}, "who": "Chair"},
            {"id": "b", "kind": "decision", "text": "It meets monthly", "noted": "2011-05-12 10:00"}]}"#;
    std::fs::write(folder.path().join("town.boardwalk"), text).expect("written");
    let (status, printed) = said(folder.path(), &["captures", "town.boardwalk"]);
    let told = "Town 2 things noted, 1 open Action: Ask, and wait Chair · about Town Board · open \
                Decision: It meets monthly 2011-05-12 10:00";
    assert_eq!((status, printed.as_str()), (1, told));
    let (_, table) = said(folder.path(), &["captures", "town.boardwalk", "--open", "--format", "csv"]);
    let expected =
        "Kind,Text,Who,Until,State,About,Noted,Option,Id Action,\"Ask, and wait\",Chair,,open,Town Board,,,a";
    assert_eq!(table, expected);
    let (_, json) = said(folder.path(), &["captures", "town.boardwalk", "--format", "json"]);
    let parsed: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(parsed[0]["about_names"], "Town Board");
    assert_eq!(said(folder.path(), &["export", "town.boardwalk", "-o", "out.csv", "--table", "captures"]).0, 0);
    let sheet = std::fs::read_to_string(folder.path().join("out.csv")).expect("a sheet");
    assert!(sheet.contains("\"Ask, and wait\""), "{sheet}");
    let paper = ["report", "town.boardwalk", "--sections", "captures", "-o", "paper.md"];
    assert_eq!(said(folder.path(), &paper).0, 0);
    let paper = std::fs::read_to_string(folder.path().join("paper.md")).expect("a paper");
    assert!(paper.contains("2 things were noted; 1 is open.") && paper.contains("Ask, and wait"), "{paper}");
    let settled = text.replace(r#""who": "Chair""#, r#""done": true"#);
    std::fs::write(folder.path().join("town.boardwalk"), settled).expect("written");
    let (status, printed) = said(folder.path(), &["captures", "town.boardwalk", "--open"]);
    assert_eq!((status, printed.as_str()), (0, "Town nothing is noted"));
    assert_eq!(said(folder.path(), &["captures", "nowhere.boardwalk"]).0, 2);
}
