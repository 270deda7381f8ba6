//! Earlier versions of a map on the command line: a process with a home of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use boardwalk::storage::Home;

/// A folder with a map that was saved several times.
struct Town {
    folder: tempfile::TempDir,
}

impl Town {
    fn saved(texts: &[&str]) -> Self {
        let town = Self { folder: tempfile::tempdir().expect("a folder") };
        let home = Home::at(&town.folder.path().join("home"));
        for text in texts {
            let (saved, kept) = home.save(&town.path("town.boardwalk"), text, None);
            saved.expect("saved");
            kept.expect("kept");
        }
        town
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program in the folder, and gives its status, what it printed and what it complained about.
    fn said(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boardwalk"));
        command.args(arguments).current_dir(self.folder.path()).env("BOARDWALK_HOME", self.path("home"));
        let output = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
    }
}

fn map(bodies: &[&str]) -> String {
    let node = |(place, name)| format!(r#"{{"id": "body-{place}", "kind": "board", "name": "{name}"}}"#);
    let nodes: Vec<String> = bodies.iter().enumerate().map(node).collect();
    format!(r#"{{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [{}]}}"#, nodes.join(","))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a file")
}

#[test]
fn versions_are_listed_with_what_changed_and_one_is_got_back() {
    let texts =
        [&["Council"][..], &["Council", "Board"], &["Council", "Board", "Panel", "Forum"], &["Council"]].map(map);
    let town = Town::saved(&texts.each_ref().map(String::as_str));
    let (status, printed, complaints) = town.said(&["versions", "town.boardwalk"]);
    assert_eq!((status, complaints.as_str()), (0, ""));
    let lines: Vec<&str> = printed.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 6, "{printed}");
    assert!(lines[1].contains("now") && lines[1].ends_with("Board goes, and 2 more changes"), "{printed}");
    assert!(lines[2].contains("3  ") && lines[2].ends_with(": New board: Panel, and 1 more change"), "{printed}");
    assert!(lines[3].contains("2  ") && lines[3].ends_with(" bytes: New board: Board"), "{printed}");
    assert!(lines[4].contains("1  ") && lines[4].ends_with(": the oldest that is kept"), "{printed}");
    let (_, printed, _) = town.said(&["versions", "town.boardwalk", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!((&rows[0]["number"], &rows[2]["bytes"]), (&3.into(), &texts[0].len().into()));
    assert_eq!(town.said(&["versions", "town.boardwalk", "--show", "2"]).1, texts[1]);
    assert_eq!(town.said(&["versions", "town.boardwalk", "--show", "3", "-o", "before.boardwalk"]).0, 0);
    assert_eq!(read(&town.path("before.boardwalk")), texts[2]);
}

#[test]
fn nothing_is_written_over_and_what_is_not_kept_is_said() {
    let town = Town::saved(&[&map(&["Council"]), &map(&["Board"])]);
    let show = |number, output| town.said(&["versions", "town.boardwalk", "--show", number, "-o", output]);
    let (status, _, complaint) = show("1", "town.boardwalk");
    assert!(status == 2 && complaint.contains("town.boardwalk: a file of that name is there already"), "{complaint}");
    assert_eq!(read(&town.path("town.boardwalk")), map(&["Board"]));
    let (status, _, complaint) = show("9", "new");
    assert!(status == 2 && complaint.contains("no version 9 is kept"), "{complaint}");
    let (status, printed, _) = town.said(&["versions", "other.boardwalk"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    std::fs::copy(town.path("town.boardwalk"), town.path("other.boardwalk")).expect("copied");
    let (status, printed, _) = town.said(&["versions", "other.boardwalk"]);
    assert_eq!((status, printed.as_str()), (0, "No earlier version of other.boardwalk is kept.\n"));
    std::fs::remove_file(town.path("town.boardwalk")).expect("removed");
    let (status, printed, _) = town.said(&["versions", "town.boardwalk"]);
    assert!(status == 0 && printed.contains("the oldest that is kept"), "of a file that is gone, too: {printed}");
}

#[test]
fn what_is_in_a_version_does_nothing_to_a_terminal() {
    let town = Town::saved(&[&map(&["Council"]), &map(&["Council", "Evil\u{9b}2J"]), &map(&["Council"])]);
    for arguments in [&["versions", "town.boardwalk"][..], &["versions", "town.boardwalk", "--show", "2"]] {
        let (status, printed, _) = town.said(arguments);
        assert!(status == 0 && printed.contains("Evil") && !printed.contains('\u{9b}'), "{printed}");
    }
}
