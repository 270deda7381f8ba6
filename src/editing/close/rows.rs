//! What hangs on a body, row by row.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::words::{count, money};
use crate::model::{
    End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, SeatRole, StrandKind, alphabet,
};

/// One thing that hangs on a body, by one line or by several that go together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hanging {
    /// Under what it is listed.
    pub part: Part,
    /// How it hangs on the body.
    pub tie: Tie,
    /// The card at the other end; none where that is off the map, or where it is the body itself.
    pub other: Option<Id>,
    /// The lines by which it hangs.
    pub lines: Vec<Id>,
    /// Whether it is the only seat that a member has at a body at work.
    pub is_only_seat: bool,
}

/// What rows are listed under, in the order in which screens list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the law or the rules of the body require.
    Law,
    /// Work.
    Strands,
    /// Bodies, posts and parts below it.
    Below,
    /// Who sits on it.
    Members,
    /// Where it sits, and who speaks for it elsewhere.
    Seats,
    /// What it scrutinises, and who scrutinises it.
    Scrutiny,
    /// Money in and out.
    Money,
    /// Who informs whom.
    Advice,
    /// What went into it before.
    Successors,
}

impl Part {
    /// The title over its rows.
    pub fn title(self) -> &'static str {
        match self {
            Self::Law => "Required by law or by its rules",
            Self::Strands => "Work that it owns or delivers",
            Self::Below => "Who answers to it, and what is part of it",
            Self::Members => "Who sits on it",
            Self::Seats => "Where it sits, and who speaks for it",
            Self::Scrutiny => "Scrutiny",
            Self::Money => "Money in and out",
            Self::Advice => "Who informs whom",
            Self::Successors => "What went into it before",
        }
    }
}

/// How something hangs on a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// By a line at this end of which the body stands.
    Line(LinkKind, Held),
    /// By a seat elsewhere that speaks for the body.
    Speaks,
    /// A law requires the body itself.
    Duty,
}

/// At which end of a line the body stands: [`End`], that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It owns, sits, chairs, pays.
    From,
    /// It is answered to, sat on, paid.
    To,
}

impl From<Held> for End {
    fn from(held: Held) -> Self {
        match held {
            Held::From => Self::From,
            Held::To => Self::To,
        }
    }
}

/// All that hangs on a body by lines that have not lapsed, part by part, each by name. What has ended before hangs on
/// nothing; the body's own line upward, and the owners of a strand, are not what hangs on it.
pub fn hanging(map: &Map, body: &Id) -> Vec<Hanging> {
    let Some(node) = map.nodes.get(body.as_str()) else { return Vec::new() };
    // Lines of one sort with one other end go together.
    let mut rows: BTreeMap<(Tie, Option<Id>, String), Hanging> = BTreeMap::new();
    for link in map.links_of(body.as_str()).filter(|link| link.status != LinkStatus::Lapsed) {
        let Some((kind, held)) = tie(map, node, link) else { continue };
        let sort = match kind {
            LinkKind::Delivers => LinkKind::Owns,
            LinkKind::Chairs => LinkKind::MemberOf,
            other => other,
        };
        let off_map = link.off_map().map(|(_, name)| name.to_owned());
        let other = off_map.is_none().then(|| if held == Held::From { link.to.clone() } else { link.from.clone() });
        let key = (Tie::Line(sort, held), other.clone(), off_map.unwrap_or_default());
        let row = rows.entry(key).or_insert_with(|| {
            let tie = Tie::Line(kind, held);
            Hanging { part: part(kind, held), tie, other, lines: Vec::new(), is_only_seat: false }
        });
        if matches!(kind, LinkKind::Owns | LinkKind::Chairs) {
            row.tie = Tie::Line(kind, held);
        }
        if link.required == Some(true) {
            row.part = Part::Law;
        }
        row.lines.push(link.id.clone());
    }
    let mut rows: Vec<Hanging> = rows.into_values().collect();
    let speaks = |link: &&Link| {
        let is_its_own = link.from == *body || link.to == *body;
        link.on_behalf_of.as_ref() == Some(body) && !is_its_own && link.status != LinkStatus::Lapsed
    };
    rows.extend(map.links.iter().map(AsRef::as_ref).filter(speaks).map(|link| Hanging {
        part: if link.required == Some(true) { Part::Law } else { Part::Seats },
        tie: Tie::Speaks,
        other: Some(link.from.clone()),
        lines: vec![link.id.clone()],
        is_only_seat: false,
    }));
    let is_duty = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| is_required(node));
    let lost = only_here(map, body);
    for row in &mut rows {
        if row.part == Part::Strands && row.other.as_ref().is_some_and(is_duty) {
            row.part = Part::Law;
        }
        row.is_only_seat = row.sits_on_it() && row.other.as_ref().is_some_and(|member| lost.contains(member));
    }
    if node.statutory == Some(true) {
        let (part, tie) = (Part::Law, Tie::Duty);
        rows.push(Hanging { part, tie, other: None, lines: Vec::new(), is_only_seat: false });
    }
    rows.sort_by_cached_key(|row| {
        (row.part, row.tie != Tie::Duty, alphabet::place(&row.name(map, body)), row.lines.first().cloned())
    });
    rows
}

/// The lines of a body that have not lapsed, ask nobody, and end with it: its own line upward, the owners of a strand, and
/// lines from and to what has ended before. To whom its own work passes stays.
pub(super) fn own_lines<'a>(map: &'a Map, body: &'a Node) -> impl Iterator<Item = &'a Link> {
    map.links_of(body.id.as_str()).filter(move |link| {
        let passes_on = link.kind == LinkKind::AbsorbedInto && link.from == body.id;
        link.status != LinkStatus::Lapsed && !passes_on && tie(map, body, link).is_none()
    })
}

/// The kind of a line by which something hangs on a body, and where the body stands; none if nothing hangs on it so.
fn tie(map: &Map, body: &Node, link: &Link) -> Option<(LinkKind, Held)> {
    use LinkKind::{AbsorbedInto, Chairs, Delivers, Funds, Informs, MemberOf, Owns, PartOf, ReportsTo, Scrutinises};
    let held = match link.off_map() {
        Some((End::To, _)) => Held::From,
        Some((End::From, _)) => Held::To,
        None if link.from == link.to => return None,
        None if link.from == body.id => Held::From,
        None => Held::To,
    };
    let other = if held == Held::From { &link.to } else { &link.from };
    let has_ended = map.nodes.get(other.as_str()).is_some_and(|node| node.status == NodeStatus::Ended);
    let hangs = match (link.kind, held) {
        (AbsorbedInto, Held::To) => return Some((AbsorbedInto, held)),
        (ReportsTo | PartOf | AbsorbedInto, Held::From) => false,
        // Who owns a strand that ends has nothing left to own.
        (Owns | Delivers, Held::To) => false,
        (ReportsTo | PartOf, Held::To) | (Owns | Delivers, Held::From) => true,
        (Informs | MemberOf | Chairs | Scrutinises | Funds, Held::From | Held::To) => true,
    };
    (hangs && (link.off_map().is_some() || !has_ended)).then_some((link.kind, held))
}

fn part(kind: LinkKind, held: Held) -> Part {
    match kind {
        LinkKind::Owns | LinkKind::Delivers => Part::Strands,
        LinkKind::ReportsTo | LinkKind::PartOf => Part::Below,
        LinkKind::MemberOf | LinkKind::Chairs if held == Held::To => Part::Members,
        LinkKind::MemberOf | LinkKind::Chairs => Part::Seats,
        LinkKind::Scrutinises => Part::Scrutiny,
        LinkKind::Funds => Part::Money,
        LinkKind::Informs => Part::Advice,
        LinkKind::AbsorbedInto => Part::Successors,
    }
}

/// Whether the law requires a strand.
fn is_required(node: &Node) -> bool {
    node.statutory == Some(true) || node.strand_kind == Some(StrandKind::Duty)
}

/// The members of a body that have no active seat at another body at work.
fn only_here(map: &Map, body: &Id) -> BTreeSet<Id> {
    let is_seat = |link: &&Link| {
        matches!(link.kind, LinkKind::MemberOf | LinkKind::Chairs) && link.off_map().is_none() && link.from != link.to
    };
    let seats = || map.links.iter().map(AsRef::as_ref).filter(is_seat);
    let here = seats().filter(|link| link.to == *body && link.status != LinkStatus::Lapsed);
    let mut members: BTreeSet<Id> = here.map(|link| link.from.clone()).collect();
    let is_live = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| map.is_live(node));
    for seat in seats().filter(|link| link.to != *body && link.status == LinkStatus::Active && is_live(&link.to)) {
        members.remove(&seat.from);
    }
    members
}

impl Hanging {
    /// Whether it is a seat on the body.
    pub fn sits_on_it(&self) -> bool {
        matches!(self.tie, Tie::Line(LinkKind::MemberOf | LinkKind::Chairs, Held::To))
    }

    /// Whether it is a strand that the body owns.
    pub fn is_owned(&self) -> bool {
        matches!(self.tie, Tie::Line(LinkKind::Owns, Held::From))
    }

    /// What hangs on the body: the name of the other end.
    pub fn name(&self, map: &Map, body: &Id) -> String {
        let node = self.other.as_ref().unwrap_or(body);
        let off_map = || self.lines.first().and_then(|line| map.links.get(line.as_str())?.off_map());
        match (self.tie, self.other.as_ref().map_or_else(off_map, |_| None)) {
            (Tie::Line(..), Some((_, name))) => name.to_owned(),
            _ => map.nodes.get(node.as_str()).map_or_else(|| node.to_string(), |node| node.name.trim().to_owned()),
        }
    }

    /// How it hangs on the body, in a few words that follow its name: "owned and delivered", "its only seat".
    pub fn words(&self, map: &Map) -> String {
        let lines: Vec<&Link> =
            self.lines.iter().filter_map(|id| map.links.get(id.as_str())).map(AsRef::as_ref).collect();
        let mut words: Vec<String> = vec![self.tie_words(map, &lines)];
        if self.is_only_seat {
            words.push("its only seat: its voice is lost altogether".to_owned());
        }
        if lines.iter().any(|line| line.required == Some(true)) {
            words.push("required".to_owned());
        }
        if let Some(node) = self.other.as_ref().and_then(|other| map.nodes.get(other.as_str())) {
            if self.part == Part::Law && node.kind == NodeKind::Strand && is_required(node) {
                words.push("a duty by law".to_owned());
            }
            if !map.is_live(node) && !matches!(self.tie, Tie::Line(LinkKind::AbsorbedInto, _)) {
                words.push(node.status_word().to_owned());
            }
        }
        if let [line] = lines.as_slice()
            && matches!(line.status, LinkStatus::Unclear | LinkStatus::Proposed)
        {
            words.push(format!("the line is {}", line.status.word()));
        }
        words.retain(|word| !word.is_empty());
        words.join(" · ")
    }

    /// What it is called when it ends, as a short sentence without a full stop; `rests` of a body that is put on hold.
    pub fn end_words(&self, rests: bool) -> &'static str {
        match self.tie {
            Tie::Duty => "No law requires it any more",
            Tie::Speaks => "The seat speaks for nobody else",
            Tie::Line(LinkKind::Owns, _) if rests => "The work is put on hold too",
            Tie::Line(LinkKind::Owns, _) => "The work ends",
            Tie::Line(LinkKind::MemberOf | LinkKind::Chairs, _) => "The seat ends",
            Tie::Line(LinkKind::Funds, _) => "The money ends",
            Tie::Line(LinkKind::Scrutinises, _) => "The scrutiny ends",
            Tie::Line(LinkKind::Delivers, _) => "The delivery ends",
            Tie::Line(LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::Informs | LinkKind::AbsorbedInto, _) => {
                "The line ends"
            }
        }
    }

    fn tie_words(&self, map: &Map, lines: &[&Link]) -> String {
        let Tie::Line(kind, held) = self.tie else {
            let there = lines.first().map(|line| map.end(line, End::To));
            return match (self.tie, there) {
                (Tie::Speaks, Some(there)) => format!("speaks for it on {there}"),
                _ => "the law requires it".to_owned(),
            };
        };
        let has = |kind: LinkKind| lines.iter().any(|line| line.kind == kind);
        let paid = || {
            let amounts = lines.iter().filter_map(|line| Some((line.amount?, line.currency.as_deref())));
            amounts.map(|(amount, currency)| money(amount, currency)).collect::<Vec<_>>().join(" and ")
        };
        match (kind, held) {
            (LinkKind::Owns, Held::From) if has(LinkKind::Delivers) => "owned and delivered".to_owned(),
            (LinkKind::Owns, _) => "owned".to_owned(),
            (LinkKind::Delivers, _) => "delivered".to_owned(),
            (LinkKind::ReportsTo, _) => "answers to it".to_owned(),
            (LinkKind::PartOf, _) => "is part of it".to_owned(),
            (LinkKind::Chairs, Held::To) => "chairs it".to_owned(),
            (LinkKind::MemberOf, Held::To) => seat_words(lines),
            (LinkKind::Chairs, Held::From) => "it chairs this".to_owned(),
            (LinkKind::MemberOf, Held::From) => "it sits there".to_owned(),
            (LinkKind::Scrutinises, Held::From) => "it scrutinises this".to_owned(),
            (LinkKind::Scrutinises, Held::To) => "scrutinises it".to_owned(),
            (LinkKind::Funds, Held::From) => format!("it pays {}", paid()).trim_end().to_owned(),
            (LinkKind::Funds, Held::To) => format!("pays it {}", paid()).trim_end().to_owned(),
            (LinkKind::Informs, Held::From) => "it informs this".to_owned(),
            (LinkKind::Informs, Held::To) => "informs it".to_owned(),
            (LinkKind::AbsorbedInto, _) => "went into it".to_owned(),
        }
    }
}

/// "sits on it as observer, 2 seats".
fn seat_words(lines: &[&Link]) -> String {
    let role = lines.iter().find_map(|line| line.role).filter(|role| *role != SeatRole::Member);
    let role = role.map_or_else(String::new, |role| format!(" as {}", role.word()));
    let seats: u32 = lines.iter().map(|line| line.seats.unwrap_or(1)).fold(0, u32::saturating_add);
    let seats = if seats > 1 { format!(", {}", count(seats as usize, "seat", "seats")) } else { String::new() };
    format!("sits on it{role}{seats}")
}
