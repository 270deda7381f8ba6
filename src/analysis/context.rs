//! The context of a run: the map as a graph, with everything that several rules ask of it, built once.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::sync::Arc;

use super::attendance::Attendance;
use super::finding::{Finding, Severity, Stake};
use super::graph::{Graph, Moved, NodeIndex};
use super::names::{Name, Names};
use super::organisations::in_full;
use super::remits::Remits;
use super::routes::Routes;
use super::stake::StakeOfNodes;
use super::themes::{Cover, covers};
use super::units::AtWork;
use super::words;
use crate::model::{Map, NodeKind, Theme};

/// A map as a graph, with what several rules ask of it.
#[derive(Debug)]
pub struct Context<'a> {
    graph: Graph<'a>,
    themes: Vec<&'a Theme>,
    routes: Routes<'a>,
    remits: Remits,
    stakes: StakeOfNodes<'a>,
    names: RefCell<Names>,
    attendance: OnceCell<Attendance>,
    covers: OnceCell<Vec<Cover>>,
    units: AtWork,
}

/// What is asked of the nodes and lines alone is asked of the graph.
impl<'a> Deref for Context<'a> {
    type Target = Graph<'a>;

    fn deref(&self) -> &Graph<'a> {
        &self.graph
    }
}

impl<'a> Context<'a> {
    /// The context of one run over `map`. Links to nodes that are not there are left out.
    pub fn new(map: &'a Map) -> Self {
        Self::knowing(map, Names::of(map, None))
    }

    /// The same, with what an earlier run has learnt of names.
    pub(super) fn knowing(map: &'a Map, names: Names) -> Self {
        let graph = Graph::of(map);
        let (routes, stakes) = (Routes::of(&graph), StakeOfNodes::of(&graph));
        Self::built(graph, routes, stakes, names)
    }

    /// The context of a run over a map that is much like that of another one, and which node there is which here.
    pub(super) fn like(map: &'a Map, earlier: &Self) -> (Self, Moved) {
        let (graph, moved) = Graph::like(map, &earlier.graph);
        let (routes, stakes) = match moved.is_one {
            true => (
                Routes::like(&graph, &earlier.routes, &earlier.graph),
                StakeOfNodes::like(&graph, &earlier.stakes, &earlier.graph),
            ),
            false => (Routes::of(&graph), StakeOfNodes::of(&graph)),
        };
        let names = Names::of(map, Some((earlier.graph.map(), &earlier.names.borrow())));
        (Self::built(graph, routes, stakes, names), moved)
    }

    fn built(graph: Graph<'a>, routes: Routes<'a>, stakes: StakeOfNodes<'a>, names: Names) -> Self {
        graph.take_reads();
        Self {
            themes: graph.beside_nodes().themes.iter().map(AsRef::as_ref).collect(),
            routes,
            remits: Remits::of(&graph),
            stakes,
            names: RefCell::new(names),
            attendance: OnceCell::new(),
            covers: OnceCell::new(),
            units: AtWork::default(),
            graph,
        }
    }

    /// By the number of each node here, and behind these of each piece of a remit, whether anything that a rule may ask of it
    /// is otherwise on a map with the same themes.
    pub(super) fn changed(&self, later: &Self, moved: &Moved) -> Vec<bool> {
        let mut changed = self.graph.changed(&later.graph, moved);
        for (at, changed) in self.graph.nodes().zip(&mut changed) {
            let is_same = |now: NodeIndex| {
                self.routes.is_same(at, &later.routes, now, moved)
                    && self.remits.is_same(at, &later.remits, now, moved)
                    && self.stakes.of_node(at) == later.stakes.of_node(now)
            };
            *changed |= !moved.later[at.index()].is_some_and(is_same);
        }
        changed.extend(self.remits.changed_pieces(&later.remits, moved));
        changed
    }

    /// The units of the rule that is at work.
    pub(super) fn units(&self) -> &AtWork {
        &self.units
    }

    /// What is found at some nodes, in their order. What is found at one must follow from nothing but what is asked of the
    /// context there, of settings and themes, and of its facts: then it is not looked for again while these are the same.
    pub(super) fn each_with<Found: IntoIterator<Item = Finding>>(
        &self,
        nodes: impl IntoIterator<Item = (NodeIndex, u64)>,
        find: impl Fn(NodeIndex) -> Found,
    ) -> Vec<Finding> {
        self.units.each(&self.graph, nodes, find)
    }

    /// The same where there are no facts.
    pub(super) fn each<Found: IntoIterator<Item = Finding>>(
        &self,
        nodes: impl IntoIterator<Item = NodeIndex>,
        find: impl Fn(NodeIndex) -> Found,
    ) -> Vec<Finding> {
        self.each_with(nodes.into_iter().map(|at| (at, 0)), find)
    }

    /// Who sits where, and what that costs in time.
    pub fn attendance(&self) -> &Attendance {
        // It goes by the records of all bodies, whoever is the first to ask.
        self.graph.map();
        self.attendance.get_or_init(|| Attendance::of(&self.graph))
    }

    /// What stands behind each declared theme, in the order of the themes.
    pub(super) fn covers(&self) -> &[Cover] {
        self.log().touch_all();
        self.covers.get_or_init(|| covers(&self.graph, &self.remits))
    }

    /// Takes away what the run has learnt of names.
    pub(super) fn take_names(&self) -> Names {
        self.names.take()
    }

    /// What tells the name of a node apart.
    pub(super) fn name_apart(&self, at: NodeIndex) -> Arc<Name> {
        let name = self.name(at);
        self.names.borrow_mut().apart(at, name)
    }

    /// All nodes, most of them in the order of their names if that is known.
    pub(super) fn by_name(&self) -> Vec<NodeIndex> {
        let mut nodes = self.names.borrow().order.clone();
        let mut is_there = vec![false; self.len()];
        nodes.iter().for_each(|at| is_there[at.index()] = true);
        nodes.extend(self.nodes().filter(|at| !is_there[at.index()]));
        nodes
    }

    /// Notes the order of names for the next run.
    pub(super) fn note_order(&self, order: Vec<NodeIndex>) {
        self.names.borrow_mut().order = order;
    }

    /// A declared theme, by its place among them.
    pub fn theme(&self, place: usize) -> &'a Theme {
        self.themes[place]
    }

    /// The place of the declared theme with that id.
    pub fn place_of_theme(&self, id: &str) -> Option<usize> {
        self.themes.binary_search_by_key(&id, |theme| theme.id.as_str()).ok()
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
        self.log().touch_all();
        &self.stakes
    }

    /// Whether any nodes answer to each other by lines that have not lapsed.
    pub(super) fn goes_round(&self) -> bool {
        self.stakes.goes_round()
    }

    /// What depends on a node.
    pub fn stake(&self, at: NodeIndex) -> Stake {
        self.log().touch(at.index());
        self.stakes.of_node(at)
    }

    /// A rule's severity, one step lower where one of `nodes` is not live, and how the message says so.
    pub fn severity(&self, usual: Severity, nodes: &[NodeIndex]) -> (Severity, String) {
        let mut idle: Vec<NodeIndex> = nodes.iter().copied().filter(|&at| !self.is_live(at)).collect();
        idle.sort_unstable();
        idle.dedup();
        if idle.is_empty() {
            return (usual, String::new());
        }
        let said: Vec<String> = idle.iter().map(|&at| self.state(at)).collect();
        (usual.lowered(), format!("; {}", words::list(&said, 3)))
    }

    /// A rule's severity for a strand, one step lower where it is not live, and how the message says so.
    pub fn severity_of_strand(&self, usual: Severity, strand: NodeIndex) -> (Severity, String) {
        match self.is_live(strand) {
            true => (usual, String::new()),
            false => (usual.lowered(), format!("; the strand {}", self.state_words(strand))),
        }
    }

    /// What a sentence calls a node of which there may be many of one name: a post with its organisation, "Chief Executive
    /// (Health Trust)".
    pub fn in_full(&self, at: NodeIndex) -> String {
        in_full(&self.graph, at)
    }

    /// The same of several, to be listed.
    pub fn all_in_full(&self, nodes: &[NodeIndex]) -> Vec<String> {
        words::told_apart(nodes.iter().map(|&at| self.in_full(at)).collect())
    }

    /// "14 bodies", "9 bodies and 5 posts", by what one is called, and several are.
    pub fn counted(&self, nodes: &[NodeIndex], [body, bodies]: [&str; 2], [post, all_posts]: [&str; 2]) -> String {
        let posts = nodes.iter().filter(|&&at| self.kind(at) == NodeKind::Post).count();
        let parts = [(nodes.len() - posts, body, bodies), (posts, post, all_posts)];
        let parts = parts.into_iter().filter(|(number, ..)| *number > 0);
        words::list(&parts.map(|(number, one, many)| words::count(number, one, many)).collect::<Vec<_>>(), 2)
    }

    /// "X is on hold".
    pub fn state(&self, at: NodeIndex) -> String {
        format!("{} {}", self.called(at), self.state_words(at))
    }
}
