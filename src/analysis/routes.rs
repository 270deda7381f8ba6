//! Accountability routes: where each node's lines upward lead, and where they break.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::graph::{Counts, Graph, Log, Moved, Neighbour, NodeIndex};
use crate::model::{Id, LinkStatus};

/// How many different breaks, or ends, of one node's routes are kept.
const MOST_MARKS: usize = 3;
/// How many lines of a way are shown at most.
const LONGEST_WAY: usize = 256;

/// What the lines upward of every node come to.
#[derive(Debug, Default)]
pub struct Routes<'a> {
    sound: Vec<Option<Sound<'a>>>,
    breaks: Vec<Vec<Break<'a>>>,
    ends: Vec<Vec<End<'a>>>,
    layers: Vec<u32>,
    circles: Arc<Vec<Vec<NodeIndex>>>,
    log: Rc<Log>,
}

/// A node's shortest unbroken route to an accountable body, to a joint table of such, or to what is off the map.
#[derive(Debug, Clone, Copy)]
pub struct Sound<'a> {
    /// How many lines it has: none for the one at its end.
    pub lines: u32,
    /// Its first line, and where that leads; none where the route ends here, or leads off the map at once.
    pub next: Option<Neighbour<'a>>,
}

/// A place where a route of a node breaks.
#[derive(Debug, Clone, Copy)]
pub struct Break<'a> {
    /// What is broken.
    pub place: Place<'a>,
    /// The line on which the route breaks, and the node to which it leads.
    pub line: Neighbour<'a>,
    /// The first line on the way to the break, and where it leads; none where the node's own line breaks.
    next: Option<Neighbour<'a>>,
}

/// A node without a line upward to which the lines of a node lead, unbroken.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// The node.
    pub at: NodeIndex,
    next: Option<Neighbour<'a>>,
}

/// What breaks a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place<'a> {
    /// A node that is not live.
    Node(NodeIndex),
    /// A line, between live nodes, that is not active.
    Line(&'a Id),
}

impl<'a> Routes<'a> {
    pub(super) fn of(graph: &Graph<'a>) -> Self {
        Self::built(graph, Arc::new(components(graph, |at, hop| graph.holds(at, hop))))
    }

    /// The same of a graph that has the nodes of an earlier one. Where nothing went round in circles, and no line has come
    /// to hold, nothing goes round in circles now, and who was further up then still comes first.
    pub(super) fn like(graph: &Graph<'a>, earlier: &Self, before: &Graph<'a>) -> Self {
        let has_no_circles = earlier.circles.len() == graph.len() && before.adds_no_step(graph, Counts::Holding);
        if has_no_circles { Self::built(graph, Arc::clone(&earlier.circles)) } else { Self::of(graph) }
    }

    fn built(graph: &Graph<'a>, circles: Arc<Vec<Vec<NodeIndex>>>) -> Self {
        let sound = sound_routes(graph);
        let breaks = breaks(graph, &sound);
        let ends = ends(graph, &sound);
        Self { sound, breaks, ends, layers: layers(graph, &circles), circles, log: Rc::clone(graph.log()) }
    }

    /// Whether all that is known of a node, by its number here and there, is the same in a later state.
    pub(super) fn is_same(&self, at: NodeIndex, later: &Self, now: NodeIndex, moved: &Moved) -> bool {
        let node = |one: NodeIndex, other: NodeIndex| moved.later[one.index()] == Some(other);
        let hop = |one: &Neighbour<'_>, other: &Neighbour<'_>| {
            std::ptr::eq(one.link, other.link) && node(one.node, other.node)
        };
        let hops = |one: &Option<Neighbour<'_>>, other: &Option<Neighbour<'_>>| match (one, other) {
            (Some(one), Some(other)) => hop(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let place = |one: &Place<'_>, other: &Place<'_>| match (one, other) {
            (Place::Node(one), Place::Node(other)) => node(*one, *other),
            (Place::Line(one), Place::Line(other)) => one == other,
            (Place::Node(_), Place::Line(_)) | (Place::Line(_), Place::Node(_)) => false,
        };
        let sound = match (&self.sound[at.index()], &later.sound[now.index()]) {
            (Some(one), Some(other)) => one.lines == other.lines && hops(&one.next, &other.next),
            (one, other) => one.is_none() && other.is_none(),
        };
        let (was, is) = (&self.breaks[at.index()], &later.breaks[now.index()]);
        let (ended, ends) = (&self.ends[at.index()], &later.ends[now.index()]);
        sound
            && self.layers[at.index()] == later.layers[now.index()]
            && was.len() == is.len()
            && was.iter().zip(is).all(|(one, other)| {
                place(&one.place, &other.place) && hop(&one.line, &other.line) && hops(&one.next, &other.next)
            })
            && ended.len() == ends.len()
            && ended.iter().zip(ends).all(|(one, other)| node(one.at, other.at) && hops(&one.next, &other.next))
    }

    /// The live node's shortest unbroken route to an accountable body, or to what is off the map.
    pub fn sound(&self, at: NodeIndex) -> Option<Sound<'a>> {
        self.log.touch(at.index());
        self.sound[at.index()]
    }

    /// Where the routes of a live node without a sound route break: the nearest few, nearest first.
    pub fn breaks(&self, at: NodeIndex) -> &[Break<'a>] {
        self.log.touch(at.index());
        &self.breaks[at.index()]
    }

    /// Where the unbroken lines of a live node without a sound route end: the nearest few, nearest first.
    pub fn ends(&self, at: NodeIndex) -> &[End<'a>] {
        self.log.touch(at.index());
        &self.ends[at.index()]
    }

    /// The links and nodes on the way from a node to one of its breaks, from the bottom up.
    pub fn way_to_break(&self, from: NodeIndex, towards: &Break<'a>) -> Vec<Id> {
        let onward = |at: NodeIndex| self.breaks(at).iter().find(|step| step.place == towards.place);
        let mut way = steps(from, |at| onward(at)?.next);
        way.extend([towards.line.link.id.clone(), towards.line.link.to.clone()]);
        way
    }

    /// The links and nodes on the way from a node to where its lines end, from the bottom up.
    pub fn way_to_end(&self, from: NodeIndex, towards: &End<'a>) -> Vec<Id> {
        steps(from, |at| self.ends(at).iter().find(|step| step.at == towards.at)?.next)
    }

    /// The nodes that answer to each other by lines that hold, those further up first; most stand alone.
    pub fn circles(&self) -> &[Vec<NodeIndex>] {
        self.log.touch_all();
        &self.circles
    }

    /// The number of nodes on the longest line upward from a live node by lines that hold, itself included; those of
    /// a circle count once. 0 for a node that is not live.
    pub fn layers(&self, at: NodeIndex) -> u32 {
        self.log.touch(at.index());
        self.layers[at.index()]
    }
}

/// Walks down from all that end routes at once, so that each node is reached by its shortest route.
fn sound_routes<'a>(graph: &Graph<'a>) -> Vec<Option<Sound<'a>>> {
    let mut sound: Vec<Option<Sound<'a>>> = vec![None; graph.len()];
    // What is off the map is one line further than what ends a route on it.
    let lines_to_end = |at: &NodeIndex| u32::from(!graph.ends_routes_here(*at));
    let mut ends: Vec<NodeIndex> = graph.nodes().filter(|&at| graph.ends_routes(at)).collect();
    ends.sort_by_key(lines_to_end);
    let mut queue = VecDeque::from(ends);
    for end in &queue {
        sound[end.index()] = Some(Sound { lines: lines_to_end(end), next: None });
    }
    while let Some(here) = queue.pop_front() {
        let lines = sound[here.index()].map_or(0, |route| route.lines) + 1;
        for Neighbour { node: below, link } in graph.down_firmly(here) {
            if sound[below.index()].is_none() {
                sound[below.index()] = Some(Sound { lines, next: Some(Neighbour { node: here, link }) });
                queue.push_back(below);
            }
        }
    }
    sound
}

/// The links and nodes of a way up, where `next` tells the first line from a node.
fn steps<'a>(from: NodeIndex, next: impl Fn(NodeIndex) -> Option<Neighbour<'a>>) -> Vec<Id> {
    let mut way = Vec::new();
    let mut here = next(from);
    while let Some(Neighbour { node: to, link }) = here {
        way.extend([link.id.clone(), link.to.clone()]);
        here = if way.len() < 2 * LONGEST_WAY { next(to) } else { None };
    }
    way
}

fn breaks<'a>(graph: &Graph<'a>, sound: &[Option<Sound<'a>>]) -> Vec<Vec<Break<'a>>> {
    let lost = |at: NodeIndex| graph.is_live(at) && sound[at.index()].is_none();
    let mut starts = Vec::new();
    for at in graph.nodes().filter(|&at| lost(at)) {
        // A line to oneself leads nowhere: it cannot break a route.
        for Neighbour { node: to, link } in graph.up(at).filter(|upper| upper.node != at) {
            let place = match (graph.is_live(to), link.status) {
                (true, LinkStatus::Active) => continue,
                (true, _) => Place::Line(&link.id),
                (false, _) => Place::Node(to),
            };
            starts.push((at, Break { place, line: Neighbour { node: to, link }, next: None }));
        }
        // A line that leads off the map, and does not hold, breaks a route where it begins.
        for link in graph.up_off_map(at) {
            starts.push((at, Break { place: Place::Line(&link.id), line: Neighbour { node: at, link }, next: None }));
        }
    }
    let onward = |seen: &Break<'a>, hop| Break { next: Some(hop), ..*seen };
    spread_down(graph, starts, lost, |one, other| one.place == other.place, onward)
}

fn ends<'a>(graph: &Graph<'a>, sound: &[Option<Sound<'a>>]) -> Vec<Vec<End<'a>>> {
    let lost = |at: NodeIndex| graph.is_live(at) && sound[at.index()].is_none();
    let tops = graph.nodes().filter(|&at| lost(at) && !graph.has_line_up(at));
    let starts = tops.map(|at| (at, End { at, next: None })).collect();
    spread_down(graph, starts, lost, |one, other| one.at == other.at, |seen, hop| End { next: Some(hop), ..*seen })
}

/// Walks down from all starts at once by lines that hold between nodes that `passes`; each node keeps the nearest few
/// different marks, so that the work stays linear.
fn spread_down<'a, Mark: Copy>(
    graph: &Graph<'a>,
    starts: Vec<(NodeIndex, Mark)>,
    passes: impl Fn(NodeIndex) -> bool,
    same: impl Fn(&Mark, &Mark) -> bool,
    onward: impl Fn(&Mark, Neighbour<'a>) -> Mark,
) -> Vec<Vec<Mark>> {
    let mut found: Vec<Vec<Mark>> = vec![Vec::new(); graph.len()];
    let mut queue = VecDeque::from(starts);
    while let Some((here, mark)) = queue.pop_front() {
        let known = &mut found[here.index()];
        if known.len() == MOST_MARKS || known.iter().any(|known| same(known, &mark)) {
            continue;
        }
        known.push(mark);
        for Neighbour { node: below, link } in graph.down_firmly(here).filter(|below| passes(below.node)) {
            queue.push_back((below, onward(&mark, Neighbour { node: here, link })));
        }
    }
    found
}

/// The strongly connected parts of the steps up that `counts`, with those further up first.
pub fn components<'a>(graph: &Graph<'a>, counts: impl Fn(NodeIndex, &Neighbour<'a>) -> bool) -> Vec<Vec<NodeIndex>> {
    let mut steps = DiGraph::<(), ()>::with_capacity(graph.len(), graph.len());
    for _ in graph.nodes() {
        steps.add_node(());
    }
    for at in graph.nodes() {
        for Neighbour { node: to, .. } in graph.up(at).filter(|hop| counts(at, hop)) {
            steps.add_edge(at, to, ());
        }
    }
    // Tarjan's algorithm in petgraph recurses, and a long chain would overflow the stack.
    kosaraju_scc(&steps)
}

fn layers(graph: &Graph<'_>, circles: &[Vec<NodeIndex>]) -> Vec<u32> {
    let mut layers = vec![0; graph.len()];
    for component in circles {
        let uppers = component.iter().flat_map(|&at| graph.up_firmly(at));
        let above = uppers.map(|to| layers[to.node.index()]).max().unwrap_or(0);
        for &at in component {
            layers[at.index()] = if graph.is_live(at) { above + 1 } else { 0 };
        }
    }
    layers
}
