//! Overlap: the pairs of sets that have much in common, without comparing each with each.

use std::collections::{BTreeMap, HashMap};

use super::remits::Item;

/// How alike two sets must be, from the sizes of the two.
pub struct Likeness {
    /// The least share of common items among all items of the two: Jaccard's coefficient. More than 1: not asked.
    pub jaccard: f64,
    /// The least share of common items among the smaller set's: the overlap coefficient. More than 1: not asked.
    pub overlap: f64,
    /// The least number of common items where the overlap coefficient decides.
    pub least: usize,
}

impl Likeness {
    /// A coefficient that no two sets have.
    pub const NOT_ASKED: f64 = 2.0;

    /// Whether sets of two sizes with so many common items are alike.
    pub fn are_alike(&self, one: usize, other: usize, shared: usize) -> bool {
        shared >= self.needed(one, other)
    }

    /// How many items sets of two sizes must have in common.
    fn needed(&self, one: usize, other: usize) -> usize {
        // What is in common of a share j of all: c / (one + other - c) >= j.
        let whole = (one + other) as f64;
        let by_jaccard = least_whole(self.jaccard * whole / (1.0 + self.jaccard)).max(1);
        let by_overlap = least_whole(self.overlap * one.min(other) as f64).max(self.least).max(1);
        by_jaccard.min(by_overlap)
    }
}

/// The least whole number that is not less than `value`, where rounding errors of the value do not count.
fn least_whole(value: f64) -> usize {
    (value - 1e-9).ceil().max(0.0) as usize
}

/// The pairs of sets, by their places and in order, that are alike; at most `most` of them.
///
/// Each set is an ascending list of items. Two sets that need `c` items in common share one within the rarest
/// `size - c + 1` of each, so that only those are looked up (prefix filtering: Chaudhuri, Ganti and Kaushik, "A Primitive
/// Operator for Similarity Joins in Data Cleaning", 2006; Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity
/// Search", 2007).
pub fn alike(sets: &[&[Item]], likeness: &Likeness, most: usize) -> Vec<(usize, usize)> {
    let mut frequency: HashMap<Item, u32> = HashMap::new();
    for item in sets.iter().flat_map(|set| set.iter()) {
        *frequency.entry(*item).or_default() += 1;
    }
    let rarest_first: Vec<Vec<Item>> = sets
        .iter()
        .map(|set| {
            let mut items = set.to_vec();
            items.sort_unstable_by_key(|item| (frequency[item], *item));
            items
        })
        .collect();
    // Size of the sets seen so far, then item: where the item stands in which of them.
    let mut seen: BTreeMap<usize, HashMap<Item, Vec<(usize, usize)>>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (place, items) in rarest_first.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for (&size, standing) in &seen {
            let needed = likeness.needed(items.len(), size);
            if needed > size.min(items.len()) {
                continue;
            }
            for item in &items[..=items.len() - needed] {
                let others = standing.get(item).into_iter().flatten();
                candidates.extend(others.filter(|(_, at)| at + needed <= size).map(|(other, _)| *other));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            let shared = super::remits::common(sets[place], sets[other]).len();
            if likeness.are_alike(items.len(), sets[other].len(), shared) {
                pairs.push((other, place));
                if pairs.len() == most {
                    pairs.sort_unstable();
                    return pairs;
                }
            }
        }
        let standing = seen.entry(items.len()).or_default();
        for (at, item) in items.iter().enumerate() {
            standing.entry(*item).or_default().push((place, at));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Likeness, alike};
    use crate::analysis::remits::common;

    const REMITS: Likeness = Likeness { jaccard: 0.5, overlap: 0.8, least: 2 };

    #[test]
    fn the_number_of_common_items_follows_from_the_sizes() {
        // One of two is half; three of four against four of four are 3/5; two of two lie wholly in five of five.
        assert_eq!(REMITS.needed(1, 2), 1);
        assert_eq!(REMITS.needed(4, 4), 3);
        assert_eq!(REMITS.needed(2, 5), 2);
        assert_eq!(REMITS.needed(5, 9), 4);
        assert_eq!(REMITS.needed(1, 3), 2, "one item of three is too little, and there are not two");
    }

    #[test]
    fn a_coefficient_that_is_not_asked_decides_nothing() {
        let members = Likeness { jaccard: Likeness::NOT_ASKED, overlap: 0.6, least: 3 };
        assert_eq!((members.needed(5, 5), members.needed(4, 9), members.needed(6, 6)), (3, 3, 4));
        assert!(!members.are_alike(2, 2, 2), "wholly alike, and too few");
        let themes = Likeness { jaccard: 0.5, overlap: Likeness::NOT_ASKED, least: 2 };
        assert_eq!(
            (themes.needed(3, 3), themes.needed(2, 8)),
            (2, 4),
            "two of eight lie wholly in them, and are too few"
        );
    }

    proptest! {
        #[test]
        fn the_filter_loses_no_pair(sets in prop::collection::vec(prop::collection::btree_set(0_u32..12, 1..6), 0..25)) {
            let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
            let borrowed: Vec<&[u32]> = sets.iter().map(Vec::as_slice).collect();
            let mut expected = Vec::new();
            for (right, b) in sets.iter().enumerate() {
                for (left, a) in sets[..right].iter().enumerate() {
                    let shared = common(a, b).len();
                    let jaccard = shared as f64 / (a.len() + b.len() - shared) as f64;
                    let overlap = shared as f64 / a.len().min(b.len()) as f64;
                    if jaccard >= 0.5 || (shared >= 2 && overlap >= 0.8) {
                        expected.push((left, right));
                    }
                }
            }
            expected.sort_unstable();
            prop_assert_eq!(alike(&borrowed, &REMITS, usize::MAX), expected);
        }
    }
}
