//! What the map's people have settled about findings: which they live with, and how grave those of a rule are.

use std::collections::BTreeMap;

use super::finding::{Acceptance, Finding, Severity};
use super::identity::{Spoken, Trace, same};
use super::retelling::Retelling;
use super::rule::Rule;
use super::rules::{rule, rules};
use crate::model::quote::shortened;
use crate::model::{Accepted, Grade, Id, Map};

/// The severity that a map sets for a rule, and whether it switches it off.
pub(super) fn grade(map: &Map, rule: &Rule) -> Option<Grade> {
    map.settings.severities.get(rule.code).copied()
}

/// Whether a map switches a rule off.
pub(super) fn is_off(map: &Map, rule: &Rule) -> bool {
    grade(map, rule).map(severity) == Some(None)
}

/// The severity of that grade; none for a rule that is off.
pub(super) fn severity(grade: Grade) -> Option<Severity> {
    match grade {
        Grade::Error => Some(Severity::Error),
        Grade::Warning => Some(Severity::Warning),
        Grade::Note => Some(Severity::Note),
        Grade::Off => None,
    }
}

/// Marks the findings that were accepted.
pub(super) fn mark(map: &Map, trace: &Trace, findings: &mut [Finding]) {
    if map.accepted.is_empty() {
        return;
    }
    let mut accepted: BTreeMap<(&str, &[Id]), Vec<&Accepted>> = BTreeMap::new();
    for one in &map.accepted {
        accepted.entry(one.key()).or_default().push(one);
    }
    let known: Vec<Spoken<'_>> =
        accepted.keys().map(|(code, subjects)| Spoken { code, subjects: subjects.iter().collect() }).collect();
    let found: Vec<Spoken<'_>> = findings.iter().map(Spoken::of).collect();
    let matched = same(&known, &found, &Trace::default(), trace);
    let mut retelling = Retelling::of(map, trace);
    let marked = accepted.into_values().zip(matched).filter_map(|(known, same)| {
        let same = same?;
        let message = &findings[same.place].message;
        let holds = |one: &&&Accepted| match one.facts.is_empty() {
            true => same.is_whole,
            false => same.is_unchanged && retelling.is_of(&one.facts, message),
        };
        let holding = known.iter().find(holds);
        let one = holding.or(known.last())?;
        let (reason, date, subjects) = (one.reason.clone(), one.date, one.subjects.clone());
        Some((same.place, Acceptance { reason, date, facts_changed: holding.is_none(), subjects }))
    });
    for (place, acceptance) in marked.collect::<Vec<_>>() {
        findings[place].acceptance = Some(acceptance);
    }
}

/// What the map settles about rules that there are not, in sentences: kept, and without effect.
pub(super) fn unknown_rules(map: &Map) -> Vec<String> {
    let settled = map.settings.severities.keys().map(|code| (code, "a severity is set for"));
    let accepted = map.accepted.iter().map(|one| (&one.rule, "a finding is accepted of"));
    let unknown = settled.chain(accepted).filter(|(code, _)| !rules().iter().any(|rule| rule.code == *code));
    let mut sentences: Vec<String> = unknown
        .map(|(code, what)| (shortened(code), what, rule(code)))
        .map(|(code, what, rule)| match rule {
            Some(rule) => format!("{what} \"{code}\", which has no effect: write its code, {}", rule.code),
            None => format!("{what} \"{code}\", which is no rule of this version: it is kept, and has no effect"),
        })
        .collect();
    let is_known = |name: &String| rules().iter().flat_map(|rule| rule.thresholds).any(|known| known.name == name);
    sentences.extend(map.settings.thresholds.keys().filter(|name| !is_known(name)).map(|name| {
        let name = shortened(name);
        format!("a threshold is set for \"{name}\", which no rule of this version has: it is kept, and has no effect")
    }));
    sentences.dedup();
    sentences
}

#[cfg(test)]
mod tests {
    use super::super::{Finding, Report, Severity, analyse, test_map};
    use crate::model::{Accepted, Grade, Map};

    /// Two groups that answer to nobody.
    fn town() -> Map {
        test_map::map("Council: partner, accountable body\nForum: group\nPanel: group")
    }

    fn accept(map: &mut Map, finding: &Finding, facts: &str) {
        let subjects = finding.subjects.iter().map(|subject| subject.id.clone()).collect();
        let date = "2011-05".parse().ok();
        let (rule, reason, facts) = (finding.code.to_owned(), "It advises only".to_owned(), facts.to_owned());
        map.accepted.push(Accepted { rule, subjects, reason, date, facts, ..Accepted::default() });
    }

    fn no_route<'a>(report: &'a Report, id: &str) -> &'a Finding {
        let is_asked = |found: &&Finding| found.code == "BW301" && found.subjects[0].id.as_str() == id;
        report.findings.iter().find(is_asked).expect("it has no route")
    }

    #[test]
    fn an_accepted_finding_is_counted_apart_and_stands_last() {
        let mut map = town();
        let before = analyse(&map);
        let (finding, open) = (no_route(&before, "forum").clone(), before.open().len());
        assert!(before.accepted().is_empty());
        accept(&mut map, &finding, &finding.message);
        let after = analyse(&map);
        assert_eq!((after.open().len(), after.accepted().len()), (open - 1, 1));
        assert_eq!((after.metrics.findings.all as usize, after.metrics.findings.accepted), (open - 1, 1));
        let of_errors = |report: &Report| report.metrics.findings.by_severity[&finding.severity];
        assert_eq!(of_errors(&after), of_errors(&before) - 1);
        let last = after.findings.last().expect("the accepted one");
        assert!(last.is_accepted() && last.message == finding.message);
        let words = last.acceptance.as_ref().map(|acceptance| acceptance.words());
        assert_eq!(words.as_deref(), Some("Accepted on 2011-05: It advises only"));
        assert!(!no_route(&after, "panel").is_accepted(), "of one body only");
    }

    #[test]
    fn it_is_open_again_when_its_facts_change() {
        let mut map = town();
        let finding = no_route(&analyse(&map), "forum").clone();
        accept(&mut map, &finding, "Forum answers to somebody else");
        let report = analyse(&map);
        assert!(report.accepted().is_empty());
        let words = no_route(&report, "forum").acceptance.as_ref().map(|acceptance| acceptance.words());
        let expected = "Was accepted on 2011-05: its facts have changed. The reason was: It advises only";
        assert_eq!(words.as_deref(), Some(expected));
        accept(&mut map, &finding, &finding.message);
        assert_eq!(analyse(&map).accepted().len(), 1, "accepted anew, the old acceptance left behind");
    }

    #[test]
    fn without_facts_it_holds_whatever_is_found_and_of_other_subjects_it_says_nothing() {
        let mut map = town();
        let finding = no_route(&analyse(&map), "forum").clone();
        accept(&mut map, &finding, "");
        assert_eq!(analyse(&map).accepted().len(), 1);
        map.accepted[0].subjects = vec!["long-gone".into()];
        assert!(analyse(&map).findings.iter().all(|finding| finding.acceptance.is_none()));
        map.accepted[0].subjects = finding.subjects.iter().map(|subject| subject.id.clone()).collect();
        map.accepted[0].rule = "BW302".to_owned();
        assert!(analyse(&map).findings.iter().all(|finding| finding.acceptance.is_none()));
    }

    #[test]
    fn a_map_sets_how_grave_the_findings_of_a_rule_are() {
        let mut map = town();
        let before = no_route(&analyse(&map), "forum").severity;
        for (grade, severity) in
            [(Grade::Error, Severity::Error), (Grade::Warning, Severity::Warning), (Grade::Note, Severity::Note)]
        {
            map.settings.severities.insert("BW301".to_owned(), grade);
            let report = analyse(&map);
            assert_eq!(no_route(&report, "forum").severity, severity, "{grade:?}, from {before:?}");
            assert!(report.findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
            assert!(report.switched_off.is_empty());
        }
    }

    #[test]
    fn a_rule_that_is_off_finds_nothing_and_is_named() {
        let mut map = town();
        let of_others =
            |map: &Map| analyse(map).findings.into_iter().filter(|found| found.code != "BW301").collect::<Vec<_>>();
        let before = of_others(&map);
        map.settings.severities.insert("BW301".to_owned(), Grade::Off);
        let report = analyse(&map);
        assert_eq!(report.switched_off, ["BW301"]);
        assert!(report.findings.iter().all(|finding| finding.code != "BW301"));
        assert_eq!(of_others(&map), before, "the others find what they found");
    }

    #[test]
    fn what_is_settled_about_unknown_rules_is_told() {
        let mut map = town();
        map.settings.severities.insert("BW999".to_owned(), Grade::Off);
        map.settings.severities.insert("no-route".to_owned(), Grade::Note);
        map.accepted.push(Accepted { rule: "BW998".to_owned(), ..Accepted::default() });
        map.settings.thresholds.insert("keystone.bodies".to_owned(), 4.into());
        map.settings.thresholds.insert("keystone.moons".to_owned(), 4.into());
        let report = analyse(&map);
        let expected = [
            "a severity is set for \"BW999\", which is no rule of this version: it is kept, and has no effect",
            "a severity is set for \"no-route\", which has no effect: write its code, BW301",
            "a finding is accepted of \"BW998\", which is no rule of this version: it is kept, and has no effect",
            "a threshold is set for \"keystone.moons\", which no rule of this version has: it is kept, and has no effect",
        ];
        assert_eq!(report.unknown_rules, expected);
        assert!(report.switched_off.is_empty());
    }
}
