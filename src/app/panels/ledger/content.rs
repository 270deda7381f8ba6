//! The ledger as the grid asks for it.

use std::sync::Arc;

use super::table::{Column, Table, ends};
use super::write;
use crate::app::grid::{self, Cell, CellAt, Completion, Content, Sorting, Use};
use crate::app::widgets::theme::Colours;
use crate::editing::{Outcome, Refusal, fields};
use crate::model::Link;
use crate::options::{About, FateKind, Line};
use crate::session::Session;
use crate::session::reports::Account;

/// What the grid shows.
pub(super) struct View<'a> {
    pub(super) account: &'a Arc<Account>,
    pub(super) session: &'a Session,
    pub(super) table: &'a Table,
    pub(super) sorted: Sorting,
    /// How wide the table may be, points.
    pub(super) room: f32,
    pub(super) colours: Colours,
}

impl<'a> View<'a> {
    pub(super) fn line(&self, row: usize) -> Option<&'a Line> {
        self.table.line(row).and_then(|place| self.account.ledger.lines.get(place))
    }

    /// Writes texts into the reasons from a row on, as one step.
    pub(super) fn written(&self, row: usize, reasons: &[String]) -> Outcome {
        let lines = reasons.iter().enumerate().filter_map(|(offset, reason)| Some((self.line(row + offset)?, reason)));
        write::reasons(self.account, lines.map(|(line, reason)| (line, reason.as_str())))
    }

    /// Writes a text into a cell.
    pub(super) fn write(&self, at: CellAt, text: &str) -> Outcome {
        let gone = || Refusal("that line is not there any more".to_owned());
        let line = self.line(at.row).ok_or_else(gone)?;
        match Column::at(at.column) {
            Column::Hands => write::hands(self.session.document.map(), line, text),
            _ => write::reasons(self.account, std::iter::once((line, text))),
        }
    }

    /// Whether the option is the one that is worked on, so that its map can be changed here.
    fn is_open(&self) -> bool {
        self.session.document.option() == Some(&self.account.option.id)
    }

    /// How a cell is used, and what there is to say of that.
    fn use_of(&self, column: Column, line: &Line) -> (Use, &'static str) {
        if self.session.document.is_read_only() {
            return (Use::Read, "");
        }
        match column {
            Column::Reason if write::bearing(self.account, line).is_empty() => {
                (Use::Read, "It has no seat and no change that could say why")
            }
            Column::Reason => (Use::WriteLines, ""),
            Column::Hands if line.about != About::Body && line.about != About::Strand => (Use::Read, ""),
            Column::Hands if !self.is_open() => (Use::Read, "Open the option to change this here"),
            Column::Hands if ends(self.session.document.map(), line).is_none() => {
                (Use::Read, "It is not on the map of the option any more")
            }
            Column::Hands => (Use::Write, ""),
            Column::Name | Column::Kind | Column::Fate | Column::What => (Use::Read, ""),
        }
    }
}

impl Content for View<'_> {
    fn columns(&self) -> usize {
        Column::ALL.len()
    }

    fn rows(&self) -> usize {
        self.table.rows.len()
    }

    fn column(&self, place: usize) -> grid::Column {
        let column = Column::at(place);
        let sorted = self.sorted.filter(|(sorted, _)| *sorted == place).map(|(_, way)| way);
        grid::Column {
            title: column.title().to_owned(),
            help: format!("{}. Click to sort (Alt+Up within the column)", column.help()),
            width: column.width(self.room),
            side: grid::Side::Left,
            sorted,
        }
    }

    fn cell(&self, at: CellAt) -> Cell {
        let Some(line) = self.line(at.row) else { return Cell::default() };
        let column = Column::at(at.column);
        let (use_as, note) = self.use_of(column, line);
        let fate = line.fate.kind();
        let (ink, is_strong) = match (column, fate) {
            (Column::Fate, FateKind::Unaccounted) => (Some(self.colours.error), true),
            (Column::What, FateKind::Unaccounted) => (Some(self.colours.error), false),
            (Column::What, _) if line.cut_off => (Some(self.colours.warning), false),
            (Column::Fate | Column::What, FateKind::Kept | FateKind::Inherited) | (Column::Kind, _) => {
                (Some(self.colours.muted), false)
            }
            (Column::Name, _) => (None, true),
            _ => (None, false),
        };
        Cell { text: self.table.rows.text(at.row, at.column).to_owned(), use_as, ink, is_strong, note: note.to_owned() }
    }

    fn row_name(&self, row: usize) -> String {
        let Some(line) = self.line(row) else { return String::new() };
        match line.about {
            About::Body | About::Strand => line.name.clone(),
            about => format!("the {} of {}", about.word(), line.name),
        }
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(self.line(row).map(|line| (line.about, line.id.as_str())))
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.line(row).is_some_and(|line| self.session.selection.ids.contains(&line.id))
    }

    fn draft(&self, at: CellAt) -> String {
        self.table.rows.text(at.row, at.column).to_owned()
    }

    fn completion(&self, at: CellAt) -> Completion {
        match (Column::at(at.column), fields::field::<Link>("from")) {
            (Column::Hands, Some(ends)) => {
                let words = fields::completions(self.session.document.map(), ends);
                Completion { words, is_closed: true, is_list: true }
            }
            _ => Completion::default(),
        }
    }

    fn check(&self, at: CellAt, text: &str) -> Result<(), String> {
        self.write(at, text).map(|_| ()).map_err(|refusal| refusal.to_string())
    }
}
