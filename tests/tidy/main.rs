//! Holds the house together: which part and which room may know which, and what every file looks like, read off the
//! sources.

mod check;
mod guides;
mod house;
mod rules;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use source::Source;

/// Texts that would give away the machine on which a file was written.
const PERSONAL: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("C:\\", "Users")];

#[test]
fn every_source_keeps_the_rules_of_the_house() {
    let paths = files(&["src", "tests", "benches", "packaging"], &["rs"]);
    assert!(paths.len() > 30, "only {} sources found", paths.len());
    let sources: Vec<Source> = paths.iter().map(|path| Source::new(path, &text(path))).collect();
    let faults: Vec<String> = rules::faults(&sources, &dependencies()).iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_the_guides_mention_is_there() {
    let files = tracked();
    for guide in ["README.md", "CONTRIBUTING.md"] {
        let missing = guides::missing(&text(guide), &files);
        assert!(missing.is_empty(), "{guide} mentions what is not there: {}", missing.join(", "));
    }
}

#[test]
fn no_tracked_text_names_the_machine_it_was_written_on() {
    let faults: Vec<String> = tracked()
        .iter()
        .filter_map(|path| Some((path, String::from_utf8(fs::read(root().join(path)).ok()?).ok()?)))
        .flat_map(|(path, text)| personal_faults(path, &text))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_rule_is_a_source_a_text_and_a_line_in_the_registry() {
    let names = |extension| -> BTreeSet<String> {
        files(&["src/analysis/rules"], &[extension])
            .iter()
            .filter_map(|path| Some(Path::new(path).file_stem()?.to_str()?.replace('_', "-")))
            .filter(|name| name != "mod")
            .collect()
    };
    let registered: BTreeSet<String> = boardwalk::analysis::rules().iter().map(|rule| rule.name.to_owned()).collect();
    assert!(!registered.is_empty());
    assert_eq!(names("rs"), registered, "sources and registry");
    assert_eq!(names("md"), registered, "texts and registry");
}

fn personal_faults(path: &str, text: &str) -> Vec<String> {
    let found = PERSONAL.iter().filter(|personal| text.contains(**personal));
    found.map(|personal| format!("{path} names {personal}")).collect()
}

/// The crates that Cargo.toml depends on, as the sources spell them.
fn dependencies() -> BTreeSet<String> {
    let manifest = text("Cargo.toml");
    let section = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default();
    section.lines().filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
}

/// The files of the repository, as paths from the root.
fn tracked() -> Vec<String> {
    let fuzz = ["fuzz/properties", "fuzz/targets", "fuzz/seeds", "fuzz/words"];
    let mut files = files(
        &[&["src", "tests", "benches", "assets", "sample_maps", "packaging", "findings", ".ci"][..], &fuzz].concat(),
        &[],
    );
    files.extend(files_in("", &[]).into_iter().filter(|path| path != ".git"));
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below some folders, with one of the extensions if any are given, as paths from the root.
fn files(folders: &[&str], extensions: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for folder in folders {
        found.extend(files_in(folder, extensions));
        let inner = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
        let mut inner: Vec<String> = inner
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| Some(format!("{folder}/{}", entry.file_name().to_str()?)))
            .collect();
        inner.sort();
        found.extend(inner.iter().flat_map(|folder| files(&[folder], extensions)));
    }
    found
}

fn files_in(folder: &str, extensions: &[&str]) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .filter(|path| {
            extensions.is_empty()
                || extensions.iter().any(|wanted| path.extension().is_some_and(|have| have == *wanted))
        })
        .filter_map(|path| Some(path.strip_prefix(root()).ok()?.to_str()?.replace('\\', "/")))
        .collect();
    found.sort();
    found
}
