//! Cells: which character parts the columns of a text, and what stands between them.

use super::Note;

/// A row as it was parted, with the line on which it begins.
pub(super) struct Parted {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// The character between the columns: tabs and semicolons where they are usual, a comma only if every line has one, because
/// names have commas too.
pub(super) fn separator(text: &str) -> Option<char> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let having = |sign: char| lines.iter().filter(|line| line.contains(sign)).count();
    let (tabs, semicolons, commas) = (having('\t'), having(';'), having(','));
    let all_have_commas = commas == lines.len() && !lines.is_empty();
    // A few among others are no columns, but strayed into a name.
    let are_usual = |count: usize| count * 2 >= lines.len() || !all_have_commas;
    match () {
        () if tabs > 0 && are_usual(tabs) && (tabs * 2 >= lines.len() || semicolons == 0) => Some('\t'),
        () if semicolons > 0 && are_usual(semicolons) => Some(';'),
        () if all_have_commas => Some(','),
        () => None,
    }
}

/// The rows of a text that have something in them.
pub(super) fn part(text: &str, separator: Option<char>, notes: &mut Vec<Note>) -> Vec<Parted> {
    let mut rows = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() {
        let mut row = Parted { line, cells: Vec::new() };
        loop {
            let cell = Cell::at(rest, separator);
            line += rest[..cell.end].matches('\n').count();
            if cell.is_open {
                let text = "a quotation mark opens a cell here, and none closes it; it was left out".to_owned();
                notes.push(Note::new(Some(row.line), text));
            }
            row.cells.push(cell.text);
            rest = &rest[cell.end..];
            match separator.and_then(|separator| rest.strip_prefix(separator)) {
                Some(next) => rest = next,
                None => break,
            }
        }
        if let Some(next) = rest.strip_prefix('\n') {
            (rest, line) = (next, line + 1);
        }
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// What a text begins with, up to the next separator or the end of the line.
struct Cell {
    text: String,
    /// How far it goes, bytes.
    end: usize,
    /// Whether a quotation mark opens it that none closes.
    is_open: bool,
}

impl Cell {
    fn at(text: &str, separator: Option<char>) -> Self {
        if let Some(cell) = Self::quoted(text, separator) {
            return cell;
        }
        let is_end = |letter: char| letter == '\n' || Some(letter) == separator;
        let end = text.find(is_end).unwrap_or(text.len());
        let plain = text[..end].trim();
        // "Youth Voice" Panel keeps its marks.
        let is_open = plain.starts_with('"') && plain.matches('"').count() == 1;
        let plain = if is_open { plain[1..].trim_start() } else { plain };
        Self { text: plain.to_owned(), end, is_open }
    }

    /// A cell in quotation marks, as spreadsheets write what holds a separator, a line end or a mark: the last mark is
    /// followed by a separator or the end of a line, and marks within it are doubled.
    fn quoted(text: &str, separator: Option<char>) -> Option<Self> {
        let blank = |text: &str| text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
        let start = blank(text);
        let inner = text[start..].strip_prefix('"')?;
        let mut from = 0;
        loop {
            let at = from + inner[from..].find('"')?;
            let after = &inner[at + 1..];
            if after.starts_with('"') {
                from = at + 2;
                continue;
            }
            let end = blank(after);
            let next = after[end..].chars().next();
            let ends = next.is_none_or(|letter| letter == '\n' || Some(letter) == separator);
            let text = inner[..at].replace("\"\"", "\"").trim().to_owned();
            return ends.then_some(Self { text, end: start + 1 + at + 1 + end, is_open: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::pasted_text::{has_headings, read};

    #[test]
    fn headings_are_seen_behind_a_mark_and_before_any_end_of_a_line() {
        for text in ["name;kind\nForum;group\n", "name;kind\rForum;group\r", "\u{feff}name;kind\r\nForum;group\r\n"] {
            assert!(has_headings(text) && read(text).is_ok_and(|(map, _)| map.nodes.len() == 1), "{text:?}");
        }
    }

    #[test]
    fn a_tab_that_strayed_into_a_list_is_no_column() {
        let text = "Youth Group, Trust Board\nPlay Group, Trust\tBoard\nHealth Group, Trust Board\n";
        let (map, _) = read(text).expect("a map");
        assert_eq!(map.nodes.len(), 4, "{:?}", map.nodes.iter().map(|node| &node.name).collect::<Vec<_>>());
    }
}
