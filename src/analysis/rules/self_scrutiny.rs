//! BW202: a scrutineer has a stake in what it scrutinises.

use std::collections::BTreeMap;

use super::super::{At, Context, Family, Finding, Hop, Rule, Severity, Subject, words};
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW202",
    name: "self-scrutiny",
    family: Family::Circles,
    severity: Severity::Error,
    summary: "a scrutineer also owns or delivers what it scrutinises, answers to the one it scrutinises, or has the owner on it",
    explanation: include_str!("self_scrutiny.md"),
    thresholds: &[],
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for scrutineer in context.nodes() {
        let mut scrutinised: Vec<Hop<'_>> = context
            .out(scrutineer, LinkKind::Scrutinises)
            .filter(|(_, link)| link.status != LinkStatus::Lapsed)
            .collect();
        // Two lines to the same one say the same thing once; that which holds speaks.
        scrutinised.sort_by_key(|(subject, line)| (*subject, line.status));
        scrutinised.dedup_by_key(|(subject, _)| *subject);
        if scrutinised.is_empty() {
            continue;
        }
        let side = Side::of(context, scrutineer);
        findings.extend(scrutinised.into_iter().filter_map(|(subject, line)| finding(context, &side, subject, line)));
    }
    findings
}

/// What ties a scrutineer to others: gathered once, however much it scrutinises.
struct Side<'a> {
    scrutineer: At,
    /// The strands that it owns or delivers itself.
    hands: BTreeMap<At, Vec<&'a Link>>,
    /// Those to whom it answers, and by which line the way leads there.
    above: BTreeMap<At, &'a Link>,
    /// Those who sit on it or chair it.
    seats: BTreeMap<At, &'a Link>,
}

impl<'a> Side<'a> {
    fn of(context: &Context<'a>, scrutineer: At) -> Self {
        let mut hands: BTreeMap<At, Vec<&Link>> = BTreeMap::new();
        for (strand, link) in
            [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(|kind| context.out(scrutineer, kind))
        {
            if link.status == LinkStatus::Active {
                hands.entry(strand).or_default().push(link);
            }
        }
        let sitting =
            [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.into(scrutineer, kind));
        let seats = sitting.filter(|(_, link)| link.status == LinkStatus::Active).collect();
        Self { scrutineer, hands, above: context.above(scrutineer).into_iter().collect(), seats }
    }
}

fn finding<'a>(context: &Context<'a>, side: &Side<'a>, subject: At, line: &'a Link) -> Option<Finding> {
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
        let between: Vec<&str> = way.iter().skip(1).map(|link| context.map.name(link.from.as_str())).collect();
        let through = if between.is_empty() { String::new() } else { format!(" through {}", words::list(&between, 3)) };
        path.extend(way.iter().flat_map(|link| [link.id.clone(), link.to.clone()]));
        reasons.push(format!("it answers to {of}{through}"));
        ways_out.push(format!(
            "Let {name} answer to somebody to whom {of} does not set its task, or move the scrutiny there"
        ));
    }
    if context.kind(subject) == NodeKind::Strand {
        let owners = context.into(subject, LinkKind::Owns).filter(|(_, link)| link.status == LinkStatus::Active);
        for (owner, owning) in owners.filter(|(owner, _)| *owner != scrutineer) {
            let Some(seat) = side.seats.get(&owner) else { continue };
            let verb = if seat.kind == LinkKind::Chairs { "chairs" } else { "sits on" };
            reasons.push(format!("{}, which owns it, {verb} {name}", context.name(owner)));
            ways_out.push(format!("Let {} stand aside when {name} looks at {of}", context.name(owner)));
            path.extend([owning.id.clone(), seat.id.clone()]);
            concerned.push(owner);
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
    Some(Finding { severity, path, ..Finding::new(&RULE, subjects, message, format!("{}.", ways_out.join(". "))) })
}
