//! What is typed in an import, and where it belongs: kept over a crash and over closing the dialog.

use std::path::PathBuf;

use super::Import;
use super::work::Sheets;
use crate::app::act::ImportFrom;
use crate::exchange::import::Choices;
use crate::exchange::import::book::CellName;
use crate::exchange::import::doubt::place;
use crate::session::Session;
use crate::session::task::Wake;
use crate::storage::recovery::Draft;

/// Where what is typed belongs: the room, and in it the sheets, and what of them.
pub(in crate::app::dialogs) const ROOM: &str = "import";
const FILE: &str = "file";
const EXAMPLE: &str = "example";
const TEXT: &str = "text";
const TITLE: &str = "title";
const CELLS: &str = "cells";
const CELL: &str = "cell";
const BEGUN: &str = "begun";
const COLUMNS: &str = "columns";
const TICKED: &str = "ticked";
/// What is pasted and longer is not kept, bytes: it would be written with every letter that is typed.
const LONGEST: usize = 1 << 20;

/// What sheets are known by.
fn origin(from: &ImportFrom) -> [String; 3] {
    let (kind, which) = match from {
        ImportFrom::File(path) => (FILE, path.display().to_string()),
        ImportFrom::Example(place) => (EXAMPLE, place.to_string()),
        // There is but one at a time, and it is kept once.
        ImportFrom::Text(_) => (TEXT, String::new()),
    };
    [ROOM.to_owned(), kind.to_owned(), which]
}

/// The sheets in which a text was typed.
fn from(draft: &Draft) -> Option<ImportFrom> {
    let [_, kind, which, what, ..] = draft.place.as_slice() else { return None };
    match kind.as_str() {
        FILE => Some(ImportFrom::File(PathBuf::from(which))),
        EXAMPLE => which.parse().ok().map(ImportFrom::Example),
        TEXT if what == CELLS => Some(ImportFrom::Text(draft.text.clone())),
        _ => None,
    }
}

impl Import {
    /// Whether that was typed in these sheets.
    fn is_of(&self, draft: &Draft) -> bool {
        let is_cells = draft.place.get(3).is_some_and(|what| what == CELLS);
        let is_same = match &self.from {
            ImportFrom::Text(text) if is_cells => *text == draft.text,
            _ => true,
        };
        is_same && draft.place.starts_with(&origin(&self.from))
    }

    /// What is typed or chosen of it and is on no map yet: pasted cells, the title, cells that were mended, columns, ticks.
    pub(in crate::app::dialogs) fn typed(&self) -> Vec<Draft> {
        let of = if self.name.is_empty() { "cells that were pasted" } else { self.name.as_str() };
        let draft = |what: String, belongs: &[&str], text: &str| {
            let place = origin(&self.from).into_iter().chain(belongs.iter().map(|part| (*part).to_owned())).collect();
            Draft { what, place, text: text.to_owned() }
        };
        let mut drafts = Vec::new();
        if let ImportFrom::Text(text) = &self.from
            && text.len() <= LONGEST
        {
            drafts.push(draft("Cells that were pasted".to_owned(), &[CELLS], text));
        }
        if !self.title.is_empty() {
            drafts.push(draft(format!("Title of the map made of {of}"), &[TITLE], &self.title));
        }
        let sheets = self.sheets.as_ref();
        let columns = sheets.map_or_else(|| self.columns.clone(), Sheets::changed_columns);
        drafts.extend(columns.map(|columns| draft(format!("What the columns of {of} hold"), &[COLUMNS], &columns)));
        let ticked = sheets.map(|sheets| &sheets.choices).or(self.ticked.as_ref());
        let ticked = ticked.filter(|ticked| **ticked != Choices::default());
        let ticked = ticked.and_then(|ticked| serde_json::to_string(ticked).ok());
        drafts.extend(ticked.map(|ticked| draft(format!("What was ticked of {of}"), &[TICKED], &ticked)));
        let begun = self.sheets.iter().filter_map(|sheets| sheets.half_typed().cloned()).chain(self.begun.clone());
        let written = self.sheets.iter().flat_map(|sheets| sheets.written.iter().cloned());
        let written = written.chain(self.waiting.iter().cloned()).map(|cell| (CELL, cell));
        for (kind, (sheet, at, text)) in written.chain(begun.map(|cell| (BEGUN, cell))) {
            let called = match &self.sheets {
                Some(sheets) => place(&sheets.book, sheet, Some(at.row), Some(at.column)),
                None => format!("row {}", at.row),
            };
            let numbers = [sheet.to_string(), at.row.to_string(), at.column.to_string()];
            drafts.push(draft(format!("{called} of {of}"), &[kind, &numbers[0], &numbers[1], &numbers[2]], &text));
        }
        drafts
    }

    /// The import in which a text was typed, with it; none if nothing says of what.
    pub(in crate::app::dialogs) fn put_back(
        draft: &Draft,
        session: &Session,
        is_native: bool,
        wake: &Wake,
    ) -> Option<Self> {
        let mut import = Self::new(from(draft)?, session, is_native, wake);
        import.put(draft);
        Some(import)
    }

    /// Leaves what is typed to be kept beside what was typed for other files; of cells that were pasted there is but one text
    /// at a time.
    pub(in crate::app::dialogs) fn leave_typed(&self, kept: &mut Vec<Draft>) {
        let origin = origin(&self.from);
        kept.retain(|draft| !draft.place.starts_with(&origin));
        kept.extend(self.typed());
    }

    /// Takes a text that was typed in these sheets; whether it was.
    pub(in crate::app::dialogs) fn takes(&mut self, draft: &Draft) -> bool {
        let is_of_this = self.is_of(draft);
        if is_of_this {
            self.put(draft);
        }
        is_of_this
    }

    /// Puts a text back where it was typed. Cells wait until the sheets are read.
    fn put(&mut self, draft: &Draft) {
        match draft.place.get(3..).unwrap_or_default() {
            [what] if what == COLUMNS => self.columns = Some(draft.text.clone()),
            [what] if what == TICKED => self.ticked = serde_json::from_str(&draft.text).ok(),
            [what] if what == TITLE => (self.title, self.is_new) = (draft.text.clone(), true),
            [what, sheet, row, column] if what == CELL || what == BEGUN => {
                if let (Ok(sheet), Ok(row), Ok(column)) = (sheet.parse(), row.parse(), column.parse()) {
                    let cell = (sheet, CellName { row, column }, draft.text.clone());
                    match what == BEGUN {
                        // Nobody has said yet that the cell is to say so.
                        true => self.begun = Some(cell),
                        false => self.waiting.push(cell),
                    }
                }
            }
            _ => {}
        }
    }
}
