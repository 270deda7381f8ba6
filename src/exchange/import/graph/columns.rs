//! What the attributes of a graph seem to hold: those that this program writes by their names, those of others by the words
//! that spreadsheets have for them.

use std::collections::HashSet;

use super::super::book::{Book, Sheet};
use super::super::column_names::{of_attribute, of_link};
use super::super::mapping::{Holds, Mapping, SheetMapping};
use super::super::origin::Origin;
use super::super::relation;
use super::own_names::{OWN, written};
use super::sheets::{OF_THINGS, OF_TIES};
use crate::editing::fields::{LINK, NODE};
use crate::exchange::pasted_text::Column;
use crate::model::spelling::plain;

/// More attributes than these are left for people to say.
const MOST_COLUMNS: usize = 1_000;
/// So many edges tell whether an attribute says what they are.
const TELLING: usize = 200;
/// Attributes that follow from the rest of what this program writes.
pub(super) const FOLLOWS: [&str; 2] = ["findings", "amount_number"];

/// What the sheets of a graph seem to hold.
pub(in crate::exchange::import) fn guess(book: &Book, origin: &Origin) -> Mapping {
    let sheet = |(place, sheet): (usize, &Sheet)| {
        let columns = match place {
            0 => of_nodes(sheet, origin),
            _ => of_edges(sheet, origin),
        };
        let holds = if place == 0 { Holds::Bodies } else { Holds::Links };
        SheetMapping { holds, heading_row: Some(1), columns, is_indented: false, takes_hidden: true, lost: Vec::new() }
    };
    let sheets = book.sheets.iter().enumerate().map(sheet).collect();
    Mapping { sheets, takes_places: origin.is_own, lost: Vec::new() }
}

fn headings(sheet: &Sheet) -> impl Iterator<Item = &str> {
    sheet.rows.first().into_iter().flat_map(|row| row.cells.iter().map(|cell| cell.text.as_str()))
}

fn is_used(sheet: &Sheet, column: u32) -> bool {
    sheet.rows.iter().skip(1).any(|row| row.cell(column).is_some())
}

fn of_nodes(sheet: &Sheet, origin: &Origin) -> Vec<Column> {
    let says = |wanted: &str| headings(sheet).skip(OF_THINGS.len()).any(|name| name == wanted);
    let has_label = is_used(sheet, 1) && !(origin.is_own && says("name"));
    // Libraries keep as "name" what others call an id.
    let is_labelled = !origin.is_own && says("label");
    let label = if has_label { Column::Name } else { Column::Nothing };
    let mut columns = vec![Column::Reference, label, Column::PartOf];
    let mut owns = HashSet::new();
    for (place, name) in headings(sheet).enumerate().skip(OF_THINGS.len()) {
        let known = if origin.is_own { own_column(name) } else { foreign_column(name) };
        let known = known.filter(|column| !is_labelled || *column != Column::Name || name == "label");
        // What is said twice by other words is kept beside the first.
        let is_free = |column: &Column| !columns.contains(column) && (*column != Column::Name || !has_label);
        let column = match known {
            _ if place > MOST_COLUMNS => Column::Nothing,
            Some(Column::Own(name)) => Column::Own(name),
            Some(column) if is_free(&column) || column == Column::Nothing => column,
            _ => {
                let heading = if name.trim().is_empty() { "No name" } else { name };
                let numbered = (2..).map(|number| format!("{heading} {number}"));
                let mut names = std::iter::once(heading.to_owned()).chain(numbered);
                Column::Own(names.find(|name| !owns.contains(name)).unwrap_or_default())
            }
        };
        if let Column::Own(name) = &column {
            owns.insert(name.clone());
        }
        columns.push(column);
    }
    if origin.whole.is_some() {
        return vec![Column::Reference, Column::Name, Column::Kind];
    }
    if !columns.contains(&Column::Name) {
        let named = headings(sheet).position(|name| ["name", "title"].contains(&plain(name).as_str()));
        columns[named.unwrap_or(1)] = Column::Name;
    }
    columns
}

fn own_column(name: &str) -> Option<Column> {
    if let Some(own) = name.strip_prefix(OWN) {
        return Some(Column::Own(own.to_owned()));
    }
    if FOLLOWS.contains(&name) {
        return Some(Column::Nothing);
    }
    by_name(name)
}

/// The column of a field, by what exports call it.
fn by_name(name: &str) -> Option<Column> {
    let field = NODE.iter().find(|field| written(field.name) == name)?;
    Some(match field.name {
        "name" => Column::Name,
        "kind" => Column::Kind,
        "status" => Column::Status,
        "remit" => Column::Remit,
        "sector" => Column::Sector,
        "themes" => Column::Themes,
        "aliases" => Column::Aliases,
        "notes" => Column::Notes,
        name => Column::Field(name),
    })
}

fn foreign_column(name: &str) -> Option<Column> {
    match plain(name).as_str() {
        "start" => Some(Column::Field("since")),
        "end" => Some(Column::Field("until")),
        "archimate type" | "element type" => Some(Column::Kind),
        "documentation" | "description" => Some(Column::Remit),
        _ => by_name(name).or_else(|| of_attribute(name)).filter(is_fact),
    }
}

/// Whether a column says something of its own node. In graphs it is edges that tie one to another: an attribute "owner" is
/// somebody's name.
fn is_fact(column: &Column) -> bool {
    use Column::{Chair, FundedBy, Members, Owns, PartOf, Reference, ReportsTo, SitsOn, Standing};
    let ties = [ReportsTo, Chair, Members, PartOf, Owns, SitsOn, FundedBy];
    !matches!(column, Reference | Standing) && !ties.contains(column)
}

fn of_edges(sheet: &Sheet, origin: &Origin) -> Vec<Column> {
    if origin.whole.is_some() {
        return vec![Column::Nothing, Column::From, Column::Relation, Column::To];
    }
    let mut columns = vec![Column::Nothing, Column::From, Column::Relation, Column::To];
    for (place, name) in headings(sheet).enumerate().skip(OF_TIES.len()) {
        let known = match origin.is_own {
            true if name == "kind" => Some(Column::Relation),
            true => LINK.iter().find(|field| written(field.name) == name).map(|field| Column::OfLink(field.name)),
            false => of_tie(sheet, place, name),
        };
        let is_free = |column: &Column| *column == Column::Relation || !columns.contains(column);
        columns.push(known.filter(|column| place <= MOST_COLUMNS && is_free(column)).unwrap_or(Column::Nothing));
    }
    columns
}

/// What an attribute of edges holds: what says of most of them what they are is their kind, whatever it is called.
fn of_tie(sheet: &Sheet, place: usize, name: &str) -> Option<Column> {
    let column = u32::try_from(place).unwrap_or(u32::MAX);
    let said = sheet.rows.iter().skip(1).map(|row| row.said(column)).filter(|said| !said.is_empty()).take(TELLING);
    let (mut all, mut meant) = (0_usize, 0);
    for said in said {
        all += 1;
        meant += usize::from(relation::meant(said).is_some());
    }
    match plain(name).as_str() {
        "weight" | "value" => None,
        "start" => Some(Column::OfLink("since")),
        "end" => Some(Column::OfLink("until")),
        "interaction" | "archimate type" => Some(Column::Relation),
        _ if all > 0 && 2 * meant > all => Some(Column::Relation),
        _ => of_link(name),
    }
}
