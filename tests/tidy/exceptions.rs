//! What broke a rule when the rule came. Nothing may be added here, and what no longer breaks its rule has to go.

use super::rules::Fault;

/// How a fault begins, and the files that it is forgiven.
pub(crate) const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("stands in a circle", &[]),
    ("has a block of", &["src/app/canvas/drag.rs", "src/app/canvas/sketch.rs", "src/app/command/mod.rs"]),
];

/// The faults that are not forgiven, and what is forgiven without need.
pub(crate) fn without(faults: Vec<Fault>, exceptions: &[(&str, &[&str])]) -> Vec<String> {
    let all: Vec<(&str, &str)> =
        exceptions.iter().flat_map(|(what, paths)| paths.iter().map(|path| (*what, *path))).collect();
    let is = |fault: &Fault, (what, path): (&str, &str)| fault.path == path && fault.what.starts_with(what);
    let stale = all.iter().filter(|exception| !faults.iter().any(|fault| is(fault, **exception)));
    let stale =
        stale.map(|(what, path)| format!("{path} is forgiven \"{what}\" without need: take it out of the exceptions"));
    let left = faults.iter().filter(|fault| !all.iter().any(|exception| is(fault, *exception)));
    left.map(ToString::to_string).chain(stale).collect()
}
