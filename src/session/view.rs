//! The view: what of the map is in the picture, and what colour means there.

use std::collections::BTreeSet;

use super::selection::is_on;
use crate::drawing::{Folding, Least, Lens, Shown};
use crate::layout::Form;
use crate::model::{Entry, Focus, Id, Map};

/// How the map is looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewState {
    /// What is in the picture.
    pub shown: Shown,
    /// What else is, because somebody looked at it or changed it.
    pub extra: BTreeSet<Id>,
    /// Which of that was changed, and would have gone from the picture under the hands that changed it.
    pub edited: BTreeSet<Id>,
    /// What of it stands folded on one card.
    pub folding: Folding,
    /// What colour means.
    pub lens: Lens,
    /// How cards are laid out.
    pub form: Form,
    /// What is in focus.
    pub focus: Option<Focus>,
    /// What else is in the picture although the rest is left out, because somebody worked on it since.
    pub beside_focus: BTreeSet<Id>,
    /// What was in the picture before a map was opened of which nothing would have been, and what is since.
    widened: Option<(Shown, Shown)>,
    /// How often everything has been laid out anew: else what stands in the picture stays there.
    pub laid_out: usize,
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

    /// Takes into the picture what was just made or changed and would not be there.
    pub fn take_in_edited(&mut self, map: &Map, ids: &[Id]) {
        let before = self.extra.clone();
        self.take_in(map, ids);
        self.edited.extend(self.extra.difference(&before).cloned());
    }

    /// Shows something else; what that shows anyway is no extra any more.
    pub fn show(&mut self, map: &Map, shown: Shown) {
        self.shown = shown;
        self.let_go_of_what_shows_anyway(map);
    }

    /// Begins to look at another map: as before, but no map is blank.
    pub(super) fn open(&mut self, map: &Map) {
        self.let_go(None);
        self.folding = Folding { least: Some(Least::OfMany), ..Folding::default() };
        self.focus = None;
        self.beside_focus.clear();
        if let Some((before, _)) = self.widened.take_if(|(_, since)| *since == self.shown) {
            self.shown = before;
        }
        let shown = self.shown.or_what_there_is(map);
        self.widened = (shown != self.shown).then_some((self.shown, shown));
        self.shown = shown;
    }

    /// Lets go of something that is in the picture beside what the switches show; of everything if that is none.
    pub fn let_go(&mut self, id: Option<&Id>) {
        self.extra.retain(|extra| id.is_some_and(|id| id != extra));
        self.keep_edited_in_extra();
    }

    /// Lets go of what an edit has taken from the map; what the baseline or another option still has stays for when that is
    /// looked at again. What is folded stays noted: it may come back.
    pub(super) fn keep_what_is_there(&mut self, map: &Map, baseline: &Map) {
        self.extra.retain(|id| is_on(map, id) || is_on(baseline, id) || is_in_an_option(baseline, id));
        self.let_go_of_what_shows_anyway(map);
    }

    /// What of that which is in the picture beside what the switches show is on this map.
    pub fn extra_on(&self, map: &Map) -> BTreeSet<Id> {
        self.extra.iter().filter(|id| is_on(map, id)).cloned().collect()
    }

    /// What is folded and unfolded of what is on this map.
    pub(super) fn folding_on(&self, map: &Map) -> Folding {
        let Folding { folded, open, least, only } = &self.folding;
        Folding {
            folded: folded.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect(),
            open: open.iter().filter(|id| is_on(map, id)).cloned().collect(),
            least: *least,
            only: only.clone(),
        }
    }

    fn let_go_of_what_shows_anyway(&mut self, map: &Map) {
        if !self.extra.is_empty() {
            let choice = self.shown.choose(map, &BTreeSet::new());
            self.extra.retain(|id| !choice.nodes.contains(id) && choice.links.binary_search(id).is_err());
        }
        self.keep_edited_in_extra();
    }

    fn keep_edited_in_extra(&mut self) {
        self.edited.retain(|id| self.extra.contains(id));
    }
}

/// Whether an option of a baseline adds or changes a node or a link of that id.
fn is_in_an_option(baseline: &Map, id: &Id) -> bool {
    let is_it = |entry: &Entry| matches!(entry, Entry::Node(_) | Entry::Link(_)) && entry.id() == Some(id);
    let mut changes = baseline.options.iter().flat_map(|option| &option.changes);
    changes.any(|change| change.after.as_ref().is_some_and(is_it))
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
        view.keep_what_is_there(&map, &map);
        assert_eq!(view, ViewState::default());
    }

    #[test]
    fn what_a_map_without_groups_opens_on_is_not_shown_of_the_next_one() {
        let (mut posts, mut town) = (Map::default(), Map::default());
        posts.nodes.put(Node::new("chair", NodeKind::Post, "Chair"));
        town.nodes.put(Node::new("board", NodeKind::Board, "Board"));
        let (narrow, wide) =
            (Shown { seats: true, ..Shown::default() }, Shown { seats: true, posts: true, ..Shown::default() });
        let mut view = ViewState { shown: narrow, ..ViewState::default() };
        view.open(&posts);
        assert_eq!(view.shown, wide, "no map is blank");
        view.open(&town);
        assert_eq!(view.shown, narrow);
        view.open(&posts);
        view.show(&posts, Shown::ALL);
        view.open(&town);
        assert_eq!(view.shown, Shown::ALL, "what somebody has chosen since stays");
    }

    #[test]
    fn what_was_changed_is_let_go_of_alone_with_all_or_when_it_shows_anyway() {
        let mut map = Map::default();
        for (id, kind) in [("play", NodeKind::Strand), ("chair", NodeKind::Post), ("police", NodeKind::Partner)] {
            map.nodes.put(Node::new(id, kind, id));
        }
        let mut view = ViewState::default();
        view.take_in(&map, &["play".into()]);
        view.take_in_edited(&map, &["play".into(), "chair".into(), "police".into()]);
        assert_eq!(view.edited, BTreeSet::from(["chair".into(), "police".into()]), "the strand was there already");
        view.let_go(Some(&"chair".into()));
        assert_eq!(view.edited, BTreeSet::from(["police".into()]));
        view.show(&map, Shown { partners: true, ..Shown::default() });
        assert_eq!((view.extra.len(), view.edited.len()), (1, 0), "every partner is shown now");
        view.let_go(None);
        assert!(view.extra.is_empty());
    }
}
