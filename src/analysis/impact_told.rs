//! What an impact says in sentences, and all that it touches.

use std::collections::BTreeSet;

use super::impact::{Impact, Loss, Seat, Sum};
use super::words::{count, list};
use crate::model::words::money;
use crate::model::{Id, LinkKind, Map, NodeKind};

impl Impact {
    /// What people lose, what they would have, what is still done by others, and by which losses.
    pub fn losses(&self) -> [(&'static str, &'static str, &'static str, &[Loss]); 6] {
        [
            ("owner", "an owner", "still owned by", &self.owned),
            ("deliverer", "a deliverer", "still delivered by", &self.delivered),
            ("scrutineer", "a scrutineer", "still scrutinised by", &self.scrutinised),
            ("chair", "a chair", "still chaired by", &self.chaired),
            ("funder", "a funder", "still paid for by", &self.funded),
            ("informant", "an informant", "still informed by", &self.informed),
        ]
    }

    /// Who loses what, or would have it; none if nobody does.
    pub fn summary(&self, map: &Map) -> Option<String> {
        let routes: Vec<&Id> = self.routes.iter().collect();
        let mut losing = vec![("route", "a route", routes)];
        for (what, one, _, losses) in self.losses() {
            losing.push((what, one, losses.iter().filter(|loss| loss.left.is_empty()).map(|loss| &loss.id).collect()));
        }
        losing.retain(|(_, _, ids)| !ids.is_empty());
        let said = losing.iter().enumerate().map(|(place, (what, one, ids))| {
            let (who, is_first, is_one) = (counted(map, ids), place == 0, ids.len() == 1);
            match (self.is_live, is_first, is_one) {
                (true, true, true) => format!("{who} loses its {what}"),
                (true, true, false) => format!("{who} lose their {what}"),
                (true, false, true) => format!("{who} its {what}"),
                (true, false, false) => format!("{who} their {what}"),
                (false, true, _) => format!("{who} would have {one}"),
                (false, false, _) => format!("{who} {one}"),
            }
        });
        let money = |sums: &[Sum]| {
            let known = sums.iter().filter(|sum| sum.lines > 0);
            list(&known.map(|sum| money(sum.amount, sum.currency.as_deref())).collect::<Vec<_>>(), 2)
        };
        let (seats, pays, receives) =
            (number(&self.seats) + number(&self.members), money(&self.pays), money(&self.receives));
        let themes = self.themes.len();
        let tails = [
            (seats > 0).then(|| format!("{} with it", verb(seats, "seat", ("goes", "go"), ("stands", "stand"), self))),
            (!pays.is_empty()).then(|| format!("it pays {pays}")),
            (!receives.is_empty()).then(|| format!("{receives} is paid to it")),
            (themes > 0).then(|| {
                format!(
                    "{} only by it",
                    verb(
                        themes,
                        "theme",
                        ("is carried", "are carried"),
                        ("would be carried", "would be carried"),
                        self
                    )
                )
            }),
        ];
        let tails: Vec<String> = tails.into_iter().flatten().collect();
        let halves = [said.collect::<Vec<_>>().join(", "), tails.join(", ")];
        let text = halves.into_iter().filter(|half| !half.is_empty()).collect::<Vec<_>>().join("; ");
        (!text.is_empty()).then(|| text + ".")
    }

    /// The node and all that loses something by it, and its own lines there with the lines upward among them.
    pub fn touched(&self, map: &Map) -> (BTreeSet<Id>, BTreeSet<Id>) {
        let plain = [&self.routes, &self.answering, &self.parts, &self.absorbed];
        let losses = self.losses().into_iter().flat_map(|(_, _, _, losses)| losses).map(|loss| &loss.id);
        let mut nodes: BTreeSet<Id> = plain.into_iter().flatten().chain(losses).cloned().collect();
        nodes.insert(self.id.clone());
        let is_upward = |kind| matches!(kind, LinkKind::ReportsTo | LinkKind::PartOf);
        let links = map.links.iter().filter(|link| {
            let is_own = link.from == self.id || link.to == self.id;
            (is_own || is_upward(link.kind)) && nodes.contains(&link.from) && nodes.contains(&link.to)
        });
        let links = links.map(|link| link.id.clone()).collect();
        (nodes, links)
    }
}

fn number(seats: &[Seat]) -> usize {
    seats.iter().map(|seat| seat.seats as usize).sum()
}

/// "8 strands", "2 bodies and strands".
fn counted(map: &Map, ids: &[&Id]) -> String {
    let nouns: BTreeSet<_> =
        ids.iter().filter_map(|id| map.nodes.get(id.as_str())).map(|node| noun(node.kind)).collect();
    let many: Vec<&str> = nouns.iter().map(|noun| noun.1).collect();
    count(ids.len(), nouns.first().map_or("body", |noun| noun.0), &list(&many, 3))
}

/// "1 seat goes", "2 seats go".
fn verb(number: usize, noun: &str, live: (&str, &str), idle: (&str, &str), impact: &Impact) -> String {
    let (one, many) = if impact.is_live { live } else { idle };
    format!("{} {}", count(number, noun, &format!("{noun}s")), if number == 1 { one } else { many })
}

fn noun(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Board | NodeKind::Group | NodeKind::Partner => ("body", "bodies"),
        NodeKind::Post => ("post", "posts"),
        NodeKind::Strand => ("strand", "strands"),
    }
}
