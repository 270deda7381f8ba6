//! Text: the embedded fonts, how wide a text runs in them, and how it is wrapped.

use std::sync::LazyLock;

/// Inter Regular, an OpenType font under the SIL Open Font License. Not a constant: each use of that would put the font into
/// the program once more.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
/// Inter SemiBold, likewise.
pub static SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
/// The family name under which both fonts are known.
pub const FAMILY: &str = "Inter";

/// The weights of Inter that are embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    SemiBold,
}

/// What stands for a character that is missing from the text.
const ELLIPSIS: char = '…';
/// The advance, in ems, of a character that the fonts do not have; painters fall back to some other font for it.
const UNKNOWN_ADVANCE: f32 = 1.0;
/// Characters below this one have their advances tabulated: Latin with its extensions.
const TABULATED: u32 = 0x250;

/// The advances of one font, in ems.
struct Advances {
    face: Option<ttf_parser::Face<'static>>,
    table: Vec<f32>,
}

impl Advances {
    fn of(font: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(font, 0).ok();
        let table = (0..TABULATED)
            .map(|code| {
                char::from_u32(code).map_or(UNKNOWN_ADVANCE, |character| Self::look_up(face.as_ref(), character))
            })
            .collect();
        Self { face, table }
    }

    fn look_up(face: Option<&ttf_parser::Face<'_>>, character: char) -> f32 {
        face.and_then(|face| {
            let glyph = face.glyph_index(character)?;
            Some(f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()))
        })
        .unwrap_or(UNKNOWN_ADVANCE)
    }

    fn advance(&self, character: char) -> f32 {
        let tabulated = self.table.get(character as usize).copied();
        tabulated.unwrap_or_else(|| Self::look_up(self.face.as_ref(), character))
    }
}

static REGULAR_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::of(REGULAR));
static SEMI_BOLD_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::of(SEMI_BOLD));

/// How wide a text runs on one line, in points.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let advances = match weight {
        Weight::Regular => &REGULAR_ADVANCES,
        Weight::SemiBold => &SEMI_BOLD_ADVANCES,
    };
    text.chars().map(|character| advances.advance(character)).sum::<f32>() * size
}

/// The text as it can be shown on one line: white space as single spaces, and a visible mark for every character that
/// would be drawn as nothing, or turn the text around.
pub fn visible(text: &str) -> String {
    let marked: String = text.chars().map(|c| if is_invisible(c) { '\u{FFFD}' } else { c }).collect();
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, what directs bidirectional text, and what XML cannot hold.
fn is_invisible(character: char) -> bool {
    let directs = matches!(character, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    directs || matches!(character, '\u{FFFE}' | '\u{FFFF}') || (character.is_control() && !character.is_whitespace())
}

/// Breaks a text into lines no wider than `limit`, between words; within a word only where it is wider than a whole
/// line. Nothing is lost; an empty text has no lines.
pub fn wrap(text: &str, size: f32, weight: Weight, limit: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut line_width) = (String::new(), 0.0);
    let space = width(" ", size, weight);
    for word in visible(text).split(' ').filter(|word| !word.is_empty()) {
        let word_width = width(word, size, weight);
        if !line.is_empty() && line_width + space + word_width <= limit {
            line.push(' ');
            line.push_str(word);
            line_width += space + word_width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if word_width <= limit {
            (line, line_width) = (word.to_owned(), word_width);
            continue;
        }
        line_width = 0.0;
        for character in word.chars() {
            let advance = width(character.encode_utf8(&mut [0; 4]), size, weight);
            if !line.is_empty() && line_width + advance > limit {
                lines.push(std::mem::take(&mut line));
                line_width = 0.0;
            }
            line.push(character);
            line_width += advance;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Wraps like [`wrap`], to `most` lines at most; an ellipsis ends a text that is longer.
pub fn wrap_to(text: &str, size: f32, weight: Weight, limit: f32, most: usize) -> Vec<String> {
    let mut lines = wrap(text, size, weight, limit);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let whole = last.clone();
            while !last.is_empty() && width(last, size, weight) + width("…", size, weight) > limit {
                last.pop();
            }
            let was_between_words = last.len() == whole.len() || whole[last.len()..].starts_with(' ');
            if let Some(space) = last.rfind(' ').filter(|_| !was_between_words) {
                last.truncate(space);
            }
            last.truncate(last.trim_end_matches([' ', ',', ';', ':', '.']).len());
            last.push(ELLIPSIS);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: f32 = 12.0;

    #[test]
    fn the_fonts_are_read() {
        let thin = width("Trust Board", SIZE, Weight::Regular);
        let bold = width("Trust Board", SIZE, Weight::SemiBold);
        assert!(thin > 55.0 && thin < 75.0, "{thin}");
        assert!(bold > thin);
        assert_eq!(width("", SIZE, Weight::Regular), 0.0);
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let name = "Children’s Centres  Commissioning Group of the Metropolitan Borough";
        for limit in [40.0, 90.0, 150.0, 400.0] {
            let lines = wrap(name, SIZE, Weight::SemiBold, limit);
            assert!(lines.iter().all(|line| width(line, SIZE, Weight::SemiBold) <= limit + 0.01), "{lines:?}");
            let joined: String = lines.concat().split_whitespace().collect();
            assert_eq!(joined, name.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn words_break_only_when_wider_than_a_line() {
        let lines = wrap("Safer Working Practices Group", SIZE, Weight::SemiBold, 110.0);
        assert_eq!(lines, ["Safer Working", "Practices Group"]);
        let lines = wrap("a Donaudampfschifffahrtsgesellschaft", SIZE, Weight::Regular, 80.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, SIZE, Weight::Regular) <= 80.0), "{lines:?}");
        assert!(wrap(" \n ", SIZE, Weight::Regular, 80.0).is_empty());
        assert_eq!(wrap("W", SIZE, Weight::Regular, 1.0), ["W"], "a single character always fits");
    }

    #[test]
    fn what_is_cut_says_so() {
        let cut = wrap_to("on hold, pending the review of all groups", SIZE, Weight::Regular, 120.0, 1);
        assert_eq!(cut.len(), 1);
        assert!(cut[0].ends_with('…') && width(&cut[0], SIZE, Weight::Regular) <= 120.0, "{cut:?}");
        assert_eq!(
            wrap_to("Integrated within Children’s Services", SIZE, Weight::Regular, 125.0, 1),
            ["Integrated within…"]
        );
        assert_eq!(wrap_to("short", SIZE, Weight::Regular, 120.0, 1), ["short"]);
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(visible("a\u{202E}b\u{0}c\td"), "a\u{FFFD}b\u{FFFD}c d");
    }
}
