//! Captures: what a room decides, asks, wants done and objects to, noted while it talks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Unknown, When};

/// What was noted while people talked. It is of the map, whatever option was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Capture {
    /// Names the capture for ever.
    pub id: Id,
    /// What it is.
    #[serde(default)]
    pub kind: CaptureKind,
    /// What was said, in a sentence or two.
    pub text: String,
    /// The nodes and links that it is about, with what they were called then. They need not be there any more.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub about: BTreeMap<Id, String>,
    /// Whose it is: who is to act, who asks or objects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Until when it is to be done or answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// When it was noted, such as `2011-05-12 10:02:47`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted: Option<String>,
    /// The option that was looked at then; the map itself if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Id>,
    /// The date as of which the map was looked at then; now if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<When>,
    /// Whether it is done, answered or settled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub done: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// What was noted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CaptureKind {
    /// Something that was decided.
    #[default]
    Decision,
    /// Something that has to be answered.
    Question,
    /// Something that has to be done.
    Action,
    /// Something that somebody does not agree to.
    Objection,
}

impl CaptureKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Decision, Self::Question, Self::Action, Self::Objection];

    /// The kind in a word, lower case, singular.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Question => "question",
            Self::Action => "action",
            Self::Objection => "objection",
        }
    }

    /// What has become of one that is done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Decision => "carried out",
            Self::Question => "answered",
            Self::Action => "done",
            Self::Objection => "settled",
        }
    }

    /// The kind of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| word.trim().eq_ignore_ascii_case(kind.word()))
    }
}

impl Capture {
    /// A capture of which nothing else is known.
    pub fn new(id: impl Into<Id>, kind: CaptureKind, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            text: text.into(),
            about: BTreeMap::new(),
            who: None,
            until: None,
            noted: None,
            option: None,
            as_of: None,
            done: false,
            unknown: Unknown::new(),
        }
    }

    /// Whether something has to come of it yet: a decision stands by itself.
    pub fn is_open(&self) -> bool {
        self.kind != CaptureKind::Decision && !self.done
    }

    /// When it was noted, to the minute.
    pub fn noted_in_words(&self) -> Option<&str> {
        /// "2011-05-12 10:02", and with the seconds.
        const LENGTHS: (usize, usize) = (16, 19);
        let noted = self.noted.as_deref()?;
        let has_seconds = noted.len() == LENGTHS.1 && noted.is_ascii();
        Some(if has_seconds { &noted[..LENGTHS.0] } else { noted })
    }

    /// How it stands, in a word.
    pub fn state(&self) -> &'static str {
        match (self.done, self.kind) {
            (true, kind) => kind.done(),
            (false, CaptureKind::Decision) => "decided",
            (false, _) => "open",
        }
    }
}
