//! How much memory a state of a map takes beside the one before it, with which it shares most of what it holds.

use std::io;

use serde::Serialize;

use super::entry::records;
use super::{Map, Table};

/// Counts what is written, and keeps nothing of it.
#[derive(Default)]
struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a value holds, roughly: as many bytes as it takes to write it.
fn length(value: &impl Serialize) -> usize {
    let mut count = Count::default();
    // What cannot be written is counted as far as it goes.
    serde_json::to_writer(&mut count, value).ok();
    count.0
}

fn of_table<T: Serialize + PartialEq>(table: &Table<T>, before: &Table<T>) -> usize {
    let records = before.differences(table).filter_map(|difference| difference.after);
    table.own_bytes(before) + records.map(|record| size_of::<T>() + length(record.as_ref())).sum::<usize>()
}

macro_rules! of_tables {
    ($(#[$doc:meta] $type:ident $word:literal $table:ident;)*) => {
        fn of_tables(map: &Map, before: &Map) -> usize {
            of_table(&map.options, &before.options) $(+ of_table(&map.$table, &before.$table))*
        }
    };
}
records!(of_tables);

impl Map {
    /// How many bytes it takes beside the state before, roughly: what both share is not counted.
    pub fn weight_beside(&self, before: &Self) -> usize {
        let heading = [length(&self.accepted), length(&self.undecided), length(&self.settings), length(&self.unknown)];
        let texts = [Some(&self.title), self.place.as_ref(), self.summary.as_ref()];
        let texts = texts.into_iter().flatten().map(String::len).sum::<usize>();
        size_of::<Self>() + texts + heading.iter().sum::<usize>() + of_tables(self, before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Node, NodeKind};

    #[test]
    fn a_state_weighs_what_it_does_not_share() {
        let mut before = Map::default();
        for number in 0..5_000 {
            let mut node = Node::new(format!("node-{number}"), NodeKind::Group, format!("Group {number}"));
            node.notes = Some("x".repeat(1_000));
            before.nodes.put(node);
        }
        let all = before.weight_beside(&Map::default());
        assert!((5_000_000..20_000_000).contains(&all), "{all}");
        let shared = before.clone().weight_beside(&before);
        assert!(shared < 2_000, "{shared}");
        let mut after = before.clone();
        after.nodes.put(Node::new("node-7", NodeKind::Board, "Board"));
        let step = after.weight_beside(&before);
        assert!((2_000..20_000).contains(&step), "{step}");
    }
}
