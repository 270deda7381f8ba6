//! What cells look like, whatever their column is called: numbers, marks, totals, remarks, signs for "as above".

use super::book::{Cell, Row, Sheet};
use crate::exchange::pasted_text::words;
use crate::model::SeatRole;
use crate::model::spelling::plain;

/// Words for amounts that stand behind their digits.
const MANY: [&str; 12] = ["k", "m", "mn", "bn", "million", "mio", "mrd", "thousand", "gbp", "eur", "pa", "p a"];

/// Whether it is a number, perhaps with its currency or as a share: "12", "£1.2m", "(5,000)".
pub(super) fn is_number(text: &str) -> bool {
    let is_of_one = |letter: char| letter.is_ascii_digit() || " .,-+%£$€()~\u{a0}\u{202f}".contains(letter);
    let text = text.trim();
    let digits_end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |at| at + 1);
    let (digits, word) = text.split_at(digits_end);
    let word = plain(word.trim_matches(|letter: char| " .)%€£$".contains(letter)));
    let is_known = word.is_empty() || word.split(' ').all(|word| MANY.contains(&word));
    digits_end > 0 && is_known && digits.chars().all(is_of_one)
}

/// Whether a column holds numbers below a row, and nothing else but words for nothing.
pub(super) fn is_of_numbers(sheet: &Sheet, column: u32, below: Option<u32>) -> bool {
    let below = sheet.rows.iter().filter(|row| Some(row.number) > below).map(|row| row.said(column));
    let mut said = below.filter(|text| !words::says_nothing(text)).peekable();
    said.peek().is_some() && said.all(is_number)
}

/// What a cell of a table of bodies by members says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// There is a seat, perhaps as something.
    Seat(Option<SeatRole>),
    /// There is none.
    None,
}

/// The mark that a text is, if it is one.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let said = text.trim().to_lowercase();
    Some(match said.trim_end_matches('.') {
        "x" | "xx" | "✓" | "✔" | "☑" | "√" | "yes" | "y" | "1" | "•" | "●" | "■" | "*" | "true" | "m" | "tick"
        | "ja" | "oui" | "ü" => Mark::Seat(None),
        "c" => Mark::Seat(Some(SeatRole::Chair)),
        "d" | "v" | "vc" | "dc" => Mark::Seat(Some(SeatRole::Deputy)),
        "o" => Mark::Seat(Some(SeatRole::Observer)),
        "l" => Mark::Seat(Some(SeatRole::Lead)),
        "a" | "ad" => Mark::Seat(Some(SeatRole::Adviser)),
        "" | "-" | "–" | "0" | "no" | "n" | "✗" | "☐" | "false" | "nei" | "nein" | "non" | "n/a" => Mark::None,
        said => Mark::Seat(Some(words::seat_role(said)?)),
    })
}

/// Whether a column says in marks below a row who has seats, and nothing else.
pub(super) fn is_of_marks(sheet: &Sheet, column: u32, below: u32) -> bool {
    let is_sum = |row: &&Row| row.cells.first().is_some_and(|cell| is_total(&cell.text));
    let rows = sheet.rows.iter().filter(|row| row.number > below && !is_sum(row));
    let said = rows.filter_map(|row| row.cell(column));
    let marks: Option<Vec<Mark>> = said.map(|cell| mark(&cell.text)).collect();
    marks.is_some_and(|marks| marks.iter().any(|mark| *mark != Mark::None))
}

/// Whether a text stands for the cell above it.
pub(super) fn is_ditto(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|letter: char| letter == '-' || letter == ' ');
    let is_sign = ["\"", "\"\"", "''", "″", "〃", "”", "“", ",,", "„"].contains(&bare);
    let words = [
        "ditto",
        "do",
        "as above",
        "same as above",
        "see above",
        "idem",
        "as previous",
        "wie oben",
        "dto",
        "som over",
        "comme ci dessus",
    ];
    is_sign || (text.len() < 20 && words.contains(&plain(text).as_str()))
}

/// Whether a name is that of a sum at the end of a list.
pub(super) fn is_total(name: &str) -> bool {
    let name = plain(name);
    let name = name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
    [
        "total",
        "totals",
        "grand total",
        "sub total",
        "subtotal",
        "sum",
        "overall total",
        "total number",
        "summe",
        "gesamt",
        "sum totalt",
        "totalt",
        "somme",
        "total general",
    ]
    .contains(&name)
}

/// Whether a row says something of the list, and is none of it: "Source: finance team".
pub(super) fn is_remark(name: &str) -> bool {
    let name = name.trim();
    let first = name.split([':', '-', '–']).next().filter(|first| first.len() < name.len());
    let words = [
        "note",
        "notes",
        "nb",
        "n b",
        "source",
        "sources",
        "key",
        "legend",
        "footnote",
        "please note",
        "last updated",
        "updated",
        "updated on",
        "last update",
        "prepared by",
        "compiled by",
        "version",
        "date",
    ];
    first.is_some_and(|first| words.contains(&plain(first).as_str()))
        || (name.starts_with('*') && name.split_whitespace().count() > 4)
        || name.split_whitespace().count() > 14
}

/// How deep an outline's number is, "1.2.3" or "1.2.3 Smoking Group": how many numbers it has.
pub(super) fn outline(text: &str) -> Option<usize> {
    let mark = text.split_whitespace().next()?.trim_end_matches(['.', ')']);
    let is_number = |part: &str| (1..4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    mark.split('.').all(is_number).then(|| mark.split('.').count())
}

/// Whether a column's numbers are those of an outline: nearly all have one, and they go deep.
pub(super) fn is_outline(sheet: &Sheet, column: u32, below: Option<u32>) -> bool {
    let said = sheet.rows.iter().filter(|row| Some(row.number) > below).map(|row| row.said(column));
    let depths: Vec<Option<usize>> = said.filter(|text| !text.is_empty()).map(outline).collect();
    let known = depths.iter().flatten().count();
    let deep = depths.iter().flatten().filter(|depth| **depth > 1).count();
    known > 2 && known * 10 >= depths.len() * 8 && deep * 4 >= known && depths.contains(&Some(1))
}

/// Whether a row's name is a heading in capitals, where others are written in small letters.
pub(super) fn is_shouted(name: &str) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    letters().count() > 3 && letters().all(char::is_uppercase)
}

/// How far a name is set in: by its format, or by blanks before it.
pub(super) fn step_in(cell: &Cell) -> usize {
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

/// Whether the only cell of a first row is what a list is called, and none of it: "Partnership boards".
pub(super) fn is_title(row: &Row, next: Option<&Row>) -> bool {
    let [cell] = row.cells.as_slice() else { return false };
    let said = plain(&cell.text);
    let has = |wanted: &[&str]| said.split(' ').any(|word| wanted.contains(&word));
    let last = said.rsplit(' ').next().unwrap_or_default();
    let many =
        ["boards", "groups", "bodies", "committees", "partnerships", "partners", "members", "forums", "meetings"];
    let is_apart = next.is_some_and(|next| next.number > row.number + 1);
    is_apart
        || has(&["structure", "organogram", "organigram", "membership", "register", "list", "directory", "organigramm"])
        || said.starts_with("who ")
        || (many.contains(&last) && said.contains(' '))
        || many.contains(&said.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names() {
        for text in ["12", "£1.2m", "£ 45,000.00", "1.5 million", "(5,000)", "25%", "~£20k pa", "€ 3 000", "1.250,00 €"]
        {
            assert!(is_number(text), "{text}");
        }
        for text in ["Board 12", "3rd Sector Forum", "", "TBC", "12 Apostles", "m", "2 Police"] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn totals_remarks_and_signs_for_the_cell_above_are_no_names() {
        assert!(["Total", "TOTAL:", "Grand total 2026", "Sub-total"].into_iter().all(is_total));
        assert!(!["Total Place Board", "Sum of Us"].into_iter().any(is_total));
        assert!(
            ["Note: as of May", "Source – finance team", "* these groups met once only"].into_iter().all(is_remark)
        );
        assert!(!["Notes Group", "Key Stage 2 Board", "Source Water Group"].into_iter().any(is_remark));
        assert!(["\"", "ditto", "do.", "As above", "〃", "-\"-"].into_iter().all(is_ditto));
        assert!(!["Dito Board", "", "-", "Do It Group"].into_iter().any(is_ditto));
    }

    #[test]
    fn outlines_are_as_deep_as_their_numbers() {
        let depths = ["1", "1.2", "1.2.3 Smoking Group", "2) Forum", "2026", "Board"].map(outline);
        assert_eq!(depths, [Some(1), Some(2), Some(3), Some(1), None, None]);
    }
}
