//! What the sheets of an XLSX share: which there are, their texts, and how numbers are shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::exchange::import::archive::Archive;
use crate::exchange::import::values::Shown;
use crate::exchange::import::xml::{Met, Xml, push};
use crate::exchange::import::{MOST_CELLS, MOST_TEXT, Unreadable, bounded};

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// Whether it holds cells, and no chart.
    pub(super) is_worksheet: bool,
    /// Its part in the file.
    pub(super) part: String,
}

/// What the workbook says.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Listed>,
    /// Whether days are counted from 1904, as Excel for the Macintosh did.
    pub(super) is_1904: bool,
    strings: Option<String>,
    styles: Option<String>,
}

/// A part that another one names.
struct Related {
    kind: String,
    target: String,
}

impl Workbook {
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, Unreadable> {
        let package = relations(archive, "_rels/.rels", "")?;
        let main = package.into_values().find(|related| related.kind == "officeDocument").map(|related| related.target);
        let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let related = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let by_kind = |kind: &str| related.values().find(|it| it.kind == kind).map(|it| it.target.clone());
        let mut workbook =
            Self { sheets: Vec::new(), is_1904: false, strings: by_kind("sharedStrings"), styles: by_kind("styles") };
        let is_binary = main.ends_with(".bin") || archive.has("xl/workbook.bin");
        let Some(part) = archive.part(&main)? else {
            let told = if is_binary {
                "it is a binary Excel file (.xlsb): save it as .xlsx"
            } else {
                "it is no spreadsheet: there is no list of sheets in it"
            };
            return Err(Unreadable(told.to_owned()));
        };
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Met::Start(element) => match element.name.as_str() {
                    "workbookPr" => workbook.is_1904 = element.says("date1904"),
                    "sheet" => {
                        let id = element.attribute("id").unwrap_or_default();
                        let Some(it) = related.get(&id) else { continue };
                        workbook.sheets.push(Listed {
                            name: element.attribute("name").unwrap_or_default(),
                            is_hidden: element.attribute("state").is_some_and(|state| state != "visible"),
                            is_worksheet: it.kind == "worksheet",
                            part: it.target.clone(),
                        });
                    }
                    _ => {}
                },
                Met::Nothing => return Ok(workbook),
                Met::End(_) | Met::Text(_) => {}
            }
        }
    }
}

/// Which parts a part names, by the ids that it gives them.
fn relations(archive: &mut Archive<'_>, name: &str, folder: &str) -> Result<BTreeMap<String, Related>, Unreadable> {
    let mut related = BTreeMap::new();
    let Some(part) = archive.part(name)? else { return Ok(related) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Met::Start(element) if element.name == "Relationship" => {
                // What lies outside the file is never opened.
                if element.attribute("TargetMode").is_some_and(|mode| mode == "External") {
                    continue;
                }
                let kind = element.attribute("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = within(folder, &element.attribute("Target").unwrap_or_default());
                related.insert(element.attribute("Id").unwrap_or_default(), Related { kind, target });
            }
            Met::Nothing => return Ok(related),
            Met::Start(_) | Met::End(_) | Met::Text(_) => {}
        }
    }
}

/// The part that a path names, as seen from a folder of the file.
fn within(folder: &str, target: &str) -> String {
    if target.starts_with('/') {
        return target.trim_start_matches('/').to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The texts that cells name by number.
pub(super) fn strings(archive: &mut Archive<'_>, workbook: &Workbook) -> Result<Vec<Arc<str>>, Unreadable> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    let Some(name) = workbook.strings.as_deref() else { return Ok(strings) };
    let Some(part) = archive.part(name)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    let mut bytes = 0;
    loop {
        match xml.next()? {
            Met::Start(element) if element.name == "si" => {
                let text = decoded(&rich_text(&mut xml)?);
                bytes += text.len();
                if strings.len() > MOST_CELLS || bytes > MOST_TEXT {
                    return Err(Unreadable(format!(
                        "the cells of the file hold more than {} MB of text: split it, or take out the long texts",
                        MOST_TEXT >> 20
                    )));
                }
                let (mut text, is_cut) = bounded(text);
                if is_cut {
                    // Still longer than a cell may be, so that it is told where it stands.
                    text.push_str("……");
                }
                strings.push(text.into());
            }
            Met::Nothing => return Ok(strings),
            Met::Start(_) | Met::End(_) | Met::Text(_) => {}
        }
    }
}

/// A text of pieces, each perhaps in another typeface, without how it is pronounced.
pub(super) fn rich_text<R: std::io::BufRead>(xml: &mut Xml<R>) -> Result<String, Unreadable> {
    let (mut said, mut depth) = (String::new(), 1_usize);
    while depth > 0 {
        match xml.next()? {
            Met::Start(element) => match element.name.as_str() {
                "rPh" | "phoneticPr" => xml.pass()?,
                "t" => {
                    let text = xml.text()?;
                    push(&mut said, &text);
                }
                _ => depth += 1,
            },
            Met::End(_) => depth -= 1,
            Met::Text(_) => {}
            Met::Nothing => break,
        }
    }
    Ok(said)
}

/// Characters that XML cannot hold are written _x000D_; an underscore before such a thing as _x005F_.
pub(super) fn decoded(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        said.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at + 2..].get(4..5) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(character) => {
                said.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                said.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    said.push_str(rest);
    said.replace("\r\n", "\n").replace('\r', "\n")
}

/// What a format of cells shows, and how far it sets text in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    pub(super) shown: Shown,
    pub(super) indent: u8,
}

/// The formats that cells name by number.
pub(super) fn formats(archive: &mut Archive<'_>, workbook: &Workbook) -> Result<Vec<Format>, Unreadable> {
    let mut formats = Vec::new();
    let Some(name) = workbook.styles.as_deref() else { return Ok(formats) };
    let Some(part) = archive.part(name)? else { return Ok(formats) };
    let mut codes: BTreeMap<u32, Shown> = BTreeMap::new();
    let mut xml = Xml::new(part);
    let mut is_of_cells = false;
    loop {
        match xml.next()? {
            Met::Start(element) => match element.name.as_str() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    codes.extend(element.number("numFmtId").map(|id| (id, Shown::of(&code))));
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells && formats.len() < 100_000 => {
                    let id = element.number("numFmtId").unwrap_or(0);
                    let shown = codes.get(&id).copied().unwrap_or_else(|| Shown::built_in(id));
                    formats.push(Format { shown, indent: 0 });
                }
                "alignment" if is_of_cells => {
                    let indent = element.number("indent").unwrap_or(0).min(15) as u8;
                    formats.iter_mut().last().into_iter().for_each(|format| format.indent = indent);
                }
                _ => {}
            },
            Met::End(name) if name == "cellXfs" => is_of_cells = false,
            Met::Nothing => return Ok(formats),
            Met::End(_) | Met::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_characters_are_read_in_every_text() {
        for (written, said) in [
            ("_x0041_ Board", "A Board"),
            ("a_x000D__x000A_b", "a\nb"),
            ("_x005F_x0041_", "_x0041_"),
            ("plain_xyz_", "plain_xyz_"),
            ("_x", "_x"),
            ("é_x00e", "é_x00e"),
        ] {
            assert_eq!(decoded(written), said);
        }
    }

    #[test]
    fn parts_are_found_from_the_folder_of_the_one_that_names_them() {
        assert_eq!(within("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(within("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(within("xl/worksheets", "../../../../etc/x.xml"), "etc/x.xml");
    }
}
