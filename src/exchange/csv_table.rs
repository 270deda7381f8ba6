//! Tables as comma-separated values, for spreadsheets.

/// What makes a spreadsheet take a cell for a formula; of East Asian ones also in full width.
pub const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text that people wrote. A spreadsheet never takes it for a formula.
    Text(String),
    /// A number as digits, or nothing where it is not known.
    Number(String),
}

/// The rows as comma-separated values (RFC 4180), one a line, each ending in a line feed.
pub fn write(rows: &[Vec<Cell>]) -> String {
    let line = |row: &Vec<Cell>| row.iter().map(Cell::written).collect::<Vec<String>>().join(",") + "\n";
    rows.iter().map(line).collect()
}

impl Cell {
    fn written(&self) -> String {
        let text = match self {
            // Spreadsheets run what begins like this; an apostrophe before it makes it plain text.
            Self::Text(text) if text.starts_with(BEGINS_FORMULA) => format!("'{text}"),
            Self::Text(text) | Self::Number(text) => text.clone(),
        };
        // Some spreadsheets part cells at semicolons or tabs, and leave those in quotation marks together.
        match text.contains([',', ';', '\t', '"', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, write};

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_become_formulas() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let rows = [
            vec![text("a"), text("b, \"c\""), text("two\nlines"), text("")],
            vec![text("=1+1"), text("@x"), text("+1,5"), text("\tz"), text("＝1"), text("a;=1")],
            vec![text("a=b"), Cell::Number("-5".to_owned()), Cell::Number(String::new())],
        ];
        let expected = "a,\"b, \"\"c\"\"\",\"two\nlines\",\n'=1+1,'@x,\"'+1,5\",\"'\tz\",'＝1,\"a;=1\"\na=b,-5,\n";
        assert_eq!(write(&rows), expected);
    }
}
