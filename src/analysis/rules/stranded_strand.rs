//! BW305: all owners of a strand are on hold or ended.

use std::collections::BTreeMap;

use super::super::{At, Context, Family, Finding, Item, Piece, Rule, Severity, Subject, words};
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW305",
    name: "stranded-strand",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "all owners of a strand are on hold or ended",
    explanation: include_str!("stranded_strand.md"),
    check,
};

/// How many carriers of one item are looked at, so that a theme that all carry does not slow a run.
const MOST_CARRIERS: usize = 200;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let stranded: Vec<(At, Vec<At>)> = context
        .of_kind(NodeKind::Strand)
        .filter(|&strand| context.node(strand).status != NodeStatus::Ended)
        .map(|strand| (strand, owners(context, strand)))
        .filter(|(_, owners)| !owners.is_empty() && !owners.iter().any(|&owner| context.is_live(owner)))
        .collect();
    let mut losses: BTreeMap<&[At], usize> = BTreeMap::new();
    for (_, owners) in &stranded {
        *losses.entry(owners).or_default() += 1;
    }
    let mut findings = Vec::new();
    for (strand, owners) in &stranded {
        let (severity, idle) = context.severity(RULE.severity, &[*strand]);
        let states: Vec<String> = owners.iter().map(|&owner| context.state(owner)).collect();
        let others = losses.get(owners.as_slice()).map_or(0, |all| all - 1);
        let with_it = match others {
            0 => String::new(),
            others => format!(" ({} lost with it)", words::count(others, "other strand is", "other strands are")),
        };
        let owned = if owners.len() == 1 { "its owner" } else { "its owners" };
        let message = format!(
            "{} has lost {owned}: {}{with_it}{idle}",
            context.name(*strand),
            words::list(&states, 3)
        );
        let subjects = std::iter::once(*strand).chain(owners.iter().copied()).map(|at| Subject::node(context.id(at)));
        let owning = context.into(*strand, LinkKind::Owns).map(|(_, link)| link.id.clone());
        findings.push(Finding {
            severity,
            path: owning.collect(),
            weight: u32::try_from(others + 1).unwrap_or(u32::MAX),
            ..Finding::new(&RULE, subjects, message, hint(context, *strand, owners))
        });
    }
    findings
}

/// Those with an active line of ownership, by id.
fn owners(context: &Context<'_>, strand: At) -> Vec<At> {
    let active = context.into(strand, LinkKind::Owns).filter(|(_, link)| link.status == LinkStatus::Active);
    let mut owners: Vec<At> = active.map(|(owner, _)| owner).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

fn hint(context: &Context<'_>, strand: At, owners: &[At]) -> String {
    let takers: Vec<String> = takers(context, strand, owners)
        .into_iter()
        .map(|(taker, reason)| format!("{} ({reason})", context.name(taker)))
        .collect();
    if takers.is_empty() {
        return "Find a live body to take it on, since none on this map has a like remit; or bring it to an end.".to_owned();
    }
    format!("Give it to a live body, nearest in remit first: {}; or bring it to an end.", words::list(&takers, 3))
}

/// The live bodies that are nearest in remit to a strand and its lost owners, nearest first, three at most.
fn takers(context: &Context<'_>, strand: At, owners: &[At]) -> Vec<(At, String)> {
    #[derive(Default)]
    struct Nearness {
        delivers: bool,
        inherits: bool,
        shared: Vec<Item>,
    }
    let remits = context.remits();
    let themes = context.node(strand).themes.iter().filter_map(|theme| remits.theme(theme.as_str()));
    let of_owners = owners.iter().flat_map(|&owner| remits.items(owner)).copied();
    let mut wanted: Vec<Item> = themes.chain(of_owners).filter(|&item| item != remits.strand(strand)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut near: BTreeMap<At, Nearness> = BTreeMap::new();
    for &item in &wanted {
        for &body in remits.carriers(item).iter().take(MOST_CARRIERS) {
            near.entry(body).or_default().shared.push(item);
        }
    }
    for (body, link) in context.into(strand, LinkKind::Delivers) {
        near.entry(body).or_default().delivers |= link.status == LinkStatus::Active;
    }
    for (body, link) in owners.iter().flat_map(|&owner| context.out(owner, LinkKind::AbsorbedInto)) {
        near.entry(body).or_default().inherits |= link.status != LinkStatus::Lapsed;
    }
    let can_take = |at: &At| context.is_live(*at) && matches!(context.node(*at).kind, NodeKind::Board | NodeKind::Group);
    let mut ranked: Vec<(At, Nearness)> = near
        .into_iter()
        .filter(|(at, nearness)| can_take(at) && (nearness.delivers || nearness.inherits || !nearness.shared.is_empty()))
        .collect();
    ranked.sort_by_key(|(at, nearness)| {
        let sound = context.routes().sound(*at).is_some();
        let breadth = remits.items(*at).len();
        (!nearness.inherits, !nearness.delivers, std::cmp::Reverse(nearness.shared.len()), !sound, breadth, *at)
    });
    ranked.truncate(3);
    ranked
        .into_iter()
        .map(|(at, nearness)| {
            let mut reasons: Vec<String> = Vec::new();
            if nearness.inherits {
                reasons.push("takes over from its owner".to_owned());
            }
            if nearness.delivers {
                reasons.push("delivers it".to_owned());
            }
            if !nearness.shared.is_empty() {
                let names: Vec<&str> = nearness.shared.iter().map(|&item| item_name(context, item)).collect();
                reasons.push(format!("carries {}", words::list(&names, 2)));
            }
            (at, words::list(&reasons, 3))
        })
        .collect()
}

fn item_name<'a>(context: &Context<'a>, item: Item) -> &'a str {
    match context.remits().piece(item) {
        Piece::Theme(place) => &context.theme(place).name,
        Piece::Strand(at) => context.name(at),
    }
}
