//! Ranks: each card as near to those it is tied to as the direction of its lines allows.

use super::Neighbours;

/// How often all cards are looked at.
const ROUNDS: usize = 24;

/// The rank of each card, from 0 at the top. Lines lead downwards and close no circle; loops do not count.
pub(super) fn ranks(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let pairs: Vec<(usize, usize)> = edges.iter().copied().filter(|(from, to)| from != to).collect();
    let up = Neighbours::of(count, &pairs, false);
    let down = Neighbours::of(count, &pairs, true);
    let order = top_down(count, &up, &down);
    let mut rank = longest_ways(&order, &up);
    // Each card goes where its lines are shortest in all: towards the side on which it has more of them.
    for _ in 0..ROUNDS {
        let mut moved = false;
        for &node in order.iter().rev() {
            let lowest = down.of_node(node).iter().map(|&below| rank[below] - 1).min();
            if let Some(lowest) = lowest.filter(|_| down.of_node(node).len() > up.of_node(node).len()) {
                moved |= lowest != rank[node];
                rank[node] = lowest;
            }
        }
        for &node in &order {
            let highest = up.of_node(node).iter().map(|&above| rank[above] + 1).max();
            if let Some(highest) = highest.filter(|_| up.of_node(node).len() >= down.of_node(node).len()) {
                moved |= highest != rank[node];
                rank[node] = highest;
            }
        }
        if !moved {
            break;
        }
    }
    let top = rank.iter().min().copied().unwrap_or(0);
    for rank in &mut rank {
        *rank -= top;
    }
    // Ranks that nobody stands in would only be gaps.
    let mut taken: Vec<usize> = rank.clone();
    taken.sort_unstable();
    taken.dedup();
    rank.iter().map(|rank| taken.binary_search(rank).unwrap_or_default()).collect()
}

/// How many lines the longest way down to each card has.
pub(super) fn depths(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let up = Neighbours::of(count, edges, false);
    longest_ways(&top_down(count, &up, &Neighbours::of(count, edges, true)), &up)
}

fn longest_ways(order: &[usize], up: &Neighbours) -> Vec<usize> {
    let mut depth = vec![0_usize; order.len()];
    for &node in order {
        depth[node] = up.of_node(node).iter().map(|&above| depth[above] + 1).max().unwrap_or(0);
    }
    depth
}

/// Every card after all those above it (Kahn's order).
fn top_down(count: usize, up: &Neighbours, down: &Neighbours) -> Vec<usize> {
    let mut waiting: Vec<usize> = (0..count).map(|node| up.of_node(node).len()).collect();
    let mut order: Vec<usize> = (0..count).filter(|&node| waiting[node] == 0).collect();
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        for &below in down.of_node(node) {
            waiting[below] -= 1;
            if waiting[below] == 0 {
                order.push(below);
            }
        }
        next += 1;
    }
    order
}
