//! Lenses: what colour means just now, and which categories a picture shows under each.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::Ink;
use super::ink::CATEGORIES;
use crate::analysis::{Family, Report, Severity, SubjectKind};
use crate::model::{Id, Map, Node};

/// What colour means. One at a time, always with its legend.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    /// Whether things are at work: told by the cards themselves.
    #[default]
    Status,
    /// The outcomes and priorities that they carry.
    Theme,
    /// The part of public life that they belong to.
    Sector,
    /// What is wrong with them.
    Findings,
}

impl Lens {
    /// Every lens, in the order in which screens list them.
    pub const ALL: [Self; 4] = [Self::Status, Self::Theme, Self::Sector, Self::Findings];

    /// The lens in a word, lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Theme => "theme",
            Self::Sector => "sector",
            Self::Findings => "findings",
        }
    }
}

/// One meaning of colour under a lens.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// What it is called.
    pub name: String,
    /// Its ink.
    pub ink: Ink,
    /// Whether its bar is striped, to tell it from another of the same ink.
    pub striped: bool,
}

/// How many findings of each severity concern a node.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The family of the gravest.
    family: Option<Family>,
}

impl Tally {
    /// The open findings of a report, by the nodes that they are about.
    pub fn of(report: &Report) -> HashMap<Id, Self> {
        let mut tallies: HashMap<Id, Self> = HashMap::new();
        for finding in report.open() {
            for subject in finding.subjects.iter().filter(|subject| subject.kind == SubjectKind::Node) {
                let tally = tallies.entry(subject.id.clone()).or_default();
                // A report has the gravest first.
                tally.family.get_or_insert(finding.family);
                match finding.severity {
                    Severity::Error => tally.errors += 1,
                    Severity::Warning => tally.warnings += 1,
                    Severity::Note => tally.notes += 1,
                }
            }
        }
        tallies
    }

    /// How many there are, and the worst severity, if there are any.
    pub fn worst(self) -> Option<(usize, Severity)> {
        let worst = [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.notes, Severity::Note)];
        let all = self.errors + self.warnings + self.notes;
        worst.into_iter().find(|(count, _)| *count > 0).map(|(_, severity)| (all, severity))
    }

    /// The family of the gravest, if there are any.
    pub fn family(self) -> Option<Family> {
        self.family
    }

    /// The counts in words.
    fn words(self) -> String {
        let part = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {many}")),
        };
        let parts = [
            part(self.errors, "error", "errors"),
            part(self.warnings, "warning", "warnings"),
            part(self.notes, "note", "notes"),
        ];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        words.join(", ")
    }
}

/// A lens made ready for the nodes of one picture.
#[derive(Debug)]
pub struct Scheme {
    /// The lens.
    pub lens: Lens,
    /// What the categories are known by: theme ids, sectors, severities.
    keys: Vec<String>,
    /// The categories in view, in the order of the keys.
    pub categories: Vec<Category>,
}

impl Scheme {
    /// Gives each category that the nodes bear its ink.
    pub fn of<'a>(lens: Lens, map: &Map, nodes: impl Iterator<Item = &'a Node>, tallies: &HashMap<Id, Tally>) -> Self {
        let mut borne: BTreeMap<String, ()> = BTreeMap::new();
        for node in nodes {
            borne.extend(bears(lens, node, tallies).into_iter().map(|key| (key, ())));
        }
        // A category keeps its ink whatever is in view, so inks go by the place in the whole map.
        let all: Vec<(String, String, Ink, bool)> = match lens {
            Lens::Status => Vec::new(),
            Lens::Theme => {
                let themes = map.themes.iter().zip(0..);
                themes.map(|(theme, place)| entry(theme.id.as_str(), &theme.name, place)).collect()
            }
            Lens::Sector => {
                let sectors: BTreeMap<&str, ()> =
                    map.nodes.iter().filter_map(|node| Some((node.sector.as_deref()?, ()))).collect();
                sectors.into_keys().zip(0..).map(|(sector, place)| entry(sector, sector, place)).collect()
            }
            Lens::Findings => [Severity::Error, Severity::Warning, Severity::Note]
                .into_iter()
                .map(|severity| {
                    let (key, name, ink) = worst(severity);
                    (key.to_owned(), name.to_owned(), ink, false)
                })
                .collect(),
        };
        let in_view = all.into_iter().filter(|(key, ..)| borne.contains_key(key));
        let (keys, categories) =
            in_view.map(|(key, name, ink, striped)| (key, Category { name, ink, striped })).unzip();
        Self { lens, keys, categories }
    }

    /// The places of the categories that a node bears.
    pub fn places(&self, node: &Node, tallies: &HashMap<Id, Tally>) -> Vec<usize> {
        let borne = bears(self.lens, node, tallies);
        borne.iter().filter_map(|key| self.keys.iter().position(|other| other == key)).collect()
    }

    /// What the lens says of a node in words, in place of its small print; nothing where it has nothing to say.
    pub fn words(&self, map: &Map, node: &Node, tallies: &HashMap<Id, Tally>) -> Option<String> {
        match self.lens {
            Lens::Status => None,
            Lens::Theme => {
                let names: Vec<&str> = node.themes.iter().map(|theme| map.name(theme.as_str())).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            Lens::Sector => node.sector.clone(),
            Lens::Findings => tallies.get(&node.id).map(|tally| tally.words()),
        }
    }
}

/// The keys of the categories that a node bears under a lens.
fn bears(lens: Lens, node: &Node, tallies: &HashMap<Id, Tally>) -> Vec<String> {
    match lens {
        Lens::Status => Vec::new(),
        Lens::Theme => node.themes.iter().map(ToString::to_string).collect(),
        Lens::Sector => node.sector.iter().cloned().collect(),
        Lens::Findings => {
            let worst_of = tallies.get(&node.id).and_then(|tally| tally.worst());
            worst_of.map(|(_, severity)| worst(severity).0.to_owned()).into_iter().collect()
        }
    }
}

fn worst(severity: Severity) -> (&'static str, &'static str, Ink) {
    match severity {
        Severity::Error => ("error", "has an error", Ink::Error),
        Severity::Warning => ("warning", "has a warning", Ink::Warning),
        Severity::Note => ("note", "has a note", Ink::Note),
    }
}

/// The category at a place: the first ones plain, the next ones striped, all further ones grey.
fn entry(key: &str, name: &str, place: usize) -> (String, String, Ink, bool) {
    let number = u8::try_from(place).ok().filter(|number| *number < 2 * CATEGORIES);
    let (ink, striped) = match number {
        Some(number) => (Ink::Category(number % CATEGORIES), number >= CATEGORIES),
        None => (Ink::NoCategory, false),
    };
    (key.to_owned(), name.to_owned(), ink, striped)
}
