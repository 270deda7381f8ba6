//! Sheets and graphs of other programs.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use boardwalk::exchange::boardwalk_file;
use boardwalk::exchange::import::phrases::Phrases;
use boardwalk::exchange::import::{self, AsText, Choices, work};
use boardwalk::model::Map;
use boardwalk::model::edit::apply;
use zip_archive::write::SimpleFileOptions;
use zip_archive::{CompressionMethod, ZipWriter};

use super::readers::{FULL, is_legible, is_sound};

static TARGET: LazyLock<Map> = LazyLock::new(|| boardwalk_file::read(FULL).expect("a map"));
static PHRASES: LazyLock<Phrases> = LazyLock::new(Phrases::default);

/// What a workbook has beside the sheet that is made up.
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// Parts packed into a file, not made smaller.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let as_it_is = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, as_it_is).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("packed").into_inner()
}

/// What is read is told legibly, means the same when it is read again, and makes a sound map or says why not.
fn is_taken_in(bytes: &[u8]) {
    let book = match import::read("file", bytes, AsText::default()) {
        Ok(book) => book,
        Err(why) => return is_legible(&why.0),
    };
    book.remarks.iter().for_each(|remark| is_legible(&boardwalk::model::quote::message(remark)));
    let mapping = import::guess(&book);
    let again = import::kept(&mapping.write(&book), &book);
    assert_eq!(again.as_ref(), Ok(&mapping), "a mapping that is kept is the same mapping");
    for map in [&Map::default(), &*TARGET] {
        let worked = work(&book, &mapping, &PHRASES, &Choices::default(), map);
        worked.draft.doubts.iter().for_each(|doubt| is_legible(&doubt.sentence(&book)));
        match worked.outcome {
            Ok(step) => drop(is_sound(&apply(map, &step.edits).unwrap_or_else(|error| panic!("{error}")))),
            Err(refusal) => is_legible(&boardwalk::model::quote::message(&refusal.0)),
        }
    }
}

/// As a file of any kind; and as the one sheet of a workbook of Excel and of LibreOffice.
pub(crate) fn sheets(bytes: &[u8]) {
    is_taken_in(bytes);
    if bytes.starts_with(b"<") {
        let parts: [(&str, &[u8]); 5] = [
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
            ("xl/worksheets/sheet1.xml", bytes),
        ];
        is_taken_in(&packed(&parts));
        is_taken_in(&packed(&[("content.xml", bytes)]));
    }
}

/// As a graph of any format.
pub(crate) fn graphs(bytes: &[u8]) {
    is_taken_in(bytes);
}
