//! Where pictures are made: of a map, and of what becomes of one map in another.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draw::Drawings;
use super::facts::State;
use super::picture::Picture;
use crate::analysis::Report;
use crate::drawing::{self, Difference, Folding, Lens, Plan, Scene, Shown, parameters};
use crate::layout::{Form, Parameters, Standing};
use crate::model::words::{count, list, lower_first};
use crate::model::{Id, Map};

/// What a picture is to hold, and what it goes on from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look<'a> {
    pub(super) shown: Shown,
    /// What is in it beside that.
    pub(super) also: &'a BTreeSet<Id>,
    /// What of it is folded.
    pub(super) folding: &'a Folding,
    /// How everything stood that is to stay there as far as it can.
    pub(super) stood: Option<&'a Arc<Standing>>,
    /// How cards are laid out.
    pub(super) form: Form,
    /// Whether that is how another option stood, or the map without any.
    pub(super) is_other_option: bool,
}

/// A picture that was made.
pub(super) struct Drawn {
    /// Its place among the pictures.
    pub(super) picture: usize,
    /// What is in it, seen through the first lens.
    pub(super) scene: Scene,
    /// How everything stands in it.
    pub(super) standing: Arc<Standing>,
}

/// Where pictures are made.
pub(super) struct Studio<'d> {
    pub(super) lenses: Vec<Lens>,
    pub(super) drawings: &'d mut Drawings,
    pub(super) pictures: Vec<Picture>,
    pub(super) states: Vec<State>,
}

impl Studio<'_> {
    /// Makes the picture of a map under every lens.
    pub(super) fn plain(&mut self, (map, report): (&Map, &Report), look: Look<'_>) -> Drawn {
        let returns = look.is_other_option.then(Arc::default);
        let parameters = Parameters { kept: look.stood.cloned(), returns, ..parameters(map, look.form) };
        let plan = drawing::plan(map, look.shown, look.also, look.folding, &parameters);
        let mut scenes: Vec<Scene> = self.lenses.iter().map(|lens| plan.draw(map, Some(report), *lens)).collect();
        let folded = plan.folded.as_deref();
        let record = |id| folded.map_or(id, |folded| folded.record_of(id));
        let picture = Picture::of(&scenes, record, self.drawings);
        let picture = self.keep(picture, look.shown);
        Drawn { picture, scene: scenes.swap_remove(0), standing: Arc::clone(&plan.placement.standing) }
    }

    /// Makes the picture of what becomes of the one map in the other, and says which it is.
    pub(super) fn change(&mut self, [before, after]: [&Map; 2], look: Look<'_>) -> (usize, Scene) {
        let difference = Difference::between(before, after);
        let anew =
            || Plan::of(before, look.shown, look.also, &parameters(before, look.form)).placement.standing.clone();
        let stood = look.stood.cloned().unwrap_or_else(anew);
        let plan = difference.plan_folded(look.shown, look.also, look.folding, &stood, look.form);
        let scene = difference.draw(&plan);
        let folded = plan.folded.as_deref();
        let record = |id| difference.shown_by(folded.map_or(id, |folded| folded.record_of(id)));
        let picture = Picture::of(std::slice::from_ref(&scene), record, self.drawings);
        (self.keep(picture, look.shown), scene)
    }

    /// Keeps a picture, once.
    fn keep(&mut self, picture: Picture, shown: Shown) -> usize {
        let picture = Picture { seen: in_words(&picture, shown), ..picture };
        if let Some(place) = self.pictures.iter().position(|known| *known == picture) {
            return place;
        }
        self.pictures.push(picture);
        self.pictures.len() - 1
    }
}

/// "51 cards and 48 lines: boards, groups and those to whom they answer, with seats."
fn in_words(picture: &Picture, mut shown: Shown) -> String {
    let (cards, lines) = (picture.cards.len(), picture.lines.len());
    let with: Vec<String> =
        shown.switches().into_iter().filter(|switch| *switch.is_on).map(|switch| lower_first(switch.label)).collect();
    let with = if with.is_empty() { String::new() } else { format!(", with {}", list(&with, with.len())) };
    let (cards, lines) = (count(cards, "card", "cards"), count(lines, "line", "lines"));
    format!("{cards} and {lines}: boards, groups and those to whom they answer{with}.")
}
