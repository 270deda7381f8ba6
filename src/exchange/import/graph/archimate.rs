//! ArchiMate: the Open Group's exchange file, as Archi and other tools of enterprise architecture write it.

use std::collections::{BTreeMap, HashMap};

use super::super::Unreadable;
use super::super::weight::Weight;
use super::elements::{Element, Elements, Step};
use super::gathered::{About, Graph, Thing, Tie, Way};

/// What it is called in sentences.
pub(super) const CALLED: &str = "ArchiMate";

/// Under which names the types of elements and relationships are kept.
pub(super) const TYPE: &str = "ArchiMate type";

/// Whether a document is of this format, by its outermost element.
pub(super) fn is_it(root: &str) -> bool {
    root == "model"
}

/// Reads one.
pub(super) fn read(text: &str) -> Result<Graph, Unreadable> {
    let mut graph = Graph::default();
    let mut called: HashMap<String, String> = HashMap::new();
    let mut odd: BTreeMap<String, usize> = BTreeMap::new();
    let through = &["model", "elements", "relationships", "propertyDefinitions"];
    let mut elements = Elements::of(text, through);
    while let Some(step) = elements.next(&mut graph)? {
        let Step::Whole(element) = step else { continue };
        match element.name.as_str() {
            "name" => graph.title = said(&element),
            "documentation" => graph.summary = said(&element),
            "element" => {
                let told = facts(&element, &mut graph);
                let label = element.first("name").and_then(said);
                let (id, line) = (element.owned("identifier").unwrap_or_default(), Some(element.line));
                graph.add(Thing { id, label, line, told, ..Thing::default() })?;
            }
            "relationship" => {
                let mut told = facts(&element, &mut graph);
                let modifier = element.get("modifier").map(|it| (graph.name("modifier"), it.to_owned()));
                told.extend(modifier);
                let kind = element.get("type").unwrap_or_default();
                let is_directed = kind != "Association" || element.get("isDirected") == Some("true");
                graph.tie(Tie {
                    id: element.owned("identifier"),
                    label: element.first("name").and_then(said),
                    from: element.owned("source").unwrap_or_default(),
                    to: element.owned("target").unwrap_or_default(),
                    way: if is_directed { Way::One } else { Way::None },
                    line: Some(element.line),
                    told,
                })?;
            }
            "propertyDefinition" => {
                let name = element.first("name").and_then(said).unwrap_or_default();
                called.insert(element.owned("identifier").unwrap_or_default(), name);
            }
            other => *odd.entry(other.to_owned()).or_default() += 1,
        }
    }
    for (name, _) in odd {
        let told =
            format!("<{name}> is not understood, and left out: where things are drawn, and in which folders they lie");
        graph.remark(About::File, Weight::Note, told);
    }
    let names: HashMap<String, std::sync::Arc<str>> =
        called.into_iter().map(|(id, name)| (format!("{PROPERTY}{id}"), graph.name(&name))).collect();
    let told = graph.things.iter_mut().map(|it| &mut it.told).chain(graph.ties.iter_mut().map(|it| &mut it.told));
    for (name, _) in told.flatten() {
        if let Some(known) = names.get(&**name) {
            *name = std::sync::Arc::clone(known);
        }
    }
    graph.done(CALLED)
}

/// What stands before the id of a property until it is known what it is called.
const PROPERTY: &str = "property:";

/// Blanks at the ends of a text say nothing, unless it is all blanks.
fn said(element: &Element) -> Option<String> {
    Some(element.text.clone()).filter(|text| !text.is_empty())
}

fn facts(element: &Element, graph: &mut Graph) -> super::gathered::Told {
    let mut told = Vec::new();
    told.extend(element.get("type").map(|kind| (graph.name(TYPE), kind.to_owned())));
    if let Some(text) = element.first("documentation").and_then(said) {
        told.push((graph.name("documentation"), text));
    }
    for property in element.first("properties").into_iter().flat_map(|it| &it.inner) {
        let id = property.get("propertyDefinitionRef").or_else(|| property.get("identifierref")).unwrap_or_default();
        let text = property.first("value").map(|it| it.text.clone()).unwrap_or_default();
        told.push((graph.name(&format!("{PROPERTY}{id}")), text));
    }
    told
}
