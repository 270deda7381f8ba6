//! What the map file promises: the same bytes again, nothing lost, and errors that say where.

use super::{MOST_BYTES, lines_of_records, read, read_versioned, write};
use crate::model::{Change, DesignOption, EntryKind, Unknown};

/// A map with a record of each type and an unknown field at each level, as it is written.
const FULL: &str = include_str!("full.boardwalk");

#[test]
fn saving_an_unchanged_map_gives_the_same_bytes() {
    let map = read(FULL.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert!(write(&map) == FULL, "{}", write(&map));
}

#[test]
fn records_of_every_kind_survive_writing_and_reading() {
    let mut map = read(FULL.as_bytes()).expect("a map");
    let lines = lines_of_records(FULL);
    let mut changes = Vec::new();
    for &kind in EntryKind::ALL {
        let id = kind.table().map(|table| {
            assert_eq!(EntryKind::of_table(table), Some(kind));
            let found = lines.keys().find(|(other, _)| *other == table);
            &found.unwrap_or_else(|| panic!("the full map has no {}: write one", kind.word())).1
        });
        assert!(id.is_none_or(|id| map.contains(kind, id)), "{kind:?}");
        let entry = map.entry(kind, id);
        assert_eq!(entry.is_none(), kind == EntryKind::Option, "an option holds anything but options");
        changes.extend(entry.map(|entry| Change {
            before: Some(entry.clone()),
            after: Some(entry),
            reason: None,
            unknown: Unknown::new(),
        }));
    }
    map.options.put(DesignOption { changes, ..DesignOption::new("of-every-kind", "Of every kind") });
    assert!(read(write(&map).as_bytes()).is_ok_and(|read| read == map), "{}", write(&map));
}

#[test]
fn an_edit_of_one_field_is_a_difference_of_one_line() {
    let changed = FULL.replace("\"place\": \"Solihull\"", "\"place\": \"Sandwell\"");
    let mut map = read(FULL.as_bytes()).expect("a map");
    map.place = Some("Sandwell".into());
    assert!(write(&map) == changed, "{}", write(&map));
}

#[test]
fn any_layout_of_the_text_reads_the_same() {
    let squeezed: String = FULL.lines().map(str::trim).collect();
    let spread = FULL.replace(", ", "\r\n\t, ").replace(": ", " :\n");
    for text in [squeezed, spread] {
        let map = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        assert!(write(&map) == FULL, "{}", write(&map));
    }
}

#[test]
fn records_are_written_in_the_order_of_their_ids() {
    let text = r#"{"format": "boardwalk", "version": 1, "title": "T", "themes": [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]}"#;
    let written = write(&read(text.as_bytes()).expect("a map"));
    assert!(written.find("\"a\"") < written.find("\"b\""), "{written}");
}

#[test]
fn accepted_findings_are_written_in_order_and_placed_when_they_are_wrong() {
    let one = |rule: &str| format!(r#"{{"rule": "{rule}", "subjects": ["gone"], "reason": "known"}}"#);
    let text = |accepted: &str| {
        format!("{{\"format\": \"boardwalk\", \"version\": 1, \"title\": \"T\", \"accepted\": {accepted}}}")
    };
    let map = read(text(&format!("[{}, {}]", one("BW302"), one("BW101"))).as_bytes()).expect("a map");
    let rules: Vec<&str> = map.accepted.iter().map(|accepted| accepted.rule.as_str()).collect();
    assert_eq!(rules, ["BW101", "BW302"]);
    let error = |accepted: &str| read(text(accepted).as_bytes()).expect_err(accepted).to_string();
    let no_reason = error(r#"[{"rule": "BW101", "subjects": []}]"#);
    assert!(no_reason.contains("accepted finding number 1: \"reason\" is missing; add it"), "{no_reason}");
    let no_date = error(r#"[{"rule": "BW101", "subjects": [], "reason": "", "date": "May"}]"#);
    assert!(no_date.contains("field \"date\": \"May\" is no date"), "{no_date}");
    let no_list = error(r#"{"BW101": "known"}"#);
    assert!(no_list.contains("field \"accepted\": this must be a list and is a record"), "{no_list}");
}

#[test]
fn a_later_version_opens_and_says_so() {
    let later = FULL.replace("\"version\": 1", "\"version\": 2");
    let reading = read_versioned(later.as_bytes()).expect("all that is known is as it was");
    assert_eq!(reading.later_version, Some(2));
    assert_eq!(read_versioned(FULL.as_bytes()).expect("a map").later_version, None);
    let unknown_kind = later.replace("\"reports_to\"", "\"advises\"");
    let error = read(unknown_kind.as_bytes()).expect_err("a kind of link that this version does not know");
    assert!(error.advice.contains("newer Boardwalk"), "{error}");
}

/// A map whose body is `rest`, on lines of its own.
fn with(rest: &str) -> String {
    format!("{{\n\"format\": \"boardwalk\", \"version\": 1, \"title\": \"T\",\n{rest}\n}}")
}

/// Checks the whole text of the error that a map gives.
fn check(rest: &str, expected: &str) {
    let error = read(with(rest).as_bytes()).expect_err(rest).to_string();
    assert_eq!(error, expected, "{rest}");
}

const A: &str = r#"{"id": "a", "kind": "board", "name": "A"}"#;

#[test]
fn mistakes_are_placed_and_say_what_to_do() {
    check(
        r#""nodes": [{"id": "a", "kind": "bord", "name": "A"}]"#,
        "line 3, column 31, node \"a\", field \"kind\": \"bord\" is not known here; write one of board, group, partner, post, strand",
    );
    check(r#""nodes": [{"id": "a", "kind": "board"}]"#, "line 3, column 11, node \"a\": \"name\" is missing; add it");
    check(
        r#""nodes": [{"name": 5, "kind": "board", "id": "a"}]"#,
        "line 3, column 20, node \"a\", field \"name\": this must be a text and is a number; write it in quotes",
    );
    check(
        r#""nodes": [{"id": "a", "kind": "board", "name": "A", "size": -1}]"#,
        "line 3, column 61, node \"a\", field \"size\": -1 does not fit here; write a whole number from 0 to 4294967295",
    );
    check(
        r#""nodes": [{"id": "a", "kind": "board", "name": "A", "meets": {"times_a_year": 1e999}}]"#,
        "line 3, column 79, node \"a\", field \"meets.times_a_year\": 1e999 is too big; write a smaller number",
    );
    check(
        r#""nodes": [{"id": "a", "kind": "board", "name": "A", "since": "2010-13"}]"#,
        "line 3, column 62, node \"a\", field \"since\": \"2010-13\" is no date; write a year (2010), a month (2010-09) or a day (2010-09-30)",
    );
    check(
        r#""totals": [{"id": "a", "name": "A", "amount": 5}]"#,
        "line 3, column 47, total \"a\", field \"amount\": this must be a text and is a number; write it in quotes",
    );
    check(
        r#""nodes": {}"#,
        "line 3, column 10, field \"nodes\": this must be a list and is a record; write it in square brackets",
    );
}

#[test]
fn nothing_stands_twice() {
    check(
        &format!("\"nodes\": [{A},\n{A}]"),
        "line 4, column 8, node \"a\", field \"id\": another node has the id \"a\"; give one of them an id of its own, or take one out",
    );
    check(
        r#""nodes": [{"id": "a", "kind": "board", "name": "A", "x": {"y": 1, "\u0079": 2}}]"#,
        "line 3, column 67, node \"a\", field \"x\": \"y\" stands twice in the same record; take one of the two out",
    );
}

#[test]
fn what_is_named_is_there() {
    check(
        &format!(
            "\"nodes\": [{A}], \"links\": [{{\"id\": \"l\", \"kind\": \"informs\", \"from\": \"a\",\n\"to\": \"b\"}}]"
        ),
        "line 4, column 7, link \"l\", field \"to\": there is no node \"b\"; correct \"to\", or add the node",
    );
    check(
        "\"themes\": [{\"id\": \"t\", \"name\": \"T\", \"evidence\": [\n{\"source\": \"s\"}]}]",
        "line 4, column 12, theme \"t\", field \"evidence\": there is no source \"s\"; correct \"evidence\", or add the source",
    );
    check(
        "\"placement\": [{\"id\": \"a\", \"x\": 1, \"y\": 2}]",
        "line 3, column 22, placement \"a\", field \"id\": there is no node \"a\"; add the node, or take this entry out",
    );
    check(
        r#""themes": [{"id": "Be Healthy", "name": "T"}]"#,
        "line 3, column 19, theme \"Be Healthy\", field \"id\": \"Be Healthy\" is no id; write it in lower-case letters and digits, in parts joined by single hyphens",
    );
}

#[test]
fn no_area_lies_within_itself_and_none_within_nowhere() {
    check(
        r#""areas": [{"id": "a", "name": "A", "within": "b"}]"#,
        "line 3, column 46, area \"a\", field \"within\": there is no area \"b\"; correct \"within\", or add the area",
    );
    check(
        r#""areas": [{"id": "a", "name": "A", "within": "a"}, {"id": "b", "name": "B", "within": "a"}]"#,
        "line 3, column 46, area \"a\", field \"within\": it lies within itself; correct \"within\" here, or in an area on the way",
    );
    check(
        r#""nodes": [{"id": "a", "kind": "board", "name": "A", "area": "b"}]"#,
        "line 3, column 61, node \"a\", field \"area\": there is no area \"b\"; correct \"area\", or add the area",
    );
    let ring = with(r#""areas": [{"id": "a", "name": "A", "within": "b"}, {"id": "b", "name": "B", "within": "a"}]"#);
    let error = read(ring.as_bytes()).expect_err("a ring").to_string();
    assert!(error.contains("it lies within itself by way of \"b\""), "{error}");
}

#[test]
fn several_mistakes_of_meaning_come_together() {
    let text = with(r#""placement": [{"id": "a", "x": 1, "y": 2}, {"id": "b", "x": 1, "y": 2}]"#);
    let error = read(text.as_bytes()).expect_err("cards of nowhere");
    assert_eq!((error.others.len(), error.to_string().lines().count()), (1, 2));
}

#[test]
fn what_is_no_map_is_told_apart() {
    for (bytes, expected) in [
        (&b""[..], "line 1, column 1: the file is empty; check that it is the right file, or get a backup"),
        (
            b"hello",
            "line 1, column 1: this is no Boardwalk map: it does not begin with \"{\"; open a file whose name ends in \".boardwalk\"",
        ),
        (
            b"{}",
            "line 1, column 1: this is no Boardwalk map: it has no \"format\"; open a file whose name ends in \".boardwalk\"",
        ),
        (
            b"{\"format\": \"x\"}",
            "line 1, column 1: this is no Boardwalk map: its \"format\" is not \"boardwalk\"; open a file whose name ends in \".boardwalk\"",
        ),
        (
            b"{\"format\": \"boardwalk\", \"version\": 1.5}",
            "line 1, column 1: the map does not say of which version of the format it is; write \"version\": 1 below \"format\"",
        ),
        (
            b"\xEF\xBB\xBF{}",
            "line 1, column 1: this is no Boardwalk map: it has no \"format\"; open a file whose name ends in \".boardwalk\"",
        ),
        (
            b"\xFF\xFE{\0}\0",
            "line 1, column 1: the file is UTF-16 text, and a map is UTF-8; save it as UTF-8, or get a whole copy",
        ),
        (
            b"{\n\"a\": \"\xFF\"}",
            "line 2, column 7: here the file is not UTF-8 text; save it as UTF-8, or get a whole copy",
        ),
    ] {
        assert_eq!(read(bytes).expect_err("no map").to_string(), expected);
    }
    let big = vec![b' '; MOST_BYTES + 1];
    assert!(read(&big).expect_err("too big").message.starts_with("the file is too big"));
}

#[test]
fn unknown_values_stay_as_they_were() {
    let values = [
        "1e999",
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "-0",
        "null",
        r#""\u0041\\\"é: ,""#,
        "[]",
        r#"[[1, {"a": {}}]]"#,
    ];
    for value in values {
        let text = with(&format!("\"x\": {value}"));
        let map = read(text.as_bytes()).unwrap_or_else(|error| panic!("{value}: {error}"));
        assert_eq!(map.unknown.get("x").map(|raw| raw.0.as_str()), Some(value));
        assert!(write(&map).contains(&format!("\"x\": {value}\n")));
    }
}
