//! Rows: what stands in the sheets, row by row, as it is read into a map; and what is wrong with their cells.

use std::collections::{BTreeMap, BTreeSet};

use super::book::{Cell, Flaw, Row, Sheet, column_letters};
use super::doubt::{Doubt, Weight};
use super::guess::outlined;
use super::looks::{Mark, is_counted, is_ditto, is_remark, is_shouted, is_total, mark, outline, step_in};
use super::mapping::{Holds, Mapping, SheetMapping};
use crate::exchange::pasted_text::Column;
use crate::exchange::pasted_text::headings::known;
use crate::exchange::pasted_text::table::{Marked, Row as TextRow};
use crate::exchange::pasted_text::words;
use crate::model::spelling::key;
use crate::model::words::{count, list};

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The sheet, by its place in the book.
    pub sheet: usize,
    /// The number of the row, as the spreadsheet program shows it.
    pub row: u32,
}

/// A row that says something of a body.
pub(super) struct BodyRow {
    pub(super) place: Place,
    pub(super) read: TextRow,
    /// The heading within the list under which it stands.
    pub(super) band: Option<String>,
    /// Whose name it is set in under.
    pub(super) parent: Option<String>,
}

/// A row that is a link.
pub(super) struct LinkRow {
    pub(super) place: Place,
    pub(super) cells: Vec<(Column, String, u32)>,
}

/// All that stands in the sheets.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) bodies: Vec<BodyRow>,
    pub(super) links: Vec<LinkRow>,
    /// Rows that are headings within a list.
    pub(super) bands: Vec<(Place, String)>,
    /// Rows of which nothing comes, and why.
    pub(super) left: Vec<(Place, String)>,
    pub(super) doubts: Vec<Doubt>,
    pub(super) title: Option<String>,
}

/// Of hidden rows and columns, so many are named.
const MOST_NAMED: usize = 8;

/// Reads what the mapping wants of the sheets. Lines of the rows are numbered through all of them, from 1.
pub(super) fn read(sheets: &[Sheet], mapping: &Mapping) -> Rows {
    let mut rows = Rows::default();
    for name in &mapping.lost {
        let shown = crate::model::quote::shortened(name);
        let told = format!("the mapping speaks of a sheet \"{shown}\", which the file does not have");
        rows.doubts.push(Doubt { sheet: sheets.len(), row: None, column: None, weight: Weight::Doubt, text: told });
    }
    for (number, (sheet, mapping)) in sheets.iter().zip(&mapping.sheets).enumerate() {
        if mapping.holds == Holds::Nothing {
            let what = if sheet.is_hidden { "is hidden, and left out" } else { "is left out" };
            if sheets.len() > 1 {
                rows.doubts.push(Doubt::note(number, None, None, format!("the sheet {what}")));
            }
            continue;
        }
        for heading in &mapping.lost {
            let shown = crate::model::quote::shortened(heading);
            let told = format!("the mapping speaks of a column \"{shown}\", which the sheet does not have");
            let doubt = Doubt { sheet: number, row: None, column: None, weight: Weight::Doubt, text: told };
            rows.doubts.push(doubt);
        }
        let mut reader = Reader { sheet, mapping, number, rows: &mut rows, lowest: BTreeMap::new() };
        reader.unseen();
        reader.all();
    }
    rows
}

struct Reader<'a> {
    sheet: &'a Sheet,
    mapping: &'a SheetMapping,
    number: usize,
    rows: &'a mut Rows,
    /// What stands lowest in each column so far, for cells that say "as above".
    lowest: BTreeMap<u32, String>,
}

/// What a list is like as a whole.
#[derive(Default)]
struct Like {
    /// Whether its names are counted, so that one that is not is a heading within it.
    is_counted: bool,
    /// Whether names in capitals that stand alone are headings within it.
    has_shouts: bool,
    /// Whether each row is a seat, so that names come again.
    is_of_seats: bool,
    /// The column whose numbers say what hangs under what.
    outline: Option<u32>,
}

/// What the rows above say that those below need.
#[derive(Default)]
struct Above {
    /// The name of the last body, and what its row says.
    name: Option<String>,
    said: Vec<(Column, String)>,
    /// Names with how far they are set in, each more than the one before.
    path: Vec<(usize, String)>,
    /// The names of an outline, by their numbers.
    numbered: BTreeMap<String, String>,
    band: Option<String>,
    /// The rows that hang on the name of one above.
    hanging: BTreeSet<u32>,
    /// All names of a list of seats.
    seated: BTreeSet<String>,
}

impl Reader<'_> {
    fn note(&mut self, row: Option<u32>, column: Option<u32>, weight: Weight, text: impl Into<String>) {
        self.rows.doubts.push(Doubt { sheet: self.number, row, column, weight, text: text.into() });
    }

    /// Tells of rows and columns that are taken though nobody sees them.
    fn unseen(&mut self) {
        let below = self.sheet.rows.iter().filter(|row| Some(row.number) > self.mapping.heading_row && row.is_hidden);
        // In the spreadsheet program the rows of a sheet that was turned are columns.
        let is_turned = self.sheet.is_turned;
        let row_called = |row: &Row| if is_turned { column_letters(row.number - 1) } else { row.number.to_string() };
        let column_called = |column: u32| if is_turned { (column + 1).to_string() } else { column_letters(column) };
        let rows = if is_turned { ["column", "columns"] } else { ["row", "rows"] };
        let columns = if is_turned { ["row", "rows"] } else { ["column", "columns"] };
        let hidden: Vec<String> = below.map(row_called).collect();
        if !hidden.is_empty() {
            let (noun, are) = if hidden.len() == 1 { (rows[0], "is") } else { (rows[1], "are") };
            let taken = if self.mapping.takes_hidden { "taken too" } else { "left out" };
            let text = format!("{noun} {} {are} hidden or filtered out, and {taken}", list(&hidden, MOST_NAMED));
            self.note(None, None, Weight::Doubt, text);
        }
        let is_used =
            |column: &&u32| self.mapping.columns.get(**column as usize).is_some_and(|it| *it != Column::Nothing);
        let hidden: Vec<String> =
            self.sheet.hidden_columns.iter().filter(is_used).map(|it| column_called(*it)).collect();
        if !hidden.is_empty() {
            let (noun, are) = if hidden.len() == 1 { (columns[0], "is") } else { (columns[1], "are") };
            let text = format!("{noun} {} {are} hidden, and taken too", list(&hidden, MOST_NAMED));
            self.note(None, None, Weight::Doubt, text);
        }
    }

    fn all(&mut self) {
        let heading = self.mapping.heading_row;
        // The only cell of a list's first row can be its title.
        let is_above =
            |row: &&Row| Some(row.number) < heading || (Some(row.number) == heading && known(row.said(0), 0).is_none());
        let titles = self.sheet.rows.iter().take_while(is_above);
        let titles = titles.filter(|row| row.cells.len() == 1).filter_map(|row| row.cells.first());
        let title = titles.map(|cell| cell.text.trim()).find(|title| !title.is_empty());
        if self.rows.title.is_none() {
            self.rows.title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let mut sheet = self.sheet.clone();
        let names = self.columns_of(&Column::Name);
        sheet.fill_down(|column| !names.contains(&column));
        let like = self.like(&sheet, &names);
        let hanging = names.first().map(|column| sheet.hanging(*column)).unwrap_or_default();
        let mut above = Above { hanging, ..Above::default() };
        let below: Vec<&Row> = sheet.rows.iter().filter(|row| Some(row.number) > heading).collect();
        for row in below {
            if row.is_hidden && !self.mapping.takes_hidden {
                continue;
            }
            match self.mapping.holds {
                Holds::Bodies => self.body(&sheet, row, &names, &like, &mut above),
                Holds::Links => self.link(row),
                Holds::Nothing => {}
            }
        }
    }

    fn columns_of(&self, wanted: &Column) -> Vec<u32> {
        let places = self.mapping.columns.iter().enumerate().filter(|(_, column)| *column == wanted);
        places.filter_map(|(place, _)| u32::try_from(place).ok()).collect()
    }

    /// What the list is like as a whole.
    fn like(&self, sheet: &Sheet, names: &[u32]) -> Like {
        let mut like = Like {
            is_of_seats: self.mapping.has(&Column::OfLink("role")) || self.mapping.has(&Column::OfLink("on_behalf_of")),
            outline: outlined(sheet, self.mapping).filter(|_| self.mapping.is_indented),
            ..Like::default()
        };
        let [column] = names else { return like };
        let below = || sheet.rows.iter().filter(|row| Some(row.number) > self.mapping.heading_row);
        let said: Vec<&str> = below().map(|row| row.said(*column)).filter(|name| !name.is_empty()).collect();
        like.is_counted = like.outline.is_none()
            && said.len() > 3
            && said.iter().filter(|name| is_counted(name)).count() * 10 >= said.len() * 8;
        let is_used =
            |cell: &Cell| self.mapping.columns.get(cell.column as usize).is_some_and(|it| *it != Column::Nothing);
        let full = below().filter(|row| row.cells.iter().filter(|cell| is_used(cell)).count() > 1).count();
        let shouted = said.iter().filter(|name| is_shouted(name)).count();
        like.has_shouts = full * 2 > said.len() && shouted * 2 < said.len();
        like
    }

    /// The text of a cell that is wanted; what is wrong with it is told.
    fn said(&mut self, row: &Row, cell: &Cell) -> Option<String> {
        let text = cell.text.trim();
        let shown = crate::model::quote::shortened(text);
        let (weight, told, is_kept) = match cell.flaw {
            None => return (!text.is_empty()).then(|| text.to_owned()),
            Some(Flaw::NoResult) => {
                let told = "the file does not hold the result of this formula, so that it is left out: open it in the \
                            spreadsheet program and save it";
                (Weight::Error, told.to_owned(), false)
            }
            Some(Flaw::NoText) => {
                let told = "the file does not hold the text of this cell, which is lost: it is left out";
                (Weight::Error, told.to_owned(), false)
            }
            Some(Flaw::Error) => (Weight::Error, format!("the formula says {shown}, so that it is left out"), false),
            Some(Flaw::LongNumber) => {
                let told =
                    format!("{shown} has more than 15 digits, of which spreadsheets keep 15: the last may be wrong");
                (Weight::Doubt, told, true)
            }
            Some(Flaw::EarlyDate) => {
                let told =
                    format!("{shown} is a date before March 1900, which programs count differently: it is left out");
                (Weight::Doubt, told, false)
            }
            Some(Flaw::Covered) => (
                Weight::Doubt,
                format!("\"{shown}\" stands under a merged cell, where nobody sees it: it is left out"),
                false,
            ),
            Some(Flaw::Cut) => (Weight::Doubt, "the text is longer than a cell can be, and was cut".to_owned(), true),
            Some(Flaw::Swallowed) => {
                let told = "the cell has several lines with separators in them: a quotation mark may be missing";
                (Weight::Doubt, told.to_owned(), true)
            }
        };
        self.note(Some(row.number), Some(cell.column), weight, told);
        (is_kept && !text.is_empty()).then(|| text.to_owned())
    }

    /// Reads the cells of a row that are wanted.
    fn cells(&mut self, row: &Row) -> Vec<(Column, String, u32)> {
        let mut cells = Vec::new();
        for cell in &row.cells {
            match self.mapping.columns.get(cell.column as usize) {
                Some(Column::Nothing) => {}
                Some(column) => {
                    let column = column.clone();
                    let said = self.said(row, cell).and_then(|text| self.not_ditto(row, cell.column, text));
                    cells.extend(said.map(|text| (column, text, cell.column)));
                }
                None => {}
            }
        }
        cells
    }

    /// What a cell says that stands for the one above it; nothing where there is none.
    fn not_ditto(&mut self, row: &Row, column: u32, text: String) -> Option<String> {
        if !is_ditto(&text) {
            self.lowest.insert(column, text.clone());
            return Some(text);
        }
        let above = self.lowest.get(&column).cloned();
        let (weight, told) = match &above {
            Some(above) => (Weight::Note, format!("{text} is taken as {}", crate::model::quote::shortened(above))),
            None => (Weight::Doubt, format!("{text} stands for the cell above, which says nothing: it is left out")),
        };
        self.note(Some(row.number), Some(column), weight, told);
        above
    }

    /// Whom the marks of a row seat; they are no cells like others.
    fn marked(&mut self, row: &Row, cells: &mut Vec<(Column, String, u32)>) -> Vec<Marked> {
        let is_mark = |column: &Column| matches!(column, Column::MemberWhereMarked | Column::BodyWhereMarked);
        let (marks, others): (Vec<_>, Vec<_>) =
            std::mem::take(cells).into_iter().partition(|(column, ..)| is_mark(column));
        *cells = others;
        let mut marked = Vec::new();
        for (holds, text, column) in marks {
            let name = self.mapping.heading(self.sheet, column).split_whitespace().collect::<Vec<_>>().join(" ");
            let is_member = holds == Column::MemberWhereMarked;
            let seat = |role| Marked { name: name.clone(), is_member, role, column };
            match mark(&text) {
                Some(Mark::None) => {}
                _ if name.is_empty() => {
                    let told = "the column has no heading to say whose seat it is: the mark is left out";
                    self.note(Some(row.number), Some(column), Weight::Doubt, told);
                }
                Some(Mark::Seat(role)) => marked.push(seat(role)),
                None => {
                    let shown = crate::model::quote::shortened(&text);
                    let told = format!("\"{shown}\" is no mark that is known: it is taken as a seat");
                    self.note(Some(row.number), Some(column), Weight::Doubt, told);
                    marked.push(seat(None));
                }
            }
        }
        marked
    }

    /// Leaves a row out that is none of the list.
    fn pass_over(&mut self, place: Place, column: u32, weight: Weight, why: &str) {
        self.note(Some(place.row), Some(column), weight, format!("{why}: the row is left out"));
        self.rows.left.push((place, why.to_owned()));
    }

    fn body(&mut self, sheet: &Sheet, row: &Row, names: &[u32], like: &Like, above: &mut Above) {
        let place = Place { sheet: self.number, row: row.number };
        let mut cells = self.cells(row);
        let marked = self.marked(row, &mut cells);
        if cells.is_empty() && marked.is_empty() {
            return;
        }
        let (named, rest): (Vec<_>, Vec<_>) = cells.into_iter().partition(|(column, ..)| *column == Column::Name);
        let is_alone =
            |shouts: bool| shouts && row.cells.len() == 1 && named.iter().all(|(_, name, _)| is_shouted(name));
        let is_band = sheet.is_band(row)
            || (like.is_counted && !named.iter().any(|(_, name, _)| is_counted(name)))
            || is_alone(like.has_shouts);
        if let ([(_, name, _)], [], true) = (named.as_slice(), rest.as_slice(), is_band) {
            above.band = Some(name.clone());
            self.rows.bands.push((place, name.clone()));
            return;
        }
        let Some((_, last, column)) = named.last() else {
            return self.goes_on(row, names, rest, marked, above);
        };
        let (last, column) = (last.clone(), *column);
        let mut name = words::without_mark(&last).split_whitespace().collect::<Vec<_>>().join(" ");
        if like.outline == Some(column) && outline(&name).is_some() {
            name = name.split_once(' ').map_or(name.clone(), |(_, rest)| rest.to_owned());
        }
        if words::says_nothing(&name) {
            self.note(
                Some(row.number),
                Some(column),
                Weight::Doubt,
                format!("\"{name}\" is no name: the row is left out"),
            );
            self.rows.left.push((place, format!("\"{name}\" is no name")));
            return;
        }
        if is_total(&name) {
            return self.pass_over(place, column, Weight::Note, &format!("\"{name}\" is a sum, and no body"));
        }
        if rest.is_empty() && marked.is_empty() && self.mapping.heading_row.is_some() && is_remark(&last) {
            let shown = crate::model::quote::shortened(&last);
            return self.pass_over(place, column, Weight::Doubt, &format!("\"{shown}\" is taken as a remark"));
        }
        // A row may give the whole path to its body, or only how far it is set in.
        let level = match names {
            [_] if like.outline.is_some() => {
                like.outline.and_then(|column| outline(row.said(column))).map_or(0, |depth| depth - 1)
            }
            [_] => row.cell(column).map_or(0, step_in),
            names => names.iter().position(|name| *name == column).unwrap_or(0),
        };
        above.path.retain(|(other, _)| *other < level);
        // Rows of an outline may be sorted otherwise than by their numbers.
        let number = like.outline.and_then(|column| row.said(column).split_whitespace().next());
        let number = number.map(|number| number.trim_end_matches(['.', ')']).to_owned());
        let upper = number.as_deref().and_then(|number| number.rsplit_once('.'));
        let upper = upper.and_then(|(upper, _)| above.numbered.get(upper).cloned());
        above.numbered.extend(number.map(|number| (number, name.clone())));
        let beside = named.len().checked_sub(2).map(|place| words::without_mark(&named[place].1).to_owned());
        let hangs = self.mapping.is_indented || names.len() > 1;
        let parent = beside.or(upper).or_else(|| above.path.last().map(|(_, name)| name.clone())).filter(|_| hangs);
        above.path.push((level, name.clone()));
        above.name = Some(name.clone());
        above.said = rest.iter().map(|(column, text, _)| (column.clone(), text.clone())).collect();
        let band = above.band.clone();
        let goes_on = like.is_of_seats && !above.seated.insert(key(&name));
        let read = text_row(name, column, rest, marked, goes_on);
        self.push(place, read, band, parent.filter(|parent| !parent.is_empty()));
    }

    /// A row without a name says more of the body above it.
    fn goes_on(
        &mut self,
        row: &Row,
        names: &[u32],
        rest: Vec<(Column, String, u32)>,
        marked: Vec<Marked>,
        above: &Above,
    ) {
        let place = Place { sheet: self.number, row: row.number };
        let column = names.first().copied();
        let Some(name) = above.name.clone() else {
            self.note(Some(row.number), column, Weight::Doubt, "there is no name here: the row is left out");
            self.rows.left.push((place, "there is no name".to_owned()));
            return;
        };
        if !above.hanging.contains(&row.number) && is_of_another(&rest, &above.said) {
            let why = "there is no name here, though the row says what it is and where it hangs";
            return self.pass_over(place, column.unwrap_or(0), Weight::Doubt, why);
        }
        if !above.hanging.contains(&row.number) {
            let told = format!("there is no name here: taken as more about {name}, which stands above");
            self.note(Some(row.number), column, Weight::Doubt, told);
        }
        let read = text_row(name, column.unwrap_or(0), rest, marked, true);
        self.push(place, read, above.band.clone(), None);
    }

    fn push(&mut self, place: Place, read: TextRow, band: Option<String>, parent: Option<String>) {
        let read = TextRow { line: self.rows.bodies.len() + 1, ..read };
        self.rows.bodies.push(BodyRow { place, read, band, parent });
    }

    fn link(&mut self, row: &Row) {
        let place = Place { sheet: self.number, row: row.number };
        let cells = self.cells(row);
        let has = |wanted: Column| cells.iter().any(|(column, ..)| *column == wanted);
        match (has(Column::From), has(Column::To)) {
            (true, true) => self.rows.links.push(LinkRow { place, cells }),
            (false, false) if cells.is_empty() => {}
            (from, _) => {
                let missing = if from { "where it leads to" } else { "where it comes from" };
                let column = self.columns_of(if from { &Column::To } else { &Column::From }).first().copied();
                let told = format!("the link does not say {missing}: the row is left out");
                self.note(Some(row.number), column, Weight::Error, told);
                self.rows.left.push((place, format!("it does not say {missing}")));
            }
        }
    }
}

/// Whether a row without a name is about another body than the one above: it says what it is, and that as something else,
/// or that it hangs elsewhere.
fn is_of_another(row: &[(Column, String, u32)], above: &[(Column, String)]) -> bool {
    let differs = |wanted: &Column| {
        let said = row.iter().find(|(column, ..)| column == wanted).map(|(_, text, _)| key(text));
        let known = above.iter().find(|(column, _)| column == wanted).map(|(_, text)| key(text));
        said.is_some() && said != known
    };
    let says_kind = row.iter().any(|(column, ..)| *column == Column::Kind);
    says_kind && (differs(&Column::Kind) || differs(&Column::ReportsTo))
}

/// A row of a body as texts have them, before it is known which line it is.
fn text_row(
    name: String,
    column: u32,
    rest: Vec<(Column, String, u32)>,
    marked: Vec<Marked>,
    goes_on: bool,
) -> TextRow {
    let mut read = TextRow { line: 0, cells: vec![(Column::Name, name)], places: vec![column], goes_on, marked };
    for (column, text, at) in rest {
        // Headings are told apart, cells of merged columns are not.
        read.cells.push((column, text));
        read.places.push(at);
    }
    read
}

/// "3 rows are headings within the list".
pub(super) fn bands_in_words(number: usize) -> String {
    let are = if number == 1 { "is a heading" } else { "are headings" };
    format!("{} {are} within the list", count(number, "row", "rows"))
}
