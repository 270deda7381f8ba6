//! BW317: a post that is not filled, to which others answer, and by no other unbroken route to an accountable body.

use std::collections::BTreeMap;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Mend, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::mending::new_line;
use super::super::routes::Place;
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::successors::heir;
use crate::model::edit::Edit;
use crate::model::words::{count, list};
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW317",
    name: "vacant-superior",
    family: Family::Gaps,
    severity: Severity::Warning,
    summary: "a post that is not filled leaves those who answer to it without a route",
    explanation: include_str!("vacant_superior.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the post that is not filled; who answers to it may change",
    together: Together {
        alone: "posts that are not filled leave those who answer to them without a route",
        with: None,
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

/// How many of those below are named.
const MOST_NAMED: usize = 3;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut below: BTreeMap<NodeIndex, Vec<(NodeIndex, Neighbour<'_>)>> = BTreeMap::new();
    for post in context.of_kind(NodeKind::Post) {
        // People answer by contract, so that only a post which is not filled leaves those without who answer to it.
        let mut own = context.routes().breaks(post).iter().filter(|stop| stop.line.link.from == *context.id(post));
        let vacant = own.find_map(|stop| match stop.place {
            Place::Node(at) if context.kind(at) == NodeKind::Post => Some((at, stop.line)),
            _ => None,
        });
        if let Some((superior, line)) = vacant {
            below.entry(superior).or_default().push((post, line));
        }
    }
    below.into_iter().map(|(superior, posts)| finding(context, superior, &posts)).collect()
}

fn finding(context: &Context<'_>, superior: NodeIndex, posts: &[(NodeIndex, Neighbour<'_>)]) -> Finding {
    let names = context.all_in_full(&posts.iter().map(|(post, _)| *post).collect::<Vec<_>>());
    let message = format!(
        "{} {}, and no unbroken route to an accountable body leads from {}, {} to it",
        context.in_full(superior),
        context.state_words(superior),
        list(&names, MOST_NAMED),
        if posts.len() == 1 { "which answers" } else { "which all answer" },
    );
    let (name, those) = (context.name(superior), if posts.len() == 1 { "the post" } else { "those" });
    let successor = heir(context, superior, |link| link.status == LinkStatus::Active)
        .filter(|heir| posts.iter().all(|(post, _)| post != heir));
    let hint = match successor {
        Some(heir) => format!(
            "{name} went into {}: draw {} there.",
            context.name(heir),
            if posts.len() == 1 { "the line from below" } else { "the lines from below" }
        ),
        None if context.status(superior) == NodeStatus::Ended => {
            format!("Have {those} below {name} answer to one who is at work.")
        }
        None => format!("Fill {name}, or have {those} below answer to one who is at work in the meantime."),
    };
    let subjects = std::iter::once(superior).chain(posts.iter().map(|(post, _)| *post));
    let path = posts.iter().flat_map(|(post, line)| [context.id(*post).clone(), line.link.id.clone()]);
    Finding {
        fixes: successor.and_then(|heir| to_successor(context, posts, heir)).into_iter().collect(),
        path: path.chain([context.id(superior).clone()]).collect(),
        ..RULE.finding(subjects.map(|at| Subject::node(context.id(at))), message, hint)
    }
}

/// The lines from below led to whoever took over, if a route goes on from there.
fn to_successor(context: &Context<'_>, posts: &[(NodeIndex, Neighbour<'_>)], heir: NodeIndex) -> Option<Fix> {
    context.routes().sound(heir)?;
    let edits = posts.iter().flat_map(|(post, line)| {
        let new = new_line(context, *post, LinkKind::ReportsTo, heir, LinkStatus::Active);
        let lapsed = Link { status: LinkStatus::Lapsed, ..Link::clone(line.link) };
        [Edit::put(new), Edit::put(lapsed)]
    });
    let label = format!("Have {} answer to {}", count(posts.len(), "post", "posts"), context.name(heir));
    Some(Fix { label, mend: Mend::Edits(edits.collect()) })
}
