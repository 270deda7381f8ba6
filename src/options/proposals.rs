//! Proposals: what might become of each thing that hangs on a body which is closed, and why that is proposed.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use crate::analysis::{Graph, Neighbour, NodeIndex};
use crate::editing::close::{Fate, Hanging, Held, Tie, Way, cannot_take};
use crate::model::words::{list, told_apart};
use crate::model::{Id, LinkKind, LinkStatus, Map, NodeKind};

/// How many bodies around one are looked at for the nearest that carries the same.
const MOST_AROUND: usize = 64;
/// How many cards a walk comes by for that.
const LONGEST_WALK: usize = 512;
/// How many names a reason gives.
const MOST_NAMED: usize = 2;

/// What might become of a row, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What might become of it.
    pub fate: Fate,
    /// Why, to be read after the name of the taker and to be kept as the reason.
    pub reason: String,
}

/// What might become of each row of a body that is closed, in the order of the rows; nothing where the map gives no hint.
///
/// - Where the body goes into another, or has gone into one that is at work, that one takes all that it has not already.
/// - A strand goes to who owns it already, or delivers it, or else to the nearest body at work that carries most of its
///   themes, in an area that does not exclude it; or else to whom the body itself answers, or the next one up at work.
/// - Who answers to another body at work as well needs no other line; others go to the nearest in remit, or up.
/// - A seat ends where the member has another at a body at work, or the body answers to it; its only one goes to the nearest in remit, or up.
/// - Scrutiny ends where somebody else at work scrutinises the same, or nothing is left to scrutinise.
/// - A body that is put on hold keeps its seats, its money and who informs it: they wait.
/// - Nobody is proposed who stands below the row itself: they would answer to each other in a circle.
pub fn proposals(map: &Map, body: &Id, way: &Way, rows: &[Hanging]) -> Vec<Option<Suggestion>> {
    let graph = Graph::of(map);
    let Some(at) = graph.at(body.as_str()) else { return vec![None; rows.len()] };
    let surroundings = Surroundings::of(&graph, at, way);
    let mut adviser = Adviser { map, graph: &graph, body, at, way, surroundings, nearest: BTreeMap::new() };
    rows.iter().map(|row| adviser.proposal(row)).collect()
}

/// What stands around the body.
struct Surroundings {
    /// Into whom it goes.
    heir: Option<NodeIndex>,
    /// The nearest at work to whom it answers.
    parent: Option<NodeIndex>,
    /// Bodies at work, nearest first.
    around: Vec<NodeIndex>,
}

impl Surroundings {
    fn of(graph: &Graph<'_>, at: NodeIndex, way: &Way) -> Self {
        let heir = match way {
            Way::GoesInto(heir) => graph.at(heir.as_str()),
            Way::Ends | Way::Rests => {
                let mut heirs = graph.out(at, LinkKind::AbsorbedInto);
                heirs
                    .find(|heir| heir.link.status == LinkStatus::Active && graph.is_live(heir.node))
                    .map(|heir| heir.node)
            }
        };
        let parent =
            graph.above(at).into_iter().map(|above| above.node).find(|&above| graph.is_live(above) && above != at);
        Self { heir, parent, around: around(graph, at) }
    }
}

/// The bodies at work around a card, by whatever lines, nearest first.
fn around(graph: &Graph<'_>, start: NodeIndex) -> Vec<NodeIndex> {
    let mut seen = HashSet::from([start]);
    let mut queue = VecDeque::from([start]);
    let mut found = Vec::new();
    while let Some(here) = queue.pop_front().filter(|_| found.len() < MOST_AROUND) {
        for next in graph.around(here) {
            if seen.len() < LONGEST_WALK && seen.insert(next.node) {
                queue.push_back(next.node);
                let is_body = matches!(graph.kind(next.node), NodeKind::Board | NodeKind::Group | NodeKind::Partner);
                if is_body && graph.is_live(next.node) {
                    found.push(next.node);
                }
            }
        }
    }
    found
}

/// Who proposes, with what is known of the map.
struct Adviser<'a> {
    map: &'a Map,
    graph: &'a Graph<'a>,
    body: &'a Id,
    at: NodeIndex,
    way: &'a Way,
    surroundings: Surroundings,
    /// The bodies around that carry some of these themes, those that carry most first, with how they are told.
    nearest: BTreeMap<&'a BTreeSet<Id>, Vec<(NodeIndex, String)>>,
}

impl<'a> Adviser<'a> {
    fn proposal(&mut self, row: &Hanging) -> Option<Suggestion> {
        let other = row.other.as_ref().and_then(|other| self.graph.at(other.as_str()));
        match row.tie {
            Tie::Duty => self.heir(row).or_else(|| self.parent(row)),
            Tie::Speaks => {
                self.heir(row).or_else(|| Some(self.waits_or_ends("speaks for itself from then on".to_owned())))
            }
            Tie::Line(kind, held) => match (kind, held) {
                (LinkKind::Owns | LinkKind::Delivers, Held::From) => self.strand(row, other?),
                (LinkKind::ReportsTo | LinkKind::PartOf, _) => self.below(row, other),
                (LinkKind::MemberOf | LinkKind::Chairs, Held::To) => self.member(row, other),
                (LinkKind::MemberOf, Held::From) => self.heir(row).or_else(|| Some(self.goes_with_it())),
                (LinkKind::Chairs, Held::From) if *self.way != Way::Rests => {
                    self.heir(row).or_else(|| self.parent(row))
                }
                (LinkKind::Chairs, Held::From) => Some(self.goes_with_it()),
                (LinkKind::Scrutinises, Held::From) => self.scrutiny(row, other),
                (LinkKind::Scrutinises, Held::To) => {
                    self.heir(row).or_else(|| Some(self.waits_or_ends("nothing is left to scrutinise".to_owned())))
                }
                (LinkKind::Funds, _) if *self.way == Way::Rests => Some(self.goes_with_it()),
                (LinkKind::Funds, _) => self.heir(row).or_else(|| self.parent(row)),
                (LinkKind::Informs, _) => self.heir(row).or_else(|| Some(self.goes_with_it())),
                (LinkKind::AbsorbedInto, _) => {
                    self.heir(row).or_else(|| self.remit(row, self.at)).or_else(|| self.parent(row))
                }
                (LinkKind::Owns | LinkKind::Delivers, Held::To) => None,
            },
        }
    }

    fn strand(&mut self, row: &Hanging, strand: NodeIndex) -> Option<Suggestion> {
        let graph = self.graph;
        let already = |kind: LinkKind, does: &str| {
            let lines = graph.onto(strand, kind).filter(|line| self.is_another_at_work(line));
            lines.filter_map(|line| self.to(row, line.node, format!("{does} it already"))).next()
        };
        let (owns, delivers) = (already(LinkKind::Owns, "owns"), already(LinkKind::Delivers, "delivers"));
        let own = if row.is_owned() { owns } else { None };
        own.or_else(|| self.heir(row))
            .or(delivers)
            .or_else(|| self.remit(row, strand))
            .or_else(|| self.remit(row, self.at))
            .or_else(|| self.parent(row))
    }

    fn below(&mut self, row: &Hanging, lower: Option<NodeIndex>) -> Option<Suggestion> {
        let Some(lower) = lower else { return self.heir(row).or_else(|| self.parent(row)) };
        let graph = self.graph;
        let mut others = graph.up(lower).filter(|up| up.node != lower);
        if let Some(other) = others.find(|up| self.is_another_at_work(up))
            && *self.way != Way::Rests
        {
            return Some(self.ends(format!("answers to {} as well", graph.called(other.node))));
        }
        self.heir(row)
            .or_else(|| self.parent(row))
            .or_else(|| self.remit(row, lower))
            .or_else(|| self.remit(row, self.at))
    }

    fn member(&mut self, row: &Hanging, member: Option<NodeIndex>) -> Option<Suggestion> {
        if *self.way == Way::Rests {
            return Some(self.goes_with_it());
        }
        let Some(member) = member else { return self.heir(row).or_else(|| Some(self.goes_with_it())) };
        let seats = self.seats_elsewhere(member);
        if let Some(heir) = self.surroundings.heir {
            return match seats.contains(&heir) {
                true => Some(self.ends(format!("sits on {} already", self.graph.called(heir)))),
                false => self.heir(row),
            };
        }
        if self.graph.above(self.at).iter().any(|above| above.node == member) {
            return Some(self.ends(format!("{} answers to it", self.graph.called(self.at))));
        }
        if row.is_only_seat {
            return self.remit(row, self.at).or_else(|| self.parent(row));
        }
        let names: Vec<String> = seats.iter().map(|&seat| self.graph.called(seat)).collect();
        Some(self.ends(format!("sits on {} as well", list(&told_apart(names), MOST_NAMED))))
    }

    fn scrutiny(&mut self, row: &Hanging, other: Option<NodeIndex>) -> Option<Suggestion> {
        let graph = self.graph;
        let another = other.and_then(|other| {
            let mut lines = graph.onto(other, LinkKind::Scrutinises);
            lines.find(|line| self.is_another_at_work(line))
        });
        match another {
            Some(line) => Some(self.ends(format!("{} scrutinises it already", graph.called(line.node)))),
            None => self.heir(row).or_else(|| self.remit(row, self.at)).or_else(|| self.parent(row)),
        }
    }

    /// Whether an active line has another than the body at its end, and that is at work.
    fn is_another_at_work(&self, line: &Neighbour<'_>) -> bool {
        line.node != self.at && line.link.status == LinkStatus::Active && self.graph.is_live(line.node)
    }

    /// The other bodies at work on which a member has an active seat.
    fn seats_elsewhere(&self, member: NodeIndex) -> Vec<NodeIndex> {
        let graph = self.graph;
        let kinds = [LinkKind::MemberOf, LinkKind::Chairs].into_iter();
        let seats = kinds.flat_map(|kind| graph.out(member, kind)).filter(|seat| self.is_another_at_work(seat));
        let mut seats: Vec<NodeIndex> = seats.map(|seat| seat.node).collect();
        seats.sort_unstable();
        seats.dedup();
        seats
    }

    fn to(&self, row: &Hanging, taker: NodeIndex, reason: String) -> Option<Suggestion> {
        let id = self.graph.id(taker);
        let is_upward = matches!(row.tie, Tie::Line(LinkKind::ReportsTo | LinkKind::PartOf, _));
        let lower = row.other.as_ref().and_then(|other| self.graph.at(other.as_str()));
        let is_below = || self.graph.above(taker).iter().any(|above| Some(above.node) == lower);
        let can = cannot_take(self.map, self.body, row, id).is_none() && !(is_upward && is_below());
        can.then(|| Suggestion { fate: Fate::To(id.clone()), reason })
    }

    fn heir(&self, row: &Hanging) -> Option<Suggestion> {
        let heir = self.surroundings.heir?;
        self.to(row, heir, format!("{} goes into it", self.graph.called(self.at)))
    }

    fn parent(&self, row: &Hanging) -> Option<Suggestion> {
        let parent = self.surroundings.parent?;
        let called = self.graph.called(self.at);
        let is_next = self.graph.up(self.at).any(|up| up.node == parent);
        let reason =
            if is_next { format!("{called} answers to it") } else { format!("the next one at work above {called}") };
        self.to(row, parent, reason)
    }

    /// The nearest body at work that carries most of the themes of a card.
    fn remit(&mut self, row: &Hanging, of: NodeIndex) -> Option<Suggestion> {
        let graph = self.graph;
        let themes = graph.themes_of(of);
        if themes.is_empty() {
            return None;
        }
        if !self.nearest.contains_key(themes) {
            let nearest = self.carriers(themes);
            self.nearest.insert(themes, nearest);
        }
        let nearest = self.nearest.get(themes)?;
        let fitting = nearest.iter().filter(|(taker, _)| !graph.differ_in_area(*taker, of));
        fitting.filter_map(|(taker, reason)| self.to(row, *taker, reason.clone())).next()
    }

    fn carriers(&self, themes: &BTreeSet<Id>) -> Vec<(NodeIndex, String)> {
        let common = |taker: NodeIndex| self.graph.themes_of(taker).intersection(themes).collect::<Vec<_>>();
        let around = self.surroundings.around.iter().map(|&taker| (taker, common(taker)));
        let mut carriers: Vec<_> = around.filter(|(_, common)| !common.is_empty()).collect();
        // The nearest of those that carry as many stays first.
        carriers.sort_by_key(|(_, common)| std::cmp::Reverse(common.len()));
        let told = |common: Vec<&Id>| {
            let names: Vec<String> = common.into_iter().map(|id| self.map.name(id.as_str()).to_owned()).collect();
            format!("carries {} too", list(&told_apart(names), MOST_NAMED))
        };
        carriers.into_iter().map(|(taker, common)| (taker, told(common))).collect()
    }

    fn ends(&self, reason: String) -> Suggestion {
        Suggestion { fate: Fate::Ends, reason }
    }

    fn waits_or_ends(&self, reason: String) -> Suggestion {
        if *self.way == Way::Rests { self.goes_with_it() } else { self.ends(reason) }
    }

    /// What ends with the body, or waits with it.
    fn goes_with_it(&self) -> Suggestion {
        let called = self.graph.called(self.at);
        match self.way {
            Way::Rests => Suggestion { fate: Fate::Waits, reason: format!("waits until {called} is back") },
            Way::Ends | Way::GoesInto(_) => self.ends(format!("{called} ends")),
        }
    }
}

#[cfg(test)]
mod tests;
