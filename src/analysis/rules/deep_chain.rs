//! BW403: a line upward goes through too many layers.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::NodeKind;

pub(super) const RULE: Rule = Rule {
    code: "BW403",
    name: "deep-chain",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "a route of more than 5 layers",
    explanation: include_str!("deep_chain.md"),
    thresholds: &[MOST],
    known_by: KnownBy::Last,
    known_as: "the last body whose line is not yet too long, or the one body where it is; who is below it may change",
    together: Together { alone: "lines upward have too many layers", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

const MOST: Threshold = Threshold { name: "deep-chain.layers", label: "Most layers of a route", default: 5.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most = MOST.of(context.beside_nodes().settings).max(1.0);
    let layers = |at: NodeIndex| context.routes().layers(at);
    let too_deep = |kind_counts: &dyn Fn(NodeIndex) -> bool| {
        let deep = context.nodes().filter(|&at| f64::from(layers(at)) > most && kind_counts(at));
        let mut deep: Vec<NodeIndex> = deep.collect();
        deep.sort_by_key(|&at| (layers(at), at));
        deep
    };
    let bodies = too_deep(&|at| context.kind(at).is_body() && context.routes().sound(at).is_some());
    // People answer by contract, so that the line of a post need not end at an accountable body.
    let posts = too_deep(&|at| context.kind(at) == NodeKind::Post);
    // Bodies below one at the last layer that is not too deep are one finding, and posts with one chief, however many they are.
    let mut findings: Vec<Finding> =
        by_gate(context, bodies, |at| f64::from(layers(at)) > most).iter().map(|of| finding(context, of)).collect();
    findings.extend(by_gate(context, posts, |_| true).iter().map(|of| finding(context, of)));
    findings
}

/// Nodes with the one at which their way up comes to its gate: the first to which it does not go `on`, or where it ends.
fn by_gate(
    context: &Context<'_>,
    nodes: Vec<NodeIndex>,
    goes_on: impl Fn(NodeIndex) -> bool,
) -> Vec<(NodeIndex, Vec<NodeIndex>)> {
    let mut gates: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
    let mut below: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for node in nodes {
        let mut at = node;
        let mut passed = Vec::new();
        let gate = loop {
            if let Some(&gate) = gates.get(&at) {
                break gate;
            }
            passed.push(at);
            match next(context, at) {
                Some(Neighbour { node: upper, .. }) if goes_on(at) => at = upper,
                _ => break at,
            }
        };
        gates.extend(passed.into_iter().map(|at| (at, gate)));
        below.entry(gate).or_default().push(node);
    }
    below.into_iter().collect()
}

/// The line to the next layer up on the longest way.
fn next<'a>(context: &Context<'a>, at: NodeIndex) -> Option<Neighbour<'a>> {
    let layer = context.routes().layers(at);
    context.up_firmly(at).find(|to| context.routes().layers(to.node) + 1 == layer)
}

fn finding(context: &Context<'_>, (gate, bodies): &(NodeIndex, Vec<NodeIndex>)) -> Finding {
    let gate = *gate;
    // The deepest come last; of equally deep ones the first by id speaks.
    let layers = bodies.last().map_or(0, |&body| context.routes().layers(body));
    let deepest = bodies.iter().copied().find(|&body| context.routes().layers(body) == layers).unwrap_or(gate);
    let (mut between, mut path, mut at) = (Vec::new(), Vec::new(), deepest);
    while let Some(Neighbour { node: upper, link }) = next(context, at) {
        path.extend([link.id.clone(), link.to.clone()]);
        between.push(upper);
        at = upper;
    }
    between.pop();
    let rest: Vec<NodeIndex> = bodies.iter().copied().filter(|&body| body != deepest).collect();
    let others = match rest.len() {
        0 => String::new(),
        number => format!(
            "; {} {} below {} as too deep",
            context.counted(&rest, ["other body", "other bodies"], ["other post", "other posts"]),
            if number == 1 { "counts" } else { "count" },
            context.in_full(gate)
        ),
    };
    let (name, top) = (context.in_full(deepest), context.in_full(at));
    let message = format!(
        "Between {name} and {top} lie {}, so that its line has {layers} layers: it goes through {}{others}",
        context.counted(&between, ["body", "bodies"], ["post", "posts"]),
        words::list(&context.names(&between), 8)
    );
    let is_post = context.kind(deepest) == NodeKind::Post;
    let whom = if is_post { "somebody" } else { "a body" };
    let hint = format!(
        "Ask of each layer what it decides that the others do not. Take out one that only passes papers on, or let {name} \
         answer to {whom} further up."
    );
    let subjects = if gate == deepest { vec![deepest] } else { vec![deepest, gate] };
    // Whoever is employed can be called to account at each layer: that it takes long is all that is wrong.
    let severity = if is_post { RULE.severity.lowered() } else { RULE.severity };
    Finding {
        severity,
        path,
        ..RULE.finding(subjects.into_iter().map(|at| Subject::node(context.id(at))), message, hint)
    }
}
