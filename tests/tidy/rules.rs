//! The rules of the house: which part and which room may know which, and what every file looks like.

use std::collections::BTreeSet;
use std::fmt;

use super::house::{Arrow, House};
use super::source::Source;

/// Which parts of the crate each part may know; the order is the one in which they build on each other.
const PARTS: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("analysis", &["model"]),
    ("editing", &["model"]),
    ("options", &["model", "analysis", "editing"]),
    ("layout", &["model"]),
    ("document", &["model"]),
    ("drawing", &["model", "analysis", "layout"]),
    ("report", &["model", "analysis", "editing", "options", "drawing"]),
    ("exchange", &["model", "analysis", "editing", "options", "layout", "document", "drawing", "report"]),
    ("storage", &["model", "document", "exchange", "report"]),
    (
        "cli",
        &["model", "analysis", "options", "editing", "layout", "document", "drawing", "report", "exchange", "storage"],
    ),
    (
        "session",
        &["model", "analysis", "editing", "options", "layout", "document", "drawing", "report", "exchange", "storage"],
    ),
    (
        "app",
        &[
            "model", "analysis", "editing", "options", "layout", "document", "drawing", "report", "exchange",
            "storage", "session",
        ],
    ),
];

/// Which rooms of the window each room may know, beside the parts; the order is the one in which they build on each other.
const ROOMS: [(&str, &[&str]); 10] = [
    ("act", &[]),
    ("widgets", &[]),
    ("canvas", &[]),
    ("grid", &["widgets"]),
    ("gallery", &["canvas", "widgets"]),
    ("seen", &["canvas"]),
    ("command", &["act"]),
    ("panels", &["act", "seen", "command", "widgets", "grid", "canvas"]),
    ("dialogs", &["act", "seen", "command", "widgets", "grid", "canvas"]),
    ("window", &["act", "seen", "command", "widgets", "grid", "canvas", "panels", "dialogs"]),
];

/// Rooms of the window in which nothing knows another thing of the same room.
const APART: [&str; 2] = ["panels", "dialogs"];

/// Crates that only some folders may name. `src/app/canvas` names petgraph because egui_graphs is built on
/// petgraph's graph type: its adapter cannot be written without it, and nothing outside that folder sees it.
const CRATES: [(&str, &[&str]); 12] = [
    ("petgraph", &["src/analysis", "src/layout", "src/app/canvas"]),
    ("egui", &["src/app"]),
    ("eframe", &["src/app"]),
    ("egui_graphs", &["src/app/canvas"]),
    ("egui_commonmark", &["src/app"]),
    ("rfd", &["src/app"]),
    ("winit", &["src/app/window"]),
    ("x11rb", &["src/app/window"]),
    ("clap", &["src/cli"]),
    ("notify", &["src/storage"]),
    ("rustix", &["src/storage"]),
    ("xattr", &["src/storage"]),
];

/// All that the model stands on, beside the standard library: the money and date types, letters and their order as all
/// languages have them, and what its records are known by outside. `serde_json` is there for the fields that this version does not know, which are kept as they were written.
const CRATES_OF_THE_MODEL: [&str; 10] = [
    "icu_collator",
    "icu_normalizer",
    "icu_provider",
    "jiff",
    "rust_decimal",
    "schemars",
    "serde",
    "serde_json",
    "thiserror",
    "unicode_normalization",
];

/// Where the disk may be touched; tests and benches may do so everywhere.
const DISK: [&str; 3] = ["src/storage", "src/cli", "src/main.rs"];

/// Where threads may be started; by tests and benches everywhere.
const THREADS: [&str; 3] = ["src/session/task.rs", "src/storage", "src/cli/in_order.rs"];

/// Where the blocks of a type stand in its own file or below it, so that nothing grows in two places.
const TOGETHER: [&str; 2] = ["src/session", "src/app"];

/// Where a struct has few fields, so that none becomes the place for everything.
const SMALL: [&str; 2] = ["src/session", "src/app/window"];

/// The most lines of a file, and of the program's own.
pub(crate) const LONGEST_FILE: usize = 500;
const LONGEST_MAIN: usize = 60;
/// The most fields of a struct that has few.
const MOST_FIELDS: usize = 14;

/// What breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The file.
    pub(crate) path: String,
    /// The line, unless it is the file as a whole.
    pub(crate) line: Option<usize>,
    /// The rule that it breaks.
    pub(crate) what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// All that is wrong with some sources. `dependencies` are the crates that they can name.
pub(crate) fn faults(sources: &[Source], dependencies: &BTreeSet<String>) -> Vec<Fault> {
    let house = House::of(sources);
    let mut faults = Vec::new();
    for source in sources {
        let is_test = house.is_test(source);
        let mut found = looks(source);
        found.extend(crates(source, dependencies));
        if !is_test {
            found.extend(outside(source));
            found.extend(blocks(source, &house));
        }
        faults.extend(found.into_iter().map(|(at, what)| Fault {
            path: source.path.clone(),
            line: at.map(|at| source.line(at)),
            what,
        }));
    }
    faults.extend(without_a_row(&house, &[], &PARTS));
    faults.extend(without_a_row(&house, &["app".to_owned()], &ROOMS));
    faults.extend(house.arrows().filter_map(|arrow| {
        let what = part_fault(&arrow).or_else(|| room_fault(&arrow).filter(|_| !arrow.is_test))?;
        Some(Fault { path: arrow.source.path.clone(), line: Some(arrow.source.line(arrow.at)), what })
    }));
    faults.extend(house.circles().into_iter().map(|found| Fault {
        path: house.path(&found.module),
        line: None,
        what: format!("stands in a circle: {}", found.circle),
    }));
    faults
}

/// What is wrong at some place of a source, or with it as a whole.
type Found = Vec<(Option<usize>, String)>;

/// What every file looks like.
fn looks(source: &Source) -> Found {
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if !source.text.starts_with("//! ") {
        found.push((None, "does not begin with a //! line".to_owned()));
    }
    if lines > LONGEST_FILE {
        found.push((None, format!("has {lines} lines, more than {LONGEST_FILE}")));
    }
    if source.path == "src/main.rs" && lines > LONGEST_MAIN {
        found.push((None, format!("has {lines} lines, more than {LONGEST_MAIN}")));
    }
    for at in 1..source.tokens.len() {
        let is_attribute = ["[", "(", ","].contains(&source.word(at - 1)) && source.word(at + 1) == "(";
        if source.word(at) == "allow" && is_attribute {
            found.push((Some(at), "write #[expect(.., reason = \"..\")] instead of allow".to_owned()));
        }
    }
    found
}

/// Crates where they do not belong.
fn crates(source: &Source, dependencies: &BTreeSet<String>) -> Found {
    let names = source.names.iter().filter(|_| source.path.starts_with("src/") && source.path != "src/main.rs");
    let found = names.filter_map(|name| {
        let first = name.words.first()?.as_str();
        let what = match CRATES.iter().find(|(name, _)| *name == first) {
            Some((_, homes)) if !is_in_any(&source.path, homes) => format!("{first} belongs in {}", homes.join(", ")),
            _ if is_in(&source.path, "src/model")
                && dependencies.contains(first)
                && !CRATES_OF_THE_MODEL.contains(&first) =>
            {
                format!("the model must not know {first}")
            }
            _ => return None,
        };
        Some((Some(name.at), what))
    });
    found.collect()
}

/// The disk and threads where they do not belong, and names that are taken without being named.
fn outside(source: &Source) -> Found {
    let names = source.names.iter().filter(|name| !source.is_test(name.at));
    let found = names.filter_map(|name| {
        let words: Vec<&str> = name.words.iter().map(String::as_str).collect();
        let what = match words.as_slice() {
            ["std", "fs", ..] if !is_in_any(&source.path, &DISK) => format!("the disk belongs in {}", DISK.join(", ")),
            ["std", "thread", ..] if !is_in_any(&source.path, &THREADS) => {
                format!("threads belong in {}", THREADS.join(", "))
            }
            ["crate" | "self" | "super", .., "*"] if source.path.starts_with("src/") => {
                "takes everything there is instead of naming what it needs".to_owned()
            }
            _ => return None,
        };
        Some((Some(name.at), what))
    });
    found.collect()
}

/// Blocks that stand away from their types, and structs that hold too much.
fn blocks(source: &Source, house: &House<'_>) -> Found {
    let mut found = Vec::new();
    if is_in_any(&source.path, &TOGETHER) {
        let blocks = source.blocks().filter(|(_, at)| !source.is_test(*at));
        let astray = blocks.filter(|(name, _)| !house.around(source).any(|source| source.defines(name)));
        found.extend(astray.map(|(name, at)| (Some(at), format!("has a block of {name}, which is defined elsewhere"))));
    }
    if is_in_any(&source.path, &SMALL) {
        let structs = source.structs().filter(|(_, fields, at)| *fields > MOST_FIELDS && !source.is_test(*at));
        let large = structs
            .map(|(name, fields, at)| (Some(at), format!("{name} has {fields} fields, more than {MOST_FIELDS}")));
        found.extend(large);
    }
    found
}

/// What lies right below a module and has no row in its table.
fn without_a_row(house: &House<'_>, module: &[String], table: &[(&str, &[&str])]) -> Vec<Fault> {
    let unknown = house.below(module).into_iter().filter(|name| table.iter().all(|(known, _)| known != name));
    let fault = |name: &str| {
        let path = house.path(&[module, &[name.to_owned()]].concat());
        Fault { path, line: None, what: "has no row in the table of who may know whom".to_owned() }
    };
    unknown.map(fault).collect()
}

/// A part that knows one that it must not know.
fn part_fault(arrow: &Arrow<'_>) -> Option<String> {
    let from = arrow.from.first()?;
    let to = arrow.to.first().or(arrow.words.first())?;
    let is_part = PARTS.iter().any(|(part, _)| part == to);
    (is_part && !may_know(&PARTS, from, to)).then(|| format!("{from} must not know {to}"))
}

/// A room that knows one that it must not know, or the whole of the window; or a panel that knows another.
fn room_fault(arrow: &Arrow<'_>) -> Option<String> {
    let [app, from, within @ ..] = arrow.from.as_slice() else { return None };
    if app != "app" || arrow.to.first() != Some(app) || ROOMS.iter().all(|(room, _)| room != from) {
        return None;
    }
    let Some(to) = arrow.to.get(1) else {
        // `pub(super)` names nothing of it.
        return (arrow.words.len() > 1).then(|| format!("{from} must not know what holds all rooms"));
    };
    if !may_know(&ROOMS, from, to) {
        return Some(format!("{from} must not know {to}"));
    }
    let (one, other) = (within.first()?, arrow.to.get(2)?);
    let are_apart = from == to && one != other && APART.contains(&from.as_str());
    are_apart.then(|| format!("of {from}, {one} must not know {other}"))
}

fn may_know(table: &[(&str, &[&str])], from: &str, to: &str) -> bool {
    from == to || table.iter().any(|(name, known)| *name == from && known.contains(&to))
}

fn is_in_any(path: &str, homes: &[&str]) -> bool {
    homes.iter().any(|home| is_in(path, home))
}

fn is_in(path: &str, home: &str) -> bool {
    path.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || rest == ".rs")
}
