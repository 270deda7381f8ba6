//! The page: trees side by side, areas for what stands apart, all near the wanted width by height.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::areas::{Areas, Filled, TITLE};
use super::columns::{Item, break_steadily, heights};
use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::gutter::Streets;
use super::hung::{Shapes, Stand};
use super::pins::Pinned;
use super::route::Ground;
use super::section::{Framed, Section};
use super::standing::Standing;
use super::{Area, AreaKind, Parameters, Placement};

/// How many states all searches for ways between cards may open: a bound on the time that lines take.
const BUDGET: usize = 3_000_000;
/// How much farther apart than need be trees may stand, to reach as far as the areas below.
const STRETCH: f32 = 110.0;
/// Room for what is said beside the title of the tray.
const NOTE: f32 = 330.0;
/// How many heights of the trees, and of the areas, are tried.
const STEPS: usize = 60;

/// How wide a picture may be by its height, with a little to spare.
const NARROWEST: f32 = 1.4;
const WIDEST: f32 = 2.1;

/// How many times farther apart the cards of a picture stand that would have another shape, and of how many at most.
const SPREADS: [f32; 4] = [1.5, 2.0, 3.0, 4.5];
const MOST_SPREAD: usize = 500;

/// A form that costs so many times the least is about as good.
const ABOUT: f32 = 1.03;

/// How much larger a picture of trees in one row has to be before they stand in several.
const ROWS_GAIN: f32 = 1.1;

/// Where everything stands.
pub(super) struct Page {
    pub(super) stand: Stand,
    pub(super) areas: Vec<Framed>,
    pub(super) streets: Streets,
    /// Whether it stands where it is to stand already, whatever the anchor.
    pub(super) is_in_place: bool,
    /// Which cards stand lower than in the page that this one goes on from.
    pub(super) shifted: Vec<bool>,
    /// Which cards do not hang by a line along a bus, though they stand where they are to.
    pub(super) astray: Vec<bool>,
}

/// Trees in rows of columns.
struct Packed {
    size: Size,
    /// The height that no tree exceeds if it can help it.
    limit: f32,
    rows: Vec<Vec<Column>>,
}

/// Trees one below the other.
#[derive(Clone)]
struct Column {
    roots: Vec<usize>,
    size: Size,
}

/// Stands the trees of a forest on a page. Where that comes out too wide or too high, as of few cards, all stands farther
/// apart in one direction.
pub(super) fn compose(forest: &Forest, parameters: &Parameters) -> Page {
    let mut best = arrange(forest, parameters);
    for by in SPREADS {
        let lower = Parameters { column_gap: parameters.column_gap * by, ..parameters.clone() };
        let higher = Parameters {
            rank_gap: parameters.rank_gap * by,
            card_gap: parameters.card_gap * by,
            area_gap: parameters.area_gap * by,
            ..parameters.clone()
        };
        for spread in [lower, higher] {
            if forest.len() <= MOST_SPREAD && beyond(best.ratio()) > 0.0 {
                let page = arrange(forest, &spread);
                if beyond(page.ratio()) < beyond(best.ratio()) {
                    best = page;
                }
            }
        }
    }
    best
}

/// How far a width by height is from those that a picture may have.
fn beyond(ratio: f32) -> f32 {
    (ratio / WIDEST).max(NARROWEST / ratio).max(1.0).ln()
}

/// Stands the trees of a forest on a page. The areas stand below the trees, or else the tray alone stands there and
/// the others to the right: whichever comes out larger when it is fitted to a window of the wanted shape.
fn arrange(forest: &Forest, parameters: &Parameters) -> Page {
    let shapes = Shapes::of(forest, parameters);
    let areas = Areas { forest, shapes: &shapes, parameters };
    let packing = Packing { forest, shapes: &shapes, areas: &areas, parameters };
    let (main, sections) = sort_out(forest);
    let forms: Vec<Packed> = packing.limits(&main).flat_map(|limit| packing.pack_trees(&main, limit)).collect();
    let trays = sections.iter().take_while(|(section, _)| *section == Section::NoRoute).count();
    let mut splits = vec![sections.len()];
    if !main.is_empty() && trays < sections.len() {
        splits.push(trays);
    }
    let splits: Vec<(usize, [Vec<Band>; 2])> = splits
        .into_iter()
        .map(|split| (split, [packing.bands(&sections[..split]), packing.bands(&sections[split..])]))
        .collect();
    let tried = || splits.iter().flat_map(|(split, bands)| packing.tried(&forms, *split, bands));
    let streets = Streets { own: vec![None; forest.len()], last: 0.0, side: -parameters.area_gap / 2.0 };
    let (stand, none) = (Stand::empty(forest.len()), vec![false; forest.len()]);
    let (shifted, astray) = (none.clone(), none);
    let mut page = Page { stand, areas: Vec::new(), streets, is_in_place: false, shifted, astray };
    let least = tried().map(|(cost, _)| cost).fold(f32::INFINITY, f32::min);
    // Of those that are about as good the same one is taken when a little is added: its key follows from nothing else.
    let good = tried().filter(|(cost, _)| *cost <= least * ABOUT).map(|(_, arrangement)| arrangement);
    let best = good.max_by_key(|arrangement| arrangement.key);
    if let Some(Arrangement { split, trees, below, beside, .. }) = best {
        // Where the areas below are wider, the trees are pulled apart until they reach as far, or nearly so; and where the
        // picture is too narrow, or too wide for its rows.
        let columns = trees.rows.iter().map(Vec::len).max().unwrap_or_default();
        let parts = columns + beside.areas.len().min(1);
        let top = packing.top_size(trees.size, beside.size);
        let whole = packing.whole_size(trees.size, beside.size, below.size);
        let share = |room: f32, parts: usize| (room.max(0.0) / parts.saturating_sub(1).max(1) as f32).min(STRETCH);
        let gap = parameters.area_gap + share(below.size.width.max(NARROWEST * whole.height) - top.width, parts);
        let apart = share(whole.width / WIDEST - whole.height, trees.rows.len());
        let mut right = packing.place(trees, gap, apart, &mut page);
        if beside.size.width > 0.0 {
            let origin = Point::new(right + gap, 0.0);
            packing.place_band(&sections[split..], beside, origin, 0.0, &mut page);
            right = origin.x + beside.size.width;
        }
        let rows = trees.rows.len().saturating_sub(1) as f32 * apart;
        let y = if main.is_empty() { 0.0 } else { top.height.max(trees.size.height + rows) + parameters.area_gap };
        page.streets.last = y - parameters.area_gap / 2.0;
        packing.place_band(&sections[..split], below, Point::new(0.0, y), right, &mut page);
    }
    page
}

/// A way to put the page together: how many of the areas stand below, and which of the tried forms each part has.
struct Arrangement<'a> {
    split: usize,
    trees: &'a Packed,
    below: &'a Band,
    beside: &'a Band,
    /// A number that follows from what it is tried with alone.
    key: u32,
}

/// Areas side by side.
struct Band {
    size: Size,
    /// As what it counts where forms are compared.
    weight: Size,
    /// The height that was tried.
    limit: f32,
    areas: Vec<Filled>,
}

struct Packing<'a> {
    forest: &'a Forest<'a>,
    shapes: &'a Shapes<'a>,
    areas: &'a Areas<'a>,
    parameters: &'a Parameters,
}

impl Packing<'_> {
    /// The heights to try: from the flattest that the trees can be to all of them in one column.
    fn limits(&self, roots: &[usize]) -> impl Iterator<Item = f32> + use<> {
        let lowest = |root: &usize| self.shapes.heights(*root).fold(f32::INFINITY, f32::min);
        let highest = |root: &usize| self.shapes.heights(*root).fold(0.0, f32::max) + self.parameters.area_gap;
        let flattest = roots.iter().map(lowest).fold(1.0, f32::max);
        let tallest = roots.iter().map(highest).sum::<f32>().max(flattest);
        heights(flattest, tallest, STEPS).into_iter()
    }

    /// All ways to put these forms together with areas below and beside them, with how bad each is.
    fn tried<'b>(
        &self,
        forms: &'b [Packed],
        split: usize,
        [below, beside]: &'b [Vec<Band>; 2],
    ) -> impl Iterator<Item = (f32, Arrangement<'b>)> {
        let pairs = move || below.iter().flat_map(|below| beside.iter().map(move |beside| (below, beside)));
        forms.iter().flat_map(move |trees| pairs().map(move |(below, beside)| (trees, below, beside))).map(
            move |(trees, below, beside)| {
                let gain = if trees.rows.len() > 1 { ROWS_GAIN } else { 1.0 };
                let key = steady_key([trees.limit, trees.rows.len() as f32, below.limit, beside.limit]);
                let cost = gain * self.cost(trees.size, beside.weight, below.weight);
                (cost, Arrangement { split, trees, below, beside, key })
            },
        )
    }

    /// Puts what may end a route at the top of a column each, and every other tree into the first column with room; then
    /// the columns in one row, or in about as many as make the picture neither too wide nor too high.
    fn pack_trees(&self, roots: &[usize], limit: f32) -> Vec<Packed> {
        let gap = self.parameters.area_gap;
        let mut columns: Vec<Column> = Vec::new();
        let (tops, others): (Vec<usize>, Vec<usize>) =
            roots.iter().partition(|&&root| self.forest.nodes[root].is_accountable_body());
        for (root, is_top) in tops.into_iter().map(|root| (root, true)).chain(others.into_iter().map(|r| (r, false))) {
            let size = self.shapes.pick(root, limit, false).size;
            let room = columns.iter_mut().find(|column| {
                let is_wide_enough = size.width <= column.size.width + self.parameters.column_gap;
                !is_top && is_wide_enough && column.size.height + gap + size.height <= limit
            });
            match room {
                Some(column) => {
                    column.roots.push(root);
                    column.size.width = column.size.width.max(size.width);
                    column.size.height += gap + size.height;
                }
                None => columns.push(Column { roots: vec![root], size }),
            }
        }
        let in_one_row = self.in_rows(&columns, limit, 1);
        let Size { width, height } = in_one_row.size;
        // So many rows, cut to equal lengths, have the wanted shape if all are as high as the highest, and if as on average.
        let rows = |height: f32| (width / ((height + self.parameters.area_gap) * self.parameters.aspect)).sqrt();
        let average = columns.iter().map(|column| column.size.height).sum::<f32>() / columns.len().max(1) as f32;
        let (least, most) = (0.7 * rows(height), 1.3 * rows(average));
        let mut forms = vec![in_one_row];
        for count in counts(least, most).filter(|count| (2..=columns.len()).contains(count)) {
            let form = self.in_rows(&columns, limit, count);
            if forms.iter().all(|known| known.rows.len() != form.rows.len()) {
                forms.push(form);
            }
        }
        forms
    }

    /// Columns in so many rows of about equal width.
    fn in_rows(&self, columns: &[Column], limit: f32, count: usize) -> Packed {
        let gap = self.parameters.area_gap;
        let item = |column: &Column| Item { weight: column.size.width, gap, key: self.forest.key(column.roots[0]) };
        let items: Vec<Item> = columns.iter().map(item).collect();
        let ends = break_steadily(&items, count);
        let begins = std::iter::once(0).chain(ends.iter().copied());
        let rows: Vec<Vec<Column>> = begins.zip(&ends).map(|(begin, &end)| columns[begin..end].to_vec()).collect();
        let row_width = |row: &Vec<Column>| row.iter().map(|column| column.size.width + gap).sum::<f32>() - gap;
        let width = rows.iter().map(row_width).fold(0.0, f32::max);
        let height =
            rows.iter().map(|row| row_height(row) + gap).sum::<f32>() - if rows.is_empty() { 0.0 } else { gap };
        Packed { size: Size::new(width, height), limit, rows }
    }

    /// The forms that areas side by side can have, from flat to tall. One empty form if there are none.
    fn bands(&self, sections: &[(Section, Vec<usize>)]) -> Vec<Band> {
        let roots: Vec<usize> = sections.iter().flat_map(|(_, roots)| roots.iter().copied()).collect();
        if roots.is_empty() {
            return vec![Band { size: Size::default(), weight: Size::default(), limit: 0.0, areas: Vec::new() }];
        }
        let gap = self.parameters.area_gap / 2.0;
        let forms = self.limits(&roots).map(|limit| {
            let mut areas: Vec<Filled> = sections.iter().map(|(_, roots)| self.areas.fill(roots, limit)).collect();
            for ((section, _), area) in sections.iter().zip(&mut areas) {
                area.size.width = area.size.width.max(section.title_room());
            }
            let width = areas.iter().map(|area| area.size.width + gap).sum::<f32>() - gap;
            let height = areas.iter().map(|area| area.size.height).fold(0.0, f32::max);
            let weight = areas.iter().map(|area| area.weight).fold(0.0, f32::max);
            Band { size: Size::new(width, height), weight: Size::new(width, weight), limit, areas }
        });
        forms.collect()
    }

    /// How bad a page of these parts is: how much it must shrink to fit a window of the wanted shape, and a little for
    /// another shape and for room left empty.
    fn cost(&self, trees: Size, beside: Size, below: Size) -> f32 {
        let top = self.top_size(trees, beside);
        let Size { width, height } = self.whole_size(trees, beside, below);
        let fitted = width.max(height * self.parameters.aspect);
        let off = (width / height / self.parameters.aspect).ln().abs();
        let ragged = if below.width > 0.0 { (top.width - below.width).abs() / width } else { 0.0 };
        // A picture of another shape than this is drawn only where there is no other.
        fitted * (1.0 + 0.15 * off + 0.02 * ragged + 3.0 * beyond(width / height))
    }

    /// The room that all of it takes.
    fn whole_size(&self, trees: Size, beside: Size, below: Size) -> Size {
        let top = self.top_size(trees, beside);
        let gap = if top.height > 0.0 && below.height > 0.0 { self.parameters.area_gap } else { 0.0 };
        Size::new(top.width.max(below.width).max(1.0), (top.height + gap + below.height).max(1.0))
    }

    /// The room that trees and the areas beside them take.
    fn top_size(&self, trees: Size, beside: Size) -> Size {
        let gap = if trees.width > 0.0 && beside.width > 0.0 { self.parameters.area_gap } else { 0.0 };
        Size::new(trees.width + gap + beside.width, trees.height.max(beside.height))
    }

    /// Stands the trees so far apart, their rows by so much more than need be, and returns where they end.
    fn place(&self, packed: &Packed, gap: f32, apart: f32, page: &mut Page) -> f32 {
        let (mut top, mut end) = (0.0, 0.0_f32);
        for row in &packed.rows {
            let (mut x, mut right) = (0.0, 0.0);
            let street = top + row_height(row) + self.parameters.area_gap / 2.0;
            for column in row {
                let (mut y, mut width) = (top, 0.0_f32);
                for &root in &column.roots {
                    self.shapes.place(root, packed.limit, false, Point::new(x, y), &mut page.stand);
                    y = page.stand.block[root].max.y + self.parameters.area_gap;
                    width = width.max(page.stand.block[root].width());
                    page.streets.own[root] = (packed.rows.len() > 1).then_some(street);
                }
                right = x + width;
                x = right + gap;
            }
            top += row_height(row) + self.parameters.area_gap + apart;
            end = end.max(right);
        }
        end
    }

    /// Stands areas side by side from the origin, the first of them so wide that they reach `right`.
    fn place_band(&self, sections: &[(Section, Vec<usize>)], band: &Band, origin: Point, right: f32, page: &mut Page) {
        let mut spare = (right - origin.x - band.size.width).max(0.0);
        let mut x = origin.x;
        for ((section, roots), filled) in sections.iter().zip(&band.areas) {
            let size = Size::new(filled.size.width + spare, band.size.height);
            let rect = Rect::at(Point::new(x, origin.y), size);
            self.areas.place(filled, &rect, &mut page.stand);
            page.areas.push(Framed { section: *section, roots: roots.clone(), rect });
            x = rect.max.x + self.parameters.area_gap / 2.0;
            spare = 0.0;
        }
    }
}

/// A number for what is tried with these lengths, which has nothing to do with how well that turns out.
fn steady_key(lengths: [f32; 4]) -> u32 {
    lengths.into_iter().fold(0x811C_9DC5, |key, length| {
        let key = (key ^ length.to_bits()).wrapping_mul(0x85EB_CA6B);
        (key ^ key >> 13).wrapping_mul(0xC2B2_AE35)
    })
}

/// Some of the whole numbers from one to another, always the same ones of all.
fn counts(least: f32, most: f32) -> impl Iterator<Item = usize> {
    let next = |count: &usize| Some(count + 1 + count / 12);
    std::iter::successors(Some(1), next)
        .skip_while(move |&count| (count as f32) < least - 1.0)
        .take_while(move |&count| (count as f32) <= most + 1.0)
}

/// How high a row of columns is.
fn row_height(row: &[Column]) -> f32 {
    row.iter().map(|column| column.size.height).fold(0.0, f32::max)
}

/// Tells the trees that show the structure from what stands apart.
fn sort_out(forest: &Forest) -> (Vec<usize>, Vec<(Section, Vec<usize>)>) {
    let mut main = Vec::new();
    let mut apart: BTreeMap<Section, Vec<usize>> = BTreeMap::new();
    for &root in &forest.roots {
        match Section::of(forest, root) {
            Some(section) => apart.entry(section).or_default().push(root),
            None => main.push(root),
        }
    }
    for roots in apart.values_mut() {
        roots.sort_unstable();
    }
    (main, apart.into_iter().collect())
}

impl Area {
    /// About the room that the title and the note take.
    fn title_rect(&self) -> Rect {
        let note = if self.kind == AreaKind::NoRoute { NOTE } else { 0.0 };
        let width = 14.0 + 8.5 * self.title.chars().count() as f32 + note;
        Rect::at(self.rect.min, Size::new(width.min(self.rect.width()), TITLE))
    }
}

impl Page {
    /// The placement as others see it: anchored, pins in their places, lines drawn.
    pub(super) fn into_placement(self, forest: &Forest, parameters: &Parameters) -> Placement {
        self.into_placement_within(forest, parameters, BUDGET)
    }

    /// The same, with a bound on the search for ways between cards.
    pub(super) fn into_placement_within(
        mut self,
        forest: &Forest,
        parameters: &Parameters,
        budget: usize,
    ) -> Placement {
        let anchor = parameters.anchor.as_ref().filter(|(id, _)| !parameters.pinned.contains_key(id));
        let anchor = anchor.filter(|_| !self.is_in_place).and_then(|(id, point)| {
            let index = forest.nodes.iter().position(|node| node.id == *id)?;
            let centre = self.stand.card[index].centre();
            Some((point.x - centre.x, point.y - centre.y))
        });
        if let Some((x, y)) = anchor.filter(|(x, y)| x.is_finite() && y.is_finite()) {
            self.shift(x, y);
        }
        let standing =
            Arc::new(Standing::of(forest, &self.stand, &self.areas, self.streets.last, [&self.astray, &self.shifted]));
        let Pinned { moved, far } = super::pins::apply(forest, parameters, &mut self.stand.card);
        let areas = self.areas.iter().filter_map(|area| area.area(forest, &self.stand.card));
        let areas: Vec<Area> = areas.collect();
        let titles: Vec<Rect> = areas.iter().map(Area::title_rect).collect();
        let ground = Ground {
            stand: &self.stand,
            moved: &moved,
            astray: &self.astray,
            shifted: &self.shifted,
            titles: &titles,
            streets: &self.streets,
            card_gap: parameters.card_gap,
        };
        let routes = if parameters.only_cards { BTreeMap::new() } else { ground.routes(forest, budget) };
        let cards: BTreeMap<_, _> =
            forest.nodes.iter().zip(&self.stand.card).map(|(node, card)| (node.id.clone(), *card)).collect();
        let everything = cards.values().copied().chain(areas.iter().map(|area| area.rect));
        let bounds = everything.reduce(|all, next| all.union(&next)).unwrap_or_default();
        let far = far.into_iter().map(|card| forest.nodes[card].id.clone()).collect();
        let hung = forest.lines.iter().filter(|line| line.hangs).map(|line| line.link.id.clone()).collect();
        Placement { cards, routes, hung, areas, bounds, far, standing }
    }

    /// How wide it is by its height.
    fn ratio(&self) -> f32 {
        let all = self.stand.card.iter().copied().chain(self.areas.iter().map(|area| area.rect));
        let all = all.reduce(|all, next| all.union(&next)).unwrap_or_default();
        all.width() / all.height().max(1.0)
    }

    /// Moves everything by so much.
    fn shift(&mut self, x: f32, y: f32) {
        self.stand.shift(x, y);
        self.streets.shift(x, y);
        for area in &mut self.areas {
            area.rect = area.rect.moved(x, y);
        }
    }
}
