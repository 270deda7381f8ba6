//! The selection: which nodes and links are chosen, and which finding; and what was looked at before and after.

use std::collections::BTreeSet;

use crate::analysis::FindingKey;
use crate::model::{Focus, Id, Map};

/// What is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The nodes and links.
    pub ids: BTreeSet<Id>,
    /// The finding, by what it says: its place in a report changes with every step.
    pub finding: Option<FindingKey>,
}

impl Selection {
    /// These nodes and links, and no finding.
    pub fn of(ids: impl IntoIterator<Item = Id>) -> Self {
        Self { ids: ids.into_iter().collect(), finding: None }
    }

    /// A finding, and nothing else.
    pub fn of_finding(finding: FindingKey) -> Self {
        Self { ids: BTreeSet::new(), finding: Some(finding) }
    }

    /// Adds a node or a link to what is chosen, or takes it out.
    pub fn toggle(&mut self, id: Id) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// The chosen nodes, in the order of the ids.
    pub fn nodes(&self, map: &Map) -> Vec<Id> {
        self.ids.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect()
    }

    /// The chosen links, in the order of the ids.
    pub fn links(&self, map: &Map) -> Vec<Id> {
        self.ids.iter().filter(|id| map.links.contains(id.as_str())).cloned().collect()
    }

    /// Lets go of nodes and links that are not on the map.
    pub fn keep_what_is_on(&mut self, map: &Map) {
        self.ids.retain(|id| is_on(map, id));
    }
}

/// Whether a node or a link of that id is on the map.
pub fn is_on(map: &Map, id: &Id) -> bool {
    map.nodes.contains(id.as_str()) || map.links.contains(id.as_str())
}

/// So many of the things that were looked at are remembered: nobody goes further back.
const MOST_REMEMBERED: usize = 200;

/// What was looked at: what was chosen, and what was in focus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    /// What was chosen.
    pub selection: Selection,
    /// What was in focus.
    pub focus: Option<Focus>,
}

/// What was looked at one after the other, and where in it people are.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    seen: Vec<Looked>,
    at: usize,
}

impl Trail {
    /// Notes what is looked at now; what lay ahead is forgotten.
    pub fn note(&mut self, looked: &Looked) {
        let before = self.seen.get(self.at);
        // Looking at nothing is a place to come back to only where a focus was left.
        let is_nothing = *looked == Looked::default() && before.is_none_or(|before| before.focus.is_none());
        if before == Some(looked) || is_nothing {
            return;
        }
        self.seen.truncate(self.at + 1);
        self.seen.push(looked.clone());
        if self.seen.len() > MOST_REMEMBERED {
            self.seen.remove(0);
        }
        self.at = self.seen.len() - 1;
    }

    /// Whether there is something `step` places further, -1 being the one before.
    pub fn reaches(&self, step: isize) -> bool {
        self.at.checked_add_signed(step).is_some_and(|at| at < self.seen.len())
    }

    /// Goes `step` places further, and says what was looked at there.
    pub(super) fn go(&mut self, step: isize) -> Option<Looked> {
        let at = self.at.checked_add_signed(step)?;
        let looked = self.seen.get(at)?.clone();
        self.at = at;
        Some(looked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Question;

    fn looked(id: &str) -> Looked {
        Looked { selection: Selection::of([Id::from(id)]), focus: None }
    }

    #[test]
    fn the_trail_leads_back_and_forward_until_something_else_is_looked_at() {
        let mut trail = Trail::default();
        trail.note(&Looked::default());
        assert!(!trail.reaches(0), "looking at nothing is nothing to come back to");
        for id in ["one", "two", "two", "three"] {
            trail.note(&looked(id));
        }
        assert_eq!(trail.go(-1), Some(looked("two")), "the same twice is one place");
        assert_eq!(trail.go(-1), Some(looked("one")));
        assert!(!trail.reaches(-1));
        assert_eq!(trail.go(-1), None);
        assert_eq!(trail.go(1), Some(looked("two")));
        trail.note(&looked("four"));
        assert!(!trail.reaches(1), "what lay ahead is forgotten");
        assert_eq!(trail.go(-1), Some(looked("two")));
    }

    #[test]
    fn the_trail_grows_no_longer_than_people_go_back() {
        let mut trail = Trail::default();
        (0..10_000).for_each(|number| trail.note(&looked(&format!("place-{number}"))));
        assert_eq!(trail.seen.len(), MOST_REMEMBERED);
        assert_eq!(trail.go(-1), Some(looked("place-9998")));
        assert!(trail.reaches(2 - MOST_REMEMBERED as isize) && !trail.reaches(1 - MOST_REMEMBERED as isize));
    }

    #[test]
    fn the_trail_leads_back_into_a_focus_that_was_left() {
        let mut trail = Trail::default();
        let focused = Looked { focus: Some(Question::Nobodys.into()), ..Looked::default() };
        for place in [&looked("one"), &focused, &Looked::default(), &Looked::default()] {
            trail.note(place);
        }
        assert_eq!(trail.go(-1), Some(focused));
        assert_eq!(trail.go(-1), Some(looked("one")));
        assert_eq!((trail.go(1).is_some(), trail.go(1), trail.go(1)), (true, Some(Looked::default()), None));
    }

    #[test]
    fn choosing_one_more_twice_lets_it_go() {
        let mut selection = looked("one").selection;
        selection.toggle("two".into());
        selection.toggle("one".into());
        assert_eq!(selection, looked("two").selection);
    }
}
