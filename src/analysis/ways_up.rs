//! How one answers to another: every route from the one to the other, and where each breaks.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use serde::Serialize;

use super::graph::{Graph, Neighbour, NodeIndex};
use super::words::list;
use crate::model::{Id, LinkKind, LinkStatus, Map};

/// How many routes are given at most: the soundest, then the shortest.
pub const MOST_ROUTES: usize = 50;
/// How many steps a search takes at most, so that no tangle of lines holds anybody up.
const MOST_STEPS: usize = 20_000;

/// One way along the lines upward, on which nothing comes twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Its steps from the bottom up; never empty.
    pub steps: Vec<Step>,
    /// Where it breaks, from the bottom up; empty if it is sound.
    pub faults: Vec<Fault>,
}

impl Route {
    /// Whether every line of it is active, and everything on it at work.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// One step up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The line.
    pub link: Id,
    /// Where it leads.
    pub to: Id,
}

/// Where a route breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "type", content = "id", rename_all = "snake_case")]
pub enum Fault {
    /// A node that is not at work, the first and the last included.
    Node(Id),
    /// A line that is not active.
    Link(Id),
}

impl Fault {
    /// "breaks at Old Board, which is on hold".
    pub fn told(&self, map: &Map) -> String {
        match self {
            Self::Node(id) => {
                let state = map.nodes.get(id.as_str()).map_or("not there", |node| node.status_word());
                let heirs = map.links_of(id.as_str()).filter(|link| {
                    (link.kind, link.status) == (LinkKind::AbsorbedInto, LinkStatus::Active) && link.from == *id
                });
                let heirs: Vec<&str> = heirs.map(|link| map.name(link.to.as_str())).collect();
                let passed =
                    if heirs.is_empty() { String::new() } else { format!(" and went into {}", list(&heirs, 3)) };
                format!("breaks at {}, which is {state}{passed}", map.name(id.as_str()))
            }
            Self::Link(id) => map.links.get(id.as_str()).map_or_else(String::new, |link| {
                let (from, to) = (map.name(link.from.as_str()), map.name(link.to.as_str()));
                format!("breaks at the line from {from} to {to}, which is {}", link.status.word())
            }),
        }
    }
}

/// How far it is: first the number of faults, then that of lines.
type Far = (usize, usize);

/// A way that may become a route.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way<'a> {
    /// How far the route is at least.
    least: Reverse<Far>,
    /// Of equally far ones the first by ids comes first.
    ids: Reverse<Vec<&'a str>>,
    so_far: Far,
    here: NodeIndex,
    nodes: Vec<NodeIndex>,
}

/// The routes by which `from` answers to `to`: those with the fewest breaks first, then the shortest, then by the ids of
/// their lines. None if either is not on the map, if they are the same, or if no line leads from the one to the other.
///
/// The search goes on from whichever way can still become the best (A*, Hart, Nilsson and Raphael, "A Formal Basis for
/// the Heuristic Determination of Minimum Cost Paths", 1968), with the true distances as its estimate.
pub fn routes(map: &Map, from: &Id, to: &Id) -> Vec<Route> {
    let graph = Graph::of(map);
    let (Some(start), Some(end)) = (graph.at(from.as_str()), graph.at(to.as_str())) else { return Vec::new() };
    if start == end {
        return Vec::new();
    }
    let distances = distances(&graph, end);
    let mut open = BinaryHeap::new();
    let mut found = Vec::new();
    if let Some(&(faults, lines)) = distances.get(&start) {
        let so_far = (usize::from(!graph.is_live(start)), 0);
        let least = Reverse((so_far.0 + faults, lines));
        open.push(Way { least, ids: Reverse(Vec::new()), so_far, here: start, nodes: vec![start] });
    }
    let mut steps = 0;
    while let Some(way) = open.pop() {
        if way.here == end {
            found.push(route(&graph, &way));
            if found.len() == MOST_ROUTES {
                break;
            }
            continue;
        }
        for hop in graph.up(way.here) {
            steps += 1;
            let Neighbour { node: next, link } = hop;
            let Some(&(faults, lines)) = distances.get(&next).filter(|_| !way.nodes.contains(&next)) else { continue };
            let so_far = (way.so_far.0 + faults_of(&graph, &hop), way.so_far.1 + 1);
            let mut ids = way.ids.0.clone();
            ids.push(link.id.as_str());
            let mut nodes = way.nodes.clone();
            nodes.push(next);
            let least = Reverse((so_far.0 + faults, so_far.1 + lines));
            open.push(Way { least, ids: Reverse(ids), so_far, here: next, nodes });
        }
        if steps > MOST_STEPS {
            break;
        }
    }
    found
}

/// What a step up adds to the faults of a way: its line, and the node to which it leads.
fn faults_of(graph: &Graph<'_>, to: &Neighbour<'_>) -> usize {
    usize::from(to.link.status != LinkStatus::Active) + usize::from(!graph.is_live(to.node))
}

/// How far it is to `end` from each node that has a way there, by Dijkstra's algorithm from the top down.
fn distances(graph: &Graph<'_>, end: NodeIndex) -> HashMap<NodeIndex, Far> {
    let mut distances = HashMap::new();
    let mut open = BinaryHeap::from([Reverse(((0, 0), end))]);
    while let Some(Reverse((far, here))) = open.pop() {
        if distances.contains_key(&here) {
            continue;
        }
        distances.insert(here, far);
        for Neighbour { node: below, link } in graph.down(here) {
            if !distances.contains_key(&below) {
                open.push(Reverse(((far.0 + faults_of(graph, &Neighbour { node: here, link }), far.1 + 1), below)));
            }
        }
    }
    distances
}

fn route(graph: &Graph<'_>, way: &Way<'_>) -> Route {
    let stop = |at: NodeIndex| (!graph.is_live(at)).then(|| Fault::Node(graph.id(at).clone()));
    let mut faults: Vec<Fault> = way.nodes.first().and_then(|&at| stop(at)).into_iter().collect();
    let mut steps = Vec::new();
    for (id, &at) in way.ids.0.iter().zip(way.nodes.iter().skip(1)) {
        let Some(link) = graph.all_links().get(id) else { continue };
        if link.status != LinkStatus::Active {
            faults.push(Fault::Link(link.id.clone()));
        }
        faults.extend(stop(at));
        steps.push(Step { link: link.id.clone(), to: graph.id(at).clone() });
    }
    Route { steps, faults }
}

#[cfg(test)]
mod tests {
    use super::{Fault, MOST_ROUTES, Route, routes};
    use crate::analysis::test_map;
    use crate::model::{Id, Link, LinkKind, Map, Node, NodeKind};

    fn between(map: &Map, from: &str, to: &str) -> Vec<Route> {
        routes(map, &Id::from(from), &Id::from(to))
    }

    /// "board council": where the steps of each route lead.
    fn ways(routes: &[Route]) -> Vec<String> {
        let way = |route: &Route| route.steps.iter().map(|step| step.to.as_str()).collect::<Vec<_>>().join(" ");
        routes.iter().map(way).collect()
    }

    const TOWN: &str = "
        Council: partner, accountable body
        Board: board
        Old Board: board, on hold
        Panel: board
        Group: group
        Group reports to Old Board
        Old Board reports to Council
        Group reports to Panel
        Panel is part of Board
        Board reports to Council
        Group reports to Council (lapsed)
        Council informs Group
        Board reports to Panel";

    #[test]
    fn sound_routes_come_first_then_the_shortest() {
        let found = between(&test_map::map(TOWN), "group", "council");
        assert_eq!(ways(&found), ["panel board council", "council", "old-board council"]);
        let sound: Vec<bool> = found.iter().map(Route::is_sound).collect();
        assert_eq!(sound, [true, false, false]);
        assert_eq!(found[1].faults, [Fault::Link("line-005".into())]);
        assert_eq!(found[2].faults, [Fault::Node("old-board".into())]);
    }

    #[test]
    fn both_ends_can_break_a_route_and_every_break_is_told() {
        let map = test_map::map(
            "Council: partner, ended\nBoard: board\nGroup: group, on hold\nGroup reports to Board (unclear)\nBoard reports to Council",
        );
        let found = between(&map, "group", "council");
        let faults = [Fault::Node("group".into()), Fault::Link("line-000".into()), Fault::Node("council".into())];
        assert_eq!(found.iter().map(|route| route.faults.as_slice()).collect::<Vec<_>>(), [&faults[..]]);
    }

    #[test]
    fn nobody_answers_downwards_to_itself_or_to_a_stranger() {
        let map = test_map::map(TOWN);
        for (from, to) in [("council", "group"), ("board", "board"), ("group", "nowhere"), ("nowhere", "group")] {
            assert!(between(&map, from, to).is_empty(), "{from} {to}");
        }
    }

    #[test]
    fn a_tangle_is_searched_within_bounds_and_the_shortest_found() {
        let mut map = Map::default();
        let id = |place: usize| format!("g-{place:02}");
        for place in 0..60 {
            map.nodes.put(Node::new(id(place), NodeKind::Group, id(place)));
        }
        for (from, to) in (0..60).flat_map(|from| (0..60).map(move |to| (from, to))).filter(|(from, to)| from != to) {
            map.links.put(Link::new(format!("l-{from}-{to}"), LinkKind::ReportsTo, id(from), id(to)));
        }
        let found = between(&map, "g-00", "g-59");
        assert_eq!(found.len(), MOST_ROUTES);
        assert_eq!(ways(&found)[..2], ["g-59", "g-01 g-59"], "by the ids of the lines");
        assert!(found[1..].iter().all(|route| route.steps.len() == 2));
    }
}
