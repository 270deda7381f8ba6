//! Editing: what people do to a map, each thing as a pure function from the map and a wish to a labelled step.
//!
//! Nothing here changes a map. A [`Step`] says how it is to change and what is chosen afterwards, and a [`Refusal`] says
//! in a plain sentence why it cannot be. Reading order: [`ids`] names what is new, [`add`], [`change`], [`place`] and
//! [`remove`] are the small things, [`fields`], [`ends`], [`evidence`], [`expectation`] and [`declared`] whatever else a
//! record says; [`copy`],
//! [`reparent`], [`merge`], [`split`], [`close`], [`bring`] and [`take_in`] the larger ones; [`kinds`] knows which lines make sense between which cards, and
//! [`matrix`] what a click in a cell does; [`accept`] settles which findings count, [`option`](mod@option) makes options of
//! the map, [`reasons`] says why they change what they change, [`view`] keeps what is shown in a talk, [`capture`] what is said in it, [`merging`] what comes
//! of merging another version, and [`describe`](mod@describe) tells
//! what edits do before they are made.

mod abbreviated;
pub mod accept;
pub mod add;
pub mod bring;
pub mod capture;
mod carried;
pub mod change;
pub mod close;
pub mod copy;
pub mod decide;
pub mod declared;
pub mod describe;
pub mod ends;
pub mod evidence;
pub mod expectation;
pub mod fields;
pub mod ids;
pub mod kinds;
pub mod matrix;
pub mod merge;
pub mod merging;
pub mod option;
mod phrases;
pub mod place;
pub mod reasons;
pub mod remove;
pub mod reparent;
pub mod split;
pub mod take_in;
#[cfg(test)]
mod test_map;
pub mod view;

use crate::model::Id;
use crate::model::edit::Edit;

/// One thing that a person does: edits that are made together, under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What follows "Undo: ", in lower case: "add Youth Council".
    pub label: String,
    /// How the map changes.
    pub edits: Vec<Edit>,
    /// What is chosen afterwards; where it is empty, the selection stays as it is.
    pub chosen: Vec<Id>,
}

/// Why something cannot be done: what is wrong and what to do, in a plain sentence without a full stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// The refusal with that reason, as a failure.
    fn because<T>(reason: impl Into<String>) -> Result<T, Self> {
        Err(Self(reason.into()))
    }
}

/// What comes of a wish.
pub type Outcome = Result<Step, Refusal>;
