//! Names: what of a name tells it apart, and when two are nearly the same.

use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::graph::NodeIndex;
pub(super) use crate::model::spelling::is_slip;
use crate::model::spelling::{joined, may_slip};
use crate::model::{Map, Node};

/// Words that people leave out or add when they write a name from memory.
const SMALL_WORDS: [&str; 13] = ["a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with", "within"];

/// The longest name, in bytes, in which one is looked for: to look takes time that goes with the square of the length.
const LONGEST_FOR_A_SLIP: usize = 400;

/// What tells the names of a map's nodes apart, by the numbers of the nodes, as far as anybody has asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// The words that are left out.
    place: BTreeSet<String>,
    apart: Vec<Option<Arc<Name>>>,
    /// The nodes in the order of their names, as far as it is known: of most maps it is known from an earlier one.
    pub(super) order: Vec<NodeIndex>,
}

impl Names {
    /// Of a map, by what is known of an earlier one that is much like it.
    pub(super) fn of(map: &Map, earlier: Option<(&Map, &Self)>) -> Self {
        let (place, apart) = (words_of_place(map.place.as_deref()), vec![None; map.nodes.len()]);
        let mut names = Self { place, apart, order: Vec::new() };
        let Some((before, known)) = earlier.filter(|(_, known)| known.place == names.place) else { return names };
        let mut left = before.nodes.iter().zip(&known.apart).enumerate().peekable();
        let mut later = vec![None; known.apart.len()];
        for (at, node) in map.nodes.iter().enumerate() {
            let is_one = |other: &Arc<Node>| Arc::ptr_eq(node, other) || node.id == other.id;
            while left.next_if(|(_, (other, _))| !is_one(other) && other.id < node.id).is_some() {}
            if let Some((place, (other, known))) = left.next_if(|(_, (other, _))| is_one(other)) {
                let stays = Arc::ptr_eq(node, other) || node.name == other.name;
                names.apart[at] = known.clone().filter(|_| stays);
                later[place] = Some(NodeIndex::new(at)).filter(|_| stays);
            }
        }
        names.order = known.order.iter().filter_map(|at| later[at.index()]).collect();
        names
    }

    /// What tells the name of a node apart.
    pub(super) fn apart(&mut self, at: NodeIndex, name: &str) -> Arc<Name> {
        let Self { place, apart, .. } = self;
        Arc::clone(apart[at.index()].get_or_insert_with(|| Arc::new(Name::of(name, place))))
    }
}

/// What tells a name apart.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The words one behind the other, in an order that is that of the words.
    pub line: String,
    /// Its words in lower case and singular, small ones left out, in alphabetical order.
    pub words: Vec<String>,
    /// The same words in their order, written as one: "sub group" is "subgroup".
    pub run: String,
    /// The words of which one may be a slip, each by its place, with the hash of all others.
    pub slippery: Vec<(u64, usize)>,
    /// The hash of the words written as one.
    pub run_hash: u64,
}

impl Name {
    /// Reads a name. The words of `place` are left out where two others or more remain, since people write
    /// "Solihull Safeguarding Board" and "Safeguarding Board"; so are the initials that follow a name in brackets.
    fn of(name: &str, place: &BTreeSet<String>) -> Self {
        let spoken = joined(without_initials(name));
        let mut words: Vec<String> = telling(&spoken).map(singular).collect();
        if words.iter().filter(|word| !place.contains(*word)).count() > 1 {
            words.retain(|word| !place.contains(word));
        }
        let run = words.concat();
        // "Area 1 Panel 2" is not "Area 2 Panel 1".
        let numbers: Vec<&str> = words.iter().filter(|word| is_number(word)).map(String::as_str).collect();
        let numbers = numbers.join("\0");
        words.sort_unstable();
        let run_hash = hash_of(&run);
        let line = format!("{}\0\0{numbers}", words.join("\0"));
        let mut name = Self { line, words, run, slippery: Vec::new(), run_hash };
        name.slippery = name.slippery().map(|place| (name.rest(place), place)).collect();
        name
    }

    fn rest(&self, place: usize) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.words.len().hash(&mut hasher);
        self.without(place).for_each(|word| word.hash(&mut hasher));
        hasher.finish()
    }

    /// The words of which one may be a slip, each by its place: long enough, and without digits. A very long name has none.
    fn slippery(&self) -> impl Iterator<Item = usize> {
        let words = if self.line.len() > LONGEST_FOR_A_SLIP { &[][..] } else { &self.words };
        words.iter().enumerate().filter(move |(_, word)| may_slip(word)).map(|(place, _)| place)
    }

    /// The words but for one.
    pub(super) fn without(&self, place: usize) -> impl Iterator<Item = &str> {
        self.words.iter().enumerate().filter(move |(at, _)| *at != place).map(|(_, word)| word.as_str())
    }
}

fn hash_of(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The words of a text, as names have them, in its order.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = String> {
    telling(&joined(text)).map(singular).collect::<Vec<String>>().into_iter()
}

/// The words of a place, as names have them.
fn words_of_place(place: Option<&str>) -> BTreeSet<String> {
    joined(place.unwrap_or_default()).split(' ').filter(|word| !word.is_empty()).map(singular).collect()
}

fn singular(word: &str) -> String {
    if word.len() <= 3 || word.ends_with("ss") {
        return word.to_owned();
    }
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => word.to_owned(),
    }
}

/// A name without the initials that it carries: "Safeguarding Children Board (SCB)".
fn without_initials(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((before, short)) if first_letters(before).iter().any(|letters| letters == short) => before,
        _ => name,
    }
}

/// The first letters of a name's words in capitals, without and with the small words, where there are three or more.
pub(super) fn initials(name: &str) -> Vec<String> {
    first_letters(without_initials(name))
}

fn first_letters(name: &str) -> Vec<String> {
    let spoken = joined(name);
    let of = |words: &mut dyn Iterator<Item = &str>| -> String {
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    let mut initials = vec![of(&mut telling(&spoken)), of(&mut spoken.split(' '))];
    initials.dedup();
    initials.retain(|initials| initials.chars().count() > 2);
    initials
}

/// Whether a name may be the initials of another: one word of three capitals or more.
pub(super) fn may_be_initials(name: &str) -> bool {
    name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The words of which a name consists, small ones left out; a letter at its end is a number: "Team A" is not "Team".
fn telling(spoken: &str) -> impl Iterator<Item = &str> {
    let words = || spoken.split(' ').filter(|word| !word.is_empty());
    let last = words().count().saturating_sub(1);
    let is_label = move |place: usize, word: &str| place > 0 && place == last && word.chars().count() == 1;
    let tells = move |(place, word): &(usize, &str)| is_label(*place, word) || !SMALL_WORDS.contains(word);
    words().enumerate().filter(tells).map(|(_, word)| word)
}

/// Whether a word numbers things: with digits, or a single letter.
pub(super) fn is_number(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_digit()) || word.chars().count() == 1
}

/// A word and all that is left of it without one letter: two words that a slip tells apart have one of these in common
/// (Bocek, Hunt and Stiller, "Fast Similarity Search in Large Dictionaries", 2007).
pub(super) fn cuttings(word: &str) -> impl Iterator<Item = String> {
    let shorter = word.char_indices().map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat());
    std::iter::once(word.to_owned()).chain(shorter)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::{Name, cuttings, initials, is_slip, may_be_initials, words_of_place};

    fn name(text: &str) -> Name {
        Name::of(text, &words_of_place(Some("Solihull")))
    }

    #[test]
    fn what_people_write_in_several_ways_is_one() {
        let same = [
            ("Children's Trust Board", "Board of the Childrens’ Trusts"),
            ("Policy & Strategies", "Strategy and Policies"),
            ("Solihull Safeguarding Board", "safeguarding board"),
            ("Safeguarding Children Board (SCB)", "Safeguarding Children Board"),
            ("Anti-bullying Group", "Antibullying group."),
        ];
        for (one, other) in same {
            assert_eq!(name(one).words, name(other).words);
        }
        assert_eq!(name("LSCB sub group").run, name("LSCB sub-group").run);
        let two = [
            ("Area Manager 1", "Area Manager 2"),
            ("Solihull Council", "Dudley Council"),
            ("Solihull Partnership", "Partnership"),
            ("Stay Safe Group", "Stay Safe Board"),
            ("Press", "Pres"),
            ("Plan (of 2007)", "Plan"),
        ];
        for (one, other) in two {
            assert!(name(one).words != name(other).words && name(one).run != name(other).run, "{one}, {other}");
        }
    }

    #[test]
    fn initials_are_three_letters_or_more() {
        assert_eq!(initials("Board of the Children's Trust"), ["BCT", "BOTCT"]);
        assert_eq!(initials("Safeguarding Children Board (SCB)"), ["SCB"]);
        assert_eq!(initials("Child Trust"), Vec::<String>::new());
        assert!(
            may_be_initials("LSCB") && may_be_initials("HWB") && !may_be_initials("HQ") && !may_be_initials("Forum")
        );
    }

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        for (one, other) in [("board", "baord"), ("safe", "saffe"), ("youth", "yout"), ("trust", "trist")] {
            assert!(is_slip(one, other) && is_slip(other, one), "{one}, {other}");
        }
        for (one, other) in
            [("house", "mouse"), ("board", "boat"), ("trust", "tsutr"), ("adult", "adtul"), ("abcd", "abdcd2")]
        {
            assert!(!is_slip(one, other) && !is_slip(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn only_long_words_without_digits_may_slip() {
        let places = |text: &str| name(text).slippery().collect::<Vec<_>>();
        assert_eq!(places("Youth team 20111"), [2], "the words are in order: 20111, team, youth");
        assert_eq!(name("Youth team").without(1).collect::<Vec<_>>(), ["team"]);
    }

    proptest! {
        #[test]
        fn whatever_a_slip_tells_apart_has_a_cutting_in_common(one in "[a-c]{1,6}", other in "[a-c]{1,6}") {
            let of = |word: &str| cuttings(word).collect::<BTreeSet<_>>();
            prop_assert!(!is_slip(&one, &other) || !of(&one).is_disjoint(&of(&other)));
        }
    }
}
