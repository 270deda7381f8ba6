//! GEXF, as Gephi and what reads its files write it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::super::Unreadable;
use super::super::weight::Weight;
use super::elements::{Element, Elements, Step};
use super::gathered::{About, Graph, Thing, Tie, Way};
use super::values::{plain_number, yes_or_no};
use crate::editing::fields::text::join;

/// What it is called in sentences.
pub(super) const CALLED: &str = "GEXF";

/// An attribute of nodes or edges.
struct Attribute {
    name: Arc<str>,
    kind: String,
    default: Option<String>,
}

/// Whether a document is of this format, by its outermost element.
pub(super) fn is_it(root: &str) -> bool {
    root == "gexf"
}

/// Reads one.
pub(super) fn read(text: &str) -> Result<Graph, Unreadable> {
    let mut reader = Reader {
        graph: Graph::default(),
        attributes: [HashMap::new(), HashMap::new()],
        open: Vec::new(),
        usual: Way::None,
        odd: BTreeSet::new(),
    };
    let mut elements = Elements::of(text, &["gexf", "graph", "nodes", "edges", "node"]);
    while let Some(step) = elements.next(&mut reader.graph)? {
        match step {
            Step::Open(element) if element.name == "node" => reader.node(&element)?,
            Step::Open(element) if element.name == "graph" => {
                reader.graph.title = element.owned("name").or(reader.graph.title.take());
                reader.usual = way(element.get("defaultedgetype").unwrap_or("undirected"));
            }
            Step::Close(name) if name == "node" => drop(reader.open.pop()),
            Step::Whole(element) => reader.whole(&element)?,
            Step::Open(_) | Step::Close(_) => {}
        }
    }
    reader.defaults()?;
    reader.within();
    reader.graph.done(CALLED)
}

fn way(said: &str) -> Way {
    match said {
        "directed" => Way::One,
        "mutual" => Way::Both,
        _ => Way::None,
    }
}

struct Reader {
    graph: Graph,
    /// The attributes of nodes, and those of edges, by id.
    attributes: [HashMap<String, Attribute>; 2],
    open: Vec<usize>,
    usual: Way,
    odd: BTreeSet<String>,
}

impl Reader {
    fn node(&mut self, element: &Element) -> Result<(), Unreadable> {
        let within = self.open.last().map(|place| self.graph.things[*place].id.clone());
        let thing = Thing {
            id: element.owned("id").unwrap_or_default(),
            // networkx writes "None" for a label that is not there.
            label: element.owned("label").filter(|label| !label.trim().is_empty() && label != "None"),
            within: element.owned("pid").or(within),
            line: Some(element.line),
            ..Thing::default()
        };
        let place = self.graph.add(thing)?;
        self.open.push(place);
        for (name, text) in self.dates(element, About::Thing(place)) {
            self.graph.say(place, name, text)?;
        }
        Ok(())
    }

    /// When something begins and ends, as its attributes say.
    fn dates(&mut self, element: &Element, about: About) -> Vec<(&'static str, String)> {
        let mut dates = Vec::new();
        for (written, name) in [("start", "start"), ("end", "end"), ("startopen", "start"), ("endopen", "end")] {
            let Some(said) = element.get(written).filter(|said| !said.is_empty() && *said != "None") else { continue };
            if said.bytes().any(|byte| byte.is_ascii_digit()) {
                dates.push((name, plain_number(said)));
            } else {
                let told = format!("its {written} says \"{said}\", which is no date: it is left out");
                self.graph.remark(about, Weight::Doubt, told);
            }
        }
        dates
    }

    fn whole(&mut self, element: &Element) -> Result<(), Unreadable> {
        match (element.name.as_str(), self.open.last().copied()) {
            ("attributes", _) => self.declared(element),
            ("attvalues", Some(place)) => {
                for (name, text) in self.values(element, 0, About::Thing(place)) {
                    self.graph.say(place, &name, text)?;
                }
            }
            ("position", Some(place)) => {
                // Its vertical axis points upward.
                let at = element.number("x").zip(element.number("y"));
                self.graph.things[place].at = at.map(|(x, y)| (x, -y));
            }
            ("color" | "shape" | "thickness", _) => drop(self.graph.drawn.insert(element.name.clone())),
            ("size", Some(place)) => {
                // graphology writes an attribute of that name so; Gephi how big the node is drawn.
                if let Some(value) = element.get("value").map(plain_number) {
                    self.once("the size of a node is how big it is drawn, or an attribute of that name: it is kept as \"viz:size\"");
                    self.graph.say(place, "viz:size", value)?;
                }
            }
            ("spells", Some(place)) => {
                let spells: Vec<&Element> = element.all("spell").collect();
                if let Some(spell) = spells.first() {
                    for (name, text) in self.dates(spell, About::Thing(place)) {
                        self.graph.say(place, name, text)?;
                    }
                }
                if spells.len() > 1 {
                    let told = "it was there several times, of which the first is taken";
                    self.graph.remark(About::Thing(place), Weight::Doubt, told);
                }
            }
            ("edge", _) => self.edge(element)?,
            ("meta", _) => {
                let text =
                    |name: &str| element.first(name).map(|it| it.text.clone()).filter(|it| !it.trim().is_empty());
                self.graph.title = text("title").or_else(|| text("name")).or_else(|| text("description"));
            }
            ("parents", Some(place)) => {
                let parents: Vec<&str> = element.all("parent").filter_map(|it| it.get("for")).collect();
                self.graph.things[place].within = parents.first().map(|id| (*id).to_owned());
                if parents.len() > 1 {
                    let told = "it stands within several others, of which the first is taken";
                    self.graph.remark(About::Thing(place), Weight::Doubt, told);
                }
            }
            (other, _) => {
                let told = format!("line {}: <{other}> is not understood, and left out", element.line);
                self.graph.remark(About::File, Weight::Doubt, told);
            }
        }
        Ok(())
    }

    fn once(&mut self, told: impl Into<String>) {
        let told = told.into();
        if self.odd.insert(told.clone()) {
            self.graph.remark(About::File, Weight::Note, told);
        }
    }

    fn declared(&mut self, element: &Element) {
        let side = usize::from(element.get("class") == Some("edge"));
        for attribute in element.all("attribute") {
            let id = attribute.get("id").unwrap_or_default();
            let name = self.graph.name(attribute.get("title").filter(|title| !title.is_empty()).unwrap_or(id));
            let kind = attribute.get("type").unwrap_or("string").to_ascii_lowercase();
            let default = attribute.first("default").map(|it| it.text.clone()).filter(|text| !text.is_empty());
            self.attributes[side].insert(id.to_owned(), Attribute { name, kind, default });
        }
    }

    fn values(&mut self, element: &Element, side: usize, about: About) -> Vec<(Arc<str>, String)> {
        let mut values = Vec::new();
        for value in element.all("attvalue") {
            let id = value.get("for").or_else(|| value.get("id")).unwrap_or_default();
            let said = value.get("value").unwrap_or_default();
            let (name, text) = match self.attributes[side].get(id) {
                Some(attribute) => (Arc::clone(&attribute.name), meant(&attribute.kind, said)),
                None => (self.graph.name(id), said.to_owned()),
            };
            if value.get("start").or_else(|| value.get("end")).is_some() {
                let told = format!("what \"{name}\" says holds for a time only, which is left out");
                self.graph.remark(about, Weight::Doubt, told);
            }
            // networkx writes a list of three as a value with a beginning and an end: the first said is the value.
            if !values.iter().any(|(known, _): &(Arc<str>, String)| *known == name) {
                values.push((name, text));
            }
        }
        values
    }

    fn edge(&mut self, element: &Element) -> Result<(), Unreadable> {
        let about = About::Tie(self.graph.ties.len());
        let mut told = Vec::new();
        for (name, text) in self.dates(element, about) {
            told.push((self.graph.name(name), text));
        }
        for name in ["weight", "kind"] {
            if let Some(said) = element.get(name) {
                told.push((self.graph.name(name), plain_number(said)));
            }
        }
        for inner in &element.inner {
            match inner.name.as_str() {
                "attvalues" => {
                    let values = self.values(inner, 1, about);
                    told.extend(values);
                }
                "color" | "shape" | "thickness" => drop(self.graph.drawn.insert(inner.name.clone())),
                other => {
                    let text = format!("<{other}> within it is not understood, and left out");
                    self.graph.remark(about, Weight::Doubt, text);
                }
            }
        }
        let tie = Tie {
            id: element.owned("id"),
            label: element.owned("label").filter(|label| !label.trim().is_empty() && label != "None"),
            from: element.owned("source").unwrap_or_default(),
            to: element.owned("target").unwrap_or_default(),
            way: element.get("type").map_or(self.usual, way),
            line: Some(element.line),
            told,
        };
        self.graph.tie(tie).map(drop)
    }

    fn defaults(&mut self) -> Result<(), Unreadable> {
        let of = |side: usize| -> Vec<(Arc<str>, String)> {
            let all = self.attributes[side].values();
            let mut all: Vec<_> =
                all.filter_map(|it| Some((Arc::clone(&it.name), meant(&it.kind, it.default.as_ref()?)))).collect();
            all.sort();
            all
        };
        let [of_things, of_ties] = [of(0), of(1)];
        for place in 0..self.graph.things.len() {
            for (name, text) in &of_things {
                if !self.graph.things[place].told.iter().any(|(known, _)| known == name) {
                    let (text, _) = self.graph.held(text.clone())?;
                    self.graph.things[place].told.push((Arc::clone(name), text));
                }
            }
        }
        for place in 0..self.graph.ties.len() {
            for (name, text) in &of_ties {
                if !self.graph.ties[place].told.iter().any(|(known, _)| known == name) {
                    let (text, _) = self.graph.held(text.clone())?;
                    self.graph.ties[place].told.push((Arc::clone(name), text));
                }
            }
        }
        Ok(())
    }

    /// "0" stands for no other in old files; another one that is not there is told of.
    fn within(&mut self) {
        let known: BTreeSet<String> = self.graph.things.iter().map(|thing| thing.id.clone()).collect();
        for thing in &mut self.graph.things {
            thing.within.take_if(|within| *within == "0" && !known.contains(within));
        }
    }
}

/// A value as people read it.
fn meant(kind: &str, said: &str) -> String {
    match kind {
        "boolean" => yes_or_no(said).unwrap_or(said).to_owned(),
        // As Python writes a list.
        "liststring" if said.starts_with("['") && said.ends_with("']") => join(said[2..said.len() - 2].split("', '")),
        "liststring" => join(said.split('|').filter(|word| !word.is_empty())),
        "integer" | "long" | "float" | "double" | "bigdecimal" | "biginteger" => plain_number(said),
        _ => said.to_owned(),
    }
}
