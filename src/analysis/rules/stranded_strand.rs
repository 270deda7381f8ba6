//! BW305: all owners of a strand are on hold or ended.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Gap, Mend, Pattern, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::mending::new_line;
use super::super::remits::{Item, Piece};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::edit::Edit;
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW305",
    name: "stranded-strand",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "all owners of a strand are on hold or ended",
    explanation: include_str!("stranded_strand.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the strand; the owners that it has lost may change",
    together: Together {
        alone: "strands have no owner at work",
        with: Some("strands have lost their owner with"),
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: Some(pattern),
    check,
};

/// How many carriers of one item are looked at, so that a theme that all carry does not slow a run.
const MOST_CARRIERS: usize = 100;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let stranded: Vec<(NodeIndex, Vec<NodeIndex>)> = context
        .of_kind(NodeKind::Strand)
        .filter(|&strand| context.status(strand) != NodeStatus::Ended && !context.is_owned_off_map(strand))
        .map(|strand| (strand, owners(context, strand)))
        .filter(|(_, owners)| !owners.is_empty() && !owners.iter().any(|&owner| context.is_live(owner)))
        .collect();
    let mut losses: BTreeMap<&[NodeIndex], usize> = BTreeMap::new();
    for (_, owners) in &stranded {
        *losses.entry(owners).or_default() += 1;
    }
    // How many were left the same way is told of each.
    let others = stranded.iter().map(|(_, owners)| losses.get(owners.as_slice()).map_or(0, |all| all - 1));
    let nodes = stranded.iter().zip(others).map(|((strand, _), others)| (*strand, others as u64));
    context.each_with(nodes, |at| {
        let place = stranded.binary_search_by_key(&at, |(strand, _)| *strand).ok()?;
        let (strand, owners) = &stranded[place];
        let (mut severity, idle) = context.severity_of_strand(RULE.severity, *strand);
        let to_come = |&owner: &NodeIndex| context.status(owner) == NodeStatus::Proposed;
        if idle.is_empty() && owners.iter().any(to_come) {
            severity = severity.lowered();
        }
        let states: Vec<String> = owners.iter().map(|&owner| context.state(owner)).collect();
        let others = losses.get(owners.as_slice()).map_or(0, |all| all - 1);
        let with_it = match others {
            0 => String::new(),
            others => format!(" ({} left the same way)", words::count(others, "other strand is", "other strands are")),
        };
        let message =
            format!("{} has no owner at work: {}{with_it}{idle}", context.called(*strand), words::list(&states, 3));
        let subjects = std::iter::once(*strand).chain(owners.iter().copied()).map(|at| Subject::node(context.id(at)));
        let owning = context.onto(*strand, LinkKind::Owns).map(|neighbour| neighbour.link.id.clone());
        let takers = takers(context, *strand, owners);
        Some(Finding {
            severity,
            path: owning.collect(),
            fixes: proposals(context, *strand, owners, &takers),
            ..RULE.finding(subjects, message, hint(context, &takers))
        })
    })
}

/// Those with an active line of ownership, by id.
fn owners(context: &Context<'_>, strand: NodeIndex) -> Vec<NodeIndex> {
    let active = context.onto(strand, LinkKind::Owns).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let mut owners: Vec<NodeIndex> = active.map(|owner| owner.node).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// The strand in the hands of each of those who might take it on; those who had it keep a line that has lapsed. None
/// where an owner is still to come.
fn proposals(
    context: &Context<'_>,
    strand: NodeIndex,
    owners: &[NodeIndex],
    takers: &[(NodeIndex, String)],
) -> Vec<Fix> {
    if owners.iter().any(|&owner| context.status(owner) == NodeStatus::Proposed) {
        return Vec::new();
    }
    let lines: Vec<_> = context.onto(strand, LinkKind::Owns).collect();
    let given_up = lines.iter().filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let given_up = given_up.map(|neighbour| Link { status: LinkStatus::Lapsed, ..Link::clone(neighbour.link) });
    let given_up: Vec<Edit> = given_up.map(Edit::put).collect();
    let taken = |taker: NodeIndex| match lines.iter().find(|owner| owner.node == taker) {
        Some(Neighbour { link: line, .. }) => Link { status: LinkStatus::Active, until: None, ..Link::clone(line) },
        None => new_line(context, taker, LinkKind::Owns, strand, LinkStatus::Active),
    };
    let proposal = |(taker, reason): &(NodeIndex, String)| Fix {
        label: format!("Give {} to {} ({reason})", context.called(strand), context.name(*taker)),
        mend: Mend::Edits(std::iter::once(Edit::put(taken(*taker))).chain(given_up.iter().cloned()).collect()),
    };
    takers.iter().map(proposal).collect()
}

fn hint(context: &Context<'_>, takers: &[(NodeIndex, String)]) -> String {
    let takers: Vec<String> =
        takers.iter().map(|(taker, reason)| format!("{} ({reason})", context.name(*taker))).collect();
    if takers.is_empty() {
        return "Find a body to take it on, since none on this map has a like remit; or bring it to an end.".to_owned();
    }
    format!(
        "Give it to a body that is at work, nearest in remit first: {}; or bring it to an end.",
        words::list(&takers, 3)
    )
}

/// Why a live body might take a strand on.
#[derive(Default)]
struct Nearness {
    takes_over: bool,
    delivers: bool,
    has_owner_below: bool,
    themes: Vec<Item>,
    owners_themes: Vec<Item>,
}

impl Nearness {
    fn reasons(&self, context: &Context<'_>) -> String {
        let named = |items: &[Item]| {
            let names: Vec<&str> = items.iter().map(|&item| theme_name(context, item)).collect();
            words::list(&names, 2)
        };
        let told = [
            (self.takes_over, "takes over from its owner".to_owned()),
            (self.delivers, "delivers it".to_owned()),
            (!self.themes.is_empty(), format!("carries {}", named(&self.themes))),
            (
                self.themes.is_empty() && !self.owners_themes.is_empty(),
                format!("carries {} as its owner did", named(&self.owners_themes)),
            ),
            (self.has_owner_below, "its owner answered to it".to_owned()),
        ];
        let told: Vec<String> = told.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect();
        words::list(&told, 2)
    }
}

/// The live nodes that are nearest in remit to a strand, nearest first, three at most: who takes over from its owner or
/// delivers it, who carries its themes, then its owner's, and to whom its owner answered.
fn takers(context: &Context<'_>, strand: NodeIndex, owners: &[NodeIndex]) -> Vec<(NodeIndex, String)> {
    let remits = context.remits();
    let own: BTreeSet<Item> = remits.themes(strand).iter().copied().collect();
    let of_owners: BTreeSet<Item> = owners.iter().flat_map(|&owner| remits.themes(owner)).copied().collect();
    let mut near: BTreeMap<NodeIndex, Nearness> = BTreeMap::new();
    for &item in own.union(&of_owners) {
        let carriers = remits.carriers(item).iter().copied().filter(|&at| context.expects_route(at));
        for body in carriers.take(MOST_CARRIERS) {
            let nearness = near.entry(body).or_default();
            if own.contains(&item) { nearness.themes.push(item) } else { nearness.owners_themes.push(item) }
        }
    }
    for Neighbour { node: body, .. } in
        context.onto(strand, LinkKind::Delivers).filter(|neighbour| neighbour.link.status == LinkStatus::Active)
    {
        near.entry(body).or_default().delivers = true;
    }
    for &owner in owners {
        for Neighbour { node: body, .. } in
            context.out(owner, LinkKind::AbsorbedInto).filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed)
        {
            near.entry(body).or_default().takes_over = true;
        }
        for Neighbour { node: body, .. } in context.up(owner) {
            near.entry(body).or_default().has_owner_below = true;
        }
    }
    near.retain(|&at, _| context.is_live(at) && context.kind(at) != NodeKind::Strand);
    let mut ranked: Vec<(NodeIndex, Nearness)> = near.into_iter().collect();
    ranked.sort_by_key(|(at, nearness)| {
        let ties = (nearness.takes_over, nearness.delivers, nearness.themes.len(), nearness.owners_themes.len());
        let sound = context.routes().sound(*at).is_some();
        // Of equally near ones that with a route, then that with the narrower remit.
        (Reverse(ties), !sound, remits.items(*at).len(), *at)
    });
    ranked.truncate(3);
    ranked.into_iter().map(|(at, nearness)| (at, nearness.reasons(context))).collect()
}

fn theme_name<'a>(context: &Context<'a>, item: Item) -> &'a str {
    match context.remits().piece(item) {
        Piece::Theme(place) => &context.theme(place).name,
        Piece::Strand(at) => context.name(at),
    }
}

fn pattern(map: &Map, finding: &Finding) -> Option<Pattern> {
    let context = Context::new(map);
    let strand = context.at(finding.subjects.first()?.id.as_str())?;
    let owning = |strand: NodeIndex| context.onto(strand, LinkKind::Owns);
    let gaps: Vec<Gap> = owning(strand)
        .map(|owner| match owner.link.status {
            LinkStatus::Active => Gap::Beside { line: owner.link.id.clone(), node: context.id(owner.node).clone() },
            _ => Gap::On(owner.link.id.clone()),
        })
        .collect();
    let is_stranded = |strand: &NodeIndex| {
        let mut owners = owning(*strand).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
        context.status(*strand) != NodeStatus::Ended && owners.all(|owner| !context.is_live(owner.node))
    };
    let owners = owning(strand).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let owned = owners
        .flat_map(|owner| context.out(owner.node, LinkKind::Owns))
        .filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let cut_off: BTreeSet<Id> =
        owned.map(|strand| strand.node).filter(is_stranded).map(|at| context.id(at).clone()).collect();
    Some(Pattern::Broken { gaps, cut_off: cut_off.into_iter().collect() })
}
