//! Work: from a book, a mapping and what people chose, to all that a wizard shows and the step that comes of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::book::Book;
use super::draft::Draft;
use super::mapping::Mapping;
use super::phrases::Phrases;
use crate::editing::bring::{Fate, Named};
use crate::editing::take_in::{self, Earlier, Gone, Incoming};
use crate::editing::{Outcome, Refusal};
use crate::model::{Id, Map};

/// What people chose, beside what the columns hold. Ids of what is read are those of the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Proposals that are not taken: of which body, and the words that they rest on.
    pub refused: BTreeSet<(Id, String)>,
    /// Names that are those of others, typed otherwise.
    pub same: BTreeSet<Id>,
    /// What does not come.
    pub left: BTreeSet<Id>,
    /// What the file says no more, and is to be ended; by ids of the map.
    pub ended: BTreeSet<Id>,
}

/// What comes of a book.
#[derive(Debug, Clone)]
pub struct Worked {
    /// What its sheets say.
    pub draft: Draft,
    /// The same, with what is proposed and taken.
    pub incoming: Incoming,
    /// What becomes of each name.
    pub named: Vec<Named>,
    /// What an earlier import brought and the sheets say no more.
    pub gone: Vec<Gone>,
    /// What that earlier import left on the map.
    pub earlier: Option<Earlier>,
    /// The step, or why there is none.
    pub outcome: Outcome,
}

/// Works it out for a map.
pub fn work(book: &Book, mapping: &Mapping, phrases: &Phrases, choices: &Choices, map: &Map) -> Worked {
    let mut draft = super::draft(book, mapping, phrases);
    for proposal in &mut draft.proposals {
        proposal.is_taken = !choices.refused.contains(&(proposal.node.clone(), proposal.words.clone()));
    }
    let incoming = draft.with_proposals();
    let mut named = take_in::named(map, &incoming);
    for one in &mut named {
        if choices.left.contains(&one.id) {
            one.fate = Fate::Left;
        } else if choices.same.contains(&one.id) {
            one.fate = one.near.clone().unwrap_or_else(|| one.fate.clone());
        }
    }
    let earlier = take_in::earlier(map, &incoming, &named);
    let mut gone = take_in::gone(map, &incoming, &named, earlier.as_ref());
    gone.iter_mut().for_each(|one| one.is_ended = choices.ended.contains(&one.id));
    let outcome = if incoming.read.nodes.is_empty() {
        Err(Refusal("no column holds names yet: choose one that does".to_owned()))
    } else {
        take_in::step(map, &incoming, &named, &gone)
    };
    Worked { draft, incoming, named, gone, earlier, outcome }
}
