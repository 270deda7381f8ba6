//! Graphs: the files of other tools, whose nodes become bodies and whose edges become lines.
//!
//! A reader a format makes a [`Graph`](gathered::Graph) of them; [`sheets`] lays it out as a book of two sheets, so that
//! its attributes are mapped, shown and mended as the columns of a spreadsheet are; [`columns`] guesses what they hold;
//! and [`draft`] makes a map of it, in which ids and not names tell one from another.

mod archimate;
mod columns;
mod dot;
mod draft;
mod drawio;
mod elements;
mod evidence;
mod gathered;
mod gexf;
mod graphml;
mod json;
mod own;
mod own_names;
mod sheets;
mod table;
mod ties;
mod values;

use super::Unreadable;
use super::book::Book;
use super::draft::Draft;
use super::mapping::Mapping;
use super::origin::Origin;
use super::xml::{Met, Xml};
pub(super) use columns::guess;
pub use table::{Becomes, TABLE, of_format};

/// What the sheets of a graph say, as a mapping has them.
pub(super) fn draft(book: &Book, origin: &Origin, mapping: &Mapping) -> Draft {
    let mut drafter = draft::Drafter::new(book, origin, mapping);
    match &origin.whole {
        Some(map) => drafter.whole(map),
        None => {
            drafter.nodes();
            drafter.within();
            ties::draw(&mut drafter);
        }
    }
    drafter.done()
}

/// Reads a text that is a graph, if it is one.
///
/// # Errors
/// When it is one, and too much, damaged or without nodes; or XML or JSON of which nobody knows what it is.
pub(super) fn read(text: &str) -> Result<Option<Book>, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        Some('<') => xml(text),
        Some('{' | '[') => json(text),
        Some(_) => Ok(dot::read(text)?.map(|graph| sheets::book(dot::CALLED, graph))),
        None => Ok(None),
    }
}

fn xml(text: &str) -> Result<Option<Book>, Unreadable> {
    let Some((root, is_archimate)) = root(text) else { return Ok(None) };
    let (called, graph) = match root.as_str() {
        name if graphml::is_it(name) => (graphml::CALLED, graphml::read(text)?),
        name if gexf::is_it(name) => (gexf::CALLED, gexf::read(text)?),
        name if drawio::is_it(name) => (drawio::CALLED, drawio::read(text)?),
        name if archimate::is_it(name) && is_archimate => (archimate::CALLED, archimate::read(text)?),
        name => {
            let name = crate::model::quote::shortened(name);
            return Err(Unreadable(format!(
                "it is XML, but of no kind that is known (<{name}>): GraphML, GEXF, draw.io and ArchiMate are read"
            )));
        }
    };
    Ok(Some(sheets::book(called, graph)))
}

/// The name of the outermost element, and whether it is ArchiMate's.
fn root(text: &str) -> Option<(String, bool)> {
    let mut xml = Xml::new(std::io::Cursor::new(text.as_bytes()));
    loop {
        match xml.next().ok()? {
            Met::Start(element) => {
                let is_archimate = element.attribute("xmlns").is_some_and(|space| space.contains("archimate"))
                    || element
                        .attributes(1 << 20)
                        .ok()?
                        .iter()
                        .any(|(_, text)| text.contains("opengroup.org/xsd/archimate"));
                return Some((element.name.clone(), is_archimate));
            }
            Met::Text(_) => {}
            Met::End(_) | Met::Nothing => return None,
        }
    }
}

fn json(text: &str) -> Result<Option<Book>, Unreadable> {
    /// What the names of lists in graphs are; what begins like JSON and has none of them may be a table.
    const LISTS: [&str; 6] = ["\"nodes\"", "\"elements\"", "\"edges\"", "\"links\"", "\"graph\"", "\"data\""];
    if !LISTS.iter().any(|name| text.contains(name)) {
        return Ok(None);
    }
    json::measure(text)?;
    // Before it is taken apart: what this program does not know is kept as it is written.
    if text.contains("\"metrics\"")
        && let Some((map, option)) = own::read(text)?
    {
        return Ok(Some(sheets::own(map, option)));
    }
    let document = json::value(text)?;
    if document.get("format").and_then(|it| it.as_str()) == Some(crate::exchange::boardwalk_file::FORMAT) {
        return Err(Unreadable(
            "it is a map of this program, not a list: open it, or merge it with this one".to_owned(),
        ));
    }
    match json::read(&document)? {
        Some((form, graph)) => Ok(Some(sheets::book(form.called(), graph))),
        None => Err(Unreadable(
            "it is JSON, but of no kind that is known: JSON Graph, Kumu, and lists of nodes and links are read"
                .to_owned(),
        )),
    }
}
