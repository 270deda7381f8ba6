//! A page that goes on from an earlier one: what stood there stays, and what is new comes in beside it.
//!
//! A card stays if it hangs under the same card as before, or under nothing in the same area. All others come in one tree
//! after the other: below the card that they hang under, beside its other trees where there is room (`spots`), else there
//! all the same, and what stands below makes room (`room`); or into their area.

mod room;
mod spots;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Parameters;
use super::forest::Forest;
use super::geometry::{Point, Rect};
use super::gutter::Streets;
use super::hung::{Shapes, Stand, Tie};
use super::page::Page;
use super::route::along_bus;
use super::section::{Framed, Section};
use super::standing::{Standing, Stood};

/// So many cards may always be new; of a larger map no more than there were.
const MOST_NEW: usize = 8;
/// What is new times what there is may be no more than this: beyond, all is laid out anew.
const MOST_WORK: usize = 500_000;

/// The same of trees that have to be put somewhere, whether they are new or hang elsewhere.
const MOST_LOOSE: usize = 1_500_000;

/// A page on its way.
#[derive(Clone)]
struct Kept<'a> {
    forest: &'a Forest<'a>,
    parameters: &'a Parameters,
    shapes: &'a Shapes<'a>,
    stand: Stand,
    /// Which cards stand already.
    placed: Vec<bool>,
    /// Which of them stand lower than before.
    shifted: Vec<bool>,
    /// Which hang by no line along a bus, because there was no room for them there.
    astray: Vec<bool>,
    /// The root of each card's tree.
    root: Vec<usize>,
    /// Where each root stands.
    section: Vec<Option<Section>>,
    frames: BTreeMap<Section, Rect>,
    /// What the lines along buses run over.
    ways: Vec<Vec<Point>>,
}

/// Goes on from a page as it stood. None if too little is left of it, or if there is no room for what is new.
pub(super) fn compose(forest: &Forest, standing: &Standing, parameters: &Parameters) -> Option<Page> {
    let Some(earlier) = &parameters.returns else { return go_on(forest, forest, standing, parameters) };
    if standing.leads_back_to(earlier, forest) {
        let parameters = Parameters { kept: Some(Arc::clone(earlier)), ..parameters.clone() };
        return go_on(forest, forest, earlier, &parameters);
    }
    // Where what returns would stand on what has come in since, nothing returns.
    let nothing = Standing::default();
    [&**earlier, &nothing]
        .into_iter()
        .find_map(|earlier| turn(forest, &standing.returning(earlier, forest), parameters))
}

/// Goes on from how another option stood.
fn turn(forest: &Forest, standing: &Standing, parameters: &Parameters) -> Option<Page> {
    // What hangs elsewhere and has cards of its own stays with them: for finding room it is a tree by itself.
    let stood = |node: usize| standing.cards.get(&forest.nodes[node].id);
    let hangs_as_before = |node: usize| {
        let parent = forest.parent[node].map(|parent| &forest.nodes[parent].id);
        stood(node).is_some_and(|stood| stood.parent.as_ref() == parent)
    };
    let holds = |node: &usize| {
        stood(*node).is_some()
            && !hangs_as_before(*node)
            && forest.children[*node].iter().any(|child| hangs_as_before(*child))
    };
    let held: Vec<usize> = (0..forest.len()).filter(holds).collect();
    let mut cut = forest.clone();
    held.iter().for_each(|&node| cut.cut(node));
    go_on(forest, &cut, standing, parameters)
}

/// Goes on from a page as it stood. For finding room some cards that hang under others are trees by themselves in `cut`.
fn go_on<'a>(
    forest: &'a Forest<'a>,
    cut: &'a Forest<'a>,
    standing: &Standing,
    parameters: &'a Parameters,
) -> Option<Page> {
    let is_cut = |node: &usize| forest.parent[*node] != cut.parent[*node];
    let (whole, forest) = (forest, cut);
    let is_known = |node: &usize| standing.cards.contains_key(&forest.nodes[*node].id);
    let known = (0..forest.len()).filter(is_known).count();
    let new = forest.len() - known;
    if known == 0 || new > known.max(MOST_NEW) || new > MOST_NEW && new * forest.len() > MOST_WORK {
        return None;
    }
    let shapes = Shapes::of(forest, parameters);
    let mut kept = Kept::of(forest, standing, parameters, &shapes);
    let crowned = kept.stay(standing)?;
    kept.note_ways();
    for (crown, tree) in crowned {
        if !kept.crown(crown, tree) {
            return None;
        }
    }
    let loose: Vec<usize> = forest.top_down.iter().copied().filter(|&node| kept.is_loose(node)).collect();
    if loose.len() > MOST_NEW && loose.len() * forest.len() > MOST_LOOSE {
        return None;
    }
    for tree in loose {
        let has_room = match forest.parent[tree] {
            Some(parent) => kept.hang(tree, parent),
            None => kept.set(tree),
        };
        if !has_room {
            return None;
        }
    }
    for node in (0..whole.len()).filter(is_cut) {
        kept.astray[node] = true;
    }
    kept.forest = whole;
    Some(kept.into_page(standing))
}

impl<'a> Kept<'a> {
    fn of(forest: &'a Forest<'a>, standing: &Standing, parameters: &'a Parameters, shapes: &'a Shapes<'a>) -> Self {
        let count = forest.len();
        let mut root: Vec<usize> = (0..count).collect();
        for &node in &forest.top_down {
            if let Some(parent) = forest.parent[node] {
                root[node] = root[parent];
            }
        }
        let mut section = vec![None; count];
        for &root in &forest.roots {
            section[root] = Section::of(forest, root);
        }
        Self {
            forest,
            parameters,
            shapes,
            stand: Stand::empty(count),
            placed: vec![false; count],
            shifted: vec![false; count],
            astray: vec![false; count],
            root,
            section,
            frames: standing.areas.iter().copied().collect(),
            ways: Vec::new(),
        }
    }

    /// Stands what stays where it stood. Gives the roots that came above a tree which stays, each with the root of that;
    /// none if there is no room for what has grown.
    fn stay(&mut self, standing: &Standing) -> Option<Vec<(usize, usize)>> {
        let forest = self.forest;
        let stood = |node: usize| standing.cards.get(&forest.nodes[node].id);
        let was_root = |node: usize| stood(node).is_some_and(|stood| stood.parent.is_none());
        let crowned: Vec<(usize, usize)> = forest
            .roots
            .iter()
            .filter_map(|&crown| match forest.children[crown].as_slice() {
                &[tree] if was_root(tree) && !forest.children[tree].is_empty() => Some((crown, tree)),
                _ => None,
            })
            .collect();
        let mut stand_in: BTreeMap<Section, usize> = BTreeMap::new();
        for section in standing.cards.values().filter_map(|stood| stood.section) {
            *stand_in.entry(section).or_default() += 1;
        }
        let alone = |section: Section| stand_in.get(&section) == Some(&1);
        for &node in &forest.top_down {
            let Some(stood) = stood(node) else { continue };
            let is_crown = crowned.iter().any(|(crown, _)| *crown == node);
            let stays = match forest.parent[node] {
                Some(parent) if self.placed[parent] => stood.parent.as_ref() == Some(&forest.nodes[parent].id),
                Some(parent) => {
                    let is_crowned = crowned.contains(&(parent, node));
                    if is_crowned {
                        self.section[parent] = stood.section;
                    }
                    is_crowned
                }
                None if is_crown || stood.parent.is_some() => false,
                None => match kept_section(forest, node, stood.section, self.section[node], &alone) {
                    Some(section) => {
                        self.section[node] = section;
                        true
                    }
                    None => false,
                },
            };
            if stays {
                self.stand_as(node, stood);
            } else if self.parameters.returns.is_some() && self.holds(node, stood) {
                self.section[node] = section_of(stood, standing);
                self.stand_as(node, stood);
            }
        }
        let gone = |section: &Section| !forest.roots.iter().any(|&root| self.section[root] == Some(*section));
        let gone: Vec<Section> = self.frames.keys().copied().filter(gone).collect();
        for section in gone {
            self.frames.remove(&section);
        }
        let has_room = self.make_room_for_grown(standing) && (self.parameters.returns.is_none() || self.is_clear());
        has_room.then(|| crowned.into_iter().filter(|(_, tree)| self.placed[*tree]).collect())
    }

    /// Whether a card that hangs under nothing stays where it stood, whatever became of its lines: because it hung under
    /// nothing before, or because there are cards that hang under it as before.
    fn holds(&self, node: usize, stood: &Stood) -> bool {
        self.forest.parent[node].is_none() && (stood.parent.is_none() || !self.forest.children[node].is_empty())
    }

    /// Whether nothing that has returned covers what stands now, or stands in a frame that is not its own.
    fn is_clear(&self) -> bool {
        struct Placed {
            card: Rect,
            section: Option<Section>,
            has_returned: bool,
        }
        let now = self.parameters.kept.as_deref();
        let placed = |node: usize| {
            let stood = now.and_then(|now| now.cards.get(&self.forest.nodes[node].id));
            let card = self.stand.card[node];
            let has_returned = stood.is_none_or(|stood| stood.card.min != card.min);
            Placed { card: card.grown(-0.5), section: self.section[self.root[node]], has_returned }
        };
        let mut cards: Vec<Placed> = (0..self.forest.len()).filter(|&node| self.placed[node]).map(placed).collect();
        cards.sort_by(|one, other| one.card.min.x.total_cmp(&other.card.min.x));
        // What stands with cards of its own in a frame where it does not belong stays there.
        let stood_in = |section: Section, card: &Rect| {
            let mut areas = now.iter().flat_map(|now| &now.areas);
            areas.any(|(other, frame)| *other == section && frame.overlaps(card))
        };
        cards.iter().enumerate().all(|(at, one)| {
            let mut beside = cards[at + 1..].iter().take_while(|other| other.card.min.x < one.card.max.x);
            let mut frames = self
                .frames
                .iter()
                .filter(|(section, frame)| Some(**section) != one.section && frame.overlaps(&one.card));
            !beside.any(|other| (one.has_returned || other.has_returned) && other.card.overlaps(&one.card))
                && !frames.any(|(section, _)| one.has_returned || !stood_in(*section, &one.card))
        })
    }

    /// Stands a card where it stood, in its present size.
    fn stand_as(&mut self, node: usize, stood: &Stood) {
        let size = self.forest.sizes[node];
        let aside = match stood.tie {
            Tie::Stub(_) | Tie::None => 0.0,
            Tie::Drop | Tie::Beside => (stood.card.width() - size.width) / 2.0,
        };
        // A card that has not grown stands where it stood to the last digit.
        let has_grown = !stood.is_of_size(size);
        let card = if has_grown { Rect::at(stood.card.min.moved(aside, 0.0), size) } else { stood.card };
        self.stand.card[node] = card;
        self.stand.tie[node] = if self.forest.parent[node].is_some() { stood.tie } else { Tie::None };
        self.stand.port[node] = stood.port.clamp(card.min.x, card.max.x);
        self.stand.bus[node] = stood.bus;
        self.astray[node] = stood.is_astray;
        self.shifted[node] = stood.is_shifted || has_grown;
        self.placed[node] = true;
    }

    /// Whether a card is the first of a tree that has to be put somewhere.
    fn is_loose(&self, node: usize) -> bool {
        !self.placed[node] && self.forest.parent[node].is_none_or(|parent| self.placed[parent])
    }

    /// What a card covers with all that hangs below it and stands.
    fn block(&self, node: usize) -> Rect {
        let tree = self.forest.tree(node).into_iter().filter(|&node| self.placed[node]);
        tree.map(|node| self.stand.card[node]).reduce(|all, card| all.union(&card)).unwrap_or_default()
    }

    /// What the line runs over by which a card hangs on a bus, if it does.
    fn way(&self, node: usize) -> Option<Vec<Point>> {
        let parent = self.forest.parent[node].filter(|&parent| self.placed[parent])?;
        (self.placed[node] && !self.astray[node]).then(|| along_bus(&self.stand, node, parent))
    }

    /// Notes what lines along buses run over.
    fn note_ways(&mut self) {
        self.ways = (0..self.forest.len()).filter_map(|node| self.way(node)).collect();
    }

    /// Notes that a tree has been put, and what its lines run over.
    fn note_placed(&mut self, tree: usize) {
        let tree = self.forest.tree(tree);
        tree.iter().for_each(|&node| self.placed[node] = true);
        let ways: Vec<_> = tree.into_iter().filter_map(|node| self.way(node)).collect();
        self.ways.extend(ways);
    }

    fn into_page(mut self, standing: &Standing) -> Page {
        let forest = self.forest;
        for &node in forest.top_down.iter().rev() {
            let below = forest.children[node].iter().map(|&child| self.stand.block[child]);
            self.stand.block[node] = below.fold(self.stand.card[node], |all, child| all.union(&child));
        }
        let framed = |(section, rect): (Section, Rect)| {
            let is_in = |root: &&usize| self.section[**root] == Some(section);
            let roots: Vec<usize> = forest.roots.iter().filter(is_in).copied().collect();
            Framed { section, roots, rect }
        };
        let areas = std::mem::take(&mut self.frames).into_iter().map(framed).collect();
        let left = self.stand.card.iter().map(|card| card.min.x).fold(f32::INFINITY, f32::min);
        let side = left - self.parameters.area_gap / 2.0;
        // Where the trees have grown down over the street, it runs below them.
        let main = (0..forest.len()).filter(|&node| self.section[self.root[node]].is_none());
        let bottom = main.map(|node| self.stand.card[node].max.y).fold(f32::NEG_INFINITY, f32::max);
        let last = standing.street.max(bottom + self.parameters.area_gap / 4.0);
        let streets = Streets { own: vec![None; forest.len()], last, side };
        let Self { stand, shifted, astray, .. } = self;
        Page { stand, areas, streets, is_in_place: true, shifted, astray }
    }
}

/// The section in which a card stood, with whatever it hung under.
fn section_of<'a>(mut stood: &'a Stood, standing: &'a Standing) -> Option<Section> {
    // No card hangs under itself, and no more often than there are cards.
    for _ in 0..standing.cards.len() {
        match stood.parent.as_ref().and_then(|parent| standing.cards.get(parent)) {
            Some(above) => stood = above,
            None => break,
        }
    }
    stood.section
}

/// In which section a root stays where it stands; none if it has to go elsewhere.
fn kept_section(
    forest: &Forest,
    root: usize,
    before: Option<Section>,
    now: Option<Section>,
    alone: &impl Fn(Section) -> bool,
) -> Option<Option<Section>> {
    let is_accountable = forest.nodes[root].is_accountable_body();
    match (before, now) {
        _ if before == now => Some(now),
        // A tree does not move because it has grown or shrunk.
        (Some(Section::NoRoute), None) if !is_accountable => Some(before),
        (None, Some(Section::NoRoute)) => Some(before),
        (Some(Section::Partners), Some(Section::NoRoute)) => Some(before),
        // The frame goes, and not what stood in it.
        (Some(section), None) if alone(section) => Some(None),
        _ => None,
    }
}
