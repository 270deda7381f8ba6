//! `boardwalk export` as people call it: every format from every sample, hostile names, and what is refused.

use std::fs;
use std::path::Path;
use std::process::Command;

use boardwalk::exchange::export::FORMATS;
use serde_json::Value;

const SOLIHULL: &str = "sample_maps/solihull-2011.boardwalk";

/// Names that mean something to spreadsheets, markup, diagrams and terminals.
const HOSTILE: &str = r##"{"format": "boardwalk", "version": 1, "title": "R&D <b>\"Town\"</b>", "nodes": [
    {"id": "formula", "kind": "partner", "name": "=HYPERLINK(\"http://example.org\",\"x\")", "accountable_body": true,
     "notes": "+1+1", "status_note": "@SUM(A1)"},
    {"id": "script", "kind": "board", "name": "<script>alert('1')</script> & \"quoted\", 50% #1 board", "tags": ["a;b", "c|d"],
     "fields": {"=own": "-2+3", "size": "big"}, "meets": {"times_a_year": 4, "hours": 1.5}, "statutory": true},
    {"id": "arabic", "kind": "group", "name": "لجنة الأطفال (2011)", "since": "2008-04-30", "until": "2010"},
    {"id": "node", "kind": "group", "name": "Board\u202Egnp.exe\u0000\u001b[31m"},
    {"id": "end", "kind": "post", "name": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\\n"},
    {"id": "twin", "kind": "strand", "name": "Twin\r\nname"}, {"id": "twin-2", "kind": "strand", "name": "Twin\r\nname"}],
  "links": [
    {"id": "up", "kind": "reports_to", "from": "script", "to": "formula", "note": "a\tb\nc"},
    {"id": "paid", "kind": "funds", "from": "formula", "to": "script", "amount": "12345678901234567.89", "currency": "GBP"},
    {"id": "away", "kind": "reports_to", "from": "arabic", "to": "arabic", "to_off_map": "Ministry <of> \"R&D\""},
    {"id": "sits", "kind": "member_of", "from": "end", "to": "script", "status": "unclear", "role": "chair"},
    {"id": "owned", "kind": "owns", "from": "script", "to": "twin"}]}"##;

fn said(arguments: &[&str]) -> (i32, String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    program.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = program.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

/// What is written of a map.
fn exported(folder: &Path, map: &str, name: &str, more: &[&str]) -> Vec<u8> {
    let file = folder.join("town.boardwalk");
    fs::write(&file, map).expect("a file");
    let out = folder.join(name);
    let arguments = ["export", file.to_str().expect("UTF-8"), "-o", out.to_str().expect("UTF-8")];
    let (status, printed, complaints) = said(&[&arguments, more].concat());
    assert_eq!((status, printed.as_str()), (0, ""), "{name}: {complaints}");
    fs::read(out).expect("a file")
}

fn text(folder: &Path, map: &str, name: &str, more: &[&str]) -> String {
    String::from_utf8(exported(folder, map, name, more)).expect("UTF-8")
}

#[test]
fn every_sample_goes_into_every_format_and_twice_into_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for map in ["first-steps", "middlesbrough-2010", "solihull-2011"] {
        let map = format!("sample_maps/{map}.boardwalk");
        for format in FORMATS {
            let made = |name: &str| {
                let out = folder.path().join(name);
                let out = out.to_str().expect("UTF-8");
                let (status, _, complaints) = said(&["export", &map, "-o", out, "--format", format.name]);
                assert_eq!((status, complaints.as_str()), (0, ""), "{map} as {}", format.name);
                fs::read(out).expect("a file")
            };
            assert_eq!(made("one"), made("two"), "{map} as {}", format.name);
        }
    }
}

#[test]
fn the_end_of_the_name_says_in_which_format_unless_the_format_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let begins = |name: &str, more: &[&str]| exported(folder.path(), HOSTILE, name, more)[..4].to_vec();
    assert_eq!(begins("a.XLSX", &[]), b"PK\x03\x04");
    assert_eq!(begins("a.png", &[]), b"\x89PNG");
    assert!(text(folder.path(), HOSTILE, "a.kumu.json", &[]).contains("\"elements\""));
    assert!(text(folder.path(), HOSTILE, "a.json", &[]).contains("\"metrics\""));
    assert!(text(folder.path(), HOSTILE, "a.json", &["--format", "jgf"]).contains("\"graph\""));
}

#[test]
fn what_cannot_be_is_refused_with_what_to_do_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    for (arguments, told) in [
        (vec!["export", SOLIHULL, "-o", &out("a.doc")], "--format"),
        (vec!["export", SOLIHULL, "-o", &out("a.xlsx"), "--table", "money"], "goes with csv"),
        (vec!["export", SOLIHULL, "-o", &out("a.dot"), "--theme", "dark"], "goes with pictures"),
        (vec!["export", SOLIHULL, "-o", &out("a.svg"), "--lens", "change"], "something to compare with"),
        (vec!["export", SOLIHULL, "-o", &out("a.json"), "--option", "nonsense"], "no option is called"),
        (vec!["export", "nowhere.boardwalk", "-o", &out("a.json")], "nowhere.boardwalk"),
        (vec!["export", SOLIHULL, "-o", &out("")], "nothing says in which format"),
    ] {
        let (status, printed, complaints) = said(&arguments);
        assert_eq!((status, printed.as_str()), (2, ""), "{arguments:?}");
        assert!(complaints.contains(told), "{arguments:?}: {complaints}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn nothing_that_acts_unseen_gets_into_any_format() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in FORMATS.iter().filter(|format| !["png", "xlsx", "pdf"].contains(&format.name)) {
        let text = text(folder.path(), HOSTILE, "out", &["--format", format.name]);
        let acts =
            |letter: char| letter == '\u{202E}' || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
        assert!(!text.contains(acts), "{}", format.name);
    }
}

#[test]
fn formulas_stay_text_in_every_table_and_the_letters_are_marked_as_what_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = text(folder.path(), HOSTILE, "out.csv", &[]);
    assert!(register.starts_with('\u{FEFF}'));
    assert!(register.contains("\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\""), "{register}");
    for text in ["'+1+1", "'@SUM(A1)", "'=own", "'-2+3", "لجنة الأطفال (2011)", "1.5"] {
        assert!(register.contains(text), "{text}: {register}");
    }
    let money = text(folder.path(), HOSTILE, "out.csv", &["--table", "money"]);
    assert!(money.contains(",12345678901234567.89,GBP"), "{money}");
}

#[test]
fn tables_hold_what_they_are_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.csv");
    let out = out.to_str().expect("UTF-8");
    let rows = |table: &str, more: &[&str]| {
        let arguments = ["export", SOLIHULL, "-o", out, "--table", table];
        let (status, _, complaints) = said(&[&arguments, more].concat());
        assert_eq!(status, 0, "{table}: {complaints}");
        let text = fs::read_to_string(out).expect("a file");
        let mut reader = csv_rows(&text);
        let headings = reader.remove(0);
        (headings, reader)
    };
    let map: Value = serde_json::from_str(&fs::read_to_string(SOLIHULL).expect("a map")).expect("JSON");
    let number = |list: &str| map[list].as_array().expect("a list").len();
    assert_eq!(rows("register", &[]).1.len(), number("nodes"));
    assert_eq!(rows("links", &[]).1.len(), number("links"));
    assert_eq!(rows("sources", &[]).1.len(), number("sources"));
    let of_kind = |kinds: &[&str]| {
        let links = map["links"].as_array().expect("a list").iter();
        links.filter(|link| kinds.contains(&link["kind"].as_str().expect("a kind"))).count()
    };
    assert_eq!(rows("seats", &[]).1.len(), of_kind(&["member_of", "chairs"]));
    let (headings, decisions) = rows("decisions", &[]);
    let options: std::collections::BTreeSet<&str> = decisions.iter().map(|row| row[0].as_str()).collect();
    assert_eq!((headings[0].as_str(), options.len()), ("Option", number("options")));
    let one = map["options"][0]["id"].as_str().expect("an id");
    assert!(rows("ledger", &["--option", one]).1.len() < rows("ledger", &[]).1.len());
}

/// The cells of comma-separated values, read by a library.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), Vec::new());
    let mut input = text.trim_start_matches('\u{FEFF}').as_bytes();
    let mut buffer = [0; 1024];
    loop {
        let (result, read, written) = reader.read_field(input, &mut buffer);
        input = &input[read..];
        cell.extend_from_slice(&buffer[..written]);
        match result {
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8(std::mem::take(&mut cell)).expect("UTF-8"));
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
        }
    }
}

#[test]
fn json_says_what_the_map_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let json: Value = serde_json::from_str(&text(folder.path(), HOSTILE, "out.json", &[])).expect("JSON");
    let map: Value = serde_json::from_str(HOSTILE).expect("JSON");
    for list in ["nodes", "links"] {
        let (known, told) = (map[list].as_array().expect("a list"), json[list].as_array().expect("a list"));
        assert_eq!(known.len(), told.len());
        for record in known {
            let same = told.iter().find(|told| told["id"] == record["id"]).expect("it is there");
            for (field, value) in record.as_object().expect("a record") {
                assert_eq!(&same[field], value, "{field} of {}", record["id"]);
            }
        }
    }
    let away = json["links"].as_array().and_then(|links| links.iter().find(|link| link["id"] == "away"));
    assert_eq!(away.expect("a link")["to_name"], "Ministry <of> \"R&D\"");
}

#[test]
fn a_map_of_more_lines_than_mermaid_draws_is_cut_to_those_of_accountability_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let nodes: Vec<String> =
        (0..40).map(|place| format!(r#"{{"id": "g{place}", "kind": "group", "name": "G{place}"}}"#)).collect();
    let up =
        (1..30).map(|place| format!(r#"{{"id": "u{place}", "kind": "reports_to", "from": "g{place}", "to": "g0"}}"#));
    let sits = (0..600).map(|place| {
        let (from, to) = (place % 40, (place + 1 + place / 40) % 40);
        format!(r#"{{"id": "s{place}", "kind": "informs", "from": "g{from}", "to": "g{to}"}}"#)
    });
    let links: Vec<String> = up.chain(sits).collect();
    let map = format!(
        r#"{{"format": "boardwalk", "version": 1, "title": "T", "nodes": [{}], "links": [{}]}}"#,
        nodes.join(","),
        links.join(",")
    );
    let diagram = text(folder.path(), &map, "out.mmd", &[]);
    assert!(diagram.contains("%% Left out, since Mermaid draws no more: 10 cards and 600 lines"), "{diagram}");
    assert_eq!(diagram.lines().filter(|line| line.contains("-->")).count(), 29);
}

#[test]
fn what_a_diagram_has_no_room_for_is_told_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let nodes: Vec<String> =
        (0..60).map(|n| format!(r#"{{"id": "g{n}", "kind": "group", "name": "Group {n}"}}"#)).collect();
    let mut links = vec![r#"{"id": "up", "kind": "reports_to", "from": "g1", "to": "g0"}"#.to_owned()];
    for (from, to) in (0..60).flat_map(|from| (from + 1..from + 10).map(move |to| (from, to % 60))) {
        links.push(format!(r#"{{"id": "l{from}-{to}", "kind": "informs", "from": "g{from}", "to": "g{to}"}}"#));
    }
    let map = format!(
        r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{}], "links": [{}]}}"#,
        nodes.join(","),
        links.join(",")
    );
    let file = folder.path().join("town.boardwalk");
    fs::write(&file, map).expect("a file");
    let out = folder.path().join("town.mmd");
    let (status, _, told) = said(&["export", file.to_str().expect("UTF-8"), "-o", out.to_str().expect("UTF-8")]);
    assert_eq!(status, 0, "{told}");
    let wanted = "left out, since Mermaid draws no more: 58 cards and 540 lines that are not of accountability";
    assert!(told.contains(wanted), "{told}");
    let diagram = fs::read_to_string(out).expect("a file");
    assert!(diagram.contains("58 cards and 540 lines"), "{diagram}");
}

#[test]
fn names_are_themselves_in_diagrams_and_no_two_elements_of_a_blueprint_have_one_label() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = r#"{"format": "boardwalk", "version": 1, "title": "R&amp;D", "nodes": [
        {"id": "a", "kind": "group", "name": "R&amp;D & more"}, {"id": "b", "kind": "group", "name": "$$x$$ fa:fa-car"},
        {"id": "forum", "kind": "group", "name": "Forum"}, {"id": "forum-2", "kind": "group", "name": "FORUM"},
        {"id": "c", "kind": "group", "name": "Ministry (off the map)"}],
        "links": [{"id": "up", "kind": "reports_to", "from": "a", "to": "a", "to_off_map": "Ministry"}]}"#;
    let dot = text(folder.path(), map, "out.dot", &[]);
    assert!(dot.contains("label=\"R&amp;amp;D & more\"") && dot.contains("\"bw_name\"=\"R&amp;D & more\""), "{dot}");
    assert!(dot.contains("graph [label=\"R&amp;amp;D\""), "{dot}");
    let diagram = text(folder.path(), map, "out.mmd", &[]);
    assert!(diagram.contains("#36;#36;x#36;#36; fa#58;fa-car"), "{diagram}");
    let kumu: Value = serde_json::from_str(&text(folder.path(), map, "out.kumu.json", &[])).expect("JSON");
    let elements = kumu["elements"].as_array().expect("a list");
    let labels: std::collections::BTreeSet<String> =
        elements.iter().map(|element| element["label"].as_str().expect("a label").to_lowercase()).collect();
    assert_eq!((labels.len(), elements.len()), (6, 6), "{kumu}");
}

#[test]
fn views_of_the_talk_are_pictures_one_or_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let names = || {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(said(&["export", SOLIHULL, "-o", &out("one.svg"), "--view", "1"]).0, 0);
    let map = fs::read_to_string(SOLIHULL).expect("a map");
    let whole = text(folder.path(), &map, "whole.svg", &[]);
    let one = fs::read_to_string(out("one.svg")).expect("a picture");
    assert_ne!(one, whole, "a view shows what it says");
    assert!(whole.contains("Source: "), "what the map rests on stands below it");
    let bare = text(folder.path(), &map, "bare.svg", &["--around", "none"]);
    assert!(!bare.contains("Source: ") && bare.len() < whole.len());
    assert_eq!(said(&["export", SOLIHULL, "-o", &out("talk.svg"), "--views"]).0, 0);
    let views = names().iter().filter(|name| name.starts_with("talk-")).count();
    assert!(views > 1 && !names().contains(&"talk.svg".to_owned()), "{:?}", names());
    assert_eq!(said(&["export", SOLIHULL, "-o", &out("talk.pdf"), "--views"]).0, 0);
    let pages = |name: &str| {
        let pdf = fs::read(out(name)).expect("a file");
        let text = String::from_utf8_lossy(&pdf).replace("/Type /Page", "/Type/Page");
        text.matches("/Type/Page").count() - text.matches("/Type/Pages").count()
    };
    assert_eq!(pages("talk.pdf"), views, "a page each");
    let pdf = fs::read(out("talk.pdf")).expect("a file");
    let is_called = String::from_utf8_lossy(&pdf).contains("/Title(Solihull");
    assert!(is_called, "a talk is called as its map is, and its pages as its views are");
    assert_eq!(said(&["export", SOLIHULL, "-o", &out("wall.pdf"), "--paper", "A1", "--tiles", "A4"]).0, 0);
    assert!(pages("wall.pdf") >= 8, "A1 takes more than eight pages of A4, with what they have in common");
    for (arguments, told) in [
        (vec!["--view", "no such"], "no view is called"),
        (vec!["--view", "1", "--lens", "theme"], "cannot be used with"),
        (vec!["--tiles", "A4"], "goes with pdf"),
    ] {
        let file = out("refused.svg");
        let (status, _, complaints) = said(&[&["export", SOLIHULL, "-o", file.as_str()], &arguments[..]].concat());
        assert!(status == 2 && complaints.contains(told), "{arguments:?}: {complaints}");
        assert!(!names().contains(&"refused.svg".to_owned()));
    }
}

#[cfg(unix)]
#[test]
fn what_is_made_of_a_map_that_only_its_owner_may_read_only_its_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let town = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{"id": "a", "kind": "board", "name": "A"}]}"#;
    fs::write(path("town.boardwalk"), town).expect("a file");
    fs::write(path("names.csv"), "Name,Kind\nB,board\n").expect("a file");
    for (mode, others) in [(0o600, 0), (0o644, 0o044)] {
        for name in ["town.boardwalk", "names.csv"] {
            fs::set_permissions(path(name), fs::Permissions::from_mode(mode)).expect("rights");
        }
        let town = path("town.boardwalk");
        let out = |name: &str| path(&format!("{mode:o}-{name}"));
        for format in FORMATS.iter() {
            let end = format.extensions[0];
            said(&["export", &town, "-o", &out(&format!("{}.{end}", format.name)), "--format", format.name]);
        }
        for end in ["docx", "md", "html"] {
            said(&["report", &town, "-o", &out(&format!("paper.{end}"))]);
        }
        said(&["screenshot", &town, &out("picture.png")]);
        said(&["check", &town, "--write-baseline", &out("known.json")]);
        said(&["import", &path("names.csv"), "-o", &out("imported.boardwalk")]);
        let mut made = 0;
        for entry in fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry")) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(&format!("{mode:o}-")) {
                made += 1;
                let now = entry.metadata().expect("a file").permissions().mode();
                // What the user's mask takes is not given back.
                assert_eq!(now & 0o077 & !others, 0, "{name} has the mode {now:o}");
                assert!(others == 0 || now & 0o600 == 0o600, "{name} has the mode {now:o}");
            }
        }
        assert!(made > FORMATS.len() + 3, "{made} files");
    }
}
