//! What broke a rule when the rule came. Nothing may be added here, and what no longer breaks its rule has to go.

use super::rules::Fault;

/// How a fault begins, and the files that it is forgiven.
pub(crate) const EXCEPTIONS: &[(&str, &[&str])] = &[
    (
        "has no row",
        &[
            "src/app/asking/mod.rs",
            "src/app/canvas_events.rs",
            "src/app/chooser.rs",
            "src/app/context_menu.rs",
            "src/app/figures/mod.rs",
            "src/app/files.rs",
            "src/app/findings/mod.rs",
            "src/app/inspector/mod.rs",
            "src/app/itself.rs",
            "src/app/keys.rs",
            "src/app/lower.rs",
            "src/app/matrix/mod.rs",
            "src/app/naming.rs",
            "src/app/new_map.rs",
            "src/app/notice.rs",
            "src/app/outline.rs",
            "src/app/pages.rs",
            "src/app/register/mod.rs",
            "src/app/samples.rs",
            "src/app/search.rs",
            "src/app/status_bar.rs",
            "src/app/templates.rs",
            "src/app/theme.rs",
            "src/app/toolbar.rs",
            "src/app/top_bar.rs",
            "src/app/work.rs",
            "src/app/workbench/mod.rs",
        ],
    ),
    (
        "stands in a circle",
        &[
            "src/analysis/acceptance.rs",
            "src/analysis/cause.rs",
            "src/analysis/circles.rs",
            "src/analysis/cuts.rs",
            "src/analysis/dependants.rs",
            "src/analysis/dominators.rs",
            "src/analysis/finding.rs",
            "src/analysis/fix.rs",
            "src/analysis/graph.rs",
            "src/analysis/metrics.rs",
            "src/analysis/overlap.rs",
            "src/analysis/remits.rs",
            "src/analysis/routes.rs",
            "src/analysis/rule.rs",
            "src/analysis/rules/mod.rs",
            "src/analysis/shortcuts.rs",
            "src/analysis/stake.rs",
            "src/analysis/themes.rs",
            "src/app/asking/mod.rs",
            "src/app/chooser.rs",
            "src/app/context_menu.rs",
            "src/app/files.rs",
            "src/app/naming.rs",
            "src/app/new_map.rs",
            "src/app/notice.rs",
            "src/app/workbench/mod.rs",
        ],
    ),
    ("canvas must not know theme", &["src/app/canvas/glyph.rs"]),
    ("dialogs must not know theme", &["src/app/dialogs.rs"]),
    (
        "grid must not know theme",
        &["src/app/grid/editor.rs", "src/app/grid/mod.rs", "src/app/grid/place.rs", "src/app/grid/table.rs"],
    ),
    (
        "has a block of",
        &[
            "src/app/asking/mod.rs",
            "src/app/canvas/drag.rs",
            "src/app/canvas/sketch.rs",
            "src/app/canvas_events.rs",
            "src/app/chooser.rs",
            "src/app/context_menu.rs",
            "src/app/files.rs",
            "src/app/keys.rs",
            "src/app/naming.rs",
            "src/app/new_map.rs",
            "src/app/notice.rs",
        ],
    ),
    (
        "takes everything",
        &[
            "src/app/workbench/act.rs",
            "src/app/workbench/choices.rs",
            "src/app/workbench/commands.rs",
            "src/app/workbench/edits.rs",
            "src/app/workbench/look.rs",
            "src/app/workbench/spotlight.rs",
        ],
    ),
    ("threads belong", &["src/app/dialogs.rs", "src/app/files.rs", "src/app/work.rs"]),
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
