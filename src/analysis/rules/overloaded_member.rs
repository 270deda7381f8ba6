//! BW401: one partner or post sits on more than it can attend.

use rust_decimal::prelude::ToPrimitive;

use super::super::attendance::MemberHours;
use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::{Id, LinkKind, NodeKind};

pub(super) const RULE: Rule = Rule {
    code: "BW401",
    name: "overloaded-member",
    family: Family::Strain,
    severity: Severity::Warning,
    summary: "one partner or post sits on more than 6 live bodies, or on more than 60 hours of meetings a year",
    explanation: include_str!("overloaded_member.md"),
    thresholds: &[MOST_BODIES, MOST_HOURS],
    known_by: KnownBy::First(1),
    known_as: "the partner or post; where it sits may change",
    together: Together {
        alone: "partners or posts sit on more than they can attend",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

const MOST_BODIES: Threshold =
    Threshold { name: "overloaded-member.bodies", label: "Most bodies on which one may sit", default: 6.0 };
const MOST_HOURS: Threshold =
    Threshold { name: "overloaded-member.hours", label: "Most hours of meetings a year", default: 60.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let most_bodies = MOST_BODIES.of(context.beside_nodes().settings);
    let most_hours = MOST_HOURS.of(context.beside_nodes().settings);
    let mut findings = Vec::new();
    for member in &context.attendance().by_member {
        let hours = member.hours.to_f64().unwrap_or(f64::MAX);
        let (on_many, for_long) = (f64::from(member.bodies) > most_bodies, hours > most_hours);
        if !on_many && !for_long {
            continue;
        }
        let Some(at) = context.at(member.id.as_str()) else { continue };
        if matches!(context.kind(at), NodeKind::Partner | NodeKind::Post) {
            findings.push(finding(context, at, member, for_long));
        }
    }
    findings
}

fn finding(context: &Context<'_>, at: NodeIndex, member: &MemberHours, for_long: bool) -> Finding {
    let name = context.name(at);
    let (bodies, path) = sits_on(context, at);
    let names = words::list(&context.names(&bodies), 4);
    let known = words::grouped(&member.hours.to_string());
    let unknown = member.seats_of_unknown_hours as usize;
    let time = match (for_long, unknown) {
        (true, 0) => format!(", which takes {known} hours of meetings a year"),
        (true, _) => format!(
            ", which takes {known} hours of meetings a year, and more: how often or how long they meet is not known for {}",
            words::count(unknown, "of the seats", "of the seats")
        ),
        (false, 0) => format!(" ({known} hours of meetings a year)"),
        (false, _) if member.hours.is_zero() => "; how many hours of meetings that takes is not known".to_owned(),
        (false, _) => format!(
            " ({known} hours of meetings a year, without {} of which it is not known)",
            words::count(unknown, "seat", "seats")
        ),
    };
    let message = format!("{name} sits on {}: {names}{time}", words::count(bodies.len(), "live body", "live bodies"));
    let hint = format!(
        "Go through them with {name}: leave those to which it adds nothing, send others from the same organisation, or let \
         bodies with the same people meet on one day. Then say who stands in when a seat stays empty."
    );
    Finding { path, ..RULE.finding([Subject::node(context.id(at))], message, hint) }
}

/// The live boards and groups on which a member sits, by id, and the links by which it does.
fn sits_on(context: &Context<'_>, member: NodeIndex) -> (Vec<NodeIndex>, Vec<Id>) {
    let seats = [LinkKind::MemberOf, LinkKind::Chairs].into_iter().flat_map(|kind| context.out(member, kind));
    let seats = seats.filter(|hop| context.holds(member, hop) && context.kind(hop.node) != NodeKind::Partner);
    let (mut bodies, links): (Vec<NodeIndex>, Vec<Id>) = seats.map(|body| (body.node, body.link.id.clone())).unzip();
    bodies.sort_unstable();
    bodies.dedup();
    (bodies, links)
}

#[cfg(test)]
mod tests {
    use super::super::super::test_map;
    use super::RULE;

    #[test]
    fn sixty_hours_are_not_too_many_and_a_little_more_is() {
        let sketch = |board: &str, finds: &str| {
            let lines = "Police is a member of First\nPolice is a member of Second (2 seats)";
            format!(
                "Police: partner\nFirst: board, {board}\nSecond: group, 10 meetings a year, 2 hours a meeting\n{lines}\n{finds}"
            )
        };
        test_map::check(&RULE, &sketch("10 meetings a year, 2 hours a meeting", ""));
        test_map::check(
            &RULE,
            &sketch("10 meetings a year, 2.1 hours a meeting", "finds a warning: Police\nbecause 61 hours"),
        );
    }
}
