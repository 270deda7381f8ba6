//! The context of a run: the map as a graph, with everything that several rules ask of it, built once.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;
use std::sync::Arc;

use super::attendance::Attendance;
use super::finding::{Severity, Stake};
use super::graph::{Graph, NodeIndex};
use super::names::{Name, Names};
use super::organisations::in_full;
use super::remits::Remits;
use super::routes::Routes;
use super::stake::StakeOfNodes;
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
        Self::knowing(map, Names::default())
    }

    /// The same, with what an earlier run has learnt of names.
    pub(super) fn knowing(map: &'a Map, mut names: Names) -> Self {
        names.turn_to(map.place.as_deref());
        let graph = Graph::of(map);
        let (routes, remits, stakes) = (Routes::of(&graph), Remits::of(&graph), StakeOfNodes::of(&graph));
        Self {
            graph,
            themes: map.themes.iter().map(AsRef::as_ref).collect(),
            routes,
            remits,
            stakes,
            names: RefCell::new(names),
            attendance: OnceCell::new(),
        }
    }

    /// Who sits where, and what that costs in time.
    pub fn attendance(&self) -> &Attendance {
        // It goes by the records of all bodies, whoever is the first to ask.
        self.graph.map();
        self.attendance.get_or_init(|| Attendance::of(&self.graph))
    }

    /// Takes away what the run has learnt of names.
    pub(super) fn take_names(&self) -> Names {
        self.names.take()
    }

    /// What tells the name of a node apart.
    pub(super) fn name_apart(&self, at: NodeIndex) -> Arc<Name> {
        self.names.borrow_mut().of(self.name(at))
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
        &self.stakes
    }

    /// What depends on a node.
    pub fn stake(&self, at: NodeIndex) -> Stake {
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
