//! `boardwalk screenshot` as people call it: what pictures show of maps of every shape.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The picture of a map, as SVG.
fn drawn(folder: &Path, map: &str, options: &[&str]) -> String {
    let (file, picture) = (folder.join("town.boardwalk"), folder.join("town.svg"));
    fs::write(&file, map).expect("a file");
    let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output = program.arg("screenshot").args([&file, &picture]).args(options).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(picture).expect("a picture")
}

/// How large the map is drawn: the scale of the part of the picture that holds it. Letters have one for either direction.
fn scale(picture: &str) -> f32 {
    let scales = picture.split("scale(").skip(1).filter_map(|rest| rest.split(')').next());
    let number = scales.filter(|scale| !scale.contains(' ')).find_map(|scale| scale.parse().ok());
    number.expect("the part that holds the map")
}

fn map(nodes: &str, links: &str) -> String {
    format!(r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{nodes}], "links": [{links}]}}"#)
}

#[test]
fn a_finding_on_a_large_map_is_looked_at_from_near() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut nodes = r#"{"id": "top", "kind": "board", "name": "Top Board", "accountable_body": true}"#.to_owned();
    let mut links = String::new();
    for number in 0..400 {
        let (above, comma) = (
            if number < 20 { "top".to_owned() } else { format!("g{}", number % 20) },
            if number > 0 { "," } else { "" },
        );
        let status = if number == 5 { r#", "status": "dormant""# } else { "" };
        write!(nodes, r#", {{"id": "g{number}", "kind": "group", "name": "Group {number}"{status}}}"#).expect("memory");
        write!(links, r#"{comma}{{"id": "l{number}", "kind": "reports_to", "from": "g{number}", "to": "{above}"}}"#)
            .expect("memory");
    }
    let map = map(&nodes, &links);
    let unfolded = |options: &[&str]| drawn(folder.path(), &map, &[&["--fold-to", "0"], options].concat());
    let (whole, near) = (unfolded(&[]), unfolded(&["--finding", "broken-route:g25"]));
    assert!(scale(&whole) * 12.0 < 9.0, "names cannot be read in the whole picture: {}", scale(&whole));
    assert!(scale(&near) > 1.5 * scale(&whole), "{} instead of {}", scale(&near), scale(&whole));
}

/// A board at which accountability ends, with so many groups below, each with so many teams.
fn tree(groups: usize, teams: usize) -> String {
    let mut nodes = r#"{"id": "top", "kind": "board", "name": "Top Board", "accountable_body": true}"#.to_owned();
    let mut links = String::new();
    let mut add = |id: &str, name: String, above: &str| {
        write!(nodes, r#", {{"id": "{id}", "kind": "group", "name": "{name}"}}"#).expect("memory");
        let comma = if links.is_empty() { "" } else { "," };
        write!(links, r#"{comma}{{"id": "{id}-up", "kind": "reports_to", "from": "{id}", "to": "{above}"}}"#)
            .expect("memory");
    };
    for group in 0..groups {
        add(&format!("g{group}"), format!("Group {group}"), "top");
        (0..teams)
            .for_each(|team| add(&format!("g{group}t{team}"), format!("Team {group} {team}"), &format!("g{group}")));
    }
    map(&nodes, &links)
}

#[test]
fn trees_fold_by_name_and_a_large_map_folds_by_itself_until_it_can_be_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = drawn(folder.path(), &tree(3, 2), &["--fold", "g1"]);
    assert!(small.contains(">2 groups<") && small.contains("1 folded card stands for 2 groups"));
    assert!(small.contains("Team 0 0") && !small.contains("Team 1 0"));
    let large = tree(20, 20);
    let (whole, folded) = (drawn(folder.path(), &large, &["--fold-to", "0"]), drawn(folder.path(), &large, &[]));
    assert!(scale(&whole) * 12.0 < 9.0 && scale(&folded) * 12.0 >= 9.0, "{} and {}", scale(&whole), scale(&folded));
    assert!(folded.contains("Group 19") && folded.contains("folded cards stand for"));
    let room = drawn(folder.path(), &tree(6, 6), &["--fold-to", "22"]);
    assert!(scale(&room) * 12.0 >= 22.0, "{}", scale(&room));
    assert!(room.contains("folded cards stand for") && room.contains("small print left out"));
}

#[test]
fn what_is_to_be_folded_has_to_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, picture) = (folder.path().join("town.boardwalk"), folder.path().join("town.svg"));
    fs::write(&file, tree(2, 2)).expect("a file");
    let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
    let output =
        program.arg("screenshot").args([&file, &picture]).args(["--fold", "nobody"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no body of that id"));
    assert!(!picture.exists());
}

#[test]
fn where_lines_of_seats_are_many_they_are_lighter_than_the_structure() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = |persons: usize| {
        let mut nodes = r#"{"id": "top", "kind": "board", "name": "Top Board", "accountable_body": true},
            {"id": "one", "kind": "group", "name": "One Group"}"#
            .to_owned();
        let mut links = r#"{"id": "up", "kind": "reports_to", "from": "one", "to": "top"}"#.to_owned();
        for person in 0..persons {
            write!(nodes, r#", {{"id": "p{person}", "kind": "post", "name": "Person {person}"}}"#).expect("memory");
            for board in ["top", "one"] {
                write!(
                    links,
                    r#", {{"id": "{board}{person}", "kind": "member_of", "from": "p{person}", "to": "{board}"}}"#
                )
                .expect("memory");
            }
        }
        drawn(folder.path(), &map(&nodes, &links), &["--show", "seats"])
    };
    let (light, plain) = ("#B6BAC1", "#6B7280");
    assert!(!picture(10).contains(light), "few lines are as dark as all others");
    let many = picture(170);
    assert!(many.matches(light).count() >= 170 && many.contains(plain), "the structure stands out");
}

#[test]
fn a_picture_says_what_is_in_focus_and_has_the_rest_fade_or_leaves_it_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let nodes = r#"{"id": "board", "kind": "board", "name": "Town Board", "accountable_body": true},
        {"id": "group", "kind": "group", "name": "Play Group"}, {"id": "other", "kind": "group", "name": "Sports Club"}"#;
    let links = r#"{"id": "a", "kind": "reports_to", "from": "group", "to": "board"},
        {"id": "b", "kind": "reports_to", "from": "other", "to": "board"}"#;
    let map = map(nodes, links);
    let faded = drawn(folder.path(), &map, &["--focus", "way-up:group"]);
    assert!(faded.contains("Play Group answers to Town Board: the buck stops there."));
    assert!(faded.contains("Sports Club, group, active, not in focus"));
    assert!(!faded.contains("Play Group, group, active, not in focus"));
    let only = drawn(folder.path(), &map, &["--focus", "only way-up:group"]);
    assert!(only.contains("Play Group") && !only.contains("Sports Club") && only.contains("1 card is left out"));
    for (asked, why) in [("way-up:nobody", "not on this map"), ("sideways:group", "choose from")] {
        let (file, picture) = (folder.path().join("town.boardwalk"), folder.path().join("none.svg"));
        let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
        let output = program.arg("screenshot").args([&file, &picture]).args(["--focus", asked]).output();
        let output = output.expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(why) && !picture.exists(), "{told}");
    }
}

#[test]
fn pictures_in_high_contrast_are_black_on_white() {
    let folder = tempfile::tempdir().expect("a folder");
    let map = map(r#"{"id": "top", "kind": "board", "name": "Top Board", "accountable_body": true}"#, "");
    let picture = drawn(folder.path(), &map, &["--theme", "contrast"]);
    let (ground, _) = picture.split_once("<g").expect("the ground comes first");
    assert!(ground.contains("fill=\"#FFFFFF\""), "{ground}");
    assert!(picture.contains("stroke=\"#000000\"") && picture.contains("fill=\"#000000\""));
    assert!(!drawn(folder.path(), &map, &[]).contains("#000000"), "the light look is softer");
}

#[test]
fn the_gallery_is_drawn_in_every_theme_and_as_others_see_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let gallery = |name: &str, options: &[&str]| {
        let out = folder.path().join(name);
        let mut program = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
        let output = program.args(["gallery", "--out"]).arg(&out).args(options).output().expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told, fs::read(out).unwrap_or_default())
    };
    let (code, told, whole) = gallery("look.svg", &[]);
    assert_eq!((code, told.as_str()), (Some(0), ""));
    let text = String::from_utf8(whole.clone()).expect("text");
    for words in ["Light", "Dark", "High contrast", "is absorbed into", "Primary care trust", "duplication"] {
        assert!(text.contains(&format!(">{words}<")), "{words}");
    }
    assert_eq!(whole, gallery("again.svg", &[]).2, "the same bytes each time");
    let mut seen = vec![whole];
    for sight in ["protan", "deutan", "tritan"] {
        let (code, _, picture) = gallery("look.svg", &["--sight", sight]);
        assert!(code == Some(0) && !seen.contains(&picture), "{sight}");
        seen.push(picture);
    }
    assert!(gallery("look.png", &[]).2.starts_with(b"\x89PNG"));
    let (code, told, _) = gallery("look.txt", &[]);
    assert!(code == Some(2) && told.contains("must end in .png or .svg"), "{told}");
}
