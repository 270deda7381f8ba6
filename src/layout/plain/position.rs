//! Coordinates: long lines straight, cards near the middle of those they are tied to.
//!
//! Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): four layouts, each of which aligns nodes
//! with a median neighbour above or below, leaning left or right; the mean of the middle two of the four is taken.
//! Blocks of aligned nodes are compacted along the graph of blocks, so that no two can overlap.

use std::collections::HashSet;

use super::{Layered, Spacing};
use crate::layout::geometry::Size;

/// The centre of every node, virtual ones too, from left to right.
pub(super) fn columns(layered: &Layered, cards: &[Size], spacing: &Spacing) -> Vec<f32> {
    let count = layered.rank.len();
    let mut place = vec![0; count];
    for layer in &layered.layers {
        for (at, &node) in layer.iter().enumerate() {
            place[node] = at;
        }
    }
    // Half of what each node takes of a rank, gaps included.
    let half: Vec<f32> = (0..count)
        .map(|node| cards.get(node).map_or(spacing.edge_gap, |card| card.width + spacing.node_gap) / 2.0)
        .collect();
    let conflicts = conflicts(layered, &place);
    let mut layouts: Vec<Vec<f32>> = Vec::with_capacity(4);
    for (from_above, mirrored) in [(true, false), (true, true), (false, false), (false, true)] {
        let side = Side { layered, place: &place, half: &half, from_above, mirrored };
        let blocks = side.align(&conflicts);
        layouts.push(side.compact(&blocks));
    }
    // All four are moved to where the narrowest of them ends on the side that each leans to.
    let extent = |x: &[f32]| {
        let low = x.iter().zip(&half).map(|(x, half)| x - half).fold(f32::INFINITY, f32::min);
        let high = x.iter().zip(&half).map(|(x, half)| x + half).fold(f32::NEG_INFINITY, f32::max);
        (low, high)
    };
    let extents: Vec<(f32, f32)> = layouts.iter().map(|x| extent(x)).collect();
    let narrowest = extents.iter().copied().min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or_default();
    for (index, (x, extent)) in layouts.iter_mut().zip(&extents).enumerate() {
        let shift = if index % 2 == 0 { narrowest.0 - extent.0 } else { narrowest.1 - extent.1 };
        for x in x {
            *x += shift;
        }
    }
    (0..count)
        .map(|node| {
            let mut four = [layouts[0][node], layouts[1][node], layouts[2][node], layouts[3][node]];
            four.sort_by(f32::total_cmp);
            (four[1] + four[2]) / 2.0
        })
        .collect()
}

/// Pieces of lines, from above to below, that cross a piece between two virtual nodes: those give way.
fn conflicts(layered: &Layered, place: &[usize]) -> HashSet<(usize, usize)> {
    let mut conflicts = HashSet::new();
    for pair in layered.layers.windows(2) {
        let (upper, lower) = (&pair[0], &pair[1]);
        let inner = |node: usize| {
            let above = (node >= layered.cards).then(|| layered.up.of_node(node).first().copied()).flatten();
            above.filter(|&above| above >= layered.cards)
        };
        let (mut first, mut low) = (0, 0);
        for (at, &node) in lower.iter().enumerate() {
            let high = match inner(node) {
                Some(above) => place[above],
                None if at + 1 == lower.len() => upper.len(),
                None => continue,
            };
            for &crossing in &lower[first..=at] {
                for &above in layered.up.of_node(crossing) {
                    if place[above] < low || place[above] > high {
                        conflicts.insert((above, crossing));
                    }
                }
            }
            first = at + 1;
            low = high;
        }
    }
    conflicts
}

/// One of the four ways to align.
struct Side<'a> {
    layered: &'a Layered,
    place: &'a [usize],
    half: &'a [f32],
    from_above: bool,
    mirrored: bool,
}

/// Nodes that stand above one another: each knows the head of its block and the next in it, the last the head again.
struct Blocks {
    head: Vec<usize>,
    next: Vec<usize>,
}

impl Side<'_> {
    fn align(&self, conflicts: &HashSet<(usize, usize)>) -> Blocks {
        let count = self.layered.rank.len();
        let mut blocks = Blocks { head: (0..count).collect(), next: (0..count).collect() };
        let depth = self.layered.layers.len();
        let side = if self.from_above { &self.layered.up } else { &self.layered.down };
        let mut neighbours: Vec<usize> = Vec::new();
        for step in 1..depth {
            let layer = &self.layered.layers[if self.from_above { step } else { depth - 1 - step }];
            let mut free_from = i64::MIN;
            for at in 0..layer.len() {
                let node = layer[if self.mirrored { layer.len() - 1 - at } else { at }];
                neighbours.clear();
                neighbours.extend(side.of_node(node));
                neighbours.sort_by_key(|&neighbour| self.seen_place(neighbour));
                let Some(last) = neighbours.len().checked_sub(1) else { continue };
                for median in [last / 2, last.div_ceil(2)] {
                    let neighbour = neighbours[median];
                    let piece = if self.from_above { (neighbour, node) } else { (node, neighbour) };
                    let is_free = self.seen_place(neighbour) > free_from && !conflicts.contains(&piece);
                    if blocks.next[node] == node && is_free {
                        blocks.next[neighbour] = node;
                        blocks.head[node] = blocks.head[neighbour];
                        blocks.next[node] = blocks.head[node];
                        free_from = self.seen_place(neighbour);
                    }
                }
            }
        }
        blocks
    }

    /// The place in the rank as seen from the side that the layout leans to.
    fn seen_place(&self, node: usize) -> i64 {
        if self.mirrored { -(self.place[node] as i64) } else { self.place[node] as i64 }
    }

    /// What stands next in the rank, and how far apart the two centres must be.
    fn beside(&self, node: usize) -> Option<(usize, f32)> {
        let layer = &self.layered.layers[self.layered.rank[node]];
        let place = self.place[node];
        let other = if self.mirrored { *layer.get(place.checked_sub(1)?)? } else { *layer.get(place + 1)? };
        Some((other, self.half[node] + self.half[other]))
    }

    /// Pushes the blocks together: first as far to the side as they go, then back towards those beside them.
    fn compact(&self, blocks: &Blocks) -> Vec<f32> {
        let count = self.layered.rank.len();
        let mut waiting = vec![0_usize; count];
        for node in 0..count {
            if let Some((other, _)) = self.beside(node) {
                waiting[blocks.head[other]] += 1;
            }
        }
        let mut order: Vec<usize> =
            (0..count).filter(|&node| blocks.head[node] == node && waiting[node] == 0).collect();
        let mut x = vec![0.0_f32; count];
        let mut next = 0;
        while let Some(&head) = order.get(next) {
            let mut node = head;
            loop {
                if let Some((other, apart)) = self.beside(node) {
                    let other = blocks.head[other];
                    x[other] = x[other].max(x[head] + apart);
                    waiting[other] -= 1;
                    if waiting[other] == 0 {
                        order.push(other);
                    }
                }
                node = blocks.next[node];
                if node == head {
                    break;
                }
            }
            next += 1;
        }
        for &head in order.iter().rev() {
            let mut room = f32::INFINITY;
            let mut node = head;
            loop {
                if let Some((other, apart)) = self.beside(node) {
                    room = room.min(x[blocks.head[other]] - apart);
                }
                node = blocks.next[node];
                if node == head {
                    break;
                }
            }
            if room.is_finite() {
                x[head] = x[head].max(room);
            }
        }
        (0..count).map(|node| if self.mirrored { -x[blocks.head[node]] } else { x[blocks.head[node]] }).collect()
    }
}
