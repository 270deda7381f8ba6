//! The forms that a picture can have.

use std::fmt;
use std::str::FromStr;

use crate::model::Node;
use crate::model::words::capitalised;

/// By what a picture is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// What answers stands below what it answers to.
    #[default]
    Layers,
    /// Rings by tier, one in the other: governance without, outcomes within.
    Onion,
    /// Columns side by side.
    Lanes(By),
    /// Where hands have put it.
    Free,
}

/// What stands in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// What belongs to one part of public life.
    Sector,
    /// What carries one theme.
    Theme,
    /// What works for one part of the country.
    Area,
    /// What is at work, on hold, proposed or over.
    Status,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 7] = [
        Self::Layers,
        Self::Onion,
        Self::Lanes(By::Sector),
        Self::Lanes(By::Theme),
        Self::Lanes(By::Area),
        Self::Lanes(By::Status),
        Self::Free,
    ];

    /// The form as files and the command line name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Layers => "layers",
            Self::Onion => "onion",
            Self::Lanes(By::Sector) => "lanes:sector",
            Self::Lanes(By::Theme) => "lanes:theme",
            Self::Lanes(By::Area) => "lanes:area",
            Self::Lanes(By::Status) => "lanes:status",
            Self::Free => "free",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Layers => "Layers",
            Self::Onion => "Onion",
            Self::Lanes(By::Sector) => "Lanes by sector",
            Self::Lanes(By::Theme) => "Lanes by theme",
            Self::Lanes(By::Area) => "Lanes by area",
            Self::Lanes(By::Status) => "Lanes by status",
            Self::Free => "Free",
        }
    }

    /// What it is in a few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Layers => "What answers stands below what it answers to",
            Self::Onion => "Rings by tier: governance without, outcomes within",
            Self::Lanes(By::Sector) => "A column for each sector",
            Self::Lanes(By::Theme) => "A column for each theme",
            Self::Lanes(By::Area) => "A column for each part of the country",
            Self::Lanes(By::Status) => "A column for what is active, on hold, proposed and ended",
            Self::Free => "Every card stays where you put it",
        }
    }

    /// The form of that word; none if this version knows none.
    pub fn called(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.word() == word)
    }

    /// Whether cards hang below each other in it.
    pub const fn hangs(self) -> bool {
        matches!(self, Self::Layers | Self::Free)
    }
}

/// By what cards are sorted that are sorted by more than one thing.
pub const SEVERAL: &str = "*";

/// By what a form sorts a card, of what its node says. A card that stands for several stands where all of them would.
pub fn sorted_by(form: Form, node: &Node) -> String {
    let of_strand = || node.strand_kind.filter(|_| node.tier.is_none()).map(|kind| kind.word().to_owned());
    match form {
        Form::Layers | Form::Free => String::new(),
        Form::Onion => node.tier.map(|tier| tier.word().to_owned()).or_else(of_strand).unwrap_or_default(),
        Form::Lanes(By::Sector) => node.sector.as_deref().map(|sector| capitalised(sector.trim())).unwrap_or_default(),
        Form::Lanes(By::Theme) if node.themes.len() > 1 => SEVERAL.to_owned(),
        Form::Lanes(By::Theme) => node.themes.first().map(ToString::to_string).unwrap_or_default(),
        Form::Lanes(By::Area) => node.area.as_ref().map(ToString::to_string).unwrap_or_default(),
        Form::Lanes(By::Status) => node.status.word().to_owned(),
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Form {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let words = || Self::ALL.map(Self::word).join(", ");
        Self::called(text).ok_or_else(|| format!("choose from {}", words()))
    }
}
