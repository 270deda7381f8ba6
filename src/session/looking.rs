//! Looking: going to bodies, lines and findings and back again, and taking into the picture what is looked at.

use std::collections::BTreeSet;

use super::Session;
use super::selection::{Looked, Selection};
use crate::analysis::FindingKey;
use crate::model::Id;

/// Where the canvas is to look; the session has no canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Where it looks already.
    Stay,
    /// Wherever these nodes and links can be seen and read; where it looks already if they can.
    Show(Vec<Id>),
    /// At these nodes and links, as large as is comfortable.
    ZoomTo(Vec<Id>),
    /// At the card of a node, which gets the keyboard.
    Focus(Id),
}

impl Session {
    /// Chooses a node or a link, and goes there.
    pub fn go_to(&mut self, id: Id) -> Look {
        self.selection = Selection::of([id.clone()]);
        self.reveal(std::slice::from_ref(&id));
        self.note_looked();
        Look::ZoomTo(vec![id])
    }

    /// Chooses a finding, and goes there. One that there is no more is not gone to.
    pub fn go_to_finding(&mut self, finding: FindingKey) -> Look {
        if self.finding(&finding).is_none() {
            return Look::Stay;
        }
        if self.panels.explaining.is_some() {
            self.panels.explaining = Some(finding.code);
        }
        self.selection = Selection::of_finding(finding);
        let lit: Vec<Id> = self.lit().into_iter().collect();
        self.reveal(&lit);
        self.note_looked();
        Look::Show(lit)
    }

    /// The finding `step` places further in the list of those that count; the list goes round.
    pub fn finding_further(&self, step: isize) -> Option<FindingKey> {
        let open = self.open_findings();
        let chosen = self.selection.finding.as_ref();
        let place = chosen.and_then(|key| self.findings().iter().position(|finding| finding.is(key)));
        let count = isize::try_from(open.len()).ok().filter(|count| *count > 0)?;
        let next = place.map_or(if step > 0 { 0 } else { count - 1 }, |place| place as isize + step);
        open.get(next.rem_euclid(count) as usize).map(|finding| finding.key())
    }

    /// Looks again at what was looked at before (-1) or after (1); passes over what is there no more.
    pub fn retrace(&mut self, step: isize) -> Look {
        while let Some(Looked { selection: mut looked, focus }) = self.trail.go(step) {
            let was_nothing = looked == Selection::default();
            looked.keep_what_is_on(self.document.map());
            looked.finding = looked.finding.filter(|key| self.finding(key).is_some());
            if looked == Selection::default() && focus.is_none() && !was_nothing {
                continue;
            }
            self.selection = looked;
            let has_left = self.turn_focus(focus);
            let ids = self.looked_at();
            self.reveal(&ids);
            return match ids.is_empty() {
                true if has_left => self.look_at_focus(),
                true => Look::Stay,
                false => Look::ZoomTo(ids),
            };
        }
        Look::Stay
    }

    /// What is lit on the canvas: what somebody asked to see, or all that the chosen finding names, and the path concerned.
    pub fn lit(&self) -> BTreeSet<Id> {
        if let Some(spotlight) = self.spotlight() {
            return spotlight.ids.clone();
        }
        self.chosen_finding().map(crate::analysis::Finding::named).unwrap_or_default()
    }

    /// What is chosen; if that is nothing, what is lit.
    pub fn looked_at(&self) -> Vec<Id> {
        if self.selection.ids.is_empty() { self.lit() } else { self.selection.ids.clone() }.into_iter().collect()
    }

    /// Takes these nodes and links into the picture where they are on the map.
    pub fn reveal(&mut self, ids: &[Id]) {
        self.view.take_in(self.document.map(), ids);
        self.unfold_for(ids);
    }

    /// Lets go of what is chosen and looked at and is not on the map any more.
    pub(super) fn let_go_of_what_is_gone(&mut self) {
        self.choose_what_is_there();
        self.view.keep_what_is_there(self.document.map(), self.document.baseline());
    }

    /// Lets go of what is chosen and is not there in another option or as of another date. How the map is looked at is
    /// remembered: people come back from a glance.
    pub(super) fn choose_what_is_there(&mut self) {
        self.selection.keep_what_is_on(self.document.map());
    }
}
