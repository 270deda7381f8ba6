//! The text as a table: which character parts its columns, what they are called, and which cell stands on which line.

use super::{MOST_BYTES, MOST_LINES, Note, PastedError};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
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
    /// Anything else.
    Notes,
    /// A field of the map's own, called so.
    Own(String),
}

/// A row, with the line on which it begins.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: usize,
    /// What stands in it, trimmed, column by column, without the empty cells.
    pub(super) cells: Vec<(Column, String)>,
}

/// The whole text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Note>,
}

/// What the columns are called, in plain words, lower case.
const HEADINGS: [(&[&str], Column); 11] = [
    (
        &[
            "name",
            "names",
            "body",
            "bodies",
            "group",
            "board",
            "group name",
            "body name",
            "organisation",
            "who",
            "title",
        ],
        Column::Name,
    ),
    (&["kind", "type", "what"], Column::Kind),
    (
        &["reports to", "report to", "reporting to", "answers to", "accountable to", "parent", "parent body"],
        Column::ReportsTo,
    ),
    (&["chair", "chairs", "chaired by", "chairperson", "chairman"], Column::Chair),
    (&["members", "member", "membership", "seats", "partners"], Column::Members),
    (&["status", "state"], Column::Status),
    (&["remit", "purpose", "role", "terms of reference", "what it does"], Column::Remit),
    (&["sector"], Column::Sector),
    (&["themes", "theme", "outcomes", "outcome", "priorities", "priority"], Column::Themes),
    (&["owns", "strands", "responsible for", "accountable for"], Column::Owns),
    (&["notes", "note", "comments", "comment", "remarks"], Column::Notes),
];

/// The columns of a text without a heading row.
const PLAIN: [Column; 3] = [Column::Name, Column::ReportsTo, Column::Chair];

/// A row as it was parted, with its line.
struct Parted {
    line: usize,
    cells: Vec<String>,
}

/// Reads the rows and sorts their cells by column.
pub(super) fn read(text: &str) -> Result<Table, PastedError> {
    if text.len() > MOST_BYTES {
        return Err(PastedError::TooLong(text.len()));
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.lines().count();
    if lines > MOST_LINES {
        return Err(PastedError::TooManyLines(lines));
    }
    let mut notes = Vec::new();
    let separator = separator(&text);
    let mut parted = part(&text, separator)?;
    if separator == Some(b',') {
        notes.push(Note { line: None, text: "the columns are parted by commas, since every line has one".to_owned() });
    }
    let Some(first) = parted.first() else { return Err(PastedError::Empty) };
    let columns = headings(first)?;
    if columns.is_some() {
        parted.remove(0);
    }
    let columns = columns.unwrap_or_else(|| PLAIN.to_vec());
    let rows: Vec<Row> = parted.into_iter().map(|row| sort(row, &columns, &mut notes)).collect::<Result<_, _>>()?;
    if rows.is_empty() {
        return Err(PastedError::Empty);
    }
    Ok(Table { rows, notes })
}

/// The character between the columns: a tab or a semicolon wherever there is one, a comma only if every line has it,
/// because names have commas too.
fn separator(text: &str) -> Option<u8> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let any = |wanted| text.contains(wanted);
    match () {
        () if any('\t') => Some(b'\t'),
        () if any(';') => Some(b';'),
        () if lines.peek().is_some() && lines.all(|line| line.contains(',')) => Some(b','),
        () => None,
    }
}

fn part(text: &str, separator: Option<u8>) -> Result<Vec<Parted>, PastedError> {
    let Some(separator) = separator else {
        let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line));
        let named = lines.filter(|(_, line)| !line.trim().is_empty());
        return Ok(named.map(|(line, name)| Parted { line, cells: vec![unquoted(name)] }).collect());
    };
    let text = format!("{}\n", text.trim_end());
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let mut output = vec![0; text.len()];
    let mut ends = vec![0; text.len() + 1];
    let (mut rest, mut line) = (text.as_bytes(), 1);
    let mut rows = Vec::new();
    loop {
        let blank = rest.iter().take_while(|byte| **byte == b'\n').count();
        (rest, line) = (&rest[blank..], line + blank);
        if rest.is_empty() {
            return Ok(rows);
        }
        let (result, read, _, cells) = reader.read_record(rest, &mut output, &mut ends);
        // The text ends with a line end: where that does not end the row it stands in quotation marks.
        if result != csv_core::ReadRecordResult::Record {
            return Err(PastedError::OpenQuote { line });
        }
        let begins = std::iter::once(0).chain(ends[..cells].iter().copied());
        let cells: Vec<String> = begins
            .zip(&ends[..cells])
            .map(|(begin, end)| String::from_utf8_lossy(&output[begin..*end]).trim().to_owned())
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Parted { line, cells });
        }
        line += rest[..read].iter().filter(|byte| **byte == b'\n').count();
        rest = &rest[read..];
    }
}

/// A line without the quotation marks that a spreadsheet puts round it.
fn unquoted(line: &str) -> String {
    let line = line.trim();
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| line.to_owned(), |inner| inner.replace("\"\"", "\"").trim().to_owned())
}

/// The columns, if the first row names them: one of its cells says "name", or two are known otherwise.
fn headings(first: &Parted) -> Result<Option<Vec<Column>>, PastedError> {
    let known: Vec<Option<Column>> = first.cells.iter().enumerate().map(|(index, cell)| known(cell, index)).collect();
    let says_name = first.cells.iter().any(|cell| ["name", "names"].contains(&cell.to_lowercase().as_str()));
    if !says_name && known.iter().flatten().count() < 2 {
        return Ok(None);
    }
    let mut columns: Vec<Column> = Vec::new();
    for (index, (cell, known)) in first.cells.iter().zip(known).enumerate() {
        let several = [Some(Column::ReportsTo), Some(Column::Members), Some(Column::Themes), Some(Column::Owns)];
        let column = known.filter(|column| several.contains(&Some(column.clone())) || !columns.contains(column));
        columns.push(column.unwrap_or_else(|| own(cell, index, &columns)));
    }
    if columns.contains(&Column::Name) {
        Ok(Some(columns))
    } else {
        Err(PastedError::NoNameColumn { line: first.line })
    }
}

/// What a heading means. In a later column "board" and "group" are more likely names than headings.
fn known(heading: &str, index: usize) -> Option<Column> {
    let heading = heading.to_lowercase().replace(['_', '-'], " ");
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let heading = heading.trim_end_matches([':', '?']);
    let column = HEADINGS.iter().find(|(words, _)| words.contains(&heading)).map(|(_, column)| column.clone());
    column.filter(|column| index == 0 || *column != Column::Name || heading.contains("name"))
}

/// A field of the map's own, under a name that no other column has.
fn own(heading: &str, index: usize, others: &[Column]) -> Column {
    let wanted = if heading.is_empty() { format!("column {}", index + 1) } else { heading.to_owned() };
    let numbered = (2..).map(|number| format!("{wanted} {number}"));
    let mut names = std::iter::once(wanted.clone()).chain(numbered).map(Column::Own);
    names.find(|name| !others.contains(name)).unwrap_or(Column::Own(wanted.clone()))
}

fn sort(row: Parted, columns: &[Column], notes: &mut Vec<Note>) -> Result<Row, PastedError> {
    let name_at = columns.iter().position(|column| *column == Column::Name).unwrap_or_default();
    if row.cells.get(name_at).is_none_or(|name| without_bullet(name).is_empty()) {
        let column =
            ["first", "second", "third"].get(name_at).map_or_else(|| "name".to_owned(), |word| (*word).to_owned());
        return Err(PastedError::NoName { line: row.line, column });
    }
    let beyond: Vec<&str> =
        row.cells.iter().skip(columns.len()).filter(|cell| !cell.is_empty()).map(String::as_str).collect();
    if let Some(first) = beyond.first() {
        let text =
            format!("\"{first}\" stands in a column that has no name, and was left out; a heading row can name it");
        notes.push(Note { line: Some(row.line), text });
    }
    let cells = columns.iter().cloned().zip(row.cells).filter(|(_, cell)| !cell.is_empty());
    let cells = cells.map(|(column, cell)| match column {
        Column::Name => (Column::Name, without_bullet(&cell).to_owned()),
        other => (other, cell),
    });
    Ok(Row { line: row.line, cells: cells.collect() })
}

/// A name without the dash or dot that lists put before their lines.
fn without_bullet(name: &str) -> &str {
    let bullet = name.strip_prefix(['•', '·', '◦', '▪', '*', '-', '–', '—']);
    bullet.filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)).unwrap_or(name).trim()
}
