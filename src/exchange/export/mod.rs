//! Exports: a map as others read it, one file a format. What can be chosen from is the list of [`FORMATS`].

mod png;
mod svg;

use std::collections::BTreeSet;

use crate::drawing::text::is_embedded;
use crate::drawing::typeset::Fonts;
use crate::drawing::{Depiction, Palette, Scene};
use crate::layout::Size;
use crate::model::Map;
use svg::Lettering;

/// What is exported.
pub struct Export<'a> {
    /// The map.
    pub map: &'a Map,
    /// What is seen of it.
    pub scene: &'a Scene,
    /// What stands out there.
    pub depiction: Option<&'a Depiction>,
    /// The colours.
    pub palette: Palette,
    /// The size of the picture, in points.
    pub size: Size,
    /// Fonts for letters that the embedded ones lack.
    pub fonts: &'a Fonts,
}

impl Export<'_> {
    /// The letters in it that the embedded fonts lack.
    pub fn foreign_letters(&self) -> BTreeSet<char> {
        picture(self, Lettering::Texts).chars().filter(|letter| !is_embedded(*letter)).collect()
    }
}

/// A format in which maps are exported.
pub struct Format {
    /// The end of the names of its files, without the dot, in small letters.
    pub extension: &'static str,
    /// Makes a file of it; where that cannot be done, says why in a sentence.
    pub write: fn(&Export<'_>) -> Result<Vec<u8>, String>,
}

/// Every format, the most common first.
pub static FORMATS: [Format; 2] = [
    Format {
        extension: "png",
        write: |export| png::render(&picture(export, Lettering::Texts)).map_err(|error| error.to_string()),
    },
    Format { extension: "svg", write: |export| Ok(picture(export, Lettering::Outlines).into_bytes()) },
];

/// What is seen of the map, as SVG.
fn picture(export: &Export<'_>, lettering: Lettering) -> String {
    svg::write(export, lettering)
}

/// The format of files whose names end so, in capital letters or small ones.
pub fn format(extension: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
}

/// The ends of names that can be chosen from: ".png or .svg".
pub fn extensions() -> String {
    let ends: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
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

    #[test]
    fn every_format_is_found_by_its_name_and_makes_a_file() {
        let map = crate::exchange::boardwalk_file::read(include_bytes!("../boardwalk_file/full.boardwalk"));
        let map = map.expect("a sound map");
        let plan = Plan::of(&map, Shown::ALL, &BTreeSet::new(), &parameters(&map));
        let scene = plan.draw(&map, Some(&analyse(&map)), Lens::Status);
        let size = Size::new(320.0, 200.0);
        let fonts = Fonts::default();
        let export = Export { map: &map, scene: &scene, depiction: None, palette: Palette::Light, size, fonts: &fonts };
        let mut made = BTreeSet::new();
        for known in &FORMATS {
            let found = format(&known.extension.to_uppercase()).expect("it is found by its name");
            let bytes = (found.write)(&export).expect("a file");
            assert!(!bytes.is_empty() && made.insert(bytes), "{} makes a file of its own", known.extension);
        }
        assert!(format("gif").is_none());
        assert_eq!(extensions().matches('.').count(), FORMATS.len());
    }
}
