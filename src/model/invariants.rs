//! Invariants: what holds in every map, whether it comes from a file or from an edit.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use super::entry::records;
use super::quote::shortened;
use super::{
    Area, Capture, DesignOption, EntryKind, Evidence, Expectation, Id, Link, Map, Node, Position, Record, Source,
    Spots, Table, Theme, Total, View,
};

/// One place where a map breaks what must hold in every map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of the record that is wrong.
    pub kind: EntryKind,
    /// Its id.
    pub id: Id,
    /// The field that is wrong, as a file names it.
    pub field: &'static str,
    /// The id in that field that is wrong.
    pub value: Option<Id>,
    /// What is missing, if the record points to a record that is not there.
    pub missing: Option<EntryKind>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

/// Everything in a map that breaks what must hold: ids are slugs, and what a record points to is there. What an option
/// changes need not be there, nor make sense: see [`DesignOption::faults`]. Empty for a sound map; in the order of the file.
pub fn problems(map: &Map) -> Vec<Problem> {
    let mut checker = Checker::of(map);
    checker.all();
    checker.found
}

/// The same of a map that a sound one has become. A record that is as it was can only be wrong if what it points to is
/// gone, so that only what is new is looked at, and the whole only where something is wrong or nobody can tell.
pub(super) fn problems_since(before: &Map, after: &Map) -> Vec<Problem> {
    let mut checker = Checker::of(after);
    let gone = checker.new_ones(before);
    if checker.found.is_empty() && (gone.is_empty() || !points_to(after, &gone)) { Vec::new() } else { problems(after) }
}

/// A record that is looked at by itself.
trait Checked: Record {
    /// Notes what is wrong with it.
    fn check<'a>(&'a self, checker: &mut Checker<'a>);

    /// Whether it points to one of these ids, in whatever table that was.
    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool;
}

/// Writes what is looked at, table by table, so that the compiler asks for what must hold of each type.
macro_rules! checks {
    ($(#[$doc:meta] $type:ident $word:literal $table:ident;)*) => {
        impl<'a> Checker<'a> {
            /// Looks at every record, in the order of the file.
            fn all(&mut self) {
                $(self.map.$table.iter().for_each(|record| record.check(self));)*
                self.map.options.iter().for_each(|option| option.check(self));
            }

            /// Looks at the records that another map does not have so; gives the ids of those that only that one has.
            fn new_ones(&mut self, before: &'a Map) -> BTreeSet<&'a Id> {
                let mut gone = BTreeSet::new();
                $(self.new_in(&before.$table, &self.map.$table, &mut gone);)*
                self.new_in(&before.options, &self.map.options, &mut gone);
                gone
            }
        }

        /// Whether a record points to one of these ids.
        fn points_to(map: &Map, ids: &BTreeSet<&Id>) -> bool {
            $(map.$table.iter().any(|record| record.points_to(ids)))||*
        }
    };
}
records!(checks);

/// Looks at one record after the other and notes what is wrong.
struct Checker<'a> {
    map: &'a Map,
    kind: EntryKind,
    id: &'a Id,
    /// The areas that lie within themselves, once that is asked.
    ringed: OnceCell<HashSet<&'a Id>>,
    found: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn of(map: &'a Map) -> Self {
        static NO_ID: LazyLock<Id> = LazyLock::new(|| Id::from(""));
        Self { map, kind: EntryKind::Map, id: &NO_ID, ringed: OnceCell::new(), found: Vec::new() }
    }

    fn new_in<T: Checked + PartialEq>(
        &mut self,
        before: &'a Table<T>,
        after: &'a Table<T>,
        gone: &mut BTreeSet<&'a Id>,
    ) {
        for difference in before.differences(after) {
            match (difference.before, difference.after) {
                (_, Some(record)) => record.check(self),
                (Some(record), None) => drop(gone.insert(record.id())),
                (None, None) => {}
            }
        }
    }

    /// Turns to the next record, and checks its id.
    fn record(&mut self, kind: EntryKind, id: &'a Id) {
        (self.kind, self.id) = (kind, id);
        if !Id::is_slug(id.as_str()) {
            let advice = "write it in lower-case letters and digits, in parts joined by single hyphens".to_owned();
            self.problem("id", None, format!("\"{}\" is no id", shortened(id.as_str())), advice);
        }
    }

    fn problem(&mut self, field: &'static str, value: Option<&Id>, message: String, advice: String) {
        let (kind, id) = (self.kind, self.id.clone());
        self.found.push(Problem { kind, id, field, value: value.cloned(), missing: None, message, advice });
    }

    fn evidence(&mut self, evidence: &[Evidence]) {
        evidence.iter().for_each(|one| self.reference("evidence", EntryKind::Source, &one.source));
    }

    fn reference(&mut self, field: &'static str, kind: EntryKind, id: &Id) {
        if self.map.contains(kind, id) {
            return;
        }
        let word = kind.word();
        let message = format!("there is no {word} \"{}\"", shortened(id.as_str()));
        let advice = match field {
            "id" => format!("add the {word}, or take this entry out"),
            _ => format!("correct \"{field}\", or add the {word}"),
        };
        self.problem(field, Some(id), message, advice);
        if let Some(problem) = self.found.last_mut() {
            problem.missing = Some(kind);
        }
    }

    /// Notes an area that lies within itself, directly or by way of others.
    fn not_within_itself(&mut self, area: &'a Area, within: &'a Id) {
        let map = self.map;
        if self.ringed.get_or_init(|| super::area::ringed(&map.areas)).contains(&area.id) {
            let way = if *within == area.id {
                String::new()
            } else {
                format!(" by way of \"{}\"", shortened(within.as_str()))
            };
            let advice = "correct \"within\" here, or in an area on the way".to_owned();
            self.problem("within", Some(within), format!("it lies within itself{way}"), advice);
        }
    }
}

fn is_cited(evidence: &[Evidence], ids: &BTreeSet<&Id>) -> bool {
    evidence.iter().any(|one| ids.contains(&one.source))
}

impl Checked for Source {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Source, &self.id);
    }

    fn points_to(&self, _: &BTreeSet<&Id>) -> bool {
        false
    }
}

impl Checked for Theme {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Theme, &self.id);
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        is_cited(&self.evidence, ids)
    }
}

impl Checked for Area {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Area, &self.id);
        if let Some(within) = &self.within {
            checker.reference("within", EntryKind::Area, within);
            checker.not_within_itself(self, within);
        }
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        self.within.as_ref().is_some_and(|within| ids.contains(within)) || is_cited(&self.evidence, ids)
    }
}

impl Checked for Node {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Node, &self.id);
        self.themes.iter().for_each(|theme| checker.reference("themes", EntryKind::Theme, theme));
        self.area.iter().for_each(|area| checker.reference("area", EntryKind::Area, area));
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        let is_of = self.themes.iter().chain(&self.area).any(|declared| ids.contains(declared));
        is_of || is_cited(&self.evidence, ids)
    }
}

impl Checked for Link {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Link, &self.id);
        checker.reference("from", EntryKind::Node, &self.from);
        checker.reference("to", EntryKind::Node, &self.to);
        self.on_behalf_of.iter().for_each(|node| checker.reference("on_behalf_of", EntryKind::Node, node));
        self.totals.iter().for_each(|total| checker.reference("totals", EntryKind::Total, total));
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        let mut ends = [&self.from, &self.to].into_iter().chain(&self.on_behalf_of);
        let ends = ends.any(|node| ids.contains(node));
        ends || self.totals.iter().any(|total| ids.contains(total)) || is_cited(&self.evidence, ids)
    }
}

impl Checked for Total {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Total, &self.id);
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        is_cited(&self.evidence, ids)
    }
}

impl Checked for Expectation {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Expectation, &self.id);
        checker.reference("partner", EntryKind::Node, &self.partner);
        self.theme.iter().for_each(|theme| checker.reference("theme", EntryKind::Theme, theme));
        checker.evidence(&self.evidence);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        let mut named = std::iter::once(&self.partner).chain(&self.theme);
        named.any(|id| ids.contains(id)) || is_cited(&self.evidence, ids)
    }
}

impl Checked for Position {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Position, &self.id);
        checker.reference("id", EntryKind::Node, &self.id);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        ids.contains(&self.id)
    }
}

impl Checked for Spots {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Spots, &self.id);
        checker.reference("id", EntryKind::Node, &self.id);
    }

    fn points_to(&self, ids: &BTreeSet<&Id>) -> bool {
        ids.contains(&self.id)
    }
}

/// What it names may be gone: it shows what is there.
impl Checked for View {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::View, &self.id);
    }

    fn points_to(&self, _: &BTreeSet<&Id>) -> bool {
        false
    }
}

/// What it is about may be gone: that it was said stays.
impl Checked for Capture {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Capture, &self.id);
    }

    fn points_to(&self, _: &BTreeSet<&Id>) -> bool {
        false
    }
}

impl Checked for DesignOption {
    fn check<'a>(&'a self, checker: &mut Checker<'a>) {
        checker.record(EntryKind::Option, &self.id);
    }

    /// Its changes hold records of their own, and neither they nor its stances need fit the map any more.
    fn points_to(&self, _: &BTreeSet<&Id>) -> bool {
        false
    }
}
