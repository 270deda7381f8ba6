//! Lenses: what colour means just now, and which categories a picture shows under each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::Ink;
use super::ink::CATEGORIES;
use crate::analysis::{Family, Report, Severity, SubjectKind};
use crate::model::{Areas, Id, Map, Node};

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
    /// The part of the country for which they work.
    Area,
    /// What is wrong with them.
    Findings,
    /// What an option, or time, makes of them.
    Change,
}

impl Lens {
    /// Every lens, in the order in which screens list them.
    pub const ALL: [Self; 6] = [Self::Status, Self::Theme, Self::Sector, Self::Area, Self::Findings, Self::Change];

    /// The lens of that word.
    pub fn called(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.word() == word)
    }

    /// The lens in a word, lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Theme => "theme",
            Self::Sector => "sector",
            Self::Area => "area",
            Self::Findings => "findings",
            Self::Change => "change",
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
        Self::seen(report, |id| id)
    }

    /// The same by the cards by which they are seen: a finding about several on one card counts once there.
    pub fn seen<'a>(report: &'a Report, shown_by: impl Fn(&'a Id) -> &'a Id) -> HashMap<Id, Self> {
        let mut tallies: HashMap<Id, Self> = HashMap::new();
        for finding in report.open() {
            let subjects = finding.subjects.iter().filter(|subject| subject.kind == SubjectKind::Node);
            let cards: BTreeSet<&Id> = subjects.map(|subject| shown_by(&subject.id)).collect();
            for card in cards {
                let tally = tallies.entry(card.clone()).or_default();
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
    /// What the categories are known by: theme ids, sectors, area ids, severities.
    keys: Vec<String>,
    /// By which area each area is told.
    areas: BTreeMap<Id, Id>,
    /// The categories in view, in the order of the keys.
    pub categories: Vec<Category>,
}

impl Scheme {
    /// Gives each category that the nodes bear its ink.
    pub fn of<'a>(lens: Lens, map: &Map, nodes: impl Iterator<Item = &'a Node>, tallies: &HashMap<Id, Tally>) -> Self {
        let areas = if lens == Lens::Area { areas_told(map) } else { BTreeMap::new() };
        let mut borne: BTreeMap<String, ()> = BTreeMap::new();
        for node in nodes {
            borne.extend(bears(lens, node, tallies, &areas).into_iter().map(|key| (key, ())));
        }
        // A category keeps its ink whatever is in view, so inks go by the place in the whole map.
        let all: Vec<(String, String, Ink, bool)> = match lens {
            Lens::Status | Lens::Change => Vec::new(),
            Lens::Theme => {
                let themes = map.themes.iter().zip(0..);
                themes.map(|(theme, place)| entry(theme.id.as_str(), &theme.name, place)).collect()
            }
            Lens::Sector => {
                let sectors: BTreeMap<&str, ()> =
                    map.nodes.iter().filter_map(|node| Some((node.sector.as_deref()?, ()))).collect();
                sectors.into_keys().zip(0..).map(|(sector, place)| entry(sector, sector, place)).collect()
            }
            Lens::Area => {
                let told: BTreeSet<&Id> = areas.values().collect();
                let order = Areas::of(&map.areas).in_order().into_iter().filter(|(id, _)| told.contains(id));
                order.zip(0..).map(|((id, _), place)| entry(id.as_str(), map.name_of_area(id), place)).collect()
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
        Self { lens, keys, areas, categories }
    }

    /// The places of the categories that a node bears.
    pub fn places(&self, node: &Node, tallies: &HashMap<Id, Tally>) -> Vec<usize> {
        let borne = bears(self.lens, node, tallies, &self.areas);
        borne.iter().filter_map(|key| self.keys.iter().position(|other| other == key)).collect()
    }

    /// What the lens says of a node in words, in place of its small print; nothing where it has nothing to say.
    pub fn words(&self, map: &Map, node: &Node, tallies: &HashMap<Id, Tally>) -> Option<String> {
        match self.lens {
            Lens::Status | Lens::Change => None,
            Lens::Theme => {
                let names: Vec<&str> = node.themes.iter().map(|theme| map.name_of_theme(theme)).collect();
                (!names.is_empty()).then(|| names.join(", "))
            }
            Lens::Sector => node.sector.clone(),
            Lens::Area => node.area.as_ref().map(|area| map.name_of_area(area).to_owned()),
            Lens::Findings => tallies.get(&node.id).map(|tally| tally.words()),
        }
    }
}

/// The keys of the categories that a node bears under a lens.
fn bears(lens: Lens, node: &Node, tallies: &HashMap<Id, Tally>, areas: &BTreeMap<Id, Id>) -> Vec<String> {
    match lens {
        Lens::Status | Lens::Change => Vec::new(),
        Lens::Theme => node.themes.iter().map(ToString::to_string).collect(),
        Lens::Sector => node.sector.iter().cloned().collect(),
        Lens::Area => node.area.iter().filter_map(|area| areas.get(area)).map(ToString::to_string).collect(),
        Lens::Findings => {
            let worst_of = tallies.get(&node.id).and_then(|tally| tally.worst());
            worst_of.map(|(_, severity)| worst(severity).0.to_owned()).into_iter().collect()
        }
    }
}

/// By which area each one is told for which somebody works: itself, or where there are more of them than inks, the one
/// around it that lies as deep as there are inks for.
fn areas_told(map: &Map) -> BTreeMap<Id, Id> {
    let used: BTreeSet<&Id> = map.nodes.iter().filter_map(|node| node.area.as_ref()).collect();
    let order = Areas::of(&map.areas).in_order();
    let told_at = |most: usize| -> BTreeMap<Id, Id> {
        let mut around: Vec<&Id> = Vec::new();
        let mut told = BTreeMap::new();
        for (id, ground) in &order {
            around.truncate(ground.depth());
            around.push(id);
            if used.contains(id) {
                told.insert((*id).clone(), around[ground.depth().min(most)].clone());
            }
        }
        told
    };
    let are_few = |told: &BTreeMap<Id, Id>| told.values().collect::<BTreeSet<_>>().len() <= usize::from(2 * CATEGORIES);
    // The deeper, the more there are: the deepest for which there are inks is found by halves.
    let (mut most, mut too_many) = (0, order.iter().map(|(_, ground)| ground.depth() + 1).max().unwrap_or(1));
    while too_many - most > 1 {
        let middle = usize::midpoint(most, too_many);
        if are_few(&told_at(middle)) { most = middle } else { too_many = middle }
    }
    told_at(most)
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Lens, Scheme};
    use crate::model::{Area, Map, Node, NodeKind};

    /// Counties, each of so many wards, with a group for every ward and one for every county.
    fn counties(counties: usize, wards: usize) -> Map {
        let mut map = Map::default();
        let mut area = |id: String, within: Option<&str>| {
            map.areas.put(Area { within: within.map(Into::into), ..Area::new(id.as_str(), id.to_uppercase()) });
            // A body may have the id of an area.
            map.nodes.put(Node::new(id.as_str(), NodeKind::Post, "Somebody else"));
            let mut group = Node::new(format!("of-{id}"), NodeKind::Group, format!("Group of {id}"));
            group.area = Some(id.as_str().into());
            map.nodes.put(group);
        };
        for county in 0..counties {
            let county = format!("c{county}");
            area(county.clone(), None);
            (0..wards).for_each(|ward| area(format!("{county}-w{ward}"), Some(&county)));
        }
        map.nodes.put(Node::new("nowhere", NodeKind::Group, "Nowhere"));
        map
    }

    fn scheme(map: &Map) -> Scheme {
        Scheme::of(Lens::Area, map, map.nodes.iter().map(AsRef::as_ref), &HashMap::new())
    }

    #[test]
    fn every_area_has_an_ink_of_its_own_and_stands_before_what_lies_within_it() {
        let map = counties(2, 2);
        let scheme = scheme(&map);
        let names: Vec<&str> = scheme.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["C0", "C0-W0", "C0-W1", "C1", "C1-W0", "C1-W1"]);
        let inks: std::collections::BTreeSet<String> =
            scheme.categories.iter().map(|category| format!("{:?}{}", category.ink, category.striped)).collect();
        assert_eq!(inks.len(), names.len());
        let ward = map.nodes.get("of-c1-w0").expect("a group");
        assert_eq!(scheme.places(ward, &HashMap::new()), [4]);
        assert_eq!(scheme.words(&map, ward, &HashMap::new()).as_deref(), Some("C1-W0"));
        let nowhere = map.nodes.get("nowhere").expect("a group");
        assert_eq!(
            (scheme.places(nowhere, &HashMap::new()), scheme.words(&map, nowhere, &HashMap::new())),
            (vec![], None)
        );
    }

    #[test]
    fn where_there_are_more_areas_than_inks_those_around_them_are_told_apart() {
        let map = counties(5, 40);
        let scheme = scheme(&map);
        let names: Vec<&str> = scheme.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["C0", "C1", "C2", "C3", "C4"]);
        let ward = map.nodes.get("of-c3-w17").expect("a group");
        assert_eq!(scheme.places(ward, &HashMap::new()), [3], "it is told by its county");
        assert_eq!(scheme.words(&map, ward, &HashMap::new()).as_deref(), Some("C3-W17"), "and names itself");
    }
}
