//! Invariants: what holds in every map, whether it comes from a file or from an edit.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{DesignOption, EntryKind, Evidence, Id, Link, Map, Node, Position, Record, Source, Theme, Total};

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
    let mut checker = Checker::of(map);
    map.sources.iter().for_each(|source| checker.source(source));
    map.themes.iter().for_each(|theme| checker.theme(theme));
    map.nodes.iter().for_each(|node| checker.node(node));
    map.links.iter().for_each(|link| checker.link(link));
    map.totals.iter().for_each(|total| checker.total(total));
    map.placement.iter().for_each(|position| checker.position(position));
    map.options.iter().for_each(|option| checker.option(option));
    checker.found
}

/// The same of a map that a sound one has become. A record that is as it was can only be wrong if what it points to is
/// gone, so that only what is new is looked at, and the whole only where something is wrong or nobody can tell.
pub(super) fn problems_since(before: &Map, after: &Map) -> Vec<Problem> {
    let mut checker = Checker::of(after);
    let mut gone: BTreeSet<&Id> = BTreeSet::new();
    macro_rules! check {
        ($($table:ident: $check:ident),*) => {$(
            for difference in before.$table.differences(&after.$table) {
                match (difference.before, difference.after) {
                    (_, Some(record)) => checker.$check(record),
                    (Some(record), None) => drop(gone.insert(record.id())),
                    (None, None) => {}
                }
            }
        )*};
    }
    check!(sources: source, themes: theme, nodes: node, links: link, totals: total, placement: position, options: option);
    if checker.found.is_empty() && (gone.is_empty() || !points_to(after, &gone)) { Vec::new() } else { problems(after) }
}

/// Whether a record points to one of these ids, in whatever table that was.
fn points_to(map: &Map, ids: &BTreeSet<&Id>) -> bool {
    let is_cited = |evidence: &[Evidence]| evidence.iter().any(|one| ids.contains(&one.source));
    map.nodes.iter().any(|node| node.themes.iter().any(|theme| ids.contains(theme)) || is_cited(&node.evidence))
        || map.links.iter().any(|link| {
            let ends = ids.contains(&link.from) || ids.contains(&link.to);
            ends || link.totals.iter().any(|total| ids.contains(total)) || is_cited(&link.evidence)
        })
        || map.themes.iter().any(|theme| is_cited(&theme.evidence))
        || map.totals.iter().any(|total| is_cited(&total.evidence))
        || map.placement.iter().any(|position| ids.contains(&position.id))
}

/// Looks at one record after the other and notes what is wrong.
struct Checker<'a> {
    map: &'a Map,
    kind: EntryKind,
    id: &'a Id,
    found: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn of(map: &'a Map) -> Self {
        static NO_ID: LazyLock<Id> = LazyLock::new(|| Id::from(""));
        Self { map, kind: EntryKind::Map, id: &NO_ID, found: Vec::new() }
    }

    fn source(&mut self, source: &'a Source) {
        self.record(EntryKind::Source, &source.id);
    }

    fn theme(&mut self, theme: &'a Theme) {
        self.record(EntryKind::Theme, &theme.id);
        self.evidence(&theme.evidence);
    }

    fn node(&mut self, node: &'a Node) {
        self.record(EntryKind::Node, &node.id);
        node.themes.iter().for_each(|theme| self.reference("themes", EntryKind::Theme, theme));
        self.evidence(&node.evidence);
    }

    fn link(&mut self, link: &'a Link) {
        self.record(EntryKind::Link, &link.id);
        self.reference("from", EntryKind::Node, &link.from);
        self.reference("to", EntryKind::Node, &link.to);
        link.totals.iter().for_each(|total| self.reference("totals", EntryKind::Total, total));
        self.evidence(&link.evidence);
    }

    fn total(&mut self, total: &'a Total) {
        self.record(EntryKind::Total, &total.id);
        self.evidence(&total.evidence);
    }

    fn position(&mut self, position: &'a Position) {
        self.record(EntryKind::Position, &position.id);
        self.reference("id", EntryKind::Node, &position.id);
    }

    fn option(&mut self, option: &'a DesignOption) {
        self.record(EntryKind::Option, &option.id);
        self.changes(option);
    }

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
