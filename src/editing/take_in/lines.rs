//! Which line of the map each line of what is read is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Incoming, source_of};
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map};

/// What tells a line from others between the same ends: money of one year is another line than that of the next.
pub(super) type Line<'a> = (LinkKind, &'a Id, &'a Id, Option<&'a str>);

pub(super) fn line(link: &Link) -> Line<'_> {
    (link.kind, &link.from, &link.to, period(link))
}

pub(super) fn period(link: &Link) -> Option<&str> {
    link.period.as_deref().filter(|_| link.kind == LinkKind::Funds)
}

/// Which line of the map each line of what is read is, by its id there. What a graph draws is the line with its id or from
/// its place in the file. Else it is, of several between the same ends, that of the same period; a period that is not told
/// on one side is that of the other, if there is but one.
pub(super) fn on_map<'a>(
    map: &'a Map,
    incoming: &'a Incoming,
    id: impl Fn(&Id) -> Option<&'a Id>,
) -> BTreeMap<Id, &'a Link> {
    let is_open = |link: &&Link| incoming.keeps_ids || link.status != LinkStatus::Lapsed;
    let there = map.links.iter().map(|link| &**link).filter(is_open);
    let read = incoming.read.links.iter().map(|link| &**link);
    let mut matching = Matching {
        there: there.map(|link| (link, (link.kind, &link.from, &link.to, off_map(link)))).collect(),
        read: read
            .filter_map(|link| Some((link, (link.kind, id(&link.from)?, id(&link.to)?, off_map(link)))))
            .collect(),
        found: BTreeMap::new(),
    };
    if incoming.by_place {
        if incoming.keeps_ids {
            matching.pass(|there| [&there.id], |link| Some(&link.id));
        }
        let source = source_of(map, &incoming.source);
        let places = |there: &'a Link| {
            let of_file = there.evidence.iter().filter(move |evidence| Some(&evidence.source) == source);
            of_file.filter_map(|evidence| evidence.place.as_deref())
        };
        matching.pass(places, |link| incoming.places.get(&link.id).map(String::as_str));
    }
    matching.pass(|there| [period(there)], |link| Some(period(link)));
    matching.pass(|there| period(there).is_none().then_some(()), |link| period(link).map(|_| ()));
    matching.only();
    matching.found
}

/// Between what a line leads: its kind, its ends, and the name at one that is off the map.
type Between<'a> = (LinkKind, &'a Id, &'a Id, [Option<&'a str>; 2]);

fn off_map(link: &Link) -> [Option<&str>; 2] {
    [End::From, End::To].map(|end| link.off_map_at(end))
}

struct Matching<'a> {
    /// The lines of the map that are nobody's yet.
    there: Vec<(&'a Link, Between<'a>)>,
    /// The lines of what is read that are none of the map's yet.
    read: Vec<(&'a Link, Between<'a>)>,
    found: BTreeMap<Id, &'a Link>,
}

impl<'a> Matching<'a> {
    /// Finds lines between the same ends that something else of both is the same of.
    fn pass<K: Ord, I: IntoIterator<Item = K>>(
        &mut self,
        there: impl Fn(&'a Link) -> I,
        read: impl Fn(&'a Link) -> Option<K>,
    ) {
        let mut known: BTreeMap<(Between<'a>, K), VecDeque<&'a Link>> = BTreeMap::new();
        for &(link, between) in &self.there {
            for key in there(link) {
                known.entry((between, key)).or_default().push_back(link);
            }
        }
        let mut taken: BTreeSet<&Id> = BTreeSet::new();
        let found = &mut self.found;
        self.read.retain(|&(link, between)| {
            let Some(likely) = read(link).and_then(|key| known.get_mut(&(between, key))) else { return true };
            while let Some(there) = likely.pop_front() {
                if taken.insert(&there.id) {
                    found.insert(link.id.clone(), there);
                    return false;
                }
            }
            true
        });
        self.there.retain(|(link, _)| !taken.contains(&link.id));
    }

    /// Finds those that tell of no period, where just one is left.
    fn only(&mut self) {
        let mut left: BTreeMap<Between<'a>, Vec<&'a Link>> = BTreeMap::new();
        for &(link, between) in &self.there {
            left.entry(between).or_default().push(link);
        }
        for (link, between) in self.read.iter().filter(|(link, _)| period(link).is_none()) {
            if let Some(there) = left.get_mut(between).filter(|left| left.len() == 1).and_then(Vec::pop) {
                self.found.insert(link.id.clone(), there);
            }
        }
    }
}
