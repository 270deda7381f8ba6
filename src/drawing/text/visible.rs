//! What of a text is seen: white space as single spaces, letters composed, and marks for what would act unseen.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::order::directs;

/// The text as it can be shown on one line: white space as single spaces, letters composed with their accents, and a
/// visible mark for every character that would be drawn as nothing or turn the text around. Joiners and marks of
/// direction, which only say how their neighbours look, stay and take no room.
pub fn visible(text: &str) -> String {
    let marked: String = text
        .chars()
        .filter(|character| !is_idle(*character))
        .map(|character| if is_treacherous(character) { '\u{FFFD}' } else { character })
        .collect();
    composed(&marked).split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with every letter and its accents as one character where there is one: fonts are asked for those.
pub fn composed(text: &str) -> Cow<'_, str> {
    match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    }
}

/// What never shows by itself, and needs no room and no font: joiners, marks of direction, isolates, selectors.
pub(super) fn is_silent(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{180B}'..='\u{180F}'
        | '\u{E0100}'..='\u{E01EF}')
        || directs(character)
        || is_idle(character)
}

/// What has nothing to do in a line that is wrapped already: places to break or not to break, soft hyphens, marks of
/// byte order, and how an emoji is dressed.
fn is_idle(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FE0E}' | '\u{FE0F}')
}

/// Control characters, what overrides the direction of its neighbours, and what XML cannot hold.
pub fn is_treacherous(character: char) -> bool {
    let overrides = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}');
    let is_tag = matches!(character, '\u{E0000}'..='\u{E007F}');
    overrides
        || is_tag
        || matches!(character, '\u{FFFE}' | '\u{FFFF}')
        || (character.is_control() && !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_unseen_is_shown() {
        assert_eq!(visible("a\u{202E}b\u{0}c\td"), "a\u{FFFD}b\u{FFFD}c d");
        assert_eq!(visible("\u{9B}31m\u{1B}[0m"), "\u{FFFD}31m\u{FFFD}[0m");
    }

    #[test]
    fn joiners_and_marks_of_direction_are_no_boxes() {
        assert_eq!(visible("می\u{200C}خواهم"), "می\u{200C}خواهم");
        assert_eq!(visible("\u{FEFF}Café\u{200E} \u{2060}board\u{AD}room"), "Café\u{200E} boardroom");
    }

    #[test]
    fn letters_are_composed_with_their_accents() {
        assert_eq!(visible("E\u{301}quipe"), "Équipe");
        assert_eq!(visible("\u{1112}\u{1161}\u{11AB}"), "한");
    }
}
