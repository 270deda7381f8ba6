//! Folding: whole trees to one card each and out again, by hand or so that names can be read.

use std::collections::BTreeSet;

use super::Session;
use super::looking::Look;
use crate::drawing::fold::Pack;
use crate::drawing::{Fold, Folding, Least};
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{Id, Rest};

/// What can be done about what is folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoldAct {
    /// Fold what hangs under a card, or show it again.
    Turn(Id),
    /// Fold what hangs under these.
    Fold(Vec<Id>),
    /// Fold these, which hang under nothing, onto one card for all of a sort.
    Together(Vec<Id>),
    /// Fold every tree below these to a card of its own; all trees that hang under nothing if there are none.
    FoldBelow(Vec<Id>),
    /// Show all that is folded.
    UnfoldAll,
    /// Fold so much that names are so high, or leave it.
    Fit(Option<Least>),
}

impl Session {
    /// What is folded in the picture.
    pub(super) fn folding(&self) -> Folding {
        let mut folding = self.view.folding_on(self.document.map());
        if let Some((focus, seen)) = self.view.focus.as_ref().zip(self.in_focus()) {
            if folding.least.is_some() {
                folding.open.extend(seen.nodes.iter().cloned());
            }
            if focus.rest == Rest::Folds {
                folding.only = Some(seen.nodes.union(&self.view.beside_focus).cloned().collect());
            }
        }
        folding
    }

    /// Folds or unfolds, and says what has become of it.
    pub fn fold(&mut self, act: FoldAct) -> Look {
        match act {
            FoldAct::Turn(id) if self.pack(&id).is_some() => return self.unfold(&id),
            FoldAct::Turn(id) => self.fold_all([id]),
            FoldAct::Fold(ids) => self.fold_all(ids),
            FoldAct::FoldBelow(ids) => {
                let below = self.trees_below(&ids);
                self.fold_all(below);
            }
            FoldAct::Together(ids) => self.fold_together(ids),
            FoldAct::UnfoldAll => {
                self.view.folding = Folding::default();
                if let Some(focus) = self.view.focus.as_mut().filter(|focus| focus.rest == Rest::Folds) {
                    focus.rest = Rest::Fades;
                }
                self.say("Everything is unfolded");
            }
            FoldAct::Fit(least) => self.view.folding.least = least,
        }
        Look::Stay
    }

    /// What a card of the picture stands for, itself apart.
    pub fn pack(&self, card: &Id) -> Option<&Pack> {
        let folded = self.picture.as_ref()?.plan.folded.as_ref()?;
        folded.packs.get(card).map(AsRef::as_ref)
    }

    /// The folded card by which something is seen: its own, or another one.
    pub fn folded_card_of(&self, id: &Id) -> Option<Id> {
        let folded = self.picture.as_ref()?.plan.folded.as_ref()?;
        let card = folded.shown_by(id);
        folded.packs.contains_key(card).then(|| card.clone())
    }

    /// What is chosen, with the cards and lines that stand for any of it.
    pub fn seen_as_chosen(&self) -> BTreeSet<Id> {
        let scene = self.picture.as_ref().map(|picture| &picture.scene);
        scene.map_or_else(|| self.selection.ids.clone(), |scene| scene.with_stand_ins(&self.selection.ids))
    }

    /// The links that a line of the picture stands for, if those are several; of a card that is no record what it stands for.
    pub fn stood_for(&self, id: &Id) -> Option<Vec<Id>> {
        let folded = self.picture.as_ref()?.plan.folded.as_ref()?;
        let links = folded.bundles.get(id).map(|links| links.to_vec());
        links.or_else(|| folded.packs.get(id).filter(|pack| pack.is_rest).map(|_| folded.directly_in(id)))
    }

    /// Whether something hangs under a card in the picture.
    pub fn can_fold(&self, card: &Id) -> bool {
        let scene = self.picture.as_ref().map(|picture| &picture.scene);
        scene.and_then(|scene| scene.card(card.as_str())).is_some_and(|card| card.fold == Fold::Open)
    }

    /// Whether anything is folded.
    pub fn is_folded(&self) -> bool {
        self.picture.as_ref().is_some_and(|picture| picture.plan.folded.is_some())
    }

    /// How high names are where what is seen fills a usual screen, pixels; none where there are none.
    pub fn names_on_a_screen(&self) -> Option<f32> {
        let picture = self.picture.as_ref().filter(|picture| !picture.scene.cards.is_empty())?;
        let near = self.view_shown().filter(|_| !self.view_has_changed()).map(|view| &view.near);
        Some(match near.filter(|near| !near.is_empty()) {
            Some(near) => picture.names_near(near),
            None => picture.names(),
        })
    }

    /// Shows what is folded and is to be seen: all of these nodes, and the ends of these links.
    pub fn unfold_for(&mut self, ids: &[Id]) {
        let Some(folded) = self.picture.as_ref().and_then(|picture| picture.plan.folded.clone()) else { return };
        let map = self.document.map();
        let links = ids.iter().filter_map(|id| map.links.get(id.as_str()));
        let ends = links.flat_map(|link| [&link.from, &link.to]);
        let hidden: BTreeSet<Id> =
            ids.iter().chain(ends).filter(|id| folded.hides(id) && map.nodes.contains(id.as_str())).cloned().collect();
        if hidden.is_empty() {
            return;
        }
        let cards: BTreeSet<&Id> = hidden.iter().map(|id| folded.shown_by(id)).collect();
        let told = match cards.iter().copied().collect::<Vec<_>>().as_slice() {
            [one] => format!("Unfolded {} to show it", shortened(self.name_of_card(one))),
            several => format!("Unfolded {} to show it", count(several.len(), "card", "cards")),
        };
        let above: Vec<Id> = hidden.iter().flat_map(|id| folded.above(id)).cloned().collect();
        let folding = &mut self.view.folding;
        folding.folded.retain(|id| !above.contains(id));
        folding.open.extend(hidden);
        self.say(told);
    }

    fn unfold(&mut self, card: &Id) -> Look {
        let folded = self.picture.as_ref().and_then(|picture| picture.plan.folded.as_ref());
        let first = folded.map(|folded| folded.directly_in(card)).unwrap_or_default();
        let folding = &mut self.view.folding;
        let mut was_by_hand = folding.folded.remove(card);
        for id in &first {
            was_by_hand |= folding.folded.remove(id);
        }
        if !was_by_hand || folding.least.is_some() {
            folding.open.extend(first.iter().cloned());
        }
        if self.view.focus.as_ref().is_some_and(|focus| focus.rest == Rest::Folds) {
            self.view.beside_focus.extend(first.iter().cloned());
        }
        Look::Show(std::iter::once(card.clone()).chain(first).collect())
    }

    /// Every tree below these cards, however far down; all trees if there are none.
    fn trees_below(&self, ids: &[Id]) -> Vec<Id> {
        let Some(picture) = &self.picture else { return Vec::new() };
        let bears = |id: &Id| self.can_fold(id);
        let trees: BTreeSet<Id> = match ids {
            [] => picture.plan.placement.cards.keys().filter(|id| bears(id)).cloned().collect(),
            ids => picture.plan.trees_below(&picture.request.map, ids).into_iter().filter(|id| bears(id)).collect(),
        };
        trees.into_iter().collect()
    }

    fn fold_all(&mut self, ids: impl IntoIterator<Item = Id>) {
        let Some(picture) = &self.picture else { return };
        let ids: BTreeSet<Id> = ids.into_iter().filter(|id| self.can_fold(id)).collect();
        // What was unfolded there before is not to be seen any more.
        let below = picture.plan.trees_below(&picture.request.map, &ids);
        let bodies = count(below.len(), "card", "cards");
        let told = match ids.iter().collect::<Vec<_>>().as_slice() {
            [] => "Nothing hangs there that could be folded".to_owned(),
            [one] => format!("Folded {} with {bodies}", shortened(self.name_of_card(one))),
            several => format!("Folded {} with {bodies}", count(several.len(), "tree", "trees")),
        };
        let folding = &mut self.view.folding;
        folding.open.retain(|id| !below.contains(id));
        folding.folded.extend(ids);
        self.say(told);
    }

    /// What folds with a chosen card that hangs under nothing and bears nothing: all that stands in its tray.
    pub fn tray_of_chosen(&self) -> Vec<Id> {
        let chosen = |id: &Id| self.selection.ids.contains(id) && !self.can_fold(id);
        let areas = self.picture.iter().flat_map(|picture| &picture.scene.areas);
        areas.map(|area| &area.folds).find(|folds| folds.iter().any(chosen)).cloned().unwrap_or_default()
    }

    fn fold_together(&mut self, ids: Vec<Id>) {
        let Some(picture) = &self.picture else { return };
        let tray = picture.scene.areas.iter().find(|area| ids.iter().any(|id| area.folds.contains(id)));
        let title = tray.map_or("a tray", |tray| tray.title.as_str());
        let told = format!("Folded {title} with {}", count(ids.len(), "card", "cards"));
        let below = picture.plan.trees_below(&picture.request.map, &ids);
        let folding = &mut self.view.folding;
        folding.open.retain(|id| !ids.contains(id) && !below.contains(id));
        folding.folded.extend(ids);
        self.say(told);
    }

    fn name_of_card(&self, card: &Id) -> &str {
        let scene = self.picture.as_ref().map(|picture| &picture.scene);
        scene.and_then(|scene| scene.card(card.as_str())).map_or("a card", |card| card.name.as_str())
    }
}
