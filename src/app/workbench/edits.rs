//! Editing: steps made, taken back and told of; the clipboard; what the commands that change the map do.

use super::*;
use crate::analysis::Mend;
use crate::app::notice::Notice;
use crate::editing::accept::Found;
use crate::editing::place::{Alignment, Axis, Card};
use crate::editing::{self, Outcome, Step, add, change, copy, place};
use crate::exchange::{boardwalk_file, pasted_text};
use crate::model::{LinkKind, Position, Unknown, words};

impl Workbench {
    /// Makes a step, and chooses what it is about; or tells why it cannot be made.
    pub fn make(&mut self, outcome: Outcome, ctx: &egui::Context) {
        let Step { label, edits, chosen } = match outcome {
            Ok(step) => step,
            Err(refusal) => return self.say(capitalised(&refusal.to_string())),
        };
        let before = self.document.revision();
        if let Err(error) = self.document.apply(label.as_str(), edits) {
            return self.say(format!("Nothing was changed: {error}"));
        }
        if self.document.revision() == before {
            return;
        }
        self.notice = Some(Notice::made(&label));
        self.let_go_of_what_is_gone();
        if !chosen.is_empty() {
            self.finding = None;
            self.selected = chosen.iter().cloned().collect();
            self.reveal(&chosen, ctx);
            if let Some(card) = chosen.iter().find(|id| self.document.map().nodes.contains(id.as_str())) {
                self.canvas.focus_card(card);
            }
        }
        self.keep_for_recovery();
        ctx.request_repaint();
    }

    pub(super) fn undo(&mut self) {
        if let Some(label) = self.document.undo().map(str::to_owned) {
            self.notice = Some(Notice::undone(&label));
            self.let_go_of_what_is_gone();
            self.keep_for_recovery();
        }
    }

    pub(super) fn redo(&mut self) {
        if let Some(label) = self.document.redo().map(str::to_owned) {
            self.notice = Some(Notice::made(&label));
            self.let_go_of_what_is_gone();
            self.keep_for_recovery();
        }
    }

    fn let_go_of_what_is_gone(&mut self) {
        let map = self.document.map();
        let is_there = |id: &Id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str());
        self.selected.retain(is_there);
        self.also.retain(is_there);
    }

    /// What is chosen, in the order of the ids.
    pub fn chosen(&self) -> Vec<Id> {
        self.selected.iter().cloned().collect()
    }

    /// The chosen nodes.
    pub(super) fn chosen_nodes(&self) -> Vec<Id> {
        let map = self.document.map();
        self.selected.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect()
    }

    /// The chosen links.
    pub(super) fn chosen_links(&self) -> Vec<Id> {
        let map = self.document.map();
        self.selected.iter().filter(|id| map.links.contains(id.as_str())).cloned().collect()
    }

    pub(super) fn choose_all(&mut self) {
        if let Some(picture) = &self.picture {
            self.finding = None;
            self.selected = picture.scene.cards.iter().map(|card| card.id.clone()).collect();
        }
    }

    /// Goes to a finding, and shows what would mend it.
    pub(super) fn fix(&mut self, index: usize, ctx: &egui::Context) {
        let Some(fix) = self.findings().get(index).and_then(|finding| finding.fixes.first()) else { return };
        let question = match &fix.mend {
            Mend::Edits(_) => Question::Fix(index),
            Mend::Merge { keep, other } => Question::Merge { keep: keep.clone(), other: other.clone() },
        };
        if self.finding != Some(index) {
            self.go_to_finding(index, ctx);
        }
        self.ask(question, ctx);
    }

    /// Asks for what reason people live with the chosen finding; one that is accepted counts again.
    pub(super) fn accept_or_reopen(&mut self, ctx: &egui::Context) {
        let Some(index) = self.finding else { return };
        match self.findings().get(index).filter(|finding| finding.is_accepted()).map(Found::from) {
            Some(found) => self.make(editing::accept::reopen(self.document.map(), &found), ctx),
            None => self.ask(Question::Accept(vec![index]), ctx),
        }
    }

    pub(super) fn draw_line(&mut self, kind: LinkKind, from: &Id, to: &Id, ctx: &egui::Context) {
        self.last_line = Some(kind);
        let outcome = add::line(self.document.map(), kind, from, to);
        let drawn = outcome.as_ref().map_or_else(|_| Vec::new(), |step| step.chosen.clone());
        // What was drawn from stays chosen: the next line often leads from there too.
        self.make(outcome.map(|step| Step { chosen: vec![from.clone()], ..step }), ctx);
        self.reveal(&drawn, ctx);
    }

    pub(super) fn reverse(&mut self, ctx: &egui::Context) {
        self.make(change::reverse(self.document.map(), &self.chosen_links()), ctx);
    }

    pub(super) fn copy(&mut self, ctx: &egui::Context) {
        let mut clip = copy::clip(self.document.map(), &self.chosen());
        let count = clip.nodes.len() + clip.links.len();
        // What was copied keeps its arrangement, whoever put it there.
        for card in self.cards().into_iter().filter(|card| clip.nodes.contains(card.id.as_str())) {
            let (x, y) = card.middle();
            clip.placement.put(Position { id: card.id, x, y, unknown: Unknown::new() });
        }
        ctx.copy_text(boardwalk_file::write(&clip));
        self.say(format!("Copied {}", words::count(count, "thing", "things")));
    }

    pub(super) fn cut(&mut self, ctx: &egui::Context) {
        let removal = editing::remove::consequences(self.document.map(), &self.chosen());
        self.copy(ctx);
        self.make(Ok(removal.step), ctx);
    }

    /// Puts what the clipboard holds at the pointer: a part of a map, or lines of text as a new map reads them.
    pub fn paste(&mut self, text: &str, ctx: &egui::Context) {
        let clip = if text.trim_start().starts_with('{') {
            boardwalk_file::read(text.as_bytes()).map_err(|error| error.to_string())
        } else {
            pasted_text::read(text).map(|(map, _)| map).map_err(|error| error.to_string())
        };
        match clip {
            Ok(clip) => {
                let at = self.canvas.pointer().map(|point| (point.x.round() as i32, point.y.round() as i32));
                self.make(copy::paste(self.document.map(), &clip, at), ctx);
            }
            Err(message) => self.say(format!("The clipboard holds nothing that can be put on the map: {message}")),
        }
    }

    pub(super) fn duplicate(&mut self, ctx: &egui::Context) {
        self.make(copy::duplicate(self.document.map(), &self.chosen_nodes()), ctx);
    }

    /// The chosen cards as they stand.
    fn cards(&self) -> Vec<Card> {
        let Some(picture) = &self.picture else { return Vec::new() };
        let cards = self.selected.iter().filter_map(|id| picture.scene.card(id.as_str()));
        cards
            .map(|card| Card {
                id: card.id.clone(),
                left: card.rect.min.x,
                top: card.rect.min.y,
                width: card.rect.max.x - card.rect.min.x,
                height: card.rect.max.y - card.rect.min.y,
            })
            .collect()
    }

    pub(super) fn align(&mut self, alignment: Alignment, ctx: &egui::Context) {
        self.make(place::align(self.document.map(), &self.cards(), alignment), ctx);
    }

    pub(super) fn distribute(&mut self, axis: Axis, ctx: &egui::Context) {
        self.make(place::distribute(self.document.map(), &self.cards(), axis), ctx);
    }

    pub(super) fn pin(&mut self, ctx: &egui::Context) {
        let places: Vec<_> = self.cards().iter().map(|card| (card.id.clone(), card.middle())).collect();
        self.make(place::pin(self.document.map(), &places), ctx);
    }

    pub(super) fn tidy(&mut self, ids: Vec<Id>, ctx: &egui::Context) {
        self.make(place::unpin(self.document.map(), &ids), ctx);
    }
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
