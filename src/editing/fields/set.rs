//! Steps that write fields: one step, however many records it changes.

use std::sync::Arc;

use super::{Control, Field, Fielded, text};
use crate::editing::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::{Header, Id, Link, Map, Node};

/// The longest text that the name of a step tells in full, characters.
const LONGEST_TOLD: usize = 40;

/// The step that writes a text into a field of nodes. Without edits where nothing changes.
///
/// # Errors
/// When the text does not fit the field, or a record is not there.
pub fn set_nodes(map: &Map, ids: &[Id], field: &Field<Node>, text: &str) -> Outcome {
    set(map, ids, field, text)
}

/// The step that writes a text into a field of lines. Without edits where nothing changes.
///
/// # Errors
/// When the text does not fit the field, or a record is not there.
pub fn set_links(map: &Map, ids: &[Id], field: &Field<Link>, text: &str) -> Outcome {
    set(map, ids, field, text)
}

/// The step that writes a text into a field of the map's heading. Without edits where nothing changes.
///
/// # Errors
/// When the text does not fit the field.
pub fn set_header(map: &Map, field: &Field<Header>, text: &str) -> Outcome {
    set(map, &["map".into()], field, text)
}

/// The step that writes a text into a field of records. Without edits where nothing changes.
///
/// # Errors
/// When the text does not fit the field, or a record is not there.
pub fn set<R: Fielded>(map: &Map, ids: &[Id], field: &Field<R>, text: &str) -> Outcome {
    let label = field.label.to_lowercase();
    let verb = match text.trim() {
        "" => format!("clear {label} of"),
        _ => format!("change {label} of"),
    };
    let step = change(map, ids, &verb, |record| field.write(record, text, map))?;
    let renamed = match (R::of(map, &ids[0]), ids) {
        (Some(record), [_]) if ["name", "title"].contains(&field.name) => {
            Some(format!("rename {} to {}", record.title(map), short(text.trim())))
        }
        _ => None,
    };
    Ok(Step { label: renamed.unwrap_or(step.label), ..step })
}

/// The step that adds a word or a name to a list, and leaves what else is in it.
///
/// # Errors
/// When the word does not fit the field, or a record is not there.
pub fn include<R: Fielded>(map: &Map, ids: &[Id], field: &Field<R>, word: &str) -> Outcome {
    let verb = format!("add {} {} to", one(field), short(word));
    change(map, ids, &verb, |record| {
        let mut words = text::split(&field.read(record, map));
        words.push(word.trim().to_owned());
        field.write(record, &text::join(words), map)
    })
}

/// The step that takes a word or a name, as [`Field::read`] gives it, out of a list.
///
/// # Errors
/// When a record is not there.
pub fn exclude<R: Fielded>(map: &Map, ids: &[Id], field: &Field<R>, word: &str) -> Outcome {
    let verb = format!("take {} {} off", one(field), short(word));
    change(map, ids, &verb, |record| {
        let words = text::split(&field.read(record, map));
        field.write(record, &text::join(words.into_iter().filter(|other| other != word)), map)
    })
}

/// The step that gives nodes an own field, still empty, where they do not have it.
///
/// # Errors
/// When the field would have no name, or they all have it, or a node is not there.
pub fn add_own(map: &Map, ids: &[Id], name: &str) -> Outcome {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Refusal("a field needs a name: write one, such as Venue".to_owned()));
    }
    let step = change(map, ids, &format!("add {name} to"), |node: &mut Node| {
        node.fields.entry(name.clone()).or_default();
        Ok(())
    })?;
    if step.edits.is_empty() {
        return Err(Refusal(format!("there is a field \"{}\" already: write another name", shortened(&name))));
    }
    Ok(step)
}

/// The step that writes one of the map's own fields of nodes, or takes it away.
///
/// # Errors
/// When a node is not there.
pub fn set_own(map: &Map, ids: &[Id], name: &str, text: Option<&str>) -> Outcome {
    let verb = if text.is_some() { format!("change {name} of") } else { format!("remove {name} from") };
    change(map, ids, &verb, |node: &mut Node| {
        match text {
            Some(text) if node.fields.get(name).is_some_and(|before| before == text) => None,
            Some(text) => node.fields.insert(name.to_owned(), text.trim().to_owned()),
            None => node.fields.remove(name),
        };
        Ok(())
    })
}

/// The field as one of its words: "tag", "theme".
fn one<R>(field: &Field<R>) -> String {
    match field.control {
        Control::Many(kind) => kind.word().to_owned(),
        _ => field.label.to_lowercase().trim_end_matches('s').to_owned(),
    }
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let told: String = line.chars().take(LONGEST_TOLD).collect();
    if told.len() < text.len() { format!("{told}…") } else { told }
}

/// The step that makes the same change to records; `verb` begins its label.
pub(in crate::editing) fn change<R: Fielded>(
    map: &Map,
    ids: &[Id],
    verb: &str,
    change: impl Fn(&mut R) -> Result<(), String>,
) -> Outcome {
    let records: Option<Vec<Arc<R>>> = ids.iter().map(|id| R::of(map, id)).collect();
    let records = records.filter(|records| !records.is_empty());
    let records = records.ok_or_else(|| Refusal("what is to be changed is not on the map any more".to_owned()))?;
    let mut edits: Vec<Edit> = Vec::new();
    for record in &records {
        let mut changed = R::clone(record);
        change(&mut changed).map_err(|reason| match records.len() {
            1 => Refusal(reason),
            _ => Refusal(format!("{}: {reason}", record.title(map))),
        })?;
        if changed != **record {
            edits.push(changed.put());
        }
    }
    Ok(Step { label: format!("{verb} {}", object(map, &records)), edits, chosen: Vec::new() })
}

/// What is changed, as the end of a label: the name of one record, or the number of several.
fn object<R: Fielded>(map: &Map, records: &[Arc<R>]) -> String {
    match records {
        [one] => one.title(map),
        several => {
            let nouns: std::collections::BTreeSet<&str> = several.iter().map(|record| record.noun().1).collect();
            let noun = nouns.first().filter(|_| nouns.len() == 1).copied().unwrap_or("records");
            format!("{} {noun}", several.len())
        }
    }
}
