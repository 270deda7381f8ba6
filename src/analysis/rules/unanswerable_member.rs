//! BW311: members work for a board that cannot hold them to account.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::{At, Context, Family, Finding, Rule, Severity, Subject, words};
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW311",
    name: "unanswerable-member",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "members own or deliver strands of a board, and nothing lets it hold them to account",
    explanation: include_str!("unanswerable_member.md"),
    thresholds: &[],
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let boards = context.of_kind(NodeKind::Board).filter(|&at| context.status(at) != NodeStatus::Ended);
    boards.filter_map(|board| finding(context, board)).collect()
}

fn finding(context: &Context<'_>, board: At) -> Option<Finding> {
    let work = work_of_members(context, board);
    if work.is_empty() {
        return None;
    }
    let watched = watched(context, board);
    let is_held = |member: &At| {
        let above = context.above_firmly(*member);
        above.contains(&board) || watched.contains(member) || above.iter().any(|upper| watched.contains(upper))
    };
    let (held, free): (Vec<At>, Vec<At>) = work.keys().copied().partition(is_held);
    if free.is_empty() {
        return None;
    }
    let strands: BTreeSet<At> = free.iter().flat_map(|member| &work[member]).copied().collect();
    let strands: Vec<At> = strands.into_iter().collect();
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
        ..Finding::new(&RULE, subjects, message, hint)
    })
}

/// The live members of a board that own or deliver live strands of it, each with those strands.
fn work_of_members(context: &Context<'_>, board: At) -> BTreeMap<At, BTreeSet<At>> {
    let seats = context.into(board, LinkKind::MemberOf).filter(|(_, link)| link.status == LinkStatus::Active);
    let members: HashSet<At> = seats.map(|(member, _)| member).filter(|&member| context.is_live(member)).collect();
    let mut work: BTreeMap<At, BTreeSet<At>> = BTreeMap::new();
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
fn strands(context: &Context<'_>, board: At) -> Vec<At> {
    let owned = context.out(board, LinkKind::Owns).filter(|(_, link)| link.status == LinkStatus::Active);
    let mut open: Vec<At> = owned.map(|(strand, _)| strand).collect();
    let mut seen = HashSet::new();
    let mut strands = Vec::new();
    while let Some(strand) = open.pop() {
        if context.is_live(strand) && seen.insert(strand) {
            strands.push(strand);
            let parts = context.into(strand, LinkKind::PartOf).filter(|(_, link)| link.status == LinkStatus::Active);
            open.extend(parts.map(|(part, _)| part));
        }
    }
    strands
}

/// Those who own or deliver a strand.
fn workers(context: &Context<'_>, strand: At) -> impl Iterator<Item = At> {
    let lines = [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(move |kind| context.into(strand, kind));
    lines.filter(|(_, link)| link.status == LinkStatus::Active).map(|(worker, _)| worker)
}

/// All whom a board scrutinises, be it themselves or something that they own or deliver.
fn watched(context: &Context<'_>, board: At) -> HashSet<At> {
    let scrutinised = context.out(board, LinkKind::Scrutinises).filter(|(_, link)| link.status == LinkStatus::Active);
    scrutinised.flat_map(|(subject, _)| std::iter::once(subject).chain(workers(context, subject))).collect()
}
