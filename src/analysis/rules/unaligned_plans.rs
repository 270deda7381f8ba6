//! BW407: plans that must agree do not keep time with each other.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus, StrandKind, When};

pub(super) const RULE: Rule = Rule {
    code: "BW407",
    name: "unaligned-plans",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "a plan and the one that it feeds, or is part of, do not keep time: by their dates, or by their cycles",
    explanation: include_str!("unaligned_plans.md"),
    thresholds: &[MOST],
    known_by: KnownBy::First(2),
    known_as: "the two plans",
    together: Together { alone: "pairs of plans do not keep time", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: None,
    check,
};

const MOST: Threshold = Threshold {
    name: "unaligned-plans.months",
    label: "Most months between a plan and the one that it feeds",
    default: 12.0,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most = MOST.of(context.beside_nodes().settings).max(0.0) as i64;
    let plans = context.of_kind(NodeKind::Strand).filter(|&at| is_plan(context, at));
    let fed = |plan: NodeIndex| {
        let lines = context.out(plan, LinkKind::Informs).chain(context.out(plan, LinkKind::PartOf));
        lines.map(move |fed| ([plan, fed.node], fed.link))
    };
    let mut lines: Vec<([NodeIndex; 2], &Link)> = plans.flat_map(fed).collect();
    lines.retain(|([plan, fed], link)| plan != fed && link.status != LinkStatus::Lapsed && is_plan(context, *fed));
    // Of two plans one thing is told, whatever joins them, and that of a line that holds before all others.
    lines.sort_by_key(|(_, link)| link.status);
    let mut told = HashSet::new();
    let mut findings = Vec::new();
    for (nodes, link) in lines {
        let both = [nodes[0].min(nodes[1]), nodes[0].max(nodes[1])];
        if told.contains(&both) {
            continue;
        }
        let pair = nodes.map(|at| Plan::of(context, at));
        let wrong = match link.kind {
            LinkKind::Informs => too_early(&pair, most).or_else(|| too_old(&pair, most)),
            _ => too_long(&pair),
        };
        if let Some((what, hint)) = wrong.or_else(|| out_of_step(&pair)) {
            told.insert(both);
            findings.push(finding(context, nodes, link, &what, hint));
        }
    }
    findings
}

/// Plans, strategies and assessments that have not ended.
fn is_plan(context: &Context<'_>, at: NodeIndex) -> bool {
    context.kind(at) == NodeKind::Strand
        && context.status(at) != NodeStatus::Ended
        && context.node(at).strand_kind == Some(StrandKind::Plan)
}

/// When a plan runs, in months since the year 0: the first and the last that a date may mean.
struct Plan {
    name: String,
    since: Option<(When, i64, i64)>,
    until: Option<(When, i64, i64)>,
    /// After how many months it is made anew.
    cycle: Option<i64>,
}

impl Plan {
    fn of(context: &Context<'_>, at: NodeIndex) -> Self {
        let node = context.node(at);
        let months = |when: When| (when, when.months().0, when.months().1);
        let cycle = node.cycle.filter(|&months| months > 0).map(i64::from);
        Self { name: context.called(at), since: node.since.map(months), until: node.until.map(months), cycle }
    }
}

/// What is wrong, and what to do about it.
type Wrong = (String, String);

/// The plan that is fed began before the one that feeds it, which is not made anew in its turn.
fn too_early([feeder, fed]: &[Plan; 2], most: i64) -> Option<Wrong> {
    let (from, to) = (feeder.since?, fed.since?);
    let goes_on = feeder.cycle.is_some() || fed.cycle.is_some();
    (to.2 < from.1 && !goes_on && !ends_soon(fed, from.1, most)).then(|| {
        let what = format!("{} began in {}, before {}, which is to feed it ({})", fed.name, to.0, feeder.name, from.0);
        (
            what,
            format!(
                "Go through {} again once {} is there, or let its next term begin after it.",
                fed.name, feeder.name
            ),
        )
    })
}

/// Whether a plan ends so soon after a month that it is its successor that is fed.
fn ends_soon(plan: &Plan, month: i64, most: i64) -> bool {
    plan.until.is_some_and(|until| until.2 - month <= most)
}

/// When the plan that is fed began, the last term of the one that feeds it had begun long before, and by its cycle it is made
/// anew soon.
fn too_old([feeder, fed]: &[Plan; 2], most: i64) -> Option<Wrong> {
    let (from, to, cycle) = (feeder.since?, fed.since?, feeder.cycle?);
    // Where a date is only a year, nobody knows by how many months they lie apart.
    let vague = (from.2 - from.1) + (to.2 - to.1);
    let age = (to.1 - from.1).rem_euclid(cycle);
    let renewed_with = fed.cycle.is_none_or(|own| own % cycle == 0 || cycle % own == 0);
    (age > most + vague && cycle - age > vague && renewed_with).then(|| {
        let what = format!(
            "{} is made every {} months and was {} old when {}, which it feeds, began in {}",
            feeder.name,
            cycle,
            words::count(usize::try_from(age).unwrap_or(0), "month", "months"),
            fed.name,
            to.0
        );
        (what, format!("Let {} be made some months before {}, so that it can go into it.", feeder.name, fed.name))
    })
}

/// A plan that is part of another runs on after the whole has ended, or began before it.
fn too_long([part, whole]: &[Plan; 2]) -> Option<Wrong> {
    let ends_later = part.until.zip(whole.until).filter(|(part, whole)| part.1 > whole.2);
    let begins_before = part.since.zip(whole.since).filter(|(part, whole)| part.2 < whole.1);
    let what = match (ends_later, begins_before) {
        (Some((part_end, end)), _) => {
            format!(
                "{} runs until {}, and {}, of which it is part, only until {}",
                part.name, part_end.0, whole.name, end.0
            )
        }
        (None, Some((part_start, start))) => {
            format!("{} began in {}, before {}, of which it is part ({})", part.name, part_start.0, whole.name, start.0)
        }
        (None, None) => return None,
    };
    Some((what, format!("Let both run for the same time, or say what becomes of {} beside {}.", part.name, whole.name)))
}

/// Neither cycle is a multiple of the other, so that the two drift apart.
fn out_of_step([one, other]: &[Plan; 2]) -> Option<Wrong> {
    let (mine, its) = (one.cycle?, other.cycle?);
    (mine % its != 0 && its % mine != 0).then(|| {
        let what = format!(
            "{} is made every {mine} months and {} every {its}, so that they begin together only every {} months",
            one.name,
            other.name,
            mine / divisor(mine, its) * its
        );
        (what, format!("Give {} and {} one cycle, or let one be a multiple of the other.", one.name, other.name))
    })
}

/// The greatest common divisor (Euclid, Elements VII 2).
fn divisor(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

fn finding(context: &Context<'_>, pair: [NodeIndex; 2], line: &Link, what: &str, hint: String) -> Finding {
    let (mut severity, mut idle) = context.severity(RULE.severity, &pair);
    if line.status != LinkStatus::Active && idle.is_empty() {
        severity = severity.lowered();
        idle = format!("; that the one {} the other is {}", line.kind.word(), line.status.word());
    }
    Finding {
        severity,
        path: vec![line.id.clone()],
        ..RULE.finding(pair.map(|at| Subject::node(context.id(at))), format!("{what}{idle}"), hint)
    }
}
