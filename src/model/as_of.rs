//! A map as it was on a date, by what it says of when things began and ended.

use std::collections::{BTreeMap, BTreeSet};

use super::{EntryKind, Id, Link, LinkKind, LinkStatus, Map, Node, NodeStatus, When};

/// When what is on a map began and ended, as far as it says so.
#[derive(Debug)]
pub struct Lives {
    /// When the work of what has ended passed on, where that is told and its own end is not.
    passed_on: BTreeMap<Id, When>,
    /// The date for which the map holds.
    drawn: Option<When>,
}

/// From when to when something was there, as far as that is known.
type Span = (Option<When>, Option<When>);

impl Lives {
    /// Those of what is on a map.
    pub fn of(map: &Map) -> Self {
        let mut passed_on: BTreeMap<Id, When> = BTreeMap::new();
        for link in map.links.iter().filter(|link| link.kind == LinkKind::AbsorbedInto) {
            let (Some(since), Some(node)) = (link.since, map.nodes.get(link.from.as_str())) else { continue };
            if node.status == NodeStatus::Ended && node.until.is_none() {
                let first = passed_on.entry(node.id.clone()).or_insert(since);
                *first = since.min(*first);
            }
        }
        Self { passed_on, drawn: map.as_of }
    }

    /// When a body, post or strand began, and when it ended: the day on which its work passed to another, if that is all
    /// that is known of its end.
    pub fn span(&self, node: &Node) -> (Option<When>, Option<When>) {
        (node.since, node.until.or_else(|| self.passed_on.get(&node.id).copied()))
    }

    /// What a node was on a date; none if it was not there yet.
    fn node(&self, node: &Node, date: When) -> Option<NodeStatus> {
        let (since, until) = self.span(node);
        let is_proposal = node.status == NodeStatus::Proposed;
        if is_proposal && self.drawn.is_some_and(|drawn| date.is_before(drawn)) {
            // What was proposed later was no proposal yet, unless it says since when.
            since.filter(|since| !date.is_before(*since))?;
        }
        if !is_proposal && since.is_some_and(|since| date.is_before(since)) {
            return None;
        }
        Some(match until {
            Some(until) if until.is_before(date) => NodeStatus::Ended,
            Some(_) if node.status == NodeStatus::Ended => NodeStatus::Active,
            _ => node.status,
        })
    }

    /// The times in which a line held. Where only further periods are told, those are all.
    fn spans(&self, map: &Map, link: &Link) -> Vec<Span> {
        let own = (link.since, link.until);
        let is_told = own != (None, None) || link.periods.is_empty();
        let further = link.periods.iter().map(|period| (period.since, period.until));
        let mut spans: Vec<Span> = is_told.then_some(own).into_iter().chain(further).collect();
        let is_heir = link.kind == LinkKind::AbsorbedInto;
        for (since, until) in &mut spans {
            if is_heir && since.is_none() {
                // Work passes on when the old body ends.
                let old = map.nodes.get(link.from.as_str());
                *since = old.and_then(|old| self.span(old).1);
            } else if !is_heir && until.is_none() && link.status == LinkStatus::Lapsed {
                // A line that is no more has lasted no longer than its ends.
                let ends = [&link.from, &link.to].into_iter().filter_map(|id| map.nodes.get(id.as_str()));
                let over = ends.filter(|node| node.status == NodeStatus::Ended);
                *until = over.filter_map(|node| self.span(node).1).min();
            }
        }
        spans
    }

    /// What a line was on a date; none if it was not there yet.
    fn link(&self, map: &Map, link: &Link, date: When) -> Option<LinkStatus> {
        let is_proposal = link.status == LinkStatus::Proposed;
        if is_proposal && self.drawn.is_some_and(|drawn| date.is_before(drawn)) {
            link.since.filter(|since| !date.is_before(*since))?;
        }
        let spans = self.spans(map, link);
        let has_begun = |span: &&Span| is_proposal || span.0.is_none_or(|since| !date.is_before(since));
        let begun: Vec<&Span> = spans.iter().filter(has_begun).collect();
        if begun.is_empty() {
            return None;
        }
        let holds = |span: &&&Span| span.1.is_none_or(|until| !until.is_before(date));
        Some(match begun.iter().find(holds) {
            None => LinkStatus::Lapsed,
            Some((_, Some(_))) if link.status == LinkStatus::Lapsed => LinkStatus::Active,
            Some(_) => link.status,
        })
    }
}

/// The map as it was on a date, or will have been. Dates tell that, nothing else:
///
/// - A year means any day of it, a month any day of that month, as sources give them: what may have been there on some day
///   of the date was there. What ended in 2008 is still there on 1 June 2008, and in 2008; not in 2009.
/// - What had not begun is not there, nor are the lines to it, what is said for it and what it expects.
/// - What has ended since was at work, and what a note says of its end is left out; what had ended by then has ended.
/// - Without a beginning it has always been there; without an end it is what the map says that it is. What has ended without a
///   date ended when its work passed to another, if that has a date.
/// - A line is like a body, and holds in each of its periods; in between it has lapsed. Work passes on when the old body ends,
///   if the line does not say when. A line that has lapsed without a date lasted as long as both of its ends.
/// - What is proposed is proposed on the day of the map and after; before that day only if it says since when.
pub fn as_of(map: &Map, date: When) -> Map {
    let lives = Lives::of(map);
    let mut then = map.clone();
    then.as_of = Some(date);
    let mut gone: BTreeSet<Id> = BTreeSet::new();
    for node in &map.nodes {
        match lives.node(node, date) {
            None => drop(gone.insert(node.id.clone())),
            Some(status) if status != node.status => {
                let status_note = node.status_note.clone().filter(|_| status == NodeStatus::Ended);
                then.nodes.put(Node { status, status_note, ..Node::clone(node) });
            }
            Some(_) => {}
        }
    }
    for link in &map.links {
        let speaks_for_gone = link.on_behalf_of.as_ref().is_some_and(|other| gone.contains(other));
        match lives.link(map, link, date) {
            Some(status) if !gone.contains(&link.from) && !gone.contains(&link.to) => {
                if status != link.status || speaks_for_gone {
                    let on_behalf_of = link.on_behalf_of.clone().filter(|_| !speaks_for_gone);
                    then.links.put(Link { status, on_behalf_of, ..Link::clone(link) });
                }
            }
            _ => then.take_out(EntryKind::Link, &link.id),
        }
    }
    for expectation in map.expectations.iter().filter(|expectation| gone.contains(&expectation.partner)) {
        then.take_out(EntryKind::Expectation, &expectation.id);
    }
    for id in &gone {
        then.take_out(EntryKind::Node, id);
        then.take_out(EntryKind::Position, id);
        then.take_out(EntryKind::Spots, id);
        then.adopted.remove(id);
    }
    then
}

/// The dates on which something of a map is otherwise than before, in order, with the date for which it holds: when
/// something began, and what came after it had ended.
pub fn stops(map: &Map) -> Vec<When> {
    let lives = Lives::of(map);
    let of_nodes = map.nodes.iter().map(|node| lives.span(node));
    let of_links = map.links.iter().flat_map(|link| {
        // A line is there when both of its ends are; what is only proposed may be there before it begins.
        let ends = [&link.from, &link.to].map(|id| {
            let end = map.nodes.get(id.as_str()).filter(|node| node.status != NodeStatus::Proposed);
            end.and_then(|node| node.since)
        });
        let is_last = move |since: &When| ends.iter().flatten().all(|end| end.earliest() <= since.earliest());
        let spans = lives.spans(map, link).into_iter();
        spans.map(move |(since, until)| (since.filter(is_last), until))
    });
    let mut stops: BTreeSet<When> = map.as_of.into_iter().collect();
    for (since, until) in of_nodes.chain(of_links) {
        stops.extend(since);
        stops.extend(until.and_then(When::next));
    }
    stops.into_iter().collect()
}

#[cfg(test)]
mod tests;
