//! BW405: a body has more members than can talk to each other.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::{LinkKind, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW405",
    name: "oversized-body",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "more than 20 members, mapped one by one or by the body's size; or it is asked whether they are too many",
    explanation: include_str!("oversized_body.md"),
    thresholds: &[MOST],
    known_by: KnownBy::First(1),
    known_as: "the body",
    together: Together { alone: "bodies are too big, or may be", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

const MOST: Threshold = Threshold { name: "oversized-body.members", label: "Most members", default: 20.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most = MOST.of(context.beside_nodes().settings);
    context.each(context.nodes(), |body| {
        let node = context.node(body);
        if !matches!(node.kind, NodeKind::Board | NodeKind::Group) || node.status == NodeStatus::Ended {
            return None;
        }
        let sitting = context.onto(body, LinkKind::MemberOf);
        let (mut members, mut seats, mut path) = (Vec::<NodeIndex>::new(), 0_u32, Vec::new());
        for Neighbour { node: member, link } in sitting.filter(|member| context.sits(member.node, member.link)) {
            members.push(member);
            seats = seats.saturating_add(link.seats.unwrap_or(1));
            path.push(link.id.clone());
        }
        members.sort_unstable();
        members.dedup();
        let stated = node.size.unwrap_or(0);
        let size = seats.max(stated);
        let (severity, idle) = context.severity(RULE.severity, &[body]);
        let name = context.name(body);
        if f64::from(size) <= most {
            let is_questioned = node.size.is_none() && node.size_questioned == Some(true);
            return is_questioned.then(|| questioned(context, body, members.len(), &idle));
        }
        let number = words::grouped(&size.to_string());
        let message = match (seats > stated, members.len() < seats as usize) {
            (false, _) => format!("{name} has {number} members, by its stated size{idle}"),
            (true, false) => format!("{name} has {number} members, mapped one by one{idle}"),
            (true, true) => format!("{name} has {number} seats, held by {}{idle}", members.len()),
        };
        let hint = format!(
            "Ask who of them has to decide: keep those on {name}, and let the others be heard through a forum or a group that \
             informs it; or let an executive of a few prepare what it decides."
        );
        Some(Finding { severity, path, ..RULE.finding([Subject::node(context.id(body))], message, hint) })
    })
}

/// Of a body whose number of members is not on the map somebody asks whether it is too big.
fn questioned(context: &Context<'_>, body: NodeIndex, mapped: usize, idle: &str) -> Finding {
    let name = context.name(body);
    let mapped = match mapped {
        0 => String::new(),
        some => format!(" beside the {} of whom it knows", words::count(some, "member", "members")),
    };
    let message = format!(
        "It has been asked whether {name} is too big, and the map does not say how many sit on it{mapped}{idle}"
    );
    let hint =
        format!("Count who sits on {name} and who comes, and write down the number; then ask who has to decide there.");
    Finding { severity: Severity::Note, ..RULE.finding([Subject::node(context.id(body))], message, hint) }
}
