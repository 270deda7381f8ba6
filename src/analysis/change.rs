//! What a change of a map did to its findings.

use std::collections::{HashMap, HashSet};

use super::Report;
use super::finding::{Finding, Subject};

/// The findings of one report that the other has not, by code and subjects. One that only names more or fewer subjects
/// than before is neither solved nor new. To accept a finding or to switch off its rule solves nothing, and one that
/// opens again because its facts have changed is new.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes<'a> {
    /// What was found before, and is no more.
    pub solved: Vec<&'a Finding>,
    /// What was not found before.
    pub new: Vec<&'a Finding>,
}

impl<'a> Changes<'a> {
    /// What is different in `after`, in the order of the reports.
    pub fn between(before: &'a Report, after: &'a Report) -> Self {
        // Most of two reports is the same, and in the same order.
        let (old, new) = without_what_is_alike(&before.findings, &after.findings);
        let accepted: HashSet<_> = old.iter().filter(|finding| finding.is_accepted()).map(key).collect();
        let is_reopened = |finding: &&Finding| {
            accepted.contains(&key(finding)) && finding.acceptance.as_ref().is_some_and(|was| was.facts_changed)
        };
        let known: HashSet<_> = old.iter().map(key).collect();
        let is_new = |finding: &&Finding| {
            let was_looked_for = !before.switched_off.contains(&finding.code);
            was_looked_for && !known.contains(&key(finding)) || is_reopened(finding)
        };
        let still: HashSet<_> = new.iter().map(key).collect();
        let is_solved = |finding: &&Finding| {
            let is_looked_for = !after.switched_off.contains(&finding.code);
            is_looked_for && !still.contains(&key(finding))
        };
        let mut solved: Vec<Option<&Finding>> = old.iter().filter(is_solved).map(Some).collect();
        let mut of_subject: HashMap<&Subject, Vec<usize>> = HashMap::new();
        for (place, finding) in solved.iter().enumerate().filter_map(|(place, finding)| Some((place, (*finding)?))) {
            finding.subjects.iter().for_each(|subject| of_subject.entry(subject).or_default().push(place));
        }
        let mut new: Vec<_> = new.iter().filter(is_new).collect();
        new.retain(|finding| {
            // What was accepted and has grown is open now, and so it is news.
            let is_earlier =
                |place: &usize| solved[*place].is_some_and(|other| is_grown(other, finding) && !other.is_accepted());
            // Of two with subjects in common the one with fewer has all of its own in common.
            let places = finding.subjects.iter().filter_map(|subject| of_subject.get(subject)).flatten();
            let earlier = places.copied().filter(is_earlier).min();
            earlier.map(|place| solved[place] = None).is_none()
        });
        Self { solved: solved.into_iter().flatten().collect(), new }
    }
}

/// What is left of two reports without what both begin and end with.
fn without_what_is_alike<'a>(mut old: &'a [Finding], mut new: &'a [Finding]) -> (&'a [Finding], &'a [Finding]) {
    let alike = |one: &Finding, other: &Finding| key(one) == key(other) && one.acceptance == other.acceptance;
    let start = old.iter().zip(new).take_while(|(one, other)| alike(one, other)).count();
    (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| alike(one, other)).count();
    (&old[..old.len() - end], &new[..new.len() - end])
}

/// Whether two findings say the same, one of them of more subjects.
fn is_grown(one: &Finding, other: &Finding) -> bool {
    let (few, many) = if one.subjects.len() < other.subjects.len() { (one, other) } else { (other, one) };
    one.code == other.code && few.subjects.iter().all(|subject| many.subjects.contains(subject))
}

fn key(finding: &Finding) -> (&'static str, &[Subject]) {
    (finding.code, &finding.subjects)
}

#[cfg(test)]
mod tests {
    use super::Changes;
    use crate::analysis::analyse;
    use crate::model::edit::{Edit, apply};
    use crate::model::{Accepted, Grade, Link, LinkKind, Map, Node, NodeKind};

    #[test]
    fn a_line_upward_solves_what_its_absence_caused() {
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        let board = Edit::put(Node::new("board", NodeKind::Board, "Board"));
        let before = apply(&Map::default(), &[Edit::put(council), board]).expect("a sound map");
        let line = Edit::put(Link::new("line", LinkKind::ReportsTo, "board", "council"));
        let after = apply(&before, &[line]).expect("a sound map");
        let (before, after) = (analyse(&before), analyse(&after));
        let changes = Changes::between(&before, &after);
        assert!(changes.solved.iter().any(|finding| finding.rule == "no-route"), "{changes:?}");
        assert!(Changes::between(&after, &before).new.iter().any(|finding| finding.rule == "no-route"));
        assert_eq!(Changes::between(&before, &before), Changes::default());
    }

    #[test]
    fn a_finding_that_names_one_more_is_neither_solved_nor_new() {
        let town = |bodies: &[&str]| {
            let put = |id: &&str| Edit::put(Node::new(*id, NodeKind::Board, *id));
            let lines = bodies.iter().zip(bodies.iter().cycle().skip(1));
            let line = |(from, to): (&&str, &&str)| {
                Edit::put(Link::new(format!("{from}-{to}"), LinkKind::ReportsTo, *from, *to))
            };
            analyse(
                &apply(&Map::default(), &bodies.iter().map(put).chain(lines.map(line)).collect::<Vec<_>>())
                    .expect("sound"),
            )
        };
        let (before, after) = (town(&["a", "b"]), town(&["a", "b", "c"]));
        let changes = Changes::between(&before, &after);
        let loops = |findings: &[&crate::analysis::Finding]| {
            findings.iter().filter(|finding| finding.rule == "accountability-loop").count()
        };
        assert_eq!((loops(&changes.solved), loops(&changes.new)), (0, 0), "{changes:?}");
        let apart = town(&["d", "e"]);
        let changes = Changes::between(&before, &apart);
        assert_eq!((loops(&changes.solved), loops(&changes.new)), (1, 1));
    }

    #[test]
    fn accepting_solves_nothing_and_changed_facts_are_news() {
        let forum = Node::new("forum", NodeKind::Group, "Forum");
        let open = apply(&Map::default(), &[Edit::put(forum)]).expect("a sound map");
        let before = analyse(&open);
        let finding = before.findings.iter().find(|finding| finding.rule == "no-route").expect("it has no route");
        let mut accepted = open.clone();
        accepted.accepted.push(Accepted {
            rule: finding.code.to_owned(),
            subjects: vec!["forum".into()],
            facts: finding.message.clone(),
            ..Accepted::default()
        });
        let with = analyse(&accepted);
        assert_eq!((with.accepted().len(), before.accepted().len()), (1, 0));
        assert_eq!(Changes::between(&before, &with), Changes::default());
        assert_eq!(Changes::between(&with, &before), Changes::default());
        let mut without = open.clone();
        without.settings.severities.insert(finding.code.to_owned(), Grade::Off);
        let without = analyse(&without);
        assert!(without.findings.len() < before.findings.len());
        assert_eq!(Changes::between(&before, &without), Changes::default(), "switched off is not solved");
        assert_eq!(Changes::between(&without, &before), Changes::default(), "switched on is not news");
        let renamed = Edit::put(Node::new("forum", NodeKind::Group, "Parents Forum"));
        let after = analyse(&apply(&accepted, &[renamed]).expect("a sound map"));
        let news: Vec<&str> = Changes::between(&with, &after).new.iter().map(|finding| finding.rule).collect();
        assert_eq!(news, ["no-route"]);
    }
}
