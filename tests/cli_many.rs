//! Many maps on the command line: all at once, against a baseline, as SARIF, and in one table.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

const SOLIHULL: &str = "sample_maps/solihull-2011.boardwalk";
const MIDDLESBROUGH: &str = "sample_maps/middlesbrough-2010.boardwalk";
const FIRST_STEPS: &str = "sample_maps/first-steps.boardwalk";

/// A map in which nothing is wrong, and one in which the board answers to nobody.
const SOUND: &str = r#"{"format": "boardwalk", "version": 1, "title": "Sound", "nodes": [
    {"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
    {"id": "board", "kind": "board", "name": "Board", "remit": "All of it."}], "links": [
    {"id": "up", "kind": "reports_to", "from": "board", "to": "council"}]}"#;

fn unsound(title: &str, boards: &[&str]) -> String {
    let council = json!({"id": "council", "kind": "partner", "name": "Council", "accountable_body": true});
    let board =
        |id: &&str| json!({"id": id, "kind": "board", "name": format!("Board {id}"), "remit": format!("All of {id}.")});
    let nodes: Vec<Value> = std::iter::once(council).chain(boards.iter().map(board)).collect();
    json!({"format": "boardwalk", "version": 1, "title": title, "nodes": nodes}).to_string()
}

/// Runs the program in a folder, and gives its status, what it printed and what it complained about.
fn said_in(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_boardwalk")).args(arguments).current_dir(folder).output();
    let output = output.expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn said(arguments: &[&str]) -> (i32, String, String) {
    said_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

fn json_in(folder: &Path, arguments: &[&str]) -> Value {
    let (_, printed, complaints) = said_in(folder, arguments);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}{complaints}"))
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).expect("written"));
    folder
}

fn titles(printed: &str, among: &[&str]) -> Vec<String> {
    printed.lines().filter(|line| among.contains(line)).map(str::to_owned).collect()
}

#[test]
fn a_folder_stands_for_the_maps_in_it_by_name() {
    let (one, two) = (unsound("One", &["a"]), unsound("Two", &["a", "b"]));
    let maps = folder(&[("b.boardwalk", &two), ("a.boardwalk", &one), ("c.boardwalk", SOUND), ("notes.txt", "x")]);
    let (status, printed, complaints) = said_in(maps.path(), &["check", "."]);
    assert_eq!((status, complaints.as_str()), (1, ""));
    assert_eq!(titles(&printed, &["One", "Two", "Sound"]), ["One", "Two", "Sound"]);
    let last = printed.lines().last().expect("a line");
    assert!(last.starts_with("3 maps checked: 3 errors"), "{last}");

    let (status, printed, _) = said_in(maps.path(), &["check", "c.boardwalk", "a.boardwalk", "b.boardwalk"]);
    assert_eq!(status, 1);
    assert_eq!(titles(&printed, &["One", "Two", "Sound"]), ["Sound", "One", "Two"], "in the order given");

    let of_folder = json_in(maps.path(), &["check", ".", "--format", "json"]);
    let files: Vec<&Value> = of_folder.as_array().expect("a list").iter().map(|one| &one["map"]["file"]).collect();
    assert_eq!(files, ["./a.boardwalk", "./b.boardwalk", "./c.boardwalk"]);

    let single = folder(&[("c.boardwalk", SOUND)]);
    let (status, printed, _) = said_in(single.path(), &["check", "."]);
    assert_eq!(status, 0);
    assert!(printed.ends_with("1 map checked: no findings.\n"), "{printed}");
    assert!(json_in(single.path(), &["check", ".", "--format", "json"]).is_array(), "a folder always gives a list");
    assert!(json_in(single.path(), &["check", "c.boardwalk", "--format", "json"]).is_object());
}

#[test]
fn many_maps_come_in_their_order() {
    let maps: Vec<(String, String)> = (0..30)
        .map(|number| {
            // The first are by far the largest, so that others are done before them.
            let boards: Vec<String> = (0..if number < 3 { 400 } else { 1 }).map(|board| format!("b{board}")).collect();
            let boards: Vec<&str> = boards.iter().map(String::as_str).collect();
            (format!("{number:02}.boardwalk"), unsound(&format!("Map {number:02}"), &boards))
        })
        .collect();
    let files: Vec<(&str, &str)> = maps.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let maps = folder(&files);
    let (status, printed, _) = said_in(maps.path(), &["check", "."]);
    assert_eq!(status, 1);
    let found: Vec<&str> = printed.lines().filter(|line| line.starts_with("Map ")).collect();
    assert_eq!(found, (0..30).map(|number| format!("Map {number:02}")).collect::<Vec<_>>());
    assert_eq!(said_in(maps.path(), &["check", "."]).1, printed, "the same again");
}

#[test]
fn what_cannot_be_read_keeps_nothing_else_from_being_checked() {
    let maps = folder(&[("bad.boardwalk", "{"), ("sound.boardwalk", SOUND)]);
    fs::create_dir(maps.path().join("empty")).expect("a folder");
    let arguments = ["check", "bad.boardwalk", "missing.boardwalk", "empty", "sound.boardwalk"];
    let (status, printed, complaints) = said_in(maps.path(), &arguments);
    assert_eq!(status, 2);
    let places: Vec<Option<usize>> =
        ["bad.boardwalk:1:", "missing.boardwalk: there is no such file", "empty: there is no map"]
            .iter()
            .map(|what| complaints.find(what))
            .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{complaints}");
    assert!(printed.starts_with("Sound\n"), "{printed}");
    assert!(printed.ends_with("1 map checked: no findings. 3 files could not be checked.\n"), "{printed}");
}

#[test]
fn sarif_points_at_the_record_in_the_file() {
    let sarif = json_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", SOLIHULL, FIRST_STEPS, "--format", "sarif"]);
    assert_is_sarif(&sarif);
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let known: Vec<&str> = boardwalk::analysis::rules().iter().map(|rule| rule.code).collect();
    assert_eq!(rules.iter().map(|rule| rule["id"].as_str().expect("a code")).collect::<Vec<_>>(), known);
    for rule in rules {
        assert!(rule["fullDescription"]["text"].as_str().expect("a text").len() > 40, "{rule}");
        assert!(rule["help"]["markdown"].as_str().expect("a text").contains("## What to do"), "{rule}");
        assert!(!rule["help"]["text"].as_str().expect("a text").contains(['#', '\u{1b}']), "{rule}");
    }
    let results = run["results"].as_array().expect("results");
    let texts = [SOLIHULL, FIRST_STEPS]
        .map(|file| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("a map"));
    let mut fingerprints = Vec::new();
    for result in results {
        let place = &result["locations"][0]["physicalLocation"];
        let file = place["artifactLocation"]["uri"].as_str().expect("a file");
        let text = &texts[usize::from(file == FIRST_STEPS)];
        let line = usize::try_from(place["region"]["startLine"].as_u64().expect("a line")).expect("a number");
        let name = result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].as_str().expect("a name");
        let (_, id) = name.split_once('/').expect("a table and an id");
        let next = text.lines().nth(line).expect("the line after");
        assert_eq!(next.trim(), format!("\"id\": \"{id}\","), "{file}:{line}");
        let rule = usize::try_from(result["ruleIndex"].as_u64().expect("a place")).expect("a number");
        assert_eq!(known[rule], result["ruleId"]);
        fingerprints.push((file.to_owned(), result["partialFingerprints"]["boardwalkFinding/v1"].to_string()));
    }
    let all = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all, "each finding has its own fingerprint");
    let counted = json_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["check", SOLIHULL, FIRST_STEPS, "--format", "json"]);
    let expected: u64 =
        counted.as_array().expect("a list").iter().map(|one| one["counts"]["all"].as_u64().expect("a count")).sum();
    assert_eq!(all as u64, expected);
}

#[test]
fn sarif_tells_what_could_not_be_checked() {
    let maps = folder(&[("bad one.boardwalk", "{"), ("sound.boardwalk", SOUND)]);
    let (status, printed, _) = said_in(maps.path(), &["check", ".", "--format", "sarif"]);
    assert_eq!(status, 2);
    let sarif: Value = serde_json::from_str(&printed).expect("JSON");
    assert_is_sarif(&sarif);
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let trouble = &invocation["toolExecutionNotifications"][0];
    assert_eq!(trouble["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "bad%20one.boardwalk");
    assert_eq!(sarif["runs"][0]["results"], json!([]));
}

/// What the standard requires of the parts that are used, and that nothing else stands in them.
fn assert_is_sarif(sarif: &Value) {
    let object = |required: &[&str], properties: Value| json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false});
    let list = |items: Value| json!({"type": "array", "items": items});
    let text = || json!({"type": "string", "minLength": 1});
    let message = || object(&["text"], json!({"text": text()}));
    let level = || json!({"enum": ["none", "note", "warning", "error"]});
    let logical = object(&[], json!({"name": text(), "fullyQualifiedName": text(), "kind": text()}));
    let physical = object(
        &["artifactLocation"],
        json!({
            "artifactLocation": object(&["uri"], json!({"uri": {"type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$"}})),
            "region": object(&["startLine"], json!({"startLine": {"type": "integer", "minimum": 1}})),
        }),
    );
    let location = object(
        &["physicalLocation"],
        json!({"id": {"type": "integer", "minimum": 0}, "physicalLocation": physical, "logicalLocations": list(logical), "message": message()}),
    );
    let rule = object(
        &["id"],
        json!({
            "id": text(), "name": text(), "shortDescription": message(), "fullDescription": message(),
            "help": object(&["text"], json!({"text": text(), "markdown": text()})),
            "defaultConfiguration": object(&[], json!({"level": level()})),
            "properties": object(&[], json!({"tags": list(text())})),
        }),
    );
    let result = object(
        &["message"],
        json!({
            "ruleId": text(), "ruleIndex": {"type": "integer", "minimum": 0}, "level": level(), "message": message(),
            "locations": {"type": "array", "minItems": 1, "items": location.clone()}, "relatedLocations": list(location.clone()),
            "partialFingerprints": {"type": "object", "additionalProperties": text()},
            "suppressions": list(object(
                &["kind"],
                json!({"kind": {"enum": ["inSource", "external"]}, "justification": text(),
                    "status": {"enum": ["accepted", "underReview", "rejected"]}}),
            )),
            "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        }),
    );
    let notification =
        object(&["message"], json!({"level": level(), "message": message(), "locations": list(location)}));
    let invocation = object(
        &["executionSuccessful"],
        json!({"executionSuccessful": {"type": "boolean"}, "toolExecutionNotifications": list(notification)}),
    );
    let driver = object(
        &["name"],
        json!({"name": text(), "version": text(), "semanticVersion": {"type": "string", "pattern": "^\\d+\\.\\d+\\.\\d+"}, "rules": list(rule)}),
    );
    let run = object(
        &["tool"],
        json!({
            "tool": object(&["driver"], json!({"driver": driver})), "invocations": list(invocation), "results": list(result),
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        }),
    );
    let schema =
        object(&["version", "runs"], json!({"$schema": text(), "version": {"const": "2.1.0"}, "runs": list(run)}));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> =
        validator.iter_errors(sarif).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sarif_shows_accepted_findings_as_suppressed() {
    let accepted = json!([{"rule": "BW301", "subjects": ["a"], "reason": "Settled in May", "date": "2011-05-12"}]);
    let town = unsound("Town", &["a", "b"]).replacen('{', &format!("{{\"accepted\": {accepted}, "), 1);
    let maps = folder(&[("town.boardwalk", &town)]);
    let facts = json_in(maps.path(), &["check", "town.boardwalk", "--format", "json"]);
    let message = facts["findings"].as_array().expect("a list").iter().find(|one| one["subjects"][0]["id"] == "a");
    let message = message.expect("the finding")["message"].to_string();
    let town = town.replacen("\"rule\"", &format!("\"facts\": {message}, \"rule\""), 1);
    fs::write(maps.path().join("town.boardwalk"), town).expect("written");
    let sarif = json_in(maps.path(), &["check", "town.boardwalk", "--format", "sarif"]);
    assert_is_sarif(&sarif);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let suppressed: Vec<&Value> = results.iter().filter(|result| result["suppressions"].is_array()).collect();
    assert_eq!((results.len(), suppressed.len()), (2, 1));
    assert!(suppressed[0].to_string().contains("Settled in May"), "{suppressed:?}");
}

#[test]
fn with_a_baseline_only_new_findings_count() {
    let maps = folder(&[("town.boardwalk", &unsound("Town", &["a", "b"])), ("sound.boardwalk", SOUND)]);
    let check = |arguments: &[&str]| said_in(maps.path(), &[&["check"], arguments].concat());

    let (status, printed, complaints) = check(&[".", "--write-baseline", "known.json"]);
    assert_eq!(status, 0, "what is written is known\n{printed}");
    assert_eq!(complaints, "note: known.json: 2 findings of 2 maps known from now on\n");
    let (status, printed, _) = check(&[".", "--baseline", "known.json"]);
    assert_eq!(status, 0);
    assert!(!printed.contains("Board a") && printed.contains("No new findings."), "{printed}");
    assert!(
        printed.contains("2 maps checked: no new findings. 2 findings of the baseline are not shown."),
        "{printed}"
    );

    // One is solved, one is new, one stays.
    fs::write(maps.path().join("town.boardwalk"), unsound("Town", &["b", "c"])).expect("written");
    let (status, printed, _) = check(&["town.boardwalk", "--baseline", "known.json"]);
    assert_eq!(status, 1);
    assert!(printed.contains("Board c") && !printed.contains("Board b "), "{printed}");
    let told =
        "1 new finding: 1 error. 1 finding of the baseline is not shown. 1 of the baseline's findings is solved.";
    assert!(printed.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{printed}");

    let found = json_in(maps.path(), &["check", "town.boardwalk", "--baseline", "known.json", "--format", "json"]);
    assert_eq!(found["counts"]["all"], 1);
    assert_eq!(found["metrics"]["findings"]["all"], 1);
    assert_eq!(found["baseline"]["known"], 1);
    assert_eq!(found["baseline"]["solved"], json!([["BW301", "node:a"]]));
    let sarif = json_in(maps.path(), &["check", "town.boardwalk", "--baseline", "known.json", "--format", "sarif"]);
    assert_is_sarif(&sarif);
    assert_eq!(sarif["runs"][0]["results"][0]["baselineState"], "new");

    // A rule that is switched off solves nothing.
    let off = unsound("Town", &["b", "c"]).replacen('{', r#"{"settings": {"severities": {"BW301": "off"}}, "#, 1);
    fs::write(maps.path().join("town.boardwalk"), off).expect("written");
    let found = json_in(maps.path(), &["check", "town.boardwalk", "--baseline", "known.json", "--format", "json"]);
    assert_eq!((&found["counts"]["all"], &found["baseline"]["solved"]), (&json!(0), &json!([])));
    fs::write(maps.path().join("town.boardwalk"), unsound("Town", &["b", "c"])).expect("written");

    // Both at once: what is new is shown once more, and known from then on; what is known of other maps stays.
    let both = ["town.boardwalk", "--baseline", "known.json", "--write-baseline", "known.json"];
    assert_eq!((check(&both).0, check(&both).0), (1, 0));
    let known: Value =
        serde_json::from_str(&fs::read_to_string(maps.path().join("known.json")).expect("read")).expect("JSON");
    assert_eq!(
        known["maps"],
        json!({"sound.boardwalk": [], "town.boardwalk": [["BW301", "node:b"], ["BW301", "node:c"]]})
    );
}

#[test]
fn a_baseline_knows_all_whatever_is_shown() {
    let maps = folder(&[("town.boardwalk", &fs::read_to_string(SOLIHULL).expect("a map"))]);
    let written =
        ["check", "town.boardwalk", "--write-baseline", "known.json", "--severity", "error", "--rule", "BW302"];
    assert_eq!(said_in(maps.path(), &written).0, 0);
    let (status, printed, _) = said_in(maps.path(), &["check", "town.boardwalk", "--baseline", "known.json"]);
    assert_eq!(status, 0);
    assert!(printed.contains("No new findings.") && !printed.contains("solved"), "{printed}");
}

#[test]
fn a_baseline_and_its_maps_can_move_together() {
    let maps = folder(&[("town.boardwalk", &unsound("Town", &["a"]))]);
    fs::create_dir(maps.path().join("checks")).expect("a folder");
    assert_eq!(said_in(maps.path(), &["check", "town.boardwalk", "--write-baseline", "checks/known.json"]).0, 0);
    let text = fs::read_to_string(maps.path().join("checks/known.json")).expect("read");
    assert!(text.contains("\"../town.boardwalk\": [\n      [\"BW301\", \"node:a\"]\n    ]"), "{text}");
    let inside = maps.path().join("checks");
    assert_eq!(said_in(&inside, &["check", "../town.boardwalk", "--baseline", "known.json"]).0, 0);
    let moved = folder(&[("town.boardwalk", &unsound("Town", &["a"]))]);
    fs::create_dir(moved.path().join("checks")).expect("a folder");
    fs::write(moved.path().join("checks/known.json"), text).expect("written");
    let absolute = moved.path().join("town.boardwalk");
    let absolute = absolute.to_str().expect("UTF-8");
    assert_eq!(said_in(moved.path(), &["check", absolute, "--baseline", "checks/known.json"]).0, 0);
}

#[test]
fn a_baseline_that_is_none_is_refused_and_left_alone() {
    let newer = r#"{"format": "boardwalk-baseline", "version": 2, "maps": 7}"#;
    let bad = [
        ("cut.json", "{\"format\": \"boardwalk-baseline\", \"version\": 1,\n \"maps\": {\"a\": [[", "cut.json:2:"),
        ("odd.json", "{\"format\": \"boardwalk-baseline\", \"version\": 1, \"maps\": {\"a\": [7]}}", "odd.json:1:"),
        ("empty.json", "", "empty.json:1:"),
        ("newer.json", newer, "another Boardwalk (version 2, this one knows 1)"),
        ("map.json", SOUND, "its \"format\" is not \"boardwalk-baseline\""),
    ];
    let maps = folder(&[("town.boardwalk", SOUND)]);
    for (name, text, expected) in bad {
        fs::write(maps.path().join(name), text).expect("written");
        for option in ["--baseline", "--write-baseline"] {
            let (status, printed, complaints) = said_in(maps.path(), &["check", "town.boardwalk", option, name]);
            assert_eq!((status, printed.as_str()), (2, ""), "{option} {name}");
            assert!(complaints.starts_with("error: ") && complaints.contains(expected), "{complaints}");
            assert_eq!(fs::read_to_string(maps.path().join(name)).expect("read"), text);
        }
    }
    let (status, _, complaints) = said_in(maps.path(), &["check", "town.boardwalk", "--baseline", "missing.json"]);
    assert_eq!(status, 2);
    assert!(complaints.contains("--write-baseline missing.json makes one"), "{complaints}");
}

#[test]
fn many_findings_of_one_cause_are_told_as_one() {
    let (_, printed, _) = said(&["check", SOLIHULL]);
    let in_a_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cause = "18 strands have lost their owner with Integrated Working Programme Board (17 errors, 1 warning): ";
    let found = in_a_line(&printed);
    assert_eq!(found.matches(cause).count(), 1, "{printed}");
    let (_, after) = found.split_once(cause).expect("the cause");
    let (listed, _) = after.split_once(" error ").expect("the next finding");
    assert!(listed.starts_with("Common Induction; Integrated Working Programme; "), "{printed}");
    assert_eq!(listed.matches(';').count(), 17, "each strand is named\n{printed}");
    assert!(printed.lines().all(|line| line.chars().count() <= 100), "{printed}");

    let (_, in_full, _) = said(&["check", SOLIHULL, "--rule", "BW305"]);
    let each = "has no owner at work: Integrated Working Programme Board";
    assert_eq!(in_a_line(&in_full).matches(each).count(), 18, "{in_full}");
}

#[test]
fn the_same_advice_is_given_once_whatever_the_names() {
    let in_a_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, printed, _) = said(&["check", MIDDLESBROUGH, "--rule", "BW308"]);
    let printed = in_a_line(&printed);
    assert_eq!(printed.matches(" must have a seat on ").count(), 8, "{printed}");
    assert_eq!(printed.matches("to say by a date who is to sit on").count(), 1, "{printed}");
    assert!(printed.contains("The same goes for the others."), "{printed}");
    let (_, overview, _) = said(&["check", MIDDLESBROUGH]);
    let overview = in_a_line(&overview);
    assert!(overview.contains("(7 warnings, 1 note): Academies; Further education colleges; "), "{overview}");
}

#[test]
fn compare_maps_has_a_row_for_each_map() {
    let (status, printed, complaints) = said(&["compare-maps", "sample_maps"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    assert!(printed.lines().all(|line| line.chars().count() <= 100), "{printed}");
    assert!(printed.contains("First steps in Marlhaven") && !printed.contains('\u{1b}'), "{printed}");
    assert!(printed.contains("GBP 110,000"), "{printed}");

    let rows = json_in(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["compare-maps", FIRST_STEPS, SOLIHULL, MIDDLESBROUGH, "--format", "json"],
    );
    let rows = rows.as_array().expect("a list");
    let files: Vec<&Value> = rows.iter().map(|row| &row["file"]).collect();
    assert_eq!(files, [FIRST_STEPS, SOLIHULL, MIDDLESBROUGH]);
    for (row, file) in rows.iter().zip([FIRST_STEPS, SOLIHULL, MIDDLESBROUGH]) {
        let metrics = json_in(Path::new(env!("CARGO_MANIFEST_DIR")), &["metrics", file, "--format", "json"]);
        assert_eq!(row["live_bodies"], metrics["bodies"]["live"]);
        assert_eq!(row["strands_stranded"], metrics["strands"]["stranded"]);
        assert_eq!(row["sound_share"], metrics["routes"]["share"]);
        assert_eq!(row["findings"], metrics["findings"]["by_family"]);
        assert_eq!(row["errors"], metrics["findings"]["by_severity"]["error"]);
        assert_eq!(row["attendance_hours"], metrics["attendance"]["hours"]);
    }

    let (status, printed, complaints) = said(&["compare-maps", "no-such.boardwalk", FIRST_STEPS]);
    assert_eq!(status, 2);
    assert!(complaints.contains("no-such.boardwalk") && printed.contains("Marlhaven"), "{complaints}{printed}");
}

#[test]
fn compare_maps_as_csv_is_safe_to_open() {
    let maps = folder(&[
        ("a.boardwalk", &unsound("=HYPERLINK(\"x\")", &["a"])),
        ("b.boardwalk", &unsound("Town, the old one", &["a", "b"])),
        ("c.boardwalk", "{"),
    ]);
    let (status, printed, _) = said_in(maps.path(), &["compare-maps", ".", "--format", "csv"]);
    assert_eq!(status, 2, "the third cannot be read");
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 3, "{printed}");
    assert!(lines[0].starts_with("title,live_bodies,strands_owned,") && lines[0].ends_with(",file"), "{}", lines[0]);
    assert!(lines[1].starts_with("\"'=HYPERLINK(\"\"x\"\")\",2,0,0,0,1,0,0.0000,1,0,0,0,"), "{}", lines[1]);
    assert!(lines[2].starts_with("\"Town, the old one\",3,"), "{}", lines[2]);
    let headings = lines[0].split(',').count();
    assert_eq!(lines[1].split(',').count(), headings);
}

#[test]
fn compare_maps_says_how_it_is_used() {
    let (status, help, _) = said(&["compare-maps", "--help"]);
    assert_eq!(status, 0);
    assert!(help.contains("Examples:\n  boardwalk compare-maps councils/"), "{help}");
    assert_eq!(said(&["compare-maps"]).0, 2);
}
