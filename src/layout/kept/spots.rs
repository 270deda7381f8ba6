//! Where something new comes to stand on a page that stays.

use super::Kept;
use crate::layout::areas::{PADDING, TITLE};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::hung::{INDENT, TRUNK, Tie};
use crate::layout::section::Section;

/// The least room between what is put somewhere and what stands there.
const LEAST: f32 = 8.0;
/// How much dearer each point is between a tree and what it hangs under than a point more of the whole picture.
const NEARNESS: f32 = 0.15;
/// How many free places beside others are looked at.
const LOOKS: usize = 400;
/// By how much of the diagonal of the picture others may move on average to make room; in a small picture, by so many
/// points.
const MOST_MOVED: (f32, f32) = (0.012, 24.0);

/// A place for a tree.
#[derive(Clone)]
struct Spot {
    origin: Point,
    size: Size,
    /// The height that picks the shape of the tree.
    limit: f32,
    tie: Tie,
    /// Where the line from above leaves the upper card, and where it branches, if that is new.
    port: Option<(f32, f32)>,
}

impl Spot {
    fn block(&self) -> Rect {
        Rect::at(self.origin, self.size)
    }
}

impl Kept<'_> {
    /// Puts a tree below the card that it hangs under. Whether there was room.
    pub(super) fn hang(&mut self, tree: usize, parent: usize) -> bool {
        let spots = self.spots_below(tree, parent);
        let under = self.stand.card[parent];
        let near = Point::new(under.centre().x, under.max.y);
        let section = self.section[self.root[parent]];
        let free = spots.iter().filter(|spot| self.is_free(spot, tree, parent, section));
        let scored = free.map(|spot| (self.score(&spot.block(), near), spot));
        if let Some((_, spot)) = scored.min_by(|one, other| one.0.total_cmp(&other.0)) {
            self.put(tree, Some(parent), &spot.clone());
            return true;
        }
        let bounds = self.bounds();
        let most = MOST_MOVED.1.max(MOST_MOVED.0 * bounds.width().hypot(bounds.height()));
        // Nothing makes room for what only hangs elsewhere in another option.
        let may_move =
            |spot: &&Spot| self.parameters.returns.is_none() && (spot.tie != Tie::Drop || spot.port.is_some());
        for spot in spots.iter().filter(may_move) {
            let mut tried = self.clone();
            tried.put(tree, Some(parent), spot);
            if tried.make_room_for(tree) && tried.moved_from(self) <= most {
                *self = tried;
                self.note_ways();
                return true;
            }
        }
        let Some(spot) = self.spot_nearby(tree, near, section) else { return false };
        self.astray[tree] = true;
        self.put(tree, None, &spot);
        true
    }

    /// Puts a card above the tree that hangs under it now, and that stays. Whether there was room.
    pub(super) fn crown(&mut self, crown: usize, tree: usize) -> bool {
        let (size, below) = (self.forest.sizes[crown], self.stand.card[tree]);
        let gap = self.parameters.rank_gap;
        let card = Rect::at(Point::new(below.centre().x - size.width / 2.0, below.min.y - gap - size.height), size);
        let section = self.section[crown];
        if !self.has_room(&card, section) {
            return false;
        }
        self.stand.card[crown] = card;
        self.stand.tie[tree] = Tie::Drop;
        self.stand.port[crown] = card.centre().x;
        self.stand.bus[crown] = card.max.y + gap / 2.0;
        self.placed[crown] = true;
        self.grow_frame(section, &card);
        self.note_ways();
        true
    }

    /// Puts a tree that hangs under nothing: into its area, or beside the other trees. Whether there was room.
    pub(super) fn set(&mut self, tree: usize) -> bool {
        let section = self.section[tree];
        let bounds = self.bounds();
        let mut best: Option<(f32, Spot)> = None;
        for limit in self.limits(tree) {
            let size = self.shapes.pick(tree, limit, section.is_some()).size;
            for origin in self.origins(section, size) {
                let spot = Spot { origin, size, limit, tie: Tie::None, port: None };
                if !self.has_room(&spot.block(), section) {
                    continue;
                }
                let framed = self.framed(section, &spot.block());
                let reading = 0.02 * (origin.y - bounds.min.y) + 0.01 * (origin.x - bounds.min.x);
                let score = self.growth(&bounds, &framed.unwrap_or_else(|| spot.block())) + reading;
                if best.as_ref().is_none_or(|(least, _)| score < *least) {
                    best = Some((score, spot));
                }
            }
        }
        let Some((_, spot)) = best else { return false };
        self.put(tree, None, &spot);
        true
    }

    /// Stands a tree at a spot.
    fn put(&mut self, tree: usize, parent: Option<usize>, spot: &Spot) {
        let stacked = matches!(spot.tie, Tie::Stub(_)) || parent.is_none() && self.section[self.root[tree]].is_some();
        self.shapes.place(tree, spot.limit, stacked, spot.origin, &mut self.stand);
        self.stand.tie[tree] = spot.tie;
        if let (Some(parent), Some((port, bus))) = (parent, spot.port) {
            (self.stand.port[parent], self.stand.bus[parent]) = (port, bus);
        }
        self.note_placed(tree);
        self.grow_frame(self.section[self.root[tree]], &spot.block());
    }

    /// The places for a tree below a card: at the ends of its columns, beside them, or right below where nothing hangs yet.
    fn spots_below(&self, tree: usize, parent: usize) -> Vec<Spot> {
        let parameters = self.parameters;
        let card = self.stand.card[parent];
        let siblings: Vec<usize> =
            self.forest.children[parent].iter().copied().filter(|&child| self.placed[child] && child != tree).collect();
        let mut spots = Vec::new();
        for limit in self.limits(tree) {
            let (stacked, alone) = (self.shapes.pick(tree, limit, true), self.shapes.pick(tree, limit, false));
            let drop = |x: f32, y: f32, port| {
                let origin = Point::new(x, y);
                Spot { origin, size: alone.size, limit, tie: Tie::Drop, port }
            };
            let stub = |trunk: f32, y: f32, port| {
                let origin = Point::new(trunk + INDENT - TRUNK, y);
                Spot { origin, size: stacked.size, limit, tie: Tie::Stub(trunk), port }
            };
            if siblings.iter().all(|&child| self.astray[child]) {
                let bus = card.max.y + parameters.rank_gap / 2.0;
                let x = card.centre().x - alone.card_x() - self.forest.sizes[tree].width / 2.0;
                spots.push(drop(x, card.max.y + parameters.rank_gap, Some((card.centre().x, bus))));
                let port = card.min.x + TRUNK;
                spots.push(stub(port, card.max.y + parameters.card_gap + 2.0, Some((port, card.max.y))));
                continue;
            }
            let mut columns: Vec<(f32, f32)> = Vec::new();
            for &child in siblings.iter().filter(|&&child| !self.astray[child]) {
                if let Tie::Stub(trunk) = self.stand.tie[child] {
                    let has_branches = !self.forest.children[child].is_empty();
                    let bottom = self.block(child).max.y + if has_branches { 10.0 } else { 0.0 };
                    match columns.iter_mut().find(|column| (column.0 - trunk).abs() < 1.0) {
                        Some(column) => column.1 = column.1.max(bottom),
                        None => columns.push((trunk, bottom)),
                    }
                }
            }
            spots.extend(columns.iter().map(|&(trunk, bottom)| stub(trunk, bottom + parameters.card_gap, None)));
            // A list without a bus has no room for a second column.
            if self.stand.bus[parent] > card.max.y + 1.0 {
                let tops = siblings.iter().map(|&child| self.stand.card[child].min.y);
                let top = tops.fold(f32::INFINITY, f32::min).max(self.stand.bus[parent] + LEAST);
                let below = siblings.iter().map(|&child| self.block(child)).reduce(|all, block| all.union(&block));
                let below = below.unwrap_or(card);
                spots.push(drop(below.max.x + parameters.column_gap, top, None));
                spots.push(drop(below.min.x - parameters.column_gap - alone.size.width, top, None));
            }
        }
        spots
    }

    /// Whether a tree can stand at a spot below a card as things are, with the line that leads there.
    fn is_free(&self, spot: &Spot, tree: usize, parent: usize, section: Option<Section>) -> bool {
        if !self.has_room(&spot.block(), section) {
            return false;
        }
        let (port, bus) = spot.port.unwrap_or((self.stand.port[parent], self.stand.bus[parent]));
        let upper = &self.stand.card[parent];
        let from = Point::new(port, upper.max.y);
        let way = match spot.tie {
            Tie::Stub(trunk) => {
                vec![Point::new(trunk, spot.origin.y), Point::new(trunk, bus), Point::new(port, bus), from]
            }
            _ => {
                let shape = self.shapes.pick(tree, spot.limit, false);
                let x = spot.origin.x + shape.card_x() + self.forest.sizes[tree].width / 2.0;
                vec![Point::new(x, spot.origin.y), Point::new(x, bus), Point::new(port, bus), from]
            }
        };
        let crosses = |card: &Rect| way.windows(2).any(|ends| card.grown(2.0).is_crossed(ends[0], ends[1]));
        let placed = (0..self.forest.len()).filter(|&node| self.placed[node] && node != parent);
        !placed.map(|node| self.stand.card[node]).any(|card| crosses(&card))
    }

    /// Whether a block can stand somewhere in a section, or among the trees: on no card, no frame and no line.
    pub(super) fn has_room(&self, block: &Rect, section: Option<Section>) -> bool {
        let framed = self.framed(section, block);
        let reach = framed.unwrap_or(*block);
        let room = block.grown(LEAST - 0.1);
        let is_in = |node: usize| section.is_some() && self.section[self.root[node]] == section;
        let placed = || (0..self.forest.len()).filter(|&node| self.placed[node]);
        let stands_on = placed().any(|node| {
            let card = &self.stand.card[node];
            card.overlaps(&room) || framed.is_some() && !is_in(node) && card.overlaps(&reach.grown(2.0))
        });
        let stands_in =
            self.frames.iter().any(|(other, frame)| Some(*other) != section && frame.overlaps(&reach.grown(4.0)));
        let is_crossed = || {
            let near = block.grown(3.0);
            self.ways.iter().any(|way| way.windows(2).any(|ends| near.is_crossed(ends[0], ends[1])))
        };
        !stands_on && !stands_in && !is_crossed()
    }

    /// The frame of a section, so large that a block stands in it.
    fn framed(&self, section: Option<Section>, block: &Rect) -> Option<Rect> {
        let section = section?;
        let padded =
            Rect { min: block.min.moved(-PADDING, -PADDING / 2.0 - TITLE), max: block.max.moved(PADDING, PADDING) };
        Some(match self.frames.get(&section) {
            Some(frame) => frame.union(&padded),
            None => {
                let width = padded.width().max(section.title_room());
                Rect::at(padded.min, Size::new(width, padded.height()))
            }
        })
    }

    pub(super) fn grow_frame(&mut self, section: Option<Section>, block: &Rect) {
        if let (Some(section), Some(frame)) = (section, self.framed(section, block)) {
            self.frames.insert(section, frame);
        }
    }

    /// Where the upper left corner of a tree of that size may come to stand.
    fn origins(&self, section: Option<Section>, size: Size) -> Vec<Point> {
        let (gap, all) = (self.parameters.area_gap, self.bounds());
        let Some(section) = section else {
            let is_main = |node: &usize| self.placed[*node] && self.section[self.root[*node]].is_none();
            let main = (0..self.forest.len()).filter(is_main).map(|node| self.stand.card[node]);
            return match main.reduce(|all, card| all.union(&card)) {
                None => vec![Point::new(all.min.x, all.min.y - gap - size.height)],
                Some(main) => vec![
                    Point::new(main.max.x + gap, main.min.y),
                    Point::new(all.max.x + gap, main.min.y),
                    Point::new(main.min.x - gap - size.width, main.min.y),
                    Point::new(all.min.x, all.max.y + gap),
                ],
            };
        };
        let inside = Point::new(PADDING, PADDING / 2.0 + TITLE);
        let Some(frame) = self.frames.get(&section) else {
            let beside = self.frames.values().map(|frame| Point::new(frame.max.x + gap / 2.0, frame.min.y));
            let below = [Point::new(all.min.x, all.max.y + gap), Point::new(all.max.x + gap, all.min.y)];
            return beside.chain(below).map(|corner| corner.moved(inside.x, inside.y)).collect();
        };
        let (across, down) = (self.parameters.column_gap * 0.75, self.parameters.card_gap);
        let mut origins = vec![frame.min.moved(inside.x, inside.y)];
        let is_in = |node: &usize| self.placed[*node] && self.section[self.root[*node]] == Some(section);
        for node in (0..self.forest.len()).filter(is_in) {
            let card = self.stand.card[node];
            let is_root = self.root[node] == node;
            let next_row = if is_root && self.forest.children[node].is_empty() { down } else { down + 12.0 };
            origins.push(Point::new(card.min.x, card.max.y + next_row));
            if is_root {
                origins.push(Point::new(self.block(node).max.x + across, card.min.y));
            }
        }
        let stands = self.frames.get(&section).map(|frame| (frame.min.x + PADDING, frame.max.y));
        origins.extend(stands.map(|(x, y)| Point::new(x, y)));
        origins
    }

    /// A free place near a point and not above it, for what has no room where it hangs.
    fn spot_nearby(&self, tree: usize, near: Point, section: Option<Section>) -> Option<Spot> {
        let limit = self.limits(tree).into_iter().next()?;
        // As it is put there.
        let size = self.shapes.pick(tree, limit, section.is_some()).size;
        let gap = self.parameters.card_gap;
        let placed = (0..self.forest.len()).filter(|&node| self.placed[node]).map(|node| self.stand.card[node]);
        let distance = |corner: &Point| (corner.x + size.width / 2.0 - near.x).hypot(corner.y - near.y);
        let mut corners: Vec<(f32, Point)> = placed
            .flat_map(|card| {
                let right = card.max.x + self.parameters.column_gap;
                let left = card.min.x - self.parameters.column_gap - size.width;
                [(card.min.x, card.max.y + gap), (right, card.min.y), (left, card.min.y), (right, near.y + gap)]
            })
            .map(|(x, y)| Point::new(x, y.max(near.y + gap)))
            .map(|corner| (distance(&corner), corner))
            .collect();
        corners.sort_by(|one, other| one.0.total_cmp(&other.0));
        let corners = corners.into_iter().map(|(_, corner)| corner);
        let below = Point::new(self.bounds().min.x, self.bounds().max.y + gap);
        let mut spots =
            corners.take(LOOKS).chain([below]).map(|origin| Spot { origin, size, limit, tie: Tie::None, port: None });
        spots.find(|spot| self.has_room(&spot.block(), section))
    }

    /// Some of the heights that a tree can have.
    fn limits(&self, tree: usize) -> Vec<f32> {
        let heights: Vec<f32> = self.shapes.heights(tree).collect();
        let mut limits: Vec<f32> = [0, heights.len() / 2, heights.len() - 1].map(|at| heights[at]).to_vec();
        limits.dedup();
        limits
    }

    fn score(&self, block: &Rect, near: Point) -> f32 {
        let middle = block.min.x + block.width() / 2.0;
        self.growth(&self.bounds(), block) + NEARNESS * ((middle - near.x).abs() + (block.min.y - near.y).abs())
    }

    /// How much larger a window of the wanted shape has to be to show a block too, besides all that stands.
    fn growth(&self, all: &Rect, block: &Rect) -> f32 {
        let fitted = |rect: &Rect| rect.width().max(rect.height() * self.parameters.aspect);
        fitted(&all.union(block)) - fitted(all)
    }

    /// What everything takes that stands.
    pub(super) fn bounds(&self) -> Rect {
        let cards = (0..self.forest.len()).filter(|&node| self.placed[node]).map(|node| self.stand.card[node]);
        cards.chain(self.frames.values().copied()).reduce(|all, next| all.union(&next)).unwrap_or_default()
    }
}
