//! Three-way merging: one map of two that come of a third.

mod apart;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::invariants::{self, Problem};
use super::merge::{self, Clash, Meanwhile};
use super::repoint::{NewIds, repointed};
use super::unknown::{fields_of, parts_of, text_of};
use super::{
    Area, Change, DesignOption, Entry, EntryKind, Id, Link, LinkStatus, Map, RawJson, Source, Stance, Table, Theme,
    Total, Undecided, Unknown,
};

pub use apart::merge_apart;

/// What comes of two versions of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The map, sound, with all that goes together, and in [`Map::undecided`] what does not.
    pub map: Map,
    /// Our version as it was, but for the ids of [`renamed`](Self::renamed).
    pub ours: Map,
    /// Records that both have added under one id, and that are not the same: one of the two has got another id.
    pub renamed: Vec<Renamed>,
}

/// A record that has got another id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Renamed {
    /// What it is.
    pub kind: EntryKind,
    /// The id that both had given.
    pub old: Id,
    /// The id that one of the two has now.
    pub new: Id,
}

/// One map with what both have changed in `base`.
///
/// - What only one has changed is as that one has it; what both have changed alike is so. Fields go by themselves, but for
///   those that only mean something together, and the elements of sets and lists, too.
/// - A field that both have changed, each in its own way, holds what it held in `base`, and is undecided.
/// - A record that one has removed and the other has changed, or still points to, stays and is undecided.
/// - Of two records that both have added under one id both stay, one of them under another id, unless they say the same.
///   Two lines of a kind between the same ends, and two themes, areas, sources or totals of one name, are one record.
///
/// It does not matter which of the two is which, but for what an undecided field says of each.
pub fn merge(base: &Map, ours: &Map, theirs: &Map) -> Merged {
    let (new_ours, new_theirs, renamed) = new_ids(base, ours, theirs);
    let (ours, theirs) = (repointed(ours, &new_ours), repointed(theirs, &new_theirs));
    let mut merging = Merging { base, ours: &ours, theirs: &theirs, map: ours.clone(), found: BTreeMap::new() };
    merging.records();
    merging.options();
    merging.mend();
    merging.done(renamed)
}

/// The same where nothing may stay undecided: what does not go together is as it was in `base`.
///
/// ```
/// use boardwalk::model::{Map, three_way};
/// let [base, ours, theirs] = ["Before", "Ours", "Theirs"].map(|title| Map { title: title.into(), ..Map::default() });
/// assert_eq!(three_way::merge_as_base(&base, &ours, &theirs), base);
/// ```
pub fn merge_as_base(base: &Map, ours: &Map, theirs: &Map) -> Map {
    let Merged { mut map, .. } = merge(base, ours, theirs);
    map.undecided.clear();
    map
}

/// New ids for what both have added under one id, so that both stay.
fn new_ids(base: &Map, ours: &Map, theirs: &Map) -> (NewIds, NewIds, Vec<Renamed>) {
    let (mut new_ours, mut new_theirs) = (NewIds::default(), NewIds::default());
    let mut renamed = Vec::new();
    let mut given: BTreeSet<Id> = BTreeSet::new();
    let mut free = |id: &Id| {
        let is_there = |new: &Id| [base, ours, theirs].iter().any(|map| is_taken(map, new));
        let numbered = (2_u32..).map(|number| Id::from(format!("{id}-{number}")));
        let new = numbered.into_iter().find(|new| !given.contains(new) && !is_there(new));
        let new = new.expect("numbers do not end");
        given.insert(new.clone());
        new
    };
    // Lines are compared by their ends, which may have got new ids.
    for links in [false, true] {
        let (here, there) = (repointed(ours, &new_ours), repointed(theirs, &new_theirs));
        let both = here.differences(&there).into_iter().filter_map(|(here, there)| here.zip(there));
        for (here, there) in both {
            let (kind, Some(id)) = (here.kind(), here.id()) else { continue };
            let is_due = !kind.is_place() && (kind == EntryKind::Link) == links;
            if !is_due || base.contains(kind, id) || bare(&here).is_some_and(|bare_one| bare(&there) == Some(bare_one))
            {
                continue;
            }
            let new = free(id);
            let side = if here.text() > there.text() { &mut new_ours } else { &mut new_theirs };
            side.insert(kind, id.clone(), new.clone());
            renamed.push(Renamed { kind, old: id.clone(), new });
        }
    }
    let options: Vec<_> = ours.options.differences(&theirs.options).collect();
    for (here, there) in options.into_iter().filter_map(|two| two.before.zip(two.after)) {
        if !base.options.contains(here.id.as_str()) {
            let new = free(&here.id);
            let side = if text_of(&**here) > text_of(&**there) { &mut new_ours } else { &mut new_theirs };
            side.insert(EntryKind::Option, here.id.clone(), new.clone());
            renamed.push(Renamed { kind: EntryKind::Option, old: here.id.clone(), new });
        }
    }
    (new_ours, new_theirs, renamed)
}

/// Whether a record of any kind has the id.
fn is_taken(map: &Map, id: &Id) -> bool {
    EntryKind::ALL.iter().any(|kind| map.contains(*kind, id))
}

/// What makes a record the one that it is, without all else that is known of it; none where only its id does.
fn bare(entry: &Entry) -> Option<Entry> {
    Some(match entry {
        Entry::Link(link) => {
            let bare = Link::new(link.id.clone(), link.kind, link.from.clone(), link.to.clone());
            let (to_off_map, from_off_map) = (link.to_off_map.clone(), link.from_off_map.clone());
            Link { status: LinkStatus::default(), to_off_map, from_off_map, ..bare }.into()
        }
        Entry::Theme(theme) => {
            let (id, name) = (theme.id.clone(), theme.name.clone());
            Theme { id, name, evidence: Vec::new(), unknown: Unknown::new() }.into()
        }
        Entry::Area(area) => Area::new(area.id.clone(), area.name.clone()).into(),
        Entry::Source(source) => {
            let (id, title) = (source.id.clone(), source.title.clone());
            Source { id, title, publisher: None, date: None, unknown: Unknown::new() }.into()
        }
        Entry::Total(total) => {
            let (id, name, amount) = (total.id.clone(), total.name.clone(), total.amount);
            let (currency, period, note, evidence) = (None, None, None, Vec::new());
            Total { id, name, amount, currency, period, note, evidence, unknown: Unknown::new() }.into()
        }
        _ => return None,
    })
}

/// Which record: its kind, and its id unless it is the heading.
type Subject = (EntryKind, Option<Id>);

/// A field of a record, and the part of it where it has parts.
type Spot = (String, Option<String>);

/// A merge under way. Undecided is at most one thing at each place.
struct Merging<'a> {
    base: &'a Map,
    ours: &'a Map,
    theirs: &'a Map,
    map: Map,
    found: BTreeMap<(Subject, Option<Spot>), Undecided>,
}

impl Merging<'_> {
    /// All records but options: what they changed is made, where it goes together with what we did.
    fn records(&mut self) {
        for (before, after) in self.base.differences(self.theirs) {
            let Some(entry) = before.as_ref().or(after.as_ref()) else { continue };
            let (kind, id) = (entry.kind(), entry.id().cloned());
            let now = self.ours.entry(kind, id.as_ref());
            if now == after {
                continue;
            }
            let subject = (kind, id);
            let merged = self.settle(&subject, before, now, after);
            self.put(&subject, merged);
        }
    }

    fn put(&mut self, (kind, id): &Subject, entry: Option<Entry>) {
        match (entry, id) {
            (Some(entry), _) => self.map.put(&entry),
            (None, Some(id)) => self.map.take_out(*kind, id),
            (None, None) => {}
        }
    }

    fn settle(
        &mut self,
        at: &Subject,
        base: Option<Entry>,
        ours: Option<Entry>,
        theirs: Option<Entry>,
    ) -> Option<Entry> {
        if ours == base || ours == theirs {
            return theirs;
        }
        if theirs == base {
            return ours;
        }
        match (base, ours, theirs) {
            (base, Some(ours), Some(theirs)) => {
                let Some(base) = base.or_else(|| bare(&ours)) else {
                    self.leave(at, None, [None, Some(ours.text()), Some(theirs.text())]);
                    return Some(if ours.text() <= theirs.text() { ours } else { theirs });
                };
                let (merged, clashes) = merge::merge(&base, &theirs, &ours, Meanwhile::Before);
                self.leave_fields(at, &clashes, [Some(&base), Some(&ours), Some(&theirs)]);
                Some(merged)
            }
            (base, ours, theirs) => {
                let texts = [&base, &ours, &theirs].map(|entry| entry.as_ref().map(Entry::text));
                self.leave(at, None, texts);
                ours.or(theirs)
            }
        }
    }

    /// Leaves fields of a record to be decided.
    fn leave_fields(&mut self, at: &Subject, clashes: &[Clash], entries: [Option<&Entry>; 3]) {
        if clashes.is_empty() {
            return;
        }
        let fields = entries.map(|entry| entry.map(Entry::fields).unwrap_or_default());
        for clash in clashes {
            self.leave(at, Some(place_of(clash)), fields.each_ref().map(|fields| value_at(fields, clash)));
        }
    }

    /// What has come of it.
    fn done(self, renamed: Vec<Renamed>) -> Merged {
        let Self { base, ours, theirs, mut map, found } = self;
        map.undecided = merge::list(&base.undecided, &theirs.undecided, &ours.undecided);
        map.undecided.extend(found.into_values());
        map.undecided.sort();
        map.undecided.dedup();
        Merged { map, ours: ours.clone(), renamed }
    }

    /// Leaves something to be decided.
    fn leave(&mut self, at: &Subject, field: Option<(String, Option<String>)>, values: [Option<RawJson>; 3]) {
        let [base, ours, theirs] = values;
        let list = at.0.table().map(str::to_owned);
        let (name, part) = field.clone().map_or((None, None), |(field, part)| (Some(field), part));
        let one = Undecided { list, id: at.1.clone(), field: name, part, base, ours, theirs, unknown: Unknown::new() };
        self.found.entry((at.clone(), field)).or_insert(one);
    }

    /// Options: by name and summary, and change by change.
    fn options(&mut self) {
        let differences: Vec<_> = self.base.options.differences(&self.theirs.options).collect();
        for difference in differences {
            let (base, theirs) = (difference.before, difference.after);
            let Some(id) = base.or(theirs).map(|option| option.id.clone()) else { continue };
            let ours = self.ours.options.get(id.as_str());
            let merged = if ours == base || ours == theirs {
                theirs.map(|option| DesignOption::clone(option))
            } else {
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => Some(self.merged_option(base.map(AsRef::as_ref), ours, theirs)),
                    (ours, theirs) => {
                        let at = (EntryKind::Option, Some(id.clone()));
                        let text = |option: &Arc<DesignOption>| text_of(&**option);
                        self.leave(&at, None, [base.map(text), ours.map(text), theirs.map(text)]);
                        ours.or(theirs).map(|option| DesignOption::clone(option))
                    }
                }
            };
            match merged {
                Some(option) => drop(self.map.options.put(option)),
                None => drop(self.map.options.remove(id.as_str())),
            }
        }
    }

    fn merged_option(
        &mut self,
        base: Option<&DesignOption>,
        ours: &DesignOption,
        theirs: &DesignOption,
    ) -> DesignOption {
        let at = (EntryKind::Option, Some(ours.id.clone()));
        let of_base = base.map(fields_of).unwrap_or_default();
        let (of_ours, of_theirs) = (fields_of(ours), fields_of(theirs));
        let mut name = base.map_or_else(|| ours.name.clone().min(theirs.name.clone()), |base| base.name.clone());
        let mut summary = base.and_then(|base| base.summary.clone());
        let mut unknown = Unknown::new();
        let keys: BTreeSet<&String> = of_base.keys().chain(of_ours.keys()).chain(of_theirs.keys()).collect();
        for key in keys.into_iter().filter(|key| !["id", "changes", "stances"].contains(&key.as_str())) {
            let values = [of_base.get(key), of_ours.get(key), of_theirs.get(key)];
            let [before, here, there] = values;
            let (from, value) = if here == before || here == there {
                (Some(theirs), there)
            } else if there == before {
                (Some(ours), here)
            } else {
                self.leave(&at, Some((key.clone(), None)), values.map(|value| value.cloned()));
                (None, before)
            };
            match (key.as_str(), from) {
                ("name", Some(from)) => name = from.name.clone(),
                ("summary", Some(from)) => summary = from.summary.clone(),
                ("name" | "summary", None) => {}
                _ => drop(value.map(|value| unknown.insert(key.clone(), value.clone()))),
            }
        }
        let changes = self.merged_changes(&at, base.map_or(&[], |base| &base.changes), &ours.changes, &theirs.changes);
        let stances = self.merged_stances(&at, base.map(|base| &base.stances), &ours.stances, &theirs.stances);
        DesignOption { id: ours.id.clone(), name, summary, changes, stances, unknown }
    }

    /// The changes of an option, of which each record has one; what is said of one twice goes by its place.
    fn merged_changes(&mut self, at: &Subject, base: &[Change], ours: &[Change], theirs: &[Change]) -> Vec<Change> {
        let of_base = by_subject(base);
        let (of_ours, of_theirs) = (by_subject(ours), by_subject(theirs));
        let all: BTreeSet<&ChangeKey> = of_base.keys().chain(of_ours.keys()).chain(of_theirs.keys()).collect();
        let mut merged = Vec::new();
        for key in all {
            let [before, here, there] = [&of_base, &of_ours, &of_theirs].map(|of| of.get(key).copied());
            let change = if here == before || here == there {
                there
            } else if there == before {
                here
            } else {
                let part = key.0.as_ref().map(|(kind, id)| {
                    id.as_ref().map_or_else(|| kind.word().to_owned(), |id| format!("{} {id}", kind.word()))
                });
                let values = [before, here, there].map(|change| change.map(text_of));
                self.leave(at, Some(("changes".to_owned(), part)), values);
                let least = here.into_iter().chain(there).min_by_key(|change| text_of(*change));
                before.filter(|_| here.is_some() && there.is_some()).or(least)
            };
            merged.extend(change.cloned());
        }
        merged
    }

    /// The stances of an option, of which each expectation has one.
    fn merged_stances(
        &mut self,
        at: &Subject,
        base: Option<&Table<Stance>>,
        ours: &Table<Stance>,
        theirs: &Table<Stance>,
    ) -> Table<Stance> {
        let empty = Table::default();
        let base = base.unwrap_or(&empty);
        let mut merged = ours.clone();
        for difference in base.differences(theirs) {
            let (before, there) = (difference.before, difference.after);
            let Some(id) = before.or(there).map(|stance| stance.expectation.clone()) else { continue };
            let here = ours.get(id.as_str());
            let stance = if here == before || here == there {
                there
            } else {
                let values = [before, here, there].map(|stance| stance.map(|stance| text_of(&**stance)));
                self.leave(at, Some(("stances".to_owned(), Some(id.to_string()))), values);
                let least = here.into_iter().chain(there).min_by_key(|stance| text_of(&***stance));
                before.filter(|_| here.is_some() && there.is_some()).or(least)
            };
            match stance.cloned() {
                Some(stance) => drop(merged.put(stance)),
                None => drop(merged.remove(id.as_str())),
            }
        }
        merged
    }

    /// Makes the map sound: what is pointed to comes back, from the side that still has it or from the base.
    fn mend(&mut self) {
        let mut problems = invariants::problems(&self.map);
        let mut as_before: BTreeSet<Subject> = BTreeSet::new();
        // Each round brings back at least one record, so that there is an end.
        while !problems.is_empty() {
            let mut again: Vec<Subject> = Vec::new();
            for problem in &problems {
                if let Some(subject) = self.bring_back(problem).or_else(|| self.put_as_before(problem, &mut as_before))
                {
                    again.push(subject);
                }
            }
            if again.is_empty() {
                return;
            }
            problems = invariants::problems(&self.map);
        }
    }

    /// Brings back what a record points to and what is not there.
    fn bring_back(&mut self, problem: &Problem) -> Option<Subject> {
        let (kind, id) = problem.missing.zip(problem.value.clone())?;
        let subject = (kind, Some(id));
        let [base, ours, theirs] = [self.base, self.ours, self.theirs].map(|map| map.entry(kind, subject.1.as_ref()));
        let kept = ours.clone().or_else(|| theirs.clone()).or_else(|| base.clone())?;
        self.map.put(&kept);
        self.leave(&subject, None, [base, ours, theirs].map(|entry| entry.as_ref().map(Entry::text)));
        Some(subject)
    }

    /// Puts a record back to what it was before, or takes it out if it is new: what two have done does not go together in
    /// another way than by what is pointed to.
    fn put_as_before(&mut self, problem: &Problem, as_before: &mut BTreeSet<Subject>) -> Option<Subject> {
        let subject = (problem.kind, Some(problem.id.clone()));
        if problem.missing.is_some() || !as_before.insert(subject.clone()) {
            return None;
        }
        let entries = [self.base, self.ours, self.theirs].map(|map| map.entry(problem.kind, Some(&problem.id)));
        self.leave(&subject, None, entries.each_ref().map(|entry| entry.as_ref().map(Entry::text)));
        let [base, ..] = entries;
        self.put(&subject, base);
        Some(subject)
    }
}

/// What a change is about, and how many changes of that came before it.
type ChangeKey = (Option<Subject>, usize);

fn by_subject(changes: &[Change]) -> BTreeMap<ChangeKey, &Change> {
    let mut numbers: BTreeMap<Option<Subject>, usize> = BTreeMap::new();
    let keyed = changes.iter().map(|change| {
        let subject = change.subject().map(|(kind, id)| (kind, id.cloned()));
        let number = numbers.entry(subject.clone()).or_default();
        *number += 1;
        ((subject, *number), change)
    });
    keyed.collect()
}

/// Where a file has the place at which two clash.
fn place_of(clash: &Clash) -> (String, Option<String>) {
    match (clash.field, &clash.part) {
        ("unknown", Some(name)) => (name.clone(), None),
        (field, part) => (field.to_owned(), part.clone()),
    }
}

fn value_at(fields: &BTreeMap<String, RawJson>, clash: &Clash) -> Option<RawJson> {
    let (field, part) = place_of(clash);
    let value = fields.get(&field)?;
    let Some(part) = part else { return Some(value.clone()) };
    let parts = parts_of(value);
    if let Some(value) = parts.get(&part) {
        return Some(value.clone());
    }
    let (part, key) = part.split_once(' ')?;
    match part {
        "unknown" => parts.get(key).cloned(),
        _ => parts_of(parts.get(part)?).get(key).cloned(),
    }
}

#[cfg(test)]
mod tests;
