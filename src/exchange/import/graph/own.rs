//! The JSON that this program exports: every record with the fields of the map file, so that it is read as one.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::Unreadable;
use crate::exchange::boardwalk_file;
use crate::model::Map;

type Record = BTreeMap<String, Box<RawValue>>;

/// The document, but for what follows from the rest.
#[derive(Deserialize)]
struct Document {
    title: Box<RawValue>,
    place: Box<RawValue>,
    as_of: Box<RawValue>,
    summary: Box<RawValue>,
    option: Box<RawValue>,
    nodes: Vec<Record>,
    links: Vec<Record>,
    themes: Box<RawValue>,
    areas: Box<RawValue>,
    sources: Box<RawValue>,
    totals: Box<RawValue>,
    expectations: Box<RawValue>,
}

/// Reads one, if it is one; what it says of an option is told as well.
pub(super) fn read(text: &str) -> Result<Option<(Map, Option<String>)>, Unreadable> {
    let Ok(mut document) = serde_json::from_str::<Document>(text) else { return Ok(None) };
    // Names beside ids are for whoever knows nothing of maps.
    for node in &mut document.nodes {
        ["theme_names", "area_name"].iter().for_each(|name| drop(node.remove(*name)));
    }
    for link in &mut document.links {
        ["from_name", "to_name"].iter().for_each(|name| drop(link.remove(*name)));
    }
    let option: Option<String> = serde_json::from_str(document.option.get()).unwrap_or_default();
    let mut file = format!("{{\"format\": \"{}\", \"version\": {}", boardwalk_file::FORMAT, boardwalk_file::VERSION);
    let nodes = serde_json::to_string(&document.nodes).unwrap_or_default();
    let links = serde_json::to_string(&document.links).unwrap_or_default();
    for (name, value) in [
        ("title", document.title.get()),
        ("place", document.place.get()),
        ("as_of", document.as_of.get()),
        ("summary", document.summary.get()),
        ("sources", document.sources.get()),
        ("themes", document.themes.get()),
        ("areas", document.areas.get()),
        ("nodes", &nodes),
        ("links", &links),
        ("totals", document.totals.get()),
        ("expectations", document.expectations.get()),
    ] {
        if value != "null" {
            file += &format!(", \"{name}\": {value}");
        }
    }
    file += "}";
    let map = boardwalk_file::read(file.as_bytes())
        .map_err(|error| Unreadable(format!("it is the JSON of this program, but damaged: {}", error.message)))?;
    Ok(Some((map, option)))
}
