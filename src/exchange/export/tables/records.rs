//! Tables of records: the register, lines, seats, money, what partners expect, and sources.

use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Column, Table};
use crate::analysis::SubjectKind;
use crate::editing::ends::is_told;
use crate::editing::fields::{Control, Field, LINK, NODE, text};
use crate::exchange::captures;
use crate::exchange::export::Facts;
use crate::exchange::export::clean::on_one_line;
use crate::exchange::export::told::Teller;
use crate::model::{EntryKind, Id, Link, LinkKind, Map, Node, alphabet};

/// So many fields of the map's own have columns of their own; a map of a field a body would be a sheet of nothing.
const MOST_OWN: usize = 100;

/// Columns for the lines of a node: their heading, their kind, and whether they read from the node.
const TIES: [(&str, LinkKind, bool); 6] = [
    ("Reports to", LinkKind::ReportsTo, true),
    ("Chaired by", LinkKind::Chairs, false),
    ("Members", LinkKind::MemberOf, false),
    ("Part of", LinkKind::PartOf, true),
    ("Owned by", LinkKind::Owns, false),
    ("Delivered by", LinkKind::Delivers, false),
];

/// The columns that end a register.
const LAST: [(&str, u8); 4] = [("Other fields", 20), ("Sources", 40), ("Findings", 10), ("Id", 24)];

/// The other ends of lines, by kind, by whether they read from a node, and by that node.
type Ties<'a> = BTreeMap<(LinkKind, bool, &'a Id), BTreeSet<&'a Id>>;

fn ties(map: &Map) -> Ties<'_> {
    let mut ties = Ties::new();
    for link in map.links.iter().filter(|link| is_told(link)) {
        ties.entry((link.kind, true, &link.from)).or_default().insert(&link.to);
        ties.entry((link.kind, false, &link.to)).or_default().insert(&link.from);
    }
    ties
}

/// What was noted, the first first.
pub(super) fn captures(facts: &Facts<'_>) -> Table {
    let widths = [12, 60, 20, 14, 14, 40, 18, 24, 24];
    let columns: Vec<(&str, u8)> = captures::COLUMNS.into_iter().zip(widths).collect();
    let mut table = Table::new(&columns);
    for told in captures::told(facts.map, false) {
        let until = told.until.map(Cell::Date);
        let [kind, text, who, _, state, about, noted, option, id] = told.texts().map(Cell::text);
        table.add([kind, text, who, until, state, about, noted, option, id]);
    }
    table
}

pub(super) fn register(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let (map, ties) = (facts.map, ties(facts.map));
    let own: BTreeSet<&String> = map.nodes.iter().flat_map(|node| node.fields.keys()).collect();
    let own: Vec<&String> = own.into_iter().take(MOST_OWN).collect();
    let (first, rest) = NODE.split_at(NODE.iter().position(|field| field.name == "strand_kind").unwrap_or_default());
    let mut table = Table::new(&[]);
    let mut column = |title: &str, width: u8| table.columns.push(Column { title: title.to_owned(), width });
    first.iter().for_each(|field| column(field.label, width(field)));
    TIES.iter().for_each(|(title, ..)| column(title, 30));
    rest.iter().for_each(|field| column(field.label, width(field)));
    own.iter().for_each(|name| column(&on_one_line(name), 20));
    LAST.into_iter().for_each(|(title, width)| column(title, width));
    for node in in_order(map) {
        let field = |field: &Field<Node>| Teller::value(field.control, &teller.node_text(field, node)).map(Cell::of);
        let tie = |(_, kind, is_outward): &(&str, LinkKind, bool)| {
            let ends = ties.get(&(*kind, *is_outward, &node.id)).into_iter().flatten();
            let mut names: Vec<String> = ends.map(|end| teller.name(EntryKind::Node, end)).collect();
            names.sort_by_cached_key(|name| alphabet::place(name));
            Cell::text(text::join(names))
        };
        let others = node.fields.iter().filter(|(name, _)| own.binary_search(name).is_err());
        let others = text::join(others.map(|(name, text)| format!("{name}: {text}")));
        let findings = teller.findings(SubjectKind::Node, &node.id).len();
        let last = [
            Cell::text(others),
            Cell::text(text::join(teller.evidence(&node.evidence))),
            (findings > 0).then(|| Cell::Number(findings.into())),
            Cell::text(node.id.as_str()),
        ];
        let fields = first.iter().map(field).chain(TIES.iter().map(tie)).chain(rest.iter().map(field));
        let own = own.iter().map(|name| node.fields.get(*name).and_then(Cell::text));
        table.add(fields.chain(own).chain(last));
    }
    without_empty_columns(table)
}

/// By kind, then by name.
fn in_order(map: &Map) -> Vec<&Node> {
    let mut nodes: Vec<&Node> = map.nodes.iter().map(AsRef::as_ref).collect();
    nodes.sort_by_cached_key(|node| (node.kind, alphabet::place(&node.name), node.id.clone()));
    nodes
}

fn width<R>(field: &Field<R>) -> u8 {
    match (field.name, field.control) {
        ("name", _) => 40,
        (_, Control::Paragraph) => 50,
        (_, Control::One(_) | Control::Many(_)) => 30,
        (_, Control::Tags) => 24,
        (_, Control::Line | Control::Money) => 18,
        (_, Control::Choice(_) | Control::Number | Control::Tick | Control::Date) => 14,
    }
}

/// The table without what nothing stands in, but for the first three columns, which say what a row is.
fn without_empty_columns(table: Table) -> Table {
    let mut is_used = vec![false; table.columns.len()];
    is_used.iter_mut().take(3).for_each(|is| *is = true);
    table.rows.iter().flatten().for_each(|(column, _)| is_used[*column] = true);
    let used = is_used.iter().scan(0, |next, is| {
        *next += usize::from(*is);
        Some(next.saturating_sub(1))
    });
    let places: Vec<usize> = used.collect();
    let columns = table.columns.into_iter().zip(&is_used).filter(|(_, is)| **is).map(|(column, _)| column).collect();
    let moved = |row: Vec<(usize, Cell)>| row.into_iter().map(|(column, cell)| (places[column], cell)).collect();
    Table { columns, rows: table.rows.into_iter().map(moved).collect() }
}

/// A table of lines: some of their fields, then what they rest on, and their ids.
fn lines<'a>(
    map: &Map,
    teller: &Teller<'_>,
    fields: &[&'static Field<Link>],
    links: impl Iterator<Item = &'a Link>,
) -> Table {
    let mut table = Table::new(&[]);
    table.columns.extend(fields.iter().map(|field| Column { title: field.label.to_owned(), width: width(field) }));
    let last = [("Sources", 40), ("Findings", 10), ("Id", 24)];
    table.columns.extend(last.map(|(title, width)| Column { title: title.to_owned(), width }));
    let mut links: Vec<&Link> = links.collect();
    links.sort_by_cached_key(|link| {
        (
            link.kind,
            alphabet::place(map.name(link.to.as_str())),
            alphabet::place(map.name(link.from.as_str())),
            link.id.clone(),
        )
    });
    for link in links {
        let field = |field: &&Field<Link>| Teller::value(field.control, &teller.link_text(field, link)).map(Cell::of);
        let findings = teller.findings(SubjectKind::Link, &link.id).len();
        let last = [
            Cell::text(text::join(teller.evidence(&link.evidence))),
            (findings > 0).then(|| Cell::Number(findings.into())),
            Cell::text(link.id.as_str()),
        ];
        table.add(fields.iter().map(field).chain(last));
    }
    without_empty_columns(table)
}

pub(super) fn links(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let fields: Vec<&'static Field<Link>> = LINK.iter().collect();
    lines(facts.map, teller, &fields, facts.map.links.iter().map(AsRef::as_ref))
}

pub(super) fn seats(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let money = ["amount", "currency", "period", "arrangement", "totals", "joint"];
    let fields: Vec<&'static Field<Link>> = LINK.iter().filter(|field| !money.contains(&field.name)).collect();
    let seats = facts.map.links.iter().map(AsRef::as_ref);
    lines(facts.map, teller, &fields, seats.filter(|link| matches!(link.kind, LinkKind::MemberOf | LinkKind::Chairs)))
}

pub(super) fn money(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let columns = [
        ("What", 14),
        ("From", 30),
        ("To", 30),
        ("Amount", 18),
        ("Currency", 10),
        ("Period", 12),
        ("Arrangement", 14),
        ("Counts in", 30),
        ("Status", 12),
        ("Note", 40),
        ("Sources", 40),
        ("Id", 24),
    ];
    let mut table = Table::new(&columns);
    let paid = facts.map.links.iter().filter(|link| link.kind == LinkKind::Funds);
    for link in paid {
        let text = |name: &str| {
            let field = LINK.iter().find(|field| field.name == name)?;
            Cell::text(teller.link_text(field, link))
        };
        table.add([
            Cell::text("payment"),
            text("from"),
            text("to"),
            link.amount.map(Cell::Money),
            text("currency"),
            text("period"),
            text("arrangement"),
            text("totals"),
            text("status"),
            text("note"),
            Cell::text(text::join(teller.evidence(&link.evidence))),
            Cell::text(link.id.as_str()),
        ]);
    }
    for total in &facts.map.totals {
        table.add([
            Cell::text("stated total"),
            None,
            Cell::text(&total.name),
            Some(Cell::Money(total.amount)),
            total.currency.as_ref().and_then(Cell::text),
            total.period.as_ref().and_then(Cell::text),
            None,
            None,
            None,
            total.note.as_ref().and_then(Cell::text),
            Cell::text(text::join(teller.evidence(&total.evidence))),
            Cell::text(total.id.as_str()),
        ]);
    }
    table
}

pub(super) fn expectations(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let mut table =
        Table::new(&[("Partner", 30), ("Kind", 12), ("What", 60), ("Theme", 30), ("Sources", 40), ("Id", 24)]);
    for expectation in &facts.map.expectations {
        table.add([
            Cell::text(teller.name(EntryKind::Node, &expectation.partner)),
            Cell::text(expectation.kind.word()),
            Cell::text(&expectation.text),
            expectation.theme.as_ref().and_then(|theme| Cell::text(teller.name(EntryKind::Theme, theme))),
            Cell::text(text::join(teller.evidence(&expectation.evidence))),
            Cell::text(expectation.id.as_str()),
        ]);
    }
    table
}

pub(super) fn sources(facts: &Facts<'_>, teller: &Teller<'_>) -> Table {
    let mut table = Table::new(&[("Title", 50), ("Publisher", 30), ("Date", 14), ("Id", 24)]);
    for source in &facts.map.sources {
        table.add([
            Cell::text(teller.name(EntryKind::Source, &source.id)),
            source.publisher.as_ref().and_then(Cell::text),
            source.date.map(Cell::Date),
            Cell::text(source.id.as_str()),
        ]);
    }
    table
}
