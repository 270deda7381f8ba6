//! Which card hangs under which: the forest of accountability lines that the picture is built on.

use std::collections::{BTreeMap, BTreeSet};

use super::CardBox;
use super::geometry::Size;
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// The cards of a picture as a forest, in a stable order that does not depend on the order of the input.
#[derive(Clone)]
pub(super) struct Forest<'a> {
    /// The cards; every other list goes by their indices.
    pub(super) nodes: Vec<&'a Node>,
    /// How big each card is.
    pub(super) sizes: Vec<Size>,
    /// The card that each hangs under.
    pub(super) parent: Vec<Option<usize>>,
    /// What hangs under each card: first what has nothing below it.
    pub(super) children: Vec<Vec<usize>>,
    /// What hangs under nothing.
    pub(super) roots: Vec<usize>,
    /// Every card, parents before children.
    pub(super) top_down: Vec<usize>,
    /// The lines to draw.
    pub(super) lines: Vec<Line<'a>>,
    /// Which cards answer to what is off the map.
    up_off_map: Vec<bool>,
}

/// A line to draw between two cards.
#[derive(Clone)]
pub(super) struct Line<'a> {
    /// The link.
    pub(super) link: &'a Link,
    /// The card it begins at.
    pub(super) from: usize,
    /// The card it ends at.
    pub(super) to: usize,
    /// Whether the one card hangs under the other by this line.
    pub(super) hangs: bool,
    /// Whether nothing may hang by it, whatever it says.
    pub(super) is_loose: bool,
}

impl Line<'_> {
    /// Whether its card answers by it to what is off the map.
    fn leads_up_off_map(&self, node: &Node) -> bool {
        let is_step = match self.link.kind {
            LinkKind::ReportsTo => true,
            LinkKind::PartOf => node.is_body(),
            _ => false,
        };
        is_step && self.link.status == LinkStatus::Active && self.link.off_map_at(End::To).is_some()
    }

    /// The card that would hang, and the one it would hang under.
    pub(super) fn upward(&self) -> (usize, usize) {
        if self.link.kind == LinkKind::Owns { (self.to, self.from) } else { (self.from, self.to) }
    }
}

impl<'a> Forest<'a> {
    /// Makes a card hang under nothing.
    pub(super) fn cut(&mut self, node: usize) {
        if let Some(parent) = self.parent[node].take() {
            self.children[parent].retain(|child| *child != node);
            self.roots.push(node);
        }
    }

    /// Reads the forest off the map. Cards of no node, and links that are not between two cards, are left out.
    pub(super) fn of(map: &'a Map, cards: &[CardBox], links: &[Id]) -> Self {
        Self::beside(map, cards, links, &BTreeSet::new())
    }

    /// The same where nothing hangs by some of the lines.
    pub(super) fn beside(map: &'a Map, cards: &[CardBox], links: &[Id], loose: &BTreeSet<Id>) -> Self {
        let mut shown: Vec<(&Node, Size)> = cards
            .iter()
            .filter_map(|card| Some((map.nodes.get(card.id.as_str())?.as_ref(), sound(card.size))))
            .collect();
        shown.sort_by(|(a, _), (b, _)| (row(a), &a.id).cmp(&(row(b), &b.id)));
        shown.dedup_by(|(a, _), (b, _)| a.id == b.id);
        let index: BTreeMap<&Id, usize> = shown.iter().enumerate().map(|(at, (node, _))| (&node.id, at)).collect();
        let mut wanted: Vec<&Link> =
            links.iter().filter_map(|id| map.links.get(id.as_str()).map(AsRef::as_ref)).collect();
        wanted.sort_by(|a, b| a.id.cmp(&b.id));
        wanted.dedup_by(|a, b| a.id == b.id);
        let lines = wanted
            .into_iter()
            .filter_map(|link| {
                let (from, to) = (*index.get(&link.from)?, *index.get(&link.to)?);
                Some(Line { link, from, to, hangs: false, is_loose: loose.contains(&link.id) })
            })
            .collect();
        let (nodes, sizes): (Vec<_>, Vec<_>) = shown.into_iter().unzip();
        let count = nodes.len();
        let mut forest = Self {
            nodes,
            sizes,
            parent: vec![None; count],
            children: vec![Vec::new(); count],
            roots: Vec::new(),
            top_down: Vec::new(),
            lines,
            up_off_map: vec![false; count],
        };
        for line in &forest.lines {
            forest.up_off_map[line.from] |= line.leads_up_off_map(forest.nodes[line.from]);
        }
        forest.choose_parents();
        forest.index_children();
        if forest.cut_off_ended() {
            forest.index_children();
        }
        forest.choose_hanging();
        forest
    }

    /// How many cards there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether a card answers to what is off the map, so that its line upward is known.
    pub(super) fn answers_off_map(&self, node: usize) -> bool {
        self.up_off_map[node]
    }

    /// A number for a card that follows from its id alone (Fowler, Noll and Vo's hash).
    pub(super) fn key(&self, card: usize) -> u32 {
        let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let hash = self.nodes[card].id.as_str().bytes().fold(0x811C_9DC5, step);
        (hash ^ hash >> 15).wrapping_mul(0x85EB_CA6B)
    }

    /// The cards of the tree under `root`, itself first, parents before children.
    pub(super) fn tree(&self, root: usize) -> Vec<usize> {
        let mut tree = vec![root];
        let mut next = 0;
        while let Some(&node) = tree.get(next) {
            tree.extend(&self.children[node]);
            next += 1;
        }
        tree
    }

    /// Each card gets the best line upward that closes no circle, best lines of all first: a line out of a circle before
    /// one that stays within it, since it leads somewhere.
    fn choose_parents(&mut self) {
        let mut upward: Vec<(Merit, usize, usize)> = Vec::new();
        let depths = self.depths();
        let circles = self.circles();
        for line in &self.lines {
            let (child, parent) = line.upward();
            let Some(class) = class(line, &self.nodes) else { continue };
            let ended = self.nodes[parent].status == NodeStatus::Ended;
            let stays = circles[child] == circles[parent];
            let merit = (class, stays, status_merit(line.link.status), ended, std::cmp::Reverse(depths[parent]));
            upward.push((merit, child, parent));
        }
        upward.sort_unstable();
        let mut trees = petgraph::unionfind::UnionFind::<usize>::new(self.len());
        for (_, child, parent) in upward {
            if self.parent[child].is_none() && trees.union(child, parent) {
                self.parent[child] = Some(parent);
            }
        }
    }

    /// Each card hangs by the best of the lines to the one above it; the others run apart, so that each can be seen.
    fn choose_hanging(&mut self) {
        let mut best: Vec<Option<(u8, u8, usize)>> = vec![None; self.len()];
        for (number, line) in self.lines.iter().enumerate() {
            let (child, parent) = line.upward();
            let Some(class) = class(line, &self.nodes).filter(|_| self.parent[child] == Some(parent)) else { continue };
            let merit = (class, status_merit(line.link.status), number);
            best[child] = Some(best[child].map_or(merit, |known| known.min(merit)));
        }
        for (_, _, number) in best.into_iter().flatten() {
            self.lines[number].hangs = true;
        }
    }

    /// The circle that each card lies in, by number; a card that lies in none has a number of its own.
    fn circles(&self) -> Vec<usize> {
        let lines = self.lines.iter().filter(|line| class(line, &self.nodes).is_some());
        let mut graph = petgraph::Graph::<(), (), petgraph::Directed, usize>::default();
        let places: Vec<_> = (0..self.len()).map(|_| graph.add_node(())).collect();
        for (child, parent) in lines.map(|line| line.upward()) {
            graph.add_edge(places[child], places[parent], ());
        }
        let mut circles = vec![0; self.len()];
        for (number, circle) in petgraph::algo::kosaraju_scc(&graph).into_iter().enumerate() {
            for place in circle {
                circles[place.index()] = number;
            }
        }
        circles
    }

    /// How far each card is from the top by its longest way upward, circles broken somewhere:
    /// of two parents the lower one is the better, since the child then stands below both.
    fn depths(&self) -> Vec<usize> {
        let lines = self.lines.iter().filter(|line| class(line, &self.nodes).is_some());
        let downward: Vec<(usize, usize)> =
            lines.map(|line| line.upward()).map(|(child, parent)| (parent, child)).collect();
        super::plain::depths(self.len(), &downward)
    }

    /// A body that has ended, with nothing but ended bodies below it, hangs under none that is at work.
    fn cut_off_ended(&mut self) -> bool {
        let mut over = vec![true; self.len()];
        for &node in self.top_down.iter().rev() {
            over[node] &= !self.nodes[node].is_body() || self.nodes[node].status == NodeStatus::Ended;
            if let Some(parent) = self.parent[node] {
                over[parent] &= over[node];
            }
        }
        let mut cut = false;
        for node in 0..self.len() {
            let ended = over[node] && self.nodes[node].is_body();
            if ended && self.parent[node].is_some_and(|parent| !over[parent]) {
                self.parent[node] = None;
                cut = true;
            }
        }
        cut
    }

    fn index_children(&mut self) {
        self.children = vec![Vec::new(); self.len()];
        self.roots.clear();
        for node in 0..self.len() {
            match self.parent[node] {
                Some(parent) => self.children[parent].push(node),
                None => self.roots.push(node),
            }
        }
        let branches: Vec<bool> = self.children.iter().map(|children| !children.is_empty()).collect();
        for children in &mut self.children {
            children.sort_by_key(|&child| (branches[child], self.nodes[child].kind == NodeKind::Strand));
        }
        self.top_down.clone_from(&self.roots);
        let mut next = 0;
        while let Some(&node) = self.top_down.get(next) {
            self.top_down.extend(&self.children[node]);
            next += 1;
        }
    }
}

/// What makes one line upward better than another, best first.
type Merit = (u8, bool, u8, bool, std::cmp::Reverse<usize>);

/// How well a card may hang by a line, best first; none if it may not.
fn class(line: &Line, nodes: &[&Node]) -> Option<u8> {
    let (child, parent) = line.upward();
    match (line.link.kind, nodes[child].kind) {
        _ if child == parent || line.is_loose => None,
        (LinkKind::Owns, NodeKind::Strand) | (LinkKind::ReportsTo, _) => Some(0),
        (LinkKind::Chairs, NodeKind::Post) => Some(1),
        (LinkKind::PartOf, _) => Some(2),
        _ => None,
    }
}

fn status_merit(status: LinkStatus) -> u8 {
    match status {
        LinkStatus::Active => 0,
        LinkStatus::Unclear => 1,
        LinkStatus::Proposed => 2,
        LinkStatus::Lapsed => 3,
    }
}

/// The row that a body has in the list it was transcribed from, where the map says so.
pub(super) fn row(node: &Node) -> u32 {
    node.fields.get("row").and_then(|row| row.parse().ok()).unwrap_or(u32::MAX)
}

/// A size that can be laid out, whatever was given.
fn sound(size: Size) -> Size {
    let sound = |length: f32| if length.is_finite() { length.clamp(1.0, 4000.0) } else { 1.0 };
    Size::new(sound(size.width), sound(size.height))
}
