//! The page: trees side by side, areas for what stands apart, all near the wanted width by height.

use std::collections::BTreeMap;

use super::areas::{Areas, Filled, TITLE};
use super::forest::Forest;
use super::geometry::{Point, Rect, Size};
use super::hung::{Shapes, Stand};
use super::route::Ground;
use super::{Area, AreaKind, Parameters, Placement};
use crate::model::{Node, NodeKind, NodeStatus};

/// A tree of fewer bodies that answers to nobody stands in the tray.
const OWN_TREE: usize = 7;
/// How many states all searches for ways between cards may open: a bound on the time that lines take.
const BUDGET: usize = 3_000_000;
/// How much farther apart than need be trees may stand, to reach as far as the areas below.
const STRETCH: f32 = 110.0;
/// Room for what is said beside the title of the tray.
const NOTE: f32 = 330.0;
/// How many heights of the trees, and of the areas, are tried.
const STEPS: usize = 36;

/// Where everything stands.
pub(super) struct Page {
    stand: Stand,
    areas: Vec<Area>,
    /// How high between the trees and the areas there is a way from side to side.
    street: f32,
}

/// Trees that stand together under a title.
struct Section {
    kind: AreaKind,
    title: &'static str,
    roots: Vec<usize>,
}

/// Trees in columns, side by side.
struct Packed {
    size: Size,
    /// The height that no tree exceeds if it can help it.
    limit: f32,
    columns: Vec<Vec<usize>>,
}

/// Stands the trees of a forest on a page. The areas stand below the trees, or else the tray alone stands there and
/// the others to the right: whichever comes out larger when it is fitted to a window of the wanted shape.
pub(super) fn compose(forest: &Forest, parameters: &Parameters) -> Page {
    let shapes = Shapes::of(forest, parameters);
    let areas = Areas { forest, shapes: &shapes, parameters };
    let packing = Packing { forest, shapes: &shapes, areas: &areas, parameters };
    let (main, sections) = sort_out(forest);
    let trees: Vec<Packed> = packing.limits(&main).map(|limit| packing.pack_trees(&main, limit)).collect();
    let trays = sections.iter().take_while(|section| section.kind == AreaKind::NoRoute).count();
    let mut splits = vec![sections.len()];
    if !main.is_empty() && trays < sections.len() {
        splits.push(trays);
    }
    let mut best: Option<(f32, Arrangement)> = None;
    for split in splits {
        let (below, beside) = (packing.bands(&sections[..split]), packing.bands(&sections[split..]));
        for trees in &trees {
            for (below_index, below) in below.iter().enumerate() {
                for (beside_index, beside) in beside.iter().enumerate() {
                    let cost = packing.cost(trees.size, beside.size, below.size);
                    if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                        let trees = trees.limit;
                        best = Some((cost, Arrangement { split, trees, below: below_index, beside: beside_index }));
                    }
                }
            }
        }
    }
    let mut page = Page { stand: Stand::empty(forest.len()), areas: Vec::new(), street: 0.0 };
    if let Some((_, Arrangement { split, trees, below, beside })) = best {
        let trees = packing.pack_trees(&main, trees);
        let (below, beside) = (
            packing.bands(&sections[..split]).swap_remove(below),
            packing.bands(&sections[split..]).swap_remove(beside),
        );
        // Where the areas below are wider, the trees are pulled apart until they reach as far, or nearly so.
        let parts = trees.columns.len() + beside.areas.len().min(1);
        let top = packing.top_size(trees.size, beside.size);
        let spare = (below.size.width - top.width).max(0.0) / parts.saturating_sub(1).max(1) as f32;
        let gap = parameters.area_gap + spare.min(STRETCH);
        let mut right = packing.place(&trees, gap, &mut page.stand);
        if beside.size.width > 0.0 {
            let origin = Point::new(right + gap, 0.0);
            packing.place_band(&sections[split..], &beside, origin, 0.0, &mut page);
            right = origin.x + beside.size.width;
        }
        let y = if main.is_empty() { 0.0 } else { top.height + parameters.area_gap };
        page.street = y - parameters.area_gap / 2.0;
        packing.place_band(&sections[..split], &below, Point::new(0.0, y), right, &mut page);
    }
    page
}

/// A way to put the page together: how many of the areas stand below, and which of the tried forms each part has.
struct Arrangement {
    split: usize,
    trees: f32,
    below: usize,
    beside: usize,
}

/// Areas side by side.
struct Band {
    size: Size,
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
        let columns = columns.into_iter().map(|column| column.0).collect();
        Packed { size: Size::new(width, height), limit, columns }
    }

    /// The forms that areas side by side can have, from flat to tall. One empty form if there are none.
    fn bands(&self, sections: &[Section]) -> Vec<Band> {
        let roots: Vec<usize> = sections.iter().flat_map(|section| section.roots.iter().copied()).collect();
        if roots.is_empty() {
            return vec![Band { size: Size::default(), areas: Vec::new() }];
        }
        let gap = self.parameters.area_gap / 2.0;
        let forms = self.limits(&roots).map(|limit| {
            let areas: Vec<Filled> = sections.iter().map(|section| self.areas.fill(&section.roots, limit)).collect();
            let width = areas.iter().map(|area| area.size.width + gap).sum::<f32>() - gap;
            let height = areas.iter().map(|area| area.size.height).fold(0.0, f32::max);
            Band { size: Size::new(width, height), areas }
        });
        forms.collect()
    }

    /// How bad a page of these parts is: how much it must shrink to fit a window of the wanted shape, and a little for
    /// another shape and for room left empty.
    fn cost(&self, trees: Size, beside: Size, below: Size) -> f32 {
        let top = self.top_size(trees, beside);
        let gap = if top.height > 0.0 && below.height > 0.0 { self.parameters.area_gap } else { 0.0 };
        let width = top.width.max(below.width).max(1.0);
        let height = (top.height + gap + below.height).max(1.0);
        let fitted = width.max(height * self.parameters.aspect);
        let off = (width / height / self.parameters.aspect).ln().abs();
        let ragged = if below.width > 0.0 { (top.width - below.width).abs() / width } else { 0.0 };
        fitted * (1.0 + 0.15 * off + 0.02 * ragged)
    }

    /// The room that trees and the areas beside them take.
    fn top_size(&self, trees: Size, beside: Size) -> Size {
        let gap = if trees.width > 0.0 && beside.width > 0.0 { self.parameters.area_gap } else { 0.0 };
        Size::new(trees.width + gap + beside.width, trees.height.max(beside.height))
    }

    /// Stands the trees so far apart, and returns where they end.
    fn place(&self, packed: &Packed, gap: f32, stand: &mut Stand) -> f32 {
        let (mut x, mut right) = (0.0, 0.0);
        for column in &packed.columns {
            let (mut y, mut width) = (0.0, 0.0_f32);
            for &root in column {
                self.shapes.place(root, packed.limit, false, Point::new(x, y), stand);
                y = stand.block[root].max.y + self.parameters.area_gap;
                width = width.max(stand.block[root].width());
            }
            right = x + width;
            x = right + gap;
        }
        right
    }

    /// Stands areas side by side from the origin, the first of them so wide that they reach `right`.
    fn place_band(&self, sections: &[Section], band: &Band, origin: Point, right: f32, page: &mut Page) {
        let mut spare = (right - origin.x - band.size.width).max(0.0);
        let mut x = origin.x;
        for (section, filled) in sections.iter().zip(&band.areas) {
            let size = Size::new(filled.size.width + spare, band.size.height);
            let frame = Rect::at(Point::new(x, origin.y), size);
            self.areas.place(filled, &frame, &mut page.stand);
            page.areas.push(Area { kind: section.kind.clone(), rect: frame, title: section.title.to_owned() });
            x = frame.max.x + self.parameters.area_gap / 2.0;
            spare = 0.0;
        }
    }
}

/// Tells the trees that show the structure from what stands apart.
fn sort_out(forest: &Forest) -> (Vec<usize>, Vec<Section>) {
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
        let (kind, title) = match section {
            0 => (AreaKind::NoRoute, "No line upward"),
            1 => (AreaKind::Ended, "Ended"),
            2 => (AreaKind::Unconnected, "Partners"),
            3 => (AreaKind::Unconnected, "Posts"),
            _ => (AreaKind::Unconnected, "Strands"),
        };
        Section { kind, title, roots }
    });
    (main, sections.collect())
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
        let anchor = anchor.and_then(|(id, point)| {
            let index = forest.nodes.iter().position(|node| node.id == *id)?;
            let centre = self.stand.card[index].centre();
            Some((point.x - centre.x, point.y - centre.y))
        });
        if let Some((x, y)) = anchor.filter(|(x, y)| x.is_finite() && y.is_finite()) {
            self.stand.shift(x, y);
            self.street += y;
            for area in &mut self.areas {
                area.rect = area.rect.moved(x, y);
            }
        }
        let moved = super::pins::apply(forest, parameters, &mut self.stand.card);
        let titles: Vec<Rect> = self.areas.iter().map(Area::title_rect).collect();
        let ground = Ground {
            stand: &self.stand,
            moved: &moved,
            titles: &titles,
            street: self.street,
            card_gap: parameters.card_gap,
        };
        let routes = ground.routes(forest, budget);
        let cards: BTreeMap<_, _> =
            forest.nodes.iter().zip(&self.stand.card).map(|(node, card)| (node.id.clone(), *card)).collect();
        let everything = cards.values().copied().chain(self.areas.iter().map(|area| area.rect));
        let bounds = everything.reduce(|all, next| all.union(&next)).unwrap_or_default();
        Placement { cards, routes, areas: self.areas, bounds }
    }
}
