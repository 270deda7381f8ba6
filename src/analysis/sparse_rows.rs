//! SparseRows: many short ones in one piece of memory, so that a walk over a large map stays quick.

/// A list for each number below a bound, such as for each node. Graph libraries call it compressed sparse rows.
#[derive(Debug, Clone)]
pub(super) struct SparseRows<T> {
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for SparseRows<T> {
    fn default() -> Self {
        Self { starts: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> SparseRows<T> {
    /// `count` lists from entries, each with the number of its list. Entries of one list keep their order.
    pub(super) fn of(count: usize, entries: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0; count + 1];
        for (list, _) in entries.clone() {
            starts[list + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut free = starts.clone();
        // Any item of the right type does until each has its place.
        let mut items: Vec<T> = entries.clone().next().map_or(Vec::new(), |(_, any)| vec![any; starts[count] as usize]);
        for (list, item) in entries {
            items[free[list] as usize] = item;
            free[list] += 1;
        }
        Self { starts, items }
    }

    /// Puts the items of each list in the order of their keys; equal ones stay as they are.
    pub(super) fn sort_by_key<Key: Ord>(&mut self, key: impl Fn(&T) -> Key) {
        for ends in self.starts.windows(2) {
            self.items[ends[0] as usize..ends[1] as usize].sort_by_key(&key);
        }
    }

    /// The list of a number.
    pub(super) fn list(&self, number: usize) -> &[T] {
        &self.items[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}
