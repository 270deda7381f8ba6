//! The grid: a table that is read and written like a spreadsheet, whatever it shows.
//!
//! Who shows a table implements [`Content`], keeps a [`Grid`] (current cell, chosen block, widths, scrolling), calls
//! [`Grid::grid_ui`] once a frame and carries out the [`GridEvent`]s that come back. The grid changes nothing itself:
//!
//! ```ignore
//! let look = Look { name: "Bodies", frozen: 1, gutter: true, ..Look::default() };
//! for event in self.grid.grid_ui(ui, &look, &content) {
//!     match event {
//!         GridEvent::Edited { at, text, .. } => acts.push(Act::Make(content.write(at, &text))),
//!         _ => {}
//!     }
//! }
//! ```
//!
//! Only cells in view are asked for, so that 10,000 rows cost what 20 do. How a cell is used is up to its [`Use`]: a text
//! that is edited in place (checked by [`Content::check`]: a refused text stays in the editor, with the reason), a key that
//! is pressed (a click, Enter, Space, or a typed letter as [`GridEvent::Keyed`]), or nothing but a text to read.
//!
//! The whole grid is one stop of the Tab key and holds the keyboard; the current cell is its active descendant in the
//! accessibility tree, where every cell in view has role, name, place and state. While [`takes`] says so, a key belongs
//! to the grid and is no command of the window.
//!
//! [`place`] says which cells and where, [`keyboard`] what keys do, [`table`] draws, [`editor`] writes into one cell,
//! [`tsv`] is what the clipboard holds. [`Rows`] filters and sorts what is made of texts.

mod editor;
mod filter;
mod keyboard;
mod place;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod tsv;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use egui::{Color32, Rect, Ui, Vec2};

use crate::app::widgets::theme;
use editor::Editor;
pub use filter::filter_ui;
pub use keyboard::{KEYS, has_keyboard, takes};
pub use place::{Block, CellAt};
pub use rows::{Rows, Sorting, sort_by};

/// What a grid shows. Rows and columns are counted from 0; what the header says is no row.
pub trait Content {
    /// How many columns there are.
    fn columns(&self) -> usize;
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// A column's head.
    fn column(&self, column: usize) -> Column;
    /// What stands in a cell.
    fn cell(&self, at: CellAt) -> Cell;

    /// What a row is about, in a few words: "Be Healthy Outcome Group".
    fn row_name(&self, row: usize) -> String {
        format!("row {}", row + 1)
    }

    /// Names the row's record, whichever row it stands in: the current cell stays with it when rows come, go or are sorted.
    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(row)
    }

    /// Whether the row's record is chosen elsewhere in the window too.
    fn is_chosen(&self, row: usize) -> bool {
        let _ = row;
        false
    }

    /// The cell as a sentence for those who hear it: "Status of Be Healthy Outcome Group: active".
    fn cell_name(&self, at: CellAt) -> String {
        let text = self.cell(at).text;
        let text = if text.is_empty() { "empty" } else { text.as_str() };
        format!("{} of {}: {text}", self.column(at.column).title, self.row_name(at.row))
    }

    /// The text that editing begins with, and that is copied.
    fn draft(&self, at: CellAt) -> String {
        self.cell(at).text
    }

    /// What may complete a text typed into a cell.
    fn completion(&self, at: CellAt) -> Completion {
        let _ = at;
        Completion::default()
    }

    /// Whether the text can be written into the cell; if not, the reason and what to do, in a sentence.
    fn check(&self, at: CellAt, text: &str) -> Result<(), String> {
        let _ = (at, text);
        Ok(())
    }

    /// A column's head as those hear it who do not see it.
    fn column_name(&self, column: usize) -> String {
        self.column(column).title
    }

    /// Paints a column's title, for those that are not to stand in lines; says whether it has.
    fn paint_title(&self, ui: &Ui, rect: Rect, column: usize) -> bool {
        let _ = (ui, rect, column);
        false
    }

    /// Paints onto a cell's ground, before its text.
    fn paint(&self, ui: &Ui, rect: Rect, at: CellAt) {
        let _ = (ui, rect, at);
    }
}

/// A whole table as spreadsheets take it off the clipboard, with its headings.
pub fn text_of(content: &dyn Content) -> String {
    let columns = || 0..content.columns();
    let heads = columns().map(|column| content.column(column).title).collect();
    let rows = (0..content.rows()).map(|row| columns().map(|column| content.draft(CellAt { row, column })).collect());
    tsv::join(std::iter::once(heads).chain(rows))
}

/// A column's head.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its title; also what its width is kept under.
    pub title: String,
    /// What it holds, for the tooltip.
    pub help: String,
    /// Its width until somebody drags its edge, points.
    pub width: f32,
    /// Where its texts stand.
    pub side: Side,
    /// Which way the rows are sorted by it, if they are.
    pub sorted: Option<Sorted>,
}

/// Where the texts of a column stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// Words.
    #[default]
    Left,
    /// Marks.
    Middle,
    /// Numbers.
    Right,
}

/// Which way rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// The smallest first.
    Upwards,
    /// The greatest first.
    Downwards,
}

/// What stands in a cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The text, of which one line is shown.
    pub text: String,
    /// What can be done with it.
    pub use_as: Use,
    /// The text's colour, if not that of plain text.
    pub ink: Option<Color32>,
    /// Whether the text has the heavier weight.
    pub is_strong: bool,
    /// More about it, for the tooltip.
    pub note: String,
}

/// What can be done with a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Use {
    /// It is read. A double click or Enter gives [`GridEvent::Activated`].
    #[default]
    Read,
    /// Its text is edited in place, in one line.
    Write,
    /// The same, in several lines (Alt+Enter begins a new one).
    WriteLines,
    /// It is a key: a click, Enter or Space gives [`GridEvent::Activated`], a typed letter [`GridEvent::Keyed`].
    Press,
    /// The same, but that Enter gives [`GridEvent::Opened`].
    Mark,
}

/// What may complete a text that is typed into a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The words, in the order in which they are offered.
    pub words: Vec<String>,
    /// Whether nothing but one of the words (or nothing at all) can stand there: Enter takes the first that fits.
    pub is_closed: bool,
    /// Whether the cell holds several, with semicolons between: the last one is completed.
    pub is_list: bool,
}

/// How a grid looks.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    /// What the table is called.
    pub name: &'a str,
    /// So many columns, from the left, stay in view.
    pub frozen: usize,
    /// Whether numbers at the left choose whole rows.
    pub gutter: bool,
    /// The height of the header, points; titles wrap as far as it goes.
    pub header: f32,
}

impl Default for Look<'_> {
    fn default() -> Self {
        Self { name: "Table", frozen: 0, gutter: false, header: theme::ROW }
    }
}

/// Where the current cell goes when a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Nowhere.
    Stay,
    /// To the next row.
    Down,
    /// To the row before.
    Up,
    /// To the next column.
    Right,
    /// To the column before.
    Left,
}

/// What a person did in a grid.
#[derive(Debug, Clone, PartialEq)]
pub enum GridEvent {
    /// Chose cells; also when only the current cell moved.
    Chosen(Block),
    /// Wrote a text, which [`Content::check`] had nothing against, and went on.
    Edited {
        /// Where.
        at: CellAt,
        /// What.
        text: String,
        /// Where the current cell went.
        then: Then,
    },
    /// Pasted texts, row by row from a cell on. They may reach beyond the last row or column, and rows differ in length.
    Pasted {
        /// The upper left cell.
        at: CellAt,
        /// The texts.
        texts: Vec<Vec<String>>,
    },
    /// Asked to empty cells, by Delete or by cutting.
    Cleared(Block),
    /// Asked to remove whole rows.
    RowsDeleted(RangeInclusive<usize>),
    /// Clicked a column's head, or pressed Alt+Up within the column.
    HeaderClicked(usize),
    /// Pressed or opened a cell that is not written into.
    Activated {
        /// Which.
        at: CellAt,
        /// Where it is on the screen; where it was last, when it is out of view.
        rect: Rect,
    },
    /// Pressed Enter on a [`Use::Mark`].
    Opened(CellAt),
    /// Typed a letter onto a cell that is pressed.
    Keyed {
        /// Which.
        at: CellAt,
        /// The letter.
        text: String,
    },
    /// Asked for a menu, by the right button; the cell is the current one.
    Menu {
        /// Which.
        at: CellAt,
        /// Where the pointer is.
        place: egui::Pos2,
    },
}

/// What was written into one column alone by pasting or clearing.
pub enum Written {
    /// These texts, from a row on.
    Texts(usize, Vec<String>),
    /// Something of other columns.
    Elsewhere,
    /// Nothing.
    Nothing,
}

impl GridEvent {
    /// What it writes into a column: the first column of what was pasted there, or nothing into every cell that was cleared.
    pub fn written_in(self, column: usize) -> Written {
        match self {
            Self::Pasted { at, texts } if at.column == column => Written::Texts(
                at.row,
                texts.into_iter().map(|row| row.into_iter().next().unwrap_or_default()).collect(),
            ),
            Self::Cleared(block) if block.columns == (column..=column) => {
                Written::Texts(*block.rows.start(), vec![String::new(); block.rows.count()])
            }
            Self::Pasted { .. } | Self::Cleared(_) => Written::Elsewhere,
            _ => Written::Nothing,
        }
    }
}

/// A grid's own state.
#[derive(Default)]
pub struct Grid {
    current: CellAt,
    /// The corner of the block that lies across from the current cell.
    anchor: CellAt,
    whole_rows: bool,
    /// The record of the current row; none until the grid has been shown with it.
    key: Option<egui::Id>,
    /// The widths that people have given to columns, by title, points.
    widths: BTreeMap<String, f32>,
    /// How far the table is scrolled, and how much of it is seen; of the last frame, points.
    offset: Vec2,
    view: Vec2,
    /// The cell that is to come into view.
    reveal: Option<CellAt>,
    editor: Option<Editor>,
    is_focus_wanted: bool,
    /// Whether the keyboard came here in the last frame, so that egui does not know yet which keys stay here.
    is_focus_new: bool,
    is_choosing: bool,
    current_rect: Option<Rect>,
    /// A text that is to be written into a cell, as if somebody was just typing it.
    put_back: Option<(CellAt, String)>,
}

impl Grid {
    /// Shows the grid in all the room that is left, and gives what people did with it, in order.
    pub fn grid_ui(&mut self, ui: &mut Ui, look: &Look<'_>, content: &dyn Content) -> Vec<GridEvent> {
        let mut events = Vec::new();
        self.follow_rows(content);
        let rect = ui.available_rect_before_wrap();
        let id = ui.id().with("grid");
        let places = place::Places::new(look, content, &self.widths);
        self.take_put_back(ui, id, content);
        self.take_focus(ui, id, rect, look, content);
        self.read_keyboard(ui, id, &places, content, &mut events);
        self.editor_keys(ui, id, content, &mut events);
        self.table_ui(ui, id, rect, &places, look, content, &mut events);
        self.hold_focus(ui, id);
        self.key = (self.current.row < content.rows()).then(|| content.key(self.current.row));
        events
    }

    /// The current cell. It may lie outside an empty or shrunken table.
    pub fn current(&self) -> CellAt {
        self.current
    }

    /// The chosen cells: the current one at least.
    pub fn block(&self, content: &dyn Content) -> Block {
        let block = Block::between(self.anchor, self.current);
        if self.whole_rows { Block { columns: 0..=content.columns().saturating_sub(1), ..block } } else { block }
    }

    /// Makes a cell the current one and brings it into view. An editor that is open is left, and what it holds is lost.
    pub fn go_to(&mut self, at: CellAt) {
        self.editor = None;
        self.choose(at, false);
        self.key = None;
    }

    /// Brings a cell into view.
    pub fn reveal(&mut self, at: CellAt) {
        self.reveal = Some(at);
    }

    /// Gives the grid the keyboard.
    pub fn focus(&mut self) {
        self.is_focus_wanted = true;
    }

    /// Whether a text is being written.
    pub fn is_editing(&self) -> bool {
        self.editor.is_some()
    }

    /// Leaves the editor; what it holds is lost.
    pub fn stop_editing(&mut self) {
        (self.editor, self.put_back) = (None, None);
    }

    fn choose(&mut self, at: CellAt, extend: bool) {
        self.current = at;
        if !extend {
            self.anchor = at;
            self.whole_rows = false;
        }
        self.reveal = Some(at);
    }

    /// Stays with the record of the current row when rows have come, gone or been sorted.
    fn follow_rows(&mut self, content: &dyn Content) {
        let rows = content.rows();
        if let Some(key) = self.key
            && (self.current.row >= rows || content.key(self.current.row) != key)
        {
            let found = (0..rows).find(|row| content.key(*row) == key);
            if found.is_none() {
                self.editor = None;
            }
            self.current.row = found.unwrap_or(self.current.row);
            self.anchor.row = self.current.row;
            self.reveal = Some(self.current);
        }
        for corner in [&mut self.current, &mut self.anchor] {
            corner.row = corner.row.min(rows.saturating_sub(1));
            corner.column = corner.column.min(content.columns().saturating_sub(1));
        }
        if let Some(editor) = &mut self.editor {
            editor.at = self.current;
        }
    }
}
