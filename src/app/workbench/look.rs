//! Looking: going to bodies, lines and findings and back again, and taking into the picture what is looked at.

use super::*;
use crate::analysis::Subject;

/// What was looked at: what was chosen, and the finding by what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Looked {
    selected: BTreeSet<Id>,
    finding: Option<(&'static str, Vec<Subject>)>,
}

/// What was looked at one after the other, and where in it people are.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    seen: Vec<Looked>,
    at: usize,
}

impl Trail {
    /// Notes what is looked at now; what lay ahead is forgotten.
    pub(super) fn note(&mut self, looked: Looked) {
        if self.seen.get(self.at) == Some(&looked) || looked == Looked::default() {
            return;
        }
        self.seen.truncate(self.at + 1);
        self.seen.push(looked);
        self.at = self.seen.len() - 1;
    }

    /// Whether there is something `step` places further, -1 being the one before.
    pub(super) fn reaches(&self, step: isize) -> bool {
        self.at.checked_add_signed(step).is_some_and(|at| at < self.seen.len())
    }

    fn go(&mut self, step: isize) -> Option<Looked> {
        let at = self.at.checked_add_signed(step)?;
        let looked = self.seen.get(at)?.clone();
        self.at = at;
        Some(looked)
    }
}

impl Workbench {
    pub(super) fn go_to(&mut self, id: Id, ctx: &egui::Context) {
        self.finding = None;
        self.selected = BTreeSet::from([id.clone()]);
        self.reveal(std::slice::from_ref(&id), ctx);
        self.canvas.zoom_to(&[id]);
        self.note_what_is_looked_at();
    }

    pub(super) fn go_to_finding(&mut self, index: usize, ctx: &egui::Context) {
        if index >= self.findings().len() {
            return;
        }
        self.finding = Some(index);
        self.selected.clear();
        let lit: Vec<Id> = self.lit().into_iter().collect();
        self.reveal(&lit, ctx);
        self.canvas.bring_into_view(&lit);
        if self.explaining.is_some() {
            self.explaining = self.chosen_finding().map(|finding| finding.code);
        }
        self.note_what_is_looked_at();
    }

    pub(super) fn step_finding(&mut self, step: isize, ctx: &egui::Context) {
        let count = self.open_findings().len() as isize;
        if count > 0 {
            let next = self.finding.map_or(if step > 0 { 0 } else { count - 1 }, |index| index as isize + step);
            self.go_to_finding(next.rem_euclid(count) as usize, ctx);
        }
    }

    /// Looks again at what was looked at before, or after; passes over what is there no more.
    pub(super) fn retrace(&mut self, step: isize, ctx: &egui::Context) {
        while let Some(looked) = self.trail.go(step) {
            let map = self.document.map();
            let is_there = |id: &&Id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str());
            let selected: BTreeSet<Id> = looked.selected.iter().filter(is_there).cloned().collect();
            let finding = looked.finding.and_then(|(code, subjects)| {
                self.findings().iter().position(|finding| finding.code == code && finding.subjects == subjects)
            });
            if selected.is_empty() && finding.is_none() {
                continue;
            }
            (self.selected, self.finding) = (selected, finding);
            let ids: Vec<Id> =
                if self.selected.is_empty() { self.lit() } else { self.selected.clone() }.into_iter().collect();
            self.reveal(&ids, ctx);
            self.canvas.zoom_to(&ids);
            return;
        }
    }

    /// Notes for the way back what is chosen now.
    pub(super) fn note_what_is_looked_at(&mut self) {
        let finding = self.chosen_finding().map(|finding| (finding.code, finding.subjects.clone()));
        self.trail.note(Looked { selected: self.selected.clone(), finding });
    }

    /// Takes what is to be looked at into the picture, if it is not there.
    pub(super) fn reveal(&mut self, ids: &[Id], ctx: &egui::Context) {
        let map = self.document.map();
        // What the picture will show, not what it shows: that of a large map comes later.
        let choice = self.shown.choose(map, &self.also);
        let shows = |id: &Id| choice.nodes.contains(id) || choice.links.binary_search(id).is_ok();
        let missing: Vec<Id> = ids
            .iter()
            .filter(|id| !shows(id) && (map.nodes.contains(id.as_str()) || map.links.contains(id.as_str())))
            .cloned()
            .collect();
        if !missing.is_empty() {
            self.also.extend(missing);
            self.follow(ctx);
        }
    }
}
