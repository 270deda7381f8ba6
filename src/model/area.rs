//! Areas: parts of the country for which bodies and strands work, and which of them have ground in common.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Table, Unknown};

/// A part of the country for which bodies and strands work: a county, a district, a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// Names the area for ever.
    pub id: Id,
    /// What people call it.
    pub name: String,
    /// The area that it lies within, itself or by way of others never within itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Id>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Area {
    /// An area of which nothing else is known yet.
    pub fn new(id: impl Into<Id>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), within: None, evidence: Vec::new(), unknown: Unknown::new() }
    }
}

/// Where an area stands on a walk from the widest areas inwards. What lies within it comes after it, and before the next
/// area beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ground {
    first: usize,
    /// The first one after it that does not lie within it.
    end: usize,
    depth: usize,
}

impl Ground {
    /// Whether two areas may have ground in common: they are the same, or one lies within the other.
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// Whether another area is this one or lies within it.
    pub fn contains(self, other: Self) -> bool {
        (self.first..self.end).contains(&other.first)
    }

    /// Within how many others it lies.
    pub fn depth(self) -> usize {
        self.depth
    }
}

/// Which areas lie within which, asked of all of them at once.
#[derive(Debug, Clone, Default)]
pub struct Areas<'a> {
    grounds: HashMap<&'a Id, Ground>,
}

impl<'a> Areas<'a> {
    /// The areas of a table. One that lies within itself, or within one that is not there or does, is left out.
    pub fn of(table: &'a Table<Area>) -> Self {
        let mut inner: HashMap<&Id, Vec<&Id>> = HashMap::new();
        for area in table {
            if let Some(within) = &area.within {
                inner.entry(within).or_default().push(&area.id);
            }
        }
        let mut grounds = HashMap::with_capacity(table.len());
        // From the last to the first, since what is put on a pile last is taken first.
        let outermost = table.iter().filter(|area| area.within.is_none()).map(|area| &area.id);
        let mut pile: Vec<(&Id, usize)> = outermost.map(|id| (id, 0)).collect();
        pile.reverse();
        let mut order: Vec<&Id> = Vec::with_capacity(table.len());
        while let Some((id, depth)) = pile.pop() {
            grounds.insert(id, Ground { first: order.len(), end: order.len() + 1, depth });
            order.push(id);
            pile.extend(inner.get(id).into_iter().flatten().rev().map(|id| (*id, depth + 1)));
        }
        // What comes last within an area ends where the area ends.
        for id in order.iter().rev() {
            let end = grounds[id].end;
            let outer = table.get(id.as_str()).and_then(|area| area.within.as_ref());
            if let Some(ground) = outer.and_then(|outer| grounds.get_mut(outer)) {
                ground.end = ground.end.max(end);
            }
        }
        Self { grounds }
    }

    /// Where an area stands among the others; none if there is no such area.
    pub fn ground(&self, id: &Id) -> Option<Ground> {
        self.grounds.get(id).copied()
    }

    /// Whether both are known and have no ground in common. An area and one that it lies within overlap.
    pub fn differ(&self, one: &Id, other: &Id) -> bool {
        self.ground(one).zip(self.ground(other)).is_some_and(|(one, other)| !one.overlaps(other))
    }

    /// The areas, each followed by those that lie within it.
    pub fn in_order(&self) -> Vec<(&'a Id, Ground)> {
        let mut all: Vec<(&Id, Ground)> = self.grounds.iter().map(|(id, ground)| (*id, *ground)).collect();
        all.sort_unstable_by_key(|(_, ground)| ground.first);
        all
    }
}

/// The areas that lie within themselves, directly or by way of others.
pub(super) fn ringed(table: &Table<Area>) -> HashSet<&Id> {
    let mut ringed = HashSet::new();
    // On which walk outwards each area was met first.
    let mut met: HashMap<&Id, &Id> = HashMap::with_capacity(table.len());
    for start in table.ids() {
        let mut here = Some(start);
        while let Some(id) = here {
            let Some(area) = table.get(id.as_str()) else { break };
            match met.get(id) {
                None => drop(met.insert(&area.id, start)),
                // Once round is enough.
                Some(walk) if *walk == start && ringed.insert(&area.id) => {}
                Some(_) => break,
            }
            here = area.within.as_ref();
        }
    }
    ringed
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn table(areas: &[(&str, &str)]) -> Table<Area> {
        let area = |(id, within): &(&str, &str)| Area {
            within: (!within.is_empty()).then(|| (*within).into()),
            ..Area::new(*id, *id)
        };
        areas.iter().map(area).collect()
    }

    #[test]
    fn an_area_overlaps_with_what_lies_within_it_however_deep_and_differs_from_what_lies_beside_it() {
        let table = table(&[
            ("county", ""),
            ("north", "county"),
            ("south", "county"),
            ("ward", "north"),
            ("a-street", "ward"),
            ("other", ""),
        ]);
        let areas = Areas::of(&table);
        let differ = |one: &str, other: &str| {
            let (one, other) = (Id::from(one), Id::from(other));
            assert_eq!(areas.differ(&one, &other), areas.differ(&other, &one), "either way");
            areas.differ(&one, &other)
        };
        for (one, other) in
            [("county", "county"), ("county", "a-street"), ("north", "ward"), ("north", "a-street"), ("ward", "county")]
        {
            assert!(!differ(one, other), "{one} and {other}");
        }
        for (one, other) in [("north", "south"), ("ward", "south"), ("a-street", "south"), ("other", "county")] {
            assert!(differ(one, other), "{one} and {other}");
        }
        assert!(!differ("north", "nowhere"), "of what is not known nobody can say that it differs");
        let order: Vec<(&str, usize)> =
            areas.in_order().into_iter().map(|(id, ground)| (id.as_str(), ground.depth())).collect();
        let expected = [("county", 0), ("north", 1), ("ward", 2), ("a-street", 3), ("south", 1), ("other", 0)];
        assert_eq!(order, expected);
    }

    #[test]
    fn what_lies_within_itself_has_no_ground_and_a_long_chain_takes_no_time() {
        let ring = table(&[("a", "b"), ("b", "a"), ("c", "a"), ("d", "nowhere"), ("e", "")]);
        let areas = Areas::of(&ring);
        assert_eq!(areas.in_order().len(), 1);
        let on_ring: BTreeSet<&str> = ringed(&ring).into_iter().map(Id::as_str).collect();
        assert_eq!(on_ring, BTreeSet::from(["a", "b"]), "and not what lies within one of them");
        assert_eq!(ringed(&table(&[("a", "a")])).len(), 1);
        let names: Vec<String> = (0..20_000).map(|number| format!("a{number:05}")).collect();
        let chain = names.iter().zip(std::iter::once("").chain(names.iter().map(String::as_str)));
        let chain = table(&chain.map(|(id, within)| (id.as_str(), within)).collect::<Vec<_>>());
        let areas = Areas::of(&chain);
        assert!(!areas.differ(&"a00000".into(), &"a19999".into()));
    }
}
