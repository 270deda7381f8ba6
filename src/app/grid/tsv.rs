//! Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, line breaks between rows, and quotes
//! around what holds either. Written by hand, since the csv crate passes over empty lines: in one column those are cells.

/// Signs with which a spreadsheet begins a formula.
const FORMULA_SIGNS: [char; 4] = ['=', '+', '-', '@'];

/// The text of a block. What a spreadsheet would take for a formula is marked as text, as spreadsheets do it.
pub(super) fn join<'a>(rows: impl Iterator<Item = Vec<String>> + 'a) -> String {
    let rows: Vec<String> =
        rows.map(|row| row.iter().map(|text| written(text)).collect::<Vec<_>>().join("\t")).collect();
    // Spreadsheets end every row with a line break; a single cell is a text like any other.
    if rows.len() == 1 { rows.concat() } else { rows.iter().map(|row| format!("{row}\n")).collect() }
}

fn written(text: &str) -> String {
    let is_formula = text.starts_with(FORMULA_SIGNS) && text.parse::<f64>().is_err();
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['\t', '\n', '\r', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// The cells of a text, row by row. One line break at the end belongs to the last row.
pub(super) fn split(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let mut rows = vec![Vec::new()];
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    let mut is_start = true;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            // A quote within a cell is a letter like others, and so is one that nothing closes.
            '"' if is_start && is_closed(letters.clone()) => is_quoted = true,
            '\t' | '\n' if !is_quoted => {
                finish(&mut rows, &mut cell);
                if letter == '\n' {
                    rows.push(Vec::new());
                }
                is_start = true;
                continue;
            }
            other => cell.push(other),
        }
        is_start = false;
    }
    finish(&mut rows, &mut cell);
    rows
}

/// Whether a quote closes the cell that another has opened.
fn is_closed(mut rest: impl Iterator<Item = char>) -> bool {
    let mut quotes = 0;
    let is_end = rest.find(|letter| match letter {
        '"' => {
            quotes += 1;
            false
        }
        '\t' | '\n' => quotes % 2 == 1,
        _ => false,
    });
    is_end.is_some() || quotes % 2 == 1
}

fn finish(rows: &mut [Vec<String>], cell: &mut String) {
    let text = std::mem::take(cell);
    let is_marked = text.strip_prefix('\'').is_some_and(|rest| rest.starts_with(FORMULA_SIGNS));
    let text = if is_marked { text[1..].to_owned() } else { text };
    if let Some(row) = rows.last_mut() {
        row.push(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{join, split};

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&text| text.to_owned()).collect()).collect()
    }

    #[test]
    fn what_is_copied_is_pasted_again() {
        for block in [
            rows(&[&["a", "b"], &["c", "d"]]),
            rows(&[&["a\nb", "say \"no\""], &["", "tab\there"]]),
            rows(&[&["a"], &[""], &["b"], &[""]]),
            rows(&[&["=SUM(A1)", "-3"], &["@home", "- a dash"]]),
            rows(&[&[""]]),
        ] {
            let text = join(block.clone().into_iter());
            assert_eq!(split(&text), block, "{text:?}");
        }
    }

    #[test]
    fn blocks_are_read_as_spreadsheets_write_them() {
        assert_eq!(split("a\tb\r\nc\td\r\n"), rows(&[&["a", "b"], &["c", "d"]]));
        assert_eq!(split("a\n\nb\n"), rows(&[&["a"], &[""], &["b"]]), "an empty line is an empty cell");
        assert_eq!(split("\"one\ntwo\"\tx"), rows(&[&["one\ntwo", "x"]]));
        assert_eq!(split("the \"old\" board"), rows(&[&["the \"old\" board"]]));
        assert_eq!(split("\"never closed\tb"), rows(&[&["\"never closed", "b"]]));
    }

    #[test]
    fn no_text_becomes_a_formula() {
        assert_eq!(join(rows(&[&["=1+1", "+44 1", "-3", "-x"]]).into_iter()), "'=1+1\t'+44 1\t-3\t'-x");
    }
}
