//! Overlap: the pairs of sets that have much in common, without comparing each with each.

use super::remits::{Item, in_both};
use super::sparse_rows::SparseRows;

/// How often an item that two sets share is looked up at most, and how often more for each set, so that no map makes a
/// run quadratic.
const MOST_LOOKS: (usize, usize) = (2_000_000, 64);

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

/// Where an item stands in a set: of the set's items by frequency, the rarest first.
#[derive(Clone, Copy)]
struct Standing {
    set: u32,
    place: u32,
    /// The set's size, by its place among all sizes.
    size: u32,
}

/// The pairs of sets, by their places and in order, that are alike; at most `most` of them, and those that are found
/// within [`MOST_LOOKS`].
///
/// Each set is an ascending list of items. Two sets that need `c` items in common share one within the rarest
/// `size - c + 1` of each, so that only those are looked up (prefix filtering: Chaudhuri, Ganti and Kaushik, "A Primitive
/// Operator for Similarity Joins in Data Cleaning", 2006; Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity
/// Search", 2007).
pub fn alike(sets: &[&[Item]], likeness: &Likeness, most: usize) -> Vec<(usize, usize)> {
    let items = sets.iter().filter_map(|set| set.last()).max().map_or(0, |last| *last as usize + 1);
    let mut frequency = vec![0_u32; items];
    sets.iter().flat_map(|set| set.iter()).for_each(|&item| frequency[item as usize] += 1);
    let mut sizes: Vec<usize> = sets.iter().map(|set| set.len()).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let size_of: Vec<usize> = sets.iter().map(|set| sizes.partition_point(|size| *size < set.len())).collect();
    let needed: Vec<Vec<usize>> =
        sizes.iter().map(|&one| sizes.iter().map(|&other| likeness.needed(one, other)).collect()).collect();
    let mut by_size: Vec<usize> = (0..sets.len()).collect();
    by_size.sort_by_key(|&set| size_of[set]);
    // The items of each set, the rarest first; then for each item where it stands, in sets of one size together.
    let mut entries = Vec::with_capacity(sets.iter().map(|set| set.len()).sum());
    let mut begins = vec![0; sets.len()];
    let mut ranked = Vec::new();
    for set in by_size {
        begins[set] = entries.len();
        ranked.clear();
        ranked.extend(sets[set].iter().map(|&item| (frequency[item as usize], item)));
        ranked.sort_unstable();
        let standing = |place| Standing { set: set as u32, place, size: size_of[set] as u32 };
        entries.extend(ranked.iter().zip(0..).map(|(&(_, item), place)| (item as usize, standing(place))));
    }
    let standings = SparseRows::of(items, entries.iter().copied());
    let (mut pairs, mut looks) = (Vec::new(), MOST_LOOKS.0 + MOST_LOOKS.1 * sets.len());
    let mut compared = vec![usize::MAX; sets.len()];
    for (set, size) in sets.iter().map(|set| set.len()).enumerate() {
        let known = pairs.len();
        for (place, &(item, _)) in entries[begins[set]..begins[set] + size].iter().enumerate() {
            let mut rest = standings.list(item);
            while let Some(first) = rest.first() {
                let (same, larger) = rest.split_at(rest.partition_point(|other| other.size == first.size));
                rest = larger;
                let needed = needed[size_of[set]][first.size as usize];
                let other_size = sizes[first.size as usize];
                if place + needed <= size {
                    let earlier = &same[..same.partition_point(|other| (other.set as usize) < set)];
                    looks = looks.saturating_sub(earlier.len());
                    for other in earlier.iter().filter(|other| other.place as usize + needed <= other_size) {
                        let other = other.set as usize;
                        let is_new = std::mem::replace(&mut compared[other], set) != set;
                        if is_new && in_both(sets[set], sets[other]).take(needed).count() == needed {
                            pairs.push((other, set));
                        }
                    }
                }
            }
        }
        pairs[known..].sort_unstable();
        pairs.truncate(most);
        if pairs.len() == most || looks == 0 {
            break;
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
