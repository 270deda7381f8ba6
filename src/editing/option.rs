//! Options of a map: made, described, copied, removed, and made the map itself.

use super::ids::{Taken, slug};
use super::{Outcome, Refusal, Step, decide, phrases};
use crate::model::diff::{self, Applied};
use crate::model::edit::{self, Edit};
use crate::model::quote::shortened;
use crate::model::spelling::key;
use crate::model::words::count;
use crate::model::{Change, DesignOption, Entry, EntryKind, Id, Map, Node, NodeStatus};

/// A new option, and the step that adds it: nothing changed yet, or a copy of another one.
///
/// # Errors
/// When it has no name, or another has that name, or what is to be copied is not there.
pub fn add(map: &Map, name: &str, summary: &str, copied: Option<&Id>) -> Result<(Id, Step), Refusal> {
    let name = new_name(map, name, None)?;
    let id = Taken::of(map).fresh(&slug(&name), "option");
    let (changes, stances) = match copied {
        Some(copied) => option(map, copied).map(|copied| (copied.changes.clone(), copied.stances.clone()))?,
        None => Default::default(),
    };
    let label = format!("add option {}", quoted(&name));
    let new = DesignOption { summary: text(summary), changes, stances, ..DesignOption::new(id.clone(), name) };
    Ok((id, Step { label, edits: vec![Edit::PutOption(new)], chosen: Vec::new() }))
}

/// Gives an option another name and another summary.
///
/// # Errors
/// When it has no name, or another has that name.
pub fn describe(map: &Map, id: &Id, name: &str, summary: &str) -> Outcome {
    let old = option(map, id)?;
    let name = new_name(map, name, Some(id))?;
    let label = match name == old.name {
        true => format!("describe option {}", quoted(&name)),
        false => format!("rename option {} to {}", quoted(&old.name), quoted(&name)),
    };
    let changed = DesignOption { name, summary: text(summary), ..old.clone() };
    Ok(Step { label, edits: vec![Edit::PutOption(changed)], chosen: Vec::new() })
}

/// Removes an option with all its changes.
///
/// # Errors
/// When there is none of that id.
pub fn remove(map: &Map, id: &Id) -> Outcome {
    let label = format!("delete option {}", quoted(&option(map, id)?.name));
    Ok(Step { label, edits: vec![Edit::Remove(EntryKind::Option, id.clone())], chosen: Vec::new() })
}

/// The map with an option carried out: what it proposes is at work, what the map was before is an option of the name
/// `old`, and all options stay, this one as the record of what was decided. The others are carried over as they are: what
/// they change of a record is held against what it was when they were made, as after any edit of the map.
///
/// # Errors
/// When some of its changes could not be made, or the map as it was has no name of its own.
pub fn promoted(map: &Map, id: &Id, old: &str) -> Result<Map, Refusal> {
    let promoted = option(map, id)?;
    let old = new_name(map, old, None)?;
    let Applied { map: wanted, conflicts } = diff::apply(map, promoted);
    if let Some(first) = conflicts.first() {
        let number = count(conflicts.len(), "change could not be made", "changes could not be made");
        let first = decide::sentence(&decide::named(map, promoted), first);
        return Refusal::because(format!("{number}, and has to be decided first: {first}"));
    }
    let at_work = |node: &Node| Node { status: NodeStatus::Active, ..node.clone() };
    let started = wanted.adopted.iter().filter_map(|id| wanted.nodes.get(id.as_str()));
    let mut edits: Vec<Edit> = started.map(|node| Edit::put(at_work(node))).collect();
    // What it was is what it had been decided to be: what has been made of the map since is no part of the decision.
    let changes = promoted.changes.iter().map(|change| match &change.after {
        Some(Entry::Node(node)) if wanted.adopted.contains(&node.id) && node.status == NodeStatus::Proposed => {
            Change { after: Some(at_work(node).into()), ..change.clone() }
        }
        _ => change.clone(),
    });
    edits.push(Edit::PutOption(DesignOption { changes: changes.collect(), ..promoted.clone() }));
    let unsound = |error: edit::EditError| Refusal(error.to_string());
    let plain = Map { adopted: Default::default(), ..wanted };
    let new = edit::apply(&plain, &edits).map_err(unsound)?;
    let id = Taken::of(&new).fresh(&slug(&old), "option");
    let summary = Some(format!("The structure before {} was carried out.", quoted(&promoted.name)));
    let back = DesignOption { summary, changes: diff::between(&new, map), ..DesignOption::new(id, old) };
    edit::apply(&new, &[Edit::PutOption(back)]).map_err(unsound)
}

fn option<'a>(map: &'a Map, id: &Id) -> Result<&'a DesignOption, Refusal> {
    let option = map.options.get(id.as_str()).map(AsRef::as_ref);
    option.ok_or_else(|| Refusal("that option is not there any more; choose another".to_owned()))
}

fn new_name(map: &Map, name: &str, own: Option<&Id>) -> Result<String, Refusal> {
    let Some(name) = phrases::tidy_name(name) else {
        return Refusal::because("an option needs a name; type one");
    };
    let is_taken = |other: &DesignOption| Some(&other.id) != own && key(&other.name) == key(&name);
    if key(&name) == key("Baseline") {
        return Refusal::because("the map itself is called the baseline; type another name");
    }
    if map.options.iter().any(|other| is_taken(other)) {
        return Refusal::because(format!("there is an option called {} already; type another name", quoted(&name)));
    }
    Ok(name)
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn quoted(name: &str) -> String {
    format!("“{}”", shortened(name))
}
