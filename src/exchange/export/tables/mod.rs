//! Tables of a map, as workbooks and comma-separated files hold them.

mod found;
mod grids;
mod records;

use rust_decimal::Decimal;

use super::Facts;
use super::told::{Teller, Value};
use crate::model::When;

/// What a table is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Bodies, posts and strands with all their fields, a row each.
    #[default]
    Register,
    /// Lines, a row each.
    Links,
    /// Who sits where, a row each seat and chair.
    Seats,
    /// Who sits where, members by bodies.
    Matrix,
    /// Whose work it is, strands by bodies.
    Work,
    /// What is paid to whom, and the totals that are stated.
    Money,
    /// What is wrong, the gravest first.
    Findings,
    /// What partners expect.
    Expectations,
    /// What becomes of each body and strand under each option.
    Ledger,
    /// What each option changes, and why.
    Decisions,
    /// What was noted while people talked.
    Captures,
    /// What the map rests on.
    Sources,
}

impl Topic {
    /// Every topic, in the order of the sheets of a workbook.
    pub const ALL: [Self; 12] = [
        Self::Register,
        Self::Links,
        Self::Seats,
        Self::Matrix,
        Self::Work,
        Self::Money,
        Self::Findings,
        Self::Expectations,
        Self::Ledger,
        Self::Decisions,
        Self::Captures,
        Self::Sources,
    ];

    /// What it is asked for by, and what its sheet is called: a word, none of which a workbook keeps for itself.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Links => "links",
            Self::Seats => "seats",
            Self::Matrix => "matrix",
            Self::Work => "work",
            Self::Money => "money",
            Self::Findings => "findings",
            Self::Expectations => "expectations",
            Self::Ledger => "ledger",
            Self::Decisions => "decisions",
            Self::Captures => "captures",
            Self::Sources => "sources",
        }
    }

    /// What it is about, in a line.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Register => "Bodies, posts and strands with all their fields",
            Self::Links => "Lines with all their fields",
            Self::Seats => "Who sits where and who chairs, a row each",
            Self::Matrix => "Who sits where, members by bodies",
            Self::Work => "Whose work it is, strands by bodies",
            Self::Money => "What is paid to whom, and the totals that are stated",
            Self::Findings => "What is wrong, the gravest first",
            Self::Expectations => "What partners expect",
            Self::Ledger => "What becomes of each body and strand under each option",
            Self::Decisions => "What each option changes, and why",
            Self::Captures => "What was noted while people talked: decisions, questions, actions and objections",
            Self::Sources => "What the map rests on",
        }
    }
}

/// A table.
pub(super) struct Table {
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// The rows: each cell that holds something, with its column, in the order of these.
    pub(super) rows: Vec<Vec<(usize, Cell)>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its heading.
    pub(super) title: String,
    /// How many letters wide it is where there is room.
    pub(super) width: u8,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Words, which are never a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// An amount of money.
    Money(Decimal),
    /// A year, a month or a day.
    Date(When),
}

impl Table {
    /// The table about that.
    pub(super) fn of(facts: &Facts<'_>, topic: Topic) -> Self {
        let teller = Teller::of(facts);
        match topic {
            Topic::Register => records::register(facts, &teller),
            Topic::Links => records::links(facts, &teller),
            Topic::Seats => records::seats(facts, &teller),
            Topic::Matrix => grids::grid(facts, crate::editing::matrix::Topic::Seats),
            Topic::Work => grids::grid(facts, crate::editing::matrix::Topic::Work),
            Topic::Money => records::money(facts, &teller),
            Topic::Findings => found::findings(facts, &teller),
            Topic::Expectations => records::expectations(facts, &teller),
            Topic::Ledger => found::ledger(facts),
            Topic::Decisions => found::decisions(facts),
            Topic::Captures => records::captures(facts),
            Topic::Sources => records::sources(facts, &teller),
        }
    }

    fn new(columns: &[(&str, u8)]) -> Self {
        let columns = columns.iter().map(|(title, width)| Column { title: (*title).to_owned(), width: *width });
        Self { columns: columns.collect(), rows: Vec::new() }
    }

    /// Adds a row of all its cells, some of which hold nothing.
    fn add(&mut self, cells: impl IntoIterator<Item = Option<Cell>>) {
        let cells = cells.into_iter().enumerate();
        self.rows.push(cells.filter_map(|(column, cell)| Some((column, cell?))).collect());
    }
}

impl Cell {
    /// Words, unless there are none.
    fn text(text: impl AsRef<str>) -> Option<Self> {
        let text = super::clean::clean(text.as_ref()).into_owned();
        (!text.is_empty()).then_some(Self::Text(text))
    }

    fn number(number: impl Into<Decimal>) -> Option<Self> {
        Some(Self::Number(number.into()))
    }

    fn yes(is: bool) -> Option<Self> {
        Self::text(if is { "yes" } else { "no" })
    }

    fn of(value: Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(number),
            Value::Money(amount) => Self::Money(amount),
            Value::Date(date) => Self::Date(date),
            value => Self::Text(value.text()),
        }
    }
}
