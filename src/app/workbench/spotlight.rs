//! The spotlight: cards and lines that somebody asked to see on the map, because of what is chosen; and what else stands
//! out there, the finding that is chosen.

use std::sync::Arc;

use super::*;
use crate::app::itself::Itself;
use crate::drawing::{Callout, Depiction, Ink, Scene, depict, mark_size};
use crate::model::Map;

/// What is to be lit on the map, and what is said of it there.
#[derive(Debug, Clone, PartialEq)]
pub struct Spotlight {
    /// The card beside which it is said.
    pub at: Id,
    /// What is shown, in a few words.
    pub title: String,
    /// What there is to say of it.
    pub text: String,
    /// Every node and link that is lit.
    pub ids: BTreeSet<Id>,
    /// What it is drawn with.
    pub ink: Ink,
}

/// A spotlight, with the choice and the map for which it was asked.
pub(super) struct Shining {
    spotlight: Spotlight,
    selected: BTreeSet<Id>,
    map: Arc<Map>,
}

/// A depiction, with the finding, the picture and the size of marks that it follows from.
pub(super) struct Depicted {
    finding: usize,
    scene: Itself<Scene>,
    size: f32,
    depiction: Arc<Depiction>,
}

impl Spotlight {
    fn depiction(&self) -> Depiction {
        let Self { at, title, text, ids, ink } = self.clone();
        let callout = Callout { at: vec![at], family: None, title, fact: String::new(), text, halves: None, ink };
        Depiction::plain(ids, ink, Some(callout))
    }
}

impl Workbench {
    /// What stands out on the canvas: what somebody asked to see, else what the chosen finding says.
    pub fn depiction(&mut self) -> Option<Arc<Depiction>> {
        if let Some(spotlight) = self.spotlight() {
            return Some(Arc::new(spotlight.depiction()));
        }
        let (finding, picture) = (self.finding?, self.picture.as_ref()?);
        let (scene, size) = (Itself::of(&picture.scene), mark_size(self.canvas.zoom()));
        if let Some(known) = &self.depicted
            && known.finding == finding
            && known.scene == scene
            && known.size == size
        {
            return Some(Arc::clone(&known.depiction));
        }
        let found = picture.report.findings.get(finding)?;
        let depiction = Arc::new(depict(&picture.scene, &picture.request.map, found, size));
        self.depicted = Some(Depicted { finding, scene, size, depiction: Arc::clone(&depiction) });
        Some(depiction)
    }

    /// What somebody asked to see on the map; none once something else is chosen, or the map has changed.
    pub fn spotlight(&self) -> Option<&Spotlight> {
        let shining = self.shining.as_ref()?;
        let is_meant = shining.selected == self.selected
            && self.finding.is_none()
            && Arc::ptr_eq(&shining.map, self.document.map());
        is_meant.then_some(&shining.spotlight)
    }

    /// Lights something on the map and brings it into view, or puts the light out.
    pub(super) fn shine(&mut self, spotlight: Option<Spotlight>, ctx: &egui::Context) {
        let Some(spotlight) = spotlight else {
            self.shining = None;
            return;
        };
        let ids: Vec<Id> = spotlight.ids.iter().cloned().collect();
        self.finding = None;
        let map = Arc::clone(self.document.map());
        self.shining = Some(Shining { spotlight, selected: self.selected.clone(), map });
        self.reveal(&ids, ctx);
        self.canvas.bring_into_view(&ids);
    }

    /// Forgets a light that is no longer meant, so that it does not come back with the choice.
    pub(super) fn let_go_of_spotlight(&mut self) {
        if self.spotlight().is_none() {
            self.shining = None;
        }
    }
}
