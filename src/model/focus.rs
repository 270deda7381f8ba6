//! Focus: what a room asks of a map, as plain data that a file, a command line and a view can hold in a few words.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{EntryKind, Id, LinkKind, View};

/// What is asked, and what becomes of the rest. Written as words without blanks, such as `way-up:play-group`, behind
/// `only ` where the rest is left out, and `folding ` where it folds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Focus {
    /// What is asked.
    pub question: Question,
    /// What becomes of all that is not in focus.
    pub rest: Rest,
}

/// What becomes of all that is not in focus. It keeps its place, unless it folds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rest {
    /// It fades.
    #[default]
    Fades,
    /// It is left out.
    IsLeftOut,
    /// Its trees fold to a card each.
    Folds,
}

/// What is asked of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Who is tied to these, through a few others at most.
    Neighbours {
        /// The nodes from which it begins.
        of: BTreeSet<Id>,
        /// Through how many lines it goes.
        steps: u8,
        /// Along which kinds of line; along every kind if that is none.
        kinds: BTreeSet<LinkKind>,
    },
    /// To whom a node answers, up to where the buck stops.
    WayUp(Id),
    /// All that answers to a node.
    Answering(Id),
    /// What a partner sits on, chairs, owns and pays.
    Perspective(Id),
    /// Who is there for a strand.
    Strand(Id),
    /// Who stands behind a theme.
    Theme(Id),
    /// Who works for an area, and for those within it.
    Area(Id),
    /// What belongs to nobody, and who answers to nobody.
    Nobodys,
    /// What an option changes.
    Changes(Id),
    /// What happens if a node is closed.
    Closing(Id),
}

/// Words that say nothing that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct NoFocus {
    why: String,
}

/// How far neighbours are looked for at most: what is farther apart has little to do with each other.
pub const MOST_STEPS: u8 = 9;

/// A question about one record.
type OfOne = fn(Id) -> Question;
/// What can be asked of one record, by the word for it.
const OF_ONE: [(&str, OfOne); 8] = [
    ("way-up", Question::WayUp),
    ("answering", Question::Answering),
    ("perspective", Question::Perspective),
    ("strand", Question::Strand),
    ("theme", Question::Theme),
    ("area", Question::Area),
    ("changes", Question::Changes),
    ("closing", Question::Closing),
];
const NEIGHBOURS: &str = "neighbours";
const NOBODYS: &str = "nobodys";
/// Stands before the words of a focus that leaves the rest out.
const ONLY: &str = "only ";
/// Stands before those of one around which the rest folds.
const FOLDING: &str = "folding ";

impl From<Question> for Focus {
    fn from(question: Question) -> Self {
        Self { question, rest: Rest::default() }
    }
}

impl Question {
    /// Who is tied to a node directly, by whatever line.
    pub fn beside(nodes: impl IntoIterator<Item = Id>) -> Self {
        Self::Neighbours { of: nodes.into_iter().collect(), steps: 1, kinds: BTreeSet::new() }
    }

    /// The record that it is about, with its kind; none of neighbours, which may be those of several nodes.
    pub fn about(&self) -> Option<(EntryKind, &Id)> {
        match self {
            Self::WayUp(id) | Self::Answering(id) | Self::Perspective(id) | Self::Strand(id) | Self::Closing(id) => {
                Some((EntryKind::Node, id))
            }
            Self::Theme(id) => Some((EntryKind::Theme, id)),
            Self::Area(id) => Some((EntryKind::Area, id)),
            Self::Changes(id) => Some((EntryKind::Option, id)),
            Self::Neighbours { .. } | Self::Nobodys => None,
        }
    }

    /// Gives each record that it is about to `give`, which may name another one instead.
    pub fn each_id(&mut self, mut give: impl FnMut(EntryKind, &mut Id)) {
        match self {
            Self::Neighbours { of, .. } => {
                *of = std::mem::take(of).into_iter().map(|mut id| (give(EntryKind::Node, &mut id), id).1).collect();
            }
            Self::WayUp(id) | Self::Answering(id) | Self::Perspective(id) | Self::Strand(id) | Self::Closing(id) => {
                give(EntryKind::Node, id);
            }
            Self::Theme(id) => give(EntryKind::Theme, id),
            Self::Area(id) => give(EntryKind::Area, id),
            Self::Changes(id) => give(EntryKind::Option, id),
            Self::Nobodys => {}
        }
    }

    /// The word for what is asked.
    fn word(&self) -> &'static str {
        match self {
            Self::Neighbours { .. } => NEIGHBOURS,
            Self::WayUp(_) => "way-up",
            Self::Answering(_) => "answering",
            Self::Perspective(_) => "perspective",
            Self::Strand(_) => "strand",
            Self::Theme(_) => "theme",
            Self::Area(_) => "area",
            Self::Nobodys => NOBODYS,
            Self::Changes(_) => "changes",
            Self::Closing(_) => "closing",
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())?;
        if let Self::Neighbours { of, steps, kinds } = self {
            let of: Vec<&str> = of.iter().map(Id::as_str).collect();
            write!(f, ":{}:{steps}", of.join("+"))?;
            let kinds: Vec<String> = kinds.iter().map(|kind| written(*kind)).collect();
            return if kinds.is_empty() { Ok(()) } else { write!(f, ":{}", kinds.join("+")) };
        }
        self.about().map_or(Ok(()), |(_, id)| write!(f, ":{id}"))
    }
}

impl FromStr for Question {
    type Err = NoFocus;

    fn from_str(text: &str) -> Result<Self, NoFocus> {
        let (word, rest) = text.split_once(':').map_or((text, None), |(word, rest)| (word, Some(rest)));
        if let Some((_, question)) = OF_ONE.iter().find(|(known, _)| *known == word) {
            let id = rest.filter(|id| Id::is_slug(id));
            let id = id.ok_or_else(|| refused(format!("write {word}:ID, with the id of what it is about")))?;
            return Ok(question(id.into()));
        }
        match (word, rest) {
            (NOBODYS, None) => Ok(Self::Nobodys),
            (NEIGHBOURS, Some(rest)) => neighbours(rest),
            (NEIGHBOURS, None) => Err(refused("write neighbours:ID, with the id of a body".to_owned())),
            _ => Err(refused(format!("choose from {}", all_words().join(", ")))),
        }
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = match self.rest {
            Rest::Fades => "",
            Rest::IsLeftOut => ONLY,
            Rest::Folds => FOLDING,
        };
        write!(f, "{before}{}", self.question)
    }
}

impl FromStr for Focus {
    type Err = NoFocus;

    fn from_str(text: &str) -> Result<Self, NoFocus> {
        let behind = |before: &str| text.strip_prefix(before);
        let (rest, question) = match (behind(ONLY), behind(FOLDING)) {
            (Some(question), _) => (Rest::IsLeftOut, question),
            (_, Some(question)) => (Rest::Folds, question),
            (None, None) => (Rest::Fades, text),
        };
        Ok(Self { question: question.parse()?, rest })
    }
}

impl View {
    /// The nodes, links and whatever else of the map it names.
    pub fn names(&self) -> BTreeSet<Id> {
        let lit = self.finding.iter().flat_map(|finding| &finding.subjects);
        let mut names: BTreeSet<Id> =
            self.also.iter().chain(&self.folded).chain(&self.unfolded).chain(&self.near).chain(lit).cloned().collect();
        if let Some(mut focus) = self.in_focus() {
            focus.question.each_id(|_, id| names.extend([id.clone()]));
        }
        names
    }

    /// What is in focus, if this version knows the words for it.
    pub fn in_focus(&self) -> Option<Focus> {
        self.focus.as_ref()?.parse().ok()
    }
}

impl Serialize for Focus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Focus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Every word that can be asked, as one writes it.
fn all_words() -> Vec<String> {
    let of_one = OF_ONE.iter().map(|(word, _)| format!("{word}:ID"));
    let neighbours = [format!("{NEIGHBOURS}:ID"), format!("{NEIGHBOURS}:ID:STEPS:KINDS")];
    neighbours.into_iter().chain(of_one).chain([NOBODYS.to_owned()]).collect()
}

fn neighbours(text: &str) -> Result<Question, NoFocus> {
    let mut parts = text.split(':');
    let of: Vec<&str> = parts.next().unwrap_or_default().split('+').collect();
    if !of.iter().all(|id| Id::is_slug(id)) {
        return Err(refused("write neighbours:ID, with the id of a body, or several joined by +".to_owned()));
    }
    let steps = parts.next().map_or(Ok(1), str::parse).ok().filter(|steps| (1..=MOST_STEPS).contains(steps));
    let steps = steps.ok_or_else(|| refused(format!("the steps of neighbours are a number from 1 to {MOST_STEPS}")))?;
    let kinds = parts.next().into_iter().flat_map(|kinds| kinds.split('+')).map(kind).collect::<Result<_, _>>()?;
    match parts.next() {
        None => Ok(Question::Neighbours { of: of.into_iter().map(Id::from).collect(), steps, kinds }),
        Some(_) => Err(refused("write neighbours:ID:STEPS:KINDS, and nothing behind it".to_owned())),
    }
}

/// A kind of line as files write it.
fn written(kind: LinkKind) -> String {
    let value = serde_json::to_value(kind).ok();
    value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

fn kind(text: &str) -> Result<LinkKind, NoFocus> {
    let text: StrDeserializer<'_, ValueError> = text.into_deserializer();
    LinkKind::deserialize(text).map_err(|_| {
        let known: Vec<String> = LinkKind::ALL.into_iter().map(written).collect();
        refused(format!("the kinds of line are {}; join several by +", known.join(", ")))
    })
}

fn refused(why: String) -> NoFocus {
    NoFocus { why }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each, as it is written.
    fn all() -> Vec<(&'static str, Question)> {
        let id = || Id::from("play-group");
        vec![
            ("neighbours:play-group:1", Question::beside([id()])),
            (
                "neighbours:board+play-group:3:reports_to+part_of",
                Question::Neighbours {
                    of: [id(), "board".into()].into(),
                    steps: 3,
                    kinds: [LinkKind::PartOf, LinkKind::ReportsTo].into(),
                },
            ),
            ("way-up:play-group", Question::WayUp(id())),
            ("answering:play-group", Question::Answering(id())),
            ("perspective:play-group", Question::Perspective(id())),
            ("strand:play-group", Question::Strand(id())),
            ("theme:play-group", Question::Theme(id())),
            ("area:play-group", Question::Area(id())),
            ("nobodys", Question::Nobodys),
            ("changes:play-group", Question::Changes(id())),
            ("closing:play-group", Question::Closing(id())),
        ]
    }

    #[test]
    fn every_focus_is_written_in_words_and_read_from_them() {
        for (words, question) in all() {
            for (rest, before) in [(Rest::Fades, ""), (Rest::IsLeftOut, "only "), (Rest::Folds, "folding ")] {
                let focus = Focus { question: question.clone(), rest };
                let written = focus.to_string();
                assert_eq!(written, format!("{before}{words}"));
                assert_eq!(written.parse(), Ok(focus.clone()), "{written}");
                let json = serde_json::to_string(&focus).expect("it can be written");
                assert_eq!(serde_json::from_str::<Focus>(&json).ok(), Some(focus));
            }
        }
        assert_eq!("neighbours:a".parse::<Focus>(), Ok(Question::beside(["a".into()]).into()), "one step is meant");
    }

    #[test]
    fn other_words_are_refused_with_what_to_write() {
        for bad in [
            "",
            "only",
            "only ",
            "way-up",
            "way-up:",
            "way-up:Play Group",
            "nobodys:x",
            "neighbours",
            "neighbours:",
            "neighbours:a:0",
            "neighbours:a:10",
            "neighbours:a:x",
            "neighbours:a:1:likes",
            "neighbours:a:1::x",
            "neighbours:a:1:owns:x",
            "only only nobodys",
            "else:x",
        ] {
            let why = bad.parse::<Focus>().expect_err(bad).to_string();
            assert!(why.contains("write") || why.contains("choose") || why.contains(" are "), "{bad}: {why}");
        }
    }

    #[test]
    fn what_it_is_about_can_be_given_other_ids() {
        for (_, mut question) in all() {
            let before = question.clone();
            let mut seen = 0;
            question.each_id(|_, id| {
                seen += 1;
                *id = format!("{id}-2").into();
            });
            assert_eq!(seen > 0, question != Question::Nobodys);
            assert_eq!(question == before, seen == 0);
            if let (Some((kind, old)), Some((same, new))) = (before.about(), question.about()) {
                assert_eq!((kind, format!("{old}-2")), (same, new.to_string()));
            }
        }
    }
}
