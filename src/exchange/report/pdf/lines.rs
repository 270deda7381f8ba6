//! Lines: runs of words broken into lines of a width.

use super::letters::Setter;
use crate::drawing::text::{Weight, hinged, is_backward};
use crate::report::{Look, Run};
use unicode_segmentation::UnicodeSegmentation;

/// Words of one run on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) text: String,
    /// Where they begin on their line, and how wide they run, points.
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) weight: Weight,
    pub(super) is_slanted: bool,
    /// The anchor to which they lead.
    pub(super) to: Option<String>,
}

/// A line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) parts: Vec<Part>,
    pub(super) width: f32,
}

/// Which words, how large, and how wide their lines may be.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    pub(super) size: f32,
    pub(super) limit: f32,
    /// Whether all words are strong, whatever they are.
    pub(super) is_strong: bool,
}

/// Words that no space parts: the run of each piece, and what it says.
type Word<'r> = Vec<(usize, &'r str)>;

struct Breaker<'a> {
    setter: &'a Setter<'a>,
    runs: &'a [Run],
    measure: Measure,
    done: Vec<Line>,
    line: Line,
    /// The run of the last part on the line.
    last: Option<usize>,
}

/// Breaks runs into lines: at spaces; a word that is wider than a whole line after its hyphens and slashes, and elsewhere only
/// if nothing else helps.
pub(super) fn lines(setter: &Setter<'_>, runs: &[Run], measure: Measure) -> Vec<Line> {
    let mut breaker = Breaker { setter, runs, measure, done: Vec::new(), line: Line::default(), last: None };
    for (space, word) in words(runs) {
        breaker.add_word(space, &word);
    }
    breaker.end();
    breaker.done
}

/// A line that is not broken, however wide it is.
pub(super) fn line(setter: &Setter<'_>, text: &str, size: f32, is_strong: bool) -> Line {
    let run = Run { text: text.to_owned(), look: Look::Plain, to: None };
    lines(setter, &[run], Measure { size, limit: f32::MAX, is_strong }).into_iter().next().unwrap_or_default()
}

/// The words of runs, each with the run whose space stands before it.
fn words(runs: &[Run]) -> Vec<(usize, Word<'_>)> {
    let mut words: Vec<(usize, Word<'_>)> = vec![(0, Vec::new())];
    for (number, run) in runs.iter().enumerate() {
        for (place, piece) in run.text.split(' ').enumerate() {
            if place > 0 {
                words.push((number, Vec::new()));
            }
            if let Some((_, word)) = words.last_mut().filter(|_| !piece.is_empty()) {
                word.push((number, piece));
            }
        }
    }
    words.retain(|(_, word)| !word.is_empty());
    words
}

impl Breaker<'_> {
    fn weight(&self, run: usize) -> Weight {
        let is_strong = self.measure.is_strong || self.runs[run].look == Look::Strong;
        if is_strong { Weight::SemiBold } else { Weight::Regular }
    }

    fn width(&self, run: usize, text: &str) -> f32 {
        self.setter.width(text, self.weight(run)) * self.measure.size
    }

    fn fits(&self, width: f32) -> bool {
        self.line.width + width <= self.measure.limit
    }

    fn add_word(&mut self, space: usize, word: &Word<'_>) {
        let width: f32 = word.iter().map(|(run, text)| self.width(*run, text)).sum();
        let gap = if self.line.parts.is_empty() { 0.0 } else { self.width(space, " ") };
        if width > self.measure.limit {
            return self.add_in_pieces(space, word);
        }
        if !self.fits(gap + width) {
            self.end_between_words();
        }
        self.space(space);
        word.iter().for_each(|(run, text)| self.put(*run, text));
    }

    /// Adds a word that is wider than a line.
    fn add_in_pieces(&mut self, space: usize, word: &Word<'_>) {
        let gap = if self.line.parts.is_empty() { 0.0 } else { self.width(space, " ") };
        let first = word.first().and_then(|(run, text)| Some((*run, hinged(text).next()?)));
        // A word that nothing parts begins a line.
        let begins = first.is_some_and(|(run, piece)| self.fits(gap + self.width(run, piece)));
        if begins {
            self.space(space);
        } else {
            self.end_between_words();
        }
        for (run, text) in word {
            for piece in hinged(text) {
                let width = self.width(*run, piece);
                if self.fits(width) {
                    self.put(*run, piece);
                } else if width <= self.measure.limit {
                    self.end();
                    self.put(*run, piece);
                } else {
                    for letter in piece.graphemes(true) {
                        if !self.fits(self.width(*run, letter)) {
                            self.end();
                        }
                        self.put(*run, letter);
                    }
                }
            }
        }
    }

    fn space(&mut self, run: usize) {
        if !self.line.parts.is_empty() {
            self.put(run, " ");
        }
    }

    fn put(&mut self, run: usize, text: &str) {
        let width = self.width(run, text);
        if self.last == Some(run)
            && let Some(part) = self.line.parts.last_mut()
        {
            part.text.push_str(text);
            part.width += width;
        } else {
            let (weight, of) = (self.weight(run), &self.runs[run]);
            let (is_slanted, to) = (of.look == Look::Emphasis, of.to.clone());
            self.line.parts.push(Part { text: text.to_owned(), x: self.line.width, width, weight, is_slanted, to });
            self.last = Some(run);
        }
        self.line.width += width;
    }

    /// Ends a line with a space that is only heard, so that its last word does not run into the next line's.
    fn end_between_words(&mut self) {
        let last = self.line.parts.last_mut();
        if let Some(last) = last.filter(|last| !last.text.chars().any(is_backward)) {
            last.text.push(' ');
        }
        self.end();
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.last = None;
        if !line.parts.is_empty() {
            self.done.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::drawing::typeset::Fonts;

    fn run(text: &str, look: Look) -> Run {
        Run { text: text.to_owned(), look, to: None }
    }

    fn said(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.parts.iter().map(|part| part.text.as_str()).collect()).collect()
    }

    #[test]
    fn lines_end_between_words_and_not_where_the_look_changes() {
        let fonts = Fonts::default();
        let setter = Setter::new(&fonts);
        let runs = [run("The ", Look::Plain), run("Board", Look::Strong), run(", which meets.", Look::Plain)];
        let measure = Measure { size: 10.0, limit: 60.0, is_strong: false };
        let lines = lines(&setter, &runs, measure);
        let said: Vec<String> = said(&lines).iter().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(said, ["The Board,", "which", "meets."]);
        assert_eq!(lines[0].parts.len(), 3);
        assert_eq!(lines[0].parts[1].weight, Weight::SemiBold);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken() {
        let fonts = Fonts::default();
        let setter = Setter::new(&fonts);
        let runs = [run("a Donaudampfschifffahrtsgesellschaft", Look::Plain)];
        let lines = lines(&setter, &runs, Measure { size: 10.0, limit: 60.0, is_strong: false });
        assert!(lines.len() > 2 && lines.iter().all(|line| line.width <= 60.0), "{:?}", said(&lines));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_no_line_is_too_wide(
            texts in prop::collection::vec("[a-zé/ \u{5d0}\u{5d1}中-]{0,40}", 1..5), limit in 40.0_f32..400.0,
        ) {
            let fonts = Fonts::default();
            let setter = Setter::new(&fonts);
            let runs: Vec<Run> = texts.iter().map(|text| run(text, Look::Plain)).collect();
            let lines = lines(&setter, &runs, Measure { size: 10.0, limit, is_strong: false });
            let bare = |text: String| text.replace(' ', "");
            prop_assert_eq!(bare(said(&lines).concat()), bare(texts.concat()));
            prop_assert!(lines.iter().all(|line| line.width <= limit + 0.01 && !line.parts.is_empty()));
        }
    }
}
