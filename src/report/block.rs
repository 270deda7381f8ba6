//! Blocks: what a board paper consists of, whatever the format in which it is written.

use std::sync::Arc;

use crate::drawing::Scene;
use crate::model::quote::shown;

/// More of one text than this no paper repeats.
const MOST: usize = 4_000;

/// A board paper as content. Its formats are in `exchange`.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What it is about.
    pub title: String,
    /// Where and when, in a few words; empty where the map does not say.
    pub subtitle: String,
    /// Its blocks, in the order in which they are read.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// Items below each other.
    List(Vec<Vec<Run>>),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Box<Picture>),
    /// Blocks that stand on pages that are wider than high.
    Landscape(Vec<Self>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for a section, 2 for a part of one.
    pub level: u8,
    /// Its number: "3" or "3.1".
    pub number: String,
    /// What it says.
    pub text: String,
    /// The name by which links find it: letters, digits and hyphens.
    pub anchor: String,
}

/// Words in a row that look the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// The anchor to which they lead.
    pub to: Option<String>,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Like the others.
    Plain,
    /// Set in bold.
    Strong,
    /// Set in italics: the title of a book, or a word that is stressed.
    Emphasis,
}

/// A table with one row of headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it holds, for those who cannot see it.
    pub words: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Vec<Run>>>,
    /// The anchors of rows, as many as there are rows; none where nothing leads there.
    pub anchors: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is beside the others.
    pub width: u16,
    /// Whether it holds numbers, which stand below each other by their ends.
    pub is_number: bool,
}

/// A picture of a map.
#[derive(Debug, Clone)]
pub struct Picture {
    /// What is seen.
    pub scene: Arc<Scene>,
    /// The same in words, for those who cannot see it.
    pub words: String,
    /// What stands below it.
    pub caption: String,
}

impl Paper {
    /// Every heading, in order.
    pub fn headings(&self) -> Vec<&Heading> {
        let mut headings = Vec::new();
        walk(&self.blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                headings.push(heading);
            }
        });
        headings
    }

    /// Every text, but for those in pictures.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.title.as_str(), &self.subtitle];
        walk(&self.blocks, &mut |block| match block {
            Block::Heading(heading) => texts.push(&heading.text),
            Block::Paragraph(runs) => texts.extend(runs.iter().map(|run| run.text.as_str())),
            Block::List(items) => texts.extend(items.iter().flatten().map(|run| run.text.as_str())),
            Block::Table(table) => {
                texts.extend(table.columns.iter().map(|column| column.title.as_str()));
                texts.extend(table.rows.iter().flatten().flatten().map(|run| run.text.as_str()));
            }
            Block::Picture(picture) => texts.push(&picture.caption),
            Block::Landscape(_) => {}
        });
        texts
    }

    /// Every picture, in order.
    pub fn pictures(&self) -> Vec<&Picture> {
        let mut pictures = Vec::new();
        walk(&self.blocks, &mut |block| {
            if let Block::Picture(picture) = block {
                pictures.push(&**picture);
            }
        });
        pictures
    }
}

fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        if let Block::Landscape(inner) = block {
            walk(inner, visit);
        }
    }
}

impl Block {
    /// A heading that gets its number when the paper is whole.
    pub(super) fn heading(level: u8, text: &str, anchor: &str) -> Self {
        Self::Heading(Heading { level, number: String::new(), text: told(text), anchor: anchor.to_owned() })
    }

    /// A paragraph that looks the same all through.
    pub(super) fn paragraph(text: &str) -> Self {
        Self::Paragraph(vec![Run::plain(text)])
    }
}

impl Run {
    /// Words like the others.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: told(text), look: Look::Plain, to: None }
    }

    /// Words in bold.
    pub(super) fn strong(text: &str) -> Self {
        Self { look: Look::Strong, ..Self::plain(text) }
    }

    /// Words that lead somewhere.
    pub(super) fn link(text: &str, to: &str) -> Self {
        Self { to: Some(to.to_owned()), ..Self::plain(text) }
    }
}

impl Table {
    /// A table without rows. A column is a heading and its width beside the others.
    pub(super) fn new(words: &str, columns: &[(&str, u16)]) -> Self {
        let column = |(title, width): &(&str, u16)| Column { title: told(title), width: *width, is_number: false };
        let columns = columns.iter().map(column).collect();
        Self { words: told(words), columns, rows: Vec::new(), anchors: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Vec<Run>>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// A cell that looks the same all through.
pub(super) fn cell(text: &str) -> Vec<Run> {
    vec![Run::plain(text)]
}

/// A text as a paper repeats it: on one line, with nothing that acts unseen, and of a length that somebody reads. Blanks
/// at its ends are kept, as runs stand beside each other.
pub(super) fn told(text: &str) -> String {
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let mut even = String::with_capacity(end);
    for character in text[..end].chars() {
        let is_blank = character.is_whitespace() && character != '\u{a0}';
        match is_blank {
            true if even.ends_with(' ') => {}
            true => even.push(' '),
            // No format can hold it.
            false if matches!(character, '\u{fffe}' | '\u{ffff}') => {}
            false => even.push(character),
        }
    }
    let shown = shown(&even).into_owned();
    if end < text.len() { shown.trim_end().to_owned() + "…" } else { shown }
}

/// A sentence with its full stop; one that ends with a stop or a mark of its own gets none.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// A text with `*…*` set in italics, as the explanations of rules have it, and nothing else.
pub(super) fn with_emphasis(text: &str) -> Vec<Run> {
    let parts = text.split('*').enumerate().filter(|(_, part)| !part.is_empty());
    let look = |place: usize| if place % 2 == 1 { Look::Emphasis } else { Look::Plain };
    parts.map(|(place, part)| Run { look: look(place), ..Run::plain(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_on_one_line_and_nothing_in_them_acts() {
        assert_eq!(told("a\n\t b\u{7}\u{202e}c\u{ffff}"), "a b\\u{7}\\u{202e}c");
        assert_eq!(told(" and "), " and ");
        assert!(told(&"x".repeat(1_000_000)).chars().count() <= MOST + 1);
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!([sentence("It is so"), sentence("Is it? "), sentence("It is.")], ["It is so.", "Is it?", "It is."]);
        let runs = with_emphasis("So says the *Code* (2010).");
        let looks: Vec<(&str, Look)> = runs.iter().map(|run| (run.text.as_str(), run.look)).collect();
        assert_eq!(looks, [("So says the ", Look::Plain), ("Code", Look::Emphasis), (" (2010).", Look::Plain)]);
    }
}
