//! Cuts: what falls apart without a node.

use super::graph::{Graph, NodeIndex};

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

/// A node on the way of a walk along all ties.
struct Place<Rest> {
    node: NodeIndex,
    /// The ends of its ties that are still to be looked at.
    rest: Rest,
    /// When the walk came to the earliest node to which it, or what hangs on it, is tied.
    earliest: usize,
    /// The bodies in what hangs on it, itself included.
    bodies: usize,
    /// Those of them in the parts that nothing but the node ties to the rest.
    cut_off: usize,
}

/// The parts into which each live node's end would split the map, by the number of bodies in them. Tied together is what
/// any line that holds joins, money apart.
///
/// Lowest reachable places as Hopcroft and Tarjan have them ("Algorithm 447", 1973), with a stack of its own, since
/// recursion would overflow on a long chain.
pub fn cuts(graph: &Graph<'_>) -> Vec<Cut> {
    const UNSEEN: usize = usize::MAX;
    let mut cuts = vec![Cut::default(); graph.len()];
    let mut seen_at = vec![UNSEEN; graph.len()];
    let mut clock = 0;
    let mut see = |node: NodeIndex, seen_at: &mut [usize]| {
        (seen_at[node.index()], clock) = (clock, clock + 1);
        let bodies = usize::from(graph.kind(node).is_body());
        Place { node, rest: graph.tied(node), earliest: seen_at[node.index()], bodies, cut_off: 0 }
    };
    for root in graph.nodes().filter(|&at| graph.is_live(at)) {
        if seen_at[root.index()] != UNSEEN {
            continue;
        }
        let (mut whole, mut separating) = (0, Vec::new());
        let mut way = vec![see(root, &mut seen_at)];
        while let Some(place) = way.last_mut() {
            if let Some(next) = place.rest.next() {
                match seen_at[next.index()] {
                    UNSEEN => way.push(see(next, &mut seen_at)),
                    seen => place.earliest = place.earliest.min(seen),
                }
                continue;
            }
            let Some(left) = way.pop() else { break };
            if left.cut_off > 0 {
                separating.push((left.node, left.cut_off));
            }
            let Some(place) = way.last_mut() else {
                whole = left.bodies;
                break;
            };
            place.earliest = place.earliest.min(left.earliest);
            place.bodies += left.bodies;
            if left.earliest >= seen_at[place.node.index()] {
                cuts[place.node.index()].add(left.bodies);
                place.cut_off += left.bodies;
            }
        }
        for (at, cut_off) in separating {
            let own = usize::from(graph.kind(at).is_body());
            cuts[at.index()].add(whole - cut_off - own);
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Cut, cuts};
    use crate::analysis::dependants;
    use crate::analysis::{Context, NodeIndex};
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

    fn without(map: &Map, at: NodeIndex, context: &Context<'_>) -> Map {
        let mut rest = map.clone();
        rest.nodes.put(Node { status: NodeStatus::Ended, ..context.node(at).clone() });
        rest
    }

    /// The numbers of bodies in the parts that lines which hold join to `start`'s neighbours, by plain search.
    fn parts(context: &Context<'_>, starts: &[NodeIndex]) -> Vec<usize> {
        let mut seen = std::collections::BTreeSet::new();
        let mut sizes = Vec::new();
        for &start in starts {
            let mut open = vec![start];
            let mut size = 0;
            while let Some(here) = open.pop() {
                if context.is_live(here) && seen.insert(here) {
                    size += usize::from(context.kind(here).is_body());
                    open.extend(context.around(here).filter(|hop| context.holds(here, hop)).map(|other| other.node));
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
                // Without one of two that are accountable their table is no joint one: that is no matter of routes.
                let ends = |of: &Context<'_>| of.nodes().filter(|&end| end != at && of.ends_routes(end)).collect::<Vec<_>>();
                if ends(&context) != ends(&after) {
                    continue;
                }
                let lost = context.live_bodies().filter(|&body| {
                    body != at && context.routes().sound(body).is_some() && after.routes().sound(body).is_none()
                });
                let lost: Vec<NodeIndex> = lost.collect();
                prop_assert_eq!(dependants.bodies(at), lost.len(), "{}", context.id(at));
                let depending: Vec<NodeIndex> =
                    context.live_bodies().filter(|&body| dependants.depends(body, at)).collect();
                prop_assert_eq!(depending, lost.clone(), "{}", context.id(at));
                prop_assert_eq!(dependants.all(at), lost, "{}", context.id(at));
            }
        }

        #[test]
        fn the_parts_of_a_cut_are_those_that_are_left_without_the_node(map in landscape()) {
            let context = Context::new(&map);
            let cuts = cuts(&context);
            for at in context.nodes().filter(|&at| context.is_live(at)) {
                let rest = without(&map, at, &context);
                let neighbours: Vec<NodeIndex> =
                    context.around(at).filter(|hop| context.holds(at, hop)).map(|other| other.node).collect();
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
