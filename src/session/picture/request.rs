//! What a picture follows from.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::drawing::{Focusing, Folding, Lens, Shown};
use crate::layout::Form;
use crate::model::{Id, Map, When};

/// Maps of at most this many nodes are worked on within the frame: the picture is there at once, and never flickers.
pub const WITHIN_THE_FRAME: usize = 300;
/// The same where as much is to be folded as it takes to read the rest, for which many pictures are tried.
const FITTED_WITHIN_THE_FRAME: usize = 250;

/// In which option, and as of which date, a map is looked at.
pub type Place = (Option<Id>, Option<When>);

/// What the picture follows from. Equal requests give equal pictures.
#[derive(Clone)]
pub struct Request {
    /// The map.
    pub map: Arc<Map>,
    /// What of it is in the picture.
    pub shown: Shown,
    /// What else is, because somebody looks at it.
    pub extra: BTreeSet<Id>,
    /// What of it is folded.
    pub folding: Folding,
    /// What colour means.
    pub lens: Lens,
    /// How cards are laid out.
    pub form: Form,
    /// How often everything has been laid out anew.
    pub laid_out: usize,
    /// In which option, and as of which date, it is looked at.
    pub place: Place,
    /// The map as it was and as it is, if the picture shows what becomes of it.
    pub change: Option<[Arc<Map>; 2]>,
    /// What is in focus in it.
    pub focus: Option<Focusing>,
}

impl Request {
    pub(super) fn has_same_findings(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.map, &other.map)
    }

    pub(super) fn has_same_plan(&self, other: &Self) -> bool {
        let is_one_change = match (&self.change, &other.change) {
            (Some(one), Some(other)) => one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other)),
            (one, other) => one.is_none() && other.is_none(),
        };
        let is_one_map = self.has_same_findings(other) && is_one_change;
        let is_one_picture = self.shown == other.shown && self.extra == other.extra && self.folding == other.folding;
        is_one_map && is_one_picture && self.has_same_ground(other)
    }

    /// Whether what stands in one picture may stay there in the other.
    pub(super) fn has_same_ground(&self, other: &Self) -> bool {
        (self.shown.unmarked(), self.form, self.laid_out) == (other.shown.unmarked(), other.form, other.laid_out)
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.has_same_plan(other) && self.lens == other.lens && self.focus == other.focus
    }

    /// The same with more in the picture.
    pub(super) fn with(&self, more: &[Id]) -> Self {
        let mut with = self.clone();
        with.extra.extend(more.iter().cloned());
        with
    }

    /// Whether it is worked on within the frame: on an early date few may be there of a map that is large now.
    pub(super) fn is_small(&self) -> bool {
        let mut maps = std::iter::once(&self.map).chain(self.change.iter().flatten());
        let most = if self.folding.least.is_some() { FITTED_WITHIN_THE_FRAME } else { WITHIN_THE_FRAME };
        maps.all(|map| map.nodes.len() <= most)
    }
}
