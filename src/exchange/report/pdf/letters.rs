//! Letters: words as they are set in the fonts, and how wide they run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::drawing::text::{Weight, composed, is_backward, pieces};
use crate::drawing::typeset::{Fonts, Shaped, Typesetter};

/// Sets words; one that comes again is set once.
pub(super) struct Setter<'f> {
    pub(super) typesetter: Typesetter<'f>,
    /// Words that are set, of each weight.
    known: RefCell<[HashMap<String, Rc<[Shaped]>>; 2]>,
}

/// Letters that stand together on a line, and where they begin, in ems.
pub(super) struct Placed {
    pub(super) x: f32,
    pub(super) shaped: Vec<Shaped>,
}

impl<'f> Setter<'f> {
    /// One that has the embedded fonts and these.
    pub(super) fn new(fonts: &'f Fonts) -> Self {
        Self { typesetter: Typesetter::new(fonts), known: RefCell::default() }
    }

    /// A word without spaces.
    fn word(&self, word: &str, weight: Weight) -> Rc<[Shaped]> {
        let at = usize::from(weight == Weight::SemiBold);
        if let Some(known) = self.known.borrow()[at].get(word) {
            return Rc::clone(known);
        }
        let shaped: Rc<[Shaped]> = self.typesetter.shaped(word, weight).into();
        self.known.borrow_mut()[at].insert(word.to_owned(), Rc::clone(&shaped));
        shaped
    }

    /// How wide a text runs, in ems.
    pub(super) fn width(&self, text: &str, weight: Weight) -> f32 {
        let of_word = |word: &str| self.word(word, weight).iter().map(advance).sum::<f32>();
        if text.chars().any(is_backward) {
            return self.placed(text, weight).iter().flat_map(|placed| &placed.shaped).map(advance).sum();
        }
        let words = composed(text);
        let spaces = words.matches(' ').count();
        words.split(' ').map(of_word).sum::<f32>() + spaces as f32 * of_word(" ")
    }

    /// The letters of a text on one line, in the order in which they are read: words from the right stand further to the
    /// left the later they come.
    pub(super) fn placed(&self, text: &str, weight: Weight) -> Vec<Placed> {
        let text = &*composed(text);
        if !text.chars().any(is_backward) {
            return vec![Placed { x: 0.0, shaped: self.words(text, weight) }];
        }
        let mut x = 0.0;
        let mut placed = Vec::new();
        for piece in pieces(text) {
            let shaped = self.words(&piece.text(text), weight);
            let width: f32 = shaped.iter().map(advance).sum();
            placed.push((piece.range.start, Placed { x, shaped }));
            x += width;
        }
        placed.sort_by_key(|(start, _)| *start);
        placed.into_iter().map(|(_, placed)| placed).collect()
    }

    /// Words beside each other, with the spaces between them; letters of the same font are one.
    fn words(&self, text: &str, weight: Weight) -> Vec<Shaped> {
        let mut all: Vec<Shaped> = Vec::new();
        for (place, word) in text.split(' ').enumerate() {
            let space = (place > 0).then(|| self.word(" ", weight));
            let word = self.word(word, weight);
            for part in space.iter().flat_map(|space| space.iter()).chain(word.iter()) {
                match all.last_mut().filter(|last| last.face == part.face) {
                    Some(last) => join(last, part),
                    None => all.push(part.clone()),
                }
            }
        }
        all
    }
}

fn join(last: &mut Shaped, next: &Shaped) {
    let before = last.text.len();
    last.text.push_str(&next.text);
    last.letters.extend(next.letters.iter().cloned().map(|mut letter| {
        letter.range = letter.range.start + before..letter.range.end + before;
        letter
    }));
}

/// How far what comes after some letters is from their beginning, in ems.
pub(super) fn advance(shaped: &Shaped) -> f32 {
    shaped.letters.iter().map(|letter| letter.advance).sum()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn words_are_set_once_and_their_letters_stand_for_the_text() {
        let fonts = Fonts::default();
        let setter = Setter::new(&fonts);
        let placed = setter.placed("Trust Board and Trust", Weight::Regular);
        let [Placed { x: 0.0, shaped }] = &placed[..] else { panic!("one font") };
        assert_eq!(shaped.len(), 1);
        assert_eq!(shaped[0].text, "Trust Board and Trust");
        let said: String =
            shaped[0].letters.iter().filter_map(|letter| shaped[0].text.get(letter.range.clone())).collect();
        assert_eq!(said, shaped[0].text);
        let sum = setter.width("Trust", Weight::Regular) * 2.0 + setter.width(" Board and ", Weight::Regular);
        assert!((setter.width("Trust Board and Trust", Weight::Regular) - sum).abs() < 0.01);
    }

    #[test]
    fn words_from_the_right_are_read_in_their_order_and_stand_the_other_way() {
        let hebrew: &[u8] = include_bytes!("../../../../tests/fonts/hebrew.ttf");
        let fonts = Fonts::new([(Arc::from(hebrew), 0)]);
        let setter = Setter::new(&fonts);
        let placed = setter.placed("ועדה 2011", Weight::Regular);
        let said: Vec<&str> = placed.iter().map(|placed| placed.shaped[0].text.as_str()).collect();
        assert_eq!(said.concat().replace(' ', ""), "ועדה2011");
        assert!(placed[0].x > placed.last().expect("a number").x, "the first word stands to the right");
    }
}
