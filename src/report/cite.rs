//! Evidence: in which place of which source something stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::block::Run;
use crate::model::alphabet::place;
use crate::model::{Confidence, Evidence, Id, Map};

/// So many places are named for one thing; whoever wants more looks at the map.
const MOST_PLACES: usize = 12;

/// The anchor of a source.
pub(super) fn anchor(number: usize) -> String {
    format!("source-{number}")
}

/// The sources of a map, by the numbers by which papers know them.
pub(super) struct Sources<'a> {
    titles: Vec<&'a str>,
    numbers: HashMap<&'a Id, usize>,
    /// Whether the paper lists them, so that words can lead there.
    pub(super) are_listed: bool,
}

impl<'a> Sources<'a> {
    /// Numbers them from 1.
    pub(super) fn of(map: &'a Map) -> Self {
        let titles = map.sources.iter().map(|source| source.title.as_str()).collect();
        Self { titles, numbers: map.sources.ids().zip(1..).collect(), are_listed: true }
    }

    /// Whether places must say of which source they are.
    pub(super) fn are_several(&self) -> bool {
        self.numbers.len() > 1
    }

    /// Words that lead to a source, where the paper lists it.
    pub(super) fn link(&self, words: &str, number: usize) -> Run {
        if self.are_listed { Run::link(words, &anchor(number)) } else { Run::plain(words) }
    }

    /// Where something stands: "5 item 4; 6.2.1", with the number of the source where there are several. What a source
    /// states goes before what is inferred from it: that is named only where nothing is stated, and said to be so.
    pub(super) fn cited<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Vec<Run> {
        let all: Vec<&Evidence> = evidence.into_iter().collect();
        let surest = all.iter().map(|one| rank(one.confidence)).min();
        let mut sources: BTreeMap<usize, BTreeSet<_>> = BTreeMap::new();
        for one in all.iter().filter(|one| Some(rank(one.confidence)) == surest) {
            if let Some(number) = self.numbers.get(&one.source) {
                let words = one.place.as_deref().map(str::trim).filter(|words| !words.is_empty());
                sources.entry(*number).or_default().extend(words.map(|words| (place(words), words)));
            }
        }
        let mut runs = Vec::new();
        for (number, places) in &sources {
            if !runs.is_empty() {
                runs.push(Run::plain("; "));
            }
            let named: Vec<&str> = places.iter().take(MOST_PLACES).map(|(_, words)| *words).collect();
            let mut words = named.join("; ");
            if places.len() > named.len() {
                words += &format!("; and {} more", places.len() - named.len());
            }
            // A number leads nowhere in a paper that does not list the sources.
            let title = || self.titles.get(number - 1).copied().unwrap_or_default();
            let source = match self.are_several() {
                true if self.are_listed => format!("[{number}]"),
                true => title().to_owned(),
                false if words.is_empty() => title().to_owned(),
                false => String::new(),
            };
            let parts: Vec<&str> = [source.as_str(), &words].into_iter().filter(|part| !part.is_empty()).collect();
            let between = if self.are_listed { " " } else { ", " };
            runs.push(self.link(&parts.join(between), *number));
        }
        let doubt = match surest {
            Some(1) => " (inferred)",
            Some(2) => " (assumed)",
            _ => "",
        };
        if !doubt.is_empty() && !runs.is_empty() {
            runs.push(Run::plain(doubt));
        }
        runs
    }
}

/// The surest first.
fn rank(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Stated => 0,
        Confidence::Inferred => 1,
        Confidence::Assumed => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, Unknown};

    fn map(sources: &[&str]) -> Map {
        let source = |id: &&str| {
            let (publisher, date, unknown) = (None, None, Unknown::new());
            Source { id: (*id).into(), title: format!("The {id}"), publisher, date, unknown }
        };
        Map { sources: sources.iter().map(source).collect(), ..Map::default() }
    }

    fn evidence(source: &str, place: &str, confidence: Confidence) -> Evidence {
        Evidence { place: Some(place.into()), confidence, ..Evidence::new(source) }
    }

    fn words(map: &Map, evidence: &[Evidence]) -> String {
        Sources::of(map).cited(evidence).iter().map(|run| run.text.as_str()).collect()
    }

    #[test]
    fn places_are_told_once_in_their_order_and_doubts_only_where_nothing_is_stated() {
        use Confidence::{Assumed, Inferred, Stated};
        let one = map(&["review"]);
        let of = |evidence: &[Evidence]| words(&one, evidence);
        let stated = [
            evidence("review", "5 item 10", Stated),
            evidence("review", "5 item 9", Stated),
            evidence("review", "5 item 10", Stated),
            evidence("review", "6.2.1", Inferred),
        ];
        assert_eq!(of(&stated), "5 item 9; 5 item 10");
        assert_eq!(of(&stated[3..]), "6.2.1 (inferred)");
        assert_eq!(of(&[evidence("review", "7", Assumed)]), "7 (assumed)");
        assert_eq!(of(&[Evidence::new("review")]), "The review");
        assert_eq!(of(&[Evidence::new("gone")]), "", "a source that is not there cannot be cited");
        let two = map(&["minutes", "review"]);
        let both = [evidence("review", "3", Stated), Evidence::new("minutes")];
        assert_eq!(words(&two, &both), "[1]; [2] 3");
        let unlisted = Sources { are_listed: false, ..Sources::of(&two) };
        let told: String = unlisted.cited(&both).iter().map(|run| run.text.as_str()).collect();
        assert_eq!(told, "The minutes; The review, 3", "no number leads to a list that is not there");
    }
}
