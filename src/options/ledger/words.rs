//! The ledger in words.

use super::super::heirs::Why;
use super::{About, Fate, FateKind, Ledger, Line, Tally};
use crate::model::quote::shortened;
use crate::model::words::{count, list};
use crate::model::{Id, Map};

impl Line {
    /// What becomes of it, in a few words: "moves from A to B", "is unaccounted for: it has no owner any more".
    pub fn words(&self, before: &Map, after: &Map) -> String {
        let name = |id: &Id| match after.nodes.get(id.as_str()).or_else(|| before.nodes.get(id.as_str())) {
            Some(node) => node.name.clone(),
            None => id.to_string(),
        };
        let names = |ids: &[Id]| match ids {
            [] => "nobody".to_owned(),
            ids => list(&ids.iter().map(name).collect::<Vec<String>>(), 4),
        };
        let mut words = match &self.fate {
            Fate::Kept => "is kept".to_owned(),
            Fate::Changed { what } => {
                let what: Vec<String> = what.iter().map(|field| field.replace('_', " ")).collect();
                format!("is changed: {}", list(&what, 6))
            }
            Fate::Moved { from, to } => format!("moves from {} to {}", names(from), names(to)),
            Fate::Merged { into } => format!("goes into {}", names(into)),
            Fate::Ended { why } => format!("ends: {}", shortened(why)),
            Fate::Inherited => "was nobody's before, and still is".to_owned(),
            Fate::Unaccounted { why } => format!("is unaccounted for: {}", why_in_words(why, names)),
        };
        if let Some(new) = &self.new_name {
            words += &format!("; it is called {} now", shortened(new));
        }
        match (self.about, self.cut_off, self.inherited && self.fate != Fate::Inherited) {
            (_, true, _) => words += "; it is cut off: no route is sound any more",
            (About::Strand, _, true) => words += "; it was nobody's before",
            _ => {}
        }
        words
    }
}

impl Fate {
    /// Which fate it is, whatever the particulars.
    pub const fn kind(&self) -> FateKind {
        match self {
            Self::Kept => FateKind::Kept,
            Self::Changed { .. } => FateKind::Changed,
            Self::Moved { .. } => FateKind::Moved,
            Self::Merged { .. } => FateKind::Merged,
            Self::Ended { .. } => FateKind::Ended,
            Self::Inherited => FateKind::Inherited,
            Self::Unaccounted { .. } => FateKind::Unaccounted,
        }
    }
}

impl FateKind {
    /// Every fate, the one to be seen to first.
    pub const ALL: [Self; 7] =
        [Self::Unaccounted, Self::Ended, Self::Merged, Self::Moved, Self::Changed, Self::Kept, Self::Inherited];

    /// The fate in a word, for files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Ended => "ended",
            Self::Inherited => "inherited",
            Self::Unaccounted => "unaccounted",
        }
    }

    /// The fate as people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Kept => "Kept",
            Self::Changed => "Changed",
            Self::Moved => "Moved",
            Self::Merged => "Goes into others",
            Self::Ended => "Ended",
            Self::Inherited => "Nobody’s before",
            Self::Unaccounted => "Unaccounted for",
        }
    }
}

impl About {
    /// What a line is about, in a word or two.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Strand => "strand",
            Self::LastSeat => "last seat",
            Self::LastCarrier => "last carrier",
        }
    }
}

fn why_in_words(why: &Why, names: impl Fn(&[Id]) -> String) -> String {
    match why {
        Why::Ring => "what it goes into comes back to itself".to_owned(),
        Why::NotAtWork(id) => format!("it goes into {}, which is not at work", names(std::slice::from_ref(id))),
        Why::NoReason => "it ends without a reason, and goes into nothing".to_owned(),
        Why::OwnersGone(owners) => format!("no owner is at work any more: {}", names(owners)),
        Why::NoOwner => "it has no owner any more".to_owned(),
        Why::NoSeat => "it has no seat any more".to_owned(),
        Why::NoCarrier => "nobody at work carries it any more".to_owned(),
    }
}

impl Ledger {
    /// "31 of 34 bodies and 40 of 47 strands accounted for".
    pub fn sentence(&self) -> String {
        let of =
            |tally: &Tally, one: &str, many: &str| format!("{} of {}", tally.accounted, count(tally.all, one, many));
        let mut sentence = format!(
            "{} and {} accounted for",
            of(&self.bodies, "body", "bodies"),
            of(&self.strands, "strand", "strands")
        );
        let lost = |tally: &Tally| tally.all - tally.accounted;
        for (number, one, many) in [
            (lost(&self.seats), "partner loses its last seat", "partners lose their last seats"),
            (lost(&self.themes), "theme loses its last carrier", "themes lose their last carriers"),
            (self.strands.inherited, "strand was nobody's before", "strands were nobody's before"),
        ] {
            if number > 0 {
                sentence += &format!("; {}", count(number, one, many));
            }
        }
        sentence
    }
}
