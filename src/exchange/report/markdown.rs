//! Markdown: for wikis, issue trackers and whatever else takes plain text. Pictures stand at its end, as data.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Press;
use crate::report::{Block, Look, Run, Table};

/// Writes the paper.
pub(super) fn write(press: &Press<'_>) -> Result<Vec<u8>, String> {
    let paper = press.paper;
    let mut text = format!("# {}\n", escaped(&paper.title));
    if !paper.subtitle.is_empty() {
        let _ = write!(text, "\n{}\n", escaped(&paper.subtitle));
    }
    let mut page = Page { press, text, pictures: Vec::new() };
    page.contents();
    page.blocks(&paper.blocks)?;
    for (number, data) in page.pictures.iter().enumerate() {
        let _ = write!(page.text, "\n[picture-{}]: data:image/png;base64,{data}\n", number + 1);
    }
    Ok(page.text.into_bytes())
}

struct Page<'a> {
    press: &'a Press<'a>,
    text: String,
    /// Each picture, as the letters that stand for it.
    pictures: Vec<String>,
}

impl Page<'_> {
    fn contents(&mut self) {
        let paper = self.press.paper;
        self.text.push('\n');
        for heading in paper.headings().into_iter().filter(|heading| heading.level == 1) {
            let _ = writeln!(self.text, "- [{} {}](#{})", heading.number, escaped(&heading.text), heading.anchor);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), String> {
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    let marks = "#".repeat(usize::from(heading.level) + 1);
                    let (number, words) = (&heading.number, escaped(&heading.text));
                    let _ = write!(self.text, "\n<a id=\"{}\"></a>\n\n{marks} {number} {words}\n", heading.anchor);
                }
                Block::Paragraph(runs) => {
                    let _ = write!(self.text, "\n{}\n", told(runs));
                }
                Block::List(items) => {
                    self.text.push('\n');
                    for item in items {
                        let _ = writeln!(self.text, "- {}", told(item));
                    }
                }
                Block::Table(table) => self.table(table),
                Block::Picture(picture) => {
                    let png = self.press.drawn(picture, "png")?;
                    self.pictures.push(STANDARD.encode(png));
                    let (words, number) = (escaped(&picture.words), self.pictures.len());
                    let _ = write!(self.text, "\n![{words}][picture-{number}]\n\n*{}*\n", escaped(&picture.caption));
                }
                Block::Landscape(inner) => self.blocks(inner)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) {
        let heads: Vec<String> = table.columns.iter().map(|column| escaped(&column.title)).collect();
        let rules: Vec<&str> =
            table.columns.iter().map(|column| if column.is_number { "--:" } else { "---" }).collect();
        let _ = write!(self.text, "\n| {} |\n| {} |\n", heads.join(" | "), rules.join(" | "));
        for (place, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<String> = row.iter().map(|cell| told(cell)).collect();
            if let (Some(anchor), Some(first)) = (table.anchors.get(place), cells.first_mut()) {
                *first = format!("<a id=\"{anchor}\"></a>{first}");
            }
            let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        }
    }
}

/// Runs as Markdown.
fn told(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        let words = run.text.trim();
        // Marks do not take beside blanks: those stand outside.
        let (lead, rest) = run.text.split_at(run.text.len() - run.text.trim_start().len());
        let tail = &rest[rest.trim_end().len()..];
        let mark = match run.look {
            Look::Strong if !words.is_empty() => "**",
            Look::Emphasis if !words.is_empty() => "*",
            _ => "",
        };
        let words = format!("{mark}{}{mark}", escaped(words));
        match &run.to {
            Some(anchor) => drop(write!(text, "{lead}[{words}](#{anchor}){tail}")),
            None => drop(write!(text, "{lead}{words}{tail}")),
        }
    }
    text.trim().to_owned()
}

/// A text in which nothing is Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (place, character) in text.char_indices() {
        let is_first = place == 0;
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', character]),
            // What begins a heading, a list or a rule is one at the beginning of a line only.
            '#' | '+' | '-' | '=' | '!' if is_first => escaped.extend(['\\', character]),
            // "1. " begins a list, too.
            '.' | ')' if !is_first && begins_list(text, place) => {
                escaped.extend(['\\', character]);
            }
            // An address would become a link by itself.
            ':' if text[place..].starts_with("://") => escaped.push_str("&#58;"),
            '@' => escaped.push_str("&#64;"),
            character => escaped.push(character),
        }
    }
    escaped.replace("www.", "www&#46;")
}

/// Whether a mark ends the number of a list.
fn begins_list(text: &str, place: usize) -> bool {
    text[..place].bytes().all(|byte| byte.is_ascii_digit()) && !text[place + 1..].starts_with(|next: char| next != ' ')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_that_others_wrote_is_markdown() {
        assert_eq!(escaped("<b>A & B</b> | [x](y)"), "&lt;b&gt;A &amp; B&lt;/b&gt; \\| \\[x\\](y)");
        assert_eq!(escaped("1. First"), "1\\. First");
        assert_eq!(escaped("# A"), "\\# A");
        assert_eq!([escaped("6.2.1"), escaped("6)")], ["6.2.1", "6\\)"]);
        assert_eq!(escaped("https://a.example and www.b.example"), "https&#58;//a.example and www&#46;b.example");
    }
}
