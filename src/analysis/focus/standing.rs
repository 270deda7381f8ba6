//! Where somebody stands: a partner's perspective, and who stands behind a strand, a theme and an area.

use rust_decimal::Decimal;

use super::super::context::Context;
use super::super::graph::{Graph, Neighbour, NodeIndex};
use super::super::impact::sums;
use super::super::words::{count, grouped, list};
use super::{Gathered, InFocus, MOST_NAMED, counted, verb};
use crate::model::{Areas, End, Id, LinkKind, LinkStatus, NodeKind, NodeStatus, words::money};

/// What one gives to others: the lines of a perspective.
const GIVEN: [LinkKind; 6] =
    [LinkKind::MemberOf, LinkKind::Chairs, LinkKind::Owns, LinkKind::Delivers, LinkKind::Scrutinises, LinkKind::Funds];

pub(super) fn perspective(context: &Context<'_>, id: &Id) -> Option<InFocus> {
    let at = context.at(id.as_str())?;
    let own = with_parts(context, at);
    let mut found = Gathered::new(context, own.iter().copied());
    let mut idle = 0;
    let [mut seats, mut chaired, mut owned, mut delivered, mut checked] = [const { Vec::new() }; 5];
    for &giver in &own {
        for kind in GIVEN {
            for given in context.out(giver, kind) {
                found.nodes.insert(given.node);
                found.add_line(given.link);
                let of_kind = match kind {
                    LinkKind::MemberOf => &mut seats,
                    LinkKind::Chairs => &mut chaired,
                    LinkKind::Owns => &mut owned,
                    LinkKind::Delivers => &mut delivered,
                    _ => &mut checked,
                };
                let is_there = given.link.status == LinkStatus::Active
                    && match kind {
                        LinkKind::MemberOf | LinkKind::Chairs => context.holds(giver, &given),
                        _ => context.status(given.node) != NodeStatus::Ended,
                    };
                match is_there {
                    true if kind != LinkKind::Funds => of_kind.push(given.node),
                    true => {}
                    false => idle += 1,
                }
            }
        }
    }
    found.add_lines_between(|link| link.kind == LinkKind::PartOf);
    let number = |nodes: &mut Vec<NodeIndex>| {
        nodes.sort_unstable();
        nodes.dedup();
        nodes.len()
    };
    let paid = sums(context, at, own.iter().flat_map(|giver| context.out(*giver, LinkKind::Funds)));
    let paid: Vec<String> = paid
        .iter()
        .filter(|sum| sum.lines > 0)
        .map(|sum| {
            let period = sum.period.as_ref().map(|period| format!(" in {period}")).unwrap_or_default();
            money(sum.amount, sum.currency.as_deref()) + &period
        })
        .collect();
    let some = |number: usize, does: &str, one: &str, many: &str| {
        (number > 0).then(|| format!("{does} {}", count(number, one, many)))
    };
    let done = [
        some(number(&mut seats), "sits on", "body", "bodies"),
        some(number(&mut chaired), "chairs", "body", "bodies"),
        some(number(&mut owned), "owns", "strand of work", "strands of work"),
        some(number(&mut delivered), "delivers", "strand of work", "strands of work"),
        some(number(&mut checked), "scrutinises", "body or strand", "bodies and strands"),
        (!paid.is_empty()).then(|| format!("pays {}", list(&paid, MOST_NAMED))),
    ];
    let done: Vec<String> = done.into_iter().flatten().collect();
    let name = context.in_full(at);
    let parts = own.len() - 1;
    let by = if parts > 0 {
        format!(", itself or by {},", count(parts, "part of it", "parts of it"))
    } else {
        String::new()
    };
    let mut text = match done.is_empty() {
        true => format!("{name}{by} sits on nothing, chairs nothing, owns nothing and pays nothing on this map."),
        false => format!("{name}{by} {}.", list(&done, done.len())),
    };
    text += &hours(context, &own);
    if idle > 0 {
        text += &format!(" {}.", count(idle, "more line does not hold", "more lines do not hold"));
    }
    Some(found.told(format!("The perspective of {name}"), text))
}

/// A node with the posts and organisations that are part of it, one within the other.
fn with_parts(graph: &Graph<'_>, at: NodeIndex) -> Vec<NodeIndex> {
    let mut own = vec![at];
    let mut seen = std::collections::HashSet::from([at]);
    let mut next = 0;
    while let Some(&here) = own.get(next) {
        next += 1;
        let is_own = |part: &Neighbour<'_>| {
            let kind = graph.kind(part.node);
            part.link.status == LinkStatus::Active && matches!(kind, NodeKind::Post | NodeKind::Partner)
        };
        for part in graph.onto(here, LinkKind::PartOf).filter(is_own) {
            if seen.insert(part.node) {
                own.push(part.node);
            }
        }
    }
    own
}

/// " That takes 120 hours a year.": what some give in time; nothing if they have no seats.
fn hours(context: &Context<'_>, own: &[NodeIndex]) -> String {
    let ids: std::collections::HashSet<&Id> = own.iter().map(|at| context.id(*at)).collect();
    let (mut hours, mut unknown, mut has_seats) = (Decimal::ZERO, 0_usize, false);
    for member in context.attendance().by_member.iter().filter(|member| ids.contains(&member.id)) {
        hours = hours.saturating_add(member.hours);
        unknown = unknown.saturating_add(member.seats_of_unknown_hours as usize);
        has_seats = true;
    }
    let known = grouped(&hours.round_dp(1).normalize().to_string());
    let seats = count(unknown, "seat", "seats");
    match (has_seats, hours.is_zero(), unknown) {
        (false, ..) => String::new(),
        (true, true, _) => " How many hours that takes is not on the map.".to_owned(),
        (true, false, 0) => format!(" That takes {known} hours a year."),
        (true, false, _) => format!(" That takes {known} hours a year, and is not known for {seats}."),
    }
}

pub(super) fn strand(graph: &Graph<'_>, id: &Id) -> Option<InFocus> {
    let at = graph.at(id.as_str()).filter(|at| graph.kind(*at) == NodeKind::Strand)?;
    let mut found = Gathered::new(graph, [at]);
    for tie in graph.around(at) {
        found.nodes.insert(tie.node);
        found.add_line(tie.link);
    }
    graph.off_map(at).for_each(|(link, _)| found.add_line(link));
    let by = |kind: LinkKind| {
        let mut names: Vec<String> = Vec::new();
        let mut is_named = false;
        for from in graph.onto(at, kind) {
            is_named = true;
            let is_at_work = match kind {
                LinkKind::Funds => graph.status(from.node) != NodeStatus::Ended,
                _ => graph.is_live(from.node),
            };
            if from.link.status == LinkStatus::Active && is_at_work {
                names.push(super::super::organisations::in_full(graph, from.node));
            }
        }
        for (link, end) in graph.off_map(at) {
            if (link.kind, link.status, end) == (kind, LinkStatus::Active, End::From) {
                names.push(format!("{} (off this map)", graph.called_at(link, End::From)));
            }
        }
        match (names.is_empty(), is_named) {
            (true, false) => "nobody".to_owned(),
            (true, true) => "nobody at work".to_owned(),
            _ => list(&super::super::words::told_apart(names), MOST_NAMED),
        }
    };
    let name = graph.called(at);
    let [owned, delivered, checked, paid] =
        [LinkKind::Owns, LinkKind::Delivers, LinkKind::Scrutinises, LinkKind::Funds].map(by);
    let text = format!(
        "{name} is owned by {owned}, delivered by {delivered}, scrutinised by {checked} and paid for by {paid}."
    );
    Some(found.told(format!("Who is there for {name}"), text))
}

pub(super) fn theme(graph: &Graph<'_>, id: &Id) -> Option<InFocus> {
    let name = &graph.beside_nodes().themes.get(id.as_str())?.name;
    let carries = |at: &NodeIndex| graph.themes_of(*at).contains(id);
    let (strands, bodies): (Vec<NodeIndex>, Vec<NodeIndex>) =
        graph.nodes().filter(carries).partition(|at| graph.kind(*at) == NodeKind::Strand);
    let mut found = Gathered::new(graph, strands.iter().chain(&bodies).copied());
    for strand in &strands {
        for kind in [LinkKind::Owns, LinkKind::Delivers] {
            found.nodes.extend(graph.onto(*strand, kind).map(|from| from.node));
        }
    }
    found.add_lines_between(|_| true);
    let unowned = strands.iter().filter(|strand| graph.belongs_to_nobody(**strand)).count();
    let carried = match bodies.len() {
        0 => "no body carries it".to_owned(),
        number => format!("{} {} it", counted(graph, bodies), verb(number, "carries", "carry")),
    };
    let served = match strands.len() {
        0 => "no strand of work serves it".to_owned(),
        number => format!("{} {} it", counted(graph, strands), verb(number, "serves", "serve")),
    };
    let nobody = if unowned > 0 { format!(", {unowned} of which nobody owns") } else { String::new() };
    Some(found.told(format!("Theme: {name}"), format!("{name}: {carried}, and {served}{nobody}.")))
}

pub(super) fn area(graph: &Graph<'_>, id: &Id) -> Option<InFocus> {
    let areas = graph.beside_nodes().areas;
    let name = &areas.get(id.as_str())?.name;
    let grounds = Areas::of(areas);
    let whole = grounds.ground(id);
    let is_there = |at: &NodeIndex| match (whole, graph.ground(*at)) {
        (Some(whole), Some(ground)) => whole.contains(ground),
        _ => false,
    };
    let there: Vec<NodeIndex> = graph.nodes().filter(is_there).collect();
    let mut found = Gathered::new(graph, there.iter().copied());
    found.add_lines_between(|_| true);
    let text = match there.len() {
        0 => format!("Nothing on this map is for {name}."),
        number => {
            format!("{} {} for {name}, or for what lies within it.", counted(graph, there), verb(number, "is", "are"))
        }
    };
    Some(found.told(format!("Area: {name}"), text))
}
