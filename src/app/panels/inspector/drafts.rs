//! Drafts: what is being typed, until it becomes a step or is given up.

use std::collections::BTreeMap;

use super::slot::Slot;
use crate::app::act::Act;
use crate::model::Map;

/// What has been typed into one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// The text.
    pub(super) text: String,
    /// Why it was refused.
    pub(super) refusal: Option<String>,
    /// Whether it has been typed into since it was entered last.
    pub(super) is_fresh: bool,
    /// Which proposal the arrow keys have come to.
    pub(super) picked: Option<usize>,
}

/// What has been typed into the inspector and is not on the map.
#[derive(Debug, Default)]
pub(super) struct Drafts(BTreeMap<Slot, Draft>);

impl Drafts {
    /// What has been typed into a place.
    pub(super) fn at(&self, slot: &Slot) -> Option<&Draft> {
        self.0.get(slot)
    }

    /// All that has been typed.
    pub(super) fn all(&self) -> impl Iterator<Item = (&Slot, &Draft)> {
        self.0.iter()
    }

    /// Notes what has been typed.
    pub(super) fn put(&mut self, slot: Slot, draft: Draft) {
        self.0.insert(slot, draft);
    }

    /// Gives up what has been typed.
    pub(super) fn drop(&mut self, slot: &Slot) {
        self.0.remove(slot);
    }

    /// Makes a step of what has been typed, or keeps it with the reason why there is none. Whether it was taken.
    pub(super) fn enter(&mut self, slot: &Slot, map: &Map, acts: &mut Vec<Act>) -> bool {
        let Some(draft) = self.0.get_mut(slot) else { return true };
        if slot.adds() && draft.text.trim().is_empty() {
            self.0.remove(slot);
            return true;
        }
        match slot.make(map, &draft.text) {
            Ok(step) => {
                if !step.edits.is_empty() {
                    acts.push(Act::Make(Ok(step)));
                }
                self.0.remove(slot);
                true
            }
            Err(refusal) => {
                draft.refusal = Some(refusal.to_string());
                draft.is_fresh = false;
                draft.picked = None;
                false
            }
        }
    }

    /// Enters everything that was typed and left, which is all but what has the keyboard.
    pub(super) fn enter_what_was_left(&mut self, focused: Option<egui::Id>, map: &Map, acts: &mut Vec<Act>) {
        self.0.retain(|slot, _| slot.is_there(map));
        let left: Vec<Slot> = self
            .0
            .iter()
            .filter(|(slot, draft)| draft.is_fresh && focused != Some(slot.widget()))
            .map(|(slot, _)| slot.clone())
            .collect();
        for slot in left {
            self.enter(&slot, map, acts);
        }
    }
}
