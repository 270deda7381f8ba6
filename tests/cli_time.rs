//! Dates on the command line: a map as it was, and what changed from one date to another.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// A town whose first board gave way to a second in 2008.
fn town() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let closed = json!({"id": "forum", "kind": "group", "name": "Forum", "status": "ended"});
    let forum = json!({"id": "forum", "kind": "group", "name": "Forum", "since": "2006-04", "until": "2012"});
    let map = json!({"format": "boardwalk", "version": 1, "title": "Town", "as_of": "2011", "nodes": [
        {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        {"id": "first", "kind": "board", "name": "First Board", "status": "ended", "since": "2004", "until": "2008"},
        {"id": "second", "kind": "board", "name": "Second Board", "since": "2008-06"},
        forum],
        "links": [
            {"id": "a", "kind": "reports_to", "from": "first", "to": "council"},
            {"id": "b", "kind": "reports_to", "from": "second", "to": "council"},
            {"id": "c", "kind": "reports_to", "from": "forum", "to": "second", "since": "2009"},
            {"id": "d", "kind": "absorbed_into", "from": "first", "to": "second"}],
        "options": [{"id": "end", "name": "End the forum", "changes": [
            {"before": {"node": forum}, "after": {"node": closed}}]}]});
    fs::write(folder.path().join("town.boardwalk"), map.to_string()).expect("written");
    folder
}

fn said_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_boardwalk")).args(arguments).current_dir(folder).output();
    let output = output.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

#[test]
fn every_question_is_asked_of_the_date_that_is_named() {
    let maps = town();
    let said = |arguments: &[&str]| said_in(maps.path(), arguments);
    let live = |arguments: &[&str]| {
        let (status, printed, complaints) =
            said(&[&["metrics", "town.boardwalk", "--format", "json"], arguments].concat());
        assert_eq!((status, complaints.as_str()), (0, ""));
        serde_json::from_str::<Value>(&printed).expect("JSON")["bodies"]["live"].as_u64().expect("a number")
    };
    assert_eq!(live(&[]), 3);
    let on = ["2003", "2005", "2006-04", "2008-06-01", "2009-01-01", "2013"].map(|date| live(&["--as-of", date]));
    assert_eq!(on, [1, 2, 3, 4, 3, 2]);
    assert_eq!(live(&["--as-of", "2010", "--option", "end"]), 2, "a date of an option");
    let (status, printed, _) = said(&["route", "town.boardwalk", "first", "council", "--as-of", "2007"]);
    assert!(status == 0 && printed.contains("1 unbroken"), "{printed}");
    assert_eq!(said(&["route", "town.boardwalk", "first", "council"]).0, 1, "today it is no more");
    let (status, printed, complaints) = said(&["impact", "town.boardwalk", "second", "--as-of", "2007"]);
    assert!(status == 2 && complaints.contains("called \"second\""), "not there yet: {printed}{complaints}");
    let (_, printed, _) = said(&["check", "town.boardwalk", "--as-of", "2008-12"]);
    assert!(printed.contains("Town, as of 2008-12"), "it says of when it speaks: {printed}");
    let (status, _, complaints) = said(&["screenshot", "town.boardwalk", "town.svg", "--as-of", "2007"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    let picture = fs::read_to_string(maps.path().join("town.svg")).expect("a picture");
    assert!(picture.contains("2007") && picture.contains("First Board") && !picture.contains("Second Board"));
    let ledger = |date: &str| said(&["ledger", "town.boardwalk", "--option", "end", "--as-of", date]);
    assert!(ledger("2010").1.contains("Forum") && !ledger("2005").1.contains("Forum"));
}

#[test]
fn what_changed_between_two_dates_is_told() {
    let maps = town();
    let said = |arguments: &[&str]| said_in(maps.path(), &[&["diff", "town.boardwalk"], arguments].concat());
    let (status, printed, complaints) = said(&["--between", "2007", "2010"]);
    assert_eq!((status, complaints.as_str()), (1, ""));
    for wanted in [
        "5 differences between Town as of 2007 and Town as of 2010",
        "First Board: Status changes from active to ended",
        "New board: Second Board",
        "New line: Second Board reports to Council",
        "New line: Forum reports to Second Board",
        "New line: First Board is absorbed into Second Board",
    ] {
        assert!(printed.contains(wanted), "{wanted}: {printed}");
    }
    let (status, printed, _) = said(&["--between", "2009", "2010", "--format", "json"]);
    let told: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!((status, &told["differences"], &told["after"]), (0, &json!([]), &json!("Town as of 2010")));
    let (status, printed, _) = said(&["--between", "2009", "2010"]);
    assert!(status == 0 && printed.contains("Nothing is known to differ"), "{printed}");
    let (status, printed, _) = said(&["--between", "2005", "2010", "--option", "end"]);
    assert!(status == 1 && !printed.contains("New group: Forum"), "an option that ends it tells no dates: {printed}");
}

#[test]
fn what_is_no_date_is_refused_with_what_to_write() {
    let maps = town();
    for arguments in [
        &["check", "town.boardwalk", "--as-of", "last spring"][..],
        &["diff", "town.boardwalk", "--between", "2007", "2010-13"],
    ] {
        let (status, _, complaints) = said_in(maps.path(), arguments);
        assert!(status == 2 && complaints.contains("write a year (2010), a month (2010-09)"), "{complaints}");
    }
    for arguments in [
        &["diff", "town.boardwalk"][..],
        &["diff", "town.boardwalk", "--between", "2007"],
        &["diff", "town.boardwalk", "town.boardwalk", "--between", "2007", "2008"],
    ] {
        assert_eq!(said_in(maps.path(), arguments).0, 2, "{arguments:?}");
    }
}
