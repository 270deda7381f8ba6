//! Matrices: who sits where, whose work it is, which body carries which theme; and what a click in a cell does.
//!
//! A matrix is read off a map and never kept. Every line of the kinds that it shows, and that does not lead off the
//! map, stands in one of its cells: what is
//! unusual, such as a group with a seat on a board, gets a row or a column of its own below or behind the usual ones, for
//! as long as it has such a line.

mod clicks;
#[cfg(test)]
mod tests;
mod topic;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::words;
use crate::model::{End, Id, Link, LinkStatus, Map, Node, NodeKind, NodeStatus, SeatRole, alphabet};

pub use clicks::{How, next, next_of_many, suits};
pub use topic::{Mark, Topic};

/// A row or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The node or the theme.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it is; nothing for a theme.
    pub kind: Option<NodeKind>,
    /// Whether it is at work; a theme always is.
    pub status: NodeStatus,
    /// In how many of its cells something stands.
    pub marks: usize,
    /// What it lacks, if it stands empty and should not.
    pub gap: Option<&'static str>,
    place: usize,
}

impl Heading {
    /// Its name with all that is to be known about it: "Parents Forum, group, on hold, nobody sits here".
    pub fn full_name(&self) -> String {
        let kind = self.kind.map_or("theme", NodeKind::word);
        let status = (self.status != NodeStatus::Active).then(|| self.status_word());
        [Some(self.name.as_str()), Some(kind), status, self.gap].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Its status in plain words: a post on hold is vacant.
    pub fn status_word(&self) -> &'static str {
        self.kind.map_or(self.status.word(), |kind| self.status.word_of(kind))
    }
}

/// One line, or one theme, in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What it is.
    pub mark: Mark,
    /// The line; a theme is none.
    pub link: Option<Id>,
    /// Whether it holds.
    pub status: LinkStatus,
    /// How many seats it gives, if that is known.
    pub seats: Option<u32>,
    /// As what the member sits, if that is known.
    pub role: Option<SeatRole>,
    /// Whether the member has no vote.
    pub is_without_vote: bool,
    /// What it pays, as people write it.
    pub money: Option<String>,
}

/// The letter of a role in a cell.
fn letter_of(role: SeatRole) -> &'static str {
    match role {
        SeatRole::Member => "M",
        SeatRole::Chair => "C",
        SeatRole::Deputy => "D",
        SeatRole::Observer => "O",
        SeatRole::Lead => "L",
        SeatRole::Adviser => "Ad",
    }
}

/// What fills a row or a column.
#[derive(Debug, Clone, Copy, Default)]
struct Filled {
    is_certain: bool,
    is_uncertain: bool,
}

impl Filled {
    /// Notes a line. A planned one fills the gap of what is itself to come, and of nothing else.
    fn note(&mut self, heading: &Heading, status: LinkStatus) {
        let is_planned = status == LinkStatus::Proposed && heading.status == NodeStatus::Proposed;
        self.is_certain |= status == LinkStatus::Active || is_planned;
        self.is_uncertain |= status != LinkStatus::Lapsed;
    }
}

impl Placed {
    /// A theme that is carried.
    const TICK: Self = Self {
        mark: Mark::Carries,
        link: None,
        status: LinkStatus::Active,
        seats: None,
        role: None,
        is_without_vote: false,
        money: None,
    };

    fn of(link: &Link, mark: Mark) -> Self {
        let money = link.amount.map(|amount| {
            let parts = [Some(amount.to_string()), link.currency.clone(), link.period.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        Self {
            mark,
            link: Some(link.id.clone()),
            status: link.status,
            seats: link.seats,
            role: link.role.filter(|_| matches!(mark, Mark::Seat | Mark::Chair)),
            is_without_vote: mark == Mark::Seat && link.voting == Some(false),
            money,
        }
    }

    /// A letter, a number of seats or a tick; in brackets if it does not hold.
    pub fn short(&self) -> String {
        let seats = self.seats.filter(|_| self.mark == Mark::Seat).map(|seats| seats.to_string());
        // Whoever does not sit like the others is told by the letter of its role.
        let role = self.role.filter(|role| self.mark == Mark::Seat && *role != SeatRole::Member);
        let letter = role.map_or(self.mark.letter(), letter_of);
        let text = seats.unwrap_or_else(|| letter.to_owned());
        if self.status == LinkStatus::Active { text } else { format!("({text})") }
    }

    /// The same in words: "4 seats", "owns it (unclear)".
    pub fn words(&self) -> String {
        let text = match (self.mark, self.seats) {
            (Mark::Seat, None) => self.role.map_or("member", SeatRole::word).to_owned(),
            (Mark::Seat, Some(seats)) => {
                let role = self.role.filter(|role| *role != SeatRole::Member);
                words::count(seats as usize, "seat", "seats")
                    + &role.map_or(String::new(), |role| format!(" as {}", role.word()))
            }
            (Mark::Chair, _) => "chair".to_owned(),
            (Mark::Owns, _) => "owns it".to_owned(),
            (Mark::Delivers, _) => "delivers it".to_owned(),
            (Mark::Scrutinises, _) => "scrutinises it".to_owned(),
            (Mark::Funds, _) => {
                self.money.as_ref().map_or("funds it".to_owned(), |money| format!("funds it with {money}"))
            }
            (Mark::Carries, _) => "carries it".to_owned(),
        };
        let text = if self.is_without_vote { text + ", without a vote" } else { text };
        if self.status == LinkStatus::Active { text } else { format!("{text} ({})", self.status.word()) }
    }
}

/// All that stands in one cell, in the order of the marks. Never empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub placed: Vec<Placed>,
}

impl Cell {
    /// What is written in the cell: "A R", "C 2", "(M)". What stands there twice is written once.
    pub fn short(&self) -> String {
        let mut texts: Vec<String> = self.placed.iter().map(Placed::short).collect();
        texts.dedup();
        texts.join(" ")
    }

    /// The same in words: "owns it, delivers it (unclear)".
    pub fn words(&self) -> String {
        self.placed.iter().map(Placed::words).collect::<Vec<_>>().join(", ")
    }

    /// Whether something in it holds.
    pub fn holds(&self) -> bool {
        self.placed.iter().any(|placed| placed.status == LinkStatus::Active)
    }
}

/// How rows and columns are sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// By kind, then by name.
    #[default]
    Name,
    /// Those with the most marks first.
    Marks,
}

/// A whole matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What it is about.
    pub topic: Topic,
    /// The rows, by kind and name.
    pub rows: Vec<Heading>,
    /// The columns, by kind and name.
    pub columns: Vec<Heading>,
    cells: BTreeMap<(usize, usize), Cell>,
}

impl Matrix {
    /// The matrix of a map. Walks nodes and links once.
    pub fn new(map: &Map, topic: Topic) -> Self {
        let lines: Vec<(&Link, Mark)> = map
            .links
            .iter()
            .filter(|link| topic.shows(map, link))
            .filter_map(|link| Some((link.as_ref(), Mark::of(link.kind)?)))
            .collect();
        let (mut unusual_rows, mut unusual_columns) = (BTreeSet::new(), BTreeSet::new());
        for (link, _) in lines.iter().filter(|(link, _)| link.off_map().is_none()) {
            let (row, column) = topic.ends(&link.from, &link.to);
            unusual_rows.insert(row);
            unusual_columns.insert(column);
        }
        let headings = |is_row: bool, named: &BTreeSet<&Id>| -> Vec<Heading> {
            let nodes = map.nodes.iter().filter(|node| topic.is_usual(node.kind, is_row) || named.contains(&node.id));
            sorted(nodes.map(|node| heading(node, topic.place(node.kind, is_row))).collect())
        };
        let rows = headings(true, &unusual_rows);
        let columns = match topic {
            Topic::Themes => sorted(map.themes.iter().map(|theme| heading_of_theme(&theme.id, &theme.name)).collect()),
            Topic::Seats | Topic::Work => headings(false, &unusual_columns),
        };
        let mut matrix = Self { topic, rows, columns, cells: BTreeMap::new() };
        matrix.fill(map, &lines);
        matrix
    }

    fn fill(&mut self, map: &Map, lines: &[(&Link, Mark)]) {
        let places = |headings: &[Heading]| -> BTreeMap<Id, usize> {
            headings.iter().enumerate().map(|(place, heading)| (heading.id.clone(), place)).collect()
        };
        let (rows, columns) = (places(&self.rows), places(&self.columns));
        let mut rows_filled = vec![Filled::default(); self.rows.len()];
        let mut columns_filled = vec![Filled::default(); self.columns.len()];
        for (link, mark) in lines {
            let (row, column) = self.topic.ends(&link.from, &link.to);
            let (row, column) = (rows.get(row), columns.get(column));
            // What is off the map has no row and no column, and fills those of its other end all the same.
            if let Some((off, _)) = link.off_map() {
                let is_row_here = (off == End::To) != (self.topic == Topic::Work);
                if let Some(row) = row.filter(|_| is_row_here && self.fills_row(*mark)) {
                    rows_filled[*row].note(&self.rows[*row], link.status);
                } else if let Some(column) = column.filter(|_| !is_row_here) {
                    columns_filled[*column].note(&self.columns[*column], link.status);
                }
                continue;
            }
            let (Some(row), Some(column)) = (row, column) else { continue };
            self.cells.entry((*row, *column)).or_default().placed.push(Placed::of(link, *mark));
            if self.fills_row(*mark) {
                rows_filled[*row].note(&self.rows[*row], link.status);
            }
            columns_filled[*column].note(&self.columns[*column], link.status);
        }
        if self.topic == Topic::Themes {
            for (node, row) in map.nodes.iter().filter_map(|node| Some((node, *rows.get(&node.id)?))) {
                for column in node.themes.iter().filter_map(|theme| columns.get(theme).copied()) {
                    self.cells.entry((row, column)).or_default().placed.push(Placed::TICK);
                    rows_filled[row].is_certain = true;
                    columns_filled[column].is_certain |=
                        matches!(node.status, NodeStatus::Active | NodeStatus::Proposed);
                }
            }
        }
        for ((row, column), cell) in &mut self.cells {
            cell.placed.sort_by(|one, other| (one.mark, &one.link).cmp(&(other.mark, &other.link)));
            self.rows[*row].marks += 1;
            self.columns[*column].marks += 1;
        }
        let topic = self.topic;
        let sides = [(true, &mut self.rows, rows_filled), (false, &mut self.columns, columns_filled)];
        for (is_row, headings, filled) in sides {
            for (heading, filled) in headings.iter_mut().zip(filled) {
                let is_missed = !filled.is_certain && is_expected(map, topic, heading, is_row);
                heading.gap = is_missed.then(|| topic.lack(is_row, filled.is_uncertain));
            }
        }
    }

    /// Whether a mark fills its row: a strand has an owner or has none, whoever delivers it.
    fn fills_row(&self, mark: Mark) -> bool {
        self.topic != Topic::Work || mark == Mark::Owns
    }

    /// What stands in a cell, if anything does.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// The cells in which something stands, as row, column and content.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize, &Cell)> {
        self.cells.iter().map(|((row, column), cell)| (*row, *column, cell))
    }

    /// A cell as a sentence: "Solihull Council on Children's Trust Board: 4 seats".
    pub fn cell_name(&self, row: usize, column: usize) -> String {
        let (Some(from), Some(to)) = (self.rows.get(row), self.columns.get(column)) else { return String::new() };
        let (join, nothing) = match self.topic {
            Topic::Seats => ("on", "no seat"),
            Topic::Work => ("and", "no part in it"),
            Topic::Themes => ("and", "does not carry it"),
        };
        let words = self.cell(row, column).map_or_else(|| nothing.to_owned(), Cell::words);
        format!("{} {join} {}: {words}", from.name, to.name)
    }

    /// What the gaps among the rows, or among the columns, come to: "2 partners and 11 posts sit nowhere".
    pub fn gaps(&self, of_rows: bool) -> Option<String> {
        let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        let headings = if of_rows { &self.rows } else { &self.columns };
        for heading in headings.iter().filter(|heading| heading.gap.is_some()) {
            *counts.entry((heading.place, heading.kind.map_or("theme", NodeKind::word))).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let parts: Vec<String> =
            counts.iter().map(|((_, word), number)| words::count(*number, word, &format!("{word}s"))).collect();
        let subject = (!parts.is_empty()).then(|| words::list(&parts, parts.len()))?;
        Some(format!("{subject} {}", self.topic.lack_in_words(of_rows, all > 1)))
    }
}

/// The places of headings in the order that is wanted.
pub fn ordered(headings: &[Heading], order: Order) -> Vec<usize> {
    let mut places: Vec<usize> = (0..headings.len()).collect();
    if order == Order::Marks {
        places.sort_by_key(|place| std::cmp::Reverse(headings[*place].marks));
    }
    places
}

fn heading(node: &Node, place: usize) -> Heading {
    let (id, name) = (node.id.clone(), node.name.clone());
    Heading { id, name, kind: Some(node.kind), status: node.status, marks: 0, gap: None, place }
}

fn heading_of_theme(id: &Id, name: &str) -> Heading {
    let (id, name) = (id.clone(), name.to_owned());
    Heading { id, name, kind: None, status: NodeStatus::Active, marks: 0, gap: None, place: 0 }
}

/// By kind and name; what has ended comes last of its kind.
fn sorted(mut headings: Vec<Heading>) -> Vec<Heading> {
    headings.sort_by_cached_key(|heading| {
        let has_ended = heading.status == NodeStatus::Ended;
        (heading.place, has_ended, alphabet::place(&heading.name), heading.id.clone())
    });
    headings
}

/// Whether something should stand in a row or a column. Work needs an owner until it has ended; what is on hold or has
/// ended need not sit anywhere; nor need a body be filled whose members are only counted.
fn is_expected(map: &Map, topic: Topic, heading: &Heading, is_row: bool) -> bool {
    let Some(kind) = heading.kind else { return true };
    if !topic.is_usual(kind, is_row) {
        return false;
    }
    match (topic, is_row) {
        (Topic::Work, true) => heading.status != NodeStatus::Ended,
        _ => {
            let is_counted = topic == Topic::Seats
                && !is_row
                && map.nodes.get(heading.id.as_str()).is_some_and(|node| node.size.is_some());
            matches!(heading.status, NodeStatus::Active | NodeStatus::Proposed) && !is_counted
        }
    }
}
