//! Markdown on a terminal: the texts of the rules as plain, wrapped lines.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::console::{FAINT, STRONG, painted, paragraph};

/// The text with headings, paragraphs, lists and code set apart, at most `width` columns wide; code keeps its lines.
pub(super) fn rendered(markdown: &str, width: usize) -> String {
    let mut page = Page { width, ..Page::default() };
    for event in Parser::new(markdown) {
        page.take(&event);
    }
    page.done
}

/// The text without any marks, each paragraph on one line.
pub(super) fn plain(markdown: &str) -> String {
    const ENDLESS: usize = 1 << 20;
    anstream::adapter::strip_str(&rendered(markdown, ENDLESS)).to_string()
}

#[derive(Default)]
struct Page {
    done: String,
    width: usize,
    /// The text of the block that is being read.
    block: String,
    /// For each list that is open, the number of its next item, if it is numbered.
    lists: Vec<Option<u64>>,
    /// What leads the next line of the item that has begun.
    lead: Option<String>,
    in_code: bool,
}

impl Page {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) => self.block.clear(),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.gap();
                if let CodeBlockKind::Fenced(word) = kind
                    && !word.is_empty()
                {
                    self.done += &format!("    {}\n", painted(word, FAINT));
                }
                self.in_code = true;
            }
            Event::Start(Tag::List(number)) => {
                self.end_block();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.lists.push(*number);
            }
            Event::Start(Tag::Item) => {
                let indent = "  ".repeat(self.lists.len());
                self.lead = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{indent}{}. ", *number - 1)
                    }
                    _ => format!("{indent}• "),
                });
            }
            Event::End(TagEnd::Heading(_)) => {
                self.gap();
                self.done += &painted(&self.block, STRONG);
                self.done.push('\n');
                self.block.clear();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_block(),
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Strong) => self.block += &format!("{STRONG}"),
            Event::End(TagEnd::Strong) => self.block += &format!("{STRONG:#}"),
            Event::Text(text) if self.in_code => {
                for line in text.lines() {
                    self.done += &format!("    {line}\n");
                }
            }
            Event::Text(text) => self.block += text,
            Event::Code(code) => self.block += &painted(code, STRONG),
            Event::SoftBreak | Event::HardBreak => self.block.push(' '),
            _ => {}
        }
    }

    /// Writes the block as a paragraph of its own, or behind the mark of its item.
    fn end_block(&mut self) {
        if self.block.trim().is_empty() {
            return;
        }
        let lead = match self.lead.take() {
            Some(lead) => lead,
            None => {
                self.gap();
                "  ".repeat(self.lists.len())
            }
        };
        self.done += &paragraph(self.block.trim(), &lead, self.width);
        self.block.clear();
    }

    fn gap(&mut self) {
        if !self.done.is_empty() && !self.done.ends_with("\n\n") {
            self.done.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn headings_paragraphs_lists_and_code_are_set_apart() {
        let markdown = "# One\nSome *words* that\nwrap here.\n\n- first\n- second and more\n\n1. a\n2. b\n\n```json\n{}\n```\nEnd.";
        let plain = anstream::adapter::strip_str(&rendered(markdown, 20)).to_string();
        let expected = "One\n\nSome words that wrap\nhere.\n\n  • first\n  • second and more\n\n  1. a\n  2. b\n\n    json\n    {}\n\nEnd.\n";
        assert_eq!(plain, expected);
    }
}
