//! Holds the house together: which part may know which, and what every file looks like, read off the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which parts of the crate each part may know; the order is the one in which they build on each other.
const PARTS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("analysis", &["model"]),
    ("editing", &["model"]),
    ("layout", &["model"]),
    ("document", &["model"]),
    ("drawing", &["model", "analysis", "layout"]),
    ("exchange", &["model", "analysis", "editing", "layout", "document", "drawing"]),
    ("storage", &["model", "document", "exchange"]),
    ("cli", &["model", "analysis", "layout", "document", "drawing", "exchange", "storage"]),
    ("app", &["model", "analysis", "editing", "layout", "document", "drawing", "exchange", "storage"]),
];

/// Crates that only some folders may name. `src/app/canvas` names petgraph because egui_graphs is built on
/// petgraph's graph type: its adapter cannot be written without it, and nothing outside that folder sees it.
const CRATES: [(&str, &[&str]); 7] = [
    ("petgraph", &["src/analysis", "src/layout", "src/app/canvas"]),
    ("egui", &["src/app"]),
    ("eframe", &["src/app"]),
    ("egui_graphs", &["src/app/canvas"]),
    ("egui_commonmark", &["src/app"]),
    ("rfd", &["src/app"]),
    ("clap", &["src/cli"]),
];

/// All that the model stands on, beside the standard library: the money and date types, and what its records are known
/// by outside. `serde_json` is there for the fields that this version does not know, which are kept as they were written.
const CRATES_OF_THE_MODEL: [&str; 6] = ["jiff", "rust_decimal", "schemars", "serde", "serde_json", "thiserror"];

/// Where the disk may be touched; test modules may do so everywhere.
const DISK: [&str; 5] = ["src/storage", "src/cli", "src/main.rs", "tests", "benches"];

const LONGEST_FILE: usize = 500;
const LONGEST_MAIN: usize = 60;

/// Texts that would give away the machine on which a file was written.
const PERSONAL: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("C:\\", "Users")];

#[test]
fn every_source_keeps_the_rules_of_the_house() {
    let sources = files(&["src", "tests", "benches"], &["rs"]);
    assert!(sources.len() > 30, "only {} sources found", sources.len());
    let faults: Vec<String> = sources.iter().flat_map(|path| faults(path, &text(path))).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_tracked_text_names_the_machine_it_was_written_on() {
    let mut texts = files(&["src", "tests", "benches", "assets", "sample_maps", ".ci"], &[]);
    texts.extend(files_in("", &[]).into_iter().filter(|path| path != ".git"));
    let faults: Vec<String> = texts
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

#[test]
fn the_check_itself_can_fail() {
    let bad = [
        ("src/model/map.rs", "//! x\nuse crate::analysis::Report;", "model must not know analysis"),
        (
            "src/layout/layers.rs",
            "//! x\nuse crate::{model::Map, document::Document};",
            "layout must not know document",
        ),
        ("src/layout/deep/er.rs", "//! x\nuse super::super::super::analysis::Report;", "layout must not know analysis"),
        (
            "src/document/mod.rs",
            "//! x\nfn f() { let _ = vec![crate::layout::layers]; }",
            "document must not know layout",
        ),
        ("src/app/mod.rs", "//! x\nuse crate::cli;", "app must not know cli"),
        ("src/app/window.rs", "//! x\nuse petgraph::Graph;", "petgraph belongs in"),
        ("src/drawing/card.rs", "//! x\nfn f(ui: &mut egui::Ui) {}", "egui belongs in"),
        ("src/cli/check.rs", "//! x\nuse ::rfd::FileDialog;", "rfd belongs in"),
        ("src/model/id.rs", "//! x\nuse resvg::usvg;", "the model must not know resvg"),
        ("src/exchange/svg.rs", "//! x\nuse std::{fmt, fs::File};", "the disk belongs in"),
        ("src/exchange/png.rs", "//! x\nfn f() { std::fs::read(\"x\"); }", "the disk belongs in"),
        ("src/layout/mod.rs", "fn f() {}", "does not begin with a //! line"),
        ("src/layout/mod.rs", "//! x\n#[allow(dead_code)]\nfn f() {}", "allow"),
        ("src/layout/mod.rs", "//! x\n#![cfg_attr(test, allow(dead_code))]\nfn f() {}", "allow"),
    ];
    for (path, source, expected) in bad {
        let found = faults(path, source);
        assert!(found.len() == 1 && found[0].contains(expected), "{path}: expected \"{expected}\", found {found:?}");
    }
    let long = "//! x\n".to_owned() + &"// y\n".repeat(LONGEST_FILE);
    assert_eq!(faults("src/layout/mod.rs", &long).len(), 1);
    assert_eq!(faults("src/main.rs", &long).len(), 2);
    assert_eq!(personal_faults("README.md", &format!("see {}someone", PERSONAL[0])).len(), 1);
}

#[test]
fn the_check_leaves_good_sources_alone() {
    let good = [
        (
            "src/drawing/mod.rs",
            "//! About egui, std::fs and crate::app.\n// allow(x)\nuse crate::{layout, model::Map};",
        ),
        ("src/analysis/rules/a.rs", "//! x\nuse super::super::Context;\nuse crate::model::Map;\nuse petgraph::Graph;"),
        ("src/app/canvas/graph.rs", "//! x\nuse petgraph::stable_graph::StableGraph;"),
        ("src/storage/save.rs", "//! x\nuse std::fs::File;"),
        ("src/exchange/schema.rs", "//! x\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}"),
        ("tests/cli.rs", "//! x\nuse std::fs;"),
    ];
    for (path, source) in good {
        assert_eq!(faults(path, source), Vec::<String>::new(), "{path}");
    }
}

/// All that is wrong with one source.
fn faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = source.lines().count();
    if !source.starts_with("//! ") {
        faults.push(format!("{path} does not begin with a //! line"));
    }
    if lines > LONGEST_FILE {
        faults.push(format!("{path} has {lines} lines, more than {LONGEST_FILE}"));
    }
    if path == "src/main.rs" && lines > LONGEST_MAIN {
        faults.push(format!("{path} has {lines} lines, more than {LONGEST_MAIN}"));
    }
    let tokens = tokens(source);
    let tests_begin = test_module(&tokens).unwrap_or(usize::MAX);
    let part = PARTS.iter().find(|(part, _)| is_in(path, &format!("src/{part}")));
    for (words, line) in paths(&tokens, path) {
        let mut fault = |what: String| faults.push(format!("{path}:{line}: {what}"));
        let first = words.first().map_or("", String::as_str);
        let second = words.get(1).map_or("", String::as_str);
        if let Some((part, known)) = part
            && first == "crate"
            && PARTS.iter().any(|(name, _)| *name == second)
            && second != *part
            && !known.contains(&second)
        {
            fault(format!("{part} must not know {second}"));
        }
        if path.starts_with("src/") {
            if let Some((name, homes)) = CRATES.iter().find(|(name, _)| *name == first)
                && !homes.iter().any(|home| is_in(path, home))
                && path != "src/main.rs"
            {
                fault(format!("{name} belongs in {}", homes.join(", ")));
            } else if is_in(path, "src/model")
                && dependencies().contains(first)
                && !CRATES_OF_THE_MODEL.contains(&first)
            {
                fault(format!("the model must not know {first}"));
            }
        }
        if first == "std" && second == "fs" && line < tests_begin && !DISK.iter().any(|home| is_in(path, home)) {
            fault(format!("the disk belongs in {}", DISK.join(", ")));
        }
    }
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| tokens[at].word.as_str());
        if token.word == "allow" && ["[", "(", ","].contains(&before) && word(&tokens, at + 1) == "(" {
            faults.push(format!("{path}:{}: write #[expect(.., reason = \"..\")] instead of allow", token.line));
        }
    }
    faults
}

fn personal_faults(path: &str, text: &str) -> Vec<String> {
    let found = PERSONAL.iter().filter(|personal| text.contains(**personal));
    found.map(|personal| format!("{path} names {personal}")).collect()
}

/// A name or a sign of a source, with its line. Comments and literals are left out.
struct Token {
    word: String,
    line: usize,
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = literal_or_comment(rest).unwrap_or_else(|| {
            let name = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            let length = name.max(first.len_utf8());
            if !first.is_whitespace() {
                tokens.push(Token { word: rest[..length].to_owned(), line });
            }
            length
        });
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of the comment, text or letter that the source begins with, if it begins with one.
fn literal_or_comment(source: &str) -> Option<usize> {
    let until = |end: &str, from: usize| source[from..].find(end).map_or(source.len(), |at| from + at + end.len());
    if source.starts_with("//") {
        return Some(until("\n", 2));
    }
    if source.starts_with("/*") {
        return Some(until("*/", 2));
    }
    let prefix = source.find(|letter| !"bcr".contains(letter))?;
    let hashes = source[prefix..].len() - source[prefix..].trim_start_matches('#').len();
    if source[..prefix].ends_with('r') && source[prefix + hashes..].starts_with('"') {
        return Some(until(&format!("\"{}", "#".repeat(hashes)), prefix + hashes + 1));
    }
    let quote = source[prefix..].chars().next().filter(|quote| "'\"".contains(*quote))?;
    let is_lifetime =
        quote == '\'' && !source[prefix + 1..].starts_with('\\') && source[prefix + 1..].chars().nth(1) != Some('\'');
    if is_lifetime {
        return (prefix == 0).then_some(1);
    }
    let mut is_escaped = false;
    let end = source[prefix + 1..].find(|letter| {
        let ends = letter == quote && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        ends
    });
    Some(end.map_or(source.len(), |end| prefix + 1 + end + 1))
}

/// The line at which the test module begins; it is the last thing of a file.
fn test_module(tokens: &[Token]) -> Option<usize> {
    let marks = ["cfg", "(", "test", ")", "]", "mod"];
    let found = tokens.windows(marks.len()).find(|some| some.iter().map(|token| token.word.as_str()).eq(marks))?;
    Some(found[0].line)
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.word.as_str())
}

/// Every path of a source as its words, with its line: groups in braces spelt out, `super` resolved as far as the crate.
fn paths(tokens: &[Token], path: &str) -> Vec<(Vec<String>, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts =
            is_name(word(tokens, at)) && !(at >= 2 && word(tokens, at - 1) == ":" && is_path_sign(tokens, at - 2));
        let from_root = at >= 2 && is_path_sign(tokens, at - 2) && (at < 3 || !is_name(word(tokens, at - 3)));
        if starts || (from_root && is_name(word(tokens, at))) {
            read_path(tokens, &mut at, Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    for (words, _) in &mut found {
        resolve_super(words, path);
    }
    found
}

/// Reads one path from `at` on, and leaves `at` behind it.
fn read_path(tokens: &[Token], at: &mut usize, mut words: Vec<String>, found: &mut Vec<(Vec<String>, usize)>) {
    let line = tokens[*at].line;
    loop {
        if word(tokens, *at) == "{" {
            *at += 1;
            while *at < tokens.len() && word(tokens, *at) != "}" {
                match word(tokens, *at) {
                    name if is_name(name) || name == "{" => read_path(tokens, at, words.clone(), found),
                    _ => *at += 1,
                }
            }
            *at += 1;
            return;
        }
        words.push(word(tokens, *at).to_owned());
        *at += 1;
        let goes_on = is_path_sign(tokens, *at) && (is_name(word(tokens, *at + 2)) || word(tokens, *at + 2) == "{");
        if !goes_on {
            found.push((words, line));
            return;
        }
        *at += 2;
    }
}

fn is_path_sign(tokens: &[Token], at: usize) -> bool {
    word(tokens, at) == ":" && word(tokens, at + 1) == ":"
}

/// Whether a path may begin with or go through the word: not with a keyword such as the one of `use ::std::fs`.
fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && !["as", "dyn", "for", "impl", "in", "mut", "return", "use"].contains(&word)
}

/// Turns `super::super::x` of `src/layout/a.rs` into `crate::x`. A path that stays within its part stays as it is.
/// A path of an inner module may seem to reach one part further up than it does, which harms nothing.
fn resolve_super(words: &mut Vec<String>, path: &str) {
    let depth = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    let supers = words.iter().take_while(|word| *word == "super").count();
    if supers > 0 && supers >= depth {
        words.splice(..supers, ["crate".to_owned()]);
    }
}

/// The crates that Cargo.toml depends on, as the sources spell them.
fn dependencies() -> BTreeSet<String> {
    let manifest = text("Cargo.toml");
    let section = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or_default();
    section.lines().filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
}

fn is_in(path: &str, home: &str) -> bool {
    path.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest == ".rs")
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
