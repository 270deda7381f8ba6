//! BW202: a scrutineer has a stake in what it scrutinises.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::patterns::circle;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW202",
    name: "self-scrutiny",
    family: Family::Circles,
    severity: Severity::Error,
    summary: "a scrutineer also owns or delivers what it scrutinises, answers to the one it scrutinises, or has on it its owner or whoever does it in the owner's stead",
    explanation: include_str!("self_scrutiny.md"),
    thresholds: &[],
    known_by: KnownBy::First(2),
    known_as: "the scrutineer and what it scrutinises; what ties the two may change",
    together: Together {
        alone: "lines of scrutiny come from one with a stake in what it looks at",
        with: None,
        each: Each::From(0),
    },
    needs_line: None,
    pattern: Some(circle),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |scrutineer| {
        let mut scrutinised: Vec<Neighbour<'_>> = context
            .out(scrutineer, LinkKind::Scrutinises)
            .filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed)
            .collect();
        // Two lines to the same one say the same thing once; that which holds speaks.
        scrutinised.sort_by_key(|subject| (subject.node, subject.link.status));
        scrutinised.dedup_by_key(|subject| subject.node);
        if scrutinised.is_empty() {
            return Vec::new();
        }
        let side = Side::of(context, scrutineer);
        let found = scrutinised.into_iter().filter_map(|subject| finding(context, &side, subject.node, subject.link));
        found.collect()
    })
}

/// What ties a scrutineer to others: gathered once, however much it scrutinises.
struct Side<'a> {
    scrutineer: NodeIndex,
    /// The strands that it owns or delivers itself.
    hands: BTreeMap<NodeIndex, Vec<&'a Link>>,
    /// Those to whom it answers, and by which line the way leads there.
    above: BTreeMap<NodeIndex, &'a Link>,
    /// Those who sit on it or chair it.
    seats: BTreeMap<NodeIndex, &'a Link>,
}

impl<'a> Side<'a> {
    fn of(context: &Context<'a>, scrutineer: NodeIndex) -> Self {
        let mut hands: BTreeMap<NodeIndex, Vec<&Link>> = BTreeMap::new();
        for Neighbour { node: strand, link } in
            [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(|kind| context.out(scrutineer, kind))
        {
            if link.status == LinkStatus::Active {
                hands.entry(strand).or_default().push(link);
            }
        }
        let sitting =
            [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.onto(scrutineer, kind));
        let seats =
            sitting.filter(|seat| seat.link.status == LinkStatus::Active).map(|seat| (seat.node, seat.link)).collect();
        let above = context.above(scrutineer).into_iter().map(|above| (above.node, above.link)).collect();
        Self { scrutineer, hands, above, seats }
    }
}

/// Whoever answers for how a strand is done: its owners, and those who do it in their stead, since they are parts of an
/// owner or no owner is at work.
fn doers<'a>(context: &Context<'a>, strand: NodeIndex) -> Vec<Neighbour<'a>> {
    let hands = |kind| context.onto(strand, kind).filter(|hand| hand.link.status == LinkStatus::Active);
    let owners: Vec<Neighbour<'a>> = hands(LinkKind::Owns).collect();
    let is_owner = |at: NodeIndex| owners.iter().any(|owner| owner.node == at);
    let is_left_alone = !owners.iter().any(|owner| context.is_live(owner.node));
    let is_part = |at: NodeIndex| {
        context.out(at, LinkKind::PartOf).any(|whole| context.holds(at, &whole) && is_owner(whole.node))
    };
    let stand_in = hands(LinkKind::Delivers).filter(|hand| !is_owner(hand.node));
    let stand_in: Vec<Neighbour<'a>> = stand_in.filter(|hand| is_left_alone || is_part(hand.node)).collect();
    owners.into_iter().chain(stand_in).collect()
}

fn finding<'a>(context: &Context<'a>, side: &Side<'a>, subject: NodeIndex, line: &'a Link) -> Option<Finding> {
    let (scrutineer, name, of) = (side.scrutineer, context.name(side.scrutineer), context.called(subject));
    let mut reasons: Vec<String> = Vec::new();
    let mut ways_out: Vec<String> = Vec::new();
    let mut concerned = vec![scrutineer, subject];
    let mut path: Vec<Id> = vec![line.id.clone()];
    if subject == scrutineer {
        reasons.push("it is its own scrutineer".to_owned());
        ways_out.push("Give the scrutiny to somebody else".to_owned());
    } else if let Some(links) = side.hands.get(&subject) {
        let mut verbs: Vec<&str> = links.iter().map(|link| link.kind.word()).collect();
        verbs.dedup();
        path.extend(links.iter().map(|link| link.id.clone()));
        reasons.push(format!("it also {} it", words::list(&verbs, 2)));
        ways_out
            .push(format!("Let {name} keep one of the two, and give the other to a body that does not answer to it"));
    } else if side.above.contains_key(&subject) {
        let way = context.way_up(scrutineer, subject);
        let between: Vec<&str> = way.iter().skip(1).map(|link| context.name_of(&link.from)).collect();
        let through = if between.is_empty() {
            String::new()
        } else {
            format!(" through {}", words::list(&words::told_apart(between.clone()), 3))
        };
        path.extend(way.iter().flat_map(|link| [link.id.clone(), link.to.clone()]));
        reasons.push(format!("it answers to {of}{through}"));
        ways_out.push(format!(
            "Let {name} answer to somebody to whom {of} does not set its task, or move the scrutiny there"
        ));
    }
    if context.kind(subject) == NodeKind::Strand && !side.seats.is_empty() {
        for Neighbour { node: doer, link: hand } in doers(context, subject) {
            let Some(seat) = side.seats.get(&doer).filter(|_| doer != scrutineer) else { continue };
            let verb = if seat.kind == LinkKind::Chairs { "chairs" } else { "sits on" };
            let does = if hand.kind == LinkKind::Owns { "owns it" } else { "delivers it in its owner's stead" };
            reasons.push(format!("{}, which {does}, {verb} {name}", context.name(doer)));
            ways_out.push(format!("Let {} stand aside when {name} looks at {of}", context.name(doer)));
            path.extend([hand.id.clone(), seat.id.clone()]);
            concerned.push(doer);
        }
    }
    if reasons.is_empty() {
        return None;
    }
    let (mut severity, mut idle) = context.severity(RULE.severity, &concerned);
    if line.status != LinkStatus::Active && idle.is_empty() {
        severity = severity.lowered();
        idle = format!("; that it scrutinises it is {}", line.status.word());
    }
    concerned.dedup();
    let message = format!("{name} scrutinises {of}, but {}{idle}", words::list(&reasons, 3));
    let subjects = concerned.iter().map(|&at| Subject::node(context.id(at)));
    Some(Finding { severity, path, ..RULE.finding(subjects, message, format!("{}.", ways_out.join(". "))) })
}
