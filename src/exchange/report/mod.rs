//! Board papers as files, one file a format. What can be chosen from is the list of [`FORMATS`].

mod docx;
mod html;
mod markdown;
pub mod style_file;

use std::collections::BTreeSet;

use super::export::{self, Writer};
use crate::drawing::Palette;
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
}

/// Every format, the most common first.
pub static FORMATS: [Format; 3] = [
    Format { extension: "docx", name: "Word document", write: docx::write },
    Format { extension: "html", name: "Web page", write: html::write },
    Format { extension: "md", name: "Markdown", write: markdown::write },
];

/// The format of files whose names end so, in capital letters or small ones.
pub fn format(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
}

/// The ends of names that can be chosen from: ".docx, .html or .md".
pub fn extensions() -> String {
    let ends: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
    match ends.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => ends.concat(),
    }
}

/// The letters in the pictures of a paper that the embedded fonts lack.
pub fn foreign_letters(paper: &Paper) -> BTreeSet<char> {
    let none = Fonts::default();
    paper.pictures().into_iter().flat_map(|picture| seen(picture, &none).foreign_letters()).collect()
}

fn seen<'a>(picture: &'a Picture, fonts: &'a Fonts) -> export::Picture<'a> {
    let (scene, palette) = (&picture.scene, Palette::Light);
    export::Picture { scene, depiction: None, part: None, palette, size: PICTURE, scale: 1.0, fonts }
}

impl Press<'_> {
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
