//! ArchiMate: the Open Group's exchange file, which Archi and other tools of enterprise architecture read.

use std::collections::BTreeMap;
use std::io;

use super::graph::{Graph, Thing, Tie};
use super::told::{Told, Value};
use super::xml::Markup;
use super::{Format, Writer};
use crate::model::{LinkKind, NodeKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "archimate",
    title: "ArchiMate exchange file",
    extensions: &["archimate.xml", "xml"],
    holds: "bodies and strands as business elements, lines as relationships, all fields as properties, for Archi",
    loses: "options, expectations, totals, captures, findings in words, the picture; ArchiMate has no word for most lines, whose kind is a property",
    writer: Writer::Facts(|facts| Ok(write(&Graph::of(facts)).into())),
};

const NAMESPACE: &str = "http://www.opengroup.org/xsd/archimate/3.0/";
const LANGUAGE: &str = "en";

fn write(graph: &Graph) -> Vec<u8> {
    let all = graph.things.iter().flat_map(|thing| &thing.told).chain(graph.ties.iter().flat_map(|tie| &tie.told));
    let mut properties: BTreeMap<&str, String> = BTreeMap::new();
    for told in all {
        let next = properties.len() + 1;
        properties.entry(told.name.as_str()).or_insert_with(|| format!("property-{next}"));
    }
    let kinds: BTreeMap<&str, Option<NodeKind>> =
        graph.things.iter().map(|thing| (thing.id.as_str(), thing.kind)).collect();
    Markup::document(|markup| {
        let place = format!("{NAMESPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Model.xsd");
        let root = [
            ("xmlns", NAMESPACE),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            ("xsi:schemaLocation", place.as_str()),
            ("identifier", "map"),
        ];
        markup.around("model", &root, |markup| {
            named(markup, "name", &graph.title)?;
            if !graph.summary.is_empty() {
                named(markup, "documentation", &graph.summary)?;
            }
            if !graph.things.is_empty() {
                markup.around("elements", &[], |markup| {
                    graph.things.iter().try_for_each(|thing| element(markup, thing, &properties))
                })?;
            }
            if !graph.ties.is_empty() {
                markup.around("relationships", &[], |markup| {
                    graph.ties.iter().try_for_each(|tie| relationship(markup, tie, &kinds, &properties))
                })?;
            }
            if !properties.is_empty() {
                markup.around("propertyDefinitions", &[], |markup| {
                    properties.iter().try_for_each(|(name, id)| {
                        let about = [("identifier", id.as_str()), ("type", "string")];
                        markup.around("propertyDefinition", &about, |markup| markup.text("name", &[], name))
                    })
                })?;
            }
            Ok(())
        })
    })
}

fn named(markup: &mut Markup, element: &str, text: &str) -> io::Result<()> {
    markup.text(element, &[("xml:lang", LANGUAGE)], text)
}

fn element(markup: &mut Markup, thing: &Thing, properties: &BTreeMap<&str, String>) -> io::Result<()> {
    let kind = match thing.kind {
        Some(NodeKind::Board | NodeKind::Group) => "BusinessCollaboration",
        Some(NodeKind::Partner) | None => "BusinessActor",
        Some(NodeKind::Post) => "BusinessRole",
        Some(NodeKind::Strand) => "BusinessFunction",
    };
    let id = format!("id-{}", thing.id);
    markup.around("element", &[("identifier", &id), ("xsi:type", kind)], |markup| {
        named(markup, "name", &thing.label)?;
        let remit = thing.told.iter().find(|told| told.name == "remit");
        if let Some(remit) = remit {
            named(markup, "documentation", &remit.value.text())?;
        }
        told(markup, &thing.told, properties)
    })
}

fn relationship(
    markup: &mut Markup,
    tie: &Tie,
    kinds: &BTreeMap<&str, Option<NodeKind>>,
    properties: &BTreeMap<&str, String>,
) -> io::Result<()> {
    let is_strand = |id: &str| kinds.get(id) == Some(&Some(NodeKind::Strand));
    let (from, to) = (tie.from.as_str(), tie.to.as_str());
    // What ArchiMate allows between elements of any two kinds is an association; what it does only between some is asked for
    // there.
    let (relation, from, to) = match tie.kind {
        LinkKind::Owns | LinkKind::Delivers if !is_strand(from) && is_strand(to) => ("Assignment", from, to),
        LinkKind::Informs | LinkKind::Funds if !is_strand(from) && !is_strand(to) => ("Flow", from, to),
        LinkKind::PartOf if kinds.get(from) == kinds.get(to) => ("Aggregation", to, from),
        _ => ("Association", from, to),
    };
    let (id, from, to) = (format!("rel-{}", tie.id), format!("id-{from}"), format!("id-{to}"));
    let mut about = vec![("identifier", id.as_str()), ("source", &from), ("target", &to), ("xsi:type", relation)];
    about.extend((relation == "Association").then_some(("isDirected", "true")));
    markup.around("relationship", &about, |markup| {
        named(markup, "name", tie.kind.word())?;
        told(markup, &tie.told, properties)
    })
}

/// Several values are one property: of several properties of one name tools keep the last.
fn told(markup: &mut Markup, told: &[Told], properties: &BTreeMap<&str, String>) -> io::Result<()> {
    let known = || told.iter().filter_map(|told| Some((properties.get(told.name.as_str())?, told)));
    if known().next().is_none() {
        return Ok(());
    }
    markup.around("properties", &[], |markup| {
        known().try_for_each(|(id, told)| {
            let value = match &told.value {
                Value::Yes(is) => is.to_string(),
                value => value.text(),
            };
            markup.around("property", &[("propertyDefinitionRef", id)], |markup| named(markup, "value", &value))
        })
    })
}
