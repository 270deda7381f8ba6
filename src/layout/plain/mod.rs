//! Plain layering, nothing hung and nothing wrapped: ranks from top to bottom, few crossings, upright lines.
//!
//! The five steps of Sugiyama's method, each in its file: break circles ([`acyclic`]), give each card a rank
//! ([`rank`]), order each rank so that few lines cross ([`order`]), find coordinates ([`position`]), draw the lines
//! here. Nothing calls itself, so that no chain is too long; the work is bounded by counts and never by a clock, so that
//! the same graph always gives the same drawing.

mod acyclic;
mod order;
mod position;
mod rank;
#[cfg(test)]
mod tests;

use super::geometry::{Point, Rect, Size, around_corner, straightened};

/// Cards and the lines between them, by index.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Graph {
    /// How big each card is.
    pub nodes: Vec<Size>,
    /// Lines from the upper card to the lower one, where no circle forbids it. Lines to no card are left out.
    pub edges: Vec<(usize, usize)>,
}

/// The gaps of a plain drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spacing {
    /// Between cards side by side.
    pub node_gap: f32,
    /// Between a line and what stands beside it.
    pub edge_gap: f32,
    /// Between one rank and the next.
    pub rank_gap: f32,
    /// The wanted width by height of the whole, as far as separate parts can be moved for it.
    pub aspect: f32,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { node_gap: 30.0, edge_gap: 10.0, rank_gap: 60.0, aspect: 16.0 / 9.0 }
    }
}

/// Where the cards stand and how the lines run, in the order of the graph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawing {
    /// Each card.
    pub nodes: Vec<Rect>,
    /// Each line, from its first card to its second; empty where it leads to no card.
    pub edges: Vec<Vec<Point>>,
}

/// A graph whose lines all lead from one rank to the next: long lines have a virtual node in each rank between.
struct Layered {
    /// How many of the nodes are cards; those after them are virtual.
    cards: usize,
    rank: Vec<usize>,
    /// The nodes of each rank from left to right.
    layers: Vec<Vec<usize>>,
    up: Neighbours,
    down: Neighbours,
    /// For each line the nodes that it runs through, from above to below; empty for a loop.
    chains: Vec<Vec<usize>>,
}

/// For each node its neighbours in one direction, all in one list.
struct Neighbours {
    begins: Vec<usize>,
    all: Vec<usize>,
}

impl Neighbours {
    fn of(count: usize, pairs: &[(usize, usize)], forward: bool) -> Self {
        let ends = |&(from, to): &(usize, usize)| if forward { (from, to) } else { (to, from) };
        let mut begins = vec![0; count + 1];
        for pair in pairs {
            begins[ends(pair).0 + 1] += 1;
        }
        for node in 0..count {
            begins[node + 1] += begins[node];
        }
        let mut next = begins.clone();
        let mut all = vec![0; pairs.len()];
        for pair in pairs {
            let (node, neighbour) = ends(pair);
            all[next[node]] = neighbour;
            next[node] += 1;
        }
        Self { begins, all }
    }

    fn of_node(&self, node: usize) -> &[usize] {
        &self.all[self.begins[node]..self.begins[node + 1]]
    }
}

/// Draws a graph in ranks.
pub fn layered(graph: &Graph, spacing: &Spacing) -> Drawing {
    let count = graph.nodes.len();
    let mut drawing = Drawing { nodes: vec![Rect::default(); count], edges: vec![Vec::new(); graph.edges.len()] };
    let mut parts: Vec<Rect> = Vec::new();
    let components = components(graph);
    for part in &components {
        let (sub, cards, lines) = part_of(graph, part);
        let drawn = draw_connected(&sub, spacing);
        let frame = drawn.nodes.iter().copied().reduce(|all, card| all.union(&card)).unwrap_or_default();
        for (&card, rect) in cards.iter().zip(drawn.nodes) {
            drawing.nodes[card] = rect;
        }
        for (&line, way) in lines.iter().zip(drawn.edges) {
            drawing.edges[line] = way;
        }
        // Lines may run outside all cards, and nothing may come into their way.
        let ways = lines.iter().flat_map(|&line| drawing.edges[line].iter());
        parts.push(ways.fold(frame, |frame, &point| frame.union(&Rect { min: point, max: point })));
    }
    for ((cards, lines), (x, y)) in components.iter().zip(shelves(&parts, spacing)) {
        for &card in cards {
            drawing.nodes[card] = drawing.nodes[card].moved(x, y);
        }
        for &line in lines {
            for point in &mut drawing.edges[line] {
                *point = point.moved(x, y);
            }
        }
    }
    drawing
}

/// How many lines the longest way down to each card has, without those that close circles.
pub(super) fn depths(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let reversed = acyclic::reversed(count, edges);
    let kept = edges.iter().zip(reversed).filter(|(edge, reversed)| !reversed && edge.0 != edge.1);
    rank::depths(count, &kept.map(|(edge, _)| *edge).collect::<Vec<_>>())
}

/// The cards and lines of each connected part, in the order of its first card.
fn components(graph: &Graph) -> Vec<(Vec<usize>, Vec<usize>)> {
    let count = graph.nodes.len();
    let mut joined = petgraph::unionfind::UnionFind::<usize>::new(count);
    let valid = |edge: &(usize, usize)| edge.0 < count && edge.1 < count;
    for edge in graph.edges.iter().filter(|edge| valid(edge)) {
        joined.union(edge.0, edge.1);
    }
    let mut part_of = vec![usize::MAX; count];
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for node in 0..count {
        let head = joined.find(node);
        if part_of[head] == usize::MAX {
            part_of[head] = parts.len();
            parts.push(Default::default());
        }
        parts[part_of[head]].0.push(node);
    }
    for (line, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| valid(edge)) {
        parts[part_of[joined.find(edge.0)]].1.push(line);
    }
    parts
}

/// One part as a graph of its own, with the cards and lines that it consists of.
fn part_of<'a>(graph: &Graph, (cards, lines): &'a (Vec<usize>, Vec<usize>)) -> (Graph, &'a [usize], &'a [usize]) {
    let place = |card: usize| cards.binary_search(&card).unwrap_or_default();
    let edges = lines.iter().map(|&line| (place(graph.edges[line].0), place(graph.edges[line].1))).collect();
    (Graph { nodes: cards.iter().map(|&card| graph.nodes[card]).collect(), edges }, cards, lines)
}

/// How far to move each part so that they stand in rows, of about the wanted width by height in all.
fn shelves(parts: &[Rect], spacing: &Spacing) -> Vec<(f32, f32)> {
    let gap = spacing.rank_gap;
    let area: f32 = parts.iter().map(|part| (part.width() + gap) * (part.height() + gap)).sum();
    let widest = parts.iter().map(Rect::width).fold(0.0, f32::max);
    let limit = widest.max((area * spacing.aspect).sqrt());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| parts[b].height().total_cmp(&parts[a].height()).then(a.cmp(&b)));
    let mut moves = vec![(0.0, 0.0); parts.len()];
    let (mut x, mut y, mut row) = (0.0_f32, 0.0, 0.0_f32);
    for part in order {
        let frame = &parts[part];
        if x > 0.0 && x + frame.width() > limit {
            (x, y, row) = (0.0, y + row + gap, 0.0);
        }
        moves[part] = (x - frame.min.x, y - frame.min.y);
        x += frame.width() + gap;
        row = row.max(frame.height());
    }
    moves
}

fn draw_connected(graph: &Graph, spacing: &Spacing) -> Drawing {
    let reversed = acyclic::reversed(graph.nodes.len(), &graph.edges);
    let mut downward = graph.edges.clone();
    for (edge, &reversed) in downward.iter_mut().zip(&reversed) {
        if reversed {
            *edge = (edge.1, edge.0);
        }
    }
    let ranks = rank::ranks(graph.nodes.len(), &downward);
    let mut layered = Layered::new(&downward, ranks);
    order::reduce_crossings(&mut layered);
    let x = position::columns(&layered, &graph.nodes, spacing);
    let heights: Vec<f32> = layered
        .layers
        .iter()
        .map(|layer| layer.iter().filter_map(|&node| graph.nodes.get(node)).map(|card| card.height).fold(0.0, f32::max))
        .collect();
    let mut tops = Vec::with_capacity(heights.len());
    let mut y = 0.0;
    for height in &heights {
        tops.push(y);
        y += height + spacing.rank_gap;
    }
    let band = |node: usize| {
        let rank = layered.rank[node];
        (tops[rank], tops[rank] + heights[rank])
    };
    let nodes: Vec<Rect> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(node, &size)| {
            let (top, bottom) = band(node);
            Rect::around(Point::new(x[node], (top + bottom) / 2.0), size)
        })
        .collect();
    let lines = graph.edges.iter().zip(&layered.chains).zip(&reversed);
    let edges = lines.map(|((&(from, _), chain), &reversed)| {
        let (Some((&first, inner)), Some(&last)) = (chain.split_first(), chain.last()) else {
            return around_corner(&nodes[from]);
        };
        // Upright from one side of each rank to the other, aslant only between ranks.
        let mut way = vec![Point::new(x[first], nodes[first].max.y), Point::new(x[first], band(first).1)];
        for &node in &inner[..inner.len() - 1] {
            let (top, bottom) = band(node);
            way.extend([Point::new(x[node], top), Point::new(x[node], bottom)]);
        }
        way.extend([Point::new(x[last], band(last).0), Point::new(x[last], nodes[last].min.y)]);
        if reversed {
            way.reverse();
        }
        straightened(way)
    });
    let edges = edges.collect();
    Drawing { nodes, edges }
}

impl Layered {
    fn new(edges: &[(usize, usize)], mut rank: Vec<usize>) -> Self {
        let cards = rank.len();
        let (mut chains, mut pairs) = (Vec::with_capacity(edges.len()), Vec::new());
        for &(from, to) in edges {
            let mut chain = Vec::new();
            if from != to {
                chain.push(from);
                for between in rank[from] + 1..rank[to] {
                    chain.push(rank.len());
                    rank.push(between);
                }
                chain.push(to);
                pairs.extend(chain.windows(2).map(|pair| (pair[0], pair[1])));
            }
            chains.push(chain);
        }
        let depth = rank.iter().max().map_or(0, |deepest| deepest + 1);
        let mut layers = vec![Vec::new(); depth];
        for (node, &rank) in rank.iter().enumerate() {
            layers[rank].push(node);
        }
        let up = Neighbours::of(rank.len(), &pairs, false);
        let down = Neighbours::of(rank.len(), &pairs, true);
        Self { cards, rank, layers, up, down, chains }
    }
}
