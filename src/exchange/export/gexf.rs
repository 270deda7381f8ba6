//! GEXF: for Gephi and what reads its files.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::told::{Told, Value};
use super::xml::Markup;
use super::{Format, Writer};
use crate::model::When;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "gexf",
    title: "GEXF",
    extensions: &["gexf"],
    holds: "bodies and lines with all their fields, and when they began and ended, for Gephi",
    loses: "options, expectations, totals, captures, findings in words, areas within areas; a bar within one of several values is written as a slash",
    writer: Writer::Facts(|facts| Ok(write(&Graph::of(facts)).into())),
};

/// What the attributes of one side are called, by name: their ids and types.
type Attributes<'a> = BTreeMap<&'a str, (String, &'static str)>;

fn attributes<'a>(told: impl Iterator<Item = &'a Told>) -> Attributes<'a> {
    let mut attributes = Attributes::new();
    for told in told {
        let kind = match told.value {
            Value::Number(_) => "double",
            Value::Yes(_) => "boolean",
            Value::List(_) => "liststring",
            Value::Text(_) | Value::Money(_) | Value::Date(_) => "string",
        };
        let next = attributes.len().to_string();
        let known = attributes.entry(told.name.as_str()).or_insert_with(|| (next, kind));
        if known.1 != kind {
            known.1 = "string";
        }
    }
    attributes
}

fn write(graph: &Graph) -> Vec<u8> {
    let nodes = attributes(graph.things.iter().flat_map(|thing| &thing.told));
    let edges = attributes(graph.ties.iter().flat_map(|tie| &tie.told));
    Markup::document(|markup| {
        let root = [("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")];
        markup.around("gexf", &root, |markup| {
            markup.around("meta", &[], |markup| {
                markup.text("creator", &[], "Boardwalk")?;
                markup.text("description", &[], &graph.title)
            })?;
            let about = [("defaultedgetype", "directed"), ("mode", "dynamic"), ("timeformat", "date")];
            markup.around("graph", &about, |markup| {
                for (class, attributes) in [("node", &nodes), ("edge", &edges)] {
                    markup.around("attributes", &[("class", class)], |markup| {
                        attributes.iter().try_for_each(|(title, (id, kind))| {
                            markup.empty("attribute", &[("id", id), ("title", title), ("type", kind)])
                        })
                    })?;
                }
                markup.around("nodes", &[], |markup| {
                    graph.things.iter().try_for_each(|thing| {
                        let dates = dates(&thing.told);
                        let mut about = vec![("id", thing.id.as_str()), ("label", &thing.label)];
                        about.extend(dates.iter().map(|(name, date)| (*name, date.as_str())));
                        markup.around("node", &about, |markup| values(markup, &nodes, &thing.told))
                    })
                })?;
                markup.around("edges", &[], |markup| {
                    graph.ties.iter().try_for_each(|tie| {
                        let (id, dates) = (format!("l:{}", tie.id), dates(&tie.told));
                        let mut about = vec![
                            ("id", id.as_str()),
                            ("source", &tie.from),
                            ("target", &tie.to),
                            ("label", tie.kind.word()),
                        ];
                        about.extend(dates.iter().map(|(name, date)| (*name, date.as_str())));
                        markup.around("edge", &about, |markup| values(markup, &edges, &tie.told))
                    })
                })
            })
        })
    })
}

/// When it began and ended, to the day.
fn dates(told: &[Told]) -> Vec<(&'static str, String)> {
    let date = |name: &str| {
        told.iter().find(|told| told.name == name).and_then(|told| match told.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
    };
    let start = date("since").map(|date: When| ("start", date.earliest().to_string()));
    let end = date("until").map(|date: When| ("end", date.latest().to_string()));
    start.into_iter().chain(end).collect()
}

fn values(markup: &mut Markup, attributes: &Attributes<'_>, told: &[Told]) -> std::io::Result<()> {
    markup.around("attvalues", &[], |markup| {
        told.iter().try_for_each(|told| {
            let Some((id, kind)) = attributes.get(told.name.as_str()) else { return Ok(()) };
            let value = match &told.value {
                Value::Yes(is) if *kind == "boolean" => is.to_string(),
                // Readers cut lists at bars and at nothing else.
                Value::List(words) if *kind == "liststring" => {
                    words.iter().map(|word| word.replace('|', "/")).collect::<Vec<_>>().join("|")
                }
                value => value.text(),
            };
            markup.empty("attvalue", &[("for", id), ("value", &value)])
        })
    })
}
