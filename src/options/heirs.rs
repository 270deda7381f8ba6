//! To whom the work of what is no more passes, along the lines of absorption to their ends.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Id, LinkKind, LinkStatus, Map};

/// How many heirs of one are named.
pub(super) const MOST_HEIRS: usize = 16;

/// Why something is not accounted for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It goes into others that go into it again.
    Ring,
    /// It goes into one that is there, and not at work.
    NotAtWork(Id),
    /// It, or what it goes into, ends or is taken out without a reason.
    NoReason,
    /// None of its owners is at work any more.
    OwnersGone(Vec<Id>),
    /// It has no owner any more.
    NoOwner,
    /// All seats that it had are gone, and not all with a reason.
    NoSeat,
    /// Nobody at work carries it any more.
    NoCarrier,
}

/// What comes of the work of one that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Passed {
    /// Those at work to whom all of it comes at last, by id, at least one and some at most; parts of it may have ended with
    /// a reason on the way.
    To(BTreeSet<Id>),
    /// It comes to an end, with this reason.
    Ends(String),
    /// A part of it is lost.
    Lost(Why),
}

impl Passed {
    /// What comes of two parts. What is lost of one is lost of the whole.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Lost(one), Self::Lost(other)) => Self::Lost(one.min(other)),
            (lost @ Self::Lost(_), _) | (_, lost @ Self::Lost(_)) => lost,
            (Self::To(mut one), Self::To(other)) => {
                one.extend(other);
                while one.len() > MOST_HEIRS {
                    one.pop_last();
                }
                Self::To(one)
            }
            (to @ Self::To(_), Self::Ends(_)) | (Self::Ends(_), to @ Self::To(_)) => to,
            (Self::Ends(one), Self::Ends(other)) => Self::Ends(one.min(other)),
        }
    }
}

/// Who goes into whom: by the lines of absorption that have not lapsed, and of what is not there any more by what was made
/// one with it.
pub(super) fn successors(map: &Map) -> BTreeMap<Id, Vec<Id>> {
    let mut successors: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    let lines = map.links.iter().filter(|link| {
        link.kind == LinkKind::AbsorbedInto && link.off_map().is_none() && link.status != LinkStatus::Lapsed
    });
    for line in lines {
        successors.entry(line.from.clone()).or_default().push(line.to.clone());
    }
    for node in &map.nodes {
        for id in node.merged.iter().filter(|id| !map.nodes.contains(id.as_str())) {
            successors.entry(id.clone()).or_default().push(node.id.clone());
        }
    }
    successors
}

/// What comes of each of `ended` and of whatever they go into. `stands` says what comes of one by itself: of one that
/// stands, itself; of one that has ended with no successor, its end; nothing where its successors are to be asked.
pub(super) fn passed(
    ended: impl Iterator<Item = Id>,
    successors: &BTreeMap<Id, Vec<Id>>,
    stands: impl Fn(&Id) -> Option<Passed>,
) -> BTreeMap<Id, Passed> {
    let mut known: BTreeMap<Id, Option<Passed>> = BTreeMap::new();
    // Without recursion: a chain may be as long as a map is large.
    for start in ended {
        let mut path = vec![(start, 0)];
        while let Some((here, next)) = path.last_mut() {
            if *next == 0 && !known.contains_key(here) {
                let own = stands(here);
                let is_settled = own.is_some();
                known.insert(here.clone(), own);
                if is_settled {
                    path.pop();
                    continue;
                }
            } else if *next == 0 {
                path.pop();
                continue;
            }
            let onward = successors.get(here).map_or(&[][..], Vec::as_slice);
            if let Some(to) = onward.get(*next) {
                *next += 1;
                if !known.contains_key(to) {
                    path.push((to.clone(), 0));
                }
                continue;
            }
            // One whose own end is not known yet is on the path: the chain comes back to where it was.
            let of = |to: &Id| known.get(to).cloned().flatten().unwrap_or(Passed::Lost(Why::Ring));
            let whole = onward.iter().map(of).reduce(Passed::and).unwrap_or(Passed::Lost(Why::NoReason));
            let here = here.clone();
            known.insert(here, Some(whole));
            path.pop();
        }
    }
    known.into_iter().filter_map(|(id, passed)| Some((id, passed?))).collect()
}
