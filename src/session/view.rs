//! The view: what of the map is in the picture, and what colour means there.

use std::collections::BTreeSet;

use super::selection::is_on;
use crate::drawing::{Lens, Shown};
use crate::model::{Id, Map};

/// How the map is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewState {
    /// What is in the picture.
    pub shown: Shown,
    /// What else is, because somebody looked at it.
    pub extra: BTreeSet<Id>,
    /// What colour means.
    pub lens: Lens,
}

impl ViewState {
    /// Takes into the picture what of these nodes and links is on the map and would not be there.
    pub fn take_in(&mut self, map: &Map, ids: &[Id]) {
        // What the picture will show, not what it shows: that of a large map comes later.
        let known: Option<Vec<bool>> = ids.iter().map(|id| self.shown.shows(map, &self.extra, id)).collect();
        let is_shown = known.unwrap_or_else(|| {
            let choice = self.shown.choose(map, &self.extra);
            ids.iter().map(|id| choice.nodes.contains(id) || choice.links.binary_search(id).is_ok()).collect()
        });
        let missing = ids.iter().zip(is_shown).filter(|(id, is_shown)| !is_shown && is_on(map, id));
        let missing: Vec<Id> = missing.map(|(id, _)| id.clone()).collect();
        self.extra.extend(missing);
    }

    /// Lets go of what is not on the map.
    pub(super) fn keep_what_is_on(&mut self, map: &Map) {
        self.extra.retain(|id| is_on(map, id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Node, NodeKind};

    #[test]
    fn only_what_is_on_the_map_and_not_in_the_picture_is_taken_in() {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        map.nodes.put(Node::new("play", NodeKind::Strand, "Play"));
        let mut view = ViewState::default();
        view.take_in(&map, &["board".into(), "play".into(), "nowhere".into()]);
        assert_eq!(view.extra, BTreeSet::from(["play".into()]));
        map.nodes.remove("play");
        view.keep_what_is_on(&map);
        assert_eq!(view, ViewState::default());
    }
}
