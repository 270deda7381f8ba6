//! Exports: a map as others read it, one file a format. What can be chosen from is the list of [`FORMATS`].

mod archimate;
mod clean;
mod csv;
mod dot;
pub mod gallery;
mod gexf;
mod graph;
mod graphml;
pub mod html;
mod jgf;
mod json;
mod kumu;
mod mermaid;
mod pdf;
mod png;
mod svg;
mod tables;
mod told;
pub mod views;
mod xlsx;
mod xml;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::analysis::Report;
use crate::drawing::sheet::Frame;
use crate::drawing::text::is_embedded;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Depiction, Palette, Scene};
use crate::layout::{Rect, Size};
use crate::model::quote::{in_json, shown};
use crate::model::{DesignOption, Map, Source};
pub use kumu::{ID as KUMU_ID, OWN as KUMU_OWN};
pub(super) use pdf::tree as pdf_tree;
pub use pdf::{Paper, pages, tiles};
pub use png::{Pixels, pixels};
use svg::Lettering;
pub use tables::Topic;

/// What is seen of a map, for formats that hold a picture.
pub struct Picture<'a> {
    /// What is seen.
    pub scene: &'a Scene,
    /// What stands out there.
    pub depiction: Option<&'a Depiction>,
    /// The part of the scene that is seen, if it is not all of it.
    pub part: Option<Rect>,
    /// The colours.
    pub palette: Palette,
    /// What stands around it.
    pub frame: Frame,
    /// The size of the picture, in points.
    pub size: Size,
    /// How many pixels there are to a point, where there are any.
    pub scale: f32,
    /// Fonts for letters that the embedded ones lack.
    pub fonts: &'a Fonts,
}

impl Picture<'_> {
    /// The letters in it that the embedded fonts lack.
    pub fn foreign_letters(&self) -> BTreeSet<char> {
        svg::write(self, Lettering::Texts).chars().filter(|letter| !is_embedded(*letter)).collect()
    }
}

/// What is known of a map, for formats that hold more than a picture.
pub struct Facts<'a> {
    /// The map as it is in its file, with its options and all.
    pub whole: &'a Map,
    /// The map that is exported: the whole one, or that as an option wants it, or as it was on a date.
    pub map: &'a Map,
    /// The option that wants it so, if one is asked for.
    pub option: Option<&'a DesignOption>,
    /// What is wrong with the map that is exported.
    pub report: &'a Report,
    /// What the table is about, for formats that hold only one.
    pub topic: Topic,
}

/// A format in which maps are exported.
#[derive(Debug)]
pub struct Format {
    /// What it is asked for by: a word in small letters.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The ends of the names of its files, without the dot, in small letters; the usual one first.
    pub extensions: &'static [&'static str],
    /// What it holds, and what for, in a line.
    pub holds: &'static str,
    /// What of a map it does not hold, in a line.
    pub loses: &'static str,
    /// Makes a file of it.
    pub writer: Writer,
}

/// Makes a file of a format; where that cannot be done, says why in a sentence.
#[derive(Debug)]
pub enum Writer {
    /// Of what is seen of a map.
    Picture(fn(&Picture<'_>) -> Result<Vec<u8>, String>),
    /// Of what is known of it.
    Facts(fn(&Facts<'_>) -> Result<Made, String>),
}

/// A file that was made of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What it had no room for, as a sentence without a full stop; nothing if it holds all that it should.
    pub left_out: Option<String>,
}

impl From<Vec<u8>> for Made {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, left_out: None }
    }
}

/// What is told where a file speaks of options and the map in it is that of a date.
pub const NOT_ON_THAT_DATE: &str = "what it says of options is said of the map as it is, not as it was on that date";

/// Every format, pictures first; of those whose files end alike, the one that the end stands for comes first.
pub static FORMATS: &[&Format] = &[
    &png::FORMAT,
    &svg::FORMAT,
    &pdf::FORMAT,
    &html::FORMAT,
    &xlsx::FORMAT,
    &csv::FORMAT,
    &json::FORMAT,
    &graphml::FORMAT,
    &gexf::FORMAT,
    &dot::FORMAT,
    &mermaid::FORMAT,
    &jgf::FORMAT,
    &kumu::FORMAT,
    &archimate::FORMAT,
];

/// What a map rests on, in a line that stands below its picture; empty if it names no source.
pub fn source_line(map: &Map) -> String {
    let told = |source: &Source| {
        let publisher = source.publisher.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let date = source.date.as_ref().map(ToString::to_string);
        let more: Vec<&str> = publisher.into_iter().chain(date.as_deref()).collect();
        let title = source.title.trim();
        if more.is_empty() { title.to_owned() } else { format!("{title} ({})", more.join(", ")) }
    };
    let sources: Vec<String> = map.sources.iter().map(|source| told(source)).collect();
    let first = if sources.len() == 1 { "Source" } else { "Sources" };
    match sources.len() {
        0 => String::new(),
        number if number <= MOST_SOURCES => format!("{first}: {}", shown(&sources.join("; "))),
        number => {
            format!("{first}: {}; and {} more", shown(&sources[..MOST_SOURCES].join("; ")), number - MOST_SOURCES)
        }
    }
}

/// More sources than these are only counted below a picture.
const MOST_SOURCES: usize = 3;

/// A document in JSON, in which nothing acts unseen.
fn json_bytes(document: &impl Serialize) -> Vec<u8> {
    let text = serde_json::to_string_pretty(document).expect("what is exported has a form in JSON");
    (in_json(&text).into_owned() + "\n").into_bytes()
}

impl Format {
    /// Whether it holds a picture.
    pub fn is_picture(&self) -> bool {
        matches!(self.writer, Writer::Picture(_))
    }

    /// Whether it is made for sheets of paper.
    pub fn is_paged(&self) -> bool {
        self.name == pdf::FORMAT.name
    }

    /// Whether it holds one table, so that it has to be said which.
    pub fn is_table(&self) -> bool {
        self.name == csv::FORMAT.name
    }

    /// Whether it is made of pixels.
    pub fn has_pixels(&self) -> bool {
        self.name == png::FORMAT.name
    }

    /// Whether what is made of these facts speaks of the options of the map.
    pub fn tells_of_options(&self, facts: &Facts<'_>) -> bool {
        let does = match self.name {
            name if name == csv::FORMAT.name => matches!(facts.topic, Topic::Ledger | Topic::Decisions),
            name if name == html::FORMAT.name => facts.option.is_some(),
            name => name == xlsx::FORMAT.name,
        };
        does && !facts.whole.options.is_empty()
    }

    /// How long the end of a file's name is that says that it is of this format.
    fn fits(&self, file: &str) -> Option<usize> {
        let ends = |extension: &&&str| {
            let dot = file.len().checked_sub(extension.len() + 1);
            let end = dot.and_then(|dot| file.get(dot..)).and_then(|end| end.strip_prefix('.'));
            end.is_some_and(|end| end.eq_ignore_ascii_case(extension))
        };
        self.extensions.iter().filter(ends).map(|extension| extension.len()).max()
    }
}

/// The format of that name, in capital letters or small ones.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name.eq_ignore_ascii_case(name))
}

/// The format of a file by the end of its name, the longest end that there is.
pub fn of_file(file: &str) -> Option<&'static Format> {
    let fitting = FORMATS.iter().copied().filter_map(|format| Some((format.fits(file)?, format)));
    // Of several as long the first.
    fitting.rev().max_by_key(|(length, _)| *length).map(|(_, format)| format)
}

/// The usual ends of names of those formats: ".png or .svg".
pub fn extensions(which: impl Fn(&Format) -> bool) -> String {
    let formats = FORMATS.iter().filter(|format| which(format));
    let ends: Vec<String> =
        formats.filter_map(|format| format.extensions.first()).map(|end| format!(".{end}")).collect();
    match ends.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::drawing::{Lens, Plan, Shown, parameters};
    use crate::layout::Form;

    #[test]
    fn every_format_is_found_by_its_name_and_makes_a_file() {
        let map = crate::exchange::boardwalk_file::read(include_bytes!("../boardwalk_file/full.boardwalk"));
        let map = map.expect("a sound map");
        let plan = Plan::of(&map, Shown::ALL, &BTreeSet::new(), &parameters(&map, Form::Layers));
        let report = analyse(&map);
        let scene = plan.draw(&map, Some(&report), Lens::Status);
        let size = Size::new(320.0, 200.0);
        let fonts = Fonts::default();
        let picture = Picture {
            scene: &scene,
            depiction: None,
            part: None,
            palette: Palette::Light,
            frame: Frame::default(),
            size,
            scale: 1.0,
            fonts: &fonts,
        };
        let facts = Facts { whole: &map, map: &map, option: None, report: &report, topic: Topic::default() };
        let mut made = BTreeSet::new();
        for known in FORMATS {
            let found = named(&known.name.to_uppercase()).expect("it is found by its name");
            let again = || match found.writer {
                Writer::Picture(write) => write(&picture).expect("a file"),
                Writer::Facts(write) => write(&facts).expect("a file").bytes,
            };
            let bytes = again();
            assert_eq!(bytes, again(), "{}: the same map makes the same bytes", known.name);
            assert!(!bytes.is_empty() && made.insert(bytes), "{} makes a file of its own", known.name);
            for extension in known.extensions {
                let found = of_file(&format!("Town.{}", extension.to_uppercase())).expect("a format");
                assert!(found.extensions.contains(extension), "{extension}");
            }
            let sentences = [known.title, known.holds, known.loses];
            assert!(sentences.iter().all(|text| !text.is_empty() && text.len() < 160 && !text.contains(['|', '\n'])));
        }
        assert_eq!(of_file("svg").map(|format| format.name), None);
        assert_eq!(of_file("a.gif").map(|format| format.name), None);
        assert_eq!(extensions(|_| true).matches(" or ").count(), 1);
    }

    #[test]
    fn the_readme_says_of_every_format_what_it_holds_and_loses() {
        let readme = include_str!("../../../README.md");
        for Format { title, extensions, holds, loses, .. } in FORMATS {
            let ends: Vec<String> = extensions.iter().map(|end| format!(".{end}")).collect();
            let line = format!("| {title} ({}) | {holds} | {loses} |", ends.join(", "));
            assert!(readme.contains(&line), "{line}");
        }
    }
}
