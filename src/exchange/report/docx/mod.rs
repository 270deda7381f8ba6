//! DOCX: what Word and LibreOffice edit. A package of parts; those that are the same in every paper lie in `parts`.

mod document;

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip_archive::write::SimpleFileOptions;
use zip_archive::{CompressionMethod, DateTime, ZipWriter};

use super::Press;
use crate::report::Style;
use document::Document;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// How far text reaches on an upright page and on a wide one: A4 less two centimetres on each side, in twentieths of a point.
const UPRIGHT: u32 = 9_638;
const WIDE: u32 = 14_570;

/// Writes the paper.
pub(super) fn write(press: &Press<'_>) -> Result<Vec<u8>, String> {
    let document = Document::of(press)?;
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".to_owned(), include_bytes!("parts/content_types.xml").to_vec()),
        ("_rels/.rels".to_owned(), include_bytes!("parts/rels.xml").to_vec()),
        ("docProps/core.xml".to_owned(), properties(press).into_bytes()),
        ("word/document.xml".to_owned(), document.xml.into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), relations(document.pictures.len()).into_bytes()),
        ("word/styles.xml".to_owned(), styles(press.style).into_bytes()),
        ("word/numbering.xml".to_owned(), include_bytes!("parts/numbering.xml").to_vec()),
        ("word/settings.xml".to_owned(), include_bytes!("parts/settings.xml").to_vec()),
        ("word/footer1.xml".to_owned(), footer(press, UPRIGHT).into_bytes()),
        ("word/footer2.xml".to_owned(), footer(press, WIDE).into_bytes()),
    ];
    let pictures = document.pictures.into_iter().enumerate();
    parts.extend(pictures.map(|(place, png)| (format!("word/media/picture{}.png", place + 1), png)));
    packed(&parts).map_err(|error| format!("the paper cannot be packed: {error}"))
}

/// The parts as one file; of the same parts the same bytes, whenever it is made.
fn packed(parts: &[(String, Vec<u8>)]) -> zip_archive::result::ZipResult<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // Pictures are packed already.
        let method = if name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        file.start_file(name.as_str(), options)?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

/// A text as XML has it. Characters that no XML can hold are left out.
fn xml(text: &str) -> String {
    let can_stand = |character: &char| !character.is_control() && !matches!(character, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(can_stand).collect();
    escape(text.as_str()).into_owned()
}

/// Title, language and author, by which programs and screen readers know the paper.
fn properties(press: &Press<'_>) -> String {
    let (title, organisation) = (xml(&press.paper.title), xml(&press.style.organisation));
    let subject = xml(&press.paper.subtitle);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <dc:creator>{organisation}</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"
    )
}

fn relations(pictures: usize) -> String {
    let fixed = [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml")];
    let footers = [("footer", "footer1.xml"), ("footer", "footer2.xml")];
    let mut all = String::new();
    for (number, (kind, target)) in (1..).zip(fixed.into_iter().chain(footers)) {
        all += &format!("<Relationship Id=\"rId{number}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    }
    for number in 1..=pictures {
        all += &format!(
            "<Relationship Id=\"picture{number}\" Type=\"{RELATION}/image\" Target=\"media/picture{number}.png\"/>"
        );
    }
    format!("{HEAD}<Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>")
}

/// The styles in the colours and the typeface of the house.
fn styles(style: &Style) -> String {
    include_str!("parts/styles.xml")
        .replace("{typeface}", &xml(style.typeface.trim()))
        .replace("{first}", &style.first_colour.readable().hex())
        .replace("{second}", &style.second_colour.readable().hex())
        .replace("{rule}", &style.second_colour.hex())
        .replace("{pale}", &style.first_colour.pale().hex())
}

/// What stands at the foot of each page: whose paper it is and what about, and which page of how many.
fn footer(press: &Press<'_>, width: u32) -> String {
    let field = |name: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{NAMESPACE}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs><w:tab w:val=\"right\" \
         w:pos=\"{width}\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t \
         xml:space=\"preserve\">Page </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        xml(&press.foot()),
        field("PAGE"),
        field("NUMPAGES"),
    )
}
