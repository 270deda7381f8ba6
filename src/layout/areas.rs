//! What stands in an area: its trees in columns, then cards of which nothing hangs, in rows and columns like a table.

use super::Parameters;
use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::hung::{Shapes, Stand, fill_evenly};

/// Room for an area's title.
pub(super) const TITLE: f32 = 28.0;
/// Between an area's frame and its cards.
pub(super) const PADDING: f32 = 16.0;
/// How far apart columns may be pulled where an area has room to spare.
const STRETCH: f32 = 40.0;

/// Places trees and cards in areas.
pub(super) struct Areas<'a> {
    pub(super) forest: &'a Forest<'a>,
    pub(super) shapes: &'a Shapes<'a>,
    pub(super) parameters: &'a Parameters,
}

/// An area as it is filled.
pub(super) struct Filled {
    /// The room it takes, frame and title included.
    pub(super) size: Size,
    /// The height that no tree exceeds if it can help it.
    limit: f32,
    trees: Vec<Vec<usize>>,
    rows: Vec<Vec<usize>>,
    /// How wide the widest card of the rows is.
    widest: f32,
}

impl Areas<'_> {
    /// Fills an area that is to be no taller than the limit, title and padding not counted.
    /// Roots of trees come before cards of which nothing hangs.
    pub(super) fn fill(&self, roots: &[usize], limit: f32) -> Filled {
        let (trees, alone) = roots.split_at(roots.partition_point(|&root| !self.forest.children[root].is_empty()));
        let (mut width, mut height) = (0.0, 0.0_f32);
        let mut columns = Vec::new();
        if !trees.is_empty() {
            let sizes: Vec<Size> = trees.iter().map(|&root| self.shapes.pick(root, limit, true).size).collect();
            let lengths: Vec<(f32, f32)> = sizes.iter().map(|size| (size.height, self.tree_gap())).collect();
            let mut begin = 0;
            for end in fill_evenly(&lengths, limit) {
                let column = &sizes[begin..end];
                width += column.iter().map(|size| size.width).fold(0.0, f32::max) + self.column_gap();
                height =
                    height.max(column.iter().map(|size| size.height + self.tree_gap()).sum::<f32>() - self.tree_gap());
                columns.push(trees[begin..end].to_vec());
                begin = end;
            }
        }
        let rows = self.rows(alone, limit);
        let widest = alone.iter().map(|&root| self.forest.sizes[root].width).fold(0.0, f32::max);
        width += rows.first().map_or(0, Vec::len) as f32 * (widest + self.column_gap());
        let height = height.max(self.rows_height(&rows));
        let size = Size::new(width - self.column_gap() + 2.0 * PADDING, height + TITLE + 1.5 * PADDING);
        Filled { size, limit, trees: columns, rows, widest }
    }

    /// Stands what fills an area in its frame, pulled apart a little where the frame is wider than need be.
    pub(super) fn place(&self, filled: &Filled, frame: &Rect, stand: &mut Stand) {
        let columns = filled.trees.len() + filled.rows.first().map_or(0, Vec::len);
        let spare = (frame.width() - filled.size.width) / columns.saturating_sub(1).max(1) as f32;
        let gap = self.column_gap() + spare.clamp(0.0, STRETCH);
        let mut corner = frame.min.moved(PADDING, PADDING / 2.0 + TITLE);
        let top = corner.y;
        for column in &filled.trees {
            let (mut y, mut right) = (top, corner.x);
            for &root in column {
                self.shapes.place(root, filled.limit, true, Point::new(corner.x, y), stand);
                y = stand.block[root].max.y + self.tree_gap();
                right = right.max(stand.block[root].max.x);
            }
            corner.x = right + gap;
        }
        for row in &filled.rows {
            let mut x = corner.x;
            for &root in row {
                self.shapes.place(root, filled.limit, true, Point::new(x, corner.y), stand);
                x += filled.widest + gap;
            }
            corner.y += self.row_height(row) + self.parameters.card_gap;
        }
    }

    /// As few columns as the limit allows, and those filled evenly.
    fn rows(&self, cards: &[usize], limit: f32) -> Vec<Vec<usize>> {
        let rows = |columns: usize| cards.chunks(columns).map(<[usize]>::to_vec).collect::<Vec<_>>();
        let (mut too_few, mut enough) = (0, cards.len().max(1));
        while enough - too_few > 1 {
            let columns = (too_few + enough) / 2;
            if self.rows_height(&rows(columns)) <= limit + 0.01 {
                enough = columns;
            } else {
                too_few = columns;
            }
        }
        rows(cards.len().div_ceil(cards.len().div_ceil(enough).max(1)).max(1))
    }

    fn rows_height(&self, rows: &[Vec<usize>]) -> f32 {
        let gap = self.parameters.card_gap;
        (rows.iter().map(|row| self.row_height(row) + gap).sum::<f32>() - gap).max(0.0)
    }

    fn row_height(&self, row: &[usize]) -> f32 {
        row.iter().map(|&root| self.forest.sizes[root].height).fold(0.0, f32::max)
    }

    fn column_gap(&self) -> f32 {
        self.parameters.column_gap * 0.75
    }

    /// Below a tree there is more room than below a card, so that what comes next is not taken for a part of it.
    fn tree_gap(&self) -> f32 {
        self.parameters.card_gap + 12.0
    }
}
