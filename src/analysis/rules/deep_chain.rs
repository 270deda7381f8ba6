//! BW403: a line upward goes through too many layers.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;

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
    let mut too_deep: Vec<NodeIndex> = context
        .live_bodies()
        .filter(|&at| f64::from(layers(at)) > most && context.routes().sound(at).is_some())
        .collect();
    too_deep.sort_by_key(|&at| (layers(at), at));
    // Those below one body at the last layer that is not too deep are one finding, however many they are.
    let mut gates: BTreeMap<NodeIndex, NodeIndex> = BTreeMap::new();
    let mut below: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for body in too_deep {
        let mut at = body;
        let mut passed = Vec::new();
        let gate = loop {
            if let Some(&gate) = gates.get(&at) {
                break gate;
            }
            passed.push(at);
            match next(context, at) {
                Some(Neighbour { node: upper, .. }) if f64::from(layers(at)) > most => at = upper,
                _ => break at,
            }
        };
        gates.extend(passed.into_iter().map(|at| (at, gate)));
        below.entry(gate).or_default().push(body);
    }
    below.iter().map(|(&gate, bodies)| finding(context, gate, bodies)).collect()
}

/// The line to the next layer up on the longest way.
fn next<'a>(context: &Context<'a>, at: NodeIndex) -> Option<Neighbour<'a>> {
    let layer = context.routes().layers(at);
    context.up_firmly(at).find(|to| context.routes().layers(to.node) + 1 == layer)
}

fn finding(context: &Context<'_>, gate: NodeIndex, bodies: &[NodeIndex]) -> Finding {
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
    let others = match bodies.len() - 1 {
        0 => String::new(),
        others => format!(
            "; {} below {} as too deep",
            words::count(others, "other body counts", "other bodies count"),
            context.name(gate)
        ),
    };
    let (name, top) = (context.name(deepest), context.name(at));
    let message = format!(
        "Between {name} and {top} lie {}, so that its line has {layers} layers: it goes through {}{others}",
        words::count(between.len(), "body", "bodies"),
        words::list(&context.names(&between), 8)
    );
    let hint = format!(
        "Ask of each layer what it decides that the others do not. Take out one that only passes papers on, or let {name} \
         answer to a body further up."
    );
    let subjects = if gate == deepest { vec![deepest] } else { vec![deepest, gate] };
    Finding { path, ..RULE.finding(subjects.into_iter().map(|at| Subject::node(context.id(at))), message, hint) }
}
