//! BW313: a board owns a duty, and nobody scrutinises either.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::Rule;
use super::super::words;
use crate::model::{LinkKind, NodeKind, StrandKind};

pub(super) const RULE: Rule = Rule {
    code: "BW313",
    name: "unscrutinised",
    family: Family::Gaps,
    severity: Severity::Note,
    summary: "a live board owns a duty, and nobody but itself scrutinises the one or the other",
    explanation: include_str!("unscrutinised.md"),
    thresholds: &[],
    together: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    // A map without any line of scrutiny has not been told who scrutinises.
    if context.links_of(LinkKind::Scrutinises).next().is_none() {
        return Vec::new();
    }
    let boards = context.of_kind(NodeKind::Board).filter(|&board| context.is_live(board));
    boards.filter(|&board| !is_scrutinised(context, board, board)).filter_map(|board| finding(context, board)).collect()
}

/// Whether somebody other than `board`, at work, scrutinises `subject`.
fn is_scrutinised(context: &Context<'_>, subject: NodeIndex, board: NodeIndex) -> bool {
    context.onto(subject, LinkKind::Scrutinises).any(|hop| hop.node != board && context.holds(subject, &hop))
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
    let message =
        format!("{name} owns {duty} {}, and {nobody} scrutinises {either}", words::list(&context.names(&duties), 3));
    let hint = format!(
        "Ask a scrutiny committee, an inspectorate or another board to look at {name} or at how the duty is done, at least \
         once a year."
    );
    let subjects = std::iter::once(board).chain(duties.iter().copied()).map(|at| Subject::node(context.id(at)));
    Some(RULE.finding(subjects, message, hint))
}
