//! Causes: many findings often go back to one thing, and are settled there.

use std::collections::HashMap;

use super::finding::Finding;
use super::rule::Together;
use super::rules::rule;
use crate::model::{Id, Map};

/// So many findings of one cause are better told as one.
pub const ENOUGH_TO_FOLD: usize = 3;

/// What findings of one rule go back to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cause {
    /// The rule's code.
    pub code: &'static str,
    /// The record that they all name as the cause; none if the rule knows no further cause.
    pub record: Option<Id>,
}

impl Cause {
    /// The cause that a finding names: the subject after that which is wrong.
    pub fn of(finding: &Finding) -> Self {
        Self { code: finding.code, record: finding.subjects.get(1).map(|subject| subject.id.clone()) }
    }

    /// Several findings of this cause as one sentence, without a full stop. There may be others that are not listed with
    /// them: what the sentence says holds of those too.
    pub fn sentence(&self, count: usize, others: usize, map: &Map) -> String {
        let sentence = self.sentence_of(count, map);
        match others {
            0 => sentence,
            others => format!("{sentence} (and {others} more, not listed here)"),
        }
    }

    fn sentence_of(&self, count: usize, map: &Map) -> String {
        let rule = rule(self.code);
        let (name, summary) = rule.map_or((self.code, ""), |rule| (rule.name, rule.summary));
        match (&self.record, rule.and_then(|rule| rule.together)) {
            (Some(id), Some(Together::With(told))) => format!("{count} {told} {}", map.name(id.as_str())),
            (Some(id), _) => format!("{count} findings go back to {} ({name})", map.name(id.as_str())),
            (None, Some(Together::Alone(told))) => format!("{count} {told}"),
            (None, _) => format!("{count} times {name}: {summary}"),
        }
    }
}

/// Findings by their causes, each cause where the first of its findings stands. `finding` tells what an item stands for.
pub fn by_cause<'a, Item>(
    items: impl IntoIterator<Item = Item>,
    finding: impl Fn(&Item) -> &'a Finding,
) -> Vec<(Cause, Vec<Item>)> {
    let mut causes: Vec<(Cause, Vec<Item>)> = Vec::new();
    let mut places: HashMap<Cause, usize> = HashMap::new();
    for item in items {
        let cause = Cause::of(finding(&item));
        let place = *places.entry(cause.clone()).or_insert(causes.len());
        match causes.get_mut(place) {
            Some((_, items)) => items.push(item),
            None => causes.push((cause, vec![item])),
        }
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::{ENOUGH_TO_FOLD, by_cause};
    use crate::analysis::{analyse, test_map};

    const TOWN: &str = "
        Council: partner, accountable body
        Board: board, on hold
        Panel: board, on hold
        Plan: strand
        Duty: strand
        Part: strand
        Play: strand
        Board owns Plan
        Board owns Duty
        Panel owns Part
        Board owns Play";

    #[test]
    fn findings_of_one_cause_are_told_as_one() {
        let map = test_map::map(TOWN);
        let report = analyse(&map);
        let causes = by_cause(&report.findings, |finding| finding);
        let all: usize = causes.iter().map(|(_, findings)| findings.len()).sum();
        assert_eq!(all, report.findings.len());
        let told: Vec<String> = causes
            .iter()
            .filter(|(cause, findings)| cause.code == "BW305" && findings.len() >= ENOUGH_TO_FOLD)
            .map(|(cause, findings)| cause.sentence(findings.len(), 0, &map))
            .collect();
        assert_eq!(told, ["3 strands have lost their owner with Board"]);
    }
}
