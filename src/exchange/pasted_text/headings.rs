//! Headings: what a column is called, in the words of many spreadsheets.

use super::cells::Parted;
use super::{Note, PastedError};
use crate::model::spelling::plain;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// The name of the row's body.
    Name,
    /// What it is.
    Kind,
    /// To whom it answers.
    ReportsTo,
    /// Who chairs it.
    Chair,
    /// Who sits on it.
    Members,
    /// What it sits within.
    PartOf,
    /// Whether it is at work.
    Status,
    /// What it is there to do.
    Remit,
    /// Its part of public life.
    Sector,
    /// The outcomes and priorities that it carries.
    Themes,
    /// The work that it is accountable for.
    Owns,
    /// On what it sits.
    SitsOn,
    /// Who pays for it.
    FundedBy,
    /// Whether one sits on it that the column is called after: a mark says so.
    MemberWhereMarked,
    /// Whether it sits on one that the column is called after.
    BodyWhereMarked,
    /// Anything else.
    Notes,
    /// Another field that every body has, by its name in a file.
    Field(&'static str),
    /// A field of the map's own, called so.
    Own(String),
    /// What it is known by elsewhere, which stays when its name changes.
    Reference,
    /// What else it is or was called.
    Aliases,
    /// How it stands, in words that may say its status, its meetings, its lines and who follows it.
    Standing,
    /// Where a link reads from.
    From,
    /// What a link says.
    Relation,
    /// Where a link reads to.
    To,
    /// A field of a link, by its name in a file.
    OfLink(&'static str),
    /// Nothing that is wanted.
    Nothing,
}

impl Column {
    /// What a sentence calls it.
    pub fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::ReportsTo => "reports to",
            Self::Chair => "chair",
            Self::Members => "members",
            Self::PartOf => "part of",
            Self::Status => "status",
            Self::Remit => "remit",
            Self::Sector => "sector",
            Self::Themes => "themes",
            Self::Owns => "owns",
            Self::SitsOn => "sits on",
            Self::FundedBy => "funded by",
            Self::MemberWhereMarked => "a member where marked",
            Self::BodyWhereMarked => "sits on it where marked",
            Self::Notes => "notes",
            Self::Field(name) => FIELDS.iter().find(|(_, field)| field == name).map_or(name, |(words, _)| words[0]),
            Self::Own(name) => name,
            Self::OfLink(name) => name,
            Self::Reference => "reference",
            Self::Aliases => "also known as",
            Self::Standing => "current position",
            Self::From => "from",
            Self::Relation => "relation",
            Self::To => "to",
            Self::Nothing => "left out",
        }
    }
}

/// What the columns are called, in plain words.
const HEADINGS: [(&[&str], Column); 14] = [
    (
        &[
            "name",
            "names",
            "body",
            "bodies",
            "group",
            "board",
            "committee",
            "meeting",
            "partnership",
            "organisation",
            "organization",
            "who",
            "title",
        ],
        Column::Name,
    ),
    (&["kind", "type", "what"], Column::Kind),
    (
        &[
            "reports to",
            "report to",
            "reporting to",
            "answers to",
            "accountable to",
            "responsible to",
            "answerable to",
            "parent",
            "parent body",
            "owned by",
            "owner",
        ],
        Column::ReportsTo,
    ),
    (&["part of", "sits within", "belongs to"], Column::PartOf),
    (
        &["chair", "chairs", "chaired by", "chairperson", "chairman", "chairwoman", "convenor", "convener"],
        Column::Chair,
    ),
    (&["member of", "sits on", "attends", "represented on", "seats on"], Column::SitsOn),
    (&["funded by", "funder", "funders", "funding source"], Column::FundedBy),
    (&["members", "member", "membership", "seats", "partners", "who sits on it", "delivered by"], Column::Members),
    (&["status", "state"], Column::Status),
    (&["remit", "purpose", "role", "terms of reference", "what it does", "aims", "aim"], Column::Remit),
    (&["sector"], Column::Sector),
    (&["themes", "theme", "outcomes", "outcome", "priorities", "priority"], Column::Themes),
    (&["owns", "strands", "responsible for", "accountable for"], Column::Owns),
    (&["notes", "note", "comments", "comment", "remarks"], Column::Notes),
];

/// What fields are called that need no reading of their own; the first words are the map's.
pub(in crate::exchange) const FIELDS: [(&[&str], &str); 9] = [
    (&["since", "start date", "established", "date established"], "since"),
    (&["until", "end date", "ended on", "closed on"], "until"),
    (&["members in number", "number of members", "no of members", "how many members", "size"], "size"),
    (&["meetings a year", "meetings per year", "times a year", "meetings"], "meets.times_a_year"),
    (&["hours a meeting", "hours per meeting", "hours"], "meets.hours"),
    (&["statutory", "required by law"], "statutory"),
    (&["accountable body"], "accountable_body"),
    (&["tier", "level"], "tier"),
    (&["tags", "tag"], "tags"),
];

/// Words that say what a longer heading is about, the telling ones first: "Who does it report to?".
const ABOUT: [(&[&str], Column); 8] = [
    (&["report", "reports", "answer", "answers", "accountable"], Column::ReportsTo),
    (&["chair", "chairs", "chaired"], Column::Chair),
    (&["member", "members", "membership", "represented"], Column::Members),
    (&["status"], Column::Status),
    (&["remit", "purpose"], Column::Remit),
    (&["outcome", "outcomes", "theme", "themes", "priority", "priorities"], Column::Themes),
    (&["name", "called"], Column::Name),
    (&["type", "kind"], Column::Kind),
];

/// The rows above which headings are looked for: a title may stand there.
const MOST_ABOVE: usize = 3;

/// What stands at the head of a text.
#[derive(Default)]
pub(super) struct Head {
    /// How many rows it takes.
    pub(super) rows: usize,
    /// The line above the headings.
    pub(super) title: Option<String>,
    /// The columns, if they are called anything.
    pub(super) columns: Option<Vec<Column>>,
}

/// Finds the headings of a text, and a title above them.
pub(super) fn head(rows: &[Parted], notes: &mut Vec<Note>) -> Result<Head, PastedError> {
    let is_title = |row: &Parted| row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
    for (place, row) in rows.iter().enumerate().take(MOST_ABOVE) {
        if let Some(columns) = columns(row, notes)? {
            let title = rows[..place].iter().flat_map(|row| &row.cells).find(|cell| !cell.is_empty()).cloned();
            let mut becomes = "it is taken as the title";
            for above in &rows[..place] {
                for cell in above.cells.iter().filter(|cell| !cell.is_empty()) {
                    notes.push(Note::new(Some(above.line), format!("\"{cell}\" stands above the headings: {becomes}")));
                    becomes = "it was left out";
                }
            }
            return Ok(Head { rows: place + 1, title, columns: Some(columns) });
        }
        if !is_title(row) {
            break;
        }
    }
    Ok(Head::default())
}

/// The columns, if a row names them: one of its cells says "name", or two are known otherwise.
fn columns(row: &Parted, notes: &mut Vec<Note>) -> Result<Option<Vec<Column>>, PastedError> {
    let exact: Vec<Option<Column>> = row.cells.iter().enumerate().map(|(index, cell)| known(cell, index)).collect();
    let says_name = row.cells.iter().any(|cell| ["name", "names"].contains(&plain(cell).as_str()));
    let about: Vec<Option<Column>> = row.cells.iter().map(|cell| about(cell)).collect();
    let names = about.iter().filter(|column| **column == Some(Column::Name)).count();
    let is_about_all = row.cells.len() > 1 && names == 1 && about.iter().flatten().count() > 1;
    if !says_name && exact.iter().flatten().count() < 2 && !is_about_all {
        return Ok(None);
    }
    let mut columns: Vec<Column> = Vec::new();
    for (index, (cell, exact)) in row.cells.iter().zip(exact).enumerate() {
        let several =
            [Column::ReportsTo, Column::Members, Column::Themes, Column::Owns, Column::SitsOn, Column::FundedBy];
        let is_free = |column: &Column| several.contains(column) || !columns.contains(column);
        let meant = exact.clone().or_else(|| about[index].clone()).filter(is_free);
        if let (None, Some(meant)) = (&exact, &meant) {
            notes.push(Note::new(Some(row.line), format!("\"{cell}\" is taken as {}", meant.word())));
        }
        columns.push(meant.unwrap_or_else(|| own(cell, index, &columns)));
    }
    if !columns.contains(&Column::Name) {
        let unknown = columns.iter().position(|column| matches!(column, Column::Own(_)));
        let Some(unknown) = unknown else { return Err(PastedError::NoNameColumn { line: row.line }) };
        let text = format!("no column is called name: \"{}\" is taken for it", row.cells[unknown]);
        notes.push(Note::new(Some(row.line), text));
        columns[unknown] = Column::Name;
    }
    Ok(Some(columns))
}

/// What a heading means. In a later column "board" and "group" are more likely names than headings.
pub(in crate::exchange) fn known(heading: &str, index: usize) -> Option<Column> {
    let heading = plain(heading);
    let field = || FIELDS.iter().find(|(words, _)| words.contains(&heading.as_str()));
    let column = HEADINGS.iter().find(|(words, _)| words.contains(&heading.as_str())).map(|(_, column)| column.clone());
    let column = column.or_else(|| field().map(|(_, field)| Column::Field(field)));
    column.filter(|column| index == 0 || *column != Column::Name || heading.contains("name"))
}

/// What a longer heading is about.
pub(in crate::exchange) fn about(heading: &str) -> Option<Column> {
    let plain = plain(heading);
    let has = |words: &[&str]| plain.split(' ').any(|word| words.contains(&word));
    if has(&["member", "members"]) && has(&["number", "no", "many"]) {
        return Some(Column::Field("size"));
    }
    if has(&["often", "frequency"]) && has(&["meet", "meets", "meeting", "meetings"]) {
        return Some(Column::Field("meets.times_a_year"));
    }
    ABOUT.iter().find(|(words, _)| has(words)).map(|(_, column)| column.clone())
}

/// A field of the map's own, under a name that no other column has.
fn own(heading: &str, index: usize, others: &[Column]) -> Column {
    let wanted = if heading.is_empty() { format!("column {}", index + 1) } else { heading.to_owned() };
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered).map(Column::Own);
    names.find(|name| !others.contains(name)).unwrap_or(Column::Own(wanted.clone()))
}

#[cfg(test)]
mod tests {
    use crate::exchange::pasted_text::read;

    #[test]
    fn every_line_above_the_headings_is_told() {
        let text = "Partnership structure\t\nas of May 2026\t\nName\tReports to\nPlay Group\tTrust Board\n";
        let (_, notes) = read(text).expect("a map");
        let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
        let told = [
            "line 1: \"Partnership structure\" stands above the headings: it is taken as the title",
            "line 2: \"as of May 2026\" stands above the headings: it was left out",
        ];
        assert_eq!(notes[..2], told);
    }
}
