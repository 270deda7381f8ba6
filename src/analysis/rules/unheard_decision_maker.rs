//! BW310: a partnership does not reach the board that decides for one of its partners.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Mend, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::mending::new_line;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::edit::Edit;
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW310",
    name: "unheard-decision-maker",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a partner sits on or pays for a partnership, and no line leads from there to the board that governs the partner",
    explanation: include_str!("unheard_decision_maker.md"),
    thresholds: &[],
    known_by: KnownBy::FirstAndLast,
    known_as: "the body and the partner; who decides for the partner may change",
    together: Together {
        alone: "partners sit on or pay for a body of which those who decide for them hear nothing",
        with: None,
        each: Each::Last,
    },
    needs_line: None,
    pattern: None,
    check,
};

/// The lines by which something is heard at their upper end.
const HEARD: [LinkKind; 3] = [LinkKind::ReportsTo, LinkKind::Informs, LinkKind::PartOf];
/// The lines by which somebody hears what is said at their end: a seat, the chair, scrutiny.
const HEARING: [LinkKind; 3] = [LinkKind::MemberOf, LinkKind::Chairs, LinkKind::Scrutinises];

/// A partner that is governed by boards of its own, and what reaches it.
struct Governed {
    boards: Vec<NodeIndex>,
    /// The partner, its boards, and all that reports to them, informs them or is part of them.
    heard: HashSet<NodeIndex>,
    /// Where one of its boards sits, takes the chair or scrutinises.
    hearing: HashSet<NodeIndex>,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut governed: BTreeMap<NodeIndex, Governed> = BTreeMap::new();
    for partner in context.of_kind(NodeKind::Partner).filter(|&partner| context.is_live(partner)) {
        let boards = boards(context, partner);
        if !boards.is_empty() {
            governed.insert(partner, Governed::of(context, partner, boards));
        }
    }
    let mut findings = Vec::new();
    for body in context.nodes().filter(|&at| !governed.is_empty() && may_be_partnership(context, at)) {
        let stakes = stakes(context, body);
        let partners = || stakes.iter().filter_map(|(partner, lines)| Some((*partner, lines, governed.get(partner)?)));
        if partners().next().is_none() {
            continue;
        }
        let mut upward = context.above_firmly(body);
        upward.push(body);
        for (partner, lines, governed) in partners() {
            let is_heard = upward.iter().any(|at| governed.heard.contains(at)) || governed.hearing.contains(&body);
            if !is_heard {
                findings.push(finding(context, body, partner, lines, &governed.boards));
            }
        }
    }
    findings
}

/// The boards at work that are part of the partner, and accountable in their own right.
fn boards(context: &Context<'_>, partner: NodeIndex) -> Vec<NodeIndex> {
    let parts = context.onto(partner, LinkKind::PartOf).filter(|hop| context.holds(partner, hop)).map(|part| part.node);
    let governs = |&part: &NodeIndex| context.kind(part) == NodeKind::Board && context.is_accountable_body(part);
    parts.filter(governs).collect::<BTreeSet<NodeIndex>>().into_iter().collect()
}

impl Governed {
    fn of(context: &Context<'_>, partner: NodeIndex, boards: Vec<NodeIndex>) -> Self {
        let ears: Vec<NodeIndex> = boards.iter().copied().chain([partner]).collect();
        let lines = |kinds: [LinkKind; 3], at: NodeIndex| {
            let hops = context.around(at).filter(move |hop| kinds.contains(&hop.link.kind) && context.holds(at, hop));
            hops.collect::<Vec<Neighbour<'_>>>()
        };
        let leads_to = |at: NodeIndex, link: &Link| link.to == *context.id(at);
        let mut heard: HashSet<NodeIndex> = ears.iter().copied().collect();
        for &ear in &ears {
            heard.extend(
                lines(HEARD, ear).into_iter().filter(|neighbour| leads_to(ear, neighbour.link)).map(|from| from.node),
            );
        }
        let mut hearing = HashSet::new();
        for &board in &boards {
            let lines = lines(HEARING, board).into_iter().filter(|neighbour| !leads_to(board, neighbour.link));
            hearing.extend(lines.map(|to| to.node));
        }
        Self { boards, heard, hearing }
    }
}

/// Boards and groups that have not ended. Whoever is accountable in its own right owes its members no report; and of
/// one that answers to nobody at all another rule says so.
fn may_be_partnership(context: &Context<'_>, at: NodeIndex) -> bool {
    let kind = matches!(context.kind(at), NodeKind::Board | NodeKind::Group);
    kind && context.status(at) != NodeStatus::Ended && !context.is_accountable_body(at) && context.has_line_up(at)
}

/// The partners that sit on a body or pay for it, each with the lines by which they do.
fn stakes<'a>(context: &Context<'a>, body: NodeIndex) -> BTreeMap<NodeIndex, Vec<&'a Link>> {
    let mut stakes: BTreeMap<NodeIndex, Vec<&Link>> = BTreeMap::new();
    for Neighbour { node: partner, link } in
        [LinkKind::MemberOf, LinkKind::Funds].into_iter().flat_map(|kind| context.onto(body, kind))
    {
        if link.status == LinkStatus::Active && context.kind(partner) == NodeKind::Partner {
            stakes.entry(partner).or_default().push(link);
        }
    }
    stakes
}

fn finding(
    context: &Context<'_>,
    body: NodeIndex,
    partner: NodeIndex,
    stakes: &[&Link],
    boards: &[NodeIndex],
) -> Finding {
    let name = context.name(body);
    let (mut severity, mut why) = context.severity(RULE.severity, &[body]);
    let direct = [LinkKind::ReportsTo, LinkKind::Informs].into_iter().flat_map(|kind| context.out(body, kind));
    let pending = direct
        .filter(|to| boards.contains(&to.node) && to.link.status != LinkStatus::Active)
        .min_by_key(|neighbour| (neighbour.link.status, &neighbour.link.id));
    if let Some(Neighbour { node: to, link }) = pending {
        why += &format!("; the line to {} {}", context.name(to), words::line_state(link.status));
    }
    let is_in_hand = pending.is_some_and(|neighbour| neighbour.link.status != LinkStatus::Lapsed);
    if is_in_hand && severity == RULE.severity {
        severity = severity.lowered();
    }
    let has = |kind| stakes.iter().any(|link| link.kind == kind);
    let required = stakes.iter().any(|link| link.required == Some(true));
    let seat = if required { "has a required seat on" } else { "sits on" };
    let stake = match (has(LinkKind::MemberOf), has(LinkKind::Funds)) {
        (true, true) => format!("{seat} {name} and pays for it"),
        (true, false) => format!("{seat} {name}"),
        (false, _) => format!("pays for {name}"),
    };
    let names = context.names(boards);
    let message = format!(
        "{} {stake}, but no line of any kind leads from there to {}, which decides for it{why}",
        context.name(partner),
        words::list(&names, 3)
    );
    let hint = format!(
        "Agree with {} what it is to hear from {name}, how often and from whom, and draw that line: a report where it may \
         direct {name}, information where it may not.",
        words::list(&names, 3)
    );
    let board = boards.first().filter(|_| context.is_live(body) && !is_in_hand);
    let fixes = board.map(|&board| proposal(context, body, board)).into_iter().collect();
    let subjects = std::iter::once(body).chain(boards.iter().copied()).chain([partner]);
    Finding {
        severity,
        path: stakes.iter().map(|link| link.id.clone()).collect(),
        fixes,
        ..RULE.finding(subjects.map(|at| Subject::node(context.id(at))), message, hint)
    }
}

/// Proposes the line; that it is agreed somebody else has to say.
fn proposal(context: &Context<'_>, body: NodeIndex, board: NodeIndex) -> Fix {
    let line = new_line(context, body, LinkKind::Informs, board, LinkStatus::Proposed);
    let label = format!("Propose that {} informs {}", context.name(body), context.name(board));
    Fix { label, mend: Mend::Edits(vec![Edit::put(line)]) }
}
