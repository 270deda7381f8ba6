//! The graph: the nodes of a map and the lines between them, numbered, so that a walk over a large map stays quick.

mod beside_lines;
mod like;
mod reads;
mod walks;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

pub use petgraph::graph::NodeIndex;

pub(super) use self::like::{Counts, Moved};
pub(super) use self::reads::{Log, Reads, Touched};
use super::sparse_rows::SparseRows;
use super::words;
use crate::model::{
    Area, Areas, End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Settings, Table, Theme, Total,
    When,
};

/// The lines of a node by the way that they read: from it, and to it.
const OUT: usize = 0;
const INTO: usize = 1;

/// A map as a graph. Nodes are numbered, and listed, in the order of their ids, links too.
#[derive(Debug)]
pub struct Graph<'a> {
    map: &'a Map,
    nodes: Vec<Card<'a>>,
    /// Every line as seen from the node that it reads from, by id.
    links: Vec<(NodeIndex, Line<'a>)>,
    /// The lines that read from each node, and to it, by kind and id.
    lines: [SparseRows<Line<'a>>; 2],
    /// Those of them that are steps up, by id.
    steps: [SparseRows<Line<'a>>; 2],
    by_id: HashMap<&'a str, NodeIndex>,
    areas: Areas<'a>,
    /// The lines of each node whose other end is off the map, by id.
    off_map: SparseRows<(&'a Link, End)>,
    reads: RefCell<Reads>,
    log: Rc<Log>,
}

/// What a map has beside its nodes.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// How it is checked.
    pub settings: &'a Settings,
    /// The date for which it holds.
    pub as_of: Option<When>,
    /// Its themes.
    pub themes: &'a Table<Theme>,
    /// Its totals.
    pub totals: &'a Table<Total>,
    /// Its areas.
    pub areas: &'a Table<Area>,
}

/// One end of a link as seen from the other.
#[derive(Debug, Clone, Copy)]
pub struct Neighbour<'a> {
    /// The other end.
    pub node: NodeIndex,
    /// The link.
    pub link: &'a Link,
}

/// A node with what most rules ask of it, so that they need not look it up.
#[derive(Debug, Clone, Copy)]
struct Card<'a> {
    node: &'a Node,
    kind: NodeKind,
    status: NodeStatus,
    is_live: bool,
    /// The kinds of the lines that read from it, and to it, as bits: most nodes have no line of most kinds.
    kinds: [u16; 2],
}

/// One end of a link as seen from the other, with what most walks ask of the link, so that they need not look it up.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    link: &'a Link,
    other: NodeIndex,
    kind: LinkKind,
    holds: bool,
    is_step: bool,
}

fn bit(kind: LinkKind) -> u16 {
    1 << kind as u16
}

impl<'a> Card<'a> {
    fn of(map: &Map, node: &'a Node) -> Self {
        Self { node, kind: node.kind, status: node.status, is_live: map.is_live(node), kinds: [0; 2] }
    }
}

impl<'a> Line<'a> {
    /// A link between two nodes of the map, and the node that it reads from.
    fn of(nodes: &[Card<'_>], by_id: &HashMap<&str, NodeIndex>, link: &'a Link) -> Option<(NodeIndex, Self)> {
        if link.off_map().is_some() {
            return None;
        }
        let (from, to) = (*by_id.get(link.from.as_str())?, *by_id.get(link.to.as_str())?);
        let line = Self { link, other: to, kind: link.kind, holds: false, is_step: false };
        Some((from, line.between(&nodes[from.index()], &nodes[to.index()])))
    }

    /// The same line, between nodes that are so.
    fn between(self, lower: &Card<'_>, upper: &Card<'_>) -> Self {
        let holds = self.link.status == LinkStatus::Active && lower.is_live && upper.is_live;
        Self { holds, is_step: is_step(self.kind, lower.kind, upper.kind), ..self }
    }

    fn neighbour(&self) -> Neighbour<'a> {
        Neighbour { node: self.other, link: self.link }
    }
}

/// Whether a line of that kind, between such nodes, is a step upward, of which routes consist.
pub(super) fn is_step(kind: LinkKind, lower: NodeKind, upper: NodeKind) -> bool {
    kind == LinkKind::ReportsTo || kind == LinkKind::PartOf && lower.is_body() && upper.is_body()
}

impl<'a> Graph<'a> {
    /// The graph of `map`. Links to nodes that are not there are left out.
    pub fn of(map: &'a Map) -> Self {
        let nodes: Vec<Card<'_>> = map.nodes.iter().map(|node| Card::of(map, node)).collect();
        let by_id: HashMap<&str, NodeIndex> =
            nodes.iter().map(|card| card.node.id.as_str()).zip((0..).map(NodeIndex::new)).collect();
        let mut links = Vec::with_capacity(map.links.len());
        links.extend(map.links.iter().filter_map(|link| Line::of(&nodes, &by_id, link)));
        let off_map = Self::beyond(map, &by_id);
        Self::built(map, nodes, links, by_id, off_map)
    }

    /// The lines of each node whose other end is off the map.
    fn beyond(map: &'a Map, by_id: &HashMap<&str, NodeIndex>) -> SparseRows<(&'a Link, End)> {
        let beyond = map.links.iter().filter_map(|link| Some((link.as_ref(), link.off_map()?.0)));
        let beyond: Vec<(usize, (&Link, End))> =
            beyond.filter_map(|(link, end)| Some((by_id.get(link.from.as_str())?.index(), (link, end)))).collect();
        SparseRows::of(by_id.len(), beyond.into_iter())
    }

    fn built(
        map: &'a Map,
        mut nodes: Vec<Card<'a>>,
        links: Vec<(NodeIndex, Line<'a>)>,
        by_id: HashMap<&'a str, NodeIndex>,
        off_map: SparseRows<(&'a Link, End)>,
    ) -> Self {
        for (from, line) in &links {
            nodes[from.index()].kinds[OUT] |= bit(line.kind);
            nodes[line.other.index()].kinds[INTO] |= bit(line.kind);
        }
        let out = links.iter().map(|&(from, line)| (from.index(), line));
        let into = links.iter().map(|&(from, line)| (line.other.index(), Line { other: from, ..line }));
        let is_step = |(_, line): &(usize, Line<'_>)| line.is_step;
        let steps = [
            SparseRows::of(nodes.len(), out.clone().filter(is_step)),
            SparseRows::of(nodes.len(), into.clone().filter(is_step)),
        ];
        let mut lines = [SparseRows::of(nodes.len(), out), SparseRows::of(nodes.len(), into)];
        lines.iter_mut().for_each(|lines| lines.sort_by_key(|line| line.kind));
        let reads = RefCell::new(Reads { nodes: vec![0; nodes.len().div_ceil(64)], has_all: false });
        let (areas, log) = (Areas::of(&map.areas), Rc::default());
        Self { map, nodes, links, lines, steps, by_id, areas, off_map, reads, log }
    }

    /// All nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIndex> + use<> {
        self.log.touch_all();
        (0..self.len()).map(NodeIndex::new)
    }

    /// The nodes of one kind, by id.
    pub fn of_kind(&self, kind: NodeKind) -> impl Iterator<Item = NodeIndex> {
        self.nodes().filter(move |&at| self.kind(at) == kind)
    }

    /// The boards, groups and partners that are live, by id.
    pub fn live_bodies(&self) -> impl Iterator<Item = NodeIndex> {
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

    /// The map. Whoever reads in it goes by all of its nodes.
    pub fn map(&self) -> &'a Map {
        self.reads.borrow_mut().has_all = true;
        self.log.touch_all();
        self.map
    }

    /// What else a map has beside its nodes.
    pub fn beside_nodes(&self) -> Beside<'a> {
        let Map { settings, as_of, themes, totals, areas, .. } = self.map;
        Beside { settings, as_of: *as_of, themes, totals, areas }
    }

    /// All lines of the map, also those that lead off it.
    pub fn all_links(&self) -> &'a Table<Link> {
        self.log.touch_all();
        &self.map.links
    }

    /// The record of a node.
    pub fn node(&self, at: NodeIndex) -> &'a Node {
        self.reads.borrow_mut().nodes[at.index() / 64] |= 1 << (at.index() % 64);
        self.card(at).node
    }

    /// What was read since this was last asked.
    pub(super) fn take_reads(&self) -> Reads {
        let empty = Reads { nodes: vec![0; self.len().div_ceil(64)], has_all: false };
        self.reads.replace(empty)
    }

    /// Whether the graph is the same with another record in the place of a node's: whatever it tells of a node without a
    /// look at its record, and all that the context works out.
    pub(super) fn sees_same_node(one: &Node, other: &Node) -> bool {
        let read = |node: &Node| (node.kind, node.status, node.is_accountable_body());
        one.id == other.id && read(one) == read(other) && one.themes == other.themes && one.area == other.area
    }

    /// Whether accountability may end at a node.
    pub fn is_accountable_body(&self, at: NodeIndex) -> bool {
        self.card(at).node.is_accountable_body()
    }

    /// The themes that a node carries.
    pub fn themes_of(&self, at: NodeIndex) -> &'a BTreeSet<Id> {
        &self.card(at).node.themes
    }

    /// The name of the node with that id.
    pub fn name_of(&self, id: &'a Id) -> &'a str {
        self.at(id.as_str()).map_or(id.as_str(), |at| self.name(at))
    }

    /// The kind of a node.
    pub fn kind(&self, at: NodeIndex) -> NodeKind {
        self.card(at).kind
    }

    /// The status of a node.
    pub fn status(&self, at: NodeIndex) -> NodeStatus {
        self.card(at).status
    }

    /// The id of a node.
    pub fn id(&self, at: NodeIndex) -> &'a Id {
        &self.nodes[at.index()].node.id
    }

    /// The name of a node.
    pub fn name(&self, at: NodeIndex) -> &'a str {
        &self.node(at).name
    }

    /// What a sentence calls a node: its name, in quotation marks where it is a strand, since those are often phrases.
    pub fn called(&self, at: NodeIndex) -> String {
        match self.kind(at) {
            NodeKind::Strand => format!("“{}”", self.name(at)),
            _ => self.name(at).to_owned(),
        }
    }

    /// The node with that id.
    pub fn at(&self, id: &str) -> Option<NodeIndex> {
        let at = self.by_id.get(id).copied();
        match at {
            Some(at) => self.log.touch(at.index()),
            None => self.log.touch_all(),
        }
        at
    }

    /// Whether no node and no line has that id.
    pub(super) fn is_free(&self, id: &str) -> bool {
        let is_free = !self.map.links.contains(id) && !self.by_id.contains_key(id);
        if is_free {
            self.log.touch_absent(id)
        } else {
            self.log.touch_all()
        }
        is_free
    }

    /// Notes of which nodes something is asked.
    pub(super) fn log(&self) -> &Rc<Log> {
        &self.log
    }

    fn card(&self, at: NodeIndex) -> &Card<'a> {
        self.log.touch(at.index());
        &self.nodes[at.index()]
    }

    /// The steps of a node the one way or the other.
    fn steps(&self, at: NodeIndex, way: usize) -> &[Line<'a>] {
        self.log.touch(at.index());
        self.steps[way].list(at.index())
    }

    /// Whether a node is at work.
    pub fn is_live(&self, at: NodeIndex) -> bool {
        self.card(at).is_live
    }

    /// Every link between nodes of the map, by id, with the nodes that it reads from and to.
    pub fn links(&self) -> impl Iterator<Item = (NodeIndex, &'a Link, NodeIndex)> {
        self.log.touch_all();
        self.links.iter().map(|(from, line)| (*from, line.link, line.other))
    }

    /// Every link of one kind between nodes of the map, by id.
    pub fn links_of(&self, kind: LinkKind) -> impl Iterator<Item = &'a Link> {
        self.log.touch_all();
        self.links.iter().filter(move |(_, line)| line.kind == kind).map(|(_, line)| line.link)
    }

    /// The links of one kind that read from a node, whatever their status.
    pub fn out(&self, at: NodeIndex, kind: LinkKind) -> impl Iterator<Item = Neighbour<'a>> {
        self.of_kind_at(at, OUT, kind)
    }

    /// All links that read from a node, by kind.
    pub fn all_out(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        self.sides(at)[OUT].iter().map(Line::neighbour)
    }

    /// The links of one kind that read to a node, whatever their status.
    pub fn onto(&self, at: NodeIndex, kind: LinkKind) -> impl Iterator<Item = Neighbour<'a>> {
        self.of_kind_at(at, INTO, kind)
    }

    /// The steps up from a node, whatever their status: its `reports_to` lines, and `part_of` between bodies.
    pub fn up(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        self.steps(at, OUT).iter().map(Line::neighbour)
    }

    /// The steps up to a node from below, whatever their status.
    pub fn down(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        self.steps(at, INTO).iter().map(Line::neighbour)
    }

    /// Whether a route to an accountable body is expected of a node: of live boards and groups, joint tables apart. Partners
    /// are organisations, and most answer to governors, shareholders or ministers outside the map.
    pub fn expects_route(&self, at: NodeIndex) -> bool {
        let kind = matches!(self.kind(at), NodeKind::Board | NodeKind::Group);
        kind && self.is_live(at) && !self.is_joint_table(at)
    }

    /// Whether a node has a step up, of whatever status, to another node or to what is off the map.
    pub fn has_line_up(&self, at: NodeIndex) -> bool {
        self.up(at).any(|upper| upper.node != at) || self.up_off_map(at).next().is_some()
    }

    /// Who leads a body, whatever the status of the line: who chairs it, and who sits on it as a chair or a lead.
    pub fn leading(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        let seats = self.onto(at, LinkKind::MemberOf).filter(|seat| seat.link.leads());
        self.onto(at, LinkKind::Chairs).chain(seats)
    }

    /// Whether a route is whole where it comes to a node: an accountable body, or a joint table of such, is at work there;
    /// or the node answers to what is off the map.
    pub fn ends_routes(&self, at: NodeIndex) -> bool {
        self.ends_routes_here(at) || self.answers_off_map(at).is_some()
    }

    /// The same of a route that leads no further, not even off the map.
    pub(super) fn ends_routes_here(&self, at: NodeIndex) -> bool {
        self.is_live(at) && (self.is_accountable_body(at) || self.is_joint_table(at))
    }

    /// Whether a body is a joint table, of which two or more accountable bodies at work are a part: each of them answers for
    /// its own part of it.
    fn is_joint_table(&self, at: NodeIndex) -> bool {
        let is_answerable = |part: &Neighbour<'a>| self.holds(at, part) && self.is_accountable_body(part.node);
        let mut parts = self.onto(at, LinkKind::PartOf).filter(is_answerable).map(|part| part.node);
        parts.next().is_some_and(|first| parts.any(|part| part != first))
    }

    /// Whether a live board or group answers to nobody, and should.
    pub fn answers_to_nobody(&self, at: NodeIndex) -> bool {
        self.expects_route(at) && !self.has_line_up(at) && !self.is_accountable_body(at)
    }

    /// All links of a node, either way.
    pub fn around(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        let mut sides = self.sides(at).map(|lines| lines.iter().map(Line::neighbour).collect::<Vec<_>>());
        sides.iter_mut().for_each(|side| side.sort_unstable_by_key(|neighbour| &neighbour.link.id));
        sides.into_iter().flatten()
    }

    /// The other ends of the lines of a node that hold, money apart.
    pub(super) fn tied(&self, at: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let ties = |line: &&Line<'_>| line.holds && !matches!(line.kind, LinkKind::Funds | LinkKind::AbsorbedInto);
        self.sides(at).into_iter().flatten().filter(ties).map(|line| line.other)
    }

    fn sides(&self, at: NodeIndex) -> [&[Line<'a>]; 2] {
        self.log.touch(at.index());
        [OUT, INTO].map(|way| self.lines[way].list(at.index()))
    }

    fn of_kind_at(&self, at: NodeIndex, way: usize, kind: LinkKind) -> impl Iterator<Item = Neighbour<'a>> {
        let has_some = self.card(at).kinds[way] & bit(kind) != 0;
        let lines = if has_some { self.lines[way].list(at.index()) } else { &[] };
        let lines = &lines[lines.partition_point(|line| line.kind < kind)..];
        lines.iter().take_while(move |line| line.kind == kind).map(Line::neighbour)
    }

    /// Whether a link between a node and another holds: it is active and both are live.
    pub fn holds(&self, at: NodeIndex, neighbour: &Neighbour<'a>) -> bool {
        neighbour.link.status == LinkStatus::Active && self.is_live(at) && self.is_live(neighbour.node)
    }

    /// The steps up from a node that hold.
    pub fn up_firmly(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        self.steps(at, OUT).iter().filter(|line| line.holds).map(Line::neighbour)
    }

    /// The steps up to a node from below that hold.
    pub fn down_firmly(&self, at: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
        self.steps(at, INTO).iter().filter(|line| line.holds).map(Line::neighbour)
    }

    /// How many lines lead up to a node: no more than these answer to it.
    pub fn lines_below(&self, at: NodeIndex) -> usize {
        self.steps(at, INTO).len()
    }

    /// The live bodies that answer directly to a node, by lines that hold, by id. What is part of it answers to it, but
    /// for partners: the departments of an organisation are there in any case.
    pub fn answering(&self, at: NodeIndex) -> Vec<NodeIndex> {
        let answers = |below: &Neighbour<'a>| {
            let kind = self.kind(below.node);
            below.node != at && kind.is_body() && (kind != NodeKind::Partner || below.link.kind == LinkKind::ReportsTo)
        };
        let mut answering: Vec<NodeIndex> = self.down_firmly(at).filter(answers).map(|below| below.node).collect();
        answering.sort_unstable();
        answering.dedup();
        answering
    }

    /// The live bodies and posts that answer directly to a node, by lines that hold, by id.
    pub fn span(&self, at: NodeIndex) -> Vec<NodeIndex> {
        let is_post = |below: &Neighbour<'a>| {
            self.kind(below.node) == NodeKind::Post && below.link.kind == LinkKind::ReportsTo && below.node != at
        };
        let mut span = self.answering(at);
        span.extend(self.down_firmly(at).filter(is_post).map(|below| below.node));
        span.sort_unstable();
        span.dedup();
        span
    }

    /// Whether a member at work takes its seat by a link, be the body at work or not.
    pub fn sits(&self, member: NodeIndex, link: &Link) -> bool {
        link.status == LinkStatus::Active && self.is_live(member)
    }

    /// A node's status as the words after its name: "is on hold".
    pub fn state_words(&self, at: NodeIndex) -> &'static str {
        match self.status(at) {
            NodeStatus::Ended => "has ended",
            NodeStatus::Dormant if self.kind(at) == NodeKind::Post => "is vacant",
            NodeStatus::Dormant => "is on hold",
            NodeStatus::Proposed if self.is_live(at) => "is adopted",
            NodeStatus::Proposed => "is only proposed",
            NodeStatus::Active => "is active",
        }
    }

    /// What a sentence calls nodes, in their order, to be listed.
    pub fn names(&self, nodes: &[NodeIndex]) -> Vec<String> {
        words::told_apart(nodes.iter().map(|&at| self.called(at)).collect())
    }
}
