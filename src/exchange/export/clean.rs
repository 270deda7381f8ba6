//! What people wrote, as files hold it: nothing in it acts unseen, and everything else is as it was.

use std::borrow::Cow;

use crate::drawing::text::is_treacherous;

/// Takes the place of what would act unseen.
const SHOWN: char = '\u{FFFD}';
/// Ends what a mark of isolation begins.
const END_OF_ISOLATE: char = '\u{2069}';

/// A text without control characters and without what overrides the direction of its neighbours, in whose place a mark
/// stands. Ends of lines are line feeds, and what is isolated is so to its end, so that it turns nothing around the text.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_plain = |letter: char| match letter {
        '\n' | '\t' => true,
        letter => {
            !letter.is_control()
                && !matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2061}'..='\u{206F}')
                && !is_treacherous(letter)
        }
    };
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 8);
    let mut open = 0_usize;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push('\n'),
            '\u{B}' | '\u{C}' => cleaned.push(' '),
            '\u{2066}'..='\u{2068}' => {
                open += 1;
                cleaned.push(letter);
            }
            END_OF_ISOLATE if open == 0 => {}
            END_OF_ISOLATE => {
                open -= 1;
                cleaned.push(letter);
            }
            letter if is_treacherous(letter) => cleaned.push(SHOWN),
            letter => cleaned.push(letter),
        }
    }
    cleaned.extend(std::iter::repeat_n(END_OF_ISOLATE, open));
    Cow::Owned(cleaned)
}

/// The same on one line.
pub(super) fn on_one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::{clean, on_one_line};

    #[test]
    fn names_of_every_script_are_as_they_were() {
        for name in
            ["R&D <b> \"x\"", "لجنة الأطفال", "ועדה\u{200F}!", "児童", "می\u{200C}خواهم", "two\nlines\tand a tab"]
        {
            assert!(matches!(clean(name), Cow::Borrowed(same) if same == name), "{name}");
        }
    }

    #[test]
    fn what_would_act_unseen_is_shown_and_isolates_end() {
        assert_eq!(clean("a\u{0}b\u{1b}[31m\u{9b}c\u{FFFE}"), "a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c\u{FFFD}");
        assert_eq!(clean("Board\u{202E}gnp.exe"), "Board\u{FFFD}gnp.exe");
        assert_eq!(clean("a\u{2067}b"), "a\u{2067}b\u{2069}");
        assert_eq!(clean("a\u{2069}b\u{2066}c\u{2069}"), "ab\u{2066}c\u{2069}");
        assert_eq!(clean("one\r\ntwo\rthree\u{2028}four\u{B}"), "one\ntwo\nthree\nfour ");
        assert_eq!(on_one_line(" a \r\n b "), "a b");
    }

    proptest! {
        #[test]
        fn what_is_clean_can_stand_in_xml_and_stays_clean(text in any::<String>()) {
            let cleaned = clean(&text).into_owned();
            let is_of_xml = |letter: char| !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}');
            prop_assert!(cleaned.chars().all(|letter| matches!(letter, '\n' | '\t') || is_of_xml(letter)));
            prop_assert_eq!(clean(&cleaned).into_owned(), cleaned);
        }
    }
}
