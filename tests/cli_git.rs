//! Maps under git: merged record by record by the real git, or stopped with a conflict that can be read.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_boardwalk");

const TOWN: &str = r#"{
  "format": "boardwalk",
  "version": 1,
  "title": "Town",
  "nodes": [
    {
      "id": "board",
      "kind": "board",
      "name": "Board",
      "status": "active"
    },
    {
      "id": "group",
      "kind": "group",
      "name": "Group",
      "status": "active"
    }
  ]
}
"#;

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{name}_NAME"), "Tester").env(format!("GIT_{name}_EMAIL"), "tester@example.org");
    }
    command.output().expect("the program starts")
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, "git", arguments);
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {text}");
    text
}

/// A repository with a map, in which git is set up.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    git(at, &["init", "-q", "-b", "main"]);
    let set_up = run(at, PROGRAM, &["git-setup"]);
    assert!(set_up.status.success(), "{}", String::from_utf8_lossy(&set_up.stderr));
    fs::write(at.join("town.boardwalk"), TOWN).expect("written");
    git(at, &["add", "-A"]);
    git(at, &["commit", "-qm", "Town"]);
    folder
}

fn commit(folder: &Path, branch: &str, text: &str) {
    git(folder, &["checkout", "-q", "-B", branch]);
    fs::write(folder.join("town.boardwalk"), text).expect("written");
    git(folder, &["commit", "-qam", branch]);
}

fn map(folder: &Path) -> String {
    fs::read_to_string(folder.join("town.boardwalk")).expect("the map")
}

fn check(folder: &Path) -> (Option<i32>, String) {
    let output = run(folder, PROGRAM, &["check", "town.boardwalk"]);
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Two branches, of which the first is merged into the second.
fn merged(folder: &Path, ours: &str, theirs: &str) -> Output {
    commit(folder, "theirs", theirs);
    git(folder, &["checkout", "-q", "main"]);
    commit(folder, "ours", ours);
    run(folder, "git", &["merge", "-q", "-m", "both", "theirs"])
}

#[test]
fn two_branches_that_edit_one_body_become_one_map() {
    let repository = repository();
    let at = repository.path();
    let ours = TOWN.replace("\"name\": \"Board\"", "\"name\": \"Cabinet\"");
    // The very next line: a merge of the text would stop here.
    let theirs = TOWN.replacen("\"status\": \"active\"", "\"status\": \"dormant\"", 1);
    let output = merged(at, &ours, &theirs);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(map(at), ours.replacen("\"status\": \"active\"", "\"status\": \"dormant\"", 1));
}

#[test]
fn what_does_not_go_together_stops_the_merge_and_opens() {
    let repository = repository();
    let at = repository.path();
    let output = merged(at, &TOWN.replace("\"Board\"", "\"Cabinet\""), &TOWN.replace("\"Board\"", "\"Executive\""));
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains(
            "town.boardwalk: undecided: node \"board\", name: \"Cabinet\" on our side, \"Executive\" on theirs"
        ),
        "{said}"
    );
    assert!(git(at, &["status", "--short"]).contains("UU town.boardwalk"));
    let text = map(at);
    assert!(!text.contains("<<<<"), "{text}");
    assert!(text.contains("\"ours\": \"Cabinet\"") && text.contains("\"theirs\": \"Executive\""), "{text}");
    let (status, complaints) = check(at);
    assert!(status == Some(1) && complaints.contains("1 thing is undecided"), "{complaints}");
}

#[test]
fn bodies_that_both_add_both_stay() {
    let repository = repository();
    let at = repository.path();
    let with = |name: &str| {
        let node = format!(
            "    {{\n      \"id\": \"panel\",\n      \"kind\": \"group\",\n      \"name\": \"{name}\",\n      \"status\": \"active\"\n    }}\n  ]"
        );
        TOWN.replace("    }\n  ]", &format!("    }},\n{node}"))
    };
    let output = merged(at, &with("Youth Panel"), &with("Parents Panel"));
    assert!(output.status.success(), "{output:?}");
    let text = map(at);
    assert!(text.contains("Youth Panel") && text.contains("Parents Panel") && text.contains("\"panel-2\""), "{text}");
}

#[test]
fn merges_that_cross_have_a_base_in_which_nothing_is_open() {
    let repository = repository();
    let at = repository.path();
    let named = |name: &str| TOWN.replace("\"name\": \"Board\"", &format!("\"name\": \"{name}\""));
    commit(at, "a", &named("A"));
    git(at, &["checkout", "-q", "main"]);
    commit(at, "b", &named("B"));
    // Each is merged into the other, and both are settled, so that there are two bases.
    for (branch, other, name) in [("a", "b~0", "A"), ("b", "a~1", "B")] {
        git(at, &["checkout", "-q", branch]);
        run(at, "git", &["merge", "-q", "-m", "cross", other]);
        fs::write(at.join("town.boardwalk"), named(name)).expect("written");
        git(at, &["add", "-A"]);
        git(at, &["commit", "-q", "--allow-empty", "-m", "settled"]);
    }
    let output = run(at, "git", &["merge", "-q", "-m", "both", "a"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let text = map(at);
    assert_eq!(text.matches("\"field\"").count(), 1, "{text}");
    assert_eq!(check(at).0, Some(1));
}

#[test]
fn a_program_that_is_gone_and_a_map_that_cannot_be_read_undo_the_merge() {
    let repository = repository();
    let at = repository.path();
    let driver = git(at, &["config", "merge.boardwalk.driver"]).trim_end().replace(PROGRAM, "/nowhere/boardwalk");
    let before = git(at, &["config", "merge.boardwalk.driver"]).trim_end().to_owned();
    git(at, &["config", "merge.boardwalk.driver", &driver]);
    let ours = TOWN.replace("\"Board\"", "\"Cabinet\"");
    let output = merged(at, &ours, &TOWN.replace("\"Group\"", "\"Forum\""));
    assert!(output.status.code().is_some_and(|status| status > 1), "{output:?}");
    assert_eq!((map(at), git(at, &["status", "--short"])), (ours.clone(), String::new()), "nothing has happened");
    git(at, &["config", "merge.boardwalk.driver", &before]);
    git(at, &["checkout", "-q", "theirs"]);
    commit(at, "theirs", "{\"format\": \"boardwalk\", \"version\": 1,");
    git(at, &["checkout", "-q", "ours"]);
    let output = run(at, "git", &["merge", "-q", "-m", "both", "theirs"]);
    assert!(output.status.code().is_some_and(|status| status > 1), "{output:?}");
    assert_eq!((map(at), git(at, &["status", "--short"])), (ours, String::new()));
}

#[test]
fn a_copy_that_is_not_set_up_never_merges_the_text() {
    let repository = repository();
    let copy = tempfile::tempdir().expect("a folder");
    let from = repository.path().to_str().expect("UTF-8");
    git(copy.path(), &["clone", "-q", from, "copy"]);
    let at = copy.path().join("copy");
    // Lines far apart: a merge of the text would go through.
    let output = merged(&at, &TOWN.replace("\"Town\"", "\"City\""), &TOWN.replace("\"Group\"", "\"Forum\""));
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let set_up = run(&at, PROGRAM, &["git-setup"]);
    assert!(set_up.status.success());
    git(&at, &["merge", "--abort"]);
    assert!(run(&at, "git", &["merge", "-q", "-m", "both", "theirs"]).status.success());
    let text = map(&at);
    assert!(text.contains("City") && text.contains("Forum"), "{text}");
}

#[test]
fn setting_up_twice_changes_nothing_and_differences_are_sentences() {
    let repository = repository();
    let at = repository.path();
    let attributes = || fs::read_to_string(at.join(".gitattributes")).expect("attributes");
    let before = attributes();
    assert!(run(at, PROGRAM, &["git-setup"]).status.success());
    assert_eq!(attributes(), before);
    fs::write(at.join("town.boardwalk"), TOWN.replacen("\"status\": \"active\"", "\"status\": \"dormant\"", 1))
        .expect("written");
    let shown = git(at, &["diff"]);
    assert!(shown.contains("-  status: \"active\"") && shown.contains("+  status: \"dormant\""), "{shown}");
    assert!(shown.contains(" Board (board)"), "{shown}");
    fs::write(at.join("town.boardwalk"), "<<<<<<< ours\n").expect("written");
    assert!(git(at, &["diff"]).contains("+<<<<<<< ours"), "what cannot be read is shown as it is");
    let (status, complaints) = check(at);
    assert!(status == Some(2) && complaints.contains("git has merged this map as text"), "{complaints}");
    let nowhere = tempfile::tempdir().expect("a folder");
    let output = run(nowhere.path(), PROGRAM, &["git-setup"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("git says: fatal: not a git repository"), "{said}");
}

#[test]
fn merging_by_hand_gives_the_map_and_tells_by_its_status() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for (name, text) in [
        ("base", TOWN.to_owned()),
        ("ours", TOWN.replace("\"Town\"", "\"City\"")),
        ("theirs", TOWN.replace("\"Town\"", "\"Borough\"")),
    ] {
        fs::write(at.join(name), text).expect("written");
    }
    fs::write(at.join("empty"), "").expect("written");
    let merge = |arguments: &[&str]| run(at, PROGRAM, &[&["merge"], arguments].concat());
    let same = merge(&["base", "base", "theirs", "-o", "out"]);
    assert_eq!((same.status.code(), fs::read(at.join("out")).ok()), (Some(0), fs::read(at.join("theirs")).ok()));
    let printed = merge(&["base", "ours", "theirs"]);
    assert_eq!(printed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&printed.stdout).contains("\"title\": \"Town\""));
    let inner = merge(&["base", "ours", "theirs", "-o", "out", "--marker-size", "9"]);
    assert_eq!((inner.status.code(), fs::read_to_string(at.join("out")).ok().as_deref()), (Some(0), Some(TOWN)));
    assert_eq!(merge(&["empty", "ours", "ours"]).status.code(), Some(0), "a map that both have added");
    for arguments in
        [&["base", "missing", "theirs"][..], &["base", "ours", "empty"], &["base", "ours", "theirs", "-o", "no/folder"]]
    {
        assert_eq!(merge(arguments).status.code(), Some(129), "{arguments:?}");
    }
}
