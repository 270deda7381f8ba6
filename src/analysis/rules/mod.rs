//! The registry: every rule, one line each, in the order of the codes.

use super::Rule;

macro_rules! registry {
    ($($rule:ident)*) => {
        $(mod $rule;)*
        pub(super) static ALL: &[Rule] = &[$($rule::RULE),*];
    };
}

registry! {
    shared_remit
    shared_membership
    contested_strand
    twin_entry
    redundant_line
    rival_plans
    accountability_loop
    self_scrutiny
    shared_chair
    captive_scrutineer
    no_route
    broken_route
    ungrounded
    unowned_strand
    stranded_strand
    dead_successor
    uncovered_theme
    vacant_seat
    chairless
    unheard_decision_maker
    unanswerable_member
    unfunded
    unscrutinised
    unclear_link
    no_remit
    shut_out
    overloaded_member
    wide_span
    deep_chain
    keystone
    oversized_body
    dual_reporting
    unreconciled_total
    no_evidence
    out_of_time
}
