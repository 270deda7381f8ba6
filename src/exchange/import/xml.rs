//! Elements, attributes and texts of the parts of spreadsheets, whatever their prefixes.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{LONGEST_CELL, Unreadable};

/// What is met in a part.
pub(super) enum Met<'a> {
    /// An element begins; its name without the prefix.
    Start(Element<'a>),
    /// An element ends.
    End(String),
    /// Text within it.
    Text(String),
    /// The part ends.
    Nothing,
}

/// An element that begins.
pub(super) struct Element<'a> {
    pub(super) name: String,
    start: BytesStart<'a>,
}

/// A part that is read from its beginning to its end.
pub(super) struct Xml<R: BufRead> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// The longest piece of text that is kept, bytes.
    longest: usize,
    /// Whether it declares a type, and whether that names something outside it.
    declares: Option<bool>,
    /// The first reference to something that only the file itself declares.
    unresolved: Option<String>,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(part);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), longest: LONGEST_CELL, declares: None, unresolved: None }
    }

    /// One that keeps pieces of text of that length, bytes.
    pub(super) fn up_to(part: R, longest: usize) -> Self {
        Self { longest, ..Self::new(part) }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Met<'_>, Unreadable> {
        self.buffer.clear();
        let met = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            // What was said of the size is a whole sentence.
            quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::Other => Unreadable(error.to_string()),
            error => Unreadable(format!("the file is damaged ({error}): open it where it was made, and save it anew")),
        })?;
        Ok(match met {
            Event::Start(start) | Event::Empty(start) => {
                Met::Start(Element { name: text(start.local_name().as_ref()), start })
            }
            Event::End(end) => Met::End(text(end.local_name().as_ref())),
            Event::Text(content) => Met::Text(bounded(&content, self.longest)),
            Event::CData(content) => Met::Text(bounded(&content, self.longest)),
            Event::GeneralRef(reference) => {
                let known = resolved(&reference);
                if known.is_none() && self.unresolved.is_none() {
                    self.unresolved = Some(bounded(&reference, LONGEST_CELL));
                }
                Met::Text(known.unwrap_or_default())
            }
            Event::Eof => Met::Nothing,
            Event::DocType(declared) => {
                let head = text(&declared[..declared.len().min(LONGEST_CELL)]);
                self.declares = Some(head.contains("SYSTEM") || head.contains("PUBLIC"));
                Met::Text(String::new())
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Met::Text(String::new()),
        })
    }

    /// How far it was read, bytes.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// What the part declares for itself and is not followed, once all of it was read.
    pub(super) fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.declares == Some(true) {
            told.push("the file names something outside it (in its DOCTYPE), which is not opened".to_owned());
        }
        if let Some(name) = &self.unresolved {
            told.push(format!("&{name}; stands for something that the file declares itself: it is left out"));
        }
        told
    }

    /// Goes to the end of the element that has just begun.
    pub(super) fn pass(&mut self) -> Result<(), Unreadable> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Met::Start(_) => depth += 1,
                Met::End(_) => depth -= 1,
                Met::Text(_) => {}
                Met::Nothing => break,
            }
        }
        Ok(())
    }

    /// The text up to the end of the element that has just begun, and of all within it.
    pub(super) fn text(&mut self) -> Result<String, Unreadable> {
        let (mut said, mut depth) = (String::new(), 1_usize);
        while depth > 0 {
            match self.next()? {
                Met::Start(_) => depth += 1,
                Met::End(_) => depth -= 1,
                Met::Text(more) => push(&mut said, &more),
                Met::Nothing => break,
            }
        }
        Ok(said)
    }
}

impl Element<'_> {
    /// What an attribute says, by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
        let raw = String::from_utf8_lossy(&found.value).into_owned();
        Some(quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), std::borrow::Cow::into_owned))
    }

    /// All attributes that it has, by their names without the prefix.
    pub(super) fn attributes(&self, most: usize) -> Result<Vec<(String, String)>, Unreadable> {
        let mut held = 0;
        let mut all = Vec::new();
        for attribute in self.start.attributes().with_checks(false).flatten() {
            held += attribute.value.len();
            if held > most {
                return Err(Unreadable(format!(
                    "the attributes of <{}> hold more than {} MB, which is the most that is read",
                    self.name,
                    most >> 20
                )));
            }
            let raw = String::from_utf8_lossy(&attribute.value);
            let said = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), std::borrow::Cow::into_owned);
            all.push((text(attribute.key.local_name().as_ref()), said));
        }
        Ok(all)
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|said| said == "1" || said == "true")
    }

    /// The number that an attribute gives.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Adds to a text, but not without end.
pub(super) fn push(said: &mut String, more: &str) {
    if said.len() <= LONGEST_CELL {
        said.push_str(more);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A piece of text, of which a longer one than a cell may hold is not copied whole.
fn bounded(bytes: &[u8], longest: usize) -> String {
    text(&bytes[..bytes.len().min(longest.saturating_add(4))]).replace("\r\n", "\n")
}

/// The character that a reference stands for; nothing for one that only the file itself declares.
fn resolved(reference: &BytesRef<'_>) -> Option<String> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(&text(reference)).map(str::to_owned)
}
