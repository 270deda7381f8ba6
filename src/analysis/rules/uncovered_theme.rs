//! BW307: a declared theme has nobody at work behind it, or no strand with an owner at work.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::themes::Cover;
use super::super::words;
use crate::model::{LinkKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW307",
    name: "uncovered-theme",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a declared theme has no live body, or no strand with an owner at work",
    explanation: include_str!("uncovered_theme.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the theme; who carried it may change",
    together: Together {
        alone: "themes are carried by nobody who works on them",
        with: Some("themes have lost who carried them with"),
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let covers = context.covers();
    // A map that gives no theme to any strand has not said which work serves which theme.
    let strands_have_themes = covers.iter().any(|cover| !cover.strands.is_empty());
    let findings = covers.iter().enumerate().filter_map(|(place, cover)| match cover.carried_by.is_empty() {
        true => Some(uncarried(context, place, cover)),
        false if strands_have_themes && !cover.is_owned && !may_be_served(context, cover) => {
            Some(unowned(context, place, cover))
        }
        false => None,
    });
    findings.collect()
}

/// Whether no strand bears the theme, and yet those who carry it own or deliver work that bears no theme at all: it may
/// serve this one.
fn may_be_served(context: &Context<'_>, cover: &Cover) -> bool {
    let work = |body: NodeIndex| {
        let kinds = [LinkKind::Owns, LinkKind::Delivers].into_iter();
        kinds.flat_map(move |kind| context.out(body, kind)).filter(move |work| context.holds(body, work))
    };
    let is_open = |work: Neighbour<'_>| context.remits().themes(work.node).is_empty();
    cover.strands.is_empty() && cover.carried_by.iter().any(|&body| work(body).any(is_open))
}

fn uncarried(context: &Context<'_>, place: usize, cover: &Cover) -> Finding {
    let theme = context.theme(place);
    let states: Vec<String> = cover.idle.iter().map(|&body| context.state(body)).collect();
    let why = match states.as_slice() {
        [] => "no body on this map is there for it".to_owned(),
        states => words::list(states, 3),
    };
    let waiting = match cover.strands.len() {
        0 => String::new(),
        strands => format!(" ({} in nobody's hands)", words::count(strands, "strand of it is", "strands of it are")),
    };
    let to_come = cover.idle.iter().any(|&body| context.status(body) == NodeStatus::Proposed);
    let severity = if to_come { RULE.severity.lowered() } else { RULE.severity };
    let on_hold = cover.idle.iter().filter(|&&body| context.status(body) == NodeStatus::Dormant);
    // Of those on hold the one with the narrowest remit is most likely there for this theme.
    let bring_back = on_hold
        .min_by_key(|&&body| context.themes_of(body).len())
        .map(|&body| format!("bring {} back; ", context.name(body)))
        .unwrap_or_default();
    let hint = format!(
        "Ask a body that is at work to take it into its remit; {bring_back}or take it off the list of themes, and say why."
    );
    let message = format!("Nobody at work carries {}: {why}{waiting}", theme.name);
    finding(context, place, cover, severity, message, hint)
}

fn unowned(context: &Context<'_>, place: usize, cover: &Cover) -> Finding {
    let theme = context.theme(place);
    let carriers = words::list(&context.names(&cover.carried_by), 3);
    let strands = words::list(&context.names(&cover.strands), 3);
    let (work, hint) = match cover.strands.len() {
        0 => ("no strand of work on this map serves it".to_owned(), "Name the work that is to serve it, and its owner"),
        1 => (format!("its one strand, {strands}, has no owner at work"), "Give the strand an owner"),
        several => {
            (format!("none of its {several} strands, {strands}, has an owner at work"), "Give its strands owners")
        }
    };
    let message = format!("{} is carried by {carriers}, but {work}", theme.name);
    let hint = format!("{hint}; or take the theme off the list, and say why.");
    finding(context, place, cover, RULE.severity, message, hint)
}

fn finding(
    context: &Context<'_>,
    place: usize,
    cover: &Cover,
    severity: Severity,
    message: String,
    hint: String,
) -> Finding {
    let idle = cover.idle.iter().map(|&body| Subject::node(context.id(body)));
    let subjects = std::iter::once(Subject::theme(&context.theme(place).id)).chain(idle);
    Finding {
        severity,
        path: cover.strands.iter().map(|&strand| context.id(strand).clone()).collect(),
        ..RULE.finding(subjects, message, hint)
    }
}
