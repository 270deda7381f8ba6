//! `boardwalk import` as people call it, and what no file may do to it.

#[cfg(target_os = "linux")]
mod bounded;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use boardwalk::exchange::boardwalk_file;
use boardwalk::model::Map;

/// Runs the program in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    command.args(arguments).current_dir(folder).output().expect("the program starts")
}

/// Its status, and what it printed on both streams, in one line.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, arguments);
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("UTF-8");
    (output.status.code().expect("a status"), text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn map(folder: &Path, name: &str) -> Map {
    let text = std::fs::read(folder.join(name)).expect("written");
    boardwalk_file::read(&text).expect("a map")
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

fn sheet(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name).display().to_string()
}

#[test]
fn a_clear_table_becomes_a_map_and_says_so() {
    let folder = folder(&[("groups.csv", "Name,Type,Reports to\nPlay Group,group,Trust Board\nTrust Board,board,\n")]);
    let (status, text) = said(folder.path(), &["import", "groups.csv", "-o", "town.boardwalk"]);
    assert_eq!(status, 0, "{text}");
    assert!(
        text.contains("headings in row 1: A \"Name\" as name, B \"Type\" as kind, C \"Reports to\" as reports to"),
        "{text}"
    );
    assert!(text.contains("town.boardwalk: 2 cards, 1 line"), "{text}");
    let map = map(folder.path(), "town.boardwalk");
    assert_eq!((map.nodes.len(), map.links.len(), map.title.as_str()), (2, 1, "groups"));
    let (status, text) = said(folder.path(), &["import", "groups.csv", "-o", "town.boardwalk"]);
    assert_eq!(status, 2, "nothing is written over: {text}");
    assert!(text.contains("--into"), "{text}");
}

#[test]
fn doubts_are_listed_by_cell_and_tell_the_status() {
    let folder = folder(&[]);
    let register = sheet("openpyxl-register.xlsx");
    let (status, text) = said(folder.path(), &["import", &register, "-o", "town.boardwalk"]);
    assert_eq!(status, 1, "{text}");
    for told in ["error: Groups!K8:", "doubt: Groups!L5:", "doubt: Groups: row 10 is hidden", "note: Old"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let json = run(folder.path(), &["import", &register, "-o", "other.boardwalk", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(report["files"][0]["sheets"][0]["heading_row"], 4);
    assert_eq!(report["files"][0]["doubts"][0]["place"], "Groups");
    assert!(report["files"][0]["rows"].as_array().is_some_and(|rows| rows.len() == 9), "{report}");
    assert_eq!(report["written"], "other.boardwalk");
}

#[test]
fn a_mapping_is_kept_changed_and_used_again() {
    let folder = folder(&[("list.csv", "Name;Boss;Phone\nPlay Group;Trust Board;12\n")]);
    let write = ["import", "list.csv", "-o", "one.boardwalk", "--write-mapping", "list.json"];
    said(folder.path(), &write);
    let kept = std::fs::read_to_string(folder.path().join("list.json")).expect("kept");
    let changed = kept.replace("\"own Boss\"", "\"reports to\"").replace("\"own Phone\"", "\"nothing\"");
    assert_ne!(kept, changed, "{kept}");
    std::fs::write(folder.path().join("list.json"), changed).expect("written");
    let (_, text) = said(folder.path(), &["import", "list.csv", "-o", "two.boardwalk", "--mapping", "list.json"]);
    let map = map(folder.path(), "two.boardwalk");
    assert_eq!(map.links.len(), 1, "{text}");
    assert!(map.nodes.get("play-group").is_some_and(|node| node.fields.is_empty()));
    let (status, text) =
        said(folder.path(), &["import", "list.csv", "-o", "x.boardwalk", "--mapping", "one.boardwalk"]);
    assert_eq!(status, 2, "{text}");
    assert!(text.contains("mapping"), "{text}");
}

#[test]
fn a_map_is_brought_up_to_date_and_what_is_gone_is_ended_if_wanted() {
    let folder = folder(&[("groups.csv", "Name,Reports to\nPlay Group,Trust Board\nYouth Forum,Trust Board\n")]);
    said(folder.path(), &["import", "groups.csv", "-o", "town.boardwalk"]);
    std::fs::write(
        folder.path().join("groups.csv"),
        "Name,Reports to\nPlay Group,Trust Board\nPlay Gruop,Trust Board\n",
    )
    .expect("written");
    let again =
        ["import", "groups.csv", "--into", "town.boardwalk", "-o", "town.boardwalk", "--near", "same", "--gone", "end"];
    let (status, text) = said(folder.path(), &again);
    assert!(text.contains("Play Gruop is taken as Play Group") && text.contains("Youth Forum: ended"), "{text}");
    assert_eq!(status, 0, "{text}");
    let map = map(folder.path(), "town.boardwalk");
    assert_eq!(map.nodes.get("youth-forum").map(|node| node.status), Some(boardwalk::model::NodeStatus::Ended));
    assert!(map.nodes.get("play-group").is_some_and(|node| node.aliases.contains("Play Gruop")), "{text}");
}

#[test]
fn proposals_can_be_listed_without_being_taken() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/import/examples/solihull-section-5.csv");
    let folder =
        folder(&[("own.json", r#"{"phrases": [{"says": "status", "value": "ended", "words": ["resources cut"]}]}"#)]);
    let (_, text) = said(folder.path(), &["import", example, "-o", "a.boardwalk", "--proposals", "list"]);
    assert!(text.contains("row 2: Trust Assembly is on hold (not taken), from \"not currently planned\""), "{text}");
    let plain = map(folder.path(), "a.boardwalk");
    assert_eq!((plain.nodes.len(), plain.links.len()), (34, 0));
    let (_, text) = said(folder.path(), &["import", example, "-o", "b.boardwalk", "--phrases", "own.json"]);
    let taken = map(folder.path(), "b.boardwalk");
    assert_eq!((taken.nodes.len(), taken.links.len()), (36, 7), "{text}");
    let play = taken.nodes.get("play-partnership").expect("there");
    assert_eq!(play.status, boardwalk::model::NodeStatus::Ended, "one's own phrases are heard: {text}");
}

#[test]
fn what_cannot_be_read_is_said_and_stops_no_other_file() {
    let folder =
        folder(&[("good.csv", "Name,Chair\nBoard,Head\n"), ("empty.csv", ""), ("odd.xlsx", "PK\u{3}\u{4}broken")]);
    let files = ["import", "empty.csv", "odd.xlsx", "none.csv", "good.csv", "-o", "town.boardwalk"];
    let (status, text) = said(folder.path(), &files);
    assert_eq!(status, 2, "{text}");
    for told in
        ["empty.csv: there is nothing in it", "odd.xlsx: the file is damaged", "none.csv: there is no such file"]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert_eq!(map(folder.path(), "town.boardwalk").nodes.len(), 2);
}

#[test]
fn names_with_signs_of_formulas_and_marks_come_through_as_themselves() {
    let names = ["=1+1", "<script>alert(1)</script>", "A & \"B\"", "مجلس", "a, b; c"];
    let rows: String = names.iter().map(|name| format!("\"{}\",x\n", name.replace('"', "\"\""))).collect();
    let folder = folder(&[("odd.csv", &format!("Name,Notes\n{rows}"))]);
    said(folder.path(), &["import", "odd.csv", "-o", "odd.boardwalk"]);
    let map = map(folder.path(), "odd.boardwalk");
    let read: Vec<&str> = map.nodes.iter().map(|node| node.name.as_str()).collect();
    for name in names {
        assert!(read.contains(&name), "{name}: {read:?}");
    }
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip_archive::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip_archive::write::SimpleFileOptions::default().compression_method(zip_archive::CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
const BOOK: (&str, &str) =
    ("xl/workbook.xml", "<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
const RELATIONS: (&str, &str) = (
    "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>",
);

/// An Excel file of one sheet with these rows.
fn excel(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    packed(&[TYPES, BOOK, RELATIONS, ("xl/worksheets/s.xml", &sheet)])
}

fn libreoffice(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">{table}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

const NAMES: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Name</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Chair</t></is></c></row>\
                     <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Play Group</t></is></c></row>";

/// Files that would take much more than they are, if they were let.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>far</t></is></c></row>";
    let blank = " ".repeat(64 << 20);
    let bomb = excel(&format!("{NAMES}{blank}"));
    // What the file says of itself may be wrong.
    let mut lying = bomb.clone();
    let said = u32::try_from(blank.len()).expect("small") >> 16;
    for at in 0..lying.len() - 4 {
        let size = u32::from_le_bytes([lying[at], lying[at + 1], lying[at + 2], lying[at + 3]]);
        if size >> 16 == said && size & 0xffff < 0x400 {
            lying[at..at + 4].copy_from_slice(&5_000_u32.to_le_bytes());
        }
    }
    assert_ne!(bomb, lying);
    let long = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(40 << 20));
    let cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let wide = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
    let deep = "<text:span>".repeat(200_000);
    vec![
        ("corner.xlsx", excel(&format!("{NAMES}{corner}"))),
        ("bomb.xlsx", bomb),
        ("lying.xlsx", lying),
        ("long.xlsx", excel(&long)),
        (
            "corner.ods",
            libreoffice(&format!(
                "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
                 </table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>{cell}</table:table-row>"
            )),
        ),
        (
            "repeated.ods",
            libreoffice(&format!("<table:table-row table:number-rows-repeated=\"1048576\">{wide}</table:table-row>")),
        ),
        (
            "deep.ods",
            libreoffice(&format!(
                "<table:table-row><table:table-cell><text:p>{deep}</table:table-cell></table:table-row>"
            )),
        ),
        (
            "entities.xlsx",
            packed(&[
                TYPES,
                RELATIONS,
                (
                    "xl/workbook.xml",
                    &format!("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>{}", BOOK.1),
                ),
                (
                    "xl/worksheets/s.xml",
                    &format!(
                        "<worksheet><sheetData>{NAMES}<row r=\"3\"><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>"
                    ),
                ),
            ]),
        ),
        ("quotes.csv", format!("Name,Chair\n{}", "\"a\"\"".repeat(1 << 20)).into_bytes()),
        (
            "payments.csv",
            (0..5_000)
                .fold("From,To,Relation,Amount,Period\n".to_owned(), |text, year| {
                    text + &format!("A Board,B Board,funds,1,{year}\n")
                })
                .into_bytes(),
        ),
        ("commas.csv", format!("Name,Chair\n{}", ",".repeat(8 << 20)).into_bytes()),
    ]
}

#[test]
fn a_mapping_is_written_over_another_mapping_and_over_nothing_else() {
    let folder = folder(&[("groups.csv", "Name\nPlay Group\n"), ("notes.json", "{\"mine\": true}")]);
    let import = |mapping: &str, out: &str| {
        said(folder.path(), &["import", "groups.csv", "-o", out, "--write-mapping", mapping])
    };
    assert_eq!(import("m.json", "a.boardwalk").0, 0);
    assert_eq!(import("m.json", "b.boardwalk").0, 0, "the next one takes its place");
    for (mapping, why) in [
        ("notes.json", "holds no mapping"),
        ("groups.csv", "this is groups.csv too"),
        ("./groups.csv", "this is groups.csv too"),
        ("c.boardwalk", "this is c.boardwalk too"),
        ("a.boardwalk", "holds no mapping"),
    ] {
        let (status, text) = import(mapping, "c.boardwalk");
        assert!(status == 2 && text.contains(why), "{mapping}: {text}");
    }
    assert!(!folder.path().join("c.boardwalk").exists(), "nothing is written then");
    let notes = std::fs::read_to_string(folder.path().join("notes.json")).expect("there");
    assert_eq!(notes, "{\"mine\": true}");
}

/// With no more memory than that, and in little time: what is more is refused before it is taken.
#[test]
#[cfg(target_os = "linux")]
fn no_file_takes_more_than_200_megabytes_or_long() {
    let folder = folder(&[]);
    for (name, bytes) in hostile() {
        let (is_read, text) = bounded::import(folder.path(), name, bytes);
        let should = matches!(name, "corner.xlsx" | "entities.xlsx" | "quotes.csv" | "commas.csv" | "payments.csv");
        assert!(is_read || !should, "{name} can be read: {text}");
    }
}
