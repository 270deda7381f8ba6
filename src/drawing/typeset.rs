//! Typesetting: letters as outlines, in the embedded fonts, and in others for the scripts that those lack.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use harfrust::{GlyphBuffer, ShapeOptions, ShaperData, ShaperInstance, UnicodeBuffer};
use skrifa::instance::{Location, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_segmentation::UnicodeSegmentation;

use super::text::{REGULAR, SEMI_BOLD, Weight, in_order, is_embedded, visible, width};
use super::{Anchor, TextRun};

/// The weight of letters in fonts that have several, as on the screen.
pub const PLAIN: f32 = 400.0;

/// Fonts beside the embedded ones, the better first.
#[derive(Debug, Clone, Default)]
pub struct Fonts(Vec<(Arc<[u8]>, u32)>);

impl Fonts {
    /// Fonts by what their files hold, and their places in these.
    pub fn new(files: impl IntoIterator<Item = (Arc<[u8]>, u32)>) -> Self {
        Self(files.into_iter().collect())
    }

    /// What their files hold.
    pub fn files(&self) -> impl Iterator<Item = &Arc<[u8]>> {
        self.0.iter().map(|(bytes, _)| bytes)
    }
}

/// A letter of a font, as a typesetter knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Glyph {
    face: usize,
    id: u32,
}

/// Letters of one font on a line. They are measured in the units of the font, upwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Letters {
    /// Where their line begins, in points.
    pub x: f32,
    /// How wide and how high a unit of the font is, in points.
    pub unit: (f32, f32),
    /// Each letter and where it stands.
    pub glyphs: Vec<(Glyph, i32, i32)>,
}

/// Letters of one font beside each other, as others draw them with the font itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Shaped {
    /// The place of the font among those of the typesetter.
    pub face: usize,
    /// What they say.
    pub text: String,
    /// The letters from left to right.
    pub letters: Vec<Letter>,
}

/// A letter as it is drawn, in ems.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its number in the font.
    pub id: u32,
    /// The part of the text that it stands for.
    pub range: Range<usize>,
    /// How far the next letter is from it.
    pub advance: f32,
    /// How far it is from where it would stand, to the right and upwards.
    pub offset: (f32, f32),
}

/// What a font file holds, for whoever keeps it beyond the typesetter.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Sets lines of text in letters.
pub struct Typesetter<'f> {
    /// The embedded fonts in the order of weights, then those beside them.
    faces: Vec<Face<'f>>,
}

struct Face<'f> {
    font: FontRef<'f>,
    file: (FontBytes, u32),
    shaping: ShaperData,
    instance: ShaperInstance,
    location: Location,
    units: f32,
}

impl<'f> Typesetter<'f> {
    /// One that has the embedded fonts and these.
    pub fn new(fonts: &'f Fonts) -> Self {
        let embedded = [REGULAR, SEMI_BOLD].map(|bytes| (bytes, 0, Arc::new(bytes) as FontBytes));
        let beside =
            fonts.0.iter().map(|(bytes, index)| (&bytes[..], *index, Arc::new(Arc::clone(bytes)) as FontBytes));
        let all = embedded.into_iter().chain(beside);
        Self { faces: all.filter_map(|(bytes, index, file)| Face::of(bytes, index, file)).collect() }
    }

    /// Its fonts: what the file of each holds, its place in that, and the weight that is to be chosen if it has several.
    pub fn fonts(&self) -> impl Iterator<Item = (FontBytes, u32, Option<f32>)> {
        let has_weights = |face: &Face<'_>| face.font.axes().iter().any(|axis| axis.tag() == skrifa::Tag::new(b"wght"));
        self.faces.iter().map(move |face| (Arc::clone(&face.file.0), face.file.1, has_weights(face).then_some(PLAIN)))
    }

    /// The letters of a text that is in order already, font by font.
    pub fn shaped(&self, text: &str, weight: Weight) -> Vec<Shaped> {
        self.parts(text, weight)
            .into_iter()
            .filter_map(|(face, part)| Some(self.faces.get(face)?.shaped(face, part)))
            .collect()
    }

    /// The letters of a line of text, font by font from left to right. A line with letters of other fonts takes no more
    /// room than was reckoned for it.
    pub fn set(&self, run: &TextRun) -> Vec<Letters> {
        let text = visible(&run.text);
        let ordered = in_order(&text);
        let mut set: Vec<Letters> = Vec::new();
        let mut x = 0.0;
        for (face, part) in self.parts(&ordered, run.weight) {
            let Some(font) = self.faces.get(face) else { continue };
            let unit = run.size / font.units;
            let shaped = font.shape(part);
            let mut at = 0;
            let mut glyphs = Vec::with_capacity(shaped.len());
            for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
                glyphs.push((Glyph { face, id: info.glyph_id }, at + position.x_offset, position.y_offset));
                at += position.x_advance;
            }
            set.push(Letters { x, unit: (unit, unit), glyphs });
            x += at as f32 * unit;
        }
        let reckoned = width(&text, run.size, run.weight);
        let squeeze = if x > reckoned && !text.chars().all(is_embedded) { reckoned / x } else { 1.0 };
        let before = match run.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => x * squeeze / 2.0,
            Anchor::End => x * squeeze,
        };
        for letters in &mut set {
            letters.x = run.at.x - before + letters.x * squeeze;
            letters.unit.0 *= squeeze;
        }
        set
    }

    /// The outline of a letter as the course of an SVG path, in the units of its font; empty for a space.
    pub fn outline(&self, glyph: Glyph) -> String {
        let mut course = Course(String::new());
        let face = self.faces.get(glyph.face);
        let found = face.and_then(|face| Some((face, face.font.outline_glyphs().get(GlyphId::new(glyph.id))?)));
        if let Some((face, outline)) = found {
            // A letter that cannot be drawn is left out; fonts are tried before they are taken.
            outline.draw(DrawSettings::unhinted(Size::unscaled(), &face.location), &mut course).ok();
        }
        course.0
    }

    /// The parts of a line that are set in one font each.
    fn parts<'t>(&self, text: &'t str, weight: Weight) -> Vec<(usize, &'t str)> {
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut was_lacking = false;
        for (at, letter) in text.grapheme_indices(true) {
            let base = letter.chars().next().unwrap_or(' ');
            let face = self.face_of(base, weight);
            // A letter that no font has must not turn the ones beside it: it is set by itself.
            let is_lacking = face < 2 && !is_embedded(base);
            if parts.last().is_none_or(|(known, _)| *known != face) || is_lacking != was_lacking {
                parts.push((face, at));
            }
            was_lacking = is_lacking;
        }
        let ends = parts.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
        parts.iter().zip(ends).filter_map(|((face, at), end)| Some((*face, text.get(*at..end)?))).collect()
    }

    fn face_of(&self, letter: char, weight: Weight) -> usize {
        let embedded = usize::from(weight == Weight::SemiBold);
        let has = |face: &Face<'_>| face.font.charmap().map(letter).is_some();
        if is_embedded(letter) {
            return embedded;
        }
        self.faces.iter().skip(2).position(has).map_or(embedded, |place| place + 2)
    }
}

impl<'f> Face<'f> {
    fn of(bytes: &'f [u8], index: u32, file: FontBytes) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let units = f32::from(font.metrics(Size::unscaled(), &Location::default()).units_per_em);
        (units > 0.0).then(|| Self {
            shaping: ShaperData::new(&font),
            instance: ShaperInstance::from_variations(&font, [("wght", PLAIN)]),
            location: font.axes().location([("wght", PLAIN)]),
            units,
            font,
            file: (file, index),
        })
    }

    fn shape(&self, text: &str) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = self.shaping.shaper(&self.font).instance(Some(&self.instance)).build();
        shaper.shape(buffer, ShapeOptions::new())
    }
}

impl Face<'_> {
    fn shaped(&self, face: usize, text: &str) -> Shaped {
        let shaped = self.shape(text);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let range = |start: usize| {
            let next = starts.partition_point(|known| *known <= start);
            start..starts.get(next).copied().unwrap_or(text.len())
        };
        let ems = |units: i32| units as f32 / self.units;
        let letter = |(info, at): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Letter {
            id: info.glyph_id,
            range: range(info.cluster as usize),
            advance: ems(at.x_advance),
            offset: (ems(at.x_offset), ems(at.y_offset)),
        };
        let letters = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(letter).collect();
        Shaped { face, text: text.to_owned(), letters }
    }
}

/// The course of an outline, as it is drawn.
struct Course(String);

impl Course {
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.0.push(command);
        for (place, (x, y)) in points.iter().enumerate() {
            let gap = if place == 0 { "" } else { " " };
            // Memory takes every letter that is written to it.
            let _ = write!(self.0, "{gap}{} {}", x.round(), y.round());
        }
    }
}

impl OutlinePen for Course {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('C', &[(cx0, cy0), (cx1, cy1), (x, y)]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Ink;
    use crate::layout::Point;

    fn fonts() -> Fonts {
        let hebrew: &[u8] = include_bytes!("../../tests/fonts/hebrew.ttf");
        let arabic: &[u8] = include_bytes!("../../tests/fonts/arabic.ttf");
        let devanagari: &[u8] = include_bytes!("../../tests/fonts/devanagari.ttf");
        Fonts::new([hebrew, arabic, devanagari].map(|bytes| (Arc::from(bytes), 0)))
    }

    fn run(text: &str, anchor: Anchor) -> TextRun {
        let at = Point::new(100.0, 20.0);
        TextRun { at, anchor, size: 12.0, weight: Weight::SemiBold, ink: Ink::Text, text: text.to_owned() }
    }

    fn ids(text: &str) -> Vec<(usize, Vec<u32>)> {
        let fonts = fonts();
        let set = Typesetter::new(&fonts).set(&run(text, Anchor::Start));
        set.iter()
            .map(|letters| (letters.glyphs[0].0.face, letters.glyphs.iter().map(|(glyph, ..)| glyph.id).collect()))
            .collect()
    }

    #[test]
    fn words_from_the_right_are_turned_and_numbers_beside_them_are_not() {
        let (word, number) = (ids("ועדה"), ids("2011"));
        assert_eq!(
            word[0].1.iter().rev().copied().collect::<Vec<u32>>(),
            "ועדה".chars().map(|letter| ids(&letter.to_string())[0].1[0]).collect::<Vec<u32>>()
        );
        let both = ids("ועדה 2011");
        assert_eq!(both.len(), 2, "each font once");
        assert!(both[0].1.starts_with(&number[0].1), "the number stands to the left, as it is written");
        assert_eq!(both[1], word[0]);
    }

    #[test]
    fn letters_are_joined() {
        let alone: Vec<u32> = "لجنة".chars().rev().map(|letter| ids(&letter.to_string())[0].1[0]).collect();
        assert_ne!(ids("لجنة")[0].1, alone);
        assert_eq!(ids("मिति")[0].1.len(), 4);
    }

    #[test]
    fn only_the_letters_that_are_lacking_come_from_another_font() {
        let faces: Vec<usize> = ids("Board of ועדה and more").iter().map(|(face, _)| *face).collect();
        assert_eq!(faces, [1, 2, 1], "semi-bold, Hebrew, semi-bold");
    }

    #[test]
    fn letters_that_no_font_has_do_not_turn_the_ones_beside_them() {
        let fonts = Fonts::default();
        let typesetter = Typesetter::new(&fonts);
        let ids = |text: &str| -> Vec<u32> {
            let set = typesetter.set(&run(text, Anchor::Start));
            set.iter().flat_map(|letters| &letters.glyphs).map(|(glyph, ..)| glyph.id).collect()
        };
        let (number, both) = (ids("2011"), ids("ועדה 2011"));
        assert!(both.starts_with(&number), "{both:?}");
    }

    #[test]
    fn a_line_stands_where_its_anchor_says_and_takes_no_more_room_than_was_reckoned() {
        let fonts = fonts();
        let typesetter = Typesetter::new(&fonts);
        let text = "ועדת הילדים";
        let start = typesetter.set(&run(text, Anchor::Start));
        let end = typesetter.set(&run(text, Anchor::End));
        assert!((start[0].x - 100.0).abs() < 0.01);
        assert!(end[0].x < 100.0 && end[0].x >= 100.0 - width(text, 12.0, Weight::SemiBold) - 0.01);
        assert!(typesetter.set(&run("Trust Board", Anchor::Start))[0].unit.0 == 12.0 / typesetter.faces[1].units);
        assert!(typesetter.outline(start[0].glyphs[0].0).starts_with('M'));
    }
}
