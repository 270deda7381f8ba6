//! DOT, as people and programs write it for Graphviz: with groups, defaults, markup and joined texts.
//!
//! It has a reader of its own: those of petgraph, graphviz-rust and dot-parser take `a` and `"a"` for two nodes, lose
//! defaults, or refuse markup and edges to groups.

mod words;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::Unreadable;
use super::super::weight::Weight;
use super::gathered::{About, Graph, MOST_LEVELS, Thing, Tie, Way};
use super::values::unmarked;
use words::{Name, Word, Words};

/// What it is called in sentences.
pub(super) const CALLED: &str = "DOT";

/// What the names of a map's own facts begin with, as this program writes them.
pub(super) const PREFIX: &str = "bw_";

/// What the ids of groups begin with.
const GROUP: &str = "subgraph ";
/// The most that is said of one node, one edge, or all of them.
const MOST_FACTS: usize = 500;

/// Attributes that only say how a node or an edge is drawn.
const DRAWN: &str = " _background _draw_ _hdraw_ _hldraw_ _ldraw_ _tdraw_ _tldraw_ arrowhead arrowsize arrowtail class color \
    colorscheme constraint decorate distortion fillcolor fixedsize fontcolor fontname fontsize gradientangle headclip headport \
    height image imagepos imagescale labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelloc \
    len lhead lp ltail margin minlen nojustify ordering orientation penwidth peripheries pin rank rects regular samehead \
    sametail samplepoints shape shapefile showboxes sides skew sortv style tailclip tailport vertices width \
    xdotversion xlp ";
/// And such as say it of a graph or a group.
const DRAWN_OF_GROUPS: &str = " area bb bgcolor center charset clusterrank compound concentrate damping dim dimen dpi epsilon \
    fontnames fontpath forcelabels imagepath labeljust landscape layers layout levels lheight lwidth mclimit mindist mode model \
    newrank nodesep normalize nslimit outputorder overlap pack packmode pad page pagedir quadtree quantum rankdir ranksep ratio \
    remincross resolution root rotate rotation scale searchsize size smoothing splines start stylesheet truecolor viewport \
    voro_margin ";

/// Reads a text that begins like DOT, if it does.
pub(super) fn read(text: &str) -> Result<Option<Graph>, Unreadable> {
    let mut words = Words::of(text);
    let mut is_strict = false;
    // What cannot be parted into words before the first bracket is no DOT.
    let is_directed = loop {
        let Ok(Some(Word::Name(name))) = words.next() else { return Ok(None) };
        match name.text.to_ascii_lowercase().as_str() {
            "strict" if name.is_bare && !is_strict => is_strict = true,
            "graph" if name.is_bare => break false,
            "digraph" if name.is_bare => break true,
            _ => return Ok(None),
        }
    };
    let title = match words.next() {
        Ok(Some(Word::Name(name))) => match words.next() {
            Ok(Some(Word::Mark('{'))) => Some(name.text),
            _ => return Ok(None),
        },
        Ok(Some(Word::Mark('{'))) => None,
        _ => return Ok(None),
    };
    let mut graph = Graph::default();
    graph.title = title.filter(|title| !["", "G", "g"].contains(&title.as_str()));
    let mut reader = Reader { words, graph, is_directed, places: HashMap::new(), edges: is_strict.then(HashMap::new) };
    reader.statements(&mut Scope::default(), 0)?;
    if reader.words.peek()?.is_some() {
        reader.graph.remark(About::File, Weight::Error, "it holds several graphs, of which the first is read");
    }
    without_bare(&mut reader.graph);
    reader.graph.done(CALLED).map(Some)
}

type Facts = Vec<(String, Name)>;

/// What holds within a pair of brackets.
#[derive(Default)]
struct Scope {
    of_nodes: Facts,
    of_edges: Facts,
    /// The group in which this is, by the id of what stands for it.
    within: Option<String>,
    /// The nodes that are named here, in their order, each once.
    named: Vec<usize>,
    known: HashSet<usize>,
    label: Option<String>,
}

impl Scope {
    /// A group within it.
    fn inner(&self) -> Self {
        let Self { of_nodes, of_edges, within, .. } = self;
        let (of_nodes, of_edges, within) = (of_nodes.clone(), of_edges.clone(), within.clone());
        Self { of_nodes, of_edges, within, ..Self::default() }
    }

    fn name(&mut self, node: usize) {
        if self.known.insert(node) {
            self.named.push(node);
        }
    }
}

struct Reader<'t> {
    words: Words<'t>,
    graph: Graph,
    is_directed: bool,
    places: HashMap<String, usize>,
    /// Where equal edges are one, the places of those that are there.
    edges: Option<HashMap<(usize, usize), usize>>,
}

impl Reader<'_> {
    /// All up to the closing bracket.
    fn statements(&mut self, scope: &mut Scope, depth: usize) -> Result<(), Unreadable> {
        if depth > MOST_LEVELS {
            let told = format!("its groups stand more than {MOST_LEVELS} deep in each other");
            return Err(Unreadable(format!("{told}, which is the most that is read")));
        }
        loop {
            match self.words.peek()? {
                Some(Word::Mark('}')) => {
                    self.words.next()?;
                    return Ok(());
                }
                Some(Word::Mark(';' | ',')) => drop(self.words.next()?),
                Some(_) => self.statement(scope, depth)?,
                None => return Err(self.words.wrong("the file breaks off: a bracket is missing")),
            }
        }
    }

    fn statement(&mut self, scope: &mut Scope, depth: usize) -> Result<(), Unreadable> {
        let line = self.words.line;
        if let Some(Word::Name(name)) = self.words.peek()? {
            let word = if name.is_bare { name.text.to_ascii_lowercase() } else { String::new() };
            if ["graph", "node", "edge"].contains(&word.as_str()) {
                self.words.next()?;
                let facts = self.facts()?;
                match word.as_str() {
                    "node" => lay(&mut scope.of_nodes, facts),
                    "edge" => lay(&mut scope.of_edges, facts),
                    _ => self.of_group(scope, facts, depth),
                }
                if scope.of_nodes.len().max(scope.of_edges.len()) > MOST_FACTS {
                    return Err(self.words.wrong(&format!("more than {MOST_FACTS} attributes at once are not read")));
                }
                return Ok(());
            }
        }
        let mut ends = vec![self.end(scope, depth)?];
        if let [End::Node(name)] = ends.as_slice()
            && self.words.takes('=')?
        {
            let name = name.clone();
            let Some(Word::Name(value)) = self.words.next()? else {
                return Err(self.words.wrong("after = there must be a value"));
            };
            self.of_group(scope, vec![(name, value)], depth);
            return Ok(());
        }
        let mut ways = Vec::new();
        while let Some(Word::Edge(is_directed)) = self.words.peek()? {
            ways.push(*is_directed && self.is_directed);
            self.words.next()?;
            ends.push(self.end(scope, depth)?);
        }
        let facts = self.facts()?;
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for end in ends {
            groups.push(match end {
                End::Group(nodes) => nodes,
                End::Node(id) => {
                    let said = if ways.is_empty() { facts.clone() } else { Vec::new() };
                    vec![self.node(&id, said, scope, line)?]
                }
            });
        }
        for (pair, is_directed) in groups.windows(2).zip(&ways) {
            for from in &pair[0] {
                for to in &pair[1] {
                    self.edge(*from, *to, *is_directed, &facts, scope, line)?;
                }
            }
        }
        Ok(())
    }

    /// A node with its port, or a group.
    fn end(&mut self, scope: &mut Scope, depth: usize) -> Result<End, Unreadable> {
        let mut group_id = None;
        match self.words.next()? {
            Some(Word::Mark('{')) => {}
            Some(Word::Name(name)) if name.is_bare && name.text.eq_ignore_ascii_case("subgraph") => {
                if let Some(Word::Name(_)) = self.words.peek()?
                    && let Some(Word::Name(name)) = self.words.next()?
                {
                    group_id = Some(name.text);
                }
                if !self.words.takes('{')? {
                    // A group that is only named again.
                    return Ok(End::Group(Vec::new()));
                }
            }
            Some(Word::Name(name)) => {
                while self.words.takes(':')? {
                    self.words.next()?;
                }
                return Ok(End::Node(name.text));
            }
            _ => return Err(self.words.wrong("a node, an edge or a closing bracket should stand here")),
        }
        let line = self.words.line;
        let mut inner = scope.inner();
        let is_cluster = group_id.as_deref().is_some_and(|id| id.starts_with("cluster"));
        let mut place = None;
        if let Some(id) = group_id.filter(|_| is_cluster) {
            // Whether it is one that anybody would name is seen at its end.
            let id = format!("{GROUP}{id}");
            let thing = Thing { id: id.clone(), within: scope.within.clone(), line: Some(line), ..Thing::default() };
            place = Some(self.graph.add(thing)?);
            inner.within = Some(id);
        }
        self.statements(&mut inner, depth + 1)?;
        if let Some(place) = place {
            self.graph.things[place].label = inner.label.filter(|label| !label.trim().is_empty());
        }
        inner.named.iter().for_each(|node| scope.name(*node));
        Ok(End::Group(inner.named))
    }

    /// The lists in square brackets that follow.
    fn facts(&mut self) -> Result<Facts, Unreadable> {
        let mut facts = Facts::new();
        while self.words.takes('[')? {
            loop {
                match self.words.next()? {
                    Some(Word::Mark(']')) => break,
                    Some(Word::Mark(';' | ',')) => {}
                    Some(Word::Name(name)) => {
                        let value = if self.words.takes('=')? { self.words.next()? } else { None };
                        let value = match value {
                            Some(Word::Name(value)) => value,
                            None => Name { text: "true".to_owned(), is_bare: true, is_markup: false },
                            Some(_) => return Err(self.words.wrong("after = there must be a value")),
                        };
                        lay(&mut facts, vec![(name.text, value)]);
                        if facts.len() > MOST_FACTS {
                            return Err(self.words.wrong(&format!("more than {MOST_FACTS} attributes are not read")));
                        }
                    }
                    _ => return Err(self.words.wrong("a closing square bracket is missing")),
                }
            }
        }
        Ok(facts)
    }

    /// What is said of the whole, or of a group.
    fn of_group(&mut self, scope: &mut Scope, facts: Facts, depth: usize) {
        for (name, value) in facts {
            match name.as_str() {
                "label" => {
                    let label = words_of(&value, "");
                    if depth == 0 {
                        self.graph.title = Some(label).filter(|label| !label.is_empty()).or(self.graph.title.take());
                    } else {
                        scope.label = Some(label);
                    }
                }
                "comment" if depth == 0 => self.graph.summary = Some(value.text),
                name if is_drawn(name) || DRAWN_OF_GROUPS.contains(&format!(" {name} ")) => {
                    self.graph.drawn.insert(name.to_owned());
                }
                name => {
                    let told = format!("a group says \"{name}\", for which there is no place: it is left out");
                    self.graph.remark(About::File, Weight::Doubt, told);
                }
            }
        }
    }

    fn node(&mut self, id: &str, said: Facts, scope: &mut Scope, line: usize) -> Result<usize, Unreadable> {
        let (place, is_new) = match self.places.get(id) {
            Some(place) => (*place, false),
            None => {
                let thing =
                    Thing { id: id.to_owned(), within: scope.within.clone(), line: Some(line), ..Thing::default() };
                let place = self.graph.add(thing)?;
                self.places.insert(id.to_owned(), place);
                (place, true)
            }
        };
        scope.name(place);
        if self.graph.things[place].within.is_none() {
            self.graph.things[place].within.clone_from(&scope.within);
        }
        let mut facts = if is_new { scope.of_nodes.clone() } else { Facts::new() };
        lay(&mut facts, said);
        for (name, value) in facts {
            match name.as_str() {
                "label" => {
                    let label = words_of(&value, id);
                    self.graph.things[place].label = Some(label).filter(|label| !label.trim().is_empty());
                }
                "pos" => {
                    let mut parts = value.text.trim_end_matches('!').split(',').map(|part| part.trim().parse::<f64>());
                    if let (Some(Ok(x)), Some(Ok(y))) = (parts.next(), parts.next()) {
                        // Its vertical axis points upward.
                        self.graph.things[place].at = Some((x, -y));
                    }
                }
                name if is_drawn(name) => drop(self.graph.drawn.insert(name.to_owned())),
                name => {
                    let (name, text) = fact(name, &value);
                    let told = &mut self.graph.things[place].told;
                    match told.iter_mut().find(|(known, _)| **known == *name) {
                        Some((_, known)) => *known = text,
                        None => self.graph.say(place, &name, text)?,
                    }
                }
            }
        }
        Ok(place)
    }

    fn edge(
        &mut self,
        from: usize,
        to: usize,
        is_directed: bool,
        said: &Facts,
        scope: &Scope,
        line: usize,
    ) -> Result<(), Unreadable> {
        let mut facts = scope.of_edges.clone();
        lay(&mut facts, said.clone());
        let id = |graph: &Graph, place: usize| graph.things[place].id.clone();
        let mut tie = Tie {
            from: id(&self.graph, from),
            to: id(&self.graph, to),
            way: if is_directed { Way::One } else { Way::None },
            line: Some(line),
            ..Tie::default()
        };
        for (name, value) in facts {
            match (name.as_str(), value.text.as_str()) {
                ("label" | "xlabel", _) => tie.label = Some(words_of(&value, "")).filter(|label| !label.is_empty()),
                ("dir", "both") => tie.way = Way::Both,
                ("dir", "none") => tie.way = Way::None,
                ("dir", "back") if is_directed => std::mem::swap(&mut tie.from, &mut tie.to),
                ("dir" | "pos", _) => {}
                (name, _) if is_drawn(name) => drop(self.graph.drawn.insert(name.to_owned())),
                (name, _) => {
                    let (name, text) = fact(name, &value);
                    tie.told.push((self.graph.name(&name), text));
                }
            }
        }
        let next = self.graph.ties.len();
        let known = self.edges.as_mut().map(|edges| *edges.entry((from, to)).or_insert(next));
        if let Some(place) = known.filter(|place| *place < next) {
            let told = tie.told;
            self.graph.ties[place].told.extend(told);
            self.graph.ties[place].label = tie.label.or(self.graph.ties[place].label.take());
            return Ok(());
        }
        self.graph.tie(tie).map(drop)
    }
}

enum End {
    Node(String),
    Group(Vec<usize>),
}

fn is_drawn(name: &str) -> bool {
    !name.is_empty() && DRAWN.contains(&format!(" {name} "))
}

/// Takes groups away that are called nothing: what is within them is within what is around them.
fn without_bare(graph: &mut Graph) {
    let is_bare = |thing: &Thing| thing.id.starts_with(GROUP) && thing.label.is_none();
    let bare: BTreeMap<String, Option<String>> = graph
        .things
        .iter()
        .filter(|thing| is_bare(thing))
        .map(|thing| (thing.id.clone(), thing.within.clone()))
        .collect();
    if bare.is_empty() {
        return;
    }
    let (mut places, mut next) = (Vec::with_capacity(graph.things.len()), 0);
    for thing in &mut graph.things {
        while let Some(outer) = thing.within.as_ref().and_then(|within| bare.get(within)) {
            thing.within.clone_from(outer);
        }
        places.push(next);
        next += usize::from(!bare.contains_key(&thing.id));
    }
    for remark in &mut graph.remarks {
        if let About::Thing(place) = &mut remark.about {
            *place = places.get(*place).copied().unwrap_or(0);
        }
    }
    graph.things.retain(|thing| !bare.contains_key(&thing.id));
    let told = "groups without a label are how it is drawn, and are left out";
    graph.remark(About::File, Weight::Note, told);
}

/// What is said later takes the place of what was said before.
fn lay(facts: &mut Facts, over: Facts) {
    for (name, value) in over {
        match facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => facts.push((name, value)),
        }
    }
}

/// A fact by its name, and what it says. Those of this program have their ends of lines and backslashes hidden.
fn fact(name: &str, value: &Name) -> (String, String) {
    match name.strip_prefix(PREFIX) {
        Some(own) => (unescaped(own, ""), unescaped(&value.text, "")),
        None => (name.to_owned(), if value.is_markup { unmarked(&value.text) } else { value.text.clone() }),
    }
}

/// The words of a label, on one line.
fn words_of(value: &Name, id: &str) -> String {
    let text = if value.is_markup { unmarked(&value.text) } else { unescaped(&value.text, id) };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with what stands behind its backslashes.
fn unescaped(text: &str, id: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, (letter == '\\').then(|| letters.next()).flatten()) {
            ('\\', Some('n' | 'l' | 'r')) => plain.push('\n'),
            ('\\', Some('N')) => plain.push_str(id),
            ('\\', Some('G' | 'E' | 'T' | 'H' | 'L')) => {}
            ('\\', Some(other)) => plain.push(other),
            (letter, _) => plain.push(letter),
        }
    }
    plain
}
