//! BW203: one person chairs both ends of a line.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW203",
    name: "shared-chair",
    family: Family::Circles,
    severity: Severity::Warning,
    summary: "one post or partner chairs a body and also the one it answers to, the one that scrutinises it, or a board that feeds it",
    explanation: include_str!("shared_chair.md"),
    thresholds: &[],
    known_by: KnownBy::First(3),
    known_as: "the chair and the two bodies",
    together: Together {
        alone: "pairs of bodies with a line between them have one chair",
        with: None,
        each: Each::From(1),
    },
    needs_line: None,
    pattern: None,
    check,
};

/// What one finding says: the lines between two bodies with one chair.
#[derive(Default)]
struct Ties<'a> {
    said: Vec<String>,
    lines: Vec<&'a Link>,
}

impl<'a> Ties<'a> {
    fn add(&mut self, said: String, lines: &[&'a Link]) {
        if !self.said.contains(&said) {
            self.said.push(said);
        }
        self.lines.extend(lines);
    }
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |chair| {
        if !matches!(context.kind(chair), NodeKind::Post | NodeKind::Partner) {
            return Vec::new();
        }
        let stands = |at: NodeIndex| context.status(at) != NodeStatus::Ended;
        let chairing: Vec<Neighbour<'_>> = context
            .out(chair, LinkKind::Chairs)
            .filter(|body| body.link.status == LinkStatus::Active && stands(body.node))
            .collect();
        let chaired: BTreeSet<NodeIndex> = chairing.iter().map(|body| body.node).collect();
        if chaired.len() < 2 || !stands(chair) {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for (pair, ties) in ties(context, &chaired) {
            let chairs = chairing.iter().filter(|body| pair.contains(&body.node)).map(|body| body.link.id.clone());
            let path = chairs.chain(ties.lines.iter().map(|link| link.id.clone())).collect();
            findings.push(finding(context, chair, pair, &ties.said, path));
        }
        findings
    })
}

/// The pairs of bodies with one chair between which a line runs that two chairs should hold.
fn ties<'a>(context: &Context<'a>, chaired: &BTreeSet<NodeIndex>) -> BTreeMap<[NodeIndex; 2], Ties<'a>> {
    let mut pairs: BTreeMap<[NodeIndex; 2], Ties<'_>> = BTreeMap::new();
    for &body in chaired {
        let is_board = |at: NodeIndex| context.kind(at) == NodeKind::Board;
        let up = context.up(body).map(|hop| (hop, "answers to"));
        let over = context.out(body, LinkKind::Scrutinises).map(|hop| (hop, "scrutinises"));
        let feeds = context.out(body, LinkKind::Informs).filter(|to| is_board(body) && is_board(to.node));
        for (Neighbour { node: to, link }, verb) in up.chain(over).chain(feeds.map(|hop| (hop, "informs"))) {
            if to != body && chaired.contains(&to) && link.status == LinkStatus::Active {
                let said = format!("{} {verb} {}", context.name(body), context.name(to));
                pairs.entry([body.min(to), body.max(to)]).or_default().add(said, &[link]);
            }
        }
        // A board that is fed by a body's executive or groups is fed by that body.
        for own in context.down_firmly(body).filter(|own| is_own(context, own.node) && own.node != body) {
            for Neighbour { node: to, link } in context.out(own.node, LinkKind::Informs) {
                let feeds = link.status == LinkStatus::Active && is_board(to) && to != own.node;
                if feeds && to != body && is_board(body) && chaired.contains(&to) && !context.in_one_line(body, to) {
                    let (name, its) = (context.name(own.node), context.name(body));
                    let said = format!("{name}, which answers to {its}, informs {}", context.name(to));
                    pairs.entry([body.min(to), body.max(to)]).or_default().add(said, &[own.link, link]);
                }
            }
        }
    }
    pairs
}

/// Whether what answers to a body may be its executive or one of its groups.
fn is_own(context: &Context<'_>, at: NodeIndex) -> bool {
    matches!(context.kind(at), NodeKind::Board | NodeKind::Group)
}

fn finding(context: &Context<'_>, chair: NodeIndex, pair: [NodeIndex; 2], said: &[String], path: Vec<Id>) -> Finding {
    let (severity, idle) = context.severity(RULE.severity, &[chair, pair[0], pair[1]]);
    let (name, one, other) = (context.name(chair), context.name(pair[0]), context.name(pair[1]));
    let message = format!("{name} chairs both {one} and {other}, though {}{idle}", words::list(said, 3));
    let hint = format!(
        "Let somebody else chair one of the two; or let {name} hand over the chair whenever the one deals with the other, and \
         write that into the terms of reference."
    );
    let subjects = [chair, pair[0], pair[1]].map(|at| Subject::node(context.id(at)));
    Finding { severity, path, ..RULE.finding(subjects, message, hint) }
}
