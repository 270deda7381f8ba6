//! What of a finding is the same, for every rule and each of the maps in which its explanation lets it fire: with other
//! names, with a stranger, with one more and one fewer, and with another record in the place of one.

use std::collections::BTreeSet;

use super::finding::{Finding, Subject, SubjectKind};
use super::identity::known_by;
use super::rule::{KnownBy, Rule};
use super::{Changes, Report, analyse, rules, test_map};
use crate::model::{Accepted, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus};

/// Each map in which a rule fires.
fn each(mut look: impl FnMut(&Rule, &Map, &Report)) {
    for rule in rules() {
        for sketch in test_map::examples(rule.explanation, "fires") {
            let map = test_map::map(&sketch);
            look(rule, &map, &analyse(&map));
        }
    }
}

fn of<'r>(report: &'r Report, rule: &Rule) -> Vec<&'r Finding> {
    report.findings.iter().filter(|finding| finding.code == rule.code).collect()
}

/// That nothing of a rule is solved or new; how many of its findings have changed.
fn holds(rule: &Rule, before: &Report, after: &Report, what: &str) -> usize {
    let changes = Changes::between(before, after);
    let own = |findings: &[&Finding]| -> Vec<String> {
        findings.iter().filter(|found| found.code == rule.code).map(|found| found.message.clone()).collect()
    };
    let (solved, new) = (own(&changes.solved), own(&changes.new));
    assert!(solved.is_empty() && new.is_empty(), "{} {what}: solved {solved:#?}, new {new:#?}", rule.name);
    changes.changed.iter().filter(|(now, _)| now.code == rule.code).count()
}

fn renamed(map: &Map, name: impl Fn(&str) -> String) -> Map {
    let mut map = map.clone();
    for node in map.nodes.iter().map(|node| Node::clone(node)).collect::<Vec<_>>() {
        map.nodes.put(Node { name: name(&node.name), ..node });
    }
    for mut theme in map.themes.iter().map(|theme| theme.as_ref().clone()).collect::<Vec<_>>() {
        theme.name = name(&theme.name);
        map.themes.put(theme);
    }
    for mut total in map.totals.iter().map(|total| total.as_ref().clone()).collect::<Vec<_>>() {
        total.name = name(&total.name);
        map.totals.put(total);
    }
    map
}

/// The map with all lines of one body led to another.
fn led(map: &Map, from: &Id, to: &Id) -> Map {
    let mut map = map.clone();
    for link in map.links.iter().map(|link| Link::clone(link)).collect::<Vec<_>>() {
        let end = |end: &Id| if end == from { to.clone() } else { end.clone() };
        map.links.put(Link { from: end(&link.from), to: end(&link.to), ..link });
    }
    map
}

#[test]
fn another_name_is_no_other_finding_and_no_other_fact() {
    each(|rule, map, before| {
        let mut accepted = map.clone();
        accepted.accepted = of(before, rule).into_iter().map(acceptance).collect();
        for (what, name) in [
            ("with a longer name", (|name: &str| format!("{name} Quay")) as fn(&str) -> String),
            ("with a comma in the name", |name| format!("{name}, Quay and Sea")),
        ] {
            let after = analyse(&renamed(&accepted, name));
            // What is alike by its name may be so no longer.
            if is_by_name(rule) && of(&after, rule).len() < of(before, rule).len() {
                continue;
            }
            let changed = holds(rule, before, &after, what);
            assert!(changed == 0 || is_by_name(rule), "{} {what}: {changed}", rule.name);
            let open: Vec<_> = of(&after, rule).into_iter().filter(|finding| !finding.is_accepted()).collect();
            let open = if is_by_name(rule) { Vec::new() } else { open };
            assert!(open.is_empty(), "{} {what}: {open:#?}\nwas {:#?}", rule.name, accepted.accepted);
        }
    });
}

fn acceptance(finding: &Finding) -> Accepted {
    Accepted {
        rule: finding.code.to_owned(),
        subjects: finding.subjects.iter().map(|subject| subject.id.clone()).collect(),
        reason: "Known".to_owned(),
        facts: finding.message.clone(),
        ..Accepted::default()
    }
}

#[test]
fn a_stranger_changes_nothing_but_what_is_said_of_the_whole_map() {
    each(|rule, map, before| {
        let mut stranger = Node::new("zz-stranger", NodeKind::Partner, "Quite Another Matter");
        (stranger.accountable_body, stranger.remit) = (Some(true), Some("Something else".to_owned()));
        let mut with = map.clone();
        with.nodes.put(stranger);
        let changed = holds(rule, before, &analyse(&with), "beside a stranger");
        assert!(changed == 0 || rule.known_by == KnownBy::First(0), "{}", rule.name);
    });
}

#[test]
fn what_was_made_one_with_another_is_followed() {
    each(|rule, map, before| {
        for subject in nodes(of(before, rule)) {
            let new = heir(&subject);
            let old = Node::clone(map.nodes.get(subject.as_str()).expect("a subject"));
            let mut after = led(map, &subject, &new);
            after.nodes.put(Node { id: new, merged: [subject.clone()].into(), ..old });
            after.nodes.remove(subject.as_str());
            let (there, back) = (analyse(&after), analyse(&after));
            assert_eq!(holds(rule, before, &there, "made one with another"), 0, "{}", rule.name);
            assert_eq!(holds(rule, &back, before, "made two again"), 0, "{}", rule.name);
        }
    });
}

#[test]
fn what_was_replaced_is_followed_where_the_map_says_so() {
    each(|rule, map, before| {
        for subject in nodes(of(before, rule)) {
            let old = Node::clone(map.nodes.get(subject.as_str()).expect("a subject"));
            // What is over already went where it went.
            if old.status == NodeStatus::Ended || !old.is_body() {
                continue;
            }
            let new = heir(&subject);
            let mut after = led(map, &subject, &new);
            after.nodes.put(Node { id: new.clone(), name: format!("Second {}", old.name), ..old.clone() });
            after.nodes.put(Node { status: NodeStatus::Ended, themes: BTreeSet::new(), ..old });
            after.links.put(Link::new("zz-heir", LinkKind::AbsorbedInto, subject.clone(), new));
            let after = analyse(&after);
            let changes = Changes::between(before, &after);
            let is_about =
                |finding: &&&Finding| finding.code == rule.code && finding.subjects.contains(&Subject::node(&subject));
            let lost: Vec<_> = changes.solved.iter().filter(is_about).collect();
            // Solved is only what is not found any more, of neither of the two.
            let still = |was: &Finding| {
                of(&after, rule).len() >= of(before, rule).len() && !is_by_name(rule) && {
                    let known = known_by(was).len();
                    of(&after, rule).iter().any(|now| known_by(now).len() == known)
                }
            };
            assert!(!lost.iter().any(|was| still(was)), "{}: {lost:#?} {:#?}", rule.name, changes.new);
        }
    });
}

/// An id that stands where another stood.
fn heir(id: &Id) -> Id {
    format!("{}-", id.as_str()).into()
}

/// Whether what a rule finds, or says of it, goes by names.
fn is_by_name(rule: &Rule) -> bool {
    ["twin-entry", "shared-remit"].contains(&rule.name)
}

/// All nodes that findings are about.
fn nodes(findings: Vec<&Finding>) -> BTreeSet<Id> {
    let subjects = findings.into_iter().flat_map(|finding| &finding.subjects);
    subjects.filter(|subject| subject.kind == SubjectKind::Node).map(|subject| subject.id.clone()).collect()
}

#[test]
fn one_more_or_one_fewer_is_a_change_of_what_is_known_and_neither_solved_nor_new() {
    each(|rule, map, before| {
        for subject in nodes(of(before, rule)) {
            let node = Node::clone(map.nodes.get(subject.as_str()).expect("a subject"));
            let mut more = map.clone();
            let second: Id = format!("{}-second", subject.as_str()).into();
            more.nodes.put(Node { id: second.clone(), name: format!("{} Quay", node.name), ..node });
            let lines: Vec<Link> = map.links_of(subject.as_str()).map(Link::clone).collect();
            for link in lines {
                let end = |end: &Id| if *end == subject { second.clone() } else { end.clone() };
                let id: Id = format!("{}-second", link.id.as_str()).into();
                more.links.put(Link { id, from: end(&link.from), to: end(&link.to), ..link });
            }
            let mut fewer = map.clone();
            let gone: Vec<Id> = map.links_of(subject.as_str()).map(|link| link.id.clone()).collect();
            gone.iter().for_each(|id| drop(fewer.links.remove(id.as_str())));
            fewer.nodes.remove(subject.as_str());
            for (what, map) in [("with one more", more), ("with one fewer", fewer)] {
                let after = analyse(&map);
                let changes = Changes::between(before, &after);
                for was in changes.solved.iter().filter(|was| was.code == rule.code) {
                    for now in changes.new.iter().filter(|now| now.code == rule.code) {
                        assert!(!is_one(rule, was, now), "{} {what}: {was:#?} {now:#?}", rule.name);
                    }
                }
            }
        }
    });
}

/// Whether two findings of a rule are one by what its explanation says of it.
fn is_one(rule: &Rule, one: &Finding, other: &Finding) -> bool {
    let (one, other): (BTreeSet<Subject>, BTreeSet<Subject>) =
        (known_by(one).into_iter().collect(), known_by(other).into_iter().collect());
    match rule.known_by {
        KnownBy::Together => one.is_subset(&other) || other.is_subset(&one),
        KnownBy::First(_) | KnownBy::Last | KnownBy::FirstAndLast => one == other,
    }
}
