//! Spelling: when two texts say the same however they are typed, and whether a text has what is looked for.
//!
//! Case, accents, ligatures, apostrophes, kinds of hyphens and spaces, full width and "&" for "and" are no difference,
//! nor whether a letter with its mark is one sign or two. Everything that compares names asks here.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Signs that people type for an apostrophe. They are left out, so that the word stays one.
const APOSTROPHES: [char; 11] = ['\'', '’', '‘', '‛', 'ʼ', 'ʹ', '`', '´', '′', '‵', '＇'];

/// So few letters stand by chance where one word ends and the next begins, bytes.
const SHORTEST_RUN: usize = 6;

/// The fewest letters of a word in which a slip of the pen can be told from another word.
const SHORTEST_SLIP: usize = 5;

/// From here on the signs of East Asia stand, each of which is a word or a syllable: another one is no slip.
const FIRST_SIGN_OF_A_WORD: char = '\u{2e80}';

/// So many bytes longer or shorter, no key is nearly another.
const MOST_APART: usize = 6;

/// A text as it is compared: words of small letters and digits without marks, single spaces between them.
///
/// ```
/// use boardwalk::model::spelling::plain;
/// assert_eq!(plain("  The Équipe & Sub‑Group (ŁÓDŹ)"), "the equipe and sub group lodz");
/// ```
pub fn plain(text: &str) -> String {
    spoken(text, Some(' '))
}

/// The same, but that hyphens join: "sub-group" is "subgroup".
pub fn joined(text: &str) -> String {
    spoken(text, None)
}

/// The same for two names that are one: [`plain`], without the article. A name that has no letters is itself.
pub fn key(name: &str) -> String {
    let plain = plain(name);
    match plain.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None if plain.is_empty() => name.split_whitespace().collect::<Vec<_>>().join(" "),
        None => plain,
    }
}

/// Whether one slip of the pen makes one word of the other: a letter too many, too few, or wrong, or two that changed
/// places (the distance of Damerau, "A technique for computer detection and correction of spelling errors", 1964). The first
/// letter is seldom mistaken, and where it differs it mostly is another word.
pub fn is_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return false;
    }
    let (a, b) = (&a[same..], &b[same..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// Whether two [`key`]s are nearly the same: but for spaces, or but for one slip of the pen in one word that is long enough
/// to tell a slip from another word.
pub fn is_nearly(one: &str, other: &str) -> bool {
    let run = |key: &str| key.bytes().filter(|byte| *byte != b' ').collect::<Vec<_>>();
    if one.len().abs_diff(other.len()) > MOST_APART {
        return false;
    }
    let mut apart = one.split(' ').zip(other.split(' ')).filter(|(one, other)| one != other);
    let first = apart.next();
    let is_one_slip = one.split(' ').count() == other.split(' ').count()
        && apart.next().is_none()
        && first.is_some_and(|(one, other)| may_slip(one) && may_slip(other) && is_slip(one, other));
    is_one_slip || (one != other && run(one) == run(other))
}

/// Whether a word may have a slip of the pen: it is spelt with letters, and has enough of them to tell that from another word.
pub fn may_slip(word: &str) -> bool {
    let is_spelt = !word.chars().any(|letter| letter.is_numeric() || letter >= FIRST_SIGN_OF_A_WORD);
    is_spelt && word.chars().count() >= SHORTEST_SLIP
}

fn spoken(text: &str, hyphen: Option<char>) -> String {
    let mut spoken = Spoken { text: String::with_capacity(text.len()), hyphen, is_apart: false };
    if text.is_ascii() {
        text.chars().for_each(|letter| spoken.take(letter));
    } else {
        // Before letters and marks are taken apart: that makes a space of some apostrophes.
        let letters = text.chars().filter(|letter| !APOSTROPHES.contains(letter));
        letters.nfkd().flat_map(char::to_lowercase).for_each(|letter| spoken.take(letter));
    }
    spoken.text
}

/// A text on its way to being plain.
struct Spoken {
    text: String,
    /// What stands for a hyphen.
    hyphen: Option<char>,
    /// Whether a word has ended.
    is_apart: bool,
}

impl Spoken {
    fn take(&mut self, letter: char) {
        match letter {
            '0'..='9' | 'a'..='z' => self.push(letter),
            'A'..='Z' => self.push(letter.to_ascii_lowercase()),
            letter if is_silent(letter) || APOSTROPHES.contains(&letter) => {}
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' => self.is_apart |= self.hyphen.is_some(),
            '&' => {
                self.is_apart = true;
                "and".chars().for_each(|letter| self.push(letter));
                self.is_apart = true;
            }
            letter if letter.is_alphanumeric() => match two_letters(letter) {
                Some(letters) => letters.chars().for_each(|letter| self.push(letter)),
                None => self.push(letter),
            },
            // Marks of scripts in which they are letters.
            letter if !letter.is_ascii() && canonical_combining_class(letter) != 0 => self.push(letter),
            _ => self.is_apart = true,
        }
    }

    fn push(&mut self, letter: char) {
        if std::mem::take(&mut self.is_apart) && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push(letter);
    }
}

/// Marks on Latin, Greek, Cyrillic, Hebrew and Arabic letters that people leave out, and signs that cannot be seen.
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{ad}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Letters that Unicode does not take apart, as people write them who lack them.
fn two_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    plain: String,
    /// The same for names that are one.
    key: String,
    /// What has no letters, as it was typed.
    signs: String,
}

/// How well a text fits what is looked for, from the weakest to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The first letters of its words are what is looked for.
    Initials,
    /// It has all the words somewhere, if only within words.
    Parts,
    /// Each of the words begins one of its own.
    Beginnings,
    /// A word of it begins with all of them, in their order.
    Beginning,
    /// It has all of them as words of its own.
    Words,
    /// It has them in their order.
    Phrase,
    /// It says nothing else.
    Same,
}

impl Wanted {
    /// What is looked for by a text.
    pub fn new(text: &str) -> Self {
        let plain = plain(text);
        let signs = if plain.is_empty() { text.trim().to_owned() } else { String::new() };
        Self { plain, key: key(text), signs }
    }

    /// Whether nothing is looked for, so that everything fits.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty() && self.signs.is_empty()
    }

    /// Whether a text has what is looked for.
    pub fn is_in(&self, text: &str) -> bool {
        self.is_empty() || self.fit(text).is_some()
    }

    /// What fits, best first, in the order in which it stands otherwise; everything if nothing is looked for.
    pub fn best<T>(&self, all: impl IntoIterator<Item = T>, text: impl Fn(&T) -> &str) -> Vec<T> {
        if self.is_empty() {
            return all.into_iter().collect();
        }
        let mut fitting: Vec<(Fit, T)> = all.into_iter().filter_map(|one| Some((self.fit(text(&one))?, one))).collect();
        fitting.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
        fitting.into_iter().map(|(_, one)| one).collect()
    }

    /// How well a text fits; nothing if it does not, or if nothing is looked for.
    pub fn fit(&self, text: &str) -> Option<Fit> {
        if self.plain.is_empty() {
            return (!self.signs.is_empty() && text.contains(&self.signs)).then_some(Fit::Parts);
        }
        self.fit_plain(&plain(text))
    }

    /// Whether several texts have together what is looked for, where it is known how they are compared: [`plain`].
    pub fn is_in_all(&self, texts: &[String], plain: &str) -> bool {
        if self.plain.is_empty() {
            return texts.iter().any(|text| text.contains(&self.signs));
        }
        self.fit_plain(plain).is_some()
    }

    fn fit_plain(&self, there: &str) -> Option<Fit> {
        if self.plain == there || self.key == there.strip_prefix("the ").unwrap_or(there) {
            return Some(Fit::Same);
        }
        let phrase = there.match_indices(&self.plain).filter(|(at, _)| is_edge(there, *at));
        let mut ends = phrase.map(|(at, found)| is_edge(there, at + found.len()));
        match ends.next() {
            Some(true) => return Some(Fit::Phrase),
            Some(false) => return Some(if ends.any(|ends| ends) { Fit::Phrase } else { Fit::Beginning }),
            None => {}
        }
        let every = |is_there: &dyn Fn(&str) -> bool| self.plain.split(' ').all(is_there);
        if every(&|word| there.split(' ').any(|other| other == word)) {
            Some(Fit::Words)
        } else if every(&|word| there.split(' ').any(|other| other.starts_with(word))) {
            Some(Fit::Beginnings)
        } else if every(&|word| there.contains(word)) || self.is_written_apart_in(there) {
            Some(Fit::Parts)
        } else {
            let initials = || there.split(' ').filter_map(|word| word.chars().next()).collect::<String>();
            (self.plain.len() > 1 && initials().starts_with(&self.plain)).then_some(Fit::Initials)
        }
    }

    /// Whether a text has the words with other spaces between: "sub-group" for "subgroup".
    fn is_written_apart_in(&self, there: &str) -> bool {
        let run = self.plain.replace(' ', "");
        run.len() >= SHORTEST_RUN && there.replace(' ', "").contains(&run)
    }
}

/// Whether a word begins or ends there.
fn is_edge(text: &str, at: usize) -> bool {
    at == 0 || at == text.len() || text.as_bytes()[at] == b' ' || text.as_bytes()[at - 1] == b' '
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_type_in_several_ways_is_one() {
        for (one, other) in [
            ("Équipe", "E\u{301}quipe"),
            ("Équipe", "EQUIPE"),
            ("Straße", "STRASSE"),
            ("ẞ", "ss"),
            ("Łódź", "lodz"),
            ("Ærø", "aero"),
            ("Oﬃce", "Office"),
            ("Children's Trust", "Children’s Trust"),
            ("Children's Trust", "Children´s Trust"),
            ("Children's Trust", "Childrens Trust"),
            ("Sub\u{2011}group North", "Sub-Group\u{a0}North"),
            ("Sub–group\u{202f}North", "Sub\u{2010}group\u{200b} north"),
            ("Health & Care", "Health and Care"),
            ("Health&Care", "health AND care"),
            ("Ｔｒｕｓｔ　Ｂｏａｒｄ　２", "Trust Board 2"),
            ("İstanbul ılık", "istanbul ilik"),
            ("ΛΌΓΟΣ", "λόγος"),
            ("Trust\u{ad} Board\u{feff}", "trust board"),
            ("The Trust Board", "Trust Board"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(key(one), key(other), "{one}, {other}");
        }
        for (one, other) in [
            ("Area 1 Panel 2", "Area 2 Panel 1"),
            ("Area 1 1", "Area 11"),
            ("Team A", "Team"),
            ("北京委员会", "背景委员会"),
            ("がく", "かく"),
            ("?", "!"),
            ("The", ""),
        ] {
            assert_ne!(key(one), key(other), "{one}, {other}");
        }
        assert_eq!(joined("Sub-group"), "subgroup");
    }

    #[test]
    fn what_fits_better_is_greater() {
        let wanted = Wanted::new("trust board");
        let texts = [
            "The Trust-Board",
            "Harbour Trust Board North",
            "Board of the Trust",
            "Trust Boarders",
            "Boarding Trustees",
            "Distrusted Keyboards",
        ];
        let fits: Vec<Option<Fit>> = texts.iter().map(|text| wanted.fit(text)).collect();
        let expected = [Fit::Same, Fit::Phrase, Fit::Words, Fit::Beginning, Fit::Beginnings, Fit::Parts];
        assert_eq!(fits, expected.map(Some));
        assert_eq!(wanted.fit("Trust"), None);
        assert_eq!(Wanted::new("subgroup").fit("Health Sub-group"), Some(Fit::Parts));
        assert_eq!(Wanted::new("lscb").fit("Local Safeguarding Children Board"), Some(Fit::Initials));
        assert_eq!(Wanted::new("+").fit("A + B"), Some(Fit::Parts));
        let texts = ["The Trust".to_owned(), "A + Board".to_owned()];
        let together = plain(&texts.join("\n"));
        for (words, is_there) in [("board trust", true), ("+", true), ("keys", false), ("-", false)] {
            assert_eq!(Wanted::new(words).is_in_all(&texts, &together), is_there, "{words}");
        }
        assert!(Wanted::new("  ").is_empty() && Wanted::new("").is_in("anything"));
    }

    proptest! {
        #[test]
        fn a_text_fits_itself_and_is_plain_once_and_for_all(text in ".{0,24}") {
            let once = plain(&text);
            prop_assert_eq!(&plain(&once), &once);
            prop_assert!(text.trim().is_empty() || Wanted::new(&text).fit(&text).is_some());
            prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
        }
    }
}
