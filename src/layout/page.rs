//! The page: trees side by side, areas for what stands apart, all near the wanted width by height.

use std::collections::BTreeMap;

use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::hung::{Shapes, Stand, fill_evenly};
use super::{Area, AreaKind, Parameters, Placement};
use crate::model::{Map, Node, NodeKind, NodeStatus};

/// Room for an area's title.
const TITLE: f32 = 28.0;
/// Between an area's frame and its cards.
const PADDING: f32 = 16.0;
/// A tree of fewer bodies that answers to nobody stands in the tray.
const OWN_TREE: usize = 7;
/// How many heights of the trees, and of the areas, are tried.
const STEPS: usize = 24;

/// Where everything stands.
pub(super) struct Page {
    stand: Stand,
    areas: Vec<Area>,
}

/// Trees that stand together under a title.
struct Section {
    kind: AreaKind,
    title: &'static str,
    note: String,
    roots: Vec<usize>,
}

/// Trees in columns, side by side.
struct Packed {
    width: f32,
    height: f32,
    /// The height that no tree exceeds if it can help it.
    limit: f32,
    columns: Vec<Vec<usize>>,
}

/// Stands the trees of a forest on a page.
pub(super) fn compose(map: &Map, forest: &Forest, parameters: &Parameters) -> Page {
    let shapes = Shapes::of(forest, parameters);
    let packing = Packing { forest, shapes: &shapes, parameters };
    let (main, sections) = sort_out(map, forest);
    let trees: Vec<Packed> = packing.limits(&main).map(|limit| packing.pack_trees(&main, limit)).collect();
    let all: Vec<usize> = sections.iter().flat_map(|section| section.roots.iter().copied()).collect();
    let bands: Vec<Vec<Packed>> = packing
        .limits(&all)
        .map(|limit| sections.iter().map(|section| packing.pack_grid(&section.roots, limit)).collect())
        .collect();
    let mut best: Option<(f32, &Packed, &Vec<Packed>)> = None;
    for tree in &trees {
        for band in &bands {
            let (band_width, band_height) = packing.band_size(band);
            let gap = if main.is_empty() || sections.is_empty() { 0.0 } else { parameters.area_gap };
            let (width, height) = (tree.width.max(band_width), tree.height + gap + band_height);
            let fitted = width.max(height * parameters.aspect);
            let off = (width.max(1.0) / height.max(1.0) / parameters.aspect).ln().abs();
            // Empty room beside the trees or the areas is worth a little.
            let ragged = (tree.width - band_width).abs() / width.max(1.0);
            let cost = fitted * (1.0 + 0.15 * off + if sections.is_empty() { 0.0 } else { 0.02 * ragged });
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, tree, band));
            }
        }
    }
    let mut page = Page { stand: Stand::empty(forest.len()), areas: Vec::new() };
    if let Some((_, trees, band)) = best {
        packing.place(trees, Point::default(), &mut page.stand);
        let top = if main.is_empty() { 0.0 } else { trees.height + parameters.area_gap };
        packing.place_band(&sections, band, top, trees.width, &mut page);
    }
    page
}

struct Packing<'a> {
    forest: &'a Forest<'a>,
    shapes: &'a Shapes<'a>,
    parameters: &'a Parameters,
}

impl Packing<'_> {
    /// The heights to try: from the flattest that the trees can be to all of them in one column.
    fn limits(&self, roots: &[usize]) -> impl Iterator<Item = f32> + use<> {
        let lowest = |root: &usize| self.shapes.heights(*root).fold(f32::INFINITY, f32::min);
        let highest = |root: &usize| self.shapes.heights(*root).fold(0.0, f32::max) + self.parameters.area_gap;
        let flattest = roots.iter().map(lowest).fold(1.0, f32::max);
        let tallest = roots.iter().map(highest).sum::<f32>().max(flattest);
        (0..=STEPS).map(move |step| flattest * (tallest / flattest).powf(step as f32 / STEPS as f32))
    }

    /// Puts what may end a route at the top of a column each, and every other tree into the first column with room.
    fn pack_trees(&self, roots: &[usize], limit: f32) -> Packed {
        let gap = self.parameters.area_gap;
        let mut columns: Vec<(Vec<usize>, f32, f32)> = Vec::new();
        let (tops, others): (Vec<usize>, Vec<usize>) =
            roots.iter().partition(|&&root| self.forest.nodes[root].is_accountable_body());
        for (root, is_top) in tops.into_iter().map(|root| (root, true)).chain(others.into_iter().map(|r| (r, false))) {
            let size = self.shapes.pick(root, limit, false).size;
            let room = columns.iter_mut().find(|(_, width, height)| {
                !is_top && size.width <= width + self.parameters.column_gap && height + gap + size.height <= limit
            });
            match room {
                Some((trees, width, height)) => {
                    trees.push(root);
                    *width = width.max(size.width);
                    *height += gap + size.height;
                }
                None => columns.push((vec![root], size.width, size.height)),
            }
        }
        let width =
            columns.iter().map(|column| column.1 + gap).sum::<f32>() - if columns.is_empty() { 0.0 } else { gap };
        let height = columns.iter().map(|column| column.2).fold(0.0, f32::max);
        Packed { width, height, limit, columns: columns.into_iter().map(|column| column.0).collect() }
    }

    /// Puts trees into columns in their order, no gaps left.
    fn pack_grid(&self, roots: &[usize], limit: f32) -> Packed {
        let gap = self.parameters.card_gap;
        let sizes: Vec<_> = roots.iter().map(|&root| self.shapes.pick(root, limit, false).size).collect();
        let lengths: Vec<(f32, f32)> = sizes.iter().map(|size| (size.height, gap)).collect();
        let ends = fill_evenly(&lengths, limit);
        let (mut width, mut height, mut begin, mut columns) = (0.0, 0.0_f32, 0, Vec::new());
        for end in ends {
            width +=
                sizes[begin..end].iter().map(|size| size.width).fold(0.0, f32::max) + self.parameters.column_gap / 2.0;
            height = height.max(sizes[begin..end].iter().map(|size| size.height + gap).sum::<f32>() - gap);
            columns.push(roots[begin..end].to_vec());
            begin = end;
        }
        Packed {
            width: width - self.parameters.column_gap / 2.0 + 2.0 * PADDING,
            height: height + TITLE + 2.0 * PADDING,
            limit,
            columns,
        }
    }

    fn band_size(&self, band: &[Packed]) -> (f32, f32) {
        let gap = self.parameters.area_gap / 2.0;
        let width = band.iter().map(|packed| packed.width + gap).sum::<f32>() - gap;
        (width.max(0.0), band.iter().map(|packed| packed.height).fold(0.0, f32::max))
    }

    fn place(&self, packed: &Packed, origin: Point, stand: &mut Stand) {
        let mut x = origin.x;
        for column in &packed.columns {
            let (mut y, mut width) = (origin.y, 0.0_f32);
            for &root in column {
                self.shapes.place(root, packed.limit, Point::new(x, y), stand);
                y = stand.block[root].max.y + self.parameters.area_gap;
                width = width.max(stand.block[root].width());
            }
            x += width + self.parameters.area_gap;
        }
    }

    /// Stands the areas side by side, the first of them as wide as the page has room for.
    fn place_band(&self, sections: &[Section], band: &[Packed], top: f32, page_width: f32, page: &mut Page) {
        let (width, height) = self.band_size(band);
        let mut spare = (page_width - width).max(0.0);
        let mut x = 0.0;
        for (section, packed) in sections.iter().zip(band) {
            let frame = Rect { min: Point::new(x, top), max: Point::new(x + packed.width + spare, top + height) };
            let columns = packed.columns.len();
            let stretch = if columns > 1 { (spare / (columns - 1) as f32).min(40.0) } else { 0.0 };
            let mut corner = frame.min.moved(PADDING, PADDING / 2.0 + TITLE);
            for column in &packed.columns {
                let mut next = corner.x;
                let mut y = corner.y;
                for &root in column {
                    self.shapes.place(root, packed.limit, Point::new(corner.x, y), &mut page.stand);
                    y = page.stand.block[root].max.y + self.parameters.card_gap;
                    next = next.max(page.stand.block[root].max.x);
                }
                corner.x = next + self.parameters.column_gap / 2.0 + stretch;
            }
            page.areas.push(Area {
                kind: section.kind.clone(),
                rect: frame,
                title: section.title.to_owned(),
                note: section.note.clone(),
            });
            x = frame.max.x + self.parameters.area_gap / 2.0;
            spare = 0.0;
        }
    }
}

/// Tells the trees that show the structure from what stands apart.
fn sort_out(map: &Map, forest: &Forest) -> (Vec<usize>, Vec<Section>) {
    let mut main = Vec::new();
    let mut apart: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &root in &forest.roots {
        let tree = forest.tree(root);
        let bodies: Vec<&Node> = tree.iter().map(|&node| forest.nodes[node]).filter(|node| node.is_body()).collect();
        let node = forest.nodes[root];
        let section = match node.kind {
            NodeKind::Board | NodeKind::Group | NodeKind::Partner
                if bodies.iter().all(|body| body.status == NodeStatus::Ended) =>
            {
                1
            }
            NodeKind::Partner if bodies.len() == 1 && !node.is_accountable_body() => 2,
            NodeKind::Post if bodies.is_empty() => 3,
            NodeKind::Strand if bodies.is_empty() => 4,
            _ if node.is_accountable_body() || bodies.len() >= OWN_TREE => {
                main.push(root);
                continue;
            }
            _ => 0,
        };
        apart.entry(section).or_default().push(root);
    }
    let sections = apart.into_iter().map(|(section, mut roots)| {
        roots.sort_by_key(|&root| (forest.children[root].is_empty(), root));
        let live = roots.iter().filter(|&&root| map.is_live(forest.nodes[root])).count();
        let (kind, title, note) = match section {
            0 => (
                AreaKind::NoRoute,
                "No line upward",
                match live {
                    0 => String::new(),
                    1 => "1 live body answers to nobody on this map".to_owned(),
                    _ => format!("{live} live bodies answer to nobody on this map"),
                },
            ),
            1 => (AreaKind::Ended, "Ended", String::new()),
            2 => (AreaKind::Unconnected, "Partners", String::new()),
            3 => (AreaKind::Unconnected, "Posts", String::new()),
            _ => (AreaKind::Unconnected, "Strands without an owner", String::new()),
        };
        Section { kind, title, note, roots }
    });
    (main, sections.collect())
}

impl Area {
    /// About the room that the title and the note take.
    fn title_rect(&self) -> Rect {
        let width = 14.0 + 8.5 * self.title.chars().count() as f32 + 6.5 * self.note.chars().count() as f32;
        Rect::at(self.rect.min, Size::new(width.min(self.rect.width()), TITLE))
    }
}

impl Page {
    /// The placement as others see it: anchored, pins in their places, lines drawn.
    pub(super) fn into_placement(mut self, forest: &Forest, parameters: &Parameters) -> Placement {
        let anchor = parameters.anchor.as_ref().and_then(|(id, point)| {
            let index = forest.nodes.iter().position(|node| node.id == *id)?;
            let centre = self.stand.card[index].centre();
            Some((point.x - centre.x, point.y - centre.y))
        });
        if let Some((x, y)) = anchor.filter(|(x, y)| x.is_finite() && y.is_finite()) {
            self.stand.shift(x, y);
            for area in &mut self.areas {
                area.rect = area.rect.moved(x, y);
            }
        }
        let titles: Vec<Rect> = self.areas.iter().map(Area::title_rect).collect();
        let routes = super::route::routes(forest, &self.stand, &titles);
        let cards: BTreeMap<_, _> =
            forest.nodes.iter().zip(&self.stand.card).map(|(node, card)| (node.id.clone(), *card)).collect();
        let everything = cards.values().copied().chain(self.areas.iter().map(|area| area.rect));
        let bounds = everything.reduce(|all, next| all.union(&next)).unwrap_or_default();
        Placement { cards, routes, areas: self.areas, bounds }
    }
}
