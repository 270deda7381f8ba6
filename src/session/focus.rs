//! Focus: what a room looks at just now, while the rest of the map stands back.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Session;
use super::looking::Look;
use super::same::SameValue;
use super::selection::Looked;
use crate::analysis::{InFocus, in_focus};
use crate::drawing::{Depiction, Focusing, Ink, Shown};
use crate::model::focus::MOST_STEPS;
use crate::model::{Focus, Id, Map, Question, Rest};

/// What is in focus, and what it follows from.
pub(super) struct KnownFocus {
    question: Question,
    maps: [SameValue<Map>; 2],
    shown: (Shown, BTreeSet<Id>),
    /// None where what it is about is not on the map that is open.
    seen: Option<Arc<InFocus>>,
    /// What of it would not be in the picture.
    missing: BTreeSet<Id>,
}

impl Session {
    /// Puts something into focus, or leaves the focus.
    pub fn focus_on(&mut self, focus: Option<Focus>) -> Look {
        if !self.turn_focus(focus) {
            return Look::Stay;
        }
        self.note_looked();
        if let Some(seen) = self.in_focus().cloned() {
            self.unfold_for(&seen.nodes.iter().cloned().collect::<Vec<Id>>());
        }
        self.look_at_focus()
    }

    /// The same while people go back and forth; whether anything is another way now.
    pub(super) fn turn_focus(&mut self, focus: Option<Focus>) -> bool {
        if self.view.focus == focus {
            return false;
        }
        let question = |focus: &Option<Focus>| focus.as_ref().map(|focus| focus.question.clone());
        if question(&self.view.focus) != question(&focus) {
            self.view.beside_focus.clear();
        }
        if focus.is_some() {
            // What is lit would have the rest stand back as well.
            self.selection.finding = None;
            self.shine(None);
        }
        self.view.focus = focus;
        self.follow_focus();
        true
    }

    /// Where what is in focus can be seen.
    pub(super) fn look_at_focus(&self) -> Look {
        match self.in_focus() {
            Some(seen) if !seen.nodes.is_empty() => Look::Show(seen.nodes.iter().cloned().collect()),
            _ => Look::Stay,
        }
    }

    /// What is in focus, if something is, and it is on the map.
    pub fn in_focus(&self) -> Option<&Arc<InFocus>> {
        self.view.focus.as_ref()?;
        self.limelight.focus.as_ref()?.seen.as_ref()
    }

    /// The focus on neighbours so many steps further away; none if that is not what is looked at.
    pub fn focus_further(&self, by: i8) -> Option<Focus> {
        let focus = self.view.focus.as_ref()?;
        let Question::Neighbours { of, steps, kinds } = &focus.question else { return None };
        let further = steps.saturating_add_signed(by).clamp(1, MOST_STEPS);
        let question = Question::Neighbours { of: of.clone(), steps: further, kinds: kinds.clone() };
        (further != *steps).then_some(Focus { question, rest: focus.rest })
    }

    /// The same focus with the rest left out if it fades, folded if it is left out, and else fading.
    pub fn focus_with_other_rest(&self) -> Option<Focus> {
        let focus = self.view.focus.clone()?;
        let rest = match focus.rest {
            Rest::Fades => Rest::IsLeftOut,
            Rest::IsLeftOut => Rest::Folds,
            Rest::Folds => Rest::Fades,
        };
        Some(Focus { rest, ..focus })
    }

    /// Works out what is in focus, where the map or the question is another one.
    pub(super) fn follow_focus(&mut self) {
        let Some(focus) = &self.view.focus else {
            self.limelight.focus = None;
            return;
        };
        let (map, baseline) = (self.document.map(), self.document.baseline());
        let maps = [map, baseline].map(SameValue::of);
        let shown = (self.view.shown, self.view.extra_on(map));
        let known = self.limelight.focus.take();
        let known = known.filter(|known| known.question == focus.question && known.maps == maps);
        if let Some(known) = known {
            let is_current = known.shown == shown;
            let seen = known.seen.clone();
            self.limelight.focus = Some(known);
            if !is_current {
                self.note_focus(maps, shown, seen);
            }
        } else {
            let seen = in_focus(map, baseline, &focus.question).map(Arc::new);
            self.note_focus(maps, shown, seen);
        }
        if self.view.focus.as_ref().is_some_and(|focus| focus.rest != Rest::Fades) {
            // Nothing vanishes under the hands of those who work on it.
            let worked_on: Vec<Id> = self.looked_at();
            self.view.beside_focus.extend(worked_on);
        }
    }

    fn note_focus(&mut self, maps: [SameValue<Map>; 2], shown: (Shown, BTreeSet<Id>), seen: Option<Arc<InFocus>>) {
        let Some(focus) = &self.view.focus else { return };
        let map = self.document.map();
        let choice = shown.0.choose(map, &shown.1);
        let of_seen = seen.iter().flat_map(|seen| seen.nodes.iter().chain(&seen.links));
        let is_missing = |id: &&Id| !choice.nodes.contains(*id) && choice.links.binary_search(id).is_err();
        let missing = of_seen.filter(is_missing).cloned().collect();
        let question = focus.question.clone();
        self.limelight.focus = Some(KnownFocus { question, maps, shown, seen, missing });
    }

    /// What the picture is to have in focus, and what has to be in it for that.
    pub(super) fn focusing(&self) -> (Option<Focusing>, BTreeSet<Id>) {
        let known = self.view.focus.as_ref().zip(self.limelight.focus.as_ref());
        let Some((focus, known)) = known else { return (None, BTreeSet::new()) };
        let Some(seen) = &known.seen else { return (None, BTreeSet::new()) };
        let also = match focus.rest {
            Rest::Fades => BTreeSet::new(),
            Rest::IsLeftOut | Rest::Folds => self.view.beside_focus.clone(),
        };
        (Some(Focusing { seen: Arc::clone(seen), rest: focus.rest, also }), known.missing.clone())
    }

    /// The marks where ways break off that are in focus, drawn so large.
    pub(super) fn breaks_in_focus(&self, size: f32) -> Option<Depiction> {
        let (seen, picture) = (self.in_focus()?, self.picture.as_ref()?);
        let plain = || Depiction::plain(BTreeSet::new(), Ink::Error, None);
        (!seen.gaps.is_empty()).then(|| plain().with_gaps(&picture.scene, &seen.gaps, size))
    }

    /// Notes what is looked at, so that people can come back to it.
    pub(super) fn note_looked(&mut self) {
        let looked = Looked { selection: self.selection.clone(), focus: self.view.focus.clone() };
        self.trail.note(&looked);
    }
}
