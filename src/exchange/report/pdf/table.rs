//! Tables: rows that stay whole where they can, under headings that each page repeats.

use super::flow::{Flow, INK};
use super::lines::{Line, Measure, lines};
use super::page::{MARGIN, NodeId, Role};
use crate::layout::{Point, Rect};
use crate::report::{Colour, Column, Look, Run, Table};

const SIZE: f32 = 8.0;
const LINE: f32 = 11.0;
/// Between the words of a cell and its sides, and above and below them.
const SIDE: f32 = 4.0;
const PAD: f32 = 3.0;
const AFTER: f32 = 10.0;
const HAIRLINE: Colour = Colour(0xd5, 0xd9, 0xe0);
/// A row that is higher than this share of a page may be broken.
const WHOLE: f32 = 0.4;

/// The cells of a row as lines.
type Cells = Vec<Vec<Line>>;

/// Where the columns of a table stand: the left side of each, and its width.
struct Columns(Vec<(f32, f32, bool)>);

impl<'a> Flow<'a> {
    pub(super) fn table(&mut self, table: &'a Table) {
        let columns = Columns::of(&table.columns, self.page().width());
        let head: Cells =
            table.columns.iter().zip(&columns.0).map(|(column, at)| self.cell(&title(column), *at)).collect();
        let node = self.nodes.add(Role::Table(table.words.clone()), None);
        let rows = self.nodes.add(Role::Rows, Some(node));
        let mut has_head = false;
        for (place, row) in table.rows.iter().enumerate() {
            let cells: Cells = row.iter().zip(&columns.0).map(|(cell, at)| self.cell(cell, *at)).collect();
            let height = height(&cells);
            if !has_head {
                let first = self.page().bottom() * WHOLE;
                self.need(self::height(&head) + height.min(first));
                let node = self.nodes.add(Role::Head, Some(node));
                self.head(&head, &columns, Some(node));
                has_head = true;
            }
            if self.room() < height && (height <= self.page().bottom() * WHOLE || self.room() < 3.0 * LINE + 2.0 * PAD)
            {
                self.turn_page(&head, &columns);
            }
            if let Some(anchor) = table.anchors.get(place) {
                self.mark(anchor);
            }
            self.row(cells, &head, &columns, rows);
        }
        self.y += AFTER;
    }

    /// What a table takes at least on the page on which it begins: its headings and its first row.
    pub(super) fn beginning_of(&mut self, table: &Table) -> f32 {
        let most = self.page().bottom() * WHOLE;
        let columns = Columns::of(&table.columns, self.page().width());
        let head: Cells =
            table.columns.iter().zip(&columns.0).map(|(column, at)| self.cell(&title(column), *at)).collect();
        let first: Cells =
            table.rows.iter().take(1).flatten().zip(&columns.0).map(|(cell, at)| self.cell(cell, *at)).collect();
        height(&head) + height(&first).min(most)
    }

    /// A cell as lines.
    fn cell(&self, runs: &[Run], (_, width, _): (f32, f32, bool)) -> Vec<Line> {
        lines(self.setter, runs, Measure { size: SIZE, limit: width - 2.0 * SIDE, is_strong: false })
    }

    fn turn_page(&mut self, head: &Cells, columns: &Columns) {
        let is_wide = self.page().is_wide;
        self.begin(is_wide);
        self.head(head, columns, None);
    }

    /// The row of headings; where it is only repeated it is not heard again.
    fn head(&mut self, head: &Cells, columns: &Columns, node: Option<NodeId>) {
        let width = self.page().width();
        let height = height(head);
        let rect =
            |top: f32, bottom: f32| Rect { min: Point::new(MARGIN, top), max: Point::new(MARGIN + width, bottom) };
        let (ground, rule) = (self.style.first_colour.pale(), self.style.second_colour);
        self.fill(rect(self.y, self.y + height), ground);
        self.fill(rect(self.y + height - 1.0, self.y + height), rule);
        let row = node.map(|node| self.nodes.add(Role::Row, Some(node)));
        let top = self.y + PAD;
        for (cell, at) in head.iter().zip(&columns.0) {
            let node = row.map(|row| self.nodes.add(Role::HeadCell, Some(row)));
            self.lines(cell.clone(), *at, top, node);
        }
        self.y += height;
    }

    /// A row, on as many pages as it takes.
    fn row(&mut self, cells: Cells, head: &Cells, columns: &Columns, rows: NodeId) {
        let row = self.nodes.add(Role::Row, Some(rows));
        let nodes: Vec<NodeId> = cells.iter().map(|_| self.nodes.add(Role::Cell, Some(row))).collect();
        let mut cells = cells;
        loop {
            let most = cells.iter().map(Vec::len).max().unwrap_or(0);
            let fitting = ((self.room() - 2.0 * PAD) / LINE).floor().max(1.0) as usize;
            let top = self.y + PAD;
            for ((cell, at), node) in cells.iter_mut().zip(&columns.0).zip(&nodes) {
                let now: Vec<Line> = cell.drain(..fitting.min(cell.len())).collect();
                self.lines(now, *at, top, Some(*node));
            }
            self.y += fitting.min(most) as f32 * LINE + 2.0 * PAD;
            let (y, width) = (self.y, self.page().width());
            let under = Rect { min: Point::new(MARGIN, y - 0.5), max: Point::new(MARGIN + width, y) };
            self.fill(under, HAIRLINE);
            if most <= fitting {
                return;
            }
            self.turn_page(head, columns);
        }
    }

    /// The lines of a cell; numbers stand at its end.
    fn lines(&mut self, lines: Vec<Line>, (x, width, is_number): (f32, f32, bool), top: f32, node: Option<NodeId>) {
        let mut y = top + LINE / 2.0 + SIZE * 0.36;
        for line in lines {
            let x = if is_number { x + width - SIDE - line.width } else { x + SIDE };
            self.put(line.parts, Point::new(x, y), SIZE, INK, node);
            y += LINE;
        }
    }
}

impl Columns {
    fn of(columns: &[Column], width: f32) -> Self {
        let all: f32 = columns.iter().map(|column| f32::from(column.width)).sum();
        let mut x = MARGIN;
        let at = |column: &Column| {
            let wide = f32::from(column.width) / all.max(1.0) * width;
            x += wide;
            (x - wide, wide, column.is_number)
        };
        Self(columns.iter().map(at).collect())
    }
}

fn title(column: &Column) -> Vec<Run> {
    vec![Run { text: column.title.clone(), look: Look::Strong, to: None }]
}

fn height(cells: &Cells) -> f32 {
    cells.iter().map(Vec::len).max().unwrap_or(0) as f32 * LINE + 2.0 * PAD
}
