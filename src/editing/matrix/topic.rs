//! What a matrix can be about, and what can stand in its cells.

use crate::model::{Id, Link, LinkKind, Map, NodeKind};

/// What a matrix is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Partners and posts by boards and groups: seats and chairs.
    #[default]
    Seats,
    /// Strands by bodies and posts: who owns, delivers, scrutinises and funds them.
    Work,
    /// Bodies by the themes that they carry.
    Themes,
}

impl Topic {
    /// Every topic, in the order in which screens list them.
    pub const ALL: [Self; 3] = [Self::Seats, Self::Work, Self::Themes];

    /// What can stand in a cell, in the order in which a click goes round.
    pub fn marks(self) -> &'static [Mark] {
        match self {
            Self::Seats => &[Mark::Seat, Mark::Chair],
            Self::Work => &[Mark::Owns, Mark::Delivers, Mark::Scrutinises, Mark::Funds],
            Self::Themes => &[Mark::Carries],
        }
    }

    /// The ends of a line that stands in a cell: the node that it reads from, and the one that it reads to.
    pub fn ends<'a>(self, row: &'a Id, column: &'a Id) -> (&'a Id, &'a Id) {
        match self {
            Self::Work => (column, row),
            Self::Seats | Self::Themes => (row, column),
        }
    }

    /// Whether a node has a row, or a column, whatever its lines.
    pub(super) fn is_usual(self, kind: NodeKind, is_row: bool) -> bool {
        let is_strand = kind == NodeKind::Strand;
        match (self, is_row) {
            (Self::Seats, true) => matches!(kind, NodeKind::Partner | NodeKind::Post),
            (Self::Seats, false) => matches!(kind, NodeKind::Board | NodeKind::Group),
            (Self::Work, true) => is_strand,
            (Self::Work, false) => !is_strand,
            (Self::Themes, is_row) => is_row && !is_strand && kind != NodeKind::Post,
        }
    }

    /// Where a kind stands among the rows, or among the columns.
    pub(super) fn place(self, kind: NodeKind, is_row: bool) -> usize {
        (usize::from(!self.is_usual(kind, is_row)) << 8) + kind as usize
    }

    /// Whether a line stands in this matrix. Who scrutinises or funds a body, not work, is no matter of strands.
    pub(super) fn shows(self, map: &Map, link: &Link) -> bool {
        match link.kind {
            LinkKind::MemberOf | LinkKind::Chairs => self == Self::Seats,
            LinkKind::Owns | LinkKind::Delivers => self == Self::Work,
            LinkKind::Scrutinises | LinkKind::Funds => {
                self == Self::Work && map.nodes.get(link.to.as_str()).is_some_and(|node| node.kind == NodeKind::Strand)
            }
            LinkKind::ReportsTo | LinkKind::Informs | LinkKind::PartOf | LinkKind::AbsorbedInto => false,
        }
    }

    /// What a row, or a column, that stands empty lacks; or that has only what is planned, unclear or lapsed.
    pub(super) fn lack(self, is_row: bool, has_uncertain: bool) -> &'static str {
        match (self, is_row, has_uncertain) {
            (Self::Seats, _, true) => "no certain seat",
            (Self::Seats, true, false) => "no seat anywhere",
            (Self::Seats, false, false) => "nobody sits here",
            (Self::Work, true, true) => "no certain owner",
            (Self::Work, true, false) => "no owner",
            (Self::Work, false, true) => "no certain strand",
            (Self::Work, false, false) => "no strand",
            (Self::Themes, true, _) => "no theme",
            (Self::Themes, false, _) => "no body carries it",
        }
    }

    /// The same as the end of a sentence about one or many.
    pub(super) fn lack_in_words(self, is_row: bool, many: bool) -> &'static str {
        match (self, is_row, many) {
            (Self::Seats, true, true) => "sit nowhere",
            (Self::Seats, true, false) => "sits nowhere",
            (Self::Seats, false, true) => "have nobody on them",
            (Self::Seats, false, false) => "has nobody on it",
            (Self::Work, true, true) => "have no owner",
            (Self::Work, true, false) => "has no owner",
            (Self::Work, false, true) => "have no strand",
            (Self::Work, false, false) => "has no strand",
            (Self::Themes, true, true) => "carry no theme",
            (Self::Themes, true, false) => "carries no theme",
            (Self::Themes, false, true) => "are carried by nobody",
            (Self::Themes, false, false) => "is carried by nobody",
        }
    }
}

/// What can stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The row has a seat on the column.
    Seat,
    /// The row chairs the column.
    Chair,
    /// The column is accountable for the row.
    Owns,
    /// The column does the work of the row.
    Delivers,
    /// The column challenges the delivery of the row.
    Scrutinises,
    /// The column pays for the row.
    Funds,
    /// The row carries the column.
    Carries,
}

impl Mark {
    /// The letter, or the sign, that stands in the cell.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Seat => "M",
            Self::Chair => "C",
            Self::Owns => "A",
            Self::Delivers => "R",
            Self::Scrutinises => "S",
            Self::Funds => "F",
            Self::Carries => "✓",
        }
    }

    /// What the letter stands for, as a legend says it.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Seat => "member, or how many seats; D deputy, L lead, O observer, Ad adviser",
            Self::Chair => "chairs",
            Self::Owns => "owns (accountable)",
            Self::Delivers => "delivers (responsible)",
            Self::Scrutinises => "scrutinises",
            Self::Funds => "funds",
            Self::Carries => "carries the theme",
        }
    }

    /// What the letter stands for, as an entry of a menu says it.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Seat => "a member",
            Self::Chair => "chairs",
            Self::Owns => "owns it",
            Self::Delivers => "delivers it",
            Self::Scrutinises => "scrutinises it",
            Self::Funds => "funds it",
            Self::Carries => "carries it",
        }
    }

    /// The kind of line that it stands for; a theme is no line.
    pub fn link_kind(self) -> Option<LinkKind> {
        match self {
            Self::Seat => Some(LinkKind::MemberOf),
            Self::Chair => Some(LinkKind::Chairs),
            Self::Owns => Some(LinkKind::Owns),
            Self::Delivers => Some(LinkKind::Delivers),
            Self::Scrutinises => Some(LinkKind::Scrutinises),
            Self::Funds => Some(LinkKind::Funds),
            Self::Carries => None,
        }
    }

    pub(super) fn of(kind: LinkKind) -> Option<Self> {
        let all = [Self::Seat, Self::Chair, Self::Owns, Self::Delivers, Self::Scrutinises, Self::Funds];
        all.into_iter().find(|mark| mark.link_kind() == Some(kind))
    }
}
