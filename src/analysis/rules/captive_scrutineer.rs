//! BW204: a scrutineer knows only what those under scrutiny tell it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW204",
    name: "captive-scrutineer",
    family: Family::Circles,
    severity: Severity::Warning,
    summary: "a scrutineer hears only from those whom it scrutinises",
    explanation: include_str!("captive_scrutineer.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the scrutineer; whom it hears may change",
    together: Together {
        alone: "scrutineers hear only from those they scrutinise",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |scrutineer| {
        let scrutiny: Vec<Neighbour<'_>> = context
            .out(scrutineer, LinkKind::Scrutinises)
            .filter(|to| to.node != scrutineer && to.link.status != LinkStatus::Lapsed)
            .collect();
        if scrutiny.is_empty() || context.status(scrutineer) == NodeStatus::Ended {
            return None;
        }
        let sources = sources(context, scrutineer);
        let scrutinised: BTreeSet<NodeIndex> = scrutiny.iter().map(|to| to.node).collect();
        let held = sources.keys().map(|&source| whom(context, scrutineer, &scrutinised, source));
        let held = held.collect::<Option<BTreeSet<NodeIndex>>>().filter(|held| !held.is_empty())?;
        let lines: Vec<&Link> = scrutiny.iter().filter(|to| held.contains(&to.node)).map(|to| to.link).collect();
        Some(finding(context, scrutineer, &sources, &held, &lines))
    })
}

/// From whom a scrutineer hears: those who inform it, answer to it or are part of it, at work, each with the line.
fn sources<'a>(context: &Context<'a>, scrutineer: NodeIndex) -> BTreeMap<NodeIndex, &'a Link> {
    let telling = context.onto(scrutineer, LinkKind::Informs).chain(context.down(scrutineer));
    telling
        .filter(|from| from.node != scrutineer && from.link.status == LinkStatus::Active && context.is_live(from.node))
        .map(|from| (from.node, from.link))
        .collect()
}

/// Whom or what under scrutiny a source speaks for: itself, the strand it owns, or the whole to which it belongs.
fn whom(
    context: &Context<'_>,
    scrutineer: NodeIndex,
    scrutinised: &BTreeSet<NodeIndex>,
    source: NodeIndex,
) -> Option<NodeIndex> {
    if scrutinised.contains(&source) {
        return Some(source);
    }
    let active = |kind| context.out(source, kind).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let under = |kind| active(kind).map(|to| to.node).filter(|to| scrutinised.contains(to));
    // Whoever answers to the scrutineer for a piece of work is managed by it rather than scrutinised. Those who deliver it
    // are many, and not who is held to account.
    let answers = || context.up(source).any(|to| to.node == scrutineer && to.link.status == LinkStatus::Active);
    let owned = under(LinkKind::Owns).min();
    owned.filter(|_| !answers()).or_else(|| under(LinkKind::PartOf).next())
}

fn finding(
    context: &Context<'_>,
    scrutineer: NodeIndex,
    sources: &BTreeMap<NodeIndex, &Link>,
    held: &BTreeSet<NodeIndex>,
    lines: &[&Link],
) -> Finding {
    let concerned: Vec<NodeIndex> = std::iter::once(scrutineer).chain(held.iter().copied()).collect();
    let (mut severity, mut idle) = context.severity(RULE.severity, &concerned);
    if idle.is_empty()
        && let Some(status) = lines.iter().map(|line| line.status).min().filter(|status| *status != LinkStatus::Active)
    {
        severity = severity.lowered();
        idle = format!("; that it scrutinises is {}", status.word());
    }
    let speaking: Vec<NodeIndex> = sources.keys().copied().collect();
    let (name, from) = (context.name(scrutineer), words::list(&context.names(&speaking), 4));
    let of = words::list(&context.names(&concerned[1..]), 4);
    let message = if speaking == concerned[1..] {
        format!("{name} scrutinises {of}, but hears only from those it scrutinises{idle}")
    } else {
        format!("{name} scrutinises {of}, but hears only from {from}, who speak for what it scrutinises{idle}")
    };
    let hint = format!(
        "Give {name} a source of its own: those who use the services, an inspectorate, an analyst who answers to neither; and \
         draw who informs it."
    );
    let path: Vec<Id> =
        sources.values().map(|link| &link.id).chain(lines.iter().map(|line| &line.id)).cloned().collect();
    Finding { severity, path, ..RULE.finding(concerned.iter().map(|&at| Subject::node(context.id(at))), message, hint) }
}
