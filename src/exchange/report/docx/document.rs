//! The document itself: blocks as paragraphs, tables and pictures, in sections of upright and of wide pages.

use std::fmt::Write;

use super::{NAMESPACE, Press, RELATION, UPRIGHT, WIDE, xml};
use crate::report::{Block, Heading, Look, Paper, Run, Table};

/// A twentieth of a point in the units of pictures.
const UNITS: u32 = 635;
/// How wide pictures are on a wide page, of which two thirds must do in height.
const PICTURE: (u32, u32) = (8_640_000, 5_040_000);
/// The most that a logo takes.
const LOGO: (u32, u32) = (2_520_000, 1_080_000);

/// The part with its pictures.
pub(super) struct Document {
    pub(super) xml: String,
    pub(super) pictures: Vec<Vec<u8>>,
}

struct Page<'a> {
    press: &'a Press<'a>,
    xml: String,
    pictures: Vec<Vec<u8>>,
    bookmarks: usize,
    /// What the names of its bookmarks begin with, so that several papers can be put together to one.
    prefix: String,
    /// Whether the section so far has a foot: the cover has none.
    has_footer: bool,
    /// Whether the next heading begins a page.
    begins_page: bool,
    /// Whether nothing stands in the section yet.
    is_empty: bool,
    /// How far text reaches in the section.
    width: u32,
}

impl Document {
    /// Writes it.
    pub(super) fn of(press: &Press<'_>) -> Result<Self, String> {
        let style = press.style;
        let mut page = Page {
            press,
            xml: String::new(),
            pictures: Vec::new(),
            bookmarks: 0,
            prefix: prefix(press.paper),
            has_footer: !style.cover,
            begins_page: false,
            is_empty: true,
            width: UPRIGHT,
        };
        page.title();
        page.contents();
        page.begins_page = true;
        page.blocks(&press.paper.blocks, UPRIGHT)?;
        let end = page.section();
        let namespaces = [
            ("w", NAMESPACE),
            ("r", RELATION),
            ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ];
        let namespaces: String = namespaces.iter().map(|(short, long)| format!(" xmlns:{short}=\"{long}\"")).collect();
        let head = super::HEAD;
        let xml = format!("{head}<w:document{namespaces}><w:body>{}{end}</w:body></w:document>", page.xml);
        Ok(Self { xml, pictures: page.pictures })
    }
}

impl Page<'_> {
    /// The title, on a page of its own if the house has a cover.
    fn title(&mut self) {
        let (paper, style) = (self.press.paper, self.press.style);
        if let Some(logo) = &style.logo {
            let fits = |room: u32, side: u32| f64::from(room) / f64::from(side.max(1));
            // No logo is blown up beyond its pixels at 96 an inch.
            let scale = fits(LOGO.0, logo.width).min(fits(LOGO.1, logo.height)).min(9_525.0);
            let sides = [logo.width, logo.height].map(|side| (f64::from(side) * scale) as u32);
            let words = if style.organisation.is_empty() { "Logo" } else { &style.organisation };
            self.pictures.push(logo.png.to_vec());
            let drawn = self.drawn(words, sides[0], sides[1]);
            self.paragraph("Normal", &drawn);
        }
        let kind = if style.cover { "CoverTitle" } else { "Title" };
        for (kind, words) in
            [(kind, &paper.title), ("Subtitle", &paper.subtitle), ("Organisation", &style.organisation)]
        {
            if !words.trim().is_empty() {
                self.paragraph(kind, &run("", words));
            }
        }
        if style.cover {
            self.end_section();
            self.has_footer = true;
        }
    }

    /// The contents, as a field that can be brought up to date. Without the numbers of pages: LibreOffice shows those that
    /// were written, which nobody can know here, and Word asks a question of every reader before it counts them.
    fn contents(&mut self) {
        let headings = self.press.paper.headings();
        if headings.is_empty() {
            return;
        }
        self.paragraph("TOCHeading", &run("", "Contents"));
        let last = headings.len() - 1;
        for (place, heading) in headings.into_iter().enumerate() {
            let mut entry = String::new();
            if place == 0 {
                entry += &field_begin(" TOC \\o \"1-2\" \\n \\h \\z \\u ");
            }
            let anchor = self.bookmark(&heading.anchor);
            let _ = write!(
                entry,
                "<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{}<w:r><w:tab/></w:r>{}</w:hyperlink>",
                run("", &heading.number),
                run("", &heading.text),
            );
            if place == last {
                entry += FIELD_END;
            }
            self.paragraph(&format!("TOC{}", heading.level), &entry);
        }
    }

    fn blocks(&mut self, blocks: &[Block], width: u32) -> Result<(), String> {
        for block in blocks {
            if !matches!(block, Block::Landscape(_)) {
                self.turn(width);
            }
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(runs) => self.paragraph("Normal", &self.written(runs)),
                Block::List(items) => items.iter().for_each(|item| self.paragraph("ListBullet", &self.written(item))),
                Block::Table(table) => self.table(table, width),
                Block::Picture(picture) => {
                    let png = self.press.drawn(picture, "png")?;
                    self.pictures.push(png);
                    let most = width * UNITS;
                    let (wide, high) = if PICTURE.0 > most { (most, most / 12 * 7) } else { PICTURE };
                    let drawn = self.drawn(&picture.words, wide, high);
                    self.paragraph("Picture", &drawn);
                    self.paragraph("Caption", &run("", &picture.caption));
                }
                Block::Landscape(inner) => self.blocks(inner, WIDE)?,
            }
        }
        Ok(())
    }

    fn heading(&mut self, heading: &Heading) {
        self.bookmarks += 1;
        let (id, name) = (self.bookmarks, self.bookmark(&heading.anchor));
        let breaks = if std::mem::take(&mut self.begins_page) { "<w:pageBreakBefore/>" } else { "" };
        let level = heading.level;
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Heading{level}\"/>{breaks}</w:pPr><w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{}\
             <w:bookmarkEnd w:id=\"{id}\"/></w:p>",
            run("", &heading.text)
        );
        self.is_empty = false;
    }

    fn paragraph(&mut self, style: &str, inner: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{inner}</w:p>");
        self.is_empty = false;
    }

    fn table(&mut self, table: &Table, width: u32) {
        let all: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
        let widths: Vec<u32> =
            table.columns.iter().map(|column| u32::from(column.width) * width / all.max(1)).collect();
        let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"BoardTable\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout \
             w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
             w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            xml(&table.words)
        );
        let cell = |style: &str, is_number: bool, width: &u32, inner: &str| {
            let end = if is_number { "<w:jc w:val=\"end\"/>" } else { "" };
            format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{end}</w:pPr>{inner}</w:p></w:tc>"
            )
        };
        self.xml += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        for (column, width) in table.columns.iter().zip(&widths) {
            self.xml += &cell("TableHeading", column.is_number, width, &run("", &column.title));
        }
        self.xml += "</w:tr>";
        for (place, row) in table.rows.iter().enumerate() {
            self.xml += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
            for (number, ((words, column), width)) in row.iter().zip(&table.columns).zip(&widths).enumerate() {
                let mut inner = self.written(words);
                if let Some(anchor) = table.anchors.get(place).filter(|_| number == 0) {
                    self.bookmarks += 1;
                    let (id, name) = (self.bookmarks, self.bookmark(anchor));
                    inner = format!(
                        "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{inner}<w:bookmarkEnd w:id=\"{id}\"/>"
                    );
                }
                self.xml += &cell("TableText", column.is_number, width, &inner);
            }
            self.xml += "</w:tr>";
        }
        self.xml += "</w:tbl>";
        // Without a paragraph between them two tables would become one.
        self.paragraph("AfterTable", "");
    }

    /// The last picture, of so many units.
    fn drawn(&self, words: &str, width: u32, height: u32) -> String {
        let (number, words) = (self.pictures.len(), xml(words));
        let graphic = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{words}\"/><a:graphic><a:graphicData uri=\"{graphic}\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"picture{number}.png\" descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"picture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }

    /// Runs with their looks and links.
    fn written(&self, runs: &[Run]) -> String {
        let mut written = String::new();
        for of in runs {
            let style = match (of.look, &of.to) {
                (_, Some(_)) => "Hyperlink",
                (Look::Strong, None) => "Strong",
                (Look::Emphasis, None) => "Emphasis",
                (Look::Plain, None) => "",
            };
            let inner = run(style, &of.text);
            written += &match &of.to {
                Some(anchor) => {
                    format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{inner}</w:hyperlink>", self.bookmark(anchor))
                }
                None => inner,
            };
        }
        written
    }

    /// An anchor as the name of a bookmark: letters, digits and underlines, 40 at most.
    fn bookmark(&self, anchor: &str) -> String {
        format!("{}_{}", self.prefix, anchor.replace('-', "_"))
    }

    /// Turns the pages to come, where they are to be of another width.
    fn turn(&mut self, width: u32) {
        if self.width != width {
            if !self.is_empty {
                self.end_section();
            }
            self.width = width;
        }
    }

    /// Ends the section; the next one begins a page.
    fn end_section(&mut self) {
        let section = self.section();
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"SectionEnd\"/>{section}</w:pPr></w:p>");
        self.is_empty = true;
        self.begins_page = false;
    }

    fn section(&self) -> String {
        let (footer, size) = match self.width {
            WIDE => ("rId5", "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""),
            _ => ("rId4", "w:w=\"11906\" w:h=\"16838\""),
        };
        let footer = match self.has_footer {
            true => format!("<w:footerReference w:type=\"default\" r:id=\"{footer}\"/>"),
            false => String::new(),
        };
        format!(
            "<w:sectPr>{footer}<w:type w:val=\"nextPage\"/><w:pgSz {size}/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" \
             w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

const FIELD_END: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

/// The beginning of a field, up to what it shows until somebody brings it up to date.
fn field_begin(code: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\">{}</w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r>",
        xml(code)
    )
}

fn run(style: &str, text: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>") };
    format!("<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(text))
}

/// What tells the bookmarks of a paper from those of another: a few digits of all that it says.
fn prefix(paper: &Paper) -> String {
    let mut hash = blake3::Hasher::new();
    for text in paper.texts() {
        hash.update(text.as_bytes()).update(&[0]);
    }
    format!("p{}", &hash.finalize().to_hex()[..8])
}
