//! Closing: all that hangs on a body, and one step that says what becomes of each of it when the body ends, goes into
//! another or is put on hold.
//!
//! [`hanging`] lists it, row by row. An [`Answer`] to a row gives it to another body, ends it with a reason, or leaves it
//! open; [`step`] makes one step of the answers. What was given away or ended lapses, and stays on the map as what it was:
//! whoever takes it over gets a line of their own. What is left open stays as it is, and [`hanging`] lists it again.

mod rows;
mod taking;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::ids::Taken;
use super::phrases::{self, called};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, When};

pub use rows::{Hanging, Held, Part, Tie, hanging};
use taking::There;

/// How a body is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The body.
    pub body: Id,
    /// What becomes of the body itself.
    pub way: Way,
    /// Why, in a few words; what is ended without a reason of its own ends for this one.
    pub reason: String,
    /// Since when, if that is known.
    pub since: Option<When>,
}

/// What becomes of a body that is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// It comes to an end.
    Ends,
    /// It comes to an end, and its work passes to another.
    GoesInto(Id),
    /// It is put on hold.
    Rests,
}

/// What becomes of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What becomes of it.
    pub fate: Fate,
    /// Why: who agreed, when, on what condition.
    pub reason: String,
}

/// What becomes of what hangs on a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has said: it stays as it is, and is listed.
    #[default]
    Open,
    /// Another takes it over.
    To(Id),
    /// It ends.
    Ends,
    /// It waits until the body is at work again; only of one that is put on hold.
    Waits,
}

impl Closing {
    /// Why an answer is given: its own reason, or else that of the whole.
    pub fn reason_of<'a>(&'a self, answer: &'a Answer) -> &'a str {
        Some(answer.reason.trim()).filter(|reason| !reason.is_empty()).unwrap_or(self.reason.trim())
    }

    /// Whether a row is answered: it is given to another, or ended or left waiting with a reason.
    pub fn is_answered(&self, answer: &Answer) -> bool {
        match answer.fate {
            Fate::Open => false,
            Fate::To(_) => true,
            Fate::Ends => !self.reason_of(answer).is_empty(),
            Fate::Waits => self.way == Way::Rests,
        }
    }
}

/// Why a body cannot take over a row of another one that is closed; nothing if it can.
pub fn cannot_take(map: &Map, closing: &Id, row: &Hanging, taker: &Id) -> Option<String> {
    let (Some(body), Some(taker)) = (map.nodes.get(closing.as_str()), map.nodes.get(taker.as_str())) else {
        return Some("it is not on the map any more".to_owned());
    };
    let is_strand = |node: &Node| node.kind == NodeKind::Strand;
    if taker.id == body.id {
        Some(format!("{} is what is closed", called(taker)))
    } else if row.other.as_ref() == Some(&taker.id) {
        Some(format!("{} cannot take over its own line", called(taker)))
    } else if is_strand(body) != is_strand(taker) {
        Some(format!("a {} cannot take over from a {}", taker.kind.word(), body.kind.word()))
    } else if taker.status == NodeStatus::Ended {
        Some(format!("{} has ended", called(taker)))
    } else {
        None
    }
}

/// Closes a body with all that is answered, as one step; what is left open stays as it is.
///
/// # Errors
/// Why that cannot be done: it is closed already and nothing is answered, goes into itself, or a row is given to what cannot
/// take it.
pub fn step(map: &Map, closing: &Closing, answers: &[(Hanging, Answer)]) -> Outcome {
    let body = phrases::node(map, &closing.body)?;
    let mut plan = Plan {
        map,
        closing,
        body,
        taken: Taken::of(map),
        there: There::of(map),
        links: BTreeMap::new(),
        nodes: BTreeMap::new(),
        reasons: BTreeMap::new(),
    };
    plan.close()?;
    for (row, answer) in answers {
        plan.answer(row, answer)?;
    }
    if closing.way != Way::Rests {
        plan.end_own_lines();
    }
    plan.step()
}

/// What is to become of everything.
struct Plan<'a> {
    map: &'a Map,
    closing: &'a Closing,
    body: &'a Node,
    taken: Taken<'a>,
    there: There,
    /// The lines that are new or otherwise.
    links: BTreeMap<Id, Link>,
    /// The cards that are otherwise.
    nodes: BTreeMap<Id, Node>,
    /// Why, of each of these.
    reasons: BTreeMap<(EntryKind, Id), String>,
}

impl Plan<'_> {
    /// Closes the body itself.
    fn close(&mut self) -> Result<(), Refusal> {
        let (closing, body) = (self.closing, self.body);
        let status = if closing.way == Way::Rests { NodeStatus::Dormant } else { NodeStatus::Ended };
        let reason = closing.reason.trim();
        let mut node = body.clone();
        if !reason.is_empty() {
            node.status_note = Some(reason.to_owned());
        } else if node.status != status {
            // What was noted of another status says nothing of this one; it is not lost, either.
            node.notes = noted(node.notes.take(), &node.status_note.take().unwrap_or_default());
        }
        node.status = status;
        if status == NodeStatus::Ended {
            node.until = closing.since.or(node.until);
        }
        if node != *body {
            self.put_node(node, reason);
        }
        let Way::GoesInto(heir) = &closing.way else { return Ok(()) };
        let heir = phrases::node(self.map, heir)?;
        if heir.id == body.id {
            return Refusal::because(format!("{} cannot go into itself; choose another body", called(body)));
        }
        if (heir.kind == NodeKind::Strand) != (body.kind == NodeKind::Strand) {
            let (one, other) = (body.kind.word(), heir.kind.word());
            return Refusal::because(format!("a {one} cannot go into a {other}; choose another body"));
        }
        if heir.status == NodeStatus::Ended {
            return Refusal::because(format!("{} has ended; choose another body for it to go into", called(heir)));
        }
        let line =
            Link { since: closing.since, ..Link::new("", LinkKind::AbsorbedInto, body.id.clone(), heir.id.clone()) };
        self.put_line(line, reason);
        Ok(())
    }

    /// What held the body itself, and asks nobody, lapses with it.
    fn end_own_lines(&mut self) {
        let own: Vec<Link> = rows::own_lines(self.map, self.body).cloned().collect();
        for line in own.iter().filter(|line| !self.links.contains_key(&line.id)).collect::<Vec<_>>() {
            self.lapse(line, self.closing.reason.trim());
        }
    }

    fn step(self) -> Outcome {
        if self.links.is_empty() && self.nodes.is_empty() {
            return Refusal::because(format!(
                "{} is closed already, and nothing is answered; answer a row",
                self.called()
            ));
        }
        let name = called(self.body);
        let label = match &self.closing.way {
            Way::Ends => format!("close {name}"),
            Way::GoesInto(heir) => format!("close {name}, which goes into {}", called(phrases::node(self.map, heir)?)),
            Way::Rests => format!("put {name} on hold"),
        };
        let reasons = self.reasons.into_iter().map(|((kind, id), reason)| Edit::Reason(kind, id, reason));
        let records = self.nodes.into_values().map(Edit::put).chain(self.links.into_values().map(Edit::put));
        Ok(Step { label, edits: records.chain(reasons).collect(), chosen: vec![self.closing.body.clone()] })
    }
}

/// A note with something else noted after it.
fn noted(note: Option<String>, also: &str) -> Option<String> {
    match (note.filter(|note| !note.trim().is_empty()), also.trim()) {
        (None, "") => None,
        (None, also) => Some(also.to_owned()),
        (Some(note), also) if also.is_empty() || note == also => Some(note),
        (Some(note), also) => Some(format!("{}; {also}", note.trim_end().trim_end_matches('.'))),
    }
}
