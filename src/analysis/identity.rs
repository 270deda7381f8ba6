//! Identity: which findings of two states of a map are the same. What a finding is, is settled by the records that it
//! speaks of, never by names or places, and followed to whatever took the place of a record.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

use super::finding::{Finding, Subject, SubjectKind};
use super::rule::KnownBy;
use super::rules::rule;
use crate::model::{Id, LinkKind, LinkStatus, Map, NodeStatus};

/// A finding as it is compared with others, be it found, accepted, or known from a baseline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spoken<'a> {
    /// The rule's code.
    pub code: &'a str,
    /// What it is about, in its order.
    pub subjects: Vec<&'a Id>,
}

impl<'a> Spoken<'a> {
    /// What a finding speaks of.
    pub fn of(finding: &'a Finding) -> Self {
        Self { code: finding.code, subjects: finding.subjects.iter().map(|subject| &subject.id).collect() }
    }

    fn known_by(&self) -> KnownBy {
        rule(self.code).map_or(KnownBy::Together, |rule| rule.known_by)
    }
}

/// The subjects by which a finding is known, whatever becomes of the others.
pub fn known_by(finding: &Finding) -> Vec<Subject> {
    rule(finding.code).map_or_else(|| finding.subjects.clone(), |rule| rule.known_by.of(&finding.subjects))
}

/// What a map says of what became of records: which went into which, and what its lines join, whatever their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// What was made one with what: it is the same record.
    merged: BTreeMap<Id, Id>,
    /// What is over, and went into what.
    absorbed: BTreeMap<Id, Id>,
    lines: BTreeMap<Id, (LinkKind, Id, Id)>,
}

impl Trace {
    /// The trace of a map, with the lines of which its findings speak.
    pub fn of(map: &Map, findings: &[Finding]) -> Self {
        let mut into: BTreeMap<Id, Id> = BTreeMap::new();
        let mut is_torn: BTreeSet<Id> = BTreeSet::new();
        let is_over = |id: &Id| {
            map.nodes
                .get(id.as_str())
                .is_some_and(|node| matches!(node.status, NodeStatus::Ended | NodeStatus::Dormant))
        };
        let lines = map.links.iter().filter(|link| {
            link.kind == LinkKind::AbsorbedInto && link.status == LinkStatus::Active && is_over(&link.from)
        });
        for link in lines {
            if into.insert(link.from.clone(), link.to.clone()).is_some_and(|other| other != link.to) {
                is_torn.insert(link.from.clone());
            }
        }
        // What went into several has no one heir.
        into.retain(|id, _| !is_torn.contains(id));
        let mut merged: BTreeMap<Id, Id> = BTreeMap::new();
        for node in map.nodes.iter() {
            let gone = node.merged.iter().filter(|id| !map.nodes.contains(id.as_str()));
            merged.extend(gone.map(|id| (id.clone(), node.id.clone())));
        }
        let subjects = findings.iter().flat_map(|finding| &finding.subjects);
        let lines = subjects.filter(|subject| subject.kind == SubjectKind::Link);
        let lines = lines.filter_map(|line| {
            let link = map.links.get(line.id.as_str())?;
            Some((line.id.clone(), (link.kind, link.from.clone(), link.to.clone())))
        });
        Self { merged, absorbed: into, lines: lines.collect() }
    }

    /// Of a state of which no more is known than what its lines joined.
    pub fn of_lines(lines: BTreeMap<Id, (LinkKind, Id, Id)>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// What the lines join of which the findings speak.
    pub fn lines(&self) -> &BTreeMap<Id, (LinkKind, Id, Id)> {
        &self.lines
    }

    /// What was made one, of which another map does not know yet.
    fn newly_merged<'a>(&'a self, other: &Self) -> Heirs<'a> {
        self.merged.iter().filter(|(id, heir)| other.merged.get(*id) != Some(*heir)).collect()
    }

    /// The same, with what went into what.
    fn newly_gone<'a>(&'a self, other: &Self) -> Heirs<'a> {
        let absorbed = self.absorbed.iter().filter(|(id, heir)| other.absorbed.get(*id) != Some(*heir));
        absorbed.chain(self.newly_merged(other)).collect()
    }

    /// What took the place of a record in the end, or the record itself.
    pub(super) fn heir<'a>(&'a self, id: &'a Id) -> &'a Id {
        follow(id, |id| self.merged.get(id).or_else(|| self.absorbed.get(id)))
    }
}

/// What took the place of what.
type Heirs<'a> = BTreeMap<&'a Id, &'a Id>;

/// Goes on as long as there is an heir. Of those that went into each other in a circle nobody is the last.
fn follow<'a>(id: &'a Id, heir: impl Fn(&Id) -> Option<&'a Id>) -> &'a Id {
    let mut passed: BTreeSet<&Id> = BTreeSet::new();
    let mut at = id;
    while let Some(next) = heir(at) {
        if !passed.insert(at) {
            return id;
        }
        at = next;
    }
    at
}

/// A record by what it is: a line by what it joins, all else by its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Token<'a> {
    Record(&'a Id),
    Line(LinkKind, &'a Id, &'a Id),
}

/// A finding that is the same as an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    /// Its place among the later findings.
    pub place: usize,
    /// Whether it is about all that the earlier one was about, and nothing else.
    pub is_unchanged: bool,
    /// Whether it is known by the same records: all of them, and no others.
    pub is_whole: bool,
}

/// For each of the `before` findings the one `after` that is the same, if there is one; none is the same as two.
pub fn same<'a>(before: &[Spoken<'a>], after: &[Spoken<'a>], was: &'a Trace, is: &'a Trace) -> Vec<Option<Same>> {
    let mut matching = Matching { of_before: vec![None; before.len()], is_taken: vec![false; after.len()] };
    matching.pair(before, after, |spoken| spoken.subjects.clone(), |spoken| spoken.subjects.clone());
    // What was made one is the same record, whichever of the two maps comes first; what went into another is its heir.
    let none = Heirs::new;
    let ways = [
        (none(), none()),
        (is.newly_merged(was), none()),
        (none(), was.newly_merged(is)),
        (is.newly_gone(was), none()),
        (none(), was.newly_gone(is)),
    ];
    let ways: Vec<&(Heirs<'a>, Heirs<'a>)> = ways
        .iter()
        .enumerate()
        .filter(|(place, (forward, backward))| *place == 0 || !forward.is_empty() || !backward.is_empty())
        .map(|(_, way)| way)
        .collect();
    let known_by = |spoken: &Spoken<'a>, trace, heirs| spoken.known_by().of(&tokens(spoken, trace, heirs));
    for (forward, backward) in &ways {
        matching.pair(before, after, |one| known_by(one, was, forward), |one| known_by(one, is, backward));
    }
    let whole: Vec<bool> = matching.of_before.iter().map(Option::is_some).collect();
    for (forward, backward) in &ways {
        matching.grow(before, after, |one| tokens(one, was, forward), |one| tokens(one, is, backward));
    }
    let speaks_of = |spoken: &Spoken<'a>, trace, heirs| -> BTreeSet<Token<'a>> {
        tokens(spoken, trace, heirs).into_iter().collect()
    };
    let pairs = matching.of_before.iter().enumerate().map(|(earlier, place)| {
        let (one, other) = (&before[earlier], &after[(*place)?]);
        let is_unchanged = one.subjects == other.subjects
            || ways.iter().any(|(forward, backward)| speaks_of(one, was, forward) == speaks_of(other, is, backward));
        Some(Same { place: (*place)?, is_unchanged, is_whole: whole[earlier] })
    });
    pairs.collect()
}

/// What a finding speaks of, followed to what took its place.
fn tokens<'a>(spoken: &Spoken<'a>, trace: &'a Trace, heirs: &Heirs<'a>) -> Vec<Token<'a>> {
    let heir = |id: &'a Id| follow(id, |id| heirs.get(id).copied());
    let token = |id: &'a Id| match trace.lines.get(id) {
        Some((kind, from, to)) => Token::Line(*kind, heir(from), heir(to)),
        None => Token::Record(heir(id)),
    };
    let mut tokens: Vec<Token<'_>> = spoken.subjects.iter().map(|id| token(id)).collect();
    if spoken.known_by() == KnownBy::Together {
        tokens.sort_unstable();
        tokens.dedup();
    }
    tokens
}

struct Matching {
    of_before: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl Matching {
    fn open(&self) -> Vec<usize> {
        (0..self.of_before.len()).filter(|&place| self.of_before[place].is_none()).collect()
    }

    /// Pairs those that are left, and that the two keys say are the same, each with the first one.
    fn pair<'a, K: Eq + Hash>(
        &mut self,
        before: &[Spoken<'a>],
        after: &[Spoken<'a>],
        earlier: impl Fn(&Spoken<'a>) -> K,
        later: impl Fn(&Spoken<'a>) -> K,
    ) {
        let open = self.open();
        if open.is_empty() {
            return;
        }
        let mut by_key: HashMap<(&str, K), VecDeque<usize>> = HashMap::new();
        for (place, spoken) in after.iter().enumerate().filter(|(place, _)| !self.is_taken[*place]) {
            by_key.entry((spoken.code, later(spoken))).or_default().push_back(place);
        }
        for place in open {
            let key = (before[place].code, earlier(&before[place]));
            if let Some(found) = by_key.get_mut(&key).and_then(VecDeque::pop_front) {
                self.of_before[place] = Some(found);
                self.is_taken[found] = true;
            }
        }
    }

    /// Pairs those of which one has grown into the other, each with that with which it has most in common.
    fn grow<'a>(
        &mut self,
        before: &[Spoken<'a>],
        after: &[Spoken<'a>],
        earlier: impl Fn(&Spoken<'a>) -> Vec<Token<'a>>,
        later: impl Fn(&Spoken<'a>) -> Vec<Token<'a>>,
    ) {
        let can_grow = |spoken: &Spoken<'_>| spoken.known_by() == KnownBy::Together;
        let open: Vec<usize> = self.open().into_iter().filter(|&place| can_grow(&before[place])).collect();
        if open.is_empty() {
            return;
        }
        let mut holding: HashMap<(&str, Token<'_>), Vec<usize>> = HashMap::new();
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for (place, spoken) in after.iter().enumerate().filter(|(place, _)| !self.is_taken[*place]) {
            let tokens = if can_grow(spoken) { later(spoken) } else { Vec::new() };
            sizes.insert(place, tokens.len());
            tokens.into_iter().for_each(|token| holding.entry((spoken.code, token)).or_default().push(place));
        }
        for place in open {
            let own = earlier(&before[place]);
            let mut common: BTreeMap<usize, usize> = BTreeMap::new();
            for found in own.iter().filter_map(|token| holding.get(&(before[place].code, token.clone()))).flatten() {
                *common.entry(*found).or_default() += 1;
            }
            let is_within = |(found, shared): &(&usize, &usize)| {
                !self.is_taken[**found] && **shared == own.len().min(sizes[*found])
            };
            let best =
                common.iter().filter(is_within).max_by_key(|(found, shared)| (**shared, std::cmp::Reverse(**found)));
            if let Some((&found, _)) = best {
                self.of_before[place] = Some(found);
                self.is_taken[found] = true;
            }
        }
    }
}
