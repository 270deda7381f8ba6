//! The fonts of this machine, for letters that the embedded ones lack. Reading them takes a while: only when such letters
//! are there, and never on the window's thread.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use unicode_script::{Script, UnicodeScript};

/// A larger font file is left alone: nothing that people write needs one.
const MOST_BYTES: usize = 64 << 20;

/// A font of this machine.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// What tells it apart.
    pub name: String,
    /// What its file holds.
    pub bytes: Arc<[u8]>,
    /// Its place in the file.
    pub index: u32,
}

/// What was found for some letters.
#[derive(Debug, Default)]
pub struct Found {
    /// The fonts that have them, the better first.
    pub fonts: Vec<FontFile>,
    /// The letters that no font has.
    pub missing: BTreeSet<char>,
}

impl Found {
    /// What to tell of the letters that no font has, if there are any.
    pub fn complaint(&self) -> Option<String> {
        let first = self.missing.first()?;
        let scripts: BTreeSet<&str> = self.missing.iter().map(|letter| script_name(*letter)).collect();
        let scripts: Vec<&str> = scripts.into_iter().collect();
        Some(format!(
            "no font of this machine has the letters of {}, such as U+{:04X}: they are drawn as boxes; install a font that has \
             them, such as Noto Sans",
            crate::model::words::list(&scripts, 3),
            u32::from(*first)
        ))
    }
}

fn script_name(letter: char) -> &'static str {
    match letter.script() {
        Script::Common | Script::Inherited | Script::Unknown => "some symbols",
        script => script.full_name(),
    }
}

/// Looks for fonts that have these letters. Nothing is read if there are none.
pub fn find(letters: &BTreeSet<char>) -> Found {
    if letters.is_empty() {
        return Found::default();
    }
    let mut machine = Database::new();
    machine.load_system_fonts();
    find_in(&machine, letters)
}

fn find_in(machine: &Database, letters: &BTreeSet<char>) -> Found {
    let prefers_japanese = letters.iter().any(|letter| matches!(letter.script(), Script::Hiragana | Script::Katakana));
    let mut faces: Vec<&FaceInfo> = machine.faces().collect();
    faces.sort_by_cached_key(|face| rank(face, prefers_japanese));
    let having: Vec<(ID, BTreeSet<char>)> = faces
        .iter()
        .filter_map(|face| Some((face.id, machine.with_face_data(face.id, |bytes, index| had(bytes, index, letters))?)))
        .filter(|(_, had)| !had.is_empty())
        .collect();
    let (taken, missing) = fewest(&having, letters);
    let file = |id: ID| {
        let name =
            machine.face(id).map_or_else(String::new, |face| format!("{} {}", face.post_script_name, face.index));
        machine.with_face_data(id, |bytes, index| FontFile { name, bytes: Arc::from(bytes), index })
    };
    Found { fonts: taken.into_iter().filter_map(file).collect(), missing }
}

/// As few of the fonts as may be, of which the better come first, and the letters that none of them has.
fn fewest<T: Copy + PartialEq>(having: &[(T, BTreeSet<char>)], letters: &BTreeSet<char>) -> (Vec<T>, BTreeSet<char>) {
    let mut by_script: BTreeMap<&str, BTreeSet<char>> = BTreeMap::new();
    for letter in letters {
        by_script.entry(letter.script().short_name()).or_default().insert(*letter);
    }
    let (mut taken, mut missing) = (Vec::new(), BTreeSet::new());
    // The letters of a script come from as few fonts as may be, the signs that scripts share from those that are there:
    // Zinh, Zyyy and Zzzz are the last of the short names.
    for mut wanted in by_script.into_values() {
        while !wanted.is_empty() {
            let count = |had: &BTreeSet<char>| had.intersection(&wanted).count();
            let known = |id: &T| usize::from(taken.contains(id));
            // The first of the best, since the faces are in order.
            let best = having.iter().rev().max_by_key(|(id, had)| (count(had), known(id)));
            let Some((id, had)) = best.filter(|(_, had)| had.intersection(&wanted).next().is_some()) else { break };
            wanted.retain(|letter| !had.contains(letter));
            if !taken.contains(id) {
                taken.push(*id);
            }
        }
        missing.extend(wanted);
    }
    (taken, missing)
}

/// How far a face is from what goes with the embedded one: upright, of plain weight and width, without serifs.
fn rank(face: &FaceInfo, prefers_japanese: bool) -> impl Ord + use<> {
    let family = face.families.first().map_or("", |(name, _)| name.as_str());
    let is_plain =
        ["Sans", "Gothic", "Thai", "UI"].iter().any(|word| family.contains(word)) && !family.contains("Mono");
    let region = ["SC", "TC", "HK", "JP", "KR"].iter().position(|region| family.ends_with(region)).unwrap_or(0);
    let region = if prefers_japanese && family.ends_with("JP") { 0 } else { region + usize::from(prefers_japanese) };
    (
        face.monospaced || face.style != Style::Normal || face.stretch != Stretch::Normal,
        face.weight.0.abs_diff(400),
        !is_plain,
        !family.starts_with("Noto"),
        region,
        (family.to_owned(), face.post_script_name.clone(), face.index),
    )
}

/// Which of the letters a font has and can draw. None if it is no font that painters take, or one of colours, of which
/// they would paint nothing.
fn had(bytes: &[u8], index: u32, letters: &BTreeSet<char>) -> BTreeSet<char> {
    let Some(font) = FontRef::from_index(bytes, index).ok().filter(|_| bytes.len() <= MOST_BYTES) else {
        return BTreeSet::new();
    };
    let has_colours =
        [b"CBDT", b"sbix", b"COLR", b"SVG "].iter().any(|tag| font.table_data(skrifa::Tag::new(tag)).is_some());
    if has_colours || font.head().is_err() || font.metrics(Size::unscaled(), LocationRef::default()).units_per_em == 0 {
        return BTreeSet::new();
    }
    let (charmap, outlines) = (font.charmap(), font.outline_glyphs());
    let is_drawn = |letter: &&char| {
        let outline = charmap.map(**letter).and_then(|glyph| outlines.get(glyph));
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.is_some_and(|outline| outline.draw(settings, &mut Nothing).is_ok())
    };
    letters.iter().filter(is_drawn).copied().collect()
}

/// A pen that draws nothing, to try whether outlines can be drawn.
struct Nothing;

impl OutlinePen for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use resvg::usvg::fontdb::Source;

    use super::*;

    const HEBREW: &[u8] = include_bytes!("../../tests/fonts/hebrew.ttf");
    const ARABIC: &[u8] = include_bytes!("../../tests/fonts/arabic.ttf");

    fn machine() -> Database {
        let mut machine = Database::new();
        for font in [HEBREW, ARABIC, &HEBREW[..900], b"no font"] {
            machine.load_font_source(Source::Binary(Arc::new(font)));
        }
        machine
    }

    #[test]
    fn as_few_fonts_as_may_be_are_taken_and_what_none_has_is_told_by_its_script() {
        let found = find_in(&machine(), &"ועדת".chars().collect());
        assert_eq!((found.fonts.len(), found.complaint()), (1, None));
        let found = find_in(&machine(), &"ועדת لجنة குழு".chars().filter(|letter| *letter != ' ').collect());
        assert_eq!(found.fonts.len(), 2);
        let complaint = found.complaint().expect("nobody has Tamil");
        assert!(complaint.contains("the letters of Tamil, such as U+0B95"), "{complaint}");
    }

    #[test]
    fn signs_that_scripts_share_come_from_a_font_that_is_taken_for_its_letters() {
        let font = |name: &'static str, letters: &str| (name, letters.chars().collect::<BTreeSet<char>>());
        let having = [font("signs", "→"), font("Hebrew", "ו→")];
        assert_eq!(fewest(&having, &BTreeSet::from(['ו', '→'])).0, ["Hebrew"]);
        assert_eq!(fewest(&having, &BTreeSet::from(['→', 'ஆ'])), (vec!["signs"], BTreeSet::from(['ஆ'])));
    }

    #[test]
    fn fonts_that_painters_do_not_take_are_left_alone() {
        assert!(had(b"no font", 0, &"a".chars().collect()).is_empty());
        assert!(had(&HEBREW[..900], 0, &"ו".chars().collect()).is_empty());
        assert!(had(HEBREW, 7, &"ו".chars().collect()).is_empty());
        let mut coloured = HEBREW.to_vec();
        let gsub = coloured.windows(4).position(|tag| tag == b"OS/2").expect("a table");
        coloured[gsub..gsub + 4].copy_from_slice(b"CBDT");
        assert!(had(&coloured, 0, &"ו".chars().collect()).is_empty());
    }

    #[test]
    fn nothing_is_read_where_nothing_is_wanted() {
        let found = find(&BTreeSet::new());
        assert!(found.fonts.is_empty() && found.missing.is_empty());
    }
}
