//! BW301: a live body answers to nobody.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::successors::heir;
use crate::model::LinkStatus;

pub(super) const RULE: Rule = Rule {
    code: "BW301",
    name: "no-route",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "a live body answers to nobody, and is no accountable body",
    explanation: include_str!("no_route.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the body",
    together: Together { alone: "bodies at work answer to nobody", with: None, each: Each::Subject(0) },
    needs_line: Some(0),
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    context.each(context.nodes(), |body| {
        if !context.answers_to_nobody(body) {
            return None;
        }
        let name = context.name(body);
        let answering = context.answering(body);
        let left = answering.iter().filter(|&&below| context.routes().sound(below).is_none()).count();
        let below = match (left, answering.len()) {
            (0, _) => String::new(),
            (1, 1) => ", and the body that answers to it has no route by it either".to_owned(),
            (several, all) if several == all => {
                format!(", and the {several} bodies that answer to it have no route by it either")
            }
            (some, all) => {
                let have = if some == 1 { "has" } else { "have" };
                format!(", and {some} of the {all} bodies that answer to it {have} no other route")
            }
        };
        // What is only proposed counts: it is to become part of the other.
        let successor = heir(context, body, |link| link.status != LinkStatus::Lapsed);
        let hint = match successor {
            Some(to) => format!(
                "It is to become part of {}: draw its line there as soon as that is settled, or end it.",
                context.name(to)
            ),
            None => "Decide who holds it to account and draw the line; bring it to an end; or, if it answers to the \
                     public in its own right, mark it as an accountable body."
                .to_owned(),
        };
        let message = format!("{name} is at work but answers to nobody on this map{below}");
        Some(RULE.finding([Subject::node(context.id(body))], message, hint))
    })
}
