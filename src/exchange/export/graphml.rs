//! GraphML: for tools that draw and measure graphs.

use std::collections::BTreeMap;
use std::io;

use super::graph::Graph;
use super::told::{Told, Value};
use super::xml::Markup;
use super::{Format, Writer};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "graphml",
    title: "GraphML",
    extensions: &["graphml"],
    holds: "bodies and lines with all their fields, for tools that measure and draw graphs: networkx, igraph, Gephi",
    loses: "options, expectations, totals, captures, findings in words, areas within areas; several values are one text, with semicolons between",
    writer: Writer::Facts(|facts| Ok(write(&Graph::of(facts)).into())),
};

/// A key: the id by which data name it, and the type of what they hold.
struct Key {
    id: String,
    kind: &'static str,
}

/// The keys of one side, by the name of their attribute.
type Keys = BTreeMap<String, Key>;

/// Tools take ids of keys for names of attributes, and mix up nodes and edges where both have the same one: an id is the
/// name where it can be, and otherwise says to what it belongs.
fn keys(of: &str, own: &Kinds<'_>, others: &Kinds<'_>) -> Keys {
    let key = |(place, (name, kind)): (usize, (&&str, &&'static str))| {
        let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        let id = match (is_plain, others.contains_key(*name)) {
            (true, false) => (*name).to_owned(),
            (true, true) => format!("{of}_{name}"),
            (false, _) => format!("{of}-{place}"),
        };
        ((*name).to_owned(), Key { id, kind })
    };
    own.iter().enumerate().map(key).collect()
}

/// The type of each attribute by its name.
type Kinds<'a> = BTreeMap<&'a str, &'static str>;

/// The types of attributes. One that is not always a number is a text.
fn kinds<'a>(told: impl Iterator<Item = &'a Told>) -> Kinds<'a> {
    let mut kinds = BTreeMap::new();
    for told in told {
        let kind = match told.value {
            Value::Number(_) => "double",
            Value::Yes(_) => "boolean",
            Value::Text(_) | Value::Money(_) | Value::Date(_) | Value::List(_) => "string",
        };
        let known = kinds.entry(told.name.as_str()).or_insert(kind);
        if *known != kind {
            *known = "string";
        }
    }
    kinds
}

fn text(value: &Value) -> String {
    match value {
        Value::Yes(is) => is.to_string(),
        value => value.text(),
    }
}

fn write(graph: &Graph) -> Vec<u8> {
    let of_things = || graph.things.iter().flat_map(|thing| &thing.told);
    let of_ties = || graph.ties.iter().flat_map(|tie| &tie.told);
    let (node_kinds, edge_kinds) = (kinds(of_things()), kinds(of_ties()));
    let (nodes, edges) = (keys("node", &node_kinds, &edge_kinds), keys("edge", &edge_kinds, &node_kinds));
    Markup::document(|markup| {
        let root = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
        markup.around("graphml", &root, |markup| {
            for (of, keys) in [("node", &nodes), ("edge", &edges)] {
                for (name, key) in keys {
                    let about = [("id", key.id.as_str()), ("for", of), ("attr.name", name), ("attr.type", key.kind)];
                    markup.empty("key", &about)?;
                }
            }
            markup.around("graph", &[("id", "map"), ("edgedefault", "directed")], |markup| {
                markup.text("desc", &[], &graph.title)?;
                for thing in &graph.things {
                    markup.around("node", &[("id", &thing.id)], |markup| {
                        thing.told.iter().try_for_each(|told| data(markup, &nodes, told))
                    })?;
                }
                for tie in &graph.ties {
                    // Different from the ids of nodes, which have no colon.
                    let id = format!("l:{}", tie.id);
                    let ends = [("id", id.as_str()), ("source", &tie.from), ("target", &tie.to)];
                    markup.around("edge", &ends, |markup| {
                        tie.told.iter().try_for_each(|told| data(markup, &edges, told))
                    })?;
                }
                Ok(())
            })
        })
    })
}

fn data(markup: &mut Markup, keys: &Keys, told: &Told) -> io::Result<()> {
    let Some(key) = keys.get(&told.name) else { return Ok(()) };
    markup.text("data", &[("key", &key.id)], &text(&told.value))
}
