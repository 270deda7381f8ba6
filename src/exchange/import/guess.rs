//! Guesses: which row of a sheet says what its columns are called, and what they hold.

use std::collections::BTreeSet;

use super::book::{Book, Cell, Row, Sheet};
use super::column_names::{is_of_names, of_body, of_link};
use super::looks::{is_number, is_of_marks, is_of_numbers, is_outline, is_title, is_total, mark, step_in};
use super::mapping::{Holds, Mapping, SheetMapping};
use super::relation;
use crate::editing::fields::NODE;
use crate::exchange::pasted_text::Column;
use crate::exchange::pasted_text::headings::{about, known};
use crate::exchange::pasted_text::words;
use crate::model::NodeKind;
use crate::model::spelling::{key, plain};

/// In so many rows at the top of a sheet headings are looked for.
const MOST_ABOVE: usize = 25;
/// More columns than these are left for people to say.
const MOST_COLUMNS: u32 = 200;
/// A sheet of more rows has no headings in its first column.
const MOST_TURNED: usize = 60;

/// What the sheets of a book seem to hold.
pub(super) fn guess(book: &Book) -> Mapping {
    let mut mapping =
        Mapping { sheets: book.sheets.iter().map(sheet).collect(), takes_places: false, lost: Vec::new() };
    let has_headings = |mapping: &SheetMapping| mapping.holds != Holds::Nothing && mapping.heading_row.is_some();
    if mapping.sheets.iter().any(has_headings) {
        // Beside lists that say what they hold, one without headings mostly is remarks, or a list to choose from.
        for (sheet, mapping) in book.sheets.iter().zip(&mut mapping.sheets) {
            if mapping.heading_row.is_none() && mapping.holds == Holds::Bodies && !says_kinds(sheet) {
                mapping.holds = Holds::Nothing;
            }
        }
    }
    if is_own(book) {
        own_book(book, &mut mapping);
    }
    mapping
}

/// Whether this program has exported it: the first sheet of a workbook says so, a register as CSV has all of its headings.
pub(super) fn is_own(book: &Book) -> bool {
    has_about(book) || is_own_register(book)
}

/// Whether it is a workbook whose first sheet says that this program has made it.
pub(super) fn has_about(book: &Book) -> bool {
    let Some(about) = book.sheets.first().filter(|sheet| sheet.name == "About") else { return false };
    about.rows.iter().any(|row| row.said(0) == "Made by" && row.said(1).starts_with("Boardwalk"))
}

fn is_own_register(book: &Book) -> bool {
    let [sheet] = book.sheets.as_slice() else { return false };
    let Some(headings) = sheet.rows.first().filter(|_| sheet.name.is_empty()) else { return false };
    let first = NODE.iter().take(3).map(|field| field.label);
    let last = headings.cells.last().is_some_and(|cell| cell.text == "Id");
    last && headings.number == 1 && headings.cells.iter().zip(first).all(|(cell, label)| cell.text == label)
}

/// Of its sheets two hold what there is, and the others what follows from them.
fn own_book(book: &Book, mapping: &mut Mapping) {
    use Column::{Chair, FundedBy, Members, Nothing, Owns, PartOf, ReportsTo, SitsOn};
    let has_links = book.sheets.iter().any(|sheet| sheet.name == "Links");
    for (sheet, mapping) in book.sheets.iter().zip(&mut mapping.sheets) {
        if !["Register", "Links", ""].contains(&sheet.name.as_str()) {
            mapping.holds = Holds::Nothing;
            continue;
        }
        for place in 0..mapping.columns.len() {
            let heading = mapping.heading(sheet, u32::try_from(place).unwrap_or(u32::MAX));
            let holds = &mapping.columns[place];
            // Lines have a sheet of their own, which says more of them.
            let is_line = matches!(holds, ReportsTo | Chair | Members | PartOf | Owns | SitsOn | FundedBy);
            if ["Findings", "Sources", "Other fields"].contains(&heading) || (has_links && is_line) {
                mapping.columns[place] = Nothing;
            }
        }
    }
}

/// Whether most names of the first column say what they name.
fn says_kinds(sheet: &Sheet) -> bool {
    let names: Vec<&str> = sheet.rows.iter().map(|row| row.said(0)).filter(|name| !name.is_empty()).collect();
    names.iter().filter(|name| words::kind(name).is_some()).count() * 2 > names.len()
}

/// What a sheet seems to hold.
fn sheet(sheet: &Sheet) -> SheetMapping {
    let width = sheet.width().min(MOST_COLUMNS);
    let candidates = sheet.rows.iter().take(MOST_ABOVE).filter(|row| row.cells.len() > 1);
    let scored = candidates.filter_map(|row| Some((score(sheet, row)?, row)));
    // Of two rows that say as much, the upper one.
    let best = scored.max_by_key(|(score, row)| (*score, std::cmp::Reverse(row.number)));
    let first = || sheet.rows.first().filter(|_| width == 1 && sheet.rows.len() > 1);
    let single = || first().filter(|row| is_of_names(row.said(0)) || known(row.said(0), 0) == Some(Column::Name));
    let title = || first().filter(|row| is_title(row, sheet.rows.get(1)));
    let heading = best.map(|(_, row)| row).or_else(|| above_marks(sheet)).or_else(single).or_else(title);
    let is_of_lines = match heading {
        Some(row) => is_of_links(row),
        None => says_relations(sheet, width),
    };
    let holds = match () {
        () if sheet.is_hidden => Holds::Nothing,
        () if is_of_lines => Holds::Links,
        () => Holds::Bodies,
    };
    let mut mapping = guess_again(sheet, holds, heading.map(|row| row.number));
    if mapping.holds == Holds::Bodies && !mapping.has(&Column::Name) {
        mapping.holds = Holds::Nothing;
    }
    mapping
}

/// What a sheet holds if people say what its rows are, or which of them has the headings.
pub fn guess_again(sheet: &Sheet, holds: Holds, heading_row: Option<u32>) -> SheetMapping {
    let width = sheet.width().min(MOST_COLUMNS);
    let row = sheet.rows.iter().find(|row| Some(row.number) == heading_row);
    let mut columns = match (holds, row) {
        (Holds::Links, row) => of_links(row, width),
        (_, Some(row)) => named(sheet, row, width),
        (_, None) => unnamed(sheet, width),
    };
    columns.resize(sheet.width() as usize, Column::Nothing);
    let mut mapping =
        SheetMapping { holds, heading_row, columns, is_indented: false, takes_hidden: true, lost: Vec::new() };
    mapping.is_indented = holds == Holds::Bodies && is_indented(sheet, &mapping);
    mapping
}

/// Whether the headings of a sheet stand in its first column, one below the other.
pub(super) fn is_turned(sheet: &Sheet) -> bool {
    let Some(first) = sheet.rows.first().filter(|_| (3..=MOST_TURNED).contains(&sheet.rows.len())) else {
        return false;
    };
    let is_low = sheet.rows.last().is_some_and(|last| last.number < MOST_COLUMNS);
    let names = |text: &str| of_body(text, 1).is_some() || about(text).is_some();
    let known = sheet.rows.iter().filter(|row| names(row.said(0))).count();
    let beside = first.cells.iter().filter(|cell| cell.column > 0 && names(&cell.text)).count();
    is_low && known > 2 && known * 10 >= sheet.rows.len() * 6 && beside < 2 && sheet.width() > 1
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
    let above = || sheet.rows.iter().take_while(|above| above.number < row.number);
    let is_uppermost = above().all(|above| above.cells.len() < 2);
    // Only above all others "board" is a heading wherever it stands, and so are questions.
    let of_names = row.cells.iter().filter(|cell| cell.column > 0 && is_of_names(&cell.text)).count();
    let exact = if is_uppermost { exact + of_names.min(1) } else { exact };
    let asks = is_uppermost && (nearly > 2 || (nearly > 1 && row.cells.iter().any(|cell| names(&cell.text))));
    // Headings are short, or questions, and no numbers.
    let most = |text: &str| if text.trim().ends_with('?') { 200 } else { 60 };
    let is_short = row.cells.iter().all(|it| it.text.chars().count() < most(&it.text) && !is_number(&it.text));
    let is_last = sheet.rows.last().is_some_and(|last| last.number == row.number);
    let looks = exact >= 2
        || says_name
        || asks
        || (exact == 1 && (nearly >= 2 || (is_uppermost && is_above_numbers(sheet, row))));
    (looks && is_short && !is_last).then_some(2 * exact + nearly + usize::from(says_name))
}

/// Whether a heading asks for a name.
fn names(heading: &str) -> bool {
    about(heading) == Some(Column::Name)
}

/// Whether a word of a row stands above nothing but numbers.
fn is_above_numbers(sheet: &Sheet, row: &Row) -> bool {
    let is_word = |text: &str| !is_number(text) && !words::says_nothing(text);
    row.cells.iter().any(|cell| is_word(&cell.text) && is_of_numbers(sheet, cell.column, Some(row.number)))
}

/// The row that names the columns of a table of bodies by members: below it stand marks.
fn above_marks(sheet: &Sheet) -> Option<&Row> {
    let row = sheet.rows.iter().take(MOST_ABOVE).find(|row| row.cells.len() > 1)?;
    let left = sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min()?;
    let is_one = |cell: &&Cell| cell.column > left && !is_total(&cell.text);
    let named: Vec<u32> = row.cells.iter().filter(is_one).map(|cell| cell.column).collect();
    let are_names = row.cells.iter().all(|cell| mark(&cell.text).is_none());
    let marked = named.iter().filter(|column| is_of_marks(sheet, **column, row.number)).count();
    (are_names && marked > 1 && marked * 10 >= named.len() * 8).then_some(row)
}

/// What two columns of links are called.
const ENDS: [(&[&str], &[&str]); 4] = [
    (
        &["from", "source", "from body", "from node", "from group", "from id", "from name", "source id"],
        &["to", "target", "to body", "to node", "to group", "to id", "to name", "target id"],
    ),
    (&["body a", "body 1"], &["body b", "body 2"]),
    (&["child", "subordinate"], &["parent", "superior"]),
    (&["funder", "payer", "paid by"], &["recipient", "payee", "paid to"]),
];

fn is_of_links(row: &Row) -> bool {
    let has = |wanted: &[&str]| row.cells.iter().any(|cell| wanted.contains(&plain(&cell.text).as_str()));
    ENDS.iter().any(|(from, to)| has(from) && has(to))
}

/// Whether the middle one of three columns says what ties the others: "reports to", "sits on".
fn says_relations(sheet: &Sheet, width: u32) -> bool {
    let said: Vec<&str> = sheet.rows.iter().map(|row| row.said(1)).collect();
    let known = said.iter().filter(|text| relation::meant(text).is_some()).count();
    width == 3 && known > 0 && known * 10 >= said.len() * 8
}

/// The columns, by what a row calls them and by what stands in them.
fn named(sheet: &Sheet, row: &Row, width: u32) -> Vec<Column> {
    use Column::{Aliases, FundedBy, Members, Name, Nothing, Own, Owns, ReportsTo, SitsOn, Themes};
    let several = [ReportsTo, Members, Themes, Owns, Aliases, SitsOn, FundedBy];
    if width == 1 {
        return vec![Name];
    }
    let is_level = |heading: &str| plain(heading).starts_with("level ");
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..width {
        let heading = row.said(index);
        let is_free = |column: &Column| several.contains(column) || !columns.contains(column);
        let exact = of_body(heading, index).filter(|column| is_free(column) || is_level(heading));
        let meant = exact.or_else(|| about(heading).filter(is_free));
        let is_counted = || is_of_numbers(sheet, index, Some(row.number));
        columns.push(match meant {
            Some(Members) if is_counted() => Column::Field("size"),
            // The number of something is nobody's name.
            Some(Name) if is_counted() => own(heading, &columns),
            Some(column) => column,
            None if heading.is_empty() => Nothing,
            None => own(heading, &columns),
        });
    }
    seats(sheet, row, &mut columns);
    marks(sheet, row, &mut columns);
    positions(sheet, row, &mut columns);
    if !columns.contains(&Name) {
        // A list may call the column by what stands in it, or not at all.
        let is_own = |index: &u32| matches!(columns[*index as usize], Own(_));
        let words =
            ["group", "groups", "board", "boards", "body", "bodies", "committee", "meeting", "partnership", "forum"];
        let is_so = |index: &u32| plain(row.said(*index)).split(' ').any(|word| words.contains(&word));
        let is_text = |index: &u32| !is_of_numbers(sheet, *index, Some(row.number));
        let of_names = (0..width).filter(is_own).find(|index| is_of_names(row.said(*index)));
        let first = || (0..width).filter(is_own).find(is_text);
        let unnamed = || (0..width).find(|index| row.said(*index).is_empty() && *index == 0);
        let found = of_names.or_else(|| (0..width).filter(is_own).find(is_so)).or_else(unnamed).or_else(first);
        if let Some(index) = found {
            columns[index as usize] = Name;
        }
    }
    columns
}

/// What columns are called that say who sits, for whom, and as what.
const PERSONS: [&str; 11] = [
    "name",
    "member",
    "member name",
    "name of member",
    "person",
    "representative",
    "attendee",
    "name of representative",
    "nom",
    "navn",
    "contact name",
];
const ORGANISATIONS: [&str; 13] = [
    "organisation",
    "organization",
    "member organisation",
    "member organization",
    "agency",
    "partner",
    "partner organisation",
    "employer",
    "representing",
    "on behalf of",
    "organisation represented",
    "partner agency",
    "represents",
];
const ROLES: [&str; 11] = [
    "role",
    "capacity",
    "seat",
    "role on board",
    "role on group",
    "member type",
    "type of member",
    "membership type",
    "role on the board",
    "sits as",
    "position",
];

/// A list with a row for each seat: bodies come again and again, with who sits on them, for whom and as what.
fn seats(sheet: &Sheet, row: &Row, columns: &mut [Column]) {
    let find = |wanted: &[&str]| (0..columns.len()).find(|at| wanted.contains(&plain(row.said(*at as u32)).as_str()));
    let body = (0..columns.len()).find(|at| is_of_names(row.said(*at as u32)));
    let (person, organisation, role) = (find(&PERSONS), find(&ORGANISATIONS), find(&ROLES));
    let (Some(body), Some(member)) = (body, person.or(organisation)) else { return };
    let is_said = role.is_some() || (person.is_some() && organisation.is_some());
    if body == member || !is_said || !comes_again(sheet, row, body as u32) {
        return;
    }
    for column in columns.iter_mut().filter(|column| **column == Column::Name) {
        *column = Column::Nothing;
    }
    columns[body] = Column::Name;
    columns[member] = Column::Members;
    if let Some(organisation) = organisation.filter(|at| *at != member) {
        columns[organisation] = Column::OfLink("on_behalf_of");
    }
    if let Some(role) = role {
        columns[role] = Column::OfLink("role");
    }
}

/// Whether the names of a column come again below, or are merged over several rows.
fn comes_again(sheet: &Sheet, row: &Row, column: u32) -> bool {
    let below = sheet.rows.iter().filter(|below| below.number > row.number);
    let names: Vec<&str> = below.map(|row| row.said(column)).filter(|name| !name.is_empty()).collect();
    let distinct: BTreeSet<String> = names.iter().map(|name| key(name)).collect();
    distinct.len() < names.len() || !sheet.hanging(column).is_empty()
}

/// Of columns of marks, who is called so sits on the row's body, or that one there: whichever of both are bodies.
fn marks(sheet: &Sheet, row: &Row, columns: &mut [Column]) {
    let is_unknown = |column: &Column| matches!(column, Column::Own(_));
    let marked: Vec<usize> = (0..columns.len())
        .filter(|at| is_unknown(&columns[*at]) && is_of_marks(sheet, *at as u32, row.number))
        .collect();
    let says = |name: &str, wanted: fn(NodeKind) -> bool| words::kind(name).is_some_and(wanted);
    let named = marked.iter().filter(|at| says(row.said(**at as u32), |_| true)).count();
    let others = columns.iter().filter(|column| !matches!(column, Column::Nothing | Column::Name)).count();
    // Marks may also say yes and no to other things.
    if marked.len() < 2 || (named * 2 < marked.len() && others > marked.len()) {
        return;
    }
    let is_body = |kind: NodeKind| matches!(kind, NodeKind::Board | NodeKind::Group);
    let share = |bodies: usize, all: usize| bodies * 100 / all.max(1);
    let above = marked.iter().filter(|at| says(row.said(**at as u32), is_body)).count();
    let names = columns.iter().position(|column| *column == Column::Name).unwrap_or(0) as u32;
    let beside: Vec<&str> = sheet.rows.iter().filter(|it| it.number > row.number).map(|it| it.said(names)).collect();
    let left = beside.iter().filter(|name| says(name, is_body)).count();
    let are_bodies_above = share(above, marked.len()) > share(left, beside.len());
    for at in marked {
        columns[at] = if are_bodies_above { Column::BodyWhereMarked } else { Column::MemberWhereMarked };
    }
}

/// A column of statuses that mostly holds sentences says how things stand, and what its words say is proposed.
fn positions(sheet: &Sheet, row: &Row, columns: &mut [Column]) {
    let Some(at) = columns.iter().position(|column| *column == Column::Status) else { return };
    let below = sheet.rows.iter().filter(|below| below.number > row.number).map(|below| below.said(at as u32));
    let said: Vec<&str> = below.filter(|text| !words::says_nothing(text)).collect();
    // "Active (under review)" is a status with a word on it; "on hold, reports to Trust Board" says more than that.
    let is_sentence = |text: &&&str| match text.split_whitespace().count() {
        0 | 1 => false,
        2 | 3 => words::status(text).is_none(),
        _ => true,
    };
    let sentences = said.iter().filter(is_sentence).count();
    if sentences * 2 > said.len() && !columns.contains(&Column::Standing) {
        columns[at] = Column::Standing;
    }
}

/// A field of the map's own, under a name that no other column has.
fn own(heading: &str, others: &[Column]) -> Column {
    let wanted = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered).map(Column::Own);
    names.find(|name| !others.contains(name)).unwrap_or(Column::Own(wanted.clone()))
}

/// The columns of a list without headings, as pasted text has them; numbers are nobody's names, and stairs go down column by
/// column.
fn unnamed(sheet: &Sheet, width: u32) -> Vec<Column> {
    if is_stairs(sheet, width) {
        return vec![Column::Name; width as usize];
    }
    let mut known = [Column::Name, Column::ReportsTo, Column::Chair].into_iter();
    let column = |index: u32| match width > 3 && index > 0 {
        false if !is_of_numbers(sheet, index, None) => known.next().unwrap_or(Column::Nothing),
        _ => Column::Nothing,
    };
    (0..width).map(column).collect()
}

/// Whether each row has a single cell, further to the right the deeper it hangs.
fn is_stairs(sheet: &Sheet, width: u32) -> bool {
    let alone = sheet.rows.iter().filter(|row| row.cells.len() == 1);
    let used: BTreeSet<u32> = alone.clone().map(|row| row.cells[0].column).collect();
    (2..13).contains(&width) && used.len() > 1 && alone.count() * 10 >= sheet.rows.len() * 9
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

/// Whether names are set in, some more than others, or numbered as an outline is.
fn is_indented(sheet: &Sheet, mapping: &SheetMapping) -> bool {
    let names = mapping.columns.iter().filter(|column| **column == Column::Name).count();
    let Some(column) = mapping.columns.iter().position(|column| *column == Column::Name) else { return false };
    if names != 1 || mapping.has(&Column::ReportsTo) {
        return false;
    }
    if outlined(sheet, mapping).is_some() {
        return true;
    }
    let column = u32::try_from(column).unwrap_or(u32::MAX);
    let below = sheet.rows.iter().filter(|row| Some(row.number) > mapping.heading_row);
    let steps: Vec<usize> = below.filter_map(|row| row.cell(column)).map(step_in).collect();
    // A single blank is a slip of the hand.
    steps.iter().filter(|step| **step > 1).count() > 0 && steps.contains(&0)
}

/// The column whose numbers say what hangs under what, if one does.
pub(super) fn outlined(sheet: &Sheet, mapping: &SheetMapping) -> Option<u32> {
    let is_so = |column: &Column| matches!(column, Column::Name | Column::Reference);
    let columns = mapping.columns.iter().enumerate().filter(|(_, column)| is_so(column));
    let mut places = columns.filter_map(|(place, _)| u32::try_from(place).ok());
    places.find(|place| is_outline(sheet, *place, mapping.heading_row))
}
