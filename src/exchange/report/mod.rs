//! Board papers as files, one file a format. What can be chosen from is the list of [`FORMATS`].

mod docx;
mod html;
mod markdown;
mod pdf;
pub mod style_file;

use std::collections::BTreeSet;

use super::export::{self, Writer};
use crate::drawing::Palette;
use crate::drawing::sheet::Frame;
use crate::drawing::text::{composed, is_embedded};
use crate::drawing::typeset::Fonts;
use crate::layout::Size;
use crate::report::{Paper, Picture, Style};

/// How large pictures are drawn, points: as wide as a page on its side, so that names can be read in print.
const PICTURE: Size = Size::new(2400.0, 1400.0);

/// What is written.
pub struct Press<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// How it looks.
    pub style: &'a Style,
    /// Fonts for letters in pictures that the embedded ones lack.
    pub fonts: &'a Fonts,
}

/// A format in which papers are written.
pub struct Format {
    /// The end of the names of its files, without the dot, in small letters.
    pub extension: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Makes a file of it; where that cannot be done, says why in a sentence.
    pub write: fn(&Press<'_>) -> Result<Vec<u8>, String>,
    /// Whether all its words are set here, so that fonts are needed for them, and not only for those in pictures.
    pub is_set: bool,
}

/// Every format, the most common first.
pub static FORMATS: [Format; 4] = [
    Format { extension: "docx", name: "Word document", write: docx::write, is_set: false },
    Format { extension: "pdf", name: "PDF", write: pdf::write, is_set: true },
    Format { extension: "html", name: "Web page", write: html::write, is_set: false },
    Format { extension: "md", name: "Markdown", write: markdown::write, is_set: false },
];

/// The format of files whose names end so, in capital letters or small ones.
pub fn format(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
}

/// The ends of names that can be chosen from: ".docx, .pdf, .html or .md".
pub fn extensions() -> String {
    let ends: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
    match ends.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => ends.concat(),
    }
}

/// The letters for which a paper in that format needs fonts beside the embedded ones.
pub fn foreign_letters(paper: &Paper, style: &Style, format: &Format) -> BTreeSet<char> {
    let none = Fonts::default();
    let mut letters: BTreeSet<char> =
        paper.pictures().into_iter().flat_map(|picture| seen(picture, &none).foreign_letters()).collect();
    if format.is_set {
        let texts = paper.texts().into_iter().chain([style.organisation.as_str()]);
        letters.extend(
            texts.flat_map(|text| composed(text).chars().collect::<Vec<_>>()).filter(|letter| !is_embedded(*letter)),
        );
    }
    letters
}

fn seen<'a>(picture: &'a Picture, fonts: &'a Fonts) -> export::Picture<'a> {
    let (scene, palette) = (&picture.scene, Palette::Light);
    let frame = Frame::default();
    export::Picture { scene, depiction: None, part: None, palette, frame, size: PICTURE, scale: 1.0, fonts }
}

impl Press<'_> {
    /// What stands at the foot of each page: whose paper it is, and what about, as far as it fits beside the number of the page.
    fn foot(&self) -> String {
        const MOST: usize = 80;
        let words = [self.style.organisation.trim(), self.paper.title.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        let words = words.join(" · ");
        match words.char_indices().nth(MOST) {
            None => words,
            Some((end, _)) => format!("{}…", words[..end].trim_end()),
        }
    }

    /// A picture of the paper in one of the formats of pictures.
    fn drawn(&self, picture: &Picture, format: &str) -> Result<Vec<u8>, String> {
        match export::named(format).map(|format| &format.writer) {
            Some(Writer::Picture(write)) => write(&seen(picture, self.fonts)),
            Some(Writer::Facts(_)) | None => Err(format!("no picture is written as {format}")),
        }
    }
}

#[cfg(test)]
mod tests;
