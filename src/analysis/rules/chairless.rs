//! BW309: nobody chairs a board or a group.

use std::collections::HashSet;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Mend, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::edit::Edit;
use crate::model::{Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW309",
    name: "chairless",
    family: Family::Gaps,
    severity: Severity::Error,
    summary: "a board or group has lost its chair, or has members and no chair on the map",
    explanation: include_str!("chairless.md"),
    thresholds: &[LEAST],
    known_by: KnownBy::First(1),
    known_as: "the body; the chairs that it has lost may change",
    together: Together {
        alone: "bodies have no chair at work",
        with: Some("bodies have lost their chair with"),
        each: Each::Subject(0),
    },
    needs_line: None,
    pattern: None,
    check,
};

const LEAST: Threshold =
    Threshold { name: "chairless.members", label: "Fewest members that need a chair", default: 2.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let least = LEAST.of(context.beside_nodes().settings).max(1.0);
    let bodies = || {
        let kinds = [NodeKind::Board, NodeKind::Group];
        context.nodes().filter(move |&at| kinds.contains(&context.kind(at)))
    };
    let chaired = |body: NodeIndex| context.leading(body).any(|hop| context.holds(body, &hop));
    // A map on which nobody chairs anything has not been told of chairs.
    let knows_chairs = bodies().any(chaired);
    context.each_with(bodies().map(|body| (body, u64::from(knows_chairs))), |body| {
        if context.status(body) == NodeStatus::Ended || is_chaired(context, body) {
            return None;
        }
        let mut chairs: Vec<Neighbour<'_>> = context.leading(body).collect();
        chairs.sort_by_key(|chair| (chair.link.status, chair.node));
        let lost =
            |neighbour: &&Neighbour<'_>| matches!(neighbour.link.status, LinkStatus::Active | LinkStatus::Lapsed);
        let lost: Vec<Neighbour<'_>> = chairs.iter().filter(lost).copied().collect();
        let next = chairs.iter().find(|neighbour| neighbour.link.status == LinkStatus::Proposed).copied();
        let unclear = chairs.iter().any(|neighbour| neighbour.link.status == LinkStatus::Unclear);
        let members = members(context, body);
        match lost.as_slice() {
            [] if knows_chairs && !unclear && members as f64 >= least => Some(unchaired(context, body, members, next)),
            [] => None,
            lost => Some(bereft(context, body, lost, next)),
        }
    })
}

/// Whether somebody at work chairs the body, be it at work itself or not.
fn is_chaired(context: &Context<'_>, body: NodeIndex) -> bool {
    let mut leading = context.leading(body).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let seats = || [LinkKind::MemberOf, LinkKind::PartOf].into_iter().flat_map(|kind| context.onto(body, kind));
    let mut by_title = seats().filter(|hop| hop.link.status == LinkStatus::Active && leads(context, hop.node, body));
    leading.any(|chair| context.is_live(chair.node)) || by_title.any(|chair| context.is_live(chair.node))
}

/// The titles of those who lead a body, as names have them.
const TITLES: [&str; 12] = [
    "chair",
    "cochair",
    "chairman",
    "chairwoman",
    "chairperson",
    "cochairman",
    "cochairwoman",
    "cochairperson",
    "convener",
    "convenor",
    "lead",
    "colead",
];

/// Whether a post is the chair or the lead of a body by its title: "Co-chair", or "Chair of the Youth Panel" on that panel. The
/// chair of another body is none here.
fn leads(context: &Context<'_>, post: NodeIndex, body: NodeIndex) -> bool {
    if context.kind(post) != NodeKind::Post {
        return false;
    }
    let (title, name) = (context.name_apart(post), context.name_apart(body));
    let is_title = |word: &String| TITLES.contains(&word.as_str());
    title.words.iter().any(is_title) && title.words.iter().all(|word| is_title(word) || name.words.contains(word))
}

/// How many at work have a seat on a live body.
fn members(context: &Context<'_>, body: NodeIndex) -> usize {
    let seats = context.onto(body, LinkKind::MemberOf).filter(|hop| context.holds(body, hop));
    seats.map(|member| member.node).collect::<HashSet<NodeIndex>>().len()
}

/// A body that had a chair, and has none at work now.
fn bereft(context: &Context<'_>, body: NodeIndex, lost: &[Neighbour<'_>], next: Option<Neighbour<'_>>) -> Finding {
    let name = context.name(body);
    let concerned: Vec<NodeIndex> = std::iter::once(body).chain(lost.iter().map(|chair| chair.node)).collect();
    let (mut severity, idle) = context.severity(RULE.severity, &concerned);
    let was = |chair: &Neighbour<'_>| match chair.link.status {
        LinkStatus::Lapsed => format!("that {} chairs it has lapsed", context.name(chair.node)),
        _ => format!("its chair is {}", context.name(chair.node)),
    };
    let reasons: Vec<String> = lost.iter().map(was).collect();
    let (to_come, hint) = match next {
        Some(Neighbour { node: chair, .. }) => {
            let chair = context.name(chair);
            (
                format!("; that {chair} chairs it is only proposed"),
                format!("Confirm {chair} in the chair, with a date."),
            )
        }
        None => (
            String::new(),
            format!("Find {name} a chair, and a deputy; or end it, and give its strands to a body that has one."),
        ),
    };
    if next.is_some() && idle.is_empty() {
        severity = severity.lowered();
    }
    let message = format!("{name} has lost its chair: {}{to_come}{idle}", words::list(&reasons, 3));
    Finding {
        severity,
        path: lost.iter().map(|neighbour| neighbour.link.id.clone()).collect(),
        fixes: restored(context, body, lost).filter(|_| next.is_none()).into_iter().collect(),
        ..RULE.finding(concerned.iter().map(|&at| Subject::node(context.id(at))), message, hint)
    }
}

/// Brings back the one chair who is still at work.
fn restored(context: &Context<'_>, body: NodeIndex, lost: &[Neighbour<'_>]) -> Option<Fix> {
    let [Neighbour { node: chair, link }] = lost else { return None };
    if !context.is_live(*chair) || !context.is_live(body) {
        return None;
    }
    let line = Link { status: LinkStatus::Active, until: None, ..Link::clone(link) };
    let label = format!("Let {} chair {} again", context.name(*chair), context.name(body));
    Some(Fix { label, mend: Mend::Edits(vec![Edit::put(line)]) })
}

/// A live body whose members are mapped, and nobody of whom the map knows chairs it.
fn unchaired(context: &Context<'_>, body: NodeIndex, members: usize, next: Option<Neighbour<'_>>) -> Finding {
    let name = context.name(body);
    let to_come = match next {
        Some(Neighbour { node: chair, .. }) => format!("; that {} chairs it is only proposed", context.name(chair)),
        None => String::new(),
    };
    let sit = words::count(members, "member sits", "members sit");
    let message = format!("{sit} on {name}, and nobody chairs it on this map{to_come}");
    let hint = format!("Look up who chairs {name} and draw the line; or let the members choose somebody.");
    Finding {
        severity: Severity::Note,
        path: context.onto(body, LinkKind::MemberOf).map(|neighbour| neighbour.link.id.clone()).collect(),
        ..RULE.finding([Subject::node(context.id(body))], message, hint)
    }
}
