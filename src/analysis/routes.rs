//! Accountability routes: where each node's lines upward lead, and where they break.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use super::graph::{At, Context, Hop};
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// How many different breaks of one node's routes are kept.
const MOST_BREAKS: usize = 3;

/// What the lines upward of every node come to.
#[derive(Debug, Default)]
pub struct Routes<'a> {
    sound: Vec<Option<Sound<'a>>>,
    breaks: Vec<Vec<Break<'a>>>,
    layers: Vec<u32>,
    stake: Vec<u32>,
}

/// A node's shortest unbroken route to an accountable body.
#[derive(Debug, Clone, Copy)]
pub struct Sound<'a> {
    /// How many lines it has: none for the accountable body itself.
    pub lines: u32,
    /// Its first line, and where that leads.
    pub next: Option<Hop<'a>>,
}

/// A place where a route of a node breaks.
#[derive(Debug, Clone, Copy)]
pub struct Break<'a> {
    /// What is broken.
    pub place: Place<'a>,
    /// The line on which the route breaks, and the node to which it leads.
    pub line: Hop<'a>,
    /// The first line on the way to the break, and where it leads; none where the node's own line breaks.
    next: Option<Hop<'a>>,
}

/// What breaks a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place<'a> {
    /// A node that is not live.
    Node(At),
    /// A line, between live nodes, that is not active.
    Line(&'a Id),
}

impl<'a> Routes<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        let sound = sound_routes(context);
        let breaks = breaks(context, &sound);
        Self { sound, breaks, layers: layers(context), stake: stakes(context) }
    }

    /// The live node's shortest unbroken route to an accountable body.
    pub fn sound(&self, at: At) -> Option<Sound<'a>> {
        self.sound[at.index()]
    }

    /// Where the routes of a live node without a sound route break: the nearest few, nearest first.
    pub fn breaks(&self, at: At) -> &[Break<'a>] {
        &self.breaks[at.index()]
    }

    /// The links and nodes on the way from a node to one of its breaks, from the bottom up.
    pub fn way_to_break(&self, from: At, towards: &Break<'a>) -> Vec<Id> {
        let (mut way, mut current) = (Vec::new(), self.breaks(from).iter().find(|step| step.place == towards.place));
        while let Some(step) = current {
            let (to, link) = step.next.unwrap_or(step.line);
            way.extend([link.id.clone(), link.to.clone()]);
            let onward = || self.breaks(to).iter().find(|onward| onward.place == towards.place);
            current = step.next.and_then(|_| onward());
        }
        way
    }

    /// The number of nodes on the longest line upward from a live node by lines that hold, itself included; those of
    /// a circle count once. 0 for a node that is not live.
    pub fn layers(&self, at: At) -> u32 {
        self.layers[at.index()]
    }

    pub(super) fn stake(&self, at: At) -> u32 {
        self.stake[at.index()]
    }
}

/// Walks down from all live accountable bodies at once, so that each node is reached by its shortest route.
fn sound_routes<'a>(context: &Context<'a>) -> Vec<Option<Sound<'a>>> {
    let mut sound: Vec<Option<Sound<'a>>> = vec![None; context.len()];
    let ends = context.nodes().filter(|&at| context.is_live(at) && context.node(at).is_accountable_body());
    let mut queue: VecDeque<At> = ends.collect();
    for &end in &queue {
        sound[end.index()] = Some(Sound { lines: 0, next: None });
    }
    while let Some(here) = queue.pop_front() {
        let lines = sound[here.index()].map_or(0, |route| route.lines) + 1;
        for (below, link) in context.down(here).filter(|(_, link)| context.holds(link)) {
            if sound[below.index()].is_none() {
                sound[below.index()] = Some(Sound { lines, next: Some((here, link)) });
                queue.push_back(below);
            }
        }
    }
    sound
}

/// Walks down from all breaks at once; each node keeps the nearest few, so that the work stays linear.
fn breaks<'a>(context: &Context<'a>, sound: &[Option<Sound<'a>>]) -> Vec<Vec<Break<'a>>> {
    let mut found: Vec<Vec<Break<'a>>> = vec![Vec::new(); context.len()];
    let mut queue: VecDeque<(At, Break<'a>)> = VecDeque::new();
    let lost = |at: At| context.is_live(at) && sound[at.index()].is_none();
    for at in context.nodes().filter(|&at| lost(at)) {
        for (to, link) in context.up(at) {
            let place = match (context.is_live(to), link.status) {
                (true, LinkStatus::Active) => continue,
                (true, _) => Place::Line(&link.id),
                (false, _) => Place::Node(to),
            };
            queue.push_back((at, Break { place, line: (to, link), next: None }));
        }
    }
    while let Some((here, seen)) = queue.pop_front() {
        let known = &mut found[here.index()];
        if known.len() == MOST_BREAKS || known.iter().any(|known| known.place == seen.place) {
            continue;
        }
        known.push(seen);
        for (below, link) in context.down(here).filter(|(below, link)| lost(*below) && context.holds(link)) {
            queue.push_back((below, Break { next: Some((here, link)), ..seen }));
        }
    }
    found
}

/// The strongly connected parts of the steps up that `counts`, with those further up first.
pub(super) fn components<'a>(context: &Context<'a>, counts: impl Fn(&'a Link) -> bool) -> Vec<Vec<At>> {
    let mut steps = DiGraph::<(), ()>::with_capacity(context.len(), context.len());
    for _ in context.nodes() {
        steps.add_node(());
    }
    for at in context.nodes() {
        for (to, _) in context.up(at).filter(|(_, link)| counts(link)) {
            steps.add_edge(at, to, ());
        }
    }
    // Tarjan's algorithm in petgraph recurses, and a long chain would overflow the stack.
    kosaraju_scc(&steps)
}

fn layers(context: &Context<'_>) -> Vec<u32> {
    let mut layers = vec![0; context.len()];
    for component in components(context, |link| context.holds(link)) {
        let uppers = component.iter().flat_map(|&at| context.up(at)).filter(|(_, link)| context.holds(link));
        let above = uppers.map(|(to, _)| layers[to.index()]).max().unwrap_or(0);
        for at in component {
            layers[at.index()] = if context.is_live(at) { above + 1 } else { 0 };
        }
    }
    layers
}

fn stakes(context: &Context<'_>) -> Vec<u32> {
    let most = u32::try_from(context.len()).unwrap_or(u32::MAX);
    let counts = |link: &Link| link.status != LinkStatus::Lapsed;
    let mut stake = vec![0_u32; context.len()];
    let mut component_of = vec![0_usize; context.len()];
    let components = components(context, counts);
    for (number, component) in components.iter().enumerate() {
        for at in component {
            component_of[at.index()] = number;
        }
    }
    for (number, component) in components.iter().enumerate().rev() {
        let own = component.iter().map(|&at| own_stake(context, at));
        let lower = component.iter().flat_map(|&at| context.down(at)).filter(|(_, link)| counts(link));
        let below = lower.filter(|(below, _)| component_of[below.index()] != number).map(|(below, _)| stake[below.index()]);
        let sum = own.chain(below).fold(0_u32, u32::saturating_add).min(most);
        for at in component {
            stake[at.index()] = sum;
        }
    }
    stake
}

/// What a node weighs without those below it: itself if it is live, and the strands in its hands.
fn own_stake(context: &Context<'_>, at: At) -> u32 {
    if context.node(at).kind == NodeKind::Strand {
        return 1;
    }
    let mut strands: Vec<At> = [LinkKind::Owns, LinkKind::Delivers]
        .into_iter()
        .flat_map(|kind| context.out(at, kind))
        .filter(|(strand, link)| {
            link.status != LinkStatus::Lapsed && context.node(*strand).status != NodeStatus::Ended
        })
        .map(|(strand, _)| strand)
        .collect();
    strands.sort_unstable();
    strands.dedup();
    u32::from(context.is_live(at)).saturating_add(u32::try_from(strands.len()).unwrap_or(u32::MAX))
}
