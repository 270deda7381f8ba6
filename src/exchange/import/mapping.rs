//! Mappings: what the sheets of a book hold, column by column; guessed, changed by people, kept in a file for the next time.

use serde::{Deserialize, Serialize};

use super::book::{Book, Sheet, column_letters, column_of};
use crate::editing::fields::{self, Fielded as _};
use crate::exchange::pasted_text::Column;
use crate::model::spelling::plain;
use crate::model::{Link, Node};

/// What the sheets of a book hold, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// One for each sheet.
    pub sheets: Vec<SheetMapping>,
    /// Whether nodes of a graph stand where they are drawn there.
    pub takes_places: bool,
    /// The sheets of which a kept mapping speaks and which the book does not have.
    pub lost: Vec<String>,
}

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetMapping {
    /// What its rows are.
    pub holds: Holds,
    /// The number of the row that says what the columns are called, if one does; what stands above it is left out.
    pub heading_row: Option<u32>,
    /// What each column holds, from the first.
    pub columns: Vec<Column>,
    /// Whether names that are set in hang under the one above that is set in less.
    pub is_indented: bool,
    /// Whether rows are taken that the spreadsheet program does not show.
    pub takes_hidden: bool,
    /// The columns of which a kept mapping speaks and which the sheet does not have, by what they are called.
    pub lost: Vec<String>,
}

/// What the rows of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// One body, post or strand a row.
    Bodies,
    /// One link a row, from one to another.
    Links,
    /// Nothing that is wanted.
    Nothing,
}

/// A mapping as a file keeps it: by the names of sheets and columns, so that it fits the next version of a spreadsheet.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// What the file is.
    format: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    takes_places: Option<bool>,
    sheets: Vec<KeptSheet>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptSheet {
    sheet: String,
    holds: Holds,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heading_row: Option<u32>,
    #[serde(default)]
    indented: bool,
    #[serde(default = "yes")]
    takes_hidden: bool,
    #[serde(default)]
    columns: Vec<KeptColumn>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptColumn {
    column: String,
    #[serde(default)]
    heading: String,
    holds: String,
}

fn yes() -> bool {
    true
}

/// What a kept mapping calls itself.
const FORMAT: &str = "boardwalk-import-mapping";
/// The largest file of a mapping, bytes.
const MOST_BYTES: usize = 4 << 20;

/// Whether a file holds a mapping that was kept.
pub fn is_mapping(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let kept: Option<Kept> = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok();
    kept.is_some_and(|kept| kept.format == FORMAT)
}

impl Mapping {
    /// Whether any sheet holds anything.
    pub fn takes_any(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.holds != Holds::Nothing)
    }

    /// The mapping as a file keeps it.
    pub fn write(&self, book: &Book) -> String {
        let sheet = |(sheet, mapping): (&Sheet, &SheetMapping)| {
            let column = |(place, holds): (usize, &Column)| {
                let column = u32::try_from(place).unwrap_or(u32::MAX);
                let (heading, column) = (mapping.heading(sheet, column).to_owned(), column_letters(column));
                KeptColumn { column, heading, holds: code(holds) }
            };
            KeptSheet {
                sheet: sheet.name.clone(),
                holds: mapping.holds,
                heading_row: mapping.heading_row,
                indented: mapping.is_indented,
                takes_hidden: mapping.takes_hidden,
                columns: mapping.columns.iter().enumerate().map(column).collect(),
            }
        };
        let sheets = book.sheets.iter().zip(&self.sheets).map(sheet).collect();
        let takes_places = book.graph.is_some().then_some(self.takes_places);
        let kept = Kept { format: FORMAT.to_owned(), takes_places, sheets };
        serde_json::to_string_pretty(&kept).unwrap_or_default() + "\n"
    }

    /// A mapping that was kept, as it fits a book: sheets by name, columns by what they are called, else by their letters.
    /// What it does not know is as it was guessed.
    ///
    /// # Errors
    /// When the text is no mapping, as one sentence without a full stop.
    pub(super) fn read(text: &str, book: &Book, guessed: Self) -> Result<Self, String> {
        if text.len() > MOST_BYTES {
            return Err("it is too large for a mapping".to_owned());
        }
        let kept: Kept = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("it is no mapping of this program: {error}"))?;
        if kept.format != FORMAT {
            return Err(format!("it is no mapping of this program: its format is not \"{FORMAT}\""));
        }
        let mut mapping = guessed;
        mapping.takes_places = kept.takes_places.unwrap_or(mapping.takes_places);
        let is_there = |kept: &&KeptSheet| book.sheets.iter().any(|sheet| plain(&sheet.name) == plain(&kept.sheet));
        let wanted = kept.sheets.iter().filter(|kept| kept.holds != Holds::Nothing && !is_there(kept));
        if kept.sheets.len() > 1 || book.sheets.len() > 1 {
            mapping.lost = wanted.map(|kept| kept.sheet.clone()).collect();
        }
        for (sheet, guessed) in book.sheets.iter().zip(&mut mapping.sheets) {
            let by_name = kept.sheets.iter().find(|kept| plain(&kept.sheet) == plain(&sheet.name));
            let only = kept.sheets.first().filter(|_| kept.sheets.len() == 1 && book.sheets.len() == 1);
            if let Some(kept) = by_name.or(only) {
                kept.lay_over(sheet, guessed)?;
            }
        }
        Ok(mapping)
    }
}

impl KeptSheet {
    /// Says of a sheet what was kept, where it fits.
    fn lay_over(&self, sheet: &Sheet, guessed: &mut SheetMapping) -> Result<(), String> {
        let called = |row: Option<u32>, wanted: &str| -> Option<usize> {
            let row = sheet.rows.iter().find(|it| Some(it.number) == row)?;
            let cell = row.cells.iter().find(|cell| plain(&cell.text) == plain(wanted))?;
            usize::try_from(cell.column).ok()
        };
        // A row more above the headings is no other sheet.
        let named: Vec<&KeptColumn> = self.columns.iter().filter(|column| !column.heading.trim().is_empty()).collect();
        let fits = |row: Option<u32>| named.iter().filter(|column| called(row, &column.heading).is_some()).count();
        let heading_row = match self.heading_row {
            None => None,
            row if fits(row) >= fits(guessed.heading_row) => row,
            _ => guessed.heading_row,
        };
        let mut columns = vec![Column::Nothing; sheet.width() as usize];
        // What is new in the sheet is guessed.
        let is_known = |place: usize| {
            let heading = guessed.heading(sheet, u32::try_from(place).unwrap_or(u32::MAX));
            self.columns.iter().any(|kept| plain(&kept.heading) == plain(heading))
        };
        for (place, column) in guessed.columns.iter().enumerate().take(columns.len()) {
            if heading_row.is_some() && !is_known(place) && *column != Column::Name {
                columns[place] = column.clone();
            }
        }
        let mut lost = Vec::new();
        for kept in &self.columns {
            let holds = column_from(&kept.holds)
                .ok_or_else(|| format!("\"{}\" is nothing that a column can hold", kept.holds))?;
            let by_letters = || column_of(&kept.column).and_then(|column| usize::try_from(column).ok());
            // Of several that are called the same, the one in its old place is meant.
            let stays = |place: &usize, wanted: &str| {
                let at = u32::try_from(*place).unwrap_or(u32::MAX);
                sheet.rows.iter().any(|it| Some(it.number) == heading_row && plain(it.said(at)) == plain(wanted))
            };
            let place = match kept.heading.trim() {
                "" => by_letters(),
                heading => by_letters().filter(|it| stays(it, heading)).or_else(|| called(heading_row, heading)),
            };
            match place.and_then(|place| columns.get_mut(place)) {
                Some(slot) => *slot = holds,
                None if holds == Column::Nothing || self.holds == Holds::Nothing => {}
                None if kept.heading.trim().is_empty() => lost.push(kept.column.clone()),
                None => lost.push(kept.heading.trim().to_owned()),
            }
        }
        *guessed = SheetMapping {
            holds: self.holds,
            heading_row,
            columns,
            is_indented: self.indented,
            takes_hidden: self.takes_hidden,
            lost,
        };
        Ok(())
    }
}

impl SheetMapping {
    /// What a column is called in the sheet.
    pub fn heading<'a>(&self, sheet: &'a Sheet, column: u32) -> &'a str {
        let place = self.heading_row.and_then(|row| sheet.rows.binary_search_by_key(&row, |row| row.number).ok());
        place.map_or("", |place| sheet.rows[place].said(column))
    }

    /// Whether a column holds that.
    pub fn has(&self, wanted: &Column) -> bool {
        self.columns.contains(wanted)
    }
}

/// What a file calls what a column holds.
fn code(column: &Column) -> String {
    match column {
        Column::Field(name) => format!("field {name}"),
        Column::OfLink(name) => format!("link {name}"),
        Column::Own(name) => format!("own {name}"),
        Column::Nothing => "nothing".to_owned(),
        column => column.word().to_owned(),
    }
}

/// What a column holds, by what a file calls it.
fn column_from(code: &str) -> Option<Column> {
    if let Some(name) = code.strip_prefix("field ") {
        return fields::field::<Node>(name).map(|field| Column::Field(field.name));
    }
    if let Some(name) = code.strip_prefix("link ") {
        return fields::field::<Link>(name).map(|field| Column::OfLink(field.name));
    }
    if let Some(name) = code.strip_prefix("own ") {
        return Some(Column::Own(name.to_owned()));
    }
    if code == "nothing" {
        return Some(Column::Nothing);
    }
    PLAIN.into_iter().find(|column| column.word() == code)
}

/// What a column can hold beside fields.
const PLAIN: [Column; 22] = [
    Column::Name,
    Column::Kind,
    Column::ReportsTo,
    Column::Chair,
    Column::Members,
    Column::PartOf,
    Column::Owns,
    Column::SitsOn,
    Column::FundedBy,
    Column::MemberWhereMarked,
    Column::BodyWhereMarked,
    Column::Status,
    Column::Standing,
    Column::Remit,
    Column::Sector,
    Column::Themes,
    Column::Aliases,
    Column::Reference,
    Column::Notes,
    Column::From,
    Column::Relation,
    Column::To,
];

/// What a column of a sheet can hold, in the order in which screens list it, with the words for it. `heading` is what the
/// column is called, for a field of the map's own.
pub fn choices(holds: Holds, heading: &str) -> Vec<(Column, String)> {
    let worded = |column: Column| {
        let words = crate::model::words::capitalised(column.word());
        (column, words)
    };
    let own = match heading.trim() {
        "" => "Another field".to_owned(),
        heading => heading.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let nothing = (Column::Nothing, "Leave it out".to_owned());
    match holds {
        Holds::Nothing => vec![nothing],
        Holds::Links => {
            // A stated total is declared with its sum, which no cell of a link says.
            let left = ["from", "to", "kind", "totals"];
            let fields = Link::fields().iter().filter(|field| !left.contains(&field.name));
            let fields = fields.map(|field| (Column::OfLink(field.name), field.label.to_owned()));
            [Column::From, Column::Relation, Column::To]
                .map(worded)
                .into_iter()
                .chain(fields)
                .chain([nothing])
                .collect()
        }
        Holds::Bodies => {
            let known = ["name", "kind", "status", "remit", "sector", "themes", "notes", "aliases"];
            let fields = Node::fields().iter().filter(|field| !known.contains(&field.name));
            let fields = fields.map(|field| (Column::Field(field.name), field.label.to_owned()));
            let plain = PLAIN
                .into_iter()
                .filter(|column| !matches!(column, Column::From | Column::Relation | Column::To))
                .map(worded);
            let own = (Column::Own(own.clone()), format!("A field of its own: {own}"));
            let of_seats = Link::fields().iter().filter(|field| ["role", "on_behalf_of"].contains(&field.name));
            let of_seats = of_seats.map(|field| {
                let words = format!("Of the member: {}", crate::model::words::lower_first(field.label));
                (Column::OfLink(field.name), words)
            });
            plain.chain(of_seats).chain(fields).chain([own, nothing]).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::{guess, kept, read_pasted};

    #[test]
    fn whatever_a_column_can_hold_is_read_again_as_it_is_written() {
        for holds in [Holds::Bodies, Holds::Links, Holds::Nothing] {
            for (column, words) in choices(holds, "Phone number") {
                let again = column_from(&code(&column));
                assert_eq!(again, Some(column), "{words}");
            }
        }
    }

    #[test]
    fn a_mapping_fits_the_next_version_of_a_sheet() {
        let book = read_pasted("Name\tPhone\tBoss\nPlay Group\t12\tTrust Board\n").expect("read");
        let mut mapping = guess(&book);
        mapping.sheets[0].columns[1] = Column::Nothing;
        mapping.sheets[0].columns[2] = Column::ReportsTo;
        let said = mapping.write(&book);
        assert_eq!(kept(&said, &book).as_ref(), Ok(&mapping));
        let next = read_pasted("List of 2027\t\t\n\nBoss\tName\tChair\tPhone\nTrust Board\tPlay Group\tHead\t12\n")
            .expect("read");
        let again = kept(&said, &next).expect("fits");
        let held = [Column::ReportsTo, Column::Name, Column::Chair, Column::Nothing];
        assert_eq!((again.sheets[0].heading_row, again.sheets[0].columns.as_slice()), (Some(3), held.as_slice()));
        assert!(again.sheets[0].lost.is_empty());
        let less = read_pasted("Name\tPhone\nPlay Group\t12\n").expect("read");
        let again = kept(&said, &less).expect("fits");
        assert_eq!(again.sheets[0].lost, ["Boss"], "what was left out is not missed");
        let draft = crate::exchange::import::draft(&less, &again, &Default::default());
        let told: Vec<String> = draft.doubts.iter().map(|doubt| doubt.sentence(&less)).collect();
        assert!(told.iter().any(|told| told.contains("\"Boss\"")), "{told:?}");
        assert!(kept("{}", &book).is_err() && kept("x", &book).is_err());
    }
}
