//! BW405: a body has more members than can talk to each other.

use super::super::{At, Context, Family, Finding, Rule, Severity, Subject, words};
use crate::model::{LinkKind, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW405",
    name: "oversized-body",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "more than 20 members, mapped one by one or by the body's size",
    explanation: include_str!("oversized_body.md"),
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most = context.threshold("oversized-body.members", 20.0);
    let mut findings = Vec::new();
    for body in context.nodes() {
        let node = context.node(body);
        if !matches!(node.kind, NodeKind::Board | NodeKind::Group) || node.status == NodeStatus::Ended {
            continue;
        }
        let sitting = context.into(body, LinkKind::MemberOf);
        let (mut members, mut seats, mut path) = (Vec::<At>::new(), 0_u32, Vec::new());
        for (member, link) in sitting.filter(|(member, link)| context.sits(*member, link)) {
            members.push(member);
            seats = seats.saturating_add(link.seats.unwrap_or(1));
            path.push(link.id.clone());
        }
        members.sort_unstable();
        members.dedup();
        let stated = node.size.unwrap_or(0);
        let size = seats.max(stated);
        if f64::from(size) <= most {
            continue;
        }
        let by = match (seats > stated, members.len() < seats as usize) {
            (false, _) => "by its stated size".to_owned(),
            (true, false) => "mapped one by one".to_owned(),
            (true, true) => format!("on the seats of {}", words::count(members.len(), "member", "members")),
        };
        let (severity, idle) = context.severity(RULE.severity, &[body]);
        let name = context.name(body);
        let message = format!("{name} has {} members, {by}{idle}", words::grouped(&size.to_string()));
        let hint = format!(
            "Ask who of them has to decide: keep those on {name}, and let the others be heard through a forum or a group that \
             informs it; or let an executive of a few prepare what it decides."
        );
        findings.push(Finding {
            severity,
            path,
            ..Finding::new(&RULE, [Subject::node(context.id(body))], message, hint)
        });
    }
    findings
}
