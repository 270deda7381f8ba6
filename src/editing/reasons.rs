//! Reasons: why an option changes what it changes.

use std::collections::BTreeSet;

use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{DesignOption, EntryKind, Id, Map};

/// The step that gives changes of an option a reason, or takes it away where there is nothing but space. The records say
/// which changes are meant; the heading of the map has no id. Without edits where nothing changes.
///
/// # Errors
/// When the option is not there, or changes none of the records.
pub fn set_reason(map: &Map, option: &Id, of: &[(EntryKind, Option<Id>)], reason: &str) -> Outcome {
    let Some(known) = map.options.get(option.as_str()) else {
        return Refusal::because("that option is not there any more");
    };
    let wanted: BTreeSet<(EntryKind, Option<&Id>)> = of.iter().map(|(kind, id)| (*kind, id.as_ref())).collect();
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    let mut changed = DesignOption::clone(known);
    let mut found = 0;
    for change in &mut changed.changes {
        if change.subject().is_some_and(|subject| wanted.contains(&subject)) {
            found += 1;
            if change.reason.as_deref() != reason {
                change.reason = reason.map(str::to_owned);
            }
        }
    }
    if found == 0 {
        let name = shortened(&known.name);
        return Refusal::because(format!("option “{name}” changes nothing of it, so that there is nothing to say why"));
    }
    let label = match (reason, found) {
        (None, 1) => "take a reason away".to_owned(),
        (None, _) => format!("take the reasons of {} away", count(found, "change", "changes")),
        (Some(_), 1) => "say why something is changed".to_owned(),
        (Some(_), _) => format!("say why {} are made", count(found, "change", "changes")),
    };
    let edits = if changed == **known { Vec::new() } else { vec![Edit::PutOption(changed)] };
    Ok(Step { label, edits, chosen: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::set_reason;
    use crate::model::edit::{Edit, apply};
    use crate::model::{DesignOption, EntryKind, Map, Node, NodeKind, diff};

    #[test]
    fn a_reason_is_given_changed_and_taken_away() {
        let groups = ["a", "b"].map(|id| Edit::put(Node::new(id, NodeKind::Group, id)));
        let mut map = Map::default();
        let changes = diff::between(&map, &apply(&map, &groups).expect("a sound map"));
        map.options.put(DesignOption { changes, ..DesignOption::new("o", "O") });
        let reasons = |map: &Map| {
            let changes = &map.options.get("o").expect("the option").changes;
            changes.iter().map(|change| change.reason.clone()).collect::<Vec<_>>()
        };
        let of = |id: &str| (EntryKind::Node, Some(id.into()));
        let set = |map: &Map, of: &[_], reason: &str| {
            let step = set_reason(map, &"o".into(), of, reason).expect("a step");
            apply(map, &step.edits).expect("a sound map")
        };
        let one = set(&map, &[of("b")], " Agreed in May ");
        assert_eq!(reasons(&one), [None, Some("Agreed in May".to_owned())]);
        let both = set(&one, &[of("a"), of("b")], "Agreed");
        assert_eq!(reasons(&both), [Some("Agreed".to_owned()), Some("Agreed".to_owned())]);
        assert_eq!(set(&both, &[of("a"), of("b")], "  "), map);
        assert_eq!(set_reason(&map, &"o".into(), &[of("a")], "").map(|step| step.edits), Ok(Vec::new()));
        for (option, id) in [("o", "nowhere"), ("gone", "a")] {
            assert!(set_reason(&map, &option.into(), &[of(id)], "Agreed").is_err(), "{option} {id}");
        }
    }
}
