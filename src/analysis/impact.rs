//! What happens if it stops: what hangs on one body, post or strand, and who is left to hold it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::context::Context;
use super::dependants::dependants;
use super::graph::{Neighbour, NodeIndex};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// What goes if a node stops. Only lines that hold count. Lists are in the order of the ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// The node.
    pub id: Id,
    /// Whether it is at work. If not, this is what hung on it, and would again if it were.
    pub is_live: bool,
    /// Bodies that have a sound route to an accountable body now, and would have none.
    pub routes: Vec<Id>,
    /// Bodies and posts that answer to it directly, or are part of it.
    pub answering: Vec<Id>,
    /// Strands that are part of it.
    pub parts: Vec<Id>,
    /// Strands that it owns.
    pub owned: Vec<Loss>,
    /// Strands that it delivers.
    pub delivered: Vec<Loss>,
    /// Bodies and strands that it scrutinises.
    pub scrutinised: Vec<Loss>,
    /// Bodies that it chairs.
    pub chaired: Vec<Loss>,
    /// Whom it informs.
    pub informed: Vec<Loss>,
    /// Bodies and strands that it pays for.
    pub funded: Vec<Loss>,
    /// Seats that it holds; each names the body.
    pub seats: Vec<Seat>,
    /// Seats on it; each names the member.
    pub members: Vec<Seat>,
    /// Who chairs it.
    pub chairs: Vec<Id>,
    /// Who owns or delivers it, where it is a strand.
    pub workers: Vec<Id>,
    /// Money that it pays, by currency and period.
    pub pays: Vec<Sum>,
    /// Money that is paid to it, by currency and period.
    pub receives: Vec<Sum>,
    /// Declared themes that nobody at work would carry any more.
    pub themes: Vec<Id>,
    /// Whose work passed to it, and to nobody else who is at work.
    pub absorbed: Vec<Id>,
    /// Who is at work and takes over from it.
    pub heirs: Vec<Id>,
}

/// A node that loses somebody who does something for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What loses.
    pub id: Id,
    /// Who at work still does the same for it; empty if nobody does.
    pub left: Vec<Id>,
}

/// A seat that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// The other end of the line: the body where it sits, or the member that sits on it.
    pub id: Id,
    /// How many seats; 1 where no number is given.
    pub seats: u32,
    /// Whether the law or the terms of reference require it.
    pub is_required: bool,
}

/// Money in one currency and one period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Three letters; none where the lines name none.
    pub currency: Option<String>,
    /// Such as 2008/09; none where the lines name none.
    pub period: Option<String>,
    /// The exact sum of the amounts that are known; the greatest number there is where it would exceed that.
    pub amount: Decimal,
    /// How many lines have an amount.
    pub lines: usize,
    /// How many have none.
    pub lines_of_unknown_amount: usize,
}

/// What goes if a node of the map stops; none if there is no such node.
pub fn impact(map: &Map, node: &Id) -> Option<Impact> {
    let record = map.nodes.get(node.as_str())?;
    if map.is_live(record) {
        return of(&Context::new(map), node, true);
    }
    let mut at_work = map.clone();
    at_work.nodes.put(Node { status: NodeStatus::Active, ..Node::clone(record) });
    of(&Context::new(&at_work), node, false)
}

fn of(context: &Context<'_>, node: &Id, is_live: bool) -> Option<Impact> {
    let at = context.at(node.as_str())?;
    let ids = |nodes: Vec<NodeIndex>| nodes.into_iter().map(|at| context.id(at).clone()).collect::<Vec<Id>>();
    let losses = |kind| losses(context, at, kind);
    let is_strand = |at: &NodeIndex| context.kind(*at) == NodeKind::Strand;
    let below = context.onto(at, LinkKind::ReportsTo).chain(context.onto(at, LinkKind::PartOf));
    let (parts, answering) = others(context, at, below).into_iter().partition(is_strand);
    let workers = context.onto(at, LinkKind::Owns).chain(context.onto(at, LinkKind::Delivers));
    Some(Impact {
        id: node.clone(),
        is_live,
        routes: ids(dependants(context).all(at)),
        answering: ids(answering),
        parts: ids(parts),
        owned: losses(LinkKind::Owns),
        delivered: losses(LinkKind::Delivers),
        scrutinised: losses(LinkKind::Scrutinises),
        chaired: losses(LinkKind::Chairs),
        informed: losses(LinkKind::Informs),
        funded: losses(LinkKind::Funds),
        seats: seats(context, at, context.out(at, LinkKind::MemberOf)),
        members: seats(context, at, context.onto(at, LinkKind::MemberOf)),
        chairs: ids(others(context, at, context.onto(at, LinkKind::Chairs))),
        workers: ids(others(context, at, workers)),
        pays: sums(context, at, context.out(at, LinkKind::Funds)),
        receives: sums(context, at, context.onto(at, LinkKind::Funds)),
        themes: themes(context, at),
        absorbed: absorbed(context, at),
        heirs: ids(others(context, at, context.out(at, LinkKind::AbsorbedInto))),
    })
}

/// The other ends of the lines that hold, by id.
fn others<'a>(context: &Context<'a>, at: NodeIndex, hops: impl Iterator<Item = Neighbour<'a>>) -> Vec<NodeIndex> {
    let mut others: Vec<NodeIndex> =
        hops.filter(|hop| hop.node != at && context.holds(at, hop)).map(|other| other.node).collect();
    others.sort_unstable();
    others.dedup();
    others
}

/// What loses `at` as one who does for it what the kind of line says. What has ended loses nothing more.
fn losses(context: &Context<'_>, at: NodeIndex, kind: LinkKind) -> Vec<Loss> {
    let mut losing: Vec<NodeIndex> = context
        .out(at, kind)
        .filter(|to| {
            to.node != at && to.link.status == LinkStatus::Active && context.status(to.node) != NodeStatus::Ended
        })
        .map(|to| to.node)
        .collect();
    losing.sort_unstable();
    losing.dedup();
    let loss = |to: NodeIndex| {
        let active = context.onto(to, kind).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
        let mut left: Vec<NodeIndex> =
            active.map(|from| from.node).filter(|&from| from != at && context.is_live(from)).collect();
        left.sort_unstable();
        left.dedup();
        Loss { id: context.id(to).clone(), left: left.into_iter().map(|from| context.id(from).clone()).collect() }
    };
    losing.into_iter().map(loss).collect()
}

fn seats<'a>(context: &Context<'a>, at: NodeIndex, hops: impl Iterator<Item = Neighbour<'a>>) -> Vec<Seat> {
    let mut seats: BTreeMap<&Id, Seat> = BTreeMap::new();
    for Neighbour { node: other, link } in hops.filter(|hop| context.holds(at, hop)) {
        let id = context.id(other);
        let seat = seats.entry(id).or_insert_with(|| Seat { id: id.clone(), seats: 0, is_required: false });
        seat.seats = seat.seats.saturating_add(link.seats.unwrap_or(1));
        seat.is_required |= link.required == Some(true);
    }
    seats.into_values().collect()
}

/// Money flows by lines that are active, whoever is at work.
pub(super) fn sums<'a>(context: &Context<'a>, at: NodeIndex, hops: impl Iterator<Item = Neighbour<'a>>) -> Vec<Sum> {
    let active = |other: &Neighbour<'_>| {
        other.link.status == LinkStatus::Active && context.status(other.node) != NodeStatus::Ended && other.node != at
    };
    let mut sums: BTreeMap<(Option<&String>, Option<&String>), Sum> = BTreeMap::new();
    for Neighbour { link, .. } in hops.filter(active) {
        let Link { currency, period, amount, .. } = link;
        let sum = sums.entry((currency.as_ref(), period.as_ref())).or_default();
        sum.currency.clone_from(currency);
        sum.period.clone_from(period);
        match amount {
            Some(amount) => (sum.amount, sum.lines) = (sum.amount.saturating_add(*amount), sum.lines + 1),
            None => sum.lines_of_unknown_amount += 1,
        }
    }
    sums.into_values().collect()
}

fn themes(context: &Context<'_>, at: NodeIndex) -> Vec<Id> {
    let covers = context.covers().iter().enumerate();
    let alone = covers.filter(|(_, cover)| cover.carried_by.len() == 1 && cover.carried_by.contains(&at));
    alone.map(|(place, _)| context.theme(place).id.clone()).collect()
}

fn absorbed(context: &Context<'_>, at: NodeIndex) -> Vec<Id> {
    let passed = |neighbour: &Neighbour<'_>| neighbour.link.status == LinkStatus::Active;
    let mut old: Vec<NodeIndex> = context.onto(at, LinkKind::AbsorbedInto).filter(passed).map(|old| old.node).collect();
    old.retain(|&old| {
        let mut heirs = context.out(old, LinkKind::AbsorbedInto).filter(passed);
        old != at && !heirs.any(|heir| heir.node != at && context.is_live(heir.node))
    });
    old.sort_unstable();
    old.dedup();
    old.into_iter().map(|old| context.id(old).clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Impact, Sum, impact};
    use crate::analysis::test_map;
    use crate::model::{Id, Map};

    const TOWN: &str = "
        Health: theme
        Play: theme
        Council: partner, accountable body
        Police: partner
        Ministry: partner
        Board: board
        Panel: board
        Group: group
        Team: group
        Club: group
        Idle Group: group, on hold
        Chair: post
        Secretary: post
        Old Board: board, ended
        Older Board: board, ended
        New Board: board
        Plan: strand
        Part: strand
        Duty: strand
        Past: strand, ended
        Board carries Health
        Group carries Play
        Board carries Play
        Board reports to Council
        Group reports to Board
        Secretary reports to Board
        Team reports to Secretary
        Club reports to Board
        Club reports to Council
        Idle Group reports to Board
        Board owns Plan
        Board owns Duty
        Panel owns Duty
        Idle Group owns Plan
        Board owns Past
        Board delivers Plan
        Part is part of Plan
        Board scrutinises Group
        Panel scrutinises Group
        Board chairs Group
        Board informs Police
        Board is a member of Panel (2 seats, required)
        Council is a member of Board (3 seats)
        Council is a member of Board
        Police is a member of Board (lapsed)
        Chair chairs Board
        Board funds Plan (10.50)
        Board funds Group (4.50)
        Board funds Duty
        Board funds Past (7)
        Board funds Club (100, lapsed)
        Ministry funds Board (20)
        Old Board is absorbed into Board
        Older Board is absorbed into Board
        Older Board is absorbed into New Board
        Board is absorbed into New Board";

    fn of(map: &Map, node: &str) -> Impact {
        impact(map, &Id::from(node)).expect("a node of the map")
    }

    fn words(ids: &[Id]) -> String {
        ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn routes_themes_and_seats_go_with_a_board() {
        let board = of(&test_map::map(TOWN), "board");
        assert!(board.is_live);
        assert_eq!(words(&board.routes), "group team", "the club has another way, and who is on hold has none");
        assert_eq!(words(&board.answering), "club group secretary");
        assert_eq!(words(&board.themes), "health", "the group carries play as well");
        assert_eq!(words(&board.chairs), "chair");
        let seats = |seats: &[super::Seat]| {
            seats.iter().map(|seat| (seat.id.to_string(), seat.seats, seat.is_required)).collect::<Vec<_>>()
        };
        assert_eq!(seats(&board.seats), [("panel".to_owned(), 2, true)]);
        assert_eq!(seats(&board.members), [("council".to_owned(), 4, false)]);
        assert_eq!((words(&board.absorbed), words(&board.heirs)), ("old-board".into(), "new-board".into()));
    }

    #[test]
    fn a_loss_says_who_is_left() {
        let board = of(&test_map::map(TOWN), "board");
        let said = |losses: &[super::Loss]| {
            let one = |loss: &super::Loss| format!("{}: {}", loss.id, words(&loss.left));
            losses.iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(said(&board.owned), ["duty: panel", "plan: "]);
        assert_eq!(said(&board.delivered), ["plan: "]);
        assert_eq!(said(&board.scrutinised), ["group: panel"]);
        assert_eq!(said(&board.chaired), ["group: "]);
        assert_eq!(said(&board.informed), ["police: "]);
        assert_eq!(said(&board.funded), ["duty: ", "group: ", "plan: "]);
    }

    #[test]
    fn money_is_summed_exactly_by_currency_and_period() {
        let mut map = test_map::map(TOWN);
        let board = of(&map, "board");
        let sum = |amount: &str, lines, lines_of_unknown_amount| Sum {
            amount: amount.parse().expect("an amount"),
            lines,
            lines_of_unknown_amount,
            ..Sum::default()
        };
        assert_eq!(board.pays, [sum("15.00", 2, 1)]);
        assert_eq!(board.receives, [sum("20", 1, 0)]);
        let line = map.links.iter().find(|link| link.amount == Some("4.50".parse().expect("an amount")));
        let mut line = crate::model::Link::clone(line.expect("the line to the group"));
        (line.currency, line.period) = (Some("GBP".to_owned()), Some("2008/09".to_owned()));
        map.links.put(line);
        let pays = of(&map, "board").pays;
        assert_eq!(pays[0], sum("10.50", 1, 1));
        let pounds = Sum { currency: Some("GBP".into()), period: Some("2008/09".into()), ..sum("4.50", 1, 0) };
        assert_eq!(pays[1..], [pounds]);
    }

    #[test]
    fn what_is_on_hold_shows_what_hung_on_it() {
        let idle = of(&test_map::map(&TOWN.replace("    Board: board\n", "    Board: board, on hold\n")), "board");
        assert!(!idle.is_live);
        assert_eq!(idle, Impact { is_live: false, ..of(&test_map::map(TOWN), "board") });
    }

    #[test]
    fn a_strand_has_workers_and_parts_and_a_name_unknown_has_no_impact() {
        let map = test_map::map(TOWN);
        let plan = of(&map, "plan");
        assert_eq!((words(&plan.workers), words(&plan.parts)), ("board".to_owned(), "part".to_owned()));
        assert_eq!(plan.receives.len(), 1);
        assert_eq!(impact(&map, &Id::from("nowhere")), None);
    }
}
