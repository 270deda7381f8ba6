//! Writing: a reason, or who takes something over, becomes one step, or a reason why not.

use super::table::ends;
use crate::editing::{Outcome, Refusal, Step, reasons};
use crate::model::edit::{self, Edit};
use crate::model::words::count;
use crate::model::{EntryKind, Id, LinkKind, Map};
use crate::options::Line;
use crate::session::reports::Account;

/// What can be given a reason so that a line has it.
pub(super) fn bearing(account: &Account, line: &Line) -> Vec<(EntryKind, Option<Id>)> {
    let changes = &account.option.changes;
    let bearing = account.behind.bearing(line, changes);
    bearing.into_iter().map(|(kind, id)| (kind, Some(id))).collect()
}

/// The step that gives lines their reasons.
pub(super) fn reasons<'a>(account: &Account, given: impl Iterator<Item = (&'a Line, &'a str)>) -> Outcome {
    let (mut map, option) = (Map::clone(&account.before), &account.option.id);
    let mut last: Option<Step> = None;
    let mut lines = 0;
    for (line, reason) in given {
        let of = bearing(account, line);
        if of.is_empty() {
            let name = &line.name;
            return Err(Refusal(format!("this option changes nothing of {name}, so that there is nothing to say why")));
        }
        let step = reasons::set(&map, option, &of, reason)?;
        map = edit::apply(&map, &step.edits).map_err(|error| Refusal(error.to_string()))?;
        (last, lines) = (Some(step), lines + 1);
    }
    let Some(last) = last else { return Err(Refusal("nothing was written".to_owned())) };
    let edits: Vec<Edit> =
        map.options.get(option.as_str()).map(|option| Edit::PutOption((**option).clone())).into_iter().collect();
    let label = if lines > 1 { format!("say why of {}", count(lines, "line", "lines")) } else { last.label };
    Ok(Step { label, edits, chosen: Vec::new() })
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
