//! Invariants: what holds in every map, whether it comes from a file or from an edit.

use std::collections::BTreeSet;

use super::{DesignOption, EntryKind, Evidence, Id, Map};

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

/// Everything in a map that breaks what must hold: ids are slugs, what a record points to is there, and the changes of an
/// option make sense. Empty for a sound map; in the order of the file.
pub fn problems(map: &Map) -> Vec<Problem> {
    let no_id = Id::from("");
    let mut checker = Checker { map, kind: EntryKind::Map, id: &no_id, found: Vec::new() };
    for source in &map.sources {
        checker.record(EntryKind::Source, &source.id);
    }
    for theme in &map.themes {
        checker.record(EntryKind::Theme, &theme.id);
        checker.evidence(&theme.evidence);
    }
    for node in &map.nodes {
        checker.record(EntryKind::Node, &node.id);
        node.themes.iter().for_each(|theme| checker.reference("themes", EntryKind::Theme, theme));
        checker.evidence(&node.evidence);
    }
    for link in &map.links {
        checker.record(EntryKind::Link, &link.id);
        checker.reference("from", EntryKind::Node, &link.from);
        checker.reference("to", EntryKind::Node, &link.to);
        link.totals.iter().for_each(|total| checker.reference("totals", EntryKind::Total, total));
        checker.evidence(&link.evidence);
    }
    for total in &map.totals {
        checker.record(EntryKind::Total, &total.id);
        checker.evidence(&total.evidence);
    }
    for position in &map.placement {
        checker.record(EntryKind::Position, &position.id);
        checker.reference("id", EntryKind::Node, &position.id);
    }
    for option in &map.options {
        checker.record(EntryKind::Option, &option.id);
        checker.changes(option);
    }
    checker.found
}

/// Looks at one record after the other and notes what is wrong.
struct Checker<'a> {
    map: &'a Map,
    kind: EntryKind,
    id: &'a Id,
    found: Vec<Problem>,
}

impl<'a> Checker<'a> {
    /// Turns to the next record, and checks its id.
    fn record(&mut self, kind: EntryKind, id: &'a Id) {
        (self.kind, self.id) = (kind, id);
        if !Id::is_slug(id.as_str()) {
            let advice = "write it in lower-case letters and digits, in parts joined by single hyphens".to_owned();
            self.problem("id", None, format!("\"{id}\" is no id"), advice);
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
        let message = format!("there is no {word} \"{id}\"");
        let advice = match field {
            "id" => format!("add the {word}, or take this entry out"),
            _ => format!("correct \"{field}\", or add the {word}"),
        };
        self.problem(field, Some(id), message, advice);
        if let Some(problem) = self.found.last_mut() {
            problem.missing = Some(kind);
        }
    }

    fn changes(&mut self, option: &DesignOption) {
        let mut seen = BTreeSet::new();
        for change in &option.changes {
            let ends: Vec<_> =
                change.before.iter().chain(&change.after).map(|entry| (entry.kind(), entry.id())).collect();
            let Some(&(kind, id)) = ends.first() else {
                let advice = "say what was before, what is after, or both".to_owned();
                self.problem("changes", None, "a change says neither what was before nor what is after".into(), advice);
                continue;
            };
            let name = || id.map_or_else(|| "the map".to_owned(), |id| format!("the {} \"{id}\"", kind.word()));
            if ends.iter().any(|end| *end != (kind, id)) {
                let advice = "keep the kind and the id, or write a removal and an addition".to_owned();
                self.problem("changes", id, format!("a change turns {} into another record", name()), advice);
            }
            if kind == EntryKind::Map && ends.len() < 2 {
                let advice = "say what was before and what is after".to_owned();
                self.problem("changes", None, "a change adds or removes the heading of the map".into(), advice);
            }
            if !seen.insert((kind, id)) {
                let advice = "keep one change for each record".to_owned();
                self.problem("changes", id, format!("{} is changed twice", name()), advice);
            }
        }
    }
}
