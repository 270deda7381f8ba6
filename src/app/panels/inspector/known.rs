//! What follows from the choice, worked out once for a map and what is chosen on it, not in every frame.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::figures::{Budgets, budgets};
use super::impact_words::ImpactWords;
use crate::analysis::{self, Impact, Route};
use crate::editing::close::hanging;
use crate::model::{Id, Map};
use crate::session::picture::WITHIN_THE_FRAME;
use crate::session::task::{Poll, Task, Wake};

/// How long a frame waits for it, so that it need not flicker.
const GRACE: Duration = Duration::from_millis(3);

/// What is known about what is chosen.
#[derive(Default)]
pub(super) struct Known {
    /// The map and the choice that it is about.
    of: Option<(Arc<Map>, BTreeSet<Id>)>,
    /// What is worked out beside the window, since it takes a walk over all of a large map.
    pending: Option<Task<Known>>,
    /// What goes if the one chosen node stops.
    pub(super) impact: Option<Impact>,
    /// The same in words; none if nothing hangs on it.
    pub(super) words: Option<ImpactWords>,
    /// How much hangs on the one chosen node.
    pub(super) hanging: usize,
    /// How the two chosen nodes answer to each other: the first to the second, and the second to the first.
    pub(super) answers: Vec<Answers>,
    /// What else ties two chosen nodes: directly, or through others where neither answers to the other.
    pub(super) ties: Vec<Id>,
    /// The money of the map, if nothing is chosen.
    pub(super) budgets: Budgets,
}

/// How one answers to another.
pub(super) struct Answers {
    pub(super) from: Id,
    pub(super) to: Id,
    /// Empty if no line leads there.
    pub(super) routes: Vec<Route>,
}

impl Known {
    /// Works out what follows from a choice, unless that is known already. Of a large map what was known of the same choice
    /// stays for the moment that it takes.
    pub(super) fn turn_to(&mut self, map: &Arc<Map>, selected: &BTreeSet<Id>, wake: &Wake) {
        match self.pending.as_ref().map(Task::poll) {
            Some(Poll::Done(known)) => *self = known,
            Some(Poll::Broken) => self.pending = None,
            Some(Poll::Pending) | None => {}
        }
        if self.of.as_ref().is_some_and(|(known, chosen)| Arc::ptr_eq(known, map) && chosen == selected) {
            return;
        }
        let of = (Arc::clone(map), selected.clone());
        if map.nodes.len() <= WITHIN_THE_FRAME {
            *self = Self::of(of);
            return;
        }
        if self.of.as_ref().is_none_or(|(_, chosen)| chosen != selected) {
            *self = Self::default();
        }
        self.of = Some(of.clone());
        let task = Task::start(wake, move |_| Self::of(of));
        match task.wait(GRACE) {
            Poll::Done(known) => *self = known,
            Poll::Pending | Poll::Broken => self.pending = Some(task),
        }
    }

    fn of((map, selected): (Arc<Map>, BTreeSet<Id>)) -> Self {
        let mut known = Self { of: Some((Arc::clone(&map), selected.clone())), ..Self::default() };
        known.work_out(&map, &selected);
        known
    }

    fn work_out(&mut self, map: &Map, selected: &BTreeSet<Id>) {
        if !selected.iter().all(|id| map.nodes.contains(id.as_str())) {
            return;
        }
        let mut chosen = selected.iter();
        match (chosen.next(), chosen.next(), chosen.next()) {
            (Some(id), None, None) => {
                self.hanging = hanging(map, id).len();
                self.impact = analysis::impact(map, id);
                self.words = self.impact.as_ref().and_then(|impact| ImpactWords::of(map, impact));
            }
            (Some(one), Some(other), None) => {
                let answers = |from: &Id, to: &Id| Answers {
                    from: from.clone(),
                    to: to.clone(),
                    routes: analysis::routes(map, from, to),
                };
                self.answers = vec![answers(one, other), answers(other, one)];
                let is_unanswered = self.answers.iter().all(|answers| answers.routes.is_empty());
                self.ties =
                    if is_unanswered { analysis::instead(map, one, other) } else { analysis::ties(map, one, other) };
            }
            (None, ..) => self.budgets = budgets(map),
            _ => {}
        }
    }
}
