//! The spotlight: cards and lines that somebody asked to see on the map, because of what is chosen.

use std::sync::Arc;

use super::*;
use crate::drawing::Ink;
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

impl Workbench {
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
