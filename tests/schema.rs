//! The schema in `assets/` is the one of the code, and tells sound maps from others.

use std::fs;
use std::path::Path;

use boardwalk::exchange::schema::text;
use boardwalk::model::LinkKind;
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&text()).expect("JSON");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn full() -> Value {
    // The strict reader of the schema's library knows no numbers beyond its own.
    let text = include_str!("../src/exchange/boardwalk_file/full.boardwalk").replace("1e999", "1e99");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_schema_in_assets_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/boardwalk.schema.json");
    let kept = fs::read_to_string(path).expect("the schema");
    assert_eq!(kept, text(), "run `cargo run -- schema > assets/boardwalk.schema.json`");
}

/// ajv refuses a schema in its strict mode for one word that it does not know.
#[test]
fn no_number_has_a_format_that_only_rust_knows() {
    fn words(value: &Value, found: &mut Vec<String>) {
        if let Value::Object(schema) = value {
            found.extend(schema.get("format").and_then(Value::as_str).map(str::to_owned));
        }
        let within: Vec<&Value> = match value {
            Value::Object(schema) => schema.values().collect(),
            Value::Array(list) => list.iter().collect(),
            _ => Vec::new(),
        };
        within.into_iter().for_each(|value| words(value, found));
    }
    let schema: Value = serde_json::from_str(&text()).expect("JSON");
    let mut found = Vec::new();
    words(&schema, &mut found);
    assert!(found.is_empty(), "{found:?}");
    let least = &schema["$defs"]["Node"]["properties"]["size"]["minimum"];
    assert_eq!(least, 0, "what a number may be is still said");
}

#[test]
fn sound_maps_pass_with_fields_that_nobody_knows() {
    validator().validate(&full()).expect("a map with one of each");
}

#[test]
fn every_sample_map_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_maps");
    let validator = validator();
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("an entry").path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "boardwalk")) {
        let map = serde_json::from_slice(&fs::read(&path).expect("a map")).expect("JSON");
        validator.validate(&map).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

#[test]
fn every_kind_of_link_is_known_and_none_is_left_out_of_the_list() {
    let schema: Value = serde_json::from_str(&text()).expect("JSON");
    let kinds = schema["$defs"]["LinkKind"]["oneOf"].as_array().expect("the kinds");
    let known: Vec<&Value> = kinds.iter().map(|kind| &kind["const"]).collect();
    let listed = LinkKind::ALL.map(|kind| serde_json::to_value(kind).expect("a word"));
    assert_eq!(known, listed.iter().collect::<Vec<_>>());
}

#[test]
fn unsound_maps_fail() {
    let validator = validator();
    for (pointer, bad) in [
        ("/format", Value::from("other")),
        ("/version", Value::from(0)),
        ("/title", Value::from(5)),
        ("/nodes/0/kind", Value::from("bord")),
        ("/nodes/0/id", Value::from("No Slug")),
        ("/nodes/0/meets/hours", Value::from(-1)),
        ("/links/1/amount", Value::from(24_383_000)),
        ("/links/0/from", Value::Null),
        ("/accepted/0/reason", Value::Null),
        ("/accepted/0/date", Value::from("May 2011")),
        ("/settings/severities/BW315", Value::from("never")),
        ("/sources/0/date", Value::from("2011-13")),
        ("/options/0/changes/1/after/node/status", Value::from("gone")),
    ] {
        let mut map = full();
        *map.pointer_mut(pointer).expect(pointer) = bad;
        assert!(validator.validate(&map).is_err(), "{pointer}");
    }
}
