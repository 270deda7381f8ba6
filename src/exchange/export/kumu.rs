//! Kumu: a blueprint, which its import of JSON reads.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value as Json, json};

use super::graph::Graph;
use super::jgf::value;
use super::told::{OWN as OWN_FIELD, Told};
use super::{Format, Writer, json_bytes};
use crate::editing::fields::{LINK, NODE};
use crate::model::words::capitalised;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "kumu",
    title: "Kumu blueprint",
    extensions: &["kumu.json"],
    holds: "bodies as elements and lines as connections, with all their fields, to be imported at kumu.io",
    loses: "options, expectations, totals, captures, findings in words, areas within areas; Kumu lays the map out anew",
    writer: Writer::Facts(|facts| Ok(json_bytes(&write(&Graph::of(facts))).into())),
};

/// What the id of a body is called.
pub const ID: &str = "Boardwalk id";
/// What stands before the name of a map's own field that means something else to Kumu or to this program.
pub const OWN: &str = "Own ";

fn write(graph: &Graph) -> Json {
    let elements = graph.things.iter().map(|thing| {
        let kind = thing.kind.map_or("off the map", |kind| kind.word());
        // Connections name their ends by label, so that no two may have the same one.
        let label = Json::from(thing.called.as_str());
        let mut element = Fields::new([("label", label), ("type", capitalised(kind).into())]);
        element.fields.insert(ID.to_owned(), thing.id.as_str().into());
        for told in &thing.told {
            match told.name.as_str() {
                "kind" | "x" | "y" => {}
                "remit" => drop(element.fields.insert("description".to_owned(), value(&told.value))),
                "tags" => drop(element.fields.insert("tags".to_owned(), value(&told.value))),
                _ => element.add(told),
            }
        }
        element.fields
    });
    let called: HashMap<&str, &str> =
        graph.things.iter().map(|thing| (thing.id.as_str(), thing.called.as_str())).collect();
    let connections = graph.ties.iter().map(|tie| {
        let end = |id: &str| Json::from(called.get(id).copied().unwrap_or_default());
        let kind = Json::from(capitalised(tie.kind.word()));
        let ends = [("from", end(&tie.from)), ("to", end(&tie.to))];
        let mut connection = Fields::new(ends.into_iter().chain([("direction", "directed".into()), ("type", kind)]));
        tie.told.iter().filter(|told| told.name != "kind").for_each(|told| connection.add(told));
        connection.fields
    });
    json!({ "elements": elements.collect::<Vec<_>>(), "connections": connections.collect::<Vec<_>>() })
}

/// What an element or a connection holds, under names that mean nothing else to Kumu and are there once.
struct Fields {
    fields: Map<String, Json>,
    taken: BTreeSet<String>,
}

/// Names that a map's own field cannot have, in small letters.
fn reserved(name: &str) -> bool {
    const BESIDE: [&str; 6] = ["findings", "sources", "link", "amount as a number", "x", "y"];
    let name = name.to_lowercase();
    let mut labels = NODE.iter().map(|field| field.label).chain(LINK.iter().map(|field| field.label));
    BESIDE.contains(&name.as_str()) || name == ID.to_lowercase() || labels.any(|label| label.to_lowercase() == name)
}

impl Fields {
    fn new(known: impl IntoIterator<Item = (&'static str, Json)>) -> Self {
        let taken = ["id", "label", "type", "description", "tags", "image", "from", "to", "direction"];
        let fields = known.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Self { fields, taken: taken.into_iter().map(str::to_owned).collect() }
    }

    fn add(&mut self, told: &Told) {
        let mut name = told.label.clone();
        // What is told by this program is called as it is everywhere; what is the map's own gives way.
        if told.name.starts_with(OWN_FIELD) && (reserved(&name) || name.starts_with(OWN)) {
            name = format!("{OWN}{name}");
        }
        while !self.taken.insert(name.to_lowercase()) {
            name = format!("{OWN}{name}");
        }
        self.fields.insert(name, value(&told.value));
    }
}
