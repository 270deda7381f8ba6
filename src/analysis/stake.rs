//! Stakes of nodes: what depends on each node of the graph.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::finding::Stake;
use super::graph::{Counts, Graph, Neighbour, NodeIndex};
use super::routes::components;
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// What depends on each node.
#[derive(Debug, Default)]
pub struct StakeOfNodes<'a> {
    stakes: Vec<Stake>,
    /// The circles of those that answer to each other, those further up first.
    components: Arc<Vec<Vec<NodeIndex>>>,
    /// All that there is.
    pub(super) whole: Stake,
    /// The currency of most lines of money.
    pub(super) currency: Option<&'a str>,
}

impl<'a> StakeOfNodes<'a> {
    pub(super) fn of(graph: &Graph<'a>) -> Self {
        Self::built(graph, Arc::new(components(graph, |_, hop| counts(hop))))
    }

    /// The same of a graph that has the nodes of an earlier one. Where there were no circles, and no line has come, there are
    /// none now.
    pub(super) fn like(graph: &Graph<'a>, earlier: &Self, before: &Graph<'a>) -> Self {
        let has_no_circles = earlier.components.len() == graph.len() && before.adds_no_step(graph, Counts::NotLapsed);
        if has_no_circles { Self::built(graph, Arc::clone(&earlier.components)) } else { Self::of(graph) }
    }

    fn built(graph: &Graph<'a>, components: Arc<Vec<Vec<NodeIndex>>>) -> Self {
        let amounts = graph.all_links().iter().map(AsRef::as_ref).filter(|link| link.amount.is_some());
        let mut lines_in: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for link in amounts {
            *lines_in.entry(link.currency.as_deref()).or_default() += 1;
        }
        let currency = lines_in.iter().max_by_key(|(_, lines)| **lines).and_then(|(currency, _)| *currency);
        let mut nodes = Self { stakes: Vec::new(), components, whole: Stake::default(), currency };
        let bodies = graph.live_bodies().count();
        let strands = graph.of_kind(NodeKind::Strand).filter(|&at| stands(graph, at)).count();
        let payments = graph.links_of(LinkKind::Funds).filter_map(|link| nodes.paid_by(link));
        nodes.whole = Stake {
            bodies: u32::try_from(bodies).unwrap_or(u32::MAX),
            strands: u32::try_from(strands).unwrap_or(u32::MAX),
            money: payments.fold(Decimal::ZERO, Decimal::saturating_add),
        };
        nodes.stakes = nodes.summed(graph);
        nodes
    }

    /// Whether any nodes answer to each other by lines that have not lapsed.
    pub(super) fn goes_round(&self) -> bool {
        self.components.len() < self.stakes.len()
    }

    pub(super) fn of_node(&self, at: NodeIndex) -> Stake {
        self.stakes[at.index()]
    }

    /// The amount that an active line of money has in the map's currency.
    pub(super) fn paid_by(&self, link: &Link) -> Option<Decimal> {
        let counts = link.kind == LinkKind::Funds
            && link.status == LinkStatus::Active
            && link.currency.as_deref() == self.currency;
        link.amount.filter(|_| counts)
    }

    /// Sums from the bottom up; those of a circle have all that the circle has.
    fn summed(&self, graph: &Graph<'a>) -> Vec<Stake> {
        let components = &self.components;
        let mut component_of = vec![0_usize; graph.len()];
        for (number, component) in components.iter().enumerate() {
            for at in component {
                component_of[at.index()] = number;
            }
        }
        let mut stakes = vec![Stake::default(); graph.len()];
        let mut seen = Seen::new(graph.len());
        for (number, component) in components.iter().enumerate().rev() {
            let own = component.iter().map(|&at| {
                seen.clear();
                seen.add(self, graph, at);
                seen.stake
            });
            let lower = component.iter().flat_map(|&at| graph.down(at)).filter(counts);
            let below = lower.filter(|below| component_of[below.node.index()] != number);
            let sum = own.chain(below.map(|below| stakes[below.node.index()])).fold(Stake::default(), Stake::and);
            for at in component {
                stakes[at.index()] = sum.within(&self.whole);
            }
        }
        stakes
    }
}

/// Nodes and lines that are counted, each once a round.
pub(super) struct Seen<'a> {
    round: u32,
    /// The round in which each node was last counted, and each strand in somebody's hands.
    nodes: Vec<u32>,
    strands: Vec<u32>,
    payments: BTreeSet<&'a str>,
    /// What has been counted in this round.
    pub(super) stake: Stake,
}

impl<'a> Seen<'a> {
    pub(super) fn new(nodes: usize) -> Self {
        let none = vec![0; nodes];
        Self { round: 0, nodes: none.clone(), strands: none, payments: BTreeSet::new(), stake: Stake::default() }
    }

    /// Begins anew.
    pub(super) fn clear(&mut self) {
        self.round += 1;
        self.payments.clear();
        self.stake = Stake::default();
    }

    /// Counts a node without those below it: itself, the strands in its hands, and the money of both. Whether it is new.
    pub(super) fn add(&mut self, nodes: &StakeOfNodes<'_>, graph: &Graph<'a>, at: NodeIndex) -> bool {
        let round = self.round;
        let is_new = |rounds: &mut [u32], at: NodeIndex| std::mem::replace(&mut rounds[at.index()], round) != round;
        if !is_new(&mut self.nodes, at) {
            return false;
        }
        let is_strand = graph.kind(at) == NodeKind::Strand;
        self.stake.bodies += u32::from(graph.is_live(at) && graph.kind(at).is_body());
        let held = [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(|kind| graph.out(at, kind));
        let held = held.filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed).map(|strand| strand.node);
        let has_money = !nodes.whole.money.is_zero();
        let mut strands = Vec::new();
        for strand in held.chain(is_strand.then_some(at)).filter(|&strand| stands(graph, strand)) {
            self.stake.strands += u32::from(is_new(&mut self.strands, strand));
            strands.extend(has_money.then_some(strand));
        }
        if has_money {
            let to_strands = strands.into_iter().flat_map(|strand| graph.onto(strand, LinkKind::Funds));
            let own = graph.out(at, LinkKind::Funds).chain(graph.onto(at, LinkKind::Funds));
            for Neighbour { link, .. } in own.chain(to_strands) {
                if let Some(paid) = nodes.paid_by(link).filter(|_| self.payments.insert(link.id.as_str())) {
                    self.stake.money = self.stake.money.saturating_add(paid);
                }
            }
        }
        true
    }
}

/// Whether what is below a step counts for what is above it.
pub(super) fn counts(below: &Neighbour<'_>) -> bool {
    below.link.status != LinkStatus::Lapsed
}

/// Whether a strand counts.
pub(super) fn stands(graph: &Graph<'_>, strand: NodeIndex) -> bool {
    graph.status(strand) != NodeStatus::Ended
}
