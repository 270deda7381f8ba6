//! The map in figures.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::context::Context;
use super::finding::{Family, Finding, Severity};
use super::graph::{Neighbour, NodeIndex};
use crate::model::{Arrangement, Id, Link, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// What the map as a whole says. Equal maps have equal figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Metrics {
    /// Boards, groups, partners, posts and strands, by kind and status; none are left out.
    pub nodes: BTreeMap<NodeKind, BTreeMap<NodeStatus, u32>>,
    /// Boards, groups and partners.
    pub bodies: Bodies,
    /// The strands that have not ended.
    pub strands: Strands,
    /// Who has a sound route.
    pub routes: Routes,
    /// The number of bodies and posts on the longest line upward by lines that hold, both ends included.
    pub layers: u32,
    /// To whom most live bodies answer directly; none where nobody answers to anybody.
    pub widest_span: Option<Span>,
    /// How many findings there are.
    pub findings: Findings,
    /// Seats and what they cost in time.
    pub attendance: Attendance,
    /// Money, by currency; the empty text stands for lines that name none.
    pub money: BTreeMap<String, Money>,
}

/// Boards, groups and partners in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Bodies {
    /// All of them.
    pub all: u32,
    /// Those at work.
    pub live: u32,
}

/// The strands that have not ended, by what became of their ownership.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Strands {
    /// A live body, partner or post owns it.
    pub owned: u32,
    /// It has owners, and none of them is live.
    pub stranded: u32,
    /// Nobody owns it.
    pub unowned: u32,
}

/// Who answers, in an unbroken line, to an accountable body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Routes {
    /// The live boards and groups; partners mostly answer to governors outside the map.
    pub expected: u32,
    /// Those of them that have a sound one; an accountable body is its own.
    pub sound: u32,
    /// Their share, 0 to 1; none where none is expected.
    pub share: Option<f64>,
}

/// How many answer directly to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// To whom.
    pub id: Id,
    /// How many live bodies have an active line to it.
    pub bodies: u32,
}

/// Findings in figures, with a nought for every family and severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// All of them but those that are accepted.
    pub all: u32,
    /// Those that are accepted, and counted nowhere else.
    pub accepted: u32,
    /// By severity.
    pub by_severity: BTreeMap<Severity, u32>,
    /// By family, then by severity.
    pub by_family: BTreeMap<Family, BTreeMap<Severity, u32>>,
}

/// Seats, meetings and hours of the live boards and groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Seats by active links; a seat that no number is given for is one.
    pub seats: u32,
    /// Members that are only known by number, where a body's size exceeds its mapped seats.
    pub unmapped_seats: u32,
    /// Meetings a year of the bodies that say how often they meet.
    pub meetings: Decimal,
    /// Boards and groups that do not say how often they meet.
    pub meetings_unknown: u32,
    /// Hours a year: seats x meetings x hours, where all three are known.
    pub hours: Decimal,
    /// Seats whose hours are not known, because the body's meetings or their length are not.
    pub seats_of_unknown_hours: u32,
    /// By whoever has the seats, those who give most hours first.
    pub by_member: Vec<MemberHours>,
}

/// What one partner, post or body gives in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberHours {
    /// Who.
    pub id: Id,
    /// The live boards and groups on which it sits.
    pub bodies: u32,
    /// Its seats on them.
    pub seats: u32,
    /// Hours a year in those of which they are known.
    pub hours: Decimal,
    /// Its seats whose hours are not known.
    pub seats_of_unknown_hours: u32,
}

/// Money in one currency, over all periods, by lines that have not lapsed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Money {
    /// The sum of all amounts.
    pub mapped: Decimal,
    /// The sum of the amounts that are pooled or aligned.
    pub shared: Decimal,
    /// Their share, 0 to 1; none where nothing is mapped.
    pub share: Option<f64>,
    /// The number of lines with an amount.
    pub lines: u32,
    /// The number of lines whose amount is not known.
    pub lines_of_unknown_amount: u32,
}

impl Metrics {
    pub(super) fn of(context: &Context<'_>, findings: &[Finding]) -> Self {
        let mut metrics = Self { findings: count_findings(findings), ..Self::default() };
        for kind in NodeKind::ALL {
            metrics.nodes.insert(kind, NodeStatus::ALL.into_iter().map(|status| (status, 0)).collect());
        }
        for at in context.nodes() {
            let node = context.node(at);
            *metrics.nodes.entry(node.kind).or_default().entry(node.status).or_default() += 1;
            metrics.layers = metrics.layers.max(context.routes().layers(at));
            if node.kind == NodeKind::Strand {
                metrics.strands.count(context, at);
            } else if node.is_body() {
                metrics.bodies.all += 1;
                metrics.bodies.live += u32::from(context.is_live(at));
                metrics.routes.count(context, at);
            }
            metrics.widen(context, at);
        }
        metrics.routes.share = share(metrics.routes.sound.into(), metrics.routes.expected.into());
        metrics.attendance = Attendance::of(context);
        metrics.money = money(context);
        metrics
    }

    /// Counts other findings than those of the run, such as only the new ones.
    pub fn recount(&mut self, findings: &[Finding]) {
        self.findings = count_findings(findings);
    }

    fn widen(&mut self, context: &Context<'_>, at: NodeIndex) {
        let bodies = u32::try_from(context.answering(at).len()).unwrap_or(u32::MAX);
        if bodies > self.widest_span.as_ref().map_or(0, |span| span.bodies) {
            self.widest_span = Some(Span { id: context.id(at).clone(), bodies });
        }
    }
}

impl Strands {
    fn count(&mut self, context: &Context<'_>, strand: NodeIndex) {
        if context.status(strand) == NodeStatus::Ended {
            return;
        }
        let mut owners = context
            .onto(strand, LinkKind::Owns)
            .filter(|neighbour| neighbour.link.status == LinkStatus::Active)
            .peekable();
        if owners.peek().is_none() {
            self.unowned += 1;
        } else if owners.any(|owner| context.is_live(owner.node)) {
            self.owned += 1;
        } else {
            self.stranded += 1;
        }
    }
}

impl Routes {
    fn count(&mut self, context: &Context<'_>, body: NodeIndex) {
        if context.expects_route(body) {
            self.expected += 1;
            self.sound += u32::from(context.routes().sound(body).is_some());
        }
    }
}

impl Attendance {
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut attendance = Self::default();
        let mut members: BTreeMap<NodeIndex, MemberHours> = BTreeMap::new();
        for body in context.live_bodies().filter(|&body| context.kind(body) != NodeKind::Partner) {
            let node = context.node(body);
            let meets = node.meets.as_ref();
            let meetings = meets.and_then(|meets| meets.times_a_year);
            match meetings {
                Some(times) => attendance.meetings = attendance.meetings.saturating_add(times.value()),
                None => attendance.meetings_unknown += 1,
            }
            let hours = meetings
                .zip(meets.and_then(|meets| meets.hours))
                .and_then(|(times, hours)| times.value().checked_mul(hours.value()));
            let mut mapped = 0_u32;
            for (member, seats) in seats(context, body) {
                mapped = mapped.saturating_add(seats);
                let entry = members.entry(member).or_insert_with(|| MemberHours {
                    id: context.id(member).clone(),
                    bodies: 0,
                    seats: 0,
                    hours: Decimal::ZERO,
                    seats_of_unknown_hours: 0,
                });
                entry.bodies += 1;
                entry.seats = entry.seats.saturating_add(seats);
                match hours.and_then(|hours| hours.checked_mul(seats.into())) {
                    Some(hours) => entry.hours = entry.hours.saturating_add(hours),
                    None => entry.seats_of_unknown_hours = entry.seats_of_unknown_hours.saturating_add(seats),
                }
            }
            let unmapped = node.size.unwrap_or(0).saturating_sub(mapped);
            attendance.unmapped_seats = attendance.unmapped_seats.saturating_add(unmapped);
            match hours.and_then(|hours| hours.checked_mul(unmapped.into())) {
                Some(hours) => attendance.hours = attendance.hours.saturating_add(hours),
                None => {
                    attendance.seats_of_unknown_hours = attendance.seats_of_unknown_hours.saturating_add(unmapped);
                }
            }
        }
        for member in members.values_mut() {
            member.hours = member.hours.normalize();
            attendance.seats = attendance.seats.saturating_add(member.seats);
            attendance.hours = attendance.hours.saturating_add(member.hours);
            attendance.seats_of_unknown_hours =
                attendance.seats_of_unknown_hours.saturating_add(member.seats_of_unknown_hours);
        }
        attendance.hours = attendance.hours.normalize();
        attendance.meetings = attendance.meetings.normalize();
        attendance.by_member = members.into_values().collect();
        attendance.by_member.sort_by_key(|member| std::cmp::Reverse((member.hours, member.seats)));
        attendance
    }
}

/// Who sits on a body, by id, and on how many seats. Whoever chairs it has a seat, mapped as a member or not.
fn seats(context: &Context<'_>, body: NodeIndex) -> BTreeMap<NodeIndex, u32> {
    let mut seats = BTreeMap::new();
    for Neighbour { node: member, link } in
        context.onto(body, LinkKind::MemberOf).filter(|hop| context.holds(body, hop))
    {
        let taken: &mut u32 = seats.entry(member).or_default();
        *taken = taken.saturating_add(link.seats.unwrap_or(1));
    }
    for Neighbour { node: chair, .. } in context.onto(body, LinkKind::Chairs).filter(|hop| context.holds(body, hop)) {
        seats.entry(chair).or_insert(1);
    }
    seats
}

fn money(context: &Context<'_>) -> BTreeMap<String, Money> {
    let mut by_currency: BTreeMap<String, Money> = BTreeMap::new();
    let funds = |link: &&Link| link.kind == LinkKind::Funds && link.status != LinkStatus::Lapsed;
    for link in context.map.links.iter().map(AsRef::as_ref).filter(funds) {
        let money = by_currency.entry(link.currency.clone().unwrap_or_default()).or_default();
        let Some(amount) = link.amount else {
            money.lines_of_unknown_amount += 1;
            continue;
        };
        money.lines += 1;
        money.mapped = money.mapped.saturating_add(amount);
        if matches!(link.arrangement, Some(Arrangement::Pooled | Arrangement::Aligned)) {
            money.shared = money.shared.saturating_add(amount);
        }
    }
    for money in by_currency.values_mut() {
        money.share = share(money.shared, money.mapped);
    }
    by_currency
}

fn count_findings(findings: &[Finding]) -> Findings {
    let noughts = || Severity::ALL.into_iter().map(|severity| (severity, 0)).collect::<BTreeMap<_, u32>>();
    let (accepted, open): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| finding.is_accepted());
    let number = |findings: &[&Finding]| u32::try_from(findings.len()).unwrap_or(u32::MAX);
    let mut counted = Findings {
        all: number(&open),
        accepted: number(&accepted),
        by_severity: noughts(),
        by_family: Family::ALL.into_iter().map(|family| (family, noughts())).collect(),
    };
    for finding in open {
        *counted.by_severity.entry(finding.severity).or_default() += 1;
        *counted.by_family.entry(finding.family).or_default().entry(finding.severity).or_default() += 1;
    }
    counted
}

fn share(part: Decimal, whole: Decimal) -> Option<f64> {
    part.checked_div(whole).and_then(|share| share.to_f64())
}
