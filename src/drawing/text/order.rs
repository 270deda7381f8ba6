//! The order in which letters stand on a line, from left to right, where some are written from right to left.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;

/// A line as painters take it that shape words and know no order: what stands further to the left comes first. The letters
/// of a word that is written from right to left stay as they are spoken, because shaping turns and joins them. Where all
/// is written from left to right, the line itself.
pub fn in_order(line: &str) -> Cow<'_, str> {
    if !line.chars().any(is_backward) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(pieces(line).iter().map(|piece| piece.text(line)).collect())
}

/// A part of a line that stands together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it is in the line as it is spoken.
    pub range: Range<usize>,
    /// Whether its signs are seen in a mirror, as brackets are between words from the right.
    is_mirrored: bool,
}

impl Piece {
    /// A part of it.
    pub fn part(&self, range: Range<usize>) -> Self {
        Self { range, is_mirrored: self.is_mirrored }
    }

    /// What it says, as it is drawn.
    pub fn text(&self, line: &str) -> String {
        let letters = line.get(self.range.clone()).unwrap_or_default().chars().filter(|letter| !directs(*letter));
        match self.is_mirrored {
            true => letters.map(|letter| get_mirrored(letter).unwrap_or(letter)).collect(),
            false => letters.collect(),
        }
    }
}

/// The parts of a line from left to right.
pub fn pieces(line: &str) -> Vec<Piece> {
    // What is around the line must not turn it, nor it what is around: it is a paragraph of its own.
    let mut pieces = Vec::new();
    if reads_backward(line) {
        add(line, 0..line.len(), Level::rtl(), &mut pieces);
        return pieces;
    }
    // In a sentence that is read from left to right, names between commas are a list in that order, too.
    let is_isolated = line.contains(['\u{2066}', '\u{2067}', '\u{2068}']);
    let mut start = 0;
    for (at, comma) in line.match_indices(LIST).filter(|_| !is_isolated) {
        let end = at + comma.len();
        if line[end..].starts_with(' ') {
            add(line, start..end, Level::ltr(), &mut pieces);
            start = end;
        }
    }
    add(line, start..line.len(), Level::ltr(), &mut pieces);
    pieces
}

/// What parts the names of a list.
const LIST: [char; 4] = [',', ';', '·', '•'];

/// Adds the parts of a part of a line, which is read on the whole in the direction of that level.
fn add(line: &str, part: Range<usize>, base: Level, pieces: &mut Vec<Piece>) {
    let text = &line[part.clone()];
    let (levels, runs) = ParagraphBidiInfo::new(text, Some(base)).visual_runs(0..text.len());
    for run in runs {
        let range = part.start + run.start..part.start + run.end;
        match levels.get(run.start).is_some_and(|level| level.is_rtl()) {
            true => turn(line, range, pieces),
            false => pieces.push(Piece { range, is_mirrored: false }),
        }
    }
}

/// Adds a run that is read from right to left: its words from the last to the first, and the signs between them.
fn turn(line: &str, run: Range<usize>, pieces: &mut Vec<Piece>) {
    let mut end = run.end;
    let mut add = |range: Range<usize>, is_mirrored| {
        if !range.is_empty() {
            pieces.push(Piece { range, is_mirrored });
        }
    };
    for (at, letter) in line.get(run.clone()).unwrap_or_default().grapheme_indices(true).rev() {
        if letter.chars().next().is_some_and(is_backward) {
            continue;
        }
        // What lies behind this sign is a word.
        let sign = run.start + at..run.start + at + letter.len();
        add(sign.end..end, false);
        end = sign.start;
        add(sign, true);
    }
    add(run.start..end, false);
}

/// Whether a line as a whole is read from right to left: most of its letters are.
fn reads_backward(line: &str) -> bool {
    let balance: i32 = line
        .chars()
        .map(|letter| match bidi_class(letter) {
            BidiClass::R | BidiClass::AL => 1,
            BidiClass::L => -1,
            _ => 0,
        })
        .sum();
    balance > 0
}

/// Whether a letter is written from right to left. Those of Latin scripts are known at once.
pub fn is_backward(letter: char) -> bool {
    letter >= '\u{590}' && !directs(letter) && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Marks and isolates, which are spent once the order is known.
pub(super) fn directs(letter: char) -> bool {
    matches!(letter, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_from_left_to_right_is_as_it_was() {
        assert!(matches!(in_order("Trust Board (2011) Équipe 児童"), Cow::Borrowed(_)));
    }

    #[test]
    fn numbers_after_a_word_from_the_right_stand_to_its_left_and_are_not_mirrored() {
        assert_eq!(in_order("ועדה 2011"), "2011 ועדה");
        assert_eq!(in_order("لجنة 12/2011"), "12/2011 لجنة");
    }

    #[test]
    fn words_stand_from_right_to_left_and_brackets_are_mirrored() {
        assert_eq!(in_order("ועדה (חינוך) ראשית"), "ראשית (חינוך) ועדה");
        assert_eq!(in_order("בית, ילדים"), "ילדים ,בית");
    }

    #[test]
    fn a_name_in_an_english_sentence_stays_in_its_place() {
        assert_eq!(in_order("ועדה has no route upwards"), "ועדה has no route upwards");
        assert_eq!(in_order("Board of בית ילדים and others"), "Board of ילדים בית and others");
        assert_eq!(in_order("ועדת NHS ראשית"), "ראשית NHS ועדת");
    }

    #[test]
    fn names_in_an_english_list_stay_in_their_order() {
        assert_eq!(in_order("They are ועדה, מועצה and others"), "They are ועדה, מועצה and others");
        assert_eq!(
            in_order("Depends on ועדת חינוך; מועצה 2011; the Board"),
            "Depends on חינוך ועדת; 2011 מועצה; the Board"
        );
        assert_eq!(in_order("is on hold now · ועדה · מועצה"), "is on hold now · ועדה · מועצה");
    }

    #[test]
    fn marks_of_direction_are_obeyed_and_gone() {
        assert_eq!(in_order("ועדה\u{200F}!"), "!ועדה");
        assert_eq!(in_order("see \u{2067}ועדה 2\u{2069} ok"), "see 2 ועדה ok");
    }
}
