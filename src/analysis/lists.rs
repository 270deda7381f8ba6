//! Lists: a list for each node, all of them in one piece of memory, so that a walk over a large map stays quick.

use super::At;

/// A list for each node. What graph libraries call compressed sparse rows.
#[derive(Debug)]
pub(super) struct Lists<T> {
    /// Where the list of each node begins, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: Vec::new(), items: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// The lists of `nodes` nodes from entries in any order; those of one node keep theirs.
    pub(super) fn of(nodes: usize, entries: &[(At, T)]) -> Self {
        let mut starts = vec![0; nodes + 1];
        for (at, _) in entries {
            starts[at.index() + 1] += 1;
        }
        for place in 1..=nodes {
            starts[place] += starts[place - 1];
        }
        let mut free = starts.clone();
        let mut items: Vec<T> = entries.iter().map(|(_, item)| *item).collect();
        for (at, item) in entries {
            items[free[at.index()] as usize] = *item;
            free[at.index()] += 1;
        }
        Self { starts, items }
    }

    /// Puts the items of each list in the order of their keys; equal ones stay as they are.
    pub(super) fn sort_by_key<Key: Ord>(&mut self, key: impl Fn(&T) -> Key) {
        for ends in self.starts.windows(2) {
            self.items[ends[0] as usize..ends[1] as usize].sort_by_key(&key);
        }
    }

    /// The list of one node.
    pub(super) fn at(&self, at: At) -> &[T] {
        &self.items[self.starts[at.index()] as usize..self.starts[at.index() + 1] as usize]
    }
}
