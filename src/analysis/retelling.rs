//! Retelling: whether a sentence of an earlier day says what one of today says, of records that may have got other names
//! since.

use std::collections::{BTreeSet, HashMap};

use super::identity::Trace;
use crate::model::{Id, Map};

/// How many ways of reading an earlier sentence are tried at most; one that is not settled by then says something else.
const MOST_TRIES: usize = 10_000;

/// The names of a map, as they are looked for in sentences.
pub(super) struct Retelling<'a> {
    map: &'a Map,
    trace: &'a Trace,
    names: Option<Names<'a>>,
}

#[derive(Default)]
struct Names<'a> {
    /// The names by their first words, the longest first.
    by_first_word: HashMap<&'a str, Vec<&'a str>>,
    /// Whose they are.
    of: HashMap<&'a str, Vec<&'a Id>>,
}

/// A part of a sentence of today.
enum Part<'t> {
    Words(&'t str),
    Name(&'t str),
}

impl<'a> Retelling<'a> {
    pub(super) fn of(map: &'a Map, trace: &'a Trace) -> Self {
        Self { map, trace, names: None }
    }

    /// Whether `earlier` says what `today` says. Where today there is a name, there may have been another one, always the
    /// same, and none that another record has today.
    pub(super) fn is_of(&mut self, earlier: &str, today: &str) -> bool {
        if earlier == today {
            return true;
        }
        let (map, trace) = (self.map, self.trace);
        let names = self.names.get_or_insert_with(|| Names::of(map));
        let plain = |text: &str| text.replace(['“', '”'], "");
        let (earlier, today) = (plain(earlier), plain(today));
        let parts = names.parts(&today);
        let mut tries = MOST_TRIES;
        let may_be = |was: &str, name: &str| {
            let (Some(old), Some(new)) = (names.of.get(was), names.of.get(name)) else { return true };
            was == name || old.iter().any(|id| new.contains(&trace.heir(id)))
        };
        reads(&earlier, &parts, &mut Vec::new(), &may_be, &mut tries)
    }
}

impl<'a> Names<'a> {
    fn of(map: &'a Map) -> Self {
        let nodes = map.nodes.iter().map(|node| (node.name.as_str(), &node.id));
        let themes = map.themes.iter().map(|theme| (theme.name.as_str(), &theme.id));
        let totals = map.totals.iter().map(|total| (total.name.as_str(), &total.id));
        let mut names = Self::default();
        for (name, id) in nodes.chain(themes).chain(totals).filter(|(name, _)| !name.contains(['“', '”'])) {
            let ids = names.of.entry(name).or_default();
            if ids.is_empty() {
                names.by_first_word.entry(first_word(name)).or_default().push(name);
            }
            ids.push(id);
        }
        names.by_first_word.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.len())));
        names
    }

    /// A sentence of today in words and names; of names that begin at one place the longest is meant.
    fn parts<'t>(&self, text: &'t str) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let (mut from, mut at) = (0, 0);
        while at < text.len() {
            let rest = &text[at..];
            let begins = text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
            let known = self.by_first_word.get(first_word(rest)).filter(|_| begins).into_iter().flatten();
            let ends =
                |name: &&&str| rest.strip_prefix(**name).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
            if let Some(name) = known.into_iter().find(ends) {
                parts.push(Part::Words(&text[from..at]));
                parts.push(Part::Name(&rest[..name.len()]));
                at += name.len();
                from = at;
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        parts.push(Part::Words(&text[from..]));
        parts
    }
}

/// The letters and digits with which a text begins, or its first letter.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    if end > 0 { &text[..end] } else { &text[..text.chars().next().map_or(0, char::len_utf8)] }
}

/// Whether a text is made of the words, and between them of names that may have stood for those of today.
fn reads<'t>(
    text: &'t str,
    parts: &[Part<'t>],
    were: &mut Vec<(&'t str, &'t str)>,
    may_be: &impl Fn(&str, &str) -> bool,
    tries: &mut usize,
) -> bool {
    let Some((part, rest)) = parts.split_first() else { return text.is_empty() };
    let name = match part {
        Part::Words(words) => {
            return text.strip_prefix(words).is_some_and(|text| reads(text, rest, were, may_be, tries));
        }
        Part::Name(name) => *name,
    };
    if let Some((_, was)) = were.iter().find(|(today, _)| *today == name) {
        return text.strip_prefix(was).is_some_and(|text| reads(text, rest, were, may_be, tries));
    }
    let next = match rest.first() {
        Some(Part::Words(words)) => *words,
        _ => "",
    };
    let ends: BTreeSet<usize> = match (next.is_empty(), rest.len()) {
        (true, 0 | 1) => [text.len()].into(),
        (true, _) => text.char_indices().map(|(at, _)| at).collect(),
        (false, _) => text.match_indices(next).map(|(at, _)| at).collect(),
    };
    for end in ends.into_iter().filter(|end| *end > 0) {
        if *tries == 0 {
            return false;
        }
        *tries -= 1;
        let was = &text[..end];
        if may_be(was, name) {
            were.push((name, was));
            if reads(&text[end..], rest, were, may_be, tries) {
                return true;
            }
            were.pop();
        }
    }
    false
}
