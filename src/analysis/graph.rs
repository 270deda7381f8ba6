//! The context of a run: the map as a graph, with everything that several rules ask of it, built once.

use std::collections::{HashMap, VecDeque};

use petgraph::Direction::{self, Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::remits::Remits;
use super::routes::Routes;
use super::stake::{Stake, StakeOfNodes};
use super::{Severity, words};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Theme};

/// A node of the map in the graph.
pub type At = NodeIndex;

/// How many nodes a walk for one finding visits at most, so that no map makes a run quadratic.
const LONGEST_WALK: usize = 256;

/// A map with what several rules ask of it. Nodes are numbered, and listed, in the order of their ids, links too.
#[derive(Debug)]
pub struct Context<'a> {
    /// The map.
    pub map: &'a Map,
    graph: DiGraph<&'a Node, &'a Link>,
    by_id: HashMap<&'a str, At>,
    themes: Vec<&'a Theme>,
    live: Vec<bool>,
    routes: Routes<'a>,
    remits: Remits,
    stakes: StakeOfNodes<'a>,
}

/// One end of a link as seen from the other.
pub type Hop<'a> = (At, &'a Link);

impl<'a> Context<'a> {
    /// The context of one run over `map`. Links to nodes that are not there are left out.
    pub fn new(map: &'a Map) -> Self {
        let mut graph = DiGraph::with_capacity(map.nodes.len(), map.links.len());
        let mut by_id = HashMap::with_capacity(map.nodes.len());
        for node in &map.nodes {
            by_id.insert(node.id.as_str(), graph.add_node(node.as_ref()));
        }
        // petgraph lists the edges of a node from the last added to the first; thus they come by id.
        let links: Vec<&Link> = map.links.iter().map(AsRef::as_ref).collect();
        for link in links.into_iter().rev() {
            if let (Some(from), Some(to)) = (by_id.get(link.from.as_str()), by_id.get(link.to.as_str())) {
                graph.add_edge(*from, *to, link);
            }
        }
        let live = map.nodes.iter().map(|node| map.is_live(node)).collect();
        let themes = map.themes.iter().map(AsRef::as_ref).collect();
        let mut context = Self {
            map,
            graph,
            by_id,
            themes,
            live,
            routes: Routes::default(),
            remits: Remits::default(),
            stakes: StakeOfNodes::default(),
        };
        context.routes = Routes::of(&context);
        context.remits = Remits::of(&context);
        context.stakes = StakeOfNodes::of(&context);
        context
    }

    /// All nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = At> + use<> {
        self.graph.node_indices()
    }

    /// The nodes of one kind, by id.
    pub fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = At> {
        self.nodes().filter(move |&at| self.node(at).kind == kind)
    }

    /// The boards, groups and partners that are live, by id.
    pub fn live_bodies(&self) -> impl Iterator<Item = At> {
        self.nodes().filter(|&at| self.is_live(at) && self.node(at).is_body())
    }

    /// How many nodes there are; every node's index is less.
    pub fn len(&self) -> usize {
        self.graph.node_count()
    }

    /// Whether the map has no nodes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record of a node.
    pub fn node(&self, at: At) -> &'a Node {
        self.graph[at]
    }

    /// The id of a node.
    pub fn id(&self, at: At) -> &'a Id {
        &self.node(at).id
    }

    /// The name of a node.
    pub fn name(&self, at: At) -> &'a str {
        &self.node(at).name
    }

    /// What a sentence calls a node: its name, in quotation marks where it is a strand, since those are often phrases.
    pub fn called(&self, at: At) -> String {
        match self.node(at).kind {
            NodeKind::Strand => format!("“{}”", self.name(at)),
            _ => self.name(at).to_owned(),
        }
    }

    /// The node with that id.
    pub fn at(&self, id: &str) -> Option<At> {
        self.by_id.get(id).copied()
    }

    /// A declared theme, by its place among them.
    pub fn theme(&self, place: usize) -> &'a Theme {
        self.themes[place]
    }

    /// Whether a node is at work.
    pub fn is_live(&self, at: At) -> bool {
        self.live[at.index()]
    }

    /// The links of one kind that read from a node, whatever their status.
    pub fn out(&self, at: At, kind: LinkKind) -> impl Iterator<Item = Hop<'a>> {
        self.hops(at, Outgoing).filter(move |(_, link)| link.kind == kind)
    }

    /// The links of one kind that read to a node, whatever their status.
    pub fn into(&self, at: At, kind: LinkKind) -> impl Iterator<Item = Hop<'a>> {
        self.hops(at, Incoming).filter(move |(_, link)| link.kind == kind)
    }

    /// The steps up from a node, whatever their status: its `reports_to` lines, and `part_of` between bodies.
    pub fn up(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.hops(at, Outgoing).filter(move |hop| self.is_step(at, hop))
    }

    /// The steps up to a node from below, whatever their status.
    pub fn down(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.hops(at, Incoming).filter(move |hop| self.is_step(at, hop))
    }

    /// Whether a route to an accountable body is expected of a node: of live boards and groups. Partners are
    /// organisations, and most answer to governors, shareholders or ministers outside the map.
    pub fn expects_route(&self, at: At) -> bool {
        self.is_live(at) && matches!(self.node(at).kind, NodeKind::Board | NodeKind::Group)
    }

    /// Whether a node has a step up, of whatever status, to another node.
    pub fn has_line_up(&self, at: At) -> bool {
        self.up(at).any(|(to, _)| to != at)
    }

    /// All links of a node, either way.
    pub fn around(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.hops(at, Outgoing).chain(self.hops(at, Incoming))
    }

    fn hops(&self, at: At, way: Direction) -> impl Iterator<Item = Hop<'a>> {
        self.graph.edges_directed(at, way).map(move |edge| {
            let other = if way == Outgoing { edge.target() } else { edge.source() };
            (other, *edge.weight())
        })
    }

    fn is_step(&self, at: At, (other, link): &Hop<'a>) -> bool {
        let between_bodies = || self.node(at).is_body() && self.node(*other).is_body();
        link.kind == LinkKind::ReportsTo || (link.kind == LinkKind::PartOf && between_bodies())
    }

    /// Whether a link between a node and another holds: it is active and both are live.
    pub fn holds(&self, at: At, (other, link): &Hop<'a>) -> bool {
        link.status == LinkStatus::Active && self.is_live(at) && self.is_live(*other)
    }

    /// The steps up from a node that hold.
    pub fn up_firmly(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.up(at).filter(move |hop| self.holds(at, hop))
    }

    /// The steps up to a node from below that hold.
    pub fn down_firmly(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.down(at).filter(move |hop| self.holds(at, hop))
    }

    /// The live bodies that answer directly to a node, by lines that hold, by id. What is part of it answers to it, but
    /// for partners: the departments of an organisation are there in any case.
    pub fn answering(&self, at: At) -> Vec<At> {
        let answers = |hop: &Hop<'a>| {
            let below = self.node(hop.0);
            hop.0 != at && below.is_body() && (below.kind != NodeKind::Partner || hop.1.kind == LinkKind::ReportsTo)
        };
        let mut answering: Vec<At> = self.down_firmly(at).filter(answers).map(|(below, _)| below).collect();
        answering.sort_unstable();
        answering.dedup();
        answering
    }

    /// Where each node's accountability leads.
    pub fn routes(&self) -> &Routes<'a> {
        &self.routes
    }

    /// What each body is there for: its themes, and the strands that it owns, delivers or scrutinises.
    pub fn remits(&self) -> &Remits {
        &self.remits
    }

    /// What depends on each node.
    pub fn stakes(&self) -> &StakeOfNodes<'a> {
        &self.stakes
    }

    /// What depends on a node.
    pub fn stake(&self, at: At) -> Stake {
        self.stakes.of_node(at)
    }

    /// The nodes above a node by steps that have not lapsed, nearest first, each with the link that leads there.
    /// At most a few hundred: no real line is longer.
    pub fn above(&self, at: At) -> Vec<Hop<'a>> {
        self.walk_up(at, |_, (_, link)| link.status != LinkStatus::Lapsed)
    }

    /// The nodes above a node by steps that hold, nearest first; at most a few hundred.
    pub fn above_firmly(&self, at: At) -> Vec<At> {
        self.walk_up(at, |here, hop| self.holds(here, hop)).into_iter().map(|(to, _)| to).collect()
    }

    fn walk_up(&self, at: At, counts: impl Fn(At, &Hop<'a>) -> bool) -> Vec<Hop<'a>> {
        let mut found: Vec<Hop<'a>> = Vec::new();
        let mut seen = std::collections::HashSet::from([at]);
        let mut queue = VecDeque::from([at]);
        while let Some(here) = queue.pop_front() {
            for (to, link) in self.up(here).filter(|hop| counts(here, hop)) {
                if found.len() < LONGEST_WALK && seen.insert(to) {
                    found.push((to, link));
                    queue.push_back(to);
                }
            }
        }
        found
    }

    /// Whether one of two bodies answers to the other, directly or along the line, or passes its work to it.
    pub fn in_one_line(&self, one: At, other: At) -> bool {
        let above = |lower: At, upper: At| self.above(lower).iter().any(|(at, _)| *at == upper);
        let passes = |from: At, to: At| {
            self.out(from, LinkKind::AbsorbedInto).any(|(at, link)| at == to && link.status != LinkStatus::Lapsed)
        };
        above(one, other) || above(other, one) || passes(one, other) || passes(other, one)
    }

    /// Whether a member at work takes its seat by a link, be the body at work or not.
    pub fn sits(&self, member: At, link: &Link) -> bool {
        link.status == LinkStatus::Active && self.is_live(member)
    }

    /// The links by which `above` of `from` came to `to`, from the bottom up.
    pub fn way_up(&self, from: At, to: At) -> Vec<&'a Link> {
        let above: HashMap<At, &'a Link> = self.above(from).into_iter().collect();
        let mut way = Vec::new();
        let mut here = to;
        while here != from {
            let Some(link) = above.get(&here) else { break };
            way.push(*link);
            let Some(below) = self.at(link.from.as_str()) else { break };
            here = below;
        }
        way.reverse();
        way
    }

    /// A rule's threshold: the map's own, else the default.
    pub fn threshold(&self, name: &str, default: f64) -> f64 {
        self.map.settings.thresholds.get(name).map_or(default, |quantity| quantity.to_f64())
    }

    /// A rule's severity, one step lower where one of `nodes` is not live, and how the message says so.
    pub fn severity(&self, usual: Severity, nodes: &[At]) -> (Severity, String) {
        let mut idle: Vec<At> = nodes.iter().copied().filter(|&at| !self.is_live(at)).collect();
        idle.sort_unstable();
        idle.dedup();
        if idle.is_empty() {
            return (usual, String::new());
        }
        let said: Vec<String> = idle.iter().map(|&at| self.state(at)).collect();
        (usual.lowered(), format!("; {}", words::list(&said, 3)))
    }

    /// A rule's severity for a strand, one step lower where it is not live, and how the message says so.
    pub fn severity_of_strand(&self, usual: Severity, strand: At) -> (Severity, String) {
        match self.is_live(strand) {
            true => (usual, String::new()),
            false => (usual.lowered(), format!("; the strand {}", self.state_words(strand))),
        }
    }

    /// "X is on hold".
    pub fn state(&self, at: At) -> String {
        format!("{} {}", self.called(at), self.state_words(at))
    }

    /// A node's status as the words after its name: "is on hold".
    pub fn state_words(&self, at: At) -> &'static str {
        match self.node(at).status {
            NodeStatus::Ended => "has ended",
            NodeStatus::Dormant => "is on hold",
            NodeStatus::Proposed if self.is_live(at) => "is adopted",
            NodeStatus::Proposed => "is only proposed",
            NodeStatus::Active => "is active",
        }
    }

    /// What a sentence calls nodes, in their order.
    pub fn names(&self, nodes: &[At]) -> Vec<String> {
        nodes.iter().map(|&at| self.called(at)).collect()
    }
}
