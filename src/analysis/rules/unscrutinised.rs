//! BW313: a board owns a duty, and nobody scrutinises either.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus, StrandKind};

pub(super) const RULE: Rule = Rule {
    code: "BW313",
    name: "unscrutinised",
    family: Family::Gaps,
    severity: Severity::Note,
    summary: "a live board owns a duty, and nobody but itself scrutinises the one or the other",
    explanation: include_str!("unscrutinised.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the board; its duties may change",
    together: Together { alone: "boards own duties that nobody else scrutinises", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    // A map without any line of scrutiny has not been told who scrutinises.
    if context.links_of(LinkKind::Scrutinises).next().is_none() {
        return Vec::new();
    }
    context.each(context.of_kind(NodeKind::Board), |board| {
        let is_open = context.is_live(board) && !is_scrutinised(context, board, board);
        if is_open { finding(context, board) } else { None }
    })
}

/// Whether somebody other than `board`, at work, scrutinises `subject`.
fn is_scrutinised(context: &Context<'_>, subject: NodeIndex, board: NodeIndex) -> bool {
    context.onto(subject, LinkKind::Scrutinises).any(|hop| hop.node != board && context.holds(subject, &hop))
}

/// Those other than `board` whose scrutiny of `subject` does not hold, and may come to.
fn in_view<'a>(context: &Context<'a>, subject: NodeIndex, board: NodeIndex) -> Vec<Neighbour<'a>> {
    let may_come = |hop: &Neighbour<'a>| {
        hop.node != board && hop.link.status != LinkStatus::Lapsed && context.status(hop.node) != NodeStatus::Ended
    };
    context.onto(subject, LinkKind::Scrutinises).filter(may_come).collect()
}

/// "; that Panel scrutinises Board is only proposed", "; Panel, which is to scrutinise Board, is on hold".
fn to_come(context: &Context<'_>, in_view: &[Neighbour<'_>]) -> String {
    let said = |hop: &Neighbour<'_>| {
        let subject = context.at(hop.link.to.as_str()).map_or_else(String::new, |at| context.called(at));
        let name = context.name(hop.node);
        match hop.link.status {
            LinkStatus::Active => {
                format!("{name}, which is to scrutinise {subject}, {}", context.state_words(hop.node))
            }
            LinkStatus::Proposed => format!("that {name} scrutinises {subject} is only proposed"),
            _ => format!("whether {name} scrutinises {subject} is unclear"),
        }
    };
    let said: Vec<String> = in_view.iter().map(said).collect();
    if said.is_empty() { String::new() } else { format!("; {}", words::list(&said, 3)) }
}

fn finding(context: &Context<'_>, board: NodeIndex) -> Option<Finding> {
    let owned = context.out(board, LinkKind::Owns).filter(|hop| context.holds(board, hop)).map(|strand| strand.node);
    let mut duties: Vec<NodeIndex> = owned
        .filter(|&strand| context.node(strand).strand_kind == Some(StrandKind::Duty))
        .filter(|&strand| !is_scrutinised(context, strand, board))
        .collect();
    duties.sort_unstable();
    duties.dedup();
    if duties.is_empty() {
        return None;
    }
    let name = context.name(board);
    let by_itself =
        context.out(board, LinkKind::Scrutinises).any(|hop| context.holds(board, &hop) && duties.contains(&hop.node));
    let nobody = if by_itself { "nobody but itself" } else { "nobody" };
    let (duty, either) = match duties.len() {
        1 => ("the duty", "the one or the other"),
        _ => ("the duties", "it or them"),
    };
    let in_view: Vec<Neighbour<'_>> =
        std::iter::once(board).chain(duties.iter().copied()).flat_map(|at| in_view(context, at, board)).collect();
    let duties_said = words::list(&context.names(&duties), 3);
    let message =
        format!("{name} owns {duty} {duties_said}, and {nobody} scrutinises {either}{}", to_come(context, &in_view));
    let hint = match in_view.first() {
        Some(first) => format!(
            "Settle that {} scrutinises {}, with a date for the first look at it.",
            context.name(first.node),
            context.called(context.at(first.link.to.as_str()).unwrap_or(board))
        ),
        None => format!(
            "Ask a scrutiny committee, an inspectorate or another board to look at {name} or at how the duty is done, at \
             least once a year."
        ),
    };
    let subjects = std::iter::once(board).chain(duties.iter().copied()).map(|at| Subject::node(context.id(at)));
    Some(RULE.finding(subjects, message, hint))
}
