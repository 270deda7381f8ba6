//! Rules as arguments.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::analysis::{Rule, rule, rules};

/// Reads a rule's code or name. A misspelt one is answered with those that are like it.
pub(super) fn rule_parser() -> impl TypedValueParser<Value = &'static Rule> {
    let known = rules().iter().flat_map(|rule| [rule.code, rule.name]);
    PossibleValuesParser::new(known).try_map(|asked| rule(&asked).ok_or("there is no such rule"))
}
