//! draw.io, and maxGraph, on which it is built: its XML, plain and compressed, with what stands in cells, in objects around them, and on lines.

use std::collections::{HashMap, HashSet};
use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::Unreadable;
use super::super::weight::Weight;
use super::elements::{Element, Elements, Step};
use super::gathered::{About, Graph, Thing, Tie, Way};
use super::values::unmarked;

/// What it is called in sentences.
pub(super) const CALLED: &str = "draw.io";

/// The most that its pages may have together when they are unpacked, bytes.
const MOST_PAGES: u64 = 16 << 20;

/// Whether a document is of this format, by its outermost element.
pub(super) fn is_it(root: &str) -> bool {
    ["mxfile", "mxGraphModel", "GraphDataModel"].contains(&root)
}

/// A cell, of which it is not yet known whether it is a body, a line or what is written on one.
struct Cell {
    id: String,
    label: String,
    parent: Option<String>,
    style: String,
    ends: [Option<String>; 2],
    is_vertex: bool,
    is_edge: bool,
    geometry: Option<[f64; 4]>,
    told: Vec<(String, String)>,
    line: usize,
}

/// Reads one, all its pages.
pub(super) fn read(text: &str) -> Result<Graph, Unreadable> {
    let mut graph = Graph::default();
    let mut elements =
        Elements::with_long_texts(text, &["mxfile", "diagram", "mxGraphModel", "GraphDataModel", "root"]);
    let (mut pages, mut cells) = (0_usize, Vec::new());
    let mut inflated = 0;
    while let Some(step) = elements.next(&mut graph)? {
        match step {
            Step::Open(element) if element.name == "diagram" => {
                if pages == 0 {
                    graph.title = element.owned("name").filter(|name| !name.starts_with("Page-"));
                }
                pages += 1;
                if pages == 2 {
                    graph.remark(About::File, Weight::Note, "it has several pages, which come onto one map");
                }
                end(&mut graph, std::mem::take(&mut cells), pages - 1)?;
            }
            Step::Whole(element) => cells.extend(cell(&element, &mut graph)),
            Step::Open(_) | Step::Close(_) => {}
        }
        let packed = elements.loose_text();
        if !packed.trim().is_empty() {
            let plain = unpacked(&packed, MOST_PAGES.saturating_sub(inflated))?;
            inflated += plain.len() as u64;
            let mut inner = Elements::of(&plain, &["mxGraphModel", "GraphDataModel", "root"]);
            while let Some(step) = inner.next(&mut graph)? {
                if let Step::Whole(element) = step {
                    // Lines within what was packed say nothing to anybody.
                    cells.extend(cell(&element, &mut graph).map(|cell| Cell { line: 0, ..cell }));
                }
            }
        }
    }
    end(&mut graph, cells, pages)?;
    graph.done(CALLED)
}

/// A page as it is packed: in Base64, deflated, and its characters as in an address.
fn unpacked(packed: &str, most: u64) -> Result<String, Unreadable> {
    let damaged = |why: &str| {
        Unreadable(format!("a page is packed in a way that is not understood ({why}): save it uncompressed"))
    };
    let letters: String = packed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let bytes = STANDARD.decode(letters).map_err(|_| damaged("no Base64"))?;
    let mut plain = Vec::new();
    let mut reader = flate2::read::DeflateDecoder::new(bytes.as_slice()).take(most + 1);
    reader.read_to_end(&mut plain).map_err(|_| damaged("not deflated"))?;
    if plain.len() as u64 > most {
        return Err(Unreadable(format!(
            "unpacked, its pages have more than {} MB, which is the most that is read",
            MOST_PAGES >> 20
        )));
    }
    let mut text = Vec::with_capacity(plain.len());
    let mut bytes = plain.iter().copied();
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match byte {
            b'%' => match (digit(bytes.next()), digit(bytes.next())) {
                (Some(high), Some(low)) => text.push(u8::try_from(high * 16 + low).unwrap_or(b'?')),
                _ => return Err(damaged("a character is none")),
            },
            byte => text.push(byte),
        }
    }
    String::from_utf8(text).map_err(|_| damaged("no text"))
}

fn cell(element: &Element, graph: &mut Graph) -> Option<Cell> {
    let (inner, told) = match element.name.as_str() {
        "mxCell" | "Cell" => (element, Vec::new()),
        // What is said of a cell stands around it.
        "object" | "Object" | "UserObject" => {
            let own =
                element.attributes.iter().filter(|(name, _)| !["label", "id", "placeholders"].contains(&name.as_str()));
            let told = own.filter(|(_, text)| !text.is_empty()).cloned().collect();
            (element.first("mxCell").or_else(|| element.first("Cell"))?, told)
        }
        other => {
            let told = format!("line {}: <{other}> is not understood, and left out", element.line);
            graph.remark(About::File, Weight::Doubt, told);
            return None;
        }
    };
    let style = inner.owned("style").unwrap_or_else(|| styled(inner));
    let raw = element.get("label").or_else(|| inner.get("value")).unwrap_or_default();
    let label =
        if style.split(';').any(|part| part == "html=1") || raw.contains('<') { unmarked(raw) } else { raw.to_owned() };
    let geometry = inner
        .first("mxGeometry")
        .or_else(|| inner.first("Geometry"))
        .map(|it| [["x", "_x"], ["y", "_y"], ["width", "_width"], ["height", "_height"]].map(|names| side(it, names)));
    Some(Cell {
        id: element.owned("id").or_else(|| inner.owned("id")).unwrap_or_default(),
        label: label.split_whitespace().collect::<Vec<_>>().join(" "),
        parent: inner.owned("parent"),
        style,
        ends: [inner.owned("source"), inner.owned("target")],
        is_vertex: inner.get("vertex").is_some_and(|it| it == "1" || it == "true"),
        is_edge: inner.get("edge").is_some_and(|it| it == "1" || it == "true"),
        geometry,
        told,
        line: element.line,
    })
}

/// One side of a geometry, which maxGraph calls otherwise.
fn side(geometry: &Element, names: [&str; 2]) -> f64 {
    names.into_iter().find_map(|name| geometry.number(name)).unwrap_or_default()
}

/// A style as draw.io writes it, of the object that it is in maxGraph.
fn styled(cell: &Element) -> String {
    let style = cell.all("Object").find(|object| object.get("as") == Some("style"));
    let parts = style.into_iter().flat_map(|style| &style.attributes).map(|(name, text)| format!("{name}={text}"));
    parts.collect::<Vec<_>>().join(";")
}

/// What the cells of a page are.
fn end(graph: &mut Graph, cells: Vec<Cell>, page: usize) -> Result<(), Unreadable> {
    if cells.is_empty() {
        return Ok(());
    }
    // Ids begin anew on each page.
    let called = |id: &str| if page > 1 { format!("{page}/{id}") } else { id.to_owned() };
    let edges: HashSet<&str> = cells.iter().filter(|cell| cell.is_edge).map(|cell| cell.id.as_str()).collect();
    let mut written: HashMap<&str, Vec<&str>> = HashMap::new();
    for cell in cells.iter().filter(|cell| cell.is_vertex && !cell.label.is_empty()) {
        if let Some(parent) = cell.parent.as_deref().filter(|parent| edges.contains(parent)) {
            written.entry(parent).or_default().push(&cell.label);
        }
    }
    let is_label = |cell: &Cell| cell.parent.as_deref().is_some_and(|parent| edges.contains(parent));
    let vertices: HashMap<&str, &Cell> =
        cells.iter().filter(|cell| cell.is_vertex && !is_label(cell)).map(|cell| (cell.id.as_str(), cell)).collect();
    let named: HashSet<&str> = cells.iter().flat_map(|cell| cell.ends.iter().flatten()).map(String::as_str).collect();
    let holders: HashSet<&str> = vertices.values().filter_map(|cell| cell.parent.as_deref()).collect();
    // A frame without a name around others is how it is drawn; they stand within what is around the frame.
    let is_bare = |cell: &Cell| cell.label.is_empty() && cell.told.is_empty() && !named.contains(cell.id.as_str());
    for cell in cells.iter().filter(|cell| cell.is_vertex && !is_label(cell)) {
        let line = (cell.line > 0).then_some(cell.line);
        if is_bare(cell) {
            if !holders.contains(cell.id.as_str()) {
                let told =
                    format!("the shape \"{}\" has no words on it, and no line leads to it: it is left out", cell.id);
                graph.remark(About::File, Weight::Doubt, told);
            }
            continue;
        }
        let (mut within, mut at) =
            (None, cell.geometry.map(|[x, y, width, height]| (x + width / 2.0, y + height / 2.0)));
        let (mut outer, mut steps) = (cell.parent.as_deref(), 0);
        while let Some(holder) = outer.and_then(|id| vertices.get(id)).filter(|_| steps < 100) {
            if let (Some((x, y)), Some([left, top, ..])) = (at, holder.geometry) {
                at = Some((x + left, y + top));
            }
            if within.is_none() && !is_bare(holder) {
                within = Some(called(&holder.id));
            }
            (outer, steps) = (holder.parent.as_deref(), steps + 1);
        }
        let told = cell.told.iter().map(|(name, text)| (graph.name(name), text.clone())).collect();
        let label = Some(cell.label.clone()).filter(|label| !label.is_empty());
        graph.add(Thing { id: called(&cell.id), label, within, at, line, told })?;
    }
    graph.drawn.extend(["style", "shape"].map(str::to_owned));
    for layer in cells.iter().filter(|cell| !cell.is_vertex && !cell.is_edge && !cell.label.is_empty()) {
        let told = format!("the layer \"{}\" is left out, and what is on it comes", layer.label);
        graph.remark(About::File, Weight::Note, told);
    }
    for cell in cells.iter().filter(|cell| cell.is_edge) {
        let line = (cell.line > 0).then_some(cell.line);
        let [Some(from), Some(to)] = &cell.ends else {
            let label = if cell.label.is_empty() { cell.id.as_str() } else { cell.label.as_str() };
            let told = format!(
                "the line \"{label}\" is not fastened to a shape at both ends, so that nobody knows what it ties: it is left out"
            );
            let at = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            graph.remark(About::File, Weight::Error, format!("{at}{told}"));
            continue;
        };
        let others = written.get(cell.id.as_str()).into_iter().flatten().copied();
        let labels: Vec<&str> =
            Some(cell.label.as_str()).filter(|it| !it.is_empty()).into_iter().chain(others).collect();
        let style = |name: &str| cell.style.split(';').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        let (start, end) =
            (style("startArrow").is_some_and(|it| it != "none"), style("endArrow").is_none_or(|it| it != "none"));
        let (from, to, way) = match (start, end) {
            (false, true) => (from, to, Way::One),
            (true, true) => (from, to, Way::Both),
            (true, false) => (to, from, Way::One),
            (false, false) => (from, to, Way::None),
        };
        let told = cell.told.iter().map(|(name, text)| (graph.name(name), text.clone())).collect();
        graph.tie(Tie {
            id: Some(called(&cell.id)),
            label: Some(labels.join(" ")).filter(|label| !label.is_empty()),
            from: called(from),
            to: called(to),
            way,
            line,
            told,
        })?;
    }
    Ok(())
}
