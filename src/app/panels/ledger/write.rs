//! Writing: a reason, or who takes something over, becomes one step, or a reason why not.

use super::NOUNS;
use super::table::ends;
use crate::editing::reasons::{Subject, set_each};
use crate::editing::{Outcome, Refusal, Step};
use crate::model::edit;
use crate::model::{LinkKind, Map};
use crate::options::Line;
use crate::session::reports::Account;

/// What can be given a reason so that a line has it.
pub(super) fn bearing(account: &Account, line: &Line) -> Vec<Subject> {
    let changes = &account.option.changes;
    let bearing = account.behind.bearing(line, changes);
    bearing.into_iter().map(|(kind, id)| (kind, Some(id))).collect()
}

/// The step that gives lines their reasons.
pub(super) fn reasons<'a>(account: &Account, given: impl Iterator<Item = (&'a Line, &'a str)>) -> Outcome {
    let given = given.map(|(line, reason)| match bearing(account, line) {
        of if of.is_empty() => {
            let name = &line.name;
            Err(Refusal(format!("this option changes nothing of {name}, so that there is nothing to say why")))
        }
        of => Ok((of, reason)),
    });
    set_each(&account.before, &account.option.id, &given.collect::<Result<Vec<_>, _>>()?, NOUNS)
}

/// The step that gives a strand other owners, a body others to answer to, or what has ended others to go into. The map is the
/// one that the open option makes.
pub(super) fn hands(map: &Map, line: &Line, names: &str) -> Outcome {
    let Some(ends) = ends(map, line) else {
        return Err(Refusal(format!("{} is not on this map any more: bring it back first", line.name)));
    };
    let edits = ends.write(&mut map.clone(), &line.id, names).map_err(Refusal)?;
    edit::apply(map, &edits).map_err(|error| Refusal(error.to_string()))?;
    let name = &line.name;
    let label = match ends.kind {
        LinkKind::Owns => format!("change who owns {name}"),
        LinkKind::AbsorbedInto => format!("change what {name} goes into"),
        _ => format!("change who {name} answers to"),
    };
    Ok(Step { label, edits, chosen: Vec::new() })
}
