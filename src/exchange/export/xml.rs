//! Markup, written by a library that escapes it.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes elements, indented.
pub(super) struct Markup(Writer<Vec<u8>>);

/// Attributes of an element, in the order in which they are written.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Markup {
    /// The text of a document.
    pub(super) fn document(content: impl FnOnce(&mut Self) -> io::Result<()>) -> Vec<u8> {
        let mut markup = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
        let written = markup.0.write_event(declaration).and_then(|()| content(&mut markup));
        written.expect("memory takes every byte that is written to it");
        markup.0.into_inner()
    }

    /// An element around others.
    pub(super) fn around(
        &mut self,
        element: &str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(element).with_attributes(attributes.iter().copied())))?;
        content(self)?;
        self.0.write_event(Event::End(BytesEnd::new(element)))
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, element: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.0.create_element(element).with_attributes(attributes.iter().copied()).write_empty()?;
        Ok(())
    }

    /// An element with a text in it.
    pub(super) fn text(&mut self, element: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        let element = self.0.create_element(element).with_attributes(attributes.iter().copied());
        element.write_text_content(BytesText::new(text))?;
        Ok(())
    }
}
