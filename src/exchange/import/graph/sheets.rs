//! A graph as a book of two sheets, one of nodes and one of edges, a column an attribute.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::book::{Book, Cell, Row, Sheet};
use super::super::origin::{Origin, Remark};
use super::super::weight::Weight;
use super::gathered::{About, Graph, Told};
use super::own_names;
use crate::exchange::import::LONGEST_CELL;
use crate::model::words::list;
use crate::model::{End, Map};

/// The columns that each sheet begins with.
pub(super) const OF_THINGS: [&str; 3] = ["id", "label", "within"];
pub(super) const OF_TIES: [&str; 4] = ["id", "from", "label", "to"];
/// The row that says what the columns are called.
const HEADING: u32 = 1;

/// The place of what a row is about, among all nodes or all edges.
pub(super) fn place_of(row: u32) -> Option<usize> {
    usize::try_from(row).ok()?.checked_sub(HEADING as usize + 1)
}

fn row_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX - HEADING - 1) + HEADING + 1
}

/// A graph as a book.
pub(super) fn book(format: &'static str, mut graph: Graph) -> Book {
    let is_own = own_names::are_own(&graph);
    if is_own {
        own_names::put_right(&mut graph);
    }
    let (title, summary) = (graph.title.take(), graph.summary.take());
    let mut origin = Origin { format, is_own, title, summary, ..Origin::default() };
    if !graph.drawn.is_empty() && !is_own {
        let names: Vec<&str> = graph.drawn.iter().map(String::as_str).collect();
        let told = format!("what only says how it is drawn is left out: {}", list(&names, 12));
        graph.remark(About::File, Weight::Note, told);
    }
    let mut nodes = Sheet { name: "Nodes".to_owned(), ..Sheet::default() };
    let mut edges = Sheet { name: "Edges".to_owned(), ..Sheet::default() };
    let (mut of_nodes, mut of_edges) = (Columns::new(&OF_THINGS), Columns::new(&OF_TIES));
    for (place, thing) in graph.things.drain(..).enumerate() {
        let line = thing.line.map(|line| format!(", line {line}")).unwrap_or_default();
        nodes.called.push((format!("node {}", thing.id), line));
        let mut said = Said::new(is_own);
        let cells = [Some(thing.id), thing.label, thing.within];
        nodes.rows.push(of_nodes.row(row_of(place), cells, thing.told, &mut said));
        origin.at.push(said.at.or(thing.at));
        origin.sources_of_things.push(said.sources);
    }
    for (place, tie) in graph.ties.drain(..).enumerate() {
        let line = tie.line.map(|line| format!(", line {line}")).unwrap_or_default();
        let called = match &tie.id {
            Some(id) if !id.is_empty() => format!("edge {id}"),
            _ => format!("edge from {} to {}", tie.from, tie.to),
        };
        edges.called.push((called, line));
        let mut said = Said::new(is_own);
        let cells = [tie.id, Some(tie.from), tie.label, Some(tie.to)];
        edges.rows.push(of_edges.row(row_of(place), cells, tie.told, &mut said));
        origin.sources_of_ties.push(said.sources);
        origin.ways.push(tie.way);
    }
    nodes.rows.insert(0, of_nodes.heading());
    edges.rows.insert(0, of_edges.heading());
    let remarks = graph.remarks.drain(..).map(|remark| {
        let at = match remark.about {
            About::File => None,
            About::Thing(place) => Some((0, row_of(place))),
            About::Tie(place) => Some((1, row_of(place))),
        };
        Remark { at, weight: remark.weight, text: remark.text }
    });
    origin.remarks = remarks.collect();
    let remarks = vec![match is_own {
        true => format!("it is {format}, as this program writes it"),
        false => format!("it is {format}"),
    }];
    let sheets = if edges.rows.len() > 1 { vec![nodes, edges] } else { vec![nodes] };
    Book { sheets, remarks, graph: Some(origin), ..Book::default() }
}

/// The JSON of this program, which holds all records.
pub(super) fn own(map: Map, option: Option<String>) -> Book {
    let mut nodes = Sheet { name: "Nodes".to_owned(), ..Sheet::default() };
    let mut edges = Sheet { name: "Edges".to_owned(), ..Sheet::default() };
    let row = |number: u32, cells: &[&str]| {
        let cells = cells.iter().enumerate();
        let cell = |(column, text): (usize, &&str)| Cell::text(u32::try_from(column).unwrap_or(0), *text);
        Row { number, is_hidden: false, cells: cells.map(cell).collect() }
    };
    nodes.rows.push(row(HEADING, &["id", "name", "kind"]));
    edges.rows.push(row(HEADING, &["id", "from", "kind", "to"]));
    for (place, node) in map.nodes.iter().enumerate() {
        nodes.called.push((format!("node {}", node.id), String::new()));
        nodes.rows.push(row(row_of(place), &[node.id.as_str(), &node.name, node.kind.word()]));
    }
    for (place, link) in map.links.iter().enumerate() {
        edges.called.push((format!("link {}", link.id), String::new()));
        let ends = [End::From, End::To].map(|end| map.end(link, end));
        edges.rows.push(row(row_of(place), &[link.id.as_str(), ends[0], link.kind.word(), ends[1]]));
    }
    let mut told = Vec::new();
    if let Some(option) = option {
        let text = format!("it shows the map as the option \"{option}\" wants it, not as it is today");
        told.push(Remark { at: None, weight: Weight::Doubt, text });
    }
    let title = Some(map.title.clone()).filter(|title| !title.trim().is_empty());
    let whole = Some(Box::new(map));
    let origin = Origin { format: "JSON", is_own: true, title, remarks: told, whole, ..Origin::default() };
    let sheets = if edges.rows.len() > 1 { vec![nodes, edges] } else { vec![nodes] };
    let remarks = vec!["it is JSON, as this program writes it, with all records".to_owned()];
    Book { sheets, remarks, graph: Some(origin), ..Book::default() }
}

/// What is said of a row and stands in no cell.
struct Said {
    is_own: bool,
    at: Option<(f64, f64)>,
    sources: String,
}

impl Said {
    fn new(is_own: bool) -> Self {
        Self { is_own, at: None, sources: String::new() }
    }

    /// Takes what stands in no cell; whether it was that.
    fn takes(&mut self, name: &str, text: &str) -> bool {
        if !self.is_own {
            return false;
        }
        let (x, y) = self.at.unwrap_or_default();
        match name {
            "x" => self.at = Some((text.parse().unwrap_or(x), y)),
            "y" => self.at = Some((x, text.parse().unwrap_or(y))),
            "sources" => text.clone_into(&mut self.sources),
            _ => return false,
        }
        true
    }
}

/// The columns of a sheet, in the order in which they are met.
struct Columns {
    names: Vec<Arc<str>>,
    places: HashMap<Arc<str>, u32>,
}

impl Columns {
    fn new(known: &[&str]) -> Self {
        let names = known.iter().map(|name| Arc::from(*name)).collect();
        Self { names, places: HashMap::new() }
    }

    fn row<const N: usize>(&mut self, number: u32, cells: [Option<String>; N], told: Told, said: &mut Said) -> Row {
        let mut row = Row { number, is_hidden: false, cells: Vec::with_capacity(N + told.len()) };
        for (column, text) in cells.into_iter().enumerate() {
            let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
            let column = u32::try_from(column).unwrap_or(0);
            row.cells.push(Cell::text(column, super::super::bounded(text).0));
        }
        for (name, text) in told {
            if said.takes(&name, &text) {
                continue;
            }
            let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
            let column = *self.places.entry(Arc::clone(&name)).or_insert(next);
            if column == next {
                self.names.push(name);
            }
            row.cells.push(Cell::text(column, text));
        }
        row.cells.sort_by_key(|cell| cell.column);
        // Of what is said twice, both are kept.
        row.cells.dedup_by(|later, first| {
            let is_same = later.column == first.column;
            if is_same && later.text != first.text && first.text.len() + later.text.len() < LONGEST_CELL {
                first.text = format!("{}; {}", first.text, later.text);
            }
            is_same
        });
        row
    }

    fn heading(&self) -> Row {
        let cells = self.names.iter().enumerate();
        let cell = |(column, name): (usize, &Arc<str>)| Cell::text(u32::try_from(column).unwrap_or(0), &**name);
        Row { number: HEADING, is_hidden: false, cells: cells.map(cell).collect() }
    }
}
