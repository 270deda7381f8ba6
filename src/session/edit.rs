//! Editing: steps made, taken back and told of; what was drawn and added last.

use std::collections::BTreeMap;

use super::Session;
use super::looking::Look;
use super::notice::Notice;
use super::picture::Picture;
use super::selection::Selection;
use crate::analysis::Finding;
use crate::document::StepError;
use crate::drawing;
use crate::editing::accept::Found;
use crate::editing::add::{self, NewLine};
use crate::editing::place::{self, Card};
use crate::editing::{Outcome, Step};
use crate::layout::{Form, Point};
use crate::model::words::capitalised;
use crate::model::{Id, LinkKind, Map, NodeKind};

/// What was drawn and added last, as the first guess for the next time, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastUsed {
    /// The kind of the line.
    pub line: Option<LinkKind>,
    /// The kind of the node.
    pub node: NodeKind,
    /// What was added below something, and that.
    pub hung: Option<(Id, Id)>,
    /// The canvas point under the pointer, if it is on the canvas.
    pub pointer: Option<(i32, i32)>,
}

impl Default for LastUsed {
    fn default() -> Self {
        Self { line: None, node: NodeKind::Group, hung: None, pointer: None }
    }
}

/// Something new on its way to the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// What it is.
    pub kind: NodeKind,
    /// What it is called.
    pub name: String,
    /// Where its card is to stand, in canvas points; the layout decides if nobody has pointed anywhere.
    pub at: Option<(i32, i32)>,
    /// The line between it and a node that is there.
    pub line: Option<NewLine>,
}

impl Addition {
    /// The step that adds it to the map.
    pub fn step(&self, map: &Map) -> Outcome {
        match &self.line {
            Some(line) => add::node_with_line(map, self.kind, &self.name, self.at, line),
            None => add::node(map, self.kind, &self.name, self.at),
        }
    }
}

impl Session {
    /// Makes a step, and chooses what it is about; or tells why it cannot be made.
    pub fn make(&mut self, outcome: Outcome) -> Look {
        let Step { label, edits, chosen } = match outcome {
            Ok(step) => step,
            Err(refusal) => {
                self.say(capitalised(&refusal.to_string()));
                return Look::Stay;
            }
        };
        let before = self.document.revision();
        let (was, made) = (self.document.map().clone(), edits.clone());
        match self.document.apply(label.as_str(), edits) {
            Ok(()) => {}
            Err(StepError::ReadOnly | StepError::OnDate(_)) => {
                self.ask_why_not();
                return Look::Stay;
            }
            Err(error) => {
                self.say(format!("Nothing was changed: {error}"));
                return Look::Stay;
            }
        }
        if self.document.revision() == before {
            return Look::Stay;
        }
        let mut notice = Notice::made(&label);
        notice.note_left_open(&was, self.document.map(), &made, &chosen);
        self.notice = Some(notice);
        self.let_go_of_what_is_gone();
        self.files.keep_what_is_let_go(&mut self.document, &self.wake);
        self.files.keep_for_recovery(&self.document);
        if chosen.is_empty() {
            return Look::Stay;
        }
        self.view.take_in_edited(self.document.map(), &chosen);
        self.unfold_for(&chosen);
        let card = chosen.iter().find(|id| self.document.map().nodes.contains(id.as_str())).cloned();
        self.selection = Selection::of(chosen);
        card.map_or(Look::Stay, Look::Focus)
    }

    /// Makes a step that concerns nothing on the canvas; whether it was made.
    pub fn made(&mut self, outcome: Outcome) -> bool {
        let before = self.document.revision();
        self.make(outcome);
        self.document.revision() != before
    }

    /// Has another map, with its options, take the place of the one that is saved, as one step; whether it was made.
    pub(super) fn put(&mut self, label: &str, map: Map) -> bool {
        let before = self.document.revision();
        if self.document.put(label, map).is_err() {
            self.ask_why_not();
        }
        let is_made = self.document.revision() != before;
        if is_made {
            self.notice = Some(Notice::made(label));
            self.note_that_the_map_has_changed();
        }
        is_made
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if self.document.date().is_some() {
            return self.ask_why_not();
        }
        let option = self.document.option().cloned();
        if let Some(label) = self.document.undo() {
            let notice = Notice::undone(label);
            self.note_where(notice, option);
        }
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self) {
        if self.document.date().is_some() {
            return self.ask_why_not();
        }
        let option = self.document.option().cloned();
        if let Some(label) = self.document.redo() {
            let notice = Notice::made(label);
            self.note_where(notice, option);
        }
    }

    /// Tells of a step that may lead to another option than the one that was worked on.
    fn note_where(&mut self, notice: Notice, option: Option<Id>) {
        let is_of_one = self.document.option() == option.as_ref();
        self.notice = Some(if is_of_one { notice } else { notice.elsewhere() });
        self.note_that_the_map_has_changed();
    }

    fn note_that_the_map_has_changed(&mut self) {
        self.let_go_of_what_is_gone();
        self.files.keep_what_is_let_go(&mut self.document, &self.wake);
        self.files.keep_for_recovery(&self.document);
    }

    /// Draws a line between two nodes.
    pub fn draw_line(&mut self, kind: LinkKind, from: &Id, to: &Id) -> Look {
        self.last_used.line = Some(kind);
        let outcome = add::line(self.document.map(), kind, from, to);
        let drawn = outcome.as_ref().map_or_else(|_| Vec::new(), |step| step.chosen.clone());
        // What was drawn from stays chosen: the next line often leads from there too.
        let look = self.make(outcome.map(|step| Step { chosen: vec![from.clone()], ..step }));
        self.view.take_in_edited(self.document.map(), &drawn);
        look
    }

    /// Adds something new.
    pub fn add(&mut self, addition: &Addition) -> Look {
        self.last_used.node = addition.kind;
        if let Some(line) = &addition.line {
            self.last_used.line = Some(line.kind);
        }
        let before = self.document.revision();
        let look = self.make(self.placed(addition.step(self.document.map())));
        if self.document.revision() != before {
            let below = addition.line.as_ref().filter(|line| line.is_from_new).map(|line| line.other.clone());
            self.last_used.hung = self.selection.ids.first().cloned().zip(below);
        }
        look
    }

    /// What something new would hang under, likeliest first. After one that has just been hung the next one is its
    /// sibling, else what hangs is below what is chosen.
    pub fn likely_superiors(&self) -> Vec<Id> {
        let chosen = self.chosen_nodes();
        let [chosen] = chosen.as_slice() else { return Vec::new() };
        let sibling = self.last_used.hung.as_ref().filter(|(new, _)| new == chosen).map(|(_, above)| above);
        let known = sibling.filter(|above| self.document.map().nodes.contains(above.as_str()));
        known.into_iter().chain([chosen]).cloned().collect()
    }

    /// What is chosen, in the order of the ids.
    pub fn chosen(&self) -> Vec<Id> {
        self.selection.ids.iter().cloned().collect()
    }

    /// The chosen nodes.
    pub fn chosen_nodes(&self) -> Vec<Id> {
        self.selection.nodes(self.document.map())
    }

    /// The chosen links.
    pub fn chosen_links(&self) -> Vec<Id> {
        self.selection.links(self.document.map())
    }

    /// The chosen cards as they stand.
    pub fn chosen_cards(&self) -> Vec<Card> {
        let Some(picture) = &self.picture else { return Vec::new() };
        self.selection.ids.iter().filter_map(|id| picture.scene.card(id.as_str())).map(as_it_stands).collect()
    }

    /// A step that puts cards somewhere, as it is in the layout that is seen. In the free one nothing else moves any more,
    /// and what is folded goes with its card.
    pub fn placed(&self, outcome: Outcome) -> Outcome {
        let (map, form) = (self.document.map(), self.view.form);
        let mut step = outcome?;
        let put: BTreeMap<Id, (i32, i32)> = step.edits.iter().filter_map(place::put_by).collect();
        let plain = |picture: &&Picture| form == Form::Free && picture.difference.is_none();
        let Some(picture) = self.picture.as_ref().filter(plain).filter(|_| !put.is_empty()) else {
            return place::in_layout(map, form.word(), &[], Ok(step));
        };
        let mut cards = BTreeMap::new();
        // With the room that a folded card takes: it stands there once it is unfolded.
        for (id, rect) in &picture.plan.placement.cards {
            let from = rect.centre();
            let to = put.get(id).map_or(from, |(x, y)| Point::new(*x as f32, *y as f32));
            cards.insert(id.clone(), rect.moved(to.x - from.x, to.y - from.y));
            let way = ((to.x - from.x).round() as i32, (to.y - from.y).round() as i32);
            let members = self.pack(id).into_iter().flat_map(|pack| &pack.members);
            step.edits.extend(place::carried(map, form.word(), members.filter(|id| !put.contains_key(*id)), way));
        }
        let whole = |point: Point| (point.x.round() as i32, point.y.round() as i32);
        let stand = cards.iter().map(|(id, rect)| (id.clone(), whole(rect.centre())));
        let unfolded = picture.unfolded_around(&cards).into_iter().map(|(id, point)| (id, whole(point)));
        let others: Vec<_> = stand.chain(unfolded).collect();
        place::in_layout(map, form.word(), &others, Ok(step))
    }
}

fn as_it_stands(card: &drawing::Card) -> Card {
    let (left, top) = (card.rect.min.x, card.rect.min.y);
    Card { id: card.id.clone(), left, top, width: card.rect.width(), height: card.rect.height() }
}

/// A finding as steps on it know it.
impl From<&Finding> for Found {
    fn from(finding: &Finding) -> Self {
        Self {
            code: finding.code,
            rule: finding.rule,
            subjects: finding.subjects.iter().map(|subject| subject.id.clone()).collect(),
            facts: finding.message.clone(),
        }
    }
}
