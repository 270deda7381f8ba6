//! What graphs in XML are read by: elements with all that stands in them, one after the other, and never the whole document
//! at once.

use std::io::Cursor;

use super::super::weight::Weight;
use super::super::xml::{Met, Xml};
use super::super::{LONGEST_CELL, MOST_BYTES, Unreadable};
use super::gathered::{About, Graph, MOST_LEVELS};

/// The most elements within one that is read as a whole.
const MOST_WITHIN: usize = 20_000;
/// The most elements of a file.
const MOST_ELEMENTS: usize = 3_000_000;
/// The most that the attributes of one element may hold together, bytes.
const LONGEST_ATTRIBUTES: usize = 8 << 20;

/// An element with all that stands in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Element {
    /// Its name without the prefix.
    pub(super) name: String,
    /// Its attributes, by their names without the prefix.
    pub(super) attributes: Vec<(String, String)>,
    /// The text that stands in it.
    pub(super) text: String,
    /// The elements within it.
    pub(super) inner: Vec<Element>,
    /// The line on which it begins.
    pub(super) line: usize,
}

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Step {
    /// An element begins that is gone through.
    Open(Element),
    /// An element, whole.
    Whole(Element),
    /// An element ends that was gone through.
    Close(String),
}

/// The elements of a document, one after the other.
pub(super) struct Elements<'t> {
    xml: Xml<Cursor<&'t [u8]>>,
    text: &'t str,
    /// Which elements are gone through; all others are read as a whole.
    through: &'static [&'static str],
    open: Vec<String>,
    line: usize,
    counted: usize,
    number: usize,
    /// The text that stood before what came last, within what is gone through.
    loose: String,
}

impl Element {
    /// What an attribute says.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// What an attribute says, to be kept.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A number.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// The elements of that name within it.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.inner.iter().filter(move |inner| inner.name == name)
    }

    /// The first of that name within it.
    pub(super) fn first(&self, name: &str) -> Option<&Element> {
        self.inner.iter().find(|inner| inner.name == name)
    }

    /// All that stand in it at any depth, in the order of the file.
    pub(super) fn deep(&self) -> impl Iterator<Item = &Element> {
        let mut pile: Vec<&Element> = self.inner.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = pile.pop()?;
            pile.extend(next.inner.iter().rev());
            Some(next)
        })
    }
}

impl<'t> Elements<'t> {
    /// Of a document, of which these elements are gone through.
    pub(super) fn of(text: &'t str, through: &'static [&'static str]) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let xml = Xml::new(Cursor::new(text.as_bytes()));
        Self { xml, text, through, open: Vec::new(), line: 1, counted: 0, number: 0, loose: String::new() }
    }

    /// The same, with texts of any length between its elements.
    pub(super) fn with_long_texts(text: &'t str, through: &'static [&'static str]) -> Self {
        let elements = Self::of(text, through);
        Self { xml: Xml::up_to(Cursor::new(elements.text.as_bytes()), MOST_BYTES), ..elements }
    }

    /// The text that stood before what came last, within what is gone through.
    pub(super) fn loose_text(&mut self) -> String {
        std::mem::take(&mut self.loose)
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self, graph: &mut Graph) -> Result<Option<Step>, Unreadable> {
        self.loose.clear();
        loop {
            match self.met()? {
                Some(Piece::Start(element)) if self.through.contains(&element.name.as_str()) => {
                    self.open.push(element.name.clone());
                    self.shallow()?;
                    return Ok(Some(Step::Open(element)));
                }
                Some(Piece::Start(element)) => return self.whole(element).map(|element| Some(Step::Whole(element))),
                Some(Piece::End) => match self.open.pop() {
                    Some(name) => return Ok(Some(Step::Close(name))),
                    None => return Ok(None),
                },
                Some(Piece::Text(more)) => self.loose.push_str(&more),
                None => {
                    self.ends_well()?;
                    for told in self.xml.told() {
                        graph.remark(About::File, Weight::Doubt, told);
                    }
                    return Ok(None);
                }
            }
        }
    }

    fn shallow(&self) -> Result<(), Unreadable> {
        if self.open.len() > MOST_LEVELS {
            let told = format!("its groups stand more than {MOST_LEVELS} deep in each other");
            return Err(Unreadable(format!("{told}, which is the most that is read")));
        }
        Ok(())
    }

    fn ends_well(&self) -> Result<(), Unreadable> {
        match self.open.last() {
            Some(name) => Err(Unreadable(format!(
                "the file breaks off at line {}: <{name}> does not end; save it anew where it was made",
                self.line
            ))),
            None => Ok(()),
        }
    }

    /// Reads an element that has begun to its end.
    fn whole(&mut self, first: Element) -> Result<Element, Unreadable> {
        let (mut pile, mut number) = (vec![first], 1_usize);
        loop {
            match self.met()? {
                Some(Piece::Start(element)) => {
                    number += 1;
                    if number > MOST_WITHIN || pile.len() > MOST_LEVELS {
                        return Err(Unreadable(format!(
                            "line {}: <{}> has too much in it, or too deep: {MOST_WITHIN} elements and {MOST_LEVELS} \
                             levels are the most that is read",
                            pile[0].line, pile[0].name
                        )));
                    }
                    pile.push(element);
                }
                Some(Piece::End) => {
                    let Some(element) = pile.pop() else { break };
                    match pile.last_mut() {
                        Some(outer) => outer.inner.push(element),
                        None => return Ok(element),
                    }
                }
                Some(Piece::Text(more)) => {
                    if let Some(element) = pile.last_mut() {
                        // One letter more than is kept shows that it was cut.
                        let room = (LONGEST_CELL + 4).saturating_sub(element.text.len());
                        let end = (0..=room.min(more.len())).rev().find(|end| more.is_char_boundary(*end));
                        element.text.push_str(&more[..end.unwrap_or(0)]);
                    }
                }
                None => break,
            }
        }
        let (name, line) = pile.first().map(|element| (element.name.clone(), element.line)).unwrap_or_default();
        Err(Unreadable(format!(
            "the file breaks off: <{name}> of line {line} does not end; save it anew where it was made"
        )))
    }

    fn met(&mut self) -> Result<Option<Piece>, Unreadable> {
        let at = self.xml.position().min(self.text.len());
        self.line += self.text.as_bytes()[self.counted..at].iter().filter(|byte| **byte == b'\n').count();
        self.counted = at;
        let (line, number) = (self.line, self.number);
        Ok(match self.xml.next()? {
            Met::Start(start) => {
                self.number += 1;
                if number > MOST_ELEMENTS {
                    return Err(Unreadable(format!(
                        "the file has more than {MOST_ELEMENTS} elements, which is the most that is read: split it"
                    )));
                }
                let attributes = start.attributes(LONGEST_ATTRIBUTES)?;
                Some(Piece::Start(Element { name: start.name.clone(), attributes, line, ..Element::default() }))
            }
            Met::End(_) => Some(Piece::End),
            Met::Text(text) => Some(Piece::Text(text)),
            Met::Nothing => None,
        })
    }
}

enum Piece {
    Start(Element),
    End,
    Text(String),
}
