//! Tables as text: which character parts the columns, and what stands in the cells.

use super::book::{Cell, Flaw, Sheet};
use super::{Tally, Unreadable, bounded};
use crate::exchange::csv_table;

/// What may part columns, the likeliest first.
const SEPARATORS: [char; 5] = ['\t', ';', ',', '|', '\u{1f}'];
/// The most columns of a row that are read, as many as spreadsheets have.
const MOST_COLUMNS: usize = 16_384;
/// So many rows tell what parts the columns.
const TELLING: usize = 60;

/// Reads a text as one sheet, and tells how it was parted.
pub(super) fn read(text: &str, wanted: Option<char>) -> Result<(Sheet, Vec<String>), Unreadable> {
    let (text, said) = setting(text);
    let mut remarks = Vec::new();
    let separator = wanted.or(said).or_else(|| separator(text));
    if wanted.is_none() && said.is_none() && !matches!(separator, Some('\t' | ',') | None) {
        remarks.extend(separator.map(|sign| format!("its columns are parted by {}", name(sign))));
    }
    let mut sheet = Sheet::default();
    let mut tally = Tally::default();
    let mut rows = Rows { rest: text, separator };
    let mut number = 0;
    while let Some(cells) = rows.next() {
        number += 1;
        for (column, said) in cells.into_iter().enumerate() {
            if said.text.trim().is_empty() {
                continue;
            }
            let (text, is_cut) = bounded(without_guard(said.text));
            tally.add(text.len())?;
            let flaw = match () {
                () if said.swallows => Some(Flaw::Swallowed),
                () if is_cut => Some(Flaw::Cut),
                () => None,
            };
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            sheet.put(number, false, Cell { flaw, ..Cell::text(column, text) });
        }
    }
    Ok((sheet, remarks))
}

/// What a separator is called.
pub(super) fn name(separator: char) -> &'static str {
    match separator {
        '\t' => "tabs",
        ';' => "semicolons",
        ',' => "commas",
        '|' => "bars",
        _ => "another sign",
    }
}

/// A first line such as `sep=;` is a setting of Excel's, and no row.
fn setting(text: &str) -> (&str, Option<char>) {
    let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")) else { return (text, None) };
    let mut letters = rest.chars();
    let separator = letters.next();
    let rest = letters.as_str().trim_start_matches('"');
    match rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])) {
        Some(rest) => (rest, separator),
        None => (text, None),
    }
}

/// The sign that parts most rows into the same number of cells, more than one. A comma within names makes rows uneven.
fn separator(text: &str) -> Option<char> {
    let score = |separator: char| {
        let mut rows = Rows { rest: text, separator: Some(separator) };
        let mut widths: Vec<usize> = Vec::new();
        while widths.len() < TELLING
            && let Some(cells) = rows.next()
        {
            // Empty cells at the end of a row come and go.
            let filled = cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
            if filled > 0 {
                widths.push(cells.len());
            }
        }
        let parted = widths.iter().filter(|width| **width > 1).count();
        let mut sorted = widths.clone();
        sorted.sort_unstable();
        let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        let alike = widths.iter().filter(|width| **width == middle).count();
        // A title and remarks stand in lines of their own, around a table whose rows are all alike.
        let is_table = middle > 2 && alike == parted && parted * 2 > widths.len();
        let is_usual = middle > 1 && (parted * 10 >= widths.len() * 6 || is_table);
        is_usual.then_some((alike * 100 / widths.len().max(1), middle))
    };
    let scored = SEPARATORS.into_iter().rev().filter_map(|sign| Some((score(sign)?, sign)));
    // Of two that part all rows alike, the earlier in the list is meant, which comes last here.
    scored.max_by_key(|((alike, width), sign)| (*alike, usize::from(*sign != ','), *width)).map(|(_, sign)| sign)
}

/// What stands in a cell.
struct Said {
    text: String,
    /// Whether rows may have been swallowed into it, by a quotation mark that none closes.
    swallows: bool,
}

/// The rows of a text, one after the other; an empty line is one too.
struct Rows<'a> {
    rest: &'a str,
    separator: Option<char>,
}

impl Rows<'_> {
    fn next(&mut self) -> Option<Vec<Said>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let cell = self.cell();
            if cells.len() < MOST_COLUMNS {
                cells.push(cell);
            }
            match self.rest.chars().next() {
                Some(letter) if Some(letter) == self.separator => self.rest = &self.rest[letter.len_utf8()..],
                Some('\r') if self.rest.starts_with("\r\n") => {
                    self.rest = &self.rest[2..];
                    return Some(cells);
                }
                Some(_) => {
                    self.rest = &self.rest[1..];
                    return Some(cells);
                }
                None => return Some(cells),
            }
        }
    }

    /// The next cell; what follows it is a separator, the end of a line, or nothing.
    fn cell(&mut self) -> Said {
        let separator = self.separator;
        let ends = |letter: char| letter == '\n' || letter == '\r' || Some(letter) == separator;
        let plain = |rest: &str| rest.find(ends).unwrap_or(rest.len());
        let blanks = self.rest.len() - self.rest.trim_start_matches(' ').len();
        if let Some(inner) = self.rest[blanks..].strip_prefix('"')
            && let Some((said, rest)) = quoted(inner)
            // A mark that closes in the middle of a later line closes another cell.
            && (rest[..plain(rest)].trim().is_empty() || !said.contains(['\n', '\r']))
        {
            // What stands behind the closing mark belongs to the cell: `"Youth Voice" Panel`.
            let end = plain(rest);
            let (tail, whole) = (&rest[..end], &self.rest[..self.rest.len() - rest.len() + end]);
            let text = if tail.trim().is_empty() { said } else { whole.to_owned() };
            let has_lines = text.lines().count() > 2;
            let swallows = has_lines && separator.is_some_and(|sign| text.matches(sign).count() > 1);
            self.rest = &rest[end..];
            return Said { text: text.replace("\r\n", "\n").replace('\r', "\n"), swallows };
        }
        let end = plain(self.rest);
        let text = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        // A mark that none closes opens no cell, so that the rows below stay rows.
        Said { text, swallows: false }
    }
}

/// What stands up to the mark that closes, with marks within it doubled, and what follows. None where no mark closes.
fn quoted(inner: &str) -> Option<(String, &str)> {
    /// The furthest that a mark is looked for, bytes: a longer text is no cell.
    const FURTHEST: usize = super::LONGEST_CELL;
    let mut said = String::new();
    let mut rest = inner;
    loop {
        let at = rest.find('"').filter(|at| said.len() + at <= FURTHEST)?;
        said.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                said.push('"');
                rest = more;
            }
            None => return Some((said, rest)),
        }
    }
}

/// A text without the apostrophe that keeps spreadsheets from taking it for a formula, as our own tables have it.
fn without_guard(text: String) -> String {
    match text.strip_prefix('\'').filter(|rest| rest.starts_with(csv_table::BEGINS_FORMULA)) {
        // What is blank says nothing, with or without a guard.
        Some(rest) if rest.trim().is_empty() => String::new(),
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let (sheet, _) = read(text, None).expect("read");
        let texts = |row: &super::super::book::Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        sheet.rows.iter().map(|row| (row.number, texts(row))).collect()
    }

    #[test]
    fn rows_are_numbered_as_spreadsheets_number_them_whatever_ends_their_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["Name,Chair", "\"Board, the\",\"A\nB\"", "", "Forum,C"].join(end);
            let wanted = [
                (1, vec!["Name".to_owned(), "Chair".to_owned()]),
                (2, vec!["Board, the".to_owned(), "A\nB".to_owned()]),
                (4, vec!["Forum".to_owned(), "C".to_owned()]),
            ];
            assert_eq!(rows(&text), wanted, "{end:?}");
        }
    }

    #[test]
    fn the_separator_is_the_one_that_parts_rows_alike() {
        for (text, sign) in [
            ("Name;Members\nBoard;A, B, C\nForum;D, E, F\n", Some(';')),
            ("Name,Members\nBoard,A; B; C\nForum,D; E; F\n", Some(',')),
            ("Name\tMembers\nBoard\tA, B; C\n", Some('\t')),
            ("Name|Chair\nBoard|A\n", Some('|')),
            ("Board\nForum, the\nGroup\n", None),
            ("Groups\n\nName,Chair,Type\nBoard,A,x\nForum,B,y\nPanel,C,z\nNote: as of May\nSource: us\n", Some(',')),
        ] {
            assert_eq!(separator(text), sign, "{text}");
        }
        assert_eq!(rows("sep=;\r\nName;Chair\r\nBoard;A, B\r\n")[1], (2, vec!["Board".to_owned(), "A, B".to_owned()]));
    }

    #[test]
    fn a_mark_that_none_closes_swallows_no_rows() {
        let text = "Name,Chair\n\"Board,A\nForum,B\n\"Youth Voice\" Panel,C\n";
        let (sheet, _) = read(text, None).expect("read");
        assert_eq!(sheet.rows.len(), 4, "{sheet:?}");
        assert_eq!(sheet.rows[3].said(0), "\"Youth Voice\" Panel");
        assert_eq!(sheet.rows[1].cells[0].flaw, None, "{sheet:?}");
        let eaten = "Name,Chair\n\"Board,A\nForum,B\nGroup,C\nPanel\",D\n";
        let (sheet, _) = read(eaten, None).expect("read");
        assert_eq!(sheet.rows[1].cells[0].flaw, Some(Flaw::Swallowed));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_our_own_tables_write_is_read_again(
            table in prop::collection::vec(prop::collection::vec("[a-z =@+'\",\n-]{0,8}", 3), 1..6)
        ) {
            let cells = |row: &Vec<String>| row.iter().map(|text| csv_table::Cell::Text(text.clone())).collect();
            let written = csv_table::write(&table.iter().map(cells).collect::<Vec<_>>());
            let (sheet, _) = read(&written, Some(',')).expect("read");
            for (place, row) in table.iter().enumerate() {
                let number = u32::try_from(place).expect("small") + 1;
                let read = sheet.rows.iter().find(|row| row.number == number);
                for (column, text) in row.iter().enumerate() {
                    let said = read.and_then(|row| row.cell(u32::try_from(column).expect("small")));
                    let said = said.map_or("", |cell| cell.text.as_str());
                    // What has a guard of its own loses it, as in any spreadsheet.
                    let plain = text.strip_prefix('\'').filter(|rest| rest.starts_with(csv_table::BEGINS_FORMULA));
                    let wanted = plain.unwrap_or(text);
                    prop_assert_eq!(said, if wanted.trim().is_empty() { "" } else { wanted });
                }
            }
        }
    }
}
