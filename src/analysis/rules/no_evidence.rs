//! BW502: part of the map rests on no source.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Evidence, Link};

pub(super) const RULE: Rule = Rule {
    code: "BW502",
    name: "no-evidence",
    family: Family::Evidence,
    severity: Severity::Note,
    summary: "bodies, posts, strands and lines without a source, in a map that cites sources",
    explanation: include_str!("no_evidence.md"),
    thresholds: &[],
    known_by: KnownBy::First(0),
    known_as: "the map, which has one such finding at most; what rests on nothing may change",
    together: Together { alone: "lists of records rest on no source", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: None,
    check,
};

/// How many records the finding is about at most, and how many of them its sentence names.
const MOST: (usize, usize) = (200, 5);

fn check(context: &Context<'_>) -> Vec<Finding> {
    let map = context.map();
    let is_bare = |evidence: &[Evidence]| evidence.is_empty();
    let nodes: Vec<_> = map.nodes.iter().filter(|node| is_bare(&node.evidence)).collect();
    let links: Vec<_> = map.links.iter().filter(|link| is_bare(&link.evidence)).collect();
    let all = map.nodes.len() + map.links.len();
    let bare = nodes.len() + links.len();
    // A map that cites nothing is a drawing; to say so of each record would help nobody.
    if bare == 0 || bare == all {
        return Vec::new();
    }
    let mut counted = Vec::new();
    if !nodes.is_empty() {
        let of = words::count(map.nodes.len(), "bodies, posts and strands", "bodies, posts and strands");
        counted.push(format!("{} of {of}", nodes.len()));
    }
    if !links.is_empty() {
        counted.push(format!("{} of {}", links.len(), words::count(map.links.len(), "line", "lines")));
    }
    let line = |link: &Link| {
        let (from, to) = (map.name(link.from.as_str()), map.name(link.to.as_str()));
        format!("that {from} {} {to}", link.kind.word())
    };
    let names = nodes.iter().map(|node| node.name.clone()).chain(links.iter().map(|link| line(link)));
    let shown: Vec<String> = names.take(MOST.1).collect();
    let rest = match bare - shown.len() {
        0 => String::new(),
        rest => format!(" and {}", words::count(rest, "other", "others")),
    };
    let rest_on = if bare == 1 { "rests" } else { "rest" };
    let message = format!("{} {rest_on} on no source: {}{rest}", words::list(&counted, 2), shown.join(", "));
    let hint = "Add where each is written: the document, and the paragraph. What nobody wrote down, ask for, and note whom you \
                asked and when; what is a guess, mark as assumed."
        .to_owned();
    let subjects =
        nodes.iter().map(|node| Subject::node(&node.id)).chain(links.iter().map(|link| Subject::link(&link.id)));
    vec![Finding { ..RULE.finding(subjects.take(MOST.0), message, hint) }]
}

#[cfg(test)]
mod tests {
    use super::super::super::{Context, test_map};
    use super::{MOST, RULE};

    #[test]
    fn however_many_there_are_it_is_one_finding_of_bounded_length() {
        let groups: String = (0..MOST.0).map(|number| format!("Group {number:03}: group\n")).collect();
        let found = |sketch: String| (RULE.check)(&Context::new(&test_map::map(&sketch)));
        let one = found(format!("Review: source\nBoard: board, rests on Review\n{groups}"));
        assert_eq!((one.len(), one[0].subjects.len()), (1, 200));
        let more = found(format!("Review: source\nBoard: board, rests on Review\n{groups}Last: group"));
        assert_eq!(more[0].subjects.len(), 200);
        assert!(more[0].message.ends_with("Group 004 and 196 others"), "{}", more[0].message);
    }
}
