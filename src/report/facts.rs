//! Facts: what is known of a map and its options, worked out once for all sections.

use std::collections::HashMap;

use super::cite::Sources;
use crate::analysis::{Graph, Memory, Metrics, Report, analyse_again};
use crate::model::{DesignOption, End, Id, Link, LinkStatus, Map, Node, NodeKind, NodeStatus};
use crate::options::{InFull, MOST_COMPARED, Side, compare_in_full};

/// What a paper is made of.
pub(super) struct Facts<'a> {
    /// The map as it is.
    pub map: &'a Map,
    /// Its nodes and lines.
    pub graph: Graph<'a>,
    /// The options that are compared.
    pub options: Vec<&'a DesignOption>,
    /// The place among them of the one that the paper is about.
    pub chosen: Option<usize>,
    /// The options beside the map; none where there are none.
    pub in_full: Option<InFull>,
    /// Its sources.
    pub sources: Sources<'a>,
    alone: Option<Report>,
    lines: HashMap<&'a Id, Lines<'a>>,
    nothing: Lines<'a>,
}

/// The lines of one node that have not lapsed.
#[derive(Default)]
pub(super) struct Lines<'a> {
    /// Those that read from it.
    pub from: Vec<&'a Link>,
    /// Those that read to it.
    pub to: Vec<&'a Link>,
}

impl<'a> Facts<'a> {
    /// Works it all out. Of more options than can be compared, the first are, and the one that the paper is about.
    pub(super) fn of(map: &'a Map, chosen: Option<&'a DesignOption>) -> Self {
        let mut options: Vec<&DesignOption> = map.options.iter().map(AsRef::as_ref).take(MOST_COMPARED).collect();
        if let Some(chosen) = chosen
            && !options.iter().any(|option| option.id == chosen.id)
        {
            options.truncate(MOST_COMPARED - 1);
            options.push(chosen);
        }
        let place = chosen.and_then(|chosen| options.iter().position(|option| option.id == chosen.id));
        let in_full = (!options.is_empty()).then(|| compare_in_full(map, &options));
        let alone = in_full.is_none().then(|| analyse_again(map, &mut Memory::default()));
        let mut lines: HashMap<&Id, Lines<'_>> = HashMap::new();
        for link in map.links.iter().filter(|link| link.status != LinkStatus::Lapsed) {
            // What is off the map has no node of its own.
            let off = link.off_map().map(|(end, _)| end);
            if off != Some(End::From) {
                lines.entry(&link.from).or_default().from.push(link);
            }
            if off != Some(End::To) {
                lines.entry(&link.to).or_default().to.push(link);
            }
        }
        let (graph, sources, nothing) = (Graph::of(map), Sources::of(map), Lines::default());
        Self { map, graph, sources, options, chosen: place, in_full, alone, lines, nothing }
    }

    /// What is found on the map as it is.
    pub(super) fn report(&self) -> &Report {
        let beside = || self.in_full.as_ref().and_then(|in_full| in_full.sides.first()).map(|side| &side.report);
        self.alone.as_ref().or_else(beside).expect("a map is analysed by itself or beside its options")
    }

    /// The map in figures.
    pub(super) fn metrics(&self) -> &Metrics {
        &self.report().metrics
    }

    /// The option that the paper is about, and the map as that option wants it.
    pub(super) fn option(&self) -> Option<(&'a DesignOption, &Side)> {
        let place = self.chosen?;
        Some((self.options[place], &self.in_full.as_ref()?.sides[place + 1]))
    }

    /// The lines of a node.
    pub(super) fn lines(&self, id: &Id) -> &Lines<'a> {
        self.lines.get(id).unwrap_or(&self.nothing)
    }

    /// The boards and groups that have not ended.
    pub(super) fn boards_and_groups(&self) -> Vec<&'a Node> {
        let is_one =
            |node: &&Node| matches!(node.kind, NodeKind::Board | NodeKind::Group) && node.status != NodeStatus::Ended;
        self.map.nodes.iter().map(AsRef::as_ref).filter(is_one).collect()
    }
}
