//! Guesses: which row of a sheet says what its columns are called, and what they hold.

use super::book::{Book, Row, Sheet};
use super::mapping::{Holds, Mapping, SheetMapping};
use crate::editing::fields::{LINK, NODE};
use crate::exchange::pasted_text::Column;
use crate::exchange::pasted_text::headings::{about, known};
use crate::exchange::pasted_text::words;
use crate::model::spelling::plain;

/// In so many rows at the top of a sheet headings are looked for.
const MOST_ABOVE: usize = 25;
/// More columns than these are left for people to say.
const MOST_COLUMNS: u32 = 200;

/// What columns of bodies are called beside what pasted text knows, in plain words.
const OF_BODIES: [(&[&str], Column); 6] = [
    (&["description"], Column::Remit),
    (
        &[
            "id",
            "ref",
            "reference",
            "ref no",
            "reference number",
            "no",
            "nr",
            "number",
            "row",
            "code",
            "item",
            "key",
            "serial",
            "index",
        ],
        Column::Reference,
    ),
    (
        &[
            "aliases",
            "alias",
            "also known as",
            "aka",
            "a k a",
            "short name",
            "abbreviation",
            "acronym",
            "former name",
            "formerly",
            "previously known as",
            "other names",
            "known as",
            "initials",
        ],
        Column::Aliases,
    ),
    (
        &[
            "current position",
            "position",
            "current status",
            "current state",
            "present position",
            "where it stands",
            "current situation",
            "update",
            "progress",
            "latest position",
        ],
        Column::Standing,
    ),
    (
        &[
            "name of group",
            "group name",
            "number and group",
            "name of body",
            "body name",
            "name of board",
            "board name",
            "group or board",
            "name of meeting",
            "meeting name",
            "group board",
            "board group",
            "label",
            "node",
            "committee name",
            "forum",
            "panel",
            "partnership name",
        ],
        Column::Name,
    ),
    (
        &[
            "reports to board",
            "line of accountability",
            "accountability",
            "governing body",
            "upward reporting",
            "parent group",
            "reports into",
            "reporting line",
            "reports up to",
            "feeds into",
        ],
        Column::ReportsTo,
    ),
];

/// What columns of links are called, in plain words.
const OF_LINKS: [(&[&str], Column); 13] = [
    (&["from", "source", "from body", "from node", "from group", "start", "who", "body", "subject"], Column::From),
    (
        &["to", "target", "to body", "to node", "to group", "end", "whom", "to whom", "destination", "object"],
        Column::To,
    ),
    (
        &[
            "relation",
            "relationship",
            "link",
            "link type",
            "type of link",
            "line",
            "connection",
            "connection type",
            "kind",
            "type",
            "verb",
            "how",
            "what",
            "relationship type",
            "label",
        ],
        Column::Relation,
    ),
    (&["amount", "value", "sum", "cost", "money", "budget", "funding"], Column::OfLink("amount")),
    (&["currency"], Column::OfLink("currency")),
    (&["period", "year", "financial year"], Column::OfLink("period")),
    (&["note", "notes", "comment", "comments", "description", "details"], Column::OfLink("note")),
    (&["status"], Column::OfLink("status")),
    (&["role", "seat", "as"], Column::OfLink("role")),
    (&["seats", "number of seats"], Column::OfLink("seats")),
    (&["since", "start date", "from date"], Column::OfLink("since")),
    (&["until", "end date", "to date"], Column::OfLink("until")),
    (&["voting", "votes"], Column::OfLink("voting")),
];

/// What the sheets of a book seem to hold.
pub(super) fn guess(book: &Book) -> Mapping {
    let mut mapping = Mapping { sheets: book.sheets.iter().map(sheet).collect(), takes_places: false };
    if is_own(book) {
        own_book(book, &mut mapping);
    }
    mapping
}

/// Whether it is a workbook that this program has exported: its first sheet says so.
pub(super) fn is_own(book: &Book) -> bool {
    let Some(about) = book.sheets.first().filter(|sheet| sheet.name == "About") else { return false };
    about.rows.iter().any(|row| row.said(0) == "Made by" && row.said(1).starts_with("Boardwalk"))
}

/// Of its sheets two hold what there is, and the others what follows from them.
fn own_book(book: &Book, mapping: &mut Mapping) {
    use Column::{Chair, Members, Nothing, Owns, PartOf, ReportsTo};
    let has_links = book.sheets.iter().any(|sheet| sheet.name == "Links");
    for (sheet, mapping) in book.sheets.iter().zip(&mut mapping.sheets) {
        if !["Register", "Links"].contains(&sheet.name.as_str()) {
            mapping.holds = Holds::Nothing;
            continue;
        }
        for place in 0..mapping.columns.len() {
            let heading = mapping.heading(sheet, u32::try_from(place).unwrap_or(u32::MAX));
            // Lines have a sheet of their own, which says more of them.
            let is_line = matches!(mapping.columns[place], ReportsTo | Chair | Members | PartOf | Owns);
            if ["Findings", "Sources", "Other fields"].contains(&heading) || (has_links && is_line) {
                mapping.columns[place] = Nothing;
            }
        }
    }
}

/// What a sheet seems to hold.
fn sheet(sheet: &Sheet) -> SheetMapping {
    let width = sheet.width().min(MOST_COLUMNS);
    let candidates = sheet.rows.iter().take(MOST_ABOVE).filter(|row| row.cells.len() > 1);
    let scored = candidates.filter_map(|row| Some((score(sheet, row)?, row)));
    // Of two rows that say as much, the upper one.
    let best = scored.max_by_key(|(score, row)| (*score, std::cmp::Reverse(row.number)));
    let single = || sheet.rows.first().filter(|row| width == 1 && known(row.said(0), 0) == Some(Column::Name));
    let heading = best.map(|(_, row)| row).or_else(single);
    let mut columns = match heading {
        Some(row) => named(row, width),
        None => unnamed(sheet, width),
    };
    let holds = match () {
        () if sheet.is_hidden => Holds::Nothing,
        () if heading.is_some_and(is_of_links) => {
            columns = of_links(heading, width);
            Holds::Links
        }
        () if columns.contains(&Column::Name) => Holds::Bodies,
        () => Holds::Nothing,
    };
    columns.resize(sheet.width() as usize, Column::Nothing);
    let mut mapping = SheetMapping {
        holds,
        heading_row: heading.map(|row| row.number),
        columns,
        is_indented: false,
        takes_hidden: true,
    };
    mapping.is_indented = holds == Holds::Bodies && is_indented(sheet, &mapping);
    mapping
}

/// What a sheet holds if people say what its rows are, or which of them has the headings.
pub fn guess_again(sheet: &Sheet, holds: Holds, heading_row: Option<u32>) -> SheetMapping {
    let width = sheet.width().min(MOST_COLUMNS);
    let row = sheet.rows.iter().find(|row| Some(row.number) == heading_row);
    let mut columns = match (holds, row) {
        (Holds::Links, row) => of_links(row, width),
        (_, Some(row)) => named(row, width),
        (_, None) => unnamed(sheet, width),
    };
    columns.resize(sheet.width() as usize, Column::Nothing);
    let mut mapping = SheetMapping { holds, heading_row, columns, is_indented: false, takes_hidden: true };
    mapping.is_indented = holds == Holds::Bodies && is_indented(sheet, &mapping);
    mapping
}

/// How much a row looks like headings; nothing if it does not.
fn score(sheet: &Sheet, row: &Row) -> Option<usize> {
    if is_of_links(row) {
        return Some(100);
    }
    let exact = row.cells.iter().filter(|cell| of_body(&cell.text, cell.column).is_some()).count();
    let nearly = row.cells.iter().filter(|cell| about(&cell.text).is_some()).count();
    let says_name = row.cells.iter().any(|cell| {
        let cell = plain(&cell.text);
        cell == "name" || cell == "names" || cell.ends_with(" name") || cell.starts_with("name of ")
    });
    // Headings are short, and no numbers.
    let is_short = row.cells.iter().all(|cell| cell.text.chars().count() < 60 && cell.text.parse::<f64>().is_err());
    let is_last = sheet.rows.last().is_some_and(|last| last.number == row.number);
    let looks = exact >= 2 || says_name || (exact == 1 && (nearly >= 2 || is_above_numbers(sheet, row)));
    (looks && is_short && !is_last).then_some(2 * exact + nearly + usize::from(says_name))
}

/// Whether it is the first row, and a word of it stands above nothing but numbers.
fn is_above_numbers(sheet: &Sheet, row: &Row) -> bool {
    let is_first = sheet.rows.first().is_some_and(|first| first.number == row.number);
    let is_word = |text: &str| !is_number(text.trim()) && !words::says_nothing(text);
    is_first && row.cells.iter().any(|cell| is_word(&cell.text) && is_of_numbers(sheet, cell.column))
}

/// Whether a column holds numbers and nothing else below the first row.
fn is_of_numbers(sheet: &Sheet, column: u32) -> bool {
    let mut below = sheet.rows.iter().skip(1).map(|row| row.said(column)).filter(|text| !text.is_empty());
    let is_first_one = below.next().is_some_and(is_number);
    is_first_one && below.all(is_number)
}

/// Whether it is a number, perhaps with its currency or as a share.
fn is_number(text: &str) -> bool {
    let is_of_one = |letter: char| letter.is_ascii_digit() || " .,-+%£$€".contains(letter);
    text.contains(|letter: char| letter.is_ascii_digit()) && text.chars().all(is_of_one)
}

fn is_of_links(row: &Row) -> bool {
    let has = |wanted: &[&str]| row.cells.iter().any(|cell| wanted.contains(&plain(&cell.text).as_str()));
    has(&["from", "source", "from body", "from node", "from group"])
        && has(&["to", "target", "to body", "to node", "to group"])
}

pub(super) fn of_body(heading: &str, index: u32) -> Option<Column> {
    let said = plain(heading);
    let own = OF_BODIES.iter().find(|(words, _)| words.contains(&said.as_str())).map(|(_, column)| column.clone());
    if said.is_empty() {
        return None;
    }
    if said.strip_prefix("level ").is_some_and(|rest| rest.parse::<u8>().is_ok()) {
        return Some(Column::Name);
    }
    own.or_else(|| known(heading, index as usize)).or_else(|| labelled(&said))
}

/// What a column holds that is called as this program calls it.
fn labelled(said: &str) -> Option<Column> {
    let field = NODE.iter().find(|field| plain(field.label) == said)?;
    match field.name {
        "aliases" => Some(Column::Aliases),
        // What is called so is mostly told by words of people first.
        "name" | "kind" | "status" | "remit" | "sector" | "themes" | "notes" => None,
        name => Some(Column::Field(name)),
    }
}

/// The columns, by what a row calls them.
fn named(row: &Row, width: u32) -> Vec<Column> {
    let several = [Column::ReportsTo, Column::Members, Column::Themes, Column::Owns, Column::Aliases];
    let is_level = |heading: &str| plain(heading).starts_with("level ");
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..width {
        let heading = row.said(index);
        let is_free = |column: &Column| several.contains(column) || !columns.contains(column);
        let exact = of_body(heading, index).filter(|column| is_free(column) || is_level(heading));
        let meant = exact.or_else(|| about(heading).filter(is_free));
        columns.push(match meant {
            Some(column) => column,
            None if heading.is_empty() => Column::Nothing,
            None => own(heading, &columns),
        });
    }
    let first_of = |wanted: &[&str]| {
        let is_so = |index: &u32| plain(row.said(*index)).split(' ').any(|word| wanted.contains(&word));
        (0..width).find(|index| is_so(index) && matches!(columns[*index as usize], Column::Own(_)))
    };
    if !columns.contains(&Column::Name) {
        // A list may call the column by what stands in it, or not at all.
        let words =
            ["group", "groups", "board", "boards", "body", "bodies", "committee", "meeting", "partnership", "forum"];
        let first = (0..width).find(|index| matches!(columns[*index as usize], Column::Own(_)));
        if let Some(index) = first_of(&words).or(first) {
            columns[index as usize] = Column::Name;
        }
    }
    columns
}

/// A field of the map's own, under a name that no other column has.
fn own(heading: &str, others: &[Column]) -> Column {
    let wanted = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered).map(Column::Own);
    names.find(|name| !others.contains(name)).unwrap_or(Column::Own(wanted.clone()))
}

/// The columns of a list without headings, as pasted text has them; numbers are nobody's names.
fn unnamed(sheet: &Sheet, width: u32) -> Vec<Column> {
    let known = [Column::Name, Column::ReportsTo, Column::Chair];
    let is_so = |index: u32| index == 0 || (width <= 3 && !is_of_numbers(sheet, index));
    let column = |index: u32| known.get(index as usize).filter(|_| is_so(index)).cloned();
    (0..width).map(|index| column(index).unwrap_or(Column::Nothing)).collect()
}

/// What a column of links holds, by what it is called.
pub(super) fn of_link(heading: &str) -> Option<Column> {
    let said = plain(heading);
    let known = OF_LINKS.iter().find(|(words, _)| words.contains(&said.as_str())).map(|(_, column)| column.clone());
    let field = || LINK.iter().find(|field| plain(field.label) == said).map(|field| Column::OfLink(field.name));
    known.or_else(field)
}

fn of_links(row: Option<&Row>, width: u32) -> Vec<Column> {
    let Some(row) = row else {
        let plain = [Column::From, Column::Relation, Column::To];
        let two = [Column::From, Column::To];
        let known: &[Column] = if width == 2 { &two } else { &plain };
        return (0..width as usize).map(|index| known.get(index).cloned().unwrap_or(Column::Nothing)).collect();
    };
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..width {
        let found = of_link(row.said(index));
        columns.push(found.filter(|column| !columns.contains(column)).unwrap_or(Column::Nothing));
    }
    columns
}

/// Whether names are set in, some more than others.
fn is_indented(sheet: &Sheet, mapping: &SheetMapping) -> bool {
    let names = mapping.columns.iter().filter(|column| **column == Column::Name).count();
    let Some(column) = mapping.columns.iter().position(|column| *column == Column::Name) else { return false };
    if names != 1 || mapping.has(&Column::ReportsTo) {
        return false;
    }
    let column = u32::try_from(column).unwrap_or(u32::MAX);
    let below = sheet.rows.iter().filter(|row| Some(row.number) > mapping.heading_row);
    let steps: Vec<usize> = below.filter_map(|row| row.cell(column)).map(step_in).collect();
    // A single blank is a slip of the hand.
    steps.iter().filter(|step| **step > 1).count() > 0 && steps.contains(&0)
}

/// How far a name is set in: by its format, or by blanks before it.
pub(super) fn step_in(cell: &super::book::Cell) -> usize {
    let text = cell.text.trim_start_matches('\n');
    let blanks = text.chars().take_while(|letter| letter.is_whitespace());
    let typed: usize = blanks.map(|letter| if letter == '\t' { 4 } else { 1 }).sum();
    // Lists of LibreOffice and Word set in by a dash or a bullet of their own.
    typed + 4 * usize::from(cell.indent)
}

/// Whether a name is counted: "12. Extended Services Board".
pub(super) fn is_counted(name: &str) -> bool {
    let name = name.trim();
    words::without_mark(name) != name && name.starts_with(|letter: char| letter.is_ascii_digit() || letter == '(')
}
