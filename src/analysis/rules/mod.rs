//! The registry: every rule, one line each, in the order of the codes.

use super::Rule;

macro_rules! registry {
    ($($rule:ident)*) => {
        $(mod $rule;)*
        pub(super) static ALL: &[Rule] = &[$($rule::RULE),*];
    };
}

registry! {
    no_route
    broken_route
    ungrounded
    unowned_strand
    unclear_link
}
