//! What is gathered of a graph while its file is read, whatever the format, and never more of it than may be.

use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use super::super::origin::Way;
use super::super::weight::Weight;
use super::super::{LONGEST_CELL, MOST_NAMES, Tally, Unreadable, bounded};

/// The most lines of a graph.
pub(super) const MOST_TIES: usize = 100_000;
/// The deepest that groups may stand within groups, or elements within elements.
pub(super) const MOST_LEVELS: usize = 100;
/// So many remarks are told; a file that is wrong throughout says the same again and again.
const MOST_REMARKS: usize = 2_000;

/// A graph as a file has it.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// What it is called.
    pub(super) title: Option<String>,
    /// What it says of itself.
    pub(super) summary: Option<String>,
    /// What it is of, in the order of the file.
    pub(super) things: Vec<Thing>,
    /// What ties them.
    pub(super) ties: Vec<Tie>,
    /// What was not understood, or may have been spoilt by whoever wrote the file.
    pub(super) remarks: Vec<Remark>,
    /// Attributes that only say how something is drawn, which are left out.
    pub(super) drawn: BTreeSet<String>,
    tally: Tally,
    names: BTreeSet<Arc<str>>,
    unsaid: usize,
}

/// What is said: what it is called, and what it says. Few names are said many times, and are there once.
pub(super) type Told = Vec<(Arc<str>, String)>;

/// A node of a graph.
#[derive(Debug, Default, Clone)]
pub(super) struct Thing {
    /// By what its ends name it.
    pub(super) id: String,
    /// What is written on it.
    pub(super) label: Option<String>,
    /// Within which other it is drawn, by id.
    pub(super) within: Option<String>,
    /// Where its centre is drawn, to the right and downward.
    pub(super) at: Option<(f64, f64)>,
    /// The line of the file, where files have lines that people read.
    pub(super) line: Option<usize>,
    /// What is said of it.
    pub(super) told: Told,
}

/// An edge of a graph.
#[derive(Debug, Default, Clone)]
pub(super) struct Tie {
    /// What the file knows it by.
    pub(super) id: Option<String>,
    /// What is written on it.
    pub(super) label: Option<String>,
    /// Where it comes from, by id.
    pub(super) from: String,
    /// Where it leads to, by id.
    pub(super) to: String,
    /// Whether it has a direction.
    pub(super) way: Way,
    /// The line of the file.
    pub(super) line: Option<usize>,
    /// What is said of it.
    pub(super) told: Told,
}

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// The whole file, or a place in it that the text names.
    File,
    /// A thing, by its place among all.
    Thing(usize),
    /// A tie, by its place among all.
    Tie(usize),
}

/// Something that was not understood, or that may have been spoilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) about: About,
    pub(super) weight: Weight,
    pub(super) text: String,
}

impl Graph {
    /// Counts what is said somewhere, so that no file takes more than it may, and cuts what no cell holds.
    pub(super) fn held(&mut self, text: String) -> Result<(String, bool), Unreadable> {
        let (text, is_cut) = if text.len() > LONGEST_CELL { bounded(text) } else { (text, false) };
        self.tally.add(text.len())?;
        Ok((text, is_cut))
    }

    /// Counts an id. A longer one than a cell may hold is none, and is in the way wherever it is compared.
    fn known_by(&mut self, id: &str) -> Result<(), Unreadable> {
        if id.len() > LONGEST_CELL {
            return Err(Unreadable(format!(
                "the id of a node has {} letters, and {LONGEST_CELL} is the most that is read: give it a shorter one",
                id.chars().count()
            )));
        }
        self.tally.add(id.len())
    }

    /// Adds a thing; its place.
    pub(super) fn add(&mut self, mut thing: Thing) -> Result<usize, Unreadable> {
        let place = self.things.len();
        if place >= MOST_NAMES {
            return Err(Unreadable(format!(
                "the file has more than {MOST_NAMES} nodes, which is the most that is read: split it"
            )));
        }
        self.known_by(&thing.id)?;
        thing.told = self.told(thing.told, About::Thing(place))?;
        self.things.push(thing);
        Ok(place)
    }

    /// Says more of a thing that is there.
    pub(super) fn say(&mut self, place: usize, name: &str, text: String) -> Result<(), Unreadable> {
        let told = vec![(self.name(name), text)];
        let told = self.told(told, About::Thing(place))?;
        self.things[place].told.extend(told);
        Ok(())
    }

    /// What something is called, which is there once however often it is said.
    pub(super) fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = if name.len() > LONGEST_CELL { bounded(name.to_owned()).0.into() } else { name.into() };
        self.names.insert(Arc::clone(&name));
        name
    }

    /// Adds a tie.
    pub(super) fn tie(&mut self, mut tie: Tie) -> Result<usize, Unreadable> {
        let place = self.ties.len();
        if place >= MOST_TIES {
            return Err(Unreadable(format!(
                "the file has more than {MOST_TIES} edges, which is the most that is read: split it"
            )));
        }
        self.known_by(&tie.from)?;
        self.known_by(&tie.to)?;
        tie.told = self.told(tie.told, About::Tie(place))?;
        self.ties.push(tie);
        Ok(place)
    }

    fn told(&mut self, told: Told, about: About) -> Result<Told, Unreadable> {
        let mut kept = Vec::with_capacity(told.len());
        for (name, text) in told {
            let (text, is_cut) = self.held(text)?;
            if is_cut {
                self.remark(about, Weight::Doubt, format!("\"{name}\" is longer than a cell can be, and was cut"));
            }
            kept.push((name, text));
        }
        Ok(kept)
    }

    /// Tells something; the same is told once of the same place.
    pub(super) fn remark(&mut self, about: About, weight: Weight, text: impl Into<String>) {
        let remark = Remark { about, weight, text: text.into() };
        if self.remarks.last() == Some(&remark) {
            return;
        }
        if self.remarks.len() < MOST_REMARKS {
            self.remarks.push(remark);
        } else {
            self.unsaid += 1;
        }
    }

    /// Ends the gathering: a file without any node is none that can be read.
    pub(super) fn done(mut self, of: &str) -> Result<Self, Unreadable> {
        if self.things.is_empty() {
            let first = self.remarks.iter().find(|remark| remark.weight != Weight::Note);
            let why = first.map(|remark| format!("; {}", remark.text)).unwrap_or_default();
            return Err(Unreadable(format!("there is no node in this {of} file{why}")));
        }
        if self.unsaid > 0 {
            let are = if self.unsaid == 1 { "is" } else { "are" };
            let told = format!("{} more of the same kind {are} not listed", self.unsaid);
            self.remarks.push(Remark { about: About::File, weight: Weight::Doubt, text: told });
        }
        Ok(self)
    }
}
