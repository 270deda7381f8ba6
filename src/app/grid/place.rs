//! Places: which cell, which block of cells, and where they stand in the table.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use egui::{Rect, Vec2};

use super::{Content, Look, theme};

/// The narrowest that a column can be made, points.
pub(super) const NARROWEST: f32 = 36.0;

/// A cell's place, counted from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAt {
    /// The row; the header is none.
    pub row: usize,
    /// The column.
    pub column: usize,
}

/// A rectangle of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its rows.
    pub rows: RangeInclusive<usize>,
    /// Its columns.
    pub columns: RangeInclusive<usize>,
}

impl Block {
    /// The block of which two cells are corners.
    pub fn between(one: CellAt, other: CellAt) -> Self {
        Self {
            rows: one.row.min(other.row)..=one.row.max(other.row),
            columns: one.column.min(other.column)..=one.column.max(other.column),
        }
    }

    /// Whether a cell is in it.
    pub fn contains(&self, at: CellAt) -> bool {
        self.rows.contains(&at.row) && self.columns.contains(&at.column)
    }

    /// The cell at its upper left.
    pub fn first(&self) -> CellAt {
        CellAt { row: *self.rows.start(), column: *self.columns.start() }
    }

    /// Its cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = CellAt> {
        let columns = self.columns.clone();
        self.rows.clone().flat_map(move |row| columns.clone().map(move |column| CellAt { row, column }))
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.rows.clone().count() * self.columns.clone().count()
    }

    /// Never: a block has a cell at least.
    pub fn is_empty(&self) -> bool {
        false
    }
}

/// Where rows and columns stand, in points from the upper left of the table that is scrolled.
pub(super) struct Places {
    /// The left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    rows: usize,
    frozen: usize,
    pub(super) header: f32,
    pub(super) gutter: f32,
}

impl Places {
    pub(super) fn new(look: &Look<'_>, content: &dyn Content, widths: &BTreeMap<String, f32>) -> Self {
        let digits = content.rows().max(100).to_string().len() as f32;
        let gutter = if look.gutter { digits * 7.5 + 14.0 } else { 0.0 };
        let mut edges = vec![gutter];
        let mut edge = gutter;
        for column in 0..content.columns() {
            let column = content.column(column);
            edge += widths.get(&column.title).copied().unwrap_or(column.width).max(NARROWEST);
            edges.push(edge);
        }
        Self { edges, rows: content.rows(), frozen: look.frozen.min(content.columns()), header: look.header, gutter }
    }

    pub(super) fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn size(&self) -> Vec2 {
        Vec2::new(self.edges[self.columns()] + 1.0, self.header + self.rows as f32 * theme::ROW + 1.0)
    }

    pub(super) fn is_frozen(&self, column: usize) -> bool {
        column < self.frozen
    }

    /// How much of the view's left stays in view.
    pub(super) fn side(&self) -> f32 {
        self.edges[self.frozen]
    }

    pub(super) fn width(&self, column: usize) -> f32 {
        self.edges[column + 1] - self.edges[column]
    }

    /// The columns that stay in view.
    pub(super) fn frozen(&self) -> Range<usize> {
        0..self.frozen
    }

    /// The rows in view, below the header.
    pub(super) fn rows_in(&self, viewport: Rect) -> Range<usize> {
        let first = (viewport.top() / theme::ROW).floor().max(0.0) as usize;
        let last = ((viewport.bottom() - self.header) / theme::ROW).ceil().max(0.0) as usize;
        first.min(self.rows)..last.min(self.rows)
    }

    /// The columns in view beside those that stay there.
    pub(super) fn columns_in(&self, viewport: Rect) -> Range<usize> {
        let (left, right) = (viewport.left() + self.side(), viewport.right());
        let first = self.edges[1..].partition_point(|edge| *edge <= left).max(self.frozen);
        let last = self.edges.partition_point(|edge| *edge < right).min(self.columns());
        first..last.max(first)
    }

    /// Where a cell is on the screen, wherever it would be clipped.
    pub(super) fn cell(&self, screen: Rect, offset: Vec2, at: CellAt) -> Rect {
        let scrolled = if self.is_frozen(at.column) { 0.0 } else { offset.x };
        let left = screen.left() + self.edges[at.column] - scrolled;
        let top = screen.top() + self.header + at.row as f32 * theme::ROW - offset.y;
        Rect::from_min_size(egui::pos2(left, top), Vec2::new(self.width(at.column), theme::ROW))
    }

    /// Where a column's head is on the screen.
    pub(super) fn head(&self, screen: Rect, offset: Vec2, column: usize) -> Rect {
        let cell = self.cell(screen, offset, CellAt { row: 0, column });
        Rect::from_min_size(egui::pos2(cell.left(), screen.top()), Vec2::new(cell.width(), self.header))
    }

    /// The cell at a point of the screen, or the nearest one.
    pub(super) fn at(&self, screen: Rect, offset: Vec2, point: egui::Pos2) -> CellAt {
        let over_side = point.x < screen.left() + self.side();
        let x = point.x - screen.left() + if over_side { 0.0 } else { offset.x };
        let column = self.edges[1..].partition_point(|edge| *edge <= x).min(self.columns().saturating_sub(1));
        let row = ((point.y - screen.top() - self.header + offset.y) / theme::ROW).floor().max(0.0) as usize;
        CellAt { row: row.min(self.rows.saturating_sub(1)), column }
    }

    /// The offset nearest to the present one at which a cell is in view.
    pub(super) fn offset_for(&self, at: CellAt, offset: Vec2, view: Vec2) -> Vec2 {
        let mut wanted = offset;
        let top = at.row as f32 * theme::ROW;
        let room = (view.y - self.header - theme::ROW).max(0.0);
        wanted.y = wanted.y.clamp((top - room).max(0.0), top.max(top - room));
        if !self.is_frozen(at.column) && at.column < self.columns() {
            let rightmost = (self.edges[at.column] - self.side()).max(0.0);
            let leftmost = (self.edges[at.column + 1] + 1.0 - view.x).min(rightmost).max(0.0);
            wanted.x = wanted.x.clamp(leftmost, rightmost);
        }
        wanted
    }

    /// How many whole rows are seen at once.
    pub(super) fn page(&self, view: Vec2) -> usize {
        (((view.y - self.header) / theme::ROW).floor() as usize).max(2) - 1
    }
}
