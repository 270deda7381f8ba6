//! How one body answers to another, shown on the map: a route with its breaks, or what else ties the two.

use std::collections::BTreeSet;

use super::Session;
use super::looking::Look;
use super::selection::Selection;
use super::spotlight::Spotlight;
use crate::analysis::{self, Fault, Gap, Route};
use crate::drawing::Ink;
use crate::model::words::capitalised;
use crate::model::{Id, Map};

/// What shows a route on the map.
pub fn along(map: &Map, from: &Id, route: &Route) -> Spotlight {
    let mut ids = BTreeSet::from([from.clone()]);
    ids.extend(route.steps.iter().flat_map(|step| [step.link.clone(), step.to.clone()]));
    let faults: Vec<String> = route.faults.iter().map(|fault| fault.told(map)).collect();
    let (title, text, ink) = match route.is_sound() {
        true => {
            ("Unbroken route", "Every line of it is active, and everything on it is at work.".to_owned(), Ink::Accent)
        }
        false => ("Broken route", capitalised(&faults.join("; ")), Ink::Error),
    };
    Spotlight { at: vec![from.clone()], title: title.to_owned(), text, ids, gaps: gaps(from, route), ink }
}

/// Where a route breaks, as it is drawn.
fn gaps(from: &Id, route: &Route) -> Vec<Gap> {
    let step_to = |node: &Id| match node == from {
        true => route.steps.first(),
        false => route.steps.iter().find(|step| step.to == *node),
    };
    let gap = |fault: &Fault| match fault {
        Fault::Link(line) => Some(Gap::On(line.clone())),
        Fault::Node(node) => step_to(node).map(|step| Gap::Beside { line: step.link.clone(), node: node.clone() }),
    };
    route.faults.iter().filter_map(gap).collect()
}

/// What shows on the map that no line leads from one to another, and the lines that tie them [`analysis::instead`].
pub fn without_route(map: &Map, from: &Id, to: &Id, ties: &[Id]) -> Spotlight {
    let lines = ties.iter().filter_map(|id| map.links.get(id.as_str()));
    let sentences: Vec<String> = lines.clone().map(|line| map.sentence(line)).collect();
    let (one, other) = (map.name(from.as_str()), map.name(to.as_str()));
    let mut text = format!("No line upward leads from {one} to {other}.");
    if !sentences.is_empty() {
        text += &format!(" What ties the two: {}.", sentences.join("; "));
    }
    let mut ids: BTreeSet<Id> = lines.flat_map(|line| [line.from.clone(), line.to.clone()]).collect();
    ids.extend(ties.iter().cloned());
    ids.extend([from.clone(), to.clone()]);
    let gaps = vec![Gap::After(from.clone())];
    Spotlight { at: vec![from.clone()], title: "No route".to_owned(), text, ids, gaps, ink: Ink::Error }
}

impl Session {
    /// Chooses two nodes, and shows on the map how the one answers to the other, or the other to the one.
    pub fn show_answer(&mut self, from: &Id, to: &Id) -> Look {
        let map = self.document.map().clone();
        let forth = analysis::routes(&map, from, to);
        let back = if forth.is_empty() { analysis::routes(&map, to, from) } else { Vec::new() };
        let spotlight = match (forth.first(), back.first()) {
            (Some(route), _) => along(&map, from, route),
            (None, Some(route)) => along(&map, to, route),
            (None, None) => without_route(&map, from, to, &analysis::instead(&map, from, to)),
        };
        self.selection = Selection::of([from.clone(), to.clone()]);
        self.note_looked();
        self.shine(Some(spotlight))
    }
}
