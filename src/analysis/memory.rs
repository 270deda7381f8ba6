//! Memory: what a run has worked out, for the next one, of which most is the same.

use std::sync::Arc;

use super::context::Context;
use super::finding::Finding;
use super::graph::{Graph, NodeIndex, Reads};
use super::names::Names;
use super::rule::Rule;
use crate::model::{Map, Table};

/// What the last run worked out.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    names: Arc<Names>,
    map: Map,
    by_rule: Vec<Arc<Known>>,
}

/// What a rule found, and what it read.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) findings: Vec<Finding>,
    reads: Reads,
}

impl Memory {
    /// Whether nothing is remembered.
    pub fn is_blank(&self) -> bool {
        self.by_rule.is_empty()
    }

    /// The context of a run over a map.
    pub(super) fn context<'a>(&self, map: &'a Map) -> Context<'a> {
        let earlier = (!self.is_blank()).then_some((&self.map, &*self.names));
        Context::knowing(map, Names::of(map, earlier))
    }

    /// What every rule finds, but those that are off. A rule that read of none of the nodes that have changed finds what it
    /// found, if nothing else has changed.
    pub(super) fn run(
        &mut self,
        context: &Context<'_>,
        map: &Map,
        rules: &[Rule],
        is_off: impl Fn(&Rule) -> bool,
    ) -> &[Arc<Known>] {
        let before = std::mem::take(&mut self.by_rule);
        let changed = if before.is_empty() { None } else { changed_nodes(context, &self.map, map) };
        let mut before = before.into_iter();
        let is_known = |known: &Arc<Known>| changed.as_ref().is_some_and(|changed| !known.reads.are_of(changed));
        let run = |rule: &Rule| {
            context.take_reads();
            let findings = if is_off(rule) { Vec::new() } else { (rule.check)(context) };
            Arc::new(Known { findings, reads: context.take_reads() })
        };
        self.by_rule = rules.iter().map(|rule| before.next().filter(is_known).unwrap_or_else(|| run(rule))).collect();
        self.map = map.clone();
        &self.by_rule
    }

    /// Keeps what a run has learnt.
    pub(super) fn keep(&mut self, context: &Context<'_>) {
        self.names = Arc::new(context.take_names());
    }
}

/// The nodes of which the records have changed, where everything else that is checked is the same, and all that the
/// context goes by. Where cards stand is not checked.
fn changed_nodes(context: &Context<'_>, before: &Map, map: &Map) -> Option<Vec<NodeIndex>> {
    let beside = |map: &Map| Map {
        nodes: Table::default(),
        placement: Table::default(),
        spots: Table::default(),
        ..map.clone()
    };
    let is_same = beside(before) == beside(map);
    let changed = before.nodes.differences(&map.nodes).filter(|_| is_same).map(|node| {
        let (one, other) = (node.before?, node.after?);
        Graph::sees_same_node(one, other).then(|| context.at(other.id.as_str()))?
    });
    is_same.then(|| changed.collect())?
}
