//! Sheets: which records a table of the register holds, and which columns it may show.

use super::column::{ANSWERS_TO, CHAIRED_BY, Column, DELIVERED_BY, OWNED_BY, PART_OF};
use crate::editing::fields::{LINK, NODE};
use crate::model::{Id, LinkKind, Map, NodeKind, alphabet};

/// A table of the register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sheet {
    #[default]
    Bodies,
    Posts,
    Strands,
    Lines,
    Seats,
    Money,
}

impl Sheet {
    pub(super) const ALL: [Self; 6] = [Self::Bodies, Self::Posts, Self::Strands, Self::Lines, Self::Seats, Self::Money];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Bodies => "Bodies",
            Self::Posts => "Posts",
            Self::Strands => "Strands",
            Self::Lines => "Lines",
            Self::Seats => "Seats",
            Self::Money => "Money",
        }
    }

    /// The noun for one record, and for several.
    pub(super) fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Bodies => ("body", "bodies"),
            Self::Posts => ("post", "posts"),
            Self::Strands => ("strand", "strands"),
            Self::Lines => ("line", "lines"),
            Self::Seats => ("seat", "seats"),
            Self::Money => ("payment", "payments"),
        }
    }

    /// What is said where there is nothing yet.
    pub(super) fn invitation(self) -> &'static str {
        match self {
            Self::Bodies => "No bodies yet: type a name into the first row, or paste a list from a spreadsheet.",
            Self::Posts => {
                "No posts yet: type a role such as Director of Children's Services, or paste a list from a spreadsheet."
            }
            Self::Strands => "No strands yet: type what needs an owner, or paste a list from a spreadsheet.",
            Self::Lines => "No lines yet: type who answers to, informs or pays whom, or paste them from a spreadsheet.",
            Self::Seats => "No seats yet: type who sits on what, or paste a list of members from a spreadsheet.",
            Self::Money => "No money yet: type who pays for what, or paste the amounts from a spreadsheet.",
        }
    }

    pub(super) fn is_of_lines(self) -> bool {
        matches!(self, Self::Lines | Self::Seats | Self::Money)
    }

    /// The kind of a new node, until somebody says otherwise.
    pub(super) fn node_kind(self) -> NodeKind {
        match self {
            Self::Posts => NodeKind::Post,
            Self::Strands => NodeKind::Strand,
            _ => NodeKind::Group,
        }
    }

    /// The kind of a new line, until somebody says otherwise.
    pub(super) fn line_kind(self) -> LinkKind {
        match self {
            Self::Seats => LinkKind::MemberOf,
            Self::Money => LinkKind::Funds,
            _ => LinkKind::ReportsTo,
        }
    }

    /// The records of the table: nodes by name, lines by the names of their ends.
    pub(super) fn records(self, map: &Map) -> Vec<Id> {
        let nodes = |fits: fn(NodeKind) -> bool| -> Vec<Id> {
            let mut nodes: Vec<_> = map.nodes.iter().filter(|node| fits(node.kind)).collect();
            nodes.sort_by_cached_key(|node| (alphabet::place(&node.name), node.id.clone()));
            nodes.into_iter().map(|node| node.id.clone()).collect()
        };
        let lines = |fits: fn(LinkKind) -> bool| -> Vec<Id> {
            let name = |id: &Id| alphabet::place(map.name(id.as_str()));
            let mut lines: Vec<_> = map.links.iter().filter(|link| fits(link.kind)).collect();
            lines.sort_by_cached_key(|link| (name(&link.from), link.kind, name(&link.to), link.id.clone()));
            lines.into_iter().map(|link| link.id.clone()).collect()
        };
        match self {
            Self::Bodies => nodes(|kind| !matches!(kind, NodeKind::Post | NodeKind::Strand)),
            Self::Posts => nodes(|kind| kind == NodeKind::Post),
            Self::Strands => nodes(|kind| kind == NodeKind::Strand),
            Self::Lines => lines(|_| true),
            Self::Seats => lines(|kind| matches!(kind, LinkKind::MemberOf | LinkKind::Chairs)),
            Self::Money => lines(|kind| kind == LinkKind::Funds),
        }
    }

    /// Every column that the table may show, in their order. The first one always stays.
    pub(super) fn columns(self) -> Vec<Column> {
        let ties = match self {
            Self::Bodies => vec![&ANSWERS_TO, &CHAIRED_BY, &PART_OF],
            Self::Posts => vec![&ANSWERS_TO, &PART_OF],
            Self::Strands => vec![&OWNED_BY, &DELIVERED_BY, &PART_OF],
            Self::Lines | Self::Seats | Self::Money => Vec::new(),
        };
        let mut columns: Vec<Column> = match self {
            Self::Bodies => NODE.iter().filter(|field| field.name != "strand_kind").map(Column::Node).collect(),
            Self::Posts => NODE
                .iter()
                .filter(|field| !field.name.starts_with("meets.") && !["strand_kind", "size"].contains(&field.name))
                .map(Column::Node)
                .collect(),
            Self::Strands => NODE
                .iter()
                .filter(|field| {
                    !field.name.starts_with("meets.") && !["size", "accountable_body"].contains(&field.name)
                })
                .map(Column::Node)
                .collect(),
            Self::Lines | Self::Seats | Self::Money => LINK
                .iter()
                .filter(|field| self.has(field.name))
                .map(|field| Column::Link(field, self.title(field.name, field.label)))
                .collect(),
        };
        // Who somebody answers to is asked right after what they are.
        let place = columns.iter().position(|column| column.key() == "status_note").unwrap_or(columns.len());
        columns.splice(place..place, ties.into_iter().map(Column::Tie));
        columns.push(Column::Findings);
        columns
    }

    /// Whether a table of lines may show a field.
    fn has(self, field: &str) -> bool {
        let of_money = ["amount", "currency", "period", "arrangement", "totals"];
        let of_seats = ["seats", "required"];
        match self {
            Self::Seats => !of_money.contains(&field),
            Self::Money => !of_seats.contains(&field) && field != "kind",
            _ => true,
        }
    }

    fn title(self, field: &str, label: &'static str) -> &'static str {
        match (self, field) {
            (Self::Seats, "from") => "Who",
            (Self::Seats, "to") => "Body",
            (Self::Seats, "kind") => "Part",
            (Self::Money, "from") => "Payer",
            (Self::Money, "to") => "Goes to",
            _ => label,
        }
    }

    /// Whether a column is shown until somebody says otherwise; that of areas where the map has any.
    pub(super) fn shows_at_first(self, column: Column, map: &Map) -> bool {
        if column.key() == "area" {
            return !map.areas.is_empty();
        }
        let shown: &[&str] = match self {
            Self::Bodies => &[
                "name",
                "kind",
                "status",
                "Answers to",
                "Chaired by",
                "themes",
                "sector",
                "meets.times_a_year",
                "findings",
            ],
            Self::Posts => &["name", "status", "Answers to", "Part of", "statutory", "sector", "findings"],
            Self::Strands => &[
                "name",
                "strand_kind",
                "status",
                "Owned by",
                "Delivered by",
                "themes",
                "resourcing",
                "until",
                "findings",
            ],
            Self::Lines => &["from", "kind", "to", "status", "since", "until", "note", "findings"],
            Self::Seats => &["from", "kind", "to", "seats", "required", "status", "note", "findings"],
            Self::Money => {
                &["from", "to", "amount", "currency", "period", "arrangement", "totals", "status", "findings"]
            }
        };
        shown.contains(&column.key())
    }

    /// The columns without which there is no new record.
    pub(super) fn is_needed(self, column: Column) -> bool {
        if self.is_of_lines() { ["from", "to"].contains(&column.key()) } else { column.key() == "name" }
    }

    /// Whether a cell of the row for new records can be written before there is a record.
    pub(super) fn is_drafted(self, column: Column) -> bool {
        self.is_needed(column) || (self.is_of_lines() && column.key() == "kind")
    }
}
