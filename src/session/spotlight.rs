//! The spotlight: cards and lines that somebody asked to see on the map, because of what is chosen; and what else stands
//! out there, the finding that is chosen.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Session;
use super::focus::KnownFocus;
use super::looking::Look;
use super::notice::Message;
use super::same::SameValue;
use crate::analysis::{FindingKey, Gap};
use crate::drawing::{Callout, Depiction, Ink, Scene, depict};
use crate::model::{Id, Map};

/// What is to be lit on the map, and what is said of it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Spotlight {
    /// The cards beside one of which it is said.
    pub at: Vec<Id>,
    /// What is shown, in a few words.
    pub title: String,
    /// What there is to say of it.
    pub text: String,
    /// Every node and link that is lit.
    pub ids: BTreeSet<Id>,
    /// Where a way breaks off.
    pub gaps: Vec<Gap>,
    /// What it is drawn with.
    pub ink: Ink,
}

/// What stands out for a moment: the message of the status bar, the spotlight that was asked for, and the depiction of a
/// finding that was made last; and what is in focus.
#[derive(Default)]
pub(super) struct Limelight {
    pub(super) message: Option<Message>,
    shining: Option<Shining>,
    depicted: Option<Depicted>,
    pub(super) focus: Option<KnownFocus>,
}

/// A spotlight, with the choice and the map for which it was asked.
struct Shining {
    spotlight: Spotlight,
    selected: BTreeSet<Id>,
    map: SameValue<Map>,
}

/// A depiction, with the finding, the picture and the size of marks that it follows from.
struct Depicted {
    finding: FindingKey,
    scene: SameValue<Scene>,
    size: f32,
    depiction: Arc<Depiction>,
}

impl Spotlight {
    fn depiction(&self, scene: Option<&Scene>, size: f32) -> Depiction {
        let Self { at, title, text, ids, gaps, ink } = self.clone();
        let callout = Callout { at, family: None, title, fact: String::new(), text, halves: None, ink };
        let depiction = Depiction::plain(ids, ink, Some(callout));
        match scene {
            Some(scene) => depiction.with_gaps(scene, &gaps, size),
            None => depiction,
        }
    }
}

impl Session {
    /// What stands out on the canvas, with marks of that size: what somebody asked to see, else what the chosen finding
    /// says.
    pub fn depiction(&mut self, size: f32) -> Option<Arc<Depiction>> {
        if let Some(spotlight) = self.spotlight() {
            let scene = self.picture.as_ref().map(|picture| picture.scene.as_ref());
            let mut depiction = spotlight.depiction(scene, size);
            if let Some(scene) = scene {
                depiction.lit = scene.with_stand_ins(&depiction.lit);
            }
            return Some(Arc::new(depiction));
        }
        if self.selection.finding.is_none() {
            return self.breaks_in_focus(size).map(Arc::new);
        }
        let (finding, picture) = (self.selection.finding.as_ref()?, self.picture.as_ref()?);
        let scene = SameValue::of(&picture.scene);
        if let Some(known) = &self.limelight.depicted
            && known.finding == *finding
            && known.scene == scene
            && known.size == size
        {
            return Some(Arc::clone(&known.depiction));
        }
        let found = picture.report.find(finding)?;
        let depiction = Arc::new(depict(&picture.scene, &picture.request.map, found, size));
        let finding = finding.clone();
        self.limelight.depicted = Some(Depicted { finding, scene, size, depiction: Arc::clone(&depiction) });
        Some(depiction)
    }

    /// What somebody asked to see on the map; none once something else is chosen, or the map has changed.
    pub fn spotlight(&self) -> Option<&Spotlight> {
        let shining = self.limelight.shining.as_ref()?;
        let is_meant = shining.selected == self.selection.ids
            && self.selection.finding.is_none()
            && shining.map == SameValue::of(self.document.map());
        is_meant.then_some(&shining.spotlight)
    }

    /// Lights something on the map and takes it into the picture, or puts the light out.
    pub fn shine(&mut self, spotlight: Option<Spotlight>) -> Look {
        let Some(spotlight) = spotlight else {
            self.limelight.shining = None;
            return Look::Stay;
        };
        let ids: Vec<Id> = spotlight.ids.iter().cloned().collect();
        self.selection.finding = None;
        let map = SameValue::of(self.document.map());
        self.limelight.shining = Some(Shining { spotlight, selected: self.selection.ids.clone(), map });
        self.reveal(&ids);
        Look::Show(ids)
    }

    /// Forgets a light that is no longer meant, so that it does not come back with the choice.
    pub(super) fn let_go_of_spotlight(&mut self) {
        if self.spotlight().is_none() {
            self.limelight.shining = None;
        }
    }
}
