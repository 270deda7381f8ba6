//! BW312: there is no money for a body or a strand, or not for long.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus, Resourcing};

pub(super) const RULE: Rule = Rule {
    code: "BW312",
    name: "unfunded",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a body or strand is unfunded, its money is at risk, or its money has lapsed and none replaced it",
    explanation: include_str!("unfunded.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the strand or body; who paid for it may change",
    together: Together {
        alone: "strands or bodies have no money, or none that is sure",
        with: Some("strands or bodies have lost their money with"),
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let needs_money = |at: NodeIndex| {
        let kind = context.kind(at);
        (kind.is_body() || kind == NodeKind::Strand) && context.status(at) != NodeStatus::Ended
    };
    context.each(context.nodes(), |at| if needs_money(at) { finding(context, at) } else { None })
}

fn finding(context: &Context<'_>, at: NodeIndex) -> Option<Finding> {
    let node = context.node(at);
    let mut money: Vec<Neighbour<'_>> = context.onto(at, LinkKind::Funds).collect();
    money.sort_by_key(|funder| (funder.node, &funder.link.id));
    let of_status = |status: LinkStatus| money.iter().filter(move |neighbour| neighbour.link.status == status);
    let replaced = node.resourcing == Some(Resourcing::Funded) || of_status(LinkStatus::Active).next().is_some();
    let lapsed: Vec<Neighbour<'_>> =
        if replaced { Vec::new() } else { of_status(LinkStatus::Lapsed).copied().collect() };
    let note = node.status_note.as_ref().map(|note| format!(" ({})", note.trim_end_matches('.'))).unwrap_or_default();
    let mut reasons = Vec::new();
    match node.resourcing {
        Some(Resourcing::Unfunded) => reasons.push(format!("there is no money for it{note}")),
        Some(Resourcing::AtRisk) => reasons.push(format!("the money for it is at risk{note}")),
        Some(Resourcing::Funded) | None => {}
    }
    if !lapsed.is_empty() {
        let lines: Vec<String> = lapsed.iter().map(|funder| described(context, funder.node, funder.link)).collect();
        reasons.push(format!("the money from {} has lapsed, and none has taken its place", words::list(&lines, 3)));
    }
    if reasons.is_empty() {
        return None;
    }
    let (mut severity, mut why) = context.severity(RULE.severity, &[at]);
    let pending = [LinkStatus::Proposed, LinkStatus::Unclear].into_iter().flat_map(of_status).next();
    if let Some(Neighbour { node: funder, link }) = pending {
        why = format!("; that {} funds it {}{why}", context.name(*funder), words::line_state(link.status));
        if context.is_live(at) {
            severity = severity.lowered();
        }
    }
    let called = context.called(at);
    let owners: Vec<NodeIndex> =
        context.onto(at, LinkKind::Owns).filter(|hop| context.holds(at, hop)).map(|hop| hop.node).collect();
    let owned = match owners.as_slice() {
        [] => String::new(),
        owners => format!(", which {} owns", words::list(&context.names(owners), 2)),
    };
    let message = match owned.as_str() {
        "" => format!("{called}: {}{why}", words::list(&reasons, 2)),
        owned => format!("{called}{owned}: {}{why}", words::list(&reasons, 2)),
    };
    let hint = match node.resourcing {
        Some(Resourcing::AtRisk) => {
            format!("Settle who pays for {called}, how much and until when, before the money runs out.")
        }
        _ => format!(
            "Settle who pays for {called} and how much, before more is promised; or cut it to what can be paid for; or bring \
             it to an end, and say so."
        ),
    };
    let subjects = std::iter::once(at).chain(lapsed.iter().map(|funder| funder.node));
    Some(Finding {
        severity,
        path: money.iter().map(|neighbour| neighbour.link.id.clone()).collect(),
        ..RULE.finding(subjects.map(|at| Subject::node(context.id(at))), message, hint)
    })
}

/// "Council (220,000 GBP, 2008/09)".
fn described(context: &Context<'_>, funder: NodeIndex, link: &Link) -> String {
    let amount = link.amount.map(|amount| words::grouped(&amount.normalize().to_string()));
    let amount = amount.map(|amount| [Some(amount), link.currency.clone()].into_iter().flatten().collect::<Vec<_>>());
    let details = [amount.map(|parts| parts.join(" ")), link.period.clone()];
    let details: Vec<String> = details.into_iter().flatten().collect();
    match details.as_slice() {
        [] => context.name(funder).to_owned(),
        details => format!("{} ({})", context.name(funder), details.join(", ")),
    }
}
