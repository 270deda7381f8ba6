//! Decisions: what an option changes, in its order, and why.

use serde::Serialize;

use super::difference::{Differs, of_changes};
use crate::model::{DesignOption, EntryKind, Map};

/// The record of what was decided in an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decisions {
    /// Each change, in the order of the option. Where cards stand is no decision.
    pub made: Vec<Decision>,
    /// How many changes bear no reason.
    pub without_reason: usize,
}

/// One change with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What is changed.
    #[serde(flatten)]
    pub change: Differs,
    /// Why: who agreed, when, on what condition.
    pub reason: Option<String>,
}

/// What was decided in an option of a map.
pub fn decisions(map: &Map, option: &DesignOption) -> Decisions {
    let changes: Vec<_> = option.changes.iter().filter(|change| is_decision(change.subject())).cloned().collect();
    let mut after = map.clone();
    for node in changes.iter().filter_map(|change| match &change.after {
        Some(crate::model::Entry::Node(node)) => Some(node),
        _ => None,
    }) {
        after.nodes.put(node.clone());
    }
    let told = of_changes(map, &after, &changes);
    let reason = |change: &crate::model::Change| change.reason.clone().filter(|reason| !reason.trim().is_empty());
    let made: Vec<Decision> = told
        .into_iter()
        .zip(&changes)
        .map(|(told, change)| Decision { change: told, reason: reason(change) })
        .collect();
    let without_reason = made.iter().filter(|decision| decision.reason.is_none()).count();
    Decisions { made, without_reason }
}

fn is_decision(subject: Option<(EntryKind, Option<&crate::model::Id>)>) -> bool {
    subject.is_some_and(|(kind, _)| !kind.is_place())
}

impl Decisions {
    /// "12 changes without a reason".
    pub fn sentence(&self) -> String {
        let missing = crate::model::words::count(self.without_reason, "change", "changes");
        match (self.made.len(), self.without_reason) {
            (0, _) => "nothing is changed".to_owned(),
            (_, 0) => "every change has a reason".to_owned(),
            (all, _) => format!("{missing} of {all} without a reason"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decisions;
    use crate::model::diff::between;
    use crate::model::edit::{Edit, apply};
    use crate::model::{DesignOption, Map, Node, NodeKind, Position, Unknown};

    #[test]
    fn changes_are_listed_in_order_with_their_reasons() {
        let group = |id: &str, name: &str| Edit::put(Node::new(id, NodeKind::Group, name));
        let before = apply(&Map::default(), &[group("b", "B")]).expect("a sound map");
        let place = Edit::put(Position { id: "b".into(), x: 1, y: 1, unknown: Unknown::new() });
        let after = apply(&before, &[group("a", "A"), group("b", "Bee"), place]).expect("a sound map");
        let mut changes = between(&before, &after);
        changes.reverse();
        changes[1].reason = Some("Agreed in May".into());
        changes[2].reason = Some("  ".into());
        let option = DesignOption { changes, ..DesignOption::new("o", "O") };
        let decisions = decisions(&before, &option);
        let told: Vec<_> =
            decisions.made.iter().map(|one| (one.change.sentence.as_str(), one.reason.as_deref())).collect();
        assert_eq!(told, [("B: Name changes from B to Bee", Some("Agreed in May")), ("New group: A", None)]);
        assert_eq!((decisions.without_reason, decisions.sentence().as_str()), (1, "1 change of 2 without a reason"));
    }
}
