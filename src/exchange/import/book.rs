//! A book of sheets, as any spreadsheet or table is read: cells with the names that the spreadsheet program shows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::origin::Origin;

/// What is read of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// The name of the file, without its folder; empty for text that was pasted.
    pub name: String,
    /// Its sheets that hold cells, in its order.
    pub sheets: Vec<Sheet>,
    /// How it was read, where that had to be decided, and what was passed over: each a sentence without a full stop.
    pub remarks: Vec<String>,
    /// Of what graph its sheets are made, if they are of one.
    pub graph: Option<Origin>,
}

/// A sheet of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// What its tab says; empty where a file has no tabs.
    pub name: String,
    /// Whether the spreadsheet program does not show it.
    pub is_hidden: bool,
    /// The rows that hold something, from top to bottom.
    pub rows: Vec<Row>,
    /// Where several cells were merged into one.
    pub merged: Vec<Merged>,
    /// The columns that the spreadsheet program does not show, from 0.
    pub hidden_columns: Vec<u32>,
    /// Whether its rows are the columns of the spreadsheet, and its columns the rows.
    pub is_turned: bool,
    /// What the rows below the first are called where they are none that people see: "node n7", and ", line 12".
    pub called: Vec<(String, String)>,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its number, from 1, as the spreadsheet program shows it.
    pub number: u32,
    /// Whether the spreadsheet program does not show it: hidden, or filtered out.
    pub is_hidden: bool,
    /// Its cells that hold something, from left to right.
    pub cells: Vec<Cell>,
}

/// A cell that holds something, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: u32,
    /// How much its text is set in from the left, in steps.
    pub indent: u8,
    /// What kind of value it holds.
    pub kind: CellKind,
    /// What may be wrong with it.
    pub flaw: Option<Flaw>,
    /// What it says; blanks at its ends are left as they are.
    pub text: String,
}

/// What kind of value a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Text, or nothing that is known to be anything else.
    Text,
    /// A number, as it is shown.
    Number,
    /// A day, as 2011-05-16, with a time behind it if there was one.
    Date,
    /// "yes" or "no".
    YesNo,
}

/// What may be wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A formula whose result the file does not hold.
    NoResult,
    /// A text that the file refers to and does not hold.
    NoText,
    /// A formula whose result is an error, which the text names.
    Error,
    /// A number of so many digits that spreadsheets have rounded it.
    LongNumber,
    /// A date of the first months of 1900, which programs count differently.
    EarlyDate,
    /// Text that stands under a merged cell, where nobody sees it.
    Covered,
    /// Text that was longer than is read.
    Cut,
    /// Several lines with separators in one cell of a text file: a quotation mark may be missing.
    Swallowed,
}

/// An area of merged cells; its first cell alone holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The number of the first row, from 1.
    pub top: u32,
    /// The first column, from 0.
    pub left: u32,
    /// The number of the last row.
    pub bottom: u32,
    /// The last column.
    pub right: u32,
}

/// Where a cell stands, as the spreadsheet program says it: B7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellName {
    /// The number of the row, from 1.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl Cell {
    /// A cell with a text, with which nothing is wrong.
    pub fn text(column: u32, text: impl Into<String>) -> Self {
        Self { column, indent: 0, kind: CellKind::Text, flaw: None, text: text.into() }
    }
}

impl Row {
    /// The cell in a column, if it holds anything.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().map(|place| &self.cells[place])
    }

    /// What stands in a column, without blanks at its ends.
    pub fn said(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text.trim())
    }
}

impl Sheet {
    /// Whether it is made of something else, so that its rows and columns have no numbers that people know.
    pub fn is_made(&self) -> bool {
        !self.called.is_empty()
    }

    /// What a row is called in a sheet that is made of something else; without the line of the file.
    pub fn known_as(&self, row: u32) -> &str {
        self.name_of(row).map_or("", |(name, _)| name.as_str())
    }

    /// The same with the line behind it.
    pub(super) fn name_of(&self, row: u32) -> Option<&(String, String)> {
        self.called.get(usize::try_from(row).ok()?.checked_sub(2)?)
    }

    /// The column after the last one that holds anything.
    pub fn width(&self) -> u32 {
        self.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column + 1).max().unwrap_or(0)
    }

    /// Writes what stands in cells that were merged down a column into all of them, where the others hold nothing, in
    /// the columns that are to be filled.
    pub fn fill_down(&mut self, fills: impl Fn(u32) -> bool) {
        // Areas never overlap; those of a damaged file are not filled twice.
        let mut filled: BTreeMap<u32, u32> = BTreeMap::new();
        // A title over several columns says nothing of each of them.
        let merged = self.merged.iter().filter(|merged| merged.bottom > merged.top && fills(merged.left));
        for merged in merged {
            if filled.get(&merged.left).is_some_and(|bottom| *bottom >= merged.top) {
                continue;
            }
            filled.insert(merged.left, merged.bottom);
            let first = self.rows.binary_search_by_key(&merged.top, |row| row.number).ok();
            let Some(cell) = first.and_then(|place| self.rows[place].cell(merged.left)).cloned() else { continue };
            let from = self.rows.partition_point(|row| row.number < merged.top);
            for row in self.rows[from..].iter_mut().take_while(|row| row.number <= merged.bottom) {
                if let Err(place) = row.cells.binary_search_by_key(&merged.left, |cell| cell.column) {
                    row.cells.insert(place, cell.clone());
                }
            }
        }
    }

    /// The rows whose cell in a column belongs to one above that was merged down to it.
    pub fn hanging(&self, column: u32) -> BTreeSet<u32> {
        let (mut rows, mut until) = (BTreeSet::new(), 0);
        for merged in self.merged.iter().filter(|merged| (merged.left..=merged.right).contains(&column)) {
            let from = self.rows.partition_point(|row| row.number <= merged.top.max(until));
            let below = self.rows[from..].iter().map(|row| row.number);
            rows.extend(below.take_while(|row| *row <= merged.bottom));
            until = until.max(merged.bottom);
        }
        rows
    }

    /// The sheet with its rows as columns and its columns as rows.
    pub(super) fn turned(&self) -> Self {
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        for row in &self.rows {
            for cell in &row.cells {
                let is_hidden = self.hidden_columns.contains(&cell.column);
                let turned = Row { number: cell.column + 1, is_hidden, cells: Vec::new() };
                let cell = Cell { column: row.number - 1, ..cell.clone() };
                rows.entry(turned.number).or_insert(turned).cells.push(cell);
            }
        }
        let merged = self.merged.iter().map(|area| Merged {
            top: area.left + 1,
            left: area.top - 1,
            bottom: area.right + 1,
            right: area.bottom - 1,
        });
        let hidden = self.rows.iter().filter(|row| row.is_hidden);
        Self {
            rows: rows.into_values().collect(),
            merged: merged.collect(),
            hidden_columns: hidden.map(|row| row.number - 1).collect(),
            is_turned: !self.is_turned,
            ..self.clone()
        }
    }

    /// Whether a row is one cell that was merged over several columns, as headings within a list are.
    pub fn is_band(&self, row: &Row) -> bool {
        let from = self.merged.partition_point(|merged| merged.top < row.number);
        let mut here = self.merged[from..].iter().take_while(|merged| merged.top == row.number);
        here.any(|merged| merged.right > merged.left && row.cells.iter().all(|cell| cell.column <= merged.left))
    }

    /// Writes another text into a cell, which is then as it should be.
    pub fn mend(&mut self, at: CellName, text: &str) {
        let Ok(place) = self.rows.binary_search_by_key(&at.row, |row| row.number) else { return };
        let cells = &mut self.rows[place].cells;
        match cells.binary_search_by_key(&at.column, |cell| cell.column) {
            Ok(place) => {
                cells[place].text = text.to_owned();
                cells[place].flaw = None;
            }
            Err(place) => cells.insert(place, Cell::text(at.column, text)),
        }
    }
}

/// The letters of a column, from 0: A, B, .. Z, AA.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// The column of letters, from 0.
pub fn column_of(letters: &str) -> Option<u32> {
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase();
        if !digit.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(digit - b'A') + 1)?;
    }
    column.checked_sub(1)
}

impl CellName {
    /// The cell of a name such as B7 or $B$7.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.replace('$', "");
        let digits = name.find(|letter: char| letter.is_ascii_digit())?;
        let row: u32 = name[digits..].parse().ok().filter(|row| *row > 0)?;
        Some(Self { row, column: column_of(&name[..digits])? })
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_spreadsheets_call_them() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!((column_letters(column).as_str(), column_of(letters)), (letters, Some(column)));
        }
        assert_eq!(CellName::parse("$XFD$1048576").map(|cell| cell.to_string()), Some("XFD1048576".to_owned()));
        assert!(["", "7", "B", "B0", "é7", "AAAAAAAAA1"].iter().all(|name| CellName::parse(name).is_none()));
    }

    #[test]
    fn merged_cells_are_filled_down_and_a_title_is_not_spread() {
        let row = |number, cells: &[(u32, &str)]| Row {
            number,
            is_hidden: false,
            cells: cells.iter().map(|(column, text)| Cell::text(*column, *text)).collect(),
        };
        let merged = |top, left, bottom, right| Merged { top, left, bottom, right };
        let mut sheet = Sheet {
            rows: vec![row(1, &[(0, "Groups")]), row(3, &[(0, "Board"), (1, "One")]), row(4, &[(1, "Two")])],
            merged: vec![merged(1, 0, 1, 3), merged(3, 0, 4, 0)],
            ..Sheet::default()
        };
        assert_eq!((sheet.hanging(0), sheet.hanging(1).len()), (BTreeSet::from([4]), 0));
        assert!(sheet.is_band(&sheet.rows[0]) && !sheet.is_band(&sheet.rows[1]));
        assert_eq!(sheet.turned().turned(), sheet);
        assert_eq!(sheet.turned().rows[1].said(3), "Two");
        sheet.fill_down(|_| true);
        assert_eq!(sheet.rows[2].said(0), "Board");
        assert_eq!(sheet.rows[0].cells.len(), 1);
    }
}
