//! BW503: a record's status and its dates, or those of a line and its ends, disagree.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use crate::model::{Link, LinkKind, LinkStatus, NodeStatus, When};

pub(super) const RULE: Rule = Rule {
    code: "BW503",
    name: "out-of-time",
    family: Family::Evidence,
    severity: Severity::Note,
    summary: "status and dates disagree: active though over, or a line outside the life of one of its ends",
    explanation: include_str!("out_of_time.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the record; what its dates disagree with may change",
    together: Together { alone: "records have a status and dates that disagree", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let of_nodes = context.each(context.nodes(), |at| {
        let node = context.node(at);
        let span = Span { since: node.since, until: node.until };
        let state = match node.status {
            NodeStatus::Active => State::On,
            NodeStatus::Ended => State::Over,
            NodeStatus::Dormant | NodeStatus::Proposed => State::Between,
        };
        let faults = span.faults(state, context.beside_nodes().as_of);
        let message = || format!("{} {}", context.called(at), faults.join("; and it "));
        (!faults.is_empty()).then(|| finding(context, vec![Subject::node(&node.id)], message()))
    });
    let of_lines = context.each(context.nodes(), |at| of_lines(context, at));
    of_nodes.into_iter().chain(of_lines).collect()
}

/// What is wrong with the lines that read from a node.
fn of_lines(context: &Context<'_>, from: NodeIndex) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Neighbour { node: to, link } in context.all_out(from) {
        let span = Span { since: link.since, until: link.until };
        let state = match link.status {
            LinkStatus::Active => State::On,
            LinkStatus::Lapsed => State::Over,
            LinkStatus::Proposed | LinkStatus::Unclear => State::Between,
        };
        let mut faults = span.faults(state, context.beside_nodes().as_of);
        let mut subjects = vec![];
        for at in std::iter::once(from).chain((from != to).then_some(to)) {
            if let Some(fault) = outside(context, link, at) {
                faults.push(fault);
                subjects.push(Subject::node(context.id(at)));
            }
        }
        if !faults.is_empty() {
            let (lower, verb, upper) = (context.called(from), link.kind.word(), context.called(to));
            let message = format!("The line by which {lower} {verb} {upper} {}", faults.join("; and it "));
            subjects.insert(0, Subject::link(&link.id));
            findings.push(finding(context, subjects, message));
        }
    }
    findings
}

/// From when to when something lasted, as far as it is known.
#[derive(Clone, Copy)]
struct Span {
    since: Option<When>,
    until: Option<When>,
}

/// What a status says of time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is so on the day of the map.
    On,
    /// It is so no longer.
    Over,
    /// It may be so at any time.
    Between,
}

impl Span {
    /// What the dates say against each other and against the status, as sentences without a subject.
    fn faults(self, state: State, as_of: Option<When>) -> Vec<String> {
        let mut faults = Vec::new();
        if let (Some(since), Some(until)) = (self.since, self.until)
            && until.is_before(since)
        {
            faults.push(format!("ends in {until}, before it begins in {since}"));
        }
        let Some(now) = as_of else { return faults };
        if let Some(until) = self.until {
            if state == State::On && until.is_before(now) {
                faults.push(format!("is active, though it ended in {until} and the map is of {now}"));
            }
            if state == State::Over && now.is_before(until) {
                faults.push(format!("is over, though it lasts until {until} and the map is of {now}"));
            }
        }
        if let Some(since) = self.since.filter(|&since| state == State::On && now.is_before(since)) {
            faults.push(format!("is active, though it begins in {since} and the map is of {now}"));
        }
        faults
    }
}

/// How a line lies outside the life of one of its ends.
fn outside(context: &Context<'_>, link: &Link, at: NodeIndex) -> Option<String> {
    let node = context.node(at);
    let name = || context.called(at);
    let is_heir = link.kind == LinkKind::AbsorbedInto && node.id == link.from;
    if let (Some(line), Some(begin)) = (link.since, node.since)
        && line.is_before(begin)
    {
        return Some(format!("begins in {line}, before {} does in {begin}", name()));
    }
    if let (Some(line), Some(begin)) = (link.until, node.since)
        && line.is_before(begin)
    {
        return Some(format!("ends in {line}, before {} begins in {begin}", name()));
    }
    // What was absorbed has passed on its work when it is over: that line begins where its life ends.
    let end = node.until.filter(|_| !is_heir)?;
    if let Some(line) = link.since.filter(|&line| end.is_before(line)) {
        return Some(format!("begins in {line}, after {} ended in {end}", name()));
    }
    let line = link.until.filter(|&line| end.is_before(line))?;
    Some(format!("lasts until {line}, longer than {}, which ends in {end}", name()))
}

fn finding(context: &Context<'_>, subjects: Vec<Subject>, message: String) -> Finding {
    let as_of = match context.beside_nodes().as_of {
        Some(_) => "",
        None => " Say for which date the map holds, so that more can be checked.",
    };
    let hint = format!("Look up the dates in the source and correct them, or set the status to what they say.{as_of}");
    RULE.finding(subjects, message, hint)
}
