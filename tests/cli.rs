//! The command line as its users meet it: a process with arguments, two streams and a status.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::assert::OutputAssertExt;
use serde_json::Value;

const SOLIHULL: &str = "sample_maps/solihull-2011.boardwalk";
const MIDDLESBROUGH: &str = "sample_maps/middlesbrough-2010.boardwalk";
const FIRST_STEPS: &str = "sample_maps/first-steps.boardwalk";

/// The program, in the root of the project, with no screen to open a window on.
fn boardwalk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program, and gives its status, what it printed and what it complained about.
fn said(arguments: &[&str]) -> (i32, String, String) {
    let output = boardwalk(arguments).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let (_, printed, _) = said(arguments);
    serde_json::from_str(&printed).expect("JSON")
}

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path: PathBuf = folder.join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

/// A map in which nothing is wrong.
const SOUND: &str = r#"{"format": "boardwalk", "version": 1, "title": "Sound", "nodes": [
    {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
    {"id": "board", "kind": "board", "name": "Board", "remit": "All of it."}], "links": [
    {"id": "up", "kind": "reports_to", "from": "board", "to": "council"}]}"#;

#[test]
fn check_tells_by_its_status_whether_something_is_wrong() {
    let folder = scratch();
    let sound = write(folder.path(), "sound.boardwalk", SOUND);
    let (status, printed, complaints) = said(&["check", &sound]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    assert!(printed.contains("No findings."), "{printed}");

    let (status, printed, complaints) = said(&["check", SOLIHULL]);
    assert_eq!((status, complaints.as_str()), (1, ""));
    assert!(printed.contains("broken-route") && printed.contains("error"), "{printed}");

    let (status, printed, complaints) = said(&["check", "no-such.boardwalk"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(complaints.starts_with("error: no-such.boardwalk"), "{complaints}");
}

#[test]
fn check_prints_sentences_by_family_with_a_count_at_the_end() {
    let (_, printed, _) = said(&["check", FIRST_STEPS]);
    assert!(printed.starts_with("First steps in Marlhaven\n"), "{printed}");
    for family in ["DUPLICATION", "CIRCLES", "GAPS", "STRAIN", "EVIDENCE"] {
        assert_eq!(printed.matches(family).count(), 1, "{family}\n{printed}");
    }
    assert!(printed.contains("\n5 findings: "), "{printed}");
    assert!(printed.lines().all(|line| line.chars().count() <= 100), "a line is too long\n{printed}");
    assert!(!printed.contains('\u{1b}'), "colour, where no terminal is");
    let first_error = printed.find("error ").expect("an error");
    assert!(printed.find("    warning ").is_none_or(|warning| first_error < warning), "worst first\n{printed}");
}

#[test]
fn check_prints_json_for_programs() {
    let of_one = json(&["check", FIRST_STEPS, "--format", "json"]);
    assert_eq!(keys(&of_one), ["map", "findings", "counts", "switched_off", "metrics"]);
    assert_eq!(of_one["map"]["title"], "First steps in Marlhaven");
    assert_eq!(of_one["map"]["file"], FIRST_STEPS);
    let findings = of_one["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), 5);
    for finding in findings {
        let known = ["code", "rule", "severity", "subjects", "message", "hint", "stake", "fixes", "accepted"];
        assert_eq!(keys(finding), known);
        assert!(["error", "warning", "note"].contains(&finding["severity"].as_str().expect("a word")));
        assert_eq!(finding["accepted"], false);
        for subject in finding["subjects"].as_array().expect("a list") {
            assert_eq!(keys(subject), ["type", "id", "name"]);
            assert!(["node", "link", "theme", "total"].contains(&subject["type"].as_str().expect("a word")));
            assert_ne!(subject["name"], subject["id"], "a name, not the id again");
        }
    }
    assert_eq!(of_one["counts"]["all"], 5);
    assert_eq!(of_one["metrics"]["findings"]["all"], 5);

    let of_two = json(&["check", FIRST_STEPS, SOLIHULL, "--format", "json"]);
    let titles: Vec<&Value> = of_two.as_array().expect("a list").iter().map(|one| &one["map"]["file"]).collect();
    assert_eq!(titles, [FIRST_STEPS, SOLIHULL]);
}

#[test]
fn check_shows_only_what_is_asked_for() {
    let codes = |arguments: &[&str]| -> Vec<String> {
        let found = json(&[&["check", SOLIHULL, "--format", "json"], arguments].concat());
        let findings = found["findings"].as_array().expect("a list");
        findings.iter().map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
    };
    let of_rule = codes(&["--rule", "broken-route"]);
    assert!(!of_rule.is_empty() && of_rule.iter().all(|code| code == "BW302"), "{of_rule:?}");
    assert_eq!(of_rule, codes(&["--rule", "bw302"]), "the code does as well as the name");
    assert!(codes(&["--rule", "BW302", "--rule", "BW301"]).len() > of_rule.len());
    let errors = codes(&["--severity", "error"]);
    assert!(!errors.is_empty() && errors.len() < codes(&[]).len());

    let (status, _, complaints) = said(&["check", SOLIHULL, "--rule", "broken-rout"]);
    assert_eq!(status, 2);
    assert!(complaints.contains("broken-route"), "no suggestion: {complaints}");
}

#[test]
fn a_bad_file_is_located_and_the_others_are_still_checked() {
    let folder = scratch();
    let bad = write(folder.path(), "bad.boardwalk", "{\"format\": \"boardwalk\", \"version\": 1,\n  \"title\": 7}");
    let (status, printed, complaints) = said(&["check", &bad, FIRST_STEPS]);
    assert_eq!(status, 2);
    assert!(complaints.contains(&format!("{bad}:2:")), "no place: {complaints}");
    assert!(printed.contains("First steps in Marlhaven"), "{printed}");

    let (status, printed, _) = said(&["check", FIRST_STEPS, &bad, "--format", "json"]);
    assert_eq!(status, 2);
    let found: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(1));
}

#[test]
fn a_reader_may_leave_early() {
    let mut child = boardwalk(&["check", SOLIHULL, SOLIHULL, SOLIHULL, SOLIHULL, "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("ten bytes");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(1), "the status tells of the maps, not of the reader");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn explain_lists_the_rules_and_tells_of_one() {
    let (status, table, _) = said(&["explain"]);
    assert_eq!(status, 0);
    for rule in boardwalk::analysis::rules() {
        assert!(table.contains(rule.code) && table.contains(rule.name), "{} is not listed", rule.code);
        let (status, by_code, _) = said(&["explain", rule.code]);
        assert_eq!(status, 0);
        assert!(by_code.starts_with(rule.name) && by_code.contains(rule.code), "{by_code}");
        assert!(by_code.lines().count() > 10, "{} is explained in {} lines", rule.code, by_code.lines().count());
    }
    assert_eq!(said(&["explain", "BW302"]), said(&["explain", "broken-route"]));
    let (status, printed, complaints) = said(&["explain", "BW999"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(complaints.contains("BW999"), "{complaints}");
}

#[test]
fn fmt_writes_the_canonical_form_once() {
    let folder = scratch();
    let map = write(folder.path(), "sound.boardwalk", SOUND);
    let (status, printed, _) = said(&["fmt", "--check", &map]);
    assert_eq!((status, printed), (1, format!("would change {map}\n")));
    assert_eq!(fs::read_to_string(&map).expect("read"), SOUND, "--check changes nothing");

    let (status, printed, _) = said(&["fmt", &map]);
    assert_eq!((status, printed), (0, format!("changed {map}\n")));
    let once = fs::read_to_string(&map).expect("read");
    assert_ne!(once, SOUND);
    assert_eq!(said(&["fmt", "--check", &map]).0, 0);
    assert_eq!(said(&["fmt", &map]), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(&map).expect("read"), once);

    let bad = write(folder.path(), "bad.boardwalk", "{");
    let (status, _, complaints) = said(&["fmt", &bad]);
    assert_eq!(status, 2);
    assert!(complaints.contains("bad.boardwalk:1:"), "{complaints}");
    assert_eq!(fs::read_to_string(&bad).expect("read"), "{");
}

#[test]
fn a_newer_version_is_looked_at_and_left_alone() {
    let folder = scratch();
    let newer = SOUND.replace("\"version\": 1", "\"version\": 2");
    let map = write(folder.path(), "newer.boardwalk", &newer);
    let (status, _, complaints) = said(&["fmt", &map]);
    assert_eq!(status, 2);
    assert!(complaints.contains("newer"), "{complaints}");
    assert_eq!(fs::read_to_string(&map).expect("read"), newer);

    let (status, printed, complaints) = said(&["check", &map]);
    assert_eq!(status, 0, "it can be looked at");
    assert!(printed.contains("No findings.") && complaints.starts_with("warning: "), "{complaints}");
}

#[test]
fn schema_is_the_one_that_is_kept() {
    let (status, printed, _) = said(&["schema"]);
    assert_eq!(status, 0);
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/boardwalk.schema.json"));
    assert_eq!(printed, kept.expect("the schema"));
}

#[test]
fn metrics_gives_the_map_in_figures() {
    let (status, printed, _) = said(&["metrics", FIRST_STEPS]);
    assert_eq!(status, 0);
    let row = |label: &str| printed.lines().find(|line| line.trim().starts_with(label)).map(str::to_owned);
    assert!(row("Money mapped").is_some_and(|row| row.contains("GBP 110,000")), "{printed}");
    assert!(row("Widest span").is_some_and(|row| row.contains("Town Partnership Board")), "{printed}");
    let found = json(&["metrics", FIRST_STEPS, "--format", "json"]);
    assert_eq!(found["nodes"]["board"]["active"], 1);
    assert_eq!(said(&["metrics", "no-such.boardwalk"]).0, 2);
}

#[test]
fn impact_tells_what_goes_with_a_body() {
    let (status, printed, complaints) = said(&["impact", MIDDLESBROUGH, "children-families-and-learning"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    assert!(printed.contains("What goes if it stops:"), "{printed}");
    assert!(printed.contains("\nMoney that it pays: 1\n  67,714,000 GBP by 6 lines, 2008/09\n"), "{printed}");
    assert!(printed.contains("Strands that lose their owner"), "{printed}");

    let (status, printed, _) = said(&["impact", SOLIHULL, "integrated working PROGRAMME board"]);
    assert_eq!(status, 0);
    assert!(printed.contains("It is not at work. What hung on it"), "{printed}");
    assert!(printed.contains("\nStrands that lose their owner: 18\n"), "{printed}");
    assert!(!printed.contains("(still owned by"), "the other owner is on hold\n{printed}");

    let found = json(&["impact", MIDDLESBROUGH, "local-strategic-partnership", "--format", "json"]);
    assert_eq!(keys(&found), ["title", "file", "impact", "names"]);
    assert_eq!(found["impact"]["owned"][0]["id"], "child-and-family-poverty");
    assert_eq!(found["names"]["trust-board"], "Middlesbrough Children and Young People's Trust Board");

    let (status, printed, complaints) = said(&["impact", SOLIHULL, "outcome group"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(complaints.contains("give an id, such as be-healthy-outcome-group"), "{complaints}");
}

#[test]
fn route_tells_how_one_answers_to_another() {
    let (status, printed, complaints) = said(&["route", SOLIHULL, "Be Healthy Outcome Group", "trust-board"]);
    assert_eq!((status, complaints.as_str()), (1, ""));
    assert!(printed.contains("1 route, 0 unbroken."), "{printed}");
    assert!(printed.contains("breaks at Performance & Commissioning Group, which is on hold"), "{printed}");
    assert!(printed.contains("breaks at Trust Board, which is on hold"), "{printed}");

    let (status, printed, _) = said(&["route", FIRST_STEPS, "ageing-well-group", "marlhaven-council"]);
    assert_eq!(status, 0);
    assert!(printed.contains("1. unbroken\n"), "{printed}");

    let found = json(&["route", FIRST_STEPS, "seafront-group", "marlhaven-council", "--format", "json"]);
    assert_eq!(keys(&found), ["title", "file", "from", "to", "routes", "ties", "cut_short"]);
    assert_eq!(found["routes"][0]["is_sound"], true);
    assert_eq!(found["routes"][0]["steps"][1]["to"]["id"], "marlhaven-council");
    assert_eq!(found["cut_short"], false);

    let (status, printed, _) = said(&["route", FIRST_STEPS, "marlhaven-council", "seafront-group"]);
    assert_eq!(status, 1);
    assert!(printed.contains("It is the other way round: Seafront Group answers to"), "{printed}");
    assert_eq!(said(&["route", FIRST_STEPS, "seafront-group", "nowhere"]).0, 2);
}

#[test]
fn screenshot_says_what_it_cannot_show() {
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let draw = |nodes: &str, more: &str, options: &[&str]| {
        let map = format!(r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{nodes}]{more}}}"#);
        fs::write(path("town.boardwalk"), map).expect("a file");
        let (status, _, complaints) =
            said(&[&["screenshot", &path("town.boardwalk"), &path("town.svg")], options].concat());
        assert_eq!(status, 0, "{complaints}");
        (complaints, fs::read_to_string(path("town.svg")).expect("a picture"))
    };
    let hidden = r#"{"id": "a", "kind": "post", "name": "Chair"}, {"id": "b", "kind": "partner", "name": "Police"}"#;
    for options in [vec![], vec!["--show", "strands"], vec!["--show", "partners,posts"]] {
        let (complaints, picture) = draw(hidden, "", &options);
        assert!(complaints.is_empty() && picture.contains(">Police<"), "no map is blank: {complaints}");
    }
    let groups = r#"{"id": "a", "kind": "group", "name": "Play"}, {"id": "b", "kind": "group", "name": "Sport"},
        {"id": "c", "kind": "group", "name": "Youth"}"#;
    let far = r#", "placement": [{"id": "b", "x": 540000000, "y": -2147483648}]"#;
    let (complaints, picture) = draw(groups, far, &[]);
    assert!(complaints.contains("Sport stands too far away to be drawn with the others"), "{complaints}");
    assert!(picture.len() < 100_000, "{}", picture.len());
}

#[test]
fn screenshot_draws_without_a_screen() {
    let folder = scratch();
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let draw = |name: &str, options: &[&str]| -> Vec<u8> {
        let (status, _, complaints) = said(&[&["screenshot", FIRST_STEPS, &path(name)], options].concat());
        assert_eq!((status, complaints.as_str()), (0, ""), "{name}");
        fs::read(path(name)).expect("a picture")
    };
    let light = draw("light.png", &["--size", "1280x800"]);
    let dark = draw("dark.png", &["--size", "1280x800", "--theme", "dark"]);
    assert!(light.starts_with(b"\x89PNG\r\n\x1a\n"));
    let side = |at: usize| u32::from_be_bytes(light[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((side(16), side(20)), (1280, 800));
    assert_ne!(light, dark);
    assert_eq!(light, draw("again.png", &["--size", "1280x800"]), "the same map gives the same picture");

    let (status, _, complaints) = said(&["screenshot", SOLIHULL, &path("small.svg"), "--size", "320x240"]);
    assert_eq!((status, complaints.contains("the legend is left out")), (0, true), "{complaints}");
    let small = fs::read_to_string(path("small.svg")).expect("a picture");
    let named = ["Trust Board", "Parents Forum"].iter().all(|name| small.contains(&format!(">{name}<")));
    assert!(named && !small.contains(">Lens: status<"), "the map is drawn, whatever else there is no room for");
    let (status, _, complaints) = said(&["screenshot", SOLIHULL, &path("tiny.png"), "--size", "200x150"]);
    assert_eq!((status, complaints.contains("too small")), (2, true), "{complaints}");

    let drawn = String::from_utf8(draw("map.svg", &[])).expect("UTF-8");
    assert!(drawn.contains("<svg"), "{drawn}");
    assert_ne!(drawn, String::from_utf8(draw("all.svg", &["--show", "strands,seats"])).expect("UTF-8"));

    let ring = String::from_utf8(draw("ring.svg", &["--finding", "accountability-loop"])).expect("UTF-8");
    assert!(ring.contains(">Back at the start in 2 steps<") && ring.contains(">step round the circle<"), "{ring}");
    assert_eq!(ring, String::from_utf8(draw("again.svg", &["--finding", "bw201:seafront-group"])).expect("UTF-8"));
    let (status, _, complaints) =
        said(&["screenshot", FIRST_STEPS, &path("none.png"), "--finding", "keystone:seafront-group"]);
    assert_eq!(status, 2);
    assert!(complaints.contains("keystone finds nothing about seafront-group here"), "{complaints}");

    for (picture, options) in [("map.gif", vec![]), ("map.png", vec!["--size", "0x0"]), ("no/such/map.png", vec![])] {
        let (status, _, complaints) = said(&[vec!["screenshot", FIRST_STEPS, &path(picture)], options].concat());
        assert_eq!(status, 2, "{picture}");
        assert!(complaints.starts_with("error: "), "{complaints}");
    }
}

#[test]
fn without_a_screen_the_program_says_so_and_names_check() {
    for arguments in [vec![], vec![SOLIHULL]] {
        let (status, printed, complaints) = said(&arguments);
        assert_eq!((status, printed.as_str()), (2, ""), "{complaints}");
        assert_eq!(complaints.lines().count(), 1, "{complaints}");
        assert!(complaints.contains("no display") && complaints.contains("boardwalk check"), "{complaints}");
    }
}

#[test]
fn a_misspelt_command_is_not_taken_for_a_map() {
    let (status, _, complaints) = said(&["chekc"]);
    assert_eq!(status, 2);
    assert!(complaints.contains("chekc") && complaints.contains("--help"), "{complaints}");
}

#[test]
fn help_has_an_example_for_every_command() {
    boardwalk(&["--version"]).assert().success().stdout(format!("boardwalk {}\n", env!("CARGO_PKG_VERSION")));
    let (status, help, _) = said(&["--help"]);
    assert_eq!(status, 0);
    for command in ["check", "explain", "fmt", "schema", "metrics", "impact", "route", "screenshot"] {
        assert!(help.contains(&format!("  {command} ")), "{help}");
        let (status, help, _) = said(&[command, "--help"]);
        assert_eq!(status, 0);
        assert!(help.contains(&format!("Examples:\n  boardwalk {command}")), "{help}");
    }
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
