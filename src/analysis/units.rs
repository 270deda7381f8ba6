//! Units: what a rule finds node by node, with what each of these looks has read. On a map that is much like it, only those
//! are looked at again of which something has changed that was read; that is noted by the graph itself, so that no rule has to
//! say by what it goes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::finding::Finding;
use super::graph::{Graph, Moved, NodeIndex, Touched};

/// What a rule has found in each unit, by each of its rounds through the nodes.
#[derive(Debug, Default)]
pub(super) struct Units(Vec<Round>);

#[derive(Debug, Default)]
struct Round {
    units: Vec<Unit>,
    /// What the units have touched, one behind the other.
    places: Vec<u32>,
    absent: Vec<String>,
}

#[derive(Debug)]
struct Unit {
    at: NodeIndex,
    facts: u64,
    touched: Touched,
    findings: Vec<Finding>,
}

/// What is otherwise than in an earlier run.
#[derive(Debug)]
pub(super) struct Otherwise {
    pub(super) moved: Moved,
    /// By the earlier number of a node, and behind these of a piece of a remit, whether anything is otherwise about it.
    pub(super) changed: Vec<bool>,
}

/// The units of the rule that is at work.
#[derive(Debug, Default)]
pub(super) struct AtWork {
    notes: Cell<bool>,
    noted: RefCell<Units>,
    known: RefCell<Option<(Rc<Units>, Rc<Otherwise>)>>,
    /// In which of its rounds the rule is.
    round: Cell<usize>,
}

impl AtWork {
    /// Begins with a rule of which no units are known, and has them noted if that is wanted.
    pub(super) fn begin(&self, notes: bool) {
        self.notes.set(notes);
        self.known.take();
        self.round.set(0);
    }

    /// Begins with a rule of which units are known.
    pub(super) fn begin_with(&self, units: &Rc<Units>, otherwise: &Rc<Otherwise>) {
        self.begin(false);
        self.known.replace(Some((Rc::clone(units), Rc::clone(otherwise))));
    }

    /// What was noted of the rule.
    pub(super) fn take(&self) -> Units {
        self.noted.take()
    }

    /// What is found at some nodes, in their order: at those of which nothing has changed, what was found. What is found at a
    /// node must follow from nothing but what is asked of the graph there, and from its facts.
    pub(super) fn each<Found: IntoIterator<Item = Finding>>(
        &self,
        graph: &Graph<'_>,
        nodes: impl IntoIterator<Item = (NodeIndex, u64)>,
        find: impl Fn(NodeIndex) -> Found,
    ) -> Vec<Finding> {
        let round = self.round.replace(self.round.get() + 1);
        if self.notes.get() {
            return self.note(graph, nodes, find);
        }
        let known = self.known.borrow();
        let known = known.as_ref().and_then(|(units, otherwise)| Some((units.0.get(round)?, otherwise)));
        let Some((known, otherwise)) = known else {
            return nodes.into_iter().flat_map(|(at, _)| find(at)).collect();
        };
        let mut left = known.units.iter().peekable();
        let mut findings = Vec::new();
        for (at, facts) in nodes {
            let earlier = otherwise.moved.earlier[at.index()];
            while left.next_if(|unit| earlier.is_some_and(|earlier| unit.at < earlier)).is_some() {}
            let unit = left.next_if(|unit| Some(unit.at) == earlier);
            match unit.filter(|unit| unit.facts == facts && known.holds(unit, graph, otherwise)) {
                Some(unit) => findings.extend(unit.findings.iter().cloned()),
                None => findings.extend(find(at)),
            }
        }
        findings
    }

    fn note<Found: IntoIterator<Item = Finding>>(
        &self,
        graph: &Graph<'_>,
        nodes: impl IntoIterator<Item = (NodeIndex, u64)>,
        find: impl Fn(NodeIndex) -> Found,
    ) -> Vec<Finding> {
        let (log, mut units) = (graph.log(), Vec::new());
        for (at, facts) in nodes {
            let beginnings = log.lengths();
            log.begin();
            let findings: Vec<Finding> = find(at).into_iter().collect();
            units.push(Unit { at, facts, touched: log.end(beginnings), findings });
        }
        let findings = units.iter().flat_map(|unit| &unit.findings).cloned().collect();
        let (places, absent) = log.take();
        self.noted.borrow_mut().0.push(Round { units, places, absent });
        findings
    }
}

impl Round {
    /// Whether all that a unit has read is as it was.
    fn holds(&self, unit: &Unit, graph: &Graph<'_>, otherwise: &Otherwise) -> bool {
        let Touched { places, absent, has_all } = &unit.touched;
        !has_all
            && !self.places[places.clone()].iter().any(|&place| otherwise.changed.get(place as usize) != Some(&false))
            && self.absent[absent.clone()].iter().all(|id| graph.is_free(id))
    }
}
