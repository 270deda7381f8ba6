//! What is read of a graph, so that one knows later what had to be worked out again.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::NodeIndex;

/// Of which records more was read than the graph itself goes by, since this was last asked.
#[derive(Debug, Clone, Default)]
pub(in crate::analysis) struct Reads {
    /// A bit for each node.
    pub(super) nodes: Vec<u64>,
    /// Whether any record may have been read.
    pub(super) has_all: bool,
}

impl Reads {
    /// Whether the record of one of these nodes was read.
    pub(in crate::analysis) fn are_of(&self, nodes: &[NodeIndex]) -> bool {
        let is_read =
            |at: &NodeIndex| self.nodes.get(at.index() / 64).is_some_and(|bits| bits >> (at.index() % 64) & 1 == 1);
        !nodes.is_empty() && (self.has_all || nodes.iter().any(is_read))
    }
}

/// Notes whatever is asked of the graph about single nodes, lines and liveness too, while one unit of a rule is at work.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Log {
    is_on: Cell<bool>,
    noted: RefCell<Noted>,
}

#[derive(Debug, Default)]
struct Noted {
    /// The round in which each place was last noted.
    rounds: Vec<u32>,
    round: u32,
    places: Vec<u32>,
    absent: Vec<String>,
    has_all: bool,
}

/// What a unit has read: parts of what a [`Log`] gives away.
#[derive(Debug, Clone)]
pub(in crate::analysis) struct Touched {
    /// The nodes of which anything was asked, by their numbers, and the pieces of remits, numbered from there on.
    pub(in crate::analysis) places: Range<usize>,
    /// The ids that were free.
    pub(in crate::analysis) absent: Range<usize>,
    /// Whether anything may have been read.
    pub(in crate::analysis) has_all: bool,
}

impl Log {
    /// Begins with a unit.
    pub(in crate::analysis) fn begin(&self) {
        let noted = &mut *self.noted.borrow_mut();
        (noted.round, noted.has_all) = (noted.round + 1, false);
        self.is_on.set(true);
    }

    /// What the unit has read of which the beginnings were noted.
    pub(in crate::analysis) fn end(&self, [places, absent]: [usize; 2]) -> Touched {
        self.is_on.set(false);
        let noted = self.noted.borrow();
        Touched { places: places..noted.places.len(), absent: absent..noted.absent.len(), has_all: noted.has_all }
    }

    /// How much has been noted.
    pub(in crate::analysis) fn lengths(&self) -> [usize; 2] {
        let noted = self.noted.borrow();
        [noted.places.len(), noted.absent.len()]
    }

    /// All places and free ids that were noted since this was last asked.
    pub(in crate::analysis) fn take(&self) -> (Vec<u32>, Vec<String>) {
        let noted = &mut *self.noted.borrow_mut();
        (std::mem::take(&mut noted.places), std::mem::take(&mut noted.absent))
    }

    /// Notes that something was asked about a place.
    pub(in crate::analysis) fn touch(&self, place: usize) {
        if !self.is_on.get() {
            return;
        }
        let noted = &mut *self.noted.borrow_mut();
        if noted.rounds.len() <= place {
            noted.rounds.resize(place + 1, 0);
        }
        if std::mem::replace(&mut noted.rounds[place], noted.round) != noted.round {
            noted.places.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
    }

    /// Notes that something was asked which may follow from any record.
    pub(in crate::analysis) fn touch_all(&self) {
        if self.is_on.get() {
            self.noted.borrow_mut().has_all = true;
        }
    }

    /// Notes that no record had this id.
    pub(super) fn touch_absent(&self, id: &str) {
        if self.is_on.get() {
            self.noted.borrow_mut().absent.push(id.to_owned());
        }
    }
}
