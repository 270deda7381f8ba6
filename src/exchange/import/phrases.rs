//! Phrases: what the words in which people say how a group stands tell of it. The table is an asset that can be read and
//! extended.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::exchange::pasted_text::words;
use crate::model::{LinkKind, LinkStatus, NodeStatus, Quantity, Resourcing, When};

/// The table that comes along.
pub const TABLE: &str = include_str!("../../../assets/import/phrases.json");

/// The largest table that is read, bytes.
const MOST_BYTES: usize = 1 << 20;
/// So many words of a text are looked at.
const MOST_WORDS: usize = 2_000;

/// What some words say of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Whether it is at work.
    Status(NodeStatus),
    /// How often it meets a year.
    Meets(Quantity),
    /// When it began.
    Since(When),
    /// Whether there is money for it.
    Resourcing(Resourcing),
    /// A line to somebody of that name.
    Line(LinkKind, LinkStatus, String),
}

/// What some words say, and which they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What they say.
    pub meaning: Meaning,
    /// The words, as they stand in the text.
    pub words: String,
}

/// A table of phrases.
#[derive(Debug, Clone)]
pub struct Phrases {
    list: Vec<Phrase>,
    /// Their places by their first word; by none where that is a number.
    by_first: BTreeMap<Option<String>, Vec<usize>>,
}

/// A way to say something: words, and places for a number, a date or a name among them.
#[derive(Debug, Clone)]
struct Phrase {
    parts: Vec<Part>,
    says: Says,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Number,
    Date,
    Name,
}

/// What a phrase says, before its number, date or name is known.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Says {
    /// Nothing: it only keeps a shorter phrase within it from being heard.
    Nothing,
    Status(NodeStatus),
    /// So many times a year, with the number of the phrase multiplied or as the divisor.
    Meets(Decimal, bool),
    Since,
    Resourcing(Resourcing),
    Line(LinkKind, LinkStatus),
}

/// A table as its file has it.
#[derive(Deserialize)]
pub(super) struct Table {
    pub(super) phrases: Vec<Row>,
}

/// What some words say, and the words.
#[derive(Deserialize)]
pub(super) struct Row {
    pub(super) says: String,
    #[serde(default)]
    pub(super) value: String,
    pub(super) words: Vec<String>,
}

impl Default for Phrases {
    fn default() -> Self {
        Self::read(TABLE).unwrap_or_else(|_| Self::of(Vec::new()))
    }
}

impl Phrases {
    /// Reads a table.
    ///
    /// # Errors
    /// What is wrong with it, as one sentence without a full stop.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.len() > MOST_BYTES {
            return Err("it is too large for a table of phrases".to_owned());
        }
        let table: Table = serde_json::from_str(text.trim_start_matches('\u{feff}'))
            .map_err(|error| format!("it is no table of phrases: {error}"))?;
        let mut phrases = Vec::new();
        for row in &table.phrases {
            let says = says(&row.says, &row.value)?;
            for words in &row.words {
                phrases.push(Phrase::new(words, says.clone())?);
            }
        }
        Ok(Self::of(phrases))
    }

    fn of(list: Vec<Phrase>) -> Self {
        let mut by_first: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for (place, phrase) in list.iter().enumerate() {
            let first = match phrase.parts.first() {
                Some(Part::Word(word)) => Some(word.clone()),
                _ => None,
            };
            by_first.entry(first).or_default().push(place);
        }
        Self { list, by_first }
    }

    /// The table with that of another one before it, which is heard first.
    #[must_use]
    pub fn extended(self, other: Self) -> Self {
        Self::of(other.list.into_iter().chain(self.list).collect())
    }

    /// What a text says, in the order of its words; of one thing only what is said gravest, or first.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let words = words_of(text);
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let begins = |first: Option<String>| self.by_first.get(&first).into_iter().flatten();
            let phrases = begins(Some(words[at].text.clone())).chain(begins(None)).map(|place| &self.list[*place]);
            // Of two phrases that say something of the same thing, the longer one is meant, or the earlier in the table.
            let mut fitting: Vec<(Fit, &Phrase)> = Vec::new();
            for phrase in phrases {
                let Some(fit) = phrase.fit(text, &words[at..]) else { continue };
                let same = |(_, other): &(Fit, &Phrase)| {
                    std::mem::discriminant(&other.says) == std::mem::discriminant(&phrase.says)
                };
                match fitting.iter_mut().find(|other| same(other)) {
                    Some(other) if (fit.length, phrase.parts.len()) > (other.0.length, other.1.parts.len()) => {
                        *other = (fit, phrase);
                    }
                    Some(_) => {}
                    None => fitting.push((fit, phrase)),
                }
            }
            let longest = fitting.iter().map(|(fit, _)| fit.length).max().unwrap_or(0);
            let is_hushed = fitting.iter().any(|(fit, phrase)| phrase.says == Says::Nothing && fit.length == longest);
            for (fit, phrase) in fitting.iter().filter(|_| !is_hushed) {
                if let Some(meaning) = phrase.says.with(fit) {
                    let last = words[at + fit.length - 1].end;
                    let end = fit.name.as_ref().map_or(last, |(_, end)| *end);
                    let words = text[words[at].start..end].trim().to_owned();
                    found.push(Found { meaning, words });
                }
            }
            at += longest.max(1);
        }
        strongest(found)
    }
}

/// Of several statuses the gravest is meant: "Active group, now on hold" is on hold. Of anything else the first.
fn strongest(found: Vec<Found>) -> Vec<Found> {
    let grave = |status: NodeStatus| match status {
        NodeStatus::Active => 0,
        NodeStatus::Proposed => 1,
        NodeStatus::Dormant => 2,
        NodeStatus::Ended => 3,
    };
    let statuses = found.iter().filter_map(|found| match found.meaning {
        Meaning::Status(status) => Some(grave(status)),
        _ => None,
    });
    let gravest = statuses.max();
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let is_wanted = match &one.meaning {
            Meaning::Status(status) => Some(grave(*status)) == gravest,
            _ => true,
        };
        let same = |other: &Found| match (&one.meaning, &other.meaning) {
            (Meaning::Line(kind, ..), Meaning::Line(other_kind, _, name)) => {
                kind == other_kind && matches!(&one.meaning, Meaning::Line(_, _, own) if own == name)
            }
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        };
        if is_wanted && !kept.iter().any(same) {
            kept.push(one);
        }
    }
    kept
}

/// A word of a text, and where it stands.
struct Word {
    text: String,
    start: usize,
    end: usize,
}

/// How a phrase fits.
struct Fit {
    /// How many words it takes.
    length: usize,
    number: Option<Decimal>,
    date: Option<When>,
    /// The name, and where it ends.
    name: Option<(String, usize)>,
}

impl Phrase {
    fn new(words: &str, says: Says) -> Result<Self, String> {
        let part = |word: &str| match word {
            "{number}" => Part::Number,
            "{date}" => Part::Date,
            "{name}" => Part::Name,
            word => Part::Word(word.to_lowercase()),
        };
        let parts: Vec<Part> = words.split_whitespace().map(part).collect();
        let has = |wanted: Part| parts.contains(&wanted);
        let is_whole = match says {
            Says::Line(..) => parts.last() == Some(&Part::Name),
            Says::Since => has(Part::Date),
            _ => true,
        };
        match parts.first() {
            Some(Part::Word(_) | Part::Number) if is_whole => Ok(Self { parts, says }),
            _ => Err(format!("\"{words}\" does not say what it is to: see the phrases that come along")),
        }
    }

    fn fit(&self, text: &str, words: &[Word]) -> Option<Fit> {
        let mut fit = Fit { length: 0, number: None, date: None, name: None };
        for part in &self.parts {
            let word = words.get(fit.length)?;
            match part {
                Part::Word(wanted) => {
                    if word.text != *wanted {
                        return None;
                    }
                    fit.length += 1;
                }
                Part::Number => {
                    fit.number = Some(number(&word.text)?);
                    fit.length += 1;
                }
                Part::Date => {
                    let (date, taken) = (1..=3).rev().find_map(|taken| {
                        let last = words.get(fit.length + taken - 1)?;
                        Some((date(&text[word.start..last.end])?, taken))
                    })?;
                    fit.date = Some(date);
                    fit.length += taken;
                }
                Part::Name => {
                    // With the quotation mark before its first word.
                    let before = fit.length.checked_sub(1).map_or(0, |place| words[place].end);
                    let rest = text[before..].trim_start_matches([' ', ':', '\u{a0}']);
                    let start = text.len() - rest.len();
                    let (name, end) = name(rest)?;
                    let end = start + end;
                    fit.length += words[fit.length..].iter().take_while(|word| word.start < end).count();
                    fit.name = Some((name, end));
                }
            }
        }
        Some(fit)
    }
}

impl Says {
    fn with(&self, fit: &Fit) -> Option<Meaning> {
        match self {
            Self::Nothing => None,
            Self::Status(status) => Some(Meaning::Status(*status)),
            Self::Resourcing(resourcing) => Some(Meaning::Resourcing(*resourcing)),
            Self::Since => fit.date.map(Meaning::Since),
            Self::Line(kind, status) => fit.name.as_ref().map(|(name, _)| Meaning::Line(*kind, *status, name.clone())),
            Self::Meets(times, is_divided) => {
                let number = fit.number.unwrap_or(Decimal::ONE);
                let times = if *is_divided { times.checked_div(number)? } else { times.checked_mul(number)? };
                Quantity::new(times.round_dp(2)).map(Meaning::Meets)
            }
        }
    }
}

/// What a row of the table says.
fn says(says: &str, value: &str) -> Result<Says, String> {
    let unknown = || format!("\"{value}\" is nothing that \"{says}\" can be");
    let line = |kind: LinkKind| match value {
        "" | "active" => Ok(Says::Line(kind, LinkStatus::Active)),
        "proposed" => Ok(Says::Line(kind, LinkStatus::Proposed)),
        _ => Err(unknown()),
    };
    match says {
        "nothing" => Ok(Says::Nothing),
        "status" => words::status(value).map(Says::Status).ok_or_else(unknown),
        "resourcing" => match value {
            "funded" => Ok(Says::Resourcing(Resourcing::Funded)),
            "at risk" => Ok(Says::Resourcing(Resourcing::AtRisk)),
            "unfunded" => Ok(Says::Resourcing(Resourcing::Unfunded)),
            _ => Err(unknown()),
        },
        "since" => Ok(Says::Since),
        "meets a year" => {
            let (times, is_divided) = match value.split_once('/') {
                Some((times, divisor)) if divisor.trim() == "{number}" => (times, true),
                Some(_) => return Err(unknown()),
                None => (value.trim_start_matches("{number}").trim_start_matches(['*', ' ']), false),
            };
            let times = if times.trim().is_empty() { Ok(Decimal::ONE) } else { times.trim().parse() };
            times.map(|times| Says::Meets(times, is_divided)).map_err(|_| unknown())
        }
        "reports to" => line(LinkKind::ReportsTo),
        "absorbed into" => line(LinkKind::AbsorbedInto),
        "part of" => line(LinkKind::PartOf),
        "informs" => line(LinkKind::Informs),
        says => Err(format!("\"{says}\" is nothing that phrases can say")),
    }
}

/// The words of a text: letters and digits with what joins them.
fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_in = letter.is_alphanumeric() || matches!(letter, '&' | '/' | '-');
        match (is_in, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) if !matches!(letter, '\'' | '’') || at == text.len() => {
                // Hyphens and the like at its ends belong to no word.
                let word = text[from..at].trim_matches(['-', '/', '\'', '’']);
                if !word.is_empty() {
                    let begins = from + text[from..at].find(word).unwrap_or(0);
                    words.push(Word {
                        text: word.to_lowercase().replace('’', "'"),
                        start: begins,
                        end: begins + word.len(),
                    });
                }
                start = None;
                if words.len() >= MOST_WORDS {
                    break;
                }
            }
            _ => {}
        }
    }
    words
}

/// The name with which a text begins, up to the end of the sentence, and where it ends.
fn name(text: &str) -> Option<(String, usize)> {
    /// Words before which no name goes on.
    const ENDS: [&str; 8] = [" and meets", " and meeting", " from ", " in 20", " by 20", " but ", " which ", " as of "];
    let stop = |(at, letter): (usize, char)| {
        let next = text[at + letter.len_utf8()..].chars().next();
        // "St. Anne's" goes on; "Project Board." and "Project Board, which" end.
        let ends = matches!(letter, '.' | ',') && next.is_none_or(char::is_whitespace);
        (ends || matches!(letter, ';' | ':' | '\n' | '(' | '–' | '—')).then_some(at)
    };
    let end = text.char_indices().find_map(stop).unwrap_or(text.len());
    let lowered = text[..end].to_lowercase();
    let is_same = lowered.len() == end;
    let end = ENDS.iter().filter(|_| is_same).filter_map(|word| lowered.find(word)).min().unwrap_or(end);
    let whole = text[..end].trim_end();
    let name = whole.trim().trim_start_matches("the ").trim_start_matches("The ").trim_start_matches("our ");
    let is_name = name.chars().any(char::is_alphabetic) && name.chars().count() <= 150;
    is_name
        .then(|| (name.replace(['\'', '‘', '’', '"', '“', '”'], "'"), whole.len()))
        .map(|(name, end)| (unquoted(&name), end))
}

/// A name without quotation marks round one of its words: "'Prosperous' sub group"; "Children's" keeps its apostrophe.
fn unquoted(name: &str) -> String {
    let words = name.split(' ').map(|word| match word.strip_prefix('\'') {
        Some(inner) => inner.strip_suffix('\'').unwrap_or(inner),
        None => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn number(word: &str) -> Option<Decimal> {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let spelt = WORDS.iter().position(|spelt| *spelt == word).filter(|place| *place > 0);
    let spelt = spelt.and_then(|place| u32::try_from(place).ok()).map(Decimal::from);
    let digits = || word.trim_end_matches("th").parse::<u16>().ok().map(Decimal::from);
    spelt.or_else(digits).filter(|number| !number.is_zero())
}

fn date(text: &str) -> Option<When> {
    let plain = text.trim_matches(|letter: char| letter.is_ascii_punctuation());
    let is_year = plain.len() == 4 && plain.starts_with(['1', '2']);
    let day = || words::day(plain).filter(|(_, is_doubtful)| !is_doubtful).and_then(|(day, _)| day.parse().ok());
    if is_year { plain.parse().ok() } else { day() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(String, String)> {
        let said = |found: &Found| match &found.meaning {
            Meaning::Status(status) => status.word().to_owned(),
            Meaning::Meets(times) => format!("{times} a year"),
            Meaning::Since(when) => format!("since {when}"),
            Meaning::Resourcing(resourcing) => resourcing.word().to_owned(),
            Meaning::Line(kind, status, name) => format!("{} {name} ({})", kind.word(), status.word()),
        };
        Phrases::default().find(text).iter().map(|found| (said(found), found.words.clone())).collect()
    }

    #[test]
    fn the_table_that_comes_along_is_sound() {
        let phrases = Phrases::read(TABLE).expect("sound");
        assert!(phrases.list.len() > 100, "{}", phrases.list.len());
    }

    #[test]
    fn words_tell_status_meetings_lines_and_successors() {
        let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
        };
        for (text, found) in [
            ("On hold", pairs(&[("on hold", "On hold")])),
            ("Meets twice a year", pairs(&[("2 a year", "Meets twice a year")])),
            (
                "Multi-agency group, meeting every 2 months. Reports to Disabled Children’s Project Board.",
                pairs(&[
                    ("6 a year", "meeting every 2 months"),
                    (
                        "reports to Disabled Children's Project Board (active)",
                        "Reports to Disabled Children’s Project Board",
                    ),
                ]),
            ),
            (
                "Active multi-agency group. To be absorbed within LSCB training subgroup.",
                pairs(&[
                    ("active", "Active"),
                    (
                        "is absorbed into LSCB training subgroup (proposed)",
                        "To be absorbed within LSCB training subgroup",
                    ),
                ]),
            ),
            (
                "Not very active group – resources cut.",
                pairs(&[("on hold", "Not very active"), ("at risk", "resources cut")]),
            ),
            ("meeting every 6 weeks", pairs(&[("8.67 a year", "meeting every 6 weeks")])),
            (
                "New group, met for the first time in May 2011",
                pairs(&[("active", "New group"), ("since 2011-05", "met for the first time in May 2011")]),
            ),
            ("Developing the plan", Vec::new()),
            ("", Vec::new()),
        ] {
            let told: Vec<(String, String)> = said(text);
            assert_eq!(told, found, "{text}");
        }
    }

    #[test]
    fn a_table_of_ones_own_is_heard_first() {
        let own = r#"{"phrases": [{"says": "status", "value": "on hold", "words": ["in mothballs"]}]}"#;
        let phrases = Phrases::default().extended(Phrases::read(own).expect("sound"));
        assert_eq!(phrases.find("Active, but in mothballs")[0].words, "in mothballs");
        for broken in [
            "[]",
            r#"{"phrases": [{"says": "colour", "value": "red", "words": ["red"]}]}"#,
            r#"{"phrases": [{"says": "reports to", "words": ["reports to"]}]}"#,
            r#"{"phrases": [{"says": "status", "value": "odd", "words": ["odd"]}]}"#,
        ] {
            assert!(Phrases::read(broken).is_err(), "{broken}");
        }
    }
}
