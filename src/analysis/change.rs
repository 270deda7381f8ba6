//! What a change of a map did to its findings.

use super::Report;
use super::finding::Finding;
use super::identity::{Spoken, same};

/// The findings of one report that the other has not. The same finding may speak of more records than before, or of
/// others beside those by which it is known: then it has changed, and is neither solved nor new. To accept a finding or
/// to switch off its rule solves nothing, and one that opens again because its facts have changed is new.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes<'a> {
    /// What was found before, and is no more.
    pub solved: Vec<&'a Finding>,
    /// What was not found before.
    pub new: Vec<&'a Finding>,
    /// What is about other records than before and yet the same: as it was, and as it is.
    pub changed: Vec<(&'a Finding, &'a Finding)>,
}

impl<'a> Changes<'a> {
    /// What is different in `after`, in the order of the reports.
    pub fn between(before: &'a Report, after: &'a Report) -> Self {
        // Most of two reports is the same, and in the same order.
        let (old, new) = without_what_is_alike(&before.findings, &after.findings);
        let spoken = |findings: &'a [Finding]| findings.iter().map(Spoken::of).collect::<Vec<_>>();
        let matched = same(&spoken(old), &spoken(new), &before.trace, &after.trace);
        let mut changes = Self::default();
        let mut is_known = vec![false; new.len()];
        for (finding, same) in old.iter().zip(matched) {
            let Some(same) = same else {
                if !after.switched_off.contains(&finding.code) {
                    changes.solved.push(finding);
                }
                continue;
            };
            let now = &new[same.place];
            let is_reopened =
                finding.is_accepted() && now.acceptance.as_ref().is_some_and(|acceptance| acceptance.facts_changed);
            is_known[same.place] = !is_reopened;
            if !same.is_unchanged && !is_reopened && !now.is_accepted() {
                changes.changed.push((finding, now));
            }
        }
        let was_looked_for = |finding: &Finding| !before.switched_off.contains(&finding.code);
        let news = new.iter().zip(is_known).filter(|(finding, is_known)| !is_known && was_looked_for(finding));
        changes.new = news.map(|(finding, _)| finding).collect();
        changes
    }
}

/// What is left of two reports without what both begin and end with.
fn without_what_is_alike<'a>(mut old: &'a [Finding], mut new: &'a [Finding]) -> (&'a [Finding], &'a [Finding]) {
    let alike = |one: &Finding, other: &Finding| {
        (one.code, &one.subjects, &one.acceptance) == (other.code, &other.subjects, &other.acceptance)
    };
    let start = old.iter().zip(new).take_while(|(one, other)| alike(one, other)).count();
    (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(one, other)| alike(one, other)).count();
    (&old[..old.len() - end], &new[..new.len() - end])
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
        assert_eq!(Changes::between(&with, &after), Changes::default(), "another name is no other fact");
        let below = [
            Edit::put(Node::new("arm", NodeKind::Group, "Arm")),
            Edit::put(Link::new("up", LinkKind::ReportsTo, "arm", "forum")),
        ];
        let after = analyse(&apply(&accepted, &below).expect("a sound map"));
        let news = Changes::between(&with, &after).new;
        assert!(news.iter().any(|finding| finding.subjects[0].id.as_str() == "forum"), "{news:?}");
    }
}
