//! Text: the embedded fonts, how wide a text runs in them, how it is wrapped, and what is done for the scripts of the world
//! that they lack.

mod order;
mod visible;
mod wrap;

use std::sync::LazyLock;

use unicode_width::UnicodeWidthChar;

pub use order::{in_order, is_backward, pieces};
pub use visible::{composed, is_treacherous, visible};
pub use wrap::{hinged, is_whole, wrap, wrap_to};

/// Inter Regular, an OpenType font under the SIL Open Font License. Not a constant: each use of that would put the font into
/// the program once more.
pub static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");
/// Inter SemiBold, likewise.
pub static SEMI_BOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");
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

/// The advance, in ems, of a letter that the fonts do not have, and of one that East Asian type sets in a square. Cards
/// must not differ from machine to machine with the fonts there, so that painters make such letters fit.
const FOREIGN_ADVANCE: f32 = 0.66;
const SQUARE_ADVANCE: f32 = 1.0;
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
                char::from_u32(code).map_or(FOREIGN_ADVANCE, |character| Self::look_up(face.as_ref(), character))
            })
            .collect();
        Self { face, table }
    }

    fn look_up(face: Option<&ttf_parser::Face<'_>>, character: char) -> f32 {
        face.and_then(|face| {
            let glyph = face.glyph_index(character)?;
            Some(f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()))
        })
        .unwrap_or_else(|| foreign_advance(character))
    }

    fn advance(&self, character: char) -> f32 {
        let tabulated = self.table.get(character as usize).copied();
        tabulated.unwrap_or_else(|| Self::look_up(self.face.as_ref(), character))
    }
}

/// The advance, in ems, of a character that the fonts do not have.
fn foreign_advance(character: char) -> f32 {
    match character.width() {
        None | Some(0) => 0.0,
        Some(1) => FOREIGN_ADVANCE,
        Some(_) => SQUARE_ADVANCE,
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

/// Whether the embedded fonts have a character, or need not have it because it is never drawn.
pub fn is_embedded(character: char) -> bool {
    let has = || REGULAR_ADVANCES.face.as_ref().is_some_and(|face| face.glyph_index(character).is_some());
    character.is_ascii() || has() || visible::is_silent(character)
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
    fn letters_of_other_scripts_take_room_and_their_marks_none() {
        let wide = |text| width(text, 100.0, Weight::Regular);
        assert_eq!(wide("信託"), 200.0);
        assert_eq!(wide("สี่"), wide("ส"));
        assert_eq!(wide("می\u{200C}خواهم"), wide("میخواهم"));
        assert!(is_embedded('é') && is_embedded('Ω') && is_embedded('\u{200D}') && !is_embedded('ש'));
    }
}
