//! JSON Graph, version 2.

use serde_json::{Map, Value as Json, json};

use super::graph::Graph;
use super::told::{Told, Value};
use super::{Format, Writer, json_bytes};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "jgf",
    title: "JSON Graph",
    extensions: &["jgf", "jgf.json"],
    holds: "bodies and lines with all their fields, as a JSON Graph of version 2, for programs",
    loses: "options, expectations, totals, captures, findings in words, areas within areas",
    writer: Writer::Facts(|facts| Ok(json_bytes(&write(&Graph::of(facts))).into())),
};

fn write(graph: &Graph) -> Json {
    let node = |told: &[Told], label: &str| json!({ "label": label, "metadata": metadata(told) });
    let nodes: Map<String, Json> =
        graph.things.iter().map(|thing| (thing.id.clone(), node(&thing.told, &thing.label))).collect();
    let edges: Vec<Json> = graph
        .ties
        .iter()
        .map(|tie| {
            json!({
                "id": format!("l:{}", tie.id),
                "source": tie.from,
                "target": tie.to,
                "relation": tie.kind.word(),
                "directed": true,
                "label": tie.kind.word(),
                "metadata": metadata(&tie.told),
            })
        })
        .collect();
    json!({ "graph": {
        "label": graph.title,
        "type": "partnership map",
        "directed": true,
        "metadata": { "summary": graph.summary },
        "nodes": nodes,
        "edges": edges,
    } })
}

fn metadata(told: &[Told]) -> Json {
    told.iter().map(|told| (told.name.clone(), value(&told.value))).collect::<Map<_, _>>().into()
}

/// A value in JSON. Numbers of more digits than a program keeps are texts.
pub(super) fn value(value: &Value) -> Json {
    match value {
        Value::Yes(is) => Json::from(*is),
        Value::List(words) => Json::from(words.clone()),
        Value::Number(number) => {
            let written = number.normalize().to_string();
            serde_json::from_str(&written).ok().filter(|_| written.len() <= 15).unwrap_or(Json::from(written))
        }
        value => Json::from(value.text()),
    }
}
