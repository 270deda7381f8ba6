//! Sections: what a board paper may hold, and in which order.

/// A section of a board paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What the map is about, what matters most, and the figures.
    Summary,
    /// The picture.
    Picture,
    /// What is wrong, by consequence, with evidence and what could be done.
    Findings,
    /// Strands that nobody at work owns.
    WorkAtRisk,
    /// What people live with, and why.
    Accepted,
    /// The options beside each other.
    Options,
    /// What partners expect, and how options stand to it.
    Expectations,
    /// What becomes of everything under one option.
    Ledger,
    /// What one option changes, and why.
    Decisions,
    /// What was noted while people talked.
    Captures,
    /// Every board and group, with its role and its position.
    Register,
    /// What the map rests on.
    Sources,
}

impl Section {
    /// Every section, in the order in which a paper has them if nobody asks for another.
    pub const ALL: [Self; 12] = [
        Self::Summary,
        Self::Picture,
        Self::Findings,
        Self::WorkAtRisk,
        Self::Accepted,
        Self::Options,
        Self::Expectations,
        Self::Ledger,
        Self::Decisions,
        Self::Captures,
        Self::Register,
        Self::Sources,
    ];

    /// The section in a word, as the command line names it; its anchor too.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Picture => "picture",
            Self::Findings => "findings",
            Self::WorkAtRisk => "work-at-risk",
            Self::Accepted => "accepted",
            Self::Options => "options",
            Self::Expectations => "expectations",
            Self::Ledger => "ledger",
            Self::Decisions => "decisions",
            Self::Captures => "captures",
            Self::Register => "register",
            Self::Sources => "sources",
        }
    }

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Picture => "The picture",
            Self::Findings => "Findings",
            Self::WorkAtRisk => "Work not being delivered, or at risk",
            Self::Accepted => "Accepted findings",
            Self::Options => "Options compared",
            Self::Expectations => "What partners expect",
            Self::Ledger => "What becomes of each body and strand",
            Self::Decisions => "Record of decisions",
            Self::Captures => "Decided, asked and to be done",
            Self::Register => "Register of boards and groups",
            Self::Sources => "Sources",
        }
    }

    /// Whether it is about one option, so that a paper about none has none.
    pub const fn needs_option(self) -> bool {
        matches!(self, Self::Ledger | Self::Decisions)
    }

    /// The section of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.word().eq_ignore_ascii_case(word.trim()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Section;

    #[test]
    fn every_section_has_a_word_and_a_title_of_its_own() {
        for section in Section::ALL {
            assert_eq!(Section::of_word(&section.word().to_uppercase()), Some(section));
        }
        assert_eq!(Section::of_word("annex"), None);
        let titles: BTreeSet<&str> = Section::ALL.into_iter().map(Section::title).collect();
        assert_eq!(titles.len(), Section::ALL.len());
    }
}
