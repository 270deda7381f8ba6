//! BW314: nobody can say whether a link holds.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::rule::{Each, KnownBy, Rule, Together};
use crate::model::{End, LinkKind, LinkStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW314",
    name: "unclear-link",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a link's status is unclear",
    explanation: include_str!("unclear_link.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the line",
    together: Together { alone: "lines are unclear", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for link in context.all_links().iter().filter(|link| link.status == LinkStatus::Unclear) {
        let (Some(from), Some(to)) = (context.at(link.from.as_str()), context.at(link.to.as_str())) else { continue };
        let (severity, idle) = context.severity(RULE.severity, &[from, to]);
        let ends = (context.called_at(link, End::From), context.called_at(link, End::To));
        let (lower, upper, verb) = (ends.0, ends.1, link.kind.word());
        let note = link.note.as_ref().map(|note| format!(" ({})", note.trim_end_matches('.'))).unwrap_or_default();
        let message = format!("It is unclear whether {lower} {verb} {upper}{note}{idle}");
        let hint = match link.kind {
            LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::Informs | LinkKind::Scrutinises => format!(
                "Ask both {lower} and {upper}, write down what they agree in their terms of reference, and set the line to \
                 active or lapsed."
            ),
            LinkKind::Owns | LinkKind::Delivers | LinkKind::Funds => {
                format!(
                    "Ask {lower} whether it {verb} {upper}, have the answer minuted, and set the line to active or lapsed."
                )
            }
            LinkKind::MemberOf | LinkKind::Chairs | LinkKind::AbsorbedInto => {
                format!("Ask {lower} and the chair or the secretary of {upper}, and set the line to active or lapsed.")
            }
        };
        let mut subjects = vec![Subject::link(&link.id), Subject::node(&link.from)];
        subjects.extend((link.to != link.from).then(|| Subject::node(&link.to)));
        findings.push(Finding { severity, ..RULE.finding(subjects, message, hint) });
    }
    findings
}
