//! Which changes of an option are behind a line of its ledger: their reasons are the line's.

use std::collections::BTreeMap;

use super::{About, Line};
use crate::model::{Change, Entry, EntryKind, Id, Link, LinkKind};

/// The changes of an option by the bodies, strands and themes of which they decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// A body's, strand's or theme's own change.
    own: BTreeMap<Id, usize>,
    /// The changes of its owners, of whom it answers to, and of what it goes into.
    lines: BTreeMap<Id, Vec<usize>>,
    /// The changes of its seats.
    seats: BTreeMap<Id, Vec<usize>>,
}

impl Behind {
    /// Of an option's changes.
    pub fn of(changes: &[Change]) -> Self {
        let mut behind = Self::default();
        for (place, change) in changes.iter().enumerate() {
            match change.entry() {
                Some(Entry::Node(node)) => drop(behind.own.entry(node.id.clone()).or_insert(place)),
                Some(Entry::Theme(theme)) => drop(behind.own.entry(theme.id.clone()).or_insert(place)),
                Some(Entry::Link(_)) => {
                    let ends = [&change.before, &change.after].into_iter().flatten();
                    for entry in ends {
                        if let Entry::Link(link) = entry {
                            behind.note(link, place);
                        }
                    }
                }
                _ => {}
            }
        }
        behind
    }

    fn note(&mut self, link: &Link, place: usize) {
        let (of, id) = match link.kind {
            LinkKind::Owns => (&mut self.lines, &link.to),
            LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::AbsorbedInto => (&mut self.lines, &link.from),
            LinkKind::MemberOf | LinkKind::Chairs => (&mut self.seats, &link.from),
            _ => return,
        };
        let places = of.entry(id.clone()).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }

    /// The places of the changes that are behind a line, its own first.
    pub fn places(&self, about: About, id: &Id) -> Vec<usize> {
        let of = |of: &BTreeMap<Id, Vec<usize>>| of.get(id).cloned().unwrap_or_default();
        let own = self.own.get(id).copied().into_iter();
        match about {
            About::Body | About::Strand => own.chain(of(&self.lines)).collect(),
            About::LastSeat => of(&self.seats),
            About::LastCarrier => own.collect(),
        }
    }

    /// What can be given a reason so that a line has it: its own change, or where it has none, the changes of the lines that
    /// make of it what it becomes, or where the option changes nothing of it, itself as it stays.
    pub fn bearing(&self, line: &Line, changes: &[Change]) -> Vec<(EntryKind, Id)> {
        let subject = |place: &usize| {
            let (kind, id) = changes.get(*place)?.subject()?;
            Some((kind, id?.clone()))
        };
        let places = self.places(line.about, &line.id);
        let of: Vec<(EntryKind, Id)> = places.iter().filter_map(subject).collect();
        let is_own = |(kind, _): &&(EntryKind, Id)| matches!(kind, EntryKind::Node | EntryKind::Theme);
        match (of.iter().find(is_own), line.about) {
            (Some(own), _) => vec![own.clone()],
            (None, About::Body | About::Strand) if of.is_empty() => vec![(EntryKind::Node, line.id.clone())],
            (None, About::LastCarrier) => vec![(EntryKind::Theme, line.id.clone())],
            (None, _) => of,
        }
    }
}
