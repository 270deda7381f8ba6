//! The registry: every rule, in the order of the codes.

mod accountability_loop;
mod broken_route;
mod captive_scrutineer;
mod chairless;
mod contested_strand;
mod crowded_theme;
mod dead_successor;
mod deep_chain;
mod dual_reporting;
mod keystone;
mod no_evidence;
mod no_remit;
mod no_route;
mod out_of_time;
mod overloaded_member;
mod oversized_body;
mod redundant_line;
mod rival_plans;
mod self_scrutiny;
mod shared_chair;
mod shared_membership;
mod shared_remit;
mod shut_out;
mod stranded_strand;
mod twin_entry;
mod unaligned_plans;
mod unanswerable_member;
mod unclear_link;
mod uncovered_theme;
mod unfunded;
mod ungrounded;
mod unheard_decision_maker;
mod unowned_strand;
mod unreconciled_total;
mod unscrutinised;
mod vacant_seat;
mod vacant_superior;
mod wide_span;

use super::finding::{Finding, Pattern, SubjectKind};
use super::rule::Rule;
use crate::model::{Id, Map};

static ALL: &[Rule] = &[
    shared_remit::RULE,
    shared_membership::RULE,
    contested_strand::RULE,
    twin_entry::RULE,
    redundant_line::RULE,
    rival_plans::RULE,
    crowded_theme::RULE,
    accountability_loop::RULE,
    self_scrutiny::RULE,
    shared_chair::RULE,
    captive_scrutineer::RULE,
    no_route::RULE,
    broken_route::RULE,
    ungrounded::RULE,
    unowned_strand::RULE,
    stranded_strand::RULE,
    dead_successor::RULE,
    uncovered_theme::RULE,
    vacant_seat::RULE,
    chairless::RULE,
    unheard_decision_maker::RULE,
    unanswerable_member::RULE,
    unfunded::RULE,
    unscrutinised::RULE,
    unclear_link::RULE,
    no_remit::RULE,
    shut_out::RULE,
    vacant_superior::RULE,
    overloaded_member::RULE,
    wide_span::RULE,
    deep_chain::RULE,
    keystone::RULE,
    oversized_body::RULE,
    dual_reporting::RULE,
    unaligned_plans::RULE,
    unreconciled_total::RULE,
    no_evidence::RULE,
    out_of_time::RULE,
];

/// Every rule, in the order of the codes.
pub fn rules() -> &'static [Rule] {
    ALL
}

/// The rule with that code or name, in any case.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    if let Ok(place) = ALL.binary_search_by(|rule| rule.code.cmp(code_or_name)) {
        return Some(&ALL[place]);
    }
    let asked = |text: &str| text.eq_ignore_ascii_case(code_or_name);
    ALL.iter().find(|rule| asked(rule.code) || asked(rule.name))
}

/// What needs a line upward, if that is what a finding says is wrong.
pub fn needs_line(finding: &Finding) -> Option<&Id> {
    let place = rule(finding.code)?.needs_line?;
    let subject = finding.subjects.get(place).filter(|subject| subject.kind == SubjectKind::Node)?;
    Some(&subject.id)
}

/// What a finding of a map is on it. A finding of another map, or of a rule that has no pattern, is plain. Worked out
/// for one finding at a time, when somebody looks at it.
pub fn pattern(map: &Map, finding: &Finding) -> Pattern {
    let of_rule = rule(finding.code).and_then(|rule| rule.pattern);
    of_rule.and_then(|pattern| pattern(map, finding)).unwrap_or(Pattern::Plain)
}
