//! BW308: a seat that must be taken is not.

use std::collections::{BTreeMap, HashSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW308",
    name: "vacant-seat",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a seat that the law or the terms of reference require is not taken",
    explanation: include_str!("vacant_seat.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the line by which the member should have its seat",
    together: Together {
        alone: "required seats are not taken",
        with: Some("required seats are not taken on"),
        each: Each::Subject(2),
    },
    needs_line: None,
    pattern: None,
    check,
};

/// A required seat that nobody takes: the member, the line, and the body on which it is.
struct Seat<'a> {
    member: Neighbour<'a>,
    board: NodeIndex,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |board| {
        let vacant = vacant(context, board);
        let others = vacant.len().saturating_sub(1);
        vacant.into_iter().map(|seat| finding(context, &seat, others)).collect::<Vec<Finding>>()
    })
}

fn vacant<'a>(context: &Context<'a>, board: NodeIndex) -> Vec<Seat<'a>> {
    let seats: Vec<Neighbour<'_>> = context.onto(board, LinkKind::MemberOf).collect();
    if context.status(board) == NodeStatus::Ended || seats.is_empty() {
        return Vec::new();
    }
    let taken: HashSet<NodeIndex> = seats
        .iter()
        .filter(|member| member.link.status == LinkStatus::Active && context.is_live(member.node))
        .map(|member| member.node)
        .collect();
    // Two records of one seat are one seat; the later in the file stands for it.
    let required: BTreeMap<NodeIndex, Neighbour<'_>> = seats
        .into_iter()
        .filter(|member| member.link.required == Some(true) && !taken.contains(&member.node))
        .map(|seat| (seat.node, seat))
        .collect();
    required.into_values().map(|member| Seat { member, board }).collect()
}

fn finding(context: &Context<'_>, seat: &Seat<'_>, others: usize) -> Finding {
    let Neighbour { node: member, link } = seat.member;
    let (mut severity, idle) = context.severity(RULE.severity, &[member, seat.board]);
    let why = match link.status {
        LinkStatus::Active => "nobody is at work to fill the seat",
        LinkStatus::Proposed => "the seat is only proposed",
        LinkStatus::Lapsed => "the seat has lapsed",
        LinkStatus::Unclear => "whether it sits there is unclear",
    };
    if link.status == LinkStatus::Unclear && idle.is_empty() {
        severity = severity.lowered();
    }
    let note = link.note.as_ref().map(|note| format!(" ({})", note.trim_end_matches('.'))).unwrap_or_default();
    let with_it = match others {
        0 => String::new(),
        others => format!(
            "; {} there too",
            words::count(others, "other required seat is vacant", "other required seats are vacant")
        ),
    };
    let (name, board) = (context.called(member), context.name(seat.board));
    let message = format!("{name} must have a seat on {board}, but {why}{note}{with_it}{idle}");
    let hint = format!(
        "Ask {name} to say by a date who is to sit on {board}; or, if neither the law nor the terms of reference require \
         the seat any longer, take that mark off it."
    );
    let subjects = [Subject::link(&link.id), Subject::node(context.id(seat.board)), Subject::node(context.id(member))];
    Finding { severity, ..RULE.finding(subjects, message, hint) }
}
