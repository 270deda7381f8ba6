//! `boardwalk screenshot` and `boardwalk export` in other layouts than the layers.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "themes": [{"id": "play", "name": "Room to play"}],
    "nodes": [
        {"id": "board", "kind": "board", "name": "Town Board", "sector": "council", "tier": "governance"},
        {"id": "group", "kind": "group", "name": "Play Group", "sector": "voluntary", "themes": ["play"], "tier": "strategy"},
        {"id": "team", "kind": "group", "name": "Street Team", "status": "dormant"}],
    "links": [
        {"id": "up", "kind": "reports_to", "from": "group", "to": "board"},
        {"id": "team-up", "kind": "reports_to", "from": "team", "to": "group"}],
    "placement": [{"id": "team", "x": -700, "y": 0}],
    "spots": [{"id": "team", "at": {"onion": {"x": 900, "y": 30}}}],
    "views": [{"id": "rings", "name": "Rings", "layout": "onion"}, {"id": "later", "name": "Later", "layout": "spiral"}]}"#;

fn boardwalk(folder: &Path, command: &str, options: &[&str]) -> Output {
    fs::write(folder.join("town.boardwalk"), TOWN).expect("a file");
    let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    program.current_dir(folder).args([command, "town.boardwalk"]).args(options).output().expect("it runs")
}

/// The picture in a layout, as SVG.
fn drawn(folder: &Path, layout: &str) -> String {
    let output = boardwalk(folder, "screenshot", &["town.svg", "--layout", layout]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.join("town.svg")).expect("a picture")
}

#[test]
fn rings_and_lanes_are_drawn_with_their_headings() {
    let folder = tempfile::tempdir().expect("a folder");
    let headings = [
        ("onion", vec!["Governance", "Strategy", "Processes", "Delivery", "Outcomes"]),
        ("lanes:sector", vec!["Council", "Voluntary", "No sector said"]),
        ("lanes:theme", vec!["Room to play", "No theme said"]),
        ("lanes:area", vec!["No area said"]),
        ("lanes:status", vec!["Active", "On hold"]),
    ];
    let layers = drawn(folder.path(), "layers");
    for (layout, headings) in headings {
        let picture = drawn(folder.path(), layout);
        for heading in headings {
            assert!(picture.contains(heading), "{heading} in {layout}");
            assert!(!layers.contains(heading) || heading == "Active", "{heading} in layers");
        }
        assert!(picture.contains("Play Group"), "{layout}");
    }
    assert_eq!(drawn(folder.path(), "layers"), layers);
}

#[test]
fn a_card_stands_in_each_layout_where_somebody_put_it_in_that_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let pictures = ["layers", "onion", "lanes:status", "free"].map(|layout| drawn(folder.path(), layout));
    for (place, picture) in pictures.iter().enumerate() {
        assert!(pictures[..place].iter().all(|other| other != picture), "{place} is a picture of its own");
    }
}

#[test]
fn exports_of_pictures_have_a_layout_and_others_say_why_not() {
    let folder = tempfile::tempdir().expect("a folder");
    for end in ["svg", "png", "pdf"] {
        let [plain, rings] = [&["-o", "plain"][..], &["--layout", "onion", "-o", "rings"]].map(|options| {
            let mut options: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
            let file = format!("{}.{end}", options.pop().expect("a name"));
            options.push(file.clone());
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            let output = boardwalk(folder.path(), "export", &options);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            fs::read(folder.path().join(file)).expect("a picture")
        });
        assert_ne!(plain, rings, "{end}");
    }
    let output = boardwalk(folder.path(), "export", &["-o", "town.csv", "--layout", "onion"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("--layout goes with pictures"));
    let output = boardwalk(folder.path(), "screenshot", &["town.png", "--layout", "spiral"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("lanes:theme"), "it says which there are");
}

#[test]
fn a_page_shows_each_view_in_its_layout() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = boardwalk(folder.path(), "export", &["-o", "town.html"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("town.html")).expect("a page");
    assert!(page.contains("Processes"), "the rings of the first view");
}
