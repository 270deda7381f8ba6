//! Where records and their fields stand in the text of a map file.

use std::collections::BTreeMap;

use jiter::{Jiter, Peek};

use crate::model::invariants::Problem;
use crate::model::{EntryKind, Id};

/// The lines, from 1, on which the records of a map file begin, by table (such as `nodes`) and id: for programs that point
/// into the file. Of a text that is no map file it gives those that it meets before it understands no more.
pub fn lines_of_records(text: &str) -> BTreeMap<(&'static str, Id), u32> {
    let mut lines = BTreeMap::new();
    let _ = collect(text.strip_prefix('\u{feff}').unwrap_or(text), &mut lines);
    lines
}

fn collect(text: &str, lines: &mut BTreeMap<(&'static str, Id), u32>) -> Option<()> {
    let mut jiter = Jiter::new(text.as_bytes());
    let (mut line, mut counted) = (1, 0);
    let mut key = jiter.next_object().ok()?.map(str::to_owned);
    while let Some(table) = key {
        match EntryKind::of_table(&table).and_then(EntryKind::table) {
            Some(table) if jiter.peek().ok()? == Peek::Array => {
                let mut next = jiter.known_array().ok()?;
                while next.is_some() {
                    let step = jiter.current_index();
                    let start = step + text.get(step..)?.find('{')?;
                    line += text.get(counted..start)?.matches('\n').count();
                    counted = start;
                    if let Some(id) = id_of_record(text, start) {
                        lines.insert((table, id.into()), u32::try_from(line).unwrap_or(u32::MAX));
                    }
                    jiter.next_skip().ok()?;
                    next = jiter.array_step().ok()?;
                }
            }
            _ => jiter.next_skip().ok()?,
        }
        key = jiter.next_key().ok()?.map(str::to_owned);
    }
    Some(())
}

/// The id of the record that starts at a byte, as far as it can be read.
pub(super) fn id_of_record(text: &str, start: usize) -> Option<String> {
    let mut jiter = Jiter::new(text.get(start..)?.as_bytes());
    seek_key(&mut jiter, "id")?;
    jiter.next_str().ok().map(str::to_owned)
}

/// The byte at which the value stands that a problem is about; the start of its record or of the text, if need be.
pub(super) fn offset_of(text: &str, problem: &Problem) -> usize {
    let record =
        problem.kind.table().and_then(|table| offset_of_record(text, table, problem.id.as_str())).unwrap_or_default();
    let field = || {
        let rest = text.get(record..)?;
        let mut jiter = Jiter::new(rest.as_bytes());
        seek_key(&mut jiter, problem.field)?;
        jiter.peek().ok()?;
        let start = jiter.current_index();
        jiter.next_skip().ok()?;
        let value = rest.get(start..jiter.current_index())?;
        let within = problem.value.as_ref().and_then(|id| value.find(&format!("\"{id}\"")));
        Some(record + start + within.unwrap_or_default())
    };
    field().unwrap_or(record)
}

fn offset_of_record(text: &str, table: &str, id: &str) -> Option<usize> {
    let mut jiter = Jiter::new(text.as_bytes());
    seek_key(&mut jiter, table)?;
    let mut next = jiter.next_array().ok()?;
    while next.is_some() {
        let start = jiter.current_index();
        if id_of_record(text, start).as_deref() == Some(id) {
            return Some(start);
        }
        jiter.next_skip().ok()?;
        next = jiter.array_step().ok()?;
    }
    None
}

/// Enters the record that stands next, and passes on to the value of its field `key`.
fn seek_key(jiter: &mut Jiter<'_>, key: &str) -> Option<()> {
    let mut found = jiter.next_object().ok()?? == key;
    while !found {
        jiter.next_skip().ok()?;
        found = jiter.next_key().ok()?? == key;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::lines_of_records;
    use crate::exchange::boardwalk_file;
    use crate::model::Id;

    #[test]
    fn each_record_stands_on_its_line() {
        let text = "{\"format\": \"boardwalk\",\n \"title\": \"{\",\n \"nodes\": [\n{\"name\": \"A\",\n\"id\": \"a\"}, {\"id\": \"b\"\n},\n\n {\"id\": \"c\"}],\n\"links\": [], \"totals\": [{\"id\": \"a\"}]}";
        let lines: Vec<String> =
            lines_of_records(text).into_iter().map(|((table, id), line)| format!("{table} {id} {line}")).collect();
        assert_eq!(lines, ["nodes a 4", "nodes b 5", "nodes c 8", "totals a 9"]);
    }

    #[test]
    fn every_record_of_a_sample_is_found_where_it_stands() {
        let text = include_str!("../../../sample_maps/solihull-2011.boardwalk");
        let map = boardwalk_file::read(text.as_bytes()).expect("a map");
        let lines = lines_of_records(text);
        let file: Vec<&str> = text.lines().collect();
        for (table, ids) in [
            ("nodes", map.nodes.iter().map(|node| node.id.clone()).collect::<Vec<Id>>()),
            ("links", map.links.iter().map(|link| link.id.clone()).collect()),
        ] {
            assert!(!ids.is_empty());
            for id in ids {
                let line = lines[&(table, id.clone())] as usize;
                assert_eq!(file[line], format!("      \"id\": \"{id}\","), "{table} {id} on line {line}");
            }
        }
    }

    #[test]
    fn what_is_no_map_has_no_records() {
        for text in ["", "[]", "{", "{\"nodes\": [7", "{\"nodes\": {\"id\": \"a\"}}"] {
            assert!(lines_of_records(text).is_empty(), "{text}");
        }
    }
}
