//! BW306: a body was absorbed into one that is no longer at work.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW306",
    name: "dead-successor",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "a body was absorbed into one that is on hold or ended",
    explanation: include_str!("dead_successor.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body that was absorbed; what absorbed it may change",
    together: Together {
        alone: "bodies were absorbed, and what they did has come to an end",
        with: Some("bodies have gone, with what they did, into"),
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |old| {
        if context.kind(old) == NodeKind::Strand {
            return None;
        }
        let passed: Vec<Neighbour<'_>> = successors(context, old).collect();
        let heirs = heirs(context, old);
        if passed.is_empty() || heirs.iter().any(|&heir| context.is_live(heir)) {
            return None;
        }
        // The last of the chain is where the work lies; on the way there each was absorbed by the next.
        let dead: Vec<Neighbour<'_>> = passed.into_iter().filter(|to| is_dead(context, to.node)).collect();
        let &Neighbour { node: successor, link } = dead.first()?;
        let mut severity = RULE.severity;
        let name = context.name(old);
        let (was, doubt) = match link.status {
            LinkStatus::Proposed => ("is to be absorbed", "; that is only proposed"),
            LinkStatus::Unclear => ("was absorbed", "; whether it was is unclear"),
            _ => ("was absorbed", ""),
        };
        if !doubt.is_empty() {
            severity = severity.lowered();
        }
        let further: Vec<NodeIndex> = heirs.into_iter().filter(|&at| at != successor).collect();
        let on = match further.as_slice() {
            [] => String::new(),
            further => format!(", and so on to {}, not at work either", words::list(&context.names(further), 3)),
        };
        let strands: Vec<NodeIndex> = context
            .out(old, LinkKind::Owns)
            .filter(|strand| {
                strand.link.status != LinkStatus::Lapsed && context.status(strand.node) != NodeStatus::Ended
            })
            .map(|strand| strand.node)
            .collect();
        let work = match strands.as_slice() {
            [] => String::new(),
            strands => format!("; with it went {}", words::list(&context.names(strands), 3)),
        };
        let message = format!(
            "{name} {was} into {}, which {}{on}{work}{doubt}",
            context.name(successor),
            context.state_words(successor)
        );
        let hint = format!(
            "Follow what {name} did to where it is done now and draw that line; if it is done nowhere, give it to a live \
             body or bring it to an end."
        );
        let mut path = vec![link.id.clone()];
        path.extend(strands.iter().map(|&strand| context.id(strand).clone()));
        Some(Finding {
            severity,
            path,
            ..RULE.finding([Subject::node(context.id(old)), Subject::node(context.id(successor))], message, hint)
        })
    })
}

fn successors<'a>(context: &Context<'a>, old: NodeIndex) -> impl Iterator<Item = Neighbour<'a>> {
    context.out(old, LinkKind::AbsorbedInto).filter(move |to| to.node != old && to.link.status != LinkStatus::Lapsed)
}

fn is_dead(context: &Context<'_>, at: NodeIndex) -> bool {
    matches!(context.status(at), NodeStatus::Dormant | NodeStatus::Ended)
}

/// All to whom the work of a body has passed on, as far as the map follows it; a live one keeps it.
fn heirs(context: &Context<'_>, old: NodeIndex) -> Vec<NodeIndex> {
    let mut heirs = Vec::new();
    let mut seen = HashSet::from([old]);
    let mut open = vec![old];
    while let Some(at) = open.pop() {
        for Neighbour { node: to, .. } in successors(context, at) {
            if heirs.len() < 256 && seen.insert(to) {
                heirs.push(to);
                if !context.is_live(to) {
                    open.push(to);
                }
            }
        }
    }
    heirs
}

#[cfg(test)]
mod tests {
    use super::super::super::{Context, test_map};
    use super::RULE;

    #[test]
    fn a_chain_of_mergers_is_followed_over_256_of_them() {
        let groups: String = (0..300).map(|number| format!("Group {number:03}: group, ended\n")).collect();
        let merged = (1..300).map(|number| format!("Group {:03} is absorbed into Group {number:03}\n", number - 1));
        let map = test_map::map(&format!("{groups}{}", merged.collect::<String>()));
        let found = (RULE.check)(&Context::new(&map));
        assert!(
            found[0].message.contains("and so on to Group 002, Group 003, Group 004 and 252 others"),
            "{}",
            found[0].message
        );
    }
}
