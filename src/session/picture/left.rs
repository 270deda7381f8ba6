//! How each option and date was left that was looked at: who comes back to it finds again what was found and drawn there, but
//! for what has changed since.

use std::sync::Arc;

use super::{Past, Place};
use crate::analysis::Memory;
use crate::layout::Standing;

/// So many places are remembered: as many as are compared with each other.
const MOST: usize = 8;

/// How one place was left.
#[derive(Clone)]
pub(super) struct Left {
    pub(super) past: Past,
    /// What the analysis has worked out there.
    pub(super) memory: Memory,
    /// How everything stood.
    pub(super) standing: Arc<Standing>,
    /// How the place stood from which people had come there.
    pub(super) beside: Option<Arc<Standing>>,
}

/// How the place was left to which people come back.
pub(super) struct Here {
    pub(super) past: Past,
    /// Whether it stands beside the place from which they come as it stood then.
    pub(super) is_settled: bool,
}

/// The places that were left last, the latest at the end.
#[derive(Default)]
pub(super) struct Places(Vec<Left>);

impl Left {
    /// Whether this was laid out beside what stands so, or that beside this.
    pub(super) fn is_beside(&self, other: &Arc<Standing>, beside_other: Option<&Arc<Standing>>) -> bool {
        let same = |one: &Arc<Standing>, other: &Arc<Standing>| Arc::ptr_eq(one, other) || one == other;
        self.beside.as_ref().is_some_and(|beside| same(beside, other))
            || beside_other.is_some_and(|beside| same(beside, &self.standing))
    }
}

impl Places {
    /// Notes how a place is left; what is forgotten for that.
    pub(super) fn leave(&mut self, mut left: Left) -> Option<Left> {
        let known = self.0.iter().position(|one| one.past.request.place == left.past.request.place);
        let before = known.map(|place| self.0.remove(place));
        if let Some(before) = before.as_ref().filter(|_| left.memory.is_blank()) {
            // Who goes on at once leaves nothing new.
            left.memory = before.memory.clone();
        }
        self.0.push(left);
        before.or_else(|| (self.0.len() > MOST).then(|| self.0.remove(0)))
    }

    /// How a place was left.
    pub(super) fn left(&self, place: &Place) -> Option<&Left> {
        self.0.iter().find(|left| left.past.request.place == *place)
    }
}
