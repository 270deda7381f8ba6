//! A table of the register as the grid asks for it: its records, and below them a row for new ones.

use super::column::Column;
use super::sheet::Sheet;
use super::table::Table;
use super::write::{self, Draft};
use crate::app::grid::{self, Cell, CellAt, Completion, Content, Sorted, Use};
use crate::app::widgets::theme::Colours;
use crate::model::{Id, Map};
use crate::session::Session;

/// What the grid shows.
pub(super) struct View<'a> {
    pub(super) session: &'a Session,
    pub(super) sheet: Sheet,
    pub(super) table: &'a Table,
    pub(super) draft: &'a Draft,
    pub(super) sorted: Option<(&'static str, Sorted)>,
    pub(super) colours: Colours,
}

impl View<'_> {
    fn map(&self) -> &Map {
        self.session.document.map()
    }

    pub(super) fn column_at(&self, at: CellAt) -> Column {
        self.table.columns()[at.column]
    }

    pub(super) fn id(&self, row: usize) -> Option<&Id> {
        self.table.row(row).map(|row| &row.id)
    }

    /// What is typed into the row for new records, with one more text.
    pub(super) fn draft_with<'t>(&'t self, column: Column, text: &'t str) -> Vec<(Column, &'t str)> {
        let known = |other: &Column| {
            if other.key() == column.key() { Some(text) } else { self.draft.get(other.key()).map(String::as_str) }
        };
        self.table.columns().iter().filter_map(|other| Some((*other, known(other)?))).collect()
    }

    /// Whether a draft has all that a record needs.
    pub(super) fn is_enough(&self, draft: &[(Column, &str)]) -> bool {
        let has = |key: &str| draft.iter().any(|(column, text)| column.key() == key && !text.trim().is_empty());
        self.sheet.columns().into_iter().filter(|column| self.sheet.is_needed(*column)).all(|column| has(column.key()))
    }

    fn new_cell(&self, at: CellAt) -> Cell {
        let column = self.column_at(at);
        let noun = self.sheet.nouns().0;
        let is_drafted = self.sheet.is_drafted(column);
        let ink = Some(self.colours.muted);
        let is_first = at.column == 0;
        // It must not look like one that is on the map.
        let note = if self.draft.is_empty() { "" } else { "This row is being typed, and not on the map yet" };
        let note = note.to_owned();
        match self.draft.get(column.key()) {
            Some(text) if is_first => {
                Cell { text: format!("{text}  (being typed)"), use_as: Use::Write, ink, note, ..Cell::default() }
            }
            Some(text) => Cell { text: text.clone(), use_as: Use::Write, ink, note, ..Cell::default() },
            None if is_drafted => {
                let text = match (is_first, self.draft.is_empty()) {
                    (true, true) => format!("New {noun} …"),
                    (true, false) => format!("New {noun} …  (being typed)"),
                    _ => "…".to_owned(),
                };
                Cell { text, use_as: Use::Write, ink, note, ..Cell::default() }
            }
            None => Cell { note: format!("Begin the new {noun} in the first column"), ink, ..Cell::default() },
        }
    }
}

impl Content for View<'_> {
    fn columns(&self) -> usize {
        self.table.columns().len()
    }

    fn rows(&self) -> usize {
        self.table.len() + usize::from(!self.session.document.is_read_only())
    }

    fn column(&self, column: usize) -> grid::Column {
        let column = self.table.columns()[column];
        let sorted = self.sorted.filter(|(key, _)| *key == column.key()).map(|(_, way)| way);
        grid::Column {
            title: column.title().to_owned(),
            help: format!("{}. Click to sort (Alt+Up within the column)", column.help()),
            width: column.width(),
            side: column.side(),
            sorted,
        }
    }

    fn cell(&self, at: CellAt) -> Cell {
        let Some(row) = self.table.row(at.row) else { return self.new_cell(at) };
        let column = self.column_at(at);
        let text = row.texts[at.column].clone();
        if matches!(column, Column::Findings) {
            let worst = self.session.findings_of(row.id.as_str()).map(|(_, severity)| self.colours.severity(severity));
            return Cell { text, ink: worst, is_strong: true, ..Cell::default() };
        }
        let is_writable = !self.session.document.is_read_only() && column.applies(self.map(), &row.id);
        let use_as = match is_writable {
            false => Use::Read,
            true if column.has_lines() => Use::WriteLines,
            true => Use::Write,
        };
        let node = self.map().nodes.get(row.id.as_str());
        let is_live = node.is_none_or(|node| self.map().is_live(node));
        Cell { text, use_as, ink: (!is_live).then_some(self.colours.muted), ..Cell::default() }
    }

    fn row_name(&self, row: usize) -> String {
        match self.id(row) {
            Some(id) => write::name(self.map(), id),
            None if self.draft.is_empty() => format!("new {}", self.sheet.nouns().0),
            None => format!("new {} (being typed)", self.sheet.nouns().0),
        }
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(self.id(row).map_or("", Id::as_str))
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.id(row).is_some_and(|id| self.session.selection.ids.contains(id))
    }

    fn cell_name(&self, at: CellAt) -> String {
        let text = self.draft(at);
        let text = if text.is_empty() { "empty" } else { text.as_str() };
        format!("{} of {}: {text}", self.column_at(at).title(), self.row_name(at.row))
    }

    fn draft(&self, at: CellAt) -> String {
        match self.table.row(at.row) {
            Some(row) => row.texts[at.column].clone(),
            None => self.draft.get(self.column_at(at).key()).cloned().unwrap_or_default(),
        }
    }

    fn completion(&self, at: CellAt) -> Completion {
        self.column_at(at).completion(self.map())
    }

    fn check(&self, at: CellAt, text: &str) -> Result<(), String> {
        let column = self.column_at(at);
        let Some(id) = self.id(at.row) else {
            column.check_new(self.map(), self.sheet.line_kind(), text)?;
            let draft = self.draft_with(column, text);
            if self.is_enough(&draft) {
                write::record(self.map(), self.sheet, &draft).map_err(|refusal| refusal.to_string())?;
            }
            return Ok(());
        };
        write::cell(self.map(), id, column, text).map(|_| ()).map_err(|refusal| refusal.to_string())
    }
}
