//! GraphML, as graph libraries write it, and as yEd does, with its groups.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::Unreadable;
use super::super::weight::Weight;
use super::elements::{Element, Elements, Step};
use super::gathered::{About, Graph, Thing, Tie, Way};
use super::values::{plain_number, yes_or_no};

/// What it is called in sentences.
pub(super) const CALLED: &str = "GraphML";

/// A key: what an attribute is called, of which type it is, and what it is where nothing is said.
struct Key {
    name: Arc<str>,
    kind: Kind,
    default: Option<String>,
    /// Whether it holds how something is drawn, as yEd has it.
    is_graphics: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    YesNo,
    Number,
}

/// Whether a document is of this format, by its outermost element.
pub(super) fn is_it(root: &str) -> bool {
    root == "graphml"
}

/// Reads one.
pub(super) fn read(text: &str) -> Result<Graph, Unreadable> {
    let mut reader = Reader {
        graph: Graph::default(),
        keys: HashMap::new(),
        open: Vec::new(),
        directed: Vec::new(),
        is_of_igraph: text.get(..text.len().min(600)).is_some_and(|head| head.contains("Created by igraph")),
        odd: BTreeSet::new(),
        graphs: 0,
    };
    let mut elements = Elements::of(text, &["graphml", "graph", "node"]);
    while let Some(step) = elements.next(&mut reader.graph)? {
        reader.step(step)?;
    }
    reader.defaults()?;
    reader.of_igraph();
    reader.graph.done(CALLED)
}

struct Reader {
    graph: Graph,
    keys: HashMap<(String, String), Key>,
    /// The nodes that are open, by their places.
    open: Vec<usize>,
    /// Whether edges of the graphs that are open have a direction where they do not say.
    directed: Vec<bool>,
    is_of_igraph: bool,
    /// What was told already.
    odd: BTreeSet<String>,
    graphs: usize,
}

impl Reader {
    fn step(&mut self, step: Step) -> Result<(), Unreadable> {
        match step {
            Step::Open(element) if element.name == "node" => {
                let thing = Thing {
                    id: element.owned("id").unwrap_or_default(),
                    within: self.open.last().map(|place| self.graph.things[*place].id.clone()),
                    line: Some(element.line),
                    ..Thing::default()
                };
                let place = self.graph.add(thing)?;
                self.open.push(place);
            }
            Step::Open(element) if element.name == "graph" => {
                self.directed.push(element.get("edgedefault") != Some("undirected"));
                self.graphs += usize::from(self.open.is_empty());
                if self.graphs == 2 && self.open.is_empty() {
                    self.graph.remark(About::File, Weight::Note, "it holds several graphs, which are read as one");
                }
            }
            Step::Close(name) if name == "node" => drop(self.open.pop()),
            Step::Close(name) if name == "graph" => drop(self.directed.pop()),
            Step::Whole(element) => self.whole(element)?,
            Step::Open(_) | Step::Close(_) => {}
        }
        Ok(())
    }

    fn whole(&mut self, element: Element) -> Result<(), Unreadable> {
        match (element.name.as_str(), self.open.last().copied()) {
            ("key", _) => self.key(&element),
            ("data", Some(place)) => self.data_of_thing(place, element)?,
            ("edge", _) => self.edge(element)?,
            ("desc", None) => self.graph.title = Some(element.text).filter(|text| !text.trim().is_empty()),
            ("desc", Some(place)) => self.graph.say(place, "description", element.text)?,
            ("data", None) => {
                // What stands beside the graph is yEd's, or of the graph as a whole.
                if element.inner.is_empty() && !element.text.trim().is_empty() {
                    let name = element.get("key").unwrap_or_default().to_owned();
                    self.once(format!("the graph itself says \"{name}\", for which a map has no place"));
                }
            }
            ("port", _) => {}
            (other, _) => {
                let told = format!("line {}: <{other}> is not understood, and left out", element.line);
                self.graph.remark(About::File, Weight::Doubt, told);
            }
        }
        Ok(())
    }

    fn once(&mut self, told: String) {
        if self.odd.insert(told.clone()) {
            self.graph.remark(About::File, Weight::Doubt, told);
        }
    }

    fn key(&mut self, element: &Element) {
        let id = element.get("id").unwrap_or_default();
        let name = element.get("attr.name").filter(|name| !name.is_empty()).unwrap_or(id);
        let kind = match element.get("attr.type").unwrap_or("string").to_ascii_lowercase().as_str() {
            "boolean" => Kind::YesNo,
            "int" | "integer" | "long" | "float" | "double" => Kind::Number,
            _ => Kind::Text,
        };
        let default = element.first("default").map(|default| default.text.clone());
        let is_graphics = element.get("yfiles.type").is_some_and(|kind| kind.ends_with("graphics"));
        let key = Key { name: self.graph.name(name), kind, default, is_graphics };
        self.keys.insert((id.to_owned(), element.get("for").unwrap_or("all").to_owned()), key);
    }

    /// What a key of that id is for nodes, or for edges.
    fn key_of(&self, id: &str, of: &str) -> Option<&Key> {
        [of, "all"].iter().find_map(|of| self.keys.get(&(id.to_owned(), (*of).to_owned())))
    }

    /// What something says, and what that is called; nothing where it says nothing.
    fn said(&mut self, element: &Element, of: &str) -> Option<(Arc<str>, String)> {
        let id = element.get("key").unwrap_or_default();
        let (name, kind) = match self.key_of(id, of) {
            Some(key) => (Arc::clone(&key.name), key.kind),
            None => (self.graph.name(id), Kind::Text),
        };
        let text = match kind {
            Kind::Text => element.text.clone(),
            Kind::YesNo => yes_or_no(&element.text).map_or_else(|| element.text.clone(), str::to_owned),
            Kind::Number => plain_number(element.text.trim()),
        };
        let is_missing = self.is_of_igraph && matches!(text.as_str(), "None" | "" | "nan" | "NaN");
        (!is_missing).then_some((name, text))
    }

    fn is_graphics(&self, element: &Element, of: &str) -> bool {
        let key = self.key_of(element.get("key").unwrap_or_default(), of);
        key.is_some_and(|key| key.is_graphics) || (key.is_none() && !element.inner.is_empty())
    }

    fn data_of_thing(&mut self, place: usize, element: Element) -> Result<(), Unreadable> {
        if self.is_graphics(&element, "node") || !element.inner.is_empty() {
            self.look(place, &element);
        } else if let Some((name, text)) = self.said(&element, "node") {
            self.graph.say(place, &name, text)?;
        }
        Ok(())
    }

    /// What yEd draws of a node: its label and its place.
    fn look(&mut self, place: usize, data: &Element) {
        let all: Vec<&Element> = data.deep().collect();
        let labels: Vec<&str> = all
            .iter()
            .filter(|it| it.name == "NodeLabel")
            .map(|it| it.text.trim())
            .filter(|it| !it.is_empty())
            .collect();
        let thing = &mut self.graph.things[place];
        // A group has a label for when it is open and another for when it is closed, which mostly say the same.
        if let Some(first) = labels.first() {
            thing.label = Some((*first).to_owned());
        }
        let mut others: Vec<&str> =
            labels.iter().skip(1).copied().filter(|other| Some(other) != labels.first()).collect();
        others.dedup();
        if let Some(geometry) = all.iter().find(|it| it.name == "Geometry") {
            let number = |name: &str| geometry.number(name).unwrap_or_default();
            thing.at = Some((number("x") + number("width") / 2.0, number("y") + number("height") / 2.0));
        }
        if !others.is_empty() && !others.iter().all(|other| other.chars().all(|letter| letter.is_ascii_digit())) {
            let told = format!(
                "it has several labels, of which the first is its name: \"{}\" is left out",
                others.join("\", \"")
            );
            self.graph.remark(About::Thing(place), Weight::Doubt, told);
        }
        if all.iter().any(|it| it.name == "NodeLabel" || it.name == "Geometry") {
            self.graph.drawn.extend(["shape", "colour", "size"].map(str::to_owned));
        } else if let Some(first) = data.inner.first() {
            self.once(format!("line {}: <{}> is not understood, and left out", first.line, first.name));
        }
    }

    fn edge(&mut self, element: Element) -> Result<(), Unreadable> {
        let is_directed = match element.get("directed") {
            Some(said) => yes_or_no(said) != Some("no"),
            None => self.directed.last().copied().unwrap_or(true),
        };
        let mut tie = Tie {
            id: element.owned("id"),
            from: element.owned("source").unwrap_or_default(),
            to: element.owned("target").unwrap_or_default(),
            way: if is_directed { Way::One } else { Way::None },
            line: Some(element.line),
            ..Tie::default()
        };
        for data in element.all("data") {
            if self.is_graphics(data, "edge") || !data.inner.is_empty() {
                let label = data.deep().find(|it| it.name == "EdgeLabel").map(|it| it.text.trim().to_owned());
                tie.label = label.filter(|label| !label.is_empty()).or(tie.label);
                if let Some(arrows) = data.deep().find(|it| it.name == "Arrows") {
                    arrow(&mut tie, arrows);
                }
            } else if let Some(said) = self.said(data, "edge") {
                tie.told.push(said);
            }
        }
        if let Some(desc) = element.first("desc") {
            tie.told.push((self.graph.name("description"), desc.text.clone()));
        }
        self.graph.tie(tie).map(drop)
    }

    /// What is said where nothing is written; that it may be unknown as well is told.
    fn defaults(&mut self) -> Result<(), Unreadable> {
        let keys: BTreeMap<(String, String), &Key> =
            self.keys.iter().filter(|(_, key)| !key.is_graphics).map(|(of, key)| (of.clone(), key)).collect();
        let with_defaults = keys.into_iter().filter_map(|((_, of), key)| {
            let default = key.default.as_deref()?;
            let default = match key.kind {
                Kind::YesNo => yes_or_no(default).unwrap_or(default).to_owned(),
                Kind::Number => plain_number(default.trim()),
                Kind::Text => default.to_owned(),
            };
            Some((of, Arc::clone(&key.name), default))
        });
        let all: Vec<(String, Arc<str>, String)> = with_defaults.collect();
        let of = |wanted: &str| -> Vec<(Arc<str>, String)> {
            let all = all.iter().filter(|(of, ..)| of == wanted || of == "all");
            all.map(|(_, name, default)| (Arc::clone(name), default.clone())).collect()
        };
        let (of_nodes, of_edges) = (of("node"), of("edge"));
        let mut usual: BTreeMap<Arc<str>, usize> = BTreeMap::new();
        for place in 0..self.graph.things.len() {
            let told = &self.graph.things[place].told;
            let said: BTreeMap<Arc<str>, String> = match of_nodes.is_empty() {
                true => BTreeMap::new(),
                false => told.iter().rev().cloned().collect(),
            };
            for (name, default) in &of_nodes {
                let said = said.get(name);
                *usual.entry(Arc::clone(name)).or_default() += usize::from(said.is_none_or(|said| said == default));
                if said.is_none() && !default.is_empty() {
                    self.graph.say(place, name, default.clone())?;
                }
            }
        }
        for (name, default) in &of_nodes {
            if usual.get(name).is_some_and(|number| *number > 0) && !default.is_empty() {
                self.once(format!(
                    "\"{name}\" is \"{default}\" where nothing is said, and some programs write that where nothing is known"
                ));
            }
        }
        for place in 0..self.graph.ties.len() {
            if of_edges.is_empty() {
                break;
            }
            let told: BTreeSet<Arc<str>> =
                self.graph.ties[place].told.iter().map(|(name, _)| Arc::clone(name)).collect();
            for (name, default) in of_edges.iter().filter(|(name, text)| !text.is_empty() && !told.contains(name)) {
                let (text, _) = self.graph.held(default.clone())?;
                self.graph.ties[place].told.push((Arc::clone(name), text));
            }
        }
        Ok(())
    }

    /// igraph numbers the nodes, and keeps what their ids were as an attribute; it cannot say that something is not known.
    fn of_igraph(&mut self) {
        if !self.is_of_igraph {
            return;
        }
        let yes_no: BTreeSet<Arc<str>> =
            self.keys.values().filter(|key| key.kind == Kind::YesNo).map(|key| Arc::clone(&key.name)).collect();
        for name in yes_no {
            self.once(format!(
                "igraph writes \"no\" where nothing is known: \"{name}\" may be unknown where it says no"
            ));
        }
        let mut were: HashMap<String, String> = HashMap::new();
        for thing in &mut self.graph.things {
            if let Some(place) = thing.told.iter().position(|(name, text)| &**name == "id" && !text.is_empty()) {
                let (_, id) = thing.told.remove(place);
                were.insert(std::mem::replace(&mut thing.id, id.clone()), id);
            }
        }
        for tie in &mut self.graph.ties {
            for end in [&mut tie.from, &mut tie.to] {
                if let Some(id) = were.get(end) {
                    end.clone_from(id);
                }
            }
            // It gives an edge the id of the node at the same place.
            tie.told.retain(|(name, _)| &**name != "id");
        }
    }
}

/// Which way yEd's arrows point.
fn arrow(tie: &mut Tie, arrows: &Element) {
    let has = |end: &str| arrows.get(end).is_some_and(|arrow| arrow != "none");
    match (has("source"), has("target")) {
        (false, true) => tie.way = Way::One,
        (true, true) => tie.way = Way::Both,
        (false, false) => tie.way = Way::None,
        (true, false) => {
            tie.way = Way::One;
            std::mem::swap(&mut tie.from, &mut tie.to);
        }
    }
}
