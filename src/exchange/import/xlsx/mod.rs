//! XLSX: the sheets of Excel, and of all who write as Excel does, cell by cell as they stand in the file.
//!
//! It is read here rather than by calamine, which neither tells what is hidden nor keeps to caps, and which gives up a sheet
//! for one cell that it does not know.

mod parts;
mod sheet;

use super::archive::Archive;
use super::book::Book;
use super::{MOST_SHEETS, Tally, Unreadable};
use parts::Workbook;

/// Reads all sheets.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Book, Unreadable> {
    let workbook = Workbook::read(archive)?;
    if workbook.sheets.len() > MOST_SHEETS {
        return Err(Unreadable(format!(
            "the file has {} sheets, and {MOST_SHEETS} is the most that is read",
            workbook.sheets.len()
        )));
    }
    let strings = parts::strings(archive, &workbook)?;
    let formats = parts::formats(archive, &workbook)?;
    let mut book = Book::default();
    let mut tally = Tally::default();
    let (mut passed, mut missing) = (Vec::new(), Vec::new());
    for listed in &workbook.sheets {
        if !listed.is_worksheet {
            passed.push(format!("\"{}\"", listed.name));
            continue;
        }
        let Some(part) = archive.part(&listed.part)? else {
            missing.push(format!("\"{}\"", listed.name));
            continue;
        };
        let mut reader = sheet::SheetReader::new(part, &strings, &formats, workbook.is_1904);
        let mut sheet = reader.read(&mut tally)?;
        sheet.name.clone_from(&listed.name);
        sheet.is_hidden = listed.is_hidden;
        book.sheets.push(sheet);
    }
    let told = |names: &[String], one: &str, many: &str| {
        let what = if names.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {what}", crate::model::words::list(names, 5)))
    };
    book.remarks.extend(told(&passed, "holds a chart and no cells", "hold charts and no cells"));
    let one = "is listed in the file, and not in it";
    book.remarks.extend(told(&missing, one, "are listed in the file, and not in it"));
    Ok(book)
}
