//! BW316: a partner does the work and has no seat.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW316",
    name: "shut-out",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a partner delivers strands, or alone carries a theme, and has no seat anywhere",
    explanation: include_str!("shut_out.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the partner; what it works for may change",
    together: Together {
        alone: "partners do the work and have no seat where it is settled",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

const SEATS: [LinkKind; 2] = [LinkKind::MemberOf, LinkKind::Chairs];

fn check(context: &Context<'_>) -> Vec<Finding> {
    // A map without any seat has not been told who sits where.
    if SEATS.into_iter().all(|kind| context.links_of(kind).next().is_none()) {
        return Vec::new();
    }
    let mut themes: BTreeMap<NodeIndex, Vec<usize>> = BTreeMap::new();
    for (place, cover) in context.covers().iter().enumerate() {
        if let (Some(&only), 1) = (cover.carried_by.first(), cover.carried_by.len()) {
            themes.entry(only).or_default().push(place);
        }
    }
    let mut partners = context.of_kind(NodeKind::Partner).filter(|&at| context.is_live(at)).peekable();
    if partners.peek().is_none() {
        return Vec::new();
    }
    let seated = seated(context);
    let outside = partners.filter(|&at| !seated[at.index()]);
    outside.filter_map(|partner| finding(context, partner, themes.get(&partner).map_or(&[], Vec::as_slice))).collect()
}

/// All who have a voice on a live board or group: who sits there, what that is part of, and what is part of it.
fn seated(context: &Context<'_>) -> Vec<bool> {
    let has_seat = |at: NodeIndex| {
        let mut seats = SEATS.into_iter().flat_map(|kind| context.out(at, kind));
        seats.any(|hop| context.holds(at, &hop))
    };
    let part_of = |other: &Neighbour<'_>| other.link.status == LinkStatus::Active;
    let own: Vec<NodeIndex> = context.nodes().filter(|&at| has_seat(at)).collect();
    let mut seated = vec![false; context.len()];
    own.iter().for_each(|at| seated[at.index()] = true);
    let mut below = seated.clone();
    let is_new = |seen: &mut [bool], at: NodeIndex| !std::mem::replace(&mut seen[at.index()], true);
    let mut open = own.clone();
    while let Some(at) = open.pop() {
        let wholes = context.out(at, LinkKind::PartOf).filter(part_of).map(|whole| whole.node);
        open.extend(wholes.filter(|&whole| is_new(&mut seated, whole)));
    }
    let mut open = own;
    while let Some(at) = open.pop() {
        let parts = context.onto(at, LinkKind::PartOf).filter(part_of).map(|part| part.node);
        open.extend(parts.filter(|&part| is_new(&mut below, part)));
    }
    seated.iter().zip(below).map(|(seated, below)| *seated || below).collect()
}

/// What a partner does for others.
#[derive(Default)]
struct Work {
    /// The strands of boards, groups and posts that it delivers, and those without an owner.
    shared: BTreeSet<NodeIndex>,
    /// The strands that it delivers for another partner.
    commissioned: BTreeSet<NodeIndex>,
}

impl Work {
    fn of(context: &Context<'_>, partner: NodeIndex) -> Self {
        let mut work = Self::default();
        let delivered = context.out(partner, LinkKind::Delivers).filter(|hop| context.holds(partner, hop));
        for strand in delivered.map(|strand| strand.node).collect::<BTreeSet<NodeIndex>>() {
            let owners =
                context.onto(strand, LinkKind::Owns).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
            let owners: Vec<NodeIndex> = owners.map(|owner| owner.node).collect();
            let is_partner = |&owner: &NodeIndex| context.kind(owner) == NodeKind::Partner;
            if owners.contains(&partner) {
                continue;
            }
            match !owners.is_empty() && owners.iter().all(is_partner) {
                true => work.commissioned.insert(strand),
                false => work.shared.insert(strand),
            };
        }
        work
    }
}

fn finding(context: &Context<'_>, partner: NodeIndex, themes: &[usize]) -> Option<Finding> {
    let Work { shared, commissioned } = Work::of(context, partner);
    if shared.is_empty() && commissioned.is_empty() && themes.is_empty() {
        return None;
    }
    let seats: Vec<_> = SEATS.into_iter().flat_map(|kind| context.out(partner, kind)).collect();
    let is_open = |status: NodeStatus| status != NodeStatus::Ended;
    let mut hopes =
        seats.iter().filter(|body| body.link.status != LinkStatus::Lapsed && is_open(context.status(body.node)));
    // That a required seat is vacant is a finding of its own.
    if hopes.clone().any(|neighbour| neighbour.link.required == Some(true)) {
        return None;
    }
    let hope = hopes.next();
    let seat = match hope {
        None => "has no seat anywhere".to_owned(),
        Some(Neighbour { node: body, link }) if link.status == LinkStatus::Active => {
            format!("its only seat is on {}, which {}", context.name(*body), context.state_words(*body))
        }
        Some(Neighbour { node: body, link }) => {
            format!("its seat on {} {}", context.name(*body), words::line_state(link.status))
        }
    };
    let to_order_only = shared.is_empty() && themes.is_empty();
    let severity = if to_order_only || hope.is_some() { RULE.severity.lowered() } else { RULE.severity };
    let speaks = if to_order_only { "; whoever commissions it may speak for it" } else { "" };
    let mut reasons = Vec::new();
    let strands: Vec<NodeIndex> = shared.iter().chain(&commissioned).copied().collect();
    if !strands.is_empty() {
        reasons.push(format!("delivers {}", words::list(&context.names(&strands), 3)));
    }
    if !themes.is_empty() {
        let names: Vec<&str> = themes.iter().map(|&place| context.theme(place).name.as_str()).collect();
        reasons.push(format!("is the only one to carry {}", words::list(&words::told_apart(names), 3)));
    }
    let name = context.name(partner);
    let message = format!("{name} {}, but {seat}{speaks}", words::list(&reasons, 2));
    let hint = format!(
        "Ask the bodies that {name} works for to give it a seat, or to say who speaks for it there; if it only works to \
         order, say so and accept the finding."
    );
    let cause = strands.iter().map(|&strand| Subject::node(context.id(strand)));
    let cause = cause.chain(themes.iter().map(|&place| Subject::theme(&context.theme(place).id)));
    Some(Finding {
        severity,
        ..RULE.finding(std::iter::once(Subject::node(context.id(partner))).chain(cause), message, hint)
    })
}
