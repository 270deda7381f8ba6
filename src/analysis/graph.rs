//! The context of a run: the map as a graph, with everything that several rules ask of it, built once.

use std::collections::{HashMap, VecDeque};

use petgraph::graph::NodeIndex;

use super::lists::Lists;
use super::remits::Remits;
use super::routes::Routes;
use super::stake::{Stake, StakeOfNodes};
use super::{Severity, Threshold, words};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Theme};

/// A node of the map in the graph.
pub type At = NodeIndex;

/// The lines of a node by the way that they read: from it, and to it.
const OUT: usize = 0;
const INTO: usize = 1;

/// How many nodes a walk for one finding visits at most, so that no map makes a run quadratic.
const LONGEST_WALK: usize = 256;

/// A map with what several rules ask of it. Nodes are numbered, and listed, in the order of their ids, links too.
#[derive(Debug)]
pub struct Context<'a> {
    /// The map.
    pub map: &'a Map,
    nodes: Vec<Card<'a>>,
    /// Every line as seen from the node that it reads from, by id.
    links: Vec<(At, Line<'a>)>,
    /// The lines that read from each node, and to it, by kind and id.
    lines: [Lists<Line<'a>>; 2],
    /// Those of them that are steps up, by id.
    steps: [Lists<Line<'a>>; 2],
    by_id: HashMap<&'a str, At>,
    themes: Vec<&'a Theme>,
    routes: Routes<'a>,
    remits: Remits,
    stakes: StakeOfNodes<'a>,
}

/// One end of a link as seen from the other.
pub type Hop<'a> = (At, &'a Link);

/// A node with what most rules ask of it, so that they need not look it up.
#[derive(Debug, Clone, Copy)]
struct Card<'a> {
    node: &'a Node,
    kind: NodeKind,
    status: NodeStatus,
    is_live: bool,
}

/// One end of a link as seen from the other, with what most walks ask of the link, so that they need not look it up.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    link: &'a Link,
    other: At,
    kind: LinkKind,
    holds: bool,
    is_step: bool,
}

impl<'a> Line<'a> {
    fn hop(&self) -> Hop<'a> {
        (self.other, self.link)
    }
}

impl<'a> Context<'a> {
    /// The context of one run over `map`. Links to nodes that are not there are left out.
    pub fn new(map: &'a Map) -> Self {
        let card = |node: &'a Node| Card { node, kind: node.kind, status: node.status, is_live: map.is_live(node) };
        let nodes: Vec<Card<'_>> = map.nodes.iter().map(|node| card(node)).collect();
        let by_id: HashMap<&str, At> = nodes.iter().map(|card| card.node.id.as_str()).zip((0..).map(At::new)).collect();
        let line = |link: &'a Link| {
            let (from, to) = (*by_id.get(link.from.as_str())?, *by_id.get(link.to.as_str())?);
            let (lower, upper) = (&nodes[from.index()], &nodes[to.index()]);
            let holds = link.status == LinkStatus::Active && lower.is_live && upper.is_live;
            let is_of_bodies = link.kind == LinkKind::PartOf && lower.kind.is_body() && upper.kind.is_body();
            let is_step = link.kind == LinkKind::ReportsTo || is_of_bodies;
            Some((from, Line { link, other: to, kind: link.kind, holds, is_step }))
        };
        let mut links = Vec::with_capacity(map.links.len());
        links.extend(map.links.iter().filter_map(|link| line(link)));
        let out = links.iter().map(|&(from, line)| (from.index(), line));
        let into = links.iter().map(|&(from, line)| (line.other.index(), Line { other: from, ..line }));
        let is_step = |(_, line): &(usize, Line<'_>)| line.is_step;
        let steps =
            [Lists::of(nodes.len(), out.clone().filter(is_step)), Lists::of(nodes.len(), into.clone().filter(is_step))];
        let mut lines = [Lists::of(nodes.len(), out), Lists::of(nodes.len(), into)];
        lines.iter_mut().for_each(|lines| lines.sort_by_key(|line| line.kind));
        let themes = map.themes.iter().map(AsRef::as_ref).collect();
        let (routes, remits, stakes) = (Routes::default(), Remits::default(), StakeOfNodes::default());
        let mut context = Self { map, nodes, links, lines, steps, by_id, themes, routes, remits, stakes };
        context.routes = Routes::of(&context);
        context.remits = Remits::of(&context);
        context.stakes = StakeOfNodes::of(&context);
        context
    }

    /// All nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = At> + use<> {
        (0..self.len()).map(At::new)
    }

    /// The nodes of one kind, by id.
    pub fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = At> {
        self.nodes().filter(move |&at| self.kind(at) == kind)
    }

    /// The boards, groups and partners that are live, by id.
    pub fn live_bodies(&self) -> impl Iterator<Item = At> {
        self.nodes().filter(|&at| self.is_live(at) && self.kind(at).is_body())
    }

    /// How many nodes there are; every node's index is less.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether the map has no nodes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record of a node.
    pub fn node(&self, at: At) -> &'a Node {
        self.nodes[at.index()].node
    }

    /// The kind of a node.
    pub fn kind(&self, at: At) -> NodeKind {
        self.nodes[at.index()].kind
    }

    /// The status of a node.
    pub fn status(&self, at: At) -> NodeStatus {
        self.nodes[at.index()].status
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
        match self.kind(at) {
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

    /// The place of the declared theme with that id.
    pub fn place_of_theme(&self, id: &str) -> Option<usize> {
        self.themes.binary_search_by_key(&id, |theme| theme.id.as_str()).ok()
    }

    /// Whether a node is at work.
    pub fn is_live(&self, at: At) -> bool {
        self.nodes[at.index()].is_live
    }

    /// Every link between nodes of the map, by id, with the nodes that it reads from and to.
    pub fn links(&self) -> impl Iterator<Item = (At, &'a Link, At)> {
        self.links.iter().map(|(from, line)| (*from, line.link, line.other))
    }

    /// The links of one kind that read from a node, whatever their status.
    pub fn out(&self, at: At, kind: LinkKind) -> impl Iterator<Item = Hop<'a>> {
        Self::of_lines(self.lines[OUT].list(at.index()), kind)
    }

    /// The links of one kind that read to a node, whatever their status.
    pub fn into(&self, at: At, kind: LinkKind) -> impl Iterator<Item = Hop<'a>> {
        Self::of_lines(self.lines[INTO].list(at.index()), kind)
    }

    /// The steps up from a node, whatever their status: its `reports_to` lines, and `part_of` between bodies.
    pub fn up(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.steps[OUT].list(at.index()).iter().map(Line::hop)
    }

    /// The steps up to a node from below, whatever their status.
    pub fn down(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.steps[INTO].list(at.index()).iter().map(Line::hop)
    }

    /// Whether a route to an accountable body is expected of a node: of live boards and groups. Partners are
    /// organisations, and most answer to governors, shareholders or ministers outside the map.
    pub fn expects_route(&self, at: At) -> bool {
        self.is_live(at) && matches!(self.kind(at), NodeKind::Board | NodeKind::Group)
    }

    /// Whether a node has a step up, of whatever status, to another node.
    pub fn has_line_up(&self, at: At) -> bool {
        self.up(at).any(|(to, _)| to != at)
    }

    /// All links of a node, either way.
    pub fn around(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        let mut sides = self.sides(at).map(|lines| lines.iter().map(Line::hop).collect::<Vec<_>>());
        sides.iter_mut().for_each(|hops| hops.sort_unstable_by_key(|(_, link)| &link.id));
        sides.into_iter().flatten()
    }

    /// The other ends of the lines of a node that hold, money apart.
    pub(super) fn tied(&self, at: At) -> impl Iterator<Item = At> {
        let ties = |line: &&Line<'_>| line.holds && !matches!(line.kind, LinkKind::Funds | LinkKind::AbsorbedInto);
        self.sides(at).into_iter().flatten().filter(ties).map(|line| line.other)
    }

    fn sides(&self, at: At) -> [&[Line<'a>]; 2] {
        [OUT, INTO].map(|way| self.lines[way].list(at.index()))
    }

    fn of_lines(lines: &[Line<'a>], kind: LinkKind) -> impl Iterator<Item = Hop<'a>> {
        let lines = &lines[lines.partition_point(|line| line.kind < kind)..];
        lines.iter().take_while(move |line| line.kind == kind).map(Line::hop)
    }

    /// Whether a link between a node and another holds: it is active and both are live.
    pub fn holds(&self, at: At, (other, link): &Hop<'a>) -> bool {
        link.status == LinkStatus::Active && self.is_live(at) && self.is_live(*other)
    }

    /// The steps up from a node that hold.
    pub fn up_firmly(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.steps[OUT].list(at.index()).iter().filter(|line| line.holds).map(Line::hop)
    }

    /// The steps up to a node from below that hold.
    pub fn down_firmly(&self, at: At) -> impl Iterator<Item = Hop<'a>> {
        self.steps[INTO].list(at.index()).iter().filter(|line| line.holds).map(Line::hop)
    }

    /// The live bodies that answer directly to a node, by lines that hold, by id. What is part of it answers to it, but
    /// for partners: the departments of an organisation are there in any case.
    pub fn answering(&self, at: At) -> Vec<At> {
        let answers = |hop: &Hop<'a>| {
            let below = self.kind(hop.0);
            hop.0 != at && below.is_body() && (below != NodeKind::Partner || hop.1.kind == LinkKind::ReportsTo)
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
    pub fn threshold(&self, threshold: &Threshold) -> f64 {
        let own = self.map.settings.thresholds.get(threshold.name);
        own.map_or(threshold.default, |quantity| quantity.to_f64())
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
        match self.status(at) {
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
