//! What an answer does to the lines and cards of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Refusal;
use super::super::phrases::called;
use super::rows::{Hanging, Held, Tie};
use super::{Answer, Fate, Plan, Way, cannot_take, noted};
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// The lines that have not lapsed, by their ends, and who leads each body: those of the map, and what is new.
pub(super) struct There {
    lines: BTreeMap<(Id, Id), Vec<Id>>,
    leaders: BTreeMap<Id, BTreeSet<Id>>,
}

impl There {
    pub(super) fn of(map: &Map) -> Self {
        let mut there = Self { lines: BTreeMap::new(), leaders: BTreeMap::new() };
        map.links.iter().filter(|link| link.status != LinkStatus::Lapsed).for_each(|link| there.note(link));
        there
    }

    fn note(&mut self, link: &Link) {
        self.lines.entry((link.from.clone(), link.to.clone())).or_default().push(link.id.clone());
        if link.leads() {
            self.leaders.entry(link.to.clone()).or_default().insert(link.from.clone());
        }
    }

    fn is_led(&self, body: &Id, by_another_than: &Id) -> bool {
        self.leaders.get(body).is_some_and(|leaders| leaders.iter().any(|leader| leader != by_another_than))
    }
}

impl Plan<'_> {
    /// Does what is answered to a row.
    pub(super) fn answer(&mut self, row: &Hanging, answer: &Answer) -> Result<(), Refusal> {
        let reason = self.closing.reason_of(answer).to_owned();
        match &answer.fate {
            Fate::Open | Fate::Waits => {}
            Fate::To(taker) => {
                if let Some(why) = cannot_take(self.map, &self.closing.body, row, taker) {
                    let row = row.name(self.map, &self.closing.body);
                    return Refusal::because(format!("{row}: {why}; choose another body"));
                }
                self.give(row, taker, &reason);
            }
            Fate::Ends => self.end(row, &reason),
        }
        Ok(())
    }

    fn give(&mut self, row: &Hanging, taker: &Id, reason: &str) {
        match row.tie {
            Tie::Line(_, held) => {
                for id in &row.lines {
                    let Some(line) = self.line(id) else { continue };
                    let new = self.taken_over(&line, held, taker);
                    self.put_line(new, reason);
                    self.lapse(&line, reason);
                }
            }
            Tie::Speaks => self.speak(row, Some(taker), reason),
            Tie::Duty => {
                let name = self.map.name(taker.as_str()).to_owned();
                self.release_from_law(&format!("{name} does from then on what the law requires"), reason);
                let Some(node) = self.node(taker) else { return };
                if node.statutory != Some(true) {
                    self.put_node(Node { statutory: Some(true), ..node }, reason);
                }
            }
        }
    }

    fn end(&mut self, row: &Hanging, reason: &str) {
        match row.tie {
            Tie::Line(..) => {
                if row.is_owned() {
                    row.other.iter().for_each(|strand| self.end_strand(strand, reason));
                }
                for id in &row.lines {
                    if let Some(line) = self.line(id) {
                        self.lapse(&line, reason);
                    }
                }
            }
            Tie::Speaks => self.speak(row, None, reason),
            Tie::Duty => self.release_from_law("the law no longer requires it", reason),
        }
    }

    /// The line by which a taker holds what the body held.
    fn taken_over(&self, line: &Link, held: Held, taker: &Id) -> Link {
        let mut new = line.led_to(held.into(), taker);
        // Nobody decides that something stays unclear; what was only planned still is.
        if new.status == LinkStatus::Unclear {
            new.status = LinkStatus::Active;
        }
        (new.since, new.until, new.periods) = (self.closing.since, None, Vec::new());
        // What sources say, and what stated totals count, is the line as it was.
        (new.evidence, new.totals, new.note) = (Vec::new(), Default::default(), None);
        if new.on_behalf_of.as_ref() == Some(&self.closing.body) {
            new.on_behalf_of = Some(taker.clone()).filter(|taker| *taker != new.from);
        }
        // A body keeps whoever leads it.
        if held == Held::To && new.leads() && self.there.is_led(taker, &new.from) {
            (new.kind, new.role) = (LinkKind::MemberOf, None);
        }
        new
    }

    /// Puts a new line, unless another one says the same: that one holds from then on.
    pub(super) fn put_line(&mut self, new: Link, reason: &str) {
        let is_seat = |link: &Link| matches!(link.kind, LinkKind::MemberOf | LinkKind::Chairs);
        let says_same = |link: &Link| {
            // Whoever chairs a body has a seat on it.
            let sits =
                is_seat(link) && new.kind == LinkKind::MemberOf && (&link.from, &link.to) == (&new.from, &new.to);
            link.status != LinkStatus::Lapsed && (link.says_same(&new) || (sits && link.off_map() == new.off_map()))
        };
        let ends = (new.from.clone(), new.to.clone());
        let mut between = self.there.lines.get(&ends).into_iter().flatten().filter_map(|id| self.line(id));
        if let Some(mut line) = between.find(says_same) {
            if new.status == LinkStatus::Active && line.status != LinkStatus::Active {
                line.status = LinkStatus::Active;
                line.note = noted(line.note.take(), reason);
                self.change_line(line, reason);
            }
            return;
        }
        let id = match new.off_map() {
            Some((end, name)) => self.taken.line_off_map(new.kind, &new.from, end, name),
            None => self.taken.link(new.kind, &new.from, &new.to),
        };
        let line = Link { id, note: noted(None, reason), ..new };
        self.there.note(&line);
        self.change_line(line, reason);
    }

    /// The line lapses, and stays as what it was.
    pub(super) fn lapse(&mut self, line: &Link, reason: &str) {
        let mut lapsed = line.clone();
        lapsed.status = LinkStatus::Lapsed;
        if self.closing.way != Way::Rests {
            lapsed.until = lapsed.until.or(self.closing.since);
        }
        lapsed.note = noted(lapsed.note.take(), reason);
        self.change_line(lapsed, reason);
    }

    /// Ends a strand, or puts it on hold with its owner.
    fn end_strand(&mut self, strand: &Id, reason: &str) {
        let Some(mut node) = self.node(strand).filter(|node| node.kind == NodeKind::Strand) else { return };
        let is_end = self.closing.way != Way::Rests;
        node.status = if is_end { NodeStatus::Ended } else { NodeStatus::Dormant };
        if is_end {
            node.until = self.closing.since.or(node.until);
        }
        if !reason.is_empty() {
            node.status_note = Some(reason.to_owned());
        }
        self.put_node(node, reason);
    }

    /// Has a seat speak for another, or for nobody but whoever has it.
    fn speak(&mut self, row: &Hanging, taker: Option<&Id>, reason: &str) {
        for id in &row.lines {
            let Some(mut line) = self.line(id) else { continue };
            line.on_behalf_of = taker.filter(|taker| **taker != line.from).cloned();
            line.note = noted(line.note.take(), reason);
            self.change_line(line, reason);
        }
    }

    /// Notes that no law requires the body any more, and why.
    fn release_from_law(&mut self, what: &str, reason: &str) {
        let Some(mut body) = self.node(&self.closing.body.clone()) else { return };
        body.statutory = Some(false);
        let told = if reason.is_empty() { what.to_owned() } else { format!("{what}: {reason}") };
        body.notes = noted(body.notes.take(), &format!("Was required by law; {told}"));
        let why = self.reasons.get(&(EntryKind::Node, body.id.clone())).cloned().unwrap_or_else(|| reason.to_owned());
        self.put_node(body, &why);
    }

    /// A line as it is to be so far.
    fn line(&self, id: &Id) -> Option<Link> {
        self.links.get(id).cloned().or_else(|| self.map.links.get(id.as_str()).map(|link| Link::clone(link)))
    }

    /// A card as it is to be so far.
    fn node(&self, id: &Id) -> Option<Node> {
        self.nodes.get(id).cloned().or_else(|| self.map.nodes.get(id.as_str()).map(|node| Node::clone(node)))
    }

    fn change_line(&mut self, line: Link, reason: &str) {
        self.explain(EntryKind::Link, &line.id, reason);
        self.links.insert(line.id.clone(), line);
    }

    pub(super) fn put_node(&mut self, node: Node, reason: &str) {
        self.explain(EntryKind::Node, &node.id, reason);
        self.nodes.insert(node.id.clone(), node);
    }

    fn explain(&mut self, kind: EntryKind, id: &Id, reason: &str) {
        if !reason.is_empty() {
            self.reasons.insert((kind, id.clone()), reason.to_owned());
        }
    }

    /// What a refusal calls the body.
    pub(super) fn called(&self) -> String {
        called(self.body)
    }
}
