//! BW311: members work for a board that cannot hold them to account.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW311",
    name: "unanswerable-member",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "members own or deliver strands of a board, and nothing lets it hold them to account",
    explanation: include_str!("unanswerable_member.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the board; the members that it cannot hold to account may change",
    together: Together {
        alone: "boards cannot hold to account those who do their work",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let stands = |at: NodeIndex| context.status(at) != NodeStatus::Ended;
    let boards = context.of_kind(NodeKind::Board);
    context.each(boards, |board| if stands(board) { finding(context, board) } else { None })
}

fn finding(context: &Context<'_>, board: NodeIndex) -> Option<Finding> {
    let work = work_of_members(context, board);
    if work.is_empty() {
        return None;
    }
    let watched = watched(context, board);
    let is_held = |member: &NodeIndex| {
        let above = context.above_firmly(*member);
        above.contains(&board) || watched.contains(member) || above.iter().any(|upper| watched.contains(upper))
    };
    let (held, free): (Vec<NodeIndex>, Vec<NodeIndex>) = work.keys().copied().partition(is_held);
    if free.is_empty() {
        return None;
    }
    let strands: BTreeSet<NodeIndex> = free.iter().flat_map(|member| &work[member]).copied().collect();
    let strands: Vec<NodeIndex> = strands.into_iter().collect();
    let (severity, idle) = context.severity(RULE.severity, &[board]);
    let name = context.name(board);
    let members = words::list(&context.names(&free), 8);
    let work = words::list(&context.names(&strands), 3);
    let others = match held.as_slice() {
        [] => String::new(),
        held => format!("; of those who work for it only {} can be", words::list(&context.names(held), 3)),
    };
    let message = if free.len() == 1 {
        format!(
            "{members} does the work of {name} ({work}), but nothing lets that board hold it to account: it does not answer \
             to the board, which scrutinises neither it nor what it does{others}{idle}"
        )
    } else {
        format!(
            "{members} do the work of {name} ({work}), but nothing lets that board hold them to account: they do not answer \
             to it, and it scrutinises neither them nor what they do{others}{idle}"
        )
    };
    let hint = format!(
        "Let {name} ask each of these members, on a date, what became of its part: draw that as scrutiny of the strand or \
         of the member. Or give the strand to somebody who can."
    );
    let subjects = std::iter::once(board).chain(free.iter().copied()).map(|at| Subject::node(context.id(at)));
    Some(Finding {
        severity,
        path: strands.iter().map(|&strand| context.id(strand).clone()).collect(),
        ..RULE.finding(subjects, message, hint)
    })
}

/// The live members of a board that own or deliver live strands of it, each with those strands.
fn work_of_members(context: &Context<'_>, board: NodeIndex) -> BTreeMap<NodeIndex, BTreeSet<NodeIndex>> {
    let seats = context.onto(board, LinkKind::MemberOf).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let members: HashSet<NodeIndex> =
        seats.map(|member| member.node).filter(|&member| context.is_live(member)).collect();
    let mut work: BTreeMap<NodeIndex, BTreeSet<NodeIndex>> = BTreeMap::new();
    if members.is_empty() {
        return work;
    }
    for strand in strands(context, board) {
        for worker in workers(context, strand).filter(|worker| members.contains(worker)) {
            work.entry(worker).or_default().insert(strand);
        }
    }
    work
}

/// The live strands that a board owns, and those that are part of them.
fn strands(context: &Context<'_>, board: NodeIndex) -> Vec<NodeIndex> {
    let owned = context.out(board, LinkKind::Owns).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let mut open: Vec<NodeIndex> = owned.map(|strand| strand.node).collect();
    let mut seen = HashSet::new();
    let mut strands = Vec::new();
    while let Some(strand) = open.pop() {
        if context.is_live(strand) && seen.insert(strand) {
            strands.push(strand);
            let parts =
                context.onto(strand, LinkKind::PartOf).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
            open.extend(parts.map(|part| part.node));
        }
    }
    strands
}

/// Those who own or deliver a strand.
fn workers(context: &Context<'_>, strand: NodeIndex) -> impl Iterator<Item = NodeIndex> {
    let lines = [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(move |kind| context.onto(strand, kind));
    lines.filter(|neighbour| neighbour.link.status == LinkStatus::Active).map(|worker| worker.node)
}

/// All whom a board scrutinises, be it themselves or something that they own or deliver.
fn watched(context: &Context<'_>, board: NodeIndex) -> HashSet<NodeIndex> {
    let scrutinised =
        context.out(board, LinkKind::Scrutinises).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    scrutinised.flat_map(|subject| std::iter::once(subject.node).chain(workers(context, subject.node))).collect()
}
