//! How a text becomes lines: at spaces, after hyphens and slashes, and between the characters of East Asian scripts.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::{Weight, visible, width};

/// What stands for what is missing from the text.
const ELLIPSIS: char = '…';

/// Whether the text can be broken into lines of that width without breaking a word.
pub fn is_whole(text: &str, size: f32, weight: Weight, limit: f32) -> bool {
    visible(text).split(' ').flat_map(hinged).all(|piece| width(piece, size, weight) <= limit)
}

/// Breaks a text into lines no wider than `limit`: between words; a word that is wider than a whole line after its hyphens
/// and slashes, and elsewhere only if nothing else helps. A number stays with its word. Nothing is lost; an empty text has
/// no lines.
pub fn wrap(text: &str, size: f32, weight: Weight, limit: f32) -> Vec<String> {
    let mut lines = Lines { size, weight, limit, done: Vec::new(), line: String::new(), width: 0.0 };
    let text = visible(text);
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let with_number = words.peek().filter(|next| is_number(next)).map(|number| format!("{word} {number}"));
        match with_number.filter(|both| width(both, size, weight) <= limit) {
            Some(both) => {
                words.next();
                lines.add(" ", &both);
            }
            None if width(word, size, weight) <= limit => lines.add(" ", word),
            None => {
                for (place, piece) in hinged(word).enumerate() {
                    lines.add(if place == 0 { " " } else { "" }, piece);
                }
            }
        }
    }
    lines.end();
    lines.done
}

/// The lines that are done, and the one that grows.
struct Lines {
    size: f32,
    weight: Weight,
    limit: f32,
    done: Vec<String>,
    line: String,
    width: f32,
}

impl Lines {
    /// Adds what stays together, to the line if it fits there after that space.
    fn add(&mut self, space: &str, piece: &str) {
        let space_width = width(space, self.size, self.weight);
        let piece_width = width(piece, self.size, self.weight);
        if !self.line.is_empty() && self.width + space_width + piece_width <= self.limit {
            self.line.push_str(space);
            self.line.push_str(piece);
            self.width += space_width + piece_width;
            return;
        }
        self.end();
        if piece_width <= self.limit {
            (self.line, self.width) = (piece.to_owned(), piece_width);
            return;
        }
        self.break_anywhere(piece);
    }

    /// Breaks what nothing else breaks between its letters. None of them is left alone on the last line.
    fn break_anywhere(&mut self, piece: &str) {
        let letters = letters(piece);
        let mut starts = vec![0];
        let mut line = 0.0;
        for (place, letter) in letters.iter().enumerate() {
            let advance = width(letter, self.size, self.weight);
            if place > 0 && line + advance > self.limit {
                starts.push(place);
                line = 0.0;
            }
            line += advance;
        }
        if let [.., before, last] = starts.as_mut_slice()
            && *last + 1 == letters.len()
            && *last - *before > 2
        {
            *last -= 1;
        }
        let ends = starts.iter().skip(1).copied().chain([letters.len()]);
        for (start, end) in starts.iter().zip(ends) {
            self.end();
            self.line = letters[*start..end].concat();
            self.width = width(&self.line, self.size, self.weight);
        }
    }

    fn end(&mut self) {
        if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
        self.width = 0.0;
    }
}

/// The letters of a word, each with what it cannot be parted from: in Thai and Lao, vowels that stand before or behind it.
fn letters(word: &str) -> Vec<&str> {
    /// More than this is no syllable, bytes.
    const LONGEST: usize = 18;
    let leads = |letter: &str| letter.chars().next_back().is_some_and(|it| matches!(it, 'เ'..='ไ' | 'ເ'..='ໄ'));
    let follows = |letter: &str| {
        let first = letter.chars().next();
        first.is_some_and(|it| matches!(it, 'ฯ' | 'ะ' | 'า' | 'ำ' | 'ๅ' | 'ๆ' | 'ະ' | 'າ' | 'ຳ' | 'ໆ'))
    };
    let mut letters: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, letter) in word.grapheme_indices(true) {
        let end = at + letter.len();
        match letters.last_mut() {
            Some(last) if (leads(last) || follows(letter)) && last.len() < LONGEST => *last = &word[start..end],
            _ => {
                letters.push(letter);
                start = at;
            }
        }
    }
    letters
}

/// A number that belongs to the word before it: the 12 of "Section 12", the 2004 of "Act 2004".
fn is_number(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
    (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// The parts of a word between which a line may end.
pub fn hinged(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let end = first_break(rest)?;
        let (piece, others) = rest.split_at(end);
        rest = others;
        Some(piece)
    })
}

/// Where the first part of a word ends; nothing if there is none.
fn first_break(word: &str) -> Option<usize> {
    let mut letters = word.char_indices().peekable();
    let mut has_letters = false;
    while let Some((_, letter)) = letters.next() {
        let Some(&(at, next)) = letters.peek() else { break };
        let is_hinge = matches!(letter, '-' | '\u{2010}' | '/' | '\\' | '–' | '—');
        let goes_on = matches!(next, '-' | '\u{2010}' | '/' | '\\' | '–' | '—') || next.is_numeric();
        let after_hinge = is_hinge && has_letters && !goes_on;
        if after_hinge || (is_square(letter) || is_square(next)) && !clings(letter, next) {
            return Some(at);
        }
        has_letters |= letter.is_alphanumeric();
    }
    (!word.is_empty()).then_some(word.len())
}

/// A character of a script that is written without spaces, in squares.
fn is_square(letter: char) -> bool {
    letter >= '\u{2E80}' && letter.width() == Some(2) && !matches!(letter, '\u{AC00}'..='\u{D7A3}')
}

/// Whether no line may end between two characters: brackets hold what they are about, and stops follow it.
fn clings(letter: char, next: char) -> bool {
    let opens = "([{「『（【《〈〔［｛“‘".contains(letter);
    let closes = ")]}」』）】》〉〕］｝”’、。，．：；！？・ー々…,.:;!?%".contains(next);
    let is_small = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ".contains(next);
    opens || closes || is_small || next.width() == Some(0)
}

/// Wraps like [`wrap`], to `most` lines at most; an ellipsis ends a text that is longer.
pub fn wrap_to(text: &str, size: f32, weight: Weight, limit: f32, most: usize) -> Vec<String> {
    let mut lines = wrap(text, size, weight, limit);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            let whole = last.clone();
            while !last.is_empty() && width(last, size, weight) + width("…", size, weight) > limit {
                let letter = last.graphemes(true).next_back().map_or(0, str::len);
                last.truncate(last.len() - letter);
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
        assert!(!is_whole("Donaudampfschifffahrtsgesellschaft", SIZE, Weight::Regular, 80.0));
        assert!(wrap(" \n ", SIZE, Weight::Regular, 80.0).is_empty());
        assert_eq!(wrap("W", SIZE, Weight::Regular, 1.0), ["W"], "a single character always fits");
    }

    #[test]
    fn lines_end_after_hyphens_and_slashes_and_numbers_stay_with_their_words() {
        let lines = |name| wrap(name, SIZE, Weight::SemiBold, 142.0);
        assert_eq!(lines("cluster-api-provider-cloudstack"), ["cluster-api-provider-", "cloudstack"]);
        assert_eq!(
            lines("Health/Social-Care/Housing/Education/Police"),
            ["Health/Social-Care/", "Housing/Education/", "Police"]
        );
        assert_eq!(
            lines("https://council.example.org/committees/minutes-2011-06"),
            ["https://", "council.example.org/", "committees/", "minutes-2011-06"]
        );
        assert_eq!(lines("Board for the purposes of Section 12"), ["Board for the purposes", "of Section 12"]);
        assert_eq!(wrap("Section 12", SIZE, Weight::SemiBold, 56.0), ["Section", "12"], "where both do not fit");
        assert_eq!(hinged("2010/11").collect::<Vec<_>>(), ["2010/11"]);
        assert_eq!(hinged("-5").collect::<Vec<_>>(), ["-5"]);
    }

    #[test]
    fn scripts_without_spaces_break_between_characters_but_never_before_a_mark() {
        assert_eq!(wrap("児童福祉「審議会」", SIZE, Weight::Regular, 60.5), ["児童福祉", "「審議会」"]);
        let lines = wrap("คณะกรรมการกองทุนเพื่อเด็กและเยาวชน", SIZE, Weight::Regular, 60.0);
        let is_mark = |letter: char| letter.width() == Some(0);
        assert!(lines.len() > 2 && lines.iter().all(|line| !line.starts_with(is_mark)), "{lines:?}");
    }

    #[test]
    fn no_letter_is_left_alone_and_no_vowel_parted_from_its_consonant() {
        let name = "คณะกรรมการกองทุนเพื่อเด็กและเยาวชนแห่งชาติ";
        for limit in 14..200 {
            let lines = wrap(name, SIZE, Weight::SemiBold, limit as f32);
            assert_eq!(lines.concat(), name);
            let last = lines.last().expect("a line");
            let before = lines.len().checked_sub(2).map_or(0, |place| letters(&lines[place]).len());
            assert!(letters(last).len() > 1 || before < 3, "{lines:?}");
            for pair in lines.windows(2) {
                assert!(!pair[0].ends_with(['เ', 'แ', 'โ', 'ใ', 'ไ']), "{lines:?}");
                assert!(!pair[1].starts_with(['ะ', 'า', 'ำ', '่', '็']), "{lines:?}");
            }
        }
        assert_eq!(letters("เด็กและเยาวชน"), ["เด็", "ก", "และ", "เยา", "ว", "ช", "น"]);
        let lines = wrap("Donaudampfschifffahrt", SIZE, Weight::Regular, 116.0);
        assert!(lines.iter().all(|line| line.len() > 1), "{lines:?}");
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
}
