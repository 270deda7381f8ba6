//! Which pictures a page has: the map as it is under every lens, each option, what becomes of the map in it, and the talk.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Page;
use super::draw::{Drawings, put};
use super::facts::{State, sources};
use super::picture::Picture;
use super::studio::{Look, Studio};
use super::talk::{Ground, Step, talk};
use crate::drawing::words::date;
use crate::drawing::{Folding, Lens};
use crate::exchange::captures;
use crate::layout::Form;
use crate::model::whereabouts::Whereabouts;
use crate::model::words::capitalised;
use crate::model::{DesignOption, Id, Map};
use crate::options::{Comparison, InFull, compare_in_full};

/// All that the page shows, as its script reads it.
#[derive(Debug, Serialize)]
pub(super) struct Content {
    pub(super) title: String,
    /// Where and when.
    pub(super) place: String,
    summary: String,
    sources: BTreeMap<Id, (String, String)>,
    /// The lens that is looked through at first, and those that there are.
    pub(super) lens: &'static str,
    lenses: Vec<&'static str>,
    /// The map as it is, then its options.
    tabs: Vec<Tab>,
    /// Which tab is open at first.
    start: usize,
    /// The views of the map, in their order.
    talk: Vec<Step>,
    pictures: Vec<Picture>,
    states: Vec<State>,
    /// What was noted: what and as what, what stands behind it, and the cards and lines that it is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    noted: Vec<(String, String, BTreeSet<Id>)>,
    /// Figures by which options are compared: a label, then a value for each tab.
    figures: Vec<(String, Vec<Option<String>>)>,
}

/// The map as it is, or one of its options.
#[derive(Debug, Serialize)]
struct Tab {
    name: String,
    summary: String,
    /// What it does, in figures.
    does: String,
    picture: usize,
    /// What becomes of the map in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<usize>,
    state: usize,
}

impl Content {
    pub(super) fn of(page: &Page<'_>, drawings: &mut Drawings) -> Self {
        let map = page.map;
        let shown = page.shown.or_what_there_is(map);
        let options: Vec<&DesignOption> = map.options.iter().map(AsRef::as_ref).collect();
        let InFull { comparison, sides } = compare_in_full(map, &options);
        let mut studio = Studio { lenses: lenses(map), drawings, pictures: Vec::new(), states: Vec::new() };
        let (now, others) = sides.split_first().expect("the map itself is the first side");
        let none = BTreeSet::new();
        let (also, folding) = (&BTreeSet::new(), &Folding::default());
        let first = Look { shown, also, folding, stood: None, form: Form::Layers, is_other_option: false };
        let drawn = studio.plain((map, &now.report), first);
        let as_it_is = State::of(map);
        studio.states.push(as_it_is.with_findings((map, &now.report), &none, (&drawn.scene, studio.drawings)));
        let standing = drawn.standing;
        let look = Look { stood: Some(&standing), is_other_option: true, ..first };
        let mut tabs = vec![Tab {
            name: "As it is".to_owned(),
            summary: String::new(),
            does: now.report.metrics.routes.sentence().map(|routes| routes + ".").unwrap_or_default(),
            picture: drawn.picture,
            change: None,
            state: 0,
        }];
        for ((side, option), compared) in others.iter().zip(&options).zip(&comparison.options) {
            let drawn = studio.plain((&side.map, &side.report), look);
            let (change, _) = studio.change([map, &side.map], look);
            let state = State::of(&side.map).since(&studio.states[0]);
            let told = (&side.map, &side.report);
            let mut state = state.with_findings(told, &side.caused, (&drawn.scene, studio.drawings));
            state.solved.clone_from(&side.solved);
            state.not_made.clone_from(&side.not_made);
            studio.states.push(state);
            let name = if option.name.trim().is_empty() { option.id.to_string() } else { option.name.clone() };
            let (summary, does) = (option.summary.clone().unwrap_or_default(), compared.summary.clone());
            let (picture, state) = (drawn.picture, studio.states.len() - 1);
            tabs.push(Tab { name, summary, does, picture, change: Some(change), state });
        }
        let ground = Ground { options: &options, sides: &sides, shown, standing: &standing };
        let talk = talk(map, &ground, &mut studio);
        let start =
            page.option.and_then(|id| options.iter().position(|option| option.id == *id)).map_or(0, |at| at + 1);
        let Studio { lenses, pictures, states, .. } = studio;
        let lens = match (page.lens, tabs[start].change) {
            (Lens::Change, Some(_)) => Lens::Change,
            (lens, _) if lenses.contains(&lens) => lens,
            _ => Lens::Status,
        };
        Self {
            title: map.called().to_owned(),
            place: [map.place.clone(), map.as_of.map(date)].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            summary: map.summary.clone().unwrap_or_default(),
            sources: sources(map),
            lens: lens.word(),
            lenses: lenses.into_iter().map(Lens::word).collect(),
            tabs,
            start,
            talk,
            pictures,
            states,
            noted: noted(map),
            figures: figures(&comparison),
        }
    }

    /// The picture that is seen before anybody does anything.
    pub(super) fn first(&self) -> &Picture {
        let tab = &self.tabs[self.start];
        let place = tab.change.filter(|_| self.lens == Lens::Change.word()).unwrap_or(tab.picture);
        &self.pictures[place]
    }

    /// The drawings that the first picture does not show.
    pub(super) fn elsewhere(&self, drawings: &[&str]) -> String {
        let first = self.first();
        let lines = first.lines.iter().map(|(_, place)| place);
        let there: BTreeSet<usize> =
            first.areas.iter().chain(lines).chain(first.cards.iter().map(|(_, place, _)| place)).copied().collect();
        let mut markup = String::new();
        for (place, drawing) in drawings.iter().enumerate().filter(|(place, _)| !there.contains(place)) {
            let rest = drawing.strip_prefix("<g").unwrap_or_default();
            put(&mut markup, format_args!("<g data-d=\"{place}\"{rest}"));
        }
        markup
    }
}

/// The lenses under which something of a map is told apart, status first; what changes has pictures of its own.
fn lenses(map: &Map) -> Vec<Lens> {
    let is_there = |lens: &Lens| match lens {
        Lens::Status | Lens::Findings => true,
        Lens::Theme => !map.themes.is_empty(),
        Lens::Sector => map.nodes.iter().any(|node| node.sector.is_some()),
        Lens::Area => map.nodes.iter().any(|node| node.area.is_some()),
        Lens::Change => false,
    };
    Lens::ALL.into_iter().filter(is_there).collect()
}

fn noted(map: &Map) -> Vec<(String, String, BTreeSet<Id>)> {
    let whereabouts = Whereabouts::of(map);
    let there = |id: &Id| map.captures.get(id.as_str()).map(|one| whereabouts.there(one)).unwrap_or_default();
    let told = captures::told(map, false).into_iter();
    told.map(|one| (format!("{}: {}", capitalised(one.kind), one.text), one.facts(), there(&one.id))).collect()
}

fn figures(comparison: &Comparison) -> Vec<(String, Vec<Option<String>>)> {
    comparison.rows().into_iter().map(|row| (row.label, row.values)).collect()
}
