//! An entry of the help, and the chapter that it stands in.

use crate::session::help::Topic;

/// A part of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chapter {
    /// How the program is used.
    Guide,
    /// What is checked.
    Rules,
    /// What belongs into each field.
    Fields,
    /// What can be pressed.
    Keys,
    /// What words mean here.
    Words,
}

impl Chapter {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 5] = [Self::Guide, Self::Rules, Self::Fields, Self::Keys, Self::Words];

    /// What it is called.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Guide => "Guide",
            Self::Rules => "Rules",
            Self::Fields => "Fields",
            Self::Keys => "Keys",
            Self::Words => "Words",
        }
    }
}

/// One thing that can be read.
#[derive(Debug)]
pub(super) struct Entry {
    /// Where it stands.
    pub(super) chapter: Chapter,
    /// The title that it stands under in its chapter; none for those of a chapter without.
    pub(super) group: &'static str,
    /// What it is called.
    pub(super) title: String,
    /// A few words beside the title: a code, the keys.
    pub(super) beside: String,
    /// The same in a sentence, for a list of all.
    pub(super) brief: String,
    /// What it says, as Markdown.
    pub(super) text: String,
    /// The code of the rule that it is about.
    pub(super) rule: Option<&'static str>,
    /// The record and the name of a field, as the schema of map files has them.
    pub(super) field: Option<(String, String)>,
}

impl Entry {
    /// Whether a topic leads here.
    pub(super) fn is_about(&self, topic: Topic) -> bool {
        match topic {
            Topic::Here | Topic::Keys => false,
            Topic::Rule(code) => self.rule == Some(code),
            Topic::Field(record, name) => {
                self.field.as_ref().is_some_and(|(of, called)| of == record && called == name)
            }
        }
    }
}
