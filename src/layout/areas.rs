//! What stands in an area: its trees, and cards of which nothing hangs, in columns.

use super::Parameters;
use super::columns::{Item, fill_steadily};
use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::hung::{Shapes, Stand};

/// Room for an area's title.
pub(super) const TITLE: f32 = 28.0;
/// Between an area's frame and its cards.
pub(super) const PADDING: f32 = 16.0;
/// How far apart columns may be pulled where an area has room to spare.
const STRETCH: f32 = 40.0;

/// A picture of more cards than this is not small.
const LARGE: usize = 100;

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
    /// As how high it counts where forms are compared.
    pub(super) weight: f32,
    /// The height that no tree exceeds if it can help it.
    limit: f32,
    columns: Vec<Vec<usize>>,
}

impl Areas<'_> {
    /// Fills an area that is to be no taller than the limit, title and padding not counted. Trees and cards of which nothing
    /// hangs stand in columns, in the order of their rows: what comes to hang below one of them moves only its column.
    pub(super) fn fill(&self, roots: &[usize], limit: f32) -> Filled {
        let sizes: Vec<Size> = roots.iter().map(|&root| self.shapes.pick(root, limit, true).size).collect();
        let items: Vec<Item> = roots.iter().zip(&sizes).map(|(&root, size)| self.item(root, size.height)).collect();
        let (mut width, mut height, mut weight, mut begin) = (0.0, 0.0_f32, 0.0_f32, 0);
        let mut columns = Vec::new();
        for end in fill_steadily(&items, limit) {
            width += sizes[begin..end].iter().map(|size| size.width).fold(0.0, f32::max) + self.column_gap();
            let length: f32 = (begin..end).map(|place| sizes[place].height + items[place].gap).sum();
            height = height.max(length - items[end - 1].gap);
            weight = weight.max(items[begin..end].iter().map(|item| item.weight + item.gap).sum());
            columns.push(roots[begin..end].to_vec());
            begin = end;
        }
        let size = Size::new(width - self.column_gap() + 2.0 * PADDING, height + TITLE + 1.5 * PADDING);
        Filled { size, weight: weight + TITLE + PADDING, limit, columns }
    }

    /// Stands what fills an area in its frame, pulled apart a little where the frame is wider than need be.
    pub(super) fn place(&self, filled: &Filled, frame: &Rect, stand: &mut Stand) {
        let spare = (frame.width() - filled.size.width) / filled.columns.len().saturating_sub(1).max(1) as f32;
        let gap = self.column_gap() + spare.clamp(0.0, STRETCH);
        let mut corner = frame.min.moved(PADDING, PADDING / 2.0 + TITLE);
        let top = corner.y;
        for column in &filled.columns {
            let (mut y, mut right) = (top, corner.x);
            for &root in column {
                self.shapes.place(root, filled.limit, true, Point::new(corner.x, y), stand);
                y = stand.block[root].max.y + self.gap_below(root);
                right = right.max(stand.block[root].max.x);
            }
            corner.x = right + gap;
        }
    }

    /// A tree as it counts where columns are broken. One body more changes much of a small picture, so there a tree counts the
    /// same while hardly anything comes to hang in it.
    fn item(&self, root: usize, height: f32) -> Item {
        let weight = if self.forest.len() > LARGE { height } else { coarse(height) };
        Item { weight, gap: self.gap_below(root), key: self.forest.key(root) }
    }

    fn column_gap(&self) -> f32 {
        self.parameters.column_gap * 0.75
    }

    /// Below a tree there is more room than below a card, so that what comes next is not taken for a part of it.
    fn gap_below(&self, root: usize) -> f32 {
        self.parameters.card_gap + if self.forest.children[root].is_empty() { 0.0 } else { 12.0 }
    }
}

/// The length by which a tree counts where columns are broken: it stays the same while hardly anything comes to hang there.
fn coarse(length: f32) -> f32 {
    const LEAST: f32 = 125.0;
    if length <= LEAST { LEAST / 2.0 } else { 0.7 * LEAST * 2.0_f32.powf((length / LEAST).log2().ceil()) }
}
