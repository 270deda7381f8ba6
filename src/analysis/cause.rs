//! Causes: many findings often go back to one thing, and are settled there.

use std::collections::HashMap;

use super::finding::Finding;
use super::graph::Graph;
use super::organisations::in_full;
use super::rule::{Each, Together};
use super::rules::rule;
use crate::model::words::{list, told_apart};
use crate::model::{Id, Map, NodeKind};

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
    /// The cause that a finding names: the subject after that which is wrong, where its rule knows a further cause.
    pub fn of(finding: &Finding) -> Self {
        let knows_a_cause = rule(finding.code).is_some_and(|rule| rule.together.with.is_some());
        let second = finding.subjects.get(1).filter(|_| knows_a_cause);
        Self { code: finding.code, record: second.map(|subject| subject.id.clone()) }
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
        let Some(Together { alone, with, .. }) = rule(self.code).map(|rule| rule.together) else {
            return format!("{count} findings of {}", self.code);
        };
        match (&self.record, with) {
            (Some(id), Some(with)) => format!("{count} {with} {}", called(map, id)),
            _ => format!("{count} {alone}"),
        }
    }

    /// What findings of this cause are about, one after the other, in a few words each. Of those that are called the same
    /// it is said how many they are.
    pub fn list(findings: &[&Finding], graph: &Graph<'_>) -> String {
        let mut told: Vec<(String, usize)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for each in findings.iter().map(|finding| Self::each(finding, graph)) {
            let place = *places.entry(each.clone()).or_insert(told.len());
            match told.get_mut(place) {
                Some((_, number)) => *number += 1,
                None => told.push((each, 1)),
            }
        }
        let told = told.into_iter().map(|(each, number)| if number > 1 { format!("{each} ({number})") } else { each });
        told.collect::<Vec<_>>().join("; ")
    }

    /// What a finding is about, in a few words: "Trust Board", "Trust Board and Forum", "Forum to Trust Board".
    pub fn each(finding: &Finding, graph: &Graph<'_>) -> String {
        let subjects = &finding.subjects;
        let each = rule(finding.code).map_or(Each::From(0), |rule| rule.together.each);
        let one = std::slice::from_ref;
        let shown = match each {
            Each::Subject(place) => subjects.get(place).or(subjects.first()).map(one).unwrap_or_default(),
            Each::Last => subjects.last().map(one).unwrap_or_default(),
            Each::From(place) => subjects.get(place..).unwrap_or(subjects),
        };
        let names: Vec<String> = shown.iter().map(|subject| called_in_full(graph, &subject.id)).collect();
        match names.as_slice() {
            [first, others @ ..] if !others.is_empty() && others.iter().all(|other| other == first) => {
                format!("{first} ({} of that name)", names.len())
            }
            _ => list(&told_apart(names), 6),
        }
    }
}

/// A text of a finding without the names of what it is about, so that one sees which texts differ in nothing else.
pub fn without_names(text: &str, finding: &Finding, graph: &Graph<'_>) -> String {
    let map = graph.map();
    let named = finding.named();
    let ends = named.iter().filter_map(|id| map.links.get(id.as_str())).flat_map(|link| [&link.from, &link.to]);
    let plain = named.iter().chain(ends).map(|id| map.name(id.as_str()).to_owned());
    let with_organisation = named.iter().filter_map(|id| graph.at(id.as_str())).map(|at| in_full(graph, at));
    let mut names: Vec<String> = plain.chain(with_organisation).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.into_iter().filter(|name| !name.is_empty()).fold(text.to_owned(), |text, name| text.replace(&name, "…"))
}

/// A post with its organisation, as there may be many of one title.
fn called_in_full(graph: &Graph<'_>, id: &Id) -> String {
    match graph.at(id.as_str()).filter(|&at| graph.kind(at) == NodeKind::Post) {
        Some(post) => in_full(graph, post),
        None => called(graph.map(), id),
    }
}

fn called(map: &Map, id: &Id) -> String {
    match map.links.get(id.as_str()) {
        Some(link) => format!("{} to {}", map.name(link.from.as_str()), map.name(link.to.as_str())),
        None => map.name(id.as_str()).to_owned(),
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
    fn posts_in_a_list_are_told_apart_by_what_they_are_part_of() {
        let map = test_map::map(
            "Trust: partner, accountable body
             Agency: partner, accountable body
             Chief of Trust: post
             Chief of Agency: post
             Chief of Trust is part of Trust
             Chief of Agency is part of Agency",
        );
        let mut renamed = map.clone();
        for node in map.nodes.iter().filter(|node| node.kind == crate::model::NodeKind::Post) {
            renamed.nodes.put(crate::model::Node { name: "Chief".into(), ..crate::model::Node::clone(node) });
        }
        let ids: Vec<_> =
            renamed.nodes.iter().filter(|node| node.name == "Chief").map(|node| node.id.clone()).collect();
        let report = analyse(&renamed);
        let graph = crate::analysis::Graph::of(&renamed);
        let mut told: Vec<String> = ids.iter().map(|id| super::called_in_full(&graph, id)).collect();
        told.sort();
        assert_eq!(told, ["Chief (Agency)", "Chief (Trust)"], "{}", report.findings.len());
    }

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
