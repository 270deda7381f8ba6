//! Copying, pasting and duplicating.
//!
//! A copy is a small map of its own. Pasting gives every card and line of it a new id, and takes what the target map has
//! already, a theme or a source of the same name, in the place of a second one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::ids::Taken;
use super::phrases::{self, chosen_nodes};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::{
    Area, Evidence, Expectation, Id, Link, LinkKind, LinkStatus, Map, Node, Position, Record, Source, Table, Theme,
    Total, Unknown,
};

/// How far from the original a copy stands, in points each way.
const ASIDE: i64 = 32;

/// What a clipboard holds of a map: the chosen cards, the lines among them, what they expect, the places that they were
/// given, and the themes, sources and totals that all these name. A chosen line goes along if both its ends do.
pub fn clip(map: &Map, chosen: &[Id]) -> Map {
    let chosen: BTreeSet<&Id> = chosen.iter().collect();
    let nodes: Table<Node> = shared(&map.nodes, |node| chosen.contains(&node.id));
    let among = |link: &Link| nodes.contains(link.from.as_str()) && nodes.contains(link.to.as_str());
    let mut links: Table<Link> = shared(&map.links, among);
    // For whom a seat speaks is told where that one comes along.
    let for_others: Vec<Link> = links
        .iter()
        .filter(|link| link.on_behalf_of.as_ref().is_some_and(|id| !nodes.contains(id.as_str())))
        .map(|link| Link { on_behalf_of: None, ..Link::clone(link) })
        .collect();
    for_others.into_iter().for_each(|link| drop(links.put(link)));

    let expectations: Table<Expectation> = shared(&map.expectations, |one| nodes.contains(one.partner.as_str()));
    let carried = nodes.iter().flat_map(|node| &node.themes);
    let named: BTreeSet<&Id> = carried.chain(expectations.iter().filter_map(|one| one.theme.as_ref())).collect();
    let themes: Table<Theme> = shared(&map.themes, |theme| named.contains(&theme.id));
    // With an area goes all that it lies within.
    let outer = |id: &&'_ Id| map.areas.get(id.as_str()).and_then(|area| area.within.as_ref());
    let mut named: BTreeSet<&Id> = BTreeSet::new();
    for area in nodes.iter().filter_map(|node| node.area.as_ref()) {
        let mut here = Some(area);
        while let Some(id) = here.filter(|id| named.insert(id)) {
            here = outer(&id);
        }
    }
    let areas: Table<Area> = shared(&map.areas, |area| named.contains(&area.id));
    let named: BTreeSet<&Id> = links.iter().flat_map(|link| &link.totals).collect();
    let totals: Table<Total> = shared(&map.totals, |total| named.contains(&total.id));
    let evidence = nodes.iter().flat_map(|node| &node.evidence).chain(links.iter().flat_map(|link| &link.evidence));
    let evidence = evidence.chain(themes.iter().flat_map(|theme| &theme.evidence));
    let evidence = evidence.chain(areas.iter().flat_map(|area| &area.evidence));
    let evidence = evidence.chain(expectations.iter().flat_map(|expectation| &expectation.evidence));
    let evidence = evidence.chain(totals.iter().flat_map(|total| &total.evidence));
    let named: BTreeSet<&Id> = evidence.map(|one| &one.source).collect();
    let sources = shared(&map.sources, |source| named.contains(&source.id));
    let placement = shared(&map.placement, |place| nodes.contains(place.id.as_str()));
    Map { nodes, links, themes, areas, sources, totals, expectations, placement, ..Map::default() }
}

/// Some of the records of a table, shared with it.
fn shared<T: Record>(table: &Table<T>, wanted: impl Fn(&T) -> bool) -> Table<T> {
    let mut some = Table::default();
    for record in table.iter().filter(|record| wanted(record)) {
        some.put(Arc::clone(record));
    }
    some
}

/// Puts what was copied onto a map. With `at`, the middle of those cards that have a place goes there, and so does the
/// only card if there is but one; without, they stand a little aside. The others stand where the layout puts them.
///
/// Names stay as they are. A line that stands beside its original counts towards no stated total, since no source has
/// counted it there.
pub fn paste(map: &Map, clip: &Map, at: Option<(i32, i32)>) -> Outcome {
    if clip.nodes.is_empty() {
        return Refusal::because("there are no cards to paste; copy some cards first");
    }
    let pasted = Copies::of(map, clip, at, |node| node.name.clone());
    let who = phrases::nodes(&clip.nodes.iter().collect::<Vec<_>>());
    Ok(Step { label: format!("paste {who}"), chosen: pasted.chosen(), edits: pasted.edits })
}

/// Copies of the chosen cards beside them, called "(copy)", with the lines among them. They answer to whom the originals
/// answer to and belong where those belong, so that they stand beside them; seats, work and money are not given twice, and
/// nobody has asked them what they expect.
pub fn duplicate(map: &Map, chosen: &[Id]) -> Outcome {
    let nodes = chosen_nodes(map, chosen)?;
    let names: BTreeSet<&str> = map.nodes.iter().map(|node| node.name.as_str()).collect();
    let name_of_copy = |node: &Node| {
        let numbered = (2..).map(|number| format!("{} (copy {number})", node.name));
        let mut names_of_copies = std::iter::once(format!("{} (copy)", node.name)).chain(numbered);
        names_of_copies.find(|name| !names.contains(name.as_str())).unwrap_or_default()
    };
    let clip = Map { expectations: Table::default(), ..clip(map, chosen) };
    let mut copies = Copies::of(map, &clip, None, name_of_copy);
    for link in &map.links {
        let places_it =
            matches!(link.kind, LinkKind::ReportsTo | LinkKind::PartOf) && link.status != LinkStatus::Lapsed;
        if places_it
            && let Some(from) = copies.nodes.get(&link.from).cloned()
            && !copies.nodes.contains_key(&link.to)
        {
            let id = copies.taken.link(link.kind, &from, &link.to);
            copies.edits.push(Edit::put(Link { id, from, ..Link::clone(link) }));
        }
    }
    Ok(Step { label: format!("duplicate {}", phrases::nodes(&nodes)), chosen: copies.chosen(), edits: copies.edits })
}

/// Copies on their way into a map.
struct Copies<'a> {
    taken: Taken<'a>,
    /// What the ids of a clip have become.
    nodes: BTreeMap<Id, Id>,
    edits: Vec<Edit>,
}

impl<'a> Copies<'a> {
    fn of(map: &'a Map, clip: &Map, at: Option<(i32, i32)>, name: impl Fn(&Node) -> String) -> Self {
        let mut taken = Taken::of(map);
        let mut edits = Vec::new();

        let (sources, new) = settled(&clip.sources, &map.sources, &mut taken, is_same_source);
        edits.extend(new.into_iter().map(|(id, source)| Edit::put(Source { id, ..source })));
        let rests_on = |evidence: &[Evidence]| -> Vec<Evidence> {
            let moved = |one: &Evidence| Evidence { source: become_of(&sources, &one.source), ..one.clone() };
            evidence.iter().map(moved).collect()
        };
        let (themes, new) = settled(&clip.themes, &map.themes, &mut taken, |one, other| one.name == other.name);
        edits.extend(
            new.into_iter().map(|(id, theme)| Edit::put(Theme { id, evidence: rests_on(&theme.evidence), ..theme })),
        );
        let (areas, new) = settled(&clip.areas, &map.areas, &mut taken, |there, brought| {
            there.name == brought.name && names_outwards(map, there) == names_outwards(clip, brought)
        });
        edits.extend(new.into_iter().map(|(id, area)| {
            let within = area.within.as_ref().map(|within| become_of(&areas, within));
            Edit::put(Area { id, within, evidence: rests_on(&area.evidence), ..area })
        }));
        let (totals, new) = settled(&clip.totals, &map.totals, &mut taken, is_same_total);
        edits.extend(
            new.into_iter().map(|(id, total)| Edit::put(Total { id, evidence: rests_on(&total.evidence), ..total })),
        );

        let mut nodes = BTreeMap::new();
        for node in &clip.nodes {
            let name = name(node);
            // A copy that is renamed is named by its own name; another keeps its id where that is free.
            let wanted = if name == node.name { node.id.to_string() } else { super::ids::slug(&name) };
            let id = taken.fresh(&wanted, "node");
            nodes.insert(node.id.clone(), id.clone());
            let carried = node.themes.iter().map(|theme| become_of(&themes, theme)).collect();
            let area = node.area.as_ref().map(|area| become_of(&areas, area));
            let evidence = rests_on(&node.evidence);
            edits.push(Edit::put(Node {
                id,
                name,
                themes: carried,
                area,
                evidence,
                merged: BTreeSet::new(),
                ..Node::clone(node)
            }));
        }
        for link in &clip.links {
            let (from, to) = (become_of(&nodes, &link.from), become_of(&nodes, &link.to));
            let id = if from == link.from && to == link.to {
                taken.fresh(link.id.as_str(), "line")
            } else {
                taken.link(link.kind, &from, &to)
            };
            let is_beside_original = map.links.get(link.id.as_str()) == Some(link);
            let counted = link.totals.iter().filter(|_| !is_beside_original);
            let counted = counted.map(|total| become_of(&totals, total)).collect();
            let on_behalf_of = link.on_behalf_of.as_ref().map(|id| become_of(&nodes, id));
            let evidence = rests_on(&link.evidence);
            edits.push(Edit::put(Link { id, from, to, totals: counted, on_behalf_of, evidence, ..Link::clone(link) }));
        }
        for expectation in &clip.expectations {
            let id = taken.fresh(expectation.id.as_str(), "expectation");
            let partner = become_of(&nodes, &expectation.partner);
            let theme = expectation.theme.as_ref().map(|theme| become_of(&themes, theme));
            let evidence = rests_on(&expectation.evidence);
            edits.push(Edit::put(Expectation { id, partner, theme, evidence, ..Expectation::clone(expectation) }));
        }
        edits.extend(places(clip, &nodes, at).into_iter().map(Edit::put));
        Self { taken, nodes, edits }
    }

    fn chosen(&self) -> Vec<Id> {
        let mut chosen: Vec<Id> = self.nodes.values().cloned().collect();
        chosen.sort();
        chosen
    }
}

/// What the ids of a clip's records become in the map, and the records that the map lacks, each with its id there. A
/// record of the map that is the same serves in the place of a second one; the one with the same id before others.
fn settled<T: Record + Clone + PartialEq>(
    clip: &Table<T>,
    map: &Table<T>,
    taken: &mut Taken,
    is_same: impl Fn(&T, &T) -> bool,
) -> (BTreeMap<Id, Id>, Vec<(Id, T)>) {
    let mut ids = BTreeMap::new();
    let mut new = Vec::new();
    for record in clip {
        let of_same_id = map.get(record.id().as_str()).filter(|there| is_same(there, record));
        let there = of_same_id.or_else(|| map.iter().find(|there| is_same(there, record)));
        let id = match there {
            Some(there) => there.id().clone(),
            None => {
                let id = taken.fresh(record.id().as_str(), "record");
                new.push((id.clone(), T::clone(record)));
                id
            }
        };
        ids.insert(record.id().clone(), id);
    }
    (ids, new)
}

/// Reports of one title appear every year, so that the title alone does not tell a source.
fn is_same_source(one: &Source, other: &Source) -> bool {
    (&one.title, &one.publisher, one.date) == (&other.title, &other.publisher, other.date)
}

/// What an area is called, and all that it lies within: there is a North in many counties.
fn names_outwards<'a>(map: &'a Map, area: &'a Area) -> Vec<&'a str> {
    let outer = |area: &&'a Area| map.areas.get(area.within.as_ref()?.as_str()).map(AsRef::as_ref);
    std::iter::successors(Some(area), outer).map(|area| area.name.as_str()).collect()
}

fn is_same_total(one: &Total, other: &Total) -> bool {
    (&one.name, one.amount, &one.currency, &one.period) == (&other.name, other.amount, &other.currency, &other.period)
}

/// What an id of the clip has become; a sound clip names nothing else.
fn become_of(ids: &BTreeMap<Id, Id>, id: &Id) -> Id {
    ids.get(id).unwrap_or(id).clone()
}

/// Where the copies stand: as the originals among themselves.
fn places(clip: &Map, nodes: &BTreeMap<Id, Id>, at: Option<(i32, i32)>) -> Vec<Position> {
    let middle = |of: fn(&Position) -> i32| -> Option<i64> {
        let along = || clip.placement.iter().map(|place| i64::from(of(place)));
        Some((along().min()? + along().max()?) / 2)
    };
    let shift = match (at, middle(|place| place.x).zip(middle(|place| place.y))) {
        (Some(at), Some(middle)) => (i64::from(at.0) - middle.0, i64::from(at.1) - middle.1),
        (None, _) => (ASIDE, ASIDE),
        (Some((x, y)), None) => {
            let only = nodes.values().next().filter(|_| nodes.len() == 1);
            return only.map(|id| Position { id: id.clone(), x, y, unknown: Unknown::new() }).into_iter().collect();
        }
    };
    let moved = |along: i32, by: i64| {
        let along = (i64::from(along) + by).clamp(i32::MIN.into(), i32::MAX.into());
        i32::try_from(along).unwrap_or_default()
    };
    let places = clip.placement.iter().map(|place| Position {
        id: become_of(nodes, &place.id),
        x: moved(place.x, shift.0),
        y: moved(place.y, shift.1),
        unknown: place.unknown.clone(),
    });
    places.collect()
}

#[cfg(test)]
mod tests;
