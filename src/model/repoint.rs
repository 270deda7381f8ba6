//! Another id for a record, everywhere that a map names it.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::records;
use super::{
    Area, Capture, Change, DesignOption, Entry, EntryKind, Evidence, Expectation, Id, Link, Map, Node, Position,
    Source, Spots, Stance, Table, Theme, Total, View,
};

/// The new ids of records, by their kind and the id that they had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NewIds(BTreeMap<(EntryKind, Id), Id>);

impl NewIds {
    pub(super) fn insert(&mut self, kind: EntryKind, old: Id, new: Id) {
        self.0.insert((kind, old), new);
    }

    fn give(&self, kind: EntryKind, id: &mut Id) {
        if let Some(new) = self.0.get(&(kind, id.clone())) {
            *id = new.clone();
        }
    }

    fn give_each(&self, kind: EntryKind, ids: &mut BTreeSet<Id>) {
        if ids.iter().any(|id| self.0.contains_key(&(kind, id.clone()))) {
            *ids = std::mem::take(ids).into_iter().map(|mut id| (self.give(kind, &mut id), id).1).collect();
        }
    }

    fn give_evidence(&self, evidence: &mut [Evidence]) {
        evidence.iter_mut().for_each(|one| self.give(EntryKind::Source, &mut one.source));
    }

    /// Of what a finding is about, nobody says the kind.
    fn give_any(&self, id: &mut Id) {
        let kinds = [EntryKind::Node, EntryKind::Link, EntryKind::Theme, EntryKind::Total];
        if let Some(new) = kinds.into_iter().find_map(|kind| self.0.get(&(kind, id.clone()))) {
            *id = new.clone();
        }
    }
}

/// A record that can have another id, and name others by theirs.
trait Repoint {
    /// Gives it, and what it names, their new ids.
    fn repoint(&mut self, new: &NewIds);
}

/// Writes what is done to records of each type, so that the compiler asks for the next one.
macro_rules! repoints {
    ($(#[$doc:meta] $type:ident $word:literal $table:ident;)*) => {
        /// The map with those ids.
        pub(super) fn repointed(map: &Map, new: &NewIds) -> Map {
            let mut changed = map.clone();
            if new.0.is_empty() {
                return changed;
            }
            $(for record in &map.$table {
                let mut again = $type::clone(record);
                again.repoint(new);
                if again != **record {
                    changed.$table.remove(record.id.as_str());
                }
            }
            for record in &map.$table {
                let mut again = $type::clone(record);
                again.repoint(new);
                if again != **record {
                    changed.$table.put(again);
                }
            })*
            for option in &map.options {
                let mut again = DesignOption::clone(option);
                again.repoint(new);
                if again != **option {
                    changed.options.remove(option.id.as_str());
                    changed.options.put(again);
                }
            }
            changed.accepted.iter_mut().flat_map(|one| &mut one.subjects).for_each(|id| new.give_any(id));
            super::accepted::sort(&mut changed.accepted);
            changed
        }

        impl Repoint for Entry {
            fn repoint(&mut self, new: &NewIds) {
                match self {
                    Self::Map(_) => {}
                    $(Self::$type(record) => std::sync::Arc::make_mut(record).repoint(new),)*
                }
            }
        }
    };
}
records!(repoints);

impl Repoint for Source {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Source, &mut self.id);
    }
}

impl Repoint for Theme {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Theme, &mut self.id);
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Area {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Area, &mut self.id);
        self.within.iter_mut().for_each(|within| new.give(EntryKind::Area, within));
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Node {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Node, &mut self.id);
        self.area.iter_mut().for_each(|area| new.give(EntryKind::Area, area));
        new.give_each(EntryKind::Theme, &mut self.themes);
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Link {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Link, &mut self.id);
        new.give(EntryKind::Node, &mut self.from);
        new.give(EntryKind::Node, &mut self.to);
        self.on_behalf_of.iter_mut().for_each(|node| new.give(EntryKind::Node, node));
        new.give_each(EntryKind::Total, &mut self.totals);
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Total {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Total, &mut self.id);
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Expectation {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Expectation, &mut self.id);
        new.give(EntryKind::Node, &mut self.partner);
        self.theme.iter_mut().for_each(|theme| new.give(EntryKind::Theme, theme));
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Stance {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Expectation, &mut self.expectation);
        new.give_evidence(&mut self.evidence);
    }
}

impl Repoint for Position {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Node, &mut self.id);
    }
}

impl Repoint for Spots {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Node, &mut self.id);
    }
}

impl Repoint for View {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::View, &mut self.id);
        self.option.iter_mut().for_each(|option| new.give(EntryKind::Option, option));
        self.finding.iter_mut().flat_map(|finding| &mut finding.subjects).for_each(|id| new.give_any(id));
        if let Some(mut focus) = self.in_focus() {
            focus.question.each_id(|kind, id| new.give(kind, id));
            if self.in_focus().as_ref() != Some(&focus) {
                self.focus = Some(focus.to_string());
            }
        }
        for ids in [&mut self.also, &mut self.folded, &mut self.unfolded, &mut self.near] {
            *ids = std::mem::take(ids).into_iter().map(|mut id| (new.give_any(&mut id), id).1).collect();
        }
    }
}

impl Repoint for Capture {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Capture, &mut self.id);
        self.option.iter_mut().for_each(|option| new.give(EntryKind::Option, option));
        let about = std::mem::take(&mut self.about);
        self.about = about.into_iter().map(|(mut id, called)| (new.give_any(&mut id), (id, called)).1).collect();
    }
}

impl Repoint for DesignOption {
    fn repoint(&mut self, new: &NewIds) {
        new.give(EntryKind::Option, &mut self.id);
        let Self { changes, stances, .. } = self;
        for Change { before, after, .. } in changes {
            before.iter_mut().chain(after).for_each(|entry| entry.repoint(new));
        }
        let again = stances.iter().map(|stance| {
            let mut again = Stance::clone(stance);
            again.repoint(new);
            again
        });
        *stances = again.collect::<Table<Stance>>();
    }
}
