//! Links: who answers to whom, who sits where, who owns, does, checks and pays for what.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Period, SeatRole, Unknown, When};

/// One line of the landscape, from one node to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Names the link for ever.
    pub id: Id,
    /// What it says.
    pub kind: LinkKind,
    /// The node that it reads from: the one that answers, sits, chairs, owns, pays.
    pub from: Id,
    /// The node that it reads to.
    pub to: Id,
    /// The name of the body to which it reads, where that is off the map: "Department for Education". Then `to` repeats
    /// `from`; where it does not, the line was led to a node since, and this says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_off_map: Option<String>,
    /// The name of the body from which it reads, where that is off the map. Then `from` repeats `to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_off_map: Option<String>,
    /// Whether it holds.
    #[serde(default)]
    pub status: LinkStatus,
    /// As what the member sits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<SeatRole>,
    /// Whether the member votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voting: Option<bool>,
    /// The node for which the member speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<Id>,
    /// Whether the law gives the work to several together, of whom the owner is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<bool>,
    /// How many seats a member has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// Whether a law or the terms of reference require the seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What is paid in the period, exact, as text in the file.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "super::amount::optional")]
    #[schemars(with = "Option<super::amount::Amount>")]
    pub amount: Option<Decimal>,
    /// The currency of the amount, three letters (ISO 4217).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// The period of the amount, such as 2008/09.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// How the money is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrangement: Option<Arrangement>,
    /// The stated totals that the amount is part of.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub totals: BTreeSet<Id>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<When>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// Further periods in which it held, beside that from `since` to `until`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// What else is worth knowing, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Link {
    /// An active link of which nothing else is known yet.
    pub fn new(id: impl Into<Id>, kind: LinkKind, from: impl Into<Id>, to: impl Into<Id>) -> Self {
        Self {
            id: id.into(),
            kind,
            from: from.into(),
            to: to.into(),
            to_off_map: None,
            from_off_map: None,
            status: LinkStatus::default(),
            role: None,
            voting: None,
            on_behalf_of: None,
            joint: None,
            seats: None,
            required: None,
            amount: None,
            currency: None,
            period: None,
            arrangement: None,
            totals: BTreeSet::new(),
            since: None,
            until: None,
            periods: Vec::new(),
            note: None,
            evidence: Vec::new(),
            unknown: Unknown::new(),
        }
    }

    /// The end of the line that is off the map, and what stands there.
    pub fn off_map(&self) -> Option<(End, &str)> {
        let name = |name: &'_ Option<String>| name.as_ref().is_some_and(|name| !name.trim().is_empty());
        match (&self.to_off_map, &self.from_off_map) {
            _ if self.from != self.to => None,
            (Some(to), _) if name(&self.to_off_map) => Some((End::To, to)),
            (_, Some(from)) if name(&self.from_off_map) => Some((End::From, from)),
            _ => None,
        }
    }

    /// The name at an end that is off the map.
    pub fn off_map_at(&self, end: End) -> Option<&str> {
        self.off_map().filter(|(off, _)| *off == end).map(|(_, name)| name)
    }

    /// The line with one end at a node. Its other end stays where it is, be that off the map.
    #[must_use]
    pub fn led_to(&self, end: End, node: &Id) -> Self {
        let mut led = self.clone();
        let off = self.off_map().map(|(off, _)| off);
        if off.is_some_and(|off| off != end) {
            (led.from, led.to) = (node.clone(), node.clone());
            return led;
        }
        match end {
            End::From => (led.from, led.from_off_map) = (node.clone(), None),
            End::To => (led.to, led.to_off_map) = (node.clone(), None),
        }
        led
    }

    /// The line with one end off the map; none where the other one is.
    pub fn led_off_map(&self, end: End, name: &str) -> Option<Self> {
        if self.off_map().is_some_and(|(off, _)| off != end) {
            return None;
        }
        let mut led = self.clone();
        let name = Some(name.to_owned());
        match end {
            End::From => (led.from, led.from_off_map, led.to_off_map) = (self.to.clone(), name, None),
            End::To => (led.to, led.to_off_map, led.from_off_map) = (self.from.clone(), name, None),
        }
        Some(led)
    }

    /// The line the other way round.
    #[must_use]
    pub fn turned(&self) -> Self {
        Self {
            from: self.to.clone(),
            to: self.from.clone(),
            from_off_map: self.to_off_map.clone(),
            to_off_map: self.from_off_map.clone(),
            ..self.clone()
        }
    }

    /// Whether two lines say the same of the same two ends.
    pub fn says_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.from == other.from && self.to == other.to && self.off_map() == other.off_map()
    }

    /// Whether it is the chair's seat, or that of whoever leads a body without one.
    pub fn leads(&self) -> bool {
        match self.kind {
            LinkKind::Chairs => true,
            LinkKind::MemberOf => self.role.is_some_and(SeatRole::leads),
            LinkKind::ReportsTo
            | LinkKind::Informs
            | LinkKind::PartOf
            | LinkKind::Owns
            | LinkKind::Delivers
            | LinkKind::Scrutinises
            | LinkKind::Funds
            | LinkKind::AbsorbedInto => false,
        }
    }
}

/// An end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it reads from: the one that answers, sits, chairs, owns, pays.
    From,
    /// Where it reads to.
    To,
}

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The formal line: a body or a post answers to a body, a post or a partner.
    ReportsTo,
    /// Gives information or advice, without authority.
    Informs,
    /// A partner, a post or a body has a seat.
    MemberOf,
    /// A post or a partner chairs a body.
    Chairs,
    /// Sits within: a group in a board, a post in a partner, a project in a programme.
    PartOf,
    /// Is accountable for a strand.
    Owns,
    /// Does the work of a strand.
    Delivers,
    /// Challenges a body, or the delivery of a strand.
    Scrutinises,
    /// Pays.
    Funds,
    /// The old body's work passes to the new one.
    AbsorbedInto,
}

impl LinkKind {
    /// Every kind, in the order in which screens list them.
    pub const ALL: [Self; 10] = [
        Self::ReportsTo,
        Self::Informs,
        Self::MemberOf,
        Self::Chairs,
        Self::PartOf,
        Self::Owns,
        Self::Delivers,
        Self::Scrutinises,
        Self::Funds,
        Self::AbsorbedInto,
    ];

    /// Every kind in words, in the same order.
    pub const WORDS: [&str; Self::ALL.len()] = {
        let mut words = [""; Self::ALL.len()];
        let mut place = 0;
        while place < words.len() {
            words[place] = Self::ALL[place].word();
            place += 1;
        }
        words
    };

    /// The kind as the words between its ends: "A *reports to* B".
    pub const fn word(self) -> &'static str {
        match self {
            Self::ReportsTo => "reports to",
            Self::Informs => "informs",
            Self::MemberOf => "is a member of",
            Self::Chairs => "chairs",
            Self::PartOf => "is part of",
            Self::Owns => "owns",
            Self::Delivers => "delivers",
            Self::Scrutinises => "scrutinises",
            Self::Funds => "funds",
            Self::AbsorbedInto => "is absorbed into",
        }
    }

    /// The title over such links of one node: as seen from where they begin, outward, or from where they end.
    pub fn seen(self, outward: bool) -> &'static str {
        match (self, outward) {
            (Self::ReportsTo, true) => "Answers to",
            (Self::ReportsTo, false) => "Who answers to it",
            (Self::Informs, true) => "Informs",
            (Self::Informs, false) => "Informed by",
            (Self::MemberOf, true) => "Sits on",
            (Self::MemberOf, false) => "Seats",
            (Self::Chairs, true) => "Chairs",
            (Self::Chairs, false) => "Chaired by",
            (Self::PartOf, true) => "Part of",
            (Self::PartOf, false) => "Contains",
            (Self::Owns, true) => "Owns",
            (Self::Owns, false) => "Owned by",
            (Self::Delivers, true) => "Delivers",
            (Self::Delivers, false) => "Delivered by",
            (Self::Scrutinises, true) => "Scrutinises",
            (Self::Scrutinises, false) => "Scrutinised by",
            (Self::Funds, true) => "Pays for",
            (Self::Funds, false) => "Paid by",
            (Self::AbsorbedInto, true) => "Absorbed into",
            (Self::AbsorbedInto, false) => "Took over from",
        }
    }
}

/// Whether a link holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkStatus {
    /// It holds.
    #[default]
    Active,
    /// It is planned.
    Proposed,
    /// Nobody can say.
    Unclear,
    /// It no longer holds.
    Lapsed,
}

impl LinkStatus {
    /// Every status, in the order in which screens list them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Proposed, Self::Unclear, Self::Lapsed];

    /// The status in plain words, to follow "is".
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Proposed => "proposed",
            Self::Unclear => "unclear",
            Self::Lapsed => "lapsed",
        }
    }
}

/// How money is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// One partner's own budget.
    Single,
    /// Own budgets, planned together.
    Aligned,
    /// One budget that several partners pay into.
    Pooled,
    /// Given for a purpose.
    Grant,
}

impl Arrangement {
    /// The arrangement in a word, lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Aligned => "aligned",
            Self::Pooled => "pooled",
            Self::Grant => "grant",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::LinkKind;

    #[test]
    fn every_kind_is_told_in_words_of_its_own_from_either_end() {
        let words = LinkKind::WORDS;
        assert_eq!(words, LinkKind::ALL.map(LinkKind::word));
        assert_eq!(BTreeSet::from(words).len(), LinkKind::ALL.len());
        let titles: BTreeSet<_> =
            LinkKind::ALL.into_iter().flat_map(|kind| [true, false].map(|outward| kind.seen(outward))).collect();
        assert_eq!(titles.len(), 2 * LinkKind::ALL.len());
    }
}
