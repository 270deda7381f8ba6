//! What the command line repeats of files: at most a line of a value, and nothing that makes a terminal act.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the program, and gives its status, what it printed and what it complained about.
fn said(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    command.args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("UTF-8").to_owned()
}

fn map(nodes: &str) -> String {
    format!(r#"{{"format": "boardwalk", "version": 1, "title": "T", "nodes": [{nodes}]}}"#)
}

/// Characters that make a terminal act, or turn its text around.
fn acts(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t')) || matches!(character, '\u{202A}'..='\u{202E}')
}

#[test]
fn an_error_quotes_at_most_a_line_of_a_value() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "x".repeat(100_000);
    let values = [
        format!(r#"{{"id": "a", "kind": "{long}", "name": "A"}}"#),
        format!(r#"{{"id": "{}", "kind": "group", "name": "A"}}"#, long.to_uppercase()),
        format!(
            r#"{{"id": "a", "kind": "group", "name": "A", "{}": 1, "{}": 1}}"#,
            r"\n".repeat(5_000),
            r"\n".repeat(5_000)
        ),
        format!(r#"{{"id": "a", "kind": "group", "name": "A", "evidence": [{{"source": "{long}"}}]}}"#),
        format!(r#"{{"id": "a", "kind": "group", "name": "A", "size": {}}}"#, "9".repeat(4_000)),
        r#"{"id": "a", "kind": "\u009b31m\u001b[2J\u202e", "name": "A"}"#.to_owned(),
    ];
    for (number, value) in values.iter().enumerate() {
        let file = write(folder.path(), &format!("{number}.boardwalk"), &map(value));
        let (status, printed, complaints) = said(&["check", &file]);
        assert_eq!(status, 2, "{number}: {printed}");
        assert!(complaints.lines().all(|line| line.chars().count() < 600), "{number}: {complaints}");
        assert!(complaints.lines().count() < 4 && !complaints.contains(acts), "{number}: {complaints}");
        assert!(complaints.contains(&format!("{number}.boardwalk:1:")), "{number}: {complaints}");
    }
}

#[test]
fn a_name_is_told_on_a_line_and_never_makes_a_terminal_act() {
    let folder = tempfile::tempdir().expect("a folder");
    let nodes = format!(
        r#"{{"id": "a", "kind": "group", "name": "{}"}}, {{"id": "b", "kind": "group", "name": "\u009b2J\u001b[31m\u202eB\nC"}}"#,
        "x".repeat(100_000)
    );
    let file = write(folder.path(), "wild.boardwalk", &map(&nodes));
    for arguments in [
        &["check", &file][..],
        &["check", &file, "--format", "json"],
        &["check", &file, "--format", "sarif"],
        &["metrics", &file],
        &["compare-maps", &file],
        &["compare-maps", &file, "--format", "csv"],
        &["impact", &file, "b"],
        &["route", &file, "b", "a"],
        &["route", &file, "b", "a", "--format", "json"],
    ] {
        let (status, printed, complaints) = said(arguments);
        assert!(status < 2 && !printed.is_empty(), "{arguments:?}: {status}, {complaints:.400}");
        assert!(
            !printed.contains(acts) && !complaints.contains(acts),
            "{arguments:?}: {printed:.400}{complaints:.400}"
        );
        let is_text = !arguments.contains(&"--format");
        assert!(!is_text || printed.lines().all(|line| line.chars().count() < 1_000), "{arguments:?}");
    }
}

#[test]
fn more_errors_than_are_listed_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let node = |number: usize| format!(r#"{{"id": "a{number}", "kind": "group", "name": "A", "themes": ["no"]}}"#);
    let nodes: Vec<String> = (0..25).map(node).collect();
    let file = write(folder.path(), "many.boardwalk", &map(&nodes.join(",\n")));
    let (status, _, complaints) = said(&["check", &file]);
    assert_eq!((status, complaints.lines().count()), (2, 21), "{complaints}");
    let last = complaints.lines().last().unwrap_or_default();
    assert!(last.contains("5 more errors from here on are not listed"), "{last}");
}

#[test]
fn a_bad_baseline_is_placed_too_and_quoted_at_most_in_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = write(folder.path(), "sound.boardwalk", &map(r#"{"id": "a", "kind": "group", "name": "A"}"#));
    for (text, place) in [
        ("{\n  \"format\": \"other\",\n  \"version\": 1,\n  \"maps\": {}\n}".to_owned(), ":2:3: "),
        ("{\n  \"format\": \"boardwalk-baseline\",\n  \"version\": 9,\n  \"maps\": {}\n}".to_owned(), ":3:3: "),
        (
            format!("{{\"format\": \"boardwalk-baseline\", \"version\": 1, \"maps\": \"{}\"}}", "x".repeat(90_000)),
            ":1:",
        ),
        ("{\n  \"format\":\n\u{9b}31m".to_owned(), ":3:1: "),
    ] {
        let baseline = write(folder.path(), "known.json", &text);
        let (status, _, complaints) = said(&["check", &file, "--baseline", &baseline]);
        assert_eq!(status, 2);
        assert!(complaints.contains(&format!("known.json{place}")), "{complaints:.400}");
        assert!(complaints.chars().count() < 1_500, "{}", complaints.len());
    }
}

#[test]
fn a_baseline_that_is_no_text_is_placed_and_a_mark_at_its_beginning_is_read_past() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = write(folder.path(), "sound.boardwalk", &map(r#"{"id": "a", "kind": "group", "name": "A"}"#));
    let baseline = folder.path().join("known.json");
    let check = |bytes: &[u8]| {
        fs::write(&baseline, bytes).expect("written");
        said(&["check", &file, "--baseline", baseline.to_str().expect("UTF-8")])
    };
    let (status, _, complaints) = check(b"{\n \"format\": \"\xff\"}");
    assert!(status == 2 && complaints.contains("known.json:2:"), "{complaints}");
    let text = "\u{feff}{\"format\": \"boardwalk-baseline\", \"version\": 1, \"maps\": {\"\u{9b}2J\": []}}";
    let (status, _, complaints) = check(text.as_bytes());
    assert!(status < 2 && !complaints.contains(acts), "{complaints}");
}

#[test]
fn standard_input_is_refused_and_never_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = write(folder.path(), "sound.boardwalk", &map(r#"{"id": "a", "kind": "group", "name": "A"}"#));
    for arguments in [
        &["check", "-"][..],
        &["check", &file, "-"],
        &["check", &file, "--baseline", "-"],
        &["check", &file, "--write-baseline", "-"],
        &["fmt", "-"],
        &["metrics", "-"],
        &["compare-maps", &file, "-"],
        &["impact", "-", "a"],
        &["route", "-", "a", "a"],
        &["screenshot", "-", "picture.png"],
    ] {
        let (status, _, complaints) = said(arguments);
        assert_eq!(status, 2, "{arguments:?}: {complaints}");
        assert!(complaints.contains("nothing is read from standard input"), "{arguments:?}: {complaints}");
    }
}

#[test]
fn what_was_typed_is_repeated_without_what_acts() {
    for arguments in
        [&["check", "--\u{9b}2J\u{202e}"][..], &["\u{9b}2J\u{1b}[2J"], &["check", "a", "--severity", "\u{9b}2J"]]
    {
        let (status, printed, complaints) = said(arguments);
        assert!(status == 2 && !complaints.is_empty(), "{arguments:?}: {printed}");
        assert!(!complaints.contains(acts) && !printed.contains(acts), "{arguments:?}: {complaints:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_never_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe.png");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there");
    assert!(made.success());
    let pipe = pipe.to_str().expect("UTF-8");
    let file = write(folder.path(), "sound.boardwalk", &map(r#"{"id": "a", "kind": "group", "name": "A"}"#));
    for arguments in [
        &["check", pipe][..],
        &["fmt", pipe],
        &["check", &file, "--baseline", pipe],
        &["check", &file, "--write-baseline", pipe],
        &["screenshot", &file, pipe],
        &["metrics", pipe],
        &["compare-maps", &file, pipe],
        &["impact", pipe, "a"],
        &["route", pipe, "a", "a"],
        &["screenshot", pipe, "picture.png"],
    ] {
        let (status, _, complaints) = said(arguments);
        assert_eq!(status, 2, "{arguments:?}");
        assert!(complaints.contains("no ordinary file"), "{arguments:?}: {complaints}");
    }
}
