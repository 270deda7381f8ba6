//! Attendance: who sits where, and what that costs in time.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::graph::{Graph, NodeIndex};
use crate::model::{Id, LinkKind, NodeKind};

/// Seats, meetings and hours of the live boards and groups.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Seats by active links; a seat that no number is given for is one.
    pub seats: u32,
    /// Members that are only known by number, where a body's size exceeds its mapped seats.
    pub unmapped_seats: u32,
    /// Meetings a year of the bodies that say how often they meet.
    #[serde(serialize_with = "unless_unknown")]
    pub meetings: Decimal,
    /// Boards and groups that do not say how often they meet.
    pub meetings_unknown: u32,
    /// Hours a year: seats x meetings x hours, where all three are known.
    #[serde(serialize_with = "unless_unknown")]
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
    /// Hours a year in those of which they are known; told as not known where that is none of them.
    #[serde(serialize_with = "unless_unknown")]
    pub hours: Decimal,
    /// Its seats whose hours are not known.
    pub seats_of_unknown_hours: u32,
}

impl Attendance {
    /// Meetings a year; none where no body says how often it meets.
    pub fn known_meetings(&self) -> Option<Decimal> {
        known(self.meetings)
    }

    /// Hours a year; none where they are known of no seat.
    pub fn known_hours(&self) -> Option<Decimal> {
        known(self.hours)
    }

    pub(super) fn of(graph: &Graph<'_>) -> Self {
        let mut attendance = Self::default();
        let mut members: Vec<Option<MemberHours>> = vec![None; graph.len()];
        for body in graph.live_bodies().filter(|&body| graph.kind(body) != NodeKind::Partner) {
            let node = graph.node(body);
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
            for (member, seats) in seats(graph, body) {
                mapped = mapped.saturating_add(seats);
                let entry = members[member.index()].get_or_insert_with(|| MemberHours {
                    id: graph.id(member).clone(),
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
        for member in members.iter_mut().flatten() {
            member.hours = member.hours.normalize();
            attendance.seats = attendance.seats.saturating_add(member.seats);
            attendance.hours = attendance.hours.saturating_add(member.hours);
            attendance.seats_of_unknown_hours =
                attendance.seats_of_unknown_hours.saturating_add(member.seats_of_unknown_hours);
        }
        attendance.hours = attendance.hours.normalize();
        attendance.meetings = attendance.meetings.normalize();
        attendance.by_member = members.into_iter().flatten().collect();
        attendance.by_member.sort_by_key(|member| std::cmp::Reverse((member.hours, member.seats)));
        attendance
    }
}

/// Who sits on a body, by id, and on how many seats. Whoever chairs it has a seat, mapped as a member or not.
fn seats(graph: &Graph<'_>, body: NodeIndex) -> BTreeMap<NodeIndex, u32> {
    let mut seats = BTreeMap::new();
    for seat in graph.onto(body, LinkKind::MemberOf).filter(|seat| graph.holds(body, seat)) {
        let taken: &mut u32 = seats.entry(seat.node).or_default();
        *taken = taken.saturating_add(seat.link.seats.unwrap_or(1));
    }
    for chair in graph.onto(body, LinkKind::Chairs).filter(|chair| graph.holds(body, chair)) {
        seats.entry(chair.node).or_insert(1);
    }
    seats
}

/// A sum of what is known; none where that is nothing.
fn known(sum: Decimal) -> Option<Decimal> {
    Some(sum).filter(|sum| !sum.is_zero())
}

fn unless_unknown<S: serde::Serializer>(sum: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    known(*sum).serialize(serializer)
}
