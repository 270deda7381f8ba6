//! The hung form of a tree: what it may look like (tall and narrow, or wide and flat), and where its cards then stand.
//!
//! Children stand in columns below their card. A column of one is reached from above; in a column of several, a trunk
//! runs down the left side with a stub to each card. How many columns there are is decided from the bottom up: each
//! card keeps a few shapes of its tree, none of them both wider and taller than another, and whoever stands
//! above takes the narrowest that fits the height it has left.

use super::Parameters;
use super::columns::{Item, fill_steadily, heights};
use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use crate::model::NodeKind;

/// How far the cards of a column stand to the right of where the column begins.
pub(super) const INDENT: f32 = 28.0;
/// Where the trunk of a column runs, from where the column begins.
pub(super) const TRUNK: f32 = 13.0;

/// One way to draw the tree below a card.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The room it takes.
    pub(super) size: Size,
    /// Where the card itself begins, from the left.
    card_x: f32,
    form: Form,
}

#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// The card alone.
    Alone,
    /// The only child stands to the right of the card.
    Beside,
    /// The children stand in columns, each of which ends before the child with that index;
    /// each child takes the narrowest of its shapes that is no taller than the limit.
    Columns(Columns),
}

#[derive(Debug, Clone, PartialEq)]
struct Columns {
    limit: f32,
    ends: Vec<usize>,
    /// Whether even a column of one has a trunk.
    always_trunk: bool,
}

impl Columns {
    /// The columns as ranges of children, and whether each has a trunk.
    fn ranges(&self) -> impl Iterator<Item = (std::ops::Range<usize>, bool)> + '_ {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        begins.zip(&self.ends).map(|(begin, &end)| (begin..end, self.always_trunk || end - begin > 1))
    }
}

/// How a card is tied to the one it hangs under.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Tie {
    /// It hangs under nothing.
    None,
    /// From above.
    Drop,
    /// By a stub to a trunk at its left, which runs at this x.
    Stub(f32),
    /// By a level line from its left side.
    Beside,
}

/// Where the cards of a forest stand.
#[derive(Debug, Clone)]
pub(super) struct Stand {
    /// Each card.
    pub(super) card: Vec<Rect>,
    /// How each is tied to the one above it.
    pub(super) tie: Vec<Tie>,
    /// Where the line to what hangs below leaves each card's lower side.
    pub(super) port: Vec<f32>,
    /// At which height the line to what hangs below branches.
    pub(super) bus: Vec<f32>,
    /// Each card with all that hangs below it.
    pub(super) block: Vec<Rect>,
}

impl Stand {
    /// Nothing placed yet.
    pub(super) fn empty(count: usize) -> Self {
        Self {
            card: vec![Rect::default(); count],
            tie: vec![Tie::None; count],
            port: vec![0.0; count],
            bus: vec![0.0; count],
            block: vec![Rect::default(); count],
        }
    }

    /// Moves everything by so much.
    pub(super) fn shift(&mut self, x: f32, y: f32) {
        for rect in self.card.iter_mut().chain(&mut self.block) {
            *rect = rect.moved(x, y);
        }
        for port in &mut self.port {
            *port += x;
        }
        for bus in &mut self.bus {
            *bus += y;
        }
        for tie in &mut self.tie {
            if let Tie::Stub(trunk) = tie {
                *trunk += x;
            }
        }
    }
}

/// The shapes of every tree of a forest.
pub(super) struct Shapes<'a> {
    forest: &'a Forest<'a>,
    parameters: &'a Parameters,
    /// For each card, from tall and narrow to wide and flat.
    shapes: Vec<Vec<Shape>>,
}

/// Columns as measured: lengths from the top left corner of the tree.
struct Measured {
    size: Size,
    card_x: f32,
    /// Where the line downwards leaves the card.
    port: f32,
    /// Where it branches.
    bus: f32,
    /// Where the children begin.
    top: f32,
    /// Where each column begins.
    starts: Vec<f32>,
}

impl<'a> Shapes<'a> {
    /// Measures every tree, from the bottom up.
    pub(super) fn of(forest: &'a Forest<'a>, parameters: &'a Parameters) -> Self {
        let mut shapes = Self { forest, parameters, shapes: vec![Vec::new(); forest.len()] };
        for &node in forest.top_down.iter().rev() {
            shapes.shapes[node] = shapes.shapes_of(node);
        }
        shapes
    }

    /// The narrowest shape of the tree that is no taller than the limit, or else the flattest.
    /// In a column with others, an only child hangs from a trunk, so that it is not taken for one of them.
    pub(super) fn pick(&self, node: usize, limit: f32, stacked: bool) -> &Shape {
        let shapes = &self.shapes[node];
        let suits = |shape: &&Shape| !(stacked && shape.drops_only_child());
        let fits = shapes.iter().filter(suits).find(|shape| shape.size.height <= limit + 0.01);
        fits.or_else(|| shapes.iter().rev().find(suits)).unwrap_or(&shapes[0])
    }

    /// The heights that the tree can have.
    pub(super) fn heights(&self, node: usize) -> impl Iterator<Item = f32> + '_ {
        self.shapes[node].iter().map(|shape| shape.size.height)
    }

    /// Stands the tree with its top left corner at `origin`, in the narrowest shape that the limit allows;
    /// `stacked` is whether others stand in one column with it.
    pub(super) fn place(&self, root: usize, limit: f32, stacked: bool, origin: Point, stand: &mut Stand) {
        stand.tie[root] = Tie::None;
        let mut open = vec![(root, self.pick(root, limit, stacked), origin)];
        while let Some((node, shape, origin)) = open.pop() {
            let size = self.forest.sizes[node];
            // In a column cards stand in line, each at the left of its tree.
            let in_line = stacked && node == root || matches!(stand.tie[node], Tie::Stub(_));
            let card = Rect::at(origin.moved(if in_line { 0.0 } else { shape.card_x }, 0.0), size);
            stand.card[node] = card;
            stand.block[node] = Rect::at(origin, shape.size);
            match &shape.form {
                Form::Alone => {}
                Form::Beside => {
                    let child = self.forest.children[node][0];
                    let below = (shape.size.height - self.forest.sizes[child].height) / 2.0;
                    stand.card[node] = card.moved(0.0, (shape.size.height - size.height) / 2.0);
                    stand.bus[node] = stand.card[node].max.y;
                    stand.tie[child] = Tie::Beside;
                    let corner = Point::new(card.max.x + self.parameters.column_gap, origin.y + below);
                    open.push((child, &self.shapes[child][0], corner));
                }
                Form::Columns(columns) => {
                    let measured = self.measure(node, columns);
                    stand.port[node] = origin.x + measured.port;
                    if in_line && measured.port > size.width - TRUNK {
                        stand.port[node] = card.centre().x;
                    }
                    stand.bus[node] = origin.y + measured.bus;
                    for ((range, trunk), &start) in columns.ranges().zip(&measured.starts) {
                        let mut corner = origin.moved(start, measured.top);
                        for &child in &self.forest.children[node][range] {
                            let picked = self.pick(child, columns.limit, trunk);
                            if trunk {
                                stand.tie[child] = Tie::Stub(corner.x + TRUNK);
                                open.push((child, picked, corner.moved(INDENT, 0.0)));
                            } else {
                                stand.tie[child] = Tie::Drop;
                                open.push((child, picked, corner));
                            }
                            corner.y += picked.size.height + self.gap_after(picked);
                        }
                    }
                }
            }
        }
    }

    /// The shapes worth keeping for a tree whose subtrees are measured.
    fn shapes_of(&self, node: usize) -> Vec<Shape> {
        let children = &self.forest.children[node];
        let size = self.forest.sizes[node];
        if children.is_empty() {
            return vec![Shape { size, card_x: 0.0, form: Form::Alone }];
        }
        let mut shapes: Vec<Shape> = Vec::new();
        let mut offer = |columns: Columns| {
            let measured = self.measure(node, &columns);
            shapes.push(Shape { size: measured.size, card_x: measured.card_x, form: Form::Columns(columns) });
        };
        let mut flattest = children.iter().map(|&child| self.flattest(child)).fold(0.0, f32::max);
        let leaves = children.iter().filter(|&&child| self.forest.children[child].is_empty());
        let (count, height) =
            leaves.fold((0, 0.0_f32), |(count, height), &leaf| (count + 1, height.max(self.flattest(leaf))));
        if count > 2 {
            // Leaves hang in columns of two at least.
            flattest = flattest.max(2.0 * height + self.parameters.card_gap);
        }
        let tallest: f32 =
            children.iter().map(|&child| self.shapes[child][0].size.height + self.parameters.card_gap + 10.0).sum();
        // An only strand hangs from a trunk: lines from above are for bodies.
        let always_trunk = children.iter().all(|&child| self.forest.nodes[child].kind == NodeKind::Strand);
        for limit in limits(flattest, tallest, children.len()) {
            offer(Columns { limit, ends: self.balanced_columns(children, limit), always_trunk });
        }
        if let [child] = children[..] {
            offer(Columns { limit: tallest, ends: vec![1], always_trunk: true });
            // A strand may stand beside its owner; what answers to a card stands below it.
            if self.forest.children[child].is_empty() && self.forest.nodes[child].kind == NodeKind::Strand {
                let other = self.forest.sizes[child];
                let width = size.width + self.parameters.column_gap + other.width;
                let size = Size::new(width, size.height.max(other.height));
                shapes.push(Shape { size, card_x: 0.0, form: Form::Beside });
            }
        }
        keep_best(shapes)
    }

    fn flattest(&self, node: usize) -> f32 {
        self.heights(node).fold(f32::INFINITY, f32::min)
    }

    /// Fills columns up to the limit, and these about equally. Returns where each column ends.
    fn balanced_columns(&self, children: &[usize], limit: f32) -> Vec<usize> {
        let item = |&child: &usize| {
            let shape = self.pick(child, limit, false);
            Item { weight: shape.size.height, gap: self.gap_after(shape), key: self.forest.key(child) }
        };
        let items: Vec<Item> = children.iter().map(item).collect();
        fill_steadily(&items, limit)
    }

    /// The room below a tree in a column: more where the tree has branches, so that the next card is not taken for one.
    fn gap_after(&self, shape: &Shape) -> f32 {
        let gap = self.parameters.card_gap;
        if matches!(shape.form, Form::Columns(_)) { gap + 10.0 } else { gap }
    }

    fn measure(&self, node: usize, columns: &Columns) -> Measured {
        let children = &self.forest.children[node];
        let card = self.forest.sizes[node];
        let is_list = columns.ends.len() == 1 && columns.ranges().all(|(_, trunk)| trunk);
        let (bus, top) = if is_list {
            (card.height, card.height + self.parameters.card_gap + 2.0)
        } else {
            (card.height + self.parameters.rank_gap / 2.0, card.height + self.parameters.rank_gap)
        };
        let (mut starts, mut attached) = (Vec::with_capacity(columns.ends.len()), Vec::new());
        let (mut right, mut lowest) = (0.0_f32, 0.0_f32);
        for (range, trunk) in columns.ranges() {
            let start = if starts.is_empty() { 0.0 } else { right + self.parameters.column_gap };
            let (mut width, mut height, mut gap) = (0.0_f32, 0.0_f32, 0.0_f32);
            for &child in &children[range.clone()] {
                let shape = self.pick(child, columns.limit, trunk);
                width = width.max(shape.size.width);
                height += gap + shape.size.height;
                gap = self.gap_after(shape);
                if !trunk {
                    attached.push(start + shape.card_x + self.forest.sizes[child].width / 2.0);
                }
            }
            if trunk {
                attached.push(start + TRUNK);
                width += INDENT;
            }
            starts.push(start);
            right = start + width;
            lowest = lowest.max(height);
        }
        let middle = (attached[0] + attached[attached.len() - 1]) / 2.0;
        let (card_x, port) = if is_list { (0.0, TRUNK) } else { (middle - card.width / 2.0, middle) };
        // A card wider than its columns pushes them to the right.
        let shift = (-card_x).max(0.0);
        for start in &mut starts {
            *start += shift;
        }
        let width = (right + shift).max(card_x + shift + card.width);
        Measured { size: Size::new(width, top + lowest), card_x: card_x + shift, port: port + shift, bus, top, starts }
    }
}

impl Shape {
    /// Where the card itself begins, from the left of its tree.
    pub(super) fn card_x(&self) -> f32 {
        self.card_x
    }

    fn drops_only_child(&self) -> bool {
        matches!(&self.form, Form::Columns(columns) if columns.ends == [1] && !columns.always_trunk)
    }
}

/// The heights to try for columns of so many children: some in even steps of ratio, more for more children, which leave
/// the children a choice of shape, and for numbers of columns those that make them come out even.
fn limits(flattest: f32, tallest: f32, children: usize) -> Vec<f32> {
    const STEPS: [usize; 2] = [30, 60];
    let mut limits = heights(flattest, tallest, (2 * children).clamp(STEPS[0], STEPS[1]));
    let mut columns = 2;
    while columns < children {
        limits.push(tallest / columns as f32 + flattest / 2.0);
        columns += 1 + columns / 8;
    }
    limits.sort_by(f32::total_cmp);
    limits.dedup_by(|a, b| *a - *b < 1.0);
    limits
}

/// Keeps the shapes that no other beats in both directions, from narrow to wide.
fn keep_best(mut shapes: Vec<Shape>) -> Vec<Shape> {
    shapes.sort_by(|a, b| a.size.width.total_cmp(&b.size.width).then(a.size.height.total_cmp(&b.size.height)));
    let mut kept: Vec<Shape> = Vec::new();
    let mut hung_kept: Option<f32> = None;
    for shape in shapes {
        let lower = kept.last().is_none_or(|last| shape.size.height < last.size.height - 0.5);
        // Of an only child both ways are kept, since either may be asked for.
        let needed = hung_kept.is_none() && !shape.drops_only_child();
        if lower || needed {
            if !shape.drops_only_child() {
                hung_kept = Some(shape.size.height);
            }
            kept.push(shape);
        }
    }
    kept
}
