//! Columns: where a list is broken so that its parts come out about equally long, and which heights are tried.
//!
//! A list is broken so that hardly anything moves when it grows by one: each break is looked for by itself
//! near where it would be best, and there before the item with the highest key, which has nothing to do with the others.

/// What stands in a column.
pub(super) struct Item {
    /// The room after it.
    pub(super) gap: f32,
    /// How long it counts where columns are to be equal.
    pub(super) weight: f32,
    /// A number that no other item changes.
    pub(super) key: u32,
}

/// How far from the best place a break may be, in parts of a column.
const TOLERANCE: f32 = 0.1;

/// Fills as many columns as it takes if each is filled up to the limit, and these about equally. Returns where each ends.
pub(super) fn fill_steadily(items: &[Item], limit: f32) -> Vec<usize> {
    break_steadily(items, fill(items, limit))
}

/// Breaks items into so many columns of about equal length, of which there are no more than items. Returns where each ends.
pub(super) fn break_steadily(items: &[Item], count: usize) -> Vec<usize> {
    if items.is_empty() {
        return Vec::new();
    }
    // Where each item begins.
    let mut begins = Vec::with_capacity(items.len() + 1);
    let mut at = 0.0;
    for item in items {
        begins.push(at);
        at += item.weight + item.gap;
    }
    let column = at / count as f32;
    let mut ends: Vec<usize> = Vec::new();
    for number in 1..count {
        let best = column * number as f32;
        let first = ends.last().map_or(1, |end| end + 1);
        let last = items.len() - (count - number);
        let near = |place: usize| (begins[place] - best).abs();
        let after = begins.partition_point(|begin| *begin < best).clamp(first, last);
        let before = after.saturating_sub(1).clamp(first, last);
        let nearest = if near(before) <= near(after) { before } else { after };
        let low = begins.partition_point(|begin| *begin < best - TOLERANCE * column).clamp(first, last);
        let high = begins.partition_point(|begin| *begin <= best + TOLERANCE * column).clamp(first, last + 1);
        let end = (low..high).max_by_key(|&place| items[place].key).unwrap_or(nearest);
        ends.push(end);
    }
    ends.push(items.len());
    ends
}

/// How many columns there are if each is filled up to the limit.
fn fill(items: &[Item], limit: f32) -> usize {
    let (mut count, mut length, mut gap) = (1, 0.0, 0.0);
    for (at, item) in items.iter().enumerate() {
        if at > 0 && length + gap + item.weight > limit + 0.01 {
            count += 1;
            (length, gap) = (0.0, 0.0);
        }
        length += gap + item.weight;
        gap = item.gap;
    }
    count
}

/// About so many heights from the least to the greatest, in even steps of ratio. They are taken from scales that never change,
/// so that a little more or less of a tree tries the same ones.
pub(super) fn heights(least: f32, greatest: f32, steps: usize) -> Vec<f32> {
    const RATIOS: [f32; 5] = [1.05, 1.1, 1.21, 1.464, 2.144];
    let range = (greatest / least).max(1.0).ln();
    let ratio = RATIOS.into_iter().find(|ratio| range / ratio.ln() <= steps as f32).unwrap_or(RATIOS[4]);
    let place = |height: f32| height.ln() / ratio.ln();
    let (first, last) = (place(least).ceil() as i32, place(greatest).ceil() as i32);
    std::iter::once(least).chain((first..=last).map(|place| ratio.powi(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(keys: &[u32]) -> Vec<Item> {
        keys.iter().map(|&key| Item { gap: 10.0, weight: 60.0, key }).collect()
    }

    #[test]
    fn one_item_more_leaves_most_breaks_before_the_same_items() {
        let keys: Vec<u32> = (0..60_u32).map(|item| item.wrapping_mul(2_654_435_761)).collect();
        let starts = |keys: &[u32]| -> Vec<u32> {
            let mut ends = fill_steadily(&items(keys), 770.0);
            assert_eq!(ends.pop(), Some(keys.len()));
            assert!(ends.windows(2).all(|ends| (6..=14).contains(&(ends[1] - ends[0]))), "{ends:?} are about even");
            ends.into_iter().map(|end| keys[end]).collect()
        };
        let before = starts(&keys);
        assert_eq!(before.len(), 5);
        let stay = |place: usize| {
            let mut longer = keys.clone();
            longer.insert(place, 7);
            let after = starts(&longer);
            before.iter().filter(|key| after.contains(key)).count()
        };
        let kept: usize = (0..60).map(stay).sum();
        assert!(kept > 60 * 5 / 2, "{kept} of 300 breaks stay");
    }

    #[test]
    fn a_little_more_tries_the_same_heights() {
        let (one, other) = (heights(100.0, 900.0, 30), heights(100.0, 903.0, 30));
        assert_eq!(one, other);
        assert!(one.len() < 33 && one[0] == 100.0 && *one.last().expect("some") >= 900.0);
        assert!(heights(100.0, 5e9, 12).len() < 40);
        assert_eq!(heights(50.0, 50.0, 12)[0], 50.0);
    }
}
