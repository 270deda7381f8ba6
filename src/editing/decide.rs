//! Deciding what two have changed differently: in a map that was merged, and in an option whose map has changed since.

use super::{Outcome, Refusal, Step};
use crate::model::diff::Conflict;
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::{EntryKind, Id, Map, Undecided, decide};

pub use crate::model::decide::Side;

/// The step that takes what one side has, at one place of a merged map.
///
/// # Errors
/// When the place is not there any more.
pub fn undecided(map: &Map, one: &Undecided, side: Side) -> Outcome {
    let label = format!("decide on {}", subject(map, one.kind(), one.id.as_ref()));
    match decide::decided(map, one, side) {
        Some(edits) => Ok(Step { label, edits, chosen: Vec::new() }),
        None => Refusal::because("what it was about is not on the map any more; leave it as it is"),
    }
}

/// The step that leaves a place of a merged map as it is now.
pub fn leave(map: &Map, one: &Undecided) -> Step {
    let label = format!("leave {} as it is", subject(map, one.kind(), one.id.as_ref()));
    Step { label, edits: vec![Edit::Decide(one.clone())], chosen: Vec::new() }
}

/// The step that decides between an option and its map, in one field or as a whole.
///
/// # Errors
/// When there is no such option.
pub fn clash(map: &Map, option: &Id, conflict: &Conflict, field: Option<&str>, side: Side) -> Outcome {
    let Some(known) = map.options.get(option.as_str()) else {
        return Refusal::because("that option is not there any more; choose another");
    };
    let (kind, id) = conflict.change.subject().unzip();
    let label = format!("decide on {}", subject(map, kind, id.flatten()));
    let edits = vec![Edit::PutOption(decide::decided_within(known, conflict, field, side))];
    Ok(Step { label, edits, chosen: Vec::new() })
}

/// What something is about, by name where it has one: "Town Board", "the line: A reports to B", "the map".
pub fn subject(map: &Map, kind: Option<EntryKind>, id: Option<&Id>) -> String {
    let (Some(kind), Some(id)) = (kind, id) else { return "the map".to_owned() };
    match (kind, map.links.get(id.as_str())) {
        (EntryKind::Link, Some(link)) => format!("the line: {}", map.sentence(link)),
        (EntryKind::Position, _) => format!("the place of {}", map.name(id.as_str())),
        (EntryKind::Node, _) => map.name(id.as_str()).to_owned(),
        _ => format!("the {} {}", kind.word(), shortened(map.name(id.as_str()))),
    }
}
