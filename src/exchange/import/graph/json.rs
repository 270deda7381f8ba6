//! JSON: the JSON Graph Format, Kumu's blueprints and exports, and the lists of nodes and links of networkx, graphology,
//! Cytoscape and D3.

use serde_json::{Map, Value};

use super::super::weight::Weight;
use super::super::{MOST_CELLS, Unreadable};
use super::gathered::{About, Graph, Thing, Tie, Way};
use crate::editing::fields::text::join;

/// Which of the forms a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The JSON Graph Format.
    JsonGraph,
    /// Elements and connections.
    Kumu,
    /// Lists of nodes and links.
    Lists,
}

impl Form {
    /// What people call it.
    pub(super) fn called(self) -> &'static str {
        match self {
            Self::JsonGraph => "JSON Graph",
            Self::Kumu => "Kumu",
            Self::Lists => "JSON with nodes and links",
        }
    }
}

/// The longest text in a document that is read, bytes: it is held several times while it is read.
const LONGEST_TEXT: usize = 1 << 20;

/// Looks whether a text has more values than are read, or a longer one, before any is made.
pub(super) fn measure(text: &str) -> Result<(), Unreadable> {
    let (mut number, mut is_text, mut is_escaped) = (0_usize, false, false);
    let (mut began, mut longest) = (0, 0);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'"' && !is_escaped {
            (longest, began) = if is_text { (longest.max(at - began), began) } else { (longest, at) };
        }
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b',' | b'{' | b'[' if !is_text => number += 1,
            _ => {}
        }
    }
    if number > MOST_CELLS {
        return Err(Unreadable(format!(
            "the file has more than {MOST_CELLS} values, which is the most that is read: split it"
        )));
    }
    if longest > LONGEST_TEXT {
        return Err(Unreadable(format!(
            "a text in the file has more than {} MB, which is the most that is read: take it out",
            LONGEST_TEXT >> 20
        )));
    }
    Ok(())
}

/// What a document in JSON says.
pub(super) fn value(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text)
        .map_err(|error| Unreadable(format!("it begins like JSON, but at line {} it is none: {error}", error.line())))
}

/// Reads a document of which it is known that it is a graph, if it is one.
pub(super) fn read(document: &Value) -> Result<Option<(Form, Graph)>, Unreadable> {
    let mut graph = Graph::default();
    let form = match document {
        Value::Object(all) if list(all, &["elements"]).is_some_and(|it| it.is_array()) && !is_of_cytoscape(all) => {
            kumu(all, &mut graph)?;
            Form::Kumu
        }
        Value::Object(all) if all.contains_key("graph") && !all.contains_key("nodes") => {
            json_graph(&all["graph"], &mut graph)?;
            Form::JsonGraph
        }
        Value::Object(all) if all.contains_key("graphs") => {
            for one in all["graphs"].as_array().into_iter().flatten() {
                json_graph(one, &mut graph)?;
            }
            graph.remark(About::File, Weight::Note, "it may hold several graphs, which are read as one");
            Form::JsonGraph
        }
        Value::Object(all) if all.contains_key("nodes") || all.contains_key("elements") => {
            lists(all, &mut graph)?;
            Form::Lists
        }
        Value::Array(all) if all.iter().all(|one| one.get("data").is_some_and(Value::is_object)) && !all.is_empty() => {
            cytoscape(all, &mut graph)?;
            Form::Lists
        }
        _ => return Ok(None),
    };
    graph.done(form.called()).map(|graph| Some((form, graph)))
}

/// Cytoscape's elements are two lists, or one of records whose facts are called data.
fn is_of_cytoscape(all: &Map<String, Value>) -> bool {
    let first = all.get("elements").and_then(|it| it.as_array()).and_then(|it| it.first());
    first.is_some_and(|one| one.get("data").is_some())
}

/// Tells of what stands beside nodes and edges.
fn beside(all: &Map<String, Value>, known: &[&str], graph: &mut Graph) {
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::Array(all) => !all.is_empty(),
        Value::Object(all) => !all.is_empty(),
        _ => true,
    };
    let others = all.iter().filter(|(name, value)| !known.contains(&name.as_str()) && is_said(value));
    let others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
    if !others.is_empty() {
        let told = format!("beside nodes and edges it has \"{}\", which is left out", others.join("\", \""));
        graph.remark(About::File, Weight::Doubt, crate::model::quote::message(&told));
    }
}

fn list<'a>(all: &'a Map<String, Value>, names: &[&str]) -> Option<&'a Value> {
    names.iter().find_map(|name| all.get(*name))
}

/// What a value says as a text; nothing for none.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(is) => Some((if *is { "yes" } else { "no" }).to_owned()),
        Value::Number(number) => Some(super::values::plain_number(&number.to_string())),
        Value::Array(all) => {
            let words: Vec<String> = all.iter().filter_map(said).collect();
            (!words.is_empty()).then(|| join(words))
        }
        Value::Object(_) => Some(value.to_string()),
    }
}

fn text(all: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| all.get(*name)).and_then(said)
}

/// The facts of a record, but those that are understood otherwise; a record within it is taken apart.
fn facts(all: &Map<String, Value>, known: &[&str], graph: &mut Graph) -> Vec<(std::sync::Arc<str>, String)> {
    let mut told = Vec::new();
    for (name, value) in all.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        match value {
            Value::Object(inner) if ["metadata", "attributes", "data", "fields"].contains(&name.as_str()) => {
                told.extend(facts(inner, known, graph));
            }
            Value::Object(inner) => {
                for (part, value) in inner {
                    told.extend(said(value).map(|text| (graph.name(&format!("{name}.{part}")), text)));
                }
            }
            value => told.extend(said(value).map(|text| (graph.name(name), text))),
        }
    }
    told
}

fn record<'a>(value: &'a Value, what: &str, graph: &mut Graph) -> Option<&'a Map<String, Value>> {
    let record = value.as_object();
    if record.is_none() {
        let told = format!("a {what} is {}, which is not understood, and left out", kind_of(value));
        graph.remark(About::File, Weight::Error, told);
    }
    record
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a record",
    }
}

/// Both versions: nodes as a record by id, or as a list.
fn json_graph(document: &Value, graph: &mut Graph) -> Result<(), Unreadable> {
    let Some(all) = record(document, "graph", graph) else { return Ok(()) };
    graph.title = text(all, &["label"]).filter(|title| !title.trim().is_empty());
    graph.summary = all.get("metadata").and_then(|it| it.get("summary")).and_then(said).filter(|it| !it.is_empty());
    let usual = if all.get("directed") == Some(&Value::Bool(false)) { Way::None } else { Way::One };
    let known = ["id", "label"];
    match all.get("nodes") {
        Some(Value::Object(nodes)) => {
            for (id, node) in nodes {
                let Some(node) = record(node, "node", graph) else { continue };
                let told = facts(node, &["label"], graph);
                graph.add(Thing { id: id.clone(), label: text(node, &["label"]), told, ..Thing::default() })?;
            }
        }
        Some(Value::Array(nodes)) => {
            for node in nodes {
                let Some(node) = record(node, "node", graph) else { continue };
                let told = facts(node, &known, graph);
                let id = text(node, &["id"]).unwrap_or_default();
                graph.add(Thing { id, label: text(node, &["label"]), told, ..Thing::default() })?;
            }
        }
        _ => {}
    }
    for edge in all.get("edges").and_then(Value::as_array).into_iter().flatten() {
        let Some(edge) = record(edge, "edge", graph) else { continue };
        let known = ["id", "source", "target", "directed", "label", "relation"];
        let told = facts(edge, &known, graph);
        let way = match edge.get("directed") {
            Some(Value::Bool(is)) => {
                if *is {
                    Way::One
                } else {
                    Way::None
                }
            }
            _ => usual,
        };
        graph.tie(Tie {
            id: text(edge, &["id"]),
            label: text(edge, &["relation", "label"]),
            from: text(edge, &["source"]).unwrap_or_default(),
            to: text(edge, &["target"]).unwrap_or_default(),
            way,
            told,
            ..Tie::default()
        })?;
    }
    beside(all, &["id", "label", "type", "directed", "metadata", "nodes", "edges", "hyperedges"], graph);
    if all.get("hyperedges").is_some_and(|it| it.as_array().is_none_or(|it| !it.is_empty())) {
        graph.remark(About::File, Weight::Error, "its hyperedges tie more than two, and are left out");
    }
    Ok(())
}

/// Connections name their ends by what elements are called, or by their ids.
fn kumu(all: &Map<String, Value>, graph: &mut Graph) -> Result<(), Unreadable> {
    graph.title = text(all, &["name", "title"]).filter(|title| !title.trim().is_empty());
    for element in all["elements"].as_array().into_iter().flatten() {
        let Some(element) = record(element, "element", graph) else { continue };
        let inner = element.get("attributes").and_then(Value::as_object).unwrap_or(element);
        let label = text(inner, &["label", "Label"]).or_else(|| text(element, &["label"]));
        let id = text(element, &["_id", "id"]).or_else(|| label.clone()).unwrap_or_default();
        let told = facts(element, &["_id", "id", "label", "Label"], graph);
        graph.add(Thing { id, label, told, ..Thing::default() })?;
    }
    for connection in all.get("connections").and_then(Value::as_array).into_iter().flatten() {
        let Some(connection) = record(connection, "connection", graph) else { continue };
        let inner = connection.get("attributes").and_then(Value::as_object).unwrap_or(connection);
        let known = ["_id", "id", "from", "to", "direction", "label"];
        let told = facts(connection, &known, graph);
        let direction = text(inner, &["direction"]).or_else(|| text(connection, &["direction"]));
        let way = match direction.as_deref() {
            None | Some("directed") => Way::One,
            Some("mutual") => Way::Both,
            Some(_) => Way::None,
        };
        graph.tie(Tie {
            id: text(connection, &["_id", "id"]),
            label: text(inner, &["label"]),
            from: text(connection, &["from"]).unwrap_or_default(),
            to: text(connection, &["to"]).unwrap_or_default(),
            way,
            told,
            ..Tie::default()
        })?;
    }
    beside(all, &["name", "title", "elements", "connections", "id", "_id", "version"], graph);
    Ok(())
}

/// As networkx, D3, graphology and Cytoscape write them.
fn lists(all: &Map<String, Value>, graph: &mut Graph) -> Result<(), Unreadable> {
    let of_graph = ["attributes", "graph", "data"].iter().filter_map(|name| all.get(*name)?.as_object());
    graph.title = of_graph.into_iter().find_map(|it| text(it, &["name", "label", "title"]));
    let known =
        ["nodes", "edges", "links", "elements", "directed", "multigraph", "graph", "attributes", "data", "options"];
    beside(all, &known, graph);
    let options = all.get("options").and_then(Value::as_object);
    let kind = options.and_then(|it| it.get("type")).and_then(Value::as_str);
    let is_undirected = all.get("directed") == Some(&Value::Bool(false)) || kind == Some("undirected");
    if let Some(elements) = all.get("elements") {
        let one = |name: &str| elements.get(name).and_then(Value::as_array).into_iter().flatten();
        let both: Vec<Value> = match elements {
            Value::Array(list) => list.clone(),
            _ => one("nodes").chain(one("edges")).cloned().collect(),
        };
        return cytoscape(&both, graph);
    }
    for node in all.get("nodes").and_then(Value::as_array).into_iter().flatten() {
        // The shortest form is a list of names.
        if let Some(id) = node.as_str() {
            graph.add(Thing { id: id.to_owned(), ..Thing::default() })?;
            continue;
        }
        let Some(node) = record(node, "node", graph) else { continue };
        let id = text(node, &["id", "key", "name"]).unwrap_or_else(|| graph.things.len().to_string());
        let inner = node.get("attributes").and_then(Value::as_object).unwrap_or(node);
        let told = facts(node, &["id", "key", "label", "x", "y"], graph);
        let at = place(inner);
        graph.add(Thing { id, label: text(inner, &["label"]), at, told, ..Thing::default() })?;
    }
    let edges = list(all, &["edges", "links"]).and_then(Value::as_array);
    for edge in edges.into_iter().flatten() {
        tie(edge, is_undirected, graph)?;
    }
    Ok(())
}

fn place(all: &Map<String, Value>) -> Option<(f64, f64)> {
    all.get("x").and_then(Value::as_f64).zip(all.get("y").and_then(Value::as_f64))
}

fn tie(edge: &Value, is_undirected: bool, graph: &mut Graph) -> Result<(), Unreadable> {
    let Some(edge) = record(edge, "link", graph) else { return Ok(()) };
    let inner = edge.get("attributes").and_then(Value::as_object).unwrap_or(edge);
    let told = facts(edge, &["id", "key", "source", "target", "from", "to", "label", "undirected"], graph);
    let says_so = edge.get("undirected") == Some(&Value::Bool(true));
    graph.tie(Tie {
        id: text(edge, &["id", "key"]),
        label: text(inner, &["label"]),
        from: text(edge, &["source", "from"]).unwrap_or_default(),
        to: text(edge, &["target", "to"]).unwrap_or_default(),
        way: if is_undirected || says_so { Way::None } else { Way::One },
        told,
        ..Tie::default()
    })?;
    Ok(())
}

/// Elements of Cytoscape: what has a source and a target is an edge, unless it says that it is a node.
fn cytoscape(all: &[Value], graph: &mut Graph) -> Result<(), Unreadable> {
    for element in all {
        let Some(data) = element.get("data").and_then(Value::as_object) else {
            graph.remark(About::File, Weight::Error, "an element without data is left out");
            continue;
        };
        let is_edge = match element.get("group").and_then(Value::as_str) {
            Some(group) => group == "edges",
            None => data.contains_key("source") && data.contains_key("target"),
        };
        if is_edge {
            tie(&Value::Object(data.clone()), false, graph)?;
            continue;
        }
        let told = facts(data, &["id", "label", "parent"], graph);
        let at = element.get("position").and_then(Value::as_object).and_then(place);
        let (id, within) = (text(data, &["id"]).unwrap_or_default(), text(data, &["parent"]));
        graph.add(Thing { id, label: text(data, &["label"]), within, at, told, ..Thing::default() })?;
    }
    Ok(())
}
