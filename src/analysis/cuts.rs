//! Cuts: what loses its route without a body, and what falls apart.

use petgraph::algo::dominators;
use petgraph::graph::DiGraph;

use super::graph::{At, Context, Hop};
use crate::model::LinkKind;

/// On whom the routes of live bodies depend.
pub struct Dependants {
    counts: Vec<usize>,
    /// Whose routes come through each node next: bodies, and posts through which the routes of others come.
    below: Vec<Vec<At>>,
    is_body: Vec<bool>,
}

impl Dependants {
    /// How many other live bodies have no sound route but through a node.
    pub fn bodies(&self, at: At) -> usize {
        self.counts[at.index()]
    }

    /// Those of them whose routes come through it next, by id.
    pub fn nearest(&self, at: At) -> impl Iterator<Item = At> {
        self.below[at.index()].iter().copied().filter(|below| self.is_body[below.index()])
    }

    /// All of them, by id: the live bodies that lose their last sound route with the node.
    pub fn all(&self, at: At) -> Vec<At> {
        let mut all = Vec::new();
        let mut open = self.below[at.index()].clone();
        while let Some(below) = open.pop() {
            all.push(below);
            open.extend(&self.below[below.index()]);
        }
        all.retain(|below| self.is_body[below.index()]);
        all.sort_unstable();
        all
    }
}

/// A node dominates another in the walk down from all accountable bodies at once if every sound route of the other
/// passes through it (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001).
pub fn dependants(context: &Context<'_>) -> Dependants {
    let sound = |at: At| context.routes().sound(at).is_some();
    let mut walk = DiGraph::<(), ()>::with_capacity(context.len() + 1, context.len());
    for _ in context.nodes() {
        walk.add_node(());
    }
    let top = walk.add_node(());
    for at in context.nodes().filter(|&at| sound(at)) {
        if context.node(at).is_accountable_body() {
            walk.add_edge(top, at, ());
        }
        for (below, _) in context.down_firmly(at) {
            walk.add_edge(at, below, ());
        }
    }
    let tree = dominators::simple_fast(&walk, top);
    // Children come after their dominators by depth, so that one pass from the deepest up sums what is below.
    let mut depth = vec![usize::MAX; context.len() + 1];
    depth[top.index()] = 0;
    let mut order = Vec::new();
    for start in context.nodes().filter(|&at| sound(at)) {
        let mut way = Vec::new();
        let mut at = start;
        while depth[at.index()] == usize::MAX {
            way.push(at);
            match tree.immediate_dominator(at) {
                Some(above) => at = above,
                None => break,
            }
        }
        for at in way.into_iter().rev() {
            let above = tree.immediate_dominator(at).map_or(0, |above| depth[above.index()]);
            depth[at.index()] = above.saturating_add(1);
            order.push(at);
        }
    }
    order.sort_by_key(|at| std::cmp::Reverse(depth[at.index()]));
    let mut counts = vec![0; context.len() + 1];
    for &at in &order {
        let below = counts[at.index()] + usize::from(context.node(at).is_body());
        if let Some(above) = tree.immediate_dominator(at) {
            counts[above.index()] += below;
        }
    }
    let mut below = vec![Vec::new(); context.len() + 1];
    for at in context.nodes().filter(|&at| sound(at)) {
        if let Some(above) = tree.immediate_dominator(at) {
            below[above.index()].push(at);
        }
    }
    let is_body = context.nodes().map(|at| context.node(at).is_body()).collect();
    Dependants { counts, below, is_body }
}

/// What is left of the live bodies that hang together with a node when it goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cut {
    /// The number of bodies in the largest part.
    pub largest: usize,
    /// That of the next largest; 0 if the rest hangs together without the node.
    pub second: usize,
}

impl Cut {
    fn add(&mut self, part: usize) {
        self.second = self.second.max(part.min(self.largest));
        self.largest = self.largest.max(part);
    }
}

/// The parts into which each live node's end would split the map, by the number of bodies in them. Tied together is what
/// any line that holds joins, money apart.
///
/// Lowest reachable places as Hopcroft and Tarjan have them ("Algorithm 447", 1973), with a stack of its own, since
/// recursion would overflow on a long chain.
pub fn cuts(context: &Context<'_>) -> Vec<Cut> {
    const UNSEEN: usize = usize::MAX;
    let ties = |at: At, hop: &Hop<'_>| {
        !matches!(hop.1.kind, LinkKind::Funds | LinkKind::AbsorbedInto) && context.holds(at, hop)
    };
    let mut cuts = vec![Cut::default(); context.len()];
    let mut seen_at = vec![UNSEEN; context.len()];
    let mut lowest = vec![UNSEEN; context.len()];
    let mut bodies: Vec<usize> = context.nodes().map(|at| usize::from(context.node(at).is_body())).collect();
    let mut clock = 0;
    for root in context.nodes().filter(|&at| context.is_live(at)) {
        if seen_at[root.index()] != UNSEEN {
            continue;
        }
        let mut tree = Vec::new();
        let mut separate = Vec::new();
        let neighbours = |at: At| context.around(at).filter(move |hop| ties(at, hop)).map(|(other, _)| other);
        let mut open = vec![(root, root, neighbours(root).collect::<Vec<_>>().into_iter())];
        (seen_at[root.index()], lowest[root.index()]) = (clock, clock);
        while let Some((here, parent, rest)) = open.last_mut() {
            let (here, parent) = (*here, *parent);
            if let Some(next) = rest.next() {
                if seen_at[next.index()] == UNSEEN {
                    clock += 1;
                    (seen_at[next.index()], lowest[next.index()]) = (clock, clock);
                    open.push((next, here, neighbours(next).collect::<Vec<_>>().into_iter()));
                } else if next != parent {
                    lowest[here.index()] = lowest[here.index()].min(seen_at[next.index()]);
                }
                continue;
            }
            open.pop();
            tree.push(here);
            if here != parent {
                lowest[parent.index()] = lowest[parent.index()].min(lowest[here.index()]);
                if lowest[here.index()] >= seen_at[parent.index()] {
                    separate.push((parent, bodies[here.index()]));
                }
                bodies[parent.index()] += bodies[here.index()];
            }
        }
        clock += 1;
        let whole = bodies[root.index()];
        let mut cut_off = std::collections::BTreeMap::<At, usize>::new();
        for (at, part) in separate {
            cuts[at.index()].add(part);
            *cut_off.entry(at).or_default() += part;
        }
        for (at, part) in cut_off {
            let own = usize::from(context.node(at).is_body());
            cuts[at.index()].add(whole.saturating_sub(part + own));
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cut, cuts, dependants};
    use crate::analysis::{At, Context};
    use crate::model::{Link, LinkKind, Map, Node, NodeKind, NodeStatus};

    /// Up to eleven nodes, the first accountable, with lines that are mostly lines upward.
    fn landscape() -> impl Strategy<Value = Map> {
        let kinds = [LinkKind::ReportsTo, LinkKind::ReportsTo, LinkKind::PartOf, LinkKind::Informs];
        let lines = prop::collection::vec((0..11_usize, 0..11_usize, prop::sample::select(kinds.to_vec())), 0..22);
        (prop::collection::vec(0..8_u8, 1..11), lines).prop_map(|(states, lines)| {
            let mut map = Map::default();
            for (place, state) in states.iter().enumerate() {
                let kind = if *state == 0 { NodeKind::Post } else { NodeKind::Group };
                let mut node = Node::new(format!("n-{place:02}"), kind, format!("Node {place}"));
                node.accountable_body = (place < 2).then_some(true);
                node.status = if *state == 1 { NodeStatus::Dormant } else { NodeStatus::Active };
                map.nodes.put(node);
            }
            let lines = lines.into_iter().filter(|(from, to, _)| *from < states.len() && *to < states.len());
            for (number, (from, to, kind)) in lines.enumerate() {
                map.links.put(Link::new(format!("l-{number:02}"), kind, format!("n-{from:02}"), format!("n-{to:02}")));
            }
            map
        })
    }

    fn without(map: &Map, at: At, context: &Context<'_>) -> Map {
        let mut rest = map.clone();
        rest.nodes.put(Node { status: NodeStatus::Ended, ..context.node(at).clone() });
        rest
    }

    /// The numbers of bodies in the parts that lines which hold join to `start`'s neighbours, by plain search.
    fn parts(context: &Context<'_>, starts: &[At]) -> Vec<usize> {
        let mut seen = std::collections::BTreeSet::new();
        let mut sizes = Vec::new();
        for &start in starts {
            let mut open = vec![start];
            let mut size = 0;
            while let Some(here) = open.pop() {
                if context.is_live(here) && seen.insert(here) {
                    size += usize::from(context.node(here).is_body());
                    open.extend(context.around(here).filter(|hop| context.holds(here, hop)).map(|(other, _)| other));
                }
            }
            sizes.push(size);
        }
        sizes.sort_unstable_by(|one, next| next.cmp(one));
        sizes
    }

    proptest! {
        #[test]
        fn those_who_depend_on_a_node_are_those_who_lose_their_route_without_it(map in landscape()) {
            let context = Context::new(&map);
            let dependants = dependants(&context);
            for at in context.nodes().filter(|&at| context.is_live(at)) {
                let rest = without(&map, at, &context);
                let after = Context::new(&rest);
                let lost = context.live_bodies().filter(|&body| {
                    body != at && context.routes().sound(body).is_some() && after.routes().sound(body).is_none()
                });
                let lost: Vec<At> = lost.collect();
                prop_assert_eq!(dependants.bodies(at), lost.len(), "{}", context.id(at));
                prop_assert_eq!(dependants.all(at), lost, "{}", context.id(at));
            }
        }

        #[test]
        fn the_parts_of_a_cut_are_those_that_are_left_without_the_node(map in landscape()) {
            let context = Context::new(&map);
            let cuts = cuts(&context);
            for at in context.nodes().filter(|&at| context.is_live(at)) {
                let rest = without(&map, at, &context);
                let neighbours: Vec<At> =
                    context.around(at).filter(|hop| context.holds(at, hop)).map(|(other, _)| other).collect();
                let sizes = parts(&Context::new(&rest), &neighbours);
                let of = |place: usize| sizes.get(place).copied().unwrap_or(0);
                let expected = Cut { largest: of(0), second: of(1) };
                prop_assert_eq!(cuts[at.index()].second, expected.second, "{}", context.id(at));
                if expected.second > 0 {
                    prop_assert_eq!(cuts[at.index()], expected, "{}", context.id(at));
                }
            }
        }
    }
}
