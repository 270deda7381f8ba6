//! Texts of 100,000 letters in every field that takes text, of every record. Which fields do, the schema and the reader
//! say by themselves, so that none is forgotten. Whatever is done with them is done with an eighth of the letters first:
//! with n log n it takes little more than eight times as long for all of them.

use std::collections::BTreeSet;
use std::time::Duration;

use boardwalk::app::App;
use boardwalk::document::Document;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, Map};
use boardwalk::session::panels::Panel;
use boardwalk::storage::Home;
use cpu_time::ThreadTime;
use egui_kittest::Harness;
use serde_json::{Map as Object, Value, json};

use super::{MOST_TIMES_AS_LONG, run, text};

#[path = "../../fuzz/properties/mod.rs"]
mod properties;

/// How many letters each text has, first and then.
const FEW: usize = 12_500;
const ALL: usize = 8 * FEW;
/// What takes no longer is not compared. A system gives out memory for large texts in another way than for small ones,
/// which alone made twice the letters take four times as long on a busy machine, of a tenth of a second. What is quadratic
/// in a text of 100,000 letters takes seconds, or half a second of copying.
const SOON: Duration = Duration::from_millis(250);
/// How often it is measured before it counts as too long.
const TRIES: usize = 4;

/// One long word, and a list of words, field by field in turn.
const SHAPES: [&str; 2] = ["a", "aboard, (a) "];

const FULL: &str = include_str!("../../src/exchange/boardwalk_file/full.boardwalk");
const SCHEMA: &str = include_str!("../../assets/boardwalk.schema.json");
/// What stands in no field otherwise.
const MARK: &str = "Quite another text";

/// A way into a value: names, and places in lists.
type Way = Vec<String>;

fn at<'v>(value: &'v mut Value, way: &[String]) -> Option<&'v mut Value> {
    way.iter().try_fold(value, |value, step| match value {
        Value::Array(list) => list.get_mut(step.parse::<usize>().ok()?),
        Value::Object(fields) => Some(fields.entry(step.as_str()).or_insert(Value::Null)),
        _ => None,
    })
}

/// Every place for a text, as the schema has it: strings, and lists of them.
fn places(value: &Value, schema: &Value, root: &Value, way: &Way, found: &mut Vec<(Way, bool)>) {
    let named = schema.get("$ref").and_then(Value::as_str).and_then(|name| root.pointer(name.trim_start_matches('#')));
    let either = |key: &str| schema.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    for other in named.cloned().into_iter().chain(either("anyOf")).chain(either("oneOf")) {
        places(value, &other, root, way, found);
    }
    let is = |kind: &str| match schema.get("type") {
        Some(Value::String(word)) => word == kind,
        Some(Value::Array(words)) => words.iter().any(|word| word == kind),
        _ => false,
    };
    let below = |step: &str| way.iter().cloned().chain([step.to_owned()]).collect::<Way>();
    if is("string") && schema.get("enum").is_none() && schema.get("const").is_none() {
        found.push((way.clone(), false));
    }
    if let (true, Some(items)) = (is("array"), schema.get("items")) {
        match value.as_array().filter(|list| list.iter().any(Value::is_object)) {
            Some(list) => {
                for (place, item) in list.iter().enumerate() {
                    places(item, items, root, &below(&place.to_string()), found);
                }
            }
            None => found.push((way.clone(), true)),
        }
    }
    for (name, property) in schema.get("properties").and_then(Value::as_object).unwrap_or(&Object::new()) {
        places(value.get(name).unwrap_or(&Value::Null), property, root, &below(name), found);
    }
}

/// The full map with more of what it has, so that records are compared with each other and each has evidence.
fn full() -> Value {
    let mut full: Value = serde_json::from_str(&FULL.replace("1e999", "7")).expect("JSON");
    let evidence = json!([{"source": "review-2011", "confidence": "stated"}]);
    for list in ["nodes", "links", "areas", "totals"] {
        full[list][0]["evidence"] = evidence.clone();
    }
    let nodes = full["nodes"].as_array_mut().expect("a list");
    for mut twin in nodes.clone() {
        twin["id"] = json!(format!("{}-too", twin["id"].as_str().unwrap_or_default()));
        nodes.push(twin);
    }
    full
}

/// The places in which any text may stand, and whether each takes a list of them.
fn text_places() -> Vec<(Way, bool)> {
    let (base, schema) = (full(), serde_json::from_str(SCHEMA).expect("a schema"));
    let mut found = Vec::new();
    places(&base, &schema, &schema, &Way::new(), &mut found);
    let mut taken = base.clone();
    found.retain(|(way, is_list)| {
        // Ids are made by the program; where one names nothing, the reader says so, and not everywhere.
        let mut trial = taken.clone();
        let Some(place) = at(&mut trial, way).filter(|_| way.last().is_some_and(|name| name != "id")) else {
            return false;
        };
        *place = if *is_list { json!([MARK]) } else { json!(MARK) };
        let is_taken = boardwalk_file::read(trial.to_string().as_bytes()).is_ok();
        if is_taken {
            taken = trial;
        }
        is_taken
    });
    found
}

/// The text of a map with long texts in all places.
fn file(places: &[(Way, bool)], letters: usize) -> String {
    let mut file = full();
    for (number, (way, is_list)) in places.iter().enumerate() {
        // Nearly alike, and told from each other at the end.
        let text = format!("{}{}", text(SHAPES[number % 2], letters), number % 3);
        *at(&mut file, way).expect("a place") = if *is_list { json!([text]) } else { json!(text) };
    }
    file.to_string()
}

/// What a work takes for eight times the letters must be little more than eight times as much.
fn compare(what: &str, work: impl Fn(&str)) {
    let places = text_places();
    let (few, all) = (file(&places, FEW), file(&places, ALL));
    let once = |file: &str| {
        let start = ThreadTime::now();
        work(file);
        start.elapsed()
    };
    let (mut short, mut long) = (once(&few), once(&all));
    let is_too_long = |short: Duration, long: Duration| long > SOON && long > MOST_TIMES_AS_LONG * short;
    for _ in 0..TRIES {
        if !is_too_long(short, long) {
            break;
        }
        (short, long) = (once(&few), long.min(once(&all)));
    }
    assert!(!is_too_long(short, long), "{what}: {short:?} become {long:?}");
}

fn map(file: &str) -> Map {
    boardwalk_file::read(file.as_bytes()).expect("a map")
}

#[test]
fn fields_of_all_records_take_text() {
    let places = text_places();
    let names: BTreeSet<String> = places
        .iter()
        .map(|(way, _)| way.iter().filter(|step| step.parse::<usize>().is_err()).cloned().collect::<Vec<_>>().join("."))
        .collect();
    let known = [
        "title",
        "summary",
        "sources.title",
        "themes.name",
        "areas.name",
        "nodes.name",
        "nodes.remit",
        "nodes.notes",
        "nodes.tags",
        "nodes.evidence.note",
        "links.note",
        "links.to_off_map",
        "links.evidence.place",
        "totals.name",
        "options.name",
        "options.changes.reason",
        "accepted.reason",
    ];
    let missing: Vec<_> = known.into_iter().filter(|name| !names.contains(*name)).collect();
    assert!(missing.is_empty() && names.len() > 40, "{missing:?} are not in {names:?}");
}

#[test]
fn every_reader_reads_them() {
    for (target, _) in properties::TARGETS {
        compare(target, |file| properties::check(target, file.as_bytes()));
    }
}

/// The commands that answer about a map, or about two.
const COMMANDS: [&[&str]; 14] = [
    &["check", "MAP"],
    &["check", "MAP", "--format", "sarif"],
    &["metrics", "MAP"],
    &["impact", "MAP", "trust-board"],
    &["route", "MAP", "be-healthy-group"],
    &["fmt", "MAP"],
    &["textconv", "MAP"],
    &["compare-maps", "MAP", "OTHER"],
    &["compare", "MAP"],
    &["ledger", "MAP", "--option", "close-the-board"],
    &["decisions", "MAP", "--option", "close-the-board"],
    &["diff", "MAP", "OTHER"],
    &["merge", "OTHER", "MAP", "OTHER"],
    &["screenshot", "MAP", "PICTURE.svg"],
];

fn other(file: &str) -> String {
    file.replace("\"id\":\"vacant-post\"", "\"id\":\"other-post\"").replace("0\"", "other\"")
}

#[test]
fn every_command_answers() {
    for command in COMMANDS {
        compare(&command.join(" "), |file| {
            let folder = tempfile::tempdir().expect("a folder");
            let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
            write("map.boardwalk", file);
            write("other.boardwalk", &other(file));
            run(folder.path(), &[command]);
        });
    }
}

#[test]
fn every_rule_looks_at_them() {
    compare("analysis", |file| {
        let map = map(file);
        assert!(!boardwalk::analysis::analyse(&map).findings.is_empty());
    });
}

/// A window as a screen reader hears it, with everything open, and one thing after the other chosen.
fn look(file: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let (at, map) = (Home::at(home.path()), map(file));
    let mut harness = Harness::builder().with_size([1366.0, 768.0]).build_eframe(move |context| {
        let mut app = App::new(&context.egui_ctx, None, at, false);
        app.session_mut().panels.outline = Some(true);
        app.session_mut().replace(Document::new(map));
        app
    });
    let mut settle = |chosen: &[&str], panel: Panel| {
        let session = harness.state_mut().session_mut();
        session.panels.set_open(panel, true);
        session.selection.ids = chosen.iter().map(|id| Id::from(*id)).collect();
        harness.run_steps(1);
        while harness.state().session().is_waiting() {
            std::thread::sleep(Duration::from_millis(2));
            harness.state_mut().session_mut().follow();
        }
        harness.run_steps(1);
    };
    settle(&[], Panel::Findings);
    settle(&["trust-board"], Panel::Register);
    settle(&["money"], Panel::Matrix);
    settle(&["trust-board", "welfare"], Panel::Inspector);
    assert!(harness.state().session().picture.is_some(), "the map is drawn");
}

#[test]
fn the_window_shows_them_and_tells_them_to_a_screen_reader() {
    compare("the window", look);
}
