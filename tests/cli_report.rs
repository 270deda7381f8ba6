//! `boardwalk report` as people call it: what papers say, in every format, whatever names hold.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// Names that would be something else in one format or the other.
const WILD: [&str; 6] = [
    "<script>alert(1)</script> & \"Sons\"",
    "A | B, *C* _D_ [E](javascript:x) `F`",
    "=HYPERLINK(\"x\")",
    "مجلس المدينة",
    "Unternehmensmitbestimmungsvereinbarungsgesetzgebungsausschuss",
    "line\nfeed \u{202e}turned \u{1b}[31m",
];

fn said_in(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_boardwalk")).args(arguments).current_dir(folder).output();
    let output = output.expect("the program starts");
    (output.status.code().expect("a status"), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn town(options: &Value, names: &[&str]) -> String {
    let group = |(number, name): (usize, &&str)| {
        json!({"id": format!("g{number}"), "kind": "group", "name": name, "status_note": name, "remit": name,
            "evidence": [{"source": "minutes", "place": format!("{number}")}]})
    };
    let mut nodes: Vec<Value> = names.iter().enumerate().map(group).collect();
    nodes.extend([
        json!({"id": "council", "kind": "partner", "name": "Council", "accountable_body": true}),
        json!({"id": "board", "kind": "board", "name": "Board", "meets": {"times_a_year": 6}, "remit": "Leads the work"}),
        json!({"id": "play", "kind": "strand", "name": "Play", "remit": "Places to play"}),
    ]);
    json!({"format": "boardwalk", "version": 1, "title": format!("Town {}", names.concat()), "as_of": "2011-06",
        "sources": [{"id": "minutes", "title": "The minutes", "publisher": "Council", "date": "2011-05"}],
        "nodes": nodes,
        "links": [{"id": "up", "kind": "reports_to", "from": "board", "to": "council"}],
        "expectations": [{"id": "e", "partner": "council", "kind": "fears", "text": "Talk without end"}],
        "options": options})
    .to_string()
}

/// An option that gives the strand to the board.
fn giving(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name, "changes": [{"after": {"link": {"id": "owns", "kind": "owns", "from": "board", "to": "play"}},
        "reason": "Agreed in May"}]})
}

fn folder(map: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("town.boardwalk"), map).expect("written");
    folder
}

/// The paper of a map as text.
fn paper(folder: &Path, name: &str, options: &[&str]) -> String {
    let (status, complaints) = said_in(folder, &[&["report", "town.boardwalk", "-o", name], options].concat());
    assert_eq!(status, 0, "{complaints}");
    String::from_utf8_lossy(&fs::read(folder.join(name)).expect("a paper")).into_owned()
}

/// The headings of a paper in Markdown, of the first level.
fn headings(paper: &str) -> Vec<&str> {
    paper.lines().filter_map(|line| line.strip_prefix("## ")).collect()
}

#[test]
fn a_paper_tells_what_was_found_where_that_stands_and_what_could_be_done() {
    let town = folder(&town(&json!([]), &["Forum"]));
    let paper = paper(town.path(), "town.md", &[]);
    let expected = [
        "1 Summary",
        "2 The picture",
        "3 Findings",
        "4 Work not being delivered, or at risk",
        "5 What partners expect",
        "6 Register of boards and groups",
        "7 Sources",
    ];
    assert_eq!(headings(&paper), expected, "what is empty is left out");
    for words in [
        "Town Forum\n\nJune 2011",
        "Forum is at work but answers to nobody on this map. ([0](#source-1))",
        "**What could be done:** Decide who holds it to account",
        "| **Play** | Places to play. | Name the one body or post that answers for it",
        "| Council | Fears: Talk without end. |  |",
        "Leads the work. | Active. Meets every 2 months. Reports to Council. |",
        "2 boards and groups: 2 at work.",
        "The minutes | Council | May 2011 | 1 time |",
        "data:image/png;base64,",
    ] {
        assert!(paper.contains(words), "{words}\n\n{paper}");
    }
}

#[test]
fn sections_are_chosen_and_ordered_and_those_about_an_option_ask_for_one() {
    let two = folder(&town(&json!([giving("a", "A plan"), giving("b", "Another")]), &["Forum"]));
    let sections = ["--sections", "register,summary"];
    assert_eq!(headings(&paper(two.path(), "a.md", &sections)), ["1 Register of boards and groups", "2 Summary"]);

    let all = headings(&paper(two.path(), "a.md", &[])).join("; ");
    assert!(all.contains("Options compared") && !all.contains("decisions"), "{all}");
    let about = paper(two.path(), "a.md", &["--option", "another"]);
    for words in [
        "Record of decisions",
        "New line: Board owns “Play”. | Agreed in May.",
        "Option “Another” |",
        "**Play** (strand) | Moves from nobody to Board",
        "## 4 Work",
    ] {
        assert!(about.contains(words), "{words}\n\n{about}");
    }
    let (status, complaint) = said_in(two.path(), &["report", "town.boardwalk", "-o", "b.md", "--sections", "ledger"]);
    assert!(status == 2 && complaint.contains("name it with --option"), "{complaint}");
    let one = folder(&town(&json!([giving("a", "A plan")]), &["Forum"]));
    assert_eq!(
        headings(&paper(one.path(), "a.md", &["--sections", "ledger"])),
        ["1 What becomes of each body and strand"]
    );
}

#[test]
fn names_come_through_as_themselves_in_every_format() {
    let wild = folder(&town(&json!([giving("a", WILD[0])]), &WILD));
    let markdown = paper(wild.path(), "town.md", &[]);
    let html = paper(wild.path(), "town.html", &[]);
    for text in [&markdown, &html] {
        assert!(!text.contains("<script>") && !text.contains(['\u{202e}', '\u{1b}']), "nothing acts");
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; "), "and it is there");
        assert!(text.contains(WILD[3]) && text.contains(WILD[4]));
    }
    assert!(markdown.contains(r"A \| B, \*C\* \_D\_ \[E\](javascript:x) \`F\`"), "{markdown}");
    let cells = |line: &str| line.replace(r"\|", "").matches('|').count();
    let row = markdown.lines().find(|line| line.contains(r"| **A \| B")).expect("a row of the register");
    assert_eq!(cells(row), 6, "{row}");
    assert!(html.contains("<bdi>") && html.contains("default-src 'none'"));
    assert!(!html.contains("http://") && !html.contains("https://"), "nothing is asked of a network");
    let docx = fs::read({
        paper(wild.path(), "town.docx", &[]);
        wild.path().join("town.docx")
    });
    assert!(docx.expect("a paper").starts_with(b"PK\x03\x04"));
    let (status, _) = said_in(wild.path(), &["report", "town.boardwalk", "-o", "town.pdf"]);
    let pdf = fs::read(wild.path().join("town.pdf")).expect("a paper");
    assert!(status == 0 && pdf.starts_with(b"%PDF"), "a letter that no font has is no reason to have no paper");
}

#[test]
fn a_pdf_is_made_for_those_who_hear_it_too() {
    let town = folder(&town(&json!([]), &["Forum"]));
    paper(town.path(), "town.md", &[]);
    let (status, complaints) = said_in(town.path(), &["report", "town.boardwalk", "-o", "town.pdf"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    let pdf = fs::read(town.path().join("town.pdf")).expect("a paper");
    let has = |words: &str| pdf.windows(words.len()).any(|part| part == words.as_bytes());
    for mark in ["/MarkInfo", "/StructTreeRoot", "/Outlines", "/DisplayDocTitle true", "/Lang", "pdfuaid:part"] {
        assert!(has(mark), "{mark}");
    }
    for role in ["/S/H1", "/S/TH", "/S/Figure", "/S/TOCI", "/S/Link", "/S/LI"] {
        assert!(has(role) || has(&role.replace("/S/", "/S /")), "{role}");
    }
}

#[test]
fn the_same_map_gives_the_same_bytes_and_the_house_style_is_followed() {
    let town = folder(&town(&json!([]), &["Forum"]));
    fs::write(
        town.path().join("house.json"),
        r##"{"organisation": "Town <Council>", "first_colour": "#ffff00", "typeface": "Gill Sans\"}", "cover": false}"##,
    )
    .expect("written");
    let styled = ["--style", "house.json"];
    for format in ["docx", "pdf", "html", "md"] {
        let bytes = |name: &str, options: &[&str]| {
            let name = format!("{name}.{format}");
            paper(town.path(), &name, options);
            fs::read(town.path().join(name)).expect("a paper")
        };
        assert_eq!(bytes("a", &[]), bytes("b", &[]), "{format}");
        assert_eq!(bytes("c", &styled) == bytes("a", &[]), format == "md", "{format}");
    }
    let html = paper(town.path(), "d.html", &styled);
    assert!(html.contains("Town &lt;Council&gt;") && html.contains("\"Gill Sans\""));
    assert!(!html.contains("--first:#FFFF00"), "headings are dark enough to be read");
    for (style, why) in [("{\"first_colour\": \"red\"}", "six digits"), ("{\"logo\": \"none.png\"}", "none.png")] {
        fs::write(town.path().join("bad.json"), style).expect("written");
        let (status, complaint) =
            said_in(town.path(), &["report", "town.boardwalk", "-o", "e.md", "--style", "bad.json"]);
        assert!(status == 2 && complaint.contains(why), "{complaint}");
    }
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing_behind() {
    let town = folder(&town(&json!([]), &["Forum"]));
    fs::create_dir(town.path().join("folder.md")).expect("a folder");
    for (out, why) in [
        ("paper", "must end in .docx, .pdf, .html or .md"),
        ("paper.odt", "must end in"),
        ("folder.md", "no ordinary file"),
        ("nowhere/paper.md", "the folder is not there"),
    ] {
        let (status, complaint) = said_in(town.path(), &["report", "town.boardwalk", "-o", out]);
        assert!(status == 2 && complaint.contains(why), "{out}: {complaint}");
    }
    let (status, complaint) = said_in(town.path(), &["report", "town.boardwalk", "-o", "a.md", "--option", "none"]);
    assert!(status == 2 && complaint.contains("this map has no options"), "{complaint}");
    let left: Vec<_> =
        fs::read_dir(town.path()).expect("a folder").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn an_empty_map_has_a_paper_that_says_so() {
    let empty = folder(r#"{"format": "boardwalk", "version": 1, "title": ""}"#);
    let paper = paper(empty.path(), "a.md", &[]);
    assert!(paper.starts_with("# Untitled map\n") && paper.contains("There is nothing on the map yet."), "{paper}");
    assert_eq!(headings(&paper), ["1 Summary"], "{paper}");
}

#[test]
fn a_paper_in_which_nothing_would_stand_is_not_written_and_a_section_without_anything_is_told() {
    let folder = folder(&town(&json!([]), &["Forum"]));
    let paper =
        |sections: &str| said_in(folder.path(), &["report", "town.boardwalk", "-o", "p.md", "--sections", sections]);
    let (status, complaint) = paper("options");
    assert!(status == 2 && complaint.contains("no paper is written"), "{complaint}");
    assert!(!folder.path().join("p.md").exists());
    let (status, told) = paper("options,register");
    assert!(status == 0 && told.contains("the section “options” has nothing to tell, and is left out"), "{told}");
}

#[test]
fn sources_are_named_where_the_paper_does_not_list_them() {
    let two = town(&json!([]), &["Forum"])
        .replace("\"sources\":[", "\"sources\":[{\"id\":\"agenda\",\"title\":\"The agenda\"},");
    let folder = folder(&two);
    let listed = paper(folder.path(), "a.md", &["--sections", "register,sources"]);
    assert!(!listed.contains("The minutes, 0"), "a number leads to it: {listed}");
    let unlisted = paper(folder.path(), "b.md", &["--sections", "register"]);
    assert!(unlisted.contains("The minutes, 0"), "{unlisted}");
}
